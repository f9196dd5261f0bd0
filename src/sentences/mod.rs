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
            sentences.push(Sentence {
                document: index,
                section: block.section,
                kind: block.kind,
                span: span.shifted(start),
            });
        };
        match block.kind {
            Kind::Body | Kind::Caption => prose(inner).into_iter().for_each(&mut push),
            _ if inner.is_empty() => {}
            _ => push(Span::new(0, inner.len())),
        }
    }
    sentences
}

/// The words of a sentence as a reader of English should see them, with the same length in bytes
/// as the source so that places in it are places in the source: line breaks inside the sentence,
/// the `>` of quoted lines and the marks of Markdown emphasis become spaces.
pub fn plain<'d>(document: &'d Document, sentence: &Sentence) -> Cow<'d, str> {
    mask::plain(sentence.span.of(&document.text))
}
