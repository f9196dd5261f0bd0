//! Profiles: what a document is about, as weights of its names, words and months by how rare they
//! are among the documents of a run (tf-idf; Salton & Buckley 1988).

use indexmap::IndexMap;
use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxBuildHasher;

use crate::documents::{Document, Kind};
use crate::sentences::{Sentence, plain};

/// The weights of one document by the number of the key, in order.
pub(super) type Profile = Vec<(usize, f64)>;

/// How often one document has each key, by the key's number. Counts are whole or quarters, so that
/// single precision holds them.
pub(super) type Counted = Vec<(u32, f32)>;

/// The keys of a run by number. A name begins with `=`, a month with `@`.
#[derive(Default)]
pub(super) struct Keys(IndexMap<String, (), FxBuildHasher>);

impl Keys {
    /// The number of a key.
    pub fn number(&mut self, key: &str) -> u32 {
        let known = self.0.get_index_of(key);
        known.unwrap_or_else(|| self.0.insert_full(key.to_owned(), ()).0) as u32
    }

    /// How often each document has each word; one in capitals is taken for a name.
    pub fn words(&mut self, sentences: &[Sentence], documents: &[Document]) -> Vec<Counted> {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut forms: IndexMap<String, u32, FxBuildHasher> = IndexMap::default();
        let mut counts = vec![Counted::new(); documents.len()];
        for sentence in sentences.iter().filter(|s| s.kind != Kind::Link) {
            let text = plain(&documents[sentence.document], sentence);
            for word in text.split(|c: char| !c.is_alphanumeric()) {
                let Some(first) = word.chars().next() else {
                    continue;
                };
                let key = forms.get(word).copied().unwrap_or_else(|| {
                    let lower = word.to_lowercase();
                    let key = match first.is_uppercase() {
                        true => self.number(&format!("={lower}")),
                        false => self.number(&stemmer.stem(&lower)),
                    };
                    forms.insert(word.to_owned(), key);
                    key
                });
                counts[sentence.document].push((key, 1.0));
            }
        }
        counts
    }

    /// Numbers the keys in their order as text and sums up the counts of each.
    pub fn settle<const N: usize>(
        self,
        counts: [Vec<Counted>; N],
    ) -> (SettledKeys, [Vec<Counted>; N]) {
        let mut order: Vec<u32> = (0..self.0.len() as u32).collect();
        let key = |number: u32| self.0.get_index(number as usize).map(|(key, ())| key);
        order.par_sort_unstable_by_key(|number| key(*number));
        let mut ranks = vec![0; order.len()];
        for (rank, number) in order.iter().enumerate() {
            ranks[*number as usize] = rank as u32;
        }
        let settle = |mut counted: Counted| {
            counted
                .iter_mut()
                .for_each(|(key, _)| *key = ranks[*key as usize]);
            counted.sort_unstable_by_key(|(key, _)| *key);
            counted.dedup_by(|later, kept| {
                let same = later.0 == kept.0;
                kept.1 += if same { later.1 } else { 0.0 };
                same
            });
            counted.shrink_to_fit();
            counted
        };
        let kinds =
            order.iter().map(
                |number| match key(*number).and_then(|key| key.as_bytes().first()) {
                    Some(b'=') => 1.0,
                    Some(b'@') => 1.5,
                    _ => 0.35,
                },
            );
        let keys = SettledKeys(kinds.collect());
        let counts = counts.map(|counts| counts.into_par_iter().map(settle).collect());
        (keys, counts)
    }
}

/// Keys numbered in their order: what a key of each kind weighs.
pub(super) struct SettledKeys(Vec<f64>);

impl SettledKeys {
    /// The profiles of documents by how often they hold each key, as if `unseen` other documents
    /// that hold none of them were in the run too.
    pub fn profiles(&self, counts: &[Counted], unseen: usize) -> Vec<Profile> {
        let mut spread = vec![0.0; self.0.len()];
        for (key, _) in counts.iter().flatten() {
            spread[*key as usize] += 1.0;
        }
        let all = (counts.len() + unseen) as f64;
        let weigh = |(key, count): &(u32, f32)| {
            let key = *key as usize;
            let rarity = ((all + 1.0) / (spread[key] + 0.5)).ln().max(0.0);
            let weight = (1.0 + f64::from(*count)).ln() * rarity * self.0[key];
            // A word of one document alone says nothing of its neighbours.
            (weight > 0.0 && spread[key] > 1.0).then_some((key, weight))
        };
        let profile = |counts: &Counted| {
            let mut profile: Profile = counts.iter().filter_map(weigh).collect();
            let length = length(&profile);
            if length > 0.0 {
                profile.iter_mut().for_each(|(_, w)| *w /= length);
            }
            profile
        };
        counts.par_iter().map(profile).collect()
    }
}

/// The length of a profile.
pub(super) fn length(profile: &[(usize, f64)]) -> f64 {
    let squares = profile.iter().fold(0.0, |sum, (_, w)| sum + w * w);
    squares.sqrt()
}

/// Leaves a profile its `most` heaviest weights, of equals the first.
pub(super) fn keep_heaviest(profile: &mut Profile, most: usize) {
    profile.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    profile.truncate(most);
    profile.sort_by_key(|(key, _)| *key);
    profile.shrink_to_fit();
}

/// The sum of two profiles.
pub(super) fn sum(a: &[(usize, f64)], b: &[(usize, f64)]) -> Profile {
    let mut all = [a, b].concat();
    all.sort_by_key(|(key, _)| *key);
    all.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        kept.1 += if same { later.1 } else { 0.0 };
        same
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_numbered_in_their_order_and_their_counts_summed_up() {
        let mut keys = Keys::default();
        let [word, name, month] = ["ferry", "=Kelmar", "@2031-03"].map(|key| keys.number(key));
        assert_eq!(keys.number("=Kelmar"), name);
        let counts = vec![vec![(word, 0.25), (month, 1.0), (word, 0.25), (name, 1.0)]];
        let (_, [counts]) = keys.settle([counts]);
        assert_eq!(counts, [[(0, 1.0), (1, 1.0), (2, 0.5)]]);
    }

    #[test]
    fn what_all_have_weighs_little_and_what_one_has_nothing() {
        let mut keys = Keys::default();
        let [all, two, one] = ["a", "b", "c"].map(|key| keys.number(key));
        let counts = vec![
            vec![(all, 1.0), (two, 1.0), (one, 1.0)],
            vec![(all, 1.0), (two, 1.0)],
            vec![(all, 1.0)],
            vec![(all, 1.0)],
        ];
        let (keys, [counts]) = keys.settle([counts]);
        let profiles = keys.profiles(&counts, 0);
        let held: Vec<Vec<usize>> = profiles
            .iter()
            .map(|p| p.iter().map(|(key, _)| *key).collect())
            .collect();
        assert_eq!(held, [vec![0, 1], vec![0, 1], vec![0], vec![0]]);
        assert!(profiles[0][0].1 < profiles[0][1].1);
        assert!((length(&profiles[0]) - 1.0).abs() < 1e-9);
    }
}
