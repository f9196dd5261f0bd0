//! A run made by hand, as large as one likes: for tests and benches of reports.

use atodds::Span;
use atodds::claims::Claim;
use atodds::clusters::{Cluster, Side};
use atodds::conflicts::{Conflict, Relation, Strength, Type};
use atodds::documents::{Document, Section};
use atodds::pipeline::Findings;
use atodds::sentences::Sentence;

const SOURCES: usize = 12;
const PLACES: [&str; 5] = ["Kelmar", "Varel", "Lorn", "Sarn", "Halm"];

/// A run with so many rows of conflicts, every fifth an update, between a dozen sources. Every
/// third row has a score.
pub fn run(rows: usize) -> Findings {
    let sentence = |row: usize, side: usize| {
        let place = PLACES[row % PLACES.len()];
        match side {
            0 => format!(
                "At least {} people of district {row} left {place} before the river broke the old dam, the mayor of the town told reporters on Monday evening.",
                row + 10
            ),
            _ => format!(
                "Only {} people of district {row} left {place} in time, said Anna Kessler, who was there when the water came, and nobody helped them.",
                row + 3
            ),
        }
    };
    let source = |row: usize, side: usize| (row + side * (1 + row % (SOURCES - 1))) % SOURCES;
    let mut findings = Findings::default();
    let mut texts = vec![String::new(); SOURCES];
    for row in 0..rows {
        for side in 0..2 {
            let (document, words) = (source(row, side), sentence(row, side));
            let text = &mut texts[document];
            let start = text.len();
            text.push_str(&words);
            let span = Span::new(start, text.len());
            text.push('\n');
            findings.claims.push(Claim {
                id: format!("c{row}-{side}").into(),
                document,
                sentence: findings.sentences.len(),
                span,
                speaker: ["the mayor", "Anna Kessler"][side].into(),
                published: Some(jiff::civil::date(2016, 9, 1 + (row % 28) as i8)),
                ..Claim::default()
            });
            findings.sentences.push(Sentence {
                document,
                section: 0,
                kind: atodds::documents::Kind::Body,
                span,
            });
        }
        let (answer_a, answer_b) = (
            format!("{} people", row + 10),
            format!("{} people", row + 3),
        );
        let question = format!("How many people of district {row} left?");
        let side = |answer: &str, claim: usize| Side {
            answer: answer.into(),
            claims: vec![claim],
            counted: Vec::new(),
        };
        findings.clusters.push(Cluster {
            id: format!("g{row}"),
            question: question.clone(),
            sides: vec![side(&answer_a, 2 * row), side(&answer_b, 2 * row + 1)],
            ..Cluster::default()
        });
        findings.conflicts.push(Conflict {
            id: format!("x{row:012x}"),
            relation: if row % 5 == 4 {
                Relation::Update
            } else {
                Relation::Conflict
            },
            kind: Type::Quantity,
            strength: 1.0,
            score: (row % 3 == 0).then(|| 1.0 - row as f64 / (rows + 1) as f64),
            evidence: [0.0; atodds::conflicts::evidence::NAMES.len()],
            judged: Strength::Learned,
            question,
            why: format!("{answer_a}, not {answer_b}"),
            answer_a,
            answer_b,
            claim_a: 2 * row,
            claim_b: 2 * row + 1,
            origins_a: 1,
            origins_b: 1,
            cluster: row,
            counted: None,
        });
    }
    for (number, text) in texts.into_iter().enumerate() {
        let mut document = Document::default();
        document.source = format!("herald-{number:02}.txt");
        document.file = format!("docs/herald-{number:02}.txt");
        document.language = "eng".into();
        document.sections = vec![Section::default()];
        document.set_text(text);
        findings.documents.push(document);
    }
    findings
}
