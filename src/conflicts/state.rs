//! State: two accounts of one story leave somebody or something in two states, of which one follows
//! the other.
//!
//! Catches: "the road is expected to remain closed" / "the road was reopened on Saturday"; "police
//! are searching for Dario Venn" / "Dario Venn was arrested"; "was charged with arson" / "was found
//! guilty of arson".
//!
//! Leaves alone: an account that tells both states; a later report that still tells the state before;
//! two roads, two suspects; what may be, should be or would be.

use super::update::{self, Order};
use super::{Case, Finding, Relation, Strength, Type};
use crate::claims::Claim;
use crate::clusters::states::{self, Course};
use crate::clusters::{Asked, answer};

/// Judges a pair of claims that tell two states of one course.
pub fn judge(case: &Case) -> Option<Finding> {
    let (x, y) = states::opposed(case.a, case.b, case.context)?;
    let follows = x.step < y.step;
    let order = update::order(case.a, case.b);
    let contradicted = match order {
        Order::FirstThenSecond(_) => !follows,
        Order::SecondThenFirst(_) => follows,
        Order::SameDay | Order::Unknown => false,
    };
    let (first, last) = if follows {
        (case.a, case.b)
    } else {
        (case.b, case.a)
    };
    let days = |claim: &Claim| claim.times.iter().find_map(|when| when.days);
    let came_before = matches!((days(first), days(last)), (Some(x), Some(y)) if y.1 < x.0);
    if contradicted || came_before {
        return None;
    }
    let (before, after) = if follows {
        (case.voice_a(), case.voice_b())
    } else {
        (case.voice_b(), case.voice_a())
    };
    let said = |claim| {
        answer(
            Asked::Whether,
            claim,
            case.context.documents,
            case.sentences,
        )
    };
    // Somebody is in danger and out of it within a day only in two accounts.
    let at_once = x.course == Course::Health && order == Order::SameDay;
    let (relation, why) = if at_once {
        let why = format!("{before} says what {after} says the opposite of, of one day.");
        (Relation::Conflict, why)
    } else {
        let why = format!("{before} tells of the state before, {after} of the one that followed.");
        (Relation::Update, why)
    };
    Some(Finding {
        relation,
        kind: Type::Opposite,
        weight: 0.7,
        judged: Strength::Alone,
        question: case.worded(|| states::question(last)),
        answer_a: said(case.a),
        answer_b: said(case.b),
        why,
    })
}
