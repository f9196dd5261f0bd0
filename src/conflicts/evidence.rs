//! Evidence: what speaks for and against a pair of opposed claims, as numbers, and the probability
//! that a careful reader would call the pair a conflict.
//!
//! Each number is between 0 and 1. The weights stand in `models/conflict.json`, one line each, as
//! `training/conflict.py` fitted them (logistic regression on rows that people judged).

use std::sync::OnceLock;

use super::{Case, Finding, Type, is_headline};
use crate::claims::quantity::Unit;
use crate::claims::{Claim, Modality, predicates};
use crate::clusters::similarity::Slot;
use crate::clusters::stories::Story;
use crate::clusters::{labels, may_befall_one};
use crate::weights::{Term, Weights};

static WEIGHTS: &str = include_str!("../../models/conflict.json");

/// The numbers by name, in order.
pub const NAMES: [&str; 41] = [
    // What kind of answer differs: a toll, a lasting property, another quantity, …
    "toll",
    "property",
    "magnitude",
    "money",
    "other_count",
    "time",
    "place",
    "actor",
    "polarity",
    "opposite",
    "object",
    "cause",
    "label",
    // How much the difference itself weighs to the comparer.
    "difference",
    // How sure it is that both tell of one event.
    "one_event",
    "subject_same",
    "object_same",
    "names_shared",
    "words_shared",
    "one_story",
    // Whether one account tells both, and whether one of the two is long.
    "one_account",
    "long_account",
    // How surely the two are said.
    "same_act",
    "both_facts",
    // Of two numbers: how far apart they are, and whether an account has several of the kind.
    "far_apart",
    "approximate",
    "several_values",
    // Whom the documents are like, and how much the sentences have in common.
    "kin",
    "text_overlap",
    "text_meaning",
    // How near the verbs are, how rare the act is, and how near the nouns that are not known to
    // be one.
    "act_near",
    "act_rare",
    "subject_near",
    "object_near",
    // When and where.
    "days_meet",
    "place_same",
    // Whether each account tells of one such act only, of what can be one and the same, and
    // whether a clause speaks of no known thing ("a shop").
    "told_once",
    "may_befall_one",
    "indefinite",
    // Whether one of the two is a headline, and how near both stand to the beginning.
    "headline",
    "lead",
];

/// The numbers of one pair, by [`NAMES`].
pub type Evidence = [f64; NAMES.len()];

/// The numbers of a pair that a comparer flags.
pub fn of(case: &Case, finding: &Finding) -> Evidence {
    let (a, b, fit) = (case.a, case.b, case.fit);
    let yes = |is: bool| f64::from(u8::from(is));
    let numbers = case.counted.filter(|_| finding.kind == Type::Quantity);
    let counted = numbers.map(|(x, _)| x);
    let property = counted.is_some_and(|x| x.is_attribute());
    let unit = |is: fn(&Unit) -> bool| !property && counted.is_some_and(|x| is(&x.quantity.unit));
    let toll = unit(|u| *u == Unit::Count)
        && counted.is_some_and(|x| predicates::is_cumulative(&x.measure));
    let magnitude = unit(|u| *u == Unit::Magnitude);
    let money = unit(|u| matches!(u, Unit::Money(_)));
    let label = labels::clash(a, b, case.context).is_some_and(|(x, _)| x.text == finding.answer_a);
    let kind = |kind: Type| yes(finding.kind == kind && !label);
    let feature = |name: &str| {
        let found = fit.features.named().find(|(known, _)| *known == name);
        found.map_or(0.0, |(_, number)| number)
    };
    let instances = &case.context.instances;
    let headline = |claim: &Claim| is_headline(&case.sentences[claim.sentence], case.context);
    [
        yes(toll),
        yes(property),
        yes(magnitude),
        yes(money),
        yes(counted.is_some() && !property && !toll && !magnitude && !money),
        kind(Type::Time),
        kind(Type::Place),
        kind(Type::Actor),
        kind(Type::Polarity),
        kind(Type::Opposite),
        kind(Type::Object),
        kind(Type::Cause),
        yes(label),
        finding.weight.min(1.0),
        fit.score,
        yes(fit.subject == Slot::Same),
        yes(fit.object == Slot::Same),
        (a.shared_names(b).count() as f64 / 3.0).min(1.0),
        (fit.shared / 15.0).min(1.0),
        yes(fit.story == Story::Same),
        yes(a.document == b.document),
        yes(case.is_long(a) || case.is_long(b)),
        yes(a.class == b.class && !predicates::is_light(&a.class)),
        yes(a.modality == Modality::Fact && b.modality == Modality::Fact),
        numbers.map_or(0.0, |(x, y)| {
            let (p, q) = (x.quantity.value, y.quantity.value);
            let ratio = p.max(q) / p.min(q).max(1e-9);
            (ratio.max(1.0).ln() / 10f64.ln()).min(1.0)
        }),
        yes(numbers.is_some_and(|(x, y)| x.quantity.approximate || y.quantity.approximate)),
        numbers.map_or(0.0, |(x, y)| {
            let counts = &case.context.counts;
            let values = counts
                .values(a.document, x)
                .max(counts.values(b.document, y));
            (values.saturating_sub(1) as f64 / 3.0).min(1.0)
        }),
        feature("kin_alike"),
        feature("text_overlap"),
        feature("text_meaning"),
        f64::from(case.context.nearness(&a.lemma, &b.lemma))
            .max(yes(a.class == b.class))
            .max(0.0),
        feature("act_rare"),
        feature("subject_near"),
        feature("object_near"),
        feature("days_meet"),
        feature("place_same"),
        yes(!instances.are_several(a) && !instances.are_several(b)),
        yes(may_befall_one(a, b, fit)),
        yes(is_indefinite(a) || is_indefinite(b)),
        yes(headline(a) || headline(b)),
        case.context.lead(a.sentence, b.sentence),
    ]
}

/// Whether a clause speaks of nobody and nothing known: "a shop was robbed".
fn is_indefinite(claim: &Claim) -> bool {
    let told = claim.object.as_ref().or(claim.subject.as_ref());
    told.is_some_and(|x| {
        let first = x.text.split_whitespace().next().unwrap_or_default();
        x.names.is_empty()
            && matches!(
                first.to_lowercase().as_str(),
                "a" | "an" | "some" | "any" | "another" | "several" | "many" | "other" | "no"
            )
    })
}

/// The probability that a pair with this evidence is a conflict: 0 to 1.
pub fn probability(evidence: &Evidence) -> f64 {
    model().probability(NAMES.into_iter().zip(*evidence))
}

/// What the score of a pair is made from: what it begins with, and all numbers.
pub fn terms(evidence: &Evidence) -> (f64, Vec<Term>) {
    let terms = model().terms(NAMES.into_iter().zip(*evidence));
    (model().bias(), terms)
}

fn model() -> &'static Weights {
    static MODEL: OnceLock<Weights> = OnceLock::new();
    MODEL.get_or_init(|| read(WEIGHTS).expect("a test has read models/conflict.json"))
}

/// None where a weight is missing.
fn read(text: &str) -> Option<Weights> {
    Weights::read(text, &NAMES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_name_every_number() {
        assert!(read(WEIGHTS).is_some());
    }

    #[test]
    fn a_missing_weight_is_no_model() {
        assert!(read(r#"{"bias": 0.5, "weights": {"toll": 1.0}}"#).is_none());
    }
}
