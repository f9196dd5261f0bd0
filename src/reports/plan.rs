//! What a run is to write, and what it must read first: so that whatever stands in the way is
//! known before the first document is read.

use std::fs;
use std::path::{Path, PathBuf};

use super::earlier::Earlier;
use super::{CONFLICTS, UNLIKELY, WORKBOOK, reviewed};
use crate::Error;
use crate::review::changes::Baseline;
use crate::review::{self, Reviewed};

/// A format of the reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One CSV file a report; they are always written.
    Csv,
    /// One workbook for all reports.
    Xlsx,
    /// The page `report.html`.
    Html,
    /// One file of JSON Lines a report.
    Json,
}

/// What is wanted besides the reports themselves.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The formats of the reports besides CSV.
    pub formats: Vec<Format>,
    /// Reviewed files whose verdicts are carried over.
    pub review: Vec<PathBuf>,
    /// The folder of an earlier run to compare with.
    pub baseline: Option<PathBuf>,
    /// What the workbook says of how it was made: names and values.
    pub about: Vec<(String, String)>,
}

impl Default for Settings {
    /// CSV alone.
    fn default() -> Self {
        Settings {
            formats: vec![Format::Csv],
            review: Vec::new(),
            baseline: None,
            about: Vec::new(),
        }
    }
}

/// Settings with everything that they name read.
#[derive(Debug, Default)]
pub struct Plan {
    pub(super) settings: Settings,
    pub(super) reviewed: Vec<Reviewed>,
    pub(super) baseline: Option<Baseline>,
}

impl Plan {
    /// Reads the reviewed files and the earlier reports, and looks through the folder `out`,
    /// which need not exist, and in which [`super::recover`] first ends what a run that was killed
    /// has begun.
    ///
    /// The list of verdicts without a row that an earlier run left in `out` is read along with
    /// the reviewed files: what it holds may have a row again.
    ///
    /// # Errors
    ///
    /// [`Error::Table`] and [`Error::Column`] for files that cannot be used; [`Error::Verdicts`]
    /// where `out` holds verdicts and nothing is to be carried over; [`Error::Reports`] where
    /// the earlier run is missing, or lies in `out`; [`Error::Output`] where a file of `out` has
    /// the name of a report and is none.
    pub fn read(out: &Path, settings: Settings) -> Result<Plan, Error> {
        super::recover(out)?;
        let columns = CONFLICTS.columns();
        let earlier = Earlier::read(out)?;
        if settings.review.is_empty()
            && let Some((file, row)) = earlier.first_decided()
        {
            let (file, row) = (out.join(file), row.from.clone());
            return Err(Error::Verdicts { file, row });
        }
        let files = reviewed_files(out, &settings.review);
        let reviewed: Result<_, _> = files
            .iter()
            .map(|file| {
                let mut reviewed = review::read(file, &columns)?;
                let mut replaced = earlier.files.iter().map(|old| out.join(old));
                reviewed.is_replaced = replaced.any(|old| is_same(&old, file));
                Ok(reviewed)
            })
            .collect();
        let baseline = settings.baseline.as_deref();
        let baseline = baseline
            .map(|folder| read_baseline(folder, out))
            .transpose()?;
        Ok(Plan {
            reviewed: reviewed?,
            baseline,
            settings,
        })
    }

    /// What a reader should know about the reviewed files, in sentences.
    pub fn warnings(&self) -> impl Iterator<Item = &String> {
        self.reviewed.iter().flat_map(|file| &file.warnings)
    }

    pub(super) fn writes(&self, format: Format) -> bool {
        self.settings.formats.contains(&format)
    }

    /// Whether what a file holds is carried over.
    pub(super) fn carries(&self, file: &Path) -> bool {
        let carried = self.reviewed.iter();
        carried
            .into_iter()
            .any(|reviewed| is_same(&reviewed.file, file))
    }
}

/// The files to read, each once, in an order that the arguments do not change.
fn reviewed_files(out: &Path, given: &[PathBuf]) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = given.to_vec();
    files.sort();
    let left = out.join(reviewed::WITHOUT_ROW);
    if !files.is_empty() && left.is_file() {
        files.push(left);
    }
    let mut once: Vec<PathBuf> = Vec::new();
    for file in files {
        if !once.iter().any(|other| is_same(other, &file)) {
            once.push(file);
        }
    }
    once
}

fn is_same(a: &Path, b: &Path) -> bool {
    a == b || matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}

/// Reads the conflicts of an earlier run from its folder, in which nothing is changed.
fn read_baseline(folder: &Path, out: &Path) -> Result<Baseline, Error> {
    let unusable = |problem: &str| Error::Reports {
        folder: folder.to_owned(),
        problem: problem.to_owned(),
    };
    if is_same(folder, out) {
        return Err(unusable(
            "this run would replace the reports in it; choose another folder with --out",
        ));
    }
    let mut files = vec![conflicts_in(folder)?];
    // What scored too low then is not new if it scores higher now.
    files.extend(Some(folder.join(UNLIKELY.file())).filter(|file| file.is_file()));
    Baseline::read(&files)
}

/// The file with the conflicts in the folder of a run.
///
/// # Errors
///
/// [`Error::Reports`] where there is none.
pub fn conflicts_in(folder: &Path) -> Result<PathBuf, Error> {
    let names = [CONFLICTS.file(), WORKBOOK.to_owned()];
    let mut files = names.iter().map(|name| folder.join(name));
    files
        .find(|file| file.is_file())
        .ok_or_else(|| Error::Reports {
            folder: folder.to_owned(),
            problem: format!(
                "it holds neither {}; give the folder that an earlier run wrote with --out",
                names.join(" nor ")
            ),
        })
}
