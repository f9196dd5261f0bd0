//! Place: two places for one act.
//!
//! Catches: "was cut off Sicily" / "was cut near Alexandria"; "shot in the kitchen" / "shot on
//! the stairs" where both places are named.
//!
//! Leaves alone: a town and the region the texts put it in; acts that happen in many places;
//! places of which only one is named.

use super::{Case, Finding, Relation, Type};
use crate::clusters::question;
use crate::clusters::similarity::Slot;

/// Judges a pair of claims about where it happened.
pub fn judge(case: &Case) -> Option<Finding> {
    let (a, b) = (case.a, case.b);
    if a.places
        .iter()
        .any(|x| b.places.iter().any(|y| case.context.places_may_agree(x, y)))
    {
        return None;
    }
    // The same people must be known by name, or the whole act by more than its class.
    let object_named = a.object.as_ref().is_some_and(|o| !o.names.is_empty());
    if case.fit.object != Slot::Same || !object_named && case.fit.shared < 5.0 {
        return None;
    }
    let (place_a, place_b) = (a.place_text(), b.place_text());
    Some(Finding {
        relation: Relation::Conflict,
        kind: Type::Place,
        weight: 0.55,
        question: question::r#where(a),
        why: format!(
            "{} says {place_a}, {} says {place_b}: one act cannot be in both.",
            case.voice_a(),
            case.voice_b()
        ),
        answer_a: place_a,
        answer_b: place_b,
    })
}
