//! `atodds compare`: rows of pairs in `tests/data/compare/`, each with what is wanted (`want`, `type`,
//! and words of `why` in `says`; an empty cell wants nothing), and files that cannot be used.

mod common;

use std::fs;
use std::path::Path;

use common::{ROOT, atodds, csv_rows};

fn judged(arguments: &[&str]) -> common::Rows {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out.csv");
    let mut command = atodds();
    command
        .arg("compare")
        .args(arguments)
        .arg("--out")
        .arg(&out);
    command.assert().success();
    csv_rows(&out)
}

/// A column that is also added is kept under another name.
fn check(file: &str) {
    let path = format!("tests/data/compare/{file}");
    let given = csv_rows(&Path::new(ROOT).join(&path));
    let found = judged(&["--pairs", &path]);
    assert_eq!(given.len(), found.len());
    let mut wrong = Vec::new();
    for (given, found) in given.iter().zip(&found) {
        assert_eq!((&given["a"], &given["b"]), (&found["a"], &found["b"]));
        assert_eq!(given["type"], found["given_type"]);
        let score: f64 = found["score"].parse().expect("a score");
        assert!((0.0..=1.0).contains(&score), "{}", given["case"]);
        let fits = |want: &str, is: &str| want.is_empty() || want == is;
        if !fits(&given["want"], &found["relation"])
            || !fits(&given["type"], &found["type"])
            || !found["why"].contains(given["says"].as_str())
            || found["why"].is_empty()
        {
            let columns = ["relation", "score", "type", "why"].map(|name| found[name].as_str());
            wrong.push(format!("{}: {columns:?}", given["case"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn pairs_get_their_relation_and_a_reason() {
    check("pairs.csv");
}

#[test]
fn bad_input_is_said_in_why() {
    check("bad.csv");
}

#[test]
fn json_lines_keep_what_stands_in_other_keys_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pairs.jsonl");
    let line = r#"{"id":1.50,"b":"The dam held.","more":{"z":1,"a":[1e3]},"a":"The dam broke.","why":"x"}"#;
    fs::write(&file, format!("{line}\n\n{line}\n")).expect("written");
    let pairs = file.to_str().expect("a path");
    let mut command = atodds();
    command.args(["compare", "--pairs", pairs, "--format", "json"]);
    let out = command.assert().success().get_output().stdout.clone();
    let text = String::from_utf8(out).expect("UTF-8");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2);
    let kept = r#"{"id":1.50,"b":"The dam held.","more":{"z":1,"a":[1e3]},"a":"The dam broke.","given_why":"x","relation":""#;
    assert!(lines[0].starts_with(kept), "{}", lines[0]);
    assert!(lines[0].contains(r#""evidence":{""#));
    assert_eq!(lines[0], lines[1]);
}

#[test]
fn the_output_is_the_same_with_any_number_of_threads_and_either_order_of_texts_scores_alike() {
    let path = "tests/data/compare/pairs.csv";
    let one = judged(&["--pairs", path, "--threads", "1"]);
    assert_eq!(one, judged(&["--pairs", path, "--threads", "4"]));

    let folder = tempfile::tempdir().expect("a folder");
    let turned = folder.path().join("turned.csv");
    let mut writer = csv::Writer::from_path(&turned).expect("a file");
    writer.write_record(["a", "b"]).expect("written");
    for row in one.iter().filter(|row| row["date_a"].is_empty()) {
        writer
            .write_record([&row["b"], &row["a"]])
            .expect("written");
    }
    writer.flush().expect("written");
    let turned = judged(&["--pairs", turned.to_str().expect("a path")]);
    let straight: Vec<_> = one.iter().filter(|row| row["date_a"].is_empty()).collect();
    for (row, turned) in straight.into_iter().zip(&turned) {
        assert_eq!(row["relation"], turned["relation"], "{}", row["case"]);
    }
}

#[test]
fn a_long_text_is_cut_and_why_says_so() {
    let long = "The mill of Kelmar stood beside the river for a hundred years. ".repeat(200);
    let mut command = atodds();
    command.args(["compare", &long, "Nobody lived in Varel."]);
    let out = command.assert().success().get_output().stdout.clone();
    let text = String::from_utf8(out).expect("UTF-8");
    assert!(
        text.contains("Of the first text, which is very long, only the first 23 % were read."),
        "{text}"
    );
}

#[test]
fn two_texts_are_printed_for_a_reader() {
    let mut command = atodds();
    command.args(["compare", "The dam broke.", "The dam broke."]);
    let out = command.assert().success().get_output().stdout.clone();
    let text = String::from_utf8(out).expect("UTF-8");
    assert_eq!(
        text,
        "agree\nprobability of a conflict: 0.00\nBoth are the same text.\n"
    );
}

#[test]
fn a_file_that_cannot_be_used_is_an_error_that_says_what_to_do() {
    let cases: [(&str, &[u8], &str); 7] = [
        (
            "no column b",
            b"a,c,d\nx,y,z\n",
            "has no column b: pairs stand in the columns a and b; the columns found are: a, c, d",
        ),
        ("no row", b"", "has no column a"),
        ("a short row", b"a,b,c\nx,y,z\nx,y\n", "line 3: "),
        (
            "no JSON",
            b"{\"a\":\"x\",\"b\":\"y\"}\n{\"a\":\n",
            "line 2: is no JSON object",
        ),
        (
            "no object",
            b"{\"a\":\"x\",\"b\":\"y\"}\n[1]\n",
            "line 2: is no JSON object",
        ),
        (
            "no text",
            b"a,b\nx,\xff\n",
            "line 2: is not UTF-8: save the file as UTF-8",
        ),
        (
            "two columns of a name",
            b"a,b,a\nx,y,z\n",
            "two columns are named \"a\"",
        ),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    for (case, bytes, says) in cases {
        let file = folder.path().join("pairs");
        fs::write(&file, bytes).expect("written");
        let mut command = atodds();
        let run = command
            .arg("compare")
            .arg("--pairs")
            .arg(&file)
            .assert()
            .code(2);
        let error = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(error.contains(says), "{case}: {error}");
        assert!(run.get_output().stdout.is_empty(), "{case}");
    }
    let mut command = atodds();
    let run = command
        .args(["compare", "--pairs", "no/such/file.csv"])
        .assert()
        .code(2);
    let error = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(
        error.contains("no/such/file.csv: cannot be read"),
        "{error}"
    );
}
