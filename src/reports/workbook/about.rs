//! *About*: what made the workbook, from what, and how to read it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::look::{self, Look, Width};
use super::words;
use crate::conflicts::Relation;
use crate::reports::index::Index;

/// How to read the workbook, a sheet or a matter a line.
const HOW: [(&str, &str); 9] = [
    (
        "Conflicts",
        "One row for each pair of answers that cannot both hold, strongest first. The words that clash are in bold where the quote has them. Choose a verdict, write a note, add columns of your own; sort and filter as you like.",
    ),
    (
        "verdict",
        "conflict: both cannot be true. update: the world, or what was known, changed between the two. not a conflict: both can be true, or they speak of different things. unsure: cannot be decided from the sources.",
    ),
    (
        "score",
        "The estimated probability that a careful reader would call the row a conflict; empty where there is no estimate.",
    ),
    (
        "carried",
        "Says what to look at again: the verdict was given on slightly other words, a source had another name, or two reviewers disagree. Clear the cell once you have looked.",
    ),
    (
        "Updates",
        "Answers that differ because time passed between two reports, such as a rising toll. Verdicts count here too.",
    ),
    (
        "Clusters",
        "The questions that several claims answer; one row for each answer, with who gives it and in which words.",
    ),
    (
        "Agreement matrix",
        "How often two sources agree (above the diagonal) and how often they have a conflict (below it).",
    ),
    (
        "folded columns",
        "To the right of the conflicts, what only programs need is folded away. Keep the column conflict_id: by it your verdicts find their rows again.",
    ),
    (
        "next run",
        "Save this file under a name of your own and give it to the next run with --review FILE: verdicts, notes and your columns come back, whatever was added to the documents meanwhile.",
    ),
];

/// The width of the text.
const WIDTH: Width = 110.0;

/// Writes the sheet.
pub fn write(
    sheet: &mut Worksheet,
    index: &Index,
    about: &[(String, String)],
    look: &Look,
) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 22)?;
    sheet.set_column_width(1, WIDTH)?;
    let mut row = 0;
    let mut part = |title: &str, lines: &[(&str, String)]| -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, 0, title, &look.title)?;
        row += 1;
        for (name, value) in lines {
            sheet.set_row_height(row, look::height([(value.as_str(), WIDTH)].into_iter()))?;
            words::put_as(sheet, (row, 0), name, Some(&look.prose), &look.prose)?;
            words::put_as(sheet, (row, 1), value, Some(&look.prose), &look.prose)?;
            row += 1;
        }
        row += 1;
        Ok(())
    };

    let findings = index.findings;
    let of = |relation| {
        let rows = findings.conflicts.iter();
        rows.filter(|row| row.relation == relation)
            .count()
            .to_string()
    };
    let version = format!("atodds {}", env!("CARGO_PKG_VERSION"));
    part(
        &version,
        &[(
            "what it is",
            "Where several accounts of the same events disagree.".into(),
        )],
    )?;
    part(
        "What was read",
        &[
            ("sources", findings.documents.len().to_string()),
            ("skipped", findings.skipped.len().to_string()),
            ("sentences", findings.sentences.len().to_string()),
            ("claims", findings.claims.len().to_string()),
            ("clusters", findings.clusters.len().to_string()),
            ("conflicts", of(Relation::Conflict)),
            ("updates", of(Relation::Update)),
        ],
    )?;
    let settings: Vec<(&str, String)> = about
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    if !settings.is_empty() {
        part("Settings", &settings)?;
    }
    part(
        "How to read it",
        &HOW.map(|(name, text)| (name, text.to_owned())),
    )?;
    look::end_last_row(sheet, row)
}
