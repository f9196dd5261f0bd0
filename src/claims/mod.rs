//! A claim is one statement by one speaker.
//!
//! [`extract`] reads every parsed sentence of a run into claims: who vouches for it, about whom
//! and what, when, where, how many, yes or no, how sure.

mod ages;
mod arguments;
mod build;
pub mod clauses;
mod counted;
pub mod countries;
mod extent;
pub mod headcounts;
mod implied;
pub mod lexicon;
pub(crate) mod lists;
pub mod modality;
pub mod names;
mod naming;
pub mod places;
pub mod polarity;
pub mod predicates;
pub mod provisional;
pub mod quantity;
mod reader;
pub mod reasons;
pub mod references;
pub mod roles;
pub mod speaker;
mod subjects;
pub mod time;
mod us_states;
mod verbs;
mod words;

use ecow::{EcoString, EcoVec};
use jiff::civil::Date;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::Span;
use crate::documents::Document;
use crate::english::Parsed;
use crate::sentences::Sentence;

pub use arguments::Argument;
pub use counted::Counted;
pub use modality::Modality;
pub use polarity::Polarity;
use reader::Reader;
pub use reasons::Reason;
pub use roles::Role;
use time::{Holds, Tense, When};

/// One statement by one speaker.
#[derive(Clone, Debug, Default)]
pub struct Claim {
    /// Stable identifier, made from the source's name and the words.
    pub id: EcoString,
    /// Index of the document in the run.
    pub document: usize,
    /// Index of the sentence in the run.
    pub sentence: usize,
    /// The clause that states it, in bytes of the document's text.
    pub span: Span,
    /// The verb or noun that states it, in bytes of the document's text.
    pub head: Span,
    /// Who vouches for it, as written; empty for the author of the document.
    pub speaker: EcoString,
    /// Who passes it on, as written; empty where nobody stands between, or only the author.
    pub told_by: EcoString,
    /// The day the words were written, if known.
    pub published: Option<Date>,
    /// The class of the act or state stated ([`predicates::class`]).
    pub class: EcoString,
    /// The verb with its particles and auxiliaries, as written.
    pub predicate: EcoString,
    /// Lemma of the verb or noun that states it.
    pub lemma: EcoString,
    /// The verb as written, alone.
    pub verb: EcoString,
    /// Whether the verb is a passive, so that `verb` is its participle.
    pub passive: bool,
    /// Whether a noun states it ("the arrest of").
    pub nominal: bool,
    /// Who or what acts, or what the claim is about.
    pub subject: Option<Argument>,
    /// What is acted on, or what the subject is said to be.
    pub object: Option<Argument>,
    /// Prepositional arguments: the preposition in lower case and what it brings in, with its
    /// [`Role`]; an indirect object ("gave him") as `to`.
    pub obliques: Vec<(EcoString, Argument)>,
    /// Why, and what for, where the clause says so.
    pub reasons: Vec<Reason>,
    /// How many of what, each with the class of act it is counted under.
    pub quantities: Vec<Counted>,
    /// When.
    pub times: Vec<When>,
    /// Every time that the whole sentence names, but for those of the saying: it dates the event
    /// even where another clause names it.
    pub sentence_times: Vec<When>,
    /// Where.
    pub places: Vec<Argument>,
    /// Yes or no.
    pub polarity: Polarity,
    /// How sure.
    pub modality: Modality,
    /// The names in the clause, resolved, in the order of the text.
    pub entities: EcoVec<EcoString>,
    /// The names in the whole sentence, resolved.
    pub around: EcoVec<EcoString>,
    /// When the words were said, where the sentence says so ("said on Monday"): no time of the
    /// event.
    pub said_times: Vec<When>,
    /// Whether the clause tells of what was, is or will be.
    pub tense: Tense,
    /// When the clause says that it held: "used to", "no longer", "now".
    pub holds: Holds,
    /// Whether the sentence looks back at an earlier time without a date ("earlier this year").
    pub looks_back: bool,
    /// Content lemmas of the clause, sorted.
    pub words: EcoVec<EcoString>,
    /// Whether it holds only in part or for a time ("when …", "until Friday", "not further").
    pub narrowed: bool,
    /// Whether its subject is singled out as the one who did it ("it was Kessler who").
    pub singled_out: bool,
}

impl Claim {
    /// Whether a name stands in both clauses.
    pub fn shares_name(&self, other: &Claim) -> bool {
        self.shared_names(other).next().is_some()
    }

    /// The names that stand in both clauses.
    pub fn shared_names<'c>(&'c self, other: &'c Claim) -> impl Iterator<Item = &'c EcoString> {
        self.entities
            .iter()
            .filter(|name| other.entities.contains(name))
    }

    /// The first days that the sentence names, first and last.
    pub fn first_days(&self) -> Option<(Date, Date)> {
        self.sentence_times.iter().find_map(|when| when.days)
    }

    /// Whether both sentences name days, and the first of each are two different ones.
    pub fn days_differ(&self, other: &Claim) -> bool {
        let days = (self.first_days(), other.first_days());
        matches!(days, (Some(x), Some(y)) if x.1 < y.0 || y.1 < x.0)
    }

    /// Whether it says what "I" or "we" did.
    pub fn is_of_oneself(&self) -> bool {
        let subject = self.subject.as_ref();
        subject.is_some_and(|s| matches!(s.text.to_lowercase().as_str(), "i" | "we"))
    }

    /// Gives back what its lists took up while they grew: there are many claims.
    fn shrink(&mut self) {
        self.obliques.shrink_to_fit();
        self.reasons.shrink_to_fit();
        self.quantities.shrink_to_fit();
        self.times.shrink_to_fit();
        self.sentence_times.shrink_to_fit();
        self.said_times.shrink_to_fit();
        self.places.shrink_to_fit();
    }

    /// The words of the time slot, for a report.
    pub fn time_text(&self, document: &Document, sentences: &[Sentence]) -> String {
        let base = sentences[self.sentence].span.start;
        let parts: Vec<String> = self
            .times
            .iter()
            .map(|when| {
                let words = one_line(when.span.shifted(base).of(&document.text));
                let resolved = when.resolved();
                if resolved.is_empty() {
                    words
                } else {
                    format!("{words} = {resolved}")
                }
            })
            .collect();
        parts.join("; ")
    }

    /// The words of the quantity slot, for a report.
    pub fn quantity_text(&self, document: &Document, sentences: &[Sentence]) -> String {
        let parts: Vec<String> = self
            .quantities
            .iter()
            .map(|counted| self.words_of(counted, document, sentences))
            .collect();
        parts.join("; ")
    }

    /// The words of one of its quantities.
    pub fn words_of(
        &self,
        counted: &Counted,
        document: &Document,
        sentences: &[Sentence],
    ) -> String {
        let base = sentences[self.sentence].span.start;
        one_line(counted.quantity.span.shifted(base).of(&document.text))
    }

    /// The words of the place slot, for a report.
    pub fn place_text(&self) -> String {
        self.places
            .iter()
            .map(|p| p.text.as_str())
            .collect::<Vec<_>>()
            .join("; ")
    }
}

/// Text with every run of white space made one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many documents are read before what was known of their sentences is forgotten.
const AT_ONCE: usize = 256;

/// The claims of a run, by document and place.
///
/// `parsed` has one entry a sentence, empty for those that make no claims. It is the larger part of
/// what a run holds, so it goes as its documents are read.
pub fn extract(documents: &[Document], all: &[Sentence], mut parsed: Vec<Parsed>) -> Vec<Claim> {
    let (mut mentions, names) = names::read(documents, all, &parsed);
    let mut ranges = vec![0..0; documents.len()];
    for (index, sentence) in all.iter().enumerate() {
        let range = &mut ranges[sentence.document];
        if range.start == range.end {
            *range = index..index;
        }
        range.end = index + 1;
    }
    let mut claims = Vec::new();
    for (block, ranges) in ranges.chunks(AT_ONCE).enumerate() {
        let read = |(index, range): (usize, &std::ops::Range<usize>)| {
            let index = block * AT_ONCE + index;
            let mut reader = Reader::new(&documents[index], index, all, &parsed, &mentions, &names);
            reader.read(range.clone());
            reader.claims
        };
        let read: Vec<Vec<Claim>> = ranges.par_iter().enumerate().map(read).collect();
        claims.extend(read.into_iter().flatten());
        for range in ranges {
            parsed[range.clone()].fill_with(Parsed::default);
            mentions[range.clone()].fill_with(Vec::new);
        }
    }
    claims
}

/// A short identifier made from content alone: a letter and 12 hexadecimal digits of SHA-256.
pub(crate) fn stable_id(letter: char, parts: &[&str]) -> String {
    stable_id_of(letter, parts.iter().copied())
}

/// [`stable_id`] of parts that are many, or made one by one.
pub(crate) fn stable_id_of<'p>(letter: char, parts: impl Iterator<Item = &'p str>) -> String {
    let mut digest = Sha256::new();
    for (number, part) in parts.enumerate() {
        if number > 0 {
            digest.update("\u{1e}");
        }
        digest.update(part);
    }
    let mut id = String::from(letter);
    for byte in &digest.finalize()[..6] {
        id.push_str(&format!("{byte:02x}"));
    }
    id
}

fn distinct(names: impl Iterator<Item = String>) -> EcoVec<EcoString> {
    let mut found: Vec<EcoString> = Vec::new();
    for name in names {
        if !found.iter().any(|known| *known == name) {
            found.push(name.into());
        }
    }
    found.into()
}
