//! What reviewers decided, in the columns of the new report; and what found no row in it.

use std::path::Path;

use indexmap::IndexSet;

use super::table::{Cell, Table};
use crate::Error;
use crate::pipeline::Findings;
use crate::review::matching::Matter;
use crate::review::{Carried, Decided, Homeless};

/// The list of what found no row, inside the folder of a run.
pub const WITHOUT_ROW: &str = "verdicts-without-row.csv";

/// What each row of the report on conflicts is about.
pub fn matters(conflicts: &Table) -> Vec<Matter> {
    (0..conflicts.rows.len())
        .map(|row| Matter::new(|column| conflicts.text(row, column)))
        .collect()
}

/// The names of all sources of a run, as its reports say them.
pub fn sources(findings: &Findings) -> IndexSet<String> {
    let sources = findings.documents.iter();
    sources.map(|document| document.source.clone()).collect()
}

/// Puts what was decided into the columns `verdict`, `note`, `carried` and those that reviewers
/// added.
pub fn fill(conflicts: &mut Table, carried: &Carried) {
    let rows = &carried.rows;
    let column = |part: fn(&crate::review::Settled) -> &str| -> Vec<Cell> {
        let cells = rows.iter().map(|row| row.as_ref().map_or("", part));
        cells.map(Cell::from).collect()
    };
    conflicts.set("verdict", column(|row| &row.verdict));
    conflicts.set("note", column(|row| &row.note));
    conflicts.set("carried", column(|row| &row.carried));
    for (at, name) in carried.added.iter().enumerate() {
        let cells = rows.iter().map(|row| {
            let cell = row.as_ref().and_then(|row| row.added.get(at));
            cell.map_or("", String::as_str).into()
        });
        conflicts.set(name, cells.collect::<Vec<Cell>>());
    }
}

/// The rows that were decided on and have no row any more: whole, as they were reviewed, with the
/// file that each is from and the reason. `columns` are those of the report on conflicts.
pub fn without_row(homeless: &[Homeless], columns: &[String]) -> Table {
    let own = |(name, _): &(String, String)| !matches!(name.as_str(), "from" | "reason");
    let mut names: IndexSet<&str> = columns.iter().map(String::as_str).collect();
    for row in homeless {
        names.extend(
            row.row
                .cells
                .iter()
                .filter(|cell| own(cell))
                .map(|(name, _)| name.as_str()),
        );
    }
    let rows = homeless.iter().map(|row| {
        let cell = |column: &str| cell(&row.row, column);
        // A row that an earlier run could not place keeps the file that it came from first.
        let from = match cell("from") {
            "" => &row.row.from,
            from => from,
        };
        let cells = names.iter().map(|column| Cell::from(cell(column)));
        cells.chain([from.into(), row.reason.into()]).collect()
    });
    let rows = rows.collect();
    let names = names.iter().copied().chain(["from", "reason"]);
    Table {
        columns: names.map(str::to_owned).collect(),
        rows,
    }
}

fn cell<'r>(row: &'r Decided, column: &str) -> &'r str {
    let mut cells = row.cells.iter();
    let found = cells.find(|(name, _)| name.eq_ignore_ascii_case(column));
    found.map_or("", |(_, cell)| cell)
}

/// Checks that decisions in a file that is about to be replaced stand in what replaces it.
///
/// # Errors
///
/// [`Error::Verdicts`] names the file and the first row that does not.
pub fn all_kept(
    file: &Path,
    decided: &[Decided],
    conflicts: &Table,
    homeless: &[Homeless],
) -> Result<(), Error> {
    let by_id = |id: &str| {
        let mut rows = 0..conflicts.rows.len();
        rows.find(|&row| conflicts.text(row, "conflict_id") == id)
    };
    let in_row = |old: &Decided, row: usize| {
        let text = |column| conflicts.text(row, column);
        let verdict = text("verdict") == old.verdict || text("carried").contains(&old.verdict);
        let mut added = old.added.iter();
        verdict
            && text("note").contains(old.note.trim())
            && added.all(|(column, cell)| text(column).contains(cell.trim()))
    };
    let kept = |old: &Decided| {
        by_id(&old.matter.id).is_some_and(|row| in_row(old, row))
            || homeless.iter().any(|row| {
                let row = &row.row;
                row.matter.id == old.matter.id && row.verdict == old.verdict && row.note == old.note
            })
    };
    match decided.iter().find(|old| !kept(old)) {
        None => Ok(()),
        Some(lost) => Err(Error::Verdicts {
            file: file.to_owned(),
            row: lost.from.clone(),
        }),
    }
}
