//! Turns of a transcript: `THE CHAIRMAN: …`, `Mr. SMITH. …`, `Interviewer: …`, `Q. …` / `A. …`.

use std::collections::BTreeMap;

use super::{Draft, interviews};
use crate::Span;
use crate::documents::{Kind, Section, Turn, kinds};

/// Finds the turns and gives whether the document is a transcript.
///
/// A label before a colon is no proof (`Note:`, `Location:`), so a document is a transcript only
/// when at least three lines carry labels, two labels differ, one of them recurs, and labelled
/// lines are at least a fifth of all lines from the first to the last. A label counts when it
/// recurs or has a form that only speakers have (`MR. SMITH`, `Q.`, `Interviewer`).
///
/// A turn lasts until the next label; a line in brackets (`(The witness withdrew.)`) or a heading
/// between turns is the author's. `Q` and `A` take the names that the record gives them: `BY MR.
/// SMITH:` names who asks, `Testimony of Ann Lee` or `ANN LEE, sworn, …` who answers. In an
/// interview the author asks, and who answers is introduced ([`interviews`]).
pub(super) fn find(text: &str, draft: &mut Draft, author: &str) -> bool {
    let labels: Vec<Option<Label>> = draft
        .pieces
        .iter()
        .map(|piece| {
            if piece.quoted || piece.kind.is_some_and(|kind| kind != Kind::Link) {
                None
            } else {
                label(piece.words(text))
            }
        })
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for label in labels.iter().flatten() {
        *counts.entry(label.name).or_default() += 1;
    }
    let has_pair = counts.contains_key("Q") && counts.contains_key("A");
    let counts_as = |label: &Label| match label.form {
        Form::Letter => has_pair,
        Form::Speaker => true,
        Form::Open => counts.get(label.name).is_some_and(|&count| count >= 2),
    };
    let turns: Vec<usize> = labels
        .iter()
        .enumerate()
        .filter(|(_, label)| label.as_ref().is_some_and(&counts_as))
        .map(|(at, _)| at)
        .collect();
    let (Some(&first), Some(&last)) = (turns.first(), turns.last()) else {
        return false;
    };
    let mut names: Vec<&str> = turns
        .iter()
        .filter_map(|&at| labels[at].as_ref().map(|label| label.name))
        .collect();
    let total = names.len();
    names.sort_unstable();
    names.dedup();
    let recurs = names
        .iter()
        .any(|name| counts.get(name).is_some_and(|&count| count >= 2));
    if total < 3 || names.len() < 2 || !recurs || total * 5 < last - first + 1 {
        return false;
    }

    let named = |name: Option<String>, letter: &str| name.unwrap_or_else(|| letter.to_owned());
    let guest = interviews::guest(text, &draft.pieces[..first]);
    let host = guest.as_ref().map(|_| author.to_owned());
    let mut asks = named(host.filter(|host| !host.is_empty()), "Q");
    let mut answers = named(guest, "A");
    let old = std::mem::take(&mut draft.pieces);
    let mut section = 0;
    for (at, mut piece) in old.into_iter().enumerate() {
        let words = piece.span.of(text);
        if let Some(name) = examiner(words) {
            asks = name.to_owned();
            piece.kind = Some(Kind::Signature);
        } else if let Some(name) = witness(words) {
            answers = name.to_owned();
        }
        let label = labels[at].as_ref().filter(|label| counts_as(label));
        if let Some(label) = label {
            let speaker = match label.name {
                "Q" => asks.clone(),
                "A" => answers.clone(),
                name => name.to_owned(),
            };
            section = draft.open(Section {
                speaker,
                ..Section::default()
            });
            piece.section = section;
            piece.kind = None;
            draft.pieces.push(piece);
            let at = draft.pieces.len() - 1;
            if label.length < words.len() {
                draft.cut(text, at, piece.span.start + label.length);
            }
            draft.pieces[at].kind = Some(Kind::Signature);
            continue;
        }
        let aside =
            words.starts_with(['(', '[']) && words.trim_end_matches('.').ends_with([')', ']']);
        let heading = witness(words).is_some()
            || (!words.contains(|c: char| c.is_lowercase())
                && kinds::words(words) <= 12
                && piece.apart);
        if heading {
            section = 0;
        }
        piece.section = if aside || examiner(words).is_some() {
            0
        } else {
            section
        };
        draft.pieces.push(piece);
    }
    true
}

/// Opens a section for each turn that the document's format marks.
pub(super) fn known(text: &str, draft: &mut Draft, known: &[Turn]) {
    let mut turns = known.iter().peekable();
    let (mut section, mut label) = (0, Span::default());
    let mut at = 0;
    while at < draft.pieces.len() {
        while let Some(turn) = turns.next_if(|turn| turn.label.start < draft.pieces[at].span.end) {
            section = match turn.speaker.as_str() {
                "" => 0,
                speaker => draft.open(Section {
                    speaker: speaker.to_owned(),
                    ..Section::default()
                }),
            };
            label = turn.label;
        }
        draft.pieces[at].section = section;
        let span = draft.pieces[at].span;
        if label.contains(span) {
            draft.pieces[at].kind = Some(Kind::Signature);
        } else if label.contains(Span::new(span.start, span.start + 1)) {
            draft.cut(text, at, label.end);
            draft.pieces[at].kind = Some(Kind::Signature);
        }
        at += 1;
    }
}

/// The label with which a turn opens.
pub(super) struct Label<'t> {
    /// Who speaks, without the mark after it.
    name: &'t str,
    /// Bytes of the label with its mark.
    length: usize,
    form: Form,
}

enum Form {
    /// `Q` or `A`: speakers only together.
    Letter,
    /// A form that only speakers have.
    Speaker,
    /// Could be another label (`Background`).
    Open,
}

/// The speaker label with which a line opens, if there is one.
pub(super) fn label(line: &str) -> Option<Label<'_>> {
    if let Some(rest) = line.strip_prefix(['Q', 'A'])
        && rest.starts_with(['.', ':'])
        && rest[1..].starts_with([' ', '\t'])
    {
        return Some(Label {
            name: &line[..1],
            length: 2,
            form: Form::Letter,
        });
    }
    // `Mr. SMITH. I was there.`: a title, a surname in capitals, a stop
    let mut words = line.split(' ');
    if let (Some(title), Some(name)) = (words.next(), words.next())
        && (is_courtesy(title) || title.eq_ignore_ascii_case("the"))
        && name.ends_with('.')
        && name.len() > 3
        && name[..name.len() - 1]
            .chars()
            .all(|c| c.is_uppercase() || c == '-' || c == '\'' || c == '’')
    {
        let length = title.len() + 1 + name.len();
        return Some(Label {
            name: &line[..length - 1],
            length,
            form: Form::Speaker,
        });
    }
    let at = line.find(':')?;
    let name = line[..at].trim_start_matches(['*', '_']);
    let after = &line[at + 1..];
    let name_end = name.trim_end_matches(['*', '_']);
    if at > 45
        || !(after.is_empty() || after.starts_with([' ', '\t', '*', '_']))
        || kinds::words(name_end) > 5
        || name_end.contains(['"', '“', '”', ',', ';', '?', '!'])
        || is_form_label(name_end)
    {
        return None;
    }
    let small = [
        "of", "the", "for", "and", "de", "van", "von", "al", "bin", "to",
    ];
    let named = name_end.split(' ').enumerate().all(|(at, word)| {
        word.starts_with(|c: char| c.is_uppercase() || (at > 0 && (c.is_ascii_digit() || c == '(')))
            || (at > 0 && small.contains(&word))
    });
    if !named || name_end.is_empty() {
        return None;
    }
    let stars = after.len() - after.trim_start_matches(['*', '_']).len();
    let first = name_end.split(' ').next().unwrap_or("");
    let capitals = !name_end.contains(|c: char| c.is_lowercase())
        && name_end.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let form =
        if is_courtesy(first) || is_role(name_end) || (capitals && kinds::words(name_end) >= 2) {
            Form::Speaker
        } else {
            Form::Open
        };
    Some(Label {
        name: name_end,
        length: at + 1 + stars,
        form,
    })
}

fn is_courtesy(word: &str) -> bool {
    const TITLES: [&str; 16] = [
        "mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "dame", "judge", "senator", "rep",
        "sen", "prof", "gen", "col",
    ];
    TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// Roles that label turns.
fn is_role(label: &str) -> bool {
    const ROLES: [&str; 24] = [
        "interviewer",
        "interviewee",
        "reporter",
        "host",
        "moderator",
        "witness",
        "question",
        "answer",
        "speaker",
        "the chairman",
        "chairman",
        "the chair",
        "the court",
        "the witness",
        "counsel",
        "prosecutor",
        "dispatcher",
        "operator",
        "caller",
        "presenter",
        "anchor",
        "the president",
        "the defendant",
        "the clerk",
    ];
    let lower = label.to_lowercase();
    let stem = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '#');
    ROLES.contains(&stem)
}

/// Labels of forms, notes and pages, which are no speakers however often they recur.
fn is_form_label(label: &str) -> bool {
    const FORMS: [&str; 76] = [
        "note",
        "notes",
        "update",
        "updates",
        "updated",
        "read",
        "read more",
        "source",
        "sources",
        "related",
        "photo",
        "photos",
        "image",
        "correction",
        "clarification",
        "warning",
        "date",
        "subject",
        "from",
        "to",
        "cc",
        "bcc",
        "sent",
        "time",
        "place",
        "location",
        "see",
        "see also",
        "tip",
        "summary",
        "background",
        "title",
        "author",
        "by",
        "published",
        "posted",
        "copyright",
        "contact",
        "tel",
        "phone",
        "email",
        "e-mail",
        "example",
        "figure",
        "table",
        "where",
        "when",
        "what",
        "who",
        "why",
        "how",
        "breaking",
        "exclusive",
        "editor's note",
        "video",
        "watch",
        "caption",
        "credit",
        "tags",
        "category",
        "filed under",
        "topics",
        "re",
        "ps",
        "p.s",
        "conclusion",
        "introduction",
        "result",
        "results",
        "status",
        "casualties",
        "killed",
        "injured",
        "wounded",
        "event",
        "type",
    ];
    let lower = label.to_lowercase();
    FORMS.contains(&lower.as_str()) || lower.starts_with("by ")
}

/// `BY MR. SMITH:` → `MR. SMITH`.
fn examiner(line: &str) -> Option<&str> {
    let rest = line.strip_suffix(':')?;
    let name = rest
        .get(..3)
        .filter(|head| head.eq_ignore_ascii_case("by "))
        .map(|_| rest[3..].trim())?;
    (is_courtesy(name.split(' ').next().unwrap_or("")) && kinds::words(name) <= 5).then_some(name)
}

/// `Testimony of Ann Lee`, `ANN LEE, sworn, and examined …` → the witness.
fn witness(line: &str) -> Option<&str> {
    if kinds::words(line) > 40 {
        return None;
    }
    let lower = line.to_ascii_lowercase();
    for opener in [
        "testimony of ",
        "evidence of ",
        "statement of ",
        "examination of ",
        "deposition of ",
    ] {
        if lower.starts_with(opener) && kinds::words(line) <= 20 {
            let name = &line[opener.len()..];
            let name = name.split([',', '(']).next().unwrap_or(name);
            return Some(name.trim().trim_end_matches(['.', ':']));
        }
    }
    let (name, rest) = line.split_once(',')?;
    let rest = rest.to_ascii_lowercase();
    let sworn = ["sworn", "called as a witness", "affirmed", "recalled"]
        .iter()
        .any(|cue| rest.contains(cue));
    (sworn
        && kinds::words(name) <= 5
        && name
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase)))
    .then_some(name)
}
