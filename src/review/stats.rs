//! What verdicts say of a report: how many of its rows are right, whether its scores mean what
//! they say, and how far reviewers agree.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::decided::{self, ID, VERDICTS};
use super::sheet;
use crate::Error;

/// How many bands of scores there are between 0 and 1.
const BANDS: usize = 10;

/// The verdict of somebody who could not decide.
const UNSURE: &str = "unsure";

/// How sure an interval is: 1.96 standard errors, 95 of a hundred.
const Z: f64 = 1.96;

/// What is known of a row.
#[derive(Clone, Debug, Default)]
struct Row {
    relation: String,
    kind: String,
    score: Option<f64>,
}

type Rows = IndexMap<String, Row, FxBuildHasher>;
type Verdicts = IndexMap<String, &'static str, FxBuildHasher>;

/// What the verdicts in some reviewed files say.
#[derive(Debug, Default)]
pub struct Stats {
    /// Rows with a verdict other than `unsure`.
    pub decided: usize,
    /// Rows with the verdict `unsure`.
    pub unsure: usize,
    /// Rows without a verdict, and those on which the files disagree.
    pub open: usize,
    /// By relation and type: of the decided rows, those whose verdict is the relation.
    pub by_type: Vec<(String, String, Share)>,
    /// By band of scores, from the lowest: the band, the mean score in it, and of its decided
    /// rows those that are called conflicts. Bands without decided rows are left out.
    pub by_score: Vec<(f64, f64, f64, Share)>,
    /// Every two files.
    pub agreement: Vec<Agreement>,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many have it.
    pub with: usize,
    /// How many there are.
    pub of: usize,
}

/// How far two reviewers agree.
#[derive(Debug)]
pub struct Agreement {
    /// The files of the two.
    pub files: [PathBuf; 2],
    /// Of the rows on which both gave a verdict, `unsure` among them, those with the same.
    pub same: Share,
    /// Cohen's kappa (1960): agreement beyond what chance would give, 1 at most. `None` where
    /// there are no such rows, or where both gave the same one verdict throughout.
    pub kappa: Option<f64>,
}

impl Share {
    /// The share, from 0 to 1; `None` of nothing.
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| self.with as f64 / self.of as f64)
    }

    /// Between which two shares the true one lies, at 95 % (Wilson 1927).
    pub fn interval(self) -> Option<(f64, f64)> {
        let (p, n) = (self.value()?, self.of as f64);
        let middle = p + Z * Z / (2.0 * n);
        let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        let whole = 1.0 + Z * Z / n;
        Some((
            ((middle - half) / whole).max(0.0),
            ((middle + half) / whole).min(1.0),
        ))
    }

    fn count(&mut self, with: bool) {
        self.with += usize::from(with);
        self.of += 1;
    }
}

/// Counts the verdicts in reviewed files. `report` is the report that blind samples were drawn
/// from: it knows the scores and relations that they do not show.
///
/// # Errors
///
/// [`Error::Table`] for a file that cannot be read, [`Error::Column`] for one without
/// `conflict_id`.
pub fn of(files: &[PathBuf], report: Option<&Path>) -> Result<Stats, Error> {
    let mut rows = Rows::default();
    let mut verdicts: Vec<Verdicts> = Vec::new();
    for file in files {
        verdicts.push(read(file, &mut rows)?);
    }
    if let Some(report) = report {
        let mut known = Rows::default();
        read(report, &mut known)?;
        for (id, row) in &mut rows {
            if let Some(known) = known.swap_remove(id) {
                *row = known;
            }
        }
    }

    let mut stats = Stats::default();
    let mut by_type: IndexMap<(String, String), Share> = IndexMap::new();
    let mut bands = vec![(0.0, Share::default()); BANDS];
    for (id, row) in &rows {
        let Some(verdict) = agreed(&verdicts, id) else {
            stats.open += 1;
            continue;
        };
        if verdict == UNSURE {
            stats.unsure += 1;
            continue;
        }
        stats.decided += 1;
        let key = (row.relation.clone(), row.kind.clone());
        by_type
            .entry(key)
            .or_default()
            .count(verdict == row.relation);
        if let Some(score) = row.score {
            let band = ((score * BANDS as f64) as usize).min(BANDS - 1);
            bands[band].0 += score;
            bands[band].1.count(verdict == VERDICTS[0]);
        }
    }
    by_type.sort_keys();
    stats.by_type = by_type
        .into_iter()
        .map(|((relation, kind), share)| (relation, kind, share))
        .collect();
    let width = 1.0 / BANDS as f64;
    let bands = bands
        .into_iter()
        .enumerate()
        .filter(|(_, (_, share))| share.of > 0);
    stats.by_score = bands
        .map(|(band, (sum, share))| {
            let low = band as f64 * width;
            (low, low + width, sum / share.of as f64, share)
        })
        .collect();
    for (at, a) in verdicts.iter().enumerate() {
        for (other, b) in verdicts.iter().enumerate().skip(at + 1) {
            let (same, kappa) = agreement(a, b);
            stats.agreement.push(Agreement {
                files: [files[at].clone(), files[other].clone()],
                same,
                kappa,
            });
        }
    }
    Ok(stats)
}

/// The verdicts in a file by row, and what it knows of its rows.
fn read(file: &Path, rows: &mut Rows) -> Result<Verdicts, Error> {
    let mut verdicts = Verdicts::default();
    sheet::read(file, ID, &mut |row| {
        let id = row.get(ID).trim().to_owned();
        if let Some(verdict) = decided::verdict(row.get("verdict")) {
            verdicts.insert(id.clone(), verdict);
        }
        let known = rows.entry(id).or_default();
        for (slot, column) in [(&mut known.relation, "relation"), (&mut known.kind, "type")] {
            if slot.is_empty() {
                *slot = row.get(column).trim().to_owned();
            }
        }
        known.score = known.score.or(score(row.get("score")));
    })?;
    Ok(verdicts)
}

/// A score as a spreadsheet may write it: `0.94`, `0,94`, `94%`.
fn score(cell: &str) -> Option<f64> {
    let cell = cell.trim().replace(',', ".");
    let score = match cell.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().ok()? / 100.0,
        None => cell.parse().ok()?,
    };
    (0.0..=1.0).contains(&score).then_some(score)
}

/// The verdict on a row, if all who gave one gave the same.
fn agreed(verdicts: &[Verdicts], id: &str) -> Option<&'static str> {
    let mut given = verdicts.iter().filter_map(|file| file.get(id).copied());
    let first = given.next()?;
    given.all(|other| other == first).then_some(first)
}

fn agreement(a: &Verdicts, b: &Verdicts) -> (Share, Option<f64>) {
    let both: Vec<(&str, &str)> = a
        .iter()
        .filter_map(|(id, x)| Some((*x, *b.get(id)?)))
        .collect();
    let mut same = Share::default();
    for (x, y) in &both {
        same.count(x == y);
    }
    let n = both.len() as f64;
    let chance: f64 = VERDICTS
        .iter()
        .map(|verdict| {
            let share = |first: bool| {
                let given = both
                    .iter()
                    .filter(|(x, y)| if first { x == verdict } else { y == verdict });
                given.count() as f64 / n
            };
            share(true) * share(false)
        })
        .sum();
    let kappa = same
        .value()
        .filter(|_| chance < 1.0)
        .map(|raw| (raw - chance) / (1.0 - chance));
    (same, kappa)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_as_spreadsheets_write_them() {
        let cases = [
            ("0.94", Some(0.94)),
            (" 0,94 ", Some(0.94)),
            ("94%", Some(0.94)),
            ("1", Some(1.0)),
            ("", None),
            ("high", None),
            ("7", None),
        ];
        for (cell, wanted) in cases {
            assert_eq!(score(cell), wanted, "{cell:?}");
        }
    }

    /// The table of two readers in Cohen's own kind of example: 20 and 15 alike of 50.
    #[test]
    fn kappa_takes_chance_away() {
        let (mut a, mut b) = (Verdicts::default(), Verdicts::default());
        let cells = [(20, 0, 0), (5, 0, 2), (10, 2, 0), (15, 2, 2)];
        let mut row = 0;
        for (count, x, y) in cells {
            for _ in 0..count {
                a.insert(row.to_string(), VERDICTS[x]);
                b.insert(row.to_string(), VERDICTS[y]);
                row += 1;
            }
        }
        a.insert("only one of the two decided it".into(), VERDICTS[0]);
        let (same, kappa) = agreement(&a, &b);
        assert_eq!(same, Share { with: 35, of: 50 });
        assert!((kappa.expect("a kappa") - 0.4).abs() < 1e-9, "{kappa:?}");
        assert_eq!(
            agreement(&a, &Verdicts::default()),
            (Share::default(), None)
        );
    }

    #[test]
    fn intervals_are_wide_where_little_is_known() {
        let (low, high) = Share { with: 9, of: 10 }.interval().expect("an interval");
        assert!(
            (low - 0.596).abs() < 0.001 && (high - 0.982).abs() < 0.001,
            "{low} {high}"
        );
        assert_eq!(Share::default().interval(), None);
    }
}
