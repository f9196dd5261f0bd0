//! Quantities: how many of what.
//!
//! A quantity is an interval in a unit, with what is counted. Years, times of day, house
//! numbers, model numbers and ordinals are none.

use crate::Span;
use crate::english::{Dep, EntityKind, Parsed, Pos, Tag};

/// How many of what.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Least value that the words allow, in the unit.
    pub low: f64,
    /// Greatest value that the words allow; infinite for "at least 40".
    pub high: f64,
    /// The value as written, in the unit.
    pub value: f64,
    /// Whether the words say that the value is not exact.
    pub approximate: bool,
    /// The unit.
    pub unit: Unit,
    /// Lemma of the noun counted; empty for a bare number.
    pub noun: String,
    /// Lemmas that describe the noun ("badly hit" villages), in the order of the text.
    pub modifiers: Vec<String>,
    /// Index of the last token of the number.
    pub token: usize,
    /// Index of the noun's token, or of the number where there is no noun.
    pub head: usize,
    /// The words, number to noun, in bytes from the sentence's start.
    pub span: Span,
}

/// What a number measures; values are in the base unit named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Things counted.
    Count,
    /// Years of a person's life.
    Age,
    /// Seconds.
    Duration,
    /// Metres.
    Distance,
    /// Square metres.
    Area,
    /// Grams.
    Weight,
    /// An earthquake's magnitude.
    Magnitude,
    /// Hundredths.
    Percent,
    /// Money in a currency, by its sign or code.
    Money(String),
}

/// What two quantities of the same thing say of each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fit {
    /// The same value, or one the other allows.
    Agree,
    /// Both cannot hold.
    Clash,
    /// They do not count the same thing.
    Apart,
}

/// How far a value called approximate may be off.
const ABOUT: f64 = 0.15;

impl Quantity {
    /// Whether both can hold, if both speak of the same event.
    pub fn fit(&self, other: &Quantity) -> Fit {
        if self.unit != other.unit || !same_noun(self, other) {
            return Fit::Apart;
        }
        self.fit_values(other)
    }

    /// Whether it counts what comes on top of others ("two more", "a further four").
    pub fn counts_a_rest(&self) -> bool {
        let rest = |word: &str| {
            matches!(
                word,
                "other" | "more" | "further" | "additional" | "another" | "extra"
            )
        };
        rest(&self.noun) || self.modifiers.iter().any(|m| rest(m))
    }

    /// As [`Quantity::fit`] where it is already known that both count the same (the children of
    /// one mother), however they call it.
    pub fn fit_values(&self, other: &Quantity) -> Fit {
        let slack = match self.unit {
            // A birthday may lie between two reports, and distances are given in round figures.
            Unit::Distance | Unit::Area | Unit::Money(_) => 0.03,
            _ => 0.0,
        };
        // "at least six" and "at least seven" allow each other, but nobody who knew of seven
        // would have said six.
        if self.high.is_infinite() && other.high.is_infinite() {
            return if self.low == other.low {
                Fit::Agree
            } else {
                Fit::Clash
            };
        }
        let (low, high) = if self.low <= other.low {
            (self, other)
        } else {
            (other, self)
        };
        if low.high * (1.0 + slack) >= high.low {
            Fit::Agree
        } else {
            Fit::Clash
        }
    }
}

/// Nouns for people that may count anybody, so that they are the same as a bare number.
const ANYBODY: [&str; 12] = [
    "",
    "people",
    "person",
    "victim",
    "other",
    "dead",
    "casualty",
    "individual",
    "life",
    "human",
    "soul",
    "fatality",
];

fn same_noun(a: &Quantity, b: &Quantity) -> bool {
    if a.unit == Unit::Percent {
        return a.noun == b.noun;
    }
    if a.unit != Unit::Count {
        return true;
    }
    let anybody = |noun: &str| ANYBODY.contains(&noun);
    // "two others", "three more" count a rest, so they say nothing of "two people" in all.
    if a.counts_a_rest() != b.counts_a_rest() {
        return false;
    }
    if anybody(&a.noun) && anybody(&b.noun) {
        return true;
    }
    a.noun == b.noun
        || SAME_THING
            .iter()
            .any(|set| set.contains(&a.noun.as_str()) && set.contains(&b.noun.as_str()))
}

/// Nouns that count the same things.
const SAME_THING: [&[&str]; 10] = [
    &["child", "kid"],
    &["engine", "appliance", "tender"],
    &["house", "home"],
    &["policeman", "officer", "policewoman"],
    &["soldier", "troop", "serviceman"],
    &["man", "gunman"],
    &["shot", "round", "bullet"],
    &["robber", "thief", "raider"],
    &["ship", "vessel", "boat"],
    &["rebel", "militant", "fighter"],
];

/// The quantities of a sentence, in order.
pub fn find(text: &str, parsed: &Parsed) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < parsed.tokens.len() {
        match number_at(text, parsed, at) {
            Some((value, end)) => {
                if let Some(quantity) = read(text, parsed, at, end, value) {
                    found.push(quantity);
                }
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// A number that starts at a token: its value and one past its last token.
fn number_at(text: &str, parsed: &Parsed, start: usize) -> Option<(Value, usize)> {
    let words = |i: usize| parsed.tokens.get(i).map(|t| t.span.of(text).to_lowercase());
    let first = words(start)?;
    if let Some((low, high)) = vague(&first) {
        let of = words(start + 1).is_some_and(|w| w == "of");
        let plural_noun = parsed.tokens[start].tag == Tag::Nns;
        if plural_noun || of || first == "several" {
            return Some((Value::Vague(low, high), start + 1));
        }
    }
    if first == "half" || first == "quarter" {
        return None;
    }
    let first = first
        .strip_prefix("magnitude-")
        .map_or(first.clone(), str::to_string);
    let mut value = plain_number(&first)?;
    let mut end = start + 1;
    // Spelled numbers of several words ("two hundred and ten", "1.5 million", "twenty-one").
    let mut small = value < 100.0 && !first.chars().any(|c| c.is_ascii_digit());
    loop {
        let skip = match words(end).as_deref() {
            Some("-") if small && value % 10.0 == 0.0 && value >= 20.0 => 1,
            Some("and") if !first.chars().any(|c| c.is_ascii_digit()) && value >= 100.0 => 1,
            _ => 0,
        };
        let Some(word) = words(end + skip) else { break };
        if let Some(scale) = scale(&word) {
            if skip > 0 || !(value * scale).is_finite() {
                break;
            }
            let rest = if value >= 1000.0 && scale < 1000.0 {
                value % 1000.0
            } else {
                value
            };
            value = value - rest + rest * scale;
            end += 1;
            small = false;
        } else if let Some(more) =
            plain_number(&word).filter(|_| !word.chars().any(|c| c.is_ascii_digit()))
        {
            let fits = (value % 100.0 == 0.0 && value >= 100.0 && more < 100.0)
                || (value % 10.0 == 0.0 && (20.0..100.0).contains(&(value % 100.0)) && more < 10.0);
            if !fits {
                break;
            }
            value += more;
            end += skip + 1;
        } else {
            break;
        }
    }
    Some((Value::Exact(value), end))
}

#[derive(Clone, Copy)]
enum Value {
    Exact(f64),
    Vague(f64, f64),
}

/// The value of a number in digits or of one word ("seven", "forty").
pub(crate) fn plain_number(word: &str) -> Option<f64> {
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
    if let Some(n) = SPELLED.iter().position(|w| *w == word) {
        return Some(n as f64);
    }
    if let Some(n) = TENS.iter().position(|w| *w == word) {
        return Some((n as f64 + 2.0) * 10.0);
    }
    let digits = word.strip_suffix('+').unwrap_or(word);
    let well_formed = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || c == ',' || c == '.')
        && digits.matches('.').count() <= 1
        && digits
            .split('.')
            .next()
            .unwrap_or("")
            .split(',')
            .skip(1)
            .all(|group| group.len() == 3);
    // Hundreds of digits are no number of anything, and infinity cannot be compared.
    well_formed
        .then(|| digits.replace(',', "").parse().ok())
        .flatten()
        .filter(|number: &f64| number.is_finite())
}

fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" | "m" | "mn" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}

/// Words for a number that give only its size.
fn vague(word: &str) -> Option<(f64, f64)> {
    Some(match word {
        "several" => (3.0, 20.0),
        "dozens" => (13.0, 300.0),
        "scores" => (30.0, 400.0),
        "hundreds" => (150.0, 3_000.0),
        "thousands" => (1_500.0, 300_000.0),
        "millions" => (1.5e6, 1e9),
        _ => return None,
    })
}

/// What the number at `start..end` counts, unless it is a date, a label or a part of a name.
fn read(text: &str, parsed: &Parsed, start: usize, end: usize, value: Value) -> Option<Quantity> {
    let tokens = &parsed.tokens;
    let word = |i: usize| tokens.get(i).map_or("", |t| t.span.of(text));
    let lower = |i: usize| word(i).to_lowercase();
    let last = end - 1;
    let entity = parsed
        .entities
        .iter()
        .find(|e| e.start <= last && last < e.end)
        .map(|e| e.kind);
    let exact = match value {
        Value::Exact(v) => Some(v),
        Value::Vague(..) => None,
    };

    // A number in the middle of something that is no count.
    let before = start.checked_sub(1).map(lower).unwrap_or_default();
    let after = lower(end);
    // Degrees and minutes of a position.
    if word(last).ends_with(['°', '´', '′', '\'']) || after.starts_with(['°', '´', '′']) {
        return None;
    }
    // "the then 15-year-old" is no age of today; house numbers label their block.
    let then = matches!(before.as_str(), "then" | "then-")
        || start >= 2 && before == "-" && lower(start - 2) == "then";
    if then || matches!(after.as_str(), "block" | "blk") {
        return None;
    }
    if matches!(
        before.as_str(),
        "no." | "nos." | "nos" | "number" | "#" | "/" | ":" | "."
    ) || matches!(
        after.as_str(),
        "/" | ":" | "th" | "a.m." | "p.m." | "am" | "pm" | "gmt" | "bst" | "o'clock"
    ) {
        return None;
    }
    if matches!(
        entity,
        Some(
            EntityKind::Person
                | EntityKind::Fac
                | EntityKind::Product
                | EntityKind::Law
                | EntityKind::Ordinal
                | EntityKind::WorkOfArt
                | EntityKind::Event
        )
    ) {
        return None;
    }
    // "about one in the morning", "one of them": no count worth comparing.
    if exact == Some(1.0)
        && word(start).eq_ignore_ascii_case("one")
        && tokens[last].dep != Dep::Nummod
    {
        return None;
    }

    let money = ["$", "£", "€", "¥"]
        .iter()
        .find(|sign| before.ends_with(**sign))
        .copied();
    let head = counted(parsed, start, last);
    let head_lemma = head
        .map(|h| tokens[h].lemma.to_lowercase())
        .unwrap_or_default();

    let mut factor = 1.0;
    let mut noun = head_lemma.clone();
    let mut unit = Unit::Count;
    // "year - old" and "aged 34"
    let joined = |word: &str, offset: usize| lower(end + offset) == word;
    let dash = usize::from(after == "-");
    let year_old = (joined("year", dash) || joined("years", dash))
        && (lower(end + dash + 1) == "old"
            || (lower(end + dash + 1) == "-" && lower(end + dash + 2) == "old"))
        || (joined("years", 0) && joined("of", 1) && joined("age", 2));
    if year_old
        || matches!(before.as_str(), "aged" | "age")
        || is_age_apposition(text, parsed, start, end)
    {
        unit = Unit::Age;
    } else if let Some(sign) = money {
        unit = Unit::Money(sign.to_string());
    } else if let Some(code) = currency(&after)
        .or_else(|| currency(&head_lemma))
        .filter(|code| *code != "£" || !weighed(parsed, start))
    {
        unit = Unit::Money(code.to_string());
    } else if matches!(after.as_str(), "percent" | "%" | "per")
        && (after != "per" || joined("cent", 1))
    {
        unit = Unit::Percent;
        // "82 percent of the traffic": what it is a share of.
        let whole = tokens
            .iter()
            .enumerate()
            .skip(end)
            .take(3)
            .find(|(_, t)| t.lemma == "of");
        noun = whole
            .and_then(|(of, _)| tokens.iter().find(|t| t.head == of && t.dep == Dep::Pobj))
            .map_or(String::new(), |t| t.lemma.to_lowercase());
    } else if is_magnitude(text, parsed, start, end) {
        unit = Unit::Magnitude;
    } else {
        let unit_word = if after == "-" {
            lower(end + 1)
        } else {
            after.clone()
        };
        if let Some((of, by)) = unit_of(&unit_word) {
            unit = of;
            factor = by;
        }
    }
    if unit == Unit::Count {
        // Years, house numbers, times: a number in a date or after the noun that it labels.
        if matches!(entity, Some(EntityKind::Date | EntityKind::Time)) {
            return None;
        }
        let year = exact.is_some_and(|v| (1500.0..2100.0).contains(&v) && v.fract() == 0.0)
            && !word(start).contains(',')
            && head.is_none();
        if year {
            return None;
        }
        let labels = start > 0
            && matches!(tokens[start - 1].pos, Pos::Propn | Pos::Noun)
            && head.is_none_or(|h| h < start);
        if labels {
            return None;
        }
        if head.is_some_and(|h| tokens[h].pos == Pos::Propn && h >= end)
            && tokens[last].dep != Dep::Nummod
        {
            return None;
        }
        // A long string of digits is a telephone number or a code.
        let digits = word(start).chars().filter(char::is_ascii_digit).count();
        if digits >= 5
            && !word(start).contains(',')
            && !word(start).contains('.')
            && exact.is_some_and(|v| v % 100.0 != 0.0)
        {
            return None;
        }
        if lower(end)
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_digit())
        {
            return None;
        }
    } else if matches!(unit, Unit::Age | Unit::Magnitude | Unit::Money(_)) {
        noun.clear();
    }

    let (mut low, mut high, mut approximate) = match value {
        Value::Exact(v) => (v, v, false),
        Value::Vague(low, high) => (low, high, true),
    };
    match bound(text, parsed, start, end) {
        Some(Bound::AtLeast) => high = f64::INFINITY,
        Some(Bound::AtMost) => low = 0.0,
        Some(Bound::About) => {
            low *= 1.0 - ABOUT;
            high *= 1.0 + ABOUT;
            approximate = true;
        }
        None => {}
    }
    let head_token = head.unwrap_or(last);
    let (from, to) = (start.min(head_token), end.max(head_token + 1));
    let from = if money.is_some() { start - 1 } else { from };
    let modifiers = head.map_or_else(Vec::new, |h| {
        tokens
            .iter()
            .enumerate()
            .filter(|(i, t)| {
                t.head == h
                    && *i != h
                    && matches!(t.dep, Dep::Amod | Dep::Compound | Dep::Acl | Dep::Nmod)
            })
            .map(|(_, t)| t.lemma.to_lowercase())
            .collect()
    });
    Some(Quantity {
        low: low * factor,
        high: high * factor,
        value: exact.unwrap_or(low) * factor,
        approximate,
        unit,
        noun,
        modifiers,
        token: last,
        head: head_token,
        span: Span::new(tokens[from].span.start, tokens[to - 1].span.end),
    })
}

/// The noun that a number counts: its governor, or what "of" brings in ("dozens of people").
fn counted(parsed: &Parsed, start: usize, last: usize) -> Option<usize> {
    let tokens = &parsed.tokens;
    let of = tokens
        .get(last + 1)
        .filter(|t| t.lemma == "of" && t.head >= start && t.head <= last);
    if of.is_some() {
        return tokens
            .iter()
            .enumerate()
            .skip(last + 2)
            .find(|(_, t)| t.head == last + 1 && t.dep == Dep::Pobj)
            .map(|(i, _)| i);
    }
    let mut at = last;
    for _ in 0..4 {
        let token = &tokens[at];
        match token.dep {
            Dep::Nummod | Dep::Quantmod | Dep::Compound | Dep::Nmod | Dep::Npadvmod
                if token.head != at =>
            {
                at = token.head;
                let noun = &tokens[at];
                if matches!(noun.pos, Pos::Noun | Pos::Propn) && at > last {
                    return Some(at);
                }
                if matches!(noun.pos, Pos::Noun | Pos::Propn) && at < start {
                    return Some(at);
                }
                if matches!(noun.pos, Pos::Adj) && at > last && token.dep == Dep::Nummod {
                    return Some(at);
                }
            }
            _ => return None,
        }
    }
    None
}

enum Bound {
    AtLeast,
    AtMost,
    About,
}

/// "at least", "up to", "about" before the number, "or more" after it.
fn bound(text: &str, parsed: &Parsed, start: usize, end: usize) -> Option<Bound> {
    let word = |i: Option<usize>| {
        i.and_then(|i| parsed.tokens.get(i))
            .map_or(String::new(), |t| t.span.of(text).to_lowercase())
    };
    let start = if matches!(word(start.checked_sub(1)).as_str(), "$" | "£" | "€" | "us$") {
        start - 1
    } else {
        start
    };
    let one = word(start.checked_sub(1));
    let two = format!("{} {}", word(start.checked_sub(2)), one);
    let three = format!("{} {}", word(start.checked_sub(3)), two);
    let after = format!("{} {}", word(Some(end)), word(Some(end + 1)));
    // Before "more than", which it holds.
    if ["no more than", "not more than"].contains(&three.as_str()) {
        return Some(Bound::AtMost);
    }
    if [
        "at least",
        "more than",
        "no fewer than",
        "not less than",
        "no less than",
        "well over",
        "greater than",
    ]
    .iter()
    .any(|w| two == *w || three == *w)
        || matches!(one.as_str(), "over" | "minimum" | "exceeding" | "above")
        || after == "or more"
    {
        return Some(Bound::AtLeast);
    }
    if [
        "up to",
        "as many as",
        "as much as",
        "at most",
        "fewer than",
        "less than",
        "no more than",
        "not more than",
    ]
    .iter()
    .any(|w| two == *w || three == *w)
        || one == "under"
    {
        return Some(Bound::AtMost);
    }
    if matches!(
        one.as_str(),
        "about"
            | "around"
            | "some"
            | "roughly"
            | "approximately"
            | "nearly"
            | "almost"
            | "circa"
            | "estimated"
            | "perhaps"
            | "~"
            | "maybe"
    ) || matches!(
        two.as_str(),
        "close to" | "an estimated" | "something like" | "just over" | "just under"
    ) || matches!(after.as_str(), "or so")
    {
        return Some(Bound::About);
    }
    None
}

/// "Anna Kessler, 34," and "Anna Kessler (34)": a number alone beside a person's name.
fn is_age_apposition(text: &str, parsed: &Parsed, start: usize, end: usize) -> bool {
    let word = |i: usize| parsed.tokens.get(i).map_or("", |t| t.span.of(text));
    if end != start + 1 || start < 2 || !matches!(word(start - 1), "," | "(") {
        return false;
    }
    let value: f64 = word(start).parse().unwrap_or(0.0);
    let person = parsed
        .entities
        .iter()
        .any(|e| e.kind == EntityKind::Person && e.end == start - 1)
        || (parsed.tokens[start - 2].pos == Pos::Propn && parsed.tokens[start].head == start - 2);
    (1.0..=110.0).contains(&value)
        && value.fract() == 0.0
        && person
        && matches!(word(end), "," | ")" | "." | ";" | "" | "and")
}

/// "magnitude 5.9", "5.9-magnitude", "a magnitude of 5.9", "measured 5.9 on the Richter scale".
fn is_magnitude(text: &str, parsed: &Parsed, start: usize, end: usize) -> bool {
    let word = |i: usize| {
        parsed
            .tokens
            .get(i)
            .map_or(String::new(), |t| t.span.of(text).to_lowercase())
    };
    let joined = word(start);
    let bare = joined.strip_prefix("magnitude-");
    if bare.is_some() {
        return true;
    }
    let value: f64 = joined.parse().unwrap_or(f64::NAN);
    if !(1.0..10.0).contains(&value) {
        return false;
    }
    let near = (start.saturating_sub(4)..start).any(|i| word(i) == "magnitude")
        || (end..end + 4).any(|i| matches!(word(i).as_str(), "magnitude" | "strength" | "richter"));
    let quake = (end..end + 4).any(|i| {
        matches!(
            word(i).as_str(),
            "quake" | "earthquake" | "temblor" | "tremor"
        )
    }) && word(start).contains('.');
    near || quake
}

/// Whether the pounds that follow are weight: "weighing 130 pounds".
fn weighed(parsed: &Parsed, start: usize) -> bool {
    parsed.tokens[start.saturating_sub(6)..start]
        .iter()
        .any(|t| t.lemma == "weigh" || t.lemma == "weight")
}

fn currency(word: &str) -> Option<&'static str> {
    Some(match word {
        "dollar" | "dollars" | "usd" => "$",
        "euro" | "euros" | "eur" => "€",
        "pound" | "pounds" | "gbp" => "£",
        "yen" => "¥",
        "rouble" | "roubles" | "ruble" | "rubles" => "RUB",
        "rupee" | "rupees" => "INR",
        _ => return None,
    })
}

fn unit_of(word: &str) -> Option<(Unit, f64)> {
    Some(match word {
        "second" | "seconds" => (Unit::Duration, 1.0),
        "minute" | "minutes" | "min" => (Unit::Duration, 60.0),
        "hour" | "hours" => (Unit::Duration, 3_600.0),
        "day" | "days" => (Unit::Duration, 86_400.0),
        "week" | "weeks" => (Unit::Duration, 604_800.0),
        "month" | "months" => (Unit::Duration, 2_629_746.0),
        "year" | "years" => (Unit::Duration, 31_556_952.0),
        "metre" | "metres" | "meter" | "meters" | "m" => (Unit::Distance, 1.0),
        "km" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => (Unit::Distance, 1_000.0),
        "mile" | "miles" => (Unit::Distance, 1_609.344),
        "foot" | "feet" | "ft" => (Unit::Distance, 0.3048),
        "inch" | "inches" => (Unit::Distance, 0.0254),
        "acre" | "acres" => (Unit::Area, 4_046.86),
        "hectare" | "hectares" => (Unit::Area, 10_000.0),
        "kg" | "kilo" | "kilos" | "kilogram" | "kilograms" => (Unit::Weight, 1_000.0),
        "ton" | "tons" | "tonne" | "tonnes" => (Unit::Weight, 1_000_000.0),
        "pound" | "pounds" | "lb" | "lbs" => (Unit::Weight, 453.592),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Infinity less infinity is no number, and would be neither below nor above any other.
    #[test]
    fn no_number_is_infinite() {
        let digits = format!("At least 9{} people were killed.", ",999".repeat(200));
        let words = format!("Two{} people were killed.", " trillion".repeat(60));
        let plain = "Two trillion people were killed.".to_string();
        for (text, most) in [(digits, 0), (words, 1), (plain, 1)] {
            let found = find(&text, &crate::english::read(&text));
            assert!(found.len() <= most, "{found:?}");
            let finite = |q: &Quantity| q.low.is_finite() && q.value.is_finite();
            assert!(found.iter().all(finite), "{found:?}");
        }
    }
}
