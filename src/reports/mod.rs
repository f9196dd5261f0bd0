//! A report is a table: one row per thing that a run found, for a reader with a spreadsheet. Each
//! is a CSV file, and if wanted a sheet of a workbook and a file of JSON Lines. Beside them a run
//! can write a page, for a reader with a browser.
//!
//! Each report is a file of this folder that lists its columns, each beside the expression that
//! fills it, and says which things make a row. [`REPORTS`] lists those that [`write()`] puts into
//! the folder of a run; [`SENTENCES`] and [`PAIRS`] exist for [`print()`] alone.
//!
//! Rows are made while they are written and none is kept, so that a report may be of any length.
//!
//! Numbers count as readers do: `start` and `end` are Unicode characters from 0, `line` and
//! `rank` count from 1.

mod agreement;
mod claims;
mod clusters;
mod conflicts;
mod earlier;
mod folder;
mod gone;
mod index;
mod page;
mod pairs;
mod plan;
mod reviewed;
mod sample;
mod sentences;
mod sources;
mod table;
mod texts;
mod workbook;

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::Error;
use crate::pipeline::Findings;
use crate::review;
use folder::File;
use index::Index;
use table::Table;

pub use folder::{hold, recover};
pub use gone::GONE;
pub use plan::{Format, Plan, Settings, conflicts_in};
pub use reviewed::WITHOUT_ROW;
pub use sample::print_sample;
pub use workbook::WORKBOOK;

/// One kind of report.
#[derive(Debug)]
pub struct Report {
    /// What its rows are; the file's name without `.csv`.
    pub name: &'static str,
    /// Fills it.
    table: for<'i> fn(&'i Index<'i>) -> Table<'i>,
    /// Writes its rows as JSON Lines, where they hold more than the cells of the table.
    objects: Option<Objects>,
}

/// Writes rows as JSON Lines.
type Objects = fn(&Index, &mut dyn io::Write) -> io::Result<()>;

impl Report {
    /// The file it is written to, inside the folder of a run.
    pub fn file(&self) -> String {
        format!("{}.csv", self.name)
    }

    /// The file of its rows as JSON Lines.
    pub fn json_file(&self) -> String {
        format!("{}.jsonl", self.name)
    }

    /// The names of its columns, in order.
    pub fn columns(&self) -> Vec<String> {
        (self.table)(&Index::new(&Findings::default())).columns
    }
}

/// The reports of a run, in the order in which a reader opens them.
pub const REPORTS: [&Report; 6] = [
    &conflicts::REPORT,
    &conflicts::UNLIKELY,
    &claims::REPORT,
    &clusters::REPORT,
    &sources::REPORT,
    &agreement::REPORT,
];

/// The conflicts of a run.
pub const CONFLICTS: &Report = &conflicts::REPORT;
/// The conflicts of a run that score too low to be among [`CONFLICTS`].
pub const UNLIKELY: &Report = &conflicts::UNLIKELY;
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
    /// The reports, the page, the lists beside them, then the texts, each with the folder before
    /// it.
    pub files: Vec<PathBuf>,
    /// How many decided rows of reviewed files stand in the new report.
    pub carried: usize,
    /// How many have no row in it, and stand in [`WITHOUT_ROW`].
    pub without_row: usize,
    /// How many rows of the earlier run are gone, and stand in [`GONE`].
    pub gone: usize,
}

/// Writes all reports of a run as CSV into the folder `out`, which is created; see
/// [`write_planned`].
///
/// # Errors
///
/// Those of [`write_planned`].
pub fn write(findings: &Findings, out: &Path) -> Result<Written, Error> {
    write_as(findings, out, &[])
}

/// Writes all reports of a run into the folder `out`, which is created: as CSV, and in the other
/// formats that are asked for; see [`write_planned`].
///
/// # Errors
///
/// Those of [`write_planned`].
pub fn write_as(findings: &Findings, out: &Path, formats: &[Format]) -> Result<Written, Error> {
    let mut plan = Plan::default();
    plan.settings.formats = formats.to_vec();
    write_planned(findings, out, &plan)
}

/// Writes all reports of a run into the folder `out`, which is created, as it was planned.
///
/// The files take their places together: they are written under temporary names inside `out`
/// and renamed at the end, and if one cannot be, those already renamed go back and the reports of
/// an earlier run stay as they were. What a run that was killed left undone is first ended by
/// [`recover`]. Reports, a page and texts of an earlier run that this one does
/// not write are removed. Verdicts, notes and columns of reviewers are never removed.
///
/// # Errors
///
/// [`Error::Output`] names the path that could not be written. A file that has the name of a
/// report and is none (a list for `--sources`, say) is such a path. [`Error::Verdicts`] names a
/// file that holds decisions which the reports to be written do not hold.
pub fn write_planned(findings: &Findings, out: &Path, plan: &Plan) -> Result<Written, Error> {
    recover(out)?;
    let index = &Index::new(findings);
    let mut written = Written::default();
    let sources = reviewed::sources(findings);
    // The words of all rows are held only where they are compared with others.
    let matters = match plan.baseline.is_some() || !plan.reviewed.is_empty() {
        true => reviewed::matters(index),
        false => Vec::new(),
    };
    let baseline = plan.baseline.as_ref();
    let changes = baseline.map(|baseline| gone::compare(findings, &matters, &sources, baseline));
    if let Some((_, gone)) = &changes {
        written.gone = gone.len();
    }
    let carried = &review::carry(&plan.reviewed, &matters, &sources);
    drop(matters);
    if !plan.reviewed.is_empty() {
        let rows = carried.rows.iter().flatten();
        written.carried = rows.filter(|row| !row.is_open()).count();
        written.without_row = carried.homeless.len();
    }
    let mut earlier = earlier::Earlier::read(out)?;
    let decided = std::mem::take(&mut earlier.decided).into_iter();
    let decided = decided.map(|(file, rows)| (out.join(file), rows));
    let decided: Vec<_> = decided.filter(|(file, _)| !plan.carries(file)).collect();
    reviewed::all_kept(&decided, findings, carried)?;
    if plan.carries(&out.join(WITHOUT_ROW)) {
        earlier.files.push(WITHOUT_ROW.into());
    }

    let table_of = |report: &Report| {
        let table = (report.table)(index);
        // A decision belongs to its row, whichever of the two files that stands in.
        let first = match report.name {
            name if name == CONFLICTS.name => 0,
            name if name == UNLIKELY.name => findings.conflicts.len(),
            _ => return table,
        };
        let table = match &changes {
            Some((changes, _)) => table.with(vec![gone::CHANGE.into()], move |row, _| {
                changes[first + row].name().into()
            }),
            None => table,
        };
        match plan.reviewed.is_empty() {
            true => table,
            false => table.with(reviewed::columns(carried), move |row, column| {
                reviewed::cell(carried, first + row, column).into()
            }),
        }
    };
    let table_of = &table_of;

    let mut files: Vec<File> = Vec::new();
    for report in REPORTS {
        files.push(File::new(report.file(), |to, _| {
            table_of(report).write_csv(to)
        }));
        if plan.writes(Format::Json) {
            files.push(File::new(report.json_file(), |to, _| {
                match (report.objects, report.name) {
                    (Some(objects), _) => objects(index, to),
                    (None, name) if name == CONFLICTS.name => {
                        conflicts::write_json_lines(&table_of(report), &findings.conflicts, to)
                    }
                    (None, name) if name == UNLIKELY.name => {
                        conflicts::write_json_lines(&table_of(report), &findings.unlikely, to)
                    }
                    _ => table_of(report).write_json_lines(to),
                }
            }));
        }
    }
    if plan.writes(Format::Xlsx) {
        files.push(File::new(WORKBOOK, |to, aside| {
            let tables = table_of;
            workbook::write(index, tables, &plan.settings.about, to, aside)
        }));
    }
    if plan.writes(Format::Html) {
        let place = out.join(PAGE);
        if place.exists() && !page::left_in(out) {
            return Err(earlier::not_ours(place));
        }
        files.push(File::new(PAGE, |to, _| {
            page::write(index, &carried.rows, to)
        }));
    }
    if let Some((_, gone)) = &changes {
        let table = gone::table(gone, CONFLICTS.columns());
        files.push(File::new(GONE, move |to, _| table.write_csv(to)));
    }
    if !carried.homeless.is_empty() {
        let table = reviewed::without_row(&carried.homeless, CONFLICTS.columns());
        files.push(File::new(WITHOUT_ROW, move |to, _| table.write_csv(to)));
    }
    files.extend(texts::texts(findings));

    // Another run may have put its reports there since.
    let now = || {
        let mut standing = earlier::Earlier::read(out)?.files;
        standing.extend(earlier.files.iter().cloned());
        standing.sort_unstable();
        standing.dedup();
        Ok(standing)
    };
    folder::replace(out, &files, &now)?;
    written.files = files.iter().map(|file| out.join(&file.path)).collect();
    Ok(written)
}

/// What a run that wrote its reports to `out` left there, so that the next one does not read it
/// as documents: the reports, the page and the texts. Empty where `out` holds something else.
pub fn written_before(out: &Path) -> Vec<PathBuf> {
    let earlier = earlier::Earlier::read(out).unwrap_or_default();
    earlier.files.iter().map(|file| out.join(file)).collect()
}

/// Prints one report as it would stand in a file.
///
/// # Errors
///
/// Those of `to`.
pub fn print(report: &Report, findings: &Findings, to: &mut dyn io::Write) -> io::Result<()> {
    (report.table)(&Index::new(findings)).write_csv(to)
}

/// Prints one report as JSON Lines: one object a row, with the columns of the table as keys;
/// claims have their slots nested.
///
/// # Errors
///
/// Those of `to`.
pub fn print_json(report: &Report, findings: &Findings, to: &mut dyn io::Write) -> io::Result<()> {
    let index = Index::new(findings);
    let mut to = io::BufWriter::new(to);
    match report.objects {
        Some(objects) => objects(&index, &mut to)?,
        None => (report.table)(&index).write_json_lines(&mut to)?,
    }
    to.flush()
}
