//! Features of a pair of claims: what a learned model weighs to say whether the two tell of one
//! event.
//!
//! Each feature is between 0 and 1 and 0 where nothing is known. The weights stand in
//! `models/same_event.json`, one line a feature, as `training/same_event.py` fitted them (logistic
//! regression on pairs of claims whose events are known to be one or two).

use std::sync::OnceLock;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use serde::Deserialize;

static WEIGHTS: &str = include_str!("../../models/same_event.json");

/// The names of the features, in order.
pub const NAMES: [&str; 16] = [
    // The acts: one class or opposites, with how rare it is; else how near the verbs are.
    "act_same",
    "act_rare",
    "act_near",
    // Who acts, and how near the nouns are where it is not known to be one.
    "subject_same",
    "subject_near",
    // What is acted on.
    "object_same",
    "object_different",
    "object_near",
    "act_with_object",
    // Names and words of both clauses, by how rare they are, and what share of the poorer clause
    // the words are.
    "names_shared",
    "words_shared",
    "words_overlap",
    // Where they stand and what they name.
    "story_same",
    "document_same",
    "days_meet",
    "place_same",
];

/// The features of one pair, by [`NAMES`].
pub type Features = [f64; NAMES.len()];

/// How sure a pair with these features is to tell of one event: 0 to 1.
pub fn probability(features: &Features) -> f64 {
    let model = model();
    let weighed = features.iter().zip(&model.weights).map(|(x, w)| x * w);
    1.0 / (1.0 + (-(model.bias + weighed.sum::<f64>())).exp())
}

struct Model {
    bias: f64,
    weights: Vec<f64>,
}

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| read(WEIGHTS).expect("a test has read models/same_event.json"))
}

/// None where a weight is missing.
fn read(text: &str) -> Option<Model> {
    #[derive(Deserialize)]
    struct File {
        bias: f64,
        weights: IndexMap<String, f64, FxBuildHasher>,
    }
    let file: File = serde_json::from_str(text).ok()?;
    let weights = NAMES.iter().map(|name| file.weights.get(*name).copied());
    Some(Model {
        bias: file.bias,
        weights: weights.collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_name_every_feature() {
        assert!(read(WEIGHTS).is_some());
    }

    #[test]
    fn a_missing_weight_is_no_model() {
        assert!(read(r#"{"bias": 0.5, "weights": {"act_same": 1.0}}"#).is_none());
    }
}
