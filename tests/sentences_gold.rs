//! Sentence boundaries against the shared gold answers, where they are at hand: a floor per set,
//! so that a rule that costs more than it gains is seen. The sets are not part of the repository:
//! they stand in `../shared`, or where `ATODDS_SHARED` says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use atodds::documents::{Document, sections};
use atodds::sentences;

/// A corpus below `corpora/` and the F1 of sentence boundaries that was reached, less one point.
const FLOORS: [(&str, f64); 8] = [
    ("aleppo", 0.98),
    ("news/14", 0.98),
    ("news/16", 0.975),
    ("news/20", 0.97),
    ("news/22", 0.975),
    ("news/24", 0.98),
    ("news/30", 0.97),
    ("news/33", 0.975),
];

/// Start and end in characters, by document.
type Places = BTreeMap<String, BTreeSet<(usize, usize)>>;

fn shared() -> Option<PathBuf> {
    let folder =
        std::env::var_os("ATODDS_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let found = folder.join("corpora").is_dir();
    if !found {
        println!(
            "skipped: {} has no corpora; set ATODDS_SHARED",
            folder.display()
        );
    }
    found.then_some(folder)
}

fn gold(corpus: &Path) -> Places {
    let mut places = Places::new();
    let file =
        std::fs::read_to_string(corpus.join("gold/sentences.jsonl")).expect("gold sentences");
    for line in file.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("a JSON object");
        let number =
            |name: &str| usize::try_from(row[name].as_u64().expect("a number")).expect("a place");
        let document = row["doc"].as_str().expect("a document").to_owned();
        places
            .entry(document)
            .or_default()
            .insert((number("start"), number("end")));
    }
    places
}

fn ours(corpus: &Path, document: &str) -> BTreeSet<(usize, usize)> {
    let path = corpus.join("docs").join(format!("{document}.txt"));
    let mut document = Document::default();
    document.set_text(std::fs::read_to_string(path).expect("the document"));
    sections::find(&mut document);
    sentences::split(&document, 0)
        .iter()
        .map(|sentence| document.characters(sentence.span))
        .collect()
}

#[test]
fn boundaries() {
    let Some(shared) = shared() else { return };
    for (name, floor) in FLOORS {
        let corpus = shared.join("corpora").join(name);
        let (mut right, mut found, mut wanted) = (0.0, 0.0, 0.0);
        for (document, gold) in gold(&corpus) {
            let ours = ours(&corpus, &document);
            right += ours.intersection(&gold).count() as f64;
            found += ours.len() as f64;
            wanted += gold.len() as f64;
        }
        let f1 = 2.0 * right / (found + wanted);
        println!("{name}: F1 {f1:.4} ({right} of {wanted}, {found} given)");
        assert!(f1 >= floor, "{name}: F1 {f1:.4} is below {floor}");
    }
}
