//! Whole numbers and what hangs on them: "two hundred and ten", "1.5 million", "two and a half".

use super::numbers::{glued, is_dash, lower};
use super::parts::{fraction, slashed, vulgar};
use crate::claims::words::{GREATEST, Word};

/// A number of things: its value and one past its last word.
pub(super) fn cardinal(words: &[Word], start: usize) -> Option<(f64, usize)> {
    let count = count(words, start)?;
    let (mut value, mut end) = (count.value, count.end);
    if lower(words, end) == "point"
        && let Some((decimals, after)) = decimals(words, end + 1)
    {
        (value, end) = (value + decimals, after);
    }
    if let Some((part, after)) = and_a_part(words, &count) {
        (value, end) = (value + part, after);
    }
    Some((value, end))
}

/// A number of units of time at a word, in words or figures, and one past it: "three", "a couple
/// of", "2½".
pub(in crate::claims) fn count_at(words: &[Word], start: usize) -> Option<(f64, usize)> {
    let article = usize::from(lower(words, start) == "a");
    if lower(words, start + article) == "couple" && lower(words, start + article + 1) == "of" {
        return Some((2.0, start + article + 2));
    }
    cardinal(words, start)
}

/// What [`count`] reads.
pub(super) struct Count {
    pub value: f64,
    /// One past the last word.
    pub end: usize,
    /// The value of the last word if it is a scale ("million"), else 1.
    pub last: f64,
    /// Whether it begins with digits.
    pub in_digits: bool,
}

/// A whole number in words, in digits, or in both ("4 thousand 3 hundred and 21").
pub(super) fn count(words: &[Word], start: usize) -> Option<Count> {
    let mut sum = Sum::default();
    let mut at = start;
    // "a hundred", "a dozen", "hundred thousand"
    let one = matches!(lower(words, at), "a" | "an" | "the");
    let scaled = scale(lower(words, at + usize::from(one)));
    if one && scaled.is_some() && lower(words, at) != "the" {
        sum.add(1.0, false);
        at += 1;
    } else if scaled == Some(100.0) && scale(lower(words, at + 1)).is_some() {
        sum.add(1.0, false);
    }
    let first = at;
    let in_digits = words.get(at)?.digits.is_some();
    let mut last = 1.0;
    loop {
        let joiner = match lower(words, at) {
            dash if is_dash(dash) && at > first => usize::from(
                glued(words, at) && glued(words, at + 1) || !in_digits && tens_before(words, at),
            ),
            "and" if at > first && sum.is_round() && !(in_digits && last == 1.0) => 1,
            _ => 0,
        };
        let Some(word) = words.get(at + joiner) else {
            break;
        };
        let (added, by) = if let Some(value) = word.digits {
            // "4 thousand 3 hundred and 21", not "$3bn 5"
            let spelled = last > 1.0 && at > first && lower(words, at - 1).len() > 3;
            let follows = joiner == 0 && spelled || joiner == 1 && lower(words, at) == "and";
            if at > first && !follows {
                break;
            }
            (sum.add(value, false), 1.0)
        } else if let Some(value) = small(&word.lower) {
            let joined = joiner == 1 && lower(words, at) == "and";
            (!(in_digits && last == 1.0) && sum.add(value, !joined), 1.0)
        } else if let Some(by) = scale(&word.lower).or_else(|| {
            let suffix = word.glued && in_digits && at == first + 1;
            suffix.then(|| glued_scale(&word.lower)).flatten()
        }) {
            let joined = joiner == 1 && lower(words, at) == "and";
            (!joined && sum.scale(by), by)
        } else {
            break;
        };
        if !added {
            break;
        }
        at += joiner + 1;
        last = by;
        if in_digits && at == first + 1 {
            at = spaced_thousands(words, first, &mut sum);
        }
    }
    (at > first).then(|| Count {
        value: sum.value(),
        end: at,
        last,
        in_digits,
    })
}

/// A number as its words are read one after the other.
#[derive(Default)]
struct Sum {
    begun: bool,
    /// What the scale words so far have closed.
    done: f64,
    /// The last part of it.
    term: f64,
    /// The last scale word of a thousand and more; 0 before the first.
    scale: f64,
    /// What stands after it.
    group: f64,
}

impl Sum {
    fn value(&self) -> f64 {
        self.done + self.group
    }

    /// Whether "and" may follow: "two hundred and", "two thousand and".
    fn is_round(&self) -> bool {
        self.begun && self.group % 100.0 == 0.0
    }

    /// Adds a number word if it can follow what stands; `tens` is whether it may be the "one" of
    /// "twenty-one".
    fn add(&mut self, value: f64, tens: bool) -> bool {
        let open = self.group % 100.0;
        let fits = if !self.begun {
            true
        } else if self.group == 0.0 {
            value > 0.0 && value < self.scale
        } else if open == 0.0 && self.group < 10_000.0 {
            value > 0.0 && value < 100.0
        } else {
            tens && open >= 20.0 && open % 10.0 == 0.0 && (1.0..10.0).contains(&value)
        };
        if fits {
            self.begun = true;
            self.group += value;
        }
        fits
    }

    /// Multiplies by a scale word if it can follow what stands.
    fn scale(&mut self, by: f64) -> bool {
        if by < 1_000.0 {
            let fits = self.group > 0.0 && self.group < 100.0;
            if fits {
                self.group *= by;
            }
            return fits;
        }
        if self.group > 0.0 {
            let fits = self.scale == 0.0 || by < self.scale;
            if fits {
                self.term = self.group * by;
                self.done += self.term;
                self.group = 0.0;
                self.scale = by;
            }
            return fits && self.done < GREATEST;
        }
        // "thousand million", "lakh crore"
        self.done += self.term * by - self.term;
        self.term *= by;
        self.term > 0.0 && self.done < GREATEST
    }
}

/// Whether a dash between spaces still joins: "ninety - five".
fn tens_before(words: &[Word], dash: usize) -> bool {
    let is = |at: usize, range: std::ops::Range<f64>| {
        small(lower(words, at)).is_some_and(|v| range.contains(&v))
    };
    dash > 0 && is(dash - 1, 20.0..100.0) && is(dash + 1, 1.0..10.0)
}

/// One past digits grouped by spaces ("40 000"), whose value goes into the sum.
fn spaced_thousands(words: &[Word], first: usize, sum: &mut Sum) -> usize {
    let mut at = first + 1;
    let short = |word: &Word| (1..=3).contains(&word.lower.len()) && !word.lower.starts_with('0');
    while short(&words[first])
        && let Some(word) = words.get(at)
        && let Some(value) = word.digits
        && word.lower.len() == 3
        && !word.lower.contains(['.', ','])
        && word.span.start - words[at - 1].span.end <= 3
    {
        sum.group = sum.group * 1_000.0 + value;
        at += 1;
    }
    at
}

/// "seventy-one" after "point": 0.71; "nought four": 0.04.
fn decimals(words: &[Word], start: usize) -> Option<(f64, usize)> {
    let mut digits = String::from("0.");
    let mut at = start;
    while let Some(value) = small(lower(words, at)).or_else(|| {
        let figure = words.get(at).and_then(|w| w.digits);
        figure.filter(|v| v.fract() == 0.0)
    }) {
        let one = lower(words, at + 1) == "-" && value >= 20.0;
        if let Some(unit) =
            small(lower(words, at + 1 + usize::from(one))).filter(|u| value >= 20.0 && *u < 10.0)
        {
            digits.push_str(&format!("{}", value + unit));
            at += 2 + usize::from(one);
        } else {
            digits.push_str(&format!("{value}"));
            at += 1;
        }
        if digits.len() > 12 {
            break;
        }
    }
    let value = digits.parse().ok().filter(|_| at > start)?;
    Some((value, at))
}

/// The part after a whole number: "and a half", "and two thirds", "1/4", "½". After a scale word
/// it is a part of that ("3 million and a half"), if it is a half.
fn and_a_part(words: &[Word], count: &Count) -> Option<(f64, usize)> {
    let at = count.end;
    if let Some(part) = vulgar(lower(words, at)) {
        return Some((part, at + 1));
    }
    if count.in_digits && count.last == 1.0 {
        return slashed(words, at).filter(|_| !glued(words, at));
    }
    let dashes = usize::from(is_dash(lower(words, at)));
    if lower(words, at + dashes) != "and" {
        return None;
    }
    let next = at + 2 * dashes + 1;
    if matches!(lower(words, next), "a" | "one") {
        let skip = usize::from(is_dash(lower(words, next + 1)));
        let half = lower(words, next + 1 + skip) == "half";
        if half && scale(lower(words, next + 2 + skip)).is_none() {
            return Some((0.5 * count.last.max(1.0), next + 2 + skip));
        }
    }
    let (part, end) = fraction(words, next)?;
    (part < 1.0 || part >= 1_000.0 && part < count.last).then_some((part, end))
}

/// A spelled number below a hundred.
pub(in crate::claims) fn small(word: &str) -> Option<f64> {
    const SPELLED: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    if matches!(word, "nought" | "naught") {
        return Some(0.0);
    }
    let below = SPELLED.iter().position(|w| *w == word).map(|n| n as f64);
    let tens = TENS.iter().position(|w| *w == word);
    below.or_else(|| tens.map(|n| (n as f64 + 2.0) * 10.0))
}

pub(super) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" | "dozens" => 12.0,
        "hundred" => 100.0,
        "thousand" => 1e3,
        "lakh" => 1e5,
        "million" | "mln" | "mn" => 1e6,
        "crore" => 1e7,
        "billion" | "bn" | "bln" => 1e9,
        "trillion" | "tn" | "tln" | "trn" => 1e12,
        _ => return None,
    })
}

/// A scale written as a letter behind the digits: "10k".
pub(super) fn glued_scale(word: &str) -> Option<f64> {
    Some(match word {
        "k" => 1e3,
        "mil" | "mio" => 1e6,
        "b" => 1e9,
        _ => return None,
    })
}
