//! No stage imports a later one: documents → sentences → english → claims → clusters → conflicts
//! → pipeline → review → reports → compare → explain.

use std::fs;
use std::path::Path;

/// The modules in the order of the flow; each may use those before it.
const FLOW: [&str; 14] = [
    "span",
    "error",
    "documents",
    "sentences",
    "english",
    "cache",
    "claims",
    "clusters",
    "conflicts",
    "pipeline",
    "review",
    "reports",
    "compare",
    "explain",
];

#[test]
fn no_stage_imports_a_later_one() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = [false; FLOW.len()];
    let mut offences = Vec::new();
    for entry in walkdir::WalkDir::new(&source).sort_by_file_name() {
        let entry = entry.expect("src/ can be listed");
        let path = entry.path().strip_prefix(&source).expect("below src/");
        let parts: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
        let Some(rank) = rank(
            parts
                .first()
                .map_or("", |part| part.trim_end_matches(".rs")),
        ) else {
            continue;
        };
        if entry.file_type().is_file() && path.extension().is_some_and(|kind| kind == "rs") {
            seen[rank] = true;
            let code = fs::read_to_string(entry.path()).expect("a readable source file");
            offences.extend(
                later(&code, rank, depth(&parts))
                    .into_iter()
                    .map(|module| format!("src/{} uses {module}", path.display())),
            );
        }
    }
    assert_eq!(
        seen,
        [true; FLOW.len()],
        "every module of {FLOW:?} was looked at"
    );
    assert!(offences.is_empty(), "{offences:#?}");
}

/// The scanner itself: code of a stage, how deep its module lies, and what it must find there.
#[test]
fn the_scanner_catches_offending_lines_and_no_others() {
    let cases: &[(&str, usize, &str, &[&str])] = &[
        (
            "claims",
            1,
            "use crate::conflicts::Conflict;",
            &["conflicts"],
        ),
        (
            "claims",
            2,
            "pub use crate::{Span, clusters::{self, Cluster}, documents::Kind};",
            &["clusters"],
        ),
        (
            "claims",
            2,
            "use crate::{\n    conflicts::{Type, Relation},\n    reports,\n};",
            &["conflicts", "reports"],
        ),
        (
            "sentences",
            1,
            "let parsed = crate::english::read(text);",
            &["english"],
        ),
        ("sentences", 1, "use super::claims::Claim;", &["claims"]),
        (
            "sentences",
            2,
            "use super::super::claims::Claim;",
            &["claims"],
        ),
        (
            "conflicts",
            1,
            "fn f(findings: &crate::pipeline::Findings) {}",
            &["pipeline"],
        ),
        ("pipeline", 1, "use crate :: reports;", &["reports"]),
        (
            "conflicts",
            1,
            "use crate::claims::Claim; use crate::conflicts::Type;",
            &[],
        ),
        (
            "claims",
            1,
            "use crate::Span;\nuse crate::{Error, documents::Document};",
            &[],
        ),
        (
            "documents",
            1,
            "// see crate::reports::write\n/// [`crate::reports`]",
            &[],
        ),
        (
            "documents",
            1,
            "let shown = \"http://x\"; // crate::reports",
            &[],
        ),
        (
            "claims",
            2,
            "use super::conflicts::Helper; mod conflicts;",
            &[],
        ),
        (
            "documents",
            1,
            "use mycrate::reports; use other::crates::reports;",
            &[],
        ),
        (
            "reports",
            2,
            "use crate::pipeline::Findings; use super::conflicts::REPORT;",
            &[],
        ),
    ];
    for (module, depth, code, wanted) in cases {
        let rank = rank(module).expect("a module of the flow");
        assert_eq!(later(code, rank, *depth), *wanted, "{module}: {code}");
    }
}

fn rank(module: &str) -> Option<usize> {
    FLOW.iter().position(|name| *name == module)
}

/// How many modules lie between the root of the crate and the code of a file: 1 for
/// `claims/mod.rs` and `span.rs`, 2 for `claims/numbers.rs`.
fn depth(parts: &[&str]) -> usize {
    parts.len() - usize::from(parts.ends_with(&["mod.rs"]))
}

/// The modules after `rank` that the code names by a path from the root of the crate.
fn later(code: &str, rank: usize, depth: usize) -> Vec<&'static str> {
    let words = words(code);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut named = Vec::new();
    let up = ["super", "::"].repeat(depth);
    for at in 0..words.len() {
        if words[at..].starts_with(&["crate", "::"]) {
            named.extend(first_names(&words[at + 2..]));
        } else if words[at..].starts_with(&up) && (at < 2 || words[at - 2] != "super") {
            named.extend(first_names(&words[at + up.len()..]));
        }
    }
    let ranks = named.iter().filter_map(|name| self::rank(name));
    ranks
        .filter(|&other| other > rank)
        .map(|other| FLOW[other])
        .collect()
}

/// The first name of a path, or of each path in a group `{a::X, b::{c, d}}`.
fn first_names<'w>(words: &[&'w str]) -> Vec<&'w str> {
    if words.first() != Some(&"{") {
        return words.first().copied().into_iter().collect();
    }
    let mut names = Vec::new();
    let mut open = 0;
    for (at, word) in words.iter().enumerate() {
        match *word {
            "{" => open += 1,
            "}" => open -= 1,
            name if open == 1 && matches!(words[at - 1], "{" | ",") => names.push(name),
            _ => {}
        }
        if open == 0 {
            break;
        }
    }
    names
}

/// The code as names and marks, without comments. Paths inside string literals count as code;
/// none of ours has any.
fn words(code: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for line in code.lines() {
        // `://` is an address in a string, no comment.
        let comment = line
            .match_indices("//")
            .find(|(at, _)| !line[..*at].ends_with(':'));
        let mut name = String::new();
        for c in line[..comment.map_or(line.len(), |(at, _)| at)]
            .chars()
            .chain([' '])
        {
            if c.is_alphanumeric() || c == '_' {
                name.push(c);
                continue;
            }
            if !name.is_empty() {
                words.push(std::mem::take(&mut name));
            }
            match c {
                ':' if words.last().is_some_and(|word| word == ":") => {
                    words.pop();
                    words.push("::".into());
                }
                c if c.is_whitespace() => {}
                c => words.push(c.into()),
            }
        }
    }
    words
}
