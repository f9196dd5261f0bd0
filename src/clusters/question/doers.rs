//! Who acts: whether the claims say so, and what stands for somebody whom none names.

use std::cmp::Ordering;

use super::acts::is_thing;
use super::clause::Clause;
use super::nouns::Phrase;
use crate::claims::Claim;

impl Clause<'_> {
    /// Whether at least half of the claims tell who acts, and the others only leave it out
    /// ("…, carrying two guns"), where none leaves it open ("was burned").
    pub(super) fn is_mostly_told(&self) -> bool {
        let known = |claim: &&&Claim| {
            let subject = claim.subject.as_ref();
            subject.is_some_and(|s| !s.is_pronoun || !s.names.is_empty())
        };
        let told = self.claims.iter().filter(known).count();
        2 * told >= self.claims.len() && self.claims.iter().all(|c| !c.passive && !c.nominal)
    }

    /// The word that asks for the subject.
    pub(super) fn who(&self) -> &'static str {
        let subjects = self.claims.iter().filter_map(|c| c.subject.as_ref());
        let (things, people): (Vec<_>, Vec<_>) = subjects.partition(|s| is_thing(&s.head));
        match people.len().cmp(&things.len()) {
            _ if things.is_empty() => "who",
            Ordering::Greater => "who",
            Ordering::Equal => "who or what",
            Ordering::Less => "what",
        }
    }

    /// The pronoun that stands for somebody whom no claim names.
    pub(super) fn pronoun(&self) -> Phrase {
        let written = self.claims.iter().find_map(|claim| claim.subject.as_ref());
        let text = match written.map(|s| s.text.to_lowercase()).as_deref() {
            Some("we" | "they" | "these" | "those" | "you") => "they",
            Some("he" | "she") => "the person",
            Some("i") => "the speaker",
            _ => "it",
        };
        Phrase {
            is_plural: text == "they",
            text: text.to_owned(),
        }
    }
}
