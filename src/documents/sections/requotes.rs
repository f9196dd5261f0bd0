//! Blocks that repeat somebody else's words: quoted word for word from an earlier section, or
//! marked with `>`.

use std::hash::BuildHasherDefault;

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxHasher;

use super::{Draft, Piece, UNKNOWN_SPEAKER, signatures};
use crate::Span;
use crate::documents::{Kind, Section, kinds};

/// Words that must agree before a block counts as somebody else's.
const SHORTEST: usize = 4;
/// Words that must agree where no quotation marks show that a block is quoted.
const SHORTEST_UNMARKED: usize = 8;
/// How many earlier places with the same four words are compared, so that a stock phrase cannot
/// make the work grow with the square of the text.
const PLACES: usize = 8;

/// Gives each block at the head of which stand words of an earlier section a section of its own:
/// its speaker is who wrote them, `told_by` who repeats them. A paragraph that goes on after the
/// quotation is cut there.
///
/// Words agree when their letters and digits do, so a changed comma or quotation mark inside the
/// quotation does no harm.
pub(super) fn verbatim(text: &str, draft: &mut Draft) {
    let echoes = Echoes::of(text, &draft.pieces);
    let starts = starts(draft);
    let mut at = 0;
    let mut opened: Option<(usize, usize, usize)> = None;
    while at < draft.pieces.len() {
        let piece = draft.pieces[at];
        if piece.kind.is_none()
            && piece.section != 0
            && let Some(found) = echoes.requote(text, &piece, starts[piece.section])
        {
            let original = section_at(draft, found.from);
            if found.end < piece.span.end {
                draft.cut(text, at, found.end);
            }
            let section = match opened {
                Some((from, teller, section)) if from == original && teller == piece.section => {
                    section
                }
                _ => {
                    let section = Section {
                        speaker: draft.sections[original].speaker.clone(),
                        told_by: draft.sections[piece.section].speaker.clone(),
                        published: draft.sections[original].published,
                    };
                    draft.open(section)
                }
            };
            draft.pieces[at].section = section;
            draft.pieces[at].kind = Some(Kind::Body);
            opened = Some((original, piece.section, section));
        } else {
            opened = None;
        }
        at += 1;
    }
}

/// Gives each run of `>` lines a section: its speaker is the name in the line before (`Ann
/// wrote:`) or after it (`— Ann`), else whoever wrote the words earlier, else unknown.
pub(super) fn marked(text: &str, draft: &mut Draft) {
    if !draft.pieces.iter().any(|piece| piece.quoted) {
        return;
    }
    let echoes = Echoes::of(text, &draft.pieces);
    let starts = starts(draft);
    let mut at = 0;
    while at < draft.pieces.len() {
        if !draft.pieces[at].quoted {
            at += 1;
            continue;
        }
        let end = (at..draft.pieces.len())
            .find(|&end| !draft.pieces[end].quoted)
            .unwrap_or(draft.pieces.len());
        let teller = draft.pieces[at].section;
        let before = at
            .checked_sub(1)
            .and_then(|before| signatures::head(draft.pieces[before].words(text)));
        let after = credit(draft.pieces[end - 1].words(text));
        let earlier = echoes
            .opening(draft.pieces[at].span, starts[teller])
            .map(|from| section_at(draft, from));
        let (speaker, published) = match (before, after, earlier) {
            (Some((name, date)), _, _) => {
                draft.pieces[at - 1].kind = Some(Kind::Signature);
                (name, date)
            }
            (_, Some(name), _) => {
                draft.pieces[end - 1].kind = Some(Kind::Signature);
                (name.to_owned(), None)
            }
            (_, _, Some(section)) => (
                draft.sections[section].speaker.clone(),
                draft.sections[section].published,
            ),
            _ => (UNKNOWN_SPEAKER.to_owned(), None),
        };
        let told_by = draft.sections[teller].speaker.clone();
        let section = draft.open(Section {
            speaker,
            told_by,
            published,
        });
        for piece in &mut draft.pieces[at..end] {
            piece.section = section;
        }
        at = end;
    }
}

/// Whether a paragraph opens with a quotation mark, also after a short label (`Re: "…`).
pub(super) fn opens_quotation(words: &str) -> bool {
    quotation_start(words).is_some()
}

/// `— Ann Lee` → `Ann Lee`.
fn credit(line: &str) -> Option<&str> {
    let name = line
        .strip_prefix(['—', '–', '-'])
        .or_else(|| line.strip_prefix("--"))?
        .trim_start_matches('-')
        .trim();
    let name = name.split([',', '(']).next().unwrap_or(name).trim();
    (kinds::words(name) <= 5
        && name.starts_with(|c: char| c.is_uppercase())
        && kinds::capitalised_share(name) >= 0.6
        && !kinds::ends_sentence(name))
    .then_some(name)
}

/// First byte of each section, by its index; what stands before it may be requoted in it. The
/// author's section has none.
fn starts(draft: &Draft) -> Vec<usize> {
    let mut starts = vec![usize::MAX; draft.sections.len()];
    for piece in draft.pieces.iter().rev() {
        starts[piece.section] = piece.span.start;
    }
    starts[0] = 0;
    starts
}

fn section_at(draft: &Draft, byte: usize) -> usize {
    let at = draft
        .pieces
        .partition_point(|piece| piece.span.start <= byte);
    at.checked_sub(1).map_or(0, |at| draft.pieces[at].section)
}

/// The words of a document by every four in a row, to find where words stood before.
pub(super) struct Echoes {
    /// Number of each word's spelling, and where it stands.
    words: Vec<(u32, Span)>,
    /// Places (indices into `words`) of four words in a row, in the order of the text.
    places: IndexMap<[u32; SHORTEST], Vec<u32>, BuildHasherDefault<FxHasher>>,
}

/// A requote: where it ends, and where the words stood first.
pub(super) struct Requote {
    /// One past its last byte.
    pub(super) end: usize,
    /// First byte of the words in the earlier section.
    pub(super) from: usize,
}

impl Echoes {
    /// Reads the words of all pieces.
    pub(super) fn of(text: &str, pieces: &[Piece]) -> Self {
        let mut spellings: IndexSet<String, BuildHasherDefault<FxHasher>> = IndexSet::default();
        let mut words = Vec::new();
        for piece in pieces {
            let inner = piece.span.of(text);
            let mut start = None;
            for (at, c) in inner.char_indices().chain([(inner.len(), ' ')]) {
                match (c.is_alphanumeric(), start) {
                    (true, None) => start = Some(at),
                    (false, Some(from)) => {
                        let (number, _) = spellings.insert_full(inner[from..at].to_lowercase());
                        let number = u32::try_from(number).unwrap_or(u32::MAX);
                        words.push((number, Span::new(from, at).shifted(piece.span.start)));
                        start = None;
                    }
                    _ => {}
                }
            }
        }
        let mut places: IndexMap<_, Vec<u32>, _> = IndexMap::default();
        for (at, four) in words.windows(SHORTEST).enumerate() {
            let key = [four[0].0, four[1].0, four[2].0, four[3].0];
            let known = places.entry(key).or_default();
            if known.len() < PLACES {
                known.push(u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
        Echoes { words, places }
    }

    /// The requote with which a piece opens, if its words stand before byte `limit`.
    pub(super) fn requote(&self, text: &str, piece: &Piece, limit: usize) -> Option<Requote> {
        let words = piece.span.of(text);
        let quoted = quotation_start(words);
        let first = self.word_at(piece.span.start + quoted.unwrap_or(0));
        let words_end = self.word_at(piece.span.end);
        let (from, count) = self.longest(first, words_end, limit)?;
        let last = self.words[first + count - 1].1.end;
        let rest_has_words = |end: usize| text[end..piece.span.end].contains(char::is_alphanumeric);
        if last >= piece.span.end || !rest_has_words(last) {
            let enough = quoted.is_some() || count >= SHORTEST_UNMARKED;
            return enough.then_some(Requote {
                end: piece.span.end,
                from,
            });
        }
        quoted?;
        // the last closing mark inside what agrees
        (SHORTEST..=count).rev().find_map(|count| {
            let end = self.words[first + count - 1].1.end;
            let rest = &text[end..piece.span.end];
            let marks = rest.len() - rest.trim_start_matches(['.', ',', '!', '?', '…']).len();
            let closing = rest[marks..]
                .chars()
                .next()
                .filter(|c| is_quotation_mark(*c))?;
            let end = end + marks + closing.len_utf8();
            let after = &text[end..piece.span.end];
            let marks = after.len()
                - after
                    .trim_start_matches([',', '.', ';', ':', '?', '!'])
                    .len();
            let after = after[marks..]
                .strip_prefix(char::is_whitespace)?
                .trim_start();
            after
                .starts_with(|c: char| !c.is_lowercase())
                .then_some(Requote {
                    end: end + marks,
                    from,
                })
        })
    }

    /// Whether a piece opens with a quotation of words that stand before it.
    pub(super) fn quotes(&self, text: &str, piece: &Piece) -> bool {
        let Some(quoted) = quotation_start(piece.span.of(text)) else {
            return false;
        };
        let first = self.word_at(piece.span.start + quoted);
        let end = self.word_at(piece.span.end);
        self.longest(first, end, piece.span.start).is_some()
    }

    /// First byte of the earlier place of a span's opening words, if there is one before `limit`.
    fn opening(&self, span: Span, limit: usize) -> Option<usize> {
        self.longest(self.word_at(span.start), self.word_at(span.end), limit)
            .map(|(from, _)| from)
    }

    fn word_at(&self, byte: usize) -> usize {
        self.words.partition_point(|(_, span)| span.start < byte)
    }

    /// Where the words `first..end` stood before byte `limit`, and how many agree; the longest, then
    /// the earliest.
    fn longest(&self, first: usize, end: usize, limit: usize) -> Option<(usize, usize)> {
        let four = self.words.get(first..first + SHORTEST)?;
        let places = self
            .places
            .get(&[four[0].0, four[1].0, four[2].0, four[3].0])?;
        let mut best: Option<(usize, usize)> = None;
        for &place in places {
            let place = usize::try_from(place).ok()?;
            if self.words[place].1.start >= limit {
                break;
            }
            let count = self.words[place..first]
                .iter()
                .zip(&self.words[first..end])
                .take_while(|(a, b)| a.0 == b.0)
                .count();
            if count >= SHORTEST && best.is_none_or(|(_, most)| count > most) {
                best = Some((self.words[place].1.start, count));
            }
        }
        best
    }
}

fn quotation_start(words: &str) -> Option<usize> {
    let at = words
        .char_indices()
        .take(24)
        .find(|(_, c)| is_quotation_mark(*c) && *c != '\'' && *c != '’')
        .map(|(at, _)| at)
        .or_else(|| words.starts_with(['\'', '‘']).then_some(0))?;
    let before = words[..at].trim();
    (before.is_empty() || (before.ends_with(':') && kinds::words(before) <= 2)).then_some(at)
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '«' | '»' | '„' | '\'' | '‘' | '’')
}
