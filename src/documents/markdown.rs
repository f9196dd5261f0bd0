//! Markdown: the file as it stands, markup and all, so that places in the text are places in the
//! file. Only the metadata is read through the markup.

use super::metadata::{self, About, Key};
use super::{Content, dates, decode};
use crate::Span;

/// Reads a `.md` file.
pub(super) fn read(bytes: &[u8]) -> Result<Content, String> {
    let text = decode::decode(bytes, None)?;
    let about = about(&text);
    Ok(Content {
        text,
        extracted: false,
        about,
        ..Content::default()
    })
}

/// Where the front matter stands: from a first line `---` to the next line `---` or `...`, both
/// included; `None` for a text without.
pub(super) fn front_matter(text: &str) -> Option<Span> {
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut end = start + first.len();
    for line in lines {
        end += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return Some(Span::new(start, end));
        }
        // Front matter is made of keys, lists and comments. A rule above prose is none.
        let is_entry =
            line.trim().is_empty() || line.starts_with([' ', '\t', '-', '#']) || line.contains(':');
        if !is_entry {
            return None;
        }
    }
    None
}

fn about(text: &str) -> About {
    let (front, body) = match front_matter(text) {
        Some(span) => (of_front_matter(span.of(text)), &text[span.end..]),
        None => (About::default(), text),
    };
    let heading = About {
        title: first_heading(body).unwrap_or_default(),
        ..About::default()
    };
    front.or(heading).or(metadata::of_text(body, clean))
}

/// Simple `key: value` lines; lists and nested keys are passed over.
fn of_front_matter(front: &str) -> About {
    let mut about = About::default();
    for line in front.lines() {
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let value = unquoted(value.trim());
        if value.is_empty() || line.starts_with([' ', '\t', '-', '#']) {
            continue;
        }
        let line = format!("{key}: {value}");
        match metadata::labelled(&line) {
            Some((Key::Title, title)) => about.title = title.to_string(),
            Some((Key::Author, author)) => about.author = listed(author),
            Some((Key::Outlet, outlet)) => {
                about.outlet = metadata::outlet(outlet).unwrap_or_default();
            }
            None => {
                let stated = DATE_KEYS
                    .iter()
                    .any(|known| key.trim().eq_ignore_ascii_case(known))
                    .then(|| dates::in_line(value))
                    .flatten()
                    .unwrap_or_default();
                let day = stated.iter().find_map(|date| date.day(None));
                about.published = about.published.or(day);
            }
        }
    }
    about
}

const DATE_KEYS: &[&str] = &[
    "date",
    "published",
    "publish_date",
    "published_at",
    "publication date",
    "publishdate",
    "pubdate",
];

fn unquoted(value: &str) -> &str {
    for quote in ['"', '\''] {
        let inner = value
            .strip_prefix(quote)
            .and_then(|v| v.strip_suffix(quote));
        if let Some(inner) = inner {
            return inner.trim();
        }
    }
    value
}

/// `[Anna Writer, "John Penn"]`.
fn listed(value: &str) -> String {
    match value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        Some(list) => list
            .split(',')
            .map(|name| unquoted(name.trim()))
            .collect::<Vec<_>>()
            .join(", "),
        None => value.to_string(),
    }
}

/// The first heading of the first level, with `#` before it or `===` below.
fn first_heading(body: &str) -> Option<String> {
    let mut above = "";
    for line in body.lines() {
        let line = line.trim_end();
        if let Some(heading) = line.strip_prefix("# ") {
            return Some(clean(heading));
        }
        if line.len() > 2 && line.bytes().all(|byte| byte == b'=') && !above.is_empty() {
            return Some(clean(above));
        }
        above = line;
    }
    None
}

/// A line without its markup: marks of headings, quotations and lists, emphasis, and the
/// addresses of links.
fn clean(line: &str) -> String {
    let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if line.len() > 2 && line.bytes().all(|byte| b"=-*_ ".contains(&byte)) {
        return String::new();
    }
    let line = line.trim_start_matches(['#', '>']).trim();
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find("](") {
        let (before, after) = rest.split_at(at);
        let Some(end) = after.find(')') else {
            break;
        };
        let open = before.rfind('[').unwrap_or(before.len());
        text.push_str(before[..open].trim_end_matches('!'));
        text.push_str(before.get(open + 1..).unwrap_or(""));
        rest = &after[end + 1..];
    }
    text.push_str(rest);
    let text = text.replace("**", "").replace("__", "");
    text.trim_matches(['*', '_', '`']).trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> [String; 4] {
        let about = about(text);
        [
            about.title,
            about.author,
            about.outlet,
            about
                .published
                .map(|day| day.to_string())
                .unwrap_or_default(),
        ]
    }

    #[test]
    fn markdown_metadata() {
        let prose = "Two ferries met in the sound.\n\nOne of them sank.\n";
        // head → title, author, outlet, day
        let table = [
            (
                "---\ntitle: \"Ferries: a history\"\nauthor: Anna Writer\nsource: The Harbour Post\ndate: 2014-03-22\ntags:\n  - date: 1999-01-01\n---\n",
                [
                    "Ferries: a history",
                    "Anna Writer",
                    "The Harbour Post",
                    "2014-03-22",
                ],
            ),
            (
                "\u{FEFF}---\r\nTitle: Ferries\r\nauthors: [Anna Writer, 'John Penn']\r\npublished: March 22, 2014\r\n...\r\n",
                ["Ferries", "Anna Writer, John Penn", "", "2014-03-22"],
            ),
            (
                "# Ferries *collide*\n\n*By Anna Writer*\n\n**Published:** 22 March 2014\n\n",
                ["Ferries *collide", "Anna Writer", "", "2014-03-22"],
            ),
            (
                "Ferries collide\n===============\n\nSource: [page](http://h.example/2014/03/22/x)\n\n",
                ["Ferries collide", "", "page", ""],
            ),
            (
                "---\n\nNo front matter here, only a rule.\n\n---\n\n# Ferries\n\n",
                ["Ferries", "", "", ""],
            ),
            (
                "---\ndate: 03/04/2012\nsource: https://www.h.example/a\n---\n# Ferries #1\n\n",
                ["Ferries #1", "", "h.example", ""],
            ),
        ];
        for (head, expected) in table {
            assert_eq!(
                fields(&format!("{head}{prose}")),
                expected.map(String::from),
                "{head}"
            );
        }
    }

    #[test]
    fn front_matter_is_found_or_not() {
        for (text, expected) in [
            ("---\na: b\n---\nText", Some("---\na: b\n---\n")),
            (
                "\u{FEFF}---\r\na: b\r\n...\r\nText",
                Some("---\r\na: b\r\n...\r\n"),
            ),
            ("---\na: b\n", None),
            ("Text\n---\na: b\n---\n", None),
            ("---\nProse above a rule.\n---\n", None),
            ("", None),
        ] {
            assert_eq!(
                front_matter(text).map(|span| span.of(text)),
                expected,
                "{text:?}"
            );
        }
    }

    #[test]
    fn lines_without_markup() {
        for (line, expected) in [
            ("## Heading", "Heading"),
            ("> quoted", "quoted"),
            ("**Published:** today", "Published: today"),
            ("[words](http://h.example) end", "words end"),
            ("![alt](a.png)", "alt"),
            ("* * *", ""),
            ("plain * star", "plain * star"),
            ("a [b] (c)", "a [b] (c)"),
            ("5 * 3", "5 * 3"),
        ] {
            assert_eq!(clean(line), expected);
        }
    }
}
