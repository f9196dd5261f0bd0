//! Cause: two reasons, each offered as the reason of one thing.
//!
//! Catches: "the delay was caused by the rain" / "the delay was caused by a strike"; "left because the
//! mayor ordered it" / "left because it had been bribed".
//!
//! Leaves alone: the same reason in other words; purposes (one may have several); reasons of two things
//! that happened.

use super::{Case, Finding, Relation, Strength, Type};
use crate::claims::Modality;
use crate::clusters::Asked;
use crate::clusters::causes::{cause, may_be_one};

/// Judges a pair of claims about why something happened.
pub fn judge(case: &Case) -> Option<Finding> {
    let (a, b) = (case.a, case.b);
    let (x, y) = (cause(a)?, cause(b)?);
    let in_one_voice = a.document == b.document && a.speaker == b.speaker;
    if may_be_one(a, b, case.context) || in_one_voice || case.places_clash() || case.days_differ() {
        return None;
    }
    let wished = |m: Modality| matches!(m, Modality::Demanded | Modality::Conditional);
    if wished(a.modality) || wished(b.modality) {
        return None;
    }
    Some(Finding {
        relation: Relation::Conflict,
        kind: Type::Cause,
        weight: 0.6,
        judged: Strength::Learned,
        question: case.ask(Asked::Why, &[a, b]),
        why: format!(
            "{} gives “{}” as the reason, {} “{}”.",
            case.voice_a(),
            x.text,
            case.voice_b(),
            y.text
        ),
        answer_a: x.text.to_owned(),
        answer_b: y.text.to_owned(),
    })
}
