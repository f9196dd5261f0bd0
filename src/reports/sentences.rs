//! `show sentences`: one row per sentence, by source and place.

use indexmap::IndexMap;
use sha2::{Digest, Sha256};

use super::Report;
use super::index::{Index, Place};
use super::table::Table;
use crate::documents::Document;
use crate::sentences::Sentence;

/// How the sources were cut.
pub const REPORT: Report = Report {
    name: "sentences",
    table,
    objects: None,
};

/// A sentence.
struct Row<'f> {
    id: String,
    document: &'f Document,
    speaker: &'f str,
    sentence: &'f Sentence,
    place: Place<'f>,
}

fn table<'i>(index: &'i Index<'i>) -> Table<'i> {
    Table::new::<Row, _, _>(
        || rows(index),
        [
            ("sentence_id", |row| (&row.id).into()),
            ("source", |row| (&row.document.source).into()),
            ("speaker", |row| row.speaker.into()),
            ("kind", |row| row.sentence.kind.name().into()),
            ("line", |row| row.place.line.into()),
            ("start", |row| row.place.start.into()),
            ("end", |row| row.place.end.into()),
            ("quote", |row| row.place.quote.into()),
        ],
    )
}

fn rows<'f>(index: &Index<'f>) -> impl Iterator<Item = Row<'f>> {
    let findings = index.findings;
    let mut seen: IndexMap<(usize, &str), usize> = IndexMap::new();
    let sentences = findings.sentences.iter();
    sentences.map(move |sentence| {
        let document = &findings.documents[sentence.document];
        let place = index.place(document, sentence.span);
        let times = seen.entry((sentence.document, place.quote)).or_insert(0);
        *times += 1;
        Row {
            id: id(&document.source, place.quote, *times),
            document,
            speaker: document
                .sections
                .get(sentence.section)
                .map_or("", |section| &section.speaker),
            sentence,
            place,
        }
    })
}

/// An identifier made from the source's name, the words and, where a source says them more than
/// once, how many times it has said them up to here: so it outlives edits elsewhere in the source.
fn id(source: &str, quote: &str, times: usize) -> String {
    let digest = Sha256::digest(format!("{source}\0{quote}\0{times}"));
    let head: String = digest
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("s{head}")
}
