//! One paragraph → its sentences.

use super::{cut, join, mask};
use crate::Span;
use crate::documents::kinds;

/// Splits a paragraph into sentences, as spans in bytes of `text` without white space at their
/// ends. All that is not white space lies in exactly one span. Linear in the length of the text.
///
/// 1. `sentencex` finds the stops in a copy without quotation marks and brackets (`mask`).
/// 2. Each boundary moves behind the closing marks that follow its stop.
/// 3. The rules of `cut` add boundaries, those of `join` take some away.
/// 4. A list number goes to the sentence that it opens, marks without words (`…`, `—`, `|`) to the
///    sentence before them.
pub fn prose(text: &str) -> Vec<Span> {
    let masked = mask::for_stops(text);
    let mut ends: Vec<usize> = Vec::new();
    for boundary in sentencex::get_sentence_boundaries("en", &masked) {
        if boundary.is_paragraph_break {
            continue;
        }
        let stop = boundary.start_byte + boundary.text.trim_end().len();
        ends.push(after_closing_marks(text, stop));
    }
    for rule in cut::RULES {
        ends.extend(rule(text));
    }
    ends.sort_unstable();
    ends.dedup();
    ends.retain(|&end| {
        let place = Place { text, end };
        !place.after().is_empty() && !join::RULES.iter().any(|rule| rule(&place))
    });
    let mut spans: Vec<Span> = Vec::with_capacity(ends.len() + 1);
    let mut start = 0;
    let mut number = false;
    for end in ends.into_iter().chain([text.len()]) {
        if end < start {
            continue;
        }
        let span = Span::new(start, end).trimmed(text);
        start = end;
        if span.is_empty() {
            continue;
        }
        let words = span.of(text);
        let marks_only = !words.contains(char::is_alphanumeric);
        match spans.last_mut() {
            Some(last) if number || marks_only => last.end = span.end,
            _ => spans.push(span),
        }
        number = opens_the_next(words);
    }
    spans
}

/// Whether a piece is a list mark or a letter of question and answer, and so opens the sentence
/// after it: `5.`, `Q.`
fn opens_the_next(words: &str) -> bool {
    (kinds::list_mark(words) == words.len() && words.contains(char::is_alphanumeric))
        || matches!(words, "Q." | "A." | "Q:" | "A:")
}

/// A possible boundary: `end` is one past the last byte of the sentence before it.
pub(super) struct Place<'t> {
    pub(super) text: &'t str,
    pub(super) end: usize,
}

impl<'t> Place<'t> {
    /// The text before the boundary, without white space at its end.
    pub(super) fn before(&self) -> &'t str {
        self.text[..self.end].trim_end()
    }

    /// The text after the boundary, without white space at its start.
    pub(super) fn after(&self) -> &'t str {
        self.text[self.end..].trim_start()
    }

    /// The marks that close the sentence before the boundary: stops, quotation marks, brackets.
    pub(super) fn closing(&self) -> &'t str {
        let before = self.before();
        let bare = before.trim_end_matches(|c: char| is_stop(c) || is_closing(c));
        &before[bare.len()..]
    }
}

/// Where the closing marks end that directly follow byte `stop`.
///
/// A straight quotation mark is taken for a closing one when no letter follows it directly, or
/// when an odd number of them stands before.
pub(super) fn after_closing_marks(text: &str, stop: usize) -> usize {
    let mut end = stop;
    for (at, c) in text[stop..].char_indices() {
        if !is_closing(c) && !is_stop(c) {
            break;
        }
        let next = text[stop + at + c.len_utf8()..].chars().next();
        let opens = c == '"' || c == '\'';
        if opens && next.is_some_and(char::is_alphanumeric) {
            let window = text.floor_char_boundary((stop + at).saturating_sub(500));
            let same = text[window..stop + at].matches(c).count();
            if same % 2 == 0 {
                break;
            }
        }
        end = stop + at + c.len_utf8();
    }
    after_references(text, end)
}

/// Where the references and cuts in square brackets end that follow a sentence: `[12]`, `[a]`,
/// `[…]`, `[sic]`.
fn after_references(text: &str, mut end: usize) -> usize {
    loop {
        let rest = text[end..].trim_start_matches(' ');
        let Some(inside) = rest.strip_prefix('[') else {
            return end;
        };
        let Some(length) = inside
            .char_indices()
            .take(8)
            .find(|(_, c)| *c == ']')
            .map(|(at, _)| at)
        else {
            return end;
        };
        let inside = &inside[..length];
        let reference = inside
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'-' | b' '))
            || inside.chars().all(|c| matches!(c, '.' | '…' | ' '))
            || (inside.len() == 1 && inside.bytes().all(|b| b.is_ascii_lowercase()))
            || inside == "sic";
        if !reference || inside.is_empty() {
            return end;
        }
        end = text.len() - rest.len() + length + 2;
    }
}

pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…')
}

pub(super) fn is_closing(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '*' | '_')
}

/// Marks that open a quotation or an aside.
pub(super) fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '“' | '‘' | '\'' | '«' | '„' | '(' | '[' | '`' | '*' | '_'
    )
}
