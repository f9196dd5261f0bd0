//! The detectors, each on pairs of short documents in `tests/data/detectors/<detector>.txt`.
//!
//! A case is two documents (a header, which may date them, and a few sentences), of each one
//! sentence in square brackets, and how the two sentences stand to each other: `conflict TYPE`,
//! `update TYPE`, `agree` or `unrelated`. The documents are written to a folder and go through
//! the whole run; then the rows that join the two sentences are looked at. `agree` and
//! `unrelated` want no row, and are two words only for whoever reads the case.
//!
//! Cases that come out wrong today stand in the section `known failures` with a line `today:`; one
//! that comes out right must move to its place.

#[path = "common/blocks.rs"]
mod blocks;

use std::fs;
use std::path::{Path, PathBuf};

use atodds::clusters::Asked;
use atodds::conflicts::DETECTORS;
use atodds::pipeline::{self, Config, Findings};
use blocks::Block;

/// The sections of a file of cases.
const SECTIONS: [&str; 3] = ["caught", "left alone", "known failures"];

/// The files of cases: the least number of cases to catch, and as many to leave alone, known
/// failures counted with the side that they should be on.
const FILES: [(&str, usize); 15] = [
    ("actor", 4),
    ("cause", 3),
    ("certainty", 5),
    ("evaluation", 4),
    ("figure", 6),
    ("label", 3),
    ("object", 3),
    ("opposite", 4),
    ("place", 4),
    ("polarity", 6),
    ("prediction", 4),
    ("quantity", 6),
    ("state", 5),
    ("time", 4),
    ("update", 4),
];

#[test]
fn cause() {
    check("cause");
}

#[test]
fn certainty() {
    check("certainty");
}

#[test]
fn figure() {
    check("figure");
}

#[test]
fn label() {
    check("label");
}

#[test]
fn evaluation() {
    check("evaluation");
}

#[test]
fn prediction() {
    check("prediction");
}

#[test]
fn state() {
    check("state");
}

#[test]
fn object() {
    check("object");
}

#[test]
fn actor() {
    check("actor");
}

#[test]
fn opposite() {
    check("opposite");
}

#[test]
fn place() {
    check("place");
}

#[test]
fn polarity() {
    check("polarity");
}

#[test]
fn quantity() {
    check("quantity");
}

#[test]
fn time() {
    check("time");
}

#[test]
fn update() {
    check("update");
}

#[test]
fn every_file_of_cases_is_checked_and_balanced() {
    let entries = fs::read_dir(folder()).expect("the folder of cases can be read");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    let wanted: Vec<String> = FILES
        .iter()
        .map(|(name, _)| format!("{name}.txt"))
        .collect();
    assert_eq!(names, wanted);
    for (name, least) in FILES {
        let cases = cases(name);
        let caught = cases.iter().filter(|case| case.is_to_be_caught()).count();
        let alone = cases.len() - caught;
        assert!(caught >= least, "{name}: {caught} cases to catch");
        assert!(
            alone >= caught,
            "{name}: {caught} to catch, {alone} to leave alone"
        );
    }
}

#[test]
#[should_panic(expected = "no line \"want\"")]
fn a_case_without_a_wanted_result_is_refused() {
    let text = "== caught ==\n\ncase: x\na: [A.]\nb: [B.]\n";
    for block in blocks::parse(text, "x", &SECTIONS) {
        Case::of(block);
    }
}

#[test]
#[should_panic(expected = "one sentence in square brackets")]
fn a_document_without_a_marked_sentence_is_refused() {
    let text = "== caught ==\n\ncase: x\na: [A.]\nb: B.\nwant: conflict time\n";
    for block in blocks::parse(text, "x", &SECTIONS) {
        Case::of(block);
    }
}

/// Every detector says in its first lines what it catches and what it leaves alone.
#[test]
fn every_detector_says_what_it_catches_and_leaves_alone() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/conflicts");
    let mut detectors = Vec::new();
    for entry in fs::read_dir(source).expect("src/conflicts/ can be listed") {
        let path = entry.expect("an entry").path();
        let code = fs::read_to_string(&path).expect("a readable source file");
        if !code.contains("pub fn judge(") {
            continue;
        }
        let opening: String = code
            .lines()
            .take_while(|line| line.starts_with("//!"))
            .collect();
        for words in ["Catches", "Leaves alone"] {
            assert!(
                opening.contains(words),
                "{}: its opening comment does not say “{words}”",
                path.display()
            );
        }
        detectors.push(path);
    }
    assert_eq!(
        detectors.len(),
        DETECTORS.len(),
        "a detector is a file with `judge` and a row of DETECTORS: {detectors:?}"
    );
}

#[test]
fn every_kind_of_question_has_one_detector() {
    let mut asked: Vec<Asked> = DETECTORS.iter().map(|(asked, _)| *asked).collect();
    asked.sort();
    // A new kind of question must be added here: the match has no default.
    let number = |asked: Asked| match asked {
        Asked::HowMany => 0,
        Asked::Who => 1,
        Asked::Whether => 2,
        Asked::When => 3,
        Asked::Where => 4,
        Asked::Whom => 5,
        Asked::Why => 6,
        Asked::Label => 7,
        Asked::State => 8,
        Asked::Worth => 9,
        Asked::Due => 10,
        Asked::Doubt => 11,
        Asked::Figure => 12,
    };
    let numbers: Vec<usize> = asked.into_iter().map(number).collect();
    assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
}

/// Two documents and how their marked sentences stand to each other.
struct Case {
    block: Block,
    documents: [String; 2],
    marked: [String; 2],
    /// The rows that must join the two: "conflict time", or nothing.
    want: String,
    /// The rows that join them today, of a known failure.
    today: Option<String>,
}

impl Case {
    fn of(block: Block) -> Case {
        block.allow(&["case", "a header", "a", "b header", "b", "want", "today"]);
        let (text_a, marked_a) = document(&block, "a");
        let (text_b, marked_b) = document(&block, "b");
        let want =
            rows(&block, "want").unwrap_or_else(|| panic!("{}: no line \"want\"", block.place));
        let today = rows(&block, "today");
        match block.section.as_str() {
            "caught" => assert!(!want.is_empty(), "{}: nothing is to be caught", block.place),
            "left alone" => assert!(
                want.is_empty(),
                "{}: something is to be caught",
                block.place
            ),
            _ => assert!(
                today.as_ref().is_some_and(|today| *today != want),
                "{}: a known failure has a line `today: ` that differs from `want: `",
                block.place
            ),
        }
        assert_eq!(
            today.is_some(),
            block.section == "known failures",
            "{}: `today: ` is for known failures",
            block.place
        );
        Case {
            block,
            documents: [text_a, text_b],
            marked: [marked_a, marked_b],
            want,
            today,
        }
    }

    fn is_to_be_caught(&self) -> bool {
        !self.want.is_empty()
    }

    /// The rows that join the two marked sentences: "conflict time", several with " + ".
    fn found(&self) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in ["a.txt", "b.txt"].iter().zip(&self.documents) {
            fs::write(folder.path().join(name), text).expect("a document is written");
        }
        let config = Config {
            paths: vec![folder.path().to_owned()],
            any_language: true, // too short to be recognized as English
            threads: Some(1),
            ..Config::default()
        };
        let findings = pipeline::run(&config, &()).expect("the run succeeds");
        assert_eq!(
            findings.documents.len(),
            2,
            "{}: {:?}",
            self.block.place,
            findings.skipped
        );
        for (document, header) in findings.documents.iter().zip(["a header", "b header"]) {
            let dated = self
                .block
                .find(header)
                .is_some_and(|words| words.contains(", "));
            assert_eq!(
                document.published.is_some(),
                dated,
                "{}: {header}: {:?}",
                self.block.place,
                document.published
            );
        }
        // Two sentences of which nothing was read agree in nothing.
        if self.block.get("want") == "agree" {
            for document in 0..2 {
                let read = (0..findings.claims.len()).any(|claim| {
                    findings.claims[claim].document == document && self.is_marked(&findings, claim)
                });
                assert!(
                    read,
                    "{}: no claim in {:?}",
                    self.block.place, self.marked[document]
                );
            }
        }
        let mut rows: Vec<String> = findings
            .conflicts
            .iter()
            .filter(|row| {
                self.is_marked(&findings, row.claim_a) && self.is_marked(&findings, row.claim_b)
            })
            .map(|row| format!("{} {}", row.relation.name(), row.kind.name()))
            .collect();
        rows.sort();
        rows.dedup();
        rows.join(" + ")
    }

    fn is_marked(&self, findings: &Findings, claim: usize) -> bool {
        let claim = &findings.claims[claim];
        let text = &findings.documents[claim.document].text;
        let marked = &self.marked[claim.document];
        let start = text.find(marked.as_str()).unwrap_or_else(|| {
            panic!(
                "{}: {marked:?} is not in the text as read",
                self.block.place
            )
        });
        claim.span.start < start + marked.len() && start < claim.span.end
    }
}

/// The text of a document of a case, and its marked sentence.
fn document(block: &Block, key: &str) -> (String, String) {
    let body = block.get(key);
    let marked = body
        .split_once('[')
        .and_then(|(_, rest)| rest.split_once(']'))
        .map(|(marked, _)| marked)
        .filter(|_| body.matches(['[', ']']).count() == 2);
    let Some(marked) = marked else {
        panic!(
            "{}: {key}: one sentence in square brackets is needed",
            block.place
        );
    };
    let header = block.find(&format!("{key} header")).unwrap_or("Report");
    // "Valley Courier, 5 March 2024": a title and a line that dates the document.
    let header = match header.rsplit_once(", ") {
        Some((title, day)) => format!("{title}\nPublished: {day}"),
        None => header.to_owned(),
    };
    (
        format!("{header}\n\n{}\n", body.replace(['[', ']'], "")),
        marked.to_owned(),
    )
}

/// The rows that a line wants: none for `agree` and `unrelated`.
fn rows(block: &Block, key: &str) -> Option<String> {
    let words = block.find(key)?;
    if matches!(words, "agree" | "unrelated") {
        return Some(String::new());
    }
    for row in words.split(" + ") {
        let (relation, kind) = row.split_once(' ').unwrap_or((row, ""));
        let kinds = [
            "quantity",
            "time",
            "place",
            "actor",
            "object",
            "cause",
            "polarity",
            "opposite",
            "prediction",
            "attribution",
            "evaluation",
            "certainty",
        ];
        assert!(
            matches!(relation, "conflict" | "update") && kinds.contains(&kind),
            "{}: {key}: no result {row:?}",
            block.place
        );
    }
    Some(words.to_owned())
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/detectors")
}

fn cases(name: &str) -> Vec<Case> {
    let path = folder().join(format!("{name}.txt"));
    let blocks = blocks::read(&path, &SECTIONS);
    blocks.into_iter().map(Case::of).collect()
}

/// Checks all cases of a file and names those that come out otherwise.
fn check(name: &str) {
    let wrong: Vec<String> = cases(name)
        .iter()
        .filter_map(|case| {
            let found = case.found();
            let place = format!("{} ({})", case.block.place, case.block.get("case"));
            match &case.today {
                Some(_) if found == case.want => Some(format!(
                    "{place}: mended; move it out of the known failures"
                )),
                Some(today) if found != *today => Some(format!(
                    "{place}: wanted {:?}, known to give {today:?}, gives {found:?}",
                    case.want
                )),
                None if found != case.want => {
                    Some(format!("{place}: wanted {:?}, got {found:?}", case.want))
                }
                _ => None,
            }
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
