//! Prepositional arguments in a question: those that all claims have, and those that a verb cannot do
//! without.

use ecow::EcoString;

use super::complements;
use super::nouns;
use super::slots::{are_one, slot};
use crate::claims::{Argument, Claim, Role};

/// The prepositional arguments that all claims have, as they stand in the first: " in Lorn".
pub(super) fn shared_obliques(claims: &[&Claim], said: &[&str], asks_where: bool) -> String {
    let Some((first, others)) = claims.split_first() else {
        return String::new();
    };
    let mut text = String::new();
    for (preposition, argument) in &first.obliques {
        let says_more = match argument.role {
            Role::Within | Role::Time | Role::Agent | Role::Manner => false,
            Role::Place => !asks_where,
            _ => !argument.is_place || !asks_where,
        };
        let has = |claim: &&Claim| {
            claim
                .obliques
                .iter()
                .any(|(other, b)| other == preposition && are_one(argument, b))
        };
        if says_more
            && !others.is_empty()
            && others.iter().all(has)
            && !text.contains(&format!(" {preposition} "))
            && !said.iter().any(|phrase| phrase.contains(argument.text.as_str()))
            && preposition != "between"
            && !super::acts::is_length(&argument.head)
            && !argument.text.starts_with(|c: char| c.is_ascii_digit())
            // Of "out of the gates" only the last word is known.
            && (preposition != "of" || takes_of(first))
            // "at 6 am" is a time even where only "am" was read.
            && !matches!(argument.head.as_str(), "am" | "pm" | "a.m." | "p.m." | "gmt")
            && let Some(phrase) = slot(claims, |claim| {
                let same = |(p, b): &&(EcoString, Argument)| p == preposition && are_one(argument, b);
                claim.obliques.iter().find(same).map(|(_, b)| b)
            })
            .phrase
            && !matches!(phrase.text.as_str(), "one" | "part" | "some" | "all")
        {
            text.push_str(&format!(" {preposition} {}", phrase.text));
        }
    }
    text
}

/// Whether a verb takes "of" ("accused of", "informed of").
fn takes_of(claim: &Claim) -> bool {
    matches!(
        claim.lemma.as_str(),
        "accuse"
            | "convict"
            | "suspect"
            | "inform"
            | "notify"
            | "warn"
            | "consist"
            | "die"
            | "rob"
            | "acquit"
            | "dispose"
            | "deprive"
            | "complain"
            | "approve"
            | "speak"
            | "hear"
            | "think"
    )
}

/// Of the prepositional arguments the one that most claims share, if at least half do: a verb that
/// says little without one ("placed on the list") needs it.
pub(super) fn most_shared_oblique(claims: &[&Claim]) -> String {
    let says = |claim: &Claim, (p, a): &(EcoString, Argument)| {
        let mut obliques = claim.obliques.iter();
        obliques.any(|(other, b)| other == p && (are_one(a, b) || a.head == b.head))
    };
    let sharers = |of: &(EcoString, Argument)| claims.iter().filter(|c| says(c, of)).count();
    let all = claims.iter().flat_map(|claim| &claim.obliques);
    let fitting = all.filter(|(preposition, a)| {
        completes(preposition, a) && a.role != Role::Manner && !a.is_pronoun
    });
    let mut most: Option<(usize, &(EcoString, Argument))> = None;
    for of in fitting {
        let times = sharers(of);
        if most.is_none_or(|(best, _)| times > best) {
            most = Some((times, of));
        }
    }
    // One claim alone may say more than is asked of all.
    most.filter(|(times, _)| *times > 1 && 2 * times >= claims.len())
        .and_then(|(_, (preposition, argument))| phrase_of(claims, preposition, argument))
        .unwrap_or_default()
}

/// Whether a prepositional argument can be what a verb needs to say something.
fn completes(preposition: &str, argument: &Argument) -> bool {
    const ASIDE: &str = "excluding including following despite according due because after before \
        during since until without besides except unlike from";
    let first = argument.text.split(' ').next().unwrap_or_default();
    // "at 8 metres": an amount is asked for, or is another in each claim.
    let is_amount = nouns::number(first).is_some() || first.contains(|c: char| c.is_ascii_digit());
    !matches!(argument.role, Role::Within | Role::Time | Role::Agent)
        && !is_amount
        && !complements::is_one(ASIDE, preposition)
}

/// " on the list".
fn phrase_of(claims: &[&Claim], preposition: &str, argument: &Argument) -> Option<String> {
    let is_it = |(p, b): &&(EcoString, Argument)| p == preposition && std::ptr::eq(b, argument);
    let claim = claims
        .iter()
        .find(|claim| claim.obliques.iter().any(|o| is_it(&o)))?;
    let phrase = slot(&[claim], |_| Some(argument)).phrase?;
    Some(format!(" {preposition} {}", phrase.text))
}

/// The first prepositional argument of the first claim that has one: a verb that says nothing
/// alone ("is in charge") needs it.
pub(super) fn first_oblique(claims: &[&Claim]) -> String {
    let shared = most_shared_oblique(claims);
    if !shared.is_empty() {
        return shared;
    }
    let mut all = claims.iter().flat_map(|claim| &claim.obliques);
    all.find(|(preposition, a)| completes(preposition, a))
        .and_then(|(preposition, argument)| phrase_of(claims, preposition, argument))
        .unwrap_or_default()
}

/// The first prepositional argument that tells in what state something is ("out of service"), and
/// not where.
pub(super) fn first_state(claims: &[&Claim]) -> String {
    let mut all = claims.iter().flat_map(|claim| &claim.obliques);
    all.find(|(preposition, a)| {
        completes(preposition, a) && a.role != Role::Place && !a.is_place && preposition != "by"
    })
    .and_then(|(preposition, argument)| phrase_of(claims, preposition, argument))
    .unwrap_or_default()
}
