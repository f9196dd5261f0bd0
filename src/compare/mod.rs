//! A pair is two texts of which the user says that they are about the same matter: do they conflict?
//!
//! ```text
//! "The dam broke at noon."  +  "Nothing broke on Tuesday."  →  conflict, 0.81, polarity, why
//! ```
//!
//! 1. [`texts`] makes the two fit to be read, or says at once what they are (empty, the same, not
//!    English);
//! 2. [`reading`] takes them through the stages of a run as two documents;
//! 3. [`found`] asks every detector about every two of their claims, whatever a run would ask
//!    before it sets two claims against each other: same story, same event;
//! 4. [`evidence`] puts what speaks for and against into numbers, and [`judge`] weighs them;
//! 5. `reason` says which slots differ.

pub mod cues;
pub mod evidence;
pub mod found;
pub mod judge;
pub mod pairs;
pub mod reading;
mod reason;
mod slots;
pub mod texts;
pub mod words;

use jiff::civil::Date;

use crate::conflicts;
use evidence::Evidence;
use reading::Reading;
use slots::Slots;
use texts::Ready;

/// One of two texts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Side<'t> {
    /// What it says.
    pub text: &'t str,
    /// The day the words were written, if known.
    pub date: Option<Date>,
}

/// How two texts stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Both cannot hold.
    Conflict,
    /// The world, or what was known, changed between the two.
    Update,
    /// Both say the same of something.
    Agree,
    /// Neither.
    Unrelated,
}

/// The relations in the order in which a model names them.
pub const RELATIONS: [Relation; 4] = [
    Relation::Conflict,
    Relation::Update,
    Relation::Agree,
    Relation::Unrelated,
];

impl Relation {
    /// The word that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Conflict => conflicts::Relation::Conflict.name(),
            Relation::Update => conflicts::Relation::Update.name(),
            Relation::Agree => conflicts::Relation::Agree.name(),
            Relation::Unrelated => "unrelated",
        }
    }
}

/// What is found of two texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// How they stand to each other.
    pub relation: Relation,
    /// The probability that they conflict: 0 to 1.
    pub score: f64,
    /// What kind of answer differs, for a conflict or an update; else empty.
    pub kind: &'static str,
    /// Why, in a sentence or two.
    pub why: String,
    /// What was weighed; nothing where the texts were not read.
    pub evidence: Evidence,
}

/// Compares two texts.
pub fn compare(a: Side, b: Side) -> Verdict {
    let ready = match texts::ready(a.text, b.text) {
        Ready::Read(texts) => texts,
        Ready::Known { relation, why } => {
            return Verdict {
                relation,
                score: 0.0,
                kind: "",
                why,
                evidence: Evidence::new(),
            };
        }
    };
    let texts = [&ready.a, &ready.b].map(|text| text.as_str());
    let reading = Reading::new(texts, [a.date, b.date]);
    let context = reading.context();
    let found = found::all(&context);
    let slots = Slots::new(&reading);
    let evidence = evidence::of(&slots, &context, &found);
    let (relation, score) = judge::weigh(&evidence, &found);
    let (kind, mut why) = reason::of(relation, &slots, &context, &found);
    for note in &ready.notes {
        why.push(' ');
        why.push_str(note);
    }
    Verdict {
        relation,
        score,
        kind,
        why,
        evidence,
    }
}
