//! Moulds: documents with standing names, read once as any document is read. A corpus is made of
//! them by putting other names of the same length in their place, so that spans stay true.

use atodds::claims::{self, Claim};
use atodds::documents::{Document, sections};
use atodds::english;
use atodds::sentences::{self, Sentence};
use rayon::prelude::*;

use super::corpus::MOULD_PUBLISHED;
use super::random::Random;

static EVENTS: &str = include_str!("events.txt");

/// Kinds of events.
pub const KINDS: usize = 8;

/// Moulds of each kind.
pub const MOULDS: usize = 40;

/// What the templates leave open, and what stands there in a mould.
pub const SLOTS: [(&str, &str); 11] = [
    ("place", "Kelmaro"),
    ("region", "Varelnid"),
    ("firm", "Lornaki"),
    ("river", "Sarnev"),
    ("victim", "Ursel Halmner"),
    ("chief", "Bruno Kestlor"),
    ("toll", "41"),
    ("hurt", "87"),
    ("homes", "263"),
    ("digit", "6.3"),
    ("day", "14 March"),
];

/// A document that was read.
pub struct Mould {
    pub text: String,
    /// Numbered within the document.
    pub sentences: Vec<Sentence>,
    /// Their claims; `sentence` is numbered within the document.
    pub claims: Vec<Claim>,
    /// By sentence: the fact it states, none for boilerplate.
    pub facts: Vec<Option<usize>>,
}

/// A fact and the sentences that state or deny it.
#[derive(Default)]
struct Fact {
    number: usize,
    yes: Vec<&'static str>,
    no: Vec<&'static str>,
}

/// All moulds, by kind.
pub fn read() -> Vec<Mould> {
    let kinds = kinds();
    let [events @ .., noise, boilerplate] = &kinds[..] else {
        panic!("events.txt ends with noise and boilerplate");
    };
    assert_eq!(events.len(), KINDS);
    let mut drafts = Vec::new();
    for (kind, facts) in events.iter().enumerate() {
        for number in 0..MOULDS {
            let mut random = Random::new((kind * MOULDS + number) as u64);
            drafts.push(draft(facts, noise, boilerplate, &mut random));
        }
    }
    let documents: Vec<Document> = drafts
        .iter()
        .map(|draft| {
            let mut document = Document::default();
            document.published = Some(MOULD_PUBLISHED);
            document.set_text(draft.0.clone());
            sections::find(&mut document);
            document
        })
        .collect();
    let (all, claims) = read_all(&documents);
    let mut moulds: Vec<Mould> = Vec::new();
    let mut of = claims.into_iter().peekable();
    let mut first = 0;
    for (number, (text, starts)) in drafts.into_iter().enumerate() {
        let own: Vec<Sentence> = all
            .iter()
            .filter(|s| s.document == number)
            .cloned()
            .collect();
        let mut claims = Vec::new();
        while let Some(mut claim) = of.next_if(|claim| claim.document == number) {
            claim.sentence -= first;
            claims.push(claim);
        }
        first += own.len();
        let facts = own
            .iter()
            .map(|sentence| fact_at(&starts, sentence.span.start));
        moulds.push(Mould {
            text,
            facts: facts.collect(),
            sentences: own,
            claims,
        });
    }
    moulds
}

/// The sentences and claims of documents.
pub fn read_all(documents: &[Document]) -> (Vec<Sentence>, Vec<Claim>) {
    let split = documents.par_iter().enumerate();
    let all: Vec<Vec<Sentence>> = split.map(|(n, d)| sentences::split(d, n)).collect();
    let all = all.concat();
    let parsed: Vec<english::Parsed> = all
        .par_iter()
        .map(|s| english::read(&sentences::plain(&documents[s.document], s)))
        .collect();
    let claims = claims::extract(documents, &all, parsed);
    (all, claims)
}

/// The fact of the sentence that holds a byte.
fn fact_at(starts: &[(usize, Option<usize>)], byte: usize) -> Option<usize> {
    starts.iter().rev().find(|(start, _)| *start <= byte)?.1
}

/// A text with the places where its sentences begin, and what each states.
fn draft(
    facts: &[Fact],
    noise: &[Fact],
    boilerplate: &[Fact],
    random: &mut Random,
) -> (String, Vec<(usize, Option<usize>)>) {
    let mut chosen: Vec<(&str, Option<usize>)> = Vec::new();
    for fact in facts {
        if random.below(10) < 8 {
            let denied = !fact.no.is_empty() && random.below(3) == 0;
            let words = if denied { &fact.no } else { &fact.yes };
            chosen.push((words[random.below(words.len())], Some(fact.number)));
        }
    }
    for _ in 0..1 + random.below(2) {
        let fact = &noise[random.below(noise.len())];
        let sentence = (fact.yes[0], Some(fact.number));
        if !chosen.contains(&sentence) {
            chosen.insert(1 + random.below(chosen.len()), sentence);
        }
    }
    if random.below(6) == 0 {
        let line = &boilerplate[random.below(boilerplate.len())];
        chosen.push((line.yes[0], None));
    }
    let (mut text, mut starts) = (String::new(), Vec::new());
    for (at, (sentence, fact)) in chosen.into_iter().enumerate() {
        match (at, fact) {
            (0, _) => {}
            (_, None) => text.push_str("\n\n"),
            _ if at % 3 == 0 => text.push_str("\n\n"),
            _ => text.push(' '),
        }
        starts.push((text.len(), fact));
        let filled = SLOTS
            .iter()
            .fold(sentence.to_string(), |text, (slot, name)| {
                // The slot of the digit stands for the whole number in a mould.
                match *slot {
                    "digit" => text.replace("6.{digit}", name),
                    _ => text.replace(&format!("{{{slot}}}"), name),
                }
            });
        text.push_str(&filled);
    }
    text.push('\n');
    (text, starts)
}

/// The facts of each kind, numbered through.
fn kinds() -> Vec<Vec<Fact>> {
    let mut kinds: Vec<Vec<Fact>> = Vec::new();
    let mut number = 0;
    for line in EVENTS.lines().filter(|line| !line.is_empty()) {
        if line.starts_with('=') {
            let fact = Fact {
                number,
                ..Fact::default()
            };
            kinds.last_mut().expect("a kind comes first").push(fact);
            number += 1;
        } else if line.starts_with('#') {
            kinds.push(Vec::new());
        } else {
            let fact = kinds.last_mut().and_then(|kind| kind.last_mut());
            let fact = fact.expect("a fact comes first");
            match line.strip_prefix("- ") {
                Some(denial) => fact.no.push(denial),
                None => fact.yes.push(line),
            }
        }
    }
    // The remarks at the top look like kinds without facts.
    kinds.retain(|kind| !kind.is_empty());
    kinds
}
