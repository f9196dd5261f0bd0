//! `sources.csv`: one row per input, read or skipped, by name.

use std::collections::BTreeSet;

use super::Report;
use super::index::Index;
use super::table::Table;
use crate::conflicts::Relation;
use crate::documents::{Document, Skipped};

/// What was read, what was not and why.
pub const REPORT: Report = Report {
    name: "sources",
    table,
    objects: None,
};

/// A source that was read.
const READ: &str = "read";
/// A source that was not.
const SKIPPED: &str = "skipped";
/// What the row of a source says that has no other beside it.
const ALONE: &str = "the only source that was read: nothing can be compared across sources, only its speakers with each other";

/// An input.
#[derive(Default)]
struct Row<'f> {
    source: &'f str,
    file: &'f str,
    title: &'f str,
    author: &'f str,
    published: Option<jiff::civil::Date>,
    language: &'f str,
    status: &'static str,
    reason: &'f str,
    counts: Counts,
    copy_of: &'f str,
}

/// What one source contributes.
#[derive(Clone, Copy, Default)]
struct Counts {
    sentences: usize,
    claims: usize,
    /// Sides on which it stands with another source, not with copied words.
    agreements: usize,
    /// Conflicts in which it stands on a side.
    conflicts: usize,
}

fn table<'i>(index: &'i Index<'i>) -> Table<'i> {
    Table::new::<Row, _, _>(
        || rows(index),
        [
            ("source", |row| row.source.into()),
            ("file", |row| row.file.into()),
            ("title", |row| row.title.into()),
            ("author", |row| row.author.into()),
            ("published", |row| row.published.into()),
            ("language", |row| row.language.into()),
            ("status", |row| row.status.into()),
            ("reason", |row| row.reason.into()),
            ("sentences", |row| row.counts.sentences.into()),
            ("claims", |row| row.counts.claims.into()),
            ("agreements", |row| row.counts.agreements.into()),
            ("conflicts", |row| row.counts.conflicts.into()),
            ("copy_of", |row| row.copy_of.into()),
        ],
    )
}

fn rows<'f>(index: &Index<'f>) -> Vec<Row<'f>> {
    let findings = index.findings;
    let alone = findings.documents.len() == 1;
    let original = |document: usize| {
        let original = findings.origins.copy_of(document);
        original.map_or("", |original| findings.documents[original].source.as_str())
    };
    let read = findings.documents.iter().zip(counts(index)).enumerate();
    let mut rows: Vec<Row> = read
        .map(|(number, (document, counts))| Row {
            source: &document.source,
            file: &document.file,
            title: &document.title,
            author: author(document),
            published: document.published,
            language: &document.language,
            status: READ,
            reason: if alone { ALONE } else { "" },
            counts,
            copy_of: original(number),
        })
        .collect();
    rows.extend(findings.skipped.iter().map(skipped));
    rows.sort_by_key(|row| (row.source, row.file));
    rows
}

fn skipped(skipped: &Skipped) -> Row<'_> {
    Row {
        source: &skipped.source,
        file: &skipped.file,
        language: &skipped.language,
        status: SKIPPED,
        reason: &skipped.reason,
        copy_of: &skipped.copy_of,
        ..Row::default()
    }
}

/// Who answers for the document: its author, else whoever published it.
fn author(document: &Document) -> &str {
    if document.author.is_empty() {
        &document.outlet
    } else {
        &document.author
    }
}

/// The counts of each document, by document.
fn counts(index: &Index) -> Vec<Counts> {
    let findings = index.findings;
    let mut counts = vec![Counts::default(); findings.documents.len()];
    for sentence in &findings.sentences {
        counts[sentence.document].sentences += 1;
    }
    for claim in &findings.claims {
        counts[claim.document].claims += 1;
    }
    for side in findings.clusters.iter().flat_map(|cluster| &cluster.sides) {
        let pairs = index.agreeing(&side.claims);
        let agreeing: BTreeSet<usize> = pairs.into_iter().flat_map(|(a, b)| [a, b]).collect();
        for document in agreeing {
            counts[document].agreements += 1;
        }
    }
    let conflicts = findings.conflicts.iter();
    for conflict in conflicts.filter(|row| row.relation == Relation::Conflict) {
        let [left, right] = index.opposed(conflict);
        for &document in left.union(&right) {
            counts[document].conflicts += 1;
        }
    }
    counts
}
