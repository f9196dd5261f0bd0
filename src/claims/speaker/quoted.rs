//! Whose words each quotation of a document holds.

use std::ops::Range;

use super::quotations::Quotation;
use super::{Attribution, Force, Stance};
use crate::Span;
use crate::documents::{Document, Kind};
use crate::sentences::Sentence;

/// The work of giving quotations to cues.
pub(super) struct Quoted<'q> {
    pub(super) document: &'q Document,
    pub(super) sentences: &'q [Sentence],
    pub(super) found: &'q mut Vec<Attribution>,
    pub(super) range: Range<usize>,
    /// The attribution that a quotation was given to last.
    pub(super) last: Option<usize>,
    /// Quotations with a signature.
    pub(super) signed: Vec<Attribution>,
}

impl Quoted<'_> {
    pub(super) fn join(&mut self, quotations: &[Quotation]) {
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
    pub(super) fn announced_paragraphs(&mut self) {
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
