//! Days, months and seasons of the calendar, and steps between them.

use jiff::civil::{Date, Weekday};

use super::{Granularity, Tense, When};
use crate::documents::dates::month;

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Part {
    First,
    Middle,
    Last,
}

impl Part {
    /// The half of a stretch, or its middle half.
    pub(super) fn narrow(self, first: Date, last: Date) -> Option<(Date, Date)> {
        let days = i64::from(first.until(last).ok()?.get_days());
        Some(match self {
            Part::First => (first, before(first, -(days / 2))?),
            Part::Middle => (before(first, -(days / 4))?, before(last, days / 4)?),
            Part::Last => (before(last, days / 2)?, last),
        })
    }
}

pub(super) fn one_day(day: Date) -> When {
    When {
        days: Some((day, day)),
        ..When::default()
    }
}

pub(super) fn stretch(days: (Date, Date), granularity: Granularity) -> When {
    When {
        days: Some(days),
        granularity,
        ..When::default()
    }
}

pub(super) fn whole_month(year: i16, month: i8) -> Option<When> {
    let first = Date::new(year, month, 1).ok()?;
    Some(stretch((first, first.last_of_month()), Granularity::Month))
}

pub(super) fn year_days(year: i16) -> Option<(Date, Date)> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

/// The day so many days before; after, for a number below zero.
pub(super) fn before(day: Date, days: i64) -> Option<Date> {
    day.checked_sub(jiff::Span::new().try_days(days).ok()?).ok()
}

pub(super) fn months(day: Date, months: i64) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_months(months).ok()?)
        .ok()
}

pub(super) fn first_of_month(day: Date, shift: i16) -> Option<Date> {
    months(day.first_of_month(), i64::from(shift))
}

pub(super) fn is_unit(word: &str) -> bool {
    matches!(
        word.trim_end_matches('s'),
        "day" | "week" | "month" | "year" | "decade"
    )
}

/// The day so many units before; a half of a year is six months.
pub(super) fn back(day: Date, count: f64, unit: &str) -> Option<Date> {
    // What lies before the calendar begins is no day.
    if count.abs() >= 10_000.0 {
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
pub(super) fn nearest(
    written: Date,
    tense: Tense,
    in_year: impl Fn(i16) -> Option<Date>,
) -> Option<Date> {
    let this = written.year();
    let years = [this - 1, this, this + 1];
    let mut days = years.into_iter().filter_map(in_year);
    match tense {
        // Plans are announced ahead, so a week later is still this year's.
        Tense::Past => {
            let limit = before(written, -7)?;
            days.rfind(|d| *d <= limit)
        }
        Tense::Present | Tense::Unknown => days.min_by_key(|d| {
            let off = written.until(*d).map_or(i32::MAX, |span| span.get_days());
            off.abs()
        }),
        Tense::Future => days.find(|d| *d >= written),
    }
}

/// The months of a season in the north, as reports use the words.
pub(super) fn season_days(year: i16, season: &str) -> Option<(Date, Date)> {
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
