//! A sentence is a span of one block of a document.
//!
//! Prose is split at the stops that the crate `sentencex` finds, which knows the abbreviations of
//! English, and corrected by rules of our own: `join` takes a boundary away, `cut`
//! adds one. Every other block (a title, a signature) is one sentence, so that every piece of
//! text stands in one.

mod cut;
mod join;
mod mask;
mod prose;

use std::borrow::Cow;
use std::iter;

use crate::Span;
use crate::documents::{Document, Kind, kinds};

pub use prose::prose;

/// One sentence, or one line that is not prose (a title, a signature).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sentence {
    /// Index of the document in the run.
    pub document: usize,
    /// Index into [`Document::sections`].
    pub section: usize,
    /// What kind of line it stands in.
    pub kind: Kind,
    /// Where it stands in the document's text, in bytes, without white space at the ends.
    pub span: Span,
}

/// No sentence is longer than this many bytes (three times the longest that people write); what
/// has no stop for so long is a table, a list or no language, and comes in pieces, so that no later
/// stage is given a sentence of any length.
pub const LONGEST: usize = 5_000;

/// Splits one document into sentences, in the order of the text.
///
/// A sentence never crosses its block. The marks of Markdown before a block (`#`, `>`) and the
/// label before an address (`Source: http…`) belong to no sentence. The work grows with the
/// length of the text.
pub fn split(document: &Document, index: usize) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for block in &document.blocks {
        let text = block.span.of(&document.text);
        let inner = match block.kind {
            Kind::Link => kinds::address(text),
            _ => mask::without_marks(text),
        };
        let start = block.span.start + (inner.as_ptr() as usize - text.as_ptr() as usize);
        let mut push = |span: Span| {
            sentences.extend(pieces(inner, span).map(|piece| Sentence {
                document: index,
                section: block.section,
                kind: block.kind,
                span: piece.shifted(start),
            }));
        };
        match block.kind {
            Kind::Body | Kind::Caption => prose(inner).into_iter().for_each(&mut push),
            _ if inner.is_empty() => {}
            _ => push(Span::new(0, inner.len())),
        }
    }
    sentences
}

/// A sentence, in pieces of at most [`LONGEST`] bytes, each up to a white space where there is one.
fn pieces(text: &str, sentence: Span) -> impl Iterator<Item = Span> {
    let mut rest = Some(sentence);
    iter::from_fn(move || {
        let all = rest.take()?;
        let words = all.of(text);
        if words.len() <= LONGEST {
            return Some(all);
        }
        let most = words.floor_char_boundary(LONGEST);
        let length = words[..most].rfind(char::is_whitespace).unwrap_or(most);
        let cut = all.start + length;
        rest = Some(Span::new(cut, all.end).trimmed(text));
        Some(Span::new(all.start, cut).trimmed(text))
    })
}

/// The words of a sentence as a reader of English should see them, with the same length in bytes
/// as the source so that places in it are places in the source: line breaks inside the sentence,
/// the `>` of quoted lines and the marks of Markdown emphasis become spaces.
pub fn plain<'d>(document: &'d Document, sentence: &Sentence) -> Cow<'d, str> {
    mask::plain(sentence.span.of(&document.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts without a stop, with white space and without, of letters of one byte and of four.
    #[test]
    fn what_has_no_end_is_cut_at_white_space() {
        for text in [
            "word ".repeat(3_000),
            "€".repeat(20_000),
            "😀".repeat(9_000),
        ] {
            let all = Span::new(0, text.len()).trimmed(&text);
            let pieces: Vec<Span> = pieces(&text, all).collect();
            assert!(pieces.len() > 1);
            assert!(pieces.iter().all(|piece| piece.len() <= LONGEST));
            let words: Vec<&str> = pieces.iter().map(|piece| piece.of(&text)).collect();
            let bare = |text: &str| text.replace(' ', "");
            assert_eq!(bare(&words.concat()), bare(&text), "a piece is missing");
            let cut = words.iter().any(|words| words.ends_with("wor"));
            assert!(!cut, "no word is cut where there is white space");
        }
    }

    #[test]
    fn a_long_sentence_of_a_person_stays_whole() {
        let text = "and another clause, ".repeat(200);
        let all = Span::new(0, text.len()).trimmed(&text);
        assert_eq!(pieces(&text, all).collect::<Vec<_>>(), [all]);
    }
}
