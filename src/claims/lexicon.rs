//! What words mean to each other: nouns for one thing, and antonyms.
//!
//! Both tables are made from Open English WordNet by `data/words.py` (`data/LICENSE-wordnet`).

use std::sync::OnceLock;

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

type Pairs = IndexSet<(&'static str, &'static str), FxBuildHasher>;

/// Whether two writers may mean one thing by these two nouns, given as lemmas: "fire" and "blaze",
/// "robber" and "thief", the one a kind of the other or another word for it.
pub fn one_thing(a: &str, b: &str) -> bool {
    static NOUNS: OnceLock<Pairs> = OnceLock::new();
    let nouns = NOUNS.get_or_init(|| {
        let lines = include_str!("../../data/nouns.tsv").lines();
        lines.filter_map(|line| line.split_once('\t')).collect()
    });
    a == b || nouns.contains(&(a.min(b), a.max(b)))
}

/// Whether two adjectives, or two nouns, are antonyms, given as lemmas: "safe" and "dangerous".
pub fn opposite_states(a: &str, b: &str) -> bool {
    opposites_of_state(a).any(|opposite| opposite == b)
}

/// The antonyms of an adjective or noun, given as a lemma.
pub fn opposites_of_state(word: &str) -> impl Iterator<Item = &'static str> {
    type Opposites = IndexMap<&'static str, Vec<&'static str>, FxBuildHasher>;
    static STATES: OnceLock<Opposites> = OnceLock::new();
    let states = STATES.get_or_init(|| {
        let mut states = Opposites::default();
        let lines = include_str!("../../data/antonyms.tsv").lines();
        for (a, b) in lines.filter_map(|line| line.split_once('\t')) {
            states.entry(a).or_default().push(b);
            states.entry(b).or_default().push(a);
        }
        states
    });
    states.get(word).into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_for_one_thing() {
        for (a, b) in [
            ("robber", "thief"),
            ("quake", "earthquake"),
            ("flame", "fire"),
        ] {
            assert!(one_thing(a, b) && one_thing(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("husband", "wife"),
            ("boy", "girl"),
            ("north", "south"),
            ("arm", "leg"),
        ] {
            assert!(!one_thing(a, b), "{a} {b}");
        }
    }

    #[test]
    fn opposite_states_are_antonyms() {
        assert!(opposite_states("guilty", "innocent"));
        assert!(!opposite_states("large", "red"));
    }
}
