//! Stories: which documents speak of the same events.
//!
//! A document's profile is its names and nouns and the months it was written in or tells of,
//! weighted by how rare they are among the documents of the run (tf-idf; Salton & Buckley 1988). What documents on two look-alike events share (a
//! chain of shops, a country, "fire") is in all of them and weighs little; the town and the
//! people are in half of them and weigh much. Documents are joined, the most alike first, by the
//! cosine of their summed profiles (centroid linkage), while that is at least [`SAME_STORY`], and
//! then stories whose documents are like the same others (`kin`).
//! Who remains alone tells a story of its own or has too little text to say: of it nothing is
//! concluded.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use ecow::EcoString;
use rayon::prelude::*;

use super::dense::Dense;
use super::kin::{Kin, UNSEEN};
use super::profiles::{Counted, Keys, Profile, keep_heaviest, length, sum};
use crate::claims::Claim;
use crate::documents::Document;
use crate::sentences::Sentence;

/// From this cosine on, two groups of documents are taken to tell one story.
pub const SAME_STORY: f64 = 0.21;

/// Below this kinship two documents of one story are not taken for accounts of one event.
const STRANGERS: f64 = 0.5;

/// A name or word of more documents than this is common: it sets each beside the next few only.
const COMMON: usize = 64;

/// How many later documents a common name or word sets each beside.
const NEXT: usize = 8;

/// How many of the words of a text say what it is about: those with the greatest weight.
const HEAVIEST: usize = 150;

/// Documents with a cosine of no more than this are not set beside each other. The cosine of two
/// groups is at most the greatest cosine of their members times the root of the product of their
/// sizes, so for groups of up to 21 each this changes nothing.
const FAINT: f64 = 0.01;

/// How many documents at least one thread takes at once.
const AT_ONCE: usize = 64;

/// How many later documents at most a document is set beside: the most alike. A run of fewer
/// documents is searched whole.
const NEAREST: usize = 64;

/// What each document of a run is about.
#[derive(Debug)]
pub struct Stories {
    /// Per document: the names in it.
    names: Vec<BTreeSet<EcoString>>,
    /// Per document: its story, if it shares one with another document.
    story: Vec<Option<usize>>,
    /// Per document: the story that its own names and nouns give it, if any; documents of two such
    /// stories tell of other events.
    by_names: Vec<Option<usize>>,
    kin: Kin,
}

/// Whether two documents tell one story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Story {
    /// One story.
    Same,
    /// Two different ones.
    Other,
    /// Not known.
    Unknown,
}

impl Stories {
    /// Reads the profiles off the claims of a run, and whom the documents are like off their words.
    pub fn new(claims: &[Claim], sentences: &[Sentence], texts: &[Document]) -> Stories {
        let documents = texts.len();
        let mut names: Vec<BTreeSet<EcoString>> = vec![BTreeSet::new(); documents];
        let mut keys = Keys::default();
        let mut counts: Vec<Counted> = vec![Counted::new(); documents];
        let mut last_sentence = usize::MAX;
        for claim in claims {
            let counts = &mut counts[claim.document];
            for word in &claim.words {
                counts.push((keys.number(word), 0.25));
            }
            // Names are taken once a sentence, however many claims it holds.
            if claim.sentence != last_sentence {
                last_sentence = claim.sentence;
                for name in &claim.around {
                    names[claim.document].insert(name.clone());
                    counts.push((keys.number(&format!("={name}")), 1.0));
                }
                // Two events that look alike are seldom of one month.
                let days = claim.sentence_times.iter().filter_map(|when| when.days);
                for day in days.map(|days| days.0).chain(claim.published) {
                    let month = format!("@{:04}-{:02}", day.year(), day.month());
                    counts.push((keys.number(&month), 1.0));
                }
            }
        }
        let words = keys.words(sentences, texts);
        let (keys, [counts, mut words]) = keys.settle([counts, words]);
        let story = join(keys.profiles(&counts, 0));
        // Of a document whose text is not at hand, the claims tell the words.
        for (words, counts) in words
            .iter_mut()
            .zip(counts)
            .filter(|(words, _)| words.is_empty())
        {
            *words = counts;
        }
        let mut texts = keys.profiles(&words, UNSEEN);
        drop(words);
        texts
            .par_iter_mut()
            .for_each(|profile| keep_heaviest(profile, HEAVIEST));
        let kin = Kin::new(&cosines(&texts));
        Stories {
            by_names: story.clone(),
            story: kin.join(story, &names),
            names,
            kin,
        }
    }

    /// The same, where it is known that all documents tell one story.
    pub fn of_one(claims: &[Claim], sentences: &[Sentence], texts: &[Document]) -> Stories {
        let mut stories = Stories::new(claims, sentences, texts);
        stories.story = vec![Some(0); texts.len()];
        stories.by_names = vec![None; texts.len()];
        stories
    }

    /// The number of a document's story, if it shares one with another document.
    pub fn of(&self, document: usize) -> Option<usize> {
        self.story[document]
    }

    /// The number of a document's story; one of its own for a document that is like no other.
    pub fn of_or_own(&self, document: usize) -> usize {
        self.story[document].unwrap_or(self.story.len() + document)
    }

    /// The number of the story that a document shares with another by names and nouns, whomever
    /// else the two are like.
    pub fn of_names(&self, document: usize) -> Option<usize> {
        self.by_names[document]
    }

    /// Whether two documents tell one story.
    pub fn fit(&self, a: usize, b: usize) -> Story {
        self.fit_of_kin(a, b, || self.kin(a, b).0)
    }

    /// Whether two documents tell two different stories.
    pub fn are_two(&self, a: usize, b: usize) -> bool {
        let by_names = self.by_names[a].is_some() && self.by_names[b].is_some();
        let stories = (self.story[a], self.story[b]);
        a != b && by_names && matches!(stories, (Some(x), Some(y)) if x != y)
    }

    /// [`Stories::fit`], where it may be known already how far the two are like the same others.
    fn fit_of_kin(&self, a: usize, b: usize, alike: impl Fn() -> f64) -> Story {
        if a == b {
            return Story::Same;
        }
        let by_names = self.by_names[a].is_some() && self.by_names[b].is_some();
        match (self.story[a], self.story[b]) {
            (Some(x), Some(y)) if x == y => match by_names && alike() < STRANGERS {
                true => Story::Unknown,
                false => Story::Same,
            },
            (Some(_), Some(_)) if by_names => Story::Other,
            _ => Story::Unknown,
        }
    }

    /// [`Stories::fit`] and [`Stories::kin`] of two documents.
    pub fn both(&self, a: usize, b: usize) -> (Story, (f64, f64)) {
        let kin = self.kin(a, b);
        (self.fit_of_kin(a, b, || kin.0), kin)
    }

    /// How well two documents sit among the same others.
    pub fn kin(&self, a: usize, b: usize) -> (f64, f64) {
        self.kin.of(a, b)
    }

    /// Whether a document names somebody or something.
    pub fn names(&self, document: usize, name: &str) -> bool {
        self.names[document].contains(name)
    }
}

/// Which documents hold each key, in order.
struct Holders(Vec<Vec<u32>>);

impl Holders {
    fn new(profiles: &[Profile]) -> Holders {
        let mut holders: Vec<Vec<u32>> = vec![Vec::new(); keys(profiles)];
        for (document, profile) in profiles.iter().enumerate() {
            for (key, _) in profile {
                holders[*key].push(document as u32);
            }
        }
        Holders(holders)
    }

    /// The later documents that share a key with one, in order. A key of more than [`COMMON`]
    /// documents gives each of them its next [`NEXT`] only, so that the work per document does not
    /// grow with the run.
    fn later(&self, document: usize, profile: &[(usize, f64)]) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for (key, _) in profile {
            let same = &self.0[*key];
            let reach = if same.len() <= COMMON { COMMON } else { NEXT };
            let after = same.partition_point(|other| *other as usize <= document);
            let next = same[after..].iter().take(reach);
            found.extend(next.map(|other| *other as usize));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// One more than the greatest key.
fn keys(profiles: &[Profile]) -> usize {
    let keys = profiles.iter().flatten().map(|(key, _)| key + 1);
    keys.max().unwrap_or(0)
}

/// Each document's cosines with the later documents near it, in order.
fn cosines(profiles: &[Profile]) -> Vec<Vec<(usize, f64)>> {
    let lengths: Vec<f64> = profiles.par_iter().map(|p| length(p)).collect();
    let holders = Holders::new(profiles);
    let keys = keys(profiles);
    (0..profiles.len())
        .into_par_iter()
        .with_min_len(AT_ONCE)
        .map_init(
            || Dense::new(keys),
            |dense, a| {
                let later = holders.later(a, &profiles[a]).into_iter();
                dense.with(&profiles[a], |own| {
                    let cosine = |b: usize| own.dot(&profiles[b]) / (lengths[a] * lengths[b]);
                    let fits = later.map(|b| (b, cosine(b)));
                    let mut near: Vec<(usize, f64)> =
                        fits.filter(|(_, fit)| *fit > FAINT).collect();
                    if near.len() > NEAREST {
                        near.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
                        near.truncate(NEAREST);
                    }
                    near.shrink_to_fit();
                    near
                })
            },
        )
        .collect()
}

/// Two groups that could be joined. The best is the closest; of equals, the first.
#[derive(PartialEq)]
struct Offer {
    fit: f64,
    a: usize,
    b: usize,
}

impl Eq for Offer {}

impl Ord for Offer {
    fn cmp(&self, other: &Self) -> Ordering {
        let fit = self.fit.total_cmp(&other.fit);
        fit.then((other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Groups of documents, each under its first document.
struct Groups {
    /// Per group: the sum of its profiles; nothing for a group that was joined to another.
    sums: Vec<Profile>,
    /// Per group: the sum's length.
    lengths: Vec<f64>,
    /// Per group: its cosine with every group near it.
    near: Vec<BTreeMap<usize, f64>>,
    /// For the sum that was last changed.
    dense: Dense,
}

impl Groups {
    fn new(profiles: Vec<Profile>) -> Groups {
        let lengths: Vec<f64> = profiles.iter().map(|p| length(p)).collect();
        let mut near: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); profiles.len()];
        for (a, later) in cosines(&profiles).into_iter().enumerate() {
            for (b, fit) in later {
                near[a].insert(b, fit);
                near[b].insert(a, fit);
            }
        }
        Groups {
            dense: Dense::new(keys(&profiles)),
            sums: profiles,
            lengths,
            near,
        }
    }

    /// The groups that could be joined with one.
    fn offers(&self, group: usize) -> impl Iterator<Item = Offer> {
        let fits = self.near[group]
            .iter()
            .filter(|(_, fit)| **fit >= SAME_STORY);
        fits.map(move |(&other, &fit)| Offer {
            fit,
            a: group.min(other),
            b: group.max(other),
        })
    }

    /// Joins `b` to `a`; nothing is near to `b` any more.
    fn join(&mut self, a: usize, b: usize) {
        let joined = std::mem::take(&mut self.sums[b]);
        self.sums[a] = sum(&self.sums[a], &joined);
        self.lengths[a] = length(&self.sums[a]);
        let mut others = std::mem::take(&mut self.near[a]);
        others.append(&mut self.near[b]);
        others.retain(|other, _| *other != a && *other != b);
        self.dense.with(&self.sums[a], |own| {
            for (&other, fit) in &mut others {
                let product = own.dot(&self.sums[other]);
                *fit = product / (self.lengths[a] * self.lengths[other]);
                self.near[other].remove(&b);
                self.near[other].insert(a, *fit);
            }
        });
        self.near[a] = others;
    }
}

/// The story of each document that shares one, named by its first document.
fn join(profiles: Vec<Profile>) -> Vec<Option<usize>> {
    let size = profiles.len();
    let mut groups = Groups::new(profiles);
    let mut offers: BinaryHeap<Offer> = (0..size)
        .flat_map(|group| groups.offers(group).filter(move |offer| offer.a == group))
        .collect();
    let mut leaders: Vec<usize> = (0..size).collect();
    while let Some(Offer { fit, a, b }) = offers.pop() {
        // An offer made before one of the two grew has been made anew since.
        if groups.near[a].get(&b) == Some(&fit) {
            groups.join(a, b);
            leaders[b] = a;
            offers.extend(groups.offers(a));
        }
    }
    // A group is joined to an earlier one only, so its leader is final when its turn comes.
    let mut members = vec![0; size];
    for document in 0..size {
        leaders[document] = leaders[leaders[document]];
        members[leaders[document]] += 1;
    }
    let shared = |leader: usize| (members[leader] > 1).then_some(leader);
    leaders.iter().map(|&leader| shared(leader)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clusters::random;

    /// `documents` accounts, five of each story: two names and two words of the story's own, two
    /// words of every third story, one of all.
    fn accounts(documents: usize) -> Vec<Profile> {
        let account = |document: usize| {
            let story = document / 5;
            let mut profile: Profile = vec![(0, 0.1), (1 + story % 3, 0.2), (4 + story % 3, 0.2)];
            profile.extend((0..4).map(|own| (10 + 4 * story + own, 1.0)));
            profile
        };
        (0..documents).map(account).collect()
    }

    #[test]
    fn the_work_per_document_does_not_grow_with_the_run() {
        let most = |documents: usize| {
            let profiles = accounts(documents);
            let holders = Holders::new(&profiles);
            let later = |document: usize| holders.later(document, &profiles[document]).len();
            (0..documents).map(later).max().unwrap_or(0)
        };
        assert!(most(1_000) > 0);
        assert_eq!(most(1_000), most(8_000));
    }

    #[test]
    fn accounts_of_one_event_are_one_story_in_a_long_run() {
        let stories = join(accounts(2_000));
        for (document, story) in stories.iter().enumerate() {
            assert_eq!(*story, Some(document / 5 * 5), "document {document}");
        }
    }

    #[test]
    fn a_story_of_more_documents_than_a_common_key_has_is_one() {
        let account = |document: usize| vec![(0, 0.9), (1, 0.4), (2 + document, 0.3)];
        let profiles: Vec<Profile> = (0..3 * COMMON).map(account).collect();
        assert!(join(profiles).iter().all(|story| *story == Some(0)));
    }

    /// A second opinion: the closest two groups of all, by the cosine of their sums, again and
    /// again.
    #[test]
    fn documents_are_joined_closest_first() {
        let mut random = random(11);
        for _ in 0..100 {
            let profiles: Vec<Profile> = (0..2 + random(20))
                .map(|_| {
                    let keys: std::collections::BTreeSet<usize> =
                        (0..1 + random(5)).map(|_| random(12)).collect();
                    let weight = |key| (key, (1 + random(9)) as f64);
                    keys.into_iter().map(weight).collect()
                })
                .collect();
            let expected = searched(&profiles);
            assert_eq!(join(profiles), expected);
        }
    }

    fn dot(a: &[(usize, f64)], b: &[(usize, f64)]) -> f64 {
        let pairs = a.iter().flat_map(|x| b.iter().map(move |y| (x, y)));
        pairs
            .filter(|(x, y)| x.0 == y.0)
            .map(|(x, y)| x.1 * y.1)
            .sum()
    }

    fn searched(profiles: &[Profile]) -> Vec<Option<usize>> {
        let sum = |members: &[usize]| {
            let mut sum: BTreeMap<usize, f64> = BTreeMap::new();
            for (key, weight) in members.iter().flat_map(|&m| &profiles[m]) {
                *sum.entry(*key).or_default() += weight;
            }
            sum.into_iter().collect::<Profile>()
        };
        let cosine = |a: &[usize], b: &[usize]| {
            let (a, b) = (sum(a), sum(b));
            dot(&a, &b) / (dot(&a, &a) * dot(&b, &b)).sqrt()
        };
        let mut groups: Vec<Vec<usize>> = (0..profiles.len()).map(|at| vec![at]).collect();
        loop {
            let mut best = (SAME_STORY, 0, 0);
            for b in 0..groups.len() {
                for a in 0..b {
                    let fit = cosine(&groups[a], &groups[b]);
                    if fit > best.0 + 1e-9
                        || (fit - best.0).abs() <= 1e-9 && (a, b) < (best.1, best.2)
                    {
                        best = (fit, a, b);
                    }
                }
            }
            if best.1 == best.2 {
                break;
            }
            let joined = groups.remove(best.2);
            groups[best.1].extend(joined);
        }
        let mut stories = vec![None; profiles.len()];
        for group in groups.iter().filter(|group| group.len() > 1) {
            for &member in group {
                stories[member] = Some(group[0]);
            }
        }
        stories
    }
}
