//! Features of a pair of claims, and of a pair of sentences: what a learned model weighs to say
//! whether the two tell of one event.
//!
//! Each feature is between 0 and 1 and 0 where nothing is known. The weights stand in
//! `models/same_event.json`, one line a feature, as `training/same_event.py` fitted them (logistic
//! regression on pairs whose events are known to be one or two).

use std::sync::OnceLock;

use serde::Deserialize;

use crate::weights::Weights;

static WEIGHTS: &str = include_str!("../../models/same_event.json");

/// The names of the features of two sentences, in order.
pub const OF_SENTENCES: [&str; 10] = [
    // Whom the documents are like.
    "kin_alike",
    "kin_beside",
    "story_same",
    "document_same",
    // The words of the sentences, and inside one story once more.
    "text_words",
    "text_overlap",
    "text_shared",
    "text_meaning",
    "kin_words",
    "kin_overlap",
];

/// The names of the further features of two claims, in order.
pub const OF_CLAIMS: [&str; 14] = [
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
    // When and where.
    "days_meet",
    "place_same",
];

/// The names of the further features of two sentences that are scored for themselves, in order.
pub const OF_WHOLE_SENTENCES: [&str; 2] = [
    // How near the beginning of their documents both stand, where the main event is told.
    "lead_both",
    // How sure the best pair of their claims is to tell of one event.
    "claims_best",
];

/// The features of two sentences, by [`OF_SENTENCES`].
pub type OfSentences = [f64; OF_SENTENCES.len()];

/// The features of two claims alone, by [`OF_CLAIMS`].
pub type OfClaims = [f64; OF_CLAIMS.len()];

/// The features of two claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Features {
    /// Those of their sentences.
    pub sentences: OfSentences,
    /// Their own.
    pub claims: OfClaims,
}

impl Features {
    /// The features that speak most for one event: where not all are known yet, a pair is at most as
    /// sure as it is with these in the place of the others.
    pub fn most() -> Features {
        let most = |weight: f64| f64::from(u8::from(weight > 0.0));
        let of_claims = &model().of_claims;
        Features {
            sentences: of_claims.sentences.map(most),
            claims: of_claims.claims.map(most),
        }
    }

    /// The features with their names.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let sentences = OF_SENTENCES.into_iter().zip(self.sentences);
        sentences.chain(OF_CLAIMS.into_iter().zip(self.claims))
    }

    /// How sure two claims with these features are to tell of one event: 0 to 1.
    pub fn same_event(&self) -> f64 {
        1.0 / (1.0 + (-self.odds()).exp())
    }

    /// The same as the logarithm of the odds.
    pub fn odds(&self) -> f64 {
        let weights = &model().of_claims;
        let sentences = self.sentences.iter().zip(&weights.sentences);
        let claims = self.claims.iter().zip(&weights.claims);
        let weighed = sentences.chain(claims).map(|(x, weight)| x * weight);
        weights.bias + weighed.sum::<f64>()
    }
}

/// How sure two sentences are to tell of one event: 0 to 1. `lead` says how near the beginning
/// both stand, `best` how sure the best pair of their claims is, if both make any.
pub fn same_event(sentences: OfSentences, lead: f64, best: Option<f64>) -> f64 {
    let model = model();
    let [lead_both, claims_best] = OF_WHOLE_SENTENCES;
    let features = OF_SENTENCES.into_iter().zip(sentences);
    let features = features.chain([(lead_both, lead)]);
    match best {
        Some(best) => model
            .sentences
            .probability(features.chain([(claims_best, best)])),
        None => model.bare_sentences.probability(features),
    }
}

#[derive(Deserialize)]
struct File {
    claims: Weights,
    sentences: Weights,
    /// For sentences of which one makes no claim.
    bare_sentences: Weights,
}

struct Model {
    of_claims: OfPair,
    sentences: Weights,
    bare_sentences: Weights,
}

/// The weights of two claims in the order of their features: most of a large run is comparing.
struct OfPair {
    bias: f64,
    sentences: OfSentences,
    claims: OfClaims,
}

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| read(WEIGHTS).expect("a test has read models/same_event.json"))
}

/// None where a weight is missing.
fn read(text: &str) -> Option<Model> {
    let file: File = serde_json::from_str(text).ok()?;
    let whole = file.claims.names(&OF_SENTENCES)
        && file.claims.names(&OF_CLAIMS)
        && file.sentences.names(&OF_SENTENCES)
        && file.sentences.names(&OF_WHOLE_SENTENCES)
        && file.bare_sentences.names(&OF_SENTENCES)
        && file.bare_sentences.names(&OF_WHOLE_SENTENCES[..1]);
    whole.then(|| Model {
        of_claims: OfPair {
            bias: file.claims.bias(),
            sentences: file.claims.in_order(OF_SENTENCES),
            claims: file.claims.in_order(OF_CLAIMS),
        },
        sentences: file.sentences,
        bare_sentences: file.bare_sentences,
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
        let half = WEIGHTS.replace("\"act_same\"", "\"act_other\"");
        assert!(half != WEIGHTS && read(&half).is_none());
    }
}
