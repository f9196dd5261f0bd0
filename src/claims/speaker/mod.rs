//! Speakers: who vouches for what a document says.
//!
//! An [`Attribution`] is a piece of a document that somebody else than the writer is said to say,
//! think, want or judge: a source ("the mayor"), a cue ("said") and a content. They are found in
//! this order:
//!
//! 1. The cues of each sentence, with what the grammar makes their source and content (`cues`).
//! 2. The quotations of the document, over sentences and paragraphs (`quotations`).
//! 3. Each quotation goes to the cue whose content it meets, else to the cue beside it, else to
//!    the line before it that ends in a colon, else to whoever was quoted last.
//! 4. Each source gets a name: the words as they stand, or whom a pronoun means (`who`).
//!
//! Whoever the innermost attribution around a clause names vouches for it. Where there is none,
//! the author (or the section's speaker) does.

mod cues;
mod quotations;
mod who;
mod words;

use std::ops::Range;

use super::clauses::Tree;
use super::names::{Mention, Names};
use crate::Span;
use crate::documents::{Document, Kind};
use crate::english::{Dep, Parsed, Tag};
use crate::sentences::{self, Sentence};
use cues::Cue;
use quotations::Quotation;

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

    /// Length of the content in bytes.
    fn length(&self) -> usize {
        self.content.iter().map(Span::len).sum()
    }
}

/// What stands in quotation marks, in order, in bytes of the document's text.
pub(crate) fn quoted(document: &Document) -> Vec<Span> {
    let mut spans: Vec<Span> = quotations::find(document)
        .into_iter()
        .flat_map(|quotation| quotation.spans)
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
    let quotations = quotations::find(document);
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
            if cues::is_own_thought(&tree, &cue) && around(&quotations, place).is_some() {
                continue;
            }
            found.push(placed(
                &tree,
                cue,
                index,
                sentences[index].span.start,
                &quotations,
            ));
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
    quoted.join(&quotations);
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

/// The work of giving quotations to cues.
struct Quoted<'q> {
    document: &'q Document,
    sentences: &'q [Sentence],
    found: &'q mut Vec<Attribution>,
    range: Range<usize>,
    /// The attribution that a quotation was given to last.
    last: Option<usize>,
    /// Quotations with a signature.
    signed: Vec<Attribution>,
}

impl Quoted<'_> {
    fn join(&mut self, quotations: &[Quotation]) {
        for quotation in quotations {
            if let Some(signed) = self.signed(quotation) {
                self.signed.push(signed);
            } else if let Some(owner) = self.owner(quotation) {
                self.answer(owner, quotation);
                self.give(owner, quotation);
                if quotation.is_speech(&self.document.text) {
                    self.last = Some(owner);
                }
            }
        }
    }

    /// Whose words a quotation holds: the index of an attribution.
    fn owner(&self, quotation: &Quotation) -> Option<usize> {
        // "Name: …" may stand inside the marks.
        let outside = |a: &&(usize, &Attribution)| {
            !quotation.contains(a.1.cue) || a.1.source.is_some_and(|s| s.start == quotation.start())
        };
        let near = self.near(quotation);
        let met = near
            .iter()
            .map(|i| (*i, &self.found[*i]))
            .filter(|a| outside(&a))
            .filter(|(_, a)| a.content.iter().any(|c| meets(quotation, *c)))
            .min_by_key(|(_, a)| a.length());
        if let Some((index, _)) = met {
            return Some(index);
        }
        if !quotation.is_speech(&self.document.text) {
            return None;
        }
        let beside = near
            .iter()
            .map(|i| (*i, &self.found[*i]))
            .filter(|a| outside(&a))
            .filter_map(|(i, a)| Some((i, self.distance(quotation, a)?)))
            .min_by_key(|(_, distance)| *distance);
        if let Some((index, _)) = beside {
            return Some(index);
        }
        self.introduced(quotation)
            .or_else(|| self.announced(quotation))
            .or_else(|| self.continued(quotation))
    }

    /// The last cue before a quotation in its sentence: "… agreed, because “it is the law”".
    fn introduced(&self, quotation: &Quotation) -> Option<usize> {
        self.near(quotation).into_iter().rfind(|i| {
            let a = &self.found[*i];
            let sentence = self.sentences[a.sentence].span;
            a.force.vouches()
                && a.source.is_some()
                && a.cue.end <= quotation.start()
                && quotation.start() < sentence.end
        })
    }

    /// The attributions whose cues stand in the sentences that a quotation touches.
    fn near(&self, quotation: &Quotation) -> Vec<usize> {
        let (start, end) = (quotation.start(), quotation.end());
        // They are in the order of their sentences.
        let first = self
            .found
            .partition_point(|a| self.sentences[a.sentence].span.end < start);
        (first..self.found.len())
            .take_while(|i| self.sentences[self.found[*i].sentence].span.start <= end + 2)
            .collect()
    }

    /// How many bytes stand between a quotation and the clause of a cue, if little does.
    fn distance(&self, quotation: &Quotation, a: &Attribution) -> Option<usize> {
        let first = a.source.map_or(a.cue.start, |s| s.start.min(a.cue.start));
        let last = a.source.map_or(a.cue.end, |s| s.end.max(a.cue.end));
        let between = if quotation.end() <= first {
            Span::new(quotation.end(), first)
        } else if last <= quotation.start() {
            Span::new(last, quotation.start())
        } else {
            return None;
        };
        let words = between.of(&self.document.text);
        // A cue that has its content already takes only what directly adjoins it.
        let most = if a.content.is_empty() { 12 } else { 0 };
        let few = words
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .count()
            <= most;
        let one_sentence = self
            .sentences
            .get(a.sentence)
            .is_some_and(|s| s.span.start <= between.start && between.end <= s.span.end + 1);
        (few && one_sentence).then_some(between.len())
    }

    /// “…” — A Name: the words after a dash at the end of the paragraph name the source.
    fn signed(&self, quotation: &Quotation) -> Option<Attribution> {
        let text = &self.document.text;
        let block = self.document.blocks[quotation.last_block].span;
        let end = quotation.end();
        let line = text[end..block.end.max(end)]
            .find('\n')
            .map_or(block.end, |at| end + at);
        let is_mark = |c: &char| matches!(c, '”' | '“' | '"' | '»' | '\'' | '’');
        let marks: usize = text[end..]
            .chars()
            .take_while(is_mark)
            .map(char::len_utf8)
            .sum();
        let rest = Span::new((end + marks).min(line), line).trimmed(text);
        let words = rest.of(text);
        let is_dash = |c: &char| matches!(c, '—' | '–' | '―' | '-');
        let dash: usize = words.chars().take_while(is_dash).map(char::len_utf8).sum();
        let source = Span::new(rest.start + dash, rest.end).trimmed(text);
        let few = source.of(text).split_whitespace().count() <= 8;
        let capital = source.of(text).starts_with(char::is_uppercase);
        if dash == 0 || !few || !capital {
            return None;
        }
        let within = &self.sentences[self.range.clone()];
        let sentence = within.partition_point(|s| s.span.end < source.end);
        Some(Attribution {
            sentence: (self.range.start + sentence).min(self.range.end - 1),
            head: usize::MAX,
            source: Some(source),
            cue: Span::new(rest.start, rest.start + dash),
            content: quotation.spans.clone(),
            force: Force::Speech,
            stance: Stance::Neutral,
            denies: false,
            clausal: true,
            speaker: source.of(text).to_string(),
            token: None,
            addressee: None,
        })
    }

    /// The cue of the line before, if that ends in a colon.
    fn announced(&self, quotation: &Quotation) -> Option<usize> {
        let text = &self.document.text;
        let before = text[..quotation.start()].trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '“' | '"' | '«' | '„' | '‘' | '\'' | '>')
        });
        let end = before.strip_suffix(':')?.len();
        // The last cue that stands in the line and has nothing else to say.
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        self.found
            .iter()
            .rposition(|a| a.cue.start >= line && a.cue.end <= end && a.force.vouches())
    }

    /// "Finn added:" as the end of a paragraph announces the next one, also without marks.
    fn announced_paragraphs(&mut self) {
        for index in 0..self.found.len() {
            let a = &self.found[index];
            let silent = a.content.is_empty() && a.force == Force::Speech && a.source.is_some();
            let blocks = &self.document.blocks;
            let own = blocks.partition_point(|b| b.span.end <= a.cue.start);
            let Some([here, next]) = blocks.get(own..own + 2).filter(|_| silent) else {
                continue;
            };
            let rest = self.document.text[a.cue.end..here.span.end.max(a.cue.end)].trim_end();
            let ends = rest.ends_with(':') && rest.split_whitespace().count() <= 12;
            if ends && next.kind == Kind::Body && next.section == here.section {
                let span = next.span;
                self.found[index].content = vec![span];
            }
        }
    }

    /// Whoever was quoted last, in the same paragraph or in the one before.
    fn continued(&self, quotation: &Quotation) -> Option<usize> {
        let last = self.last?;
        let ends = self.found[last]
            .content
            .last()?
            .end
            .max(self.found[last].cue.end);
        let blocks = &self.document.blocks;
        let here = blocks[quotation.block];
        if here.span.start <= ends {
            return Some(last);
        }
        let opens = self.document.text[here.span.start..quotation.start()]
            .chars()
            .filter(|c| c.is_alphanumeric())
            .count()
            == 0;
        let before = blocks[..quotation.block]
            .iter()
            .rfind(|b| b.kind == Kind::Body)?;
        (opens && before.section == here.section && before.span.start <= ends).then_some(last)
    }

    /// Of "A asked B to comment: “…”" B speaks, unless it is A's question.
    fn answer(&mut self, owner: usize, quotation: &Quotation) {
        let text = &self.document.text;
        let a = &mut self.found[owner];
        let question = text[..quotation.end()].trim_end().ends_with('?');
        let after = a.cue.end <= quotation.start();
        if let Some((token, phrase)) = a.addressee.filter(|_| after && !question)
            && text[a.cue.end..quotation.start()].contains(':')
        {
            a.content.clear();
            a.force = Force::Speech;
            a.token = Some(token);
            a.source = Some(phrase);
        }
    }

    /// Makes a quotation part of what an attribution says.
    fn give(&mut self, owner: usize, quotation: &Quotation) {
        let a = &mut self.found[owner];
        let whole = a
            .content
            .iter()
            .any(|c| quotation.spans.len() == 1 && c.contains(quotation.spans[0]));
        if whole {
            return;
        }
        if a.content.is_empty() || quotation.is_speech(&self.document.text) {
            a.clausal |= a.force.vouches();
        }
        let mut spans: Vec<Span> = a
            .content
            .drain(..)
            .chain(quotation.spans.iter().copied())
            .collect();
        spans.sort_unstable();
        for span in spans {
            match a.content.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => a.content.push(span),
            }
        }
        // The cue's own words are no part of what is said.
        let own = a.cue;
        a.content = a.content.iter().flat_map(|c| cut(*c, own)).collect();
    }
}

/// Whether two places share a byte.
fn meets(quotation: &Quotation, place: Span) -> bool {
    quotation
        .spans
        .iter()
        .any(|s| s.start < place.end && place.start < s.end)
}

/// A span without another.
fn cut(span: Span, out: Span) -> Vec<Span> {
    if out.end <= span.start || span.end <= out.start {
        return vec![span];
    }
    let mut left = Vec::new();
    if span.start < out.start {
        left.push(Span::new(span.start, out.start));
    }
    if out.end < span.end {
        left.push(Span::new(out.end, span.end));
    }
    left
}

/// Who speaks where in one document.
pub(crate) struct Voices {
    attributions: Vec<Attribution>,
    /// For each sentence of the document, from its first: the attributions whose content meets it.
    meeting: Vec<Vec<usize>>,
    first: usize,
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
        let mut attributions = attributions(document, sentences, parsed, range.clone());
        who::name(
            &mut attributions,
            document,
            sentences,
            parsed,
            mentions,
            names,
            range.clone(),
        );
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
    pub(crate) fn spoke(&self, sentence: usize) -> String {
        self.of_sentence(sentence)
            .rfind(|a| a.force.vouches() && !a.speaker.is_empty())
            .map_or(String::new(), |a| a.speaker.clone())
    }

    /// The attribution that a token of a sentence is the cue of.
    pub(crate) fn of_cue(&self, sentence: usize, token: usize) -> Option<&Attribution> {
        self.of_sentence(sentence).find(|a| a.head == token)
    }
}
