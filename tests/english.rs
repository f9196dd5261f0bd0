//! The reading of English answers as the pipeline it was converted from.
//!
//! `tests/data/english/answers.jsonl` holds the original's answers to sentences of our own;
//! `models/parity.py` made it. ATODDS_PARITY=FILE compares another file of answers as well.

use std::collections::{BTreeMap, BTreeSet};

use atodds::english::{self, Case, Degree, Form, Gender, Mood, Morph, Number, Person, Tense};
use serde::Deserialize;

/// How many of each thing there are and how many are the same.
#[derive(Debug, Default)]
struct Score {
    sentences: usize,
    tokenized: usize,
    tokens: usize,
    tags: usize,
    parts: usize,
    features: usize,
    heads: usize,
    lemmas: usize,
    entities: usize,
    /// Entities that both have, and those that only this reader has.
    same_entities: usize,
    extra_entities: usize,
    chunks: usize,
    same_chunks: usize,
    extra_chunks: usize,
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
    let entities = score.entities + score.extra_entities;
    let chunks = score.chunks + score.extra_chunks;
    for (same, of, least) in [
        (score.tokenized, score.sentences, 0.998),
        (score.tags, score.tokens, 0.995),
        (score.parts, score.tokens, 0.995),
        (score.features, score.tokens, 0.995),
        (score.lemmas, score.tokens, 0.995),
        (score.heads, score.tokens, 0.99),
        (score.same_entities, entities, 0.99),
        (score.same_chunks, chunks, 0.99),
    ] {
        assert!(share(same, of) >= least, "{same} of {of}: {score:?}");
    }
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
    assert_eq!(score.parts, score.tokens, "parts of speech: {score:?}");
    assert_eq!(score.features, score.tokens, "features: {score:?}");
    assert_eq!(score.heads, score.tokens, "heads and labels: {score:?}");
    assert_eq!(score.lemmas, score.tokens, "lemmas: {score:?}");
    assert_eq!(score.same_entities, score.entities, "entities: {score:?}");
    assert_eq!(score.extra_entities, 0, "entities: {score:?}");
    assert_eq!(score.same_chunks, score.chunks, "noun chunks: {score:?}");
    assert_eq!(score.extra_chunks, 0, "noun chunks: {score:?}");
}

/// One line of a file of answers.
#[derive(Deserialize)]
struct Answer {
    text: String,
    tokens: Vec<AnswerToken>,
    entities: BTreeSet<(usize, usize, String)>,
    chunks: BTreeSet<(usize, usize)>,
}

/// A list in the file.
#[derive(Debug, Deserialize)]
struct AnswerToken {
    start: usize,
    end: usize,
    lemma: String,
    pos: String,
    tag: String,
    head: usize,
    dep: String,
    features: String,
}

/// Counts what is the same and prints what is not.
fn compare(answers: &str) -> Score {
    let mut score = Score::default();
    for line in answers.lines() {
        let wanted: Answer = serde_json::from_str(line).expect("a line of models/parity.py");
        let text = &wanted.text;
        let parsed = english::read(text);
        score.sentences += 1;
        let places = parsed.tokens.iter().map(|t| (t.span.start, t.span.end));
        if !places.eq(wanted.tokens.iter().map(|t| (t.start, t.end))) {
            println!("other tokens: {text}");
            continue;
        }
        score.tokenized += 1;
        for (wanted, token) in wanted.tokens.iter().zip(&parsed.tokens) {
            let same = [
                wanted.tag == token.tag.name(),
                wanted.pos == token.pos.name(),
                same_features(&wanted.features, token.morph),
                wanted.head == token.head && wanted.dep == token.dep.name(),
                wanted.lemma == token.lemma,
            ];
            let counts = [
                &mut score.tags,
                &mut score.parts,
                &mut score.features,
                &mut score.heads,
                &mut score.lemmas,
            ];
            score.tokens += 1;
            for (count, same) in counts.into_iter().zip(same) {
                *count += usize::from(same);
            }
            if same.contains(&false) {
                println!("{wanted:?}, here {token:?}: {text}");
            }
        }
        let entities = parsed.entities.iter();
        let entities = entities.map(|e| (e.start, e.end, e.kind.name().to_owned()));
        let entities: BTreeSet<_> = entities.collect();
        let chunks = parsed.noun_chunks();
        let chunks: BTreeSet<_> = chunks.iter().map(|c| (c.start, c.end)).collect();
        for other in entities.symmetric_difference(&wanted.entities) {
            println!("entity {other:?}: {text}");
        }
        for other in chunks.symmetric_difference(&wanted.chunks) {
            println!("noun chunk {other:?}: {text}");
        }
        let both = entities.intersection(&wanted.entities).count();
        score.entities += wanted.entities.len();
        score.same_entities += both;
        score.extra_entities += entities.len() - both;
        let both = chunks.intersection(&wanted.chunks).count();
        score.chunks += wanted.chunks.len();
        score.same_chunks += both;
        score.extra_chunks += chunks.len() - both;
    }
    score
}

/// Whether `morph` has those of `features` (`Number=Sing|Person=3`) that it has a place for.
fn same_features(features: &str, morph: Morph) -> bool {
    let ours = [
        ("VerbForm", morph.form.map(Form::name)),
        ("Tense", morph.tense.map(Tense::name)),
        ("Mood", morph.mood.map(Mood::name)),
        ("Number", morph.number.map(Number::name)),
        ("Person", morph.person.map(Person::name)),
        ("Gender", morph.gender.map(Gender::name)),
        ("Case", morph.case.map(Case::name)),
        ("Degree", morph.degree.map(Degree::name)),
    ];
    let theirs: BTreeMap<&str, &str> = features
        .split('|')
        .filter_map(|feature| feature.split_once('='))
        .collect();
    ours.iter()
        .all(|(name, value)| theirs.get(name).copied() == *value)
}
