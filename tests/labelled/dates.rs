//! Dates with their days on GUM's date expressions, resolved against the document's date.
//!
//! Counted are the `date` tags whose attributes give days of the calendar: `when` a year, a month
//! or a day; or both ends (`from` and `to`, `notBefore` and `notAfter`). Passed over are values
//! without a year ("--12-25": a day of every year) and with one end. A tag counts as right if a
//! time is read whose words overlap the tag's in its sentence and whose days are those of the
//! tag: exactly for `when`; for a stretch each end may be off by a tenth of its length, and by a
//! year from ten years on, because the annotators close some at 1 January and some at 31 December. Before our era GUM counts
//! -3000 for 3000 BC; it is compared with the astronomers' -2999.
//!
//! Documents are halved by their place in the list of names: the even ones were looked at, the
//! odd ones were not.

use std::collections::BTreeSet;

use atodds::claims::time;
use atodds::english;
use jiff::civil::Date;
use serde_json::Value;

/// The least share of tags read right, of either half.
const FLOORS: [f64; 2] = [77.7, 75.4];

#[test]
fn dates_of_gum() {
    let Some(rows) = super::rows("gum_dates/all.jsonl") else {
        return;
    };
    let name = |row: &Value| row["doc"].as_str().expect("a document").to_owned();
    let documents: BTreeSet<String> = rows.iter().map(name).collect();
    let documents: Vec<String> = documents.into_iter().collect();
    let mut halves = [(0, 0); 2];
    let mut named = [(0, 0); 2];
    let mut passed = 0;
    for row in rows.iter().filter(|row| row["tag"] == "date") {
        let Some((first, last, exact)) = wanted(&row["attrs"]) else {
            passed += 1;
            continue;
        };
        let half = documents.binary_search(&name(row)).expect("known") % 2;
        halves[half].1 += 1;
        let text = row["sentence"].as_str().expect("a sentence");
        let written = row["doc_date"].as_str().and_then(|d| d.parse().ok());
        let found = time::find(text, &english::read(text), written);
        let words = row["text"].as_str().expect("words");
        let near = |a: Date, b: Date| {
            let length = i64::from(first.until(last).expect("in order").get_days());
            let off = i64::from(a.until(b).map_or(i32::MAX, |s| s.get_days())).abs();
            let least = if length > 3_200 { 366 } else { 1 };
            off <= if exact { 0 } else { (length / 10).max(least) }
        };
        let right = found.iter().any(|when| {
            let at = when.span;
            let overlaps = text
                .match_indices(words)
                .any(|(start, _)| at.start < start + words.len() && start < at.end);
            overlaps
                && when
                    .days
                    .is_some_and(|(a, b)| near(a, first) && near(b, last))
        });
        halves[half].0 += usize::from(right);
        if names_a_time(words) {
            named[half].0 += usize::from(right);
            named[half].1 += 1;
        }
        if !right && half == 0 && std::env::var_os("ATODDS_ERRORS").is_some() {
            let read: Vec<String> = found
                .iter()
                .map(|w| format!("{} = {}", &text[w.span.start..w.span.end], w.resolved()))
                .collect();
            println!(
                "{words} | {} | {} | {read:?} | {text}",
                row["attrs"], row["doc_date"]
            );
        }
    }
    let share = |(right, of): (usize, usize)| 100.0 * right as f64 / of.max(1) as f64;
    for half in 0..2 {
        println!(
            "dates, documents {}: {}/{} tags right = {:.1} %; of those whose words name a time {}/{} = {:.1} %",
            ["looked at", "not looked at"][half],
            halves[half].0,
            halves[half].1,
            share(halves[half]),
            named[half].0,
            named[half].1,
            share(named[half]),
        );
        assert!(
            share(halves[half]) >= FLOORS[half],
            "below {}",
            FLOORS[half]
        );
    }
    let both = |x: [(usize, usize); 2]| (x[0].0 + x[1].0, x[0].1 + x[1].1);
    println!(
        "dates: {:?} = {:.1} %; whose words name a time {:?} = {:.1} %; {passed} tags have no days of the calendar",
        both(halves),
        share(both(halves)),
        both(named),
        share(both(named)),
    );
}

/// Whether words give a time by themselves, if the document's date is known: a year, a month, a
/// weekday, a season, a century, or a day counted from today's. "That year", "his death", "our
/// last day" mean a time that was told elsewhere.
fn names_a_time(words: &str) -> bool {
    let lower = words.to_lowercase();
    let has = |part: &&str| {
        lower
            .split(|c: char| !c.is_alphanumeric())
            .any(|w| w.starts_with(*part))
    };
    let year = lower
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4);
    const NAMED: [&str; 27] = [
        "jan",
        "feb",
        "march",
        "april",
        "may",
        "june",
        "july",
        "aug",
        "sept",
        "octo",
        "novem",
        "decem",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "ago",
        "centur",
        "spring",
        "autumn",
    ];
    let counted = ["last ", "next ", "this ", "past "]
        .iter()
        .any(|w| lower.contains(w))
        && [
            "week", "month", "year", "night", "morning", "summer", "winter", "fall", "decade",
        ]
        .iter()
        .any(|w| lower.contains(w));
    year || counted || NAMED.iter().any(has)
}

/// The days that a tag's attributes give, and whether they are exact.
fn wanted(attributes: &Value) -> Option<(Date, Date, bool)> {
    let of = |name: &str| days(attributes[name].as_str()?);
    if let Some((first, last)) = of("when") {
        return Some((first, last, true));
    }
    for (from, to) in [("from", "to"), ("notBefore", "notAfter")] {
        if let (Some((first, _)), Some((_, last))) = (of(from), of(to)) {
            return (first <= last).then_some((first, last, false));
        }
    }
    None
}

/// The days of "2016", "2016-05", "2016-05-09", "-3000".
fn days(value: &str) -> Option<(Date, Date)> {
    let (before, rest) = match value.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, value),
    };
    let parts: Vec<i16> = rest
        .split('-')
        .map(|p| p.parse().ok())
        .collect::<Option<_>>()?;
    let year = if before { 1 - parts[0] } else { parts[0] };
    match *parts.as_slice() {
        [_] => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        [_, month] => {
            let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        [_, month, day] => {
            let month = i8::try_from(month).ok()?;
            let day = Date::new(year, month, i8::try_from(day).ok()?).ok()?;
            Some((day, day))
        }
        _ => None,
    }
}
