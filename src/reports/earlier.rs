//! What an earlier run left in the folder: which files may be replaced, and which hold decisions
//! of a reviewer.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::{CONFLICTS, GONE, REPORTS, Report, SOURCES, UNLIKELY, WORKBOOK, page};
use crate::Error;
use crate::review::{self, Decided, sheet};

/// How many columns tell a report from another file of the same name.
const TELLING_COLUMNS: usize = 3;

/// The files of an earlier run.
#[derive(Debug, Default)]
pub struct Earlier {
    /// All that may be replaced or removed, inside the folder.
    pub files: Vec<PathBuf>,
    /// Those with verdicts, notes or a reviewer's columns, with the rows that hold them.
    pub decided: Vec<(PathBuf, Vec<Decided>)>,
}

impl Earlier {
    /// Looks through the folder `out`, which need not exist.
    ///
    /// # Errors
    ///
    /// [`Error::Output`] for a file that has the name of a report and is none: it is somebody
    /// else's work.
    pub fn read(out: &Path) -> Result<Self, Error> {
        let mut earlier = Earlier::default();
        let mut texts = Vec::new();
        for report in REPORTS {
            let path = out.join(report.file());
            if starts_with_something(&path)? {
                let found = columns(&path, report.columns()[0].as_str());
                if !found.is_some_and(|found| found.eq(&report.columns()[..TELLING_COLUMNS])) {
                    return Err(not_ours(path));
                }
                earlier.files.push(report.file().into());
                if report.name == SOURCES.name {
                    texts = texts_beside(out, &path);
                } else if report.name == CONFLICTS.name || report.name == UNLIKELY.name {
                    earlier.look_for_decisions(out, report.file().into())?;
                }
            }
            let path = out.join(report.json_file());
            // A report without rows is an empty file.
            let is_empty = std::fs::metadata(&path).is_ok_and(|file| file.len() == 0);
            if is_empty || starts_with_something(&path)? {
                if !is_empty && !begins_as(&path, report) {
                    return Err(not_ours(path));
                }
                earlier.files.push(report.json_file().into());
            }
        }
        for name in [GONE, WORKBOOK] {
            let path = out.join(name);
            if starts_with_something(&path)? {
                if columns(&path, "conflict_id").is_none() {
                    return Err(not_ours(path));
                }
                earlier.files.push(name.into());
                if name == WORKBOOK {
                    earlier.look_for_decisions(out, name.into())?;
                }
            }
        }
        if page::left_in(out) {
            earlier.files.push(page::FILE.into());
        }
        earlier.files.extend(texts);
        Ok(earlier)
    }

    /// The first file with a decision, and the row that holds it.
    pub fn first_decided(&self) -> Option<(&Path, &Decided)> {
        let (file, rows) = self.decided.first()?;
        Some((file, rows.first()?))
    }

    fn look_for_decisions(&mut self, out: &Path, file: PathBuf) -> Result<(), Error> {
        let rows = review::decisions(&out.join(&file), &CONFLICTS.columns())?;
        if !rows.is_empty() {
            self.decided.push((file, rows));
        }
        Ok(())
    }
}

/// Whether there is a file that is not empty; also `false` where a part of the path to it is no
/// folder, which the attempt to write will report better.
fn starts_with_something(path: &Path) -> Result<bool, Error> {
    let start = File::open(path).and_then(|file| Ok(!BufReader::new(file).fill_buf()?.is_empty()));
    match start {
        Err(problem) if is_absent(&problem) => Ok(false),
        start => start.map_err(|problem| Error::Output {
            path: path.to_owned(),
            problem,
        }),
    }
}

fn is_absent(problem: &io::Error) -> bool {
    matches!(
        problem.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// For a file that has the name of a report and was not written by a run.
pub fn not_ours(path: PathBuf) -> Error {
    let problem = io::Error::other("the file there is no report of atodds and is left alone");
    Error::Output { path, problem }
}

/// The first columns of a table that has the column `key`.
fn columns(path: &Path, key: &str) -> Option<Vec<String>> {
    let header = sheet::header(path, key).ok()?;
    let names = header.names().iter().take(TELLING_COLUMNS);
    Some(names.cloned().collect())
}

/// Whether a file begins as the rows of a report do as JSON Lines.
fn begins_as(path: &Path, report: &Report) -> bool {
    let start = format!("{{\"{}\":", report.columns()[0]);
    let mut line = Vec::new();
    let read = File::open(path).and_then(|file| BufReader::new(file).read_until(b':', &mut line));
    read.is_ok() && line == start.as_bytes()
}

/// The texts beside a report on sources, which names the sources that they belong to.
fn texts_beside(out: &Path, sources: &Path) -> Vec<PathBuf> {
    let mut texts = Vec::new();
    // What can be read of it: a text too many in the folder is better than one too few.
    let _ = sheet::read(sources, "source", &mut |row| {
        let path = super::texts::path(row.get("source"));
        if out.join(&path).is_file() {
            texts.push(path);
        }
    });
    texts.sort();
    texts.dedup();
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How spreadsheets save a report, and files that only have its name.
    #[test]
    fn a_report_is_known_by_its_first_columns() {
        let ours = [
            "source,file,title\r\n",
            "\u{feff}source,file,title,author\r\na,b,c,d\r\n",
            "source;file;title\r\n",
            "\"source\"\t\"file\"\t\"title\"\n",
        ];
        let not_ours = [
            "file,source,author,published\r\n",
            "source,file\r\n",
            "source,file,author\r\n",
            "Dear reader,",
            "\u{0}\u{1}",
        ];
        let read = |text: &str| {
            let out = tempfile::tempdir().expect("a folder");
            std::fs::write(out.path().join("sources.csv"), text).expect("written");
            Earlier::read(out.path())
        };
        for text in ours {
            assert_eq!(
                read(text).expect(text).files,
                [PathBuf::from("sources.csv")]
            );
        }
        for text in not_ours {
            assert!(read(text).is_err(), "{text:?}");
        }
        assert!(read("").expect("an empty file").files.is_empty());
    }

    #[test]
    fn verdicts_notes_and_columns_of_a_reviewer_are_seen() {
        let cases = [
            ("conflict_id,rank,score,verdict,note\r\nx,1,,,\r\n", 0),
            ("conflict_id,rank,score,verdict,note\r\nx,1,, ,\r\n", 0),
            ("conflict_id,rank,score,verdict,note\r\n", 0),
            (
                "conflict_id,rank,score,verdict,note\r\nx,1,,,\r\ny,2,,unsure,\r\n",
                1,
            ),
            (
                "conflict_id;rank;score;verdict;note\r\nx;1;;;see page 4\r\n",
                1,
            ),
            (
                "conflict_id,rank,score,verdict,note,change,carried\r\nx,1,,,,new,\r\n",
                0,
            ),
            (
                "conflict_id,rank,score,verdict,note,who looks\r\nx,1,,,,Ann\r\n",
                1,
            ),
        ];
        for (text, wanted) in cases {
            let out = tempfile::tempdir().expect("a folder");
            std::fs::write(out.path().join("conflicts.csv"), text).expect("written");
            let earlier = Earlier::read(out.path()).expect(text);
            let rows = earlier.decided.iter().map(|(_, rows)| rows.len());
            assert_eq!(rows.sum::<usize>(), wanted, "{text:?}");
        }
    }
}
