//! Lines of a head that say in one breath where, when and by whom something was written:
//!
//! ```text
//! Kelmar Courier, Tuesday 6 May 2014. By Ann Lee
//! By Ann Lee, Kelmar Courier, 6 May 2014
//! Kelmar Quarterly, Spring 2011. By Ann Lee in Varel      author, and no exact day
//! Ann Lee, Senior Fellow. 3 July 2010
//! ```
//!
//! Such a line is cut at its stops and commas. It counts only if every part is a date, a season,
//! a byline, a name or the part of a newspaper, so that no sentence is taken for one.

use super::dates::{self, Stated};
use super::metadata::person;

/// What such a line says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Credits {
    /// Who wrote it; empty where the line does not say.
    pub author: String,
    /// The days it states.
    pub dates: Vec<Stated>,
}

/// In bytes. Longer lines are prose.
const LONGEST: usize = 160;

/// Reads a line of a head. `first` is whether it opens the document, where a place and a day are
/// rather a title.
pub(super) fn of_line(line: &str, first: bool) -> Option<Credits> {
    if line.len() > LONGEST {
        return None;
    }
    let line = dates::without_brackets(line);
    let parts = parts(&line);
    if parts.len() < 2 {
        return None;
    }
    let read = read(&line, &parts);
    let authors = read.iter().filter(|part| matches!(part, Part::Author(_)));
    let others = read.iter().any(|part| matches!(part, Part::Other));
    if authors.count() > 1 || (others && (first || !is_subtitle(&line, &read))) {
        return None;
    }
    let dated = read
        .iter()
        .any(|part| matches!(part, Part::Dates(_) | Part::Season));
    let author = author(&read, dated);
    let dates: Vec<Stated> = read
        .iter()
        .filter_map(|part| match part {
            Part::Dates(dates) => Some(dates.clone()),
            _ => None,
        })
        .flatten()
        .collect();
    // `Battle of Kelmar, 2 April 1998` is a title, `Review of Ports, 2 April 1998. By Ann Lee` none
    let outlets = !read
        .iter()
        .any(|part| matches!(part, Part::Label(label) if !names_outlet(label)));
    let said = if author.is_empty() {
        !first && !dates.is_empty() && outlets
    } else {
        dated || !first
    };
    said.then_some(Credits { author, dates })
}

/// `Letters from the quay, by Ann Lee`.
fn is_subtitle(line: &str, read: &[Part]) -> bool {
    matches!(read, [Part::Other, Part::Author(_)]) && line.contains(", by ") && !line.ends_with('.')
}

/// Who writes, by a byline or by a role behind the first name; empty where neither is there.
fn author(read: &[Part], dated: bool) -> String {
    let byline = read.iter().enumerate().find_map(|(at, part)| match part {
        Part::Author(name) => Some((at, name.as_str())),
        _ => None,
    });
    match (byline, read) {
        (Some((at, name)), _) => {
            let labels: Vec<&str> = read[at + 1..]
                .iter()
                .map_while(|part| match part {
                    Part::Label(label) => Some(*label),
                    _ => None,
                })
                .collect();
            // `By Ann Lee, Bo Kessler and Cal Orr`
            let others = labels.iter().rposition(|label| is_pair(label));
            let others = &labels[..others.map_or(0, |last| last + 1)];
            let names: Vec<&str> = [name].into_iter().chain(others.iter().copied()).collect();
            names.join(", ")
        }
        (None, [Part::Label(name), Part::Role, ..]) if dated && !starts_with(name, "the ") => {
            person(name).and_then(several_words).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// `Monday 9 May 2016: what we heard`: a day over what was written on it, and the bytes of it.
pub(super) fn dated_title(line: &str) -> Option<(Vec<Stated>, usize)> {
    let (day, title) = line.split_once(": ")?;
    (day.len() < 40 && title.contains(char::is_alphabetic)).then_some(())?;
    let dates = dates::in_line(day)?;
    Some((dates, line.len() - title.len()))
}

/// What a part of a line is.
#[derive(Debug)]
enum Part<'t> {
    Dates(Vec<Stated>),
    /// `Spring 2011`, `March 2020`.
    Season,
    /// `By Ann Lee in Varel`.
    Author(String),
    /// Capitalised words: an outlet, a place, a person.
    Label(&'t str),
    /// `Senior Fellow`, `harbour correspondent`.
    Role,
    /// `sport in brief`, `opinion`, `for immediate release`.
    Section,
    Other,
}

/// The parts of a line between its stops, commas and bars.
fn parts(line: &str) -> Vec<&str> {
    const DIVIDERS: [&str; 9] = [", ", ". ", "; ", " | ", " · ", " • ", " – ", " — ", " - "];
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let divider = DIVIDERS.iter().find(|divider| rest.starts_with(**divider));
        match divider {
            Some(divider) if *divider != ". " || !is_short(&line[start..at]) => {
                parts.push(&line[start..at]);
                at += divider.len();
                start = at;
            }
            _ => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    parts.push(&line[start..]);
    parts
        .into_iter()
        .map(|part| part.trim().trim_end_matches(['.', ',']))
        .filter(|part| !part.is_empty())
        .collect()
}

/// Whether the stop after these words shortens the last of them: `J.`, `Dr.`, `Capt.`
fn is_short(words: &str) -> bool {
    const SHORT: [&str; 14] = [
        "dr", "mr", "mrs", "ms", "st", "prof", "sgt", "capt", "col", "gen", "rev", "lt", "no",
        "vol",
    ];
    let last = words.rsplit([' ', '.']).next().unwrap_or(words);
    last.chars().count() == 1 || SHORT.contains(&last.to_lowercase().as_str())
}

/// What the parts are; a date may take several.
fn read<'t>(line: &str, parts: &[&'t str]) -> Vec<Part<'t>> {
    let place = |part: &str| part.as_ptr() as usize - line.as_ptr() as usize;
    let mut read = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let date = (at..parts.len()).rev().find_map(|last| {
            let whole = &line[place(parts[at])..place(parts[last]) + parts[last].len()];
            Some((dates::in_line(whole)?, last))
        });
        at = match date {
            Some((dates, last)) => {
                read.push(Part::Dates(dates));
                last + 1
            }
            None => {
                read.push(part(parts[at]));
                at + 1
            }
        };
    }
    read
}

fn part(part: &str) -> Part<'_> {
    if let Some(name) = writer(part) {
        return Part::Author(name);
    }
    let words: Vec<&str> = part.split_whitespace().collect();
    let is = |word: &&str, known: &[&str]| known.contains(&word.to_lowercase().as_str());
    if words.len() >= 2 && words.iter().all(is_of_season) {
        return Part::Season;
    }
    if words.iter().all(|word| is(word, SECTIONS)) || is_issue(&words) || is_kind(part) {
        return Part::Section;
    }
    if is_our_own(part) {
        return Part::Role;
    }
    // An outlet can end so too: `The Kelmar Reporter`.
    if let [before @ .., last] = &words[..]
        && before.len() <= 3
        && (is(last, FIRMS)
            || is(last, ROLES)
                && before
                    .iter()
                    .all(|word| is(word, RANKS) || word.starts_with(char::is_lowercase)))
    {
        return Part::Role;
    }
    // `At the Halm Hospital` says where.
    let label = ["At the ", "In the ", "At ", "In "]
        .iter()
        .find_map(|start| part.strip_prefix(start))
        .unwrap_or(part);
    if is_label(label) {
        Part::Label(label)
    } else {
        Part::Other
    }
}

/// `By Ann Lee in Varel`, `posted by Ann Lee`, `Interview: Ann Lee`, `Ann Lee reports from Varel`.
fn writer(part: &str) -> Option<String> {
    const OPENERS: [&str; 9] = [
        "by ",
        "posted by ",
        "written by ",
        "reported by ",
        "interview by ",
        "words by ",
        "interview: ",
        "words: ",
        "text: ",
    ];
    const VERBS: [&str; 3] = [" reports from ", " writes from ", " reporting from "];
    let name = match OPENERS.iter().find(|opener| starts_with(part, opener)) {
        Some(opener) => before_place(&part[opener.len()..]),
        None => VERBS.iter().find_map(|verb| {
            let (name, place) = part.split_once(verb)?;
            place.starts_with(char::is_uppercase).then_some(name)
        })?,
    };
    several_words(person(name.trim())?)
}

/// `Ann Lee in Varel` → `Ann Lee`.
pub(super) fn before_place(name: &str) -> &str {
    [" in ", " at ", " from "]
        .iter()
        .filter_map(|joint| {
            let (head, place) = name.split_once(joint)?;
            place.starts_with(char::is_uppercase).then_some(head)
        })
        .min_by_key(|head| head.len())
        .unwrap_or(name)
}

/// A name of one word is too often another word.
fn several_words(name: String) -> Option<String> {
    name.contains(' ').then_some(name)
}

fn is_of_season(word: &&str) -> bool {
    const SEASONS: [&str; 7] = [
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "easter",
        "christmas",
    ];
    let year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut named = word.split(['/', '-']);
    year || named
        .all(|word| SEASONS.contains(&word.to_lowercase().as_str()) || dates::month(word).is_some())
}

/// Capitalised words, with the small words of names between them.
fn is_label(text: &str) -> bool {
    const SMALL: [&str; 12] = [
        "of", "the", "for", "and", "&", "de", "la", "le", "on", "du", "der", "von",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=7).contains(&words.len())
        && text.starts_with(|c: char| c.is_uppercase() || c == '"' || c == '“')
        && words.iter().all(|word| {
            word.trim_start_matches(['"', '“', '‘', '\''])
                .starts_with(char::is_uppercase)
                || SMALL.contains(word)
                || SECTIONS.contains(word)
        })
}

/// Two names of several words each.
fn is_pair(label: &str) -> bool {
    label
        .split_once(" and ")
        .is_some_and(|(one, other)| one.contains(' ') && other.contains(' '))
}

/// `No. 214`, `Vol. IV`, `page 3`.
fn is_issue(words: &[&str]) -> bool {
    let [kind, number] = words else {
        return false;
    };
    let kind = kind.trim_end_matches('.').to_lowercase();
    ["no", "number", "issue", "vol", "volume", "page"].contains(&kind.as_str())
        && number
            .chars()
            .all(|c| c.is_ascii_digit() || "IVXLC".contains(c))
}

/// `Letter from the quay of Varel`: what a text is, and whence.
fn is_kind(part: &str) -> bool {
    const KINDS: [&str; 12] = [
        "Bulletin",
        "Despatch",
        "Diary",
        "Dispatch",
        "Journal",
        "Letter",
        "Memorandum",
        "Note",
        "Order",
        "Proclamation",
        "Report",
        "Telegram",
    ];
    let Some((kind, rest)) = part.split_once(' ') else {
        return false;
    };
    let rest = ["from ", "of ", "to ", "by "]
        .iter()
        .find_map(|joint| rest.strip_prefix(joint));
    let rest = rest.map(|rest| rest.strip_prefix("the ").unwrap_or(rest));
    KINDS.contains(&kind) && rest.is_some_and(is_label)
}

/// `From our own correspondent in Varel`: who writes is not named.
fn is_our_own(part: &str) -> bool {
    let starts = ["from our ", "by our ", "from a ", "by a ", "our "]
        .iter()
        .any(|start| starts_with(part, start));
    let lower = before_place(part).to_lowercase();
    let last = lower.rsplit(' ').next().unwrap_or("");
    starts
        && lower.split(' ').count() <= 6
        && (ROLES.contains(&last.trim_end_matches('s')) || last == "staff")
}

/// Whether nothing but an outlet can be called so: no battle has all its words in capitals, and
/// none is a gazette.
fn names_outlet(label: &str) -> bool {
    const OUTLETS: [&str; 16] = [
        "Advertiser",
        "Bulletin",
        "Chronicle",
        "Courier",
        "Echo",
        "Gazette",
        "Herald",
        "Journal",
        "Mercury",
        "Monitor",
        "Observer",
        "Post",
        "Register",
        "Review",
        "Times",
        "Tribune",
    ];
    let mut words = label.split_whitespace();
    words.any(|word| OUTLETS.contains(&word))
        || label
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase))
}

fn starts_with(text: &str, start: &str) -> bool {
    super::kinds::starts_with_ignoring_case(text, start)
}

/// What a writer can be; stands last.
const ROLES: &[&str] = &[
    "analyst",
    "barrister",
    "columnist",
    "correspondent",
    "critic",
    "director",
    "editor",
    "fellow",
    "historian",
    "journalist",
    "lawyer",
    "lecturer",
    "physician",
    "professor",
    "reporter",
    "researcher",
    "secretary",
    "solicitor",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "surgeon",
    "writer",
];

/// What stands before it with a capital.
const RANKS: &[&str] = &[
    "assistant",
    "associate",
    "chief",
    "deputy",
    "executive",
    "foreign",
    "managing",
    "research",
    "senior",
    "staff",
    "visiting",
];

/// What ends the name of a firm that speaks for others.
const FIRMS: &[&str] = &["attorneys", "barristers", "lawyers", "solicitors"];

/// Words for the parts of a newspaper and for kinds of texts.
const SECTIONS: &[&str] = &[
    "analysis",
    "brief",
    "business",
    "column",
    "comment",
    "culture",
    "edition",
    "editorial",
    "essay",
    "evening",
    "exclusive",
    "features",
    "final",
    "for",
    "immediate",
    "in",
    "late",
    "letters",
    "magazine",
    "morning",
    "news",
    "obituary",
    "online",
    "opinion",
    "politics",
    "press",
    "release",
    "report",
    "review",
    "sport",
    "sports",
    "statement",
    "supplement",
    "weekend",
    "world",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str, first: bool) -> Option<[String; 2]> {
        let credits = of_line(line, first)?;
        let day = credits.dates.iter().find_map(|date| date.day(None));
        let day = match (day, credits.dates.is_empty()) {
            (Some(day), _) => day.to_string(),
            (None, true) => String::new(),
            (None, false) => String::from("no year"),
        };
        Some([credits.author, day])
    }

    #[test]
    fn lines_that_say_who_and_when() {
        for (line, author, day) in [
            (
                "Kelmar Courier, Tuesday 6 May 2014. By Ann Lee",
                "Ann Lee",
                "2014-05-06",
            ),
            (
                "The Blue Lamp, posted by Ann Lee, Friday 6 June 2014",
                "Ann Lee",
                "2014-06-06",
            ),
            (
                "Salt and Rope, by Ann Lee, Sunday 8 June 2014",
                "Ann Lee",
                "2014-06-08",
            ),
            (
                "By Ann Lee, Salt & Rope, 4 August 2007",
                "Ann Lee",
                "2007-08-04",
            ),
            (
                "By Ann Lee and Bo Kessler | The Courier | 4 August 2007",
                "Ann Lee and Bo Kessler",
                "2007-08-04",
            ),
            (
                "By J. R. Lee, Review of Ports (Varel edition), 9 May 2009",
                "J. R. Lee",
                "2009-05-09",
            ),
            (
                "By Ann Lee, Bo Kessler and Cal Orr, The Courier, 9 May 2009",
                "Ann Lee, Bo Kessler and Cal Orr",
                "2009-05-09",
            ),
            ("Kelmar, Varel Reporter, 9 May 2009", "", "2009-05-09"),
            ("Port Kelmar, Varel Reporter, 9 May 2009", "", "2009-05-09"),
            ("The Courier, By Ann Lee in Kelmar", "Ann Lee", ""),
            (
                "The Gazette of Varel, No. 214, Monday 4 May 1846",
                "",
                "1846-05-04",
            ),
            (
                "From our own correspondent in Kelmar, 4 May 1846",
                "",
                "1846-05-04",
            ),
            (
                "Letter from the Quay of Varel, 4 May 1846",
                "",
                "1846-05-04",
            ),
            (
                "By our reporters in Kelmar, The Courier, 9 May 2009",
                "",
                "2009-05-09",
            ),
            ("By Ann Lee, night reporter", "Ann Lee", ""),
            (
                "Ann Lee, Senior Fellow. 3 July 2010",
                "Ann Lee",
                "2010-07-03",
            ),
            (
                "Ann Lee, Bruun Venn Solicitors, Kelmar. For immediate release, 7 July 2014",
                "Ann Lee",
                "2014-07-07",
            ),
            ("Kelmar Quarterly, Spring 2011. By Ann Lee", "Ann Lee", ""),
            (
                "The Courier, Varel. Thursday 8 May 2014. By Ann Lee in Kelmar Bay",
                "Ann Lee",
                "2014-05-08",
            ),
            (
                "The Courier, Wednesday 7 May 2014. By Ann Lee, harbour correspondent",
                "Ann Lee",
                "2014-05-07",
            ),
            (
                "The Courier, Saturday 10 May 2014. Interview: Ann Lee",
                "Ann Lee",
                "2014-05-10",
            ),
            (
                "Kelmar Echo, Saturday 17 May 2014. Ann Lee reports from Varel",
                "Ann Lee",
                "2014-05-17",
            ),
            (
                "The Courier, sport in brief, Monday 5 October 2015",
                "",
                "2015-10-05",
            ),
            ("Letters from the far quay, by Ann Lee", "Ann Lee", ""),
            (
                "Sunday, 4 May 1958. At the Halm Hospital.",
                "",
                "1958-05-04",
            ),
            ("Kelmar, Tuesday evening, 4 May", "", "no year"),
            ("The Kelmar Leaf, Wednesday, 5 May", "", "no year"),
        ] {
            let expected = Some([author.to_string(), day.to_string()]);
            assert_eq!(read(line, false), expected, "{line}");
        }
    }

    #[test]
    fn other_lines() {
        for line in [
            "",
            "By Ann Lee",
            "6 May 2014",
            "Battle of Kelmar, 2 April 1998",
            "From our house, 2 April 1998",
            "Letter bomb in Kelmar, 2 April 1998",
            "Ferry service restored, Tuesday 6 May 2014",
            "Ann Lee, killed in Kelmar, 3 May 2014",
            "Born in Kelmar, 3 May 1914. By the sea she stayed",
            "By night, by boat, they left Kelmar",
            "Shots were fired in Varel. By Tuesday 6 May 2014 it was quiet",
            "Kelmar, Varel, Lorn",
            "Kelmar Courier, Spring 2011",
            "A ferry, a storm, by our reporters",
            "The mayor spoke on 6 May 2014. By Ann Lee",
        ] {
            assert_eq!(read(line, false), None, "{line}");
        }
        for line in [
            "Kelmar, 6 May 2014",
            "The Sea, by Ann Lee",
            "Salt and Rope, by Ann Lee",
        ] {
            assert_eq!(read(line, true), None, "{line}");
        }
        let line = "Kelmar Courier, 6 May 2014. By Ann Lee";
        assert!(read(line, true).is_some());
    }

    #[test]
    fn days_over_a_title() {
        for (line, rest) in [
            ("Monday 9 May 2016: What we heard", Some("What we heard")),
            ("9 May 2016: Two ferries met", Some("Two ferries met")),
            ("May: what we heard", None),
            ("Ferries collide: 9 May 2016", None),
            ("In 2016: what we heard", None),
        ] {
            let found = dated_title(line).map(|(_, at)| &line[at..]);
            assert_eq!(found, rest, "{line}");
        }
    }
}
