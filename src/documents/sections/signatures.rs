//! Comments with a name under or over them.

use jiff::civil::Date;

use super::{Draft, Piece, requotes, stamps};
use crate::documents::{Kind, Section, dates, kinds};

/// A signature line, read.
struct Signature {
    /// Index of its piece.
    piece: usize,
    name: String,
    date: Option<Date>,
}

/// `Posted by: NAME | DATE` under each comment. Gives whether the document has such comments.
///
/// A single such line is the signature of the whole page. Where the first one stands over all
/// prose, they stand over the comments instead ([`above`]).
pub(super) fn below(text: &str, draft: &mut Draft) -> bool {
    let signatures = read(text, &draft.pieces, |line| {
        posted_by(line).map(|(name, date)| (name.to_owned(), date))
    });
    if let [only] = signatures.as_slice() {
        draft.pieces[only.piece].kind = Some(Kind::Signature);
    }
    if signatures.len() < 2 || stands_over_prose(text, &draft.pieces, signatures[0].piece) {
        return false;
    }
    let first = signatures[0].piece;
    let mut start = article_end(text, &draft.pieces, first);
    for signature in &signatures {
        let section = draft.open(Section {
            speaker: signature.name.clone(),
            told_by: String::new(),
            published: signature.date,
        });
        for piece in &mut draft.pieces[start..=signature.piece] {
            piece.section = section;
        }
        draft.pieces[signature.piece].kind = Some(Kind::Signature);
        start = signature.piece + 1;
    }
    sign_offs(text, draft);
    true
}

/// `NAME wrote:`, `NAME said:`, `NAME (DATE):`, `Posted by NAME on DATE` or a stamp ([`stamps`])
/// over each comment on what was written on day `post`. Gives whether the document has such
/// comments.
///
/// Without a date the form must recur, because a news report also writes `The mayor said:`.
pub(super) fn above(text: &str, draft: &mut Draft, post: Option<Date>) -> bool {
    let mut stamped = stamped(text, &draft.pieces, post);
    let heads = read(text, &draft.pieces, |line| {
        head(line).or_else(|| posted_by(line).map(|(name, date)| (name.to_owned(), date)))
    });
    let mut heads: Vec<Signature> = heads
        .into_iter()
        .filter(|found| {
            let next = draft.pieces.get(found.piece + 1);
            // before a quotation the line is part of a story, and over `>` lines it is a
            // reply's own heading, which `requotes` reads
            next.is_some_and(|next| {
                !next.quoted
                    && (found.date.is_some() || !requotes::opens_quotation(next.words(text)))
            })
        })
        .collect();
    if !stamped.is_empty() {
        // where times stand over the comments, `The mayor said:` is told in one
        heads.retain(|head| head.date.is_some());
        stamped.append(&mut heads);
        stamped.sort_by_key(|head| head.piece);
        stamped.dedup_by_key(|head| head.piece);
        heads = stamped;
    }
    if heads.len() < 2 {
        return false;
    }
    open_below(&heads, draft);
    true
}

/// Lines with a name and a time, where at least two of one form stand over prose.
fn stamped(text: &str, pieces: &[Piece], post: Option<Date>) -> Vec<Signature> {
    let stamps: Vec<(usize, stamps::Stamp)> = pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| !piece.quoted)
        .filter_map(|(at, piece)| Some((at, stamps::read(piece.words(text), post)?)))
        .collect();
    let over_prose = |at: usize| {
        pieces
            .get(at + 1)
            .is_some_and(|next| stamps::read(next.words(text), post).is_none())
    };
    // There are few forms, however many comments a page has.
    let mut forms: Vec<(stamps::Form, Vec<&(usize, stamps::Stamp)>)> = Vec::new();
    for stamp in stamps.iter().filter(|(at, _)| over_prose(*at)) {
        match forms.iter_mut().find(|(form, _)| *form == stamp.1.form) {
            Some((_, alike)) => alike.push(stamp),
            None => forms.push((stamp.1.form, vec![stamp])),
        }
    }
    forms.retain(|(_, alike)| {
        let sure = alike.iter().map(|(_, stamp)| stamp.sure).max();
        alike.len() >= 2
            && match sure {
                Some(stamps::Sure::Yes) => true,
                Some(stamps::Sure::BelowPost) => !stands_over_prose(text, pieces, alike[0].0),
                _ => false,
            }
    });
    forms
        .into_iter()
        .flat_map(|(_, alike)| alike)
        .map(|(at, stamp)| Signature {
            piece: *at,
            name: stamp.name.clone(),
            date: stamp.date,
        })
        .collect()
}

/// Opens a section at each head, up to the next.
fn open_below(heads: &[Signature], draft: &mut Draft) {
    let ends = heads.iter().skip(1).map(|head| head.piece);
    let ends: Vec<usize> = ends.chain([draft.pieces.len()]).collect();
    for (head, end) in heads.iter().zip(ends) {
        let section = draft.open(Section {
            speaker: head.name.clone(),
            told_by: String::new(),
            published: head.date,
        });
        for piece in &mut draft.pieces[head.piece..end] {
            piece.section = section;
        }
        draft.pieces[head.piece].kind = Some(Kind::Signature);
    }
}

/// Whether a line is a signature under or over a comment.
pub(super) fn is_signature(line: &str) -> bool {
    posted_by(line).is_some() || head(line).is_some() || stamps::read(line, None).is_some()
}

fn read(
    text: &str,
    pieces: &[Piece],
    reader: impl Fn(&str) -> Option<(String, Option<Date>)>,
) -> Vec<Signature> {
    pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| !piece.quoted)
        .filter_map(|(at, piece)| {
            let (name, date) = reader(piece.words(text))?;
            Some(Signature {
                piece: at,
                name,
                date,
            })
        })
        .collect()
}

/// `Posted by: A. Reader | 07 June 2016 at 05:06 PM` → the name and the day.
fn posted_by(line: &str) -> Option<(&str, Option<Date>)> {
    const OPENERS: [&str; 5] = [
        "posted by",
        "comment by",
        "commented by",
        "submitted by",
        "signed by",
    ];
    let opener = OPENERS
        .iter()
        .find(|opener| kinds::starts_with_ignoring_case(line, opener))?;
    let rest = line[opener.len()..].trim_start_matches([':', ' ']);
    if kinds::words(rest) > 20 {
        return None;
    }
    let mut name = rest;
    for divider in [
        "|", "•", "·", " on ", " at ", ", ", " – ", " — ", " - ", "(",
    ] {
        if let Some((head, tail)) = rest.split_once(divider)
            && head.len() < name.len()
            && tail.contains(|c: char| c.is_ascii_digit())
        {
            name = head;
        }
    }
    let name = name.trim().trim_end_matches([':', ',']);
    (!name.is_empty() && kinds::words(name) <= 6 && !ends_as_prose(name))
        .then(|| (name, date_in(rest)))
}

/// Whether a name ends in a stop that is no initial's (`Ida B.`).
fn ends_as_prose(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    name.ends_with('.') && last.len() > 4
}

/// `Ann Lee wrote:`, `Ann Lee on 3 May 2019 said:`, `Ann Lee (3 May 2019):` → the name and day.
pub(super) fn head(line: &str) -> Option<(String, Option<Date>)> {
    if line.len() > 120 || kinds::words(line) > 16 {
        return None;
    }
    let body = line
        .trim_end_matches(['.', '…'])
        .trim_end_matches(':')
        .trim_end();
    if body.len() == line.len() {
        return None;
    }
    let lower = body.to_lowercase();
    let verb = [
        " wrote",
        " said",
        " says",
        " writes",
        " commented",
        " replied",
    ]
    .iter()
    .find(|verb| lower.ends_with(**verb));
    let (rest, dated) = match verb {
        Some(verb) => (body.get(..body.len() - verb.len())?, false),
        None => (body, true),
    };
    let date = date_in(rest);
    // without a verb only a colon after a date makes a heading: `Pier 4, 3 May 1900.` heads a letter
    if dated && (date.is_none() || !line.ends_with(':')) {
        return None;
    }
    // `On 3 May 2019, Ann Lee`: the name stands last
    let name = if kinds::starts_with_ignoring_case(rest, "on ") && date.is_some() {
        rest.rsplit(',').next().unwrap_or(rest)
    } else if date.is_some() {
        let cut = ["(", ",", "|", " on ", " at ", "•"]
            .iter()
            .filter_map(|divider| rest.find(divider))
            .min()?;
        &rest[..cut]
    } else {
        rest
    };
    let name = name.trim().trim_start_matches('@');
    let first = name.chars().next()?;
    let handle = kinds::words(name) == 1;
    let named = kinds::words(name) <= 4
        && name
            .split_whitespace()
            .all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    let pronoun = matches!(
        name.to_lowercase().as_str(),
        "he" | "she" | "they" | "it" | "who" | "i" | "we" | "you" | "and"
    );
    (first.is_alphanumeric()
        && !pronoun
        && (handle || named)
        && !name.contains(['"', '“', '.', '?']))
    .then(|| (name.to_owned(), date))
}

/// Whether nothing but a title stands before piece `at`.
fn stands_over_prose(text: &str, pieces: &[Piece], at: usize) -> bool {
    let before = pieces[..at]
        .iter()
        .filter(|piece| piece.kind.is_none())
        .filter(|piece| kinds::ends_sentence(piece.words(text)) || piece.span.len() > 200)
        .count();
    before == 0
}

/// Index of the first piece of the first comment; `first` is the piece of its signature. The
/// rules stand at the head of [`super`].
fn article_end(text: &str, pieces: &[Piece], first: usize) -> usize {
    // 1. initials
    if let Some(at) = (0..first.saturating_sub(1))
        .rev()
        .find(|&at| sign_off(pieces[at].words(text)).is_some())
    {
        return at + 1;
    }
    // 2. a rule, a line that counts the comments
    if let Some(at) = (0..first.saturating_sub(1))
        .rev()
        .find(|&at| divides(pieces[at].words(text)))
    {
        return at + 1;
    }
    // 3. a quotation of the article or an address; the first paragraph is always the article's
    let echoes = requotes::Echoes::of(text, pieces);
    let prose = (0..first)
        .find(|&at| pieces[at].kind.is_none())
        .unwrap_or(0);
    if let Some(at) = (prose + 1..first).find(|&at| {
        let words = pieces[at].words(text);
        addresses(words) || echoes.quotes(text, &pieces[at])
    }) {
        return at;
    }
    // 4. one paragraph
    first.saturating_sub(1).max(usize::from(first > 1))
}

fn divides(line: &str) -> bool {
    let lower = line.to_lowercase();
    let ruled = line.chars().filter(|c| !c.is_whitespace()).count() >= 3
        && line
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '*' | '-' | '_' | '=' | '~'));
    let counted = kinds::words(&lower) <= 6
        && (lower.contains("comment")
            || lower.contains("responses to")
            || lower.contains("replies"))
        && (lower.starts_with(|c: char| c.is_ascii_digit())
            || lower.starts_with("comments")
            || lower.starts_with("responses")
            || lower.starts_with("leave a"));
    ruled || counted
}

fn addresses(line: &str) -> bool {
    line.starts_with('@') || kinds::starts_with_ignoring_case(line, "in reply to ")
}

/// Where the initials begin with which a paragraph ends: `… That is all. jm`, `… done. -JM`.
/// Initials have one to four letters, all small or all capital, and follow a finished sentence.
fn sign_off(paragraph: &str) -> Option<usize> {
    let at = paragraph.rfind(char::is_whitespace)?;
    let last = paragraph[at..].trim_start();
    let start = paragraph.len() - last.len();
    let initials = last.trim_start_matches(['-', '–', '—', '~']);
    let letters = initials.chars().count();
    let one_case =
        initials.chars().all(char::is_lowercase) || initials.chars().all(char::is_uppercase);
    let before = paragraph[..at].trim_end();
    let finished = kinds::ends_sentence(before) && !before.ends_with([':', ';'])
        || before.ends_with(['-', '–', '—']) && letters >= 2;
    ((1..=4).contains(&letters) && one_case && finished).then_some(start)
}

/// Makes initials at the end of a section, and a line that repeats its signature, signatures of
/// their own; and learns the author's name where a comment explains the article's initials.
fn sign_offs(text: &str, draft: &mut Draft) {
    let mut author_initials: Option<&str> = None;
    let mut at = 0;
    while at < draft.pieces.len() {
        let piece = draft.pieces[at];
        let words = piece.span.of(text);
        let speaker = &draft.sections[piece.section].speaker;
        let last_of_section = draft
            .pieces
            .get(at + 1)
            .is_none_or(|next| next.section != piece.section || next.kind == Some(Kind::Signature));
        if piece.kind.is_none()
            && !speaker.is_empty()
            && words
                .trim_matches(['-', '—', '–', '~', ' ', ','])
                .eq_ignore_ascii_case(speaker)
        {
            draft.pieces[at].kind = Some(Kind::Signature);
        } else if piece.kind.is_none()
            && last_of_section
            && let Some(start) = sign_off(words)
        {
            let initials = words[start..].trim_start_matches(['-', '–', '—', '~']);
            if piece.section == 0 {
                author_initials = Some(initials);
            } else if author_initials == Some(initials) && draft.author.is_empty() {
                draft.author = speaker.clone();
            }
            draft.cut(text, at, piece.span.start + start);
            at += 1;
            draft.pieces[at].kind = Some(Kind::Signature);
        }
        at += 1;
    }
}

/// The first full date in a line.
fn date_in(line: &str) -> Option<Date> {
    dates::within(line)
        .iter()
        .find_map(|stated| stated.day(None))
}
