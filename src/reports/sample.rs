//! A blind sample as a table for a reviewer.

use std::io;
use std::path::Path;

use super::plan::conflicts_in;
use super::table::{Cell, Table};
use crate::Error;
use crate::review::sample;

/// Draws `size` rows of the conflicts in the folder of a run and prints them as CSV, without
/// scores and in an order that tells nothing, with empty columns `verdict` and `note`. The result
/// of printing is inside the result of drawing.
///
/// # Errors
///
/// [`Error::Reports`] where the folder holds no reports; those of
/// [`review::sample::draw`](sample::draw).
pub fn print_sample(
    folder: &Path,
    size: usize,
    seed: u64,
    to: &mut dyn io::Write,
) -> Result<io::Result<()>, Error> {
    let rows = sample::draw(&conflicts_in(folder)?, size, seed)?;
    let own = ["verdict", "note"];
    let names = sample::COLUMNS.into_iter().chain(own);
    let columns = names.map(str::to_owned).collect();
    let table = Table::of(columns, &rows, |row| {
        let cells = row.iter().map(Cell::from);
        cells.chain(own.map(|_| "".into())).collect()
    });
    Ok(table.write_csv(to))
}
