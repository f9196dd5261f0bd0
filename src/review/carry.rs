//! Carrying decisions into a new report.

use indexmap::IndexSet;

use super::Reviewed;
use super::decided::Decided;
use super::matching::{Earlier, Latest, Match, Matter};

/// The mark of a row whose verdict was given on slightly other words.
const TEXT_CHANGED: &str = "carried over: text changed";
/// The mark of a row whose verdict was given when a source had another name.
const RENAMED: &str = "carried over: source renamed";
/// The mark of a row on which there are several verdicts.
const DISAGREE: &str = "reviewers disagree";
/// What stands between the parts of a cell.
const BETWEEN: &str = " | ";

/// The decisions of all reviewed files, row by row of the new report.
#[derive(Debug, Default)]
pub struct Carried {
    /// By row: what was decided on it.
    pub rows: Vec<Option<Settled>>,
    /// The columns that the reviewers added.
    pub added: Vec<String>,
    /// What found no row.
    pub homeless: Vec<Homeless>,
}

/// What was decided on a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settled {
    /// The verdict; empty where there is none, and where reviewers disagree.
    pub verdict: String,
    /// The notes.
    pub note: String,
    /// What a reviewer should look at again, and why.
    pub carried: String,
    /// What stands in the added columns, by [`Carried::added`].
    pub added: Vec<String>,
    /// What it was made from, and what that has taken the place of.
    pub held: Vec<Decision>,
}

/// An identifier, a verdict and a note, as a file has them.
pub type Decision = [String; 3];

impl Settled {
    /// Whether nothing is decided: somebody took back what was.
    pub fn is_open(&self) -> bool {
        let mut cells = [&self.verdict, &self.note, &self.carried]
            .into_iter()
            .chain(&self.added);
        cells.all(|cell| cell.is_empty())
    }
}

/// A decided row that has no row in the new report.
#[derive(Clone, Debug)]
pub struct Homeless {
    /// The row.
    pub row: Decided,
    /// Why it has none, in words.
    pub reason: &'static str,
}

/// Carries the decisions of reviewed files into the rows of a new report. `sources` are the names
/// of all sources of the run.
///
/// Each file is matched for itself, so that two reviewers may have worked on reports of different
/// runs. Where they come to different verdicts on one row, all are kept in its mark and none
/// stands as the verdict. Only where the reader of a page changed what the report beside the page
/// held, that is no disagreement: the page says what was there before.
pub fn carry(files: &[Reviewed], rows: &[Matter], sources: &IndexSet<String>) -> Carried {
    let new = Latest::new(rows, sources);
    let mut decided: Vec<Vec<Found>> = vec![Vec::new(); rows.len()];
    let mut homeless: Vec<Homeless> = Vec::new();
    for file in files {
        let found = new.find(&Earlier {
            rows: file.rows.iter().map(|row| &row.matter).collect(),
            ids: &file.ids,
            words: &file.words,
            sources: file.sources.iter().map(String::as_str).collect(),
        });
        for (row, found) in file.rows.iter().zip(found) {
            match found {
                Ok(found) => decided[found.row].push(Found {
                    row,
                    found,
                    is_replaced: file.is_replaced,
                }),
                Err(missing) => homeless.push(Homeless {
                    row: row.clone(),
                    reason: missing.reason(),
                }),
            }
        }
    }
    let added: IndexSet<String> = files.iter().flat_map(|file| file.added.clone()).collect();
    let added: Vec<String> = added.into_iter().collect();
    Carried {
        rows: decided.iter().map(|rows| settled(rows, &added)).collect(),
        added,
        homeless: distinct(homeless),
    }
}

/// A decided row that has a row in the new report.
#[derive(Clone, Copy)]
struct Found<'f> {
    row: &'f Decided,
    found: Match,
    /// See [`Reviewed::is_replaced`].
    is_replaced: bool,
}

/// One row from all that was decided on it.
fn settled(rows: &[Found], added: &[String]) -> Option<Settled> {
    if rows.is_empty() {
        return None;
    }
    let before: Vec<&[String; 2]> = rows.iter().filter_map(|f| f.row.before.as_ref()).collect();
    let is_outdated = |f: &&Found| {
        let was = |before: &&[String; 2]| **before == [&*f.row.verdict, &*f.row.note];
        f.is_replaced && before.iter().any(was)
    };
    let standing: Vec<&Found> = rows.iter().filter(|f| !is_outdated(f)).collect();
    let all = |part: fn(&Decided) -> &str| {
        let all = standing.iter();
        all.map(move |f| (part(f.row), f.row.from.as_str()))
    };
    let verdicts = parts(all(|row| &row.verdict));
    let mut marks: Vec<String> = Vec::new();
    for Found { row, found, .. } in &standing {
        let earlier = row.carried.split(BETWEEN);
        marks.extend(earlier.filter(|mark| !mark.is_empty()).map(str::to_owned));
        marks.extend(found.text_changed.then(|| TEXT_CHANGED.to_owned()));
        marks.extend(found.renamed.then(|| RENAMED.to_owned()));
    }
    if verdicts.len() > 1 {
        let each = verdicts
            .iter()
            .map(|(verdict, from)| format!("{verdict} ({from})"));
        let each: Vec<String> = each.collect();
        marks.push(format!("{DISAGREE}: {}", each.join(", ")));
    }
    let marks: IndexSet<String> = marks.into_iter().collect();
    let marks: Vec<String> = marks.into_iter().collect();
    Some(Settled {
        verdict: match &verdicts[..] {
            [(verdict, _)] => (*verdict).to_owned(),
            _ => String::new(),
        },
        note: joined(&parts(all(|row| &row.note))),
        carried: marks.join(BETWEEN),
        added: added
            .iter()
            .map(|column| {
                let cells = rows.iter().filter_map(|Found { row, .. }| {
                    let (_, cell) = row.added.iter().find(|(name, _)| name == column)?;
                    Some((cell.as_str(), row.from.as_str()))
                });
                joined(&parts(cells))
            })
            .collect(),
        held: rows.iter().flat_map(|f| f.row.held()).collect(),
    })
}

/// The different texts with whom each is from, without those that another holds.
fn parts<'t>(texts: impl Iterator<Item = (&'t str, &'t str)>) -> Vec<(&'t str, &'t str)> {
    let mut parts: Vec<(&str, &str)> = Vec::new();
    for (text, from) in texts {
        if text.trim().is_empty() || parts.iter().any(|(other, _)| is_in(text, other)) {
            continue;
        }
        parts.retain(|(other, _)| !is_in(other, text));
        parts.push((text, from));
    }
    parts
}

/// Whether a text is the other, or one of the parts that an earlier run joined to it.
fn is_in(text: &str, other: &str) -> bool {
    let own = |part: &str| {
        let rest = part.strip_prefix(text);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" (") && rest.ends_with(')'))
    };
    other == text || other.split(BETWEEN).any(own)
}

/// One text as it is; several with whom each is from.
fn joined(parts: &[(&str, &str)]) -> String {
    match parts {
        [(text, _)] => (*text).to_owned(),
        _ => {
            let each = parts.iter().map(|(text, from)| format!("{text} ({from})"));
            each.collect::<Vec<_>>().join(BETWEEN)
        }
    }
}

/// Each decision once: a file that was given and the list of an earlier run may hold the same.
fn distinct(homeless: Vec<Homeless>) -> Vec<Homeless> {
    let mut seen = IndexSet::new();
    let key = |row: &Decided| {
        let own = row
            .added
            .iter()
            .map(|(name, cell)| format!("{name}\u{1f}{cell}"));
        let own: Vec<String> = own.collect();
        let parts = [&row.matter.id, &row.verdict, &row.note];
        format!(
            "{}\u{1e}{}",
            parts.map(String::as_str).join("\u{1e}"),
            own.join("\u{1e}")
        )
    };
    let new = homeless
        .into_iter()
        .filter(|row| seen.insert(key(&row.row)));
    new.collect()
}
