//! Spelling: one person under two names.
//!
//! Catches: "Brian Dalby was wounded" / "Bryan Dalby, 39, was wounded": a first name in two
//! spellings, each account with one.
//!
//! Leaves alone: two people whom one account tells apart; "Tom" and "Thomas"; a man's and a woman's
//! name; documents of two stories.

use super::{Case, Finding, Relation, Type};
use crate::clusters::spellings;

/// Judges a pair of claims that name somebody.
pub fn judge(case: &Case) -> Option<Finding> {
    let (x, y) = spellings::spellings(case.a, case.b)?;
    Some(Finding {
        relation: Relation::Conflict,
        kind: Type::Actor,
        weight: 0.7,
        question: spellings::question(x),
        why: format!(
            "{} writes {x}, {} writes {y}: one story, one last name, and no account has both.",
            case.voice_a(),
            case.voice_b()
        ),
        answer_a: x.to_owned(),
        answer_b: y.to_owned(),
    })
}
