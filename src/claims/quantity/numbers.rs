//! Numbers in words and digits: "two hundred and ten", "1.5 million", "two thirds", "dozens".

use crate::Span;

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
    if !(value.abs() < GREATEST) {
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

fn lower(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |w| w.lower.as_str())
}

fn glued(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|w| w.glued)
}

fn is_letters(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
}

fn is_dash(word: &str) -> bool {
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

/// A number of things: its value and one past its last word.
fn cardinal(words: &[Word], start: usize) -> Option<(f64, usize)> {
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
struct Count {
    value: f64,
    /// One past the last word.
    end: usize,
    /// The value of the last word if it is a scale ("million"), else 1.
    last: f64,
    /// Whether it begins with digits.
    in_digits: bool,
}

/// A whole number in words, in digits, or in both ("4 thousand 3 hundred and 21").
fn count(words: &[Word], start: usize) -> Option<Count> {
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

/// A part of a whole, or a half or a quarter of a scale word ("half a million").
fn fraction(words: &[Word], start: usize) -> Option<(f64, usize)> {
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
        let more = start > 0 && lower(words, start - 1) == "and" && article == 1;
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
fn slashed(words: &[Word], start: usize) -> Option<(f64, usize)> {
    let over = words.get(start)?.digits?;
    let under = words.get(start + 2)?.digits?;
    let common = [2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 16.0, 32.0, 64.0].contains(&under);
    let whole =
        lower(words, start + 1) == "/" && glued(words, start + 1) && glued(words, start + 2);
    (whole && common && over < under && over > 0.0).then_some((over / under, start + 3))
}

fn vulgar(word: &str) -> Option<f64> {
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

fn is_ordinal_suffix(word: &str) -> bool {
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

fn scale(word: &str) -> Option<f64> {
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
fn glued_scale(word: &str) -> Option<f64> {
    Some(match word {
        "k" => 1e3,
        "mil" | "mio" => 1e6,
        "b" => 1e9,
        _ => return None,
    })
}
