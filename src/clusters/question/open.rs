//! Questions with "who", "what" or "where" in place of a yes or no: where all claims say yes and
//! differ in one slot only, that slot is what a reader asks for.

use super::acts::{Act, happens_by_itself};
use super::articles::is_person;
use super::clause::{Clause, Sought};
use super::complements::{self, is_one};
use super::nouns::{self, Phrase};
use super::obliques;
use super::said;
use crate::claims::{Argument, Claim, Polarity, lexicon, predicates};

/// The open question that claims answer better than one for yes or no.
pub(super) fn ask(clause: &Clause) -> Option<String> {
    if clause.claims.len() < 2 || !all_say_yes(&clause.claims) {
        return None;
    }
    match &clause.act {
        Act::Be => what_it_is(clause),
        Act::Verb { lemma, particle } => what_is_missing(clause, lemma, particle)
            .or_else(|| what_was_done(clause, lemma, particle))
            .or_else(|| who_did_it(clause, lemma, particle)),
        _ => None,
    }
}

/// Whether no claim could be set against another: none denies, and no two say opposites.
fn all_say_yes(claims: &[&Claim]) -> bool {
    let heads = |c: &Claim| c.object.as_ref().map(|o| o.head.clone());
    claims.iter().all(|c| c.polarity == Polarity::Positive)
        && claims.iter().enumerate().all(|(i, a)| {
            claims[i + 1..].iter().all(|b| {
                let states = heads(a).zip(heads(b));
                !predicates::opposite(&a.class, &b.class)
                    && !states.is_some_and(|(x, y)| lexicon::opposite_states(&x, &y))
            })
        })
}

/// "who was Emil Dorr", "what were the talks like": of one thing, each claim says another.
fn what_it_is(clause: &Clause) -> Option<String> {
    let subject = clause.subject.shared().filter(|_| clause.subject.is_full)?;
    let says_one = clause.object.agrees || !clause.object.is_full;
    if says_one || subject.text == "it" || subject.text == "there" {
        return None;
    }
    let objects: Vec<&Argument> = objects(clause).collect();
    let of_a_quality = objects.iter().filter(|o| is_quality(o)).count();
    let somewhere = |o: &&Argument| is_one(WHERE, &o.head);
    if objects.iter().any(somewhere) {
        return None;
    }
    let subject = subject.impersonal();
    let measures = |o: &&Argument| o.text.contains(|c: char| c.is_ascii_digit());
    if objects.iter().any(measures) {
        return Some(format!("what {}", clause.be(&subject, "")));
    }
    if 2 * of_a_quality > objects.len() {
        return Some(format!("what {}", clause.be(&subject, " like")));
    }
    let people = objects.iter().filter(|o| is_person(&o.head)).count();
    let asked = if people > 0 { "who" } else { "what" };
    Some(format!("{asked} {}", clause.be(&subject, "")))
}

fn objects<'a>(clause: &'a Clause) -> impl Iterator<Item = &'a Argument> {
    clause
        .claims
        .iter()
        .filter_map(|claim| claim.object.as_ref())
}

/// What says where something is and not what it is.
const WHERE: &str = "there here away home out up down back over near off on in";

/// Whether the words name a quality, not a thing ("tense", "very deep").
fn is_quality(object: &Argument) -> bool {
    let first = object.text.split(' ').next().unwrap_or_default();
    !object.is_named
        && (!nouns::is_determiner(first)
            || ["a little ", "a bit "]
                .iter()
                .any(|a| object.text.starts_with(a)))
        && nouns::number(first).is_none()
        && !object.text.ends_with('s')
        && !is_person(&object.head)
}

/// "what was the fire attributed to": the complement that the verb needs, where no two share it.
fn what_is_missing(clause: &Clause, lemma: &str, particle: &str) -> Option<String> {
    let (asks, behind) = complements::asks(&clause.claims, lemma)?;
    let has_more = !clause.more(false).is_empty()
        || complements::needs_more(lemma)
            && !obliques::most_shared_oblique(&clause.claims).is_empty();
    // "called to the scene"
    let goes_on = lemma == "call" && !obliques::first_oblique(&clause.claims).is_empty();
    let says_what = clause.object.phrase.is_some() && !goes_on;
    (says_what && !has_more && particle.is_empty() && clause.chain().is_none())
        .then(|| format!("{asks} {}{behind}", clause.inverted(Sought::Number)))
}

/// "what did the new rules do": of a verb that says nothing without the clause behind it.
fn what_was_done(clause: &Clause, lemma: &str, particle: &str) -> Option<String> {
    let says_nothing = complements::is_empty(lemma)
        && particle.is_empty()
        && clause.object.phrase.is_none()
        && clause.more(false).is_empty()
        && obliques::first_oblique(&clause.claims).is_empty();
    let subject = clause.subject.shared()?.impersonal();
    if says_nothing {
        return Some(format!("what {}", clause.doing_something(&subject)));
    }
    // "The judge advised": whom is not said.
    let asked = complements::asks_for_object(lemma)?;
    let has_more = clause.object.phrase.is_some() || !clause.more(false).is_empty();
    (!has_more && particle.is_empty() && clause.chain().is_none())
        .then(|| format!("{asked} {}", clause.r#do(&subject, &format!(" {lemma}"))))
}

/// "who marched through Lorn": several did it, or it is not one who is said to.
fn who_did_it(clause: &Clause, lemma: &str, particle: &str) -> Option<String> {
    let object = clause.object.phrase.as_ref();
    let is_active = clause.claims.iter().all(|c| !c.passive && !c.nominal);
    let is_told = clause.claims.iter().filter(|c| c.subject.is_some()).count();
    let fits = match object {
        None => true,
        Some(_) => clause.object.agrees && complements::is_awkward_in_passive(lemma),
    };
    if clause.subject.agrees
        || clause.subject.phrase.is_none()
        || 2 * is_told < clause.claims.len()
        || !is_active
        || !fits
        || object.is_some() && happens_by_itself(lemma)
        || clause.chain().is_some()
        || predicates::is_saying(lemma)
        || said::is_clause(object)
    {
        return None;
    }
    let object = object.map_or(String::new(), |o: &Phrase| {
        format!(" {}", o.impersonal().text)
    });
    let more = clause.more(false);
    let more = if object.is_empty() && more.is_empty() && complements::says_nothing(lemma) {
        obliques::most_shared_oblique(&clause.claims)
    } else {
        more
    };
    let more = nouns::impersonal(&more);
    let space = if more.is_empty() { "" } else { " " };
    let did = clause.finite(lemma, false);
    // What comes about or costs is nobody.
    let who = if complements::is_one("result cost occur happen last consist", lemma) {
        "what"
    } else {
        match clause.who() {
            "what" => "what",
            _ => "who",
        }
    };
    Some(format!("{who} {did}{particle}{object}{space}{more}"))
}
