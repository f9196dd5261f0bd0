//! From one file to the sources in it: most files are one, a feed or a table holds many, and an
//! archive holds files that are opened in turn.
//!
//! ```text
//! news.zip                        an archive
//! ├─ may/notes.txt                → news.zip/may/notes.txt
//! ├─ feed.xml.gz                  → news.zip/feed.xml.gz#1, …#2, …
//! └─ old.zip                      an archive in an archive
//!    └─ a.pdf                     → news.zip/old.zip/a.pdf
//! ```
//!
//! Everything is unpacked in memory and in order, so that limits fall where they fell before;
//! what was unpacked is then read in parallel. A web archive on disk, which may be larger, is read a
//! few pages at a time. Nothing is ever written under a name that an archive gives.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::limits::{self, Limit, Room};
use super::metadata::About;
use super::{Content, How, formats, reader, sniff, walk, warc};

/// A source in a file.
pub(super) struct Opened {
    /// Its name in reports.
    pub name: String,
    /// Its content and a hash of it, or why there is none.
    pub content: Result<(Content, Hash), String>,
}

/// Tells sources with the same content: SHA-256 of the bytes of a file, or of a source's text and
/// what is said about it where the source is only a part of a file.
pub(super) type Hash = [u8; 32];

/// What a reader finds in a file that holds several sources or other files.
pub(super) struct Part {
    /// What its name has after that of the file: `#3`, `/may/notes.txt`, nothing.
    pub name: String,
    /// What the file says of it from outside.
    pub about: About,
    /// What it is, or why it cannot be read.
    pub held: Result<Held, String>,
}

impl Part {
    /// The source number `number` (from 1) of a file.
    pub(super) fn numbered(number: usize, content: Result<Content, String>) -> Part {
        Part {
            name: format!("#{number}"),
            about: About::default(),
            held: content.map(Held::Source),
        }
    }
}

/// What a part is.
pub(super) enum Held {
    /// A source.
    Source(Content),
    /// A file, read as one of this name would be.
    File(String, Vec<u8>),
}

/// Opens the file at `path`, called `name` in reports.
pub(super) fn open(path: &Path, name: &str) -> Vec<Opened> {
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = file_name.to_lowercase();
    if ending.ends_with(".warc") || ending.ends_with(".warc.gz") {
        let pages = web_archive(path, name, ending.ends_with(".gz"));
        return pages.unwrap_or_else(|reason| of_bytes(name, &file_name, Err(reason)));
    }
    let bytes = match reader(&file_name) {
        Some(reader) => File::open(path)
            .map_err(|error| walk::why_not(&error))
            .and_then(|file| whole(file, reader.how.largest())),
        None => Err(unsupported()),
    };
    of_bytes(name, &file_name, bytes)
}

/// Opens a web archive page by page, so that it may be larger than memory: of the pages read so
/// far, only the text is kept.
fn web_archive(path: &Path, name: &str, packed: bool) -> Result<Vec<Opened>, String> {
    let file = File::open(path).map_err(|error| walk::why_not(&error))?;
    let size = file
        .metadata()
        .map_err(|error| walk::why_not(&error))?
        .len();
    if size > limits::ARCHIVE {
        return Err(Limit::Size(limits::ARCHIVE).into());
    }
    let file = BufReader::new(file.take(limits::ARCHIVE));
    let (from, most): (Box<dyn BufRead>, u64) = match packed {
        true => (
            Box::new(BufReader::new(MultiGzDecoder::new(file))),
            limits::most_unpacked(size),
        ),
        false => (Box::new(file), u64::MAX),
    };
    let mut pages = warc::Pages::new(from, most);
    let mut found: Vec<Opened> = Vec::new();
    let mut kept = 0;
    loop {
        let mut leaves = Vec::new();
        let mut held = 0;
        while held < AT_ONCE
            && let Some(page) = pages.next(&mut Room::default())?
        {
            if let Ok(Held::File(_, bytes)) = &page.held {
                held += bytes.len();
            }
            let page = Leaf {
                name: format!("{name}{}", page.name),
                ..page
            };
            unfold(page, 1, &mut Room::default(), &mut leaves);
        }
        if leaves.is_empty() {
            return Ok(found);
        }
        let read = contents(leaves);
        kept += read
            .iter()
            .filter_map(|opened| opened.content.as_ref().ok())
            .map(|(content, _)| content.text.len() as u64)
            .sum::<u64>();
        found.extend(read);
        if kept > limits::UNPACKED {
            return Err(Limit::Unpacked.into());
        }
        if found.len() > limits::SOURCES {
            return Err(Limit::Sources.into());
        }
    }
}

/// In bytes: pages of a web archive that are in memory together, to be read in parallel.
const AT_ONCE: usize = 16 << 20;

/// Opens what comes from standard input. Its format is told from its first bytes.
pub(super) fn open_input(input: impl Read, name: &str) -> Vec<Opened> {
    let bytes = whole(input, limits::MANY);
    let file_name = bytes
        .as_ref()
        .map_or(String::new(), |bytes| sniff::file_name(bytes));
    let mut found = of_bytes(name, &file_name, bytes);
    for (content, _) in found.iter_mut().flat_map(|source| &mut source.content) {
        // There is no file in which a place could be looked up.
        content.extracted = true;
    }
    found
}

fn unsupported() -> String {
    format!("not a supported format ({})", formats())
}

/// All bytes of a file. One byte more than allowed tells one that is too large, also one that
/// grows.
fn whole(file: impl Read, largest: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    file.take(largest + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| walk::why_not(&error))?;
    if bytes.len() as u64 > largest {
        return Err(Limit::Size(largest).into());
    }
    Ok(bytes)
}

/// Takes apart bytes that a file of the name `file_name` would hold, or passes on why there are
/// none.
pub(super) fn of_bytes(name: &str, file_name: &str, bytes: Result<Vec<u8>, String>) -> Vec<Opened> {
    let mut leaves = Vec::new();
    let leaf = Leaf {
        name: name.to_string(),
        about: About::default(),
        held: bytes.map(|bytes| Held::File(file_name.to_string(), bytes)),
    };
    unfold(leaf, 0, &mut Room::default(), &mut leaves);
    contents(leaves)
}

/// Reads what was taken apart.
fn contents(leaves: Vec<Leaf>) -> Vec<Opened> {
    leaves
        .into_par_iter()
        .map(|leaf| Opened {
            content: leaf.held.and_then(|held| content(held, leaf.about)),
            name: leaf.name,
        })
        .collect()
}

/// A part under its full name.
type Leaf = Part;

/// Takes apart what holds other things, down to what is one source.
fn unfold(leaf: Leaf, depth: usize, room: &mut Room, leaves: &mut Vec<Leaf>) {
    let Leaf { name, about, held } = leaf;
    let (file_name, bytes) = match held {
        Ok(Held::File(file_name, bytes)) => (file_name, bytes),
        held => return leaves.push(Leaf { name, about, held }),
    };
    let failed = |reason: String| Leaf {
        name: name.clone(),
        about: About::default(),
        held: Err(reason),
    };
    let Some(reader) = reader(&file_name) else {
        return leaves.push(failed(unsupported()));
    };
    if bytes.len() as u64 > reader.how.largest() {
        return leaves.push(failed(Limit::Size(reader.how.largest()).into()));
    }
    let How::Many(read) = reader.how else {
        let held = Ok(Held::File(file_name, bytes));
        return leaves.push(Leaf { name, about, held });
    };
    if depth > limits::DEPTH {
        return leaves.push(failed(Limit::Depth.into()));
    }
    let parts = match read(&file_name, &bytes, room) {
        Ok(parts) if parts.len() > limits::SOURCES => Err(Limit::Sources.into()),
        Ok(parts) if parts.is_empty() => Err(EMPTY.to_string()),
        parts => parts,
    };
    drop(bytes); // What is unpacked below need not share the memory with it.
    match parts {
        Err(reason) => leaves.push(failed(reason)),
        Ok(parts) => {
            for part in parts {
                let part = Leaf {
                    name: format!("{name}{}", part.name),
                    about: part.about.or(about.clone()),
                    held: part.held,
                };
                unfold(part, depth + 1, room, leaves);
            }
        }
    }
}

const EMPTY: &str = "no text in it: check that it was saved or downloaded whole";

/// The text of a source with its hash, or why there is none.
fn content(held: Held, about: About) -> Result<(Content, Hash), String> {
    let mut named = None;
    let (mut content, hash) = match held {
        Held::Source(content) => {
            let hash = hash(&content);
            (content, hash)
        }
        Held::File(name, bytes) => {
            let Some(How::One(read)) = reader(&name).map(|reader| reader.how) else {
                return Err(unsupported());
            };
            let content = read(&bytes)?;
            named = Some(name);
            (content, Sha256::digest(&bytes).into())
        }
    };
    let blank = |c: char| c.is_whitespace() || c == '\u{FEFF}';
    if content.text.chars().all(blank) {
        return Err(EMPTY.to_string());
    }
    content.about = content
        .about
        .or(about)
        .in_file(named.as_deref().unwrap_or(""));
    Ok((content, hash))
}

fn hash(content: &Content) -> Hash {
    let about = &content.about;
    let day = about.published.map(|day| day.to_string());
    let mut hash = Sha256::new();
    for field in [
        &content.text,
        &about.title,
        &about.author,
        &about.outlet,
        day.as_ref().unwrap_or(&String::new()),
    ] {
        hash.update(field.len().to_le_bytes());
        hash.update(field);
    }
    hash.finalize().into()
}
