//! What somebody says or thinks: clauses that fill a slot, and the question for them.

use super::clause::Clause;
use super::complements::is_one;
use super::nouns::Phrase;
use crate::claims::{Claim, predicates};

impl Clause<'_> {
    /// "what did X tell Y": of words whose content is a clause, which no slot holds.
    pub(super) fn what_was_said(&self, lemma: &str) -> Option<String> {
        let answers = matches!(lemma, "respond" | "reply" | "answer");
        let says = !answers && predicates::is_saying(lemma)
            || predicates::is_telling(lemma)
            || lemma == "order";
        let subject = self.subject.shared().filter(|_| says)?.impersonal();
        let hearer = match &self.object.phrase {
            None if predicates::is_saying(lemma) => String::new(),
            object if is_clause(object.as_ref()) => String::new(),
            Some(object) if predicates::is_telling(lemma) || lemma == "order" => {
                let is_somebody = |claim: &&Claim| {
                    let object = claim.object.as_ref();
                    object.is_none_or(|o| o.is_named || o.is_pronoun || o.head == "police")
                };
                if !self.claims.iter().all(is_somebody) {
                    return None;
                }
                format!(" {}", object.text)
            }
            _ => return None,
        };
        let to = match lemma {
            "order" => " to do",
            "agree" => " on",
            "complain" => " about",
            "convince" | "persuade" if !hearer.is_empty() => " to do",
            _ => "",
        };
        let rest = format!(" {lemma}{hearer}{to}");
        Some(format!("what {}", self.r#do(&subject, &rest)))
    }
}

/// Whether the words of a slot are a clause of their own ("he was away").
pub(super) fn is_clause(phrase: Option<&Phrase>) -> bool {
    let Some(phrase) = phrase else { return false };
    let finite = |w: &str| {
        matches!(
            w,
            "was"
                | "were"
                | "is"
                | "are"
                | "had"
                | "has"
                | "have"
                | "will"
                | "would"
                | "can"
                | "could"
                | "may"
                | "might"
                | "should"
                | "must"
                | "did"
                | "does"
                | "says"
        ) || [
            "n't", "n’t", "'ve", "’ve", "'ll", "’ll", "'re", "’re", "'d", "’d", "'m", "’m",
        ]
        .iter()
        .any(|end| w.ends_with(end))
    };
    let words: Vec<&str> = phrase.text.split(' ').take(4).collect();
    let relative = words
        .iter()
        .any(|w| matches!(*w, "who" | "that" | "which" | "whose"));
    finite(words[0]) || !relative && words.iter().skip(1).any(|w| finite(w))
}

/// Whether the words of a slot are a statement, before which "that" may stand.
pub(super) fn is_statement(phrase: Option<&Phrase>) -> bool {
    const ASKS: &str = "what how why whether where when who if that is was are were";
    let first = phrase
        .and_then(|p| p.text.split(' ').next())
        .unwrap_or_default();
    is_clause(phrase) && !is_one(ASKS, first)
}
