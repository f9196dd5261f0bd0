//! Place: two places for one act.
//!
//! Catches: "was cut off Lorn" / "was cut near Varel"; "shot in the kitchen" / "shot on
//! the stairs" where both places are named.
//!
//! Leaves alone: a town and the region the texts put it in; acts that happen in many places;
//! places of which only one is named.

use super::{Case, Finding, Relation, Strength, Type};
use crate::claims::time::Fit as Moment;
use crate::claims::{Argument, Claim, places};
use crate::clusters::Asked;

/// Judges a pair of claims about where it happened.
pub fn judge(case: &Case) -> Option<Finding> {
    let (a, b) = (case.a, case.b);
    if case.has_two_doers() || case.befell_two() {
        return None;
    }
    // "checked into a clinic in Lorn", "checked out of a clinic in Varel"
    if !case.places_clash() || case.particles_differ() || case.may_be_two_acts() {
        return None;
    }
    // "as was reported at the Lorn Review"; but what two acts of one day were done in are places, known
    // or not.
    let one_day = || {
        let mut times = a.times.iter();
        times.any(|x| b.times.iter().any(|y| x.fit(y) == Moment::Agree))
    };
    let within = |claim: &Claim, place: &Argument| {
        let mut obliques = claim.obliques.iter();
        obliques.any(|(p, x)| p == "in" && x.text == place.text) && claim.passive && one_day()
    };
    let body = |claim: &Claim| {
        let mut places = claim.places.iter();
        places.any(|p| p.is_named && !p.is_place && !within(claim, p))
    };
    if body(a) || body(b) {
        return None;
    }
    let words = |place: &str| place.to_lowercase();
    let (first, second) = (words(&a.place_text()), words(&b.place_text()));
    let broken = |place: &str| !place.starts_with(char::is_alphanumeric);
    // "in a 2008 Venn Comet", "at version 8": no places.
    let numbered = |place: &str| place.contains(|c: char| c.is_ascii_digit());
    // "15 miles east of Lorn", "10 miles west of Lorn"
    let told_from = a.places.iter().chain(&b.places).any(|p| p.offset.is_some());
    if broken(&first) || broken(&second) || !told_from && (numbered(&first) || numbered(&second)) {
        return None;
    }
    // "Mount Kessler", "Mt Kessler"
    let own = |place: &str| -> Vec<String> {
        let words = place.split(|c: char| !c.is_alphanumeric());
        let own = words.filter(|w| w.len() > 3 && places::scale_of(w).is_none());
        own.map(str::to_owned).collect()
    };
    if !told_from && own(&first).iter().any(|word| own(&second).contains(word)) {
        return None;
    }
    // "in Kessin, Marland", "in Marland": whoever names both knows how they lie, unless it is to deny
    // the other ("in Kessin, not in Halm").
    let denied = |claim: &Claim, places: &Claim| {
        let mut told = places.places.iter();
        told.any(|place| case.denies(claim, &place.text))
    };
    let corrected = denied(a, b) || denied(b, a);
    let names = |claim: &Claim, places: &Claim| {
        let mut own = places.places.iter().flat_map(|p| &p.own_names);
        own.any(|name| claim.around.contains(name))
    };
    if !told_from && !corrected && (names(a, b) || names(b, a)) {
        return None;
    }
    // "elsewhere in the same park" names no place of its own.
    let same = |place: &str| place.split(' ').any(|w| matches!(w, "same" | "elsewhere"));
    if same(&first) || same(&second) {
        return None;
    }
    // "in Lorn", "in the Middle East": nobody knows that the one lies in the other better than a map.
    let wide = |place: &str| {
        place
            .split("; ")
            .any(|name| WIDE.contains(&name.trim_start_matches("the ")))
    };
    if wide(&first) || wide(&second) {
        return None;
    }
    if first.contains(&second) || second.contains(&first) {
        return None; // "Mill Road", "Mill Road, north of Varel"
    }
    // The same people must be known by name, or the act by more than its class.
    let named = [(&a.subject, &b.subject), (&a.object, &b.object)].iter().any(|(x, y)| {
        matches!((x, y), (Some(x), Some(y)) if x.names.iter().any(|n| y.names.contains(n)))
    });
    let weight = if corrected {
        0.9
    } else if named || case.fit.shared >= 4.0 {
        0.55
    } else {
        0.2
    };
    let (place_a, place_b) = (a.place_text(), b.place_text());
    Some(Finding {
        relation: Relation::Conflict,
        kind: Type::Place,
        weight,
        judged: Strength::Learned,
        question: case.ask(Asked::Where, &[a, b]),
        why: format!(
            "{} says {place_a}, {} says {place_b}: one act cannot be in both.",
            case.voice_a(),
            case.voice_b()
        ),
        answer_a: place_a,
        answer_b: place_b,
    })
}

/// Parts of the world that hold many countries, in small letters and without an article.
const WIDE: [&str; 16] = [
    "world",
    "west",
    "middle east",
    "europe",
    "asia",
    "africa",
    "north africa",
    "west africa",
    "east africa",
    "central asia",
    "south asia",
    "southeast asia",
    "north america",
    "south america",
    "latin america",
    "balkans",
];
