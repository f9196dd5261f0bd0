//! A cluster is a set of claims that answer the same question about the same event.
//!
//! [`group`] works in four steps:
//! 1. [`candidates`] picks pairs of claims worth comparing, by keys;
//! 2. [`similarity`] says of each whether the two are about the same event, and [`answers_both`] which
//!    questions both answer;
//! 3. [`components`] joins, for each kind of question, the pairs into clusters;
//! 4. each cluster's claims are put on sides: those that give the same answer.

pub mod candidates;
pub mod components;
pub mod features;
pub mod origins;
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
use similarity::{Context, Fit, Slot};

/// From this score on, two claims are taken to be about the same.
pub const SAME_QUESTION: f64 = 0.5;

/// From this score on, two claims with different verbs are taken to tell of one event.
pub const NEAR_ACTS: f64 = 0.6;

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
const ASKED: [Asked; 5] = [
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

/// The clusters of a run, by kind of question and first claim.
pub fn group(context: &Context, sentences: &[Sentence]) -> Vec<Cluster> {
    let pairs: Vec<Pair> = pairs(context)
        .into_iter()
        .filter(|p| p.fit.score >= SAME_QUESTION)
        .collect();
    ASKED
        .par_iter()
        .flat_map(|&asked| {
            let edges: Vec<(usize, usize, f64)> = pairs
                .iter()
                .filter(|p| answers_both(asked, &context.claims[p.a], &context.claims[p.b], &p.fit))
                .map(|p| (p.a, p.b, p.fit.score))
                .collect();
            let groups = components::join(context.claims.len(), &edges);
            groups
                .into_iter()
                .map(|group| cluster(asked, &group, context, sentences))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Whether both claims answer a question of this kind about the same thing.
pub fn answers_both(asked: Asked, a: &Claim, b: &Claim, fit: &Fit) -> bool {
    match asked {
        Asked::HowMany => comparable(a, b).is_some(),
        Asked::Who => {
            a.class == b.class
                && predicates::is_functional(&a.class)
                && fit.object == Slot::Same
                && a.subject.is_some()
                && b.subject.is_some()
        }
        Asked::Whether => {
            are_near(a, b, fit)
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
    a.polarity == b.polarity
        && a.class != b.class
        && !fit.opposite
        && !predicates::is_light(&a.class)
        && !predicates::is_light(&b.class)
        && fit.object != Slot::Different
        && fit.subject != Slot::Different
        && (fit.object == Slot::Same || fit.subject == Slot::Same)
        && fit.score >= NEAR_ACTS
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

/// The first two quantities of a pair of claims that count the same, if any; a clash goes before
/// an agreement.
pub fn comparable<'c>(a: &'c Claim, b: &'c Claim) -> Option<(&'c Counted, &'c Counted, Amount)> {
    let mut agreeing = None;
    for x in &a.quantities {
        for y in &b.quantities {
            if !same_measure(a, b, x, y) {
                continue;
            }
            let fit = if x.is_attribute() {
                x.quantity.fit_values(&y.quantity)
            } else {
                x.quantity.fit(&y.quantity)
            };
            match fit {
                Amount::Clash => {
                    // "two of the ten": a claim that also gives the other's number is no clash.
                    let also = |claim: &Claim, other: &Counted| {
                        claim.quantities.iter().any(|z| {
                            z.quantity.unit == other.quantity.unit
                                && z.quantity.value == other.quantity.value
                        })
                    };
                    if !also(a, y) && !also(b, x) {
                        return Some((x, y, Amount::Clash));
                    }
                }
                Amount::Agree => agreeing = agreeing.or(Some((x, y, Amount::Agree))),
                Amount::Apart => {}
            }
        }
    }
    agreeing
}

fn same_measure(a: &Claim, b: &Claim, x: &Counted, y: &Counted) -> bool {
    use crate::claims::quantity::Unit;
    if x.quantity.unit != y.quantity.unit {
        return false;
    }
    if x.measure.ends_with(" of") || y.measure.ends_with(" of") {
        // "a mother of 12" who is not named may be the one who is, if the act is the same.
        let unnamed = x.measure == "children of"
            && (x.owner.is_empty() || y.owner.is_empty())
            && a.class == b.class
            && !predicates::is_light(&a.class);
        return x.measure == y.measure && (x.owner == y.owner && x.is_attribute() || unnamed);
    }
    match x.quantity.unit {
        // "55 percent in A, 52 in B": a list of like figures cannot be told apart.
        Unit::Percent if is_list(a, x) || is_list(b, y) => false,
        Unit::Age => !x.owner.is_empty() && x.owner == y.owner,
        Unit::Magnitude => true,
        Unit::Count => {
            // "called in six further engines": such a rest is particular enough for a light verb.
            let both_rest = x.quantity.counts_a_rest() && y.quantity.counts_a_rest();
            let particular =
                both_rest && !matches!(x.quantity.noun.as_str(), "" | "people" | "other");
            x.measure == y.measure
                && (!predicates::is_light(&x.measure) || a.shares_name(b) || particular)
                || a.shares_name(b)
                    && x.quantity.noun == y.quantity.noun
                    && !x.quantity.noun.is_empty()
                    // The dead and the injured are two counts.
                    && !(predicates::is_cumulative(&x.measure) && predicates::is_cumulative(&y.measure))
        }
        // Depths, distances, durations: of one act, or of one thing named in both.
        _ => {
            x.quantity.noun == y.quantity.noun
                && (x.measure == y.measure || a.shares_name(b) && same_subject(a, b))
        }
    }
}

fn is_list(claim: &Claim, counted: &Counted) -> bool {
    claim
        .quantities
        .iter()
        .filter(|c| c.quantity.unit == counted.quantity.unit)
        .count()
        > 1
}

/// Whether the same thing is the subject, or what a passive says something of.
fn same_subject(a: &Claim, b: &Claim) -> bool {
    let of = |claim: &Claim| -> Option<String> {
        let subject = if claim.passive {
            claim.object.as_ref()
        } else {
            claim.subject.as_ref()
        };
        subject.filter(|s| !s.is_pronoun).map(|s| s.key.clone())
    };
    matches!((of(a), of(b)), (Some(x), Some(y)) if x == y)
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
        side.answer = answer(asked, &claims[side.claims[0]], context.documents, sentences);
    }
    // A claim with all its parts asks the better question.
    let whole = |m: &&usize| claims[**m].subject.is_some() || claims[**m].lemma != "be";
    let first = &claims[*members.iter().find(whole).unwrap_or(&members[0])];
    let question = match asked {
        Asked::HowMany => {
            let other = &claims[members[1]];
            let counted = comparable(first, other)
                .map(|(x, _, _)| x)
                .or(first.quantities.first());
            counted.map_or_else(String::new, |c| question::how_many(first, c))
        }
        Asked::Who => question::who(first),
        Asked::When => question::when(first),
        Asked::Where => question::r#where(first),
        Asked::Whether => question::whether(first),
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

fn same_answer(asked: Asked, a: &Claim, b: &Claim, context: &Context) -> bool {
    match asked {
        Asked::HowMany => comparable(a, b).is_none_or(|(_, _, fit)| fit != Amount::Clash),
        Asked::Who => match (&a.subject, &b.subject) {
            (Some(x), Some(y)) => {
                x.key == y.key
                    || x.names.iter().any(|n| y.names.contains(n))
                    || x.is_pronoun
                    || y.is_pronoun
            }
            _ => true,
        },
        Asked::Whether => (a.polarity == b.polarity) != predicates::opposite(&a.class, &b.class),
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
