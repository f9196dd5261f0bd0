//! Files of pairs: CSV or JSON Lines with the columns `a` and `b`, in and out.

use std::io::Read;
use std::path::Path;

use indexmap::IndexMap;
use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::{Side, Verdict, compare};
use crate::Error;
use crate::documents::dates;

/// The columns that are added. One of the input with such a name is kept as `given_NAME`.
pub const ADDED: [&str; 4] = ["relation", "score", "type", "why"];

/// What a file of pairs is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CSV by RFC 4180, in UTF-8 with a byte order mark.
    Csv,
    /// One object a line, with what was weighed beside.
    Json,
}

/// The rows of a file.
#[derive(Debug)]
pub struct Pairs {
    /// The names of the columns, each once, in the order in which they are first met.
    columns: Vec<String>,
    rows: Vec<Row>,
}

/// A row: what stands in its columns. Of JSON what a value is written as is kept.
type Row = IndexMap<String, Box<RawValue>, FxBuildHasher>;

impl Pairs {
    /// Reads a file; `-` is standard input. A file whose first character is `{` holds JSON Lines,
    /// any other CSV, with commas, semicolons or tabs.
    ///
    /// # Errors
    ///
    /// [`Error::Pairs`] for a file that cannot be read or is damaged, with the line;
    /// [`Error::PairsColumn`] where `a` or `b` is missing, with the columns that there are.
    pub fn read(file: &Path) -> Result<Pairs, Error> {
        let bad = |line: Option<u64>, problem: String| Error::Pairs {
            file: file.to_owned(),
            line,
            problem,
        };
        let bytes = if file == Path::new("-") {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            std::fs::read(file)
        };
        let bytes = bytes.map_err(|problem| bad(None, format!("cannot be read: {problem}")))?;
        let text = std::str::from_utf8(&bytes).map_err(|problem| {
            let line = 1 + bytes[..problem.valid_up_to()]
                .iter()
                .filter(|b| **b == b'\n')
                .count();
            bad(
                Some(line as u64),
                "is not UTF-8: save the file as UTF-8".into(),
            )
        })?;
        let text = text.trim_start_matches('\u{feff}');
        let pairs = if text.trim_start().starts_with('{') {
            json(text)
        } else {
            csv(text)
        };
        let pairs = pairs.map_err(|(line, problem)| bad(line, problem))?;
        for column in ["a", "b"] {
            if !pairs.columns.iter().any(|name| name == column) {
                return Err(Error::PairsColumn {
                    file: file.to_owned(),
                    column,
                    found: pairs.columns,
                });
            }
        }
        Ok(pairs)
    }

    /// How many pairs there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Compares the pairs, in parallel, in their order.
    pub fn compare(&self) -> Vec<Verdict> {
        self.rows.par_iter().map(verdict).collect()
    }

    /// The rows with what was found of them.
    pub fn write(&self, verdicts: &[Verdict], format: Format) -> Vec<u8> {
        match format {
            Format::Csv => self.to_csv(verdicts),
            Format::Json => self.to_json(verdicts),
        }
    }

    fn to_csv(&self, verdicts: &[Verdict]) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::from("\u{feff}"));
        let in_memory = "rows of equal length can be written to memory";
        let names = self.columns.iter().map(|name| kept(name));
        let header = names.chain(ADDED.map(str::to_owned));
        writer.write_record(header).expect(in_memory);
        for (row, verdict) in self.rows.iter().zip(verdicts) {
            let own = self.columns.iter().map(|name| cell(row, name));
            let added = [
                verdict.relation.name().to_owned(),
                rounded(verdict.score).to_string(),
                verdict.kind.to_owned(),
                verdict.why.clone(),
            ];
            writer.write_record(own.chain(added)).expect(in_memory);
        }
        writer.into_inner().expect(in_memory)
    }

    fn to_json(&self, verdicts: &[Verdict]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (row, verdict) in self.rows.iter().zip(verdicts) {
            let kept = row.iter().map(|(name, value)| (kept(name), value.clone()));
            let mut line: Row = kept.collect();
            let evidence = verdict
                .evidence
                .iter()
                .map(|(name, x)| (*name, rounded(*x)));
            let evidence: IndexMap<&str, f64, FxBuildHasher> = evidence.collect();
            let added = [
                raw(verdict.relation.name()),
                raw(&rounded(verdict.score)),
                raw(verdict.kind),
                raw(&verdict.why),
            ];
            line.extend(ADDED.map(str::to_owned).into_iter().zip(added));
            line.insert(EVIDENCE.to_owned(), raw(&evidence));
            serde_json::to_writer(&mut bytes, &line).expect("names and values can be written");
            bytes.push(b'\n');
        }
        bytes
    }
}

/// The key under which JSON has what was weighed.
const EVIDENCE: &str = "evidence";

fn raw<T: Serialize + ?Sized>(value: &T) -> Box<RawValue> {
    to_raw_value(value).expect("words and numbers can be written")
}

/// The name under which a column of the input is kept.
fn kept(name: &str) -> String {
    let is_ours = ADDED.contains(&name) || name == EVIDENCE;
    let given = if is_ours { "given_" } else { "" };
    format!("{given}{name}")
}

/// A number in four digits.
fn rounded(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}

/// What stands in a column as the text of a cell; of JSON, what is no text stays as it is written.
fn cell(row: &Row, column: &str) -> String {
    let Some(value) = row.get(column) else {
        return String::new();
    };
    match serde_json::from_str::<Option<String>>(value.get()) {
        Ok(text) => text.unwrap_or_default(),
        Err(_) => value.get().to_owned(),
    }
}

fn verdict(row: &Row) -> Verdict {
    let [a, b, date_a, date_b] = ["a", "b", "date_a", "date_b"].map(|name| cell(row, name));
    let days = [&date_a, &date_b].map(|date| dates::stated(date));
    let mut verdict = compare(
        Side {
            text: &a,
            date: days[0],
        },
        Side {
            text: &b,
            date: days[1],
        },
    );
    for (date, day) in [&date_a, &date_b].into_iter().zip(days) {
        if day.is_none() && !date.trim().is_empty() {
            verdict
                .why
                .push_str(&format!(" The date “{date}” was not understood."));
        }
    }
    verdict
}

/// Where a file is damaged (the line, if known) and how.
type Damage = (Option<u64>, String);

fn json(text: &str) -> Result<Pairs, Damage> {
    let mut pairs = Pairs {
        columns: Vec::new(),
        rows: Vec::new(),
    };
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let row: Row = serde_json::from_str(line)
            .map_err(|problem| (Some(number), format!("is no JSON object: {problem}")))?;
        for name in row.keys() {
            if !pairs.columns.contains(name) {
                pairs.columns.push(name.clone());
            }
        }
        pairs.rows.push(row);
    }
    Ok(pairs)
}

fn csv(text: &str) -> Result<Pairs, Damage> {
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: u8| first.bytes().filter(|byte| *byte == mark).count();
    let most = [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|mark| count(*mark));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(most.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let damage = |problem: csv::Error| {
        let line = problem.position().map(csv::Position::line);
        (
            line,
            format!("{problem}: each row needs as many cells as the first"),
        )
    };
    let header = reader.headers().map_err(damage)?;
    let columns: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
    let twice = |(at, name): (usize, &String)| columns[..at].contains(name).then(|| name.clone());
    if let Some(name) = columns.iter().enumerate().find_map(twice) {
        return Err((
            Some(1),
            format!("two columns are named {name:?}: give each its own name"),
        ));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(damage)?;
        rows.push(
            columns
                .iter()
                .cloned()
                .zip(record.iter().map(raw))
                .collect(),
        );
    }
    Ok(Pairs { columns, rows })
}

/// The day of a date as a user writes it, if it is one.
pub fn day(text: &str) -> Option<Date> {
    dates::stated(text)
}
