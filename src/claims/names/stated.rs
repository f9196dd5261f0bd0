//! Stated names: where a sentence says that two names are one's.
//!
//! "The Northern Relief Union (NRU)", "the Harbour Guard, or HG," and "the Sarn Front, formerly
//! known as the Halm League,": only the words between the two names (or, where a sentence opens
//! "Known as A, B …", before the first) decide.

use super::evidence::is_acronym;
use super::mentions::Mention;
use super::strip;
use crate::english::Parsed;

/// Writes the other names that a sentence states into its mentions, which are in order.
pub fn also(text: &str, parsed: &Parsed, mentions: &mut [Mention]) {
    let words: Vec<String> = parsed
        .tokens
        .iter()
        .map(|token| token.span.of(text).to_lowercase())
        .collect();
    for at in 1..mentions.len() {
        let (a, b) = (&mentions[at - 1], &mentions[at]);
        if a.end > b.start {
            continue;
        }
        let between: Vec<&str> = words[a.end..b.start].iter().map(String::as_str).collect();
        let after = words.get(b.end).map_or("", String::as_str);
        let short = abbreviates(&b.text, &a.text) || abbreviates(&a.text, &b.text);
        let stated = match between.as_slice() {
            ["("] | ["(", "the"] => after == ")" && short,
            [",", "or"] | [",", "or", "the"] => matches!(after, "," | "." | ")") && short,
            other => renamed(other) || opens_with_old_name(&words[..a.start], other),
        };
        if stated {
            let name = mentions[at].text.clone();
            mentions[at - 1].also.push(name);
        }
    }
}

/// Whether a name in capitals is made of the letters of another, in order and beginning with its
/// first.
fn abbreviates(short: &str, long: &str) -> bool {
    let (short, long) = (strip(short), strip(long));
    if !is_acronym(short) || !long.contains([' ', '-']) {
        return false;
    }
    let mut letters = long.chars().flat_map(char::to_uppercase);
    let mut wanted = short.chars().filter(|c| c.is_alphabetic());
    let first = wanted.next();
    letters.next() == first && wanted.all(|c| letters.any(|l| l == c))
}

/// Whether the words between two names say that the second is another name of the first:
/// "(formerly", ", previously known as the", "was renamed", "changed its name to".
fn renamed(between: &[&str]) -> bool {
    let mut words: Vec<&str> = between
        .iter()
        .copied()
        .filter(|w| !matches!(*w, "," | "(" | "the" | "\"" | "“" | "”" | "‘" | "’" | "-"))
        .collect();
    let relative = matches!(words.first(), Some(&("which" | "who" | "that")));
    words.drain(..usize::from(relative));
    let be = matches!(
        words.first(),
        Some(&("is" | "was" | "are" | "were" | "been"))
    );
    words.drain(..usize::from(be));
    const WHEN: [&str; 13] = [
        "formerly",
        "previously",
        "originally",
        "also",
        "once",
        "then",
        "now",
        "better",
        "still",
        "later",
        "since",
        "sometimes",
        "commonly",
    ];
    let when = words.iter().take_while(|w| WHEN.contains(w)).count();
    words.drain(..when);
    let punctuated = matches!(between.first(), Some(&("," | "(" | "-")));
    match words.as_slice() {
        [] => {
            punctuated
                && matches!(
                    between.last().copied().unwrap_or(""),
                    "formerly" | "previously" | "originally" | "the"
                )
                && when > 0
                && between
                    .iter()
                    .any(|w| matches!(*w, "formerly" | "previously" | "originally"))
        }
        ["known", "as"] | ["known", "under", "name"] => true,
        ["called" | "named" | "dubbed"] => be || when > 0,
        ["renamed" | "rebranded"] | ["renamed" | "rebranded", "as" | "itself" | "to"] => {
            be || when > 0 || words.len() > 1
        }
        ["changed", "its", "name", "to"] | ["renamed", "itself", "as"] => true,
        ["aka"] | ["a.k.a."] | ["alias"] => true,
        _ => false,
    }
}

/// "Known at the time as A, B …", "Formerly called A, B …".
fn opens_with_old_name(before: &[String], between: &[&str]) -> bool {
    let before: Vec<&str> = before.iter().map(String::as_str).collect();
    let known = match before.as_slice() {
        ["known", .., "as"] | ["known", .., "as", "the"] => before.len() <= 7,
        [
            "formerly" | "once" | "originally" | "previously",
            "known" | "called" | "named",
            ..,
        ] => before.len() <= 4,
        _ => false,
    };
    known && matches!(between, [","] | [",", "the"])
}
