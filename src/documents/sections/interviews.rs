//! Who answers in an interview: the head says `spoke to Ann Lee`, or introduces her.

use super::Piece;
use crate::documents::{Kind, kinds};

/// Who answers, by the lines over the first question.
pub(super) fn guest(text: &str, before: &[Piece]) -> Option<String> {
    const CUES: [&str; 9] = [
        "interview with ",
        "interviewed ",
        "conversation with ",
        "spoke to ",
        "spoke with ",
        "talks to ",
        "talked to ",
        "talked with ",
        "met ",
    ];
    let told = before.iter().find_map(|piece| {
        let words = piece.words(text);
        CUES.iter().find_map(|cue| {
            let (before, after) = words.split_once(cue)?;
            (before.is_empty() || before.ends_with(' '))
                .then(|| name(after))
                .flatten()
        })
    });
    told.or_else(|| introduced(text, before))
}

/// `Ann Lee ran the mill. She has not spoken since.`: the first paragraph over the questions opens
/// with a name and goes on about a person.
fn introduced(text: &str, before: &[Piece]) -> Option<String> {
    let prose = before
        .iter()
        .filter(|piece| matches!(piece.kind, None | Some(Kind::Body)))
        .map(|piece| piece.words(text))
        .find(|words| words.len() >= 60 && kinds::ends_sentence(words))?;
    let person = [". He ", ". She ", ", who ", "? He ", "? She "];
    let person = person.iter().any(|cue| prose.contains(cue));
    let name = name(prose)?;
    let after = prose.get(name.len()..)?.trim_start_matches([',', ' ']);
    (person && after.starts_with(|c: char| c.is_alphanumeric())).then_some(name)
}

/// Two to four capitalised words.
fn name(words: &str) -> Option<String> {
    let mut end = 0;
    let mut count = 0;
    for word in words.split_inclusive(' ') {
        let bare = word.trim_end();
        let core = bare.trim_end_matches([',', '.', ';', ':']);
        let initial = core.chars().count() <= 3;
        if !core.starts_with(char::is_uppercase) || core.contains(['\'', '’', '"', '”']) {
            break;
        }
        count += 1;
        end += word.len();
        if core.len() < bare.len() && !(bare.ends_with('.') && initial) {
            break;
        }
    }
    let name = words[..end]
        .trim_end()
        .trim_end_matches([',', '.', ';', ':']);
    (2..=4).contains(&count).then(|| name.to_owned())
}
