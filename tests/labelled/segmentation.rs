//! Where sentences end, on GUM dev: our own cutting, and that of the parser, which finds several
//! roots where it is given a whole line. Exact spans count.

use std::collections::BTreeSet;

use atodds::Span;
use atodds::documents::{Document, sections};
use atodds::english::{self, Parsed, Pos};
use atodds::sentences;

/// Start and end in characters.
type Spans = BTreeSet<(usize, usize)>;

#[derive(Default)]
struct Count {
    gold: usize,
    found: usize,
    both: usize,
}

impl Count {
    fn add(&mut self, gold: &Spans, found: &Spans) {
        self.gold += gold.len();
        self.found += found.len();
        self.both += gold.intersection(found).count();
    }

    fn f1(&self) -> f64 {
        2.0 * self.both as f64 / (self.gold + self.found).max(1) as f64
    }
}

#[test]
fn our_sentences_end_where_the_parser_would_end_them_or_better() {
    let Some(rows) = super::rows("seg_gum/dev.jsonl.gz") else {
        return;
    };
    let (mut ours, mut parser) = (Count::default(), Count::default());
    let documents = rows.len();
    for row in rows {
        let text = row["text"].as_str().expect("a text");
        let gold: Spans = serde_json::from_value(row["sents"].clone()).expect("places");
        let mut document = Document::default();
        document.set_text(text.to_owned());
        sections::find(&mut document);
        let place = |span| document.characters(span);

        let found = sentences::split(&document, 0);
        ours.add(&gold, &found.iter().map(|s| place(s.span)).collect());

        let mut at = 0;
        let mut found = Spans::new();
        for line in text.split('\n') {
            let spans = sentences_of(&english::read(line)).into_iter();
            found.extend(spans.map(|span| place(Span::new(at + span.start, at + span.end))));
            at += line.len() + 1;
        }
        parser.add(&gold, &found);
    }
    for (name, count) in [("ours", &ours), ("the parser's", &parser)] {
        println!(
            "segmentation, {name}: F1 {:.4} ({} of {} sentences, {} given, {documents} documents)",
            count.f1(),
            count.both,
            count.gold,
            count.found,
        );
    }
    assert!(ours.f1() > parser.f1());
    assert!(ours.f1() > 0.94);
}

/// The sentences that the parser sees: from the leftmost token under a root to the next such.
fn sentences_of(parsed: &Parsed) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut roots = BTreeSet::new();
    for (i, token) in parsed.tokens.iter().enumerate() {
        let mut root = i;
        while parsed.tokens[root].head != root {
            root = parsed.tokens[root].head;
        }
        let starts = roots.insert(root);
        if token.pos == Pos::Space {
            continue;
        }
        match spans.last_mut() {
            Some(last) if !starts => last.end = token.span.end,
            _ => spans.push(token.span),
        }
    }
    spans
}
