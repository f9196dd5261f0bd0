//! Quantities: how many of what.
//!
//! A quantity is an interval in a unit, with what is counted. Years, times of day, house
//! numbers, model numbers and ordinals are none.
//!
//! [`measured`] reads numbers and units from the words alone; [`find`] asks the parse what they
//! count, and which of them count nothing.

mod bounds;
mod counts;
mod labels;
mod measures;
mod numbers;
mod parts;
pub mod units;

use ecow::{EcoString, EcoVec};

use crate::Span;
use crate::english::{Dep, Parsed, Pos, Tag};

use labels::{
    is_age_apposition, is_age_of_somebody, is_hyphened, is_label, is_magnitude, is_millions,
    is_no_quantity, tells_of_a_match,
};

pub(in crate::claims) use counts::{count_at, small as spelled};
pub use measures::{Measured, measured};
pub use numbers::Kind;
pub(in crate::claims) use parts::ordinal_at;

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
    pub noun: EcoString,
    /// Lemmas that describe the noun ("badly hit" villages), in the order of the text.
    pub modifiers: EcoVec<EcoString>,
    /// Index of the last token of the number.
    pub token: usize,
    /// Index of the noun's token, or of the number where there is no noun.
    pub head: usize,
    /// The words, number to noun, in bytes from the sentence's start.
    pub span: Span,
}

/// What a number measures; values are in the base unit named.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    /// Litres.
    Volume,
    /// Metres in a second.
    Speed,
    /// Watts.
    Power,
    /// Bytes.
    Data,
    /// Degrees Celsius.
    Temperature,
    /// Degrees, of an angle or of a temperature whose scale is not said.
    Angle,
    /// An earthquake's magnitude.
    Magnitude,
    /// The two sides' points: the greater, and a thousandth of the lesser.
    Score,
    /// Hundredths.
    Percent,
    /// Money in a currency, by its ISO 4217 code; empty where it goes without saying.
    Money(String),
}

impl Unit {
    /// Whether two units are one, or two sums of which the one does not say its currency.
    pub fn may_be(&self, other: &Unit) -> bool {
        match (self, other) {
            (Unit::Money(a), Unit::Money(b)) => a == b || a.is_empty() || b.is_empty(),
            _ => self == other,
        }
    }
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

impl Quantity {
    /// Whether both can hold, if both speak of the same event.
    pub fn fit(&self, other: &Quantity) -> Fit {
        if !self.unit.may_be(&other.unit) || !same_noun(self, other) {
            return Fit::Apart;
        }
        self.fit_values(other)
    }

    /// A word for what is counted: of nouns that count the same things the same one.
    pub fn kind(&self) -> &str {
        let noun = self.noun.as_str();
        if ANYBODY.contains(&noun) {
            return "people";
        }
        let set = SAME_THING.iter().find(|set| set.contains(&noun));
        set.map_or(noun, |set| set[0])
    }

    /// Whether both count things of one kind, as their nouns tell.
    pub fn is_of_one_kind(&self, other: &Quantity) -> bool {
        same_noun(self, other)
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
        let converted = self.noun != other.noun;
        let slack = match self.unit {
            // "35 miles", "60 kilometres"; "136 days", "four and a half months".
            Unit::Distance | Unit::Area | Unit::Weight | Unit::Volume | Unit::Duration
                if converted =>
            {
                0.08
            }
            // A birthday may lie between two reports, and distances are given in round figures.
            Unit::Distance | Unit::Area | Unit::Money(_)
                if !self.approximate && !other.approximate =>
            {
                0.03
            }
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
const ANYBODY: [&str; 15] = [
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
    "hurt",
    "wounded",
    "injured",
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
const SAME_THING: [&[&str]; 12] = [
    &["child", "kid"],
    &["engine", "appliance", "tender"],
    &["house", "home"],
    &["policeman", "officer", "policewoman"],
    &["soldier", "troop", "serviceman"],
    &["man", "gunman"],
    &["youth", "lad", "youngster", "teenager"],
    &["lorry", "truck"],
    &["shot", "round", "bullet"],
    &["robber", "thief", "raider"],
    &["ship", "vessel", "boat"],
    &["rebel", "militant", "fighter"],
];

/// The quantities of a sentence, in order.
pub fn find(text: &str, parsed: &Parsed) -> Vec<Quantity> {
    let token_at = |byte: usize| {
        let after = parsed.tokens.partition_point(|t| t.span.end <= byte);
        (after < parsed.tokens.len()).then_some(after)
    };
    measured(text)
        .into_iter()
        .filter_map(|measured| {
            let start = token_at(measured.number.start)?;
            let last = token_at(measured.number.end - 1)?;
            read(text, parsed, measured, start, last)
        })
        .collect()
}

/// What a number counts, unless it is a date, a label or a part of a name. `start` and `last` are
/// the first and the last of its tokens.
fn read(
    text: &str,
    parsed: &Parsed,
    mut measured: Measured,
    start: usize,
    last: usize,
) -> Option<Quantity> {
    let tokens = &parsed.tokens;
    let end = last + 1;
    if measured.kind == Kind::Ordinal || is_no_quantity(text, parsed, &measured, start, end) {
        return None;
    }
    let head = counted(parsed, start, last);
    if is_hyphened(text, &measured) && head.is_none() && tells_of_a_match(parsed) {
        measured = measured.into_score();
    }
    if is_millions(text, parsed, &measured, end) {
        measured.unit = Unit::Count;
        for value in [&mut measured.low, &mut measured.high, &mut measured.value] {
            *value *= 1e6;
        }
    }
    if measured.unit == Unit::Count {
        if is_age_apposition(text, parsed, start, end)
            || head.is_none() && is_age_of_somebody(text, parsed, start, end)
        {
            measured.unit = Unit::Age;
        } else if is_magnitude(text, parsed, start, end) {
            measured.unit = Unit::Magnitude;
        } else if is_label(text, parsed, &measured, start, end, head) {
            return None;
        }
    } else if measured.unit == Unit::Score && !tells_of_a_match(parsed) {
        return None;
    }
    // "a two-week strike" counts no weeks, "a nine-mile march" is long in its own way.
    let described = described(text, parsed, start, end, head);
    if described.is_some() && measured.unit == Unit::Count && measured.kind != Kind::Fraction {
        return None;
    }
    let noun = match measured.unit {
        Unit::Duration | Unit::Distance if described.is_some() => described
            .map(|noun| tokens[noun].lemma.as_str().to_lowercase())
            .unwrap_or_default(),
        Unit::Age | Unit::Magnitude | Unit::Score | Unit::Money(_) => String::new(),
        Unit::Percent => share_of(parsed, end),
        _ => head.map_or_else(String::new, |h| tokens[h].lemma.as_str().to_lowercase()),
    };
    let head_token = head.unwrap_or(last);
    let modifiers = head.map_or_else(EcoVec::new, |h| {
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
    // "of the houses": the words run on to the noun.
    // The parser takes the "m." of "A$5m." for a noun.
    let apart = |h: &usize| {
        let noun = tokens[*h].span;
        noun.end <= measured.span.start || measured.span.end <= noun.start
    };
    let noun_span = head.filter(apart).map_or(measured.span, |h| tokens[h].span);
    Some(Quantity {
        low: measured.low,
        high: measured.high,
        value: measured.value,
        approximate: measured.approximate,
        unit: measured.unit,
        noun: noun.into(),
        modifiers,
        token: last,
        head: head_token,
        span: Span::new(
            measured.span.start.min(noun_span.start),
            measured.span.end.max(noun_span.end),
        ),
    })
}

/// The value of a number in digits or of one word ("seven", "forty").
pub(crate) fn plain_number(word: &str) -> Option<f64> {
    match crate::claims::words::words(word).as_slice() {
        [one] => one.digits.or_else(|| spelled(&one.lower)),
        _ => None,
    }
}

/// The noun that a number and the noun joined to it by a hyphen describe together: the house of
/// "a four-storey brick house".
fn described(
    text: &str,
    parsed: &Parsed,
    start: usize,
    end: usize,
    head: Option<usize>,
) -> Option<usize> {
    let tokens = &parsed.tokens;
    let hyphen = |t: &crate::english::Token| t.span.of(text) == "-";
    let joined = tokens[start..].iter().take(end - start + 1).any(hyphen);
    let last = head.filter(|h| *h >= start).unwrap_or(end - 1);
    let token = &tokens[last];
    let noun = token.head;
    let describes = matches!(
        token.dep,
        Dep::Compound | Dep::Nmod | Dep::Amod | Dep::Npadvmod
    );
    (joined && describes && noun > last && matches!(tokens[noun].pos, Pos::Noun | Pos::Propn))
        .then_some(noun)
}

/// What a share is a share of: "82 percent of the traffic", "half the crew".
fn share_of(parsed: &Parsed, end: usize) -> String {
    let tokens = &parsed.tokens;
    let of = tokens
        .iter()
        .enumerate()
        .skip(end)
        .take(3)
        .find(|(_, t)| t.lemma == "of");
    of.and_then(|(of, _)| tokens.iter().find(|t| t.head == of && t.dep == Dep::Pobj))
        .map_or(String::new(), |t| t.lemma.as_str().to_lowercase())
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
            _ => break,
        }
    }
    // The parser often loses the noun of a long number in words.
    let labels = start > 0 && matches!(tokens[start - 1].pos, Pos::Propn | Pos::Noun);
    (start < last && !labels && tokens.get(last + 1)?.tag == Tag::Nns).then_some(last + 1)
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
