//! Prediction: two forecasts of when one thing will be done, such that no day fits both.
//!
//! Catches: "the inquiry will be finished by June" / "the inquiry cannot be finished before the end of
//! the year"; "by Friday" / "there is no time frame for the repair".
//!
//! Leaves alone: "by June" / "in May"; "will take ten days" / a day that lies about ten days ahead; two
//! works; forecasts of two stories.

use super::update::{self, Order};
use super::{Case, Finding, Relation, Strength, Type};
use crate::claims::{Claim, one_line};
use crate::clusters::Asked;
use crate::clusters::forecasts::{self, Due};

/// Judges a pair of claims that foretell when something will be done.
pub fn judge(case: &Case) -> Option<Finding> {
    let x = forecasts::forecast(case.a, case.context)?;
    let y = forecasts::forecast(case.b, case.context)?;
    if !forecasts::clash(&x, &y) {
        return None;
    }
    let said = |claim: &Claim| {
        let text = &case.context.documents[claim.document].text;
        one_line(
            text.get(claim.head.start..claim.span.end)
                .unwrap_or_default(),
        )
    };
    let asked = if x.due == Due::Open { case.b } else { case.a };
    // Of forecasts made on two days the later one is what is known since.
    let order = update::order(case.a, case.b);
    let revised = matches!(order, Order::FirstThenSecond(_) | Order::SecondThenFirst(_));
    let relation = if revised {
        Relation::Update
    } else {
        Relation::Conflict
    };
    Some(Finding {
        relation,
        kind: Type::Prediction,
        weight: 0.6,
        judged: Strength::Half,
        question: case.ask(Asked::When, &[asked]),
        answer_a: said(case.a),
        answer_b: said(case.b),
        why: format!(
            "{} and {} give days of which none fits both{}.",
            case.voice_a(),
            case.voice_b(),
            if revised {
                ", written on different days"
            } else {
                ""
            }
        ),
    })
}
