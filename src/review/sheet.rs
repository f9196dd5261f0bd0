//! A sheet is a table as a person's spreadsheet may have saved it: rows of text below a header.
//!
//! [`read`] finds out by the first bytes what a file is and gives its rows one by one, so that a
//! sheet of a million rows takes no more memory than what the caller keeps of it.

mod text;
mod workbook;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;
use std::sync::Arc;

use crate::Error;

/// How many rows may stand above the header: some people write a title there.
const ABOVE_HEADER: usize = 20;

/// How many columns are named in an error.
const NAMED_COLUMNS: usize = 40;

/// More columns no spreadsheet has.
const COLUMNS: usize = 1 << 14;

/// The names of the columns of a sheet, each once.
#[derive(Clone, Debug, Default)]
pub struct Header(Vec<String>);

impl Header {
    /// The names in a row of cells. A name that stands there twice gets a number.
    fn new(cells: &[String]) -> Self {
        let mut names: Vec<String> = Vec::new();
        let mut taken: BTreeSet<String> = BTreeSet::new();
        // By name, the last number that was given; a sheet may have one name ten thousand times.
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        for cell in cells {
            let plain = cell.trim().to_owned();
            let mut name = plain.clone();
            let nth = numbers.entry(plain.to_ascii_lowercase()).or_insert(1);
            while !name.is_empty() && !taken.insert(name.to_ascii_lowercase()) {
                *nth += 1;
                name = format!("{plain} ({nth})");
            }
            names.push(name);
        }
        Header(names)
    }

    /// Where a column stands.
    pub fn find(&self, name: &str) -> Option<usize> {
        let mut names = self.0.iter();
        names.position(|column| column.eq_ignore_ascii_case(name))
    }

    /// The name of the column at a place; one without a header is named by its number.
    pub fn name(&self, at: usize) -> String {
        match self.0.get(at) {
            Some(name) if !name.is_empty() => name.clone(),
            _ => format!("column {}", at + 1),
        }
    }

    /// The names, in order.
    pub fn names(&self) -> &[String] {
        &self.0
    }
}

/// A row below the header.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The header of its sheet.
    pub header: Arc<Header>,
    /// Which row of its sheet it is, from 1 as a spreadsheet counts.
    pub number: usize,
    /// What stands in it, by column; cells at the end may be missing.
    pub cells: Vec<String>,
}

impl Row {
    /// What stands in a column; empty where there is no such column.
    pub fn get(&self, name: &str) -> &str {
        let at = self.header.find(name);
        at.and_then(|at| self.cells.get(at)).map_or("", |cell| cell)
    }

    /// The cells with the names of their columns.
    pub fn named(&self) -> impl Iterator<Item = (String, &str)> {
        let cells = self.cells.iter().enumerate();
        cells.map(|(at, cell)| (self.header.name(at), cell.as_str()))
    }
}

/// Somebody who is given row after row.
pub type Visit<'v> = dyn FnMut(Row) + 'v;

/// Gives `visit` every row of a file that is not empty: of a CSV file (with any usual separator,
/// quoting and encoding), or of each sheet of an XLSX workbook that has the column `key`.
///
/// # Errors
///
/// [`Error::Table`] for a file that cannot be read, is damaged or protected by a password;
/// [`Error::Column`] where no header has `key`, with the columns that there are.
pub fn read(path: &Path, key: &str, visit: &mut Visit) -> Result<(), Error> {
    walk(path, Below::new(key), visit).map(|_| ())
}

/// The header of a file: of a workbook, that of the first sheet which has the column `key`.
///
/// # Errors
///
/// Those of [`read`].
pub fn header(path: &Path, key: &str) -> Result<Arc<Header>, Error> {
    let below = Below {
        only_header: true,
        ..Below::new(key)
    };
    walk(path, below, &mut |_| {})
}

/// Reads a file as `below` says and returns the first header with the column.
fn walk(path: &Path, below: Below, visit: &mut Visit) -> Result<Arc<Header>, Error> {
    let mut file = File::open(path).map_err(unreadable(path))?;
    let mut start = Vec::new();
    let few = Read::by_ref(&mut file).take(8).read_to_end(&mut start);
    few.map_err(unreadable(path))?;
    file.rewind().map_err(unreadable(path))?;
    if start.starts_with(b"PK") {
        workbook::read(path, file, &below, visit)
    } else if start.starts_with(b"\xD0\xCF\x11\xE0") {
        Err(workbook::closed(path, file))
    } else {
        text::read(path, file, below, visit)
    }
}

/// Finds the header among the first rows of a sheet and passes on what is below it.
#[derive(Clone, Default)]
struct Below<'k> {
    key: &'k str,
    /// Whether the rows below the header are not wanted.
    only_header: bool,
    /// The first row with anything in it.
    first: Vec<String>,
    looked_at: usize,
    header: Option<Arc<Header>>,
}

impl<'k> Below<'k> {
    fn new(key: &'k str) -> Self {
        Below {
            key,
            ..Below::default()
        }
    }

    /// Takes the next row; `false` where no more are needed.
    fn take(&mut self, number: usize, cells: Vec<String>, visit: &mut Visit) -> bool {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return true;
        }
        if let Some(header) = &self.header {
            visit(Row {
                header: Arc::clone(header),
                number,
                cells,
            });
            return true;
        }
        let header = Header::new(&cells);
        if header.find(self.key).is_some() {
            self.header = Some(Arc::new(header));
            return !self.only_header;
        }
        if self.first.is_empty() {
            self.first = header.0;
        }
        self.looked_at += 1;
        self.looked_at < ABOVE_HEADER
    }

    /// The error of a file without the column.
    fn missing(&self, path: &Path) -> Error {
        let names = self.first.iter().filter(|name| !name.is_empty());
        Error::Column {
            file: path.to_owned(),
            column: self.key.to_owned(),
            found: names.take(NAMED_COLUMNS).cloned().collect(),
        }
    }
}

/// The error of a file that the system does not give.
fn unreadable(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
    move |problem| damaged(path, &problem)
}

fn damaged(path: &Path, problem: &dyn std::fmt::Display) -> Error {
    Error::Table {
        file: path.to_owned(),
        problem: problem.to_string(),
    }
}
