//! Reasons: which slots of two texts differ, as a type and a sentence that a reader can check.

use super::Relation;
use super::cues::CUES;
use super::found::Found;
use super::slots::{Names, Slots};
use super::words::Word;
use crate::clusters::similarity::Context;
use crate::conflicts;

/// The type of what differs (empty for texts that do not conflict) and why.
pub fn of(
    relation: Relation,
    slots: &Slots,
    context: &Context,
    found: &[Found],
) -> (&'static str, String) {
    match relation {
        Relation::Conflict | Relation::Update => {
            let wanted = match relation {
                Relation::Update => conflicts::Relation::Update,
                _ => conflicts::Relation::Conflict,
            };
            let of_kind = found.iter().find(|f| f.finding.relation == wanted);
            let (kind, why) = match of_kind.or(found.first()) {
                Some(found) => (found.finding.kind.name(), found.finding.why.clone()),
                None => differing(slots, context),
            };
            let mut why = capital(&why);
            if relation == Relation::Update && of_kind.is_none() {
                why.push_str(" The one seems to tell of a later state than the other.");
            }
            (kind, why)
        }
        Relation::Agree => ("", agreeing(slots)),
        Relation::Unrelated => ("", apart(slots)),
    }
}

/// The first slot that differs, those that a reader can check best before others.
fn differing(slots: &Slots, context: &Context) -> (&'static str, String) {
    let against = |what: &str, x: &str, y: &str| {
        format!("The first text has the {what} “{x}”, the second “{y}”.")
    };
    let words = |x: &Word, y: &Word| (x.lemma.clone(), y.lemma.clone());
    if let Some((x, y)) = slots.words.opposites() {
        let (x, y) = words(x, y);
        return (
            "opposite",
            format!("“{x}” in the first text is the opposite of “{y}” in the second."),
        );
    }
    if let Some((_, x, y)) = slots.denied().filter(|(like, _, _)| *like >= SAID) {
        let first = slots.said[0].denied.contains(&x.lemma);
        let (denied, said) = if first { (x, y) } else { (y, x) };
        let (one, other) = if first {
            ("first", "second")
        } else {
            ("second", "first")
        };
        return (
            "polarity",
            format!(
                "The {one} text denies “{}”, the {other} says “{}”.",
                denied.lemma, said.lemma
            ),
        );
    }
    if let Some((x, y)) = slots.numbers().clash {
        return ("quantity", against("number", x, y));
    }
    if let Some((x, y)) = slots.times().1 {
        return ("time", against("time", x, y));
    }
    if let Some((x, y)) = slots.names(Names::Places) {
        return ("place", against("place", x, y));
    }
    for kind in [Names::People, Names::Bodies] {
        if let Some((x, y)) = slots.names(kind) {
            return ("actor", against("name", x, y));
        }
    }
    let cue = |name: &str| {
        let at = CUES.iter().position(|cue| cue.in_one == name);
        at.map(|at| slots.said.each_ref().map(|said| said.cues[at] > 0.0))
    };
    let one = |name: &str| cue(name).is_some_and(|[x, y]| x != y);
    let both = |name: &str| cue(name).is_some_and(|[x, y]| x && y);
    let second = context.claims.partition_point(|c| c.document == 0);
    let (first, second) = context.claims.split_at(second);
    let reason =
        |claims: &[crate::claims::Claim]| claims.iter().any(|claim| !claim.reasons.is_empty());
    if reason(first) && reason(second) || both("one gives a cause") {
        return (
            "cause",
            "Each text gives a reason, and the reasons differ.".into(),
        );
    }
    if one("one rebuts") {
        return (
            "polarity",
            "One of the texts calls something wrong or denies it.".into(),
        );
    }
    if both("one foretells") {
        return ("prediction", "The two expect different things.".into());
    }
    if one("one hedges") {
        return (
            "certainty",
            "What one text doubts, the other states.".into(),
        );
    }
    if let Some((_, x, y)) = slots.words.rivals().first() {
        let (x, y) = words(x, y);
        return (
            "object",
            format!("Where the first text says “{x}”, the second says “{y}”."),
        );
    }
    (
        "evaluation",
        "No slot says it: the words of the two seem to speak against each other.".into(),
    )
}

/// From this likeness on, what is denied is what is said.
const SAID: f64 = 0.7;

fn agreeing(slots: &Slots) -> String {
    let shared = shared(slots);
    if shared.is_empty() {
        return "Both seem to say the same in different words.".into();
    }
    format!("Both say the same of {shared}.")
}

fn apart(slots: &Slots) -> String {
    let shared = shared(slots);
    if shared.is_empty() {
        return "They share no word that says something: each answers a question of its own."
            .into();
    }
    format!("They share {shared}, but neither answers what the other answers.")
}

/// The weightiest words of both texts, for a sentence.
fn shared(slots: &Slots) -> String {
    let [a, b] = &slots.words.words;
    let mut shared: Vec<&Word> = Vec::new();
    for word in a {
        let both = b.iter().any(|other| other.lemma == word.lemma);
        if both && shared.iter().all(|other| other.lemma != word.lemma) {
            shared.push(word);
        }
    }
    shared.sort_by(|x, y| y.weight.total_cmp(&x.weight));
    let words: Vec<String> = shared
        .iter()
        .take(3)
        .map(|w| format!("“{}”", w.lemma))
        .collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// A sentence with a capital at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
