//! Who a source is: the words as they stand, or whom a pronoun means.

use std::ops::Range;

use super::Attribution;
use crate::Span;
use crate::claims::arguments;
use crate::claims::clauses::Tree;
use crate::claims::names::{Gender, Mention, Names, Sort};
use crate::claims::references::{Here, Memory};
use crate::documents::Document;
use crate::english::{Dep, EntityKind, Parsed};
use crate::sentences::{self, Sentence};

/// What is known of those who were named and spoke, up to a place.
#[derive(Default)]
struct Known {
    section: usize,
    /// What pronouns can mean by the names before them.
    memory: Memory,
    /// Who spoke last.
    voice: String,
    /// Who spoke or acted last as several or as a body, named or not ("the council"), for "they"
    /// and "it".
    group: String,
}

/// What speakers are named from.
pub(super) struct Text<'t> {
    pub(super) document: &'t Document,
    /// What stands in quotation marks in it, in order, in bytes of its text.
    pub(super) quoted: &'t [Span],
    /// The sentences of the run; the rest has one entry for each.
    pub(super) sentences: &'t [Sentence],
    pub(super) parsed: &'t [Parsed],
    pub(super) mentions: &'t [Vec<Mention>],
    pub(super) names: &'t Names,
}

/// Gives each attribution of a document its speaker; `range` holds the document's sentences.
pub(super) fn name(attributions: &mut [Attribution], text: &Text, range: Range<usize>) {
    let &Text {
        document,
        quoted,
        sentences,
        parsed,
        mentions,
        names,
    } = text;
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
        let here = Here {
            tree: &Tree::new(text, &parsed[index]),
            mentions: &mentions[index],
            names,
            quoted,
            base: sentences[index].span.start,
        };
        let mut spoke = String::new();
        // Who speaks with all that the sentence calls them: "the head of the guard, Tom Ravel".
        let mut voice = String::new();
        while let Some(a) = attributions.get_mut(next).filter(|a| a.sentence <= index) {
            next += 1;
            let Some(token) = a.token else { continue };
            a.speaker = known.who(&here, token, &spoke);
            if a.force.vouches() && !a.speaker.is_empty() {
                spoke = a.speaker.clone();
                known.voice = spoke.clone();
                voice = a.voice(document);
            }
        }
        known.heed(&here, &spoke, &voice);
    }
    first_persons(attributions, document, sentences, parsed);
}

impl Known {
    /// Who a source is. `spoke` is who spoke before in the same sentence.
    fn who(&self, here: &Here, token: usize, spoke: &str) -> String {
        let tree = here.tree;
        let first_of = |choices: [Option<String>; 4]| {
            let mut known = choices
                .into_iter()
                .flatten()
                .filter(|name| !name.is_empty());
            known.next().unwrap_or_default()
        };
        let written = Some(tree.word(token).to_string());
        // Whoever spoke in this sentence speaks on.
        let spoken = person_in(here, spoke);
        let spoke = Some(spoke.to_string());
        match tree.word(token).to_lowercase().as_str() {
            "he" | "she" | "his" | "her" => first_of([
                spoken
                    .filter(|m| can_be(tree.word(token), here.names.gender(&m.text)))
                    .map(|m| here.names.resolve(&m.text)),
                self.memory.person(here, token),
                Some(self.voice.clone()),
                written,
            ]),
            "they" | "their" => first_of([
                spoke.filter(|_| spoken.is_none()),
                self.memory.thing(here, token),
                Some(self.group.clone()),
                written,
            ]),
            "it" | "its" => first_of([
                spoke,
                self.memory.thing(here, token),
                Some(self.group.clone()),
                Some(self.voice.clone())
                    .filter(|v| !v.is_empty())
                    .or(written),
            ]),
            "i" | "we" | "me" | "us" | "my" | "our" | "you" | "your" | "that" | "this"
            | "which" | "who" | "there" | "what" | "one" => String::new(),
            _ => phrase(tree, token, here.mentions),
        }
    }

    /// Learns from a sentence that was read, and from who spoke in it.
    fn heed(&mut self, here: &Here, spoke: &str, voice: &str) {
        self.memory.note(here, voice);
        let mut bodies = here
            .mentions
            .iter()
            .filter(|m| matches!(m.kind, Some(EntityKind::Norp | EntityKind::Org)));
        if spoke.is_empty() {
            if let Some(first) = bodies.find(|m| is_subject(here.tree, m)) {
                self.group = first.text.clone();
            }
            return;
        }
        let common = |word: &str| word == "The" || word.starts_with(char::is_lowercase);
        let is_body = bodies.any(|m| spoke.contains(&m.text)) || spoke.split(' ').any(common);
        if is_body && person_in(here, spoke).is_none() {
            self.group = spoke.to_string();
        }
    }
}

/// The person named in the sentence who is a speaker.
fn person_in<'h>(here: &Here<'h>, speaker: &str) -> Option<&'h Mention> {
    here.mentions
        .iter()
        .filter(|m| speaker.contains(&m.text))
        .find(|m| {
            m.kind == Some(EntityKind::Person) || here.names.sort(&m.text) == Some(Sort::Person)
        })
}

/// Whether a pronoun can mean somebody of a gender.
fn can_be(pronoun: &str, gender: Gender) -> bool {
    match gender {
        Gender::Man => !is_hers(pronoun),
        Gender::Woman => is_hers(pronoun),
        Gender::Unknown => true,
    }
}

fn is_hers(pronoun: &str) -> bool {
    matches!(pronoun.to_lowercase().as_str(), "she" | "her")
}

/// Whether a name is the subject of a clause.
fn is_subject(tree: &Tree, mention: &Mention) -> bool {
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
