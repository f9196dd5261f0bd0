//! Titles and headings: lines whose place makes them so.

use super::{Draft, Piece};
use crate::documents::{Kind, kinds};

/// Longest title at the head of a document, in bytes.
const LONGEST_TITLE: usize = 220;
/// Longest heading between paragraphs, in words.
const LONGEST_HEADING: usize = 12;
/// Longest title of another page, below the text, in words.
const LONGEST_TEASER: usize = 16;
/// Most lines of title at the head of a document.
const MOST_TITLE_LINES: usize = 4;

/// Marks titles at the head, headings between paragraphs, and title-like lines under which
/// nothing stands (they lead elsewhere: links).
///
/// Inside comments and turns only Markdown headings count: a short line there is an address
/// (`Ann,`) or an exclamation.
pub(super) fn find(text: &str, draft: &mut Draft) {
    let count = draft.pieces.len();
    let head = head(text, &draft.pieces);
    let last_prose = (0..count)
        .rev()
        .find(|&at| {
            let piece = &draft.pieces[at];
            matches!(piece.kind, None | Some(Kind::Body | Kind::Signature))
                && (kinds::ends_sentence(piece.words(text))
                    || piece.span.len() > 100
                    || piece.section != 0)
        })
        .unwrap_or(count);
    for at in 0..count {
        let piece = draft.pieces[at];
        if piece.kind.is_some() {
            continue;
        }
        let words = piece.words(text);
        let next = draft.pieces.get(at + 1);
        let underlined = next.is_some_and(|next| {
            let next = next.words(text);
            next.len() >= 3 && (next.bytes().all(|b| b == b'=') || next.bytes().all(|b| b == b'-'))
        });
        let hashed = words.starts_with('#') && words.trim_start_matches('#').starts_with(' ');
        if hashed || (underlined && kinds::words(words) <= 20) || at < head {
            draft.pieces[at].kind = Some(Kind::Title);
        } else if piece.section == 0
            && at > last_prose
            && last_prose < count
            && kinds::words(words) <= LONGEST_TEASER
            && !kinds::ends_sentence(words)
            && !words.contains(". ")
            && words.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '“' | '‘'))
        {
            draft.pieces[at].kind = Some(Kind::Link);
        } else if piece.section == 0
            && looks_like_heading(words)
            && next.is_some_and(|next| next.section == 0 && opens_prose(text, next))
            && (piece.apart || at == 0 || opens_prose(text, &draft.pieces[at - 1]))
        {
            draft.pieces[at].kind = Some(Kind::Title);
        }
    }
}

/// How many pieces at the start are the title, with its bylines, date lines and links.
fn head(text: &str, pieces: &[Piece]) -> usize {
    let mut titles = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if let Some(kind) = piece.kind {
            if matches!(kind, Kind::Body | Kind::Signature) {
                return at;
            }
            continue;
        }
        let words = piece.words(text);
        let open = !words.ends_with(['.', ':', ';', ',', '…', '"', '”'])
            || (titles == 0 && words.ends_with(['"', '”', '’']) && !kinds::ends_sentence(words));
        let question = words.ends_with(['?', '!']) && (titles > 0 || words.contains(". "));
        let open = open && !(kinds::words(words) > 14 && holds_a_sentence(words));
        let fits = piece.section == 0
            && !piece.quoted
            && open
            && !question
            && words.len() <= LONGEST_TITLE
            && titles < MOST_TITLE_LINES
            && kinds::list_mark(words) == 0
            && words.starts_with(|c: char| !c.is_lowercase());
        // a title stands over something
        if !fits || at + 1 == pieces.len() {
            return at;
        }
        titles += 1;
    }
    pieces.len()
}

/// Whether a sentence ends inside a line: a stop after a word of four small letters or more, then
/// a capital.
fn holds_a_sentence(words: &str) -> bool {
    words.match_indices(". ").any(|(at, _)| {
        let word = words[..at]
            .chars()
            .rev()
            .take_while(|c| c.is_lowercase())
            .count();
        word >= 4 && words[at + 2..].starts_with(char::is_uppercase)
    })
}

/// A short line that does not end as a sentence, or is in capitals or title case throughout.
fn looks_like_heading(whole: &str) -> bool {
    // a reference to a note is no part of the heading
    let words = whole.trim_end_matches(|c: char| matches!(c, '[' | ']') || c.is_ascii_digit());
    let words = if words.is_empty() { whole } else { words };
    let count = kinds::words(words);
    if count > LONGEST_HEADING
        || words.len() > 100
        || !words.contains(char::is_alphabetic)
        || !words.starts_with(|c: char| {
            c.is_uppercase()
                || c.is_ascii_digit()
                || matches!(c, '"' | '\'' | '“' | '‘' | '`' | '*')
        })
    {
        return false;
    }
    let capitals = !words.contains(|c: char| c.is_lowercase());
    let label = words.ends_with(':') && count == 1;
    let open = !kinds::ends_sentence(words);
    let title_case = count >= 2
        && words.ends_with('.')
        && !words[..words.len() - 1].contains(['.', ',', ':', '"', '”'])
        && kinds::capitalised_share(words) >= 1.0;
    let runs_on = words.ends_with([',', '-', '–', '—'])
        || words.contains("--") && !capitals
        || words.contains("?-");
    !runs_on && (capitals || label || open || title_case)
}

fn opens_prose(text: &str, piece: &Piece) -> bool {
    let words = piece.words(text);
    matches!(piece.kind, None | Some(Kind::Body))
        && (words.len() >= 60 || kinds::ends_sentence(words))
}
