//! `fixtures/CASE/` yields `reports/CASE/`, byte for byte.
//!
//! After a change that is meant to change reports, `ATODDS_UPDATE=1 cargo test --test goldens`
//! rewrites them; read the difference like changed code. A new case needs an empty folder
//! `reports/CASE/` to begin with.

mod common;

use std::path::{Path, PathBuf};

use common::{ROOT, atodds, cases, files, sources};

#[test]
fn the_reports_of_the_fixtures_are_those_committed() {
    let update = std::env::var_os("ATODDS_UPDATE").is_some_and(|value| value == "1");
    let golden = |case: &String| Path::new(ROOT).join("reports").join(case);
    let cases: Vec<String> = cases()
        .into_iter()
        .filter(|case| golden(case).is_dir())
        .collect();
    assert!(
        !cases.is_empty(),
        "a folder in fixtures/ has a folder of its name in reports/"
    );

    let mut differences = Vec::new();
    for case in cases {
        let out = tempfile::tempdir().expect("a folder");
        let out = if update {
            golden(&case)
        } else {
            out.path().to_owned()
        };
        let mut command = atodds();
        command
            .arg("analyze")
            .arg(format!("fixtures/{case}"))
            .args(sources(&case));
        command.arg("--out").arg(&out).assert().code(0);

        let (found, wanted) = (files(&out), files(&golden(&case)));
        let mut names: Vec<&PathBuf> = found.keys().chain(wanted.keys()).collect();
        names.sort();
        names.dedup();
        for name in names {
            differences.extend(
                difference(found.get(name), wanted.get(name))
                    .map(|what| format!("reports/{case}/{}: {what}", name.display())),
            );
        }
    }
    assert!(
        differences.is_empty(),
        "{differences:#?}\nif that is meant: ATODDS_UPDATE=1 cargo test --test goldens"
    );
}

/// The first difference between two files, in words.
fn difference(found: Option<&Vec<u8>>, wanted: Option<&Vec<u8>>) -> Option<String> {
    let (found, wanted) = match (found, wanted) {
        (Some(found), Some(wanted)) => (
            String::from_utf8_lossy(found),
            String::from_utf8_lossy(wanted),
        ),
        (Some(_), None) => return Some("new".into()),
        (None, Some(_)) => return Some("no longer written".into()),
        (None, None) => return None,
    };
    if found == wanted {
        return None;
    }
    let (mut found, mut wanted) = (found.split('\n'), wanted.split('\n'));
    (1..).find_map(|line| match (found.next(), wanted.next()) {
        (found, wanted) if found != wanted => {
            Some(format!("line {line}\n found {found:?}\nwanted {wanted:?}"))
        }
        _ => None,
    })
}
