//! What this program is built from may be given on under both of its licences.
//!
//! `deny.toml` says the same for `cargo deny`, which also asks for advisories; it takes minutes to
//! build, this takes none.

use std::process::Command;

/// Licences that ask for no more than to be named, or for changes of their own files to be shown.
const ALLOWED: [&str; 8] = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "MPL-2.0",
    "Unicode-3.0",
    "Zlib",
];

#[test]
fn every_dependency_has_a_licence_that_is_allowed() {
    let Some(packages) = packages(&[]).or_else(|| packages(&["--filter-platform", &host()])) else {
        panic!("cargo metadata knows no packages; run `cargo fetch --locked` first");
    };
    let refused: Vec<String> = packages
        .iter()
        .filter(|(_, licence)| !is_allowed(licence))
        .map(|(name, licence)| format!("{name}: {licence}"))
        .collect();
    assert!(packages.len() > 100, "{} packages", packages.len());
    assert!(refused.is_empty(), "{refused:#?}");
}

/// The name and the licence of every package that is built, here or on any system.
fn packages(arguments: &[&str]) -> Option<Vec<(String, String)>> {
    let ran = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--format-version", "1"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    if !ran.status.success() {
        let said = String::from_utf8_lossy(&ran.stderr);
        println!("cargo metadata {arguments:?}: {}", said.trim());
        return None;
    }
    let metadata: serde_json::Value = serde_json::from_slice(&ran.stdout).expect("JSON");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"].as_array().expect("packages").iter();
    Some(
        packages
            .map(|p| (text(&p["name"]), text(&p["license"])))
            .collect(),
    )
}

fn host() -> String {
    let ran = Command::new("rustc")
        .arg("-vV")
        .output()
        .expect("rustc runs");
    let said = String::from_utf8(ran.stdout).expect("UTF-8");
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.expect("rustc names its host").to_owned()
}

/// Whether an expression of SPDX licences can be met with those that are allowed.
fn is_allowed(licence: &str) -> bool {
    let spaced = licence
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any(&mut rest) && rest.is_empty()
}

fn any(rest: &mut &[&str]) -> bool {
    let mut met = all(rest);
    while take(rest, "OR") {
        met |= all(rest);
    }
    met
}

fn all(rest: &mut &[&str]) -> bool {
    let mut met = one(rest);
    while take(rest, "AND") {
        met &= one(rest);
    }
    met
}

fn one(rest: &mut &[&str]) -> bool {
    if take(rest, "(") {
        return any(rest) & take(rest, ")");
    }
    let Some((name, after)) = rest.split_first() else {
        return false;
    };
    *rest = after;
    // An exception makes it another licence.
    let excepted = take(rest, "WITH");
    if excepted {
        *rest = rest.get(1..).unwrap_or_default();
    }
    ALLOWED.contains(name) && !excepted
}

fn take(rest: &mut &[&str], word: &str) -> bool {
    let found = rest.first() == Some(&word);
    if found {
        *rest = &rest[1..];
    }
    found
}

#[test]
fn licences_are_read_as_they_are_written() {
    for (licence, allowed) in [
        ("MIT", true),
        ("MIT OR GPL-3.0-only", true),
        ("Unlicense/MIT", true),
        ("MIT AND GPL-3.0-only", false),
        ("(MIT OR GPL-3.0-only) AND Unicode-3.0", true),
        ("Apache-2.0 AND (GPL-3.0-only OR LGPL-2.1-only)", false),
        ("GPL-2.0-only WITH Classpath-exception-2.0 OR ISC", true),
        ("GPL-3.0-only", false),
        ("MIT )", false),
        ("", false),
    ] {
        assert_eq!(is_allowed(licence), allowed, "{licence:?}");
    }
}
