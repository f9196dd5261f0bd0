//! Candidates: the pairs of claims worth comparing.
//!
//! Every claim is filed under a few keys (its class of act with each name and noun it is about,
//! what it counts, whose age it gives); only claims that share a key are compared. A key under
//! which very many claims are filed pairs each with its next [`NEIGHBOURS`] only, so that the
//! work per claim does not grow with the run.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::similarity::Context;
use crate::claims::quantity::Unit;
use crate::claims::{Argument, Claim, Modality, predicates};

/// How many later claims of one key a claim is paired with at most.
pub const NEIGHBOURS: usize = 120;

/// From this rarity on (natural logarithm) a name is known to few claims: one in twenty.
const RARE: f64 = 3.0;

/// From this rarity on a word or name is not common: one claim in four and a half has it.
const UNCOMMON: f64 = 1.5;

/// The pairs of indices (smaller first) of claims that share a key, in order, each once.
pub fn pairs(context: &Context) -> Vec<(usize, usize)> {
    let mut found = by_key(context.claims);
    found.extend(inside_stories(context));
    found.sort_unstable();
    found.dedup();
    found
}

/// Pairs inside one story that share a rare name, or two words or names that are not common, or
/// tell of a rare act or count things by one noun: so that claims meet whose verbs differ ("stole", "made off with").
fn inside_stories(context: &Context) -> Vec<(usize, usize)> {
    let mut stories: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, claim) in context.claims.iter().enumerate() {
        if let Some(story) = context.stories.of(claim.document) {
            stories.entry(story).or_default().push(index);
        }
    }
    let stories: Vec<Vec<usize>> = stories.into_values().collect();
    stories
        .par_iter()
        .flat_map_iter(|members| {
            let mut filed: IndexMap<&str, Vec<usize>, FxBuildHasher> = IndexMap::default();
            // By what alone makes two claims worth comparing: a rare act, a thing counted.
            let mut alone: IndexMap<(bool, &str), Vec<usize>, FxBuildHasher> = IndexMap::default();
            for &index in members {
                let claim = &context.claims[index];
                let rare =
                    !predicates::is_light(&claim.class) && context.rarity(&claim.class) >= RARE;
                let act = rare.then_some((true, claim.class.as_str()));
                let counted = claim.quantities.iter().map(|c| c.quantity.noun.as_str());
                let counted = counted
                    .filter(|noun| !noun.is_empty())
                    .map(|noun| (false, noun));
                for key in act.into_iter().chain(counted) {
                    let same = alone.entry(key).or_default();
                    if same.last() != Some(&index) {
                        same.push(index);
                    }
                }
                for key in claim.words.iter().chain(&claim.entities) {
                    if context.rarity(key) >= UNCOMMON {
                        filed.entry(key).or_default().push(index);
                    }
                }
            }
            let mut shared: IndexMap<(usize, usize), usize, FxBuildHasher> = IndexMap::default();
            for same in alone.values() {
                for (at, &a) in same.iter().enumerate() {
                    for &b in same[at + 1..].iter().take(NEIGHBOURS) {
                        if worth_comparing(&context.claims[a], &context.claims[b]) {
                            *shared.entry((a, b)).or_default() += 2;
                        }
                    }
                }
            }
            for (key, same) in &filed {
                for (at, &a) in same.iter().enumerate() {
                    for &b in same[at + 1..].iter().take(NEIGHBOURS) {
                        if worth_comparing(&context.claims[a], &context.claims[b]) {
                            let is_name = context.claims[a].entities.iter().any(|n| n == key);
                            let enough = is_name && context.rarity(key) >= RARE;
                            *shared.entry((a, b)).or_default() += if enough { 2 } else { 1 };
                        }
                    }
                }
            }
            shared
                .into_iter()
                .filter(|(_, keys)| *keys >= 2)
                .map(|(pair, _)| pair)
        })
        .collect()
}

fn by_key(claims: &[Claim]) -> Vec<(usize, usize)> {
    let mut filed: IndexMap<String, Vec<usize>, FxBuildHasher> = IndexMap::default();
    for (index, claim) in claims.iter().enumerate() {
        let mut keys = keys(claim);
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            filed.entry(key).or_default().push(index);
        }
    }
    let mut found = Vec::new();
    for same in filed.values() {
        for (at, &a) in same.iter().enumerate() {
            for &b in same[at + 1..].iter().take(NEIGHBOURS) {
                if worth_comparing(&claims[a], &claims[b]) {
                    found.push((a, b));
                }
            }
        }
    }
    found
}

/// Claims of one sentence, and of one speaker in one document, are not set against each other;
/// nor is what holds only under a condition set against anything.
pub fn worth_comparing(a: &Claim, b: &Claim) -> bool {
    let conditional = |claim: &Claim| claim.modality == Modality::Conditional;
    a.sentence != b.sentence
        && (a.document != b.document || a.speaker != b.speaker)
        && !conditional(a)
        && !conditional(b)
}

fn keys(claim: &Claim) -> Vec<String> {
    let mut found = Vec::new();
    for counted in &claim.quantities {
        let q = &counted.quantity;
        let key = match &q.unit {
            Unit::Age => format!("age {}", counted.owner),
            Unit::Count if predicates::is_cumulative(&counted.measure) => {
                format!("count {}", counted.measure)
            }
            Unit::Count => format!("count {} {}", counted.measure, q.noun),
            unit => format!("{unit:?} {}", counted.measure),
        };
        found.push(key);
        if q.unit == Unit::Magnitude {
            found.push("magnitude".to_string());
        }
        if !q.noun.is_empty() {
            found.extend(
                claim
                    .entities
                    .iter()
                    .map(|name| format!("noun {} {name}", q.noun)),
            );
        }
    }
    let arguments: Vec<&Argument> = claim
        .subject
        .iter()
        .chain(&claim.object)
        .chain(claim.obliques.iter().map(|(_, a)| a))
        .filter(|a| !a.is_pronoun)
        .collect();
    for argument in &arguments {
        for name in argument.names.iter().chain([&argument.key]) {
            found.push(format!("{} {name}", claim.class));
            // Opposites are filed together, under the name of their pair.
            for opposite in predicates::opposites_of(&claim.class) {
                let (x, y) = (
                    claim.class.as_str().min(opposite),
                    claim.class.as_str().max(opposite),
                );
                found.push(format!("{x}/{y} {name}"));
            }
        }
    }
    // "X is Y": what it is said of and what is said.
    if predicates::is_light(&claim.class) {
        if let (Some(subject), Some(object)) = (&claim.subject, &claim.object) {
            found.push(format!("is {} {}", subject.key, object.key));
        }
        // Of such a class only the names tell claims apart.
        let named = |key: &str| {
            arguments
                .iter()
                .any(|a| a.is_named && key.ends_with(a.key.as_str()))
        };
        let of_the_act = format!("{} ", claim.class);
        found.retain(|key| !key.starts_with(&of_the_act) || named(key));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `size` claims of one act by one person, each in a document of its own.
    fn alike(size: usize) -> Vec<Claim> {
        let claim = |number| Claim {
            document: number,
            sentence: number,
            class: "arrest".to_string(),
            object: Some(Argument {
                key: "Orla Venn".to_string(),
                names: vec!["Orla Venn".to_string()],
                is_named: true,
                ..Argument::default()
            }),
            ..Claim::default()
        };
        (0..size).map(claim).collect()
    }

    #[test]
    fn the_pairs_per_claim_do_not_grow_with_the_run() {
        for size in [2, 50, 1_000, 4_000] {
            let claims = alike(size);
            let mut found = by_key(&claims);
            found.sort_unstable();
            found.dedup();
            let keys: usize = keys(&claims[0]).len();
            assert!(!found.is_empty());
            assert!(found.len() <= size * keys * NEIGHBOURS, "{size} claims");
            let mut of = vec![0; size];
            for (a, _) in found {
                of[a] += 1;
            }
            assert!(of.iter().all(|later| *later <= NEIGHBOURS), "{size} claims");
        }
    }
}
