//! The words of a text as the reading of numbers and of times sees them.
//!
//! The tokens of the parser will not do: they keep "200lbs" and "3-inch" whole or not, as the
//! model was taught, and a number must read the same in every sentence.

use crate::Span;

/// A run of letters, a number in digits, or a single mark.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// In lower case.
    pub lower: String,
    /// Where it stands, in bytes.
    pub span: Span,
    /// Whether nothing stands between it and the word before.
    pub glued: bool,
    /// The value, for digits that are well formed.
    pub digits: Option<f64>,
}

/// Cuts a text into words.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let rest = &text[at..];
        let length = if starts_digits(rest, found.last(), at) {
            digits_length(rest)
        } else if first.is_alphabetic() {
            letters_length(rest)
        } else {
            first.len_utf8()
        };
        let piece = &rest[..length];
        // "22,24,26" is a list: cut at the commas.
        let length = if piece.contains(',') && !is_well_formed(piece) {
            piece.find(',').filter(|cut| *cut > 0).unwrap_or(length)
        } else {
            length
        };
        let piece = &rest[..length];
        found.push(Word {
            lower: piece.to_lowercase(),
            span: Span::new(at, at + length),
            glued: found.last().is_some_and(|w| w.span.end == at),
            digits: number(piece),
        });
        at += length;
    }
    found
}

/// Whether digits begin here; a point begins them (".25") where nothing is joined to it.
fn starts_digits(rest: &str, before: Option<&Word>, at: usize) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some('.') => {
            chars.next().is_some_and(|c| c.is_ascii_digit())
                && before.is_none_or(|w| w.span.end < at)
        }
        Some(first) => first.is_ascii_digit(),
        None => false,
    }
}

/// The length of digits with the commas and points between them.
fn digits_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut end = 1;
    while end < bytes.len() {
        let inside = matches!(bytes[end], b',' | b'.')
            && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
            && bytes[end - 1].is_ascii_digit();
        if !bytes[end].is_ascii_digit() && !inside {
            break;
        }
        end += 1;
    }
    end
}

/// The length of a run of letters, with the 2 of "km2".
fn letters_length(rest: &str) -> usize {
    let end = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    let mut after = rest[end..].chars();
    let power = after.next().filter(|c| matches!(c, '2' | '3' | '²' | '³'));
    let short = matches!(&rest[..end], "m" | "km" | "cm" | "mm" | "ft" | "mi");
    match power {
        Some(power) if short && !after.next().is_some_and(char::is_alphanumeric) => {
            end + power.len_utf8()
        }
        _ => end,
    }
}

/// Whether digits are one number: "1,234.5", not "192.168.1.2".
fn is_well_formed(piece: &str) -> bool {
    if !piece.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let whole = match piece.split_once('.') {
        Some((_, decimals)) if decimals.contains(['.', ',']) => return false,
        Some((whole, _)) => whole,
        None => piece,
    };
    let groups: Vec<&str> = whole.split(',').collect();
    if let [first, middle @ .., last] = groups.as_slice()
        && groups.len() > 1
    {
        let thousands = middle.iter().all(|g| g.len() == 3);
        // "12,34,567": lakhs and crores.
        let lakhs = middle.iter().all(|g| g.len() == 2);
        let starts = (1..=3).contains(&first.len());
        return starts && last.len() == 3 && (thousands || lakhs);
    }
    true
}

/// The value of digits; `None` for what is no one number, or too great.
fn number(piece: &str) -> Option<f64> {
    // Infinity cannot be compared, and hundreds of digits are no number of anything.
    let value: Option<f64> = piece.replace(',', "").parse().ok();
    let value = value.filter(|_| is_well_formed(piece));
    value.filter(|v| *v < GREATEST)
}

/// No number in a text is as great as this.
pub(super) const GREATEST: f64 = 1e18;
