//! A document is one source: its text as it stands on disk, decoded to Unicode, with what is
//! known about it (title, author, outlet, publication date), cut into sections (who speaks) and
//! blocks (what kind of line it is).

pub mod kinds;
pub mod sections;

use jiff::civil::Date;

use crate::Span;

/// One source that was read.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its name in every report, unique in a run: the path below the folder given on the command
    /// line, with `/` between folders.
    pub source: String,
    /// The path it was read from, with `/` between folders.
    pub file: String,
    /// Who published it (a newspaper, a site); empty when unknown.
    pub outlet: String,
    /// Its title; empty when none was found.
    pub title: String,
    /// Who wrote it; empty when unknown.
    pub author: String,
    /// The day it was published, as the source counts days; never guessed.
    pub published: Option<Date>,
    /// The language, as an ISO 639-3 code (`eng`).
    pub language: String,
    /// The whole text. All spans point into it.
    pub text: String,
    /// Who speaks where; the first is the author's own voice.
    pub sections: Vec<Section>,
    /// The lines and paragraphs in order; white space between them belongs to none.
    pub blocks: Vec<Block>,
    /// Byte offset and line number of each line start, for [`Document::line`].
    line_starts: Vec<usize>,
}

/// A part of a document with a speaker and a time of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Who speaks: the signature of a comment, the name before a turn; empty for the author of
    /// the document.
    pub speaker: String,
    /// Who passes the words on, for a block that requotes somebody else; empty otherwise.
    pub told_by: String,
    /// The day it was written, where the section says so itself; else the document's.
    pub published: Option<Date>,
}

/// A line or paragraph of a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block {
    /// Where it stands in the text, in bytes.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Index into [`Document::sections`].
    pub section: usize,
}

/// What a line or paragraph is. Only titles and body make claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A title or a heading.
    Title,
    /// "By A. Writer", "Translated by B".
    Byline,
    /// A place and date line, a "last updated" line, a bare address of the page.
    Dateline,
    /// Words under a picture.
    Caption,
    /// A link to something else: `READ: …`, a bare URL.
    Link,
    /// The name and date under (or before) a comment.
    Signature,
    /// A copyright line.
    Copyright,
    /// "Sign up to our newsletter".
    Newsletter,
    /// The number of a list item when it stands alone.
    ListNumber,
    /// Everything else: prose.
    Body,
}

impl Kind {
    /// The word that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Title => "title",
            Kind::Byline => "byline",
            Kind::Dateline => "dateline",
            Kind::Caption => "caption",
            Kind::Link => "link",
            Kind::Signature => "signature",
            Kind::Copyright => "copyright",
            Kind::Newsletter => "newsletter",
            Kind::ListNumber => "list number",
            Kind::Body => "body",
        }
    }

    /// Whether sentences of this kind can hold claims.
    pub fn makes_claims(self) -> bool {
        matches!(self, Kind::Title | Kind::Body)
    }
}

/// A source that could not be read, or was not, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Skipped {
    /// The name it would have had in reports.
    pub source: String,
    /// The path.
    pub file: String,
    /// The language, where that is the reason; empty otherwise.
    pub language: String,
    /// The source whose content this file repeats, where that is the reason; empty otherwise.
    pub copy_of: String,
    /// Why, in words that say what to do.
    pub reason: String,
}

impl Document {
    /// Sets the text and counts its lines.
    pub fn set_text(&mut self, text: String) {
        self.line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        self.text = text;
    }

    /// The line of a byte offset, counted from 1.
    pub fn line(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= byte)
    }

    /// A span in Unicode characters from 0 instead of bytes.
    pub fn characters(&self, span: Span) -> (usize, usize) {
        let start = self.text[..span.start].chars().count();
        (start, start + span.of(&self.text).chars().count())
    }
}
