//! Stories: which documents speak of the same events.
//!
//! Two documents are compared by the names in them, weighted by how rare a name is in the run
//! (tf-idf cosine; Salton & Buckley 1988). The names that documents on two look-alike events
//! share (a chain of shops, a country) are in all of them and weigh little; the town and the
//! people are in half of them and weigh much.

use std::collections::BTreeMap;

use crate::claims::Claim;

/// From this cosine on, two documents are taken to tell one story.
pub const SAME_STORY: f64 = 0.20;

/// What each document of a run is about.
#[derive(Debug)]
pub struct Stories {
    /// Per document: name → weight, with unit length.
    profiles: Vec<BTreeMap<String, f64>>,
}

impl Stories {
    /// Reads the profiles off the claims of a run of `documents` documents.
    pub fn new(claims: &[Claim], documents: usize) -> Stories {
        let mut counts: Vec<BTreeMap<String, f64>> = vec![BTreeMap::new(); documents];
        let mut last_sentence = usize::MAX;
        for claim in claims {
            // Names are taken once a sentence, however many claims it holds.
            if claim.sentence == last_sentence {
                continue;
            }
            last_sentence = claim.sentence;
            for name in &claim.around {
                *counts[claim.document].entry(name.clone()).or_default() += 1.0;
            }
        }
        let mut spread: BTreeMap<String, f64> = BTreeMap::new();
        for profile in &counts {
            for name in profile.keys() {
                *spread.entry(name.clone()).or_default() += 1.0;
            }
        }
        let all = documents as f64;
        for profile in &mut counts {
            for (name, weight) in profile.iter_mut() {
                let rarity = (1.0 + (all - spread[name] + 0.5) / (spread[name] + 0.5)).ln();
                *weight = (1.0 + weight.ln()) * rarity.max(0.15);
            }
            let length = profile.values().map(|w| w * w).sum::<f64>().sqrt();
            if length > 0.0 {
                profile.values_mut().for_each(|w| *w /= length);
            }
        }
        Stories { profiles: counts }
    }

    /// How far two documents tell one story: 0 to 1.
    pub fn fit(&self, a: usize, b: usize) -> f64 {
        if a == b {
            return 1.0;
        }
        let (small, large) = if self.profiles[a].len() <= self.profiles[b].len() { (a, b) } else { (b, a) };
        self.profiles[small]
            .iter()
            .filter_map(|(name, weight)| self.profiles[large].get(name).map(|other| weight * other))
            .sum()
    }

    /// Whether a document names somebody or something.
    pub fn names(&self, document: usize, name: &str) -> bool {
        self.profiles[document].contains_key(name)
    }
}
