//! From the paths of the command line to the sources under them, each under a name of its own.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::metadata::About;
use super::open::{self, Opened};
use super::sources::Sources;
use super::{INPUT, Settings, formats, reader, walk};

/// A file, by its name in reports and its path, with what was found in it.
pub(super) struct File {
    name: String,
    pub path: String,
    opened: Vec<Opened>,
}

/// Opens all files in parallel.
pub(super) fn files(paths: &[PathBuf], settings: &Settings) -> Vec<File> {
    let is_input = |path: &&PathBuf| path.as_os_str() == INPUT;
    let on_disk: Vec<PathBuf> = paths
        .iter()
        .filter(|path| !is_input(path))
        .cloned()
        .collect();
    let leave_out: Vec<PathBuf> = settings
        .leave_out
        .iter()
        .chain(&settings.sources)
        .cloned()
        .collect();
    let supported = |path: &Path| {
        path.file_name()
            .is_some_and(|name| reader(&name.to_string_lossy()).is_some())
    };
    let inputs = walk::inputs(&on_disk, &leave_out, &formats(), supported);
    let mut files: Vec<File> = inputs
        .into_par_iter()
        .map(|input| {
            let opened = match input.problem {
                None => open::open(&input.path, &input.name),
                Some(problem) => vec![Opened {
                    name: input.name.clone(),
                    content: Err(problem),
                }],
            };
            File {
                name: input.name,
                path: walk::with_slashes(&input.path),
                opened,
            }
        })
        .collect();
    if paths.iter().any(|path| is_input(&path)) {
        files.push(File {
            name: INPUT_NAME.to_string(),
            path: INPUT.to_string(),
            opened: open::open_input(std::io::stdin().lock(), INPUT_NAME),
        });
    }
    files
}

/// A source under its name, from the file of this index.
pub(super) struct Found {
    pub source: Opened,
    pub file: usize,
}

/// The sources in the files, ordered by name. Names that are still the same (a folder and an
/// archive may be called alike) get a number.
pub(super) fn found(files: &mut [File]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (file, found_in) in files.iter_mut().enumerate() {
        let opened = std::mem::take(&mut found_in.opened);
        found.extend(opened.into_iter().map(|source| Found { source, file }));
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for found in &mut found {
        let name = &mut found.source.name;
        let plain = name.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            *name = format!("{plain} ({number})");
            number += 1;
        }
    }
    found.sort_by(|a, b| a.source.name.cmp(&b.source.name));
    found
}

/// What the sources file says of each source: in a row of its own, else in that of its file; and
/// the warnings that reading it gave.
pub(super) fn said(
    sources: &Sources,
    files: &[File],
    found: &[Found],
) -> (Vec<About>, Vec<String>) {
    let mut names: Vec<(&str, &str)> = files
        .iter()
        .map(|file| (file.name.as_str(), file.path.as_str()))
        .collect();
    let is_part = |found: &&Found| found.source.name != files[found.file].name;
    let paths: Vec<String> = found
        .iter()
        .filter(is_part)
        .map(|found| {
            let file = &files[found.file];
            let inside = found.source.name.strip_prefix(&file.name);
            format!("{}{}", file.path, inside.unwrap_or_default())
        })
        .collect();
    let parts = found.iter().filter(is_part).zip(&paths);
    names.extend(parts.map(|(found, path)| (found.source.name.as_str(), path.as_str())));
    let (mut said, warnings) = sources.assign(&names);
    let mut of_parts = said.split_off(files.len()).into_iter();
    let said = found
        .iter()
        .map(|found| {
            let of_file = said[found.file].clone().unwrap_or_default();
            if !is_part(&found) {
                return of_file;
            }
            let own = of_parts.next().flatten().unwrap_or_default();
            own.or(of_file)
        })
        .collect();
    (said, warnings)
}

/// The name of standard input in reports.
const INPUT_NAME: &str = "standard input";
