//! Label: one person under two first or two last names or of two towns, one place in two blocks of a
//! street, one number to call with a digit more, one gun of two calibres, one quotation with another
//! word or another speaker.
//!
//! Catches: "Torben Dalby was wounded" / "Torbin Dalby, 39, was wounded"; "in the 1200 block of Mill
//! Street" / "in the 1500 block of Mill Street".
//!
//! Leaves alone: two people whom one account tells apart; "Tom" and "Thomas"; a man's and a woman's
//! name; blocks of two streets; documents of two stories.

use super::{Case, Finding, Relation, Strength, Type};
use crate::clusters::labels::{self, Kind};

/// Judges a pair of claims that name somebody or something.
pub fn judge(case: &Case) -> Option<Finding> {
    let (x, y) = labels::clash(case.a, case.b, case.context)?;
    let (kind, verb) = match x.kind {
        Kind::Name => (Type::Actor, "writes"),
        Kind::Block => (Type::Place, "gives the"),
        Kind::Number => (Type::Quantity, "gives"),
        Kind::Word => (Type::Attribution, "quotes"),
        Kind::Author => (Type::Attribution, "has the words from"),
        Kind::Surname => (Type::Actor, "writes"),
        Kind::Home => (Type::Place, "writes"),
        Kind::Calibre => (Type::Object, "writes of"),
    };
    Some(Finding {
        relation: Relation::Conflict,
        kind,
        weight: 0.7,
        judged: Strength::Learned,
        question: x.question(),
        why: format!(
            "{} {verb} {}, {} {verb} {}, in one story, and no account has both.",
            case.voice_a(),
            x.text,
            case.voice_b(),
            y.text
        ),
        answer_a: x.text,
        answer_b: y.text,
    })
}
