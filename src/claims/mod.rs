//! A claim is one statement by one speaker.

use jiff::civil::Date;

use crate::Span;

/// One statement by one speaker.
#[derive(Clone, Debug, Default)]
pub struct Claim {
    /// Stable identifier, made from the source's name and the words.
    pub id: String,
    /// Index of the document in the run.
    pub document: usize,
    /// Index of the sentence in the run.
    pub sentence: usize,
    /// The clause that states it, in bytes of the document's text.
    pub span: Span,
    /// Who vouches for it, as written; empty for the author of the document.
    pub speaker: String,
    /// Who passes it on, as written; empty where nobody stands between, or only the author.
    pub told_by: String,
    /// The day the words were written, if known.
    pub published: Option<Date>,
    /// Who or what the claim is about, as written.
    pub subject: String,
    /// The verb with its particles and auxiliaries, as written.
    pub predicate: String,
    /// What is done to whom, as written.
    pub object: String,
    /// When, as written, with the resolved date where there is one.
    pub time: String,
    /// Where, as written.
    pub place: String,
    /// How many of what, as written.
    pub quantity: String,
    /// Yes or no.
    pub polarity: Polarity,
    /// How sure.
    pub modality: Modality,
    /// The names in the clause, resolved, in the order of the text.
    pub entities: Vec<String>,
}

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
}

/// How sure the speaker is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Modality {
    /// Stated as a fact.
    #[default]
    Fact,
    /// "may", "perhaps", "it seems".
    Hedged,
    /// "allegedly", "is accused of".
    Alleged,
    /// "will".
    Predicted,
    /// "must", "plans to", "called on".
    Demanded,
}

impl Modality {
    /// The word that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Modality::Fact => "fact",
            Modality::Hedged => "hedged",
            Modality::Alleged => "alleged",
            Modality::Predicted => "predicted",
            Modality::Demanded => "demanded",
        }
    }
}
