//! The parts of a line of credits, and what each is by its own words.

use crate::documents::dates::{self, Stated};
use crate::documents::kinds;
use crate::documents::metadata::person;

/// What a part of a line is.
#[derive(Debug)]
pub(super) enum Part<'t> {
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
pub(super) fn parts(line: &str) -> Vec<&str> {
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
pub(super) fn read<'t>(line: &str, parts: &[&'t str]) -> Vec<Part<'t>> {
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
pub(in crate::documents) fn before_place(name: &str) -> &str {
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
pub(super) fn several_words(name: String) -> Option<String> {
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
pub(super) fn is_pair(label: &str) -> bool {
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
pub(super) fn names_outlet(label: &str) -> bool {
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

pub(super) fn starts_with(text: &str, start: &str) -> bool {
    kinds::starts_with_ignoring_case(text, start)
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
