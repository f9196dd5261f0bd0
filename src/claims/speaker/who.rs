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
            a.speaker = known.who(&tree, token, &mentions[index], names);
            if a.force.vouches() && !a.speaker.is_empty() {
                spoke = a.speaker.clone();
                known.voice = spoke.clone();
            }
        }
        known.heed(&spoke, &mentions[index], names);
    }
    first_persons(attributions, document, sentences, parsed);
}

impl Known {
    fn who(&self, tree: &Tree, token: usize, mentions: &[Mention], names: &Names) -> String {
        match tree.word(token).to_lowercase().as_str() {
            // Named earlier in this sentence, else the person spoken of last, else the last to
            // speak.
            "he" | "she" | "his" | "her" => mentions
                .iter()
                .rfind(|m| m.kind == Some(EntityKind::Person) && m.end <= token)
                .map(|m| names.resolve(&m.text))
                .or_else(|| Some(self.person.clone()).filter(|p| !p.is_empty()))
                .unwrap_or_else(|| self.voice.clone()),
            "it" | "they" | "its" | "their" => {
                if self.group.is_empty() {
                    self.voice.clone()
                } else {
                    self.group.clone()
                }
            }
            "i" | "we" | "me" | "us" | "my" | "our" | "you" | "that" | "this" | "which" | "who"
            | "there" | "what" => String::new(),
            _ => arguments::phrase(tree, token),
        }
    }

    /// Learns from a sentence that was read.
    fn heed(&mut self, spoke: &str, mentions: &[Mention], names: &Names) {
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
        let body = |m: &&Mention| {
            matches!(
                m.kind,
                Some(EntityKind::Norp | EntityKind::Org | EntityKind::Gpe)
            )
        };
        if !spoke.is_empty() {
            if speaker.is_none() {
                self.group = spoke.to_string();
            }
        } else if let Some(first) = mentions.iter().find(body) {
            self.group = first.text.clone();
        }
    }
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
