//! Rules that add a boundary.

use super::join::{is_title, last_word};
use super::prose::{after_closing_marks, is_closing, is_opening, is_stop};
use crate::documents::kinds;

/// Each gives the ends (bytes) of sentences that `sentencex` does not see.
pub(super) const RULES: [fn(&str) -> Vec<usize>; 7] = [
    missing_space,
    before_address,
    before_quotation,
    short_no,
    everyday_word,
    ellipsis_before_i,
    inline_list,
];

/// No space after the stop, a typing error: `They agreed.The rest left.`
fn missing_space(text: &str) -> Vec<usize> {
    stops(text)
        .filter(|&end| is_missing_space(text, end))
        .collect()
}

/// Whether a sentence ends at `end` though no white space follows: a word of small letters and a
/// stop before it, a capital and a small letter after it, and no web address around it.
pub(super) fn is_missing_space(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    // `Who?--Mr. Lee.`, `Relief.--The town`: in old print a dash replaces the space
    let after = rest
        .trim_start_matches(['-', '–', '—'])
        .trim_start_matches(is_opening);
    let mut next = after.chars();
    let opens = next.next().is_some_and(char::is_uppercase)
        && next
            .next()
            .is_some_and(|c| c.is_lowercase() || c == ' ' || c == '\'' || c == '’');
    if !opens {
        return false;
    }
    let before = text[..end]
        .trim_end_matches(is_closing)
        .trim_end_matches(is_stop);
    let word = last_word(before);
    let letters = word.chars().rev().take_while(|c| c.is_lowercase()).count();
    let whole = last_word(&text[..end]);
    let tail = &after[..after.floor_char_boundary(60)];
    let tail = tail.split_whitespace().next().unwrap_or("");
    // a stop may close a short abbreviation, a question mark does not
    let shortest = if before.len() < end && text[before.len()..end].starts_with(['?', '!']) {
        2
    } else {
        3
    };
    letters >= shortest
        && !whole.contains(['@', '/'])
        && !tail.contains(['@', '/'])
        && !tail
            .trim_end_matches(|c: char| !c.is_alphanumeric())
            .contains('.')
        && !kinds::is_address(whole)
        && !is_file_ending(after)
}

fn is_file_ending(after: &str) -> bool {
    let word = after
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    matches!(
        word,
        "Com" | "Org" | "Net" | "Js" | "Gov" | "Edu" | "Txt" | "Pdf" | "Doc"
    )
}

/// A web address after a finished sentence is a row of its own: `… an attack. https://…`
fn before_address(text: &str) -> Vec<usize> {
    stops(text)
        .filter(|&end| {
            let rest = &text[end..];
            rest.starts_with(char::is_whitespace)
                && kinds::is_address(rest.split_whitespace().next().unwrap_or(""))
        })
        .collect()
}

/// A quotation opens after a stop: `… the School of Art. “I loved it,” he says.` Not after a
/// title or an initial (`Gen. "Mad Dog" Lee`).
fn before_quotation(text: &str) -> Vec<usize> {
    stops(text)
        .filter(|&end| {
            let rest = &text[end..];
            let after = rest.trim_start();
            let opened = after.trim_start_matches(['"', '“', '‘', '«']);
            if after.len() == rest.len()
                || opened.len() == after.len()
                || !opened.starts_with(char::is_uppercase)
            {
                return false;
            }
            let word = last_word(&text[..end]).trim_start_matches(is_opening);
            let bare = word.trim_end_matches('.');
            !is_title(bare) && bare.chars().count() > 1 && !bare.contains('.')
        })
        .collect()
}

/// `No.` as an answer, not as a number: `No. They left.` against `No. 5`.
fn short_no(text: &str) -> Vec<usize> {
    text.match_indices("No. ")
        .filter(|&(at, _)| {
            let before = text[..at].trim_end_matches(is_opening).trim_end();
            let opens =
                before.is_empty() || before.ends_with(|c| is_stop(c) || is_closing(c) || c == ':');
            let next = text[at + 4..].trim_start();
            let number = next.starts_with(|c: char| c.is_ascii_digit() || c == '#')
                || next
                    .split_whitespace()
                    .next()
                    .is_some_and(|word| kinds::list_mark(word) > 0);
            opens && !number
        })
        .map(|(at, _)| at + 3)
        .collect()
}

/// Words that are also abbreviations (`Me.` for Maine), written small before a capital: `He saw
/// me. I ran.` And `etc.`, which ends a list and mostly the sentence.
fn everyday_word(text: &str) -> Vec<usize> {
    stops(text)
        .filter(|&end| {
            let rest = &text[end..];
            let word = last_word(&text[..end]).trim_matches(|c: char| !c.is_alphanumeric());
            let everyday = matches!(
                word,
                "me" | "art" | "ill" | "miss" | "ore" | "ok" | "may" | "mass" | "wash"
            );
            (everyday || text[..end].ends_with(" etc."))
                && rest.starts_with(char::is_whitespace)
                && rest
                    .trim_start()
                    .trim_start_matches(is_opening)
                    .starts_with(char::is_uppercase)
        })
        .collect()
}

/// An ellipsis that touches the word before it, and then `I`: `It was late... I ran.` A spaced
/// ellipsis is a pause inside the sentence (`what I ... I mean`).
fn ellipsis_before_i(text: &str) -> Vec<usize> {
    stops(text)
        .filter(|&end| {
            let before = text[..end].trim_end_matches(is_closing);
            let bare = before.trim_end_matches(is_stop);
            let dots = &before[bare.len()..];
            let next = text[end..].trim_start();
            (dots.contains('…') || dots.len() >= 3)
                && bare.ends_with(char::is_alphanumeric)
                && text[end..].starts_with(char::is_whitespace)
                && (next.starts_with("I ") || next.starts_with("I'") || next.starts_with("I’"))
        })
        .collect()
}

/// The items of a list that stands in one line: `1. Water 2. Bread`, `a) Water b) Bread`,
/// `• Water • Bread`. The line must open with the first mark, and each mark must follow the last
/// in number or letter.
fn inline_list(text: &str) -> Vec<usize> {
    let length = kinds::list_mark(text);
    let mut ends = Vec::new();
    let Some(mut current) = Mark::read(&text[..length]) else {
        return ends;
    };
    let mut at = length;
    for word in text[length..].split_inclusive(char::is_whitespace) {
        let mark = word.trim_end();
        if kinds::list_mark(mark) == mark.len()
            && at + word.len() < text.len()
            && let Some(next) = Mark::read(mark)
            && current.precedes(&next)
        {
            ends.push(text[..at].trim_end().len());
            current = next;
        }
        at += word.len();
    }
    ends
}

/// A list mark, as far as its place in the list goes.
#[derive(PartialEq)]
enum Mark {
    Number(u32),
    Letter(u8),
    Bullet(String),
}

impl Mark {
    fn read(mark: &str) -> Option<Mark> {
        let core = mark.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '.' | ':'));
        if let Ok(number) = core.parse() {
            Some(Mark::Number(number))
        } else if core.len() == 1 && core.bytes().all(|b| b.is_ascii_lowercase()) {
            core.bytes().next().map(Mark::Letter)
        } else if matches!(core, "•" | "·" | "▪" | "●" | "◦" | "‣") {
            Some(Mark::Bullet(core.to_owned()))
        } else {
            None
        }
    }

    fn precedes(&self, next: &Mark) -> bool {
        match (self, next) {
            (Mark::Number(a), Mark::Number(b)) => a.checked_add(1) == Some(*b),
            (Mark::Letter(a), Mark::Letter(b)) => a.checked_add(1) == Some(*b),
            (Mark::Bullet(a), Mark::Bullet(b)) => a == b,
            _ => false,
        }
    }
}

/// Where runs of stops end, with the closing marks that follow them.
fn stops(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().filter_map(|(at, c)| {
        let end = at + c.len_utf8();
        (is_stop(c) && !text[end..].starts_with(is_stop)).then(|| after_closing_marks(text, end))
    })
}
