//! Times of day: "8:30 p.m.", "2045 GMT", "half past one", "noon", "in the morning".

use super::When;
use crate::claims::words::Word;

/// A time of day that begins at a word, and one past its last word.
pub(super) fn at(text: &str, words: &[Word], at: usize) -> Option<(When, usize)> {
    named(text, words, at)
        .or_else(|| past_the_hour(words, at))
        .or_else(|| in_figures(words, at))
}

fn lower(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |w| w.lower.as_str())
}

fn glued(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|w| w.glued)
}

fn exactly(minute: i32) -> When {
    When {
        clock: Some((minute, minute)),
        ..When::default()
    }
}

/// A word for a time or a part of the day.
fn named(text: &str, words: &[Word], at: usize) -> Option<(When, usize)> {
    let clock = match lower(words, at) {
        "noon" | "midday" => (720, 720),
        "midnight" => (1439, 1439),
        "dawn" | "daybreak" => (240, 450),
        "morning" => (0, 719),
        "afternoon" => (720, 1110),
        "evening" => (1020, 1439),
        "dusk" | "nightfall" => (1020, 1290),
        _ => return None,
    };
    // "good morning", "the Evening Post"
    let capital = words[at].span.of(text).starts_with(char::is_uppercase);
    let name = capital && at > 0 && super::calendar::weekday(lower(words, at - 1)).is_none();
    let greeting = at > 0 && matches!(lower(words, at - 1), "good" | "every" | "each");
    let when = When {
        clock: Some(clock),
        ..When::default()
    };
    (!name && !greeting).then_some((when, at + 1))
}

/// "half past one", "quarter to six": morning or evening is not said.
fn past_the_hour(words: &[Word], at: usize) -> Option<(When, usize)> {
    let minutes = match lower(words, at) {
        "half" => 30,
        "quarter" => 15,
        "twenty" => 20,
        "ten" => 10,
        "five" => 5,
        _ => return None,
    };
    let sign = match lower(words, at + 1) {
        "past" => 1,
        "to" if minutes == 15 => -1,
        _ => return None,
    };
    let hour = hour(words, at + 2)?;
    let when = When {
        half_day: true,
        ..exactly((hour % 12 * 60 + sign * minutes).rem_euclid(720))
    };
    Some((when, at + 3))
}

fn hour(words: &[Word], at: usize) -> Option<i32> {
    let word = words.get(at)?;
    let value = word
        .digits
        .or_else(|| crate::claims::quantity::spelled(&word.lower))?;
    ((1.0..=12.0).contains(&value) && value.fract() == 0.0).then_some(value as i32)
}

/// "8:30 p.m.", "8.40pm", "20:49", "2045 GMT", "9 o'clock", "8 am".
fn in_figures(words: &[Word], at: usize) -> Option<(When, usize)> {
    let first = words.get(at)?;
    let joined_before =
        glued(words, at) && at > 0 && matches!(lower(words, at - 1), ":" | "-" | "/");
    if joined_before && lower(words, at - 1) != "-" {
        return None;
    }
    let (hour, minute, colon, mut end) = if let Some(value) = first.digits {
        let colon = lower(words, at + 1) == ":"
            && glued(words, at + 1)
            && glued(words, at + 2)
            && lower(words, at + 2).len() == 2;
        if colon {
            let minute = words[at + 2].digits?;
            (value, minute, true, at + 3)
        } else if let Some((hour, minute)) = first.lower.split_once('.') {
            let minute = Some(minute).filter(|m| m.len() == 2)?;
            (hour.parse().ok()?, minute.parse().ok()?, false, at + 1)
        } else {
            (value, 0.0, false, at + 1)
        }
    } else {
        // "nine o'clock", "six p.m."
        (f64::from(self::hour(words, at)?), 0.0, false, at + 1)
    };
    // Seconds; but "at 14:05:" ends a line.
    let seconds =
        || words.get(end + 1).is_some_and(|w| w.digits.is_some()) && glued(words, end + 1);
    if colon && lower(words, end) == ":" && glued(words, end) && seconds() {
        end += 2;
    }
    let half = half_of_day(words, end);
    let o_clock = matches!(lower(words, end), "o" | "oclock");
    let plain = hour.fract() == 0.0 && minute < 60.0;
    let mut when = if let Some((add, after)) = half {
        end = after;
        if !plain || !(1.0..=12.0).contains(&hour) {
            return None;
        }
        exactly((hour as i32 % 12 + add) * 60 + minute as i32)
    } else if o_clock && plain && (1.0..=12.0).contains(&hour) {
        end += if lower(words, end) == "o" { 3 } else { 1 };
        end = end.min(words.len());
        When {
            half_day: true,
            ..exactly(hour as i32 % 12 * 60 + minute as i32)
        }
    } else if colon && plain && hour < 24.0 {
        exactly(hour as i32 * 60 + minute as i32)
    } else if first.lower.len() == 4
        && is_zone(lower(words, end))
        && plain
        && (hour / 100.0) < 24.0
        && hour % 100.0 < 60.0
    {
        exactly((hour / 100.0) as i32 * 60 + (hour % 100.0) as i32)
    } else {
        return None;
    };
    if is_zone(lower(words, end)) {
        when.zone = lower(words, end).into();
        end += 1;
    }
    Some((when, end))
}

/// The hours that "a.m." or "p.m." adds, and one past it.
fn half_of_day(words: &[Word], at: usize) -> Option<(i32, usize)> {
    match lower(words, at) {
        "am" => Some((0, at + 1)),
        "pm" => Some((12, at + 1)),
        letter @ ("a" | "p") => {
            let dotted =
                lower(words, at + 1) == "." && lower(words, at + 2) == "m" && glued(words, at + 2);
            let stop = usize::from(lower(words, at + 3) == "." && glued(words, at + 3));
            dotted.then_some((if letter == "a" { 0 } else { 12 }, at + 3 + stop))
        }
        _ => None,
    }
}

fn is_zone(word: &str) -> bool {
    matches!(
        word,
        "gmt"
            | "utc"
            | "bst"
            | "est"
            | "edt"
            | "cst"
            | "cdt"
            | "mst"
            | "mdt"
            | "pst"
            | "pdt"
            | "cet"
            | "cest"
            | "local"
    )
}
