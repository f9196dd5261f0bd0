//! Cuts a document into blocks (lines and paragraphs) and sections (who speaks).
//!
//! ```text
//! text → pieces      a line each, or a paragraph where the text is hard-wrapped   (paragraphs)
//!      → speakers    signed comments, headed comments or turns of a transcript    (signatures, turns)
//!      → requotes    blocks that repeat somebody else's words                     (requotes)
//!      → kinds       by the line's own words (kinds), then by its place (titles)
//! ```
//!
//! A document has one kind of speaker marks: names under comments, else names over comments, else
//! turns. What no mark covers is the author's own voice, section 0.
//!
//! **Where the article ends and the first comment begins.** On a page whose comments are signed
//! below, the text over the first signature holds both, and nothing need divide them. The first
//! that applies decides:
//! 1. a paragraph that ends with its writer's initials (`… That is all. jm`) closes the article;
//! 2. a rule (`* * *`) or a line such as `12 comments` divides them;
//! 3. the first comment opens at the first paragraph that quotes the article word for word or
//!    addresses somebody (`@name`, `In reply to …`);
//! 4. the paragraph right over the first signature is the first comment.

mod interviews;
mod paragraphs;
mod requotes;
mod signatures;
mod stamps;
mod titles;
mod turns;

use super::{Block, Document, Kind, Section, Turn, credits, kinds};
use crate::Span;

/// The speaker of a block quotation that names nobody.
pub const UNKNOWN_SPEAKER: &str = "unknown";

/// Fills `document.sections` and `document.blocks` from `document.text`.
///
/// Every piece of text that is not white space (or a byte order mark) falls into exactly one
/// block; blocks are in the order of the text and never overlap. Section 0 is the author's own
/// voice and exists in every document. Where the author signs with initials that a signature
/// explains, and `document.author` is empty, that name becomes the author.
pub fn find(document: &mut Document) {
    find_with(document, &[]);
}

/// As [`find`], for a document whose format marks who speaks where. Its turns are the speakers,
/// and no name is looked for in the words.
pub(super) fn find_with(document: &mut Document, known: &[Turn]) {
    let mut draft = Draft {
        pieces: paragraphs::cut(&document.text),
        sections: vec![Section::default()],
        author: String::new(),
    };
    let text = document.text.as_str();
    for piece in &mut draft.pieces {
        if piece.kind.is_none() {
            piece.kind = kinds::of_line(piece.words(text));
        }
    }
    mark_credits(text, &mut draft.pieces);
    close_captions(text, &mut draft.pieces);
    turns::known(text, &mut draft, known);
    let spoken = !known.is_empty()
        || signatures::below(text, &mut draft)
        || signatures::above(text, &mut draft, document.published)
        || turns::find(text, &mut draft, &document.author);
    if spoken {
        requotes::verbatim(text, &mut draft);
    }
    requotes::marked(text, &mut draft);
    titles::find(text, &mut draft);

    for section in &mut draft.sections {
        section.published = section.published.or(document.published);
    }
    document.blocks = draft
        .pieces
        .iter()
        .map(|piece| Block {
            span: piece.span,
            kind: piece.kind.unwrap_or(Kind::Body),
            section: piece.section,
        })
        .collect();
    document.sections = draft.sections;
    if document.author.is_empty() {
        document.author = draft.author;
    }
}

/// A line of the head that names outlet, day and author at once is no title.
fn mark_credits(text: &str, pieces: &mut [Piece]) {
    const HEAD: usize = 8;
    for (at, piece) in pieces.iter_mut().take(HEAD).enumerate() {
        if piece.kind.is_none()
            && let Some(credits) = credits::of_line(piece.words(text), at == 0)
        {
            piece.kind = Some(if credits.dates.is_empty() {
                Kind::Byline
            } else {
                Kind::Dateline
            });
        }
    }
}

/// A caption in brackets that runs over several lines lasts until the bracket closes.
fn close_captions(text: &str, pieces: &mut [Piece]) {
    const MOST_LINES: usize = 6;
    let mut open = 0;
    for piece in pieces {
        let words = piece.words(text);
        if piece.kind == Some(Kind::Caption) && words.starts_with('[') {
            open = MOST_LINES;
        } else if open > 0 && piece.kind.is_none() {
            piece.kind = Some(Kind::Caption);
        }
        open = if words.ends_with([']', ')']) {
            0
        } else {
            open.saturating_sub(1)
        };
    }
}

/// A document while its sections are being found.
struct Draft {
    pieces: Vec<Piece>,
    sections: Vec<Section>,
    /// The author's name, where the comments show it.
    author: String,
}

impl Draft {
    /// Adds a section and gives its index.
    fn open(&mut self, section: Section) -> usize {
        self.sections.push(section);
        self.sections.len() - 1
    }

    /// Cuts piece `at` in two at byte `middle` of the text; white space around the cut is dropped.
    fn cut(&mut self, text: &str, at: usize, middle: usize) {
        let whole = self.pieces[at];
        let (mut head, mut tail) = (whole, whole);
        head.span = Span::new(whole.span.start, middle).trimmed(text);
        tail.span = Span::new(middle, whole.span.end).trimmed(text);
        tail.apart = false;
        tail.kind = None;
        if head.span.is_empty() || tail.span.is_empty() {
            return;
        }
        self.pieces[at] = head;
        self.pieces.insert(at + 1, tail);
    }
}

/// A block whose kind may still be open.
#[derive(Clone, Copy, Debug)]
struct Piece {
    span: Span,
    kind: Option<Kind>,
    section: usize,
    /// It opens with `>`: somebody else's words in mail and Markdown.
    quoted: bool,
    /// A blank line (or the start of the text) stands before it.
    apart: bool,
}

impl Piece {
    /// Its text without the marks (`>`) before it.
    fn words<'t>(&self, text: &'t str) -> &'t str {
        let words = self.span.of(text);
        if self.quoted {
            words.trim_start_matches(['>', ' ', '\t'])
        } else {
            words
        }
    }
}
