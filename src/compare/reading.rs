//! A pair as a run of its own: two documents of one paragraph each.

use jiff::civil::Date;

use crate::Span;
use crate::claims::{self, Claim};
use crate::clusters::origins::Origins;
use crate::clusters::similarity::Context;
use crate::documents::{Block, Document, Kind, Section};
use crate::english::{self, Parsed};
use crate::sentences::{self, Sentence};

/// What was read out of two texts.
pub struct Reading {
    /// Two documents.
    pub documents: Vec<Document>,
    /// Their sentences.
    pub sentences: Vec<Sentence>,
    /// The sentences as English.
    pub parsed: Vec<Parsed>,
    /// Their claims.
    pub claims: Vec<Claim>,
    origins: Origins,
}

impl Reading {
    /// Reads two texts of one line, with the days they were written.
    pub fn new(texts: [&str; 2], dates: [Option<Date>; 2]) -> Reading {
        let names = ["the first text", "the second text"];
        let documents: Vec<Document> = (0..2)
            .map(|at| document(names[at], texts[at], dates[at]))
            .collect();
        let sentences: Vec<Sentence> = documents
            .iter()
            .enumerate()
            .flat_map(|(at, document)| sentences::split(document, at))
            .collect();
        let read = |s: &Sentence| english::read(&sentences::plain(&documents[s.document], s));
        let parsed: Vec<Parsed> = sentences.iter().map(read).collect();
        let claims = claims::extract(&documents, &sentences, parsed.clone());
        let origins = Origins::new(&documents, &sentences);
        Reading {
            documents,
            sentences,
            parsed,
            claims,
            origins,
        }
    }

    /// What the comparison of two claims needs to know.
    pub fn context(&self) -> Context<'_> {
        Context::of_one_matter(
            &self.claims,
            &self.sentences,
            &self.documents,
            &self.origins,
        )
    }

    /// The sentences of one text, each with its words and its parse.
    pub fn of(&self, side: usize) -> impl Iterator<Item = (&str, &Parsed)> {
        let both = self.sentences.iter().zip(&self.parsed);
        both.filter(move |(s, _)| s.document == side)
            .map(move |(s, parsed)| (s.span.of(&self.documents[side].text), parsed))
    }
}

fn document(name: &str, text: &str, published: Option<Date>) -> Document {
    let mut document = Document::default();
    document.source = name.to_owned();
    document.published = published;
    document.sections = vec![Section {
        published,
        ..Section::default()
    }];
    document.blocks = vec![Block {
        span: Span::new(0, text.len()),
        kind: Kind::Body,
        section: 0,
    }];
    document.set_text(text.to_owned());
    document
}
