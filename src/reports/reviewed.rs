//! What reviewers decided, in the columns of the new report; and what found no row in it.

use std::path::PathBuf;

use indexmap::{IndexMap, IndexSet};

use super::index::Index;
use super::table::{Cell, Table};
use super::{CONFLICTS, UNLIKELY};
use crate::Error;
use crate::pipeline::Findings;
use crate::review::matching::Matter;
use crate::review::{Carried, Decided, Decision, Homeless};

/// The list of what found no row, inside the folder of a run.
pub const WITHOUT_ROW: &str = "verdicts-without-row.csv";

/// The columns of what was decided, besides those that reviewers added.
const VERDICT: &str = "verdict";
const NOTE: &str = "note";
const CARRIED: &str = "carried";

/// What each row of the reports on conflicts is about, the unlikely ones after the others.
pub fn matters(index: &Index) -> Vec<Matter> {
    let mut matters = Vec::new();
    for report in [CONFLICTS, UNLIKELY] {
        let table = (report.table)(index);
        let all = table.each(&mut |cells| {
            matters.push(Matter::new(|column| table.text(cells, column)));
            Ok(())
        });
        all.expect("nothing is written");
    }
    matters
}

/// The names of all sources of a run, as its reports say them.
pub fn sources(findings: &Findings) -> IndexSet<String> {
    let sources = findings.documents.iter();
    sources.map(|document| document.source.clone()).collect()
}

/// The columns of what was decided, in the order in which [`cell`] knows them.
pub fn columns(carried: &Carried) -> Vec<String> {
    let own = [VERDICT, NOTE, CARRIED].map(str::to_owned);
    own.into_iter()
        .chain(carried.added.iter().cloned())
        .collect()
}

/// What was decided on a row, by the number of the column among [`columns`].
pub fn cell(carried: &Carried, row: usize, column: usize) -> &str {
    let Some(Some(settled)) = carried.rows.get(row) else {
        return "";
    };
    let own = [&settled.verdict, &settled.note, &settled.carried];
    own.into_iter()
        .chain(&settled.added)
        .nth(column)
        .map_or("", String::as_str)
}

/// The rows that were decided on and have no row any more: whole, as they were reviewed, with the
/// file that each is from and the reason. `columns` are those of the report on conflicts.
pub fn without_row(homeless: &[Homeless], columns: Vec<String>) -> Table<'_> {
    let mut names: IndexSet<String> = columns.into_iter().collect();
    for Homeless { row, .. } in homeless {
        names.extend(row.row.named().map(|(name, _)| name));
    }
    let own = ["from", "reason"];
    for own in own {
        names.shift_remove(own);
    }
    let columns = names.iter().cloned().chain(own.map(str::to_owned));
    let columns = columns.collect();
    Table::of(columns, homeless, move |Homeless { row, reason }| {
        let whole: IndexMap<String, &str> = row.row.named().collect();
        let cell = |column: &str| whole.get(column).copied().unwrap_or_default();
        // A row that an earlier run could not place keeps the file that it came from first.
        let from = match cell("from") {
            "" => &row.from,
            from => from,
        };
        let cells = names.iter().map(|column| Cell::from(cell(column)));
        cells.chain([from.into(), (*reason).into()]).collect()
    })
}

/// Checks that decisions in files that are about to be replaced stand in what replaces them, or
/// were changed by somebody who saw them.
///
/// # Errors
///
/// [`Error::Verdicts`] names the file and the first row that does not.
pub fn all_kept(
    files: &[(PathBuf, Vec<Decided>)],
    findings: &Findings,
    carried: &Carried,
) -> Result<(), Error> {
    if files.is_empty() {
        return Ok(());
    }
    let rows = findings.conflicts.iter().chain(&findings.unlikely);
    let rows = rows.map(|conflict| conflict.id.as_str()).zip(0..);
    let by_id: IndexMap<&str, usize> = rows.collect();
    let columns = columns(carried);
    let text = |row: usize, column: &str| {
        let column = columns.iter().position(|name| name == column);
        column.map_or("", |column| cell(carried, row, column))
    };
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
            added.all(|(column, cell)| text(row, column).contains(cell.trim()))
        };
        let has_all = |row: usize| {
            (text(row, VERDICT) == old.verdict || text(row, CARRIED).contains(&old.verdict))
                && text(row, NOTE).contains(old.note.trim())
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
