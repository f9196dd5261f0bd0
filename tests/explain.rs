//! `atodds explain` on the reports of the fixtures: rows of them, and quotes that are no row.

mod common;

use std::fs;
use std::path::Path;

use common::{ROOT, atodds, csv_rows, sources};

fn explained(case: &str, what: &[&str], code: i32) -> String {
    let mut command = atodds();
    command
        .arg("explain")
        .args(what)
        .args(["--reports", &format!("reports/{case}")]);
    let run = command.args(sources(case)).assert().code(code);
    let output = run.get_output();
    let text = if code == 0 {
        &output.stdout
    } else {
        &output.stderr
    };
    String::from_utf8_lossy(text).into_owned()
}

#[test]
fn every_kind_of_row_is_explained() {
    for case in ["flood", "aleppo"] {
        let mut seen = Vec::new();
        for report in ["conflicts.csv", "unlikely.csv"] {
            for row in csv_rows(&Path::new(ROOT).join("reports").join(case).join(report)) {
                let kind = (row["relation"].clone(), row["type"].clone());
                if seen.contains(&kind) {
                    continue;
                }
                let text = explained(case, &[&row["conflict_id"]], 0);
                for word in [
                    row["why"].trim_start_matches('\''),
                    &row["source_a"],
                    &row["source_b"],
                    &row["type"],
                    "polarity",
                    "modality",
                    "For a conflict: ",
                    "Against a conflict: ",
                    "It would be no conflict:",
                    &format!("row {} of {report}", row["rank"]),
                ] {
                    assert!(
                        text.contains(word),
                        "{case}, {kind:?}: no {word:?} in\n{text}"
                    );
                }
                assert!(!text.contains("Note:"), "{text}");
                seen.push(kind);
            }
        }
        assert!(seen.len() > 1, "{case}: {seen:?}");
    }
}

#[test]
fn two_quotes_that_are_no_row_get_a_reason() {
    let claims = csv_rows(&Path::new(ROOT).join("reports/flood/claims.csv"));
    let of = |source: &str| {
        let mut claims = claims.iter().filter(|c| c["source"] == source);
        claims.next().expect("a claim")["claim_id"].clone()
    };
    let (one, other) = (
        of("central-press-12-march.txt"),
        of("southern-post-15-march.txt"),
    );
    let cases: [([&str; 2], &str); 5] = [
        (
            ["Nobody ever wrote this.", &one],
            "no sentence of the sources that were read holds “Nobody ever wrote this.”",
        ),
        (["", &one], "a quote is empty"),
        ([&one, &one], "it is one claim"),
        ([&one, &other], "No row: "),
        (
            [
                "Insurers put the damage in Kelmar at 140 million crowns.",
                "The damage in Kelmar comes to 230 million crowns",
            ],
            "They are a row: x84b8dc1dae06 (row 3 of conflicts.csv)",
        ),
    ];
    for (quotes, says) in cases {
        let text = explained("flood", &quotes, 0);
        assert!(text.contains(says), "{quotes:?}:\n{text}");
    }
}

#[test]
fn an_unknown_identifier_gets_near_ones_and_the_number_of_rows() {
    let text = explained("flood", &["x84b8dc1dae07"], 2);
    assert!(
        text.contains("rows has the conflict_id x84b8dc1dae07; the nearest are x84b8dc1dae06"),
        "{text}"
    );
}

#[test]
fn reports_without_sources_are_an_error_that_says_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = atodds();
    let run = command
        .args(["explain", "x1", "--reports"])
        .arg(folder.path())
        .assert()
        .code(2);
    let text = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(text.contains("there is no sources.csv in it"), "{text}");

    let rows = "source,file,published,author,language,status\na.txt,no/a.txt,,,eng,read\n";
    fs::write(folder.path().join("sources.csv"), rows).expect("written");
    let mut command = atodds();
    let run = command
        .args(["explain", "x1", "--reports"])
        .arg(folder.path())
        .assert()
        .code(2);
    let text = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(
        text.contains("no/a.txt") && text.contains("in which analyze was run"),
        "{text}"
    );
}
