//! Mails: single messages (`.eml`) and mailboxes (`.mbox`), one source a message. Attachments in
//! a format that is known are sources of their own, under the name of the message.
//!
//! **Offsets** count characters of the message's text as extracted: the subject and a blank line,
//! unless it is a reply or passed on, then the body, decoded, with LF between lines. A body in
//! HTML is laid out as a web page is, if there is none in plain text.
//!
//! Whoever wrote the message is the author. Lines that begin with `>` are somebody else's words,
//! and so is what stands below a block of `From:`, `Sent:`, `To:` lines.

use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

use super::html::{self, one_line, with_title};
use super::limits::Room;
use super::metadata::{self, About};
use super::open::{Held, Part};
use super::{Content, Turn, kinds, reader};
use crate::Span;

/// Reads an `.eml` file.
pub(super) fn read(_: &str, bytes: &[u8], _: &mut Room) -> Result<Vec<Part>, String> {
    Ok(message(bytes, ""))
}

/// Reads an `.mbox` file.
pub(super) fn read_box(_: &str, bytes: &[u8], _: &mut Room) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    for (number, found) in (1..).zip(MessageIterator::new(bytes)) {
        let name = format!("#{number}");
        match found {
            Ok(found) => parts.extend(message(found.contents(), &name)),
            Err(_) => parts.push(Part::numbered(number, Err(NO_MAIL.to_string()))),
        }
    }
    if parts.is_empty() {
        return Err("no mailbox: no line begins with \"From \"".to_string());
    }
    Ok(parts)
}

const NO_MAIL: &str = "no mail: a line From:, Subject: or Date: is missing";

/// A message and its attachments; `name` is that of the message in its file.
fn message(bytes: &[u8], name: &str) -> Vec<Part> {
    let part = |name: String, held| Part {
        name,
        about: About::default(),
        held,
    };
    let parsed = MessageParser::default()
        .parse(bytes)
        .filter(|m| m.from().is_some() || m.subject().is_some() || m.date().is_some());
    let Some(message) = parsed else {
        return vec![part(name.to_string(), Err(NO_MAIL.to_string()))];
    };
    let held = content(&message).map(Held::Source);
    let mut parts = vec![part(name.to_string(), held)];
    for attached in message.attachments() {
        let (file, bytes) = match &attached.body {
            PartType::Message(inner) => ("message.eml", inner.raw_message()),
            _ => (
                attached.attachment_name().unwrap_or(""),
                attached.contents(),
            ),
        };
        let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
        if reader(file).is_some() {
            let held = Held::File(file.to_string(), bytes.to_vec());
            parts.push(part(format!("{name}/{file}"), Ok(held)));
        }
    }
    // What is only an envelope has no text of its own.
    let empty = |part: &Part| matches!(&part.held, Ok(Held::Source(c)) if c.text.trim().is_empty());
    if parts.len() > 1 && empty(&parts[0]) {
        parts.remove(0);
    }
    parts
}

fn content(message: &Message) -> Result<Content, String> {
    let mut body = String::new();
    for part in message.text_bodies() {
        let text = match &part.body {
            PartType::Text(text) => {
                let flowed = part
                    .content_type()
                    .and_then(|kind| kind.attribute("format"))
                    .is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
                let text = text.replace("\r\n", "\n").replace('\r', "\n");
                unwrapped(&text, flowed)
            }
            PartType::Html(text) => html::fragment(text)
                .ok_or("elements are nested too deeply: save the mail as plain text")?,
            _ => continue,
        };
        body.push_str(text.trim_end());
        body.push_str("\n\n");
    }
    let (body, turns) = attributed(body.trim());
    let subject = one_line(message.subject().unwrap_or(""));
    let title = plain_subject(&subject);
    let author = message.from().and_then(author).unwrap_or_default();
    let published = message.date().and_then(|date| {
        let year = i16::try_from(date.year).ok()?;
        let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
        jiff::civil::Date::new(year, month, day).ok()
    });
    // A reply's subject is the title of what it replies to.
    let text = if title == subject && !body.is_empty() {
        with_title(title, body.clone())
    } else {
        body.clone()
    };
    let moved = text.len() - body.len();
    Ok(Content {
        text,
        extracted: true,
        about: About {
            title: title.to_string(),
            author,
            outlet: String::new(),
            published,
            ..About::default()
        },
        turns: turns
            .into_iter()
            .map(|turn| Turn {
                label: turn.label.shifted(moved),
                ..turn
            })
            .collect(),
    })
}

/// In characters: the least and the greatest width at which programs break the lines of a mail.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=80;

/// Joins the lines of a paragraph that was broken at a width. In text that is marked as flowing
/// (RFC 3676), a line that ends with a space goes on; elsewhere one that had no room for the next
/// word.
fn unwrapped(text: &str, flowed: bool) -> String {
    let length = |line: &str| line.trim_end().chars().count();
    let width = text
        .lines()
        .map(length)
        .filter(|length| WIDTHS.contains(length))
        .max();
    let marks = |line: &str| line.len() - line.trim_start_matches(['>', ' ']).len();
    let mut whole = String::with_capacity(text.len());
    let mut last: Option<&str> = None;
    for line in text.lines() {
        let words = &line[marks(line)..];
        let goes_on = last.is_some_and(|last| {
            let word = words.split_whitespace().next().unwrap_or("");
            let same = last[..marks(last)].trim_end() == line[..marks(line)].trim_end();
            let joins = if flowed {
                last.ends_with(' ') && last != "-- "
            } else {
                *WIDTHS.start() <= length(last) + 10
                    && width.is_some_and(|width| length(last) + 1 + length(word) > width)
            };
            let begins = words.starts_with(|c: char| c.is_alphanumeric() || "\"'“‘(".contains(c));
            same && joins
                && begins
                && kinds::list_mark(words) == 0
                && !last[marks(last)..].is_empty()
        });
        if goes_on {
            whole.truncate(whole.trim_end().len());
            whole.push(' ');
            whole.push_str(words);
        } else {
            if last.is_some() {
                whole.push('\n');
            }
            whole.push_str(line);
        }
        last = Some(line);
    }
    whole
}

/// The name in `From`, else the address.
fn author(from: &Address) -> Option<String> {
    let first = from.first()?;
    let named = first.name().map(one_line).filter(|name| !name.is_empty());
    let name = named.as_deref().map(|name| name.trim_matches(['"', '\'']));
    name.and_then(metadata::person)
        .or_else(|| name.map(str::to_string))
        .or_else(|| first.address().map(one_line))
}

/// A subject without `Re:` and `Fwd:`.
fn plain_subject(subject: &str) -> &str {
    let mut rest = subject;
    while let Some((mark, after)) = rest.split_once(':') {
        let mark = mark.trim().to_lowercase();
        if !matches!(
            mark.as_str(),
            "re" | "fw" | "fwd" | "aw" | "wg" | "sv" | "tr"
        ) {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

/// Makes the lines that name who is quoted easy to read: `On 3 May 2019, Anna <a@b.example>
/// wrote:` may be folded and has an address in it. Gives the text, and a turn for each block of
/// `From:`, `Sent:`, `To:` lines below which somebody else's message follows.
fn attributed(body: &str) -> (String, Vec<Turn>) {
    let lines: Vec<&str> = body.lines().collect();
    let mut text = String::with_capacity(body.len());
    let mut turns = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if let Some((speaker, count)) = forwarded(&lines[at..]) {
            let start = text.len();
            text.push_str(&lines[at..at + count].join("\n"));
            let label = Span::new(start, text.len());
            turns.push(Turn { label, speaker });
            text.push('\n');
            at += count;
            continue;
        }
        let (line, count) =
            attribution(&lines[at..]).unwrap_or_else(|| (lines[at].trim_end().to_string(), 1));
        text.push_str(&line);
        text.push('\n');
        at += count;
    }
    (text, turns)
}

/// `On 3 May 2019 at 10:12, Anna Writer <a@h.example>` / `wrote:` → one line without the address,
/// and how many lines it was.
fn attribution(lines: &[&str]) -> Option<(String, usize)> {
    let first = lines.first()?.trim();
    if first.starts_with('>') || !(first.starts_with("On ") || first.ends_with("wrote:")) {
        return None;
    }
    let count = (1..=lines.len().min(3)).find(|&count| {
        let last = lines[count - 1].trim();
        last.ends_with(':') && (last.ends_with("wrote:") || last.ends_with("writes:"))
    })?;
    let folded = one_line(&lines[..count].join(" "));
    let mut line = String::with_capacity(folded.len());
    let mut rest = folded.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        line.push_str(before.trim_end());
        rest = after.split_once('>').map_or("", |(_, after)| after);
        line.push(' ');
        rest = rest.trim_start();
    }
    line.push_str(rest);
    let quoted = lines[count..].iter().find(|line| !line.trim().is_empty());
    quoted
        .is_some_and(|line| line.starts_with('>'))
        .then(|| (line.trim_end().to_string(), count))
}

/// The header of a message inside the text: who wrote it, and how many lines it has.
fn forwarded(lines: &[&str]) -> Option<(String, usize)> {
    const RULES: [&str; 3] = [
        "original message",
        "forwarded message",
        "begin forwarded message:",
    ];
    const LABELS: [&str; 7] = ["from", "sent", "date", "to", "cc", "subject", "reply-to"];
    let words = |line: &str| line.trim_matches(['-', '_', ' ', '*']).to_lowercase();
    let mut count = 0;
    if RULES.contains(&words(lines.first()?).as_str()) {
        count = 1;
        while lines.get(count).is_some_and(|line| line.trim().is_empty()) {
            count += 1;
        }
    }
    let (mut labels, mut speaker) = (0, String::new());
    while let Some((label, value)) = lines.get(count).and_then(|line| line.split_once(':')) {
        let label = words(label);
        if !LABELS.contains(&label.as_str()) {
            break;
        }
        if label == "from" {
            let name = value.trim_matches(['*', ' ']);
            let plain = name.split(['<', '[']).next().unwrap_or(name);
            let plain = plain.trim().trim_matches(['"', '\'']);
            speaker = if plain.is_empty() { name } else { plain }.to_string();
        }
        labels += 1;
        count += 1;
    }
    (labels >= 3 && !speaker.is_empty()).then_some((speaker, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_broken_at_a_width() {
        let long = "The water came down the main street of Lorn at ten past ten and stood high";
        for (text, flowed, expected) in [
            (
                format!("{long}\nas my shoulders.\n\nAnna"),
                false,
                format!("{long} as my shoulders.\n\nAnna"),
            ),
            (
                format!("> {long}\n> as my shoulders."),
                false,
                format!("> {long} as my shoulders."),
            ),
            (
                "It was \nlate.\n-- \nAnna".to_string(),
                true,
                "It was late.\n-- \nAnna".to_string(),
            ),
            // Left as they are.
            (
                format!("{long}\n- a list"),
                false,
                format!("{long}\n- a list"),
            ),
            (format!("> {long}\nNo."), false, format!("> {long}\nNo.")),
            (
                "Yours,\nAnna\nKelmar Port".to_string(),
                false,
                "Yours,\nAnna\nKelmar Port".to_string(),
            ),
        ] {
            assert_eq!(unwrapped(&text, flowed), expected);
        }
    }

    #[test]
    fn lines_that_name_who_is_quoted() {
        for (body, expected) in [
            (
                "On Mon, 4 May 2020 at 10:12, Anna Kessler <anna@kelmar.example>\nwrote:\n> It sank.",
                "On Mon, 4 May 2020 at 10:12, Anna Kessler wrote:\n> It sank.\n",
            ),
            (
                "Anna Kessler <a@k.example> wrote:\n\n> It sank.",
                "Anna Kessler wrote:\n\n> It sank.\n",
            ),
            // Prose.
            (
                "On Monday the mayor wrote:\nIt sank.",
                "On Monday the mayor wrote:\nIt sank.\n",
            ),
            ("On <b> it\nsank.", "On <b> it\nsank.\n"),
        ] {
            assert_eq!(attributed(body).0, expected, "{body}");
        }
    }

    #[test]
    fn messages_inside_a_text() {
        for (body, expected) in [
            (
                "See below.\n\n-----Original Message-----\nFrom: Anna Kessler [mailto:a@k.example]\nSent: Monday\nTo: Bo\nSubject: x\n\nIt sank.",
                Some("Anna Kessler"),
            ),
            (
                "Hi\n\nFrom: \"Bo Ink\" <b@k.example>\nDate: 4 May\nTo: Anna\n\nIt sank.",
                Some("Bo Ink"),
            ),
            ("From: the harbour\nTo: the sound\n\nIt sank.", None),
            ("Two lines.\nNo header.", None),
        ] {
            let (text, turns) = attributed(body);
            assert_eq!(
                turns.first().map(|turn| turn.speaker.as_str()),
                expected,
                "{body}"
            );
            assert_eq!(text.trim_end(), body);
        }
    }

    #[test]
    fn subjects() {
        for (subject, expected) in [
            ("Re: Fwd: Ferries", "Ferries"),
            ("RE:Ferries", "Ferries"),
            ("Ferries: a report", "Ferries: a report"),
            ("", ""),
        ] {
            assert_eq!(plain_subject(subject), expected);
        }
    }
}
