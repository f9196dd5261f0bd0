//! Speakers: who vouches for what a document says.
//!
//! An [`Attribution`] is a piece of a document that somebody else than the writer is said to say,
//! think, want or judge: a source ("the mayor"), a cue ("said") and a content. They are found in
//! this order:
//!
//! 1. The cues of each sentence, with what the grammar makes their source and content (`cues`,
//!    `content`).
//! 2. The quotations of the document, over sentences and paragraphs (`quotations`).
//! 3. Each quotation goes to the cue whose content it meets, else to the cue beside it, else to
//!    the line before it that ends in a colon, else to whoever was quoted last (`quoted`).
//! 4. Each source gets a name: the words as they stand, or whom a pronoun means (`who`).
//!
//! Whoever the innermost attribution around a clause names vouches for it. Where there is none,
//! the author (or the section's speaker) does.

mod content;
mod cues;
mod nouns;
mod quotations;
mod quoted;
mod who;
mod words;

use std::ops::Range;

use super::clauses::Tree;
use super::names::{Mention, Names};
use crate::Span;
use crate::documents::Document;
use crate::english::{Dep, Parsed, Tag};
use crate::sentences::{self, Sentence};
use cues::Cue;
use quotations::Quotation;
use quoted::Quoted;

pub use words::Force;

/// Somebody's words or thoughts, as a document passes them on. Spans are bytes of its text.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// Index of the sentence in which the cue stands.
    pub sentence: usize,
    /// The token that heads the cue in that sentence.
    pub head: usize,
    /// The words that name the source; `None` where nobody is named ("it was agreed that").
    pub source: Option<Span>,
    /// The words of the cue.
    pub cue: Span,
    /// What is said, in order and apart; a quotation over several paragraphs has one span each.
    pub content: Vec<Span>,
    /// What the cue makes of the content.
    pub force: Force,
    /// How the one who passes the words on stands to them.
    pub stance: Stance,
    /// Whether the source denies the content ("denied that").
    pub denies: bool,
    /// Whether the cue's own clause says nothing but that somebody speaks.
    pub clausal: bool,
    /// Who speaks, resolved; empty for the author (or the section's speaker).
    pub speaker: String,
    /// The token that names the source, in the sentence of the cue.
    token: Option<usize>,
    /// Who is asked to speak, with the whole phrase.
    addressee: Option<(usize, Span)>,
}

/// How the one who passes words on stands to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stance {
    /// Takes no side.
    #[default]
    Neutral,
    /// Takes them to be true ("rightly said", "revealed").
    Endorsed,
    /// Calls them false ("falsely claimed", "under the pretext of").
    Denied,
}

impl Attribution {
    /// Whether the content is only held to be so.
    pub(crate) fn hedges(&self) -> bool {
        self.force == Force::Thought && self.stance != Stance::Endorsed && !self.denies
    }

    fn covers(&self, place: Span) -> bool {
        self.content.iter().any(|s| s.contains(place))
    }

    /// The speaker with all that the sentence calls them; a pronoun's meaning.
    fn voice(&self, document: &Document) -> String {
        let words = self.source.map_or("", |s| s.of(&document.text));
        if words.contains(&self.speaker) {
            words.to_string()
        } else {
            self.speaker.clone()
        }
    }

    /// Length of the content in bytes.
    fn length(&self) -> usize {
        self.content.iter().map(Span::len).sum()
    }
}

/// What stands in quotation marks, in order.
fn quoted(quotations: &[Quotation]) -> Vec<Span> {
    let mut spans: Vec<Span> = quotations
        .iter()
        .flat_map(|quotation| quotation.spans.iter().copied())
        .collect();
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    spans
}

/// Whether a clause is only a cue beside what is said ("…, he added"), with nothing of its own.
pub(crate) fn is_aside(tree: &Tree, head: usize) -> bool {
    words::verb(&tree.lemma(head)).is_some_and(Force::vouches)
        && tree.child(head, &[Dep::Nsubj]).is_some()
        && tree
            .child(head, &[Dep::Dobj, Dep::Ccomp, Dep::Xcomp, Dep::Prep])
            .is_none()
}

/// The attributions of one document, in the order of their cues, without the names of their
/// speakers. `range` holds the document's sentences; `parsed` has one entry a sentence of the run.
pub fn attributions(
    document: &Document,
    sentences: &[Sentence],
    parsed: &[Parsed],
    range: Range<usize>,
) -> Vec<Attribution> {
    attributed(
        document,
        sentences,
        parsed,
        range,
        &quotations::find(document),
    )
}

/// The attributions of a document with these quotations.
fn attributed(
    document: &Document,
    sentences: &[Sentence],
    parsed: &[Parsed],
    range: Range<usize>,
    quotations: &[Quotation],
) -> Vec<Attribution> {
    let mut found = Vec::new();
    for index in range.clone() {
        if !sentences[index].kind.makes_claims() || parsed[index].tokens.is_empty() {
            continue;
        }
        let text: &str = &sentences::plain(document, &sentences[index]);
        let tree = Tree::new(text, &parsed[index]);
        let base = sentences[index].span.start;
        for cue in cues::find(&tree) {
            // "I think" inside a quotation is the speaker's own thought and attributes nothing.
            let place = parsed[index].tokens[cue.head].span.shifted(base);
            if cues::is_own_thought(&tree, &cue) && around(quotations, place).is_some() {
                continue;
            }
            found.push(placed(&tree, cue, index, base, quotations));
        }
    }
    let mut quoted = Quoted {
        document,
        sentences,
        found: &mut found,
        range,
        last: None,
        signed: Vec::new(),
    };
    quoted.join(quotations);
    quoted.announced_paragraphs();
    let signed = quoted.signed;
    found.retain(|a| !a.content.is_empty());
    found.extend(signed);
    found.sort_by_key(|a| (a.sentence, a.cue));
    found
}

/// A cue with its places in the document.
fn placed(
    tree: &Tree,
    mut cue: Cue,
    sentence: usize,
    base: usize,
    quotations: &[Quotation],
) -> Attribution {
    let place = |token: usize| tree.parsed.tokens[token].span.shifted(base);
    // What is said inside a quotation does not reach out of it.
    if let Some(around) = around(quotations, place(cue.head)) {
        cue.content.retain(|t| around.contains(place(*t)));
    }
    let words = |(first, end): (usize, usize)| Span::new(place(first).start, place(end - 1).end);
    let source = cue.source.map(|s| source_span(tree, s, &cue).shifted(base));
    let addressee = cue
        .addressee
        .map(|a| (a, source_span(tree, a, &cue).shifted(base)));
    let spans = runs(tree, &cue.content);
    Attribution {
        sentence,
        head: cue.head,
        source,
        cue: words(cue.words),
        content: spans.iter().map(|s| s.shifted(base)).collect(),
        force: cue.force,
        stance: cue.stance,
        denies: cue.denies,
        clausal: cue.clausal,
        speaker: String::new(),
        token: cue.source,
        addressee,
    }
}

/// The whole phrase that names a source, with what describes it, as far as it stands together and
/// apart from the cue and the content.
fn source_span(tree: &Tree, source: usize, cue: &Cue) -> Span {
    let all = tree.subtree(source, &|c| {
        c != cue.head && !(cue.words.0..cue.words.1).contains(&c) && !cue.content.contains(&c)
    });
    let at = all.iter().position(|t| *t == source).unwrap_or(0);
    let (mut first, mut last) = (at, at);
    while first > 0 && all[first] - all[first - 1] == 1 {
        first -= 1;
    }
    while last + 1 < all.len() && all[last + 1] - all[last] == 1 {
        last += 1;
    }
    let word = |t: &&usize| tree.word(**t).chars().any(char::is_alphanumeric);
    let kept = &all[first..=last];
    let start = kept.iter().find(word).copied().unwrap_or(source);
    let end = kept.iter().rfind(word).copied().unwrap_or(source);
    let place = |t: usize| tree.parsed.tokens[t].span;
    let possessive = tree.parsed.tokens[end].tag == Tag::Pos && end > start;
    let end = if possessive { end - 1 } else { end };
    Span::new(place(start).start, place(end).end)
}

/// The quotation that a place lies in.
fn around(quotations: &[Quotation], place: Span) -> Option<&Quotation> {
    let before = quotations.partition_point(|q| q.start() <= place.start);
    // A long one may begin far before: those between are inside or apart.
    quotations[..before]
        .iter()
        .rev()
        .take(4)
        .find(|q| q.contains(place))
}

/// Sorted tokens as stretches of text, without the marks at their ends; marks between two of them
/// do not part them.
fn runs(tree: &Tree, tokens: &[usize]) -> Vec<Span> {
    let mark = |t: usize| !tree.word(t).chars().any(char::is_alphanumeric);
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &token in tokens.iter().filter(|t| !mark(**t)) {
        match runs.last_mut() {
            Some((_, last)) if (*last + 1..token).all(mark) => *last = token,
            _ => runs.push((token, token)),
        }
    }
    let place = |t: usize| tree.parsed.tokens[t].span;
    runs.into_iter()
        .map(|(first, last)| Span::new(place(first).start, place(last).end))
        .collect()
}

/// Who speaks where in one document.
pub(crate) struct Voices {
    attributions: Vec<Attribution>,
    /// For each sentence of the document, from its first: the attributions whose content meets it.
    meeting: Vec<Vec<usize>>,
    first: usize,
    /// What stands in quotation marks, in order, in bytes of the document's text.
    pub(crate) quoted: Vec<Span>,
}

impl Voices {
    /// Finds and names the speakers of one document.
    pub(crate) fn find(
        document: &Document,
        sentences: &[Sentence],
        parsed: &[Parsed],
        mentions: &[Vec<Mention>],
        names: &Names,
        range: Range<usize>,
    ) -> Voices {
        let quotations = quotations::find(document);
        let mut attributions = attributed(document, sentences, parsed, range.clone(), &quotations);
        let quoted = quoted(&quotations);
        let text = who::Text {
            document,
            quoted: &quoted,
            sentences,
            parsed,
            mentions,
            names,
        };
        who::name(&mut attributions, &text, range.clone());
        let first = range.start;
        let mut meeting = vec![Vec::new(); range.len()];
        for (number, attribution) in attributions.iter().enumerate() {
            for span in &attribution.content {
                let from = sentences[range.clone()].partition_point(|s| s.span.end <= span.start);
                let touched =
                    (from..range.len()).take_while(|i| sentences[first + i].span.start < span.end);
                for index in touched {
                    if meeting[index].last() != Some(&number) {
                        meeting[index].push(number);
                    }
                }
            }
        }
        Voices {
            attributions,
            meeting,
            first,
            quoted,
        }
    }

    /// The attributions around a place in a sentence whose sources vouch for it, innermost first.
    pub(crate) fn at(&self, sentence: usize, place: Span) -> Vec<&Attribution> {
        let mut around: Vec<&Attribution> = self.meeting[sentence - self.first]
            .iter()
            .map(|i| &self.attributions[*i])
            .filter(|a| a.force.vouches() && a.covers(place))
            .collect();
        around.sort_by_key(|a| a.length());
        around
    }

    /// The tokens of the phrases of a sentence that only name a source ("according to X"): no part
    /// of the clause they stand in.
    pub(crate) fn asides(&self, sentence: usize, tree: &Tree) -> Vec<usize> {
        self.of_sentence(sentence)
            .filter(|a| a.stance == Stance::Neutral && a.head < tree.parsed.tokens.len())
            .filter(|a| tree.dep(a.head) == Dep::Prep)
            .flat_map(|a| tree.subtree(a.head, &|_| true))
            .collect()
    }

    fn of_sentence(&self, sentence: usize) -> impl DoubleEndedIterator<Item = &Attribution> {
        let from = self.attributions.partition_point(|a| a.sentence < sentence);
        let to = self
            .attributions
            .partition_point(|a| a.sentence <= sentence);
        self.attributions[from..to].iter()
    }

    /// Who speaks last by the cues of a sentence; empty if nobody does.
    pub(crate) fn spoke(&self, document: &Document, sentence: usize) -> String {
        self.of_sentence(sentence)
            .rfind(|a| a.force.vouches() && !a.speaker.is_empty())
            .map_or(String::new(), |a| a.voice(document))
    }

    /// The attribution that a token of a sentence is the cue of.
    pub(crate) fn of_cue(&self, sentence: usize, token: usize) -> Option<&Attribution> {
        self.of_sentence(sentence).find(|a| a.head == token)
    }
}
