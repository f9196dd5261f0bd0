//! Instances: which acts a document tells of more than once, so that one time or place of such an act
//! is not to be set against another's.

use std::collections::{BTreeMap, BTreeSet};

use ecow::EcoString;
use indexmap::{IndexMap, IndexSet};
use jiff::civil::Date;
use rustc_hash::FxBuildHasher;

use super::similarity::Context;
use crate::claims::time::Fit;
use crate::claims::{Argument, Claim, names, predicates};

/// How many claims of one act and thing in one document are looked at.
const LOOKED_AT: usize = 30;

/// From so many different days on, a story tells of several acts of a kind.
const MANY_DAYS: usize = 4;

/// The acts that the documents of a run tell of more than once.
#[derive(Debug, Default)]
pub struct Instances {
    /// Document, class of act, and who or what took part.
    several: IndexSet<(usize, EcoString, EcoString), FxBuildHasher>,
    /// Story, class of act, and who or what took part, where its documents give [`MANY_DAYS`] of such
    /// acts or more.
    often: BTreeSet<(usize, EcoString, EcoString)>,
}

impl Instances {
    /// Reads them off the claims of a run: two times or two places that cannot be one.
    pub fn new(context: &Context) -> Instances {
        let mut told: IndexMap<_, Vec<&Claim>, FxBuildHasher> = IndexMap::default();
        let dated = context
            .claims
            .iter()
            .filter(|claim| !claim.times.is_empty() || !claim.places.is_empty());
        for claim in dated {
            for key in keys(claim) {
                let of = (claim.document, claim.class.clone(), key.clone());
                told.entry(of).or_default().push(claim);
            }
        }
        let clash = |a: &Claim, b: &Claim| {
            let times = a.times.iter().any(|x| {
                let mut others = b.times.iter();
                others.any(|y| matches!(x.fit(y), Fit::DayClash | Fit::ClockClash))
            });
            let named = !a.places.is_empty() && !b.places.is_empty();
            // Two speakers may tell of one act in two ways.
            a.sentence != b.sentence
                && a.speaker == b.speaker
                && (times || named && !context.places_may_agree(a, b))
        };
        let several = told.into_iter().filter(|(_, claims)| {
            let claims = &claims[..claims.len().min(LOOKED_AT)];
            (1..claims.len()).any(|at| claims[..at].iter().any(|x| clash(x, claims[at])))
        });
        Instances {
            several: several.map(|(of, _)| of).collect(),
            often: often(context),
        }
    }

    /// Whether the story of a claim gives many days of such acts ("service was restored").
    pub fn are_often(&self, claim: &Claim, context: &Context) -> bool {
        let story = context.stories.of(claim.document);
        story.is_some_and(|story| {
            parts(claim).any(|key| self.often.contains(&(story, claim.class.clone(), key)))
        })
    }

    /// Whether the document of a claim tells of several such acts.
    pub fn are_several(&self, claim: &Claim) -> bool {
        keys(claim).any(|key| {
            let of = (claim.document, claim.class.clone(), key.clone());
            self.several.contains(&of)
        })
    }
}

/// The acts of which the documents of one story give many different days.
fn often(context: &Context) -> BTreeSet<(usize, EcoString, EcoString)> {
    let mut days: BTreeMap<_, BTreeSet<Date>> = BTreeMap::new();
    for claim in context
        .claims
        .iter()
        .filter(|c| !predicates::is_light(&c.class))
    {
        let Some(story) = context.stories.of(claim.document) else {
            continue;
        };
        let told = claim.times.iter().filter_map(|when| when.days);
        let single: Vec<Date> = told
            .filter(|(first, last)| first == last)
            .map(|(day, _)| day)
            .collect();
        for key in parts(claim) {
            let of = days.entry((story, claim.class.clone(), key)).or_default();
            of.extend(&single);
        }
    }
    let often = days.into_iter().filter(|(_, days)| days.len() >= MANY_DAYS);
    often.map(|(of, _)| of).collect()
}

/// The people who took part in an act, by their full names; where nobody did, the act itself.
fn parts(claim: &Claim) -> impl Iterator<Item = EcoString> {
    let person = |key: &&EcoString| names::is_full_name(key);
    let mut people = keys(claim).filter(person).cloned().peekable();
    let nobody = people.peek().is_none().then(EcoString::new);
    people.chain(nobody)
}

/// By whom or what an act is known: its subject and its object.
fn keys(claim: &Claim) -> impl Iterator<Item = &EcoString> {
    let known = |x: &&Argument| !x.is_unresolved() && !predicates::is_light(&claim.class);
    let parts = claim.subject.iter().chain(&claim.object);
    parts.filter(known).map(|x| &x.key)
}
