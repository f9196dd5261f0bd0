//! The `--sources` file: what the documents do not say themselves.
//!
//! A CSV file with the columns `file,source,author,published` in any order; any cell but `file`
//! may be empty. What it says wins over what a document says of itself. A mistake in it ends the
//! run before anything is read, for a date that silently went missing would change the results.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::metadata::About;
use super::{dates, decode};
use crate::Error;

/// The rows of a sources file.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// By the name of the file, its parts from the last to the first, so that files in a folder
    /// can be looked up by the end of their path.
    rows: BTreeMap<Vec<String>, Row>,
}

#[derive(Debug)]
struct Row {
    line: u64,
    file: String,
    about: About,
}

/// The four columns.
const COLUMNS: [&str; 4] = ["file", "source", "author", "published"];

impl Sources {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// [`Error::SourcesUnreadable`] when there is no such file or it is no text;
    /// [`Error::SourcesFile`] with line and column for a missing, unknown or repeated column, a
    /// row with too few or too many cells, a row without a file, a second row for a file, and a
    /// date that is not written `YYYY-MM-DD`.
    pub(super) fn read(path: &Path) -> Result<Sources, Error> {
        let unreadable = |problem: String| Error::SourcesUnreadable {
            file: path.to_path_buf(),
            problem,
        };
        let bytes = std::fs::read(path).map_err(|error| unreadable(error.to_string()))?;
        let text = decode::decode(&bytes, None).map_err(unreadable)?;
        parse(text.trim_start_matches('\u{FEFF}')).map_err(|(line, column, problem)| {
            Error::SourcesFile {
                file: path.to_path_buf(),
                line,
                column,
                problem,
            }
        })
    }

    /// Gives each row to the document it names: by its name in reports, by its path, or by the
    /// end of either. Returns what is said of each of `files` (pairs of name and path, `/`
    /// between folders), and a warning for each row that stands for no document or for several.
    pub(super) fn assign(&self, files: &[(&str, &str)]) -> (Vec<Option<About>>, Vec<String>) {
        let mut chosen: Vec<Option<&Row>> = vec![None; files.len()];
        let mut lengths = vec![0; files.len()];
        let mut warnings = Vec::new();
        let paths: Vec<[Vec<String>; 2]> = files
            .iter()
            .map(|(name, path)| [parts(name), parts(path)])
            .collect();
        for (parts, row) in &self.rows {
            let whole: Vec<usize> = matches(&paths, |path| path == parts);
            let ends: Vec<usize> = matches(&paths, |path| path.starts_with(parts));
            let found = if whole.is_empty() { ends } else { whole };
            match found[..] {
                [] => warnings.push((
                    row.line,
                    format!(
                        "line {} of the sources file: no document is called {}",
                        row.line, row.file
                    ),
                )),
                // Rows with more folders in their name say more, and come later.
                [file] if parts.len() >= lengths[file] => {
                    chosen[file] = Some(row);
                    lengths[file] = parts.len();
                }
                [_] => {}
                _ => warnings.push((
                    row.line,
                    format!(
                        "line {} of the sources file: {} documents are called {}: write the \
                         folder before the name",
                        row.line,
                        found.len(),
                        row.file
                    ),
                )),
            }
        }
        warnings.sort();
        (
            chosen
                .into_iter()
                .map(|row| row.map(|row| row.about.clone()))
                .collect(),
            warnings.into_iter().map(|(_, warning)| warning).collect(),
        )
    }
}

fn matches(paths: &[[Vec<String>; 2]], matches: impl Fn(&Vec<String>) -> bool) -> Vec<usize> {
    (0..paths.len())
        .filter(|&file| paths[file].iter().any(&matches))
        .collect()
}

/// The parts of a path from the last to the first, so spelled that it can be compared: file
/// systems write accented letters in different ways, and spreadsheets keep `\` from Windows.
fn parts(path: &str) -> Vec<String> {
    let path: String = path.nfc().collect();
    path.split(['/', '\\'])
        .filter(|part| !part.is_empty() && *part != ".")
        .rev()
        .map(str::to_string)
        .collect()
}

/// Line, column and problem.
type Wrong = (u64, String, String);

fn parse(text: &str) -> Result<Sources, Wrong> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let mut lines = Lines {
        text,
        at: 0,
        line: 1,
    };
    let header = match records.next() {
        Some(record) => record.map_err(unparsed)?,
        None => {
            let problem = format!(
                "the file is empty: it needs the columns {}",
                COLUMNS.join(",")
            );
            return Err((1, COLUMNS[0].to_string(), problem));
        }
    };
    let places = columns(&header, lines.of(&header))?;
    let mut sources = Sources::default();
    for record in records {
        let record = record.map_err(unparsed)?;
        let line = lines.of(&record);
        // Spreadsheets write rows of empty cells below the table.
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() != header.len() {
            let column = header
                .get(record.len())
                .unwrap_or(COLUMNS[places.len() - 1]);
            let problem = format!(
                "the row has {} cells, the header {}: put quotation marks around a cell that \
                 holds a comma, and write a comma for an empty cell",
                record.len(),
                header.len()
            );
            return Err((line, column.trim().to_string(), problem));
        }
        let cell = |column: usize| record.get(places[column]).unwrap_or("").trim();
        let file = cell(0);
        let wrong = |column: usize, problem: String| (line, COLUMNS[column].to_string(), problem);
        let parts = parts(file);
        if parts.is_empty() {
            return Err(wrong(
                0,
                "the row names no file: write its name or path".to_string(),
            ));
        }
        let published = match cell(3) {
            "" => None,
            text => Some(day(text).map_err(|problem| wrong(3, problem))?),
        };
        let row = Row {
            line,
            file: file.to_string(),
            about: About {
                title: String::new(),
                author: cell(2).to_string(),
                outlet: cell(1).to_string(),
                published,
                ..About::default()
            },
        };
        if let Some(first) = sources.rows.insert(parts, row) {
            let problem = format!(
                "{file} has a row already in line {}: keep one of them",
                first.line
            );
            return Err(wrong(0, problem));
        }
    }
    Ok(sources)
}

/// Counts the lines of a table along with its rows. The position that the reader gives stands
/// before the line ends in front of a row, so its own count is too low after CR LF or blank lines.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which a row begins, from 1; rows must come in order.
    fn of(&mut self, record: &csv::StringRecord) -> u64 {
        let byte = record.position().map_or(0, csv::Position::byte);
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        let bytes = self.text.as_bytes();
        let is_end = |at: usize| matches!(bytes.get(at), Some(b'\r' | b'\n'));
        while self.at < bytes.len() && (self.at < byte || is_end(self.at)) {
            let lf = bytes[self.at] == b'\n';
            let cr = bytes[self.at] == b'\r' && bytes.get(self.at + 1) != Some(&b'\n');
            self.line += u64::from(lf || cr);
            self.at += 1;
        }
        self.line
    }
}

fn unparsed(error: csv::Error) -> Wrong {
    let line = error.position().map_or(1, csv::Position::line);
    let problem = format!("{error}: save the table as CSV in UTF-8");
    (line, COLUMNS[0].to_string(), problem)
}

/// Where each of [`COLUMNS`] stands.
fn columns(header: &csv::StringRecord, line: u64) -> Result<[usize; 4], Wrong> {
    let wanted = format!("the columns are {}, separated by commas", COLUMNS.join(","));
    let names: Vec<String> = header
        .iter()
        .map(|name| name.trim().to_lowercase())
        .collect();
    for (index, name) in names.iter().enumerate() {
        if !COLUMNS.contains(&name.as_str()) {
            let problem = format!("there is no such column: {wanted}");
            return Err((line, name.clone(), problem));
        }
        if names[..index].contains(name) {
            return Err((
                line,
                name.clone(),
                format!("the column stands twice: {wanted}"),
            ));
        }
    }
    let mut places = [0; 4];
    for (place, column) in places.iter_mut().zip(COLUMNS) {
        *place = names
            .iter()
            .position(|name| name == column)
            .ok_or_else(|| {
                let problem = format!("the column is missing: {wanted}");
                (line, column.to_string(), problem)
            })?;
    }
    Ok(places)
}

fn day(text: &str) -> Result<Date, String> {
    if let Some(day) = dates::iso(text).filter(|_| text.len() == 10 && text.contains('-')) {
        return Ok(day);
    }
    let numbers = |lengths: &[usize]| {
        let parts: Vec<&str> = text.split('-').collect();
        parts.len() == lengths.len()
            && parts.iter().zip(lengths).all(|(part, &length)| {
                part.len() == length && part.bytes().all(|b| b.is_ascii_digit())
            })
    };
    let what = if numbers(&[4]) {
        "is a year, not a day"
    } else if numbers(&[4, 2]) {
        "is a month, not a day"
    } else if numbers(&[4, 2, 2]) {
        "is no day of the calendar"
    } else {
        "is no date"
    };
    Err(format!(
        "\"{text}\" {what}: write the day as YYYY-MM-DD, such as 2014-03-21, or leave the cell empty"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_that_are_read() {
        for text in [
            "file,source,author,published\na.txt,The Post,Anna Writer,2014-03-21\n",
            "published,author,file,source\r\n2014-03-21,Anna Writer,a.txt,The Post\r\n",
            " File , Source,AUTHOR,published\n a.txt , The Post,Anna Writer, 2014-03-21 \n,,,\n\n",
            "file,source,author,published\n\"a.txt\",\"The Post\",\"Anna Writer\",\"2014-03-21\"",
        ] {
            let sources = parse(text).unwrap_or_default();
            let (about, warnings) = sources.assign(&[("a.txt", "in/a.txt"), ("b.txt", "in/b.txt")]);
            let expected = About {
                title: String::new(),
                author: "Anna Writer".to_string(),
                outlet: "The Post".to_string(),
                published: Date::new(2014, 3, 21).ok(),
                ..About::default()
            };
            assert_eq!(about, [Some(expected), None], "{text}");
            assert_eq!(warnings, [""; 0], "{text}");
        }
        assert!(
            parse("file,source,author,published\n").is_ok_and(|sources| sources.rows.is_empty())
        );
    }

    #[test]
    fn mistakes_are_placed() {
        // table → line, column, part of the message
        for (text, line, column, message) in [
            ("", 1, "file", "empty"),
            ("file,source,author\na,b,c\n", 1, "published", "missing"),
            (
                "file;source;author;published\n",
                1,
                "file;source;author;published",
                "no such column",
            ),
            (
                "file,source,author,published,page\n",
                1,
                "page",
                "no such column",
            ),
            ("file,source,author,published,file\n", 1, "file", "twice"),
            (
                "file,source,author,published\na.txt,b\n",
                2,
                "author",
                "2 cells",
            ),
            (
                "file,source,author,published\na.txt,b,c,,d\n",
                2,
                "published",
                "5 cells",
            ),
            (
                "file,source,author,published\n,b,,\n",
                2,
                "file",
                "names no file",
            ),
            (
                "file,source,author,published\na,,,\nb,,,\n./a,,,\n",
                4,
                "file",
                "already in line 2",
            ),
            (
                "file,source,author,published\n\na,,,\nb,,,2014-03\n",
                4,
                "published",
                "a month",
            ),
            (
                "file,source,author,published\na,,,2014\n",
                2,
                "published",
                "a year",
            ),
            (
                "file,source,author,published\na,,,2014-02-30\n",
                2,
                "published",
                "no day",
            ),
            (
                "file,source,author,published\na,,,21/03/2014\n",
                2,
                "published",
                "YYYY-MM-DD",
            ),
            (
                "file,source,author,published\na,,,2014/03/21\n",
                2,
                "published",
                "YYYY-MM-DD",
            ),
            (
                "file,source,author,published\na,,,\"March 21, 2014\"\n",
                2,
                "published",
                "YYYY-MM-DD",
            ),
            (
                "file,source,author,published\r\n\r\na,,,x\r\n",
                3,
                "published",
                "no date",
            ),
            (
                "file,source,author,published\ra,,,x\r",
                2,
                "published",
                "no date",
            ),
            (
                "file,source,author,published\n\"a\nb\",,,\nc,,,x\n",
                4,
                "published",
                "no date",
            ),
        ] {
            let (found_line, found_column, found) = parse(text).err().unwrap_or_default();
            assert_eq!(
                (found_line, found_column.as_str()),
                (line, column),
                "{text}: {found}"
            );
            assert!(found.contains(message), "{text}: {found}");
        }
    }

    #[test]
    fn rows_find_their_documents() {
        let table = "file,source,author,published\n\
            x.txt,by name,,\n\
            one/y.txt,by folder,,\n\
            two\\y.txt,by folder of another system,,\n\
            y.txt,by a name that is not enough,,\n\
            in/z.txt,by path,,\n\
            caf\u{e9}.txt,by letters,,\n\
            gone.txt,,,\n";
        let sources = parse(table).unwrap_or_default();
        let (about, warnings) = sources.assign(&[
            ("x.txt", "in/x.txt"),
            ("one/y.txt", "in/one/y.txt"),
            ("two/y.txt", "in/two/y.txt"),
            ("z.txt", "in/z.txt"),
            ("cafe\u{301}.txt", "in/cafe\u{301}.txt"),
            ("xx.txt", "in/xx.txt"),
        ]);
        let outlets: Vec<String> = about
            .into_iter()
            .map(|about| about.unwrap_or_default().outlet)
            .collect();
        assert_eq!(
            outlets,
            [
                "by name",
                "by folder",
                "by folder of another system",
                "by path",
                "by letters",
                ""
            ]
        );
        assert_eq!(warnings.len(), 2);
        assert!(
            warnings[0].contains("2 documents are called y.txt"),
            "{warnings:?}"
        );
        assert!(
            warnings[1].contains("no document is called gone.txt"),
            "{warnings:?}"
        );
    }
}
