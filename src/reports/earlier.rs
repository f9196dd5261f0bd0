//! What an earlier run left in the folder: which files may be replaced, which must be kept.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{CONFLICTS, REPORTS, SOURCES, page, table};
use crate::Error;

/// How many columns tell a report from another file of the same name.
const TELLING_COLUMNS: usize = 3;

/// The files of an earlier run.
#[derive(Debug, Default)]
pub struct Earlier {
    /// The texts and the page that it wrote, inside the folder.
    pub texts: Vec<PathBuf>,
    /// Conflicts with verdicts or notes: the file, and the free name that it gets.
    pub reviewed: Option<(PathBuf, PathBuf)>,
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
        for report in REPORTS {
            let path = out.join(report.file());
            let bytes = match fs::read(&path) {
                Ok(bytes) if bytes.is_empty() => continue,
                Ok(bytes) => bytes,
                Err(problem) if is_absent(&problem) => continue,
                Err(problem) => return Err(Error::Output { path, problem }),
            };
            let rows = Rows::parse(&bytes);
            if !rows.begin_with(&report.columns()[..TELLING_COLUMNS]) {
                return Err(not_ours(path));
            }
            if report.name == CONFLICTS.name && rows.any("verdict", "note") {
                earlier.reviewed = Some((report.file().into(), free_name(out)));
            }
            if report.name == SOURCES.name {
                earlier.texts = texts(out, &rows);
            }
        }
        if page::left_in(out) {
            earlier.texts.push(page::FILE.into());
        }
        Ok(earlier)
    }
}

/// For a file that has the name of a report and was not written by a run.
pub fn not_ours(path: PathBuf) -> Error {
    let problem = io::Error::other("the file there is no report of atodds and is left alone");
    Error::Output { path, problem }
}

/// The texts beside a report on sources, which names the sources that they belong to.
fn texts(out: &Path, sources: &Rows) -> Vec<PathBuf> {
    let paths = sources
        .column("source")
        .map(|source| super::texts::path(table::without_mark(source)));
    let mut texts: Vec<PathBuf> = paths.filter(|path| out.join(path).is_file()).collect();
    texts.sort();
    texts.dedup();
    texts
}

/// Whether there is no such file; also where a part of the path to it is no folder, which the
/// attempt to write will report better.
fn is_absent(problem: &io::Error) -> bool {
    matches!(
        problem.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// The first name for reviewed conflicts that no file has.
fn free_name(out: &Path) -> PathBuf {
    let names = (1..).map(|number| PathBuf::from(format!("conflicts.reviewed-{number}.csv")));
    let mut free = names.filter(|name| !out.join(name).exists());
    free.next().unwrap_or_default()
}

/// A report as somebody's spreadsheet may have saved it: with another separator, without the
/// byte order mark, in another encoding.
struct Rows {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Rows {
    fn parse(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let first_line = bytes
            .split(|&byte| byte == b'\n')
            .next()
            .unwrap_or_default();
        let separator = *b",;\t"
            .iter()
            .max_by_key(|&&mark| first_line.iter().filter(|&&byte| byte == mark).count())
            .unwrap_or(&b',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes);
        let mut rows = reader.byte_records().map_while(Result::ok).map(|record| {
            record
                .iter()
                .map(|cell| String::from_utf8_lossy(cell).into_owned())
                .collect()
        });
        Rows {
            header: rows.next().unwrap_or_default(),
            rows: rows.collect(),
        }
    }

    fn begin_with(&self, columns: &[&str]) -> bool {
        self.header
            .iter()
            .map(|name| name.trim())
            .take(columns.len())
            .eq(columns.iter().copied())
    }

    fn column(&self, name: &str) -> impl Iterator<Item = &str> {
        let at = self.header.iter().position(|column| column.trim() == name);
        self.rows
            .iter()
            .filter_map(move |row| row.get(at?).map(String::as_str))
    }

    fn any(&self, first: &str, second: &str) -> bool {
        self.column(first)
            .chain(self.column(second))
            .any(|cell| !cell.trim().is_empty())
    }
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
            "",
            "file,source,author,published\r\n",
            "source,file\r\n",
            "source,file,author\r\n",
            "Dear reader,",
            "\u{0}\u{1}",
        ];
        for text in ours {
            assert!(
                Rows::parse(text.as_bytes()).begin_with(&["source", "file", "title"]),
                "{text:?}"
            );
        }
        for text in not_ours {
            assert!(
                !Rows::parse(text.as_bytes()).begin_with(&["source", "file", "title"]),
                "{text:?}"
            );
        }
    }

    #[test]
    fn verdicts_and_notes_are_seen() {
        let cases = [
            ("conflict_id,verdict,note\r\nx,,\r\n", false),
            ("conflict_id,verdict,note\r\nx, ,\r\n", false),
            ("conflict_id,verdict,note\r\n", false),
            ("conflict_id,verdict,note\r\nx,,\r\ny,unsure,\r\n", true),
            ("conflict_id;verdict;note\r\nx;;see page 4\r\n", true),
        ];
        for (text, wanted) in cases {
            assert_eq!(
                Rows::parse(text.as_bytes()).any("verdict", "note"),
                wanted,
                "{text:?}"
            );
        }
    }
}
