//! Salience: how much a name weighs as what a pronoun may mean, and where it cannot stand.

use super::Here;

use crate::claims::clauses::Tree;
use crate::claims::names::{Gender, Mention, Sort, fold};
use crate::claims::{countries, predicates};
use crate::english::{Dep, EntityKind};

/// A name mentioned before.
#[derive(Clone, Debug)]
pub(super) struct Referent {
    pub(super) name: String,
    pub(super) sort: Option<Sort>,
    pub(super) gender: Gender,
    pub(super) country: bool,
    pub(super) weight: f64,
    /// The sentence of the last mention.
    pub(super) sentence: usize,
}

pub(super) const SUBJECT: f64 = 80.0;
pub(super) const INNER_SUBJECT: f64 = 70.0;
pub(super) const OF_SUBJECT: f64 = 60.0;
pub(super) const OBJECT: f64 = 50.0;
pub(super) const OBLIQUE: f64 = 40.0;
pub(super) const OTHER: f64 = 25.0;
/// Who spoke in a sentence is who the next is about.
pub(super) const VOICE: f64 = 60.0;
/// For how many sentences a name is kept.
pub(super) const MEMORY: usize = 60;
/// What the sentence being read says counts for more than what was said before.
pub(super) const NEARER: f64 = 50.0;
/// Below this, a name is forgotten where another fits.
pub(super) const FORGOTTEN: f64 = 4.0;
/// The second best must weigh less than this share of the best.
pub(super) const CLEAR: f64 = 0.85;

/// The weightiest, if no other of the same sentence comes near.
pub(super) fn clearest(mut found: Vec<Referent>) -> Option<String> {
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let best = found.first()?;
    let rival = found
        .get(1)
        .filter(|second| second.weight > best.weight * CLEAR && second.sentence == best.sentence);
    rival.is_none().then(|| best.name.clone())
}

pub(super) fn referent(here: &Here, mention: &Mention) -> Referent {
    let folded = fold(&mention.text);
    let person = mention.kind == Some(EntityKind::Person);
    Referent {
        name: here.names.resolve(&mention.text),
        sort: if person {
            Some(Sort::Person)
        } else {
            here.names.sort(&mention.text)
        },
        gender: here.names.gender(&mention.text),
        country: countries::country(&folded).is_some(),
        weight: role(here.tree, top(here.tree, mention)),
        sentence: 0,
    }
}

/// The token of a mention that stands for the whole in the sentence's grammar.
pub(super) fn top(tree: &Tree, mention: &Mention) -> usize {
    let inside = mention.start..mention.end;
    let outer = |t: &usize| tree.head(*t).is_none_or(|h| !inside.contains(&h));
    inside.clone().find(outer).unwrap_or(mention.start)
}

/// How much a noun weighs by its role.
pub(super) fn role(tree: &Tree, token: usize) -> f64 {
    match tree.dep(token) {
        Dep::Nsubj | Dep::Nsubjpass => {
            let main = tree
                .head(token)
                .is_some_and(|verb| matches!(tree.dep(verb), Dep::Root | Dep::Conj));
            if main { SUBJECT } else { INNER_SUBJECT }
        }
        Dep::Dobj | Dep::Dative => OBJECT,
        Dep::Pobj => OBLIQUE,
        Dep::Appos | Dep::Conj => tree
            .head(token)
            .filter(|h| *h < token)
            .map_or(OTHER, |head| role_once(tree, head)),
        Dep::Root => OBJECT,
        // "Holt's mother": of her, but nearly as much of him.
        Dep::Poss => tree
            .head(token)
            .filter(|h| matches!(tree.dep(*h), Dep::Nsubj | Dep::Nsubjpass))
            .map_or(OTHER, |_| OF_SUBJECT),
        _ => OTHER,
    }
}

/// The role of what a conjunct or apposition hangs on, without following further ones.
pub(super) fn role_once(tree: &Tree, token: usize) -> f64 {
    match tree.dep(token) {
        Dep::Nsubj | Dep::Nsubjpass => INNER_SUBJECT,
        Dep::Dobj | Dep::Dative => OBJECT,
        Dep::Pobj => OBLIQUE,
        _ => OTHER,
    }
}

/// Whether a pronoun cannot mean a name of its sentence: the name comes after it in the same
/// clause, fills another slot of the same verb, is joined to it by "and", or speaks the
/// quotation that the pronoun stands in.
pub(super) fn cannot_mean(here: &Here, token: usize, mention: &Mention) -> bool {
    let tree = here.tree;
    let own = top(tree, mention);
    if (mention.start..mention.end).contains(&token) {
        return true;
    }
    let possessive = tree.dep(token) == Dep::Poss;
    let (verb_of_name, verb_of_token) = (slot_of(tree, own), slot_of(tree, token));
    let reflexive = tree.word(token).to_lowercase().ends_with("self");
    let same_verb = verb_of_name.is_some() && verb_of_name == verb_of_token;
    if same_verb && !possessive && !reflexive {
        return true;
    }
    let speaks = tree
        .head(own)
        .is_some_and(|verb| predicates::is_saying(&tree.lemma(verb)));
    let quotation = here.quotation(token);
    quotation.is_some() && here.quotation(own) != quotation && speaks && tree.dep(own) == Dep::Nsubj
}

/// Whether who speaks is named behind what he says of another person.
pub(super) fn is_named_after(here: &Here, speaker: &Mention) -> bool {
    let tree = here.tree;
    let own = top(tree, speaker);
    let speaks = tree
        .head(own)
        .is_some_and(|verb| predicates::is_saying(&tree.lemma(verb)));
    let before = here.mentions.iter().take_while(|m| m.end <= own);
    let mut others = before.filter(|m| m.kind == Some(EntityKind::Person));
    speaks
        && others.any(|m| {
            let other = here.names.resolve(&m.text) != here.names.resolve(&speaker.text);
            other && matches!(tree.dep(top(tree, m)), Dep::Nsubj | Dep::Nsubjpass)
        })
}

/// The verb whose slot a noun fills, through prepositions and conjunctions.
pub(super) fn slot_of(tree: &Tree, token: usize) -> Option<usize> {
    let mut at = token;
    for _ in 0..5 {
        let head = tree.head(at)?;
        match tree.dep(at) {
            Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Dative | Dep::Agent => {
                return Some(head);
            }
            Dep::Pobj | Dep::Conj | Dep::Appos | Dep::Prep => at = head,
            _ => return None,
        }
        if tree.is_predicate(at) {
            return Some(at);
        }
    }
    None
}
