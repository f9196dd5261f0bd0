//! What a run says when it is done: how much was read, the strongest conflicts, where the reports
//! lie.

use std::fmt::Write;
use std::path::Path;

use atodds::conflicts::{Conflict, Relation};
use atodds::pipeline::Findings;
use atodds::reports::{CONFLICTS, GONE, PAGE, SOURCES, WITHOUT_ROW, Written};

/// How many conflicts are named.
const NAMED: usize = 3;
/// How many skipped sources are named.
const NAMED_SKIPPED: usize = 5;

/// The summary, a few lines.
pub fn of(findings: &Findings, written: &Written, out: &Path) -> String {
    let mut text = String::new();
    let mut line = |words: std::fmt::Arguments| {
        let _ = writeln!(text, "{words}"); // a String takes all
    };

    line(format_args!(
        "{} read, {} in {}.",
        count(findings.documents.len(), "source"),
        count(findings.claims.len(), "claim"),
        count(findings.sentences.len(), "sentence"),
    ));
    match findings.documents.len() {
        0 => line(format_args!("No source could be read.")),
        1 => line(format_args!(
            "With one source, nothing can be compared across sources, only its speakers with each other."
        )),
        _ => {}
    }
    for skipped in findings.skipped.iter().take(NAMED_SKIPPED) {
        line(format_args!(
            "Skipped {}: {}",
            skipped.place(),
            skipped.reason
        ));
    }
    if findings.skipped.len() > NAMED_SKIPPED {
        line(format_args!(
            "{} skipped in all; {} says why.",
            count(findings.skipped.len(), "source"),
            SOURCES.file()
        ));
    }

    let updates = findings
        .conflicts
        .iter()
        .filter(|row| row.relation == Relation::Update)
        .count();
    let conflicts: Vec<&Conflict> = findings
        .conflicts
        .iter()
        .filter(|row| row.relation == Relation::Conflict)
        .collect();
    line(format_args!(
        "{} and {} found.",
        count(conflicts.len(), "conflict"),
        count(updates, "update")
    ));
    if conflicts.len() > NAMED {
        line(format_args!("The strongest {NAMED}:"));
    }
    for (conflict, number) in conflicts.into_iter().take(NAMED).zip(1..) {
        line(format_args!("{number}. {}", conflict.question));
        line(format_args!(
            "   {} ({})",
            conflict.answer_a,
            source(findings, conflict.claim_a)
        ));
        line(format_args!(
            "   {} ({})",
            conflict.answer_b,
            source(findings, conflict.claim_b)
        ));
    }

    if written.carried + written.without_row > 0 {
        line(format_args!(
            "{} carried over from what was reviewed.",
            count(written.carried, "decided row")
        ));
    }
    if written.without_row > 0 {
        line(format_args!(
            "{} no longer in the report: see {WITHOUT_ROW}.",
            count(written.without_row, "decided row")
        ));
    }
    if written.gone > 0 {
        line(format_args!(
            "{} of the earlier run gone: see {GONE}.",
            count(written.gone, "row")
        ));
    }
    let page = match written.files.iter().any(|file| file.ends_with(PAGE)) {
        true => format!(", or open {PAGE} in a browser"),
        false => String::new(),
    };
    line(format_args!(
        "Reports: {} (begin with {}{page})",
        out.display(),
        CONFLICTS.file()
    ));
    text
}

fn source(findings: &Findings, claim: usize) -> &str {
    &findings.documents[findings.claims[claim].document].source
}

/// "1 source", "2 sources".
fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
