//! JSON Lines of articles: one object a line, one source an object, known by the names of its
//! fields ([`super::fields`]). A `.json` file may also hold one object, or a list of them.
//!
//! **Offsets** count characters of the object's text as extracted: its title and a blank line,
//! where it has one that its text does not begin with, then the text, escapes resolved, without
//! white space at its ends.

use serde_json::Value;

use super::limits::{self, Limit, Room};
use super::open::Part;
use super::{Content, decode, fields};

/// Reads a `.jsonl` or `.json` file.
pub(super) fn read(_: &str, bytes: &[u8], _: &mut Room) -> Result<Vec<Part>, String> {
    let text = decode::decode(bytes, None)?;
    let text = text.trim_start_matches('\u{FEFF}').trim();
    let is_object = |line: &str| line.trim_start().starts_with('{') && parse(line).is_some();
    let mut parts = Vec::new();
    let mut add = |object: Option<Value>| {
        let content = match object {
            Some(object) => content(&object),
            None => Err(INVALID),
        };
        let content = content.map_err(str::to_string);
        parts.push(Part::numbered(parts.len() + 1, content));
    };
    // The text is trimmed, so that its first line is not empty.
    if text.lines().next().is_some_and(is_object) {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            add(parse(line));
        }
    } else if bytes.len() as u64 > limits::ONE {
        // Values take more memory than their text.
        return Err(format!(
            "{}, or write one object on each line",
            Limit::Size(limits::ONE)
        ));
    } else {
        match parse(text) {
            Some(Value::Array(values)) => values.into_iter().for_each(|value| add(Some(value))),
            Some(value) => add(Some(value)),
            None => return Err(INVALID.to_string()),
        }
    }
    let no_field = |part: &Part| matches!(&part.held, Err(reason) if reason != NO_TEXT);
    if parts.iter().all(no_field) {
        return Err(format!(
            "no articles: no object has a field called text; the fields are {}",
            fields::WANTED
        ));
    }
    Ok(parts)
}

const INVALID: &str = "not valid JSON: write one object on each line";
const NO_TEXT: &str = "no text in this object: fill its text field or take it out";
const NO_FIELD: &str = "no object with a field called text: take it out";

/// The parser refuses values nested more than 128 deep.
fn parse(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

fn has_text(value: &Value) -> bool {
    value
        .as_object()
        .is_some_and(|fields| fields.keys().any(|name| fields::is_text(name)))
}

fn content(object: &Value) -> Result<Content, &'static str> {
    if !has_text(object) {
        return Err(NO_FIELD);
    }
    let named: Vec<(&str, String)> = object
        .as_object()
        .ok_or(NO_FIELD)?
        .iter()
        .map(|(name, value)| (name.as_str(), words(value)))
        .collect();
    let record: Vec<(&str, &str)> = named
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    fields::content(&record).ok_or(NO_TEXT)
}

/// A value as words: text as it is, a list of names with commas, a thing with a name as that.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => {
            let all: Vec<String> = values.iter().map(words).filter(|w| !w.is_empty()).collect();
            all.join(", ")
        }
        Value::Object(fields) => fields.get("name").map(words).unwrap_or_default(),
        Value::Null | Value::Bool(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::open::Held;

    /// Each part as name and text or reason.
    fn parts(json: &str) -> Vec<(String, String)> {
        let parts = read("a.jsonl", json.as_bytes(), &mut Room::default());
        let parts = match parts {
            Err(reason) => return vec![(String::new(), reason)],
            Ok(parts) => parts,
        };
        let said = |part: Part| match part.held {
            Ok(Held::Source(content)) => {
                let about = content.about;
                let day = about
                    .published
                    .map(|day| day.to_string())
                    .unwrap_or_default();
                let said = [content.text, about.author, about.outlet, day];
                (part.name, said.join("|"))
            }
            Ok(Held::File(name, _)) => (part.name, name),
            Err(reason) => (part.name, reason),
        };
        parts.into_iter().map(said).collect()
    }

    #[test]
    fn objects_are_sources() {
        let first = r#"{"title": "Ferries collide", "text": "Two.\nMore.", "authors": ["Anna Writer", "Bo Ink"], "source": {"name": "The Post"}, "date": "2014-03-22T10:00:00Z"}"#;
        let expected = "Ferries collide\n\nTwo.\nMore.|Anna Writer, Bo Ink|The Post|2014-03-22";
        let second = r#"{"body": "Three.", "url": "https://www.kelmar.example/a", "other": [1, {"x": null}]}"#;
        let other = "Three.||kelmar.example|";
        let one = |text: &str| ("#1".to_string(), text.to_string());
        let two = ("#2".to_string(), other.to_string());
        assert_eq!(parts(first), [one(expected)]);
        for json in [
            format!("\u{FEFF}{first}\r\n\r\n{second}\r\n"),
            format!("[{first},\n{second}]"),
        ] {
            assert_eq!(parts(&json), [one(expected), two.clone()]);
        }
    }

    #[test]
    fn a_bad_line_spoils_only_itself() {
        let json =
            "{\"text\": \"One.\"}\n{\"text\": \n{\"title\": \"Two\"}\n[]\n{\"text\": \"\"}\n";
        let reasons: Vec<String> = parts(json).into_iter().map(|(_, said)| said).collect();
        assert_eq!(reasons, ["One.|||", INVALID, NO_FIELD, NO_FIELD, NO_TEXT]);
    }

    #[test]
    fn other_json_is_refused() {
        for (json, expected) in [
            ("", INVALID),
            ("{", INVALID),
            (&"[".repeat(100_000), INVALID),
            ("{\"a\": 1}", "no articles"),
            ("[1, 2]", "no articles"),
        ] {
            let found = parts(json);
            assert!(found[0].1.contains(expected), "{found:?}");
        }
    }
}
