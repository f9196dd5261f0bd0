//! Times: when something is said to have happened.
//!
//! A time is a day or a run of days, a time of day, or both. Relative words ("yesterday",
//! "Tuesday", "two weeks ago") are resolved against the day the words were written; without that
//! day they stay unresolved and only their weekday is kept. Nothing is guessed.

//!
//! Expressions are read from the words; the parse tells the tense of the clause they stand in,
//! and which of them are no times (a year that counts, a month that is a name).

mod calendar;
mod clock;
mod days;
mod holds;
mod names;
mod relative;
mod tense;

use ecow::EcoString;
use jiff::civil::{Date, Weekday};

use crate::Span;
use crate::claims::words::{Word, words};
use crate::english::Parsed;

pub use holds::{Holds, holds};
pub use tense::{Tense, of_clause};

use names::{is_part_of_a_name, is_year};
use tense::governing_verb;

/// When something happened, as far as the words and the day of writing tell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct When {
    /// First and last day that the words allow.
    pub days: Option<(Date, Date)>,
    /// Month and day where the year is not known.
    pub month_day: Option<(i8, i8)>,
    /// Month, where neither day nor year is known.
    pub month: Option<i8>,
    /// Weekday, where nothing more is known.
    pub weekday: Option<Weekday>,
    /// Earliest and latest minute of the day.
    pub clock: Option<(i32, i32)>,
    /// Whether the year is not said but taken from the day of writing.
    pub year_inferred: bool,
    /// Whether the words hold the year in figures.
    pub says_year: bool,
    /// Whether the clock is a clock face's: morning or evening is not said.
    pub half_day: bool,
    /// Time zone as written in lower case ("gmt"); empty if none.
    pub zone: EcoString,
    /// Whether the words call the time approximate.
    pub approximate: bool,
    /// How finely the words tell the days.
    pub granularity: Granularity,
    /// The words, in bytes from the sentence's start.
    pub span: Span,
}

/// How finely words tell a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Granularity {
    /// A day, or a time of day.
    #[default]
    Day,
    /// A week or a weekend.
    Week,
    /// A month or a part of one.
    Month,
    /// A season, a quarter or a part of a year.
    Season,
    /// A year.
    Year,
    /// A decade, a century or a part of one.
    Age,
    /// Some other stretch ("the past three years").
    Stretch,
}

/// How two times stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// They can be the same time.
    Agree,
    /// Different days.
    DayClash,
    /// Different times of one day.
    ClockClash,
    /// Not enough is known.
    Unknown,
}

impl When {
    /// Whether both can be the time of one event.
    pub fn fit(&self, other: &When) -> Fit {
        let day = self.day_fit(other);
        if day == Fit::DayClash {
            return day;
        }
        match (self.clock, other.clock) {
            (Some((a0, a1)), Some((b0, b1))) => {
                let slack = if self.approximate || other.approximate {
                    30
                } else {
                    0
                };
                let meets = |shift: i32| a0 - slack <= b1 + shift && b0 + shift - slack <= a1;
                if meets(0) || (self.half_day || other.half_day) && (meets(720) || meets(-720)) {
                    return Fit::Agree;
                }
                // Two clocks in two zones, or one without a zone, cannot be compared.
                if self.zone != other.zone {
                    return Fit::Unknown;
                }
                Fit::ClockClash
            }
            _ => day,
        }
    }

    fn day_fit(&self, other: &When) -> Fit {
        if let (Some((a0, a1)), Some((b0, b1))) = (self.wide(), other.wide()) {
            // A year that was only inferred is no evidence against one that is said.
            let same_but_year = (self.year_inferred || other.year_inferred)
                && a0.month() == b0.month()
                && (a0.day() == b0.day() || a0 != a1 || b0 != b1);
            return if a0 <= b1 && b0 <= a1 || same_but_year {
                Fit::Agree
            } else {
                Fit::DayClash
            };
        }
        if let (Some(a), Some(b)) = (self.in_year(), other.in_year()) {
            return if a == b { Fit::Agree } else { Fit::DayClash };
        }
        if let (Some(a), Some(b)) = (self.in_month(), other.in_month())
            && (self.month.is_some() || other.month.is_some())
        {
            return if a == b { Fit::Unknown } else { Fit::DayClash };
        }
        if let (Some(a), Some(b)) = (self.day_of_week(), other.day_of_week()) {
            return if a == b { Fit::Agree } else { Fit::DayClash };
        }
        Fit::Unknown
    }

    /// The days, with half as many again on either side where the words are not exact ("two years
    /// ago").
    fn wide(&self) -> Option<(Date, Date)> {
        let (first, last) = self.days?;
        if !self.approximate || first == last {
            return Some((first, last));
        }
        let half = first.until(last).ok()?.get_days() / 2;
        let half = jiff::Span::new().try_days(half).ok()?;
        let from = first.checked_sub(half).unwrap_or(first);
        Some((from, last.checked_add(half).unwrap_or(last)))
    }

    fn single_day(&self) -> Option<Date> {
        self.days.filter(|(a, b)| a == b).map(|(a, _)| a)
    }

    fn in_year(&self) -> Option<(i8, i8)> {
        self.month_day
            .or_else(|| self.single_day().map(|d| (d.month(), d.day())))
    }

    fn in_month(&self) -> Option<i8> {
        self.month
            .or_else(|| self.in_year().map(|(month, _)| month))
    }

    fn day_of_week(&self) -> Option<Weekday> {
        self.weekday
            .or_else(|| self.single_day().map(|d| d.weekday()))
    }

    /// The resolved day or days, for a report; empty when nothing was resolved.
    pub fn resolved(&self) -> String {
        match self.days {
            Some((a, b)) if a == b => a.to_string(),
            Some((a, b)) => format!("{a}/{b}"),
            None => String::new(),
        }
    }
}

/// The times of a sentence, in order. `written` is the day the words were written.
///
/// A weekday or a month without more is the one before the day of writing or the one after, as
/// the tense of its own clause tells.
pub fn find(text: &str, parsed: &Parsed, written: Option<Date>) -> Vec<When> {
    let words = words(text);
    let token_at = |byte: usize| parsed.tokens.partition_point(|t| t.span.end <= byte);
    let tense = |span: Span| {
        let token = token_at(span.start);
        if token < parsed.tokens.len() {
            tense::of_clause(text, parsed, token)
        } else {
            Tense::Unknown
        }
    };
    let is_year = |at: usize| is_year(text, parsed, &words, at);
    let is_name = |at: usize| {
        let token = token_at(words[at].span.start);
        is_part_of_a_name(text, parsed, token)
    };
    let reader = days::Reader {
        text,
        words: &words,
        written,
        tense: &tense,
        is_year: &is_year,
        is_name: &is_name,
    };
    let mut found = read(&reader);
    about(&words, &mut found);
    merge(text, found)
}

/// Whether a word in lower case names a day of the week.
pub(crate) fn is_weekday(word: &str) -> bool {
    calendar::weekday(word).is_some()
}

/// The verb that a time hangs on, as an index of a token.
pub fn verb_of(when: &When, parsed: &Parsed) -> Option<usize> {
    let token = parsed
        .tokens
        .partition_point(|t| t.span.end <= when.span.start);
    (token < parsed.tokens.len())
        .then(|| governing_verb(parsed, token))
        .flatten()
}

/// The times that words tell, one after the other.
fn read(reader: &days::Reader) -> Vec<When> {
    let words = reader.words;
    let mut found: Vec<When> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        // "every Monday" is no one time.
        let again = at > 0 && matches!(words[at - 1].lower.as_str(), "every" | "each");
        let read = Some(())
            .filter(|()| !again)
            .and_then(|()| clock::at(reader.text, words, at).or_else(|| reader.at(at)));
        match read {
            Some((mut when, end)) => {
                when.span = Span::new(words[at].span.start, words[end - 1].span.end);
                let figures = |w: &Word| w.digits.is_some() && w.lower.len() == 4;
                when.says_year = words[at..end].iter().any(figures);
                if when.is_day() || when.clock.is_some() {
                    found.push(when);
                }
                at = end;
            }
            None => at += 1,
        }
    }
    borrow_years(reader.text, &mut found);
    found
}

/// Gives days and months without a year that of the date they are joined to: "from March to
/// August 2011", "on 4 July 1831 and 2 August".
fn borrow_years(text: &str, found: &mut [When]) {
    for at in (0..found.len()).rev() {
        let Some((month, day)) = found[at].without_year() else {
            continue;
        };
        let dated = |when: &When| {
            let finer = when.granularity != Granularity::Age
                && when.granularity != Granularity::Stretch
                && when.granularity != Granularity::Week;
            when.days
                .filter(|_| finer && !when.year_inferred && when.says_year)
        };
        let joined = |a: &When, b: &When| {
            let between = text[a.span.end..b.span.start].trim();
            matches!(
                between,
                "to" | "and" | "-" | "–" | "—" | "until" | "till" | "through" | "or"
            )
        };
        let next = found.get(at + 1).filter(|next| joined(&found[at], next));
        let last = found[..at].last().filter(|last| joined(last, &found[at]));
        let year = next
            .into_iter()
            .chain(last)
            .filter(|other| other.granularity != Granularity::Year)
            .find_map(dated)
            .map(|(first, _)| first.year());
        let Some(date) = year.and_then(|year| Date::new(year, month, day).ok()) else {
            continue;
        };
        let when = &mut found[at];
        let whole = when.granularity == Granularity::Month;
        when.days = Some((date, if whole { date.last_of_month() } else { date }));
        (when.month_day, when.month, when.year_inferred) = (None, None, false);
    }
}

/// Marks what "about", "before" and the like stand before.
fn about(words: &[Word], found: &mut [When]) {
    for when in found {
        let first = words.partition_point(|w| w.span.end <= when.span.start);
        let before = first
            .checked_sub(1)
            .map_or("", |at| words[at].lower.as_str());
        when.approximate |= matches!(
            before,
            "about"
                | "around"
                | "approximately"
                | "roughly"
                | "circa"
                | "before"
                | "after"
                | "shortly"
                | "nearly"
                | "almost"
        );
    }
}

/// Joins "8:30 p.m." and "Thursday" where they stand side by side.
fn merge(text: &str, found: Vec<When>) -> Vec<When> {
    let mut merged: Vec<When> = Vec::new();
    for when in found {
        if let Some(last) = merged.last_mut() {
            let between = text[last.span.end..when.span.start].trim();
            let beside = matches!(
                between,
                "" | ","
                    | "on"
                    | "at"
                    | "at about"
                    | "of"
                    | "on the"
                    | "in the"
                    | "just before"
                    | "just after"
                    | "around"
                    | "in"
            );
            let completes =
                (last.clock.is_none() != when.clock.is_none()) && (last.is_day() != when.is_day());
            if beside && completes {
                last.days = last.days.or(when.days);
                last.month_day = last.month_day.or(when.month_day);
                last.month = last.month.or(when.month);
                last.weekday = last.weekday.or(when.weekday);
                if last.clock.is_none() {
                    last.clock = when.clock;
                    last.half_day = when.half_day;
                    last.zone = when.zone;
                } else {
                    last.granularity = when.granularity;
                    last.year_inferred = when.year_inferred;
                }
                last.approximate |= when.approximate;
                last.span.end = when.span.end;
                continue;
            }
            // "at 4 in the afternoon": the half of the day completes the clock.
            if let (Some((at, to)), Some((from, _)), true) = (last.clock, when.clock, last.half_day)
                && matches!(between, "in the" | "this" | "on the" | "")
                && at == to
                && !when.is_day()
            {
                let later = if from >= 720 && at < 720 { 720 } else { 0 };
                last.clock = Some((at + later, at + later));
                last.half_day = false;
                last.span.end = when.span.end;
                continue;
            }
        }
        merged.push(when);
    }
    merged
}

impl When {
    /// The month and day of what has no year of its own; the first day for a whole month.
    fn without_year(&self) -> Option<(i8, i8)> {
        let inferred = self.days.filter(|_| self.year_inferred);
        inferred
            .map(|(first, _)| (first.month(), first.day()))
            .or(self.month_day)
            .or_else(|| self.month.map(|month| (month, 1)))
    }

    fn is_day(&self) -> bool {
        self.days.is_some()
            || self.month_day.is_some()
            || self.month.is_some()
            || self.weekday.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// The first time that words tell, as if their clause were of a tense.
    fn first(text: &str, written: Option<Date>, tense: Tense) -> Option<When> {
        let words = words(text);
        let reader = days::Reader {
            text,
            words: &words,
            written,
            tense: &|_| tense,
            is_year: &|_| true,
            is_name: &|_| false,
        };
        merge(text, super::read(&reader)).into_iter().next()
    }

    /// Each row: the words, written on, and the days and minutes they mean.
    #[test]
    fn reads_days_and_clocks() {
        let written = Some(date("2016-09-05")); // a Monday
        let day = |a: &str, b: &str| Some((date(a), date(b)));
        type Row = (
            &'static str,
            Option<Date>,
            Option<(Date, Date)>,
            Option<i32>,
        );
        let table: &[Row] = &[
            ("June 24, 2005", None, day("2005-06-24", "2005-06-24"), None),
            ("24 June 2005", None, day("2005-06-24", "2005-06-24"), None),
            ("June 24", written, day("2016-06-24", "2016-06-24"), None),
            ("Dec. 2", written, day("2015-12-02", "2015-12-02"), None),
            ("March 2007", None, day("2007-03-01", "2007-03-31"), None),
            ("1967", None, day("1967-01-01", "1967-12-31"), None),
            ("Friday", written, day("2016-09-02", "2016-09-02"), None),
            ("Monday", written, None, None), // written on a Monday
            (
                "last Monday",
                written,
                day("2016-08-29", "2016-08-29"),
                None,
            ),
            ("Friday", None, None, None),
            ("yesterday", written, day("2016-09-04", "2016-09-04"), None),
            (
                "two days ago",
                written,
                day("2016-09-03", "2016-09-03"),
                None,
            ),
            ("8:30 p.m.", None, None, Some(1230)),
            ("8.40pm", None, None, Some(1240)),
            ("2045 GMT", None, None, Some(1245)),
            (
                "20:49 GMT on Friday",
                written,
                day("2016-09-02", "2016-09-02"),
                Some(1249),
            ),
            (
                "Tuesday morning",
                written,
                day("2016-08-30", "2016-08-30"),
                Some(0),
            ),
        ];
        for (words, written, days, minute) in table {
            let when = first(words, *written, Tense::Past).unwrap_or_else(|| panic!("{words}"));
            assert_eq!(
                (when.days, when.clock.map(|c| c.0)),
                (*days, *minute),
                "{words}"
            );
        }
    }

    #[test]
    fn leaves_alone_what_is_no_point_in_time() {
        for words in [
            "five years",
            "the next day",
            "every Monday",
            "two weeks ago",
            "15-year",
            "now",
        ] {
            assert_eq!(first(words, None, Tense::Past), None, "{words}");
        }
    }

    /// What no calendar holds is no time, and never an error.
    #[test]
    fn leaves_alone_what_no_calendar_holds() {
        let written = Some(date("2016-09-05"));
        for words in [
            "31 February 2011",
            "30 February",
            "2011-13-45",
            "31/31/2016",
            "24:61",
            "13:99 p.m.",
            "99999 years ago",
            "99999999999999999999 weeks ago",
            "ten thousand years ago",
            "the past 99999999 days",
            "the next trillion decades",
            "32000 BC",
            "the 99th century",
            "0 AD",
        ] {
            assert_eq!(first(words, written, Tense::Past), None, "{words}");
        }
    }

    #[test]
    fn times_fit_clash_or_stay_unknown() {
        let written = Some(date("2016-09-05"));
        let when = |words: &str| first(words, written, Tense::Past).unwrap();
        for (a, b, fit) in [
            ("Friday", "Sept. 2", Fit::Agree),
            ("Friday", "Sept. 3", Fit::DayClash),
            ("March 2007", "March 20, 2007", Fit::Agree),
            ("April 2007", "March 20, 2007", Fit::DayClash),
            ("8.40pm", "8.49pm", Fit::ClockClash),
            ("20:49", "8.49pm", Fit::Agree),
            ("16:30 GMT", "8.30pm", Fit::Unknown),
            ("Friday", "8.30pm", Fit::Unknown),
            ("Tuesday morning", "Tuesday afternoon", Fit::ClockClash),
        ] {
            assert_eq!(when(a).fit(&when(b)), fit, "{a} / {b}");
        }
    }
}
