//! What can end a run, as typed errors that name the source and the place and say what to do.

use std::path::PathBuf;

/// Why a run could not start or finish. A single bad document is no error: it becomes a row of
/// `sources.csv`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The `--sources` file cannot be used.
    #[error("{file}: line {line}, column {column}: {problem}", file = file.display())]
    SourcesFile {
        /// The file.
        file: PathBuf,
        /// Line, from 1.
        line: u64,
        /// The column's name.
        column: String,
        /// What is wrong and what to do.
        problem: String,
    },
    /// The `--sources` file is missing, or is no text.
    #[error("cannot read the sources file {file}: {problem}; check the path given with --sources", file = file.display())]
    SourcesUnreadable {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The output folder or a file in it cannot be written.
    #[error("cannot write {path}: {problem}; choose another folder with --out", path = path.display())]
    Output {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        problem: std::io::Error,
    },
    /// The folder of the cache cannot be used.
    #[error("cannot use the cache in {folder}: {problem}; give another folder with --cache", folder = folder.display())]
    Cache {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        problem: std::io::Error,
    },
    /// The threads for the run could not be started.
    #[error("cannot start {threads} threads: {problem}; give a smaller number with --threads")]
    Threads {
        /// How many were asked for.
        threads: usize,
        /// What the system said.
        problem: String,
    },
    /// A table (a reviewed file, an earlier report) cannot be read.
    #[error("cannot read {file}: {problem}", file = file.display())]
    Table {
        /// The file.
        file: PathBuf,
        /// What is wrong and what to do.
        problem: String,
    },
    /// A table lacks the column by which its rows are known.
    #[error("{file} has no column {column}: keep that column in what you review; the columns found are: {found}", file = file.display(), found = columns(found))]
    Column {
        /// The file.
        file: PathBuf,
        /// The column's name.
        column: String,
        /// The columns there are.
        found: Vec<String>,
    },
    /// A file of pairs lacks a column.
    #[error("{file} has no column {column}: pairs stand in the columns a and b; the columns found are: {found}", file = file.display(), found = columns(found))]
    PairsColumn {
        /// The file.
        file: PathBuf,
        /// The column's name.
        column: &'static str,
        /// The columns there are.
        found: Vec<String>,
    },
    /// A file of pairs cannot be read.
    #[error("{file}: {place}{problem}", file = file.display(), place = line.map_or_else(String::new, |line| format!("line {line}: ")))]
    Pairs {
        /// The file.
        file: PathBuf,
        /// Line, from 1, where it is known.
        line: Option<u64>,
        /// What is wrong and what to do.
        problem: String,
    },
    /// A file that the run would replace holds decisions of a reviewer.
    #[error("{file} holds verdicts or notes that this run would overwrite ({row}); carry them over with --review {file}, or choose another folder with --out", file = file.display())]
    Verdicts {
        /// The file.
        file: PathBuf,
        /// One of the rows.
        row: String,
    },
    /// The reports of an earlier run cannot be used.
    #[error("cannot use the reports in {folder}: {problem}", folder = folder.display())]
    Reports {
        /// The folder.
        folder: PathBuf,
        /// What is wrong and what to do.
        problem: String,
    },
}

/// Names of columns, for a sentence.
fn columns(found: &[String]) -> String {
    if found.is_empty() {
        "none".into()
    } else {
        found.join(", ")
    }
}
