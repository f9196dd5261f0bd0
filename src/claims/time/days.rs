//! Days, months, years and stretches of them, in words and figures.

use jiff::civil::{Date, Weekday};

use super::{Granularity, Tense, When};
use crate::Span;
use crate::claims::quantity;
use crate::claims::words::Word;
use crate::documents::dates::month;

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

type Read = Option<(When, usize)>;

impl Reader<'_> {
    /// A time that begins at a word, and one past its last word; the longest readings first.
    pub(super) fn at(&self, at: usize) -> Read {
        self.in_figures(at)
            .or_else(|| self.part_of(at))
            .or_else(|| self.dated(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.ago(at))
            .or_else(|| self.season(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.century(at))
            .or_else(|| self.year_alone(at))
    }

    fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| w.lower.as_str())
    }

    fn glued(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| w.glued)
    }

    fn tense(&self, at: usize) -> Tense {
        self.words
            .get(at)
            .map_or(Tense::Unknown, |w| (self.tense)(w.span))
    }

    /// "2016-09-05", "13/9/2016"; "3/4/2016" may be of March or of April.
    fn in_figures(&self, at: usize) -> Read {
        let mark = self.lower(at + 1);
        let glued = (1..5).all(|n| self.glued(at + n));
        if !glued || !matches!(mark, "-" | "/") || self.lower(at + 3) != mark {
            return None;
        }
        let part = |n: usize| -> Option<i16> { self.lower(at + n).parse().ok() };
        let (a, b, c) = (part(0)?, part(2)?, part(4)?);
        let (year, month, day) = if self.lower(at).len() == 4 {
            (a, b, c)
        } else if self.lower(at + 4).len() == 4 && b > 12 {
            (c, a, b)
        } else if self.lower(at + 4).len() == 4 && a > 12 || a == b {
            (c, b, a)
        } else {
            return None;
        };
        let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some((one_day(day), at + 5))
    }

    /// A weekday, a day of a month, a month, each with or without the next greater.
    fn dated(&self, at: usize) -> Read {
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
    fn day_and_month(&self, at: usize) -> Read {
        let joint = |at: usize| {
            usize::from(
                matches!(self.lower(at), "-") && self.glued(at)
                    || self.lower(at) == "-" && self.lower(at + 1).len() > 2,
            )
        };
        if let Some((day, mut next)) = self.day_number(at) {
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

    /// Whether the number before counts a noun: "March 20 people".
    fn counts(&self, at: usize) -> bool {
        self.lower(at) == "percent"
            || self.lower(at) == "%"
            || self.lower(at) == ":" && self.glued(at)
    }

    fn month(&self, at: usize) -> Option<(i8, usize)> {
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

    /// "today", "last week", "the past three years", "this morning".
    fn relative(&self, at: usize) -> Read {
        let written = self.written?;
        let day = |days: i64| before(written, days).map(one_day);
        match (self.lower(at), self.lower(at + 1)) {
            ("today" | "tonight", _) => return Some((day(0)?, at + 1)),
            ("yesterday", _) => return Some((day(1)?, at + 1)),
            ("tomorrow", _) => return Some((day(-1)?, at + 1)),
            ("last", "night") => return Some((day(1)?, at + 2)),
            // "over the weekend"
            ("the", "weekend") if at > 0 && self.tense(at + 1) == Tense::Past => {
                let introduced = matches!(self.lower(at - 1), "over" | "during" | "throughout");
                let sunday = i64::from(written.weekday().since(Weekday::Sunday));
                let last = before(written, if sunday == 0 { 0 } else { sunday })?;
                let days = (before(last, 1)?, last);
                return introduced.then(|| (stretch(days, Granularity::Week), at + 2));
            }
            ("this", "morning" | "afternoon" | "evening") => {
                let clock = super::clock::at(self.text, self.words, at + 1);
                let mut when = day(0)?;
                when.clock = clock.and_then(|(when, _)| when.clock);
                return Some((when, at + 2));
            }
            _ => {}
        }
        let which = match self.lower(at) {
            "last" | "past" | "previous" => -1,
            "this" | "current" => 0,
            "next" | "coming" => 1,
            _ => return None,
        };
        let next = at + 1;
        let said = self.lower(at);
        if said == "last" && self.lower(at + 2) == "of" {
            return self.last_of_month(at);
        }
        if let Some(day) = weekday(self.lower(next)) {
            let back = i64::from(written.weekday().since(day));
            let ahead = i64::from(written.weekday().until(day));
            let days = match which {
                -1 => {
                    if back == 0 {
                        7
                    } else {
                        back
                    }
                }
                1 => {
                    if ahead == 0 {
                        -7
                    } else {
                        -ahead
                    }
                }
                _ if self.tense(at) == Tense::Past => back,
                _ => -ahead,
            };
            // "last Friday, July 16": the date that follows tells.
            if let Some((when, end)) = self
                .dated(next)
                .filter(|(w, end)| *end > next + 1 && w.is_day())
            {
                return Some((when, end));
            }
            return Some((one_day(before(written, days)?), next + 1));
        }
        if let Some((month, end)) = self.month(next) {
            let shift = match which {
                -1 => -i16::from(month >= written.month()),
                1 => i16::from(month <= written.month()),
                _ => 0,
            };
            return Some((whole_month(written.year() + shift, month)?, end));
        }
        if let Some((first, last)) = season_days(written.year(), self.lower(next)) {
            let shift = match which {
                -1 if last >= written => -1,
                1 if first <= written => 1,
                // "did it this summer", written in spring
                0 if first > written && self.tense(at) == Tense::Past => -1,
                _ => 0,
            };
            let days = season_days(written.year() + shift, self.lower(next))?;
            return Some((stretch(days, Granularity::Season), next + 1));
        }
        let unit = self.lower(next);
        let month = first_of_month(written, which);
        let (days, granularity) = match unit {
            "week" => {
                let monday = i64::from(written.weekday().since(Weekday::Monday));
                let first = before(written, monday - 7 * i64::from(which))?;
                ((first, before(first, -6)?), Granularity::Week)
            }
            "weekend" => {
                let monday = i64::from(written.weekday().since(Weekday::Monday));
                let ended = which == 0 && monday < 5 && self.tense(at) == Tense::Past;
                let which = if ended { -1 } else { i64::from(which) };
                let first = before(written, monday - 7 * which - 5)?;
                ((first, before(first, -1)?), Granularity::Week)
            }
            "month" if said != "past" => {
                let first = month?;
                ((first, first.last_of_month()), Granularity::Month)
            }
            "quarter" => {
                let first = (written.month() - 1) / 3 * 3 + 1;
                let first = Date::new(written.year(), first, 1).ok()?;
                let first = months(first, 3 * i64::from(which))?;
                (
                    (first, months(first, 2)?.last_of_month()),
                    Granularity::Season,
                )
            }
            "year" if said != "past" => {
                let year = written.year() + which;
                (year_days(year)?, Granularity::Year)
            }
            "decade" | "century" if said != "past" => {
                let length = if unit == "decade" { 10 } else { 100 };
                let first = (written.year().div_euclid(length) + which) * length;
                let last = year_days(first + length - 1)?.1;
                ((year_days(first)?.0, last), Granularity::Age)
            }
            _ => return self.rolling(at, which, written),
        };
        Some((stretch(days, granularity), next + 1))
    }

    /// "the last Friday of November".
    fn last_of_month(&self, at: usize) -> Read {
        let day = weekday(self.lower(at + 1))?;
        let (month, end) = self.day_and_month(at + 3)?;
        let (_, last) = month
            .days
            .filter(|_| month.granularity == Granularity::Month)?;
        let date = before(last, i64::from(last.weekday().since(day)))?;
        Some((
            When {
                year_inferred: month.year_inferred,
                ..one_day(date)
            },
            end,
        ))
    }

    /// "the past three years", "the next 10 days": up to the day of writing, or from it on.
    fn rolling(&self, at: usize, which: i16, written: Date) -> Read {
        let (count, end) = match quantity::count_at(self.words, at + 1) {
            Some((count, end)) => (count, end),
            None if self.lower(at) == "past" => (1.0, at + 1),
            None => return None,
        };
        let unit = self.lower(end);
        let days = match which {
            -1 => (back(written, count, unit)?, written),
            1 => (written, back(written, -count, unit)?),
            _ => return None,
        };
        // An hour ago and an hour from now are no stretch of days.
        Some((stretch(days, Granularity::Stretch), end + 1))
    }

    /// "two days ago", "a week ago", "a couple of weeks ago".
    fn ago(&self, at: usize) -> Read {
        let written = self.written?;
        let (count, end) = match self.lower(at) {
            "a" | "an" | "one" if is_unit(self.lower(at + 1)) => (1.0, at + 1),
            _ => quantity::count_at(self.words, at)?,
        };
        let unit = self.lower(end);
        // "a year and a half ago"
        let half = ["and", "a", "half"]
            .iter()
            .enumerate()
            .all(|(n, word)| self.lower(end + 1 + n) == *word);
        let (count, after) = if half {
            (count + 0.5, end + 4)
        } else {
            (count, end + 1)
        };
        if self.lower(after) != "ago" {
            return None;
        }
        let day = back(written, count, unit)?;
        let when = match unit.trim_end_matches('s') {
            "day" => one_day(day),
            "week" => stretch((before(day, 3)?, before(day, -3)?), Granularity::Week),
            "month" => whole_month(day.year(), day.month())?,
            "year" if half => whole_month(day.year(), day.month())?,
            "year" => stretch(year_days(day.year())?, Granularity::Year),
            "decade" => stretch(year_days(day.year())?, Granularity::Year),
            _ => return None,
        };
        let approximate = when.granularity != Granularity::Day;
        Some((
            When {
                approximate,
                ..when
            },
            after + 1,
        ))
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

#[derive(Clone, Copy, PartialEq)]
enum Part {
    First,
    Middle,
    Last,
}

impl Part {
    /// The half of a stretch, or its middle half.
    fn narrow(self, first: Date, last: Date) -> Option<(Date, Date)> {
        let days = i64::from(first.until(last).ok()?.get_days());
        Some(match self {
            Part::First => (first, before(first, -(days / 2))?),
            Part::Middle => (before(first, -(days / 4))?, before(last, days / 4)?),
            Part::Last => (before(last, days / 2)?, last),
        })
    }
}

fn one_day(day: Date) -> When {
    When {
        days: Some((day, day)),
        ..When::default()
    }
}

fn stretch(days: (Date, Date), granularity: Granularity) -> When {
    When {
        days: Some(days),
        granularity,
        ..When::default()
    }
}

fn whole_month(year: i16, month: i8) -> Option<When> {
    let first = Date::new(year, month, 1).ok()?;
    Some(stretch((first, first.last_of_month()), Granularity::Month))
}

fn year_days(year: i16) -> Option<(Date, Date)> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

/// The day so many days before; after, for a number below zero.
fn before(day: Date, days: i64) -> Option<Date> {
    day.checked_sub(jiff::Span::new().try_days(days).ok()?).ok()
}

fn months(day: Date, months: i64) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_months(months).ok()?)
        .ok()
}

fn first_of_month(day: Date, shift: i16) -> Option<Date> {
    months(day.first_of_month(), i64::from(shift))
}

fn is_unit(word: &str) -> bool {
    matches!(
        word.trim_end_matches('s'),
        "day" | "week" | "month" | "year" | "decade"
    )
}

/// The day so many units before; a half of a year is six months.
fn back(day: Date, count: f64, unit: &str) -> Option<Date> {
    // What lies before the calendar begins is no day.
    if !(count.abs() < 10_000.0) {
        return None;
    }
    match unit.trim_end_matches('s') {
        "day" => before(day, count.round() as i64),
        "week" => before(day, (count * 7.0).round() as i64),
        "month" => months(day, -(count.round() as i64)),
        "year" => months(day, -((count * 12.0).round() as i64)),
        "decade" => months(day, -((count * 120.0).round() as i64)),
        _ => None,
    }
}

/// The day of a year nearest to the day of writing, as the tense allows.
fn nearest(written: Date, tense: Tense, in_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let this = written.year();
    let years = [this - 1, this, this + 1];
    let mut days = years.into_iter().filter_map(in_year);
    match tense {
        // Plans are announced ahead, so a week later is still this year's.
        Tense::Past => {
            let limit = before(written, -7)?;
            days.filter(|d| *d <= limit).last()
        }
        Tense::Present | Tense::Unknown => days.min_by_key(|d| {
            let off = written.until(*d).map_or(i32::MAX, |span| span.get_days());
            off.abs()
        }),
        Tense::Future => days.find(|d| *d >= written),
    }
}

/// The months of a season in the north, as reports use the words.
fn season_days(year: i16, season: &str) -> Option<(Date, Date)> {
    let first = match season {
        "spring" => 3,
        "summer" => 6,
        "autumn" | "fall" => 9,
        "winter" => 12,
        _ => return None,
    };
    let first = Date::new(year, first, 1).ok()?;
    Some((first, months(first, 2)?.last_of_month()))
}

pub(super) fn month_of(word: &str) -> Option<i8> {
    month(word)
}

pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" | "thur" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    })
}
