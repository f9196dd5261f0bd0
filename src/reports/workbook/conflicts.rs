//! *Conflicts* and *Updates*: the sheets that a reviewer works through.
//!
//! They have the columns of `conflicts.csv`, in an order for working: each side's answer, source
//! and quote together, the verdict beside them, and what only programs need folded away.

use std::io;

use indexmap::IndexMap;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatDataBar,
    ConditionalFormatType, DataValidation, ExcelDateTime, Format, Worksheet, XlsxError,
};
use rustc_hash::FxBuildHasher;

use super::look::{self, Look, Rows, Width};
use super::{put, words};
use crate::conflicts::Relation;
use crate::reports::table::{Cell, Table};
use crate::review::VERDICTS;

/// What is seen first, in order. Columns that reviewers added follow.
const FIRST: [&str; 12] = [
    "rank", "score", "type", "question", "answer_a", "source_a", "quote_a", "answer_b", "source_b",
    "quote_b", "verdict", "note",
];

/// What is seen last.
const LAST: [&str; 9] = [
    "change",
    "carried",
    "why",
    "speaker_a",
    "published_a",
    "speaker_b",
    "published_b",
    "origins_a",
    "origins_b",
];

/// What is folded away.
const FOLDED: [&str; 11] = [
    "relation",
    "conflict_id",
    "cluster_id",
    "claim_a",
    "claim_b",
    "line_a",
    "start_a",
    "end_a",
    "line_b",
    "start_b",
    "end_b",
];

/// The earliest year that a workbook can hold as a day.
const FIRST_YEAR: i16 = 1900;

/// Writes the rows of one relation.
pub fn write(
    sheet: &mut Worksheet,
    table: &Table,
    relation: Relation,
    look: &Look,
) -> Result<(), XlsxError> {
    let order = order(table);
    let name = |at: usize| table.columns[at].as_str();
    let columns: Vec<(&str, Width)> = order
        .iter()
        .map(|&at| (name(at), look::width(name(at))))
        .collect();
    look.header(sheet, &columns)?;
    let folded = |(_, at): &(u16, &usize)| FOLDED.contains(&name(**at));
    let mut places = (0..).zip(&order).filter(folded);
    if let Some((first, _)) = places.next() {
        let last = places.last().map_or(first, |(last, _)| last);
        sheet.group_columns_collapsed(first, last)?;
    }

    let mut rows = Rows::below_header(columns.len());
    table.each(&mut |cells| {
        if table.text(cells, "relation") != relation.name() || rows.is_full() {
            return Ok(());
        }
        let row = order.iter().map(|&at| (name(at), &cells[at])).collect();
        put_row(sheet, &mut rows, &row, look).map_err(io::Error::other)
    })?;
    let last_row = rows.written().max(1);
    rows.end(sheet)?;

    let place = |wanted: &str| (0..).zip(&order).find(|(_, at)| name(**at) == wanted);
    if let Some((verdict, _)) = place("verdict") {
        choose(sheet, verdict, last_row)?;
    }
    if let Some((score, _)) = place("score") {
        let bar = ConditionalFormatDataBar::new()
            .set_minimum(ConditionalFormatType::Number, 0)
            .set_maximum(ConditionalFormatType::Number, 1)
            .set_fill_color(Color::RGB(0x8FB8DE))
            .set_solid_fill(true);
        sheet.add_conditional_format(1, score, last_row, score, &bar)?;
    }
    if let Some((note, _)) = place("note") {
        sheet.set_print_area(0, 0, last_row, note)?;
    }
    Ok(())
}

/// The cells of a row, by column, in the order of the sheet.
type Row<'r> = IndexMap<&'r str, &'r Cell<'r>, FxBuildHasher>;

/// Writes the next row.
fn put_row(
    sheet: &mut Worksheet,
    rows: &mut Rows,
    cells: &Row,
    look: &Look,
) -> Result<(), XlsxError> {
    let number = rows.next();
    for (column, (name, cell)) in (0..).zip(cells) {
        let place = (number, column);
        match (*name, *cell) {
            ("quote_a", Cell::Text(quote)) => {
                put_quote(sheet, place, quote, cells["answer_a"], look)?
            }
            ("quote_b", Cell::Text(quote)) => {
                put_quote(sheet, place, quote, cells["answer_b"], look)?
            }
            ("published_a" | "published_b", Cell::Text(day)) => put_day(sheet, place, day, look)?,
            ("verdict" | "note", Cell::Text(text)) if text.is_empty() => {
                sheet.write_blank(number, column, &look.open)?;
            }
            ("verdict" | "note", Cell::Text(text)) => {
                words::put_as(sheet, place, text, None, &look.open_marked)?;
            }
            (_, cell) => put(sheet, place, cell, look)?,
        }
    }
    let seen = cells.iter().filter(|(name, _)| !FOLDED.contains(name));
    let texts = seen.filter_map(|(name, cell)| match cell {
        Cell::Text(text) => Some((&**text, look::width(name))),
        _ => None,
    });
    rows.end_row(sheet, texts);
    Ok(())
}

/// A quote with the words of the answer in bold.
fn put_quote(
    sheet: &mut Worksheet,
    place: (u32, u16),
    quote: &str,
    answer: &Cell,
    look: &Look,
) -> Result<(), XlsxError> {
    let bold = match answer {
        Cell::Text(answer) => words::answered(quote, answer),
        _ => Vec::new(),
    };
    words::put_quote(sheet, place, quote, &bold, look)
}

/// The places of the table's columns, in the order of the sheet.
fn order(table: &Table) -> Vec<usize> {
    let ours = |name: &str| {
        [&FIRST[..], &LAST, &FOLDED]
            .iter()
            .any(|part| part.contains(&name))
    };
    let added = table
        .columns
        .iter()
        .map(String::as_str)
        .filter(|name| !ours(name));
    let names = FIRST.into_iter().chain(added).chain(LAST).chain(FOLDED);
    names.filter_map(|name| table.find(name)).collect()
}

/// Lets the reviewer choose a verdict, and shows each in a colour of its own.
fn choose(sheet: &mut Worksheet, column: u16, last_row: u32) -> Result<(), XlsxError> {
    let choice = DataValidation::new()
        .allow_list_strings(&VERDICTS)?
        .set_error_title("No verdict")?
        .set_error_message("Choose one of: conflict, update, not a conflict, unsure. Write anything else into the note.")?;
    sheet.add_data_validation(1, column, last_row, column, &choice)?;
    for (verdict, colour) in VERDICTS
        .into_iter()
        .zip([0xF4B6B0, 0xBBD7F2, 0xD5D8DC, 0xF7E08C])
    {
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(verdict))
            .set_format(Format::new().set_background_color(Color::RGB(colour)));
        sheet.add_conditional_format(1, column, last_row, column, &rule)?;
    }
    Ok(())
}

/// A day as a day, so that filters know years and months.
fn put_day(
    sheet: &mut Worksheet,
    place: (u32, u16),
    day: &str,
    look: &Look,
) -> Result<(), XlsxError> {
    match day.parse::<jiff::civil::Date>() {
        Ok(day) if day.year() >= FIRST_YEAR => {
            let (year, month, number) = (day.year() as u16, day.month() as u8, day.day() as u8);
            let day = ExcelDateTime::from_ymd(year, month, number)?;
            sheet.write_datetime_with_format(place.0, place.1, day, &look.day)?;
            Ok(())
        }
        _ => words::put(sheet, place, day, look),
    }
}
