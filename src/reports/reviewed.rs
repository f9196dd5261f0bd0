//! What reviewers decided, in the columns of the new report; and what found no row in it.

use std::path::PathBuf;

use indexmap::{IndexMap, IndexSet};

use super::table::{Cell, Table};
use crate::Error;
use crate::pipeline::Findings;
use crate::review::matching::Matter;
use crate::review::{Carried, Decided, Decision, Homeless};

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
    let mut names: IndexSet<String> = columns.iter().cloned().collect();
    for Homeless { row, .. } in homeless {
        names.extend(row.row.named().map(|(name, _)| name));
    }
    for own in ["from", "reason"] {
        names.shift_remove(own);
    }
    let rows = homeless.iter().map(|Homeless { row, reason }| {
        let whole: IndexMap<String, &str> = row.row.named().collect();
        let cell = |column: &str| whole.get(column).copied().unwrap_or_default();
        // A row that an earlier run could not place keeps the file that it came from first.
        let from = match cell("from") {
            "" => &row.from,
            from => from,
        };
        let cells = names.iter().map(|column| Cell::from(cell(column)));
        cells.chain([from.into(), (*reason).into()]).collect()
    });
    let rows = rows.collect();
    let own = ["from", "reason"].map(str::to_owned);
    Table {
        columns: names.into_iter().chain(own).collect(),
        rows,
    }
}

/// Checks that decisions in files that are about to be replaced stand in what replaces them, or
/// were changed by somebody who saw them.
///
/// # Errors
///
/// [`Error::Verdicts`] names the file and the first row that does not.
pub fn all_kept(
    files: &[(PathBuf, Vec<Decided>)],
    conflicts: &Table,
    carried: &Carried,
) -> Result<(), Error> {
    let rows = 0..conflicts.rows.len();
    let by_id: IndexMap<&str, usize> = rows
        .map(|row| (conflicts.text(row, "conflict_id"), row))
        .collect();
    let rows = carried.rows.iter().enumerate();
    let held = rows.flat_map(|(row, settled)| {
        let held = settled.iter().flat_map(|settled| &settled.held);
        held.map(move |decision| (decision, row))
    });
    let held: IndexMap<&Decision, usize> = held.collect();
    let apart: IndexSet<Decision> = carried.homeless.iter().flat_map(|h| h.row.held()).collect();
    let is_kept = |old: &Decided| {
        let decision = [&old.matter.id, &old.verdict, &old.note].map(String::clone);
        let has_added = |row: usize| {
            let mut added = old.added.iter();
            added.all(|(column, cell)| conflicts.text(row, column).contains(cell.trim()))
        };
        let has_all = |row: usize| {
            let text = |column| conflicts.text(row, column);
            (text("verdict") == old.verdict || text("carried").contains(&old.verdict))
                && text("note").contains(old.note.trim())
        };
        let row = by_id.get(old.matter.id.as_str());
        row.is_some_and(|&row| has_all(row) && has_added(row))
            || held.get(&decision).is_some_and(|&row| has_added(row))
            || apart.contains(&decision)
    };
    for (file, decided) in files {
        if let Some(lost) = decided.iter().find(|old| !is_kept(old)) {
            return Err(Error::Verdicts {
                file: file.clone(),
                row: lost.from.clone(),
            });
        }
    }
    Ok(())
}
