//! What the tests of the binary share.
#![allow(dead_code)] // each test file uses a part of it

pub mod browser;
pub mod made;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the repository, from which the binary is run so that paths in reports are short.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The binary, in the root of the repository.
pub fn atodds() -> assert_cmd::Command {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_atodds"));
    command.current_dir(ROOT);
    command
}

/// The names of the folders in `fixtures/`, each a case.
pub fn cases() -> Vec<String> {
    let entries = fs::read_dir(Path::new(ROOT).join("fixtures")).expect("fixtures/ is there");
    let folders = entries
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The arguments that say what the documents of a case do not: `--sources` with the list beside
/// its folder, if it has one.
pub fn sources(case: &str) -> Vec<String> {
    let list = format!("fixtures/{case}.sources.csv");
    let there = Path::new(ROOT).join(&list).is_file();
    if there {
        vec!["--sources".into(), list]
    } else {
        Vec::new()
    }
}

/// All files below a folder, by their path inside it.
pub fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("an entry"));
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry
                .path()
                .strip_prefix(folder)
                .expect("below the folder")
                .to_owned();
            (path, fs::read(entry.path()).expect("a readable file"))
        })
        .collect()
}

/// The rows of a CSV report, each by the names of its columns.
pub type Rows = Vec<indexmap::IndexMap<String, String>>;

/// Reads a CSV report.
pub fn csv_rows(file: &Path) -> Rows {
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().expect("a header").clone();
    let rows = reader.records().map(|row| {
        let row = row.expect("a row");
        header
            .iter()
            .map(str::to_owned)
            .zip(row.iter().map(str::to_owned))
            .collect()
    });
    rows.collect()
}
