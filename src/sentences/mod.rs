//! A sentence is a span of one block of a document.

use crate::Span;
use crate::documents::{Document, Kind};

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
pub fn split(document: &Document, index: usize) -> Vec<Sentence> {
    document
        .blocks
        .iter()
        .map(|block| Sentence {
            document: index,
            section: block.section,
            kind: block.kind,
            span: block.span,
        })
        .collect()
}
