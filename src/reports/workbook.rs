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

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::index::Index;
use super::table::{Cell, Table};
use super::{AGREEMENT, CLUSTERS, CONFLICTS, REPORTS, Report, SOURCES};
use crate::conflicts::Relation;
use look::{Look, Width};

/// The file of the workbook, inside the folder of a run.
pub const WORKBOOK: &str = "report.xlsx";

/// The day that the workbook says it was made on: the same for the same input.
const CREATED: (u16, u8, u8) = (2000, 1, 1);

/// Paper in size A4, by the number that workbooks have for it.
const A4: u8 = 9;

/// The workbook of a run. `tables` are those of [`REPORTS`], `about` what it shall say of how it
/// was made.
///
/// # Errors
///
/// Those of the temporary files.
pub fn make(index: &Index, tables: &[Table], about: &[(String, String)]) -> io::Result<Vec<u8>> {
    build(index, tables, about).map_err(|problem| match problem {
        XlsxError::IoError(problem) => problem,
        problem => io::Error::other(problem),
    })
}

fn build(
    index: &Index,
    tables: &[Table],
    about: &[(String, String)],
) -> Result<Vec<u8>, XlsxError> {
    let table = |wanted: &Report| {
        let mut reports = REPORTS.iter().zip(tables);
        let found = reports.find(|(report, _)| report.name == wanted.name);
        found.map(|(_, table)| table)
    };
    let look = Look::new();
    let mut workbook = Workbook::new();
    let (year, month, day) = CREATED;
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));

    if let Some(table) = table(CONFLICTS) {
        let sheet = named(&mut workbook, "Conflicts")?;
        conflicts::write(sheet, table, Relation::Conflict, &look)?;
    }
    if let Some(table) = table(CLUSTERS) {
        clusters::write(named(&mut workbook, "Clusters")?, index, table, &look)?;
    }
    if let Some(table) = table(SOURCES) {
        plain(named(&mut workbook, "Sources")?, table, &look)?;
    }
    if let Some(table) = table(AGREEMENT) {
        matrix::write(named(&mut workbook, "Agreement matrix")?, table, &look)?;
    }
    if let Some(table) = table(CONFLICTS) {
        let sheet = named(&mut workbook, "Updates")?;
        conflicts::write(sheet, table, Relation::Update, &look)?;
    }
    about::write(named(&mut workbook, "About")?, index, about, &look)?;
    workbook.save_to_buffer()
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
    let rows = table.rows.len();
    look.header(sheet, &columns, rows)?;
    for (number, row) in (1..).zip(&table.rows) {
        put_row(sheet, number, row, &columns, look)?;
    }
    Ok(())
}

/// Writes a row as high as its texts need below these columns.
fn put_row(
    sheet: &mut Worksheet,
    number: u32,
    cells: &[Cell],
    columns: &[(&str, Width)],
    look: &Look,
) -> Result<(), XlsxError> {
    let texts = cells.iter().zip(columns);
    let texts = texts.filter_map(|(cell, (_, width))| match cell {
        Cell::Text(text) => Some((text.as_str(), *width)),
        _ => None,
    });
    sheet.set_row_height(number, look::height(texts))?;
    for (column, cell) in (0..).zip(cells) {
        put(sheet, (number, column), cell, look)?;
    }
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
