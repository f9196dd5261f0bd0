//! Evaluation: one praises what the other blames.
//!
//! Catches: "the relief operations are going smoothly" / "the relief operations were slow"; "the levee
//! was sound" / "the levee was rotten".
//!
//! Leaves alone: two things of a kind ("the northern levee", "the southern levee"); what may be or
//! should be; praise and blame in one clause; two judgements of one voice.

use super::{Case, Finding, Relation, Type};
use crate::claims::Claim;
use crate::clusters::{question, worth};

/// Judges a pair of claims that say what something is worth.
pub fn judge(case: &Case) -> Option<Finding> {
    let x = worth::judgement(case.a, case.context)?;
    let y = worth::judgement(case.b, case.context)?;
    if x.praised == y.praised {
        return None;
    }
    let said = |claim: &Claim| {
        let text = &case.context.documents[claim.document].text;
        let told = claim.head.start..claim.span.end;
        crate::claims::one_line(text.get(told).unwrap_or_default())
    };
    let (praise, blame) = if x.praised {
        (case.voice_a(), case.voice_b())
    } else {
        (case.voice_b(), case.voice_a())
    };
    Some(Finding {
        relation: Relation::Conflict,
        kind: Type::Evaluation,
        weight: 0.6,
        question: question::worth(case.a),
        answer_a: said(case.a),
        answer_b: said(case.b),
        why: format!("{praise} praises what {blame} blames."),
    })
}
