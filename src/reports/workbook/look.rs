//! How the sheets look: fonts, colours, widths of columns.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// The last row of a sheet, counted from 0.
const LAST_ROW: u32 = (1 << 20) - 1;

/// The width of a column, in characters.
pub type Width = f64;

const FONT: &str = "Calibri";
const SIZE: f64 = 10.0;
const LINES: Color = Color::RGB(0xD0D4DA);

/// The formats of all sheets.
pub struct Look {
    /// Text, at the top of its cell, wrapped.
    pub text: Format,
    /// Text that a person could turn into a formula by editing it.
    pub marked: Format,
    /// A day.
    pub day: Format,
    /// A share, with two decimals.
    pub share: Format,
    /// What a reviewer fills in.
    pub open: Format,
    /// The same where it could be taken for a formula.
    pub open_marked: Format,
    /// A quote all of which is in bold.
    pub bold_cell: Format,
    /// Words in bold inside a cell.
    pub bold: Format,
    /// Words between them.
    pub normal: Format,
    /// The header of a column.
    pub header: Format,
    /// The header of a column of the first side.
    pub header_a: Format,
    /// The header of a column of the second side.
    pub header_b: Format,
    /// The header of what a reviewer fills in.
    pub header_open: Format,
    /// A title above a text.
    pub title: Format,
    /// Text without lines around it.
    pub prose: Format,
    /// A remark on a sheet.
    pub remark: Format,
}

impl Look {
    /// The formats.
    pub fn new() -> Self {
        let font = Format::new().set_font_name(FONT).set_font_size(SIZE);
        let prose = font.clone().set_align(FormatAlign::Top).set_text_wrap();
        let text = prose
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(LINES);
        let open = text.clone().set_background_color(Color::RGB(0xFFFBE6));
        let header = text
            .clone()
            .set_bold()
            .set_font_color(Color::White)
            .set_align(FormatAlign::VerticalCenter);
        let on = |colour: u32| header.clone().set_background_color(Color::RGB(colour));
        Look {
            marked: text.clone().set_quote_prefix(),
            day: text.clone().set_num_format("yyyy-mm-dd"),
            share: text.clone().set_num_format("0.00"),
            open_marked: open.clone().set_quote_prefix(),
            open,
            bold_cell: text.clone().set_bold(),
            bold: font.clone().set_bold(),
            normal: font.clone(),
            header: on(0x39424E),
            header_a: on(0x1F5A8A),
            header_b: on(0x8A4B1F),
            header_open: on(0x7A6A00),
            title: font.clone().set_bold().set_font_size(12.0),
            remark: font.clone().set_italic(),
            prose,
            text,
        }
    }

    /// Writes the header of a sheet: it stays in view and is printed on every page.
    pub fn header(
        &self,
        sheet: &mut Worksheet,
        columns: &[(&str, Width)],
    ) -> Result<(), XlsxError> {
        for (column, (name, width)) in (0..).zip(columns) {
            sheet.set_column_width(column, *width)?;
            sheet.set_column_format(column, self.of_column(name))?;
            sheet.write_string_with_format(0, column, *name, self.of_header(name))?;
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        Ok(())
    }

    fn of_column(&self, name: &str) -> &Format {
        match name {
            "verdict" | "note" => &self.open,
            _ => &self.text,
        }
    }

    fn of_header(&self, name: &str) -> &Format {
        match name {
            "verdict" | "note" => &self.header_open,
            name if name.ends_with("_a") => &self.header_a,
            name if name.ends_with("_b") => &self.header_b,
            _ => &self.header,
        }
    }
}

/// The width that a person would give a column of this name.
pub fn width(name: &str) -> Width {
    match name {
        "rank" => 6.0,
        "score" => 8.0,
        "type" | "change" | "side" | "status" | "relation" | "language" => 10.0,
        "line_a" | "start_a" | "end_a" | "line_b" | "start_b" | "end_b" => 8.0,
        "origins_a" | "origins_b" | "sides" | "claims" | "sources" | "origins" => 9.0,
        "published" | "published_a" | "published_b" | "sentences" | "agreements" | "conflicts" => {
            11.0
        }
        "verdict" | "source_a" | "source_b" | "speaker_a" | "speaker_b" => 14.0,
        "answer_a" | "answer_b" | "conflict_id" | "cluster_id" | "claim_a" | "claim_b" => 15.0,
        "question" | "note" => 24.0,
        "source" | "carried" => 28.0,
        "why" => 40.0,
        "answer" | "file" | "title" | "reason" => 32.0,
        "quote_a" | "quote_b" => 42.0,
        "who" => 90.0,
        _ => 18.0,
    }
}

/// Has the last row written, by beginning the `next`, from which the one cell is taken again. Left
/// to itself, the library writes the last row twice where it has a height, and spreadsheets call
/// the file damaged.
pub fn end_last_row(sheet: &mut Worksheet, next: u32) -> Result<(), XlsxError> {
    sheet.write_blank(next, 0, &Format::new())?;
    sheet.clear_cell(next, 0);
    Ok(())
}

/// The height of a line, in points.
const LINE: f64 = 13.5;

/// The greatest height of a row, in points.
const HIGHEST: f64 = 409.0;

/// The height of rows that say nothing else, in points.
const STANDARD: f64 = 15.0;

/// Rows of a sheet of this many columns, as they are written one below the other.
///
/// The library would hold some hundreds of bytes for each row with a height of its own. But it
/// writes a row when the next one begins, and as high as rows are by default at that moment.
pub struct Rows {
    columns: usize,
    last: u32,
}

impl Rows {
    /// Below the header.
    pub fn below_header(columns: usize) -> Self {
        Rows { columns, last: 0 }
    }

    /// How many there are; also the number of the last one.
    pub fn written(&self) -> u32 {
        self.last
    }

    /// Whether a sheet holds no more.
    pub fn is_full(&self) -> bool {
        self.last == LAST_ROW
    }

    /// The number of the next row.
    pub fn next(&self) -> u32 {
        self.last + 1
    }

    /// Ends the next row, all cells of which are written: it is as high as these texts need in
    /// columns of these widths. Not every spreadsheet finds that for itself when it opens a file.
    pub fn end_row<'c>(
        &mut self,
        sheet: &mut Worksheet,
        texts: impl Iterator<Item = (&'c str, Width)>,
    ) {
        self.last += 1;
        sheet.set_default_row_height(height(texts));
    }

    /// Ends the sheet, and gives it filters.
    pub fn end(self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        if self.last > 0 && !self.is_full() {
            end_last_row(sheet, self.next())?;
        }
        sheet.set_default_row_height(STANDARD);
        if let Some(last) = self.columns.checked_sub(1) {
            sheet.autofilter(0, 0, self.last, last as u16)?;
        }
        Ok(())
    }
}

/// The height of a row with these texts in columns of these widths.
pub fn height<'c>(cells: impl Iterator<Item = (&'c str, Width)>) -> f64 {
    let lines = cells.map(|(text, width)| lines(text, width)).max();
    (lines.unwrap_or(1) as f64 * LINE + 2.0).min(HIGHEST)
}

/// How many lines a text takes, wrapped between words.
fn lines(text: &str, width: Width) -> usize {
    let width = width as usize;
    let paragraphs = text.split('\n').map(|paragraph| {
        let (mut lines, mut filled) = (1, 0);
        for word in paragraph.split_whitespace() {
            let length = word.chars().count();
            if filled > 0 && filled + 1 + length > width {
                lines += 1;
                filled = 0;
            }
            filled += length + usize::from(filled > 0);
            lines += filled.saturating_sub(1) / width; // a word longer than the column
            filled = (filled.max(1) - 1) % width + 1;
        }
        lines
    });
    paragraphs.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_wrapped_between_words() {
        let cases = [
            ("", 1),
            ("ten", 1),
            ("ten twenty", 1),
            ("ten twenty thirty", 2),
            ("ten\ntwenty", 2),
            ("a\n\nb", 3),
            ("abcdefghijklmnopqrstuvwxyz", 3),
        ];
        for (text, wanted) in cases {
            assert_eq!(lines(text, 10.0), wanted, "{text:?}");
        }
        let long = "word ".repeat(10_000);
        assert_eq!(height([(long.as_str(), 10.0)].into_iter()), HIGHEST);
    }
}
