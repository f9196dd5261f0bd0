//! Stories: which documents speak of the same events.
//!
//! A document's profile is its names and nouns, weighted by how rare they are among the documents
//! of the run (tf-idf; Salton & Buckley 1988). What documents on two look-alike events share (a
//! chain of shops, a country, "fire") is in all of them and weighs little; the town and the
//! people are in half of them and weigh much. Documents are joined, the most alike first, by the
//! cosine of their summed profiles (centroid linkage), while that is at least [`SAME_STORY`].
//! Who remains alone tells a story of its own or has too little text to say: of it nothing is
//! concluded.

use std::collections::BTreeMap;

use crate::claims::Claim;

/// From this cosine on, two groups of documents are taken to tell one story.
pub const SAME_STORY: f64 = 0.21;

/// Above this many documents no joining is tried: its work grows with the square.
const MOST: usize = 3_000;

/// What each document of a run is about.
#[derive(Debug)]
pub struct Stories {
    /// Per document: the names in it.
    names: Vec<BTreeMap<String, f64>>,
    /// Per document: its story, if it shares one with another document.
    story: Vec<Option<usize>>,
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
    /// Reads the profiles off the claims of a run of `documents` documents.
    pub fn new(claims: &[Claim], documents: usize) -> Stories {
        let mut names: Vec<BTreeMap<String, f64>> = vec![BTreeMap::new(); documents];
        let mut profiles: Vec<BTreeMap<String, f64>> = vec![BTreeMap::new(); documents];
        let mut last_sentence = usize::MAX;
        for claim in claims {
            for word in &claim.words {
                *profiles[claim.document].entry(word.clone()).or_default() += 0.25;
            }
            // Names are taken once a sentence, however many claims it holds.
            if claim.sentence != last_sentence {
                last_sentence = claim.sentence;
                for name in &claim.around {
                    *names[claim.document].entry(name.clone()).or_default() += 1.0;
                    *profiles[claim.document]
                        .entry(format!("={name}"))
                        .or_default() += 1.0;
                }
            }
        }
        let mut spread: BTreeMap<String, f64> = BTreeMap::new();
        for key in profiles.iter().flat_map(BTreeMap::keys) {
            *spread.entry(key.clone()).or_default() += 1.0;
        }
        let all = documents as f64;
        for profile in &mut profiles {
            for (key, weight) in profile.iter_mut() {
                let rarity = ((all + 1.0) / (spread[key] + 0.5)).ln().max(0.0);
                let kind = if key.starts_with('=') { 1.0 } else { 0.35 };
                *weight = (1.0 + *weight).ln() * rarity * kind;
            }
            // A word of one document alone says nothing of its neighbours.
            profile.retain(|key, weight| *weight > 0.0 && spread[key] > 1.0);
            scale(profile);
        }
        let story = if documents <= MOST {
            join(profiles)
        } else {
            vec![None; documents]
        };
        Stories { names, story }
    }

    /// Whether two documents tell one story.
    pub fn fit(&self, a: usize, b: usize) -> Story {
        if a == b {
            return Story::Same;
        }
        match (self.story[a], self.story[b]) {
            (Some(x), Some(y)) if x == y => Story::Same,
            (Some(_), Some(_)) => Story::Other,
            _ => Story::Unknown,
        }
    }

    /// Whether a document names somebody or something.
    pub fn names(&self, document: usize, name: &str) -> bool {
        self.names[document].contains_key(name)
    }
}

fn scale(profile: &mut BTreeMap<String, f64>) {
    let length = profile.values().map(|w| w * w).sum::<f64>().sqrt();
    if length > 0.0 {
        profile.values_mut().for_each(|w| *w /= length);
    }
}

fn cosine(a: &BTreeMap<String, f64>, b: &BTreeMap<String, f64>) -> f64 {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let dot: f64 = small
        .iter()
        .filter_map(|(key, w)| large.get(key).map(|v| w * v))
        .sum();
    let length = |m: &BTreeMap<String, f64>| m.values().map(|w| w * w).sum::<f64>().sqrt();
    let product = length(a) * length(b);
    if product > 0.0 { dot / product } else { 0.0 }
}

/// A summed profile and the documents it sums.
type Group = (BTreeMap<String, f64>, Vec<usize>);

/// The story of each document that shares one, named by its first document.
fn join(profiles: Vec<BTreeMap<String, f64>>) -> Vec<Option<usize>> {
    let size = profiles.len();
    let mut groups: Vec<Option<Group>> = profiles
        .into_iter()
        .enumerate()
        .map(|(i, p)| Some((p, vec![i])))
        .collect();
    // The best partner of each group among the later ones; recomputed only where it changed.
    let best = |groups: &[Option<Group>], a: usize| -> (f64, usize) {
        let Some((profile, _)) = &groups[a] else {
            return (0.0, a);
        };
        let mut found = (0.0, a);
        for (b, other) in groups.iter().enumerate().skip(a + 1) {
            if let Some((other, _)) = other {
                let fit = cosine(profile, other);
                if fit > found.0 {
                    found = (fit, b);
                }
            }
        }
        found
    };
    let mut partners: Vec<(f64, usize)> = (0..size).map(|a| best(&groups, a)).collect();
    let best_of_all = |partners: &[(f64, usize)]| {
        let pairs = partners.iter().copied().enumerate();
        pairs.max_by(|x, y| x.1.0.total_cmp(&y.1.0).then(y.0.cmp(&x.0)))
    };
    while let Some((a, (fit, b))) = best_of_all(&partners) {
        if fit < SAME_STORY {
            break;
        }
        let Some((profile, members)) = groups[b].take() else {
            break;
        };
        if let Some((sum, own)) = groups[a].as_mut() {
            for (key, weight) in profile {
                *sum.entry(key).or_default() += weight;
            }
            own.extend(members);
        }
        for at in 0..size {
            if at == a || partners[at].1 == a || partners[at].1 == b || at == b {
                partners[at] = best(&groups, at);
            } else if at < a
                && let (Some((x, _)), Some((y, _))) = (&groups[at], &groups[a])
            {
                let fit = cosine(x, y);
                if fit > partners[at].0 {
                    partners[at] = (fit, a);
                }
            }
        }
    }
    let mut story = vec![None; size];
    for (_, members) in groups.into_iter().flatten() {
        if members.len() > 1 {
            for &member in &members {
                story[member] = members.first().copied();
            }
        }
    }
    story
}
