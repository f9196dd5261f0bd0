//! A cluster is a set of claims that answer the same question about the same event.
//!
//! [`group`] works in four steps:
//! 1. [`candidates`] picks pairs of claims worth comparing, by keys;
//! 2. [`similarity`] says of each whether the two are about the same event, and [`answers_both`] which
//!    questions both answer;
//! 3. [`components`] joins, for each kind of question, the pairs into clusters;
//! 4. each cluster's claims are put on sides: those that give the same answer.

pub mod boilerplate;
pub mod candidates;
pub mod components;
pub mod counts;
pub mod features;
mod kin;
pub mod origins;
pub mod passages;
pub mod question;
pub mod similarity;
pub mod stories;
pub mod vectors;

use rayon::prelude::*;

use crate::claims::quantity::Fit as Amount;
use crate::claims::time::Fit as Moment;
use crate::claims::{Claim, Counted, Role, predicates, stable_id};
use crate::documents::Document;
use crate::sentences::Sentence;
use counts::comparable;
use similarity::{Context, Fit, Slot, are_opposite_states};
use stories::Story;

/// From this score on, two claims are taken to be about the same.
pub const SAME_QUESTION: f64 = 0.5;

/// From this score on, two claims with different verbs are taken to tell of one event.
pub const NEAR_ACTS: f64 = 0.6;

/// From this score on, two claims are taken to tell of one event whatever is known of their slots.
pub const TOLD_TWICE: f64 = 0.7;

/// The summed rarity of the words and names of both that claims of one story need where no slot is
/// known to be the same: "left at dawn" and "others stayed" share nothing.
const TIED: f64 = 3.0;

/// How many claims of a cluster its question is made from: those of a text that a thousand
/// documents repeat say nothing new.
const TOLD: usize = 40;

/// Claims that answer the same question, whoever makes them.
#[derive(Clone, Debug, Default)]
pub struct Cluster {
    /// Stable identifier.
    pub id: String,
    /// The question in words.
    pub question: String,
    /// What kind of question it is.
    pub asked: Asked,
    /// The groups of claims that give the same answer.
    pub sides: Vec<Side>,
}

/// The claims of a cluster that give one answer.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// The answer in words.
    pub answer: String,
    /// Indices of the claims in the run, in order.
    pub claims: Vec<usize>,
}

/// What kind of question two claims answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// How many, how much, how old.
    HowMany,
    /// Who did it.
    Who,
    /// Whether it is so.
    #[default]
    Whether,
    /// When it happened.
    When,
    /// Where it happened.
    Where,
}

/// The kinds of question in the order in which a claim's own cluster is chosen.
pub const ASKED: [Asked; 5] = [
    Asked::HowMany,
    Asked::Who,
    Asked::Whether,
    Asked::When,
    Asked::Where,
];

/// A pair of claims that was compared, for `show pairs`.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Index of the first claim.
    pub a: usize,
    /// Index of the second claim.
    pub b: usize,
    /// How they fit together.
    pub fit: Fit,
}

/// The candidate pairs that can be about the same, with their scores, in order.
pub fn pairs(context: &Context) -> Vec<Pair> {
    candidates::pairs(context)
        .into_par_iter()
        .filter_map(|(a, b)| {
            let fit = context.fit(&context.claims[a], &context.claims[b])?;
            Some(Pair { a, b, fit })
        })
        .collect()
}

/// Two claims that answer one question or more.
struct Link {
    a: u32,
    b: u32,
    /// One bit a kind of question, in the order of [`ASKED`].
    asked: u8,
    score: f64,
}

/// The candidate pairs that answer a question both. A pair is forgotten as soon as it is known to
/// answer none.
fn links(context: &Context) -> Vec<Link> {
    let candidates = candidates::Candidates::new(context);
    let link = |a: usize, b: usize| {
        let (x, y) = (&context.claims[a], &context.claims[b]);
        if !context.may_answer_both(x, y) {
            return None;
        }
        let fit = context.fit(x, y).filter(|fit| fit.score >= SAME_QUESTION)?;
        let pair = Pair { a, b, fit };
        let asked = ASKED.iter().zip(0..);
        let asked = asked.filter(|(asked, _)| answers_both(**asked, context, &pair));
        Some(Link {
            a: a as u32,
            b: b as u32,
            asked: asked.map(|(_, bit)| 1 << bit).sum(),
            score: pair.fit.score,
        })
    };
    (0..context.claims.len())
        .into_par_iter()
        .flat_map_iter(|a| {
            let later = candidates.later(a).into_iter();
            later
                .filter_map(move |b| link(a, b))
                .filter(|link| link.asked > 0)
        })
        .collect()
}

/// The clusters of a run, by kind of question and first claim.
pub fn group(context: &Context, sentences: &[Sentence]) -> Vec<Cluster> {
    let links = links(context);
    ASKED
        .par_iter()
        .enumerate()
        .flat_map(|(bit, &asked)| {
            let edges = links.iter().filter(|link| link.asked & 1 << bit != 0);
            let edges = edges.map(|link| (link.a as usize, link.b as usize, link.score));
            let apart = |a: usize, b: usize| {
                let (a, b) = (&context.claims[a], &context.claims[b]);
                context.are_of_two_events(a, b)
            };
            let groups = components::join(context.claims.len(), edges.collect(), apart);
            groups
                .into_par_iter()
                .map(|group| cluster(asked, &group, context, sentences))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Whether both claims answer a question of this kind about the same thing.
pub fn answers_both(asked: Asked, context: &Context, pair: &Pair) -> bool {
    let (a, b) = (&context.claims[pair.a], &context.claims[pair.b]);
    let fit = &pair.fit;
    match asked {
        Asked::HowMany => comparable(a, b, context).is_some(),
        Asked::Who => {
            a.class == b.class
                && predicates::is_functional(&a.class)
                && fit.object == Slot::Same
                && a.subject.is_some()
                && b.subject.is_some()
        }
        Asked::Whether => {
            are_near(a, b, fit)
                || are_told_twice(a, b, fit)
                || (a.class == b.class || fit.opposite)
                    && (fit.object == Slot::Same || a.object.is_none() && b.object.is_none())
                    && (fit.subject == Slot::Same
                        || fit.subject == Slot::Unknown
                            && (fit.object == Slot::Same || have_one_target(a, b)))
        }
        Asked::When => same_event(a, b, fit) && !a.times.is_empty() && !b.times.is_empty(),
        Asked::Where => same_event(a, b, fit) && !a.places.is_empty() && !b.places.is_empty(),
    }
}

/// Whether two acts without an object aim at the same thing ("fired at the ambulance").
pub fn have_one_target(a: &Claim, b: &Claim) -> bool {
    a.object.is_none()
        && b.object.is_none()
        && a.obliques.iter().any(|(preposition, x)| {
            matches!(preposition.as_str(), "at" | "on" | "against")
                && !x.is_pronoun
                && !x.is_place
                && matches!(x.role, Role::Other | Role::Opponent | Role::Goal)
                && b.obliques
                    .iter()
                    .any(|(other, y)| other == preposition && x.key == y.key)
        })
}

/// Whether two claims tell of one event with two verbs ("stole", "made off with"). Verbs only near
/// in meaning are never set against each other, so both say yes or both no.
fn are_near(a: &Claim, b: &Claim, fit: &Fit) -> bool {
    a.class != b.class
        && !fit.opposite
        && may_be_near(a, b, fit.subject, fit.object)
        && fit.score >= NEAR_ACTS
}

/// Whether claims with two verbs can tell of one event, by who acts and what is acted on.
fn may_be_near(a: &Claim, b: &Claim, subject: Slot, object: Slot) -> bool {
    a.polarity == b.polarity
        && !predicates::is_light(&a.class)
        && !predicates::is_light(&b.class)
        && object != Slot::Different
        && subject != Slot::Different
        && (object == Slot::Same || subject == Slot::Same)
}

/// Whether two claims of one story are so surely of one event that it need not be known of any slot
/// that it is the same ("the gunman hid behind the door", "Kessler was hiding behind the door").
fn are_told_twice(a: &Claim, b: &Claim, fit: &Fit) -> bool {
    fit.story == Story::Same
        && !fit.opposite
        && may_be_told_twice(a, b, fit.subject, fit.object)
        && fit.shared >= TIED
        && fit.score >= TOLD_TWICE
}

/// Whether claims can tell of one event where no slot is known to be the same.
fn may_be_told_twice(a: &Claim, b: &Claim, subject: Slot, object: Slot) -> bool {
    let light = predicates::is_light(&a.class) || predicates::is_light(&b.class);
    a.polarity == b.polarity
        && (!light || a.class == b.class && subject == Slot::Same)
        && object != Slot::Different
        && subject != Slot::Different
}

/// Whether two claims tell of one act, so that its time and place can be compared.
fn same_event(a: &Claim, b: &Claim, fit: &Fit) -> bool {
    a.class == b.class
        && !predicates::is_light(&a.class)
        && a.polarity == b.polarity
        && fit.object != Slot::Different
        && fit.subject != Slot::Different
        && (fit.object == Slot::Same
            || fit.subject == Slot::Same && a.object.is_none() && b.object.is_none())
}

fn cluster(asked: Asked, members: &[usize], context: &Context, sentences: &[Sentence]) -> Cluster {
    let claims = context.claims;
    let mut sides: Vec<Side> = Vec::new();
    for &member in members {
        // On the first side whose every claim gives the same answer.
        let side = sides.iter_mut().find(|side| {
            side.claims
                .iter()
                .all(|other| same_answer(asked, &claims[member], &claims[*other], context))
        });
        match side {
            Some(side) => side.claims.push(member),
            None => sides.push(Side {
                answer: String::new(),
                claims: vec![member],
            }),
        }
    }
    for side in &mut sides {
        let first = &claims[side.claims[0]];
        let counted = (asked == Asked::HowMany)
            .then(|| number(&side.claims[0], members, context))
            .flatten();
        side.answer = match counted {
            Some(counted) => first.words_of(counted, &context.documents[first.document], sentences),
            None => answer(asked, first, context.documents, sentences),
        };
    }
    let told = &members[..members.len().min(TOLD)];
    let question = if asked == Asked::HowMany {
        let counted = |member: &usize| Some((&claims[*member], number(member, members, context)?));
        question::amount(&told.iter().filter_map(counted).collect::<Vec<_>>())
    } else {
        question::ask(asked, &told.iter().map(|m| &claims[*m]).collect::<Vec<_>>())
    };
    let mut ids: Vec<&str> = members.iter().map(|m| claims[*m].id.as_str()).collect();
    ids.sort_unstable();
    Cluster {
        id: stable_id('g', &[ids[0], &format!("{asked:?}")]),
        question,
        asked,
        sides,
    }
}

/// The number of a claim that another of them also gives.
fn number<'c>(claim: &usize, members: &[usize], context: &Context<'c>) -> Option<&'c Counted> {
    let claims = context.claims;
    let others = members.iter().filter(|other| *other != claim);
    let mut numbers =
        others.filter_map(|other| comparable(&claims[*claim], &claims[*other], context));
    numbers.next().map(|(x, _, _)| x)
}

fn same_answer(asked: Asked, a: &Claim, b: &Claim, context: &Context) -> bool {
    match asked {
        Asked::HowMany => comparable(a, b, context).is_none_or(|(_, _, fit)| fit != Amount::Clash),
        Asked::Who => match (&a.subject, &b.subject) {
            (Some(x), Some(y)) => {
                x.key == y.key
                    || x.names.iter().any(|n| y.names.contains(n))
                    || x.is_pronoun
                    || y.is_pronoun
            }
            _ => true,
        },
        Asked::Whether => {
            let opposite = predicates::opposite(&a.class, &b.class) || are_opposite_states(a, b);
            (a.polarity == b.polarity) != opposite
        }
        Asked::When => !a.times.iter().any(|x| {
            b.times
                .iter()
                .any(|y| matches!(x.fit(y), Moment::DayClash | Moment::ClockClash))
        }),
        Asked::Where => context.places_may_agree(a, b),
    }
}

/// The answer that a claim gives to a question of this kind, in its own words.
pub fn answer(
    asked: Asked,
    claim: &Claim,
    documents: &[Document],
    sentences: &[Sentence],
) -> String {
    let document = &documents[claim.document];
    match asked {
        Asked::HowMany => claim.quantity_text(document, sentences),
        Asked::Who => claim
            .subject
            .as_ref()
            .map_or_else(String::new, |s| s.text.clone()),
        Asked::When => claim.time_text(document, sentences),
        Asked::Where => claim.place_text(),
        Asked::Whether => {
            format!("{}: {}", claim.polarity.name(), claim.predicate)
        }
    }
}

/// Numbers below the one asked for, the same for the same seed (Knuth's linear congruential
/// generator for 64 bits): for tests on random graphs.
#[cfg(test)]
fn random(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |below| {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) as usize % below
    }
}
