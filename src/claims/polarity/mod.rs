//! Polarity: whether a claim says that something is so or that it is not.
//!
//! A negation is a cue ("not", "nobody", the "un" of "unable") with what it denies and the words
//! in its scope. The scope follows the annotation of the *SEM 2012 shared task (Morante and
//! Blanco, "Resolving the scope and focus of negation", 2012): everything that the cue could be
//! said of, subject included, the cue itself left out.

pub mod affixes;
mod cues;
mod scope;

use super::clauses::Tree;
use crate::Span;

/// Whether the claim says yes or no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Polarity {
    /// It says that something is so.
    #[default]
    Positive,
    /// It says that something is not so.
    Negative,
}

impl Polarity {
    /// The word that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Polarity::Positive => "yes",
            Polarity::Negative => "no",
        }
    }

    /// The other one.
    pub fn flipped(self) -> Polarity {
        match self {
            Polarity::Positive => Polarity::Negative,
            Polarity::Negative => Polarity::Positive,
        }
    }
}

/// One negation of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Negation {
    /// What sort of word negates.
    pub kind: Kind,
    /// The words, or parts of words, that negate ("neither" and "nor"; the "un" of "unable"), in
    /// bytes of the sentence.
    pub cue: Vec<Span>,
    /// The token whose truth it denies: a verb, or what stands for one; none for the answer "No".
    pub denies: Option<usize>,
    /// The noun that carries it ("no" in "no weapons", "nobody"), if a noun does.
    pub phrase: Option<usize>,
    /// The tokens in its scope, in order. A token that holds an affix as cue is in its scope with
    /// the rest of the word.
    pub scope: Vec<usize>,
}

/// What sort of word negates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word of its own: "not", "never", "no", "nobody", "without".
    Word,
    /// A part of a word: "un", "in", "dis", "less".
    Affix,
    /// A word that denies almost wholly: "hardly", "scarcely", "barely".
    Near,
}

/// The negations of a sentence, in the order of their cues.
pub fn negations(tree: &Tree) -> Vec<Negation> {
    let cues = cues::find(tree);
    cues.iter()
        .map(|cue| {
            let (denies, phrase, scope) = scope::of(tree, cue);
            Negation {
                kind: cue.kind,
                cue: cue.spans.clone(),
                denies,
                phrase,
                scope,
            }
        })
        .collect()
}

/// Which of a sentence's negations (indices) deny a predicate: those said of it, and those that
/// one of its arguments carries ("nobody came and nobody saw"). Affixes deny the rest of their
/// word, not the predicate.
pub fn denying(negations: &[Negation], predicate: usize, arguments: &[usize]) -> Vec<usize> {
    let of = |negation: &Negation| {
        negation.kind != Kind::Affix
            && (negation.denies == Some(predicate)
                || negation
                    .phrase
                    .is_some_and(|p| p == predicate || arguments.contains(&p)))
    };
    (0..negations.len())
        .filter(|i| of(&negations[*i]))
        .collect()
}
