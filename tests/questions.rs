//! The questions of `tests/data/questions.txt`: two sentences that tell of one thing, and what they
//! answer.

use std::fs;
use std::path::Path;

use atodds::claims::Claim;
use atodds::clusters::{Asked, question};
use atodds::pipeline::{Config, Stage, run};

/// The kinds of question as the file names them.
const KINDS: [(&str, Asked); 5] = [
    ("how many", Asked::HowMany),
    ("who", Asked::Who),
    ("whether", Asked::Whether),
    ("when", Asked::When),
    ("where", Asked::Where),
];

#[test]
fn two_sentences_are_asked_what_both_answer() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/questions.txt");
    let text = fs::read_to_string(path).expect("tests/data/questions.txt is there");
    let cases = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut count, mut wrong) = (0, String::new());
    for case in cases {
        let (kind, rest) = case.split_once(": ").expect("a kind");
        let (sentences, wanted) = rest.rsplit_once(" = ").expect("a question");
        let (_, asked) = KINDS
            .iter()
            .find(|(name, _)| *name == kind)
            .expect("a kind that there is");
        let claims: Vec<Claim> = sentences
            .split(" / ")
            .filter_map(|sentence| claim(sentence, *asked))
            .collect();
        if claims.len() < sentences.split(" / ").count() {
            wrong.push_str(&format!("no claim in one of {sentences}\n"));
        }
        let found = question::ask(*asked, &claims.iter().collect::<Vec<_>>());
        if found != wanted {
            wrong.push_str(&format!(
                "{sentences}\n  wanted {wanted}\n  found  {found}\n"
            ));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 40, "{count} cases");
}

/// The first claim of a sentence that could answer. A line alone would be read as a title, so
/// another sentence goes before it.
fn claim(sentence: &str, asked: Asked) -> Option<Claim> {
    const BEFORE: &str = "These are the notes that were taken on the same day. ";
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("note.txt");
    fs::write(&file, format!("{BEFORE}{sentence}\n")).expect("a file");
    let config = Config {
        paths: vec![file],
        last: Stage::Claims,
        any_language: true,
        ..Config::default()
    };
    let findings = run(&config, &()).expect("a run");
    findings
        .claims
        .into_iter()
        .filter(|claim| claim.span.start >= BEFORE.len())
        .find(|claim| asked != Asked::HowMany || !claim.quantities.is_empty())
}
