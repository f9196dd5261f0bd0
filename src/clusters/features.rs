//! Features of a pair of claims: what a learned model weighs to say whether the two tell of one
//! event.
//!
//! Each feature is between -1 and 1 and 0 where nothing is known. The weights stand in
//! `models/same_event.json`, one line a feature, as `training/same_event.py` fitted them (logistic
//! regression on pairs of claims whose events are known to be one or two).

use std::sync::OnceLock;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use serde::Deserialize;

static WEIGHTS: &str = include_str!("../../models/same_event.json");

/// The names of the features, in order.
pub const NAMES: [&str; 29] = [
    "act_same",
    "act_opposite",
    "act_near",
    "act_light",
    "act_rare",
    "subject_same",
    "subject_different",
    "subject_near",
    "object_same",
    "object_different",
    "object_near",
    "crossed_same",
    "names_shared",
    "names_apart",
    "words_shared",
    "words_near",
    "around_shared",
    "story_same",
    "story_other",
    "days_meet",
    "days_apart",
    "place_same",
    "place_apart",
    "count_same",
    "count_known",
    "words_overlap",
    "act_with_subject",
    "act_with_object",
    "document_same",
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
