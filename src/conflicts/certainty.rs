//! Certainty: one states what another says is not known, or doubts.
//!
//! Catches: "there is no evidence that the guards fired" / "the guards fired into the crowd"; "the cause
//! of the fire is under investigation" / a later "the fire was caused by a stove" (an update).
//!
//! Leaves alone: "may have fired" / "fired" (who hedges may agree); two who both do not know; what is
//! asked of another act, another person, another fire.

use super::update::{self, Order};
use super::{Case, Finding, Relation, Strength, Type};
use crate::claims::modality::doubt::Open;
use crate::claims::{Claim, one_line};
use crate::clusters::doubts;

/// Judges a pair of claims of which one leaves open what the other states.
pub fn judge(case: &Case) -> Option<Finding> {
    let (open, doubt, stated) = doubts::answered(case.a, case.b, case.context)?;
    if case.places_clash() {
        return None;
    }
    let is_first = std::ptr::eq(doubt, case.a);
    let order = update::order(case.a, case.b);
    // Who asks later what was answered before knows of the answer, or doubts it.
    let known_since = match order {
        Order::FirstThenSecond(_) => is_first,
        Order::SecondThenFirst(_) => !is_first,
        Order::SameDay | Order::Unknown => open != Open::Whether,
    };
    let said =
        |claim: &Claim| one_line(claim.span.of(&case.context.documents[claim.document].text));
    let (doubts, states) = if is_first {
        (case.voice_a(), case.voice_b())
    } else {
        (case.voice_b(), case.voice_a())
    };
    let why = if known_since {
        format!("{doubts} says that it is not known, {states} says so.")
    } else {
        format!("{doubts} leaves open or doubts what {states} states.")
    };
    Some(Finding {
        relation: if known_since {
            Relation::Update
        } else {
            Relation::Conflict
        },
        kind: Type::Certainty,
        weight: 0.5,
        judged: Strength::Half,
        question: case.worded(|| doubts::question(open, stated)),
        answer_a: said(case.a),
        answer_b: said(case.b),
        why,
    })
}
