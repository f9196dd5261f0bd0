//! Object: one act of one doer, directed at two.
//!
//! Catches: "Kessler was aiming at the guard" / "Kessler was aiming at a dog"; "shielded herself" /
//! "shielded the pupils"; "opened fire on the barges" / "opened fire on the ferry".
//!
//! Leaves alone: acts that one can do to many ("visited", "arrested"); a target under another name
//! or a more general word ("the guard", "a man"); two acts of two days or places.

use super::{Case, Finding, Relation, Strength, Type};
use crate::clusters::Asked;
use crate::clusters::targets::{may_be_one, target};

/// Judges a pair of claims about whom or what an act was directed at.
pub fn judge(case: &Case) -> Option<Finding> {
    let (a, b) = (case.a, case.b);
    let ((_, x), (_, y)) = (target(a)?, target(b)?);
    if may_be_one(a, b, case.context) || case.places_clash() || case.days_differ() {
        return None;
    }
    Some(Finding {
        relation: Relation::Conflict,
        kind: Type::Object,
        weight: if case.fit.shared >= 4.0 { 0.6 } else { 0.4 },
        judged: Strength::Learned,
        question: case.ask(Asked::Whom, &[a, b]),
        why: format!(
            "{} says {}, {} says {}: the act was directed at one of them.",
            case.voice_a(),
            x.text,
            case.voice_b(),
            y.text
        ),
        answer_a: x.text.to_string(),
        answer_b: y.text.to_string(),
    })
}
