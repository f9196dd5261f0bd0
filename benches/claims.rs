//! How fast claims are read, beside the reading of English that comes before.
//!
//! ```text
//! cargo bench --bench claims
//! ```
//!
//! The documents are the fixture `aleppo`, or the folder that `ATODDS_DOCS` names; one thread; the
//! unit is the sentence.

use std::hint::black_box;
use std::path::PathBuf;

use atodds::pipeline::{self, Config, Findings, Stage};
use atodds::{claims, english, sentences};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    english::read("The model is loaded before time is taken.");
    divan::main();
}

#[divan::bench(sample_count = 10)]
fn extract(bencher: Bencher<'_, '_>) {
    let findings = findings();
    let parsed = read(&findings);
    let alone = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .expect("a thread");
    bencher
        .counter(ItemsCount::new(findings.sentences.len()))
        .with_inputs(|| parsed.clone())
        .bench_local_values(|parsed| {
            alone
                .install(|| claims::extract(&findings.documents, &findings.sentences, parsed).len())
        });
}

#[divan::bench(sample_count = 3)]
fn english(bencher: Bencher<'_, '_>) {
    let findings = findings();
    bencher
        .counter(ItemsCount::new(findings.sentences.len()))
        .bench_local(|| black_box(read(&findings)).len());
}

/// The sentences of the documents.
fn findings() -> Findings {
    let folder = std::env::var_os("ATODDS_DOCS").map(PathBuf::from);
    let config = Config {
        paths: vec![folder.unwrap_or_else(|| PathBuf::from("fixtures/aleppo"))],
        last: Stage::Sentences,
        ..Config::default()
    };
    pipeline::run(&config, &()).expect("the run succeeds")
}

fn read(findings: &Findings) -> Vec<english::Parsed> {
    let one = |sentence: &sentences::Sentence| {
        let document = &findings.documents[sentence.document];
        let read = || english::read(&sentences::plain(document, sentence));
        sentence.kind.makes_claims().then(read).unwrap_or_default()
    };
    findings.sentences.iter().map(one).collect()
}
