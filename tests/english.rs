//! The reading of English answers as the pipeline it was converted from.
//!
//! `tests/data/english/answers.jsonl` holds the original's answers to sentences of our own;
//! `models/parity.py` made it. ATODDS_PARITY=FILE compares another file of answers as well.

use atodds::english::{self, Parsed};
use serde_json::Value;

/// How many of each thing there are and how many are the same.
#[derive(Debug, Default)]
struct Score {
    sentences: usize,
    tokenized: usize,
    tokens: usize,
    tags: usize,
    heads: usize,
    lemmas: usize,
    entities: usize,
    found: usize,
    /// Entities that only this reader has.
    extra: usize,
}

#[test]
fn our_sentences_are_read_as_the_original_reads_them() {
    let score = compare(include_str!("data/english/answers.jsonl"));
    assert!(score.sentences >= 65, "{score:?}");
    assert_same(&score);
}

#[test]
fn a_given_file_of_answers_is_read_as_the_original_reads_it() {
    let Some(file) = std::env::var_os("ATODDS_PARITY") else {
        println!("skipped: set ATODDS_PARITY to a file made by models/parity.py");
        return;
    };
    let answers = std::fs::read_to_string(file).expect("the file of answers");
    let start = std::time::Instant::now();
    let score = compare(&answers);
    let speed = score.sentences as f64 / start.elapsed().as_secs_f64();
    println!("{score:?}, {speed:.0} sentences a second");
    let share = |same: usize, of: usize| same as f64 / of.max(1) as f64;
    assert!(
        share(score.tokenized, score.sentences) >= 0.998,
        "{score:?}"
    );
    assert!(share(score.tags, score.tokens) >= 0.995, "{score:?}");
    assert!(share(score.heads, score.tokens) >= 0.99, "{score:?}");
    assert!(
        share(score.found, score.entities + score.extra) >= 0.99,
        "{score:?}"
    );
}

#[test]
fn nothing_is_read_out_of_nothing() {
    for empty in ["", " ", "\n"] {
        let parsed = english::read(empty);
        assert!(parsed.entities.is_empty(), "{empty:?}: {parsed:?}");
    }
}

fn assert_same(score: &Score) {
    assert_eq!(score.tokenized, score.sentences, "tokens: {score:?}");
    assert_eq!(score.tags, score.tokens, "tags: {score:?}");
    assert_eq!(score.heads, score.tokens, "heads and labels: {score:?}");
    assert_eq!(score.lemmas, score.tokens, "lemmas: {score:?}");
    assert_eq!(score.found, score.entities, "entities: {score:?}");
    assert_eq!(score.extra, 0, "entities: {score:?}");
}

fn compare(answers: &str) -> Score {
    let mut score = Score::default();
    for line in answers.lines() {
        let wanted: Value = serde_json::from_str(line).expect("a line of JSON");
        let text = wanted["text"].as_str().expect("a text");
        let parsed = english::read(text);
        let tokens = wanted["tokens"].as_array().expect("tokens");
        score.sentences += 1;
        if !same_tokens(tokens, &parsed) {
            println!("other tokens: {text}");
            continue;
        }
        score.tokenized += 1;
        for (wanted, token) in tokens.iter().zip(&parsed.tokens) {
            score.tokens += 1;
            score.lemmas += usize::from(wanted[2] == token.lemma.as_str());
            score.tags += usize::from(wanted[4] == token.tag.name());
            score.heads += usize::from(wanted[5] == token.head && wanted[6] == token.dep.name());
        }
        let entities = wanted["entities"].as_array().expect("entities");
        let found = score.found;
        for wanted in entities {
            score.entities += 1;
            score.found +=
                usize::from(parsed.entities.iter().any(|e| {
                    wanted[0] == e.start && wanted[1] == e.end && wanted[2] == e.kind.name()
                }));
        }
        score.extra += parsed.entities.len() - (score.found - found);
    }
    score
}

fn same_tokens(wanted: &[Value], parsed: &Parsed) -> bool {
    wanted.len() == parsed.tokens.len()
        && wanted
            .iter()
            .zip(&parsed.tokens)
            .all(|(w, t)| w[0] == t.span.start && w[1] == t.span.end)
}
