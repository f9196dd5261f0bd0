//! Web archives (`.warc`, usually packed as `.warc.gz`), as crawlers of news write them: one
//! source for each page that a server answered with success. Requests, redirects, pictures, style
//! sheets and the crawler's notes are passed over.
//!
//! **Offsets** count characters of the page's text as extracted, in the same way as for a web page
//! in a file of its own. Pages are numbered in the order of the archive, other records aside.
//!
//! An archive is read record by record, and only the page at hand is in memory: those of news crawls
//! are larger than that.
//!
//! A record is a header block, an empty line, and as many bytes as the header says: nothing that
//! takes a library, but for its parts. Written from ISO 28500:2017 (WARC 1.1), sections 4 to 6, and
//! RFC 9112 (HTTP/1.1), section 7.1 for bodies sent in chunks.

use std::io::{self, BufRead, Read, Take};

use encoding_rs::Encoding;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::dates::Hint;
use super::limits::{self, DAMAGED, Limit, Room, Unpack};
use super::metadata::{self, About};
use super::open::{Held, Part};

/// Reads a `.warc` file that is in memory.
pub(super) fn read(_: &str, bytes: &[u8], room: &mut Room) -> Result<Vec<Part>, String> {
    let mut pages = Pages::new(bytes, u64::MAX);
    let mut parts = Vec::new();
    while let Some(part) = pages.next(room)? {
        parts.push(part);
    }
    Ok(parts)
}

/// The pages of an archive, in its order.
pub(super) struct Pages<R> {
    from: Take<R>,
    /// How many were found so far.
    found: usize,
    broken: bool,
}

impl<R: BufRead> Pages<R> {
    /// Those of an archive that unpacks to no more than `most` bytes.
    pub(super) fn new(from: R, most: u64) -> Self {
        Pages {
            from: from.take(most),
            found: 0,
            broken: false,
        }
    }

    /// The next page, or why there is none where there should be one; an error where the whole
    /// archive is refused.
    pub(super) fn next(&mut self, room: &mut Room) -> Result<Option<Part>, String> {
        while !self.broken && !self.at_end() {
            let Some((header, body)) = record(&mut self.from) else {
                if self.from.limit() == 0 {
                    return Err(Limit::Ratio.into());
                }
                if self.found == 0 {
                    return Err(format!("no web archive, or {DAMAGED}"));
                }
                self.broken = true;
                let reason = "the archive breaks off or is damaged here: download it again";
                return Ok(Some(Part::numbered(
                    self.found + 1,
                    Err(reason.to_string()),
                )));
            };
            let record = self::header(&header).map(|(_, header, _)| Record {
                header,
                body: &body,
            });
            if let Some(record) = record
                && let Some(page) = record.page(self.found + 1, room)?
            {
                self.found += 1;
                return Ok(Some(page));
            }
        }
        match self.found {
            0 => Err("no pages in this archive".to_string()),
            _ => Ok(None),
        }
    }

    /// Passes over white space. What cannot be read is no end.
    fn at_end(&mut self) -> bool {
        while let Ok(bytes) = self.from.fill_buf() {
            let blank = bytes.len() - bytes.trim_ascii_start().len();
            if blank < bytes.len() || bytes.is_empty() {
                let at_end = bytes.is_empty();
                self.from.consume(blank);
                return at_end && self.from.limit() > 0;
            }
            self.from.consume(blank);
        }
        false
    }
}

/// The header block of the record that comes next, and its body: nothing where no page can be in
/// it, and one byte more than a page may have where it is larger. `None` where there is no record,
/// or only a part of one.
fn record(from: &mut impl BufRead) -> Option<(Vec<u8>, Vec<u8>)> {
    let block = block(from).ok()?;
    let (first, header, _) = header(&block)?;
    if !first.starts_with(b"WARC/") {
        return None;
    }
    let record = Record { header, body: &[] };
    let length: u64 = record.value("content-length")?.parse().ok()?;
    let wanted = match record.can_hold_a_page() {
        true => length.min(limits::ONE + 1),
        false => 0,
    };
    let mut body = Vec::new();
    from.by_ref().take(wanted).read_to_end(&mut body).ok()?;
    let rest = length - wanted;
    let passed = io::copy(&mut from.by_ref().take(rest), &mut io::sink()).ok()?;
    (body.len() as u64 == wanted && passed == rest).then_some((block, body))
}

/// A header block with the empty line at its end, as far as it comes.
fn block(from: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut block = Vec::new();
    let mut from = from.take(LONGEST_HEADER);
    loop {
        let start = block.len();
        from.read_until(b'\n', &mut block)?;
        if block[start..].trim_ascii().is_empty() {
            return Ok(block);
        }
    }
}

/// In bytes, of a record.
const LONGEST_HEADER: u64 = 1 << 20;

/// A header and what follows it.
struct Record<'b> {
    /// Its lines but the first.
    header: Vec<&'b [u8]>,
    body: &'b [u8],
}

/// The first line of a header block, its other lines, and what follows the empty line at its end.
type Header<'b> = (&'b [u8], Vec<&'b [u8]>, &'b [u8]);

fn header(bytes: &[u8]) -> Option<Header<'_>> {
    let mut lines = Vec::new();
    let mut rest = bytes;
    loop {
        let end = rest.iter().position(|&byte| byte == b'\n')?;
        let line = rest[..end].trim_ascii_end();
        rest = &rest[end + 1..];
        if line.is_empty() {
            break;
        }
        lines.push(line);
        if lines.len() > MOST_LINES {
            return None;
        }
    }
    let mut lines = lines.into_iter();
    Some((lines.next()?, lines.collect(), rest))
}

/// Of a header; servers allow a hundred.
const MOST_LINES: usize = 1000;

impl Record<'_> {
    /// The value of a field of the header, whose name is given in small letters.
    fn value(&self, name: &str) -> Option<String> {
        self.header.iter().find_map(|line| {
            let at = line.iter().position(|&byte| byte == b':')?;
            let same = line[..at].eq_ignore_ascii_case(name.as_bytes());
            let value = || String::from_utf8_lossy(line[at + 1..].trim_ascii()).into_owned();
            same.then(value)
        })
    }

    /// Whether it is of a kind that pages come in.
    fn can_hold_a_page(&self) -> bool {
        self.value("warc-type").is_some_and(|kind| {
            kind.eq_ignore_ascii_case("response") || kind.eq_ignore_ascii_case("resource")
        })
    }

    /// The page in the record, if it holds one; an error where the whole archive is refused.
    fn page(&self, number: usize, room: &mut Room) -> Result<Option<Part>, Limit> {
        if !self.can_hold_a_page() {
            return Ok(None);
        }
        let kind = self.value("warc-type").unwrap_or_default();
        let address = self.value("warc-target-uri").unwrap_or_default();
        let address = address.trim_matches(['<', '>']);
        let answer = if kind.eq_ignore_ascii_case("response") {
            let Some((first, header, body)) = header(self.body) else {
                return Ok(None);
            };
            let status = first.split(|&byte| byte == b' ').nth(1);
            if !first.starts_with(b"HTTP/") || status != Some(b"200") {
                return Ok(None);
            }
            Record { header, body }
        } else {
            Record {
                header: self.header.clone(),
                body: self.body,
            }
        };
        let kind = answer
            .value("content-type")
            .unwrap_or_default()
            .to_lowercase();
        let media = kind.split(';').next().unwrap_or("").trim();
        let Some((_, format)) = FORMATS.iter().find(|(known, _)| *known == media) else {
            return Ok(None);
        };
        let held = match answer.body(room) {
            _ if self.body.len() as u64 > limits::ONE => Err(Limit::Size(limits::ONE).into()),
            Ok(bytes) => {
                let bytes = in_utf8(bytes, &kind);
                Ok(Held::File(format!("page.{format}"), bytes))
            }
            Err(Unpack::Damaged) => Err(format!("{address}: {DAMAGED}")),
            Err(Unpack::Over(limit)) => return Err(limit),
        };
        Ok(Some(Part {
            name: format!("#{number}"),
            about: About {
                outlet: metadata::outlet(address).unwrap_or_default(),
                published: Hint::of_address(address).and_then(Hint::day),
                ..About::default()
            },
            held,
        }))
    }

    /// The body of an answer as it was before it was sent.
    fn body(&self, room: &mut Room) -> Result<Vec<u8>, Unpack> {
        let chunked = self
            .value("transfer-encoding")
            .is_some_and(|how| how.eq_ignore_ascii_case("chunked"));
        // Some crawlers undo the chunks and keep the header.
        let body = chunked.then(|| joined(self.body)).flatten();
        let body = body.as_deref().unwrap_or(self.body);
        let packed = body.len() as u64;
        match self
            .value("content-encoding")
            .unwrap_or_default()
            .to_lowercase()
            .as_str()
        {
            // Some undo the packing and keep the header, too.
            "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
                room.unpack(MultiGzDecoder::new(body), packed)
            }
            "deflate" if body.starts_with(b"\x78") => room.unpack(ZlibDecoder::new(body), packed),
            "deflate" => room.unpack(DeflateDecoder::new(body), packed),
            "br" if !body.trim_ascii_start().starts_with(b"<") => {
                room.unpack(brotli::Decompressor::new(body, 4096), packed)
            }
            _ => room.unpack(body, packed),
        }
    }
}

/// Kinds of answers that can be read, and the end of a file name of the same format.
const FORMATS: [(&str, &str); 4] = [
    ("text/html", "html"),
    ("application/xhtml+xml", "html"),
    ("text/plain", "txt"),
    ("application/pdf", "pdf"),
];

/// A body sent in chunks, joined; `None` if it was not.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = rest
            .iter()
            .take(MOST_LINES)
            .position(|&byte| byte == b'\n')?;
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let length = line.split(';').next()?.trim();
        let length = usize::from_str_radix(length, 16).ok()?;
        if length == 0 {
            return Some(whole);
        }
        let (chunk, after) = rest[end + 1..].split_at_checked(length)?;
        whole.extend_from_slice(chunk);
        rest = after
            .strip_prefix(b"\r\n")
            .or(after.strip_prefix(b"\n"))
            .unwrap_or(after);
        // What was cut off when the crawler stopped is still most of a page.
        if rest.is_empty() {
            return Some(whole);
        }
    }
}

/// Text in UTF-8, from the encoding that the server names; it wins over what a page says.
fn in_utf8(bytes: Vec<u8>, kind: &str) -> Vec<u8> {
    let label = kind.split("charset=").nth(1).unwrap_or("");
    let label = label
        .split(';')
        .next()
        .unwrap_or("")
        .trim_matches([' ', '"', '\'']);
    match Encoding::for_label(label.as_bytes()) {
        Some(encoding)
            if encoding != encoding_rs::UTF_8 && std::str::from_utf8(&bytes).is_err() =>
        {
            encoding.decode(&bytes).0.into_owned().into_bytes()
        }
        _ => bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, body: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://www.h.example/2014/03/22/a>\r\n\
             Content-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    }

    /// Each part as its name, what is known of it and its bytes, or the reason.
    fn parts(archive: &str) -> Vec<String> {
        let said = |part: Part| {
            let day = part.about.published.map(|day| day.to_string());
            let held = match part.held {
                Ok(Held::File(name, bytes)) => {
                    format!("{name} {}", String::from_utf8_lossy(&bytes))
                }
                Ok(Held::Source(content)) => content.text,
                Err(reason) => reason,
            };
            format!(
                "{} {} {} {held}",
                part.name,
                part.about.outlet,
                day.unwrap_or_default()
            )
        };
        match read("a.warc", archive.as_bytes(), &mut Room::default()) {
            Ok(parts) => parts.into_iter().map(said).collect(),
            Err(reason) => vec![reason],
        }
    }

    #[test]
    fn pages_are_sources_and_nothing_else_is() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Two met.";
        let moved = "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<p>Moved.";
        let picture = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n.";
        let chunks = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n\
                      4\r\nTwo \r\n4;x=y\r\nmet.\r\n0\r\n\r\n";
        let mut archive = record("warcinfo", "software: ours");
        archive += &record("request", "GET / HTTP/1.1\r\n\r\n");
        for body in [page, moved, picture, chunks] {
            archive += &record("response", body);
        }
        let expected = [
            "#1 h.example 2014-03-22 page.html <p>Two met.",
            "#2 h.example 2014-03-22 page.txt Two met.",
        ];
        assert_eq!(parts(&archive), expected);
        archive += "WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n";
        let found = parts(&archive);
        assert_eq!(found[..2], expected);
        assert!(found[2].contains("breaks off"), "{found:?}");
    }

    #[test]
    fn archives_without_pages() {
        for (archive, expected) in [
            (record("warcinfo", "x"), "no pages"),
            ("some text\n\n".to_string(), "no web archive"),
            (String::new(), "no pages"),
        ] {
            let found = parts(&archive);
            assert!(found[0].contains(expected), "{found:?}");
        }
    }

    #[test]
    fn the_encoding_that_the_server_names() {
        for (kind, bytes, expected) in [
            ("text/html; charset=windows-1251", &b"\xE0"[..], "а"),
            ("text/html; charset=\"utf-8\"", "é".as_bytes(), "é"),
            ("text/html; charset=windows-1251", "é".as_bytes(), "é"),
            ("text/html", b"a", "a"),
        ] {
            let found = in_utf8(bytes.to_vec(), kind);
            assert_eq!(String::from_utf8_lossy(&found), expected, "{kind}");
        }
    }
}
