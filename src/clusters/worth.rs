//! Worth: what two accounts of one story make of the same thing, the one praising, the other blaming
//! it, or the one finding it whole, the other hurt. Their words are seldom alike; what they speak of is.

use std::collections::BTreeMap;

use super::similarity::Context;
use super::stories::Story;
use super::{Asked, Cluster, Side, question};
use crate::claims::lists::is_one_of;
use crate::claims::{Argument, Claim, Modality, Polarity, lexicon, predicates, stable_id};

/// How many judgements of things of one kind in one story are set beside each other.
const LOOKED_AT: usize = 60;

/// What is said of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// How good it is.
    Worth,
    /// Whether it was hurt at all.
    Harm,
    /// Whether it is still there.
    Stand,
}

/// A judgement: what is judged, and whether well.
#[derive(Clone, Copy, Debug)]
pub struct Judgement<'c> {
    /// What is judged.
    pub of: &'c Argument,
    /// In what respect.
    pub matter: Matter,
    /// Whether it is praised, or found whole.
    pub well: bool,
}

/// The first judgements of two claims that are opposed and of one thing.
pub fn opposed<'c>(
    a: &'c Claim,
    b: &'c Claim,
    context: &Context,
) -> Option<(Judgement<'c>, Judgement<'c>)> {
    let (of_a, of_b) = (judgements(a, context), judgements(b, context));
    let mut pairs = of_a.iter().flat_map(|x| of_b.iter().map(move |y| (*x, *y)));
    pairs.find(|(x, y)| x.well != y.well && are_of_one(x, y))
}

fn judgements<'c>(claim: &'c Claim, context: &Context) -> Vec<Judgement<'c>> {
    worth(claim, context)
        .into_iter()
        .chain(fates(claim, context))
        .collect()
}

/// "was undamaged", "is still standing"; "was levelled", "buildings were toppled in Kelmar", of the
/// buildings and of Kelmar.
fn fates<'c>(claim: &'c Claim, context: &Context) -> Vec<Judgement<'c>> {
    let fate = |of, matter, well| Judgement { of, matter, well };
    if !matches!(claim.modality, Modality::Fact | Modality::Alleged) {
        return Vec::new();
    }
    let denied = claim.polarity == Polarity::Negative;
    let subject = claim.subject.as_ref().filter(|s| !s.is_pronoun);
    let left = matches!(claim.lemma.as_str(), "leave" | "find");
    let state = predicates::is_light(&claim.class) || left;
    let is = |words: &str| state && behind(claim, context).any(|word| is_one_of(&word, words));
    let still = || {
        claim
            .span
            .of(&context.documents[claim.document].text)
            .contains("still ")
    };
    let stands = is("intact") || claim.lemma == "stand" && still();
    let destroyed = claim.class == "destroy";
    let harmed = destroyed || claim.class == "damage" || claim.lemma == "topple";
    // "was undamaged" is read as a denial of damage.
    // That a plain "not" denies it is asked by yes and no.
    let plainly = claim
        .predicate
        .split(' ')
        .any(|word| matches!(word, "not" | "never"));
    let unharmed = is(UNHARMED) || harmed && denied && !plainly;
    let patient = claim
        .object
        .as_ref()
        .or(subject.filter(|_| denied || !left && state));
    if unharmed || stands && !denied {
        let matter = if stands { Matter::Stand } else { Matter::Harm };
        return patient
            .map(|of| fate(of, matter, true))
            .into_iter()
            .collect();
    }
    if !harmed || denied {
        return Vec::new();
    }
    let towns = claim.places.iter().filter(|place| place.is_named);
    let hurt = towns.map(|of| fate(of, Matter::Harm, false));
    let own = patient.into_iter().flat_map(|of| {
        let gone = destroyed.then(|| fate(of, Matter::Stand, false));
        std::iter::once(fate(of, Matter::Harm, false)).chain(gone)
    });
    own.chain(hurt).collect()
}

/// The words behind the verb, in small letters, as far as they can say what is said of the subject.
fn behind<'t>(claim: &Claim, context: &'t Context) -> impl Iterator<Item = String> + use<'t> {
    let document = &context.documents[claim.document].text;
    let after = claim.head.end..claim.span.end.max(claim.head.end);
    let words = document.get(after).unwrap_or_default();
    // What comes behind a comma or is compared is another matter.
    let told = words.split([',', ';', ':', '(']).next().unwrap_or_default();
    let words = told.split(|c: char| !c.is_alphabetic() && c != '-');
    let words = words.filter(|word| !word.is_empty()).map(str::to_lowercase);
    words.take(6).take_while(|word| {
        !matches!(
            word.as_str(),
            "than" | "to" | "for" | "because" | "not" | "if" | "but"
        )
    })
}

const UNHARMED: &str = "undamaged unharmed unscathed untouched unhurt uninjured";

/// The judgement that a claim gives, if any: "the rescue was a shambles", "calls the offer sincere",
/// "the repairs are going smoothly".
fn worth<'c>(claim: &'c Claim, context: &Context) -> Option<Judgement<'c>> {
    let said = matches!(claim.modality, Modality::Fact | Modality::Alleged);
    let of = claim.subject.as_ref().filter(|s| !s.is_pronoun)?;
    let known = of.is_known() || of.text.split(' ').nth(1).is_some();
    if !said || !known || !predicates::is_light(&claim.class) {
        return None;
    }
    let (mut praise, mut blame) = (false, false);
    for word in behind(claim, context) {
        praise |= is_one_of(&word, PRAISE);
        blame |= is_one_of(&word, BLAME);
    }
    (praise != blame).then_some(Judgement {
        of,
        matter: Matter::Worth,
        well: praise == (claim.polarity == Polarity::Positive),
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
fn are_of_one(x: &Judgement, y: &Judgement) -> bool {
    let (a, b) = (x.of, y.of);
    let named = |x: &Argument| !x.own_names.is_empty();
    if x.matter != y.matter {
        return false;
    }
    if named(a) && named(b) {
        return a.own_names.iter().any(|name| b.own_names.contains(name))
            && (a.is_named && b.is_named || a.head == b.head);
    }
    let more = |x: &Argument| x.words.len() > 1;
    let alike = a.words.iter().filter(|word| b.words.contains(word)).count();
    // "the main part of the store", "most of a store in Lorn"
    let part = |x: &Argument, y: &Argument| {
        let of = matches!(x.head.as_str(), "area" | "part" | "much" | "body" | "rest");
        of && x.words.contains(&y.key)
    };
    if x.matter == Matter::Stand && (part(a, b) || part(b, a)) {
        return true;
    }
    named(a) == named(b)
        && lexicon::one_thing(&a.head, &b.head)
        && (!(more(a) && more(b)) || alike > 1)
}

/// A cluster for every thing that documents of one story judge well and badly.
pub(super) fn clusters(context: &Context) -> Vec<Cluster> {
    let mut by_story: BTreeMap<usize, Vec<(usize, Judgement)>> = BTreeMap::new();
    for (index, claim) in context.claims.iter().enumerate() {
        let story = context.stories.of_or_own(claim.document);
        for judgement in judgements(claim, context) {
            let told = by_story.entry(story).or_default();
            if told.len() < LOOKED_AT {
                told.push((index, judgement));
            }
        }
    }
    let mut found = Vec::new();
    for told in by_story.values() {
        for (at, (claim, judged)) in told.iter().enumerate().filter(|(_, (_, x))| x.well) {
            let before = told[..at].iter();
            if before.clone().any(|(_, y)| y.well && are_of_one(judged, y)) {
                continue;
            }
            let side = |well: bool| -> Vec<usize> {
                let all = told.iter();
                let all = all.filter(|(_, y)| y.well == well && are_of_one(judged, y));
                all.map(|(claim, _)| *claim).collect()
            };
            let (well, badly) = (side(true), side(false));
            let document = |claim: usize| context.claims[claim].document;
            let one_story =
                |y: &usize| context.stories.fit(document(*claim), document(*y)) == Story::Same;
            if badly.iter().any(one_story) {
                found.push(cluster(well, badly, judged, context.claims));
            }
        }
    }
    found
}

fn cluster(well: Vec<usize>, badly: Vec<usize>, judged: &Judgement, claims: &[Claim]) -> Cluster {
    let (x, y) = (&claims[well[0]], &claims[badly[0]]);
    let side = |of: Vec<usize>| Side {
        answer: claims[of[0]].predicate.to_string(),
        claims: of,
        counted: Vec::new(),
    };
    Cluster {
        id: stable_id('g', &[&x.id, &y.id, "worth"]),
        question: question(judged, x),
        asked: Asked::Worth,
        sides: vec![side(well), side(badly)],
        loose: false,
    }
}

/// What is asked of something that a claim judges.
pub fn question(judged: &Judgement, claim: &Claim) -> String {
    match judged.matter {
        Matter::Worth => question::worth(judged.of, claim),
        Matter::Harm => question::befell(judged.of, claim, "damaged"),
        Matter::Stand => question::befell(judged.of, claim, "destroyed"),
    }
}
