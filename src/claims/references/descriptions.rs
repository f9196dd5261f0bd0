//! Descriptions: nouns that stand for somebody or some place instead of a name.

use super::Here;
use super::salience::top;
use crate::claims::clauses::Tree;
use crate::claims::countries;
use crate::claims::names::{Mention, Names, fold, mention_at};
use crate::english::{Dep, EntityKind, Pos};

/// The subject of a sentence's main verb.
pub(super) fn main_subject(tree: &Tree) -> Option<usize> {
    (0..tree.parsed.tokens.len()).find(|t| {
        let of_root = |verb| tree.dep(verb) == Dep::Root;
        matches!(tree.dep(*t), Dep::Nsubj | Dep::Nsubjpass) && tree.head(*t).is_some_and(of_root)
    })
}

/// The subject of a sentence if it is somebody without a name: "the victim", "a man".
pub(super) fn unnamed_subject(here: &Here) -> Option<usize> {
    let tree = here.tree;
    let subject = main_subject(tree)?;
    let somebody = is_office(&tree.lemma(subject)) || is_human(&tree.lemma(subject));
    let named = mention_at(here.mentions, subject).is_some()
        || tree
            .children(subject)
            .iter()
            .any(|c| tree.dep(*c) == Dep::Appos)
        || here.mentions.iter().any(|m| {
            // "The director of the service, Karl Yost, said"
            let person = m.kind == Some(EntityKind::Person);
            person && m.start > subject && tree.head(subject).is_some_and(|verb| m.end <= verb)
        });
    (somebody && !named && tree.parsed.tokens[subject].pos == Pos::Noun).then_some(subject)
}

/// Whether a noun, given as a lemma, names a person.
pub fn is_human(noun: &str) -> bool {
    matches!(
        noun,
        "victim"
            | "man"
            | "woman"
            | "boy"
            | "girl"
            | "defendant"
            | "teenager"
            | "soldier"
            | "resident"
            | "witness"
            | "child"
            | "father"
            | "mother"
            | "brother"
            | "sister"
            | "son"
            | "daughter"
            | "husband"
            | "wife"
            | "official"
            | "lawyer"
            | "attorney"
            | "doctor"
            | "patient"
            | "player"
            | "student"
            | "teacher"
            | "worker"
            | "neighbor"
            | "neighbour"
            | "friend"
            | "person"
            | "passenger"
            | "killer"
    )
}

/// Whether a mention names a place that is no country.
pub fn is_town(mention: &Mention, names: &Names) -> bool {
    names.is_place(&mention.text) && countries::country(&fold(&mention.text)).is_none()
}

/// Whether a noun may stand for a place that was named before.
pub fn is_vague_place(noun: &str) -> bool {
    matches!(
        noun,
        "city"
            | "town"
            | "village"
            | "island"
            | "area"
            | "territory"
            | "place"
            | "region"
            | "province"
    )
}

/// The noun that calls a place what it is: "Sarn island", "the island of Sarn", "Sarn, an island".
pub(super) fn described_place(tree: &Tree, mention: &Mention) -> Option<String> {
    let calls = |noun: &String| is_vague_place(noun) || noun == "capital";
    // "A Marland island" is one of several; in "the Marland island of Sarn" the island is Sarn.
    let is_other = |noun: usize| {
        let below = tree.children(noun).iter();
        let mut of = below.clone().filter(|c| tree.is(**c, "of"));
        let named = |t: &usize| tree.parsed.tokens[*t].pos == Pos::Propn;
        below.clone().any(|c| tree.is(*c, "a") || tree.is(*c, "an"))
            || of.any(|of| tree.children(*of).iter().any(named))
    };
    let mut own = (mention.start..mention.end).filter(|t| calls(&tree.lemma(*t)));
    if let Some(noun) = own.next() {
        return (!is_other(noun)).then(|| tree.lemma(noun));
    }
    let head = top(tree, mention);
    let above = match tree.dep(head) {
        Dep::Compound | Dep::Nmod => tree.head(head).filter(|noun| !is_other(*noun)),
        Dep::Appos => tree.head(head),
        Dep::Pobj => tree
            .head(head)
            .filter(|p| tree.is(*p, "of"))
            .and_then(|p| tree.head(p)),
        _ => None,
    };
    let below = tree
        .children(head)
        .iter()
        .copied()
        .find(|c| tree.dep(*c) == Dep::Appos);
    [above, below]
        .into_iter()
        .flatten()
        .map(|t| tree.lemma(t))
        .find(calls)
}

/// The offices that a sentence gives a person: "Minister Tom Ravel", "Tom Ravel, the mayor", "the
/// minister, Tom Ravel".
pub(super) fn offices(tree: &Tree, mention: &Mention) -> Vec<String> {
    let head = top(tree, mention);
    let beside = mention.start.checked_sub(1);
    let below = tree.children(head).iter().copied();
    let below = below.filter(|c| matches!(tree.dep(*c), Dep::Appos));
    let above = (tree.dep(head) == Dep::Appos)
        .then(|| tree.head(head))
        .flatten();
    let inside = mention.start..mention.end;
    let mut found: Vec<String> = beside
        .into_iter()
        .chain(below)
        .chain(above)
        .chain(inside)
        .map(|t| tree.word(t).to_lowercase())
        .filter(|word| is_office(word))
        .collect();
    found.dedup();
    found
}

pub(super) fn is_office(noun: &str) -> bool {
    matches!(
        noun,
        "president"
            | "minister"
            | "chancellor"
            | "premier"
            | "mayor"
            | "governor"
            | "senator"
            | "ambassador"
            | "secretary"
            | "judge"
            | "sheriff"
            | "general"
            | "colonel"
            | "captain"
            | "major"
            | "sergeant"
            | "lieutenant"
            | "deputy"
            | "officer"
            | "detective"
            | "commander"
            | "director"
            | "chairman"
            | "chairwoman"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "coach"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "pope"
            | "bishop"
            | "archbishop"
            | "professor"
            | "actor"
            | "actress"
            | "singer"
            | "author"
            | "suspect"
            | "gunman"
            | "prosecutor"
            | "coroner"
            | "widow"
            | "driver"
            | "pilot"
    )
}
