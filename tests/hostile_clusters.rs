//! Input that is made to be too much for clustering, or to be taken for agreement: the work is
//! counted, not timed.

mod common;

use std::fs;
use std::path::Path;

use atodds::clusters::candidates::{Candidates, NEIGHBOURS};
use atodds::clusters::components::LARGEST;
use atodds::clusters::similarity::Context;
use atodds::pipeline::{Config, Findings, Stage, run};

/// A run over documents of these texts, as files of a folder.
fn findings(texts: &[String]) -> Findings {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), texts);
    let config = Config {
        paths: vec![folder.path().to_owned()],
        last: Stage::Conflicts,
        ..Config::default()
    };
    run(&config, &()).expect("a run")
}

fn write(folder: &Path, texts: &[String]) {
    for (number, text) in texts.iter().enumerate() {
        fs::write(folder.join(format!("{number:04}.txt")), text).expect("a file");
    }
}

/// The pairs that are compared, a claim.
fn compared(findings: &Findings) -> f64 {
    let claims = &findings.claims;
    let context = Context::new(
        claims,
        &findings.sentences,
        &findings.documents,
        &findings.origins,
    );
    let candidates = Candidates::new(&context);
    let pairs: usize = (0..claims.len()).map(|a| candidates.later(a).len()).sum();
    pairs as f64 / claims.len().max(1) as f64
}

/// The rows of a report, as columns and cells.
fn report(texts: &[String], name: &str) -> Vec<csv::StringRecord> {
    let (folder, out) = (tempfile::tempdir(), tempfile::tempdir());
    let (folder, out) = (folder.expect("a folder"), out.expect("a folder"));
    write(folder.path(), texts);
    let mut command = common::atodds();
    command.arg("analyze").arg(folder.path());
    command.arg("--out").arg(out.path()).assert().code(0);
    let reader = csv::Reader::from_path(out.path().join(name));
    let rows = reader.expect("a report").into_records();
    rows.map(|row| row.expect("a row")).collect()
}

const RELATION: usize = 6;
const QUESTION: usize = 1;

/// An account of an event that has nothing in common with those of other numbers.
fn account(number: usize) -> String {
    const PLACES: [&str; 12] = [
        "Kelmar", "Varel", "Lorn", "Sarn", "Halm", "Ostrin", "Belvik", "Dorfa", "Tarnau", "Mirov",
        "Quessel", "Jarlow",
    ];
    const EVENTS: [&str; 12] = [
        "A warehouse burned down in PLACE on Monday. The fire destroyed eleven lorries of a baker.",
        "The bridge of PLACE collapsed in a storm. Engineers had inspected the bridge in spring.",
        "Thieves stole a painting from the museum of PLACE. The painter had given it to the town.",
        "The river flooded the old market of PLACE. Soldiers carried sandbags to the church.",
        "A bus crashed into a tram in PLACE. The driver of the bus had fallen asleep at the wheel.",
        "The teachers of PLACE went on strike. They demand smaller classes and longer holidays.",
        "A court convicted the treasurer of PLACE. He had bought a yacht with the taxes.",
        "The football club of PLACE won the cup. The goalkeeper saved three penalties.",
        "The hospital of PLACE closed its kitchen. Patients had found glass in the soup.",
        "An orchestra from PLACE cancelled its tour. The conductor had broken his arm while skiing.",
        "A dog bit the postman of PLACE. The owner of the dog paid for the trousers.",
        "The zoo of PLACE bought two camels. A circus had offered them after it went bankrupt.",
    ];
    EVENTS[number % 12].replace("PLACE", PLACES[number % 12])
}

#[test]
fn a_thousand_identical_documents_are_one_and_agree_with_nobody() {
    // Files of the same bytes are one source already; these differ in a letter that is no claim.
    let text = |number: usize| {
        format!(
            "The ferry Sarn Star sank off Kelmar on 3 May 2031. The captain left the ship before \
             the passengers of the ferry did. The coast guard rescued 41 people from the sea that \
             night.\n\n{}\n",
            "*".repeat(number + 1)
        )
    };
    let texts: Vec<String> = (0..1_000).map(text).collect();
    let findings = findings(&texts);
    assert!(findings.claims.len() >= 3_000, "{}", findings.claims.len());
    assert!(compared(&findings) <= 6.0 * NEIGHBOURS as f64);
    for cluster in &findings.clusters {
        let size: usize = cluster.sides.iter().map(|side| side.claims.len()).sum();
        assert!(size <= LARGEST, "{}: {size}", cluster.question);
    }
    assert_eq!(findings.conflicts.len(), 0);
    let rows = report(&texts[..40], "clusters.csv");
    assert!(!rows.is_empty());
    for row in rows {
        assert_eq!(&row[RELATION], "copy", "{row:?}");
    }
}

#[test]
fn a_sentence_repeated_ten_thousand_times_makes_no_pairs() {
    let repeated = "The mayor of Kelmar opened the new bridge over the Sarn. ".repeat(10_000);
    let texts = [
        repeated,
        "The mayor of Kelmar did not open the bridge.".to_string(),
    ];
    let findings = findings(&texts);
    assert!(findings.claims.len() > 10_000);
    // One speaker of one document is not set against himself, and another source has each claim
    // once at most.
    assert!(compared(&findings) <= 1.0, "{}", compared(&findings));
    let texts: Vec<String> = texts.to_vec();
    for row in report(&texts, "clusters.csv") {
        assert!(
            row[3]
                .parse::<usize>()
                .is_ok_and(|claims| claims <= LARGEST)
        );
    }
}

#[test]
fn claims_without_any_name_are_bounded() {
    let text = |number: usize| {
        let days = ["morning", "evening", "winter", "summer"][number % 4];
        format!(
            "It was cold that {days}. They said that it was over. He left and she stayed. \
             Something had happened. Nobody knew why it was so. People were afraid of it.\n{number}\n"
        )
    };
    let texts: Vec<String> = (0..400).map(text).collect();
    let findings = findings(&texts);
    assert!(findings.claims.len() > 1_000);
    assert!(
        compared(&findings) <= 2.0 * NEIGHBOURS as f64,
        "{}",
        compared(&findings)
    );
}

/// Twelve accounts of twelve events, each with the same line at its end.
fn with_line(line: &str) -> Vec<String> {
    let text = |number| format!("{}\n\n{line}\n", account(number));
    (0..12).map(text).collect()
}

#[test]
fn a_line_of_every_source_is_boilerplate_and_no_agreement() {
    for line in [
        "Subscribe to our newsletter and our editors will send you nine stories every morning.",
        "Kelmar Media owns all rights to the articles, the pictures and the films on this page.",
        "Kelmar Media publishes nine newspapers.",
    ] {
        let texts = with_line(line);
        let clusters = report(&texts, "clusters.csv");
        let kind: Vec<&str> = clusters.iter().map(|row| &row[RELATION]).collect();
        assert!(
            kind.iter().all(|kind| *kind == "boilerplate"),
            "{line}: {clusters:?}"
        );
        for row in report(&texts, "sources.csv") {
            assert_eq!(&row[10], "0", "{line}: agreements of {}", &row[0]);
        }
        for row in report(&texts, "agreement.csv") {
            assert_eq!((&row[2], &row[3]), ("0", "0"), "{line}: {row:?}");
        }
    }
}

#[test]
fn a_footer_of_all_sources_of_one_story_is_boilerplate() {
    const TELL: [&str; 6] = [
        "The ferry Sarn Star sank off Kelmar on 3 May 2031. Forty-one people were saved.",
        "Off Kelmar, the Sarn Star went down. Fishermen took its passengers on board.",
        "Divers found the Sarn Star in deep water near Kelmar. Its bow doors were open.",
        "Kelmar mourns: the loss of the Sarn Star has shaken the harbour and its people.",
        "The captain of the Sarn Star was questioned in Kelmar. He denied any mistake.",
        "An inquiry into the sinking of the Sarn Star opens in Kelmar next month.",
    ];
    let texts: Vec<String> = TELL
        .iter()
        .map(|text| format!("{text}\n\nKelmar Media publishes nine newspapers.\n"))
        .collect();
    let clusters = report(&texts, "clusters.csv");
    let footers: Vec<_> = clusters
        .iter()
        .filter(|row| row[QUESTION].contains("newspaper"))
        .collect();
    assert!(!footers.is_empty(), "{clusters:?}");
    for row in footers {
        assert_eq!(&row[RELATION], "boilerplate", "{row:?}");
    }
}

#[test]
fn what_all_sources_of_one_story_found_out_is_agreement() {
    let tell = [
        "A warehouse burned down in Kelmar on 3 May 2031. Nobody was hurt. The owner wept.",
        "Fire took the Kelmar warehouse. Nobody was hurt. A baker lost eleven lorries there.",
        "Kelmar saw its worst fire in years. Nobody was hurt. The warehouse is gone.",
        "Smoke hung over Kelmar after the warehouse fire. Nobody was hurt. Schools stayed shut.",
        "The Kelmar warehouse was insured. Nobody was hurt. Police look for two boys.",
        "Two boys are sought over the Kelmar fire. Nobody was hurt. The warehouse stood empty.",
    ];
    let texts: Vec<String> = tell.iter().map(|text| text.to_string()).collect();
    let clusters = report(&texts, "clusters.csv");
    assert!(
        clusters.iter().any(|row| &row[RELATION] == "agree"),
        "{clusters:?}"
    );
    assert!(
        clusters.iter().all(|row| &row[RELATION] != "boilerplate"),
        "{clusters:?}"
    );
}

#[test]
fn a_wire_report_in_some_sources_of_a_run_is_a_copy_and_no_boilerplate() {
    let wire = "The ferry Sarn Star sank off Kelmar on 3 May 2031 with 240 people on board. The \
        coast guard rescued 41 passengers from the cold water within the hour. The captain of the \
        ferry left the ship before the last of the passengers.";
    let reprint = |number: usize| format!("{wire}\n\n{}\n", "*".repeat(number + 1));
    let mut texts: Vec<String> = (0..6).map(reprint).collect();
    texts.extend((0..12).map(account));
    let clusters = report(&texts, "clusters.csv");
    assert!(
        clusters.iter().any(|row| &row[RELATION] == "copy"),
        "{clusters:?}"
    );
    assert!(
        clusters.iter().all(|row| &row[RELATION] != "boilerplate"),
        "{clusters:?}"
    );
}
