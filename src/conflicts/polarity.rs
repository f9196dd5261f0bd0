//! Polarity and opposites: one says yes, the other no; or the one act undoes the other.
//!
//! Catches: "The bridge was damaged" / "The bridge was not damaged"; "the column is leaving the
//! town" / "the column is reinforcing the town".
//!
//! Leaves alone: "did not leave because of the rain" (it left); questions and conditions (they
//! state nothing); two denials; a demand against a fact ("should leave" / "did not leave").

use super::update;
use super::{Case, Finding, Relation, Strength, Type};
use crate::claims::quantity::Unit;
use crate::claims::time::{Fit as Moment, Tense};
use crate::claims::{Argument, Claim, Modality, Polarity, predicates};
use crate::clusters::similarity::{Slot, are_converse};
use crate::clusters::{Asked, answer, have_one_target, is_one_act_on_one, may_befall_one, states};

/// Judges a pair of claims about whether it is so.
pub fn judge(case: &Case) -> Option<Finding> {
    let (a, b) = (case.a, case.b);
    if case.places_clash() {
        return None; // two acts in two places
    }
    if a.polarity != b.polarity && are_one_wording(case) {
        return None; // the same words, read in two ways
    }
    let opposed = (a.polarity == b.polarity) == case.fit.opposite;
    // Of two acts that are only near in meaning ("left", "moved") one may be and the other not.
    let two_acts = a.class != b.class && !case.fit.opposite && !are_converse(a, b);
    if !opposed || two_acts {
        return None;
    }
    // In a long account the water comes and does not come: of what has no name, one act may be meant
    // or another.
    let known = [(&a.subject, &b.subject), (&a.object, &b.object)].iter().any(|(x, y)| {
        matches!((x, y), (Some(x), Some(y)) if x.own_names.iter().any(|n| y.own_names.contains(n)))
    });
    if !known && case.may_be_two_acts() {
        return None;
    }
    // "kept rebels from attacking a barge", "rebels attacked forty barges": which, is not said.
    let is_open = |x: &Option<Argument>| x.as_ref().is_some_and(Argument::is_any);
    let objects = is_open(&a.object) && is_open(&b.object);
    if !known && objects && (is_open(&a.subject) || is_open(&b.subject)) {
        return None;
    }
    // Who came may leave, and what rose may fall: only at one time does one undo the other.
    let at_one_time = || {
        let mut times = a.times.iter();
        times.any(|x| b.times.iter().any(|y| x.fit(y) == Moment::Agree))
    };
    if case.fit.opposite && follows_the_other(a) && follows_the_other(b) && !at_one_time() {
        return None;
    }
    // "was closed", "was reopened": what follows one another is asked as such, unless it is said of
    // one time.
    let one_course = states::course(a).is_some() && states::course(a) == states::course(b);
    if case.fit.opposite && one_course && (a.narrowed || b.narrowed || !at_one_time()) {
        return None;
    }
    // Prices and waters rise and fall by the day: "shares were up", "shares were down".
    let one_day = || a.published.is_some() && a.published == b.published;
    let days = |claim: &Claim| claim.times.iter().any(|when| when.days.is_some());
    let on_one_day = || days(a) && days(b) && at_one_time();
    if case.fit.opposite && (moves(a) || moves(b)) && !on_one_day() && !one_day() {
        return None;
    }
    let demand = |m: Modality| m == Modality::Demanded;
    if demand(a.modality) != demand(b.modality) {
        return None;
    }
    // "did not spread further", "not before Friday": what is narrowed is not denied at large.
    let denial = if a.polarity == Polarity::Negative {
        a
    } else {
        b
    };
    let for_years = denial
        .quantities
        .iter()
        .any(|c| c.quantity.unit == Unit::Duration);
    if a.polarity != b.polarity && (denial.narrowed || for_years) {
        return None;
    }
    // Acts undo each other only when done by the same to the same; who climbs and falls does both.
    if case.fit.opposite {
        let somebody = |c: &Claim| {
            c.subject
                .as_ref()
                .is_some_and(|s| s.is_named && !s.is_place)
        };
        if matches!(a.class.as_str(), "rise" | "fall") && somebody(a) {
            return None;
        }
        // Where one wins another loses.
        let contest = matches!(a.class.as_str(), "win" | "lose");
        let one_doer = case.fit.subject == Slot::Same
            || !contest && (a.subject.is_none() || b.subject.is_none());
        let one_object = case.fit.object == Slot::Same || a.object.is_none() && b.object.is_none();
        if !(one_doer && one_object) {
            return None;
        }
    }
    let same_object = case.fit.object == Slot::Same || have_one_target(a, b);
    let converse = are_converse(a, b);
    let both = converse && same_object
        || case.fit.subject == Slot::Same
            && (same_object
                || a.object.is_none() && b.object.is_none() && !predicates::is_light(&a.class));
    // "Nobody was waiting in the shelter" is said of whoever waited there.
    let one = case.fit.subject == Slot::Same || same_object || case.denied_of_all();
    let light = predicates::is_light(&a.class) || predicates::is_light(&b.class);
    let named = a.shares_name(b);
    // "destroyed the vineyards of Merano", "did not destroy the orchards of Lana"
    let objects = a.object.is_some() && b.object.is_some() && !same_object;
    if objects && !converse && !may_befall_one(a, b, case.fit) {
        return None;
    }
    if light && !both || !one && !is_one_act_on_one(a, b, case.fit) {
        return None;
    }
    let tied = both || named || case.fit.shared >= 4.0;
    // Of two doers one may and the other not; a name and a description may be one ("Kessler",
    // "his client"), where the thing acted on has a name in both.
    // Who says "our men did not" answers whoever says that some did.
    let told = |c: &Claim| {
        let own = |s: &Argument| {
            let first = s.text.split(' ').next().unwrap_or_default();
            matches!(first, "our" | "Our" | "my" | "My")
        };
        let of_others = |s: &Argument| !s.is_pronoun && !own(s) || s.is_named;
        c.subject.as_ref().is_some_and(of_others)
    };
    if case.fit.subject != Slot::Same && !converse && told(a) && told(b) {
        let named = |c: &Claim| c.subject.as_ref().is_some_and(|s| s.is_named);
        let known = matches!((&a.object, &b.object), (Some(x), Some(y)) if x.names.iter().any(|n| y.names.contains(n)));
        let one = named(a) != named(b) && case.fit.subject == Slot::Unknown;
        if !one || !known {
            return None;
        }
    }
    // What can or may be is not denied by what was not.
    let denied_in = |c: &Claim| c.polarity == Polarity::Negative;
    let affirmed = if denied_in(a) { b } else { a };
    let hedged = |c: &Claim| c.modality == Modality::Hedged;
    if a.polarity != b.polarity && hedged(affirmed) || case.fit.opposite && (hedged(a) || hedged(b))
    {
        return None;
    }
    // Two days, two states: arrested on Monday, released on Friday.
    let on_other_days = case.days_differ();
    // "Things came", "people left": who or what is not said.
    let vague = |c: &Claim| {
        c.subject.as_ref().is_some_and(|s| {
            let somebody = matches!(s.head.as_str(), "man" | "woman") && same_object;
            let known = s.is_named || !s.own_names.is_empty();
            !known && VAGUE.contains(&s.head.as_str()) && !somebody
        })
    };
    if (vague(a) || vague(b)) && !case.denied_of_all() {
        return None;
    }
    let mut weight = if both { 0.85 } else { 0.6 };
    if !tied {
        weight *= 0.4;
    }
    if case.fit.opposite {
        weight *= 0.7;
    }
    if light {
        weight *= 0.8;
    }
    // "No shots were fired when he was taken": a time or a condition narrows the denial.
    if a.narrowed != b.narrowed {
        weight *= 0.6;
    }
    // Months apart only a state can have changed: what was done may have been done at either time.
    let lasts = |c: &Claim| c.tense == Tense::Present;
    // Who denies what was said of him means that very act.
    let answers = denies_own(a) || denies_own(b);
    let months = update::state_may_have_changed(a, b) && !answers;
    if months && !(lasts(a) && lasts(b)) {
        return None;
    }
    let changed = months
        // What was foretold against what another says happened.
        || (a.modality == Modality::Predicted) != (b.modality == Modality::Predicted);
    // "has not been found" / "was found on Friday": by then it was.
    let not_yet = denied_in(a) != denied_in(b) && {
        let denial = if denied_in(a) { a } else { b };
        let first = denial
            .predicate
            .split_whitespace()
            .next()
            .unwrap_or_default();
        matches!(
            first,
            "has" | "have" | "hasn't" | "haven't" | "hasn’t" | "haven’t"
        ) && affirmed.tense == Tense::Past
            && !affirmed.times.is_empty()
    };
    // Who was arrested is released one day; which came first, only their days can say.
    let in_turn = case.fit.opposite && matches!(a.class.as_str(), "arrest" | "release");
    if in_turn && !on_other_days {
        return None;
    }
    let relation = if changed || on_other_days || not_yet {
        Relation::Update
    } else {
        Relation::Conflict
    };
    // Of two doers on two days, each may have done as is said of it: nothing changed.
    let doers_differ =
        case.fit.subject != Slot::Same && (a.subject.is_some() || b.subject.is_some());
    if relation == Relation::Update && doers_differ {
        return None;
    }
    let kind = if case.fit.opposite {
        Type::Opposite
    } else {
        Type::Polarity
    };
    let (yes_a, yes_b) = (
        answer(Asked::Whether, a, case.context.documents, case.sentences),
        answer(Asked::Whether, b, case.context.documents, case.sentences),
    );
    let why = match (relation, kind) {
        (Relation::Update, _) => format!(
            "{} and {} give opposite answers, {}.",
            case.voice_a(),
            case.voice_b(),
            if on_other_days {
                "about different days"
            } else if update::state_may_have_changed(a, b) {
                "written at least a month apart"
            } else {
                "one before the other could be known"
            }
        ),
        (_, Type::Opposite) => format!(
            "{} says “{}”, {} says “{}”: the one undoes the other.",
            case.voice_a(),
            a.predicate,
            case.voice_b(),
            b.predicate
        ),
        _ => format!(
            "{} affirms what {} denies.",
            affirms(case, true),
            affirms(case, false)
        ),
    };
    Some(Finding {
        relation,
        kind,
        weight,
        judged: if answers {
            Strength::Half
        } else {
            Strength::Learned
        },
        question: match kind {
            // Two acts, of which one is asked.
            Type::Opposite => case.ask(Asked::Whether, &[a]),
            _ => case.ask(Asked::Whether, &[a, b]),
        },
        answer_a: yes_a,
        answer_b: yes_b,
        why,
    })
}

/// Subjects that may be anything or anybody.
const VAGUE: [&str; 18] = [
    "thing",
    "nothing",
    "something",
    "anything",
    "everything",
    "man",
    "woman",
    "people",
    "one",
    "time",
    "way",
    "day",
    "word",
    "eye",
    "hand",
    "matter",
    "person",
    "i",
];

/// Whether a claim tells of a movement that is over ("left", "had risen"), after which its opposite may
/// come.
fn follows_the_other(claim: &Claim) -> bool {
    matches!(
        claim.class.as_str(),
        "withdraw" | "arrive" | "send" | "rise" | "fall"
    ) && claim.tense == Tense::Past
        && !claim.verb.ends_with("ing")
}

/// Whether a claim tells which way something moved.
fn moves(claim: &Claim) -> bool {
    let way = |x: &Argument| {
        matches!(
            x.head.as_str(),
            "up" | "down" | "high" | "low" | "higher" | "lower"
        )
    };
    matches!(claim.class.as_str(), "rise" | "fall" | "surge" | "drop")
        || claim.object.as_ref().is_some_and(way)
}

/// Whether two sentences are nearly the same words with as many denials.
fn are_one_wording(case: &Case) -> bool {
    let words = |claim: &Claim| -> Vec<String> {
        let sentence = case.context.sentence(claim).to_lowercase();
        let words = sentence.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
        let mut words: Vec<String> = words.filter(|w| !w.is_empty()).map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let (x, y) = (words(case.a), words(case.b));
    let denials = |words: &[String]| {
        let denies = |w: &&String| {
            matches!(
                w.as_str(),
                "not" | "no" | "never" | "cannot" | "nobody" | "without"
            ) || w.ends_with("n't")
                || w.ends_with("n’t")
        };
        words.iter().filter(denies).count()
    };
    let shared = x.iter().filter(|w| y.contains(w)).count();
    denials(&x) > 0 && denials(&x) == denials(&y) && shared * 10 >= x.len().max(y.len()) * 6
}

/// Whether who speaks denies what is said of them: "I did not resign".
fn denies_own(claim: &Claim) -> bool {
    claim.polarity == Polarity::Negative && claim.subject.as_ref().is_some_and(|s| s.text == "I")
}

fn affirms(case: &Case, yes: bool) -> String {
    let first = (case.a.polarity == Polarity::Positive) == yes;
    if first {
        case.voice_a()
    } else {
        case.voice_b()
    }
}
