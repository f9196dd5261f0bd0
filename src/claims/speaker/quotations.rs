//! Quotations: the stretches of a document that stand in quotation marks.
//!
//! Marks are paired inside a paragraph. What is still open at its end goes on only if a later
//! paragraph says so: the next one opens with a mark of the same kind, or a later one closes what
//! it never opened. Otherwise the quotation ends with its paragraph, so that one forgotten mark
//! does not turn the rest of a document into somebody's words.

use crate::Span;
use crate::documents::{Document, Kind};

/// Words in quotation marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// What stands between the marks, one span a paragraph, in bytes of the document's text.
    pub spans: Vec<Span>,
    /// Index of the block in which it begins.
    pub block: usize,
    /// Index of the block in which it ends.
    pub last_block: usize,
}

impl Quotation {
    /// Whether a place lies in it.
    pub fn contains(&self, place: Span) -> bool {
        self.spans.iter().any(|s| s.contains(place))
    }

    /// Its first byte.
    pub fn start(&self) -> usize {
        self.spans[0].start
    }

    /// One past its last byte.
    pub fn end(&self) -> usize {
        self.spans[self.spans.len() - 1].end
    }

    /// Whether it is long enough to say something, or ends as a sentence does: fewer words colour
    /// a word or name a title.
    pub fn is_speech(&self, text: &str) -> bool {
        let words = self
            .spans
            .iter()
            .map(|s| s.of(text).split_whitespace().count())
            .sum::<usize>();
        let last = self.spans[self.spans.len() - 1].of(text).trim_end();
        let comma = last.ends_with([',', '.', '!', '?', '…']);
        words >= 4 && !is_title(self.spans[0].of(text)) || comma && words >= 2
    }
}

/// Every content word has a capital: "The Long Road Home" is a title.
fn is_title(words: &str) -> bool {
    let ends = words.trim_end().ends_with([',', '.', '!', '?', '…']);
    let small = |word: &str| word.chars().count() <= 3;
    !ends
        && words
            .split_whitespace()
            .all(|w| small(w) || w.chars().next().is_some_and(|c| !c.is_lowercase()))
}

/// How far over paragraphs an open quotation looks for its closing mark.
const LONGEST: usize = 40;

/// The quotations of a document that stand in no other, in order.
pub fn find(document: &Document) -> Vec<Quotation> {
    let inside: Vec<Marks> = document
        .blocks
        .iter()
        .map(|block| {
            let mut marks = pair(block.span.of(&document.text));
            marks.shift(block.span.start);
            marks
        })
        .collect();
    let mut found: Vec<Quotation> = Vec::new();
    // Up to which block what was open has been taken.
    let mut taken = 0;
    for (index, marks) in inside.iter().enumerate() {
        let single = |span: &Span| Quotation {
            spans: vec![*span],
            block: index,
            last_block: index,
        };
        found.extend(marks.closed.iter().map(single));
        let Some(open) = marks.open.filter(|_| index >= taken) else {
            continue;
        };
        let mut spans = vec![open.span];
        let last = last_block(document, &inside, index);
        for (next, marks) in inside.iter().enumerate().take(last + 1).skip(index + 1) {
            if document.blocks[next].kind != Kind::Body {
                continue;
            }
            let whole = document.blocks[next].span;
            let start = marks.opens.unwrap_or(whole.start);
            // The last paragraph ends with its first closing mark.
            let first = marks
                .closed
                .first()
                .filter(|c| marks.opens == Some(c.start));
            let closes = marks
                .orphan
                .or(first.map(|c| c.end))
                .filter(|_| next == last);
            let end = closes.unwrap_or(whole.end);
            spans.push(Span::new(start.min(end), end));
        }
        taken = last + usize::from(last > index && inside[last].open.is_none());
        found.push(Quotation {
            spans,
            block: index,
            last_block: last,
        });
    }
    found.sort_by_key(|q| (q.start(), std::cmp::Reverse(q.end())));
    // What a longer one has swallowed is inside it.
    let mut outer: Vec<Quotation> = Vec::new();
    for quotation in found {
        if !outer.last().is_some_and(|o| o.contains(quotation.spans[0])) {
            outer.push(quotation);
        }
    }
    outer
}

/// The block in which a quotation ends that is open at the end of block `first`.
fn last_block(document: &Document, inside: &[Marks], first: usize) -> usize {
    let section = document.blocks[first].section;
    let Some(open) = inside[first].open else {
        return first;
    };
    let mut last = first;
    let here = |block: &usize| *block < inside.len() && document.blocks[*block].section == section;
    // Each paragraph opens with a mark, and the last one closes.
    let mut next = first + 1;
    while here(&next) {
        let marks = &inside[next];
        if document.blocks[next].kind != Kind::Body {
            next += 1;
            continue;
        }
        if marks.first != Some(open.mark) {
            break;
        }
        last = next;
        if marks.open.is_none() {
            return last;
        }
        next += 1;
    }
    if last > first {
        return last;
    }
    // No paragraph in between has a mark without its partner, and the last one closes.
    for next in (first + 1..first + LONGEST).take_while(here) {
        let marks = &inside[next];
        if marks.orphan.is_some() {
            return next;
        }
        // Quotations of the same kind in between show that the mark was forgotten.
        let same = |c: &Span| document.text[..c.start].ends_with(open.mark);
        if marks.open.is_some() || marks.closed.iter().any(same) {
            break;
        }
    }
    first
}

/// The quotation marks of one paragraph.
#[derive(Debug, Default)]
struct Marks {
    /// What stands between two marks and in no other pair.
    closed: Vec<Span>,
    /// What follows a mark that is never closed.
    open: Option<Open>,
    /// Where a mark stands that closes what was not opened here.
    orphan: Option<usize>,
    /// The mark with which the paragraph begins, in its opening form.
    first: Option<char>,
    /// Where the words after that mark begin.
    opens: Option<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    span: Span,
    mark: char,
}

impl Marks {
    fn shift(&mut self, by: usize) {
        for span in &mut self.closed {
            *span = span.shifted(by);
        }
        if let Some(open) = &mut self.open {
            open.span = open.span.shifted(by);
        }
        self.orphan = self.orphan.map(|at| at + by);
        self.opens = self.opens.map(|at| at + by);
    }
}

/// Pairs the marks of a paragraph. A straight mark opens after white space or a bracket and
/// closes after anything else; between two spaces it does what is due.
fn pair(text: &str) -> Marks {
    let mut marks = Marks::default();
    // Where the words after each open mark begin.
    let mut stack: Vec<(usize, char)> = Vec::new();
    let chars = characters(text);
    for (index, &(at, c)) in chars.iter().enumerate() {
        let before = index.checked_sub(1).map(|i| chars[i].1);
        let after = chars.get(index + 1).map(|(_, c)| *c);
        let width = chars.get(index + 1).map_or(text.len(), |(next, _)| *next) - at;
        let Some(role) = role(c, before, after, stack.last().map(|(_, c)| *c)) else {
            continue;
        };
        match role {
            Role::Opens => {
                if text[..at].trim().is_empty() {
                    marks.first = Some(c);
                    marks.opens = Some(at + width);
                }
                // A single mark opens only what it also closes.
                if !is_single(c) || closes_later(&chars[index + 1..]) {
                    stack.push((at + width, c));
                }
            }
            Role::Closes => match stack.iter().rposition(|(_, open)| fits(*open, c)) {
                Some(partner) => {
                    let (start, _) = stack[partner];
                    stack.truncate(partner);
                    if stack.is_empty() {
                        marks.closed.push(Span::new(start, at));
                    }
                }
                None if stack.is_empty() && marks.closed.is_empty() && !is_single(c) => {
                    marks.orphan.get_or_insert(at);
                }
                None => {}
            },
        }
    }
    if let Some(&(start, mark)) = stack.iter().find(|(_, mark)| !is_single(*mark)) {
        marks.open = Some(Open {
            span: Span::new(start, text.len()),
            mark,
        });
    }
    marks
}

/// The characters of a text with their places; two apostrophes or accents that stand for one mark
/// (`''`, ` `` `) are one.
fn characters(text: &str) -> Vec<(usize, char)> {
    let mut chars: Vec<(usize, char)> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match chars.last_mut() {
            Some((start, before @ ('\'' | '`'))) if c == *before && *start + 1 == at => {
                *before = '"'
            }
            _ => chars.push((at, c)),
        }
    }
    chars
}

enum Role {
    Opens,
    Closes,
}

fn role(c: char, before: Option<char>, after: Option<char>, open: Option<char>) -> Option<Role> {
    let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match c {
        // Some writers turn them around.
        '“' if open.is_some() && !spaced(before) && spaced(after) => Some(Role::Closes),
        '”' if open.is_none() && spaced(before) && !spaced(after) => Some(Role::Opens),
        '“' | '«' | '„' => Some(Role::Opens),
        '”' | '»' => Some(Role::Closes),
        '"' => {
            let after_gap = before.is_none_or(|b| {
                b.is_whitespace() || matches!(b, '(' | '[' | '—' | '–' | '-' | '/')
            });
            match (after_gap, spaced(after)) {
                (true, false) => Some(Role::Opens),
                (false, _) => Some(Role::Closes),
                (true, true) if open == Some('"') => Some(Role::Closes),
                (true, true) => Some(Role::Opens),
            }
        }
        '‘' | '\'' if spaced(before) || matches!(before, Some('(' | '“' | '"' | '—')) => {
            after.filter(|a| a.is_alphabetic()).map(|_| Role::Opens)
        }
        '’' | '\'' => {
            let ours = matches!(open, Some('‘' | '\''));
            let ends = after.is_none_or(|a| !a.is_alphanumeric());
            (ours && ends).then_some(Role::Closes)
        }
        _ => None,
    }
}

fn is_single(mark: char) -> bool {
    matches!(mark, '‘' | '\'')
}

/// Whether a mark closes another; straight and curved ones are mixed by many writers.
fn fits(open: char, close: char) -> bool {
    match open {
        '“' | '„' | '"' | '”' => matches!(close, '”' | '"' | '“'),
        '«' => close == '»',
        _ => matches!(close, '’' | '\''),
    }
}

/// Whether a single mark that opens has a partner: one at the end of a word.
fn closes_later(rest: &[(usize, char)]) -> bool {
    rest.iter().enumerate().any(|(i, (_, c))| {
        fits('‘', *c)
            && rest
                .get(i + 1)
                .is_none_or(|(_, after)| !after.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_close_where_their_marks_do() {
        for (text, wanted) in [
            ("He said “it is over” and left.", &["it is over"][..]),
            (
                "\"One. Two,\" she said. \"Three.\"",
                &["One. Two,", "Three."],
            ),
            ("«Stop», he said.", &["Stop"]),
            (
                "“They hold “both” banks,” she said.",
                &["They hold “both” banks,"],
            ),
            ("\"They \"hold\" it,\" she said.", &["They \"hold\" it,"]),
            (
                "‘We held it,’ said Finn. ‘It’s ours.’",
                &["We held it,", "It’s ours."],
            ),
            ("''We held it,'' she said.", &["We held it,"]),
            ("”We held it.” — Finn", &["We held it."]),
            ("the town's gate and the guards' hut", &[]),
        ] {
            let words: Vec<&str> = pair(text).closed.iter().map(|s| s.of(text)).collect();
            assert_eq!(words, wanted, "{text}");
        }
    }

    #[test]
    fn a_mark_without_a_partner_is_known() {
        assert!(pair("“It goes on").open.is_some());
        assert!(pair("It goes on.”").orphan.is_some());
        assert!(pair("“It” ends.").open.is_none());
    }

    #[test]
    fn titles_and_coloured_words_are_no_speech() {
        for (words, speech) in [
            ("The Long Road Home", false),
            ("golden", false),
            ("Stop it!", true),
            ("the gate stood open all night", true),
        ] {
            let quotation = Quotation {
                spans: vec![Span::new(0, words.len())],
                block: 0,
                last_block: 0,
            };
            assert_eq!(quotation.is_speech(words), speech, "{words}");
        }
    }
}
