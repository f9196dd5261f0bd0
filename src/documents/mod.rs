//! A document is one source: its text as it stands on disk, decoded to Unicode, with what is
//! known about it (title, author, outlet, publication date), cut into sections (who speaks) and
//! blocks (what kind of line it is).
//!
//! [`read`] takes files and folders. A source that cannot be read does not end the run: it
//! becomes a [`Skipped`] with a reason that says what to do.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::{Error, Span};
use gather::Found;
use limits::Room;
use metadata::About;
use open::Part;
use sources::Sources;

mod credits;
pub(crate) mod dates;
mod decode;
mod docx;
mod feed;
mod fields;
mod gather;
mod gzipped;
mod html;
mod json;
pub mod kinds;
pub(crate) mod language;
mod limits;
mod mail;
mod markdown;
mod metadata;
mod open;
mod pdf;
pub mod sections;
mod sniff;
mod sources;
mod statements;
mod subtitles;
mod table;
mod text;
mod walk;
mod warc;
mod xml;
mod zipped;

/// An input format: the ends of its file names, and the function that reads it.
struct Reader {
    /// What file names end with after a dot, in small letters, the usual one first.
    extensions: &'static [&'static str],
    how: How,
}

/// From the name and the bytes of a file to what it holds, or why it holds nothing; what it packs
/// is unpacked within the limits of the room.
type Unfold = fn(&str, &[u8], &mut Room) -> Result<Vec<Part>, String>;

/// From the bytes of a file to its text, or why it has none.
#[derive(Clone, Copy)]
enum How {
    /// The file is one source.
    One(fn(&[u8]) -> Result<Content, String>),
    /// The file holds several sources or other files.
    Many(Unfold),
}

impl How {
    /// How many bytes such a file may have.
    fn largest(self) -> u64 {
        match self {
            How::One(_) => limits::ONE,
            How::Many(_) => limits::MANY,
        }
    }
}

/// One row per input format.
const READERS: &[Reader] = &[
    Reader {
        extensions: &["txt", "text"],
        how: How::One(text::read),
    },
    Reader {
        extensions: &["md", "markdown"],
        how: How::One(markdown::read),
    },
    Reader {
        extensions: &["html", "htm", "xhtml"],
        how: How::One(html::read),
    },
    Reader {
        extensions: &["pdf"],
        how: How::One(pdf::read),
    },
    Reader {
        extensions: &["docx", "docm"],
        how: How::One(docx::read),
    },
    Reader {
        extensions: &["eml"],
        how: How::Many(mail::read),
    },
    Reader {
        extensions: &["mbox"],
        how: How::Many(mail::read_box),
    },
    Reader {
        extensions: &["xml", "rss", "atom"],
        how: How::Many(feed::read),
    },
    Reader {
        extensions: &["csv", "tsv"],
        how: How::Many(table::read),
    },
    Reader {
        extensions: &["jsonl", "ndjson", "json"],
        how: How::Many(json::read),
    },
    Reader {
        extensions: &["srt", "vtt"],
        how: How::One(subtitles::read),
    },
    Reader {
        extensions: &["warc"],
        how: How::Many(warc::read),
    },
    Reader {
        extensions: &["zip"],
        how: How::Many(zipped::read),
    },
    Reader {
        extensions: &["gz"],
        how: How::Many(gzipped::read),
    },
];

/// What a reader finds in a file.
#[derive(Default)]
struct Content {
    text: String,
    /// See [`Document::extracted`].
    extracted: bool,
    about: About,
    /// Who speaks where, for formats that mark it; empty where only the words can tell.
    turns: Vec<Turn>,
}

impl Content {
    /// The text that was taken out of a file of another form, below its title; what the file does
    /// not say of itself may stand in the text.
    fn taken_out(text: String, about: About) -> Self {
        let text = html::with_title(&about.title, text);
        let about = about.or(metadata::of_text(&text, |line| line.trim().to_string()));
        Content {
            text,
            extracted: true,
            about,
            ..Content::default()
        }
    }
}

/// A place from which somebody else speaks, up to the next turn.
struct Turn {
    /// The words that say so, from the start of a line; empty where the line itself is spoken.
    label: Span,
    /// Who speaks; empty for the author of the document.
    speaker: String,
}

/// What to read, and how.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// A CSV file with the columns `file,source,author,published`: what the documents do not say
    /// themselves. Where it speaks, it wins over what a document says.
    pub sources: Option<PathBuf>,
    /// Reads documents in every language, not only in English.
    pub any_language: bool,
    /// Files and folders to pass over silently, such as the folder of the reports when it lies
    /// among the documents. The sources file is always passed over.
    pub leave_out: Vec<PathBuf>,
}

/// The outcome of [`read`].
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The sources that were read, ordered by name.
    pub documents: Vec<Document>,
    /// The sources that were not, ordered by name.
    pub skipped: Vec<Skipped>,
    /// Rows of the sources file that stand for no document, as sentences for the user.
    pub warnings: Vec<String>,
}

/// Stands for standard input among the paths.
const INPUT: &str = "-";

/// Reads all documents in `paths` (files, and folders with all folders below them). The path `-`
/// stands for standard input; its format is told from its first bytes.
///
/// Every file is read once, however many paths lead to it; of several sources with the same
/// content the first by name is read. Files and folders below a folder whose name starts with `.`
/// are passed over. A file that holds several sources (a feed, a table, an archive) gives as many
/// documents. The result depends on neither the order of `paths` nor the number of threads.
///
/// # Errors
///
/// Only the sources file ends a run, and it does so before a document is opened:
/// [`Error::SourcesUnreadable`], [`Error::SourcesFile`]. Everything that is wrong with a document
/// is in [`Reading::skipped`].
pub fn read(paths: &[PathBuf], settings: &Settings) -> Result<Reading, Error> {
    let sources = match &settings.sources {
        Some(file) => Sources::read(file)?,
        None => Sources::default(),
    };
    let mut files = gather::files(paths, settings);
    let mut found = gather::found(&mut files);
    let (said, warnings) = gather::said(&sources, &files, &found);
    let outcomes: Vec<Outcome> = found
        .par_iter_mut()
        .zip(said)
        .map(|(found, said)| finish(found, &files[found.file].path, said, settings.any_language))
        .collect();
    let mut reading = Reading {
        warnings,
        ..Reading::default()
    };
    let mut first_with: BTreeMap<open::Hash, String> = BTreeMap::new();
    for outcome in outcomes {
        match outcome {
            Outcome::Read(document, content) => match first_with.get(&content) {
                None => {
                    first_with.insert(content, document.source.clone());
                    reading.documents.push(*document);
                }
                Some(first) => reading.skipped.push(Skipped {
                    language: document.language,
                    copy_of: first.clone(),
                    reason: format!("same content as {first}"),
                    source: document.source,
                    file: document.file,
                }),
            },
            Outcome::Skipped(skipped) => reading.skipped.push(skipped),
        }
    }
    Ok(reading)
}

/// A source that was read or not; with a document comes the hash of its content.
enum Outcome {
    Read(Box<Document>, open::Hash),
    Skipped(Skipped),
}

/// Makes a document of a source, whose content is taken. `said` is what the sources file says.
fn finish(found: &mut Found, file: &str, said: About, any_language: bool) -> Outcome {
    let source = std::mem::take(&mut found.source.name);
    let skipped = |reason: String| Skipped {
        source: source.clone(),
        file: file.to_string(),
        language: String::new(),
        copy_of: String::new(),
        reason,
    };
    let content = std::mem::replace(&mut found.source.content, Err(String::new()));
    let (content, hash) = match content {
        Ok(content) => content,
        Err(reason) => return Outcome::Skipped(skipped(reason)),
    };
    let language = language::of(&content.text);
    if language.is_foreign() && !any_language {
        return Outcome::Skipped(Skipped {
            language: language.code.to_string(),
            ..skipped(format!(
                "in {}, not English: translate it, or read it all the same with --any-language",
                language.name
            ))
        });
    }
    let about = said.or(content.about);
    let mut document = Document {
        source,
        file: file.to_string(),
        outlet: about.outlet,
        title: about.title,
        author: about.author,
        published: about.published,
        language: language.code.to_string(),
        extracted: content.extracted,
        ..Document::default()
    };
    document.set_text(content.text);
    sections::find_with(&mut document, &content.turns);
    Outcome::Read(Box::new(document), hash)
}

/// The reader of files of this name.
fn reader(file_name: &str) -> Option<&'static Reader> {
    let (stem, extension) = file_name.rsplit_once('.')?;
    if stem.is_empty() {
        return None;
    }
    let extension = extension.to_lowercase();
    READERS
        .iter()
        .find(|reader| reader.extensions.contains(&extension.as_str()))
}

/// The supported formats in words: `.txt, .md, .html`.
fn formats() -> String {
    let usual = READERS
        .iter()
        .map(|reader| format!(".{}", reader.extensions[0]));
    usual.collect::<Vec<_>>().join(", ")
}

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
    /// The language, as an ISO 639-3 code: `eng`, or `und` where the text is too short or too
    /// mixed to tell.
    pub language: String,
    /// The whole text. All spans point into it. Nothing is taken away: carriage returns stay,
    /// and so does a byte order mark, as U+FEFF.
    pub text: String,
    /// Whether [`Document::text`] was taken out of a file of another form (a web page), so that
    /// spans do not point into the file; reports then write the text beside themselves.
    pub extracted: bool,
    /// Who speaks where; the first is the author's own voice.
    pub sections: Vec<Section>,
    /// The lines and paragraphs in order; white space between them belongs to none.
    pub blocks: Vec<Block>,
    /// The byte offset of each line's start, for [`Document::line`].
    line_starts: Vec<usize>,
    /// How many characters start before each [`STRIDE`]th byte, for [`Document::characters`].
    counted: Vec<usize>,
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

impl Skipped {
    /// Where it is: the path, and in brackets the name of the source where it is only a part of
    /// the file.
    pub fn place(&self) -> String {
        if self.file.ends_with(&self.source) || self.file == INPUT {
            self.file.clone()
        } else {
            format!("{} ({})", self.file, self.source)
        }
    }
}

impl Document {
    /// Sets the text and counts its lines and characters. A line ends with LF, CR LF or CR.
    pub fn set_text(&mut self, text: String) {
        let bytes = text.as_bytes();
        self.line_starts = vec![0];
        self.counted.clear();
        let mut characters = 0;
        for (at, &byte) in bytes.iter().enumerate() {
            if at % STRIDE == 0 {
                self.counted.push(characters);
            }
            characters += usize::from(starts_character(byte));
            if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                self.line_starts.push(at + 1);
            }
        }
        self.text = text;
    }

    /// The line of a byte offset, counted from 1.
    pub fn line(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= byte)
    }

    /// A span in Unicode characters from 0 instead of bytes, as Python counts them. Takes the
    /// same short time wherever the span stands: at most 256 bytes are counted for each
    /// end, from a count kept by [`Document::set_text`].
    pub fn characters(&self, span: Span) -> (usize, usize) {
        (
            self.characters_before(span.start),
            self.characters_before(span.end),
        )
    }

    fn characters_before(&self, byte: usize) -> usize {
        let bytes = self.text.as_bytes();
        let byte = byte.min(bytes.len());
        // At the very end there may be no count to start from, so take the last one there is.
        let nearest = (byte / STRIDE).min(self.counted.len().saturating_sub(1));
        let before = self.counted.get(nearest).copied().unwrap_or(0);
        let rest = &bytes[nearest * STRIDE..byte];
        before + rest.iter().filter(|&&byte| starts_character(byte)).count()
    }
}

/// In bytes: a small fraction of the text's size in memory, and a short way to count.
const STRIDE: usize = 256;

/// In UTF-8 every byte but `10xxxxxx` starts a character.
fn starts_character(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_lines_are_counted_as_by_hand() {
        let long = "é–x\u{1F6A2} and plain text\r\n".repeat(60);
        for text in [
            "",
            "a",
            "\u{FEFF}a\r\nb\n\rc\rd",
            "é",
            &"x".repeat(256),
            &"é".repeat(256),
            &long,
        ] {
            let mut document = Document::default();
            document.set_text(text.to_string());
            let mut ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            ends.push(text.len());
            for (count, &at) in ends.iter().enumerate() {
                assert_eq!(
                    document.characters(Span::new(0, at)),
                    (0, count),
                    "{at} in {text:?}"
                );
                let normal = text[..at].replace("\r\n", "\n").replace('\r', "\n");
                // Between CR and LF the line has not ended yet.
                let inside = text[..at].ends_with('\r') && text[at..].starts_with('\n');
                let line = normal.matches('\n').count() + 1 - usize::from(inside);
                assert_eq!(document.line(at), line, "{at} in {text:?}");
            }
        }
    }

    #[test]
    fn every_format_has_its_own_extensions() {
        let mut all: Vec<&str> = READERS.iter().flat_map(|r| r.extensions).copied().collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(formats().starts_with(".txt, .md, .html, .pdf, "));
        for name in ["A.HTM", "a.tar.gz", "b.c.PDF"] {
            assert!(reader(name).is_some(), "{name}");
        }
        for name in ["a.odt", "txt", ".txt", "a.", "a.txt.bak"] {
            assert!(reader(name).is_none(), "{name}");
        }
    }

    /// Damages files of every format in many ways: no damage may end a run. `ATODDS_ROUNDS` asks
    /// for more than the usual number of each.
    #[test]
    fn no_bytes_make_a_reader_panic() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut samples: Vec<(String, Vec<u8>)> = Vec::new();
        for folder in [
            "fixtures/formats",
            "tests/data/formats",
            "tests/data/documents",
        ] {
            for entry in std::fs::read_dir(root.join(folder)).expect("samples") {
                let path = entry.expect("a sample").path();
                let name = path.file_name().expect("a name").to_string_lossy();
                // It takes seconds to be refused, which a test of its own waits for.
                if name == "forms.pdf" {
                    continue;
                }
                samples.push((name.into_owned(), std::fs::read(&path).expect("read")));
            }
        }
        let text = "---\ntitle: A — b\ndate: 2 May 2004\n---\n# By Anna ](x) Writer\n\nHARBOUR, \
                    May 3 — Two.\r\n\rSource: http://h.example/2004/05/03/é\n";
        samples.push(("a.md".to_string(), text.into()));
        samples.sort();
        let rounds = std::env::var("ATODDS_ROUNDS").ok();
        let rounds = rounds.and_then(|rounds| rounds.parse().ok()).unwrap_or(20);
        // Xorshift, so that every run tries the same.
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut below = |end: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state >> 16).unwrap_or(0) % end.max(1)
        };
        let mut read_some = 0;
        for round in 0..rounds {
            for (name, sample) in &samples {
                let mut bytes = sample.clone();
                for _ in 0..=below(6) {
                    let (from, to) = (below(bytes.len()), below(bytes.len()));
                    let piece = bytes[from.min(to)..from.max(to)].to_vec();
                    match below(8) {
                        0 => drop(bytes.drain(from.min(to)..from.max(to))),
                        1 => drop(bytes.splice(from..from, piece)),
                        2 => bytes.swap(from, to),
                        _ => bytes[from] = u8::try_from(below(256)).unwrap_or(0),
                    }
                    if bytes.is_empty() {
                        bytes.push(b'<');
                    }
                }
                // Now and then under the name of another format.
                let other = &samples[below(samples.len())].0;
                let name = if round % 4 == 0 { other } else { name };
                for opened in open::of_bytes(name, name, Ok(bytes)) {
                    read_some += usize::from(opened.content.is_ok());
                    let mut found = Found {
                        source: opened,
                        file: 0,
                    };
                    finish(&mut found, name, About::default(), true);
                }
            }
        }
        assert!(read_some > 0, "some of it is still text");
    }
}
