//! What a line is by its own words: a link, a date line, a copyright line. A line whose place
//! decides (a title, prose) is left to [`super::sections`].
//!
//! Every test here is on form (a label, a date, a credit), never on a subject, and looks at one
//! line only, so that the work grows with the text and no faster.

use super::Kind;
use super::dates::month;

/// Longer lines, in bytes, are prose.
const LONGEST_LINE: usize = 600;

/// The kind that a line's own words show; `None` where only its neighbours can tell.
///
/// `line` is one line or paragraph without white space at its ends.
pub fn of_line(line: &str) -> Option<Kind> {
    if line.len() > LONGEST_LINE {
        return None;
    }
    if is_list_number(line) {
        Some(Kind::ListNumber)
    } else if is_link(line) {
        Some(Kind::Link)
    } else if is_copyright(line) {
        Some(Kind::Copyright)
    } else if is_byline(line) {
        Some(Kind::Byline)
    } else if is_dateline(line) {
        Some(Kind::Dateline)
    } else if is_newsletter(line) {
        Some(Kind::Newsletter)
    } else if is_caption(line) {
        Some(Kind::Caption)
    } else {
        None
    }
}

/// The web address with which a link line ends or that it is: the part of the line that is not a
/// label. `Source: http://a.example/b` → `http://a.example/b`; a link line without one is its own.
pub fn address(line: &str) -> &str {
    let last = line.rsplit(char::is_whitespace).next().unwrap_or(line);
    let label = &line[..line.len() - last.len()];
    if is_address(last) && label.trim_end().ends_with(':') {
        last
    } else {
        line
    }
}

/// Whether a word is a web address.
pub fn is_address(word: &str) -> bool {
    let word = word.trim_start_matches(['<', '(', '[']);
    ["http://", "https://", "www."]
        .iter()
        .any(|start| starts_with_ignoring_case(word, start))
}

/// `5.`, `(iv)`, `b)`: a list number with nothing after it.
fn is_list_number(line: &str) -> bool {
    line.len() <= 7 && list_mark(line) == line.len() && !is_bullet(line)
}

/// Length in bytes of the list mark with which a line opens (`5.`, `5)`, `(a)`, `iv.`, `-`, `•`),
/// without the white space after it; 0 where there is none.
pub fn list_mark(line: &str) -> usize {
    let mut end = line
        .char_indices()
        .find(|(_, c)| c.is_whitespace())
        .map_or(line.len(), |(at, _)| at);
    if end > 8 {
        return 0;
    }
    let mark = &line[..end];
    if is_bullet(mark) {
        return end;
    }
    let open = mark.starts_with(['(', '[']);
    let inner = mark.trim_start_matches(['(', '[']);
    let core = inner.trim_end_matches([')', ']', '.', ':']);
    let closing = &inner[core.len()..];
    if closing.is_empty() || (open && !closing.contains([')', ']'])) {
        return 0;
    }
    let number = !core.is_empty() && core.len() <= 3 && core.bytes().all(|b| b.is_ascii_digit());
    let letter = core.len() == 1 && core.bytes().all(|b| b.is_ascii_lowercase()) && closing != ":";
    let roman = !core.is_empty()
        && core.len() <= 5
        && (core.bytes().all(|b| b"ivx".contains(&b)) || core.bytes().all(|b| b"IVX".contains(&b)))
        && (core != "I" || closing != ".");
    if !(number || letter || roman) {
        end = 0;
    }
    end
}

fn is_bullet(mark: &str) -> bool {
    matches!(
        mark,
        "-" | "*" | "+" | "•" | "·" | "–" | "—" | "▪" | "●" | "◦" | "‣"
    )
}

/// A bare address, or a label that points elsewhere (`READ:`, `Source: http…`, `Related:`).
fn is_link(line: &str) -> bool {
    const POINTERS: [&str; 14] = [
        "read",
        "read more",
        "read also",
        "also read",
        "see also",
        "related",
        "more",
        "watch",
        "listen",
        "source",
        "via",
        "link",
        "related articles",
        "full story",
    ];
    if !line.contains(char::is_whitespace) && is_address(line) {
        return true;
    }
    // Markdown: a line that is one link or image and nothing else.
    if line.starts_with('[') && line.ends_with(')') && line.matches("](").count() == 1 {
        return true;
    }
    let Some((label, rest)) = line.split_once(':') else {
        return false;
    };
    let label = label.trim().to_lowercase();
    if label == "source" || label == "via" || label == "link" || label == "url" {
        let rest = rest.trim();
        return is_address(rest.split_whitespace().next().unwrap_or(""))
            || (!rest.is_empty() && !ends_sentence(rest) && words(rest) <= 8);
    }
    POINTERS.contains(&label.as_str()) && !rest.trim().is_empty() && words(rest) <= 25
}

/// `Copyright 2020 A. Paper`, `© A. Paper`, `All rights reserved.`
fn is_copyright(line: &str) -> bool {
    let lower = line.to_lowercase();
    words(line) <= 40
        && (lower.starts_with('©')
            || (lower.starts_with("(c) ") && lower[4..].starts_with(|c: char| c.is_ascii_digit()))
            || (lower.starts_with("copyright")
                && lower.contains(|c: char| c.is_ascii_digit() || c == '©'))
            || lower.contains("all rights reserved"))
}

/// `By A. Writer`, `Translated by B. Other`, `By A. Writer and C. Third, Staff Writers`.
fn is_byline(line: &str) -> bool {
    const OPENERS: [&str; 12] = [
        "by ",
        "by: ",
        "written by ",
        "translated by ",
        "story by ",
        "reported by ",
        "reporting by ",
        "author: ",
        "edited by ",
        "compiled by ",
        "interview by ",
        "words by ",
    ];
    let Some(opener) = OPENERS
        .iter()
        .find(|opener| starts_with_ignoring_case(line, opener))
    else {
        return false;
    };
    let name = line[opener.len()..].trim_start_matches(['*', '_']);
    // `By morning the road was shut` is prose; `By Ann Lee` is not.
    words(line) <= 14
        && !ends_sentence(line.trim_end_matches(['.', '*', '_']))
        && (!line.ends_with('.') || line.chars().all(|c| !c.is_lowercase()))
        && name.starts_with(|c: char| c.is_uppercase())
        && capitalised_share(name) >= 0.6
}

/// A line that is nothing but a date and a time, with or without a label such as `Last updated`.
fn is_dateline(line: &str) -> bool {
    if line.len() > 120 || words(line) > 18 {
        return false;
    }
    let body = match line.split_once(": ") {
        Some((label, rest))
            if words(label) <= 3 && !label.contains(|c: char| c.is_ascii_digit()) =>
        {
            rest
        }
        _ => line,
    };
    let mut dates = 0;
    let mut places = 0;
    for word in body
        .split(|c: char| c.is_whitespace() || matches!(c, '|' | ',' | '(' | ')' | '@' | '·' | '•'))
    {
        let word = word.trim_matches(['.', '-', '–', '—', ':', '*', '_']);
        if word.is_empty() || is_date_helper(word) {
            continue;
        }
        if is_date_word(word) {
            dates += 1;
        } else if word
            .chars()
            .all(|c| c.is_uppercase() || c == '\'' || c == '.')
        {
            // `BEIRUT, Dec. 14 —`, a time zone
            places += 1;
        } else {
            return false;
        }
    }
    dates >= 2 && places <= 3
        || dates == 1
            && places <= 1
            && body.contains(['/', '-'])
            && body.bytes().filter(u8::is_ascii_digit).count() >= 6
}

fn is_date_helper(word: &str) -> bool {
    const HELPERS: [&str; 14] = [
        "posted",
        "published",
        "updated",
        "last",
        "on",
        "at",
        "date",
        "the",
        "modified",
        "first",
        "am",
        "pm",
        "of",
        "day",
    ];
    let lower = word.to_lowercase();
    HELPERS.contains(&lower.as_str()) || matches!(lower.as_str(), "a.m" | "p.m")
}

/// A month, a weekday, a number of a day or a year, a time of day.
fn is_date_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    if month(&lower).is_some() || is_weekday(&lower) {
        return true;
    }
    let digits = lower.bytes().filter(u8::is_ascii_digit).count();
    let rest = lower
        .trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '/' | ':' | '.' | '-' | '+'));
    digits > 0
        && digits <= 14
        && (matches!(
            rest,
            "" | "st"
                | "nd"
                | "rd"
                | "th"
                | "am"
                | "pm"
                | "a.m"
                | "p.m"
                | "gmt"
                | "utc"
                | "z"
                | "t"
                | "h"
        ))
}

fn is_weekday(lower: &str) -> bool {
    const DAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    lower.len() >= 3
        && lower.len() != 4
        && DAYS
            .iter()
            .any(|day| *day == lower || (lower.len() <= 5 && day.starts_with(lower)))
}

/// `Sign up to our mailing list`, `Subscribe`, `Follow us on …`.
fn is_newsletter(line: &str) -> bool {
    const OPENERS: [&str; 10] = [
        "sign up",
        "subscribe",
        "follow us",
        "like us on",
        "join our",
        "get our",
        "click here",
        "support our",
        "download our",
        "share this",
    ];
    words(line) <= 30
        && OPENERS
            .iter()
            .any(|opener| starts_with_ignoring_case(line, opener))
}

/// Words under a picture: a label, a credit, or a line about a photo that is no sentence.
fn is_caption(line: &str) -> bool {
    const LABELS: [&str; 12] = [
        "photo",
        "photos",
        "image",
        "images",
        "picture",
        "photograph",
        "file photo",
        "caption",
        "image credit",
        "photo credit",
        "photo courtesy",
        "image caption",
    ];
    let lower = line.to_lowercase();
    // `[Illustration: …]`, also where the bracket closes paragraphs later
    if [
        "[illustration",
        "[image",
        "[photo",
        "[picture",
        "![",
        "(photo",
        "(image",
        "(picture",
        "photo by ",
        "photograph by ",
        "photos by ",
        "image via ",
        "image by ",
    ]
    .iter()
    .any(|opener| lower.starts_with(opener))
        && words(line) <= 60
    {
        return true;
    }
    if let Some((label, _)) = lower.split_once([':', '/'])
        && LABELS.contains(&label.trim())
        && words(line) <= 60
    {
        return true;
    }
    let credit = [
        "getty images",
        "via getty",
        "/afp",
        "/reuters",
        "/ap)",
        "(ap photo",
        "/epa",
        "photo)",
        "pictured)",
    ];
    if words(line) <= 60
        && credit.iter().any(|c| {
            lower
                .trim_end_matches(['.', ')'])
                .ends_with(c.trim_end_matches(')'))
        })
    {
        return true;
    }
    // `Smoke over the harbour – May 2019`: no sentence, and a month after the dash
    if !ends_sentence(line)
        && words(line) <= 25
        && let Some((_, when)) = line.rsplit_once(['–', '—'])
        && words(when) <= 3
        && when
            .split_whitespace()
            .any(|w| month(&w.to_lowercase()).is_some())
        && when.bytes().filter(u8::is_ascii_digit).count() >= 4
    {
        return true;
    }
    false
}

/// Whether a line ends as a sentence does: `.`, `?`, `!`, `…` or `:`, also before closing marks.
pub(crate) fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_')
    })
    .ends_with(['.', '?', '!', '…', ':', ';'])
}

/// How many words, split at white space.
pub(crate) fn words(line: &str) -> usize {
    line.split_whitespace().count()
}

/// The share of words of more than three letters that open with a capital; 0 without any word.
pub(crate) fn capitalised_share(line: &str) -> f64 {
    let mut long = 0.0;
    let mut capital = 0.0;
    for word in line.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’' && c != '.') {
        let Some(first) = word.chars().next() else {
            continue;
        };
        if first.is_uppercase() {
            capital += 1.0;
            long += 1.0;
        } else if word.chars().count() > 3 {
            long += 1.0;
        }
    }
    if long == 0.0 { 0.0 } else { capital / long }
}

pub(crate) fn starts_with_ignoring_case(line: &str, start: &str) -> bool {
    line.get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start))
}
