//! Days, months, years and stretches of them, in words and figures.

use jiff::civil::{Date, Weekday};

use super::calendar::{
    Part, before, month_of, nearest, one_day, season_days, stretch, weekday, whole_month, year_days,
};
use super::{Granularity, Tense, When};
use crate::Span;
use crate::claims::quantity;
use crate::claims::words::Word;

/// Reads times out of the words of one sentence.
pub(super) struct Reader<'r> {
    pub text: &'r str,
    pub words: &'r [Word],
    /// The day of writing.
    pub written: Option<Date>,
    /// The tense of the clause that words stand in.
    pub tense: &'r dyn Fn(Span) -> Tense,
    /// Whether four digits are a year.
    pub is_year: &'r dyn Fn(usize) -> bool,
    /// Whether the name of a day or month is part of another name, or a verb.
    pub is_name: &'r dyn Fn(usize) -> bool,
}

pub(super) type Read = Option<(When, usize)>;

impl Reader<'_> {
    /// A time that begins at a word, and one past its last word; the longest readings first.
    pub(super) fn at(&self, at: usize) -> Read {
        self.in_figures(at)
            .or_else(|| self.part_of(at))
            .or_else(|| self.dated(at))
            .or_else(|| self.last_of_month(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.ago(at))
            .or_else(|| self.season(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.century(at))
            .or_else(|| self.year_alone(at))
    }

    pub(super) fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| w.lower.as_str())
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| w.glued)
    }

    pub(super) fn tense(&self, at: usize) -> Tense {
        self.words
            .get(at)
            .map_or(Tense::Unknown, |w| (self.tense)(w.span))
    }

    /// "2016-09-05", "13/9/2016". Of "3/4/2016", which may be of March or of April, and of what is
    /// no day, nothing is read, not even the year.
    fn in_figures(&self, at: usize) -> Read {
        let mark = self.lower(at + 1);
        let glued = (1..5).all(|n| self.glued(at + n));
        let figures = [0, 2, 4].iter().all(|n| {
            let word = self.words.get(at + n);
            word.is_some_and(|w| w.digits.is_some())
        });
        if !glued || !figures || !matches!(mark, "-" | "/") || self.lower(at + 3) != mark {
            return None;
        }
        let day = self.day_in_figures(at);
        Some((day.map_or_else(When::default, one_day), at + 5))
    }

    fn day_in_figures(&self, at: usize) -> Option<Date> {
        let part = |n: usize| -> Option<i16> { self.lower(at + n).parse().ok() };
        let (a, b, c) = (part(0)?, part(2)?, part(4)?);
        let (year, month, day) = if self.lower(at).len() == 4 {
            (a, b, c)
        } else if self.lower(at + 4).len() == 4 && b > 12 {
            (c, a, b)
        } else if self.lower(at + 4).len() == 4 && (a > 12 || a == b) {
            (c, b, a)
        } else {
            return None;
        };
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }

    /// A weekday, a day of a month, a month, each with or without the next greater.
    pub(super) fn dated(&self, at: usize) -> Read {
        let mut next = at;
        let mut named = None;
        if let Some(day) = weekday(self.lower(at)).filter(|_| !(self.is_name)(at)) {
            named = Some(day);
            next += 1;
            // "Wed." is short; the stop of a sentence is no part of it.
            next += usize::from(!self.lower(at).ends_with("day") && self.stop_within(next));
            let comma = usize::from(self.lower(next) == ",");
            let the = usize::from(self.lower(next + comma) == "the");
            if let Some((mut when, end)) = self.day_and_month(next + comma + the) {
                if when.granularity == Granularity::Month && when.month.is_some() {
                    when.weekday = named;
                }
                return Some((when, end));
            }
        }
        if let Some(read) = self.day_and_month(at) {
            return Some(read);
        }
        named.map(|day| (self.on_weekday(day, at), next))
    }

    /// "5 May 1994", "May 5th, 1994", "May 1994", "the fifth of January", "May".
    pub(super) fn day_and_month(&self, at: usize) -> Read {
        let joint = |at: usize| {
            usize::from(
                matches!(self.lower(at), "-") && self.glued(at)
                    || self.lower(at) == "-" && self.lower(at + 1).len() > 2,
            )
        };
        if let Some((day, mut next)) = self.day_number(at).filter(|_| !self.ends_a_score(at)) {
            next += usize::from(self.lower(next) == "of");
            next += joint(next);
            let (month, next) = self.month(next)?;
            let (year, end) = self.year_after(next);
            return Some((self.day_of(day, month, year, at), end));
        }
        let (month, next) = self.month(at)?;
        let the = usize::from(self.lower(next) == "the");
        if let Some((day, after)) = self.day_number(next + the)
            && !self.counts(after)
        {
            let (year, end) = self.year_after(after);
            return Some((self.day_of(day, month, year, at), end));
        }
        let of = usize::from(matches!(self.lower(next), "of" | ","));
        let early = self
            .early_year(next + of)
            .filter(|_| self.lower(next) == "of");
        if let Some((year, end)) = self.year(next + of).or(early) {
            return Some((whole_month(year, month)?, end));
        }
        Some((self.month_alone(month, at), next))
    }

    /// A day of a month, as figures or an ordinal.
    fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        let word = self.words.get(at)?;
        if let Some(value) = word.digits {
            let suffix = matches!(self.lower(at + 1), "st" | "nd" | "rd" | "th");
            let end = at + 1 + usize::from(suffix);
            let day = (1.0..=31.0).contains(&value) && value.fract() == 0.0;
            return (day && word.lower.len() <= 2).then_some((value as i8, end));
        }
        let (value, end) = quantity::ordinal_at(self.words, at)?;
        (1.0..=31.0).contains(&value).then_some((value as i8, end))
    }

    /// Whether a number is the second of a score, not the last day of a stretch: "a 30-7 Oct. 19 loss".
    fn ends_a_score(&self, at: usize) -> bool {
        let digits = |at: usize| self.words.get(at).and_then(|word| word.digits);
        let first = at.checked_sub(2).and_then(digits);
        self.glued(at)
            && at > 0
            && self.lower(at - 1) == "-"
            && matches!((first, digits(at)), (Some(first), Some(last)) if first > last)
    }

    /// Whether the number before counts a noun: "March 20 people".
    fn counts(&self, at: usize) -> bool {
        self.lower(at) == "percent"
            || self.lower(at) == "%"
            || self.lower(at) == ":" && self.glued(at)
    }

    pub(super) fn month(&self, at: usize) -> Option<(i8, usize)> {
        let found = month_of(self.lower(at)).filter(|_| !(self.is_name)(at))?;
        // "Sept. 5"
        let short = self.lower(at).len() <= 4 && !matches!(self.lower(at), "may" | "june" | "july");
        let stop = usize::from(short && self.stop_within(at + 1));
        Some((found, at + 1 + stop))
    }

    /// Whether a stop stands here that does not end the sentence.
    fn stop_within(&self, at: usize) -> bool {
        self.lower(at) == "." && self.glued(at) && at + 1 < self.words.len()
    }

    /// A year in figures: four digits, or fewer with the era.
    fn year(&self, at: usize) -> Option<(i16, usize)> {
        let word = self.words.get(at)?;
        let value: i16 = word.lower.parse().ok().filter(|y: &i16| *y > 0)?;
        if let Some((before, end)) = self.era(at + 1) {
            return Some((if before { 1 - value } else { value }, end));
        }
        ((1_000..2_200).contains(&value) && word.lower.len() == 4 && !self.unit_follows(at + 1))
            .then_some((value, at + 1))
    }

    /// Three digits, which [`Reader::is_year`] looks at closely.
    fn early_year(&self, at: usize) -> Option<(i16, usize)> {
        let word = self.words.get(at).filter(|w| w.lower.len() == 3)?;
        let year: i16 = word.lower.parse().ok()?;
        (year >= 100 && !self.unit_follows(at + 1)).then_some((year, at + 1))
    }

    /// "94" in "1892–94".
    fn year_of_a_range(&self, at: usize) -> Option<(i16, usize)> {
        let dash = at
            .checked_sub(1)
            .filter(|dash| matches!(self.lower(*dash), "-" | "–"))?;
        let first = dash.checked_sub(1)?;
        let before = first.checked_sub(1).map_or("", |at| self.lower(at));
        let (year, end) = self.year(first).filter(|_| (self.is_year)(first))?;
        let last: i16 = self.lower(at).parse().ok()?;
        let year = year.div_euclid(100) * 100 + last;
        let alone = !matches!(self.lower(at + 1), "-" | "–" | "/") && !self.unit_follows(at + 1);
        let short =
            self.lower(at).len() == 2 && last > self.lower(first).parse::<i16>().ok()? % 100;
        (short && alone && end == dash && before != "-").then_some((year, at + 1))
    }

    fn unit_follows(&self, at: usize) -> bool {
        self.glued(at) && self.lower(at).starts_with(char::is_alphabetic)
    }

    /// "BC", "B.C.", "AD", "CE" after a year: whether it is before our era.
    fn era(&self, at: usize) -> Option<(bool, usize)> {
        let dotted = usize::from(self.lower(at + 1) == ".") * 3;
        match self.lower(at) {
            "bc" | "bce" => Some((true, at + 1)),
            "ad" | "ce" => Some((false, at + 1)),
            "b" if dotted > 0 && self.lower(at + 2) == "c" => Some((true, at + dotted)),
            _ => None,
        }
    }

    /// The year that stands behind a day and its month.
    fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        let mark = usize::from(matches!(self.lower(at), "," | "of" | "-" | "in"));
        if let Some((year, end)) = self.year(at + mark) {
            return (Some(year), end);
        }
        // "30 September 420"
        let early = self
            .words
            .get(at)
            .filter(|w| w.lower.len() == 3 && !self.unit_follows(at + 1));
        let ends = !self.lower(at + 1).starts_with(char::is_alphabetic);
        match early.and_then(|w| w.lower.parse().ok()).filter(|_| ends) {
            Some(year) => (Some(year), at + 1),
            None => (None, at),
        }
    }

    fn day_of(&self, day: i8, month: i8, year: Option<i16>, at: usize) -> When {
        // A day that does not exist is no time, and its words are not read again.
        let nothing = When::default;
        if let Some(year) = year {
            return Date::new(year, month, day).map_or_else(|_| nothing(), one_day);
        }
        let Some(written) = self.written else {
            // 29 February is a day of some years.
            let exists = Date::new(2000, month, day).is_ok();
            return When {
                month_day: Some((month, day)).filter(|_| exists),
                ..When::default()
            };
        };
        let tense = self.tense(at);
        let in_year = |year: i16| Date::new(year, month, day).ok();
        let Some(days) = nearest(written, tense, in_year) else {
            return nothing();
        };
        When {
            year_inferred: true,
            ..one_day(days)
        }
    }

    fn month_alone(&self, month: i8, at: usize) -> When {
        let Some(written) = self.written else {
            return When {
                month: Some(month),
                granularity: Granularity::Month,
                ..When::default()
            };
        };
        let ahead = month - written.month();
        let shift = match self.tense(at) {
            Tense::Past if ahead > 0 => -1,
            Tense::Future if ahead < 0 => 1,
            Tense::Present | Tense::Unknown if ahead > 6 => -1,
            Tense::Present | Tense::Unknown if ahead < -6 => 1,
            _ => 0,
        };
        let when = whole_month(written.year() + shift, month);
        When {
            year_inferred: true,
            ..when.unwrap_or_default()
        }
    }

    /// "Friday": the one before or after the day of writing. Written on a Friday it may be that
    /// day or one a week off, so it stays unresolved.
    fn on_weekday(&self, day: Weekday, at: usize) -> When {
        let unknown = When {
            weekday: Some(day),
            ..When::default()
        };
        let Some(written) = self.written else {
            return unknown;
        };
        let date = match self.tense(at) {
            Tense::Past => before(written, i64::from(written.weekday().since(day))),
            // "opens on Friday"
            Tense::Present | Tense::Future => {
                before(written, -i64::from(written.weekday().until(day)))
            }
            Tense::Unknown => None,
        };
        let date = date.filter(|date| *date != written);
        date.map_or(unknown, one_day)
    }

    /// "early 2016", "mid-March", "the end of the 1980s".
    fn part_of(&self, at: usize) -> Read {
        let part = match self.lower(at) {
            "early" | "beginning" | "start" => Part::First,
            // "later in 1689" is later than what was told before.
            "later" if self.lower(at + 1) == "in" => return None,
            "mid" | "middle" => Part::Middle,
            "late" | "later" | "end" => Part::Last,
            _ => return None,
        };
        let noun = matches!(self.lower(at), "beginning" | "start" | "middle" | "end");
        let mut next = at + 1;
        if noun {
            if self.lower(next) != "of" {
                return None;
            }
            next += 1;
        } else {
            next += usize::from(matches!(self.lower(next), "-" | "in"));
        }
        next += usize::from(matches!(self.lower(next), "the" | "this"));
        if self.lower(next) == "year" && noun {
            let written = self.written?;
            let last = part == Part::Last;
            let day = Date::new(
                written.year(),
                if last { 12 } else { 1 },
                if last { 31 } else { 1 },
            );
            return Some((one_day(day.ok()?), next + 1));
        }
        let (mut when, end) = self
            .day_and_month(next)
            .or_else(|| self.relative(next))
            .or_else(|| self.season(next))
            .or_else(|| self.decade(next))
            .or_else(|| self.century(next))
            .or_else(|| self.year_alone(next))?;
        if when.granularity == Granularity::Day {
            return None;
        }
        if let Some((first, last)) = when.days {
            when.days = Some(part.narrow(first, last)?);
        }
        Some((when, end))
    }

    /// "the summer of 2010", "fall 2004".
    fn season(&self, at: usize) -> Read {
        season_days(2000, self.lower(at))?;
        let of = usize::from(matches!(self.lower(at + 1), "of" | ","));
        let (year, end) = self.year(at + 1 + of)?;
        let days = season_days(year, self.lower(at))?;
        Some((stretch(days, Granularity::Season), end))
    }

    /// "the 1960s", "the '60s", "1600's".
    fn decade(&self, at: usize) -> Read {
        let word = self.words.get(at)?;
        let apostrophe = |at: usize| matches!(self.lower(at), "'" | "’" | "‘");
        let digits = word
            .lower
            .parse::<i16>()
            .ok()
            .filter(|_| word.lower.ends_with('0'))?;
        let skip = usize::from(apostrophe(at + 1) && self.glued(at + 1));
        if self.lower(at + 1 + skip) != "s" || !self.glued(at + 1 + skip) {
            return None;
        }
        let first = match word.lower.len() {
            4 => digits,
            2 if at > 0 && apostrophe(at - 1) => 1900 + digits,
            _ => return None,
        };
        let length = if first % 100 == 0 && first < 1900 {
            100
        } else {
            10
        };
        let last = year_days(first + length - 1)?.1;
        Some((
            stretch((year_days(first)?.0, last), Granularity::Age),
            at + 2 + skip,
        ))
    }

    /// "the 19th century", "the fifth century BC".
    fn century(&self, at: usize) -> Read {
        let (number, mut end) = quantity::ordinal_at(self.words, at)?;
        end += usize::from(self.lower(end) == "-");
        if !matches!(self.lower(end), "century" | "centuries") || !(1.0..=30.0).contains(&number) {
            return None;
        }
        let number = number as i16;
        let (first, end) = match self.era(end + 1) {
            Some((true, end)) => (1 - number * 100, end),
            Some((false, end)) => ((number - 1) * 100, end),
            None => ((number - 1) * 100, end + 1),
        };
        let days = (year_days(first.max(-9_998))?.0, year_days(first + 99)?.1);
        Some((stretch(days, Granularity::Age), end))
    }

    /// "1931", "AD 842", "508 BC".
    fn year_alone(&self, at: usize) -> Read {
        if matches!(self.lower(at), "ad" | "ce")
            && let Ok(year) = self.lower(at + 1).parse::<i16>()
            && (1..2_200).contains(&year)
        {
            return Some((stretch(year_days(year)?, Granularity::Year), at + 2));
        }
        let (year, end) = self
            .year(at)
            .or_else(|| self.year_of_a_range(at))
            .or_else(|| self.early_year(at))?;
        let short = self.lower(at).len() == 2;
        let era = end > at + 1;
        if !era && !short && !(self.is_year)(at) {
            return None;
        }
        Some((stretch(year_days(year)?, Granularity::Year), end))
    }
}
