//! Reasons: why something happened, or what for, as far as the words mark it.
//!
//! "because …", "due to …", "in order to …", "so that …", a bare "to …" of purpose, and
//! prepositions that give a reason with their verb ("jailed for", "resigned over", "died of").
//! What only follows in time ("after the storm") is no reason.

use ecow::EcoString;

use super::clauses::{self, Tree};
use super::{one_line, roles};
use crate::Span;
use crate::english::{Dep, Tag};

/// A reason that a clause gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// Whether it is what was to be reached, not what brought it about.
    pub is_purpose: bool,
    /// The word or words that mark it, in lower case ("because", "due to", "to").
    pub marker: EcoString,
    /// The reason as it stands, without the marker, on one line.
    pub text: EcoString,
    /// Where that stands, in bytes of the document's text.
    pub span: Span,
    /// Lemma of the verb or noun that heads it.
    pub head: EcoString,
}

/// The reasons that a clause gives; `verbs` are its verb and the verbs that govern it as one
/// predicate ("was forced to leave"). Spans are in bytes of the sentence.
pub fn find(tree: &Tree, verbs: &[usize]) -> Vec<Reason> {
    let mut found: Vec<(usize, Reason)> = Vec::new();
    for &verb in verbs {
        for &child in tree.children(verb) {
            if verbs.contains(&child) {
                continue;
            }
            let reason = match tree.dep(child) {
                Dep::Advcl => clause(tree, child),
                Dep::Prep | Dep::Advmod | Dep::Acomp | Dep::Amod => phrase(tree, verb, child),
                _ => None,
            };
            found.extend(reason.map(|r| (child, r)));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, reason)| reason).collect()
}

/// "because it rained", "so that nobody saw it", "in order to win", "to win".
fn clause(tree: &Tree, head: usize) -> Option<Reason> {
    let marks: Vec<usize> = tree
        .children(head)
        .iter()
        .copied()
        .filter(|c| {
            *c < head && matches!(tree.dep(*c), Dep::Mark | Dep::Advmod | Dep::Aux | Dep::Prep)
        })
        .filter(|c| tree.dep(*c) != Dep::Aux || tree.parsed.tokens[*c].tag == Tag::To)
        .collect();
    let words: Vec<String> = marks.iter().map(|m| tree.word(*m).to_lowercase()).collect();
    let has = |word: &str| words.iter().any(|w| w == word);
    let first = *tree.subtree(head, &|_| true).first()?;
    let (is_purpose, marker) = if has("because") || has("'cause") {
        (false, "because".to_owned())
    } else if has("since") && is_present(tree, head) {
        // "since it is closed" gives a reason, "since it closed" a time.
        (false, "since".to_owned())
    } else if has("so") && has("that") {
        (true, "so that".to_owned())
    } else if has("lest") {
        (true, "lest".to_owned())
    } else if roles::is_bare_infinitive(tree, head) {
        let to = marks
            .iter()
            .copied()
            .find(|m| tree.word(*m).eq_ignore_ascii_case("to"))?;
        let order = to >= 2
            && tree.word(to - 1).eq_ignore_ascii_case("order")
            && tree.word(to - 2).eq_ignore_ascii_case("in");
        let so_as = to >= 2
            && tree.word(to - 1).eq_ignore_ascii_case("as")
            && tree.word(to - 2).eq_ignore_ascii_case("so");
        let marker = match (order, so_as) {
            (true, _) => "in order to",
            (_, true) => "so as to",
            _ => "to",
        };
        return Some(reason(tree, true, marker.to_owned(), to + 1, head));
    } else {
        return None;
    };
    let after = marks.iter().copied().filter(|m| {
        marker
            .split(' ')
            .any(|w| tree.word(*m).eq_ignore_ascii_case(w))
    });
    let start = after.max().map_or(first, |m| m + 1);
    Some(reason(tree, is_purpose, marker, start, head))
}

/// "because of the rain", "due to the rain", "died of a fever", "jailed for theft".
fn phrase(tree: &Tree, verb: usize, preposition: usize) -> Option<Reason> {
    if clauses::is_in_order(tree, preposition) {
        let order = tree.child(preposition, &[Dep::Pobj])?;
        return clause(tree, tree.child(order, &[Dep::Acl])?);
    }
    let inner = tree
        .children(preposition)
        .iter()
        .copied()
        .find(|c| matches!(tree.word(*c), "of" | "to") && tree.dep(*c) != Dep::Pobj);
    let last = match tree.word(preposition).to_lowercase().as_str() {
        "due" | "owing" | "thanks" => inner?,
        // In "because of", either word may hang on the other.
        "because" => inner.unwrap_or(preposition),
        _ => preposition,
    };
    // The second word of "because of" may itself be labelled as what the first brings in.
    let brought = |by: usize| {
        let mut nouns = tree.children(by).iter().copied();
        nouns.find(|c| *c != last && matches!(tree.dep(*c), Dep::Pobj | Dep::Pcomp))
    };
    let noun = brought(last).or_else(|| brought(preposition))?;
    if !roles::is_cause(tree, verb, preposition, noun) {
        return None;
    }
    let mut marker = tree.word(preposition).to_lowercase();
    if last != preposition {
        marker = format!("{marker} {}", tree.word(last).to_lowercase());
    } else if marker == "of" && preposition > 0 && tree.is(preposition - 1, "because") {
        marker = "because of".to_owned();
    } else if marker == "to"
        && preposition > 0
        && matches!(tree.word(preposition - 1), "due" | "owing" | "thanks")
    {
        marker = format!("{} to", tree.word(preposition - 1).to_lowercase());
    }
    let start = last.max(preposition) + 1;
    Some(reason(tree, false, marker, start, noun))
}

/// The words of a reason from token `start` to the end of what `head` heads.
fn reason(tree: &Tree, is_purpose: bool, marker: String, start: usize, head: usize) -> Reason {
    let words = tree.subtree(head, &|c| tree.dep(c) != Dep::Punct);
    let first = words.iter().copied().find(|t| *t >= start).unwrap_or(head);
    let last = words.last().copied().unwrap_or(head).max(first);
    let span = Span::new(
        tree.parsed.tokens[first].span.start,
        tree.parsed.tokens[last].span.end,
    );
    Reason {
        is_purpose,
        marker: marker.into(),
        text: one_line(span.of(tree.text)).into(),
        span,
        head: tree.lemma(head).into(),
    }
}

fn is_present(tree: &Tree, verb: usize) -> bool {
    let present = |t: usize| matches!(tree.parsed.tokens[t].tag, Tag::Vbz | Tag::Vbp | Tag::Md);
    present(verb)
        || tree
            .children(verb)
            .iter()
            .any(|c| tree.dep(*c) == Dep::Aux && present(*c))
}
