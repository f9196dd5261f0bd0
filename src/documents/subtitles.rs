//! Transcripts with times: SubRip (`.srt`) and WebVTT (`.vtt`).
//!
//! **Offsets** count characters of the text as extracted: one paragraph for each turn, that is,
//! until somebody else speaks or nobody for some seconds; before the words of a turn stands the
//! name of its speaker with a colon, where the file has it. Left out: times, numbers, markup,
//! notes, sounds in brackets, and lines that a cue repeats from the one before it.
//!
//! Who speaks is told by `<v Name>` (WebVTT), by `NAME:` or `>> Name:` before the words, or, only
//! that it is somebody else, by a dash or `>>`.

use super::html::one_line;
use super::{Content, Turn, decode};
use crate::Span;

/// Reads a `.srt` or `.vtt` file.
pub(super) fn read(bytes: &[u8]) -> Result<Content, String> {
    let text = decode::decode(bytes, None)?;
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
    let cues = cues(&text.replace('\r', "\n"));
    if cues.is_empty() {
        return Err("no subtitles: lines with times (00:01:02,000 --> …) are missing".to_string());
    }
    let (text, turns) = laid_out(spoken(&cues));
    Ok(Content {
        text,
        extracted: true,
        turns,
        ..Content::default()
    })
}

/// Words shown at one time.
struct Cue {
    /// In seconds.
    start: f64,
    end: f64,
    lines: Vec<String>,
}

fn cues(text: &str) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    // Notes and styles stand in blocks of their own, as do cues, but some files have no blank
    // lines between cues.
    let mut inside = false;
    for line in text.lines() {
        let line = line.trim();
        if let Some((start, end)) = times(line) {
            // The number before it was taken for words of the last cue.
            if let (true, Some(last)) = (inside, cues.last_mut())
                && last.lines.len() > 1
                && last.lines.last().is_some_and(|line| is_number(line))
            {
                last.lines.pop();
            }
            cues.push(Cue {
                start,
                end,
                lines: Vec::new(),
            });
            inside = true;
        } else if line.is_empty() {
            inside = false;
        } else if let (true, Some(cue)) = (inside, cues.last_mut()) {
            cue.lines.push(line.to_string());
        }
    }
    cues
}

fn is_number(line: &str) -> bool {
    line.bytes().all(|byte| byte.is_ascii_digit())
}

/// `00:01:02,000 --> 00:01:04,500`, also with settings behind.
fn times(line: &str) -> Option<(f64, f64)> {
    let (start, end) = line.split_once("-->")?;
    let end = end.split_whitespace().next()?;
    Some((seconds(start.trim())?, seconds(end)?))
}

fn seconds(time: &str) -> Option<f64> {
    let mut total = 0.0;
    for part in time.split(':') {
        let value: f64 = part.replace(',', ".").parse().ok()?;
        total = total * 60.0 + value;
    }
    total.is_finite().then_some(total)
}

/// Words of one speaker.
struct Said {
    /// Empty where it is not said.
    speaker: String,
    words: String,
}

/// In seconds: a silence after which a new paragraph begins.
const SILENCE: f64 = 5.0;

fn spoken(cues: &[Cue]) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::new();
    let mut before: &[String] = &[];
    let mut ended = f64::MIN;
    for cue in cues {
        let mut opens = cue.start - ended > SILENCE;
        ended = cue.end;
        // Captions that roll repeat the line above.
        let repeated = (1..=cue.lines.len().min(before.len()))
            .rev()
            .find(|&count| before[before.len() - count..] == cue.lines[..count])
            .unwrap_or(0);
        for line in &cue.lines[repeated..] {
            let (voice, line) = voice(line);
            let line = one_line(&without_tags(line));
            let (mark, line) = dash(&line);
            let (name, words) = match (voice, name(line)) {
                (Some(voice), _) => (Some(voice), line),
                (None, Some((name, words))) => (Some(name.to_string()), words),
                (None, None) => (None, line),
            };
            if is_sound(words) && name.is_none() {
                continue;
            }
            let same = match (&name, said.last()) {
                (Some(name), Some(last)) => last.speaker == *name && !opens,
                (None, Some(_)) => !mark && !opens,
                (_, None) => false,
            };
            if same && let Some(last) = said.last_mut() {
                if !last.words.is_empty() {
                    last.words.push(' ');
                }
                last.words.push_str(words);
            } else {
                let goes_on = said.last().filter(|_| !mark);
                let speaker = name
                    .or_else(|| goes_on.map(|last| last.speaker.clone()))
                    .unwrap_or_default();
                said.push(Said {
                    speaker,
                    words: words.to_string(),
                });
            }
            opens = false;
        }
        before = &cue.lines;
    }
    said.retain(|said| !said.words.is_empty());
    said
}

/// `<v.loud Anna Writer>words` → the name and the words.
fn voice(line: &str) -> (Option<String>, &str) {
    let found = line.find("<v").and_then(|at| {
        let (tag, words) = line[at + 2..].split_once('>')?;
        let name = tag.split_once(char::is_whitespace)?.1;
        Some((one_line(&html_escape::decode_html_entities(name)), words))
    });
    match found {
        Some((name, words)) if !name.is_empty() => (Some(name), words),
        _ => (None, line),
    }
}

/// A line without `<i>`, `<00:01:02.000>` and `{\an8}`.
fn without_tags(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut close = None;
    let (last_tag, last_brace) = (line.rfind('>'), line.rfind('}'));
    for (at, c) in line.char_indices() {
        match (close, c) {
            (None, '<') if last_tag > Some(at) => close = Some('>'),
            (None, '{') if line[at..].starts_with("{\\") && last_brace > Some(at) => {
                close = Some('}');
            }
            (Some(end), c) if c == end => close = None,
            (Some(_), _) => {}
            (None, c) => text.push(c),
        }
    }
    html_escape::decode_html_entities(&text).into_owned()
}

/// Whether a line begins with a mark of a change of speakers, and the line without it.
fn dash(line: &str) -> (bool, &str) {
    for mark in [">>>", ">>", "-", "–", "—"] {
        if let Some(rest) = line.strip_prefix(mark)
            && (mark.starts_with('>')
                || rest.starts_with([' ', '['])
                || rest.starts_with(char::is_alphabetic))
        {
            return (true, rest.trim_start());
        }
    }
    (false, line)
}

/// `ANNA WRITER: words`, `Anna Writer: words`: a name of up to four words, each with a capital,
/// before a colon and a space.
fn name(line: &str) -> Option<(&str, &str)> {
    let (name, words) = line.split_once(':')?;
    if !(words.is_empty() || words.starts_with(' ')) {
        return None;
    }
    let name = name.trim().trim_matches(['[', ']', '(', ')']).trim();
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let parts: Vec<&str> = name.split_whitespace().collect();
    let is_name = (1..=4).contains(&parts.len())
        && parts.iter().all(|word| capital(word))
        && !parts[0].starts_with(|c: char| c.is_ascii_digit())
        && !name.contains([',', '.', '?', '!', '"', '“'])
        || is_titled(name);
    is_name.then_some((name, words.trim_start()))
}

/// `Mr. Ink`, `Dr. ANNA WRITER`.
fn is_titled(name: &str) -> bool {
    [
        "Mr. ", "Mrs. ", "Ms. ", "Dr. ", "MR. ", "MRS. ", "MS. ", "DR. ",
    ]
    .iter()
    .any(|title| name.starts_with(title))
        && name.split_whitespace().count() <= 4
}

/// `[applause]`, `(MUSIC)`, `♪ … ♪`, or nothing.
fn is_sound(words: &str) -> bool {
    let words = words.trim();
    words.is_empty()
        || (words.starts_with('[') && words.ends_with(']'))
        || (words.starts_with('(') && words.ends_with(')'))
        || words.starts_with('♪')
}

fn laid_out(said: Vec<Said>) -> (String, Vec<Turn>) {
    let mut text = String::new();
    let mut turns: Vec<Turn> = Vec::new();
    for Said { speaker, words } in said {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        let same = turns.last().map_or("", |turn| turn.speaker.as_str()) == speaker;
        if !speaker.is_empty() {
            text.push_str(&speaker);
            text.push(':');
        }
        if !speaker.is_empty() || !same {
            turns.push(Turn {
                label: Span::new(start, text.len()),
                speaker: speaker.clone(),
            });
        }
        if !speaker.is_empty() {
            text.push(' ');
        }
        text.push_str(&words);
        text.push('\n');
    }
    (text, turns)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(file: &str) -> String {
        read(file.as_bytes()).map_or_else(|reason| reason, |content| content.text)
    }

    #[test]
    fn turns_and_what_is_left_out() {
        for (file, expected) in [
            (
                "1\n00:00:01,000 --> 00:00:03,000\n<i>The ferry sank</i>\nwithin minutes,\n\n2\n00:00:03,100 --> 00:00:04,000\nhe said.\n",
                "The ferry sank within minutes, he said.\n",
            ),
            (
                "1\r\n00:00:01,000 --> 00:00:03,000\r\nANNA KESSLER: It sank.\r\n2\r\n00:00:03,100 --> 00:00:04,000\r\nBO INK: When?\r\n3\r\n00:00:04,000 --> 00:00:05,000\r\nANNA KESSLER: At noon.\r\n",
                "ANNA KESSLER: It sank.\n\nBO INK: When?\n\nANNA KESSLER: At noon.\n",
            ),
            (
                "WEBVTT\n\nNOTE a remark\nof two lines\n\nSTYLE\n::cue {}\n\n00:01.000 --> 00:02.000 align:start\n<v Anna Kessler>It <c.loud>sank</c> &amp; went.</v>\n\nname of a cue\n00:02.000 --> 00:03.000\n<v Anna Kessler>At noon.\n\n00:03.000 --> 00:04.000\n<v.loud Bo Ink>Who says so?\n",
                "Anna Kessler: It sank & went. At noon.\n\nBo Ink: Who says so?\n",
            ),
            (
                "1\n00:00:01,000 --> 00:00:02,000\n- It sank.\n- When?\n\n2\n00:00:02,000 --> 00:00:03,000\n[applause]\n\n3\n00:00:20,000 --> 00:00:21,000\nAt 12:30: noon.\n",
                "It sank.\n\nWhen?\n\nAt 12:30: noon.\n",
            ),
            // Captions that roll.
            (
                "1\n00:00:01,000 --> 00:00:02,000\nthe ferry\n\n2\n00:00:02,000 --> 00:00:03,000\nthe ferry\nsank\n\n3\n00:00:03,000 --> 00:00:04,000\nsank\nat noon\n",
                "the ferry sank at noon\n",
            ),
        ] {
            assert_eq!(text(file), expected, "{file}");
        }
        assert!(text("Some words.\n").starts_with("no subtitles"));
    }

    #[test]
    fn names_before_words() {
        for (line, expected) in [
            ("Anna Kessler: It sank.", Some("Anna Kessler")),
            ("KESSLER: It sank.", Some("KESSLER")),
            ("[Bo Ink]: When?", Some("Bo Ink")),
            ("Mr. Ink: When?", Some("Mr. Ink")),
            ("Speaker 2: When?", Some("Speaker 2")),
            ("He said this: it sank.", None),
            ("At 12:30 it sank.", None),
            ("Well, Anna: it sank.", None),
            ("It sank.", None),
        ] {
            assert_eq!(name(line).map(|(name, _)| name), expected, "{line}");
        }
    }
}
