//! Comments with a name and a time over them: `Ann Lee, 3 June at 9:20:`, `3. Ann Lee, 3 June,
//! 9:20`, `Ann Lee (3 June, 9:20 am)`, `Ann Lee · 3 June 2019 · 9:20`.

use jiff::civil::Date;

use crate::documents::{dates, kinds};

/// The line over a comment.
pub(super) struct Stamp {
    /// Who writes.
    pub(super) name: String,
    /// When; a missing year is that of the post or the next one.
    pub(super) date: Option<Date>,
    /// What lines over the comments of one page have in common.
    pub(super) form: Form,
    /// How far its form shows that it is one.
    pub(super) sure: Sure,
}

/// How far the form of a line shows that it stands over a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// A ticker puts `Kelmar, 3 June, 9:20` over its reports.
    No,
    /// It has a name of several words, which over no post can be a street's in a log.
    BelowPost,
    /// It is numbered, ends in a colon, or has dots or bars between name and time.
    Yes,
}

/// How a stamp is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    numbered: bool,
    colon: bool,
    divider: &'static str,
}

/// Reads the line over a comment on what was written on day `post`: a name, then nothing but a day
/// with a time of day, or a day alone where a number or a colon shows what the line is.
pub(super) fn read(line: &str, post: Option<Date>) -> Option<Stamp> {
    const DIVIDERS: [&str; 9] = [", ", " (", " · ", " • ", " | ", " – ", " — ", " - ", " on "];
    const VERBS: [&str; 4] = [" wrote", " says", " said", " commented"];
    if line.len() > 120 || kinds::words(line) > 16 {
        return None;
    }
    let (numbered, rest) = without_number(line);
    let colon = rest.ends_with(':');
    let (name, when, divider) = DIVIDERS.iter().find_map(|divider| {
        rest.match_indices(divider).find_map(|(at, _)| {
            let when = dates::in_line(&rest[at + divider.len()..])?;
            Some((&rest[..at], when, *divider))
        })
    })?;
    let clock = dates::has_clock(&rest[name.len()..]);
    let [when] = &when[..] else {
        return None;
    };
    let name = match name.split_once(" (") {
        Some((name, aside)) if aside.ends_with(')') => name,
        Some(_) => return None,
        None => name,
    };
    let name = VERBS
        .iter()
        .find_map(|verb| name.strip_suffix(verb))
        .unwrap_or(name)
        .trim()
        .trim_start_matches('@');
    let several = name.contains(' ');
    let capitals = !name.contains(char::is_lowercase);
    let named = kinds::words(name) <= 5
        && name.chars().next().is_some_and(char::is_alphanumeric)
        && !name.contains(['"', '“', '”', '?', ':', ';', ','])
        && (!several
            || name
                .split_whitespace()
                .all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())));
    ((clock || colon || numbered) && named && dates::in_line(name).is_none()).then(|| Stamp {
        name: name.to_owned(),
        date: when.day_since(post),
        form: Form {
            numbered,
            colon,
            divider,
        },
        sure: match divider {
            _ if numbered || colon => Sure::Yes,
            _ if !several || capitals => Sure::No,
            " · " | " • " | " | " => Sure::Yes,
            _ => Sure::BelowPost,
        },
    })
}

/// `3. `, `3) `, `#3 ` before the name.
fn without_number(line: &str) -> (bool, &str) {
    let mark = kinds::list_mark(line);
    let mark = match line.strip_prefix('#') {
        Some(rest) => 1 + rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len(),
        None if line[..mark].starts_with(|c: char| c.is_ascii_digit()) => mark,
        None => 0,
    };
    let rest = line[mark..].trim_start();
    (mark > 1 && rest.len() < line.len() - mark, rest)
}
