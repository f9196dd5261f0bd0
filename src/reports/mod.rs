//! A report is one CSV file: one row per thing that a run found, for a reader with a spreadsheet.
//! Beside them a run can write a page, for a reader with a browser.
//!
//! Each report is a file of this folder that lists its columns, each beside the expression that
//! fills it, and says which things make a row. [`REPORTS`] lists those that [`write()`] puts into
//! the folder of a run; [`SENTENCES`] and [`PAIRS`] exist for [`print()`] alone.
//!
//! Numbers count as readers do: `start` and `end` are Unicode characters from 0, `line` and
//! `rank` count from 1.

mod agreement;
mod claims;
mod clusters;
mod conflicts;
mod earlier;
mod folder;
mod index;
mod page;
mod pairs;
mod sentences;
mod sources;
mod table;
mod texts;

use std::io;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::pipeline::Findings;
use folder::File;
use index::Index;
use table::Table;

/// One kind of report.
#[derive(Debug)]
pub struct Report {
    /// What its rows are; the file's name without `.csv`.
    pub name: &'static str,
    /// Fills it.
    table: fn(&Index) -> Table,
    /// Its rows as JSON Lines, where they hold more than the cells of the table.
    objects: Option<fn(&Index) -> Vec<u8>>,
}

impl Report {
    /// The file it is written to, inside the folder of a run.
    pub fn file(&self) -> String {
        format!("{}.csv", self.name)
    }

    /// The names of its columns, in order.
    pub fn columns(&self) -> Vec<&'static str> {
        (self.table)(&Index::new(&Findings::default())).columns
    }
}

/// The reports of a run, in the order in which a reader opens them.
pub const REPORTS: [&Report; 5] = [
    &conflicts::REPORT,
    &claims::REPORT,
    &clusters::REPORT,
    &sources::REPORT,
    &agreement::REPORT,
];

/// The conflicts of a run.
pub const CONFLICTS: &Report = &conflicts::REPORT;
/// The claims of a run.
pub const CLAIMS: &Report = &claims::REPORT;
/// The clusters of a run.
pub const CLUSTERS: &Report = &clusters::REPORT;
/// The sources of a run, read or skipped.
pub const SOURCES: &Report = &sources::REPORT;
/// How often each pair of sources agrees and disagrees.
pub const AGREEMENT: &Report = &agreement::REPORT;
/// The sentences of a run; only printed.
pub const SENTENCES: &Report = &sentences::REPORT;
/// The pairs of claims that were compared; only printed.
pub const PAIRS: &Report = &pairs::REPORT;

/// The file of the page, inside the folder of a run.
pub const PAGE: &str = page::FILE;

/// What [`write()`] left in the folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The reports, the page, then the texts, each with the folder before it.
    pub files: Vec<PathBuf>,
    /// Where the conflicts of an earlier run went that a reviewer had written verdicts or notes
    /// into; `None` where there were no such.
    pub reviewed: Option<PathBuf>,
}

/// A form in which a run is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One CSV file per report; they are always written.
    Csv,
    /// The page `report.html`, beside them.
    Html,
}

/// Writes all reports of a run as CSV into the folder `out`, which is created: [`write_as`]
/// without another format.
///
/// # Errors
///
/// Those of [`write_as`].
pub fn write(findings: &Findings, out: &Path) -> Result<Written, Error> {
    write_as(findings, out, &[Format::Csv])
}

/// Writes all reports of a run into the folder `out`, which is created: as CSV, and in the other
/// formats that are asked for.
///
/// The files take their places together: they are written under temporary names inside `out`
/// and renamed at the end, and if one cannot be, those already renamed go back and the reports of
/// an earlier run stay as they were. Texts and a page of an earlier run that this one does not write
/// are removed. Conflicts that hold verdicts or notes are not replaced but renamed.
///
/// # Errors
///
/// [`Error::Output`] names the path that could not be written. A file that has the name of a
/// report and is none (a list for `--sources`, say) is such a path.
pub fn write_as(findings: &Findings, out: &Path, formats: &[Format]) -> Result<Written, Error> {
    let index = Index::new(findings);
    let earlier = earlier::Earlier::read(out)?;

    let mut files: Vec<File> = REPORTS
        .iter()
        .map(|report| File {
            path: report.file().into(),
            bytes: (report.table)(&index).to_csv().into(),
        })
        .collect();
    if formats.contains(&Format::Html) {
        let place = out.join(PAGE);
        if place.exists() && !page::left_in(out) {
            return Err(earlier::not_ours(place));
        }
        files.push(page::file(&index));
    }
    files.extend(texts::texts(findings));

    folder::replace(out, &files, &earlier)?;
    Ok(Written {
        files: files.iter().map(|file| out.join(&file.path)).collect(),
        reviewed: earlier.reviewed.map(|(_, kept)| out.join(kept)),
    })
}

/// What a run that wrote its reports to `out` left there, so that the next one does not read it
/// as documents: the reports, the page and the texts. Empty where `out` holds something else.
pub fn written_before(out: &Path) -> Vec<PathBuf> {
    let Ok(earlier) = earlier::Earlier::read(out) else {
        return Vec::new();
    };
    let reports = REPORTS.map(|report| report.file().into());
    let files = reports.into_iter().chain(earlier.texts);
    files
        .map(|file| out.join(file))
        .filter(|file| file.is_file())
        .collect()
}

/// Prints one report as it would stand in a file.
///
/// # Errors
///
/// Those of `to`.
pub fn print(report: &Report, findings: &Findings, to: &mut dyn io::Write) -> io::Result<()> {
    to.write_all(&(report.table)(&Index::new(findings)).to_csv())
}

/// Prints one report as JSON Lines: one object a row, with the columns of the table as keys;
/// claims have their slots nested.
///
/// # Errors
///
/// Those of `to`.
pub fn print_json(report: &Report, findings: &Findings, to: &mut dyn io::Write) -> io::Result<()> {
    let index = Index::new(findings);
    let lines = match report.objects {
        Some(objects) => objects(&index),
        None => (report.table)(&index).to_json_lines(),
    };
    to.write_all(&lines)
}
