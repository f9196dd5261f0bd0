//! `claims.csv`: one row per claim, by source and place; as JSON with its slots nested.

use std::io;

use ecow::EcoString;
use serde::Serialize;

use super::Report;
use super::index::{Index, Place};
use super::table::{self, Table};
use crate::claims::{Argument, Claim, Reason, Role};
use crate::documents::Document;
use crate::sentences::Sentence;

/// What was read out of the sources.
pub const REPORT: Report = Report {
    name: "claims",
    table,
    objects: Some(objects),
};

/// A claim, with the clause that states it as the quote.
struct Row<'f> {
    claim: &'f Claim,
    document: &'f Document,
    sentences: &'f [Sentence],
    place: Place<'f>,
    cluster_id: &'f str,
}

fn rows<'f>(index: &'f Index<'f>) -> impl Iterator<Item = Row<'f>> {
    let claims = index.findings.claims.iter().enumerate();
    claims.map(|(number, claim)| {
        let document = index.document(claim);
        Row {
            claim,
            document,
            sentences: &index.findings.sentences,
            place: index.place(document, claim.span),
            cluster_id: index.cluster_id(number),
        }
    })
}

fn table<'i>(index: &'i Index<'i>) -> Table<'i> {
    Table::new::<Row, _, _>(
        || rows(index),
        [
            ("claim_id", |row| (&row.claim.id).into()),
            ("source", |row| (&row.document.source).into()),
            ("speaker", |row| (&row.claim.speaker).into()),
            ("told_by", |row| (&row.claim.told_by).into()),
            ("published", |row| row.claim.published.into()),
            ("line", |row| row.place.line.into()),
            ("start", |row| row.place.start.into()),
            ("end", |row| row.place.end.into()),
            ("quote", |row| row.place.quote.into()),
            ("subject", |row| words(&row.claim.subject).into()),
            ("predicate", |row| (&row.claim.predicate).into()),
            ("object", |row| words(&row.claim.object).into()),
            ("time", |row| {
                row.claim.time_text(row.document, row.sentences).into()
            }),
            ("place", |row| row.claim.place_text().into()),
            ("quantity", |row| {
                row.claim.quantity_text(row.document, row.sentences).into()
            }),
            ("polarity", |row| row.claim.polarity.name().into()),
            ("modality", |row| row.claim.modality.name().into()),
            ("entities", |row| row.claim.entities.join(" | ").into()),
            ("cluster_id", |row| row.cluster_id.into()),
            ("arguments", |row| arguments(row.claim).into()),
            ("reasons", |row| reasons(row.claim).into()),
        ],
    )
}

/// The words of an argument; empty where the claim has none.
fn words(argument: &Option<Argument>) -> &str {
    argument.as_ref().map_or("", |argument| &argument.text)
}

/// "at the school (place); to the mayor (recipient)", without what is part of another argument.
fn arguments(claim: &Claim) -> String {
    let parts: Vec<String> = own_arguments(claim)
        .map(|(preposition, argument)| {
            format!("{preposition} {} ({})", argument.text, argument.role.name())
        })
        .collect();
    parts.join("; ")
}

fn own_arguments(claim: &Claim) -> impl Iterator<Item = &(EcoString, Argument)> {
    let own = |argument: &Argument| argument.role != Role::Within;
    claim
        .obliques
        .iter()
        .filter(move |(_, argument)| own(argument))
}

/// "because it rained; to win".
fn reasons(claim: &Claim) -> String {
    let words = |reason: &Reason| format!("{} {}", reason.marker, reason.text);
    claim
        .reasons
        .iter()
        .map(words)
        .collect::<Vec<_>>()
        .join("; ")
}

/// The claims as JSON Lines, one object a claim.
fn objects(index: &Index, to: &mut dyn io::Write) -> io::Result<()> {
    rows(index).try_for_each(|row| {
        let object = Object {
            claim_id: &row.claim.id,
            source: &row.document.source,
            speaker: &row.claim.speaker,
            told_by: &row.claim.told_by,
            published: row.claim.published.map(|day| day.to_string()),
            line: row.place.line,
            start: row.place.start,
            end: row.place.end,
            quote: row.place.quote,
            predicate: Predicate {
                text: &row.claim.predicate,
                lemma: &row.claim.lemma,
                class: &row.claim.class,
                passive: row.claim.passive,
            },
            subject: row.claim.subject.as_ref().map(Noun::of),
            object: row.claim.object.as_ref().map(Noun::of),
            arguments: own_arguments(row.claim)
                .map(|(preposition, argument)| Oblique {
                    preposition,
                    role: argument.role.name(),
                    noun: Noun::of(argument),
                })
                .collect(),
            reasons: row
                .claim
                .reasons
                .iter()
                .map(|reason| {
                    let place = index.place(row.document, reason.span);
                    Why {
                        kind: if reason.is_purpose {
                            "purpose"
                        } else {
                            "cause"
                        },
                        marker: &reason.marker,
                        text: &reason.text,
                        head: &reason.head,
                        start: place.start,
                        end: place.end,
                    }
                })
                .collect(),
            times: parts(&row.claim.time_text(row.document, row.sentences)),
            places: parts(&row.claim.place_text()),
            quantities: parts(&row.claim.quantity_text(row.document, row.sentences)),
            polarity: row.claim.polarity.name(),
            modality: row.claim.modality.name(),
            entities: &row.claim.entities,
            cluster_id: row.cluster_id,
        };
        table::write_line(&object, to)
    })
}

/// A slot that holds several things, as the table writes them.
fn parts(text: &str) -> Vec<String> {
    let parts = text.split("; ").filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// A claim as JSON.
#[derive(Serialize)]
struct Object<'f> {
    claim_id: &'f str,
    source: &'f str,
    speaker: &'f str,
    told_by: &'f str,
    published: Option<String>,
    line: usize,
    start: usize,
    end: usize,
    quote: &'f str,
    predicate: Predicate<'f>,
    subject: Option<Noun<'f>>,
    object: Option<Noun<'f>>,
    arguments: Vec<Oblique<'f>>,
    reasons: Vec<Why<'f>>,
    times: Vec<String>,
    places: Vec<String>,
    quantities: Vec<String>,
    polarity: &'f str,
    modality: &'f str,
    entities: &'f [EcoString],
    cluster_id: &'f str,
}

#[derive(Serialize)]
struct Predicate<'f> {
    text: &'f str,
    lemma: &'f str,
    class: &'f str,
    passive: bool,
}

#[derive(Serialize)]
struct Noun<'f> {
    text: &'f str,
    head: &'f str,
    /// The other members of a list.
    others: &'f [EcoString],
    names: &'f [EcoString],
}

impl Noun<'_> {
    fn of(argument: &Argument) -> Noun<'_> {
        Noun {
            text: &argument.text,
            head: &argument.head,
            others: &argument.others,
            names: &argument.names,
        }
    }
}

#[derive(Serialize)]
struct Oblique<'f> {
    preposition: &'f str,
    role: &'f str,
    #[serde(flatten)]
    noun: Noun<'f>,
}

#[derive(Serialize)]
struct Why<'f> {
    kind: &'f str,
    marker: &'f str,
    text: &'f str,
    head: &'f str,
    start: usize,
    end: usize,
}
