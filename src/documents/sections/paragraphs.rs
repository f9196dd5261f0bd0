//! Text → pieces: one line each, or one paragraph each where the text is hard-wrapped.

use super::Piece;
use crate::Span;
use crate::documents::{Kind, kinds};

/// Cuts a text into pieces, in order. White space and a byte order mark fall into none.
///
/// In most files a line is a paragraph. In books and mails the lines are broken at a width, and a
/// paragraph ends at a blank line, at an indented list mark, or at a line that would have had
/// room for the next word.
pub(super) fn cut(text: &str) -> Vec<Piece> {
    let lines = lines(text);
    let width = wrap_width(text, &lines);
    let front_matter = front_matter(text, &lines);
    let mut pieces: Vec<Piece> = Vec::with_capacity(lines.len());
    let mut last: Option<&Line> = None;
    for (at, line) in lines.iter().enumerate() {
        let joined = width.is_some_and(|width| {
            at > front_matter
                && last.is_some_and(|last| !line.apart && runs_on(text, last, line, width))
        });
        match pieces.last_mut() {
            Some(piece) if joined => piece.span.end = line.span.end,
            _ => pieces.push(Piece {
                span: line.span,
                kind: (at < front_matter).then_some(Kind::Dateline),
                section: 0,
                quoted: line.quoted,
                apart: line.apart,
            }),
        }
        last = Some(line);
    }
    pieces
}

/// A line that holds more than white space.
struct Line {
    span: Span,
    /// Length in characters.
    length: usize,
    /// A blank line or the start of the text stands before it.
    apart: bool,
    /// It opens with `>`.
    quoted: bool,
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut apart = true;
    let mut start = 0;
    for raw in text.split_inclusive('\n') {
        let line = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if line.is_empty() {
            apart = true;
        } else {
            let from = start + (line.as_ptr() as usize - raw.as_ptr() as usize);
            lines.push(Line {
                span: Span::new(from, from + line.len()),
                length: line.chars().count(),
                apart,
                quoted: line.starts_with('>'),
            });
            apart = false;
        }
        start += raw.len();
    }
    lines
}

/// The width at which the lines of a hard-wrapped text are broken, in characters; `None` where a
/// line is a paragraph.
///
/// A text is hard-wrapped when its lines are short (19 of 20 below 100 characters, the longest of
/// these above 45) and most lines that another follows directly are nearly full and do not end
/// as a sentence does.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines.iter().map(|line| line.length).collect();
    lengths.sort_unstable();
    let width = *lengths.get(lengths.len().checked_sub(1)? * 19 / 20)?;
    if !(45..100).contains(&width) {
        return None;
    }
    let followed: Vec<&Line> = lines
        .windows(2)
        .filter(|pair| !pair[1].apart)
        .map(|pair| &pair[0])
        .collect();
    let full = followed
        .iter()
        .filter(|line| line.length + 15 >= width)
        .count();
    let open = followed
        .iter()
        .filter(|line| !kinds::ends_sentence(line.span.of(text)))
        .count();
    (followed.len() >= 3 && full * 10 >= followed.len() * 6 && open * 10 >= followed.len() * 6)
        .then_some(width)
}

/// Whether `next` continues the paragraph of `last` in a text broken at `width`.
fn runs_on(text: &str, last: &Line, next: &Line, width: usize) -> bool {
    if last.quoted != next.quoted {
        return false;
    }
    let (before, after) = (last.span.of(text), next.span.of(text));
    let (before, after) = (
        before.trim_start_matches(['>', ' ']),
        after.trim_start_matches(['>', ' ']),
    );
    if before.is_empty()
        || after.is_empty()
        || before.starts_with('#')
        || after.starts_with('#')
        || kinds::list_mark(after) > 0
        || kinds::of_line(after).is_some()
        || kinds::of_line(before).is_some()
        || super::turns::label(after).is_some()
        || super::signatures::is_signature(after)
        || super::signatures::is_signature(before)
    {
        return false;
    }
    let word = after.split_whitespace().next().unwrap_or("");
    let had_room = last.length + 1 + word.chars().count() + 8 <= width;
    let mid_sentence =
        !kinds::ends_sentence(before) && after.starts_with(|c: char| c.is_lowercase());
    !had_room || mid_sentence
}

/// How many lines at the start are front matter (`---`, `key: value` lines, `---`).
fn front_matter(text: &str, lines: &[Line]) -> usize {
    if lines.first().is_none_or(|line| line.span.of(text) != "---") {
        return 0;
    }
    let Some(end) = lines
        .iter()
        .take(60)
        .skip(1)
        .position(|line| matches!(line.span.of(text), "---" | "..."))
    else {
        return 0;
    };
    let inner = &lines[1..=end];
    let keyed = inner
        .iter()
        .filter(|line| {
            line.span
                .of(text)
                .split_once(':')
                .is_some_and(|(key, _)| kinds::words(key) == 1)
        })
        .count();
    if keyed * 2 > inner.len() { end + 2 } else { 0 }
}
