//! Text in cells: cut where a cell is full, kept from becoming a formula, with words in bold.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::look::Look;
use crate::review::marks::formula_like;

/// How much a cell holds, in units of UTF-16.
const FULL: usize = 32_767;

/// A text that fits into a cell; a longer one is cut, and says so.
pub fn fitting(text: &str) -> std::borrow::Cow<'_, str> {
    if text.len() <= FULL || text.encode_utf16().count() <= FULL {
        return text.into();
    }
    let mark = format!(
        " […cut: a cell holds no more; the whole has {} characters]",
        text.chars().count()
    );
    let mut left = FULL - mark.encode_utf16().count();
    let fits = |c: &char| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    };
    let kept: String = text.chars().take_while(fits).collect();
    (kept + &mark).into()
}

/// Writes a text, in the format of its column.
pub fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    look: &Look,
) -> Result<(), XlsxError> {
    put_as(sheet, (row, column), text, None, &look.marked)
}

/// Writes a text in a format, or that of its column; in `marked` where it is like a formula: a
/// workbook takes no text for one, but a person who edits the cell would make it one.
pub fn put_as(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: Option<&Format>,
    marked: &Format,
) -> Result<(), XlsxError> {
    let format = if formula_like(text) {
        Some(marked)
    } else {
        format
    };
    match format {
        _ if text.is_empty() => sheet,
        Some(format) => sheet.write_string_with_format(row, column, fitting(text), format)?,
        None => sheet.write_string(row, column, fitting(text))?,
    };
    Ok(())
}

/// Writes a quote with some places in bold; `bold` are places in bytes, in order and apart.
pub fn put_quote(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    quote: &str,
    bold: &[(usize, usize)],
    look: &Look,
) -> Result<(), XlsxError> {
    let whole = fitting(quote);
    if bold.is_empty() || whole.len() != quote.len() {
        return put(sheet, (row, column), quote, look);
    }
    if bold == [(0, quote.len())] {
        return put_as(
            sheet,
            (row, column),
            quote,
            Some(&look.bold_cell),
            &look.marked,
        );
    }
    let mut parts: Vec<(&Format, &str)> = Vec::new();
    let mut at = 0;
    for &(start, end) in bold {
        parts.push((&look.normal, &quote[at..start]));
        parts.push((&look.bold, &quote[start..end]));
        at = end;
    }
    parts.push((&look.normal, &quote[at..]));
    parts.retain(|(_, part)| !part.is_empty());
    let format = if formula_like(quote) {
        &look.marked
    } else {
        &look.text
    };
    sheet.write_rich_string_with_format(row, column, &parts, format)?;
    Ok(())
}

/// Where the words of an answer stand in its quote, in bytes, in order and apart.
///
/// An answer lists its parts with `; `, resolves days ("Monday = 2016-09-05"), and says yes or no
/// before a predicate ("no: had drowned").
pub fn answered(quote: &str, answer: &str) -> Vec<(usize, usize)> {
    let mut places: Vec<(usize, usize)> = Vec::new();
    for part in answer.split("; ") {
        let part = part.split(" = ").next().unwrap_or(part);
        let part = ["yes: ", "no: "]
            .iter()
            .find_map(|sign| part.strip_prefix(sign))
            .unwrap_or(part);
        let words: Vec<&str> = part.split_whitespace().collect();
        places.extend(find(quote, &words));
    }
    places.sort_unstable();
    let mut apart: Vec<(usize, usize)> = Vec::new();
    for (start, end) in places {
        match apart.last_mut() {
            Some((_, last)) if start <= *last => *last = end.max(*last),
            _ => apart.push((start, end)),
        }
    }
    apart
}

/// The first place of some words that follow one another, whatever white space is between them.
fn find(quote: &str, words: &[&str]) -> Option<(usize, usize)> {
    let first = words.first()?;
    let starts = quote.match_indices(first).map(|(start, _)| start);
    starts
        .filter(|&start| !quote[..start].ends_with(char::is_alphanumeric))
        .find_map(|start| {
            let mut end = start;
            for word in words {
                let space = quote[end..].len() - quote[end..].trim_start().len();
                end += space;
                end += quote[end..].strip_prefix(word).map(|_| word.len())?;
            }
            (!quote[end..].starts_with(char::is_alphanumeric)).then_some((start, end))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_an_answer_are_found_in_the_quote() {
        let cases: [(&str, &str, &[&str]); 10] = [
            ("Forty-seven drowned.", "Forty-seven", &["Forty-seven"]),
            ("In 1470 there were 47.", "47", &["47"]),
            ("The army\n holds it.", "The army", &["The army"]),
            ("It fell on Monday.", "Monday = 2016-09-05", &["Monday"]),
            (
                "He had not drowned.",
                "no: had not drowned",
                &["had not drowned"],
            ),
            (
                "From Kelmar to Varel.",
                "Kelmar; Varel",
                &["Kelmar", "Varel"],
            ),
            ("Été in Sarn.", "Sarn", &["Sarn"]),
            ("Nobody knows.", "47", &[]),
            ("Nobody knows.", "", &[]),
            ("Ten of ten men.", "ten men; ten", &["ten men"]),
        ];
        for (quote, answer, wanted) in cases {
            let places = answered(quote, answer);
            let found: Vec<&str> = places
                .iter()
                .map(|&(start, end)| &quote[start..end])
                .collect();
            assert_eq!(found, wanted, "{quote:?}");
        }
    }

    #[test]
    fn a_full_cell_says_that_it_was_cut() {
        assert_eq!(fitting("short"), "short");
        let exact = "x".repeat(FULL);
        assert_eq!(fitting(&exact), exact);
        for c in ["x", "é", "𝒳"] {
            let long = c.repeat(40_000);
            let cut = fitting(&long);
            let units = cut.encode_utf16().count();
            assert!(units <= FULL && units > FULL - 2, "{units}");
            assert!(cut.ends_with("the whole has 40000 characters]"));
        }
    }
}
