//! Evaluation: one praises what the other blames, or finds whole what the other has destroyed.
//!
//! Catches: "the relief operations are going smoothly" / "the relief operations were slow"; "the levee
//! was sound" / "the levee was rotten"; "the mill is still standing" / "shells destroyed the mill".
//!
//! Leaves alone: two things of a kind ("the northern levee", "the southern levee"); what may be or
//! should be; praise and blame in one clause; two judgements of one voice.

use super::{Case, Finding, Relation, Strength, Type};
use crate::claims::Claim;
use crate::clusters::worth::{self, Matter};

/// Judges a pair of claims that say what something is worth.
pub fn judge(case: &Case) -> Option<Finding> {
    let (x, y) = worth::opposed(case.a, case.b, case.context)?;
    let said = |claim: &Claim| {
        let text = &case.context.documents[claim.document].text;
        let told = claim.head.start..claim.span.end;
        crate::claims::one_line(text.get(told).unwrap_or_default())
    };
    let (well, badly) = if x.well {
        (case.voice_a(), case.voice_b())
    } else {
        (case.voice_b(), case.voice_a())
    };
    let (judged, claim) = if x.well { (&x, case.a) } else { (&y, case.b) };
    let (kind, why) = match x.matter {
        Matter::Worth => (
            Type::Evaluation,
            format!("{well} praises what {badly} blames."),
        ),
        Matter::Harm | Matter::Stand => (
            Type::Opposite,
            format!("{well} finds whole what {badly} has damaged or destroyed."),
        ),
    };
    Some(Finding {
        relation: Relation::Conflict,
        kind,
        weight: 0.6,
        judged: Strength::Half,
        question: case.worded(|| worth::question(judged, claim)),
        answer_a: said(case.a),
        answer_b: said(case.b),
        why,
    })
}
