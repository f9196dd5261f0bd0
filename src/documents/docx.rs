//! Word documents: a ZIP archive with the text in `word/document.xml`.
//!
//! **Offsets** count characters of the text as extracted: one line for each paragraph with a blank
//! line between two, one line for each row of a table with its cells divided by tabs, then the
//! footnotes and endnotes in the same way. Left out: headers and footers, comments, what tracked
//! changes have deleted.

use std::io::Cursor;

use zip::ZipArchive;

use super::html::one_line;
use super::limits::{self, Room};
use super::metadata::{self, About};
use super::xml::{self, Event};
use super::{Content, decode};

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Reads a `.docx` file.
pub(super) fn read(bytes: &[u8]) -> Result<Content, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| not_word(bytes))?;
    let mut room = Room::default();
    let name = main_part(&archive).ok_or_else(|| not_word(bytes))?;
    let mut layout = Layout::default();
    let main = part(&mut archive, &name, &mut room)?.unwrap_or_default();
    let mut whole = layout.add(&main)?;
    let title = std::mem::take(&mut layout.title);
    for name in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = part(&mut archive, name, &mut room)? {
            whole &= layout.add(&notes)?;
        }
    }
    if !whole {
        return Err(limits::DAMAGED.to_string());
    }
    let properties = part(&mut archive, "docProps/core.xml", &mut room)?;
    let mut about = properties
        .map(|text| of_properties(&text))
        .unwrap_or_default();
    if about.title.is_empty() {
        about.title = title;
    }
    Ok(Content::taken_out(layout.text, about))
}

/// Says what a file is that should be a Word document and is none.
fn not_word(bytes: &[u8]) -> String {
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        // Word puts documents with a password into a file of the old kind.
        "an old Word document, or one with a password: save it as .docx without a password".into()
    } else {
        format!("no Word document, or {}", limits::DAMAGED)
    }
}

/// The name of the part with the text; some programs number it.
fn main_part(archive: &Archive) -> Option<String> {
    let names = archive.file_names().flatten();
    let mut names: Vec<String> = names
        .filter(|name| name.starts_with("word/document") && name.ends_with(".xml"))
        .map(|name| name.into_owned())
        .collect();
    names.sort();
    names.into_iter().next()
}

/// The text of a part, if the archive has it.
fn part(archive: &mut Archive, name: &str, room: &mut Room) -> Result<Option<String>, String> {
    let Some(index) = archive.index_for_name(name) else {
        return Ok(None);
    };
    let file = archive.by_index(index).map_err(|_| limits::DAMAGED)?;
    let packed = file.compressed_size();
    let bytes = room.unpack(file, packed)?;
    if bytes.len() as u64 > limits::ONE {
        return Err(limits::Limit::Size(limits::ONE).into());
    }
    decode::decode(&bytes, None).map(Some)
}

/// What the file says of itself. The day in it is that of the file, not of a publication.
fn of_properties(text: &str) -> About {
    let mut about = About::default();
    let mut inside = String::new();
    let _ = xml::walk::<String>(text, |event| {
        match event {
            Event::Enter(name, _) => inside = name.to_string(),
            Event::Leave(_) => inside.clear(),
            Event::Text(text) => match inside.as_str() {
                "title" => about.title.push_str(text),
                "creator" => about.author.push_str(text),
                _ => {}
            },
        }
        Ok(())
    });
    about.title = one_line(&about.title);
    about.author = metadata::person(&one_line(&about.author)).unwrap_or_default();
    about
}

/// The text so far.
#[derive(Default)]
struct Layout {
    text: String,
    /// The first paragraph in the style of a title.
    title: String,
    /// The paragraphs that are open: one, and those of text boxes inside it.
    open: Vec<Paragraph>,
    /// Rows of tables that are open; a cell may hold a table.
    rows: Vec<Vec<String>>,
    /// How many elements are open whose text is not the document's.
    silent: usize,
    /// Whether characters are text; white space between elements is none.
    inside_text: bool,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    is_title: bool,
}

/// Elements whose text was deleted or moved, or is there a second time.
const SILENT: [&str; 4] = ["del", "moveFrom", "Fallback", "instrText"];

impl Layout {
    /// Adds a part; gives whether it is whole.
    fn add(&mut self, part: &str) -> Result<bool, String> {
        let whole = xml::walk::<String>(part, |event| {
            match event {
                Event::Enter(name, _) if SILENT.contains(&name) => self.silent += 1,
                Event::Leave(name) if SILENT.contains(&name) => {
                    self.silent = self.silent.saturating_sub(1);
                }
                _ if self.silent > 0 => {}
                Event::Enter("p", _) => self.open.push(Paragraph::default()),
                Event::Leave("p") => self.close(),
                Event::Enter("tbl", _) if self.rows.is_empty() && !self.text.is_empty() => {
                    self.text.push('\n');
                }
                Event::Enter("tr", _) => self.rows.push(Vec::new()),
                Event::Enter("tc", _) => {
                    if let Some(row) = self.rows.last_mut() {
                        row.push(String::new());
                    }
                }
                Event::Leave("tr") => self.close_row(),
                Event::Enter("t", _) => self.inside_text = true,
                Event::Leave("t") => self.inside_text = false,
                Event::Enter("pStyle", attributes) => {
                    if let Some(last) = self.open.last_mut() {
                        let style = attributes.get("val");
                        last.is_title = style.is_some_and(|style| style == "Title");
                    }
                }
                // Tab stops of a style stand in `tabs`; `br` also ends pages and columns.
                Event::Enter("tab" | "ptab", _) => self.say(" "),
                Event::Enter("br" | "cr", _) => self.say("\n"),
                Event::Enter("noBreakHyphen", _) => self.say("-"),
                Event::Text(text) if self.inside_text => self.say(text),
                _ => {}
            }
            Ok(())
        })?;
        *self = Layout {
            text: std::mem::take(&mut self.text),
            title: std::mem::take(&mut self.title),
            ..Layout::default()
        };
        Ok(whole)
    }

    fn say(&mut self, text: &str) {
        if let Some(last) = self.open.last_mut() {
            last.text.push_str(text);
        }
    }

    fn close(&mut self) {
        let Some(paragraph) = self.open.pop() else {
            return;
        };
        let text = tidy(&paragraph.text);
        if paragraph.is_title && self.title.is_empty() {
            self.title = one_line(&text);
        }
        self.put(&text);
    }

    fn close_row(&mut self) {
        let cells = self.rows.pop().unwrap_or_default();
        let row = cells.join("\t");
        if !self.rows.is_empty() {
            self.put(row.trim());
        } else if !row.trim().is_empty() {
            // Rows stand on lines next to each other.
            self.text.push_str(row.trim_end());
            self.text.push('\n');
        }
    }

    /// A paragraph, in the cell that is open or in the text.
    fn put(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(&one_line(text));
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
        self.text.push('\n');
    }
}

/// Each line without white space at its ends.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
    lines.join("\n").trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_tables_and_what_is_left_out() {
        for (body, expected) in [
            (
                "<p><r><t>One </t><t>line.</t></r></p><p><r><t>Two.</t></r></p>",
                "One line.\n\nTwo.\n",
            ),
            (
                "<p> <r> <t>a</t><tab/><t>b</t><br/><t>c</t></r> </p>",
                "a b\nc\n",
            ),
            (
                "<p><r><t>kept</t></r><del><r><t>gone</t></r></del></p>",
                "kept\n",
            ),
            (
                "<p><moveFrom><t>here</t></moveFrom></p><p><moveTo><t>there</t></moveTo></p>",
                "there\n",
            ),
            (
                "<p><t>x</t></p><tbl><tr><tc><p><t>a</t></p><p><t>b</t></p></tc><tc><p><t>c</t></p></tc></tr>\
                 <tr><tc><p><t>d</t></p></tc><tc><p/></tc></tr></tbl><p><t>y</t></p>",
                "x\n\na b\tc\nd\n\ny\n",
            ),
            // A text box stands inside a paragraph, twice.
            (
                "<p><t>out</t><Choice><txbxContent><p><t>box</t></p></txbxContent></Choice>\
                 <Fallback><txbxContent><p><t>box</t></p></txbxContent></Fallback><t>side</t></p>",
                "box\n\noutside\n",
            ),
            ("<p/><p><t> </t></p>", ""),
        ] {
            let mut layout = Layout::default();
            let whole = layout.add(&format!("<body>{body}</body>"));
            assert_eq!(
                (whole, layout.text.as_str()),
                (Ok(true), expected),
                "{body}"
            );
        }
    }

    #[test]
    fn what_is_no_word_document() {
        for (bytes, expected) in [
            (&b""[..], "no Word document"),
            (b"PK\x03\x04", "no Word document"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1", "an old Word document"),
        ] {
            let reason = read(bytes).err().unwrap_or_default();
            assert!(reason.contains(expected), "{reason}");
        }
    }
}
