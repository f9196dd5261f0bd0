//! A span: a place in a source's text.

use serde::{Deserialize, Serialize};

/// A place in a text, as byte offsets from 0; `start` is inside, `end` is not.
///
/// Spans count bytes because Rust slices by bytes; reports count characters
/// ([`crate::documents::Document::characters`] converts).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`, in bytes.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span cannot end before it starts");
        Span { start, end }
    }

    /// The text at this place.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same span moved right by `bytes`.
    pub fn shifted(&self, bytes: usize) -> Span {
        Span::new(self.start + bytes, self.end + bytes)
    }

    /// The span without the white space at its two ends.
    pub fn trimmed(&self, text: &str) -> Span {
        let inner = self.of(text);
        let start = self.start + (inner.len() - inner.trim_start().len());
        let end = start + inner.trim().len();
        Span::new(start, end)
    }
}
