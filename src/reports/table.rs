//! A table is what a report holds before it is written: named columns and rows of cells.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::review::marks::formula_like;

/// The byte order mark, without which spreadsheets take UTF-8 for an older encoding.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Named columns and rows of cells.
#[derive(Debug)]
pub struct Table {
    /// The names of the columns, in order.
    pub columns: Vec<String>,
    /// The rows, each with one cell per column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column: its name and what stands in it.
pub type Column<R> = (&'static str, fn(&R) -> Cell);

impl Table {
    /// The table of `rows`, with a name and an expression for each column.
    pub fn new<R>(rows: impl IntoIterator<Item = R>, columns: &[Column<R>]) -> Self {
        Table {
            columns: columns.iter().map(|(name, _)| (*name).to_owned()).collect(),
            rows: rows
                .into_iter()
                .map(|row| columns.iter().map(|(_, cell)| cell(&row)).collect())
                .collect(),
        }
    }

    /// Takes the rows from one on into a table of their own, with the same columns.
    pub fn split_off(&mut self, first: usize) -> Self {
        Table {
            columns: self.columns.clone(),
            rows: self.rows.split_off(first),
        }
    }

    /// Where a column stands.
    pub fn find(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| name == column)
    }

    /// The words in a cell; empty where it holds a number, or is not there.
    pub fn text(&self, row: usize, column: &str) -> &str {
        match self.find(column).and_then(|at| self.rows[row].get(at)) {
            Some(Cell::Text(text)) => text,
            _ => "",
        }
    }

    /// Fills a column, which is added at the end where there is none of that name.
    pub fn set(&mut self, column: &str, cells: impl IntoIterator<Item = Cell>) {
        let at = self.find(column).unwrap_or_else(|| {
            self.columns.push(column.to_owned());
            self.columns.len() - 1
        });
        for (row, cell) in self.rows.iter_mut().zip(cells) {
            row.resize(self.columns.len().max(row.len()), Cell::from(""));
            row[at] = cell;
        }
    }

    /// The table as a CSV file (RFC 4180: lines end in CR LF, one header row), in UTF-8 with a
    /// byte order mark.
    pub fn to_csv(&self) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new()
            .has_headers(false)
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::from(BYTE_ORDER_MARK));
        let in_memory = "a table of equally long rows can be written to memory";
        writer.write_record(&self.columns).expect(in_memory);
        for row in &self.rows {
            writer.serialize(row).expect(in_memory);
        }
        writer.into_inner().expect(in_memory)
    }

    /// The table as JSON Lines: one object a row, with the columns as keys, in their order.
    pub fn to_json_lines(&self) -> Vec<u8> {
        json_lines(self.rows.iter().map(|row| self.object(row)))
    }

    /// As [`Table::to_json_lines`], with one more key, whose value is made from a thing a row.
    pub fn to_json_lines_with<T, V: Serialize>(
        &self,
        key: &'static str,
        things: &[T],
        value: impl Fn(&T) -> V,
    ) -> Vec<u8> {
        json_lines(self.rows.iter().zip(things).map(|(row, thing)| More {
            row: self.object(row),
            more: [(key, value(thing))].into_iter().collect(),
        }))
    }

    fn object<'t>(&'t self, row: &'t [Cell]) -> Object<'t> {
        Object {
            columns: &self.columns,
            row,
        }
    }
}

/// Things as JSON Lines: one object a line, in UTF-8.
pub fn json_lines<T: Serialize>(things: impl IntoIterator<Item = T>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for thing in things {
        serde_json::to_writer(&mut bytes, &thing).expect("what has names as keys can be written");
        bytes.push(b'\n');
    }
    bytes
}

/// A row with the names of its columns, to be written as a JSON object.
struct Object<'t> {
    columns: &'t [String],
    row: &'t [Cell],
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
pub enum Cell {
    /// Words.
    Text(String),
    /// A count or a place; never negative, so never read as a formula.
    Number(usize),
    /// A probability or a similarity, between 0 and 1.
    Share(f64),
}

impl Serialize for Cell {
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

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Cell::Text(text.clone())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Cell::Number(number)
    }
}

impl From<Option<jiff::civil::Date>> for Cell {
    /// The day as `2016-07-28`; empty when unknown.
    fn from(day: Option<jiff::civil::Date>) -> Self {
        Cell::Text(day.map(|day| day.to_string()).unwrap_or_default())
    }
}

impl From<Option<f64>> for Cell {
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
        let table = Table::new(
            rows,
            &[("n", |row| row.0.into()), ("p", |row| row.1.into())],
        );
        assert_eq!(text(&table), "\u{feff}n,p\r\n0,0.94\r\n7,\r\n1200,1.00\r\n");
    }

    fn table(cells: &[&str]) -> String {
        text(&Table::new(
            cells.iter().map(|cell| cell.to_string()),
            &[("a", |cell| cell.into())],
        ))
    }

    fn text(table: &Table) -> String {
        String::from_utf8(table.to_csv()).expect("UTF-8")
    }
}
