//! Whether two sentences that tell of one event are told from two on a like event, and from two
//! on other things in the same story (pairs made from ECB+; Cybulska & Vossen 2014).

use std::collections::BTreeMap;

use atodds::clusters::similarity::Context;
use atodds::pipeline::{Config, Findings, Stage, run};
use serde_json::Value;

/// The area under the curve that was reached, less one point.
const FLOOR: f64 = 0.89;

#[test]
fn one_event_is_told_from_like_ones() {
    let (Some(documents), Some(pairs)) = (
        super::rows("ecbplus/docs_dev.jsonl.gz"),
        super::rows("ecbplus/pairs_dev.jsonl.gz"),
    ) else {
        return;
    };
    let mut topics: BTreeMap<u64, (Vec<&Value>, Vec<&Value>)> = BTreeMap::new();
    let topic = |row: &Value| row["topic"].as_u64().expect("a topic");
    for document in &documents {
        topics.entry(topic(document)).or_default().0.push(document);
    }
    for pair in &pairs {
        topics.entry(topic(pair)).or_default().1.push(pair);
    }
    let scored: Vec<(&str, f64)> = topics
        .values()
        .flat_map(|(documents, pairs)| scores(documents, pairs))
        .collect();
    let of = |kinds: &[&str]| -> Vec<f64> {
        let kept = scored.iter().filter(|(kind, _)| kinds.contains(kind));
        kept.map(|(_, score)| *score).collect()
    };
    let same = of(&["same_event"]);
    let others = [
        "similar_but_different_event",
        "same_seminal_event_other_claim",
    ];
    for kind in others {
        println!(
            "same event against {kind}: AUC {:.4}",
            area(&same, &of(&[kind]))
        );
    }
    let all = area(&same, &of(&others));
    println!(
        "same event against both, {} pairs: AUC {all:.4}",
        scored.len()
    );
    assert!(all >= FLOOR, "{all}");
}

/// The kind of each pair and how sure its sentences are to tell of one event, the documents of
/// its topic being one run.
fn scores<'p>(documents: &[&Value], pairs: &[&'p Value]) -> Vec<(&'p str, f64)> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut starts: BTreeMap<(&str, u64), usize> = BTreeMap::new();
    for document in documents {
        let name = document["doc"].as_str().expect("a name");
        let mut text = String::new();
        for (number, sentence) in document["text"]
            .as_array()
            .expect("sentences")
            .iter()
            .enumerate()
        {
            starts.insert((name, number as u64), text.len());
            text.push_str(sentence.as_str().expect("a sentence"));
            text.push_str("\n\n");
        }
        std::fs::write(folder.path().join(format!("{name}.txt")), text).expect("a file");
    }
    let config = Config {
        paths: vec![folder.path().to_owned()],
        last: Stage::Claims,
        ..Config::default()
    };
    let findings = run(&config, &()).expect("a run");
    let (claims, sentences) = (&findings.claims, &findings.sentences);
    let context = Context::new(claims, sentences, &findings.documents, &findings.origins);
    let place = |pair: &Value, side: &str| {
        let name = pair[format!("doc_{side}")].as_str().expect("a name");
        let number = pair[format!("sent_{side}")].as_u64().expect("a number");
        sentence(&findings, name, starts[&(name, number)])
    };
    let score = |pair: &&'p Value| {
        let kind = pair["label"].as_str().expect("a label");
        (
            kind,
            context.relatedness(place(pair, "a"), place(pair, "b")),
        )
    };
    pairs.iter().map(score).collect()
}

/// The index of the sentence of a source that ends after a byte.
fn sentence(findings: &Findings, name: &str, start: usize) -> usize {
    let source = format!("{name}.txt");
    let document = findings.documents.iter().position(|d| d.source == source);
    let found = findings
        .sentences
        .iter()
        .position(|s| Some(s.document) == document && s.span.end > start);
    found.expect("a sentence at every place")
}

/// The area under the curve: how often one of the first scores is above one of the second.
fn area(first: &[f64], second: &[f64]) -> f64 {
    let points = |x: &f64| -> f64 {
        let beats = |y: &f64| {
            if x > y {
                1.0
            } else if x == y {
                0.5
            } else {
                0.0
            }
        };
        second.iter().map(beats).sum()
    };
    first.iter().map(points).sum::<f64>() / (first.len() * second.len()) as f64
}
