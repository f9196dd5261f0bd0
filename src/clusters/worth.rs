//! Worth: what two accounts of one story make of the same thing, the one praising, the other blaming
//! it. Their words are seldom alike; what is judged is.

use std::collections::BTreeMap;

use super::similarity::Context;
use super::stories::Story;
use super::{Asked, Cluster, Side, question};
use crate::claims::lists::is_one_of;
use crate::claims::{Argument, Claim, Modality, Polarity, lexicon, predicates, stable_id};

/// How many judgements of things of one kind in one story are set beside each other.
const LOOKED_AT: usize = 60;

/// A judgement: what is judged, and whether it is praised.
#[derive(Clone, Copy, Debug)]
pub struct Judgement<'c> {
    /// What is judged.
    pub of: &'c Argument,
    /// Whether it is praised.
    pub praised: bool,
}

/// The judgement that a claim gives, if any: "the rescue was a shambles", "calls the offer sincere",
/// "the repairs are going smoothly".
pub fn judgement<'c>(claim: &'c Claim, context: &Context) -> Option<Judgement<'c>> {
    let said = matches!(claim.modality, Modality::Fact | Modality::Alleged);
    let of = claim.subject.as_ref().filter(|s| !s.is_pronoun)?;
    let known = of.is_known() || of.text.split(' ').nth(1).is_some();
    if !said || !known || !predicates::is_light(&claim.class) {
        return None;
    }
    let document = &context.documents[claim.document].text;
    let after = claim.head.end..claim.span.end.max(claim.head.end);
    let words = document.get(after)?.to_lowercase();
    let (mut praise, mut blame) = (false, false);
    // What is compared or comes behind a comma is another matter.
    let told = words.split([',', ';', ':', '(']).next().unwrap_or_default();
    for word in told.split(|c: char| !c.is_alphabetic() && c != '-').take(6) {
        if matches!(
            word,
            "than" | "to" | "for" | "because" | "not" | "if" | "but"
        ) {
            break;
        }
        praise |= is_one_of(word, PRAISE);
        blame |= is_one_of(word, BLAME);
    }
    (praise != blame).then_some(Judgement {
        of,
        praised: praise == (claim.polarity == Polarity::Positive),
    })
}

const PRAISE: &str = "good great excellent perfect smooth smoothly well success successful \
    successfully triumph victory model masterpiece sincere genuine honest fair safe sound solid sturdy \
    effective efficient adequate sufficient swift swiftly prompt promptly orderly calm peaceful correct \
    proper properly professional professionally brave heroic hero welcome helpful useful beneficial \
    significant decisive justified legal lawful legitimate reasonable credible reliable accurate \
    brilliant impressive exemplary flawless blessing solution fit healthy thorough generous";

const BLAME: &str = "bad poor poorly terrible terribly horrible awful appalling slow slowly chaotic \
    chaos failure fiasco disaster disastrous shambles mess defeat insincere fake sham dishonest unfair \
    unsafe dangerous rotten unsound ineffective inefficient inadequate insufficient late belated wrong \
    improper unprofessional cowardly coward useless harmful insignificant tiny negligible pointless \
    unjustified illegal unlawful illegitimate unreasonable reckless careless unreliable inaccurate \
    false disgrace disgraceful scandal catastrophe catastrophic farce hoax botched flawed curse harm \
    unfit sloppy";

/// Whether two judgements are of one thing: under one name, or of one kind and told alike.
fn are_of_one(a: &Argument, b: &Argument) -> bool {
    let named = |x: &Argument| !x.own_names.is_empty();
    if named(a) && named(b) {
        return a.own_names.iter().any(|name| b.own_names.contains(name))
            && (a.is_named && b.is_named || a.head == b.head);
    }
    let more = |x: &Argument| x.words.len() > 1;
    let alike = a.words.iter().filter(|word| b.words.contains(word)).count();
    named(a) == named(b)
        && lexicon::one_thing(&a.head, &b.head)
        && (!(more(a) && more(b)) || alike > 1)
}

/// A cluster for every thing that documents of one story praise and blame.
pub(super) fn clusters(context: &Context) -> Vec<Cluster> {
    let mut by_story: BTreeMap<usize, Vec<(usize, Judgement)>> = BTreeMap::new();
    for (index, claim) in context.claims.iter().enumerate() {
        if let Some(judgement) = judgement(claim, context) {
            // A document that is like no other is a story of its own.
            let story = context.stories.of(claim.document);
            let story = story.unwrap_or(context.documents.len() + claim.document);
            let told = by_story.entry(story).or_default();
            if told.len() < LOOKED_AT {
                told.push((index, judgement));
            }
        }
    }
    let mut found = Vec::new();
    for told in by_story.values() {
        for (at, (x, judged)) in told.iter().enumerate().filter(|(_, x)| x.1.praised) {
            let first = told[..at]
                .iter()
                .any(|(_, y)| y.praised && are_of_one(judged.of, y.of));
            if first {
                continue;
            }
            let of = |praised: bool| {
                let all = told
                    .iter()
                    .filter(move |(_, y)| y.praised == praised && are_of_one(judged.of, y.of));
                all.map(|(claim, _)| *claim).collect::<Vec<usize>>()
            };
            let (praise, blame) = (of(true), of(false));
            let document = |claim: &usize| context.claims[*claim].document;
            let one_story = blame.iter().any(|y| {
                let fit = context.stories.fit(document(x), document(y));
                fit == Story::Same
            });
            if one_story {
                found.push(cluster(praise, blame, context.claims));
            }
        }
    }
    found
}

fn cluster(praise: Vec<usize>, blame: Vec<usize>, claims: &[Claim]) -> Cluster {
    let (x, y) = (&claims[praise[0]], &claims[blame[0]]);
    let side = |of: Vec<usize>| Side {
        answer: claims[of[0]].predicate.clone(),
        claims: of,
        counted: Vec::new(),
    };
    Cluster {
        id: stable_id('g', &[&x.id, &y.id, "worth"]),
        question: question::worth(x),
        asked: Asked::Worth,
        sides: vec![side(praise), side(blame)],
        loose: false,
    }
}
