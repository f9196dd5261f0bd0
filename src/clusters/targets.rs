//! Targets: whom or what an act is directed at, and whether two claims direct one act at two.

use super::similarity::{Context, Fit, Slot};
use super::stories::Story;
use ecow::{EcoString, EcoVec};

use crate::claims::{Argument, Claim, Polarity, Role, lexicon, predicates};

/// What a claim's act is directed at, and the preposition that says so; empty for an object.
///
/// Only of acts that one doer directs at one thing at a time, so that two targets are two accounts:
/// most can be done to many ("visited", "shot at").
pub fn target(claim: &Claim) -> Option<(&str, &Argument)> {
    let prepositions: &[&str] = match claim.class.as_str() {
        "aim" => &["at", "for"],
        "hide" => &["in", "under", "behind", "inside"],
        "shield" => return claim.object.as_ref().map(|object| ("", object)),
        _ => return None,
    };
    let mut obliques = claim.obliques.iter();
    let found = obliques.find(|(preposition, argument)| {
        prepositions.contains(&preposition.as_str())
            && !matches!(argument.role, Role::Time | Role::Within)
            && !argument.is_unresolved()
            && !argument.text.is_empty()
    });
    found.map(|(preposition, argument)| (preposition.as_str(), argument))
}

/// Whether two claims tell of one act of one doer that is directed at something.
pub fn ask_one(a: &Claim, b: &Claim, fit: &Fit) -> bool {
    let doer = match fit.subject {
        Slot::Same => true,
        Slot::Unknown => {
            let unsaid = |claim: &Claim| claim.subject.as_ref().is_none_or(|s| s.is_unresolved());
            unsaid(a) != unsaid(b) || fit.object == Slot::Same
        }
        Slot::Different => false,
    };
    fit.story == Story::Same
        && a.class == b.class
        && !predicates::is_light(&a.class)
        && a.polarity == Polarity::Positive
        && b.polarity == Polarity::Positive
        && doer
        && matches!((target(a), target(b)), (Some((p, _)), Some((q, _))) if p == q)
}

/// Whether the targets of two claims may be one: a name, a word or a meaning is shared, or one is
/// too general to say.
pub fn may_be_one(a: &Claim, b: &Claim, context: &Context) -> bool {
    let (Some((_, x)), Some((_, y))) = (target(a), target(b)) else {
        return true;
    };
    let itself = |x: &Argument| {
        matches!(
            x.head.as_str(),
            "himself" | "herself" | "themselves" | "itself"
        )
    };
    // Whoever shields one may shield another, but hardly only herself.
    if a.class == "shield" {
        return itself(x) == itself(y);
    }
    let shares = |of: fn(&Argument) -> &EcoVec<EcoString>| of(x).iter().any(|w| of(y).contains(w));
    shares(|a| &a.names)
        || shares(|a| &a.words)
        || lexicon::one_thing(&x.head, &y.head)
        || x.is_named != y.is_named
        || context.nearness(&x.head, &y.head) > NEAR
        || x.is_place && y.is_place && context.places_may_agree(a, b)
}

/// From this cosine on two nouns may stand for one thing.
const NEAR: f32 = 0.45;
