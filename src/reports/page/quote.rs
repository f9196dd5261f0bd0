//! A quote as a page shows it: the sentence, what stands around it, and which of its words clash.

use crate::Span;
use crate::claims::Claim;
use crate::documents::Document;
use crate::sentences::Sentence;

/// How much of a neighbouring sentence is shown, in bytes; most are shorter.
const LONGEST_AROUND: usize = 400;

/// A sentence in its place.
#[derive(Debug, PartialEq, Eq)]
pub struct Quote<'f> {
    /// The sentence before it, or its end; empty at the beginning.
    pub before: &'f str,
    /// Whether the sentence before it is cut.
    pub before_is_cut: bool,
    /// The sentence, whole.
    pub said: &'f str,
    /// The words in it that clash, in bytes of it; empty where none were found.
    pub clash: Span,
    /// The sentence after it, or its beginning; empty at the end.
    pub after: &'f str,
    /// Whether the sentence after it is cut.
    pub after_is_cut: bool,
}

/// The sentence of a claim that gives `answer`.
pub fn quote<'f>(
    claim: &Claim,
    document: &'f Document,
    sentences: &[Sentence],
    answer: &str,
) -> Quote<'f> {
    let place = sentences[claim.sentence].span;
    let said = place.of(&document.text);
    let around = |at: Option<usize>| {
        let beside = at.and_then(|at| sentences.get(at));
        let beside = beside.filter(|beside| beside.document == claim.document);
        beside.map_or("", |beside| beside.span.of(&document.text))
    };
    let (before, after) = (
        around(claim.sentence.checked_sub(1)),
        around(claim.sentence.checked_add(1)),
    );
    let from = before.ceil_char_boundary(before.len().saturating_sub(LONGEST_AROUND));
    let to = after.floor_char_boundary(LONGEST_AROUND);
    let inside = |span: Span| {
        let known = place.contains(span) && said.is_char_boundary(span.start - place.start);
        let span = known.then(|| Span::new(span.start - place.start, span.end - place.start));
        span.unwrap_or_default()
    };
    Quote {
        before: &before[from..],
        before_is_cut: from > 0,
        said,
        clash: clash(said, answer, inside(claim.span), inside(claim.head)),
        after: &after[..to],
        after_is_cut: to < after.len(),
    }
}

/// Where the words of an answer stand in a sentence: whole, else as many of the first words as
/// stand there together, else the verb. `clause` is looked through before the rest.
fn clash(said: &str, answer: &str, clause: Span, head: Span) -> Span {
    let answer = ["yes: ", "no: "]
        .iter()
        .find_map(|mark| answer.strip_prefix(mark))
        .unwrap_or(answer);
    let words: Vec<&str> = answer.split_whitespace().collect();
    let telling = |words: &[&str]| {
        words.len() > 1 || words[0].len() > 3 || words[0].contains(|c: char| c.is_numeric())
    };
    (1..=words.len())
        .rev()
        .map(|many| &words[..many])
        .filter(|some| some.len() == words.len() || telling(some))
        .find_map(|some| find(said, some, clause))
        .unwrap_or(head)
}

/// The first place of some words, in any case and with any white space between; one inside
/// `clause` is taken before one outside.
fn find(said: &str, words: &[&str], clause: Span) -> Option<Span> {
    let mut before = None;
    let mut first = None;
    for (start, c) in said.char_indices() {
        let is_start = !before.is_some_and(char::is_alphanumeric) || !c.is_alphanumeric();
        before = Some(c);
        let Some(end) = is_start
            .then(|| end_of(&said[start..], words))
            .flatten()
            .map(|length| start + length)
        else {
            continue;
        };
        let place = Span::new(start, end);
        if clause.contains(place) {
            return Some(place);
        }
        first.get_or_insert(place);
    }
    first
}

/// How long the words are that a text begins with, in bytes; `None` if it does not begin so.
fn end_of(text: &str, words: &[&str]) -> Option<usize> {
    let mut rest = text;
    for (number, word) in words.iter().enumerate() {
        if number > 0 {
            let next = rest.trim_start();
            if next.len() == rest.len() {
                return None;
            }
            rest = next;
        }
        for wanted in word.chars() {
            let found = rest.chars().next()?;
            if found != wanted && !found.to_lowercase().eq(wanted.to_lowercase()) {
                return None;
            }
            rest = &rest[found.len_utf8()..];
        }
    }
    let last = words.last()?.chars().last()?;
    let goes_on = last.is_alphanumeric() && rest.starts_with(char::is_alphanumeric);
    (!goes_on).then(|| text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sentence with its clause in `[ ]` and the words that clash in `{ }`, and the answer.
    /// Without `{ }`, the verb must be taken.
    #[test]
    fn the_words_that_clash() {
        let cases = [
            ("[{Six people} were killed in Kelmar.]", "Six people"),
            ("[In Kelmar {six\npeople} were killed.]", "Six people"),
            ("Of 11 boats, [{11} sank].", "11"),
            ("[In 2011, {11} were killed.]", "11"),
            ("{Nine} of them, [they said].", "Nine"),
            ("[It rose to {8.1 metres}.]", "8.1 metres"),
            ("[Some {8,000} or more people came.]", "8,000 people"),
            ("[The siren {sounded} twice.]", "yes: sounded"),
            ("[The siren never sounded.]", "no: did not sound"),
            ("[The guard holds it.]", "the army"),
            ("[{ŠEST lidí} zemřelo.]", "šest lidí"),
            ("[Nobody came.]", ""),
            ("[Kelmarites left.]", "Kelmar"),
        ];
        for (marked, answer) in cases {
            let at = |mark: char| {
                let before = marked.split(mark).next().unwrap_or_default();
                before.replace(['[', ']', '{', '}'], "").len()
            };
            let said = marked.replace(['[', ']', '{', '}'], "");
            let head = Span::new(said.len(), said.len());
            let wanted = match marked.contains('{') {
                true => Span::new(at('{'), at('}')),
                false => head,
            };
            let clause = Span::new(at('['), at(']'));
            assert_eq!(clash(&said, answer, clause, head), wanted, "{marked}");
        }
    }
}
