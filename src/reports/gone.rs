//! What changed since an earlier run: the column `change`, and the rows that are gone.

use indexmap::IndexSet;

use super::table::Table;
use crate::conflicts::Conflict;
use crate::pipeline::Findings;
use crate::review::changes::{Baseline, Change};
use crate::review::matching::Matter;
use crate::review::sheet::Row;

/// The list of the rows that are gone, inside the folder of a run.
pub const GONE: &str = "gone.csv";

/// The column that says how a row stands to the earlier run.
pub const CHANGE: &str = "change";

/// How each conflict of a run, the unlikely ones after the others, stands to an earlier run; and the
/// rows of that which are gone.
pub fn compare<'b>(
    findings: &Findings,
    matters: &[Matter],
    sources: &IndexSet<String>,
    baseline: &'b Baseline,
) -> (Vec<Change>, Vec<&'b Row>) {
    let rows = findings.conflicts.iter().chain(&findings.unlikely);
    let rows: Vec<&Conflict> = rows.collect();
    baseline.compare(matters, sources, |row, column| match column {
        "relation" => rows[row].relation.name(),
        "question" => &rows[row].question,
        _ => "",
    })
}

/// The rows that are gone, whole. `columns` are those of the report on conflicts.
pub fn table<'g>(gone: &'g [&Row], columns: Vec<String>) -> Table<'g> {
    let mut names: IndexSet<String> = columns.into_iter().collect();
    names.extend(
        gone.iter()
            .flat_map(|row| row.header.names().iter().cloned()),
    );
    names.shift_remove("");
    names.shift_remove(CHANGE);
    let columns = names.iter().cloned().chain([CHANGE.into()]).collect();
    Table::of(columns, gone, move |row| {
        let cells = names.iter().map(|column| row.get(column).into());
        cells.chain(["gone".into()]).collect()
    })
}
