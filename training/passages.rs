//! Prints the features of pairs of sentences, and of all pairs of their claims, for
//! `same_event.py`.
//!
//! ```text
//! cargo run --release --example passages -- FOLDER < places
//! ```
//!
//! A line of the input is `source start source start`: two places in characters, with tabs
//! between. The output has one JSON object a line, `null` where no sentence stands at a place.

use std::error::Error;
use std::io::{BufRead, Write, stdin, stdout};

use atodds::Span;
use atodds::clusters::features::OF_SENTENCES;
use atodds::clusters::similarity::Context;
use atodds::pipeline::{Config, Findings, Stage, run};
use serde_json::{Map, Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let config = Config {
        paths: std::env::args_os().skip(1).map(Into::into).collect(),
        last: Stage::Claims,
        ..Config::default()
    };
    let findings = run(&config, &())?;
    let (claims, sentences) = (&findings.claims, &findings.sentences);
    let context = Context::new(claims, sentences, &findings.documents, &findings.origins);
    let mut out = std::io::BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let line = line?;
        let fields: Vec<&str> = line.split('\t').collect();
        let [source_a, start_a, source_b, start_b] = fields[..] else {
            return Err(format!("not two places: {line}").into());
        };
        let a = sentence(&findings, source_a, start_a.parse()?);
        let b = sentence(&findings, source_b, start_b.parse()?);
        let pair = match (a, b) {
            (Some(a), Some(b)) => compared(&findings, &context, a, b),
            _ => Value::Null,
        };
        writeln!(out, "{pair}")?;
    }
    Ok(())
}

/// The index of the sentence at a character of a source.
fn sentence(findings: &Findings, source: &str, start: usize) -> Option<usize> {
    let number = findings.documents.iter().position(|d| d.source == source)?;
    let document = &findings.documents[number];
    findings.sentences.iter().position(|s| {
        let (first, last) = document.characters(s.span);
        s.document == number && first <= start && start < last
    })
}

fn compared(findings: &Findings, context: &Context, a: usize, b: usize) -> Value {
    let of = |sentence| {
        findings
            .claims
            .iter()
            .filter(move |c| c.sentence == sentence)
    };
    let place = |document: usize, span: Span| findings.documents[document].characters(span);
    let claims: Vec<Value> = of(a)
        .flat_map(|x| of(b).map(move |y| (x, y)))
        .map(|(x, y)| {
            let features: Vec<f64> = context.features(x, y).named().map(|(_, v)| v).collect();
            json!({
                "a": place(x.document, x.head),
                "b": place(y.document, y.head),
                "features": features,
                "ruled_out": context.fit(x, y).is_none(),
            })
        })
        .collect();
    let features = OF_SENTENCES.iter().zip(context.of_sentences(a, b));
    let features: Map<String, Value> = features.map(|(n, v)| (n.to_string(), v.into())).collect();
    json!({
        "features": features,
        "lead_both": context.lead(a, b),
        "claims": claims,
        "relatedness": context.relatedness(a, b),
    })
}
