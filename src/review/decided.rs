//! Reviewed files: which rows hold decisions, and which.

use std::path::{Path, PathBuf};

use indexmap::IndexSet;

use super::matching::{Matter, Words};
use super::sheet::{self, Row};
use crate::Error;

/// What a verdict can be.
pub const VERDICTS: [&str; 4] = ["conflict", "update", "not a conflict", "unsure"];

/// The column that names a row.
pub const ID: &str = "conflict_id";

/// The column in which a carried verdict is marked.
pub const CARRIED: &str = "carried";

/// Further columns that are ours and no reviewer's.
const OURS: [&str; 4] = ["change", CARRIED, "from", "reason"];

/// A file that somebody reviewed.
#[derive(Debug, Default)]
pub struct Reviewed {
    /// The file.
    pub file: PathBuf,
    /// The rows that hold something, in the order of the file.
    pub rows: Vec<Decided>,
    /// The identifiers of all rows.
    pub ids: Vec<String>,
    /// How many rows have the same words.
    pub words: Words,
    /// The names of all sources in it.
    pub sources: IndexSet<String>,
    /// The columns that the reviewer added, in the order of the file.
    pub added: Vec<String>,
    /// What the reviewer should know, in sentences.
    pub warnings: Vec<String>,
}

/// A row with a verdict, a note, or something in a column that the reviewer added.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    /// What it is about.
    pub matter: Matter,
    /// One of [`VERDICTS`], or nothing.
    pub verdict: String,
    /// The note; with the verdict as it was written, where that is no verdict.
    pub note: String,
    /// What an earlier run marked on it.
    pub carried: String,
    /// What stands in the added columns, by column.
    pub added: Vec<(String, String)>,
    /// Which file and row it is.
    pub from: String,
    /// The row itself, whole.
    pub row: Row,
}

/// Reads a file that somebody reviewed, CSV or XLSX. `columns` are those of the report.
///
/// # Errors
///
/// [`Error::Table`] where it cannot be read, [`Error::Column`] where it has no `conflict_id`.
pub fn read(file: &Path, columns: &[String]) -> Result<Reviewed, Error> {
    let mut reviewed = Reviewed {
        file: file.to_owned(),
        ..Reviewed::default()
    };
    let name = file.file_name().unwrap_or(file.as_os_str());
    let name = name.to_string_lossy();
    let mut added: IndexSet<String> = IndexSet::new();
    sheet::read(file, ID, &mut |row| {
        reviewed.ids.push(row.get(ID).trim().to_owned());
        for column in ["source_a", "source_b"] {
            let source = row.get(column).trim();
            if !reviewed.sources.contains(source) {
                reviewed.sources.insert(source.to_owned());
            }
        }
        let matter = Matter::new(|column| row.get(column));
        *reviewed.words.entry(matter.words()).or_default() += 1;
        let own = own(&row, columns);
        added.extend(own.iter().map(|(column, _)| column.clone()));
        let from = format!("{name}, row {}", row.number);
        let decided = decided(row, matter, own, from, &mut reviewed.warnings);
        reviewed.rows.extend(decided);
    })?;
    reviewed.added = added.into_iter().collect();
    Ok(reviewed)
}

/// What stands in the columns of a row that are the reviewer's own.
fn own(row: &Row, columns: &[String]) -> Vec<(String, String)> {
    row.named()
        .filter(|(_, cell)| !cell.trim().is_empty())
        .map(|(name, cell)| (name, cell.to_owned()))
        .filter(|(name, _)| {
            let is = |other: &str| other.eq_ignore_ascii_case(name);
            !columns.iter().any(|column| is(column)) && !OURS.iter().any(|column| is(column))
        })
        .collect()
}

/// The row, if there is anything in it to keep.
fn decided(
    row: Row,
    matter: Matter,
    added: Vec<(String, String)>,
    from: String,
    warnings: &mut Vec<String>,
) -> Option<Decided> {
    let (written, mut note) = (row.get("verdict").trim(), row.get("note").to_owned());
    if written.is_empty() && note.trim().is_empty() && added.is_empty() {
        return None;
    }
    let verdict = verdict(written).unwrap_or_default();
    if verdict.is_empty() && !written.is_empty() {
        warnings.push(format!(
            "{from}: the verdict \"{written}\" is none of {}; it is kept in the note",
            VERDICTS.join(", ")
        ));
        let space = if note.trim().is_empty() { "" } else { " | " };
        note = format!("{}{space}verdict: {written}", note.trim_end());
    }
    Some(Decided {
        matter,
        verdict: verdict.to_owned(),
        note,
        carried: row.get(CARRIED).trim().to_owned(),
        added,
        from,
        row,
    })
}

/// The verdict that is meant, however its letters and spaces are written.
pub fn verdict(written: &str) -> Option<&'static str> {
    let words = |text: &str| {
        let words = text.split(|c: char| c.is_whitespace() || matches!(c, '_' | '-' | '.'));
        let words = words.filter(|word| !word.is_empty()).map(str::to_lowercase);
        words.collect::<Vec<_>>()
    };
    let meant = words(written);
    VERDICTS.into_iter().find(|verdict| words(verdict) == meant)
}
