//! Numbers with their units, as the words alone tell: no parse is needed.

use crate::Span;

use super::Unit;
use super::bounds::{self, Bound};
use super::numbers::{Kind, Number, numbers};
use super::units::{self, Measure};
use crate::claims::words::{Word, words};

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The number and the words of its unit, in bytes.
    pub span: Span,
    /// The number alone, in bytes.
    pub number: Span,
    /// What sort of number.
    pub kind: Kind,
    /// The unit; [`Unit::Count`] where none is said.
    pub unit: Unit,
    /// Least value that the words allow, in the base unit.
    pub low: f64,
    /// Greatest value that the words allow, in the base unit; infinite for "at least 40".
    pub high: f64,
    /// The value as written, in the base unit.
    pub value: f64,
    /// Whether the words say that the value is not exact.
    pub approximate: bool,
    /// One of the unit named, in the base unit.
    factor: f64,
    /// First word, and one past the last.
    words: (usize, usize),
}

/// The numbers of a text with their units, in order.
pub fn measured(text: &str) -> Vec<Measured> {
    let words = words(text);
    let numbers = numbers(&words);
    let mut found: Vec<Measured> = Vec::new();
    for (index, number) in numbers.iter().enumerate() {
        let from = found.last().map_or(0, |m| m.words.1);
        // The ordinal of "a 5 second delay" is the unit.
        if number.words.0 < from {
            continue;
        }
        let until = numbers
            .get(index + 1)
            .map_or(words.len(), |next| next.words.0);
        let measured = read(&words, number, from, until);
        match found.last_mut() {
            Some(last) if continues(&words, last, &measured) => {
                last.low += measured.low;
                last.high += measured.high;
                last.value += measured.value;
                last.factor = measured.factor;
                last.span.end = measured.span.end;
                last.words.1 = measured.words.1;
            }
            // "15 dollars and 50"
            Some(last) if are_cents(&words, last, &measured) => {
                let cents = measured.value / 100.0;
                for value in [&mut last.low, &mut last.high, &mut last.value] {
                    *value += cents;
                }
                last.span.end = measured.span.end;
                last.words.1 = measured.words.1;
            }
            Some(last) if is_range(&words, last, &measured) => widen(&words, last, measured),
            Some(last) if is_score(&words, last, &measured) => {
                widen(&words, last, measured);
                *last = last.clone().into_score();
            }
            // "rose from 5 to 12 dollars"
            Some(last) if is_change(&words, last, &measured) => {
                last.unit = measured.unit.clone();
                last.factor = measured.factor;
                for value in [&mut last.low, &mut last.high, &mut last.value] {
                    *value *= measured.factor;
                }
                found.push(measured);
            }
            _ => found.push(measured),
        }
    }
    for measured in &mut found {
        add_the_hour(&words, measured);
        bound(&words, measured);
    }
    found
}

fn lower(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |w| w.lower.as_str())
}

/// A number with the unit before or behind it; no word before `from` or from `until` on is taken.
fn read(words: &[Word], number: &Number, from: usize, until: usize) -> Measured {
    let (mut start, mut end) = number.words;
    let mut scale = 1.0;
    let counted = number.kind != Kind::Ordinal;
    let before = counted.then(|| money_before(words, start, from)).flatten();
    let measure = if let Some((code, first)) = before {
        start = first;
        if let Some(by) = money_scale(words, end) {
            scale = by;
            end += 1;
        }
        // "$10 dollars", "C$100"
        let again = lower(words, end).trim_end_matches('s') == "dollar";
        end += usize::from(again);
        Some(money(code))
    } else if let Some((mut measure, last)) = counted
        .then(|| unit_behind(words, end + of_a(words, number), until))
        .flatten()
    {
        end = last;
        if let Unit::Money(code) = &measure.unit {
            // "75 USD million"
            let million = code.to_lowercase() == lower(words, end - 1)
                && matches!(lower(words, end), "million" | "billion");
            if million {
                scale = if lower(words, end) == "million" {
                    1e6
                } else {
                    1e9
                };
                end += 1;
            }
            if code == "GBP" && is_weight(words, number, end) {
                measure = units::named("lb").unwrap_or(measure);
            }
        }
        Some(measure)
    } else {
        None
    };
    let age = counted
        .then(|| age(words, number.words.0, end, measure.as_ref()))
        .flatten();
    if let Some(last) = age {
        end = last;
    }
    let measure = measure.unwrap_or(Measure {
        unit: Unit::Count,
        factor: 1.0,
        offset: 0.0,
    });
    let unit = match (age, &number.kind) {
        (Some(_), _) => Unit::Age,
        (None, Kind::Fraction) if measure.unit == Unit::Count && number.value < 1.0 => {
            Unit::Percent
        }
        (None, _) => measure.unit.clone(),
    };
    // Ages are in years, shares in hundredths.
    let by = match (&unit, &measure.unit) {
        (Unit::Age, Unit::Duration) => measure.factor / YEAR,
        (Unit::Age, _) => 1.0,
        (Unit::Percent, Unit::Count) => 100.0,
        _ => measure.factor,
    };
    // "a third of the houses" is no measured share.
    let rough = number.kind == Kind::Fraction && unit == Unit::Percent;
    let base = |value: f64| (value * scale + measure.offset) * by;
    Measured {
        span: Span::new(words[start].span.start, words[end - 1].span.end),
        number: number.span,
        kind: number.kind,
        unit,
        low: base(number.low) * if rough { 0.9 } else { 1.0 },
        high: base(number.high) * if rough { 1.1 } else { 1.0 },
        value: base(number.value),
        approximate: number.kind == Kind::Vague || rough,
        factor: by,
        words: (start, end),
    }
}

/// Whether pounds are weight: "weighing 120 pounds", "lost 20 pounds", "a 40-pound dog".
fn is_weight(words: &[Word], number: &Number, end: usize) -> bool {
    let start = number.words.0;
    let weighs = words[start.saturating_sub(6)..start]
        .iter()
        .any(|w| w.lower.starts_with("weigh"));
    let body = matches!(
        lower(words, start.wrapping_sub(1)),
        "lose" | "lost" | "losing" | "gain" | "gained" | "drop" | "dropped" | "shed"
    ) && number.value < 500.0;
    let pound = lower(words, end - 1) == "pound" && lower(words, end.wrapping_sub(2)) == "-";
    // "6-foot-1, 190 pounds": a height stands before it.
    let built = words[start.saturating_sub(8)..start]
        .iter()
        .any(|w| matches!(w.lower.as_str(), "foot" | "feet" | "ft" | "tall"));
    weighs || body || pound || built
}

/// How many words stand between a part and its unit: "half an hour", "a quarter of a mile".
fn of_a(words: &[Word], number: &Number) -> usize {
    let end = number.words.1;
    let of = usize::from(lower(words, end) == "of");
    let article = matches!(lower(words, end + of), "a" | "an");
    if number.kind == Kind::Fraction && article {
        of + 1
    } else {
        0
    }
}

impl Measured {
    /// The two ends of what looks like a range as the points of two sides.
    pub(super) fn into_score(self) -> Measured {
        let (more, less) = (self.low.max(self.high), self.low.min(self.high));
        let value = more + less / 1_000.0;
        Measured {
            unit: Unit::Score,
            low: value,
            high: value,
            value,
            approximate: false,
            ..self
        }
    }
}

/// Seconds of a year.
const YEAR: f64 = 31_556_952.0;

fn money(code: &str) -> Measure {
    Measure {
        unit: Unit::Money(code.to_string()),
        factor: 1.0,
        offset: 0.0,
    }
}

/// The currency whose sign stands before a number, and the first word of the sign.
fn money_before(words: &[Word], number: usize, from: usize) -> Option<(&'static str, usize)> {
    let at = number.checked_sub(1).filter(|at| *at >= from)?;
    // "$US1 million"
    let letters = at.checked_sub(1).filter(|sign| {
        *sign >= from && lower(words, *sign) == "$" && words[at].glued && words[number].glued
    });
    if let Some(sign) = letters
        && let Some(code) = units::dollar_of(lower(words, at))
    {
        return Some((code, sign));
    }
    let code = units::currency_before(lower(words, at))?;
    let sign = !lower(words, at).starts_with(char::is_alphabetic);
    // "5 € 10 €": a sign that is joined to the number before belongs to that.
    if lower(words, at) == "$" {
        // "u.s. $", "us $"
        for (letters, first) in [
            initials(words, at),
            (
                lower(words, at.wrapping_sub(1)).to_string(),
                at.wrapping_sub(1),
            ),
        ] {
            let beside = first < at && first >= from;
            if let Some(code) = units::dollar_of(&letters)
                && beside
                && (words[at].glued || !matches!(letters.as_str(), "a" | "s"))
            {
                return Some((code, first));
            }
        }
    }
    // "usd" is a code; "rand 50" and the like are words that need their number first.
    (sign || words[number].glued || lower(words, at).len() <= 3).then_some((code, at))
}

/// The two letters of "u.s." before a word, and the first of its words.
fn initials(words: &[Word], at: usize) -> (String, usize) {
    let back = |n: usize| lower(words, at.wrapping_sub(n));
    if back(1) == "." && back(3) == "." {
        (format!("{}{}", back(4), back(2)), at.wrapping_sub(4))
    } else if back(2) == "." {
        (format!("{}{}", back(3), back(1)), at.wrapping_sub(3))
    } else {
        (String::new(), usize::MAX)
    }
}

/// The scale behind a sum of money: "£2m", "$5bn".
fn money_scale(words: &[Word], at: usize) -> Option<f64> {
    match lower(words, at) {
        "m" => Some(1e6),
        "b" => Some(1e9),
        _ => None,
    }
}

/// The unit behind a number, and one past its last word: "km", "-inch", "(kg)", "square miles".
fn unit_behind(words: &[Word], end: usize, until: usize) -> Option<(Measure, usize)> {
    let mut at = end;
    let mut closed = None;
    match lower(words, at) {
        "-" | "–" | "‑" => at += 1,
        "(" => (at, closed) = (at + 1, Some(")")),
        "{" => (at, closed) = (at + 1, Some("}")),
        "[" => (at, closed) = (at + 1, Some("]")),
        "<" => (at, closed) = (at + 1, Some(">")),
        _ => {}
    }
    for length in (1..=4).rev() {
        let last = at + length;
        if last > words.len() || last > until && length > 1 {
            continue;
        }
        let name = join(&words[at..last]);
        let Some(measure) = units::named(&name) else {
            continue;
        };
        if closed.is_some_and(|mark| lower(words, last) != mark) {
            continue;
        }
        // "5 in six": a word of English, unless joined to the number.
        let single = length == 1 && name.len() <= 2 && name.starts_with(char::is_alphabetic);
        let joined = words[at].glued || at > end || !matches!(name.as_str(), "a" | "g" | "t" | "l");
        if single && !joined {
            continue;
        }
        // "1 $ 10", "3 USD50", "%28": the sign of the number that follows.
        let next = words.get(last).filter(|w| w.digits.is_some());
        if next.is_some_and(|w| w.glued || matches!(name.as_str(), "$" | "£" | "¥" | "₹")) {
            continue;
        }
        // "1.8M dollars"
        if name == "m"
            && words[at].glued
            && let Some(sum) = units::named(lower(words, last))
            && matches!(sum.unit, Unit::Money(_))
        {
            return Some((
                Measure {
                    factor: sum.factor * 1e6,
                    ..sum
                },
                last + 1,
            ));
        }
        // "at 11 pm": a time of day.
        if name == "pm" {
            continue;
        }
        return Some((measure, last + usize::from(closed.is_some())));
    }
    // "12 ft 2 in"
    let inches = matches!(lower(words, at), "in") && (words[at].glued || feet_before(words, end));
    if inches && at < until.max(at + 1) {
        return units::named("inch").map(|m| (m, at + 1));
    }
    // "30 MUSD"
    let millions = lower(words, at)
        .strip_prefix('m')
        .filter(|code| code.len() == 3);
    if let Some(code) = millions.and_then(units::currency_before) {
        let mut measure = money(code);
        measure.factor = 1e6;
        return Some((measure, at + 1));
    }
    None
}

/// Whether a number stands right behind feet ("12 ft 2").
fn feet_before(words: &[Word], end: usize) -> bool {
    end >= 2 && matches!(lower(words, end - 2), "ft" | "feet" | "foot")
}

/// Words with single spaces, or none where they stand without a gap.
fn join(words: &[Word]) -> String {
    let mut name = String::new();
    for (index, word) in words.iter().enumerate() {
        if index > 0 && !word.glued {
            name.push(' ');
        }
        name.push_str(&word.lower);
    }
    name
}

/// One past the words that make a number an age: "years old", "-year-old", "yo", "aged" before.
fn age(words: &[Word], start: usize, end: usize, measure: Option<&Measure>) -> Option<usize> {
    let duration = measure.is_some_and(|m| m.unit == Unit::Duration);
    if duration {
        let dash = usize::from(lower(words, end) == "-");
        if matches!(lower(words, end + dash), "old" | "olds") {
            return Some(end + dash + 1);
        }
        if lower(words, end) == "of" && lower(words, end + 1) == "age" {
            return Some(end + 2);
        }
        // "aged 22 years"
        return (lower(words, start.wrapping_sub(1)) == "aged").then_some(end);
    }
    if measure.is_some() {
        return None;
    }
    if lower(words, end) == "yo" || lower(words, end) == "y" && lower(words, end + 1) == "o" {
        return Some(end + 1);
    }
    let before = lower(words, start.wrapping_sub(1));
    let of_age = before == "of" && lower(words, start.wrapping_sub(2)) == "age";
    (matches!(before, "aged" | "age") || of_age).then_some(end)
}

/// Whether a smaller unit goes on where a greater ended: "5 feet 2 inches", "3 dollars 50 cents".
fn continues(words: &[Word], last: &Measured, next: &Measured) -> bool {
    let exact = last.kind == Kind::Cardinal && next.kind == Kind::Cardinal;
    if !exact || last.unit != next.unit || matches!(last.unit, Unit::Count | Unit::Percent) {
        return false;
    }
    let between = &words[last.words.1..next.words.0];
    let joined = match between {
        [] => true,
        [one] => matches!(one.lower.as_str(), "and" | ","),
        _ => false,
    };
    joined && next.factor < last.factor && next.value < last.factor && last.unit != Unit::Age
}

/// Adds the hour of "an hour and ten minutes".
fn add_the_hour(words: &[Word], measured: &mut Measured) {
    let start = measured.words.0;
    let before = |n: usize| lower(words, start.wrapping_sub(n));
    let minutes = measured.unit == Unit::Duration && measured.factor == 60.0;
    if minutes && before(1) == "and" && before(2) == "hour" && before(3) == "an" {
        for value in [&mut measured.low, &mut measured.high, &mut measured.value] {
            *value += 3_600.0;
        }
        measured.span.start = words[start - 3].span.start;
    }
}

/// Whether a number is the cents of the sum before it: nothing follows that it could count.
fn are_cents(words: &[Word], last: &Measured, next: &Measured) -> bool {
    let whole = matches!(last.unit, Unit::Money(_)) && last.value.fract() == 0.0;
    let named = lower(words, last.words.1 - 1).starts_with(char::is_alphabetic);
    let joined = match &words[last.words.1..next.words.0] {
        [] => true,
        [and] => and.lower == "and",
        _ => false,
    };
    let ends = !lower(words, next.words.1).starts_with(char::is_alphanumeric);
    let cents = next.unit == Unit::Count && next.kind == Kind::Cardinal;
    whole && named && joined && ends && cents && (1.0..100.0).contains(&next.value)
}

/// Whether two numbers are the ends of one range: "20 to 30", "between 5 and 10", "two or three".
fn is_range(words: &[Word], last: &Measured, next: &Measured) -> bool {
    let plain = |m: &Measured| matches!(m.kind, Kind::Cardinal | Kind::Fraction);
    if !plain(last) || !plain(next) || last.low < last.value {
        return false;
    }
    let [joiner] = &words[last.words.1..next.words.0] else {
        return false;
    };
    let before = lower(words, last.words.0.wrapping_sub(1));
    let joins = match joiner.lower.as_str() {
        // "rose from 7 to 12" is no range.
        "to" => before != "from",
        "-" | "–" | "—" | "~" => true,
        "and" => before == "between",
        "or" => last.value + 1.0 == next.value && last.unit == Unit::Count,
        _ => false,
    };
    let year = |m: &Measured| {
        m.unit == Unit::Count && m.number.end - m.number.start == 4 && m.value >= 1_500.0
    };
    let same = last.unit == next.unit || last.unit == Unit::Count;
    let grows = if last.unit == next.unit {
        last.value < next.value
    } else {
        last.value * next.factor < next.value
    };
    joins && same && grows && !(year(last) && year(next))
}

/// Whether two numbers are the points of two sides: "3-1", "2–2".
fn is_score(words: &[Word], last: &Measured, next: &Measured) -> bool {
    let [joiner] = &words[last.words.1..next.words.0] else {
        return false;
    };
    let points = |m: &Measured| {
        m.unit == Unit::Count && m.kind == Kind::Cardinal && (0.0..200.0).contains(&m.value)
    };
    let dash = matches!(joiner.lower.as_str(), "-" | "–") && joiner.glued;
    dash && words[next.words.0].glued && points(last) && points(next) && last.value >= next.value
}

/// Whether a bare number changes into one with a unit.
fn is_change(words: &[Word], last: &Measured, next: &Measured) -> bool {
    let from = lower(words, last.words.0.wrapping_sub(1)) == "from";
    let to = join(&words[last.words.1..next.words.0]) == "to";
    from && to && last.unit == Unit::Count && !matches!(next.unit, Unit::Count | Unit::Temperature)
}

/// Makes the first of two numbers the range of both.
fn widen(words: &[Word], last: &mut Measured, next: Measured) {
    // "between 5 and 10 million": the scale word stands once.
    let scaled = if last.unit == next.unit {
        last.value
    } else {
        last.value * next.factor
    };
    let once = lower(words, next.words.1 - 1);
    let scale = [("million", 1e6), ("billion", 1e9), ("thousand", 1e3)]
        .into_iter()
        .find(|(word, by)| *word == once && last.value < 1_000.0 && next.value >= *by)
        .map_or(1.0, |(_, by)| by);
    last.low = scaled * scale;
    last.value = last.low;
    last.high = next.high;
    last.unit = next.unit;
    last.factor = next.factor;
    last.number.end = next.number.end;
    last.span.end = next.span.end;
    last.words.1 = next.words.1;
}

/// How far a value called approximate may be off, as a share: the more digits somebody gives, the
/// nearer it is meant ("about 100", "an estimated 102").
fn about(value: f64) -> f64 {
    let digits = format!("{value}");
    let digits = digits.trim_start_matches(['0', '.']).replace('.', "");
    match digits.trim_end_matches('0').len() {
        0..=1 => 0.2,
        2 => 0.12,
        _ => 0.05,
    }
}

/// Widens the interval of a number by the words around it.
fn bound(words: &[Word], measured: &mut Measured) {
    if measured.kind == Kind::Ordinal {
        return;
    }
    match bounds::around(words, measured.words.0, measured.words.1) {
        Some(Bound::AtLeast) => measured.high = f64::INFINITY,
        Some(Bound::AtMost) => measured.low = measured.low.min(0.0),
        Some(open @ (Bound::About | Bound::Nearly | Bound::JustOver)) => {
            let about = about(measured.value / measured.factor);
            if open != Bound::JustOver {
                measured.low -= measured.low.abs() * about;
            }
            if open != Bound::Nearly {
                measured.high += measured.high.abs() * about;
            }
            measured.approximate = true;
        }
        None => {}
    }
}
