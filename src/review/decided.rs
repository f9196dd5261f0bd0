//! Reviewed files: which rows hold decisions, and which.

use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use indexmap::IndexSet;

use super::carry::Decision;
use super::matching::{Matter, Words};
use super::sheet::{self, Header, Row};
use crate::Error;

/// What a verdict can be.
pub const VERDICTS: [&str; 4] = ["conflict", "update", "not a conflict", "unsure"];

/// The column that names a row.
pub const ID: &str = "conflict_id";

/// The column in which a carried verdict is marked.
pub const CARRIED: &str = "carried";

/// The columns in which the page says what verdict and note a row had before its reader decided.
pub const BEFORE: [&str; 2] = ["verdict_before", "note_before"];

/// Further columns that are ours and no reviewer's.
const OURS: [&str; 6] = ["change", CARRIED, "from", "reason", BEFORE[0], BEFORE[1]];

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
    /// Whether it is a report that the run is about to replace. What a page changed of it is no
    /// disagreement between reviewers.
    pub is_replaced: bool,
}

/// A row with a verdict, a note, or something in a column that the reviewer added; or one from
/// which the reader of a page took these back.
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
    /// The verdict and the note that these have taken the place of, where the file says so.
    pub before: Option<[String; 2]>,
    /// What stands in the added columns, by column.
    pub added: Vec<(String, String)>,
    /// Which file and row it is.
    pub from: String,
    /// The row itself, whole.
    pub row: Row,
}

impl Decided {
    /// What it holds, and what that has taken the place of.
    pub fn held(&self) -> impl Iterator<Item = Decision> {
        let own = [&self.verdict, &self.note];
        let before = self.before.as_ref().map(|before| before.each_ref());
        let each = iter::once(own).chain(before);
        each.map(|[verdict, note]| [&self.matter.id, verdict, note].map(String::clone))
    }
}

/// Reads a file that somebody reviewed, CSV or XLSX. `columns` are those of the report.
///
/// # Errors
///
/// [`Error::Table`] where it cannot be read, [`Error::Column`] where it has no `conflict_id`.
pub fn read(file: &Path, columns: &[String]) -> Result<Reviewed, Error> {
    read_as(file, columns, true)
}

/// Reads the decisions of a file that somebody may have reviewed, and keeps nothing else of it.
///
/// # Errors
///
/// Those of [`read`].
pub fn decisions(file: &Path, columns: &[String]) -> Result<Vec<Decided>, Error> {
    Ok(read_as(file, columns, false)?.rows)
}

/// `whole` says whether the rows without a decision count too.
fn read_as(file: &Path, columns: &[String], whole: bool) -> Result<Reviewed, Error> {
    let mut reviewed = Reviewed {
        file: file.to_owned(),
        ..Reviewed::default()
    };
    let name = file.file_name().unwrap_or(file.as_os_str());
    let name = name.to_string_lossy();
    let mut added: IndexSet<String> = IndexSet::new();
    let mut own = Own::default();
    sheet::read(file, ID, &mut |row| {
        let matter = whole.then(|| Matter::new(|column| row.get(column)));
        if let Some(matter) = &matter {
            reviewed.ids.push(matter.id.clone());
            for side in &matter.sides {
                if !reviewed.sources.contains(&side.source) {
                    reviewed.sources.insert(side.source.clone());
                }
            }
            *reviewed.words.entry(matter.words()).or_default() += 1;
        }
        if !Arc::ptr_eq(&own.header, &row.header) {
            own = Own::of(&row.header, columns);
        }
        let cells = own.cells(&row);
        added.extend(cells.iter().map(|(column, _)| column.clone()));
        let from = format!("{name}, row {}", row.number);
        let decided = decided(row, matter, cells, from, &mut reviewed.warnings);
        reviewed.rows.extend(decided);
    })?;
    reviewed.added = added.into_iter().collect();
    Ok(reviewed)
}

/// Which columns of a sheet are the reviewer's own. Sheets may be long, so this is found out once.
#[derive(Default)]
struct Own {
    header: Arc<Header>,
    /// By column of the header, whether it is ours.
    ours: Vec<bool>,
}

impl Own {
    fn of(header: &Arc<Header>, columns: &[String]) -> Self {
        let ours = columns.iter().map(String::as_str).chain(OURS);
        let ours: Vec<&str> = ours.collect();
        let is_ours = |name: &String| ours.iter().any(|own| own.eq_ignore_ascii_case(name));
        Own {
            header: Arc::clone(header),
            ours: header.names().iter().map(is_ours).collect(),
        }
    }

    /// What stands in them in one row.
    fn cells(&self, row: &Row) -> Vec<(String, String)> {
        let cells = row.cells.iter().enumerate();
        cells
            .filter(|(at, cell)| {
                !self.ours.get(*at).copied().unwrap_or(false) && !cell.trim().is_empty()
            })
            .map(|(at, cell)| (row.header.name(at), cell.clone()))
            .collect()
    }
}

/// The row, if there is anything in it to keep.
fn decided(
    row: Row,
    matter: Option<Matter>,
    added: Vec<(String, String)>,
    from: String,
    warnings: &mut Vec<String>,
) -> Option<Decided> {
    let (written, mut note) = (row.get("verdict").trim(), row.get("note").to_owned());
    let before = row.header.find(BEFORE[0]).map(|_| {
        let [verdict, note] = BEFORE.map(|column| row.get(column));
        [verdict.trim().to_owned(), note.to_owned()]
    });
    let is_open = |verdict: &str, note: &str| verdict.is_empty() && note.trim().is_empty();
    let was_open = before.as_ref().is_none_or(|[v, n]| is_open(v, n));
    if is_open(written, &note) && was_open && added.is_empty() {
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
        matter: matter.unwrap_or_else(|| Matter::new(|column| row.get(column))),
        verdict: verdict.to_owned(),
        note,
        carried: row.get(CARRIED).trim().to_owned(),
        before,
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
