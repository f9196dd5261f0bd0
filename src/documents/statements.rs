//! What statements and letters say of themselves, which have no byline:
//!
//! ```text
//! Statement of Ann Lee, aged 40, baker             author
//! Taken at Kelmar on Sunday, 2nd June 1871       day
//! I am Ann Lee and I live at …                     author
//!
//! Dear neighbours, … Yours sincerely, / Ann Lee    author
//! ```
//!
//! A statement is by whom it names only if somebody says `I` in it; a statement on behalf of
//! somebody is not by them.

use super::dates::{self, Stated};
use super::metadata::{About, person};
use super::{credits, kinds};

/// Lines at the head in which a statement says whose it is and when it was made.
const HEAD: usize = 4;
/// Lines among which somebody must say `I`.
const OPENING: usize = 12;
/// Lines at the end for a signature and a day.
const FOOT: usize = 6;
/// In bytes. Longer lines tell what happened.
const LONGEST: usize = 300;
/// In bytes: how far behind `taken` its day can stand.
const NEAR: usize = 120;

/// Reads the first and last lines of a text, which `forwards` and `backwards` give.
pub(super) fn of_lines<F, B>(forwards: impl Fn() -> F, backwards: impl Fn() -> B) -> About
where
    F: Iterator<Item = String>,
    B: Iterator<Item = String>,
{
    let some = |line: &String| !line.is_empty();
    let first: Vec<String> = forwards().filter(some).take(OPENING).collect();
    let head = &first[..first.len().min(HEAD)];
    let mut about = About::default();
    let statement = head
        .iter()
        .any(|line| is_statement(line) || self_named(line).is_some());
    let record = head.iter().any(|line| is_record(line));
    let letter = first.iter().any(|line| is_salutation(line));
    if !statement && !record && !letter && !head.iter().any(|line| maker(line).is_some()) {
        return about;
    }
    let mut last: Vec<String> = backwards().filter(some).take(FOOT).collect();
    last.reverse();
    let first_person = first.iter().any(|line| says_i(line));
    let author = head
        .iter()
        .find_map(|line| maker(line))
        .filter(|_| first_person)
        .or_else(|| head.iter().find_map(|line| self_named(line)))
        .or_else(|| head.iter().find_map(|line| examiner(line)))
        .or_else(|| signature(&last));
    about.author = author.unwrap_or_default();
    if record || statement && first_person {
        let foot = last.iter().rev().take(2);
        let made: Vec<Stated> = head
            .iter()
            .chain(foot)
            .filter_map(|line| made(line))
            .collect();
        about.published = made.iter().find_map(|date| date.day(None));
        if about.published.is_none() {
            about.open = made;
        }
    }
    about
}

/// `Dear neighbours,`
pub(super) fn is_salutation(line: &str) -> bool {
    let starts = ["dear ", "my dear ", "dearest "]
        .iter()
        .any(|start| kinds::starts_with_ignoring_case(line, start));
    let alone = ["sir", "sirs", "madam", "gentlemen", "dear sir"]
        .contains(&line.trim_end_matches([',', ':']).to_lowercase().as_str());
    (starts || alone) && line.ends_with([',', ':']) && kinds::words(line) <= 8
}

/// What a statement calls itself; before the first it can be told the how manieth it is.
const NAMES: [&str; 4] = ["statement", "deposition", "affidavit", "declaration"];

fn is_statement(line: &str) -> bool {
    const AFTER: [&str; 8] = [" of ", " by ", " made", " taken", " given", ".", ":", ","];
    let lower = line.to_ascii_lowercase();
    NAMES.iter().any(|name| {
        lower.match_indices(name).any(|(at, _)| {
            let after = &lower[at + name.len()..];
            opens(&lower[..at])
                && (after.is_empty() || AFTER.iter().any(|next| after.starts_with(next)))
        })
    })
}

/// Minutes and findings, which give the day of what they record as their own.
fn is_record(line: &str) -> bool {
    const RECORDS: [&str; 6] = [
        "minutes of ",
        "examination made ",
        "inspection made ",
        "report made ",
        "post-mortem ",
        "summary of ",
    ];
    RECORDS
        .iter()
        .any(|start| kinds::starts_with_ignoring_case(line, start))
}

/// Whether a statement's name stands first after these words; `the statement` is spoken of, not
/// made.
fn opens(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty() || before.ends_with('.') || before.split(' ').all(is_ordinal)
}

fn is_ordinal(word: &str) -> bool {
    [
        "second",
        "third",
        "further",
        "additional",
        "supplementary",
        "witness",
        "written",
        "sworn",
        "voluntary",
        "signed",
    ]
    .contains(&word)
}

/// Other texts in which the one they are of says `I`.
const MEMOIRS: [&str; 5] = ["diary", "journal", "recollections", "memoir", "memoirs"];

/// `Statement of Ann Lee, aged 40` → `Ann Lee`.
fn maker(line: &str) -> Option<String> {
    let lower = line.to_ascii_lowercase();
    NAMES.iter().chain(&MEMOIRS).find_map(|name| {
        let opener = format!("{name} of ");
        let at = lower.find(&opener)?;
        opens(&lower[..at])
            .then(|| name_at(&line[at + opener.len()..]))
            .flatten()
    })
}

/// `I am Ann Lee and …`, `1. My name is Ann Lee.`, `I, Ann Lee, …`
fn self_named(line: &str) -> Option<String> {
    let line = line[kinds::list_mark(line)..].trim_start();
    ["I am ", "My name is ", "I, "].iter().find_map(|opener| {
        let rest = line.strip_prefix(opener)?;
        let name = name_at(rest)?;
        let after = &rest[rest.find(&name)? + name.len()..];
        // `I am British and …` has no name, `I am Kelmar Harbour's …` none either
        [",", ".", ";", " and I", " of ", " and live"]
            .iter()
            .any(|end| after.starts_with(end))
            .then_some(name)
    })
}

/// `Examination made at Kelmar on 8 August 1871, by Ann Lee, surgeon` → `Ann Lee`.
fn examiner(line: &str) -> Option<String> {
    let at = line.find(" made ")?;
    let (when, by) = line[at..].split_once(", by ")?;
    (!dates::within(when).is_empty())
        .then(|| name_at(by))
        .flatten()
}

/// The name with which words begin, of two words at least.
fn name_at(words: &str) -> Option<String> {
    let mut end = 0;
    for word in words.split_inclusive(' ') {
        let bare = word.trim_end();
        let particle = matches!(bare, "de" | "van" | "von" | "der" | "la" | "al" | "bin");
        if !particle && !bare.starts_with(char::is_uppercase) {
            break;
        }
        end += word.len();
        let initial = bare.ends_with('.') && bare.chars().count() <= 4;
        if bare.ends_with([',', ';', ':', ')']) || (bare.ends_with('.') && !initial) {
            break;
        }
    }
    let name = person(
        words[..end]
            .trim()
            .trim_end_matches([',', ';', ':', '.', ')']),
    )?;
    (2..=5).contains(&kinds::words(&name)).then_some(name)
}

fn says_i(line: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric())
        .any(|word| word == "I")
}

/// The day behind `taken`, `made` and the like.
fn made(line: &str) -> Option<Stated> {
    const CUES: [&str; 9] = [
        "taken", "made", "dated", "sworn", "given", "signed", "recorded", "declared", "held",
    ];
    if line.len() > LONGEST {
        return None;
    }
    let lower = line.to_ascii_lowercase();
    let cue = CUES
        .iter()
        .filter_map(|cue| {
            lower.match_indices(cue).map(|(at, _)| at).find(|&at| {
                let word = |c: char| c.is_alphanumeric();
                !lower[..at].ends_with(word) && !lower[at + cue.len()..].starts_with(word)
            })
        })
        .min()?;
    let mut end = line.len().min(cue + NEAR);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    dates::within(&line[cue..end]).into_iter().next()
}

/// The name under `Yours sincerely,`.
fn signature(last: &[String]) -> Option<String> {
    let at = last.iter().position(|line| {
        let closing = [
            "yours",
            "sincerely",
            "faithfully",
            "with kind regards",
            "respectfully",
        ]
        .iter()
        .any(|start| kinds::starts_with_ignoring_case(line, start));
        closing && kinds::words(line) <= 5
    })?;
    let name = last.get(at + 1)?;
    let name = credits::before_place(name);
    (2..=5)
        .contains(&kinds::words(name))
        .then(|| person(name))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> [String; 2] {
        let about = of_lines(
            || text.lines().map(str::to_string),
            || text.rsplit('\n').map(str::to_string),
        );
        let day = about.published.map(|day| day.to_string());
        [about.author, day.unwrap_or_default()]
    }

    #[test]
    fn statements_and_letters() {
        for (text, author, day) in [
            (
                "Statement of Ann Lee, aged 40, baker, who says:\n\nI live at 3 Mill Row.\n\n\
                 Signed A. Lee, 2nd June 1871.",
                "Ann Lee",
                "1871-06-02",
            ),
            (
                "WITNESS STATEMENT\n\nBo Venn, 38 years, porter. Taken at the Halm Baths, Sunday \
                 2 June 1871.\n\n1. I am Bo Venn of Quay Street and I sweep the hall.",
                "Bo Venn",
                "1871-06-02",
            ),
            (
                "Statement of Cal Edwin Orr, aged 20, of Lorn, made on Friday, the 9th day of \
                 June, 1871. I was told why.\n\nI saw it on 1 June 1871.",
                "Cal Edwin Orr",
                "1871-06-09",
            ),
            (
                "STATEMENT OF WITNESS\n\nKelmar Police, Quay Street. Statement of Ann Lee, aged 27, \
                 taken on Sunday, 2nd June 1871, at 9.40.\n\nI am Ann Lee and I live here.",
                "Ann Lee",
                "1871-06-02",
            ),
            (
                "SECOND STATEMENT OF BO VENN\n\nMade at the prison, Lorn, on 5th June 1871\n\n\
                 My father was a smith and I wish to say so.",
                "BO VENN",
                "1871-06-05",
            ),
            (
                "My name is Ann Lee and I keep the toll house.\n\nI saw two men.",
                "Ann Lee",
                "",
            ),
            (
                "Diary of Ann Lee\n\n3 June. I was told to stay.",
                "Ann Lee",
                "",
            ),
            (
                "Minutes of the meeting held in the Long Room, Lorn, on Tuesday 6 May 1958\n\n\
                 Present: the mayor.",
                "",
                "1958-05-06",
            ),
            (
                "SUMMARY OF FINDINGS\n\nBo Venn, aged 45. Examination made at Kelmar on 8 August \
                 1958, by Irma Halm, M.D., surgeon.\n\nI found no water.",
                "Irma Halm",
                "1958-08-08",
            ),
            (
                "Kelmar, 3 May 1962\n\nDear neighbours,\n\nI write on 4 May 1962.\n\n\
                 Yours faithfully,\n\nDr Ann Lee\nMayor",
                "Dr Ann Lee",
                "",
            ),
        ] {
            assert_eq!(of(text), [author, day], "{text}");
        }
    }

    #[test]
    fn other_texts() {
        for text in [
            "",
            "STATEMENT ON BEHALF OF ANN LEE\n\nI speak for Mr Bo Lee.",
            "Statement of Financial Position\n\nThe fund was made whole on 3 May 1962.",
            "Statement win for Kelmar\n\nA goal made on 3 May 1962 won it, and I was there.",
            "The Diary of Bo Venn found\n\nI was there when they opened it.",
            "STATEMENT OF FACTS\n\nI was there.",
            "I am British and I live in Kelmar.\n\nI came on 3 May 1962.",
            "I am Kelmar Harbour's last pilot.",
            "\"My name is Ann Lee,\" she said, and I wrote it down.",
            "Ferries collide\n\nThe statement of Ann Lee was read, taken on 3 May 1962. I was there.",
            "Dear neighbours,\n\nThe bridge was made on 3 May 1962.",
        ] {
            assert_eq!(of(text), ["", ""], "{text}");
        }
    }
}
