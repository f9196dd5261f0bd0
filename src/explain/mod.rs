//! An explanation: why two quotes of a run are a row of its reports, or why they are none.
//!
//! The reports do not hold what was weighed, so `again` makes the run anew from the files that
//! `sources.csv` names; `row` explains a row, `pair` two quotes without one.

mod again;
mod pair;
mod row;
mod side;

use std::path::{Path, PathBuf};

use crate::Error;
use again::Again;

/// What is to be explained.
#[derive(Clone, Copy, Debug)]
pub enum Asked<'q> {
    /// A row, by its `conflict_id`.
    Row(&'q str),
    /// Two quotes, each by its words or by a `claim_id`.
    Quotes(&'q str, &'q str),
}

/// Explains a row or two quotes of the run whose reports lie in a folder, for a person to read.
/// `sources` is the list that the run was given with `--sources`.
///
/// # Errors
///
/// [`Error::Reports`] where the folder holds no reports, a source cannot be read any more, or no
/// row has the identifier; those of a run.
pub fn explain(
    asked: Asked,
    reports: &Path,
    sources: Option<PathBuf>,
    threads: Option<usize>,
) -> Result<String, Error> {
    let again = Again::new(reports, sources, threads)?;
    let mut text = match asked {
        Asked::Row(id) => row::text(id, &again)?,
        Asked::Quotes(a, b) => pair::text([a, b], &again),
    };
    for note in &again.notes {
        text.push_str("\nNote: ");
        text.push_str(note);
        text.push('\n');
    }
    Ok(text)
}
