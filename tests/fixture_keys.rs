//! The keys under `fixtures/` must fit the texts beside them: a quote that no file contains, or a
//! misspelt kind, would make every figure measured against the key wrong without anybody noticing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The types of conflict in the design. `conflicts::Type` may know fewer while detectors are
/// missing, so the list stands here.
const TYPES: [&str; 12] = [
    "quantity",
    "time",
    "place",
    "actor",
    "object",
    "cause",
    "polarity",
    "opposite",
    "certainty",
    "prediction",
    "evaluation",
    "attribution",
];

/// How many rows of each kind a case must hold at least.
const CASES: [(&str, [(&str, usize); 4]); 2] = [
    (
        "aleppo",
        [
            ("conflict", 12),
            ("update", 4),
            ("look-alike", 8),
            ("corroboration", 4),
        ],
    ),
    (
        "flood",
        [
            ("conflict", 12),
            ("update", 4),
            ("look-alike", 8),
            ("corroboration", 4),
        ],
    ),
];

/// A row of a key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    kind: String,
    #[serde(rename = "type")]
    conflict_type: String,
    question: String,
    source_a: String,
    quote_a: String,
    source_b: String,
    quote_b: String,
    note: String,
}

#[test]
fn quotes_stand_in_the_files_they_name() {
    for (case, _) in CASES {
        for row in rows(case) {
            for (source, quote) in [(&row.source_a, &row.quote_a), (&row.source_b, &row.quote_b)] {
                let path = fixtures().join(case).join(source);
                let text = folded(&read(&path));
                assert!(
                    !quote.is_empty() && text.contains(&folded(quote)),
                    "{case} {}: {source} does not contain {quote:?}",
                    row.id
                );
            }
            assert!(
                (&row.source_a, &row.quote_a) != (&row.source_b, &row.quote_b),
                "{case} {}: both quotes are the same sentence",
                row.id
            );
        }
    }
}

#[test]
fn quotes_from_pages_hold_no_markup() {
    for (case, _) in CASES {
        for row in rows(case) {
            for (source, quote) in [(&row.source_a, &row.quote_a), (&row.source_b, &row.quote_b)] {
                assert!(
                    !source.ends_with(".html") || !quote.contains(['<', '>', '&']),
                    "{case} {}: {quote:?} would read differently once the page is rendered",
                    row.id
                );
            }
        }
    }
}

#[test]
fn kinds_and_types_are_those_of_the_design() {
    for (case, minima) in CASES {
        for row in rows(case) {
            let place = format!("{case} {}", row.id);
            assert!(
                minima.iter().any(|(kind, _)| *kind == row.kind),
                "{place}: unknown kind {:?}",
                row.kind
            );
            let opposed = row.kind == "conflict" || row.kind == "update";
            if opposed {
                assert!(
                    TYPES.contains(&row.conflict_type.as_str()),
                    "{place}: unknown type {:?}",
                    row.conflict_type
                );
            } else {
                assert_eq!(
                    row.conflict_type, "",
                    "{place}: only opposed rows have a type"
                );
            }
            assert_eq!(
                row.question.ends_with('?'),
                opposed,
                "{place}: opposed rows, and only they, answer a question"
            );
            assert!(!row.note.is_empty(), "{place}: no note");
        }
    }
}

#[test]
fn ids_are_unique() {
    let mut seen = BTreeSet::new();
    for (case, _) in CASES {
        for row in rows(case) {
            assert!(
                seen.insert(row.id.clone()),
                "{case}: {} stands twice",
                row.id
            );
        }
    }
}

#[test]
fn there_is_enough_of_every_kind() {
    for (case, minima) in CASES {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for row in rows(case) {
            *counts.entry(row.kind).or_default() += 1;
        }
        for (kind, least) in minima {
            let found = counts.get(kind).copied().unwrap_or(0);
            assert!(
                found >= least,
                "{case}: {found} rows of kind {kind}, {least} wanted"
            );
        }
    }
}

#[test]
fn every_type_of_conflict_occurs() {
    let found: BTreeSet<String> = CASES
        .iter()
        .flat_map(|(case, _)| rows(case))
        .filter(|row| row.kind == "conflict")
        .map(|row| row.conflict_type)
        .collect();
    let wanted: BTreeSet<String> = TYPES.iter().map(|name| name.to_string()).collect();
    assert_eq!(found, wanted);
}

#[test]
fn the_two_floods_are_never_opposed() {
    for row in rows("flood") {
        let elsewhere = |source: &str| source.starts_with("southern-post");
        if elsewhere(&row.source_a) != elsewhere(&row.source_b) {
            assert_eq!(row.kind, "look-alike", "flood {}", row.id);
        }
    }
}

/// The sheet of sources names files by their path below the case's folder.
#[test]
fn the_sheet_of_sources_names_files_that_exist() {
    let path = fixtures().join("aleppo.sources.csv");
    let mut reader = csv::Reader::from_path(&path).expect("the sheet opens");
    let headers = reader.headers().expect("the sheet has a header").clone();
    assert_eq!(headers, vec!["file", "source", "author", "published"]);
    let mut files = 0;
    for record in reader.records() {
        let record = record.expect("a readable row");
        assert!(
            fixtures().join("aleppo").join(&record[0]).is_file(),
            "no file {}",
            &record[0]
        );
        files += 1;
    }
    assert!(files > 0, "the sheet is empty");
}

fn rows(case: &str) -> Vec<Row> {
    let path = fixtures().join(format!("{case}.key.csv"));
    csv::Reader::from_path(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .deserialize()
        .map(|row| row.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
        .collect()
}

/// Line breaks and indentation are the file's business, not the key's.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}
