//! *Agreement matrix*: every source against every other, in colours.
//!
//! Above the diagonal stand agreements, in green; below it conflicts, in red.

use indexmap::{IndexMap, IndexSet};
use rust_xlsxwriter::{Color, Format, FormatAlign, Worksheet, XlsxError};

use super::look::Look;
use crate::reports::agreement::tallies;
use crate::reports::index::Index;

/// The most sources that a matrix shows: those with the most agreements and conflicts.
const SHOWN: usize = 150;

/// Shades from few to many.
const GREEN: [u32; 4] = [0xE3F3E6, 0xB9E0C1, 0x86C896, 0x4FA866];
const RED: [u32; 4] = [0xFBE5E3, 0xF4BDB8, 0xE98F87, 0xD65D52];
const GREY: u32 = 0xD0D4DA;

/// Writes the matrix of the report on agreement.
pub fn write(sheet: &mut Worksheet, index: &Index, look: &Look) -> Result<(), XlsxError> {
    let documents = &index.findings.documents;
    let mut met: IndexMap<&str, usize> = IndexMap::new();
    let mut counts: IndexMap<(&str, &str), (usize, usize)> = IndexMap::new();
    for ((a, b), tally) in tallies(index) {
        let (a, b) = (&*documents[a].source, &*documents[b].source);
        counts.insert((a, b), (tally.agreements, tally.conflicts));
        for source in [a, b] {
            *met.entry(source).or_default() += tally.agreements + tally.conflicts;
        }
    }
    let mut most: Vec<(&str, usize)> = met.into_iter().collect();
    most.sort_by(|x, y| y.1.cmp(&x.1).then(x.0.cmp(y.0)));
    let left_out = most.len().saturating_sub(SHOWN);
    let shown: IndexSet<&str> = most.iter().take(SHOWN).map(|(source, _)| *source).collect();
    let mut shown: Vec<&str> = shown.into_iter().collect();
    shown.sort_unstable();
    let largest = |part: fn(&(usize, usize)) -> usize| counts.values().map(part).max().unwrap_or(0);
    let (most_agreements, most_conflicts) = (largest(|c| c.0), largest(|c| c.1));

    let mut title = "Above the diagonal (green): on how many questions two sources agree, with words of their own. Below it (red): how many conflicts they have.".to_owned();
    if left_out > 0 {
        title += &format!(
            " {left_out} sources that meet others least are left out; agreement.csv has all."
        );
    }
    sheet.set_column_width(0, 26)?;
    sheet.write_string_with_format(0, 0, title, &look.remark)?;
    let across = look
        .header
        .clone()
        .set_rotation(60)
        .set_align(FormatAlign::Bottom);
    if !shown.is_empty() {
        sheet.set_row_height(1, 110)?;
    }
    sheet.write_blank(1, 0, &look.header)?;
    for (column, source) in (1..).zip(&shown) {
        sheet.set_column_width(column, 6)?;
        sheet.write_string_with_format(1, column, *source, &across)?;
    }
    let shades = Shades::new(&look.text);
    for (row, a) in (2..).zip(&shown) {
        sheet.write_string_with_format(row, 0, *a, &look.header)?;
        for (column, b) in (1..).zip(&shown) {
            let (up, own) = (a < b, a == b);
            let pair = if up { (*a, *b) } else { (*b, *a) };
            let (agreements, conflicts) = counts.get(&pair).copied().unwrap_or_default();
            let (count, most, colours) = if up {
                (agreements, most_agreements, &shades.green)
            } else {
                (conflicts, most_conflicts, &shades.red)
            };
            if own {
                sheet.write_blank(row, column, &shades.grey)?;
            } else if count == 0 {
                sheet.write_blank(row, column, &shades.none)?;
            } else {
                let shade = (count * colours.len()).div_ceil(most.max(1)) - 1;
                sheet.write_number_with_format(row, column, count as f64, &colours[shade])?;
            }
        }
    }
    sheet.set_freeze_panes(2, 1)?;
    Ok(())
}

struct Shades {
    green: Vec<Format>,
    red: Vec<Format>,
    grey: Format,
    none: Format,
}

impl Shades {
    fn new(cell: &Format) -> Self {
        let cell = cell.clone().set_align(FormatAlign::Center);
        let on = |colour: u32| cell.clone().set_background_color(Color::RGB(colour));
        Shades {
            green: GREEN.map(on).to_vec(),
            red: RED.map(on).to_vec(),
            grey: on(GREY),
            none: cell.clone(),
        }
    }
}
