//! What standard input holds: it has no name whose end would tell.

use super::{decode, table};

/// A file name whose end names the format of these bytes; `input.txt` where nothing speaks for
/// another format.
pub(super) fn file_name(bytes: &[u8]) -> String {
    format!("input.{}", format(bytes))
}

fn format(bytes: &[u8]) -> &'static str {
    for (start, format) in [
        (&b"%PDF-"[..], "pdf"),
        (b"\x1f\x8b", "gz"),
        (b"WARC/", "warc"),
    ] {
        if bytes.starts_with(start) {
            return format;
        }
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let office = b"word/document.xml";
        let is_office = bytes.windows(office.len()).any(|window| window == office);
        return if is_office { "docx" } else { "zip" };
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let Ok(text) = decode::decode(head, None) else {
        return "txt";
    };
    of_text(text.trim_start_matches('\u{FEFF}').trim_start())
}

/// In bytes: more than any format needs to show itself.
const HEAD: usize = 4096;

fn of_text(text: &str) -> &'static str {
    let lower = text.to_ascii_lowercase();
    let mut lines = text.lines();
    let (first, second) = (lines.next().unwrap_or(""), lines.next().unwrap_or(""));
    if first.starts_with("WEBVTT") {
        "vtt"
    } else if first.trim().bytes().all(|byte| byte.is_ascii_digit()) && second.contains(" --> ") {
        "srt"
    } else if lower.starts_with("<?xml") || lower.starts_with("<rss") || lower.starts_with("<feed")
    {
        let feed = ["<rss", "<feed", "<rdf:rdf"];
        let is_feed = feed.iter().any(|root| lower.contains(root));
        if is_feed { "xml" } else { "html" }
    } else if ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|start| lower.starts_with(start))
    {
        "html"
    } else if first.starts_with("{\"") || first.starts_with("[{") {
        if first.starts_with('[') {
            "json"
        } else {
            "jsonl"
        }
    } else if first.starts_with("From ") && is_field(second) {
        "mbox"
    } else if is_mail(text) {
        "eml"
    } else if table::is_table(text) {
        "csv"
    } else {
        "txt"
    }
}

/// Header lines, among them one of who wrote it and one more that only mails have.
fn is_mail(text: &str) -> bool {
    let has = |names: &[&str]| {
        text.lines()
            .take_while(|line| !line.is_empty())
            .filter_map(|line| line.split_once(':'))
            .any(|(name, _)| names.iter().any(|known| name.eq_ignore_ascii_case(known)))
    };
    is_field(text.lines().next().unwrap_or(""))
        && has(&["From"])
        && has(&[
            "Message-ID",
            "MIME-Version",
            "Received",
            "To",
            "Content-Type",
        ])
}

/// `Message-ID: …`
fn is_field(line: &str) -> bool {
    let name = line.split_once(':').map_or("", |(name, _)| name);
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_show_themselves() {
        for (start, expected) in [
            ("%PDF-1.7\n", "pdf"),
            ("\u{1f}\u{8b}", "txt"), // as UTF-8 these are other bytes
            ("WARC/1.0\r\nWARC-Type: warcinfo", "warc"),
            (
                "From anna@kelmar.example Mon May  4 10:00:00 2020\nFrom: Anna\n",
                "mbox",
            ),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\nHello", "vtt"),
            ("\u{FEFF}1\r\n00:00:01,000 --> 00:00:02,000\r\nHello", "srt"),
            ("<?xml version='1.0'?><rss version='2.0'>", "xml"),
            ("<feed xmlns='http://www.w3.org/2005/Atom'>", "xml"),
            ("<?xml version='1.0'?><html>", "html"),
            ("<!DOCTYPE html><p>Hello", "html"),
            ("{\"text\": \"a\"}\n", "jsonl"),
            ("[{\"text\": \"a\"}]\n", "json"),
            ("From: Anna\nTo: Bo\nSubject: Ferries\n\nHello", "eml"),
            ("title,text\nFerries collide,Two met.\n", "csv"),
            // What looks like a format and is prose.
            ("From: Anna\n\nHello", "txt"),
            ("From the harbour: two ferries met.", "txt"),
            ("1\nThe ferries", "txt"),
            ("Ferries collide\n\nTwo ferries met.", "txt"),
            ("", "txt"),
        ] {
            assert_eq!(format(start.as_bytes()), expected, "{start}");
        }
        assert_eq!(file_name(b"\x1f\x8b\x08"), "input.gz");
    }
}
