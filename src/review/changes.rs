//! What changed since an earlier report.

use std::path::{Path, PathBuf};

use indexmap::IndexSet;

use super::decided::ID;
use super::matching::{Earlier, Latest, Match, Matter, Words};
use super::near::Quote;
use super::sheet::{self, Row};
use crate::Error;

/// An earlier report on conflicts.
#[derive(Debug, Default)]
pub struct Baseline {
    /// What each row is about.
    matters: Vec<Matter>,
    ids: Vec<String>,
    /// What else of each row is compared.
    readings: Vec<Reading>,
    /// The rows themselves.
    rows: Vec<Row>,
}

/// How a run read a matter.
#[derive(Debug, PartialEq)]
struct Reading {
    relation: String,
    question: Quote,
}

impl Reading {
    fn new<'r>(cell: impl Fn(&str) -> &'r str) -> Self {
        Reading {
            relation: cell("relation").trim().to_owned(),
            question: Quote::new(cell("question")),
        }
    }
}

/// How a row stands to the earlier report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not there.
    New,
    /// It was there with other words.
    Changed,
    /// It was there.
    Same,
}

impl Change {
    /// The word that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Change::New => "new",
            Change::Changed => "changed",
            Change::Same => "same",
        }
    }
}

impl Baseline {
    /// Reads the files of an earlier report, CSV or XLSX.
    ///
    /// # Errors
    ///
    /// [`Error::Table`] where it cannot be read, [`Error::Column`] where it has no `conflict_id`.
    pub fn read(files: &[PathBuf]) -> Result<Self, Error> {
        let mut baseline = Baseline::default();
        for file in files {
            baseline.add(file)?;
        }
        Ok(baseline)
    }

    fn add(&mut self, file: &Path) -> Result<(), Error> {
        sheet::read(file, ID, &mut |row| {
            let matter = Matter::new(|column| row.get(column));
            self.ids.push(matter.id.clone());
            self.matters.push(matter);
            self.readings.push(Reading::new(|column| row.get(column)));
            self.rows.push(row);
        })
    }

    /// How each row of a new report stands to this one, and the rows that are gone. `cell` gives
    /// what stands in a column of a new row.
    pub fn compare<'r>(
        &self,
        rows: &[Matter],
        sources: &IndexSet<String>,
        cell: impl Fn(usize, &str) -> &'r str,
    ) -> (Vec<Change>, Vec<&Row>) {
        let sides = self.matters.iter().flat_map(|matter| &matter.sides);
        let mut words = Words::default();
        for matter in &self.matters {
            *words.entry(matter.words()).or_default() += 1;
        }
        let found = Latest::new(rows, sources).find(&Earlier {
            rows: self.matters.iter().collect(),
            ids: &self.ids,
            words: &words,
            sources: sides.map(|side| side.source.as_str()).collect(),
        });
        let mut changes = vec![Change::New; rows.len()];
        let mut gone = Vec::new();
        for (number, found) in found.into_iter().enumerate() {
            match found {
                Ok(found) => {
                    let reading = Reading::new(|column| cell(found.row, column));
                    let read_alike = reading == self.readings[number];
                    changes[found.row] = self.change(number, &rows[found.row], found, read_alike);
                }
                Err(_) => gone.push(&self.rows[number]),
            }
        }
        (changes, gone)
    }

    fn change(&self, number: usize, row: &Matter, found: Match, read_alike: bool) -> Change {
        let answers = |matter: &Matter| {
            let mut answers = matter.sides.each_ref().map(|side| side.answer.clone());
            answers.sort_by(|x, y| x.words().cmp(y.words()));
            answers
        };
        let same = read_alike
            && !found.text_changed
            && !found.renamed
            && self.matters[number].id == row.id
            && answers(&self.matters[number]) == answers(row);
        if same { Change::Same } else { Change::Changed }
    }
}
