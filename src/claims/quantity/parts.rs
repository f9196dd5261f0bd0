//! Parts of a whole and places in a row: "two thirds", "one in five", "third", "21st".

use super::counts::{count, scale, small};
use super::numbers::{glued, is_dash, lower};
use crate::claims::words::Word;

/// A part of a whole, or a half or a quarter of a scale word ("half a million").
pub(super) fn fraction(words: &[Word], start: usize) -> Option<(f64, usize)> {
    if let Some(part) = vulgar(lower(words, start)) {
        return Some((part, start + 1));
    }
    if let Some(found) = slashed(words, start) {
        return Some(found);
    }
    // "half", "a half", "a quarter of a million", "a third of"
    let article = usize::from(matches!(lower(words, start), "a" | "an"));
    let noun = lower(words, start + article);
    let mut at = start + article + 1;
    if let Some(by) = parts(noun, false) {
        let of = usize::from(lower(words, at) == "of");
        let a = usize::from(matches!(lower(words, at + of), "a" | "an"));
        if let Some(scale) = scale(lower(words, at + of + a)).filter(|_| by <= 4.0) {
            return Some((scale / by, at + of + a + 1));
        }
        let ends = lower(words, at)
            .chars()
            .next()
            .is_none_or(|c| !c.is_alphanumeric());
        let said = noun == "half" || of == 1 || article == 1 && ends;
        // "the second half", "first quarter", "half-brother"
        let after_ordinal = start > 0 && ordinal_at(words, start - 1).is_some();
        let joined = is_dash(lower(words, at)) && glued(words, at);
        // "a day and a half" is more than a half.
        let back = |n: usize| lower(words, (start + article).wrapping_sub(n));
        let unit = super::units::named(back(3)).is_some();
        let more = unit && back(2) == "and" && back(1) == "a";
        return (said && !after_ordinal && !joined && !more).then_some((1.0 / by, at));
    }
    let count = count(words, start)?;
    at = count.end;
    // "five billion and three quarters" is a whole and a part.
    if words[start..at].iter().any(|w| w.lower == "and") {
        return None;
    }
    // "one in five", "two out of three", "1 over 3"
    if matches!(lower(words, at), "in" | "out" | "over") {
        let skip = if lower(words, at) == "out" { 2 } else { 1 };
        let whole = self::count(words, at + skip).filter(|w| w.value > count.value)?;
        let share = match lower(words, at) {
            "in" => {
                let round = [3.0, 4.0, 5.0, 10.0, 20.0, 100.0, 1_000.0].contains(&whole.value);
                (count.value == 1.0 || round)
                    && super::units::named(lower(words, whole.end)).is_none()
            }
            "out" => lower(words, at + 1) == "of",
            _ => count.value == 1.0,
        };
        return share.then_some((count.value / whole.value, whole.end));
    }
    let dash = usize::from(is_dash(lower(words, at)));
    let by = parts(lower(words, at + dash), count.value > 1.0)?;
    let end = at + dash + 1;
    if let Some(scale) = scale(lower(words, end)).filter(|_| by <= 4.0) {
        return Some((count.value / by * scale, end + 1));
    }
    Some((count.value / by, end))
}

/// "1/2", "3/4" with a denominator that people use; "9/11" is a day.
pub(super) fn slashed(words: &[Word], start: usize) -> Option<(f64, usize)> {
    let over = words.get(start)?.digits?;
    let under = words.get(start + 2)?.digits?;
    let common = [2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 16.0, 32.0, 64.0].contains(&under);
    let whole =
        lower(words, start + 1) == "/" && glued(words, start + 1) && glued(words, start + 2);
    (whole && common && over < under && over > 0.0).then_some((over / under, start + 3))
}

pub(super) fn vulgar(word: &str) -> Option<f64> {
    Some(match word {
        "½" => 0.5,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅕" => 0.2,
        "⅛" => 0.125,
        "⅜" => 0.375,
        "⅝" => 0.625,
        "⅞" => 0.875,
        _ => return None,
    })
}

/// How many parts a noun divides into: "half", "thirds", "twenty-fifths" without its tens.
fn parts(word: &str, plural: bool) -> Option<f64> {
    let one = match (plural, word) {
        (true, "halves") => "half",
        (true, word) => word.strip_suffix('s')?,
        (false, word) => word,
    };
    match one {
        "half" => Some(2.0),
        "quarter" => Some(4.0),
        "second" | "first" => None,
        _ => spelled_ordinal(one),
    }
}

/// "third", "twenty-first", "21st".
pub(in crate::claims) fn ordinal_at(words: &[Word], start: usize) -> Option<(f64, usize)> {
    let word = words.get(start)?;
    if let Some(value) = word.digits {
        let suffix = glued(words, start + 1) && is_ordinal_suffix(lower(words, start + 1));
        return suffix.then_some((value, start + 2));
    }
    if let Some(value) = spelled_ordinal(&word.lower) {
        return Some((value, start + 1));
    }
    let tens = small(&word.lower).filter(|v| *v >= 20.0)?;
    let dash = usize::from(is_dash(lower(words, start + 1)));
    let unit = spelled_ordinal(lower(words, start + 1 + dash)).filter(|v| *v < 10.0)?;
    Some((tens + unit, start + 2 + dash))
}

pub(super) fn is_ordinal_suffix(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th")
}

fn spelled_ordinal(word: &str) -> Option<f64> {
    let known = match word {
        "first" => 1.0,
        "second" => 2.0,
        "third" => 3.0,
        "fifth" => 5.0,
        "eighth" => 8.0,
        "ninth" => 9.0,
        "twelfth" => 12.0,
        _ => {
            let stem = word.strip_suffix("th")?;
            let tens = stem.strip_suffix("ie").map(|s| format!("{s}y"));
            return small(tens.as_deref().unwrap_or(stem))
                .filter(|v| *v > 0.0)
                .or_else(|| scale(stem).filter(|s| *s >= 100.0));
        }
    };
    Some(known)
}
