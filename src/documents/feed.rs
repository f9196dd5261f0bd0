//! RSS and Atom feeds: one source an entry.
//!
//! **Offsets** count characters of the entry's text as extracted: its title and a blank line,
//! then its content (or its summary, if it has no content), laid out as a web page is.
//!
//! Names of elements mean the same in all versions of RSS and Atom, so that they are told by name
//! alone. An entry with a day of publication and one of change is of the day of publication; days
//! are those of the entry's own time zone.

use super::html::{self, one_line, with_title};
use super::limits::Room;
use super::metadata::{self, About};
use super::open::Part;
use super::xml::{self, Event};
use super::{Content, dates};

/// Reads a feed.
pub(super) fn read(_: &str, bytes: &[u8], _: &mut Room) -> Result<Vec<Part>, String> {
    let text = xml::decoded(bytes)?;
    let mut feed = Feed::default();
    let whole = xml::walk::<String>(&text, |event| feed.take(event))?;
    if !feed.is_feed {
        return Err("no RSS or Atom feed: save it as plain text or HTML".to_string());
    }
    let mut entries = std::mem::take(&mut feed.entries);
    if entries.is_empty() && whole {
        return Err("no entries in this feed".to_string());
    }
    entries.extend(feed.entry.take()); // broken off in the middle
    let outlet = one_line(&feed.title);
    let number = entries.len() + 1;
    let mut parts: Vec<Part> = (1..)
        .zip(entries)
        .map(|(number, entry)| Part::numbered(number, entry.content(&outlet)))
        .collect();
    if !whole {
        let reason = "the feed breaks off or is damaged here: download it again";
        parts.push(Part::numbered(number, Err(reason.to_string())));
    }
    Ok(parts)
}

/// What was read of a feed.
#[derive(Default)]
struct Feed {
    is_feed: bool,
    title: String,
    entries: Vec<Entry>,
    /// The entry that is open.
    entry: Option<Entry>,
    /// The elements that are open.
    path: Vec<String>,
    /// Of which of them the content is markup that is part of the text (XHTML in Atom).
    markup: Option<usize>,
}

#[derive(Default)]
struct Entry {
    title: String,
    author: String,
    /// The names inside `<author>` of Atom.
    person: String,
    published: String,
    updated: String,
    content: String,
    summary: String,
    address: String,
}

impl Feed {
    fn take(&mut self, event: Event) -> Result<(), String> {
        match event {
            Event::Enter(name, attributes) => {
                if self.markup.is_some() {
                    let tag = format!("<{name}>");
                    self.say(&tag);
                } else if self.entry.is_none() {
                    self.is_feed |= matches!(name, "rss" | "feed" | "RDF");
                    if matches!(name, "item" | "entry") {
                        self.entry = Some(Entry::default());
                    }
                } else if attributes.get("type").is_some_and(|kind| kind == "xhtml") {
                    self.markup = Some(self.path.len());
                } else if name == "link"
                    && let Some(entry) = &mut self.entry
                    && let Some(address) = attributes.get("href")
                    && attributes.get("rel").is_none_or(|rel| rel == "alternate")
                {
                    entry.address = address;
                }
                self.path.push(name.to_string());
            }
            Event::Leave(name) => {
                self.path.pop();
                if self.markup.is_some_and(|depth| self.path.len() > depth) {
                    let tag = format!("</{name}>");
                    self.say(&tag);
                } else {
                    self.markup = None;
                    if matches!(name, "item" | "entry") {
                        self.entries.extend(self.entry.take());
                    }
                }
            }
            Event::Text(text) if self.markup.is_some() => {
                let text = html_escape::encode_text(text).into_owned();
                self.say(&text);
            }
            Event::Text(text) => self.say(text),
        }
        Ok(())
    }

    /// Adds text to the field that is open.
    fn say(&mut self, text: &str) {
        let depth = self.markup.map_or(self.path.len(), |depth| depth + 1);
        let mut names = self.path[..depth.min(self.path.len())].iter().rev();
        let name = names.next().map_or("", String::as_str);
        let outer = names.next().map_or("", String::as_str);
        let Some(entry) = &mut self.entry else {
            if name == "title" && matches!(outer, "channel" | "feed") {
                self.title.push_str(text);
            }
            return;
        };
        let field = match (outer, name) {
            ("author", "name") => &mut entry.person,
            ("item" | "entry", name) => match name {
                "title" => &mut entry.title,
                "creator" | "author" => &mut entry.author,
                "pubDate" | "published" | "issued" | "date" => &mut entry.published,
                "updated" | "modified" => &mut entry.updated,
                "encoded" | "content" => &mut entry.content,
                "description" | "summary" => &mut entry.summary,
                "link" => &mut entry.address,
                _ => return,
            },
            _ => return,
        };
        field.push_str(text);
    }
}

impl Entry {
    /// `outlet` is the name of the feed.
    fn content(self, outlet: &str) -> Result<Content, String> {
        let too_deep = "elements are nested too deeply: save the article as plain text";
        let title = html::fragment(&self.title).ok_or(too_deep)?;
        let title = one_line(&title);
        let marked = if self.content.trim().is_empty() {
            &self.summary
        } else {
            &self.content
        };
        let text = html::fragment(marked).ok_or(too_deep)?;
        // A title alone is a source too: agencies send flashes.
        let text = if text.trim().is_empty() {
            title.clone()
        } else {
            with_title(&title, text)
        };
        let author = if self.person.trim().is_empty() {
            &self.author
        } else {
            &self.person
        };
        let outlet = Some(outlet.to_string())
            .filter(|name| !name.is_empty())
            .or_else(|| metadata::outlet(self.address.trim()));
        Ok(Content {
            text,
            extracted: true,
            about: About {
                title,
                author: person(author),
                outlet: outlet.unwrap_or_default(),
                published: dates::stated(&self.published).or(dates::stated(&self.updated)),
                ..About::default()
            },
            ..Content::default()
        })
    }
}

/// `Anna Writer`, `By Anna Writer`, `desk@kelmar.example (Anna Writer)`.
fn person(text: &str) -> String {
    let text = one_line(text);
    let inner = text
        .split_once('(')
        .and_then(|(address, name)| Some((address, name.strip_suffix(')')?)))
        .filter(|(address, _)| address.contains('@'));
    let name = inner.map_or(text.as_str(), |(_, name)| name);
    let name = name.trim_start_matches("By ").trim_start_matches("by ");
    metadata::person(name).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::open::Held;

    /// Each part as text, author, outlet and day, or a reason.
    fn parts(feed: &str) -> Vec<String> {
        let parts = match read("a.xml", feed.as_bytes(), &mut Room::default()) {
            Ok(parts) => parts,
            Err(reason) => return vec![reason],
        };
        let said = |part: Part| match part.held {
            Ok(Held::Source(content)) => {
                let about = content.about;
                let day = about
                    .published
                    .map(|day| day.to_string())
                    .unwrap_or_default();
                [content.text, about.author, about.outlet, day].join("|")
            }
            Ok(Held::File(name, _)) => name,
            Err(reason) => reason,
        };
        parts.into_iter().map(said).collect()
    }

    #[test]
    fn entries_of_every_version() {
        for (feed, expected) in [
            (
                "<rss version='2.0'><channel><title>The Harbour Post</title><link>http://h.example</link>\
                 <image><title>logo</title></image>\
                 <item><title>Ferries &amp;amp; boats</title><description>&lt;p&gt;Two met.&lt;/p&gt;</description>\
                 <author>desk@h.example (Anna Writer)</author><pubDate>Fri, 21 Mar 2014 23:30:00 -0500</pubDate></item>\
                 </channel></rss>",
                "Ferries & boats\n\nTwo met.\n|Anna Writer|The Harbour Post|2014-03-21",
            ),
            (
                "<rss><channel><item><title>Ferries</title><description>short</description>\
                 <content:encoded><![CDATA[<p>Two <b>met</b>.</p><p>One sank.</p>]]></content:encoded>\
                 <dc:creator>Bo Ink</dc:creator><link>https://www.h.example/a</link></item></channel></rss>",
                "Ferries\n\nTwo met.\n\nOne sank.\n|Bo Ink|h.example|",
            ),
            (
                "<feed xmlns='http://www.w3.org/2005/Atom'><title>Post</title><author><name>The desk</name></author>\
                 <entry><title type='html'>Ferries</title><author><name>Anna Writer</name><email>a@h.example</email></author>\
                 <updated>2014-03-23T10:00:00Z</updated><published>2014-03-22T10:00:00Z</published>\
                 <content type='xhtml'><div><p>Two <i>met</i> &lt;b.</p></div></content></entry></feed>",
                "Ferries\n\nTwo met <b.\n|Anna Writer|Post|2014-03-22",
            ),
            (
                "<rdf:RDF><channel><title>Post</title></channel><item><title>Ferries collide</title>\
                 <dc:date>2014-03-22</dc:date></item></rdf:RDF>",
                "Ferries collide||Post|2014-03-22",
            ),
        ] {
            assert_eq!(parts(feed), [expected], "{feed}");
        }
    }

    #[test]
    fn broken_and_other_documents() {
        let broken = "<rss><channel><item><title>One</title></item><item><title>Two</title><desc";
        let found = parts(broken);
        assert_eq!(found[..2], ["One|||", "Two|||"]);
        assert!(found[2].contains("breaks off"), "{found:?}");
        for (text, expected) in [
            ("<a><b>x</b></a>", "no RSS or Atom feed"),
            (
                "<rss><channel><title>Post</title></channel></rss>",
                "no entries",
            ),
            ("plain words", "no RSS or Atom feed"),
        ] {
            let found = parts(text);
            assert!(found[0].contains(expected), "{found:?}");
        }
    }
}
