//! Actor: two different doers of an act that only one can have done.
//!
//! Catches: "Two brothers shot Kessler" / "A guard shot Kessler"; "the army controls the town" /
//! "the rebels control the town"; "it was the porter who locked the gate" / "the guard locked the gate".
//!
//! Leaves alone: acts that many can do to the same object (visit, criticise, meet); the same
//! doer under another name; acts of two days; a pronoun that nobody was found for; "police" and "officers".

use super::update;
use super::{Case, Finding, Relation, Strength, Type};
use crate::claims::{Argument, Modality, Polarity, places};
use crate::clusters::similarity::Slot;
use crate::clusters::{Asked, is_one_act_on_one};

/// Judges a pair of claims about who did it.
pub fn judge(case: &Case) -> Option<Finding> {
    let (a, b) = (case.a, case.b);
    if case.places_clash() {
        return None; // two acts in two places
    }
    let (x, y) = (a.subject.as_ref()?, b.subject.as_ref()?);
    let object = a.object.as_ref()?;
    if a.polarity != b.polarity
        || a.polarity == Polarity::Negative
        || case.fit.object != Slot::Same && !is_one_act_on_one(a, b, case.fit)
    {
        return None;
    }
    if case.fit.subject == Slot::Same {
        return None; // "Kessler" and "Anna Kessler"
    }
    // "Kessler fired Venn", "The Lorn Times fired Venn on Kessler's word": who is named beside the
    // act may have a part in it.
    let beside = |doer: &Argument, other: &crate::claims::Claim| {
        doer.own_names
            .iter()
            .any(|name| other.around.contains(name))
    };
    if beside(x, b) || beside(y, a) {
        return None;
    }
    // The object must be known by a name, its own or one that stands beside it.
    let named_object = !object.names.is_empty() && !b.object.as_ref()?.names.is_empty();
    // Things that happen in time may be done twice; a state holds until it changes.
    let state = a.class == "control";
    if !are_two(x, y) {
        return None;
    }
    let singled_out = a.singled_out || b.singled_out;
    let tied = named_object || case.fit.shared >= 6.0 || singled_out;
    // "captured the moment of the crash in Tell": only a place is held, or what has a name.
    if state && object.own_names.is_empty() && places::scale_of(&object.head).is_none() {
        return None;
    }
    let changed = update::state_may_have_changed(a, b);
    let forecast = a.modality == Modality::Predicted || b.modality == Modality::Predicted;
    let relation = if state && changed {
        Relation::Update
    } else {
        Relation::Conflict
    };
    // Told long after, another such act may be meant.
    if !state && changed && a.class != "die" && a.class != "shoot" {
        return None;
    }
    if !state && case.days_differ() {
        return None; // two acts on two days
    }
    let both_named = x.is_named && y.is_named;
    let weight = if both_named || are_foes(x, y) {
        0.8
    } else if x.is_named || y.is_named {
        0.55
    } else {
        0.4
    };
    let weight = if tied { weight } else { weight * 0.4 };
    let why = match relation {
        Relation::Update => format!(
            "{} names {} and {} names {}; the two were written {} and {}, so the answer may have changed.",
            case.voice_a(),
            x.text,
            case.voice_b(),
            y.text,
            a.published.map(|d| d.to_string()).unwrap_or_default(),
            b.published.map(|d| d.to_string()).unwrap_or_default()
        ),
        _ if forecast => format!(
            "{} expects {}, {} names {}.",
            case.voice_a(),
            x.text,
            case.voice_b(),
            y.text
        ),
        _ => format!(
            "{} names {}, {} names {}: only one of them can have done it.",
            case.voice_a(),
            x.text,
            case.voice_b(),
            y.text
        ),
    };
    Some(Finding {
        relation,
        kind: Type::Actor,
        weight,
        judged: match relation {
            Relation::Update => Strength::Alone,
            _ if singled_out => Strength::Half,
            _ => Strength::Learned,
        },
        question: case.ask(Asked::Who, &[a, b]),
        answer_a: x.text.to_string(),
        answer_b: y.text.to_string(),
        why,
    })
}

/// Whether two noun phrases mean two different doers.
fn are_two(x: &Argument, y: &Argument) -> bool {
    // "Samarian aircraft", "Kelvan aircraft": the names tell them apart.
    let names_differ = !x.own_names.is_empty() && !y.own_names.is_empty();
    let shares = x.names.iter().any(|n| y.names.contains(n))
        || x.text.eq_ignore_ascii_case(&y.text)
        || !names_differ && (x.head == y.head || x.words.iter().any(|w| y.words.contains(w)));
    // Who speaks is known; whom "he" means is not sure enough.
    let vague = |a: &Argument| a.is_pronoun && (a.text != "I" || a.is_unresolved());
    // Half a word that a hyphen left over names nobody.
    let broken = |a: &Argument| !a.text.starts_with(char::is_alphanumeric);
    if shares || x.key == y.key || vague(x) || vague(y) || broken(x) || broken(y) {
        return false;
    }
    let named = |a: &Argument| a.is_named || a.is_pronoun;
    if named(x) && named(y) || are_foes(x, y) {
        return true;
    }
    // A description may describe the one who is named ("the gunman", "Kessler") or whom another
    // describes ("an inmate", "a convict"), and a general word may mean anybody; one and several
    // are two.
    let general = |a: &Argument| GENERAL.contains(&a.head.as_str());
    let is_one = |a: &Argument| {
        let mut words = a.text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| word.eq_ignore_ascii_case(&a.head))
    };
    // "government troops", "soldiers"
    let armed = |a: &Argument| matches!(a.head.as_str(), "army" | "troop" | "soldier" | "military");
    match (x.is_named, y.is_named) {
        (false, false) if armed(x) && armed(y) => false,
        (false, false) => !(general(x) || general(y) || is_one(x) && is_one(y)),
        // "the Syrian state" and "the Northern Brigades": each carries a name of its own.
        _ => !x.names.is_empty() && !y.names.is_empty(),
    }
}

/// Whether the two are of opposed sides, as what they are called tells: "government troops", "rebel
/// gunners"; "police", "protesters".
fn are_foes(x: &Argument, y: &Argument) -> bool {
    let of = |side: &[&str], a: &Argument| {
        let text = a.text.to_lowercase();
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| side.contains(&word) || side.contains(&word.trim_end_matches('s')))
    };
    let apart = |p: &Argument, q: &Argument| {
        of(&RULERS, p) && of(&RISEN, q) && !of(&RISEN, p) && !of(&RULERS, q)
    };
    apart(x, y) || apart(y, x)
}

const RULERS: [&str; 9] = [
    "government",
    "army",
    "regime",
    "state",
    "police",
    "troop",
    "soldier",
    "officer",
    "guard",
];

const RISEN: [&str; 10] = [
    "rebel",
    "insurgent",
    "guerrilla",
    "opposition",
    "protester",
    "protestor",
    "demonstrator",
    "rioter",
    "striker",
    "prisoner",
];

/// Words for people that may stand for any others.
const GENERAL: [&str; 69] = [
    "man",
    "woman",
    "people",
    "person",
    "police",
    "officer",
    "authority",
    "official",
    "crew",
    "team",
    "worker",
    "suspect",
    "gunman",
    "attacker",
    "assailant",
    "group",
    "one",
    "other",
    "someone",
    "somebody",
    "victim",
    "member",
    "force",
    "government",
    "company",
    "agency",
    "defendant",
    "thief",
    "robber",
    "witness",
    "fire",
    "which",
    "bullet",
    "shot",
    "bomb",
    "blast",
    "explosion",
    "weapon",
    "gun",
    "car",
    "truck",
    "missile",
    "rocket",
    "shell",
    "teen",
    "teenager",
    "boy",
    "girl",
    "youth",
    "brother",
    "son",
    "husband",
    "wife",
    "pair",
    "couple",
    "accused",
    "that",
    "who",
    "quake",
    "earthquake",
    "temblor",
    "tremor",
    "flood",
    "storm",
    "disaster",
    "accident",
    "crash",
    "attack",
    "incident",
];
