//! Doubts: what one account says is not known, or not sure, and another account of the story states.
//! "It is not known who fired" answers the question of who fired, with another answer than "the guards
//! fired"; no likeness of the two sentences tells so, since the one lacks just what the other gives.

use std::collections::BTreeMap;

use super::similarity::{Context, Fit, Slot};
use super::stories::Story;
use super::{Asked, Cluster, Side, causes, is_one_act_on_one, question};
use crate::claims::modality::doubt::Open;
use crate::claims::quantity::Unit;
use crate::claims::time::Tense;
use crate::claims::{Argument, Claim, Modality, Polarity, lexicon, predicates, stable_id};

/// How many doubts of one story are looked into, and how many answers each of them gets.
const LOOKED_AT: usize = 60;

/// What a claim leaves open, if it does: "it is unclear whether the guards fired", "the cause of the fire
/// is under investigation".
fn doubt(claim: &Claim, context: &Context) -> Option<Open> {
    match claim.modality {
        Modality::Doubted(open) => Some(open),
        _ => cause_sought(claim, context).map(|_| Open::Why),
    }
}

/// The words that name what a claim says the cause of is not known.
fn cause_sought<'c>(claim: &'c Claim, context: &Context) -> Option<&'c Argument> {
    let mut parts = claim.subject.iter().chain(&claim.object);
    let sought = parts.find(|x| {
        let named = |word: &&str| x.words.iter().any(|w| w == word);
        ["cause", "motive", "reason"].iter().any(named) && x.words.len() > 1
    })?;
    let own = claim.span.of(&context.documents[claim.document].text);
    let own = own.to_lowercase();
    let open = [
        "unknown",
        "unclear",
        "investigat",
        "inquiry into",
        "mystery",
        "not known",
    ];
    let looked_for = matches!(
        claim.class.as_str(),
        "know" | "determine" | "establish" | "release" | "say" | "find" | "identify" | "make"
    );
    let not_found = claim.polarity == Polarity::Negative && looked_for;
    (not_found || open.iter().any(|word| own.contains(word))).then_some(sought)
}

/// What one of two claims leaves open and the other states; the doubt's claim first.
pub fn answered<'c>(
    a: &'c Claim,
    b: &'c Claim,
    context: &Context,
) -> Option<(Open, &'c Claim, &'c Claim)> {
    let (open, doubt, stated) = match (doubt(a, context), doubt(b, context)) {
        (Some(open), None) => (open, a, b),
        (None, Some(open)) => (open, b, a),
        _ => return None,
    };
    answers(doubt, open, stated, context).then_some((open, doubt, stated))
}

/// Whether a claim that is no doubt itself states what a doubt leaves open.
fn answers(doubt: &Claim, open: Open, stated: &Claim, context: &Context) -> bool {
    let sure = matches!(stated.modality, Modality::Fact | Modality::Alleged);
    // Whether something will be is another question than whether it was.
    let times = (doubt.tense == Tense::Future) == (stated.tense == Tense::Future)
        && !["might", "may", "could", "will", "would"]
            .iter()
            .any(|word| doubt.predicate.split(' ').any(|w| w == *word));
    if !sure || !times {
        return false;
    }
    if let Some(of) = cause_sought(doubt, context) {
        let cause = causes::cause(stated);
        // "The Varel fire" is another one for whoever never speaks of Varel.
        let told = |x: &Argument| {
            let mut names = x.own_names.iter();
            names.all(|name| context.stories.names(doubt.document, name))
        };
        let strange = stated.object.as_ref().is_some_and(|x| !told(x));
        if strange || context.are_of_two_events(doubt, stated) {
            return false;
        }
        return cause.is_some_and(|cause| {
            let mut words = of.words.iter();
            words.any(|w| {
                predicates::class(w) == cause.effect || lexicon::one_thing(w, cause.effect)
            })
        });
    }
    if doubt.class != stated.class
        || doubt.polarity != stated.polarity
        || predicates::is_light(&doubt.class)
    {
        return false;
    }
    let Some(fit) = context.fit(doubt, stated) else {
        return false;
    };
    gives(stated, open) && are_of_one(doubt, stated, open, &fit)
}

/// Whether a claim gives what another leaves open.
fn gives(stated: &Claim, open: Open) -> bool {
    match open {
        Open::Whether => true,
        Open::Who => stated
            .subject
            .as_ref()
            .is_some_and(|s| !s.is_unresolved() && !s.is_any() && !s.is_place),
        Open::HowMany => stated
            .quantities
            .iter()
            .any(|c| c.quantity.unit == Unit::Count),
        Open::When => stated
            .times
            .iter()
            .any(|when| when.days.is_some() || when.clock.is_some()),
        Open::Where => !stated.places.is_empty(),
        Open::Why => causes::cause(stated).is_some(),
    }
}

/// Whether the act of a doubt is the one that a claim states.
fn are_of_one(doubt: &Claim, stated: &Claim, open: Open, fit: &Fit) -> bool {
    if fit.subject == Slot::Different || fit.object == Slot::Different {
        return false;
    }
    let no_object = doubt.object.is_none() && stated.object.is_none();
    let one_object = fit.object == Slot::Same;
    match open {
        Open::Who => one_object || is_one_act_on_one(doubt, stated, fit),
        // How many died is asked of an event, not of who died.
        Open::HowMany => {
            let of_one = one_object || fit.subject == Slot::Same;
            fit.story == Story::Same && (of_one || predicates::is_cumulative(&doubt.class))
        }
        _ => {
            fit.subject == Slot::Same && (one_object || no_object)
                || one_object && (doubt.subject.is_none() || stated.subject.is_none())
        }
    }
}

/// What is told in one story.
#[derive(Default)]
struct Told {
    /// The claims that leave something open.
    doubts: Vec<(usize, Open)>,
    /// The others.
    stated: Vec<usize>,
}

/// A cluster for every doubt that an account of the story answers.
pub(super) fn clusters(context: &Context) -> Vec<Cluster> {
    let mut stories: BTreeMap<usize, Told> = BTreeMap::new();
    for (index, claim) in context.claims.iter().enumerate() {
        let story = context.stories.of_or_own(claim.document);
        let told = stories.entry(story).or_default();
        match doubt(claim, context) {
            Some(open) => told.doubts.push((index, open)),
            None => told.stated.push(index),
        }
    }
    let mut found = Vec::new();
    for Told { doubts, stated } in stories.values() {
        for &(index, open) in doubts.iter().take(LOOKED_AT) {
            let claim = &context.claims[index];
            let answers = stated.iter().filter(|other| {
                let other = &context.claims[**other];
                let one_speaker =
                    other.document == claim.document && other.speaker == claim.speaker;
                !one_speaker
                    && other.sentence != claim.sentence
                    && context.stories.fit(claim.document, other.document) == Story::Same
                    && answers(claim, open, other, context)
            });
            let answers: Vec<usize> = answers.take(LOOKED_AT).copied().collect();
            if !answers.is_empty() {
                found.push(cluster(index, answers, context.claims));
            }
        }
    }
    found
}

fn cluster(doubt: usize, answers: Vec<usize>, claims: &[Claim]) -> Cluster {
    let side = |of: Vec<usize>| Side {
        answer: claims[of[0]].predicate.to_string(),
        claims: of,
        counted: Vec::new(),
    };
    let stated = &claims[answers[0]];
    Cluster {
        id: stable_id('g', &[&claims[doubt].id, &stated.id, "doubt"]),
        question: question::ask(Asked::Whether, &[stated]),
        asked: Asked::Doubt,
        sides: vec![side(vec![doubt]), side(answers)],
        loose: false,
    }
}

/// The question that a doubt leaves open, in the words of the claim that answers it.
pub fn question(open: Open, stated: &Claim) -> String {
    match open {
        Open::Whether => question::ask(Asked::Whether, &[stated]),
        Open::Who => question::ask(Asked::Who, &[stated]),
        Open::When => question::ask(Asked::When, &[stated]),
        Open::Where => question::ask(Asked::Where, &[stated]),
        Open::Why => question::ask(Asked::Why, &[stated]),
        Open::HowMany => {
            let mut counts = stated.quantities.iter();
            let count = counts.find(|c| c.quantity.unit == Unit::Count);
            let counted: Vec<_> = count.map(|count| (stated, count)).into_iter().collect();
            question::amount(&counted)
        }
    }
}
