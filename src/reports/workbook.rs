//! `report.xlsx`: all reports of a run as one workbook, for a reviewer to work in.
//!
//! The sheets: *Conflicts* and *Updates* to decide on, *Clusters* (who says what), *Sources*,
//! *Agreement matrix*, *About*. Rows are written to temporary files as they are made, so that
//! memory does not grow with them; nothing in the bytes depends on the day.

mod about;
mod clusters;
mod conflicts;
mod look;
mod matrix;
mod words;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::folder::To;
use super::index::Index;
use super::table::{Cell, Table};
use super::{CLUSTERS, CONFLICTS, Report, SOURCES};
use crate::conflicts::Relation;
use look::{Look, Rows, Width};

/// The file of the workbook, inside the folder of a run.
pub const WORKBOOK: &str = "report.xlsx";

/// The day that the workbook says it was made on: the same for the same input.
const CREATED: (u16, u8, u8) = (2000, 1, 1);

/// Paper in size A4, by the number that workbooks have for it.
const A4: u8 = 9;

/// Makes the table of a report.
type Tables<'t> = dyn Fn(&Report) -> Table<'t> + 't;

/// Writes the workbook of a run. `tables` makes those of its reports, `about` is what it shall say
/// of how it was made; its rows lie in the folder `aside` until all are there.
///
/// # Errors
///
/// Those of `to` and of the temporary files.
pub fn write<'t>(
    index: &'t Index<'t>,
    tables: &Tables<'t>,
    about: &[(String, String)],
    to: &mut To,
    aside: &Path,
) -> io::Result<()> {
    // The library panics where the disk with its temporary files is full.
    let built = catch_unwind(AssertUnwindSafe(|| build(index, tables, about, to, aside)));
    match built {
        Ok(built) => built.map_err(|problem| match problem {
            XlsxError::IoError(problem) | XlsxError::TempFileError(_, problem) => problem,
            problem => io::Error::other(problem),
        }),
        Err(panic) => {
            let said = panic.downcast_ref::<String>();
            match said.and_then(|said| of_the_system(said)) {
                Some(said) => Err(io::Error::other(said.to_owned())),
                None => resume_unwind(panic),
            }
        }
    }
}

/// What the system said, where that made the library panic: `… Os { …, message: "No space left" }`.
fn of_the_system(said: &str) -> Option<&str> {
    let (_, said) = said.split_once(": Os { code: ")?;
    said.split("message: \"").nth(1)?.split('"').next()
}

fn build<'t>(
    index: &'t Index<'t>,
    tables: &Tables<'t>,
    about: &[(String, String)],
    to: &mut To,
    aside: &Path,
) -> Result<(), XlsxError> {
    let look = Look::new();
    let mut workbook = Workbook::new();
    workbook.set_tempdir(aside)?;
    let (year, month, day) = CREATED;
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));

    let conflicts = tables(CONFLICTS);
    let sheet = named(&mut workbook, "Conflicts")?;
    conflicts::write(sheet, &conflicts, Relation::Conflict, &look)?;
    let sheet = named(&mut workbook, "Clusters")?;
    clusters::write(sheet, index, &tables(CLUSTERS), &look)?;
    plain(named(&mut workbook, "Sources")?, &tables(SOURCES), &look)?;
    matrix::write(named(&mut workbook, "Agreement matrix")?, index, &look)?;
    let sheet = named(&mut workbook, "Updates")?;
    conflicts::write(sheet, &conflicts, Relation::Update, &look)?;
    about::write(named(&mut workbook, "About")?, index, about, &look)?;
    workbook.save_to_writer(to)
}

fn named<'w>(workbook: &'w mut Workbook, name: &str) -> Result<&'w mut Worksheet, XlsxError> {
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(name)?;
    sheet.set_paper_size(A4).set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.3, 0.3, 0.5, 0.6, 0.3, 0.3); // in inches
    sheet.set_footer("&L&A&RPage &P of &N");
    Ok(sheet)
}

/// A table as it is, with a header that stays and filters.
fn plain(sheet: &mut Worksheet, table: &Table, look: &Look) -> Result<(), XlsxError> {
    let columns: Vec<(&str, Width)> = table
        .columns
        .iter()
        .map(|name| (name.as_str(), look::width(name)))
        .collect();
    look.header(sheet, &columns)?;
    let mut rows = Rows::below_header(columns.len());
    table.each(&mut |cells| {
        put_row(sheet, &mut rows, cells, &columns, look).map_err(io::Error::other)
    })?;
    rows.end(sheet)
}

/// Writes the next row, as high as its texts need below these columns.
fn put_row(
    sheet: &mut Worksheet,
    rows: &mut Rows,
    cells: &[Cell],
    columns: &[(&str, Width)],
    look: &Look,
) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        put(sheet, (rows.next(), column), cell, look)?;
    }
    let texts = cells.iter().zip(columns);
    let texts = texts.filter_map(|(cell, (_, width))| match cell {
        Cell::Text(text) => Some((&**text, *width)),
        _ => None,
    });
    rows.end_row(sheet, texts);
    Ok(())
}

/// Writes one cell that needs nothing special.
fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    look: &Look,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => words::put(sheet, (row, column), text, look)?,
        Cell::Number(number) => {
            sheet.write_number(row, column, *number as f64)?;
        }
        Cell::Share(share) => {
            sheet.write_number_with_format(row, column, share.clamp(0.0, 1.0), &look.share)?;
        }
    }
    Ok(())
}
