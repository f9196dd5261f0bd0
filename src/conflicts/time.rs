//! Time: two times for one act.
//!
//! Catches: "was convicted on March 20, 2007" / "in April 2007 was convicted"; "broke out at
//! 8.40pm" / "broke out at 9.30pm".
//!
//! Leaves alone: a month and a day in it; a time in another time zone; "Friday" and the date of
//! that Friday; times of two different acts; an act on a part and one on the whole.

use super::{Case, Finding, Relation, Strength, Type};
use crate::claims::time::{Fit, When};
use crate::claims::{Argument, Claim, Polarity};
use crate::clusters::Asked;
use crate::clusters::forecasts;
use crate::clusters::similarity::Slot;
use crate::clusters::targets::may_be_one;

/// Judges a pair of claims about when it happened.
pub fn judge(case: &Case) -> Option<Finding> {
    let (a, b) = (case.a, case.b);
    if case.has_two_doers() || case.befell_two() {
        return None;
    }
    if is_habit(case, a) || is_habit(case, b) || case.particles_differ() {
        return None;
    }
    // Aimed at one on Monday, at another on Friday.
    if case.may_be_two_acts() || !may_be_one(a, b, case.context) {
        return None;
    }
    // Which days two forecasts allow is asked as such.
    let foretold = |claim| forecasts::forecast(claim, case.context).is_some();
    if foretold(a) && foretold(b) {
        return None;
    }
    if is_of_play(case, a) || is_of_play(case, b) {
        return None;
    }
    // "Service was restored" on the 11th, the 14th, the 29th: of one network after another.
    let instances = &case.context.instances;
    if instances.are_often(a, case.context) || instances.are_often(b, case.context) {
        return None;
    }
    // A clause may name several times; none of them may fit.
    let pairs: Vec<(&When, &When, Fit)> = a
        .times
        .iter()
        .flat_map(|x| b.times.iter().map(move |y| (x, y, x.fit(y))))
        .collect();
    if pairs.iter().any(|(_, _, fit)| *fit == Fit::Agree) {
        return None;
    }
    // "between the end of March and early May": all of them must clash.
    let clash = |fit: &Fit| matches!(fit, Fit::DayClash | Fit::ClockClash);
    if pairs.len() > 1 && !pairs.iter().all(|(_, _, fit)| clash(fit)) {
        return None;
    }
    if is_partial(a) != is_partial(b) {
        return None; // "some services were back on Saturday", "the service was back on Monday"
    }
    let &(x, y, fit) = pairs.iter().find(|(_, _, fit)| clash(fit))?;
    // "will not open before May" sets a bound: only an earlier time clashes.
    if a.polarity != b.polarity {
        let (denied, x, y) = if a.polarity == Polarity::Negative {
            (a, x, y)
        } else {
            (b, y, x)
        };
        let before = is_before(case, denied, x);
        let earlier = matches!((x.days, y.days), (Some(x), Some(y)) if y.1 < x.0);
        if !before || !earlier {
            return None;
        }
    }
    // "in the morning", "in the evening", of days that nobody names.
    let coarse = |when: &When| {
        let hours = when.clock.is_some_and(|(from, to)| to - from >= 240);
        hours && when.days.is_none() && when.weekday.is_none()
    };
    if fit == Fit::ClockClash && (coarse(x) || coarse(y)) {
        return None;
    }
    let weight = match fit {
        Fit::DayClash => 0.7,
        Fit::ClockClash => 0.75,
        Fit::Agree | Fit::Unknown => return None,
    };
    let both = case.fit.subject == Slot::Same && case.fit.object == Slot::Same;
    let tied = a.shares_name(b) || case.fit.shared >= 2.5;
    let weight = match (both, tied) {
        (true, true) => weight,
        (false, true) => weight * 0.8,
        (_, false) => weight * 0.4,
    };
    let weight = if case.places_clash() {
        weight * 0.8
    } else {
        weight
    };
    let (time_a, time_b) = (case.words(a, x.span), case.words(b, y.span));
    Some(Finding {
        relation: Relation::Conflict,
        kind: Type::Time,
        weight,
        judged: Strength::Learned,
        question: case.ask(Asked::When, &[a, b]),
        why: format!(
            "{} says {time_a}, {} says {time_b}: it happened once.",
            case.voice_a(),
            case.voice_b()
        ),
        answer_a: time_a,
        answer_b: time_b,
    })
}

/// Whether a clause tells a time on the clock of a game ("with 7:42 left in the half").
fn is_of_play(case: &Case, claim: &Claim) -> bool {
    let base = case.sentences[claim.sentence].span.start;
    let text = &case.context.documents[claim.document].text;
    claim.times.iter().any(|when| {
        let after = text.get(base + when.span.end..).unwrap_or_default();
        let mut words = after.split_whitespace();
        match words.next() {
            Some("left" | "remaining") => true,
            Some("to") => matches!(words.next(), Some("go" | "play" | "go." | "play.")),
            _ => false,
        }
    })
}

/// Whether a time stands after "before" or "until".
fn is_before(case: &Case, claim: &Claim, when: &When) -> bool {
    let base = case.sentences[claim.sentence].span.start;
    let text = &case.context.documents[claim.document].text;
    let before = text.get(base..base + when.span.start).unwrap_or_default();
    let mut words = before.split_whitespace().rev().take(4);
    words.any(|word| matches!(word.to_lowercase().as_str(), "before" | "until" | "till"))
}

/// Whether a clause tells what is done again and again ("typically comes on Tuesdays").
fn is_habit(case: &Case, claim: &Claim) -> bool {
    let text = &case.context.documents[claim.document].text;
    let mut words = claim.span.of(text).split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "typically" | "usually" | "often" | "normally" | "generally" | "always" | "regularly"
        )
    })
}

/// Whether an act is said of a part only ("restored some services").
fn is_partial(claim: &Claim) -> bool {
    let part = |argument: &Argument| {
        let first = argument.text.split_whitespace().next().unwrap_or_default();
        matches!(
            first.to_lowercase().as_str(),
            "some" | "several" | "most" | "part" | "parts" | "half"
        )
    };
    claim.object.iter().chain(&claim.subject).any(part)
}
