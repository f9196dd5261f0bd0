//! Figure: two numbers that may be of one thing, as a learned model says of all that stands around
//! them, though neither act nor name ties them.
//!
//! Catches: "112 millimetres of rain had fallen" / "gauges recorded just under 80 millimetres";
//! "it carried six boats" / "she was provided with eight lifeboats".
//!
//! Leaves alone: what [`super::quantity`] leaves alone (parts and totals, figures of games,
//! other places and days); the durations that two people tell of themselves; a number that is
//! likelier to be of something else.

use super::quantity;
use super::{Case, Finding, Strength};
use crate::claims::quantity::{Quantity, Unit};
use crate::claims::{Claim, Counted, headcounts, predicates};
use crate::clusters::similarity::Slot;

/// Judges a pair of numbers that the model takes for rivals.
pub fn judge(case: &Case) -> Option<Finding> {
    let (x, y) = case.counted?;
    let likely = case.rivals()?;
    if !may_clash(case) {
        return None;
    }
    quantity::finding(case, (x, y), likely, Strength::Alone)
}

/// Whether nothing tells that the two numbers are of two things: what the model does not see, and was
/// not fitted on.
pub fn may_clash(case: &Case) -> bool {
    let one_voice = case.context.origins.are_one_voice(case.a, case.b);
    case.counted.is_some_and(|(x, y)| {
        !one_voice
            && case.fit.subject != Slot::Different
            && !quantity::are_of_two_matters(case, x, y)
            && x.quantity.counts_a_rest() == y.quantity.counts_a_rest()
            && !is_part(case, case.a, x)
            && !is_part(case, case.b, y)
            && !are_of_two_owners(x, y)
            && !is_one_of_a_list(case.a, x)
            && !is_one_of_a_list(case.b, y)
            && !are_of_two_sets(case, x, y)
            && !gives(case, case.a, x, y)
            && !gives(case, case.b, y, x)
            && !says_where(case.a, x)
            && !says_where(case.b, y)
    })
}

/// Whether a number is said to be a part: "twelve of the meetings", "three other rifles".
fn is_part(case: &Case, claim: &Claim, counted: &Counted) -> bool {
    let sentence = case.context.sentence(claim);
    let after = sentence
        .get(counted.quantity.span.start..)
        .unwrap_or_default();
    let mut words = after.split_whitespace().map(|w| w.trim_end_matches(','));
    let number = words.next();
    let next = [words.next(), words.next(), words.next()];
    let of = |pair: [Option<&str>; 2]| {
        matches!(
            pair,
            [
                Some("of"),
                Some("the" | "them" | "those" | "these" | "us" | "our" | "its" | "their")
            ]
        )
    };
    number.is_some()
        && (of([next[0], next[1]])
            || of([next[1], next[2]])
            || matches!(
                next[0],
                Some("other" | "more" | "further" | "additional" | "another")
            ))
}

/// Whether the two are known to be of two people or places: the population of two towns.
fn are_of_two_owners(x: &Counted, y: &Counted) -> bool {
    !x.owner.is_empty() && !y.owner.is_empty() && x.owner != y.owner
}

/// Whether a share stands beside another one: "down by 80 percent in the north, by 65 in the south".
fn is_one_of_a_list(claim: &Claim, counted: &Counted) -> bool {
    let shares = claim
        .quantities
        .iter()
        .filter(|c| c.quantity.unit == Unit::Percent);
    counted.quantity.unit == Unit::Percent && shares.count() > 1
}

/// Whether the two count what was done in two ways: the dead and the injured, those who marched and those
/// who stood with candles, the boats that one cutter sighted and those that it towed.
fn are_of_two_sets(case: &Case, x: &Counted, y: &Counted) -> bool {
    let of_a_set = |c: &Counted| {
        predicates::is_cumulative(&c.measure)
            || headcounts::is_one_set(&c.measure) && c.measure != headcounts::BOARD
    };
    let sets = (of_a_set(x) || of_a_set(y)) && x.measure != y.measure;
    let acted_on = |claim: &Claim, c: &Counted| {
        let words = case.words(claim, c.quantity.span);
        claim
            .object
            .as_ref()
            .is_some_and(|o| o.text.contains(words.as_str()))
    };
    let acts = acted_on(case.a, x) && acted_on(case.b, y) && quantity::are_unlike(case);
    x.quantity.unit == Unit::Count && (sets || acts)
}

/// Whether the sentence of a number gives another one's value as well, or two that make it.
fn gives(case: &Case, claim: &Claim, own: &Counted, other: &Counted) -> bool {
    let claims = case.context.claims_of(claim.sentence).iter();
    let beside = claims.flat_map(|c| &c.quantities).map(|c| &c.quantity);
    let beside: Vec<&Quantity> = beside
        .filter(|q| q.unit.may_be(&own.quantity.unit) && q.span != own.quantity.span)
        .collect();
    let wanted = other.quantity.value;
    beside
        .iter()
        .any(|q| q.value == wanted || q.value + own.quantity.value == wanted)
}

/// Whether a distance says where a claim is set, which the comparer of places weighs.
fn says_where(claim: &Claim, counted: &Counted) -> bool {
    counted.quantity.unit == Unit::Distance && claim.places.iter().any(|p| p.offset.is_some())
}
