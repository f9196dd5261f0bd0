//! Times counted from the day of writing: "yesterday", "last week", "two days ago".

use jiff::civil::{Date, Weekday};

use super::calendar::{
    back, before, first_of_month, is_unit, months, one_day, season_days, stretch, weekday,
    whole_month, year_days,
};
use super::days::{Read, Reader};
use super::{Granularity, Tense, When};
use crate::claims::quantity;

impl Reader<'_> {
    /// "today", "last week", "the past three years", "this morning".
    pub(super) fn relative(&self, at: usize) -> Read {
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
    pub(super) fn last_of_month(&self, at: usize) -> Read {
        if self.lower(at) != "last" || self.lower(at + 2) != "of" {
            return None;
        }
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
    pub(super) fn rolling(&self, at: usize, which: i16, written: Date) -> Read {
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
    pub(super) fn ago(&self, at: usize) -> Read {
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
}
