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
pub mod causes;
pub mod components;
pub mod counts;
mod dense;
pub mod doubts;
pub mod features;
pub mod forecasts;
pub mod instances;
mod kin;
pub mod labels;
mod marks;
pub mod origins;
pub mod passages;
mod profiles;
pub mod question;
pub mod rivals;
pub mod similarity;
pub mod states;
pub mod stories;
pub mod targets;
pub mod vectors;
pub mod worth;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use crate::claims::quantity::Fit as Amount;
use crate::claims::time::Fit as Moment;
use crate::claims::{Argument, Claim, Polarity, Role, lexicon, predicates, stable_id};
use crate::documents::Document;
use crate::sentences::Sentence;
use counts::{all_comparable, comparable, compare};
use similarity::{Context, Fit, Slot, are_converse, are_opposite_states};
use stories::Story;

/// From this score on, two claims are taken to be about the same.
pub const SAME_QUESTION: f64 = 0.5;

/// From this score on, two claims with different verbs are taken to tell of one event.
pub const NEAR_ACTS: f64 = 0.6;

/// From this score on, two claims are taken to tell of one event whatever is known of their slots.
pub const TOLD_TWICE: f64 = 0.7;

/// From this score on, claims of one story with the same act may tell of one act.
const ONE_ACT: f64 = 0.6;

/// Below this cosine of their nouns two things are of two kinds.
const NEAR_THINGS: f32 = 0.45;

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
    /// Whether it holds only what clashes between two other clusters, or claims of none, that were
    /// not joined: worth a row of conflicts, but no cluster of its own where it brings none.
    pub loose: bool,
}

/// The claims of a cluster that give one answer.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// The answer in words.
    pub answer: String,
    /// Indices of the claims in the run, in order.
    pub claims: Vec<usize>,
    /// Which of each claim's quantities gives the answer, where the question is how many; else
    /// empty.
    pub counted: Vec<usize>,
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
    /// Whom or what it was directed at.
    Whom,
    /// Why it happened, or what for.
    Why,
    /// What somebody is called, or what number something has.
    Label,
    /// In which of the states that follow each other somebody or something is.
    State,
    /// What somebody or something is worth.
    Worth,
    /// When something will be done.
    Due,
    /// What one says is not known and another states.
    Doubt,
    /// How many, where no act ties the two numbers.
    Figure,
}

impl Asked {
    /// Whether no act ties the two claims, only the story and who or what both speak of, whatever
    /// happened to it.
    pub fn is_of_a_story(self) -> bool {
        matches!(
            self,
            Asked::Label | Asked::State | Asked::Worth | Asked::Due | Asked::Doubt | Asked::Figure
        )
    }
}

/// The kinds of question in the order in which a claim's own cluster is chosen.
pub const ASKED: [Asked; 7] = [
    Asked::HowMany,
    Asked::Who,
    Asked::Whether,
    Asked::When,
    Asked::Where,
    Asked::Whom,
    Asked::Why,
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
        let fit = context.fit_from(x, y, SAME_QUESTION)?;
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

/// A claim in a cluster, and which of its quantities answers, where the question is how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Member {
    claim: usize,
    counted: Option<usize>,
}

/// The clusters of a run, by kind of question and first claim; then the [loose](Cluster::loose) ones.
pub fn group(context: &Context, sentences: &[Sentence]) -> Vec<Cluster> {
    let links = links(context);
    let mut clusters: Vec<Cluster> = ASKED
        .par_iter()
        .enumerate()
        .flat_map(|(bit, &asked)| {
            let links = links.iter().filter(|link| link.asked & 1 << bit != 0);
            let (members, mut edges) = match asked {
                Asked::HowMany => counted_edges(links, context),
                _ => claim_edges(links, context),
            };
            let apart = |a: usize, b: usize| {
                let claim = |member: usize| &context.claims[members[member].claim];
                context.are_of_two_events(claim(a), claim(b))
            };
            let groups = components::join(members.len(), &mut edges, apart);
            let loose = between(&groups, &edges, |a, b| {
                !same_answer(asked, members[a], members[b], context)
            });
            let cluster = |group: Vec<usize>, loose: bool| {
                let group: Vec<Member> = group.into_iter().map(|m| members[m]).collect();
                Cluster {
                    loose,
                    ..cluster(asked, &group, context, sentences)
                }
            };
            let groups = groups.into_par_iter().map(|group| cluster(group, false));
            let loose = loose.into_par_iter().map(|group| cluster(group, true));
            groups.chain(loose).collect::<Vec<_>>()
        })
        .collect();
    clusters.extend(labels::clusters(context));
    clusters.extend(states::clusters(context));
    clusters.extend(worth::clusters(context));
    clusters.extend(forecasts::clusters(context));
    clusters.extend(doubts::clusters(context));
    clusters.extend(rivals::clusters(context));
    clusters.sort_by_key(|cluster| cluster.loose);
    clusters
}

/// Pairs of members by their places, with their scores.
type Edges = Vec<(usize, usize, f64)>;

/// Every claim as a member, and the pairs of them.
fn claim_edges<'l>(
    links: impl Iterator<Item = &'l Link>,
    context: &Context,
) -> (Vec<Member>, Edges) {
    let member = |claim| Member {
        claim,
        counted: None,
    };
    let edges = links.map(|link| (link.a as usize, link.b as usize, link.score));
    (
        (0..context.claims.len()).map(member).collect(),
        edges.collect(),
    )
}

/// Every quantity as a member, and the pairs of them that count the same: a sentence that gives the
/// dead and the magnitude answers two questions.
fn counted_edges<'l>(
    links: impl Iterator<Item = &'l Link>,
    context: &Context,
) -> (Vec<Member>, Edges) {
    let mut members = Vec::new();
    let mut first = Vec::with_capacity(context.claims.len());
    for (claim, of) in context.claims.iter().enumerate() {
        first.push(members.len());
        members.extend((0..of.quantities.len()).map(|counted| Member {
            claim,
            counted: Some(counted),
        }));
    }
    let mut edges = Vec::new();
    for link in links {
        let (x, y) = (link.a as usize, link.b as usize);
        let (a, b) = (&context.claims[x], &context.claims[y]);
        let pairs: Vec<_> = all_comparable(a, b, context).collect();
        for &(p, q, _) in &pairs {
            // The link was scored by the one pair that there is.
            let score = if pairs.len() == 1 {
                link.score
            } else {
                let counted = (&a.quantities[p], &b.quantities[q]);
                context.fit_of(a, b, Some(counted)).score
            };
            if score >= SAME_QUESTION {
                edges.push((first[x] + p, first[y] + q, score));
            }
        }
    }
    (members, edges)
}

/// The pairs that stayed between two groups though they answer one question, and clash: for each two
/// groups the members of both that do.
fn between(
    groups: &[Vec<usize>],
    edges: &[(usize, usize, f64)],
    clash: impl Fn(usize, usize) -> bool,
) -> Vec<Vec<usize>> {
    let mut group_of: IndexMap<usize, usize, FxBuildHasher> = IndexMap::default();
    for (index, group) in groups.iter().enumerate() {
        group_of.extend(group.iter().map(|member| (*member, index)));
    }
    // A member of no group stands for itself.
    let of = |member: usize| match group_of.get(&member) {
        Some(group) => (0, *group),
        None => (1, member),
    };
    let mut found: BTreeMap<_, BTreeSet<usize>> = BTreeMap::new();
    for &(a, b, _) in edges {
        let (x, y) = (of(a), of(b));
        if x != y && clash(a, b) {
            let pair = found.entry((x.min(y), x.max(y))).or_default();
            pair.extend([a, b]);
        }
    }
    found
        .into_values()
        .map(|members| members.into_iter().take(components::LARGEST).collect())
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
                && (predicates::is_functional(&a.class) || a.singled_out || b.singled_out)
                && (fit.object == Slot::Same || is_one_act_on_one(a, b, fit))
                && a.subject.is_some()
                && b.subject.is_some()
        }
        Asked::Whether => {
            are_near(a, b, fit)
                || are_told_twice(a, b, fit)
                || is_one_act(a, b, fit) && !befall_two(a, b, context)
                || are_converse(a, b) && fit.object == Slot::Same
                || (a.class == b.class || fit.opposite)
                    && (fit.object == Slot::Same || a.object.is_none() && b.object.is_none())
                    && (fit.subject == Slot::Same
                        || fit.subject == Slot::Unknown
                            && (fit.object == Slot::Same || have_one_target(a, b)))
        }
        Asked::When => {
            (same_event(a, b, fit) || is_one_act(a, b, fit))
                && !a.times.is_empty()
                && !b.times.is_empty()
        }
        Asked::Where => {
            a.polarity == b.polarity
                && (same_event(a, b, fit) || is_one_act(a, b, fit))
                && !a.places.is_empty()
                && !b.places.is_empty()
        }
        Asked::Whom => targets::ask_one(a, b, fit),
        Asked::Why => causes::ask_one(a, b, fit),
        Asked::Label => labels::clash(a, b, context).is_some(),
        Asked::State | Asked::Worth | Asked::Due | Asked::Doubt | Asked::Figure => false,
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
    // "will not open before May" answers when, too.
    let bound = |claim: &Claim| claim.polarity == Polarity::Positive || !claim.times.is_empty();
    a.class == b.class
        && !predicates::is_light(&a.class)
        && (a.polarity == b.polarity || bound(a) && bound(b))
        && fit.object != Slot::Different
        && fit.subject != Slot::Different
        && (fit.object == Slot::Same
            || fit.subject == Slot::Same && a.object.is_none() && b.object.is_none())
}

/// Whether two claims of one story tell of acts of a kind in sentences so alike that it can be one
/// act, though not said of the same people.
fn is_one_act(a: &Claim, b: &Claim, fit: &Fit) -> bool {
    a.class == b.class
        && !predicates::is_light(&a.class)
        && fit.story == Story::Same
        && a.document != b.document
        && fit.object != Slot::Different
        && fit.subject != Slot::Different
        && fit.score >= ONE_ACT
}

/// Whether two claims of one story can tell of one act, though not said of the same people, and
/// what it befell can be one too.
pub fn is_one_act_on_one(a: &Claim, b: &Claim, fit: &Fit) -> bool {
    is_one_act(a, b, fit) && may_befall_one(a, b, fit)
}

/// Whether two acts befell things of two kinds: "bought a yacht", "bought two camels".
fn befall_two(a: &Claim, b: &Claim, context: &Context) -> bool {
    let (Some(x), Some(y)) = (&a.object, &b.object) else {
        return false;
    };
    let kind = |x: &Argument| !x.is_named && !x.is_pronoun;
    kind(x)
        && kind(y)
        && !lexicon::one_thing(&x.head, &y.head)
        && context.nearness(&x.head, &y.head) < NEAR_THINGS
}

/// Whether what two acts befell can be one: the same noun, or a name and words that can stand for
/// it ("the suspect was convicted", "convicted Kessler").
pub fn may_befall_one(a: &Claim, b: &Claim, fit: &Fit) -> bool {
    let (x, y, slot) = match (&a.object, &b.object) {
        (None, None) => (&a.subject, &b.subject, fit.subject),
        (x, y) => (x, y, fit.object),
    };
    let (Some(x), Some(y)) = (x, y) else {
        return false;
    };
    let definite = |x: &Argument| {
        let text = x.text.to_lowercase();
        ["the ", "this ", "that "]
            .iter()
            .any(|word| text.starts_with(word))
    };
    slot == Slot::Same
        || match (x.is_named, y.is_named) {
            // "the vineyards of Merano", "the orchards of Lana"
            (false, false) => {
                lexicon::one_thing(&x.head, &y.head)
                    && (x.names.is_empty()
                        || y.names.is_empty()
                        || x.names.iter().any(|name| y.names.contains(name)))
            }
            (true, false) => definite(y),
            (false, true) => definite(x),
            (true, true) => false,
        }
}

fn cluster(asked: Asked, members: &[Member], context: &Context, sentences: &[Sentence]) -> Cluster {
    let claims = context.claims;
    let counted = |member: Member| member.counted.map(|c| &claims[member.claim].quantities[c]);
    let mut sides: Vec<Vec<Member>> = Vec::new();
    for &member in members {
        // On the first side whose every claim gives the same answer.
        let same = |other: &Member| same_answer(asked, member, *other, context);
        match sides.iter_mut().find(|side| side.iter().all(same)) {
            Some(side) => side.push(member),
            None => sides.push(vec![member]),
        }
    }
    let sides = sides.into_iter().map(|side| {
        let first = &claims[side[0].claim];
        Side {
            answer: match counted(side[0]) {
                Some(of) => first.words_of(of, &context.documents[first.document], sentences),
                None => answer(asked, first, context.documents, sentences),
            },
            claims: side.iter().map(|member| member.claim).collect(),
            counted: side.iter().filter_map(|member| member.counted).collect(),
        }
    });
    let told = &members[..members.len().min(TOLD)];
    let question = if asked == Asked::HowMany {
        let counted = |member: &Member| Some((&claims[member.claim], counted(*member)?));
        question::amount(&told.iter().filter_map(counted).collect::<Vec<_>>())
    } else {
        question::ask(
            asked,
            &told.iter().map(|m| &claims[m.claim]).collect::<Vec<_>>(),
        )
    };
    let mut ids: Vec<String> = members
        .iter()
        .map(|m| {
            let place = m.counted.filter(|c| *c > 0).map(|c| c.to_string());
            format!("{}{}", claims[m.claim].id, place.unwrap_or_default())
        })
        .collect();
    ids.sort_unstable();
    Cluster {
        id: stable_id('g', &[&ids[0], &format!("{asked:?}")]),
        question,
        asked,
        sides: sides.collect(),
        loose: false,
    }
}

fn same_answer(asked: Asked, one: Member, other: Member, context: &Context) -> bool {
    let (a, b) = (&context.claims[one.claim], &context.claims[other.claim]);
    match asked {
        Asked::HowMany => match (one.counted, other.counted) {
            (Some(x), Some(y)) => {
                let fit = compare(a, b, &a.quantities[x], &b.quantities[y], context);
                fit != Some(Amount::Clash)
            }
            _ => true,
        },
        Asked::Who => match (&a.subject, &b.subject) {
            (Some(x), Some(y)) => {
                x.key == y.key
                    || x.names.iter().any(|n| y.names.contains(n))
                    || x.is_unresolved()
                    || y.is_unresolved()
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
        Asked::Whom => targets::may_be_one(a, b, context),
        Asked::Why => causes::may_be_one(a, b, context),
        Asked::Label => labels::clash(a, b, context).is_none(),
        Asked::State | Asked::Worth | Asked::Due | Asked::Doubt | Asked::Figure => true,
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
        Asked::HowMany | Asked::Figure => claim.quantity_text(document, sentences),
        Asked::Who => claim
            .subject
            .as_ref()
            .map_or_else(String::new, |s| s.text.to_string()),
        Asked::When => claim.time_text(document, sentences),
        Asked::Where => claim.place_text(),
        Asked::Whom => targets::target(claim).map_or_else(String::new, |(_, x)| x.text.to_string()),
        Asked::Why => causes::cause(claim).map_or_else(String::new, |x| x.text.to_owned()),
        // Of the names in a claim, its cluster knows which is meant.
        Asked::Label => String::new(),
        Asked::Whether | Asked::State | Asked::Worth | Asked::Due | Asked::Doubt => {
            let said = format!("{}: {}", claim.polarity.name(), claim.predicate);
            // "is" alone says nothing.
            match &claim.object {
                Some(object) if claim.class == "be" => format!("{said} {}", object.text),
                _ => said,
            }
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
