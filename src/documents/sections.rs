//! Who speaks where, and what kind of line each line is.

use super::{Block, Document, Kind, Section};
use crate::Span;

/// Fills [`Document::sections`] and [`Document::blocks`] from [`Document::text`].
pub fn find(document: &mut Document) {
    document.sections = vec![Section {
        published: document.published,
        ..Section::default()
    }];
    document.blocks.clear();
    let mut start = 0;
    for line in document.text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trimmed(&document.text);
        start += line.len();
        if !span.is_empty() {
            document.blocks.push(Block {
                span,
                kind: Kind::Body,
                section: 0,
            });
        }
    }
}
