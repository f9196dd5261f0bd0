//! CSV tables of articles: one source a row, known by the names of the columns
//! ([`super::fields`]). The first row has the names; cells are divided by commas, semicolons or
//! tabs, whichever the first row has most of.
//!
//! **Offsets** count characters of the row's text as extracted: its title and a blank line, where
//! it has one that its text does not begin with, then the cell with the text, without quotation
//! marks of the table and white space at its ends.

use super::limits::Room;
use super::open::Part;
use super::{decode, fields};

/// Reads a `.csv` file.
pub(super) fn read(_: &str, bytes: &[u8], _: &mut Room) -> Result<Vec<Part>, String> {
    let text = decode::decode(bytes, None)?;
    let text = text.trim_start_matches('\u{FEFF}');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let header = match records.next() {
        Some(Ok(header)) => header,
        _ => return Ok(Vec::new()),
    };
    if is_ours(&header) {
        return Err("a report of atodds, not a source: leave it out".to_string());
    }
    if !header.iter().any(fields::is_text) {
        return Err(format!(
            "no table of articles: the first row has no column called text; the columns are {}",
            fields::WANTED
        ));
    }
    let mut parts = Vec::new();
    for (number, record) in (1..).zip(records) {
        let Ok(record) = record else {
            let reason = "not valid CSV from here on: save the table as CSV in UTF-8";
            parts.push(Part::numbered(number, Err(reason.to_string())));
            break;
        };
        // Spreadsheets write rows of empty cells below the table.
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cells: Vec<(&str, &str)> = header.iter().zip(&record).collect();
        let content = fields::content(&cells).ok_or_else(|| NO_TEXT.to_string());
        parts.push(Part::numbered(number, content));
    }
    Ok(parts)
}

const NO_TEXT: &str = "no text in this row: fill its text column or take the row out";

/// The divider that stands most often in the first row.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or("");
    let count = |mark: u8| first.bytes().filter(|&byte| byte == mark).count();
    // Of equals the last is taken, so the comma stands last.
    let marks = [b'\t', b';', b','];
    marks
        .into_iter()
        .max_by_key(|&mark| count(mark))
        .unwrap_or(b',')
}

/// Whether a table has the columns of a report that was written by an earlier run.
fn is_ours(header: &csv::StringRecord) -> bool {
    let has = |name: &str| header.iter().any(|column| column == name);
    let id = header
        .iter()
        .next()
        .is_some_and(|first| first.ends_with("_id"));
    (id && (has("quote") || has("cluster_id") || has("question")))
        || (has("source") && (has("copy_of") || (has("start") && has("end"))))
        || (has("source_a") && has("source_b"))
}

/// Whether a text begins as a table of articles does.
pub(super) fn is_table(text: &str) -> bool {
    let divider = char::from(delimiter(text));
    let first = text.lines().next().unwrap_or("");
    let names: Vec<&str> = first
        .split(divider)
        .map(|name| name.trim_matches('"'))
        .collect();
    let is_name = |name: &&str| name.split_whitespace().count() <= 2 && !name.ends_with('.');
    names.len() > 1 && names.iter().all(is_name) && names.iter().any(|name| fields::is_text(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::open::Held;

    /// Each part as name and text or reason.
    fn parts(table: &str) -> Vec<(String, String)> {
        let parts = read("a.csv", table.as_bytes(), &mut Room::default());
        let parts = parts.unwrap_or_else(|reason| panic!("{reason}"));
        let said = |part: Part| match part.held {
            Ok(Held::Source(content)) => (part.name, content.text),
            Ok(Held::File(name, _)) => (part.name, name),
            Err(reason) => (part.name, reason),
        };
        parts.into_iter().map(said).collect()
    }

    #[test]
    fn rows_are_sources() {
        for table in [
            "title,text\nFerries collide,\"Two, it said.\n\nMore.\"\n,\n\n,Three.\nDry,\n",
            "Headline;Body\r\nFerries collide;\"Two, it said.\n\nMore.\"\r\n;\r\n;Three.\r\nDry;\r\n",
            "text\tTITLE\n\"Two, it said.\n\nMore.\"\tFerries collide\n\t\nThree.\t\n\tDry\n",
        ] {
            assert_eq!(
                parts(table),
                [
                    (
                        "#1".into(),
                        "Ferries collide\n\nTwo, it said.\n\nMore.".into()
                    ),
                    ("#3".into(), "Three.".into()),
                    ("#4".into(), NO_TEXT.into()),
                ],
                "{table}"
            );
        }
    }

    #[test]
    fn other_tables_are_refused() {
        for (table, expected) in [
            ("a,b\n1,2\n", "no table of articles"),
            (
                "claim_id,source,quote,text\n1,a,b,c\n",
                "a report of atodds",
            ),
            (
                "source,line,start,end,text\n1,a,b,c,d\n",
                "a report of atodds",
            ),
        ] {
            let found = read("a.csv", table.as_bytes(), &mut Room::default());
            let reason = found.err().unwrap_or_default();
            assert!(reason.contains(expected), "{table}: {reason}");
        }
        assert!(parts("").is_empty());
    }

    #[test]
    fn tables_are_told_from_prose() {
        for (text, expected) in [
            ("title,text\n", true),
            ("\"Date\";\"Body\"\n", true),
            ("In other words, the text, he said.\n", false),
            ("text\n", false),
            ("a,b\n", false),
        ] {
            assert_eq!(is_table(text), expected, "{text}");
        }
    }
}
