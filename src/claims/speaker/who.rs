//! Who a source is: the words as they stand, or whom a pronoun means.

use std::ops::Range;

use super::Attribution;
use crate::Span;
use crate::claims::arguments;
use crate::claims::clauses::Tree;
use crate::claims::names::{Mention, Names};
use crate::documents::Document;
use crate::english::{EntityKind, Parsed};
use crate::sentences::{self, Sentence};

/// What is known of those who were named and spoke, up to a place.
#[derive(Default)]
struct Known {
    section: usize,
    /// The person last spoken of, for "he" and "she".
    person: String,
    /// Who spoke last.
    voice: String,
    /// Who spoke or acted last as several or as a body, for "they" and "it".
    group: String,
}

/// Gives each attribution its speaker.
pub(super) fn name(
    attributions: &mut [Attribution],
    document: &Document,
    sentences: &[Sentence],
    parsed: &[Parsed],
    mentions: &[Vec<Mention>],
    names: &Names,
    range: Range<usize>,
) {
    let mut known = Known::default();
    let mut next = 0;
    for index in range {
        if sentences[index].section != known.section {
            known = Known {
                section: sentences[index].section,
                ..Known::default()
            };
        }
        if parsed[index].tokens.is_empty() {
            continue;
        }
        let text: &str = &sentences::plain(document, &sentences[index]);
        let tree = Tree::new(text, &parsed[index]);
        let mut spoke = String::new();
        while let Some(a) = attributions.get_mut(next).filter(|a| a.sentence <= index) {
            next += 1;
            let Some(token) = a.token else { continue };
            a.speaker = known.who(&tree, token, &spoke, &mentions[index], names);
            if a.force.vouches() && !a.speaker.is_empty() {
                spoke = a.speaker.clone();
                known.voice = spoke.clone();
            }
        }
        known.heed(&tree, &spoke, &mentions[index], names);
    }
    first_persons(attributions, document, sentences, parsed);
}

impl Known {
    /// Who a source is. `spoke` is who spoke before in the same sentence.
    fn who(
        &self,
        tree: &Tree,
        token: usize,
        spoke: &str,
        mentions: &[Mention],
        names: &Names,
    ) -> String {
        let persons = mentions
            .iter()
            .filter(|m| m.kind == Some(EntityKind::Person) && m.end <= token);
        let first_of = |choices: [Option<String>; 5]| {
            let mut known = choices
                .into_iter()
                .flatten()
                .filter(|name| !name.is_empty());
            known.next().unwrap_or_default()
        };
        let written = Some(tree.word(token).to_string());
        match tree.word(token).to_lowercase().as_str() {
            // Who spoke in this sentence, was its subject, or was named in it; else the person
            // spoken of last; else the last to speak.
            "he" | "she" | "his" | "her" => {
                let resolved = |m: &Mention| names.resolve(&m.text);
                let speaker = persons.clone().find(|m| spoke.contains(&m.text));
                let subject = persons.clone().find(|m| is_subject(tree, m));
                first_of([
                    speaker.or(subject).map(resolved),
                    persons.clone().next_back().map(resolved),
                    Some(self.person.clone()),
                    Some(self.voice.clone()),
                    written,
                ])
            }
            "they" | "their" => first_of([
                Some(spoke.to_string())
                    .filter(|_| !persons.clone().any(|m| spoke.contains(&m.text))),
                Some(self.group.clone()),
                written,
                None,
                None,
            ]),
            "it" | "its" => first_of([
                Some(spoke.to_string()),
                Some(self.group.clone()),
                Some(self.voice.clone()),
                written,
                None,
            ]),
            "i" | "we" | "me" | "us" | "my" | "our" | "you" | "your" | "that" | "this"
            | "which" | "who" | "there" | "what" | "one" => String::new(),
            _ => phrase(tree, token, mentions),
        }
    }

    /// Learns from a sentence that was read.
    fn heed(&mut self, tree: &Tree, spoke: &str, mentions: &[Mention], names: &Names) {
        let mut persons = mentions
            .iter()
            .filter(|m| m.kind == Some(EntityKind::Person));
        // "He" is whoever spoke in the sentence before, else who was named first in it.
        let speaker = persons.clone().find(|m| spoke.contains(&m.text));
        let other = || {
            persons
                .next()
                .filter(|_| spoke.is_empty() || spoke != self.person)
        };
        let person = speaker.or_else(other).map(|m| names.resolve(&m.text));
        if let Some(person) = person {
            self.person = person;
        }
        let body = |m: &&Mention| matches!(m.kind, Some(EntityKind::Norp | EntityKind::Org));
        if !spoke.is_empty() {
            let common = |word: &str| word == "The" || word.starts_with(char::is_lowercase);
            let is_body = mentions
                .iter()
                .filter(body)
                .any(|m| spoke.contains(&m.text))
                || spoke.split_whitespace().any(common);
            if speaker.is_none() && is_body {
                self.group = spoke.to_string();
            }
        } else if let Some(first) = mentions.iter().filter(body).find(|m| is_subject(tree, m)) {
            self.group = first.text.clone();
        }
    }
}

/// Whether a name is the subject of a clause.
fn is_subject(tree: &Tree, mention: &Mention) -> bool {
    use crate::english::Dep;
    (mention.start..mention.end).any(|t| matches!(tree.dep(t), Dep::Nsubj | Dep::Nsubjpass))
}

/// A source as written, without what comments on it: a person without "in his speech", a phrase
/// up to its first comma.
fn phrase(tree: &Tree, token: usize, mentions: &[Mention]) -> String {
    let whole = arguments::phrase(tree, token);
    let person = mentions
        .iter()
        .find(|m| m.kind == Some(EntityKind::Person) && (m.start..m.end).contains(&token));
    // "of the harbour office" says who it is; "in his speech" does not.
    let belongs = |rest: &str| {
        [" of ", " for ", " from "]
            .iter()
            .any(|p| rest.starts_with(p))
    };
    let end = person
        .and_then(|m| whole.find(m.text.as_str()).map(|at| at + m.text.len()))
        .filter(|end| !belongs(&whole[*end..]))
        .or_else(|| whole.find(", "))
        .unwrap_or(whole.len());
    whole[..end].to_string()
}

/// "I said" inside a quotation is whoever is quoted.
fn first_persons(
    attributions: &mut [Attribution],
    document: &Document,
    sentences: &[Sentence],
    parsed: &[Parsed],
) {
    let own: Vec<usize> = (0..attributions.len())
        .filter(|i| {
            let a = &attributions[*i];
            a.speaker.is_empty()
                && a.token.is_some_and(|t| {
                    let word = parsed[a.sentence].tokens[t].span;
                    let word = word.shifted(sentences[a.sentence].span.start);
                    matches!(
                        word.of(&document.text).to_lowercase().as_str(),
                        "i" | "we" | "my" | "our" | "me" | "us"
                    )
                })
        })
        .collect();
    for index in own {
        let place: Span = attributions[index].cue;
        let around = attributions
            .iter()
            .filter(|a| a.force.vouches() && !a.speaker.is_empty() && a.covers(place))
            .min_by_key(|a| a.length());
        if let Some(speaker) = around.map(|a| a.speaker.clone()) {
            attributions[index].speaker = speaker;
        }
    }
}
