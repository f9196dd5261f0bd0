//! XML as a row of events, for the formats made of it. Entities that a document defines itself
//! are not known, so none can grow.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::reader::Reader;

use super::decode;
use super::limits::{ELEMENTS, Limit};

/// What the next piece of a document is. Names are without their prefix: `w:p` is `p`.
pub(super) enum Event<'x> {
    /// `<name …>`; an element without content is entered and left.
    Enter(&'x str, Attributes<'x>),
    /// `</name>`
    Leave(&'x str),
    /// Text between tags, entities resolved.
    Text(&'x str),
}

/// The attributes of an element.
pub(super) struct Attributes<'x>(Option<&'x BytesStart<'x>>);

impl Attributes<'_> {
    /// The value of the attribute of this name, its prefix aside.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.0?.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().as_ref() == name)?;
        Some(html_escape::decode_html_entities(found.value.as_ref()).into_owned())
    }
}

/// Calls `act` with each event in order, as far as the document is well formed. Gives whether it
/// was so to its end.
pub(super) fn walk<E: From<Limit>>(
    text: &str,
    mut act: impl FnMut(Event) -> Result<(), E>,
) -> Result<bool, E> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut open: Vec<String> = Vec::new();
    // How many of each name are open, so that an end tag without its start is told at once.
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    loop {
        match reader.read_event() {
            Err(_) => return Ok(false),
            Ok(Raw::Eof) => return Ok(open.is_empty()),
            Ok(Raw::Start(start)) => {
                if open.len() >= ELEMENTS {
                    return Err(Limit::Elements.into());
                }
                let name = start.local_name().as_ref().to_string();
                act(Event::Enter(&name, Attributes(Some(&start))))?;
                *counts.entry(name.clone()).or_default() += 1;
                open.push(name);
            }
            Ok(Raw::Empty(start)) => {
                let name = start.local_name();
                act(Event::Enter(name.as_ref(), Attributes(Some(&start))))?;
                act(Event::Leave(name.as_ref()))?;
            }
            Ok(Raw::End(end)) => {
                // An end tag without its start is passed over, and one too few is made up for.
                let name = end.local_name();
                if counts.get(name.as_ref()).is_some_and(|&count| count > 0) {
                    while let Some(last) = open.pop() {
                        if let Some(count) = counts.get_mut(&last) {
                            *count = count.saturating_sub(1);
                        }
                        act(Event::Leave(&last))?;
                        if last == name.as_ref() {
                            break;
                        }
                    }
                }
            }
            Ok(Raw::Text(text)) => act(Event::Text(&text))?,
            Ok(Raw::CData(text)) => act(Event::Text(&text))?,
            Ok(Raw::GeneralRef(entity)) => {
                let written = format!("&{};", &*entity);
                act(Event::Text(&html_escape::decode_html_entities(&written)))?;
            }
            Ok(Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) | Raw::DocType(_)) => {}
        }
    }
}

/// The text of an XML file. Its declaration names the encoding, if it is not UTF-8 or UTF-16.
pub(super) fn decoded(bytes: &[u8]) -> Result<String, String> {
    let head: String = bytes
        .iter()
        .take(200)
        .map(|&byte| char::from(byte))
        .collect();
    let label = head
        .split_once("?>")
        .and_then(|(declaration, _)| declaration.split_once("encoding"))
        .and_then(|(_, label)| label.split(['"', '\'']).nth(1));
    let declared = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let text = decode::decode(bytes, declared)?;
    Ok(text.trim_start_matches('\u{FEFF}').to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(text: &str) -> String {
        let mut found = String::new();
        let whole = walk::<String>(text, |event| {
            match event {
                Event::Enter(name, attributes) => {
                    found.push_str(&format!("<{name}"));
                    if let Some(value) = attributes.get("a") {
                        found.push_str(&format!(" {value}"));
                    }
                    found.push('>');
                }
                Event::Leave(name) => found.push_str(&format!("</{name}>")),
                Event::Text(text) => found.push_str(text),
            }
            Ok(())
        });
        match whole {
            Ok(true) => found,
            Ok(false) => format!("{found}!"),
            Err(reason) => reason,
        }
    }

    #[test]
    fn documents_well_formed_or_not() {
        for (text, expected) in [
            (
                "<w:p w:a='1&amp;2'>x &amp; &#233;</w:p>",
                "<p 1&2>x & é</p>",
            ),
            ("<a/><b><![CDATA[<c>]]></b>", "<a></a><b><c></b>"),
            ("<a><b>x</a>", "<a><b>x</b></a>"),
            ("<a>x</b></a>", "<a>x</a>"),
            ("<a>x", "<a>x!"),
            ("<!DOCTYPE a [<!ENTITY e 'eeee'>]><a>&e;</a>", "<a>&e;</a>"),
            ("", ""),
        ] {
            assert_eq!(events(text), expected, "{text}");
        }
        let deep = "<a>".repeat(ELEMENTS + 1);
        assert!(events(&deep).contains("nested"));
    }

    #[test]
    fn the_declared_encoding_is_used() {
        let bytes = b"<?xml version='1.0' encoding='windows-1251'?><a>\xE0\xE1</a>";
        assert!(decoded(bytes).is_ok_and(|text| text.ends_with("<a>аб</a>")));
        assert!(decoded("<a>é</a>".as_bytes()).is_ok_and(|text| text == "<a>é</a>"));
    }
}
