//! A table is what a report is written from: named columns, and rows of cells that are made one at a
//! time while they are written, so that a report of any length takes no memory of its own.

use std::borrow::Cow;
use std::io;

use ecow::EcoString;
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::review::marks::formula_like;

/// The byte order mark, without which spreadsheets take UTF-8 for an older encoding.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Named columns, and whoever makes the rows.
pub struct Table<'t> {
    /// The names of the columns, in order.
    pub columns: Vec<String>,
    rows: Box<Rows<'t>>,
}

/// Makes rows and gives them to somebody.
type Rows<'t> = dyn Fn(&mut Visit) -> io::Result<()> + 't;

/// Somebody who is given row after row, each with one cell per column. An error ends it.
pub type Visit<'v> = dyn FnMut(&[Cell]) -> io::Result<()> + 'v;

/// A column: its name and what stands in it.
pub type Column<R> = (&'static str, fn(&R) -> Cell<'_>);

impl<'t> Table<'t> {
    /// The table of `rows`, with a name and an expression for each column.
    pub fn new<R: 't, I: IntoIterator<Item = R>, const N: usize>(
        rows: impl Fn() -> I + 't,
        columns: [Column<R>; N],
    ) -> Self {
        Table {
            columns: columns.map(|(name, _)| name.to_owned()).to_vec(),
            rows: Box::new(move |visit| {
                rows().into_iter().try_for_each(|row| {
                    let cells = columns.each_ref().map(|(_, cell)| cell(&row));
                    visit(&cells)
                })
            }),
        }
    }

    /// The table of `rows` with columns that are known only now; `cells` makes the cells of a row.
    pub fn of<R>(
        columns: Vec<String>,
        rows: &'t [R],
        cells: impl Fn(&R) -> Vec<Cell<'_>> + 't,
    ) -> Self {
        Table {
            columns,
            rows: Box::new(move |visit| rows.iter().try_for_each(|row| visit(&cells(row)))),
        }
    }

    /// The same table with these columns, each in place of the one of its name or else at the end.
    /// `cell` says what stands in which row, from 0, and which of the columns.
    pub fn with(self, columns: Vec<String>, cell: impl Fn(usize, usize) -> Cell<'t> + 't) -> Self {
        let mut all = self.columns;
        let places: Vec<usize> = columns
            .into_iter()
            .map(|name| match all.iter().position(|other| *other == name) {
                Some(place) => place,
                None => {
                    all.push(name);
                    all.len() - 1
                }
            })
            .collect();
        let (length, rows) = (all.len(), self.rows);
        Table {
            columns: all,
            rows: Box::new(move |visit| {
                let mut row = 0;
                rows(&mut |cells| {
                    let mut cells: Vec<Cell> = cells.iter().map(Cell::lent).collect();
                    cells.resize(length, Cell::from(""));
                    for (which, &place) in places.iter().enumerate() {
                        cells[place] = cell(row, which);
                    }
                    row += 1;
                    visit(&cells)
                })
            }),
        }
    }

    /// Makes the rows and gives them to `visit`, one by one.
    ///
    /// # Errors
    ///
    /// The first of `visit`.
    pub fn each(&self, visit: &mut Visit) -> io::Result<()> {
        (self.rows)(visit)
    }

    /// Where a column stands.
    pub fn find(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| name == column)
    }

    /// The words in a cell of a row; empty where it holds a number, or is not there.
    pub fn text<'c>(&self, cells: &'c [Cell], column: &str) -> &'c str {
        match self.find(column).and_then(|at| cells.get(at)) {
            Some(Cell::Text(text)) => text,
            _ => "",
        }
    }

    /// Writes the table as a CSV file (RFC 4180: lines end in CR LF, one header row), in UTF-8 with
    /// a byte order mark.
    ///
    /// # Errors
    ///
    /// Those of `to`.
    pub fn write_csv(&self, to: &mut dyn io::Write) -> io::Result<()> {
        to.write_all(BYTE_ORDER_MARK.as_bytes())?;
        let mut writer = csv::WriterBuilder::new()
            .has_headers(false)
            .terminator(csv::Terminator::CRLF)
            .from_writer(to);
        writer.write_record(&self.columns).map_err(plain)?;
        self.each(&mut |cells| writer.serialize(cells).map_err(plain))?;
        writer.flush()
    }

    /// Writes the table as JSON Lines: one object a row, with the columns as keys, in their order.
    ///
    /// # Errors
    ///
    /// Those of `to`.
    pub fn write_json_lines(&self, to: &mut dyn io::Write) -> io::Result<()> {
        self.each(&mut |cells| write_line(&self.object(cells), to))
    }

    /// As [`Table::write_json_lines`], with one more key, whose value is made from a thing a row.
    ///
    /// # Errors
    ///
    /// Those of `to`.
    pub fn write_json_lines_with<T, V: Serialize>(
        &self,
        to: &mut dyn io::Write,
        key: &'static str,
        things: &[T],
        value: impl Fn(&T) -> V,
    ) -> io::Result<()> {
        let mut things = things.iter();
        self.each(&mut |cells| {
            let more = things.next().map(|thing| (key, value(thing)));
            let more = more.into_iter().collect();
            let row = self.object(cells);
            write_line(&More { row, more }, to)
        })
    }

    fn object<'c>(&'c self, row: &'c [Cell<'c>]) -> Object<'c> {
        Object {
            columns: &self.columns,
            row,
        }
    }
}

/// The error of the system inside one of the library, so that its kind is still known.
fn plain(problem: csv::Error) -> io::Error {
    match problem.into_kind() {
        csv::ErrorKind::Io(problem) => problem,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Writes a thing as a line of JSON Lines, in UTF-8.
///
/// # Errors
///
/// Those of `to`.
pub fn write_line(thing: &impl Serialize, to: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut *to, thing)?;
    to.write_all(b"\n")
}

/// A row with the names of its columns, to be written as a JSON object.
struct Object<'t> {
    columns: &'t [String],
    row: &'t [Cell<'t>],
}

/// A row and something more.
#[derive(Serialize)]
struct More<'t, V: Serialize> {
    #[serde(flatten)]
    row: Object<'t>,
    #[serde(flatten)]
    more: IndexMap<&'static str, V, FxBuildHasher>,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, cell) in self.columns.iter().zip(self.row) {
            // Nothing takes JSON for a formula, so text stands unmarked.
            match cell {
                Cell::Text(text) => map.serialize_entry(column, text)?,
                Cell::Number(number) => map.serialize_entry(column, number)?,
                Cell::Share(share) => {
                    let rounded = (share.clamp(0.0, 1.0) * 100.0).round() / 100.0;
                    map.serialize_entry(column, &rounded)?;
                }
            }
        }
        map.end()
    }
}

/// What stands in one place of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'c> {
    /// Words.
    Text(Cow<'c, str>),
    /// A count or a place; never negative, so never read as a formula.
    Number(usize),
    /// A probability or a similarity, between 0 and 1.
    Share(f64),
}

impl Cell<'_> {
    /// The same cell, which lends its words.
    fn lent(&self) -> Cell<'_> {
        match self {
            Cell::Text(text) => Cell::from(&**text),
            Cell::Number(number) => Cell::Number(*number),
            Cell::Share(share) => Cell::Share(*share),
        }
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Text(text) if formula_like(text) => {
                serializer.collect_str(&format_args!("'{text}"))
            }
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Number(number) => serializer.collect_str(number),
            // Two decimals: more would claim a precision that no estimate here has.
            Cell::Share(share) => {
                serializer.collect_str(&format_args!("{:.2}", share.clamp(0.0, 1.0)))
            }
        }
    }
}

impl<'c> From<&'c str> for Cell<'c> {
    fn from(text: &'c str) -> Self {
        Cell::Text(text.into())
    }
}

impl<'c> From<&'c String> for Cell<'c> {
    fn from(text: &'c String) -> Self {
        Cell::Text(text.into())
    }
}

impl<'c> From<&'c EcoString> for Cell<'c> {
    fn from(text: &'c EcoString) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(text.into())
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        Cell::Number(number)
    }
}

impl From<Option<jiff::civil::Date>> for Cell<'_> {
    /// The day as `2016-07-28`; empty when unknown.
    fn from(day: Option<jiff::civil::Date>) -> Self {
        Cell::from(day.map(|day| day.to_string()).unwrap_or_default())
    }
}

impl From<Option<f64>> for Cell<'_> {
    /// The share; empty when unknown.
    fn from(share: Option<f64>) -> Self {
        share.map_or_else(|| Cell::from(""), Cell::Share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::marks::without_mark;

    /// What must get the mark, and what must be left alone.
    #[test]
    fn cells_that_a_spreadsheet_would_compute() {
        let marked = [
            "=1+1",
            "+43 dead",
            "-5",
            "- a point of a list",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "＝1",
            "＋1",
            "－1",
            "＠x",
            " =1+1",
            "\n=1+1",
            "\u{a0}=1",
            "\u{feff}=1",
            "\u{200b}@x",
            "'=1",
            "''=1",
            "' =1",
        ];
        let left = [
            "",
            "1+1=2",
            "5-0",
            "a@b.example",
            "“=1+1”",
            "\"=1+1\"",
            "'tis so",
            "'",
            "–5",
            "—Anna",
            "* point",
            "•",
            "2016-07-28",
            " plain",
            "\nplain",
            "(-5)",
            "#NAME",
            "é=1",
        ];
        for cell in marked {
            assert!(formula_like(cell), "{cell:?} must be marked");
        }
        for cell in left {
            assert!(!formula_like(cell), "{cell:?} must be left alone");
        }
    }

    #[test]
    fn one_apostrophe_less_gives_the_text_back() {
        for text in ["=1", "'=1", "'' -1", "\t'x", "plain"] {
            let csv = table(&[text]);
            let cell = csv
                .rsplit_once("a\r\n")
                .expect("a header")
                .1
                .trim_end_matches(['\n', '\r'])
                .trim_matches('"');
            assert_eq!(without_mark(cell), text);
        }
    }

    #[test]
    fn quoting_and_line_ends_are_those_of_rfc_4180() {
        assert_eq!(
            table(&["a,b", "say \"yes\"", "two\nlines", "été"]),
            "\u{feff}a\r\n\"a,b\"\r\n\"say \"\"yes\"\"\"\r\n\"two\nlines\"\r\nété\r\n"
        );
    }

    #[test]
    fn an_empty_table_still_has_its_header() {
        assert_eq!(table(&[]), "\u{feff}a\r\n");
    }

    #[test]
    fn numbers_and_shares() {
        let rows: [(usize, Option<f64>); 3] = [(0, Some(0.937)), (7, None), (1200, Some(1.0))];
        let table = Table::new::<(usize, Option<f64>), _, _>(
            || rows,
            [("n", |row| row.0.into()), ("p", |row| row.1.into())],
        );
        assert_eq!(text(&table), "\u{feff}n,p\r\n0,0.94\r\n7,\r\n1200,1.00\r\n");
    }

    fn table(cells: &[&str]) -> String {
        text(&Table::new::<String, _, _>(
            || cells.iter().map(|cell| cell.to_string()),
            [("a", |cell| cell.into())],
        ))
    }

    fn text(table: &Table) -> String {
        let mut bytes = Vec::new();
        table.write_csv(&mut bytes).expect("memory takes all");
        String::from_utf8(bytes).expect("UTF-8")
    }
}
