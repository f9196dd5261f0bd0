//! Where the tokens of a sentence stand.
//!
//! spaCy's algorithm (`tokenizer.pyx`), for one stretch between spaces at a time:
//!
//! 1. A special case (`don't`, `p.m.`, `:)`) is cut as its entry says.
//! 2. Else marks are taken off the front and the back, one at each end, until none is left or a
//!    special case remains.
//! 3. What remains is one token if it reads as a URL; else it is cut at marks inside it.
//! 4. Where the tokens so far spell a special case that step 2 cut up, its entry wins.
//!
//! spaCy finds the marks of 2 and 3 by regular expressions with look-behind. They are written out
//! here as plain code, which is some ten times faster; `models/convert.py` stops if they are not
//! the expressions that this code was written for.

use super::model::Words;

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// Whether a plain space follows.
    pub(super) space: bool,
    /// The norm that a special case gives (`n't` → `not`).
    pub(super) norm: Option<&'static str>,
}

impl Piece {
    fn new(start: usize, end: usize) -> Self {
        Piece {
            start,
            end,
            space: false,
            norm: None,
        }
    }
}

/// The tokens of `text`, in order.
pub(super) fn split(words: &Words, text: &str) -> Vec<Piece> {
    let splitter = Splitter { words, text };
    let mut pieces = Vec::with_capacity(text.len() / 4);
    let mut start = 0;
    let mut blank = None;
    for (at, c) in text.char_indices() {
        let is_blank = words.classes.space.has(c);
        if blank.is_some_and(|blank| blank != is_blank) {
            splitter.stretch(start, at, &mut pieces);
            start = at;
            if c == ' ' {
                if let Some(piece) = pieces.last_mut() {
                    piece.space = true;
                }
                start = at + 1;
            }
        }
        blank = Some(is_blank);
    }
    splitter.stretch(start, text.len(), &mut pieces);
    splitter.rejoin(pieces)
}

struct Splitter<'t> {
    words: &'t Words,
    text: &'t str,
}

impl Splitter<'_> {
    /// Steps 1 to 3 for the stretch from `start` to `end`.
    fn stretch(&self, mut start: usize, mut end: usize, out: &mut Vec<Piece>) {
        if start >= end || self.special(start, end, out) {
            return;
        }
        let mut suffixes = Vec::new();
        while start < end && !self.is_special(start, end) {
            let prefix = self.prefix(&self.text[start..end]);
            if prefix > 0 && self.is_special(start + prefix, end) {
                out.push(Piece::new(start, start + prefix));
                start += prefix;
                break;
            }
            let suffix = self.suffix(&self.text[start + prefix..end]);
            if suffix > 0 && self.is_special(start, end - suffix) {
                end -= suffix;
                suffixes.push(Piece::new(end, end + suffix));
                break;
            }
            if prefix == 0 && suffix == 0 {
                break;
            }
            if prefix > 0 {
                out.push(Piece::new(start, start + prefix));
                start += prefix;
            }
            if suffix > 0 {
                end -= suffix;
                suffixes.push(Piece::new(end, end + suffix));
            }
        }
        if start < end && !self.special(start, end, out) {
            let rest = &self.text[start..end];
            if is_url(self.words, rest) {
                out.push(Piece::new(start, end));
            } else {
                self.cut_inside(start, end, out);
            }
        }
        out.extend(suffixes.into_iter().rev());
    }

    fn is_special(&self, start: usize, end: usize) -> bool {
        end - start <= self.words.longest_special
            && self.words.special.contains_key(&self.text[start..end])
    }

    /// Pushes the tokens of a special case; false where there is none.
    fn special(&self, start: usize, end: usize, out: &mut Vec<Piece>) -> bool {
        let Some(parts) = self.words.special.get(&self.text[start..end]) else {
            return false;
        };
        let mut at = start;
        for part in parts {
            out.push(Piece {
                norm: part.norm,
                ..Piece::new(at, at + part.length)
            });
            at += part.length;
        }
        true
    }

    /// Bytes of the mark that `rest` begins with, 0 for none.
    fn prefix(&self, rest: &str) -> usize {
        let classes = &self.words.classes;
        let mut chars = rest.chars();
        let Some(first) = chars.next() else { return 0 };
        let second = chars.next();
        match first {
            '+' => usize::from(!second.is_some_and(|c| c.is_ascii_digit())),
            '.' => match dots(rest) {
                1 => 0,
                many => many,
            },
            'U' if rest.starts_with("US$") => 3,
            'C' | 'A' if second == Some('$') => 2,
            _ if classes.prefix.has(first) || classes.icon.has(first) => first.len_utf8(),
            _ => 0,
        }
    }

    /// Bytes of the longest mark or unit that `rest` ends with, 0 for none.
    fn suffix(&self, rest: &str) -> usize {
        let classes = &self.words.classes;
        let mut chars = rest.chars().rev();
        let Some(last) = chars.next() else { return 0 };
        let before = chars.next();
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let mut longest = 0;
        match last {
            '.' => {
                let run = rest.len() - rest.trim_end_matches('.').len();
                if run > 1 {
                    longest = run;
                } else if let Some(c) = before {
                    let earlier = chars.next();
                    let degree =
                        matches!(c, 'F' | 'f' | 'C' | 'c' | 'K' | 'k') && earlier == Some('°');
                    let capitals =
                        classes.upper.has(c) && earlier.is_some_and(|c| classes.upper.has(c));
                    longest = usize::from(degree || capitals || classes.before_stop.has(c));
                }
            }
            '+' if digit(before) => longest = 1,
            's' | 'S' if matches!(before, Some('\'' | '’')) => {
                longest = 1 + before.map_or(0, char::len_utf8);
            }
            '…' => {
                longest = if before == Some('…') {
                    2 * '…'.len_utf8()
                } else {
                    '…'.len_utf8()
                }
            }
            _ if classes.suffix.has(last) || classes.icon.has(last) => longest = last.len_utf8(),
            _ => {}
        }
        // units and currencies count only after a figure, so most words are done here
        let mut tail = rest.bytes().rev().take(self.words.longest_unit + 1);
        if tail.any(|b| b.is_ascii_digit()) {
            for list in [&self.words.units, &self.words.currency] {
                // longest first
                let fits = |unit: &&String| {
                    let head = rest.strip_suffix(unit.as_str());
                    head.is_some_and(|head| digit(head.chars().next_back()))
                };
                if let Some(unit) = list.iter().find(fits) {
                    longest = longest.max(unit.len());
                }
            }
        }
        longest
    }

    /// Step 3: cuts at dots, dashes, colons and other marks inside a word.
    fn cut_inside(&self, start: usize, end: usize, out: &mut Vec<Piece>) {
        let text = &self.text[start..end];
        let mut done = 0;
        let mut before = None;
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let length = self.infix(before, &text[at..]);
            if length == 0 {
                before = Some(c);
                at += c.len_utf8();
                continue;
            }
            // a mark at the very start is left with what follows it
            if at > 0 {
                if done < at {
                    out.push(Piece::new(start + done, start + at));
                }
                out.push(Piece::new(start + at, start + at + length));
                done = at + length;
            }
            before = text[..at + length].chars().next_back();
            at += length;
        }
        if done < text.len() {
            out.push(Piece::new(start + done, end));
        }
    }

    /// Bytes of the mark at the start of `rest`, which stands after `before`; 0 for none.
    fn infix(&self, before: Option<char>, rest: &str) -> usize {
        let classes = &self.words.classes;
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { return 0 };
        if c.is_ascii_alphanumeric() {
            return 0;
        }
        let after = chars.next();
        let alpha = |c: Option<char>| c.is_some_and(|c| classes.alpha.has(c));
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let alpha_or_digit = |c| alpha(c) || digit(c);
        if c == '.' {
            let run = dots(rest);
            if run > 1 {
                return run;
            }
            let sentence_end = before.is_some_and(|c| classes.lower_or_quote.has(c))
                && after.is_some_and(|c| classes.upper_or_quote.has(c));
            return usize::from(sentence_end);
        }
        if c == '…' || classes.icon.has(c) {
            return c.len_utf8();
        }
        if matches!(c, '+' | '-' | '*' | '^')
            && digit(before)
            && (digit(after) || after == Some('-'))
        {
            return 1;
        }
        if c == ',' && alpha(before) && alpha(after) {
            return 1;
        }
        if matches!(c, '-' | '–' | '—' | '~') && alpha_or_digit(before) {
            for dash in ["-", "–", "—", "--", "---", "——", "~"] {
                if let Some(tail) = rest.strip_prefix(dash)
                    && alpha(tail.chars().next())
                {
                    return dash.len();
                }
            }
        }
        if matches!(c, ':' | '<' | '>' | '=' | '/') && alpha_or_digit(before) && alpha(after) {
            return 1;
        }
        0
    }

    /// Step 4. Longer cases win over shorter, then earlier over later.
    fn rejoin(&self, pieces: Vec<Piece>) -> Vec<Piece> {
        let text = |piece: &Piece| &self.text[piece.start..piece.end];
        let mut found = Vec::new();
        for (start, piece) in pieces.iter().enumerate() {
            let Some(cases) = self.words.split.get(text(piece)) else {
                continue;
            };
            for case in cases {
                let end = start + case.len();
                if end <= pieces.len()
                    && pieces[start..end]
                        .iter()
                        .zip(case)
                        .all(|(p, c)| text(p) == *c)
                {
                    found.push((start, end));
                }
            }
        }
        if found.is_empty() {
            return pieces;
        }
        found.sort_by_key(|(start, end)| (std::cmp::Reverse(end - start), *start));
        let mut taken = vec![false; pieces.len()];
        let mut chosen = vec![None; pieces.len()];
        for (start, end) in found {
            if !taken[start] && !taken[end - 1] {
                chosen[start] = Some(end);
            }
            taken[start..end].fill(true);
        }
        let mut out = Vec::with_capacity(pieces.len());
        let mut at = 0;
        while at < pieces.len() {
            match chosen[at] {
                Some(end) if self.special(pieces[at].start, pieces[end - 1].end, &mut out) => {
                    if let Some(last) = out.last_mut() {
                        last.space = pieces[end - 1].space;
                    }
                    at = end;
                }
                _ => {
                    out.push(pieces[at].clone());
                    at += 1;
                }
            }
        }
        out
    }
}

/// Full stops that `rest` begins with.
fn dots(rest: &str) -> usize {
    rest.len() - rest.trim_start_matches('.').len()
}

/// Whether the whole of `text` is an address, as spaCy's URL expression has it: an optional
/// scheme, an optional user, a host name or a public IP number, then a port and a path.
fn is_url(words: &Words, text: &str) -> bool {
    if !text.contains('.') {
        return false;
    }
    let scheme = text.find("://").filter(|at| {
        let scheme = &text[..*at];
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '+' | '-' | '.');
        scheme.chars().nth(1).is_some() && scheme.chars().all(fits)
    });
    let starts = [Some(0), scheme.map(|at| at + 3)];
    starts.into_iter().flatten().any(|start| {
        let rest = &text[start..];
        // everything before some `@` may be the user
        let users = rest.match_indices('@').filter(|(at, _)| *at > 0);
        std::iter::once(0)
            .chain(users.map(|(at, _)| at + 1))
            .any(|at| is_host_and_path(words, &rest[at..]))
    })
}

fn is_host_and_path(words: &Words, text: &str) -> bool {
    // no name has an `@`: looking no further keeps a text of many short
    let end = text.find([':', '/', '?', '#', '@']).unwrap_or(text.len());
    let (host, mut rest) = text.split_at(end);
    if let Some(port) = rest.strip_prefix(':') {
        let digits = port.len() - port.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if !(2..=5).contains(&digits) {
            return false;
        }
        rest = &port[digits..];
    }
    (rest.is_empty() || rest.starts_with(['/', '?', '#'])) && (is_name(words, host) || is_ip(host))
}

fn is_name(words: &Words, host: &str) -> bool {
    let Some((labels, top)) = host.rsplit_once('.') else {
        return false;
    };
    let inner = |c: char| c.is_ascii_alphanumeric() || ('\u{a1}'..='\u{ffff}').contains(&c);
    (2..=63).contains(&top.chars().count())
        && top.chars().all(|c| words.classes.lower.has(c))
        && labels.split('.').all(|label| {
            (1..=64).contains(&label.chars().count())
                && label.starts_with(inner)
                && label.ends_with(inner)
                && label.chars().all(|c| inner(c) || c == '_' || c == '-')
        })
}

/// Four numbers that are no private, local or multicast address.
fn is_ip(host: &str) -> bool {
    let numbers: Option<Vec<u8>> = host
        .split('.')
        .map(|part| {
            part.parse()
                .ok()
                .filter(|_| part.len() <= 3 && !part.starts_with('+'))
        })
        .collect();
    let Some(numbers) = numbers else { return false };
    let [a, b, _, d] = numbers[..] else {
        return false;
    };
    let padded = |i: usize| {
        host.split('.')
            .nth(i)
            .is_some_and(|part| part.starts_with('0'))
    };
    let private = matches!(
        (a, b),
        (10 | 127, _) | (169, 254) | (192, 168) | (172, 16..=31)
    );
    (1..=223).contains(&a) && (1..=254).contains(&d) && !padded(0) && !padded(3) && !private
}

#[cfg(test)]
mod tests {
    use super::super::model;
    use super::*;

    /// The tokens with bars between them.
    fn cut(text: &str) -> String {
        let pieces = split(&model::get().words, text);
        let tokens: Vec<&str> = pieces.iter().map(|p| &text[p.start..p.end]).collect();
        tokens.join("|")
    }

    #[test]
    fn marks_come_off_words_and_words_come_apart_where_the_rules_say() {
        for (text, tokens) in [
            ("\"Stop!\" he said.", "\"|Stop|!|\"|he|said|."),
            ("Don't, you'll", "Do|n't|,|you|'ll"),
            ("the crew’s boat", "the|crew|’s|boat"),
            ("£40m and 12km", "£|40|m|and|12|km"),
            ("at 20°C.", "at|20|°|C|."),
            ("a one-time in/out", "a|one|-|time|in|/|out"),
            ("this—that", "this|—|that"),
            ("end.Then wait...what", "end|.|Then|wait|...|what"),
            ("gonna", "gon|na"),
            ("(Acme Inc.),", "(|Acme|Inc.|)|,"),
        ] {
            assert_eq!(cut(text), tokens);
        }
    }

    #[test]
    fn what_belongs_together_stays_together() {
        for whole in [
            "U.S.",
            "p.m.",
            "1,200.50",
            "O'Neil",
            "www.example.com/a?b=c",
            "press@example.org",
            "8.8.8.8:80",
            "C++",
            "and/or",
            ":-)",
            "e.g.",
            "x.com",
        ] {
            assert_eq!(cut(whole), whole);
        }
    }

    #[test]
    fn addresses_are_told_from_other_words_with_dots() {
        let words = &model::get().words;
        for url in ["example.com", "http://user@a.example.org:80/x", "1.2.3.4"] {
            assert!(is_url(words, url), "{url}");
        }
        for other in [
            "example",
            "lower.Upper",
            "10.0.0.1",
            "1.2.3",
            "a..com",
            "x.com:1",
        ] {
            assert!(!is_url(words, other), "{other}");
        }
    }

    #[test]
    fn white_space_beyond_one_space_is_a_token() {
        assert_eq!(cut("a b"), "a|b");
        assert_eq!(cut("a  b\tc "), "a| |b|\t|c");
        assert_eq!(cut(""), "");
    }

    #[test]
    fn two_megabytes_without_a_space_are_cut_in_one_pass() {
        // with more than one pass, each of these would take hours
        for part in [
            "a",
            "(",
            "!",
            "a-",
            "a.",
            "a@",
            "://",
            ".",
            "5km",
            "'s",
            "\u{1f30a}",
        ] {
            let text = part.repeat(2_000_000 / part.len());
            let pieces = split(&model::get().words, &text);
            let length: usize = pieces.iter().map(|piece| piece.end - piece.start).sum();
            assert_eq!(length, text.len(), "{part}");
        }
    }
}
