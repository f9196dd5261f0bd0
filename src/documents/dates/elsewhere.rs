//! Dates that stand elsewhere than in a date line: inside prose, over a comment, in a file name.

use jiff::civil::Date;

use super::{Hint, Label, Stated, Year, compact, day, digits, iso, iso_start, month};

/// Days after a post within which its comments are written, where they leave the year out. A
/// comment that would be later is rather from before the post was edited.
const COMMENTS_WITHIN: i32 = 183;

impl Stated {
    /// The one day it can be in a comment on what was written on day `post`: a missing year is
    /// the first in which the day is not before the post, as clocks count it (a day less).
    pub(in crate::documents) fn day_since(&self, post: Option<Date>) -> Option<Date> {
        if self.has_year() {
            return self.day(None);
        }
        let start = post?.yesterday().ok()?;
        let mut readings: Vec<Date> = [start.year(), start.year() + 1]
            .into_iter()
            .filter(|year| !matches!(self.year, Year::Short(short) if year % 100 != short))
            .flat_map(|year| self.days_in(year))
            .filter(|&day| day >= start && (day - start).get_days() <= COMMENTS_WITHIN)
            .collect();
        readings.dedup();
        match readings[..] {
            [day] => Some(day),
            _ => None,
        }
    }

    fn days_in(&self, year: i16) -> impl Iterator<Item = Date> {
        self.days
            .iter()
            .filter_map(move |&(month, day)| Date::new(year, month, day).ok())
    }
}

impl Hint {
    /// The day that a file name gives: `post-2014-03-21.txt`, `2014_03_21 post.txt`,
    /// `20140321.txt`. A name with two days gives none.
    pub(in crate::documents) fn of_name(file_name: &str) -> Option<Hint> {
        let name = file_name.replace('_', "-");
        let bytes = name.as_bytes();
        let mut found: Vec<Date> = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let run = bytes[at..]
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count();
            let day = match run {
                4 => name.get(at..).and_then(iso_start),
                // other numbers of eight digits are rarely years of the web
                8 => name
                    .get(at..at + 8)
                    .and_then(compact)
                    .filter(|day| (1900..2100).contains(&day.year())),
                _ => None,
            };
            at += match day {
                Some(_) if run == 4 => 10,
                _ => run.max(1),
            };
            found.extend(day.filter(|day| (1000..2200).contains(&day.year())));
        }
        found.dedup();
        match found[..] {
            [day] => Some(Hint::of_day(day)),
            _ => None,
        }
    }

    /// What one date of a document says about the others.
    pub(in crate::documents) fn of_day(day: Date) -> Hint {
        Hint {
            year: day.year(),
            month: day.month(),
            day: Some(day.day()),
        }
    }
}

/// The dates inside a line of other words: `07 June 2016`, `June 7th, 2016`, `the 7th day of June,
/// 2016`, `2016-06-07`, `7 June`. A date in figures whose order of day and month is open
/// (`06/07/2016`) is none.
pub(in crate::documents) fn within(line: &str) -> Vec<Stated> {
    let parts: Vec<&str> = line
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|part| !part.is_empty())
        .collect();
    let stated = |year, month, day| Stated {
        label: Label::None,
        year,
        days: vec![(month, day)],
        weekday: None,
    };
    let mut found = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        if part.len() == 10
            && let Some(day) = iso(part)
        {
            found.push(stated(Year::Known(day.year()), day.month(), day.day()));
            continue;
        }
        let Some(month) = month(part) else {
            continue;
        };
        let before = parts[..at]
            .iter()
            .rev()
            .find(|part| !matches!(**part, "of" | "day"))
            .and_then(|part| day(part));
        let year = |at: usize| parts.get(at).and_then(|part| digits(part, 4));
        let after = parts.get(at + 1).and_then(|part| day(part));
        found.extend(match (before, year(at + 1), after, year(at + 2)) {
            (Some(day), Some(year), _, _) | (_, _, Some(day), Some(year)) => {
                Some(stated(Year::Known(year), month, day))
            }
            (Some(day), None, _, _) | (None, None, Some(day), None) => {
                Some(stated(Year::Missing, month, day))
            }
            _ => None,
        });
    }
    found
}

/// Whether a line gives a time of day: `19:20`, `2 pm`, `2.05 p.m.`.
pub(in crate::documents) fn has_clock(line: &str) -> bool {
    let half = |word: &str| {
        let word = word.replace('.', "").to_lowercase();
        matches!(word.as_str(), "am" | "pm")
            || ["am", "pm"].iter().any(|half| {
                word.strip_suffix(half)
                    .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            })
    };
    super::words(line)
        .iter()
        .any(|word| half(word) || (word.contains(':') && super::is_time(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_file_names() {
        for (name, expected) in [
            ("03-post-2014-03-21.txt", Some("2014-03-21")),
            ("2014-03-21-post.txt", Some("2014-03-21")),
            ("2014_03_21 post.txt", Some("2014-03-21")),
            ("20140321.txt", Some("2014-03-21")),
            ("post_20140321_2.txt", Some("2014-03-21")),
            ("letter-1871-06-09.txt", Some("1871-06-09")),
            ("2014-03-21-copy-2014-03-21.txt", Some("2014-03-21")),
            ("2014-03-01-to-2014-03-31.txt", None),
            ("post-2014-03.txt", None),
            ("post-0321.txt", None),
            ("2014-13-21.txt", None),
            ("12014-03-215.txt", None),
            ("31415926.txt", None),
            ("post.txt", None),
            ("é2014.txt", None),
        ] {
            let found = Hint::of_name(name).and_then(Hint::day);
            assert_eq!(found.map(|d| d.to_string()).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn days_in_prose() {
        for (line, expected) in [
            ("made on the 9th day of June, 1871, at Kelmar", "1871-06-09"),
            ("Posted by Ann on June 7th, 2016 at noon", "2016-06-07"),
            ("seen 2016-06-07 and 8 June 2016", "2016-06-07 2016-06-08"),
            ("seen on 7 June", "?"),
            ("on 06/07/2016", ""),
            ("they may come in 2016", ""),
            ("June 2016", ""),
        ] {
            let found: Vec<String> = within(line)
                .iter()
                .map(|stated| stated.day(None).map_or("?".into(), |day| day.to_string()))
                .collect();
            assert_eq!(found.join(" "), expected, "{line}");
        }
    }

    #[test]
    fn a_comment_is_not_before_its_post() {
        let post = |text: &str| text.parse::<Date>().ok();
        for (line, written, expected) in [
            ("5 June at 9:20", "2019-06-04", Some("2019-06-05")),
            ("3 June", "2019-06-04", Some("2019-06-03")),
            ("3 January, 9:10", "2019-12-30", Some("2020-01-03")),
            ("31 December", "2020-01-01", Some("2019-12-31")),
            ("3 January 2019", "2019-12-30", Some("2019-01-03")),
            ("2 June", "2019-06-04", None),
            ("5 June", "", None),
        ] {
            let found = within(line)[0].day_since(post(written));
            assert_eq!(found.map(|d| d.to_string()).as_deref(), expected, "{line}");
        }
    }
}
