//! What changed since an earlier run: the column `change`, and the rows that are gone.

use indexmap::IndexSet;

use super::table::{Cell, Table};
use crate::review::changes::{Baseline, Cells};
use crate::review::matching::Matter;

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

fn table(gone: &[&Cells], columns: &[String]) -> Table {
    let mut names: IndexSet<&str> = columns.iter().map(String::as_str).collect();
    for (name, _) in gone.iter().copied().flatten() {
        if !name.eq_ignore_ascii_case("change") {
            names.insert(name);
        }
    }
    let rows = gone.iter().map(|cells| {
        let cell = |column: &str| {
            let found = cells
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(column));
            found.map_or("", |(_, cell)| cell.as_str())
        };
        let cells = names.iter().map(|column| Cell::from(cell(column)));
        cells.chain(["gone".into()]).collect()
    });
    let rows = rows.collect();
    Table {
        columns: names
            .iter()
            .copied()
            .chain(["change"])
            .map(str::to_owned)
            .collect(),
        rows,
    }
}
