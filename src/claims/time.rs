//! Times: when something is said to have happened.
//!
//! A time is a day or a run of days, a time of day, or both. Relative words ("yesterday",
//! "Tuesday", "two weeks ago") are resolved against the day the words were written; without that
//! day they stay unresolved and only their weekday is kept. Nothing is guessed.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::Span;
use crate::documents::dates::month;
use crate::english::{EntityKind, Parsed};

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
    /// Whether the clock is a clock face's: morning or evening is not said.
    pub half_day: bool,
    /// Time zone as written in lower case ("gmt"); empty if none.
    pub zone: String,
    /// Whether the words call the time approximate.
    pub approximate: bool,
    /// The words, in bytes from the sentence's start.
    pub span: Span,
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
        if let (Some((a0, a1)), Some((b0, b1))) = (self.days, other.days) {
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

/// The times of a sentence. `written` is the day the words were written; `past` whether the
/// sentence tells of the past, so that "Tuesday" is the Tuesday before.
pub fn find(text: &str, parsed: &Parsed, written: Option<Date>, past: bool) -> Vec<When> {
    let mut found: Vec<When> = Vec::new();
    for entity in &parsed.entities {
        if !matches!(
            entity.kind,
            EntityKind::Date | EntityKind::Time | EntityKind::Cardinal
        ) {
            continue;
        }
        // The recognizer splits "8:30 p.m. Thursday" and leaves "GMT" outside: one word more.
        let from = parsed.tokens[entity.start].span.start;
        let mut to = parsed.tokens[entity.end - 1].span.end;
        if let Some(next) = parsed.tokens.get(entity.end)
            && ZONES.contains(&next.span.of(text).to_lowercase().trim_end_matches('.'))
        {
            to = next.span.end;
        }
        if let Some(when) = read(
            &text[from..to],
            written,
            past,
            entity.kind != EntityKind::Cardinal,
        ) {
            let about = entity.start > 0
                && matches!(
                    parsed.tokens[entity.start - 1]
                        .span
                        .of(text)
                        .to_lowercase()
                        .as_str(),
                    "about" | "around" | "approximately" | "roughly" | "circa" | "before" | "after"
                );
            found.push(When {
                span: Span::new(from, to),
                approximate: when.approximate || about,
                ..when
            });
        }
    }
    // "at dawn", "half past one": the recognizer passes over many of these.
    for (index, token) in parsed.tokens.iter().enumerate() {
        let word = token.span.of(text).to_lowercase();
        let covered = |span: Span| {
            found
                .iter()
                .any(|w| w.span.start < span.end && span.start < w.span.end)
        };
        if matches!(
            word.as_str(),
            "dawn" | "noon" | "midday" | "dusk" | "nightfall" | "midnight"
        ) && !covered(token.span)
        {
            let clock = part_of_day(&word).or_else(|| clock(&word, "").map(|(c, _)| (c, c)));
            found.push(When {
                clock,
                span: token.span,
                ..When::default()
            });
        }
        if word == "past" && index > 0 {
            let (Some(before), Some(after)) =
                (parsed.tokens.get(index - 1), parsed.tokens.get(index + 1))
            else {
                continue;
            };
            let minutes = match before.span.of(text).to_lowercase().as_str() {
                "half" => 30,
                "quarter" => 15,
                "ten" => 10,
                "five" => 5,
                "twenty" => 20,
                _ => continue,
            };
            if let Some(hour) =
                count(&after.span.of(text).to_lowercase()).filter(|h| (1..=12).contains(h))
            {
                let span = Span::new(before.span.start, after.span.end);
                found.retain(|w| {
                    !(w.span.start < span.end && span.start < w.span.end && w.clock.is_none())
                });
                if !found
                    .iter()
                    .any(|w| w.span.start < span.end && span.start < w.span.end)
                {
                    // Morning or evening is not said; the clock face is.
                    let at = hour as i32 % 12 * 60 + minutes;
                    found.push(When {
                        clock: Some((at, at)),
                        half_day: true,
                        span,
                        ..When::default()
                    });
                }
            }
        }
    }
    found.sort_by_key(|w| w.span.start);
    // "8:30 p.m." and "Thursday" side by side are one time.
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
                    | "just before"
                    | "just after"
                    | "around"
            );
            let completes =
                (last.clock.is_none() != when.clock.is_none()) && (last.is_day() != when.is_day());
            if beside && completes {
                last.days = last.days.or(when.days);
                last.month_day = last.month_day.or(when.month_day);
                last.weekday = last.weekday.or(when.weekday);
                if last.clock.is_none() {
                    last.clock = when.clock;
                    last.half_day = when.half_day;
                    last.zone = when.zone;
                }
                last.approximate |= when.approximate;
                last.span.end = when.span.end;
                continue;
            }
        }
        merged.push(when);
    }
    merged
}

impl When {
    fn is_day(&self) -> bool {
        self.days.is_some()
            || self.month_day.is_some()
            || self.month.is_some()
            || self.weekday.is_some()
    }
}

const ZONES: [&str; 14] = [
    "gmt", "utc", "bst", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "cet", "cest",
    "local",
];

/// Reads one expression; `dated` is false where the recognizer saw only a number, so that a bare
/// number is never a year.
fn read(words: &str, written: Option<Date>, past: bool, dated: bool) -> Option<When> {
    let lower = words.to_lowercase();
    let tokens: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || c == ',' || c == '(' || c == ')')
        .map(|t| t.trim_matches(|c: char| c == '-' || c == '–' || c == ';'))
        .filter(|t| !t.is_empty())
        .collect();
    let mut when = When::default();
    let mut used = false;
    let mut month: Option<i8> = None;
    let mut day: Option<i8> = None;
    let mut year: Option<i16> = None;
    let mut relative_last = false;
    let mut span_count: Option<(i64, &str)> = None;
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at];
        let bare = token
            .trim_end_matches('.')
            .trim_end_matches("'s")
            .trim_end_matches("’s");
        let next = tokens.get(at + 1).copied().unwrap_or("");
        if let Some((clock, zone_skip)) = clock(bare, next) {
            when.clock = Some((clock, clock));
            used = true;
            at += zone_skip;
        } else if let Some(part) = part_of_day(bare) {
            when.clock.get_or_insert(part);
            used = true;
        } else if ZONES.contains(&bare) {
            when.zone = bare.to_string();
        } else if let Some(m) = self::month(bare) {
            if month.is_some_and(|known| known != m) {
                return None; // "between late January and early February" is no one time
            }
            month = Some(m);
            used = true;
        } else if let Some(iso) = (bare.len() == 10)
            .then(|| bare.parse::<Date>().ok())
            .flatten()
        {
            when.days = Some((iso, iso));
            used = true;
        } else if let Some(weekday) = weekday(bare) {
            when.weekday = Some(weekday);
            used = true;
        } else if let Some(n) = day_number(bare)
            .filter(|_| month.is_some() && day.is_none() || next_is_month(&tokens, at))
        {
            day = Some(n);
        } else if let Some(y) = bare
            .parse::<i16>()
            .ok()
            .filter(|y| dated && (1000..2200).contains(y) && bare.len() == 4)
        {
            year = Some(y);
            used = true;
        } else if matches!(bare, "last" | "past") {
            relative_last = true;
        } else if let (Some(w), "today" | "tonight") = (written, bare) {
            when.days = Some((w, w));
            used = true;
        } else if let (Some(w), "yesterday") = (written, bare) {
            let y = w.yesterday().ok()?;
            when.days = Some((y, y));
            used = true;
        } else if let (Some(w), "tomorrow") = (written, bare) {
            let t = w.tomorrow().ok()?;
            when.days = Some((t, t));
            used = true;
        } else if let Some(n) = count(bare) {
            span_count = Some((n, next));
        } else if bare == "ago" || bare == "earlier" {
            if let (Some((n, unit)), Some(w), "ago") = (span_count, written, bare) {
                when.days = ago(w, n, unit);
                used |= when.days.is_some();
            }
        } else if matches!(
            bare,
            "about"
                | "around"
                | "approximately"
                | "roughly"
                | "shortly"
                | "nearly"
                | "almost"
                | "before"
                | "after"
        ) {
            when.approximate = true;
        } else if matches!(bare, "every" | "each") {
            return None;
        }
        at += 1;
    }
    // A span of time ("five years", "the next day") is no point in time.
    if let (Some(m), Some(d), Some(y)) = (month, day, year) {
        let date = Date::new(y, m, d).ok()?;
        when.days = Some((date, date));
    } else if let (Some(m), Some(d), None) = (month, day, year) {
        match written {
            Some(w) => {
                let date = nearest_before(w, m, d)?;
                when.year_inferred = true;
                when.days = Some((date, date));
            }
            None => when.month_day = Some((m, d)),
        }
    } else if let (Some(m), None, Some(y)) = (month, day, year) {
        let first = Date::new(y, m, 1).ok()?;
        when.days = Some((first, first.last_of_month()));
    } else if let (Some(m), None, None) = (month, day, year) {
        match written {
            Some(w) => {
                let first = Date::new(w.year(), m, 1).ok()?;
                let first = if first > w && past {
                    Date::new(w.year() - 1, m, 1).ok()?
                } else {
                    first
                };
                when.days = Some((first, first.last_of_month()));
            }
            None => when.month = Some(m),
        }
    } else if let Some(y) = year {
        when.days = Some((Date::new(y, 1, 1).ok()?, Date::new(y, 12, 31).ok()?));
    }
    if let (Some(day), Some(w), None) = (when.weekday, written, when.days)
        && when.month_day.is_none()
        && (past || relative_last)
    {
        let back = i64::from(w.weekday().since(day));
        let back = if back == 0 && relative_last { 7 } else { back };
        if back == 0 {
            // "Friday" written on a Friday may be today or a week ago.
            return (used && when.is_day()).then_some(when);
        }
        let date = w.checked_sub(back.days()).ok()?;
        when.days = Some((date, date));
        when.weekday = None;
    }
    (used && (when.clock.is_some() || when.is_day())).then_some(when)
}

/// The latest such day not more than a week after `written` (plans are announced ahead).
fn nearest_before(written: Date, month: i8, day: i8) -> Option<Date> {
    let limit = written.checked_add(7.days()).ok()?;
    let this = Date::new(written.year(), month, day).ok()?;
    if this <= limit {
        Some(this)
    } else {
        Date::new(written.year() - 1, month, day).ok()
    }
}

fn ago(written: Date, n: i64, unit: &str) -> Option<(Date, Date)> {
    let unit = unit.trim_end_matches('s');
    let (center, slack) = match unit {
        "day" => (written.checked_sub(n.days()).ok()?, 0),
        "week" => (written.checked_sub((n * 7).days()).ok()?, 3),
        "month" => (written.checked_sub(n.months()).ok()?, 16),
        "year" => (written.checked_sub(n.years()).ok()?, 190),
        _ => return None,
    };
    Some((
        center.checked_sub(slack.days()).ok()?,
        center.checked_add(slack.days()).ok()?,
    ))
}

/// A time of day and how many further tokens it took ("5" "p.m.").
fn clock(token: &str, next: &str) -> Option<(i32, usize)> {
    match token {
        "noon" | "midday" => return Some((720, 0)),
        "midnight" => return Some((1439, 0)),
        _ => {}
    }
    let compact = token.replace('.', "");
    let (digits, half, skip) = if let Some(d) = compact.strip_suffix("am") {
        (
            token.trim_end_matches(['a', 'm', '.']),
            Some(0),
            usize::from(d.is_empty()) * 9,
        )
    } else if let Some(d) = compact.strip_suffix("pm") {
        (
            token.trim_end_matches(['p', 'm', '.']),
            Some(12),
            usize::from(d.is_empty()) * 9,
        )
    } else {
        match next.replace('.', "").as_str() {
            "am" => (token, Some(0), 1),
            "pm" => (token, Some(12), 1),
            _ => (token, None, 0),
        }
    };
    if skip > 1 {
        return None;
    }
    let (hour, minute) = match digits.split_once([':', '.']) {
        Some((h, m)) if m.len() == 2 => (h.parse::<i32>().ok()?, m.parse::<i32>().ok()?),
        Some(_) => return None,
        None => (digits.parse::<i32>().ok()?, 0),
    };
    match half {
        Some(add) if (1..=12).contains(&hour) && minute < 60 => {
            Some(((hour % 12 + add) * 60 + minute, skip))
        }
        Some(_) => None,
        // "20:49", "2045 GMT"
        None if digits.contains(':') && hour < 24 && minute < 60 => Some((hour * 60 + minute, 0)),
        None if digits.len() == 4
            && ZONES.contains(&next.trim_end_matches('.'))
            && hour / 100 < 24
            && hour % 100 < 60 =>
        {
            Some((hour / 100 * 60 + hour % 100, 0))
        }
        None => None,
    }
}

fn part_of_day(word: &str) -> Option<(i32, i32)> {
    Some(match word {
        "dawn" => (240, 450),
        "morning" => (0, 719),
        "afternoon" => (720, 1110),
        "evening" => (1020, 1439),
        "dusk" | "nightfall" => (1020, 1290),
        _ => return None,
    })
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    })
}

fn day_number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    if !matches!(suffix, "" | "st" | "nd" | "rd" | "th") {
        return None;
    }
    digits.parse::<i8>().ok().filter(|d| (1..=31).contains(d))
}

fn next_is_month(tokens: &[&str], at: usize) -> bool {
    let next = tokens.get(at + 1).map_or("", |t| t.trim_end_matches('.'));
    month(next).is_some()
        || (next == "of"
            && tokens
                .get(at + 2)
                .is_some_and(|t| month(t.trim_end_matches('.')).is_some()))
}

fn count(word: &str) -> Option<i64> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    if word == "a" || word == "an" {
        return Some(1);
    }
    WORDS
        .iter()
        .position(|w| *w == word)
        .map(|n| n as i64)
        .or_else(|| word.parse().ok().filter(|n| *n < 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
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
            ("Monday", written, None, None), // written on a Monday: today or a week ago
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
            let when = read(words, *written, true, true).unwrap_or_else(|| panic!("{words}"));
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
            assert_eq!(read(words, None, true, true), None, "{words}");
        }
        assert_eq!(
            read("1967", None, true, false),
            None,
            "a bare number is no year"
        );
    }

    #[test]
    fn times_fit_clash_or_stay_unknown() {
        let written = Some(date("2016-09-05"));
        let when = |words: &str| read(words, written, true, true).unwrap();
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
