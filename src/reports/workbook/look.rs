//! How the sheets look: fonts, colours, widths of columns.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// The last row of a sheet, counted from 0.
pub const LAST_ROW: usize = (1 << 20) - 1;

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
            prose,
            text,
        }
    }

    /// Writes the header of a sheet with so many `rows` below: it stays in view, has filters, and
    /// is printed on every page.
    pub fn header(
        &self,
        sheet: &mut Worksheet,
        columns: &[(&str, Width)],
        rows: usize,
    ) -> Result<(), XlsxError> {
        for (column, (name, width)) in (0..).zip(columns) {
            sheet.set_column_width(column, *width)?;
            sheet.set_column_format(column, self.of_column(name))?;
            sheet.write_string_with_format(0, column, *name, self.of_header(name))?;
        }
        if let Some(last) = columns.len().checked_sub(1) {
            let last_row = rows.min(LAST_ROW) as u32;
            sheet.autofilter(0, 0, last_row, last as u16)?;
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
        "score" | "relation" | "status" | "language" => 9.0,
        "type" | "change" | "side" => 10.0,
        "published" | "published_a" | "published_b" => 11.0,
        "line_a" | "start_a" | "end_a" | "line_b" | "start_b" | "end_b" => 8.0,
        "origins_a" | "origins_b" | "sides" | "claims" | "sources" | "origins" => 9.0,
        "sentences" | "agreements" | "conflicts" => 11.0,
        "verdict" => 14.0,
        "source_a" | "source_b" | "speaker_a" | "speaker_b" | "conflict_id" | "cluster_id" => 15.0,
        "answer_a" | "answer_b" | "claim_a" | "claim_b" => 16.0,
        "question" | "note" | "why" | "source" => 26.0,
        "answer" | "file" | "title" | "reason" => 32.0,
        "quote_a" | "quote_b" => 44.0,
        "who" => 90.0,
        _ => 20.0,
    }
}
