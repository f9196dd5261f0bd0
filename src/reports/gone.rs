//! What changed since an earlier run: the column `change`, and the rows that are gone.

use indexmap::IndexSet;

use super::table::{Cell, Table};
use crate::review::changes::Baseline;
use crate::review::matching::Matter;
use crate::review::sheet::Row;

/// The list of the rows that are gone, inside the folder of a run.
pub const GONE: &str = "gone.csv";

/// Adds the column `change` and returns the rows of the earlier report that are gone, whole.
pub fn mark(
    conflicts: &mut Table,
    matters: &[Matter],
    sources: &IndexSet<String>,
    baseline: &Baseline,
) -> Table {
    let (changes, gone) =
        baseline.compare(matters, sources, |row, column| conflicts.text(row, column));
    let gone = table(&gone, &conflicts.columns);
    conflicts.set("change", changes.iter().map(|change| change.name().into()));
    gone
}

fn table(gone: &[&Row], columns: &[String]) -> Table {
    let mut names: IndexSet<String> = columns.iter().cloned().collect();
    names.extend(
        gone.iter()
            .flat_map(|row| row.header.names().iter().cloned()),
    );
    names.shift_remove("");
    names.shift_remove("change");
    let rows = gone.iter().map(|row| {
        let cells = names.iter().map(|column| Cell::from(row.get(column)));
        cells.chain(["gone".into()]).collect()
    });
    let rows = rows.collect();
    Table {
        columns: names.into_iter().chain(["change".into()]).collect(),
        rows,
    }
}
