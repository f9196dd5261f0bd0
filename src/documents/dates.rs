//! Dates in lines that hold nothing but a date: "Last updated: Monday, 28 November 2005, 02:24
//! GMT", "July 24, 1891", "HARBOUR CITY, March 3, 2014 (Agency) —".
//!
//! A date is never guessed. `03/04/2012` is two dates until something else tells which; `March 3`
//! and `03/21/12` have no year until something else gives it. "Something else" is the address of the
//! page, the name of the file or another date of the same head ([`Hint`]), a weekday beside the
//! date and, for a comment, the day of its post.

mod elsewhere;

use jiff::civil::{Date, Weekday};

pub(super) use elsewhere::{has_clock, within};

/// A date that a line states, as far as it does.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stated {
    /// What the line calls it.
    pub label: Label,
    year: Year,
    /// Month and day, in every way the line can be read.
    days: Vec<(i8, i8)>,
    weekday: Option<Weekday>,
}

/// What a line calls its date; the better word for a publication date comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    /// "Published", "Posted", "Date".
    Published,
    /// The date stands alone or after a place.
    None,
    /// "Updated", "Modified".
    Updated,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Year {
    Known(i16),
    /// Two digits: the century is missing.
    Short(i16),
    Missing,
}

/// What the address of a page says about the day: `/2011/08/17/`, `/2011/aug/`, `/20110817/`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hint {
    year: i16,
    month: i8,
    day: Option<i8>,
}

impl Stated {
    fn has_year(&self) -> bool {
        matches!(self.year, Year::Known(_))
    }

    /// The one day it can be, with the help of the page's address; `None` if there is no one day.
    pub(super) fn day(&self, hint: Option<Hint>) -> Option<Date> {
        let years = match (self.year, hint) {
            (Year::Known(year), _) => vec![year],
            (Year::Short(short), Some(hint)) if hint.year % 100 == short => vec![hint.year],
            (Year::Missing, Some(hint)) => vec![hint.year],
            _ => return None,
        };
        let mut readings: Vec<Date> = years
            .iter()
            .flat_map(|&year| {
                self.days
                    .iter()
                    .filter_map(move |&(month, day)| Date::new(year, month, day).ok())
            })
            .collect();
        readings.sort();
        readings.dedup();
        if let (true, Some(weekday)) = (readings.len() > 1, self.weekday) {
            readings.retain(|day| day.weekday() == weekday);
        }
        if readings.len() > 1 || !self.has_year() {
            let hint = hint?;
            readings.retain(|&day| hint.allows(day));
        }
        match readings[..] {
            [day] => Some(day),
            _ => None,
        }
    }
}

impl Hint {
    /// Reads the dated folders of an address.
    pub(super) fn of_address(address: &str) -> Option<Hint> {
        let (_, path) = address.split_once("://").unwrap_or(("", address));
        let path = path.split(['?', '#']).next().unwrap_or(path);
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        for (index, part) in parts.iter().enumerate() {
            if let Some(day) = iso_start(part).or_else(|| compact(part)) {
                return web_age(day.year()).then_some(Hint {
                    year: day.year(),
                    month: day.month(),
                    day: Some(day.day()),
                });
            }
            let Some(year) = digits(part, 4).filter(|&year| web_age(year)) else {
                continue;
            };
            let month = parts.get(index + 1).and_then(|part| {
                digits(part, 2)
                    .and_then(|month| i8::try_from(month).ok())
                    .or_else(|| month(part))
            });
            let Some(month) = month.filter(|month| (1..=12).contains(month)) else {
                continue;
            };
            let day = parts
                .get(index + 2)
                .and_then(|part| digits(part, 2).or_else(|| digits(part, 1)))
                .and_then(|day| i8::try_from(day).ok())
                .filter(|&day| Date::new(year, month, day).is_ok());
            return Some(Hint { year, month, day });
        }
        None
    }

    /// The day, where the address gives it.
    pub(super) fn day(self) -> Option<Date> {
        Date::new(self.year, self.month, self.day?).ok()
    }

    /// Whether a page at this address can be of this day. Clocks of publishers and of readers
    /// differ by a day, and a page may be updated soon after it was set up.
    fn allows(self, day: Date) -> bool {
        match self.day() {
            Some(own) => (day - own).get_days().abs() <= 3,
            None => (self.year, self.month) == (day.year(), day.month()),
        }
    }
}

/// Addresses are as old as the web.
fn web_age(year: i16) -> bool {
    (1990..2100).contains(&year)
}

/// The dates of a line that holds nothing else but labels, weekdays, times and zones; `None` for
/// every other line.
pub(super) fn in_line(line: &str) -> Option<Vec<Stated>> {
    if line.len() > LONGEST {
        return None;
    }
    let words = words(line);
    let tokens = tokens(&words)?;
    read(&tokens)
}

/// The date of a line that begins with a place: "Harbour City, 3 March 2014", and of a paragraph
/// that does: "HARBOUR CITY, March 3 (Agency) — Two ferries …".
pub(super) fn after_place(line: &str) -> Option<Vec<Stated>> {
    let head = DASHES
        .iter()
        .filter_map(|dash| line.find(dash))
        .min()
        .map(|at| &line[..at]);
    head.filter(|head| head.len() <= LONGEST)
        .and_then(|head| after_capitals(&without_brackets(head)))
        .or_else(|| after_comma(line))
}

/// In bytes. A date line has a label, a date, a time, and perhaps a second date; a place before it
/// is no longer.
const LONGEST: usize = 120;

const DASHES: &[&str] = &["—", "–", "--", " - "];

/// "HARBOUR CITY, Northland, April 2": the place in capitals, as agencies write it.
fn after_capitals(head: &str) -> Option<Vec<Stated>> {
    let words = words(head);
    let date = words.iter().position(|word| {
        month(word).is_some()
            || weekday(word).is_some()
            || word.starts_with(|c: char| c.is_ascii_digit())
    })?;
    let (place, date) = words.split_at(date);
    let first = place.first()?;
    let in_capitals = first.chars().count() > 1 && !first.chars().any(char::is_lowercase);
    (in_capitals && is_place(place)).then_some(())?;
    read(&tokens(date)?)
}

/// "Harbour City, 2 April 1998": nothing else on the line.
fn after_comma(line: &str) -> Option<Vec<Stated>> {
    let mut commas = line.match_indices(',').take_while(|(at, _)| *at <= LONGEST);
    commas.find_map(|(at, _)| {
        is_place(&words(&line[..at])).then_some(())?;
        in_line(&line[at + 1..])
    })
}

/// A few words with capitals.
fn is_place(words: &[&str]) -> bool {
    (1..=5).contains(&words.len())
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase))
}

/// The text without what stands in round brackets.
pub(super) fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Label(Label),
    Weekday(Weekday),
    Month(i8),
    Day(i8),
    Year(i16),
    /// `2014-03-21`, `21/03/2014`, `03/21/14`.
    Whole(Year, Vec<(i8, i8)>),
    Time,
    Filler,
}

fn words(line: &str) -> Vec<&str> {
    line.split(|c: char| c.is_whitespace() || "|()[]@,;—–·•".contains(c))
        .map(|word| word.trim_matches(['.', ':', '-', '*', '_']))
        .filter(|word| !word.is_empty())
        .collect()
}

fn tokens(words: &[&str]) -> Option<Vec<Token>> {
    let mut tokens: Vec<Token> = Vec::with_capacity(words.len());
    for word in words {
        // "Tuesday evening, 4 May": of "the night of 4 May" more is told.
        if matches!(tokens.last(), Some(Token::Weekday(_))) && is_part_of_day(word) {
            continue;
        }
        let after_time = tokens.last() == Some(&Token::Time);
        tokens.push(token(word, after_time)?);
    }
    Some(tokens)
}

fn is_part_of_day(word: &str) -> bool {
    ["morning", "afternoon", "evening", "night"]
        .iter()
        .any(|part| word.eq_ignore_ascii_case(part))
}

fn token(word: &str, after_time: bool) -> Option<Token> {
    if let Some((_, token)) = LABELS
        .iter()
        .find(|(label, _)| word.eq_ignore_ascii_case(label))
    {
        return Some(token.clone());
    }
    if let Some(month) = month(word) {
        return Some(Token::Month(month));
    }
    if let Some(weekday) = weekday(word) {
        return Some(Token::Weekday(weekday));
    }
    if let Some(year) = digits(word, 4) {
        return Some(if (1000..2200).contains(&year) {
            Token::Year(year)
        } else {
            Token::Time
        });
    }
    if let Some(day) = day(word) {
        return Some(Token::Day(day));
    }
    if let Some(whole) = whole(word) {
        return Some(whole);
    }
    if is_time(word) {
        return Some(Token::Time);
    }
    let zone = |word: &str| {
        (2..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let offset = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    if (after_time && zone(word))
        || (offset.starts_with(['+', '-'])
            && offset[1..].bytes().all(|b| b.is_ascii_digit() || b == b':'))
    {
        return Some(Token::Time);
    }
    None
}

/// Words that may stand in a date line.
const LABELS: &[(&str, Token)] = &[
    ("published", Token::Label(Label::Published)),
    ("posted", Token::Label(Label::Published)),
    ("publication", Token::Label(Label::Published)),
    ("date", Token::Filler),
    ("dated", Token::Label(Label::Published)),
    ("issued", Token::Label(Label::Published)),
    ("released", Token::Label(Label::Published)),
    ("filed", Token::Label(Label::Published)),
    ("created", Token::Label(Label::Published)),
    ("first", Token::Filler),
    ("last", Token::Label(Label::Updated)),
    ("updated", Token::Label(Label::Updated)),
    ("update", Token::Label(Label::Updated)),
    ("modified", Token::Label(Label::Updated)),
    ("edited", Token::Label(Label::Updated)),
    ("on", Token::Filler),
    ("at", Token::Filler),
    ("the", Token::Filler),
    ("of", Token::Filler),
    ("this", Token::Filler),
    ("day", Token::Filler),
    ("am", Token::Time),
    ("a.m", Token::Time),
    ("pm", Token::Time),
    ("p.m", Token::Time),
    ("noon", Token::Time),
    ("midnight", Token::Time),
    ("local", Token::Filler),
    ("time", Token::Filler),
    ("gmt", Token::Time),
    ("utc", Token::Time),
    ("hrs", Token::Time),
    ("hours", Token::Time),
];

/// Reads dates off the tokens; `None` if there is none, or if a number or month is left over,
/// for then the line says something else.
fn read(tokens: &[Token]) -> Option<Vec<Stated>> {
    let mut stated = Vec::new();
    let mut label = Label::None;
    let mut weekday = None;
    let mut rest: &[Token] = tokens;
    // "23 July 2013 Last updated at 13:42": a label with no date behind it changes nothing.
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        let (year, days) = match first {
            Token::Label(found) => {
                label = *found;
                continue;
            }
            Token::Weekday(found) => {
                weekday = Some(*found);
                continue;
            }
            Token::Time | Token::Filler => continue,
            Token::Whole(year, days) => (*year, days.clone()),
            Token::Day(day) => {
                let Token::Month(month) = take(&mut rest)? else {
                    return None;
                };
                (year_after(&mut rest), vec![(month, *day)])
            }
            Token::Month(month) => {
                let Token::Day(day) = take(&mut rest)? else {
                    return None;
                };
                (year_after(&mut rest), vec![(*month, day)])
            }
            // "2 April 1998 at 1342": a second number of four digits is a time.
            Token::Year(_) if stated.iter().any(Stated::has_year) => continue,
            Token::Year(year) => {
                let (Token::Month(month), Token::Day(day)) = (take(&mut rest)?, take(&mut rest)?)
                else {
                    return None;
                };
                (Year::Known(*year), vec![(month, day)])
            }
        };
        stated.push(Stated {
            label,
            year,
            days,
            weekday: weekday.take(),
        });
    }
    (!stated.is_empty()).then_some(stated)
}

/// The next token that is no filler.
fn take(rest: &mut &[Token]) -> Option<Token> {
    while let Some((first, tail)) = rest.split_first() {
        *rest = tail;
        if *first != Token::Filler {
            return Some(first.clone());
        }
    }
    None
}

fn year_after(rest: &mut &[Token]) -> Year {
    let mut ahead = *rest;
    // A time or weekday may stand between day and year, as `date` prints it.
    while let Some((Token::Filler | Token::Time | Token::Weekday(_), tail)) = ahead.split_first() {
        ahead = tail;
    }
    match ahead.split_first() {
        Some((Token::Year(year), tail)) => {
            *rest = tail;
            Year::Known(*year)
        }
        _ => Year::Missing,
    }
}

fn digits(word: &str, count: usize) -> Option<i16> {
    (word.len() == count && word.bytes().all(|b| b.is_ascii_digit()))
        .then(|| word.parse().ok())
        .flatten()
}

fn day(word: &str) -> Option<i8> {
    let end = word
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(word.len());
    let suffix = word[end..].to_ascii_lowercase();
    let is_day =
        (1..=2).contains(&end) && ["", "st", "nd", "rd", "th", "d"].contains(&suffix.as_str());
    let day = is_day.then(|| word[..end].parse().ok()).flatten()?;
    (1..=31).contains(&day).then_some(day)
}

/// A month by its English name or its abbreviation of three letters (or "Sept").
pub(crate) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| {
        *month == word
            || (word.len() == 3 && month.starts_with(&word))
            || (word == "sept" && *month == "september")
    })?;
    i8::try_from(at + 1).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    const WEEKDAYS: [(&str, &[&str], Weekday); 7] = [
        ("monday", &["mon"], Weekday::Monday),
        ("tuesday", &["tue", "tues"], Weekday::Tuesday),
        ("wednesday", &["wed"], Weekday::Wednesday),
        ("thursday", &["thu", "thur", "thurs"], Weekday::Thursday),
        ("friday", &["fri"], Weekday::Friday),
        ("saturday", &["sat"], Weekday::Saturday),
        ("sunday", &["sun"], Weekday::Sunday),
    ];
    let word = word.to_ascii_lowercase();
    WEEKDAYS
        .iter()
        .find(|(name, short, _)| *name == word || short.contains(&word.as_str()))
        .map(|(_, _, weekday)| *weekday)
}

fn is_time(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let word = word
        .trim_end_matches('z')
        .trim_end_matches("am")
        .trim_end_matches("pm")
        .trim_end_matches("a.m")
        .trim_end_matches("p.m")
        .trim_end_matches('h');
    let mut parts = word.split([':', '.']);
    let in_range = |part: Option<&str>, end: i16| {
        part.is_none_or(|part| {
            (1..=2).contains(&part.len()) && digits(part, part.len()).is_some_and(|n| n < end)
        })
    };
    !word.is_empty()
        && in_range(parts.next(), 25)
        && in_range(parts.next(), 60)
        && in_range(parts.next(), 61)
        && parts.next().is_none()
}

/// A date in one word.
fn whole(word: &str) -> Option<Token> {
    if let Some(day) = iso(word) {
        return Some(Token::Whole(
            Year::Known(day.year()),
            vec![(day.month(), day.day())],
        ));
    }
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    let [a, b, c] = parts[..] else {
        return None;
    };
    let year = match (digits(c, 4), digits(c, 2)) {
        (Some(year), _) => Year::Known(year),
        (_, Some(year)) => Year::Short(year),
        _ => return None,
    };
    if let (Some(day), Some(month)) = (day(a), month(b)) {
        return Some(Token::Whole(year, vec![(month, day)]));
    }
    let (a, b) = (number(a)?, number(b)?);
    let days: Vec<(i8, i8)> = [(a, b), (b, a)]
        .into_iter()
        .filter(|(month, day)| (1..=12).contains(month) && (1..=31).contains(day))
        .collect();
    (!days.is_empty()).then_some(Token::Whole(year, days))
}

fn number(word: &str) -> Option<i8> {
    (1..=2)
        .contains(&word.len())
        .then(|| word.parse().ok())
        .flatten()
        .filter(|n| *n > 0)
}

/// The day in a field that holds nothing but a date, in any of the ways in which pages, feeds and
/// tables write it. Of a moment it is the day where it was written down.
pub(crate) fn stated(field: &str) -> Option<Date> {
    let field = field.trim();
    iso(field)
        .or_else(|| {
            let moment = jiff::fmt::rfc2822::parse(field).ok()?;
            Some(moment.date())
        })
        .or_else(|| {
            let stated = in_line(field)?;
            stated.iter().find_map(|stated| stated.day(None))
        })
        .or_else(|| compact(field))
}

/// `2014-03-21`, also with `/`, also with a time behind `T`.
pub(super) fn iso(word: &str) -> Option<Date> {
    let rest = word.get(10..)?;
    (rest.is_empty() || rest.starts_with(['T', ' ']))
        .then(|| iso_start(word))
        .flatten()
}

/// A word that begins with `2014-03-21` and goes on, if it does, with no digit.
fn iso_start(word: &str) -> Option<Date> {
    let bytes = word.as_bytes();
    let dashed = bytes.len() >= 10
        && (bytes[4] == b'-' || bytes[4] == b'/')
        && bytes[4] == bytes[7]
        && !bytes.get(10).is_some_and(u8::is_ascii_digit);
    if !dashed {
        return None;
    }
    civil(word.get(..4)?, word.get(5..7)?, word.get(8..10)?)
}

/// `20140321`.
fn compact(word: &str) -> Option<Date> {
    if word.len() != 8 {
        return None;
    }
    civil(word.get(..4)?, word.get(4..6)?, word.get(6..)?)
}

fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    let small = |word| digits(word, 2).and_then(|n| i8::try_from(n).ok());
    Date::new(digits(year, 4)?, small(month)?, small(day)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_fields() {
        for (field, expected) in [
            (" 2014-03-21 ", Some("2014-03-21")),
            ("2014-03-21T23:30:00-05:00", Some("2014-03-21")),
            ("2014-03-21 08:00:00", Some("2014-03-21")),
            ("Fri, 21 Mar 2014 23:30:00 -0500", Some("2014-03-21")),
            ("21 Mar 2014 01:00:00 GMT", Some("2014-03-21")),
            ("March 21, 2014", Some("2014-03-21")),
            ("20140321", Some("2014-03-21")),
            ("03/04/2014", None),
            ("1395363600", None),
            ("yesterday", None),
            ("", None),
        ] {
            let found = stated(field).map(|day| day.to_string());
            assert_eq!(found.as_deref(), expected, "{field}");
        }
    }

    fn day_of(line: &str, hint: Option<Hint>) -> Option<String> {
        let stated = in_line(line).or_else(|| after_place(line))?;
        let first = stated.iter().min_by_key(|stated| stated.label)?;
        first.day(hint).map(|day| day.to_string())
    }

    #[test]
    fn date_lines_are_read() {
        for (line, expected) in [
            ("2 April 1998", "1998-04-02"),
            ("2nd April, 1998", "1998-04-02"),
            ("the 2nd of April, 1998", "1998-04-02"),
            ("April 2, 1998", "1998-04-02"),
            ("Apr. 2nd 1998", "1998-04-02"),
            ("Sept 9, 2003", "2003-09-09"),
            ("THURSDAY, APRIL 2, 1998, 10:34 AM", "1998-04-02"),
            ("Thursday, April 2 - 1998 at 16:12", "1998-04-02"),
            ("(April 2, 1998) --", "1998-04-02"),
            ("10:05 AM, THU 2 APR 1998", "1998-04-02"),
            ("11:39am UK, Thursday 02 April 1998", "1998-04-02"),
            ("12:48PM BST 02 Apr 1998", "1998-04-02"),
            ("02 Apr 1998 11:25 GMT+02:00", "1998-04-02"),
            ("on April 2nd, 1998", "1998-04-02"),
            ("Published: 2 April 1998", "1998-04-02"),
            (
                "Last Updated: Thursday, 2 April 1998, 02:24 GMT",
                "1998-04-02",
            ),
            ("2 April 1998 Last updated at 13:42 GMT", "1998-04-02"),
            ("Thursday, Apr 2, 1998 | Updated 9:01 AM EDT", "1998-04-02"),
            (
                "Updated: May 1, 1998 Posted: Apr 2, 1998 8:20 AM ET",
                "1998-04-02",
            ),
            ("Date: Thu, 2 Apr 1998 02:24:09 +0000", "1998-04-02"),
            ("Thu Apr 2 02:24:09 UTC 1998", "1998-04-02"),
            ("1998-04-02", "1998-04-02"),
            ("1998-04-02T23:30:00Z", "1998-04-02"),
            ("02-Apr-1998", "1998-04-02"),
            ("2 April 1998 at 1342 GMT", "1998-04-02"),
            ("POSTED: 04/21/1998, 9:00 PM PDT |", "1998-04-21"),
            ("On Tue, 21/04/1998 - 13:42", "1998-04-21"),
            ("04/04/1998", "1998-04-04"),
            ("Thursday 02/04/1998", "1998-04-02"),
            ("Thursday 04/02/1998", "1998-04-02"),
            ("Harbour City, 2 April 1998", "1998-04-02"),
            (
                "HARBOUR CITY, April 2, 1998 (Agency) — Two ferries met.",
                "1998-04-02",
            ),
            ("HARBOUR CITY -- April 2", "none"),
            (
                "HARBOUR CITY, Northland, April 2, 1998 – Two ferries met.",
                "1998-04-02",
            ),
            ("Millbridge, April 2nd, 1898.", "1898-04-02"),
            ("Millbridge, Thursday evening, 2 April 1998", "1998-04-02"),
        ] {
            let expected = (expected != "none").then(|| expected.to_string());
            assert_eq!(day_of(line, None), expected, "{line}");
        }
    }

    #[test]
    fn other_lines_are_left_alone() {
        for line in [
            "",
            "April",
            "April 1998",
            "1998",
            "2 April",
            "HARBOUR CITY, April 2 (Agency) — Two ferries met.",
            "03/04/1998",
            "9/10/2010 @ 1:19PM",
            "10/25/11 06:44 PM",
            "99/99/1998",
            "31 February 1998",
            "Octobr 3, 2004",
            "Ferry service restored: 2 April 1998",
            "End of watch: Thursday, April 2, 1998",
            "Battle of Millbridge, 2 April 1998",
            "The bridge fell on April 2, 1998.",
            "5 April 2, 1998",
            "In April 1998 two ferries met.",
            "April 2, 1998 was a day like others",
            "Born April 2, 1998",
            "12:48 PM",
            "4 dead, 12 hurt",
            "Copyright 1998",
            "Volume 3, April 1998",
            "The night of 2 April 1998",
        ] {
            assert_eq!(day_of(line, None), None, "{line}");
        }
    }

    #[test]
    fn the_address_settles_what_the_line_leaves_open() {
        let hint = Hint::of_address("http://news.example/2010/09/10/ferry");
        for (line, expected) in [
            ("9/10/2010 @ 1:19PM", Some("2010-09-10")),
            ("10/09/2010", Some("2010-09-10")),
            ("09/11/10 08:23 PM ET", Some("2010-09-11")),
            (
                "HARBOUR CITY, Sept. 9 (Agency) — Two ferries met.",
                Some("2010-09-09"),
            ),
            ("HARBOUR CITY, March 3 (Agency) — Two ferries met.", None),
            ("09/10/11", None),
            ("1 May 2004", Some("2004-05-01")),
        ] {
            assert_eq!(day_of(line, hint).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn dated_addresses() {
        for (address, year, month, day) in [
            ("http://a.example/2011/08/17/slug.html", 2011, 8, Some(17)),
            (
                "http://a.example/news/2005/nov/28/world",
                2005,
                11,
                Some(28),
            ),
            ("http://a.example/2010/09/slug", 2010, 9, None),
            ("http://a.example/20130909/slug", 2013, 9, Some(9)),
            ("http://a.example/story/2013-07-21/slug", 2013, 7, Some(21)),
            (
                "http://a.example/2005-11-27-quake_x.htm",
                2005,
                11,
                Some(27),
            ),
        ] {
            assert_eq!(
                Hint::of_address(address),
                Some(Hint { year, month, day }),
                "{address}"
            );
        }
        for address in [
            "http://a.example/news/1266.html",
            "http://a.example/4475546.stm",
            "http://a.example/story/1139218/slug",
            "http://a.example/1819/08/16/a-battle",
            "http://a.example/2011/99/17",
            "http://a.example/article-2308160/x",
            "http://a.example/20139999/x",
            "http://a.example/?d=2011/08/17",
            "http://a.example",
        ] {
            assert_eq!(Hint::of_address(address), None, "{address}");
        }
    }
}
