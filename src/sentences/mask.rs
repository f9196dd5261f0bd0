//! Copies of a text in which marks are blanked, of the same length in bytes.

use std::borrow::Cow;

use crate::documents::kinds;

/// A text without the marks of Markdown before it: `## Title` → `Title`, `> words` → `words`.
pub(super) fn without_marks(text: &str) -> &str {
    let inner = text.trim_start_matches(['>', ' ', '\t']);
    let inner = if text.starts_with('>') { inner } else { text };
    let hashes = inner.len() - inner.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && inner[hashes..].starts_with(' ') {
        inner[hashes..].trim_start()
    } else {
        inner
    }
}

/// See [`super::plain`].
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '*', '_']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut line_start = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied().unwrap_or(' ');
        let blank = match c {
            '\n' | '\r' => {
                line_start = true;
                true
            }
            '>' if line_start => true,
            // emphasis touches a word on one side only: `*so*`, not `2 * 3`, not `snake_case`
            '*' | '_' => {
                (before.is_whitespace() || before.is_ascii_punctuation() || before == c)
                    != (after.is_whitespace() || after.is_ascii_punctuation() && after != c)
                    || before == c
                    || after == c
            }
            _ => false,
        };
        if !(c.is_whitespace() || c == '>' && line_start) {
            line_start = false;
        }
        before = c;
        out.push(if blank { ' ' } else { c });
    }
    Cow::Owned(out)
}

/// The text that `sentencex` reads: quotation marks, brackets and list marks are blanked, because
/// it keeps what they enclose in one piece and we split inside.
///
/// Apostrophes inside words stay. A web address stays whole.
pub(super) fn for_stops(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mark = kinds::list_mark(text);
    let mut before = ' ';
    let mut rest = text.char_indices().peekable();
    let mut address_until = 0;
    while let Some((at, c)) = rest.next() {
        let after = rest.peek().map_or(' ', |(_, c)| *c);
        if at >= address_until && before.is_whitespace() && (c == 'h' || c == 'w') {
            let word = text[at..].split(char::is_whitespace).next().unwrap_or("");
            if kinds::is_address(word) {
                address_until = at + word.len();
            }
        }
        let blank = at < mark
            || match c {
                '"' | '“' | '”' | '„' | '«' | '»' | '`' | '(' | ')' | '[' | ']' | '{' | '}' => {
                    at >= address_until
                }
                '\'' | '‘' | '’' => !(before.is_alphanumeric() && after.is_alphanumeric()),
                '*' | '_' | '•' | '+' | '\u{a0}' => {
                    !(before.is_alphanumeric() && after.is_alphanumeric()) && at >= address_until
                }
                '-' | '–' | '—' => before.is_whitespace() && after.is_whitespace(),
                c => c.is_whitespace(),
            };
        before = c;
        if blank {
            (0..c.len_utf8()).for_each(|_| out.push(' '));
        } else {
            out.push(c);
        }
    }
    out
}
