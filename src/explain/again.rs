//! A run made anew from what its reports say of its sources.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::pipeline::{self, Config, Findings};
use crate::reports::{CONFLICTS, SOURCES, UNLIKELY};
use crate::review::sheet;

/// A run, and what of it has changed.
pub struct Again {
    /// What it finds now, whatever a row scores.
    pub findings: Findings,
    /// The rows of the reports by their `conflict_id`: the name of the file and the rank.
    pub rows: BTreeMap<String, (String, String)>,
    /// The folder of the reports.
    pub folder: PathBuf,
    /// What differs from the first run, in sentences.
    pub notes: Vec<String>,
}

/// A source as `sources.csv` has it.
struct Source {
    name: String,
    file: String,
    published: String,
    author: String,
    language: String,
    status: String,
}

impl Again {
    /// Reads the list of sources and makes the run.
    pub fn new(
        folder: &Path,
        list: Option<PathBuf>,
        threads: Option<usize>,
    ) -> Result<Again, Error> {
        let bad = |problem: String| Error::Reports {
            folder: folder.to_owned(),
            problem,
        };
        let file = folder.join(SOURCES.file());
        if !file.is_file() {
            return Err(bad(
                "there is no sources.csv in it: give the folder that analyze wrote with --out"
                    .into(),
            ));
        }
        let mut sources: Vec<Source> = Vec::new();
        sheet::read(&file, "source", &mut |row| {
            let cell = |name: &str| row.get(name).to_owned();
            sources.push(Source {
                name: cell("source"),
                file: cell("file"),
                published: cell("published"),
                author: cell("author"),
                language: cell("language"),
                status: cell("status"),
            });
        })?;
        let gone: BTreeSet<&str> = sources
            .iter()
            .filter(|source| source.status == "read" && !Path::new(&source.file).exists())
            .map(|source| source.file.as_str())
            .collect();
        if !gone.is_empty() {
            let gone: Vec<&str> = gone.into_iter().collect();
            return Err(bad(format!(
                "its sources are read again to explain them, and these are not there: {}; run the command in the folder in which analyze was run",
                gone.join(", ")
            )));
        }

        // What the reports say of authors and days holds; a list of the user's is better, for it
        // names the publishers too.
        let mut own = tempfile::NamedTempFile::new().map_err(|problem| Error::Output {
            path: std::env::temp_dir(),
            problem,
        })?;
        let written = own
            .write_all(&sources_list(&sources))
            .and_then(|()| own.flush());
        written.map_err(|problem| Error::Output {
            path: own.path().to_owned(),
            problem,
        })?;
        let (paths, leave_out) = paths(&sources);
        let config = Config {
            paths,
            leave_out,
            sources: Some(list.unwrap_or_else(|| own.path().to_owned())),
            // Nothing of the first run is kept out; what it skipped is skipped again, but for a
            // text that was read in spite of its language.
            any_language: sources
                .iter()
                .any(|s| s.status == "read" && !matches!(s.language.as_str(), "eng" | "und" | "")),
            threads,
            ..Config::default()
        };
        let findings = pipeline::run(&config, &())?;

        let before: BTreeSet<&str> = sources
            .iter()
            .filter(|source| source.status == "read")
            .map(|source| source.name.as_str())
            .collect();
        let now: BTreeSet<&str> = findings
            .documents
            .iter()
            .map(|d| d.source.as_str())
            .collect();
        let mut notes = Vec::new();
        for (names, what) in [
            (before.difference(&now), "were read then and are not now"),
            (now.difference(&before), "are read now and were not then"),
        ] {
            let names: Vec<&str> = names.copied().collect();
            if !names.is_empty() {
                notes.push(format!("these sources {what}: {}.", names.join(", ")));
            }
        }
        Ok(Again {
            rows: rows(folder)?,
            folder: folder.to_owned(),
            findings,
            notes,
        })
    }

    /// Where a row stands in the reports, for a sentence.
    pub fn place(&self, id: &str) -> String {
        match self.rows.get(id) {
            Some((file, rank)) => format!("row {rank} of {file}"),
            None => "not a row of the reports".to_owned(),
        }
    }
}

fn rows(folder: &Path) -> Result<BTreeMap<String, (String, String)>, Error> {
    let mut rows = BTreeMap::new();
    for report in [CONFLICTS, UNLIKELY] {
        let file = folder.join(report.file());
        if file.is_file() {
            sheet::read(&file, "conflict_id", &mut |row| {
                let place = (report.file(), row.get("rank").to_owned());
                rows.insert(row.get("conflict_id").to_owned(), place);
            })?;
        }
    }
    Ok(rows)
}

/// What a `--sources` file would say of them.
fn sources_list(sources: &[Source]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let in_memory = "four cells a row can be written to memory";
    writer
        .write_record(["file", "source", "author", "published"])
        .expect(in_memory);
    for source in sources.iter().filter(|source| source.status == "read") {
        let row = [&source.name, "", &source.author, &source.published];
        writer.write_record(row).expect(in_memory);
    }
    writer.into_inner().expect(in_memory)
}

/// What to give a run, and what to keep from it, so that each source gets the name it had: a source
/// is named by its path below the folder that was given.
fn paths(sources: &[Source]) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let files: BTreeSet<PathBuf> = sources.iter().map(|s| PathBuf::from(&s.file)).collect();
    let mut paths: BTreeSet<PathBuf> = BTreeSet::new();
    for source in sources {
        let parts: Vec<&str> = source.name.split('/').collect();
        // The name of what is packed in a file goes on behind the file's.
        let inside = (2..=parts.len()).rev().find_map(|count| {
            let end = format!("/{}", parts[..count].join("/"));
            source.file.strip_suffix(&end)
        });
        paths.insert(match inside {
            Some(root) => PathBuf::from(root),
            None => PathBuf::from(&source.file),
        });
    }
    let mut others = Vec::new();
    for root in paths.iter().filter(|path| path.is_dir()) {
        let below = walkdir::WalkDir::new(root).into_iter().flatten();
        let below = below.filter(|entry| entry.file_type().is_file());
        others.extend(
            below
                .map(|entry| entry.into_path())
                .filter(|path| !files.contains(path)),
        );
    }
    (paths.into_iter().collect(), others)
}
