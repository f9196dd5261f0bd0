//! Numbers in words and digits: "two hundred and ten", "1.5 million", "two thirds", "dozens".

use crate::Span;

use super::counts::{cardinal, count, glued_scale, scale, small};
use super::parts::{fraction, is_ordinal_suffix, ordinal_at, slashed};
use crate::claims::words::{GREATEST, Word};

/// A number of a text, without what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Where it stands, in bytes.
    pub span: Span,
    /// Least value that the words allow.
    pub low: f64,
    /// Greatest value that the words allow.
    pub high: f64,
    /// The value written; the least where the words give only a size ("dozens").
    pub value: f64,
    /// What sort of number.
    pub kind: Kind,
    /// First word, and one past the last.
    pub(super) words: (usize, usize),
}

/// What sort of number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// "twelve", "1.5 million".
    Cardinal,
    /// "third", "21st".
    Ordinal,
    /// "two thirds", "one in five".
    Fraction,
    /// "dozens", "several".
    Vague,
}

/// The numbers of a text, in order. What is part of a code, a date in figures or a time of day is
/// none.
pub(super) fn numbers(words: &[Word]) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some(end) = code(words, at) {
            at = end;
        } else if let Some(number) = read(words, at) {
            // One word at least, so that the reading ends.
            at = number.words.1.max(at + 1);
            found.push(number);
        } else {
            at += 1;
        }
    }
    found
}

fn read(words: &[Word], start: usize) -> Option<Number> {
    let (low, high, value, kind, end) = if let Some((low, high, end)) = vague(words, start) {
        (low, high, low, Kind::Vague, end)
    } else if let Some((value, end)) = fraction(words, start) {
        (value, value, value, Kind::Fraction, end)
    } else if let Some((value, end)) = ordinal_at(words, start) {
        (value, value, value, Kind::Ordinal, end)
    } else {
        let minus = minus(words, start);
        let (value, end) = cardinal(words, start + minus)?;
        let value = if minus > 0 { -value } else { value };
        (value, value, value, Kind::Cardinal, end)
    };
    if value.abs() >= GREATEST {
        return None;
    }
    Some(Number {
        span: Span::new(words[start].span.start, words[end - 1].span.end),
        low,
        high,
        value,
        kind,
        words: (start, end),
    })
}

pub(super) fn lower(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |w| w.lower.as_str())
}

pub(super) fn glued(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|w| w.glued)
}

fn is_letters(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
}

pub(super) fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—" | "‑")
}

/// One past a code that begins here: a telephone number, a date in figures, a time of day, a
/// model's name ("F-16", "3D").
fn code(words: &[Word], at: usize) -> Option<usize> {
    let word = words.get(at)?;
    let letters = is_letters(&word.lower);
    if letters {
        // A spelled year ("nineteen eighty-four") counts nothing.
        let is = |at: usize, range: std::ops::RangeInclusive<f64>| {
            small(lower(words, at)).is_some_and(|v| range.contains(&v))
        };
        if is(at, 13.0..=20.0) && is(at + 1, 20.0..=90.0) {
            return count(words, at + 1).map(|c| c.end);
        }
        // "COVID-19", "mid-2017", "F16": what is glued to letters is their label.
        let dash = usize::from(is_dash(lower(words, at + 1)) && glued(words, at + 1));
        let next = at + 1 + dash;
        let is_label = glued(words, next)
            && words[next].digits.is_some()
            && word.lower != "magnitude"
            && !is_spelled(&word.lower)
            && super::units::currency_before(&word.lower).is_none();
        return is_label.then(|| end_of_run(words, next));
    }
    if !word.lower.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // Three runs of digits and more, joined by dashes or slashes; two joined by colons.
    let mut end = at + 1;
    let mut joints = 0;
    let mut colon = false;
    while glued(words, end)
        && glued(words, end + 1)
        && matches!(lower(words, end), "-" | "–" | "/" | ":" | ".")
        && lower(words, end + 1).starts_with(|c: char| c.is_ascii_digit())
    {
        colon |= lower(words, end) == ":";
        joints += 1;
        end += 2;
    }
    // "9/11", "24/7"; "1/2" is a part.
    let slash = joints == 1 && lower(words, at + 1) == "/" && slashed(words, at).is_none();
    if joints >= 2 || colon || slash || word.digits.is_none() {
        return Some(end_of_run(words, end - 1));
    }
    if joints == 0 && glued(words, at + 1) && is_letters(lower(words, at + 1)) {
        let suffix = lower(words, at + 1);
        let known = scale(suffix).is_some()
            || glued_scale(suffix).is_some()
            || is_ordinal_suffix(suffix)
            || super::units::named(suffix).is_some()
            || matches!(suffix, "s" | "yo" | "x" | "th" | "musd" | "mgbp" | "meur");
        if !known || glued(words, at + 2) && lower(words, at + 2).starts_with(char::is_alphanumeric)
        {
            return Some(end_of_run(words, at));
        }
        // "the 1960s", "11pm".
        if suffix == "s" {
            return Some(at + 2);
        }
    }
    None
}

/// One past the words that stand without a gap from here on.
fn end_of_run(words: &[Word], at: usize) -> usize {
    let mut end = at + 1;
    let goes_on =
        |end: usize| glued(words, end) && lower(words, end).starts_with(char::is_alphanumeric);
    while goes_on(end) || glued(words, end) && is_dash(lower(words, end)) && goes_on(end + 1) {
        end += 1;
    }
    end
}

/// How many words say that the number is below zero: "-5", "minus 5".
fn minus(words: &[Word], at: usize) -> usize {
    let sign = matches!(lower(words, at), "-" | "−")
        && !glued(words, at)
        && words.get(at + 1).is_some_and(|w| w.digits.is_some())
        && (at == 0
            || !lower(words, at - 1).starts_with(char::is_alphanumeric)
            || is_letters(lower(words, at - 1)));
    let word = matches!(lower(words, at), "minus" | "negative");
    usize::from(sign || word)
}

/// Words for a number that give only its size, and one past the last of them.
fn vague(words: &[Word], start: usize) -> Option<(f64, f64, usize)> {
    let one = |low: f64, high: f64, length: usize| Some((low, high, start + length));
    let next = lower(words, start + 1);
    let of = |length: usize| lower(words, start + length) == "of";
    match lower(words, start) {
        "several" | "few" => match scale(next) {
            // "a few hundred", "several thousand", "several dozen"
            Some(by) => one(2.0 * by, 9.0 * by, 2),
            None if lower(words, start) == "several" => one(3.0, 20.0, 1),
            None => None,
        },
        "couple" if of(1) => one(2.0, 3.0, 2),
        "handful" if of(1) => one(2.0, 9.0, 2),
        "dozens" => one(13.0, 300.0, 1),
        "scores" if of(1) => one(30.0, 400.0, 1),
        "tens" if of(1) && next_is_scales(words, start + 2) => {
            let by = plural_scale(lower(words, start + 2))?;
            one(15.0 * by, 300.0 * by, 3)
        }
        "hundreds" if of(1) && next_is_scales(words, start + 2) => {
            let by = plural_scale(lower(words, start + 2))?;
            one(150.0 * by, 3_000.0 * by, 3)
        }
        "hundreds" => one(150.0, 3_000.0, 1),
        "thousands" => one(1_500.0, 300_000.0, 1),
        "millions" => one(1.5e6, 1e9, 1),
        "billions" => one(1.5e9, 1e12, 1),
        _ => None,
    }
}

fn next_is_scales(words: &[Word], at: usize) -> bool {
    plural_scale(lower(words, at)).is_some()
}

fn plural_scale(word: &str) -> Option<f64> {
    word.strip_suffix('s')
        .and_then(scale)
        .filter(|by| *by >= 1_000.0)
}

fn is_spelled(word: &str) -> bool {
    small(word).is_some() || scale(word).is_some()
}
