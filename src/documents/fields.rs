//! Articles as records: which field of a table or an object is the text, the title and so on.
//!
//! Fields are known by name, whatever their case and whether their words are joined by spaces,
//! `_` or `-`. Where several names of one kind are there, the first of the list is taken that is
//! not empty.

use super::metadata::{self, About};
use super::{Content, dates};

/// What a field can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Text,
    Title,
    Author,
    Date,
    Source,
    Address,
}

/// The names of fields, the surest first.
const NAMES: &[(Field, &[&str])] = &[
    (
        Field::Text,
        &[
            "text",
            "fulltext",
            "articletext",
            "maintext",
            "body",
            "articlebody",
            "content",
            "contents",
            "article",
            "story",
            "transcript",
        ],
    ),
    (Field::Title, &["title", "headline", "articletitle", "name"]),
    (
        Field::Author,
        &[
            "author", "authors", "byline", "writer", "creator", "speaker",
        ],
    ),
    (
        Field::Date,
        &[
            "date",
            "published",
            "publisheddate",
            "datepublished",
            "publishdate",
            "datepublish",
            "publicationdate",
            "pubdate",
            "publishedat",
            "publishedon",
            "day",
            "created",
            "createdat",
            "timestamp",
        ],
    ),
    (
        Field::Source,
        &[
            "source",
            "sourcename",
            "outlet",
            "publisher",
            "publication",
            "newspaper",
            "site",
            "sitename",
            "sourcedomain",
            "domain",
        ],
    ),
    (Field::Address, &["url", "link", "address", "canonicalurl"]),
];

/// The names of the fields a record needs, for a reason.
pub(super) const WANTED: &str =
    "text (or body, content), and if there are any title, author, date, source";

/// Whether a field of this name holds the text of an article.
pub(super) fn is_text(name: &str) -> bool {
    let name = plain(name);
    NAMES
        .iter()
        .any(|(field, names)| *field == Field::Text && names.contains(&name.as_str()))
}

fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The source in a record of named fields; `None` if its text is missing or empty.
pub(super) fn content(record: &[(&str, &str)]) -> Option<Content> {
    let named: Vec<(String, &str)> = record
        .iter()
        .map(|(name, value)| (plain(name), value.trim()))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let value = |wanted: Field| {
        let (_, names) = NAMES.iter().find(|(field, _)| *field == wanted)?;
        names.iter().find_map(|known| {
            let found = named.iter().find(|(name, _)| name == known);
            found.map(|(_, value)| *value)
        })
    };
    let text = value(Field::Text)?;
    let address = value(Field::Address).unwrap_or_default();
    let about = About {
        title: value(Field::Title)
            .map(super::html::one_line)
            .unwrap_or_default(),
        author: value(Field::Author)
            .and_then(|name| {
                metadata::person(name.trim_start_matches("By ").trim_start_matches("by "))
            })
            .unwrap_or_default(),
        outlet: value(Field::Source)
            .and_then(metadata::outlet)
            .or_else(|| metadata::outlet(address))
            .unwrap_or_default(),
        published: value(Field::Date).and_then(dates::stated),
        ..About::default()
    };
    Some(Content::taken_out(text.to_string(), about))
}
