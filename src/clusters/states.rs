//! States: what somebody or something is in by turns, a road closed and opened again, a suspect
//! sought, held and let go. The verbs differ, so that no likeness of two sentences tells that the one
//! state follows the other; what kinds of things and which verbs go through which states does.

use std::collections::{BTreeMap, BTreeSet};

use ecow::EcoString;
use jiff::civil::Date;

use super::similarity::Context;
use super::stories::Story;
use super::{Asked, Cluster, Side, question};
use crate::claims::references::is_human;
use crate::claims::time::Tense;
use crate::claims::{Argument, Claim, Modality, Polarity, lexicon, predicates, stable_id};

/// How many claims of one course in one story are set beside each other.
const LOOKED_AT: usize = 60;

/// How many days before it is written down a state may have come to be news.
const LATELY: i32 = 60;

/// A course that things or persons take, state after state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Course {
    /// A road, a school, an airport: closed, open again.
    Way,
    /// People of a place: sent out of it, back.
    Home,
    /// Somebody whom the police want: sought, held, let go.
    Custody,
    /// A defendant: accused, on trial, judged.
    Court,
    /// A service: down, back.
    Outage,
    /// A fire: burning, out.
    Fire,
    /// Somebody who was hurt: in danger, out of danger.
    Health,
}

/// A state that a claim tells of.
#[derive(Clone, Copy, Debug)]
pub struct State<'c> {
    /// Of which course it is.
    pub course: Course,
    /// Its place in the course, from 0.
    pub step: u8,
    /// Who or what is in it.
    pub whose: &'c Argument,
}

/// The course of which a claim tells a state, past or present, if any.
pub fn course(claim: &Claim) -> Option<Course> {
    told(claim).map(|(course, ..)| course)
}

/// The state that a claim tells of, if any. What is denied or only foretold has not come, so that the
/// state before holds: "has not been found", "will reopen on Monday".
pub fn state(claim: &Claim) -> Option<State<'_>> {
    // Who "had to be evacuated" was.
    let demanded = claim.modality == Modality::Demanded && !claim.predicate.starts_with("had to");
    if demanded
        || matches!(
            claim.modality,
            Modality::Hedged | Modality::Conditional | Modality::Doubted(_)
        )
    {
        return None;
    }
    // What lay behind when it was told ("had been released", "was convicted in 1999") is another case.
    let long_ago = |day: Date| {
        let since = claim.published.and_then(|written| written.since(day).ok());
        since.is_some_and(|span| span.get_days() > LATELY)
    };
    let days = claim.times.iter().filter_map(|when| when.days);
    let (course, step, whose) = told(claim)?;
    let before =
        claim.predicate.starts_with("had ") && matches!(course, Course::Court | Course::Custody);
    if before || days.map(|(_, last)| last).any(long_ago) {
        return None;
    }
    // "is to be sentenced", "was about to be released"
    let lies_ahead = claim.predicate.contains("to be ") && !claim.predicate.starts_with("had to");
    let comes = claim.polarity == Polarity::Positive
        && claim.modality != Modality::Predicted
        && !lies_ahead;
    let step = match (comes, step) {
        (true, step) => step,
        (false, 0) if claim.polarity == Polarity::Positive => 0,
        (false, 0) => return None,
        (false, step) => step - 1,
    };
    // "The road was closed" may be told after it was opened again; "is closed" may not.
    let passes = matches!(
        course,
        Course::Way | Course::Home | Course::Outage | Course::Fire
    );
    let over = passes && step == 0 && claim.tense == Tense::Past && comes;
    (!over && !whose.is_unresolved() && (course != Course::Court || comes)).then_some(State {
        course,
        step,
        whose,
    })
}

fn told(claim: &Claim) -> Option<(Course, u8, &Argument)> {
    let patient = || {
        let by_itself = claim.object.is_none() && !claim.passive;
        claim
            .object
            .as_ref()
            .or(claim.subject.as_ref().filter(|_| by_itself))
    };
    let state = |word: &str| {
        predicates::is_light(&claim.class) && claim.object.as_ref().is_some_and(|o| o.head == word)
    };
    let is_person = |x: &&Argument| !x.is_place && (x.is_named || is_human(&x.head));
    let person = || claim.object.as_ref().filter(is_person);
    let (lemma, class, verb) = (
        claim.lemma.as_str(),
        claim.class.as_str(),
        claim.verb.as_str(),
    );
    let way = |x: &&Argument| is_way(&x.head);
    let told = match class {
        "close" | "block" | "seal" | "cordon" => (Course::Way, 0, patient().filter(way)?),
        "reopen" => (Course::Way, 1, patient().filter(way)?),
        _ if lemma == "evacuate" => (Course::Home, 0, patient().filter(|x| are_people(&x.head))?),
        _ if lemma == "return" => (
            Course::Home,
            1,
            claim.subject.as_ref().filter(|x| are_people(&x.head))?,
        ),
        "search" | "hunt" => {
            let sought = claim.obliques.iter().find(|(p, _)| p == "for");
            (
                Course::Custody,
                0,
                sought.map(|(_, x)| x).filter(is_person)?,
            )
        }
        "seek" | "want" => (Course::Custody, 0, person()?),
        "arrest" | "catch" => (Course::Custody, 1, person()?),
        _ if matches!(lemma, "capture" | "recapture") => (Course::Custody, 1, person()?),
        "take" if into_custody(claim) => (Course::Custody, 1, person()?),
        // "is free" may have been so all along.
        "release" | "bail" if !claim.predicate.ends_with("free") && !from_hospital(claim) => {
            (Course::Custody, 2, person()?)
        }
        // "is accused of fraud" has the crime for an object.
        _ if matches!(verb, "accused" | "charged" | "indicted" | "arraigned") => {
            let accused = claim.subject.as_ref().filter(is_person);
            let alleged = claim.modality == Modality::Alleged;
            (Course::Court, 0, person().or(accused.filter(|_| alleged))?)
        }
        "begin" if claim.subject.as_ref().is_some_and(|s| s.head == "trial") => {
            (Course::Court, 1, claim.subject.as_ref()?)
        }
        "go" | "stand" if is_on_trial(claim) => {
            (Course::Court, 1, claim.subject.as_ref().filter(is_person)?)
        }
        "convict" | "acquit" | "sentence" => (Course::Court, 2, person()?),
        "cut" | "affect" | "interrupt" | "suspend" | "cancel" => (
            Course::Outage,
            0,
            patient().filter(|x| is_service(&x.head))?,
        ),
        "repair" | "resume" | "reconnect" => (
            Course::Outage,
            1,
            patient().filter(|x| is_service(&x.head))?,
        ),
        "burn" | "rage" => (
            Course::Fire,
            0,
            claim.subject.as_ref().filter(|x| is_fire(&x.head))?,
        ),
        _ if condition(claim).is_some() => (
            Course::Health,
            condition(claim)?,
            patient().or(claim.subject.as_ref()).filter(is_person)?,
        ),
        "extinguish" | "contain" | "douse" => {
            (Course::Fire, 1, patient().filter(|x| is_fire(&x.head))?)
        }
        _ if state("closed") || state("shut") => {
            (Course::Way, 0, claim.subject.as_ref().filter(way)?)
        }
        _ => return None,
    };
    Some(told)
}

/// "was in critical condition", "is listed in stable condition"
fn condition(claim: &Claim) -> Option<u8> {
    let mut obliques = claim.obliques.iter();
    let (_, x) = obliques.find(|(p, x)| p == "in" && x.head == "condition")?;
    let is = |word: &str| x.words.iter().any(|w| w == word);
    let danger = is("critical");
    // "critical but stable"
    let out = ["stable", "good", "fair", "satisfactory"];
    let out = out.iter().any(|word| is(word));
    (danger != out).then_some(u8::from(out))
}

/// "was taken into custody"
fn into_custody(claim: &Claim) -> bool {
    let mut obliques = claim.obliques.iter();
    obliques.any(|(p, x)| matches!(p.as_str(), "into" | "in") && x.head == "custody")
}

/// "was released from hospital"
fn from_hospital(claim: &Claim) -> bool {
    claim.obliques.iter().any(|(_, x)| x.head == "hospital")
}

/// "went on trial", "stands trial"
fn is_on_trial(claim: &Claim) -> bool {
    let mut parts = claim
        .object
        .iter()
        .chain(claim.obliques.iter().map(|(_, x)| x));
    parts.any(|x| x.head == "trial")
}

fn is_way(noun: &str) -> bool {
    matches!(
        noun,
        "road"
            | "street"
            | "highway"
            | "motorway"
            | "route"
            | "lane"
            | "bridge"
            | "tunnel"
            | "school"
            | "airport"
            | "station"
            | "border"
            | "crossing"
            | "port"
            | "runway"
            | "airspace"
    )
}

fn are_people(noun: &str) -> bool {
    matches!(
        noun,
        "resident"
            | "people"
            | "family"
            | "villager"
            | "evacuee"
            | "inhabitant"
            | "neighbour"
            | "neighbor"
            | "guest"
            | "patient"
            | "tenant"
            | "pupil"
    )
}

fn is_service(noun: &str) -> bool {
    matches!(
        noun,
        "service"
            | "power"
            | "electricity"
            | "water"
            | "supply"
            | "internet"
            | "traffic"
            | "connection"
            | "network"
            | "cable"
            | "line"
            | "flight"
            | "train"
    )
}

fn is_fire(noun: &str) -> bool {
    lexicon::one_thing(noun, "fire") || noun == "wildfire"
}

/// The states of two claims, if they are two of one course and of one thing or person.
pub fn opposed<'c>(
    a: &'c Claim,
    b: &'c Claim,
    context: &Context,
) -> Option<(State<'c>, State<'c>)> {
    let (x, y) = (state(a)?, state(b)?);
    let two = x.course == y.course && x.step != y.step;
    (two && may_be_of_one((&x, a), (&y, b), true, context)).then_some((x, y))
}

/// Whether two states can be those of one: under one name, or nameless and of one kind. Of persons
/// one may have no name ("the suspect") where its document names the other, or where the story has
/// that one alone.
fn may_be_of_one(
    (a, x): (&State, &Claim),
    (b, y): (&State, &Claim),
    alone: bool,
    context: &Context,
) -> bool {
    let named = |of: &State| !of.whose.own_names.is_empty();
    let (first, second) = (a.whose, b.whose);
    if named(a) && named(b) {
        return first
            .own_names
            .iter()
            .any(|name| second.own_names.contains(name));
    }
    let kind = lexicon::one_thing(&first.head, &second.head);
    if !named(a) && !named(b) {
        return kind;
    }
    let (name, nameless, other) = if named(a) {
        (first, second, y)
    } else {
        (second, first, x)
    };
    let mut names = name.own_names.iter();
    let known = |n: &EcoString| context.stories.names(other.document, n);
    match a.course {
        Course::Custody | Course::Court | Course::Health => {
            names.any(known) || alone && is_wanted(&nameless.head) && !nameless.is_any()
        }
        _ => kind && names.all(known),
    }
}

/// Whether a noun names somebody by what he is wanted for.
fn is_wanted(noun: &str) -> bool {
    matches!(
        noun,
        "suspect" | "gunman" | "shooter" | "attacker" | "killer" | "robber" | "assailant" | "man"
    )
}

/// A claim of a state, by its index.
type Told<'c> = (usize, State<'c>);

/// Two clusters' worth of documents that leave one course at two states: one cluster for every two
/// states of somebody or something, of documents that tell one story.
pub(super) fn clusters(context: &Context) -> Vec<Cluster> {
    let mut by_story: BTreeMap<(usize, Course), Vec<Told>> = BTreeMap::new();
    for (index, claim) in context.claims.iter().enumerate() {
        let story = context.stories.of(claim.document);
        if let (Some(story), Some(state)) = (story, state(claim)) {
            let told = by_story.entry((story, state.course)).or_default();
            if told.len() < LOOKED_AT {
                told.push((index, state));
            }
        }
    }
    by_story
        .values()
        .flat_map(|told| of_course(told, context))
        .collect()
}

fn of_course(told: &[Told], context: &Context) -> Vec<Cluster> {
    let claim = |told: &Told| &context.claims[told.0];
    let names = told.iter().filter_map(|x| x.1.whose.own_names.first());
    let alone = names.collect::<BTreeSet<_>>().len() == 1;
    let one =
        |x: &Told, y: &Told| may_be_of_one((&x.1, claim(x)), (&y.1, claim(y)), alone, context);
    // How far a document follows the course is what it leaves its reader with.
    let last = told.iter().filter(|x| {
        let later = |y: &&Told| claim(y).document == claim(x).document && y.1.step > x.1.step;
        !told.iter().filter(later).any(|y| one(x, y))
    });
    let last: Vec<&Told> = last.collect();
    let mut found = BTreeMap::new();
    for (at, x) in last.iter().enumerate() {
        for y in &last[at + 1..] {
            let (before, after) = if x.1.step < y.1.step { (x, y) } else { (y, x) };
            let follows = before.1.step < after.1.step
                && claim(before).document != claim(after).document
                && context
                    .stories
                    .fit(claim(before).document, claim(after).document)
                    == Story::Same
                && one(before, after);
            if follows {
                let of: &mut (BTreeSet<usize>, BTreeSet<usize>) = found
                    .entry((before.1.step, after.1.step, name(after)))
                    .or_default();
                of.0.insert(before.0);
                of.1.insert(after.0);
            }
        }
    }
    found
        .into_values()
        .map(|(before, after)| cluster(&before, &after, context.claims))
        .collect()
}

/// Under what a state's cluster is kept: the name of whose it is, else the noun.
fn name<'c>(told: &Told<'c>) -> &'c str {
    told.1.whose.own_names.first().unwrap_or(&told.1.whose.head)
}

/// What is asked of a claim that tells of a later state: whether it came.
pub fn question(claim: &Claim) -> String {
    let Some(state) = state(claim) else {
        return question::ask(Asked::Whether, &[claim]);
    };
    let came = match (state.course, state.step) {
        (Course::Way, _) => "reopened",
        (Course::Home, _) => "allowed to return",
        (Course::Custody, 2) => "released",
        (Course::Custody, _) => "arrested",
        (Course::Court, 2) if claim.class == "acquit" => "acquitted",
        (Course::Court, 2) if claim.class == "sentence" => "sentenced",
        (Course::Court, 2) => "found guilty",
        (Course::Court, _) => return question::ask(Asked::Whether, &[claim]),
        (Course::Outage, _) => "restored",
        (Course::Fire, _) => "put out",
        (Course::Health, _) => "out of danger",
    };
    question::befell(state.whose, claim, came)
}

fn cluster(before: &BTreeSet<usize>, after: &BTreeSet<usize>, claims: &[Claim]) -> Cluster {
    let side = |of: &BTreeSet<usize>| Side {
        answer: of
            .iter()
            .next()
            .map_or_else(String::new, |c| claims[*c].predicate.to_string()),
        claims: of.iter().copied().collect(),
        counted: Vec::new(),
    };
    let sides = vec![side(before), side(after)];
    let (x, y) = (&claims[sides[0].claims[0]], &claims[sides[1].claims[0]]);
    Cluster {
        id: stable_id('g', &[&x.id, &y.id, "state"]),
        question: question(y),
        asked: Asked::State,
        sides,
        loose: false,
    }
}
