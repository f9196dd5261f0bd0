//! `conflicts.csv`: one row per pair of opposed sides, strongest first.

use std::io;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::Report;
use super::index::{Index, Place};
use super::table::Table;
use crate::claims::Claim;
use crate::conflicts::{Conflict, evidence};
use crate::documents::Document;

/// The report that a reviewer works through.
pub const REPORT: Report = Report {
    name: "conflicts",
    table,
    objects: None,
};

/// What scores too low for [`REPORT`], with the same columns.
pub const UNLIKELY: Report = Report {
    name: "unlikely",
    table: |index| table_of(|| unlikely_rows(index)),
    objects: None,
};

/// A conflict with its two sides.
pub struct Row<'f> {
    /// Its place among the rows, from 1.
    pub rank: usize,
    /// The conflict.
    pub conflict: &'f Conflict,
    cluster_id: &'f str,
    /// What the first says.
    pub a: Side<'f>,
    /// What the second says.
    pub b: Side<'f>,
}

/// The claim that speaks for one side, with its sentence as the quote: a clause alone is often
/// too short to judge.
pub struct Side<'f> {
    /// The claim.
    pub claim: &'f Claim,
    /// Where it stands.
    pub document: &'f Document,
    /// Its sentence.
    pub place: Place<'f>,
}

fn table<'i>(index: &'i Index<'i>) -> Table<'i> {
    table_of(|| rows(index))
}

fn table_of<'i, I: Iterator<Item = Row<'i>>>(rows: impl Fn() -> I + 'i) -> Table<'i> {
    Table::new(
        rows,
        [
            ("conflict_id", |row| (&row.conflict.id).into()),
            ("rank", |row| row.rank.into()),
            ("score", |row| row.conflict.score.into()),
            ("relation", |row| row.conflict.relation.name().into()),
            ("type", |row| row.conflict.kind.name().into()),
            ("question", |row| (&row.conflict.question).into()),
            ("answer_a", |row| (&row.conflict.answer_a).into()),
            ("answer_b", |row| (&row.conflict.answer_b).into()),
            ("source_a", |row| (&row.a.document.source).into()),
            ("speaker_a", |row| (&row.a.claim.speaker).into()),
            ("published_a", |row| row.a.claim.published.into()),
            ("quote_a", |row| row.a.place.quote.into()),
            ("source_b", |row| (&row.b.document.source).into()),
            ("speaker_b", |row| (&row.b.claim.speaker).into()),
            ("published_b", |row| row.b.claim.published.into()),
            ("quote_b", |row| row.b.place.quote.into()),
            ("origins_a", |row| row.conflict.origins_a.into()),
            ("origins_b", |row| row.conflict.origins_b.into()),
            ("why", |row| (&row.conflict.why).into()),
            ("verdict", |_| "".into()), // the reviewer's
            ("note", |_| "".into()),    // the reviewer's
            ("cluster_id", |row| row.cluster_id.into()),
            ("claim_a", |row| (&row.a.claim.id).into()),
            ("claim_b", |row| (&row.b.claim.id).into()),
            ("line_a", |row| row.a.place.line.into()),
            ("start_a", |row| row.a.place.start.into()),
            ("end_a", |row| row.a.place.end.into()),
            ("line_b", |row| row.b.place.line.into()),
            ("start_b", |row| row.b.place.start.into()),
            ("end_b", |row| row.b.place.end.into()),
        ],
    )
}

/// The rows, strongest first.
pub fn rows<'f>(index: &'f Index<'f>) -> impl Iterator<Item = Row<'f>> {
    ranked(index, &index.findings.conflicts, 1)
}

/// The rows of what scores too low, after the others.
fn unlikely_rows<'f>(index: &'f Index<'f>) -> impl Iterator<Item = Row<'f>> {
    let first = index.findings.conflicts.len() + 1;
    ranked(index, &index.findings.unlikely, first)
}

fn ranked<'f>(
    index: &'f Index<'f>,
    conflicts: &'f [Conflict],
    first: usize,
) -> impl Iterator<Item = Row<'f>> {
    let side = move |claim| {
        let claim = index.claim(claim);
        Side {
            claim,
            document: index.document(claim),
            place: index.sentence(claim),
        }
    };
    let clusters = &index.findings.clusters;
    let ranked = conflicts.iter().zip(first..);
    ranked.map(move |(conflict, rank)| Row {
        rank,
        conflict,
        cluster_id: clusters
            .get(conflict.cluster)
            .map_or("", |cluster| &cluster.id),
        a: side(conflict.claim_a),
        b: side(conflict.claim_b),
    })
}

/// Writes the rows of a table of these conflicts as JSON Lines, each with what its score was made
/// from.
pub fn write_json_lines(
    table: &Table,
    conflicts: &[Conflict],
    to: &mut dyn io::Write,
) -> io::Result<()> {
    let thousandths = |number: f64| (number * 1000.0).round() / 1000.0;
    table.write_json_lines_with(to, "evidence", conflicts, |conflict| {
        let numbers = evidence::NAMES.into_iter().zip(conflict.evidence);
        numbers
            .map(|(name, number)| (name, thousandths(number)))
            .collect::<IndexMap<_, _, FxBuildHasher>>()
    })
}
