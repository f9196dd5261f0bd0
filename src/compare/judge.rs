//! The judge: what the numbers of a pair weigh, as a small model learned it from pairs that people
//! wrote and judged (`models/compare.json`, fitted by `training/compare.py`).

use std::sync::OnceLock;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use serde::Deserialize;

use super::evidence::Evidence;
use super::found::Found;
use super::{RELATIONS, Relation};
use crate::conflicts;

static MODEL: &str = include_str!("../../models/compare.json");

/// Trees that add up to a score a relation (gradient boosting; Friedman 2001).
#[derive(Debug, Deserialize)]
struct Model {
    /// What each relation begins with, in the order of [`RELATIONS`].
    begin: Vec<f64>,
    /// For each round one tree a relation.
    rounds: Vec<Vec<Tree>>,
}

/// A question about one number, or what to add.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Tree {
    /// What to add.
    Leaf(f64),
    /// The name of a number, a bound, the tree where it is at most that, the tree where it is more.
    Fork(String, f64, Box<[Tree; 2]>),
}

impl Tree {
    fn add(&self, numbers: &IndexMap<&str, f64, FxBuildHasher>) -> f64 {
        match self {
            Tree::Leaf(points) => *points,
            Tree::Fork(name, bound, trees) => {
                let [below, above] = &**trees;
                let number = numbers.get(name.as_str()).copied().unwrap_or(0.0);
                if number <= *bound { below } else { above }.add(numbers)
            }
        }
    }
}

/// From this weight on a finding decides: of the pairs that people judged with such a finding, three in
/// four were conflicts or updates.
const SURE: f64 = 0.5;

/// How two texts stand to each other, and the probability that they conflict.
///
/// What a detector is sure of decides, then what can be read off texts with nearly the same words; else
/// the model does. Where a detector says that the world may
/// have changed between the two, which the days of writing may show, what the model takes for a conflict
/// is an update, and their probabilities change places.
pub fn weigh(evidence: &Evidence, found: &[Found]) -> (Relation, f64) {
    let mut likely = probabilities(evidence);
    let [conflict, update, ..] = likely;
    let changed = |f: &Found| f.finding.relation == conflicts::Relation::Update;
    if found.first().is_some_and(changed) && conflict > update {
        likely.swap(0, 1);
    }
    if let Some(sure) = found.first().filter(|f| f.finding.weight >= SURE) {
        return if changed(sure) {
            (Relation::Update, likely[0])
        } else {
            (Relation::Conflict, likely[0].max(sure.strength))
        };
    }
    if is_plainly_opposed(evidence) {
        let most = likely.iter().copied().fold(0.0, f64::max);
        return (Relation::Conflict, most.max(0.5));
    }
    if has_the_same_words(evidence) {
        if likely[0] > likely[2] {
            likely.swap(0, 2);
        }
        return (Relation::Agree, likely[0]);
    }
    let most = (0..likely.len()).max_by(|x, y| likely[*x].total_cmp(&likely[*y]).then(y.cmp(x)));
    (RELATIONS[most.unwrap_or(0)], likely[0])
}

/// Whether one text says nearly all words of the other, and what fits best of the two is opposed: the
/// one denies it, gives another number for the same, or says the opposite. The pairs that the model
/// learned from hold few that are so plain.
fn is_plainly_opposed(evidence: &Evidence) -> bool {
    let number = |wanted: &str| {
        let mut numbers = evidence.iter().filter(|(name, _)| *name == wanted);
        numbers.next().map_or(0.0, |(_, number)| *number)
    };
    let denied = number("opposed best") > 0.5 && number("opposed claims") >= 0.6;
    let counted = number("number clashes") > 0.5 && number("number agrees") < 0.5;
    number("words covered most") >= 0.8 && (denied || counted || number("opposites") > 0.5)
}

/// Whether two texts say all words of each other, and no slot differs: the same in another order.
fn has_the_same_words(evidence: &Evidence) -> bool {
    evidence.iter().all(|(name, number)| match *name {
        "words covered least" => *number >= 0.99,
        "denied and said" | "one denies" | "numbers differ" | "number clashes" | "time clashes"
        | "opposites" | "other subject" | "other object" | "one rebuts" | "one says not"
        | "one hedges" => *number < 0.5,
        _ => true,
    })
}

/// The probability of each of [`RELATIONS`].
pub fn probabilities(evidence: &Evidence) -> [f64; RELATIONS.len()] {
    let numbers: IndexMap<&str, f64, FxBuildHasher> = evidence.iter().copied().collect();
    let model = model();
    let mut points: [f64; RELATIONS.len()] = Default::default();
    for (at, points) in points.iter_mut().enumerate() {
        let trees = model.rounds.iter().map(|round| round[at].add(&numbers));
        *points = model.begin[at] + trees.sum::<f64>();
    }
    let most = points.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let powers = points.map(|p| (p - most).exp());
    let all: f64 = powers.iter().sum();
    powers.map(|p| p / all)
}

fn model() -> &'static Model {
    static READ: OnceLock<Model> = OnceLock::new();
    READ.get_or_init(|| read(MODEL).expect("a test has read models/compare.json"))
}

/// None where it is no model for as many relations.
fn read(text: &str) -> Option<Model> {
    let model: Model = serde_json::from_str(text).ok()?;
    let fits = |count: usize| count == RELATIONS.len();
    let whole = fits(model.begin.len()) && model.rounds.iter().all(|round| fits(round.len()));
    whole.then_some(model)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_model_asks_only_for_numbers_that_there_are() {
        fn names<'t>(tree: &'t Tree, found: &mut Vec<&'t str>) {
            if let Tree::Fork(name, _, trees) = tree {
                found.push(name);
                trees.iter().for_each(|tree| names(tree, found));
            }
        }
        let side = |text| super::super::Side { text, date: None };
        let evidence = super::super::compare(side("The dam broke."), side("It held.")).evidence;
        let mut asked = Vec::new();
        let trees = model().rounds.iter().flatten();
        trees.for_each(|tree| names(tree, &mut asked));
        assert!(!asked.is_empty());
        for name in asked {
            assert!(evidence.iter().any(|(known, _)| *known == name), "{name}");
        }
    }

    #[test]
    fn a_model_for_fewer_relations_is_none() {
        assert!(read(r#"{"begin": [0, 0, 0], "rounds": []}"#).is_none());
        assert!(read(r#"{"begin": [0, 0, 0, 0], "rounds": [[0, 0, 0]]}"#).is_none());
        assert!(read(r#"{"begin": [0, 0, 0, 0], "rounds": [[0, 0, 0, 1]]}"#).is_some());
    }
}
