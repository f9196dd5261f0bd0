//! The binary, end to end: what each command prints, what bad input gets, exit codes.

mod common;

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};

use common::{atodds, files};

/// An account in English, long enough to be known as English.
const ENGLISH: &str = "The river rose during the night and reached the old market before dawn.\n\
    The mayor said that eleven people had drowned and that the bridge would stay closed.\n";
/// Another on the same evening.
const OTHER: &str = "Rescue workers in three boats brought forty families out of the lower town on Monday.\n\
    Nobody has been able to say when the electricity will come back to the hospital.\n";
const GERMAN: &str = "Der Fluss ist in der Nacht gestiegen und hat den alten Markt noch vor dem Morgen erreicht.\n\
    Der Bürgermeister sagte, dass elf Menschen ertrunken seien und die Brücke gesperrt bleibe.\n";

/// A folder for one test with some files in it.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(documents: &[(&str, &[u8])]) -> Self {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        for (name, bytes) in documents {
            let path = folder.path(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("created");
            fs::write(path, bytes).expect("written");
        }
        folder
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    /// `atodds ARGUMENTS` in the folder.
    fn run(&self, arguments: &[&str]) -> Ran {
        let output = atodds()
            .current_dir(self.0.path())
            .args(arguments)
            .output()
            .expect("it ran");
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// The rows of `sources.csv` in a folder of reports, each as source, status, reason, copy_of.
    fn sources(&self, out: &str) -> Vec<[String; 4]> {
        let text = fs::read_to_string(self.path(out).join("sources.csv"))
            .expect("sources.csv was written");
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let header = reader.headers().expect("a header").clone();
        let cell = |row: &csv::StringRecord, name: &str| {
            let at = header
                .iter()
                .position(|column| column == name)
                .expect("the column is there");
            row[at].to_owned()
        };
        let rows = reader.records().map(|row| row.expect("a row"));
        rows.map(|row| ["source", "status", "reason", "copy_of"].map(|name| cell(&row, name)))
            .collect()
    }
}

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

// ---- Bad input. ----

/// Bad input beside a good source: what is on disk besides `good.txt`, what is given, which input
/// is skipped, and a word of the reason.
#[test]
fn bad_input_is_skipped_and_everything_else_reported() {
    type Documents<'d> = &'d [(&'d str, &'d [u8])];
    let cases: &[(&str, Documents, &[&str], &str, &str)] = &[
        (
            "a file that is not there",
            &[],
            &["absent.txt"],
            "absent.txt",
            "",
        ),
        (
            "an empty file",
            &[("bad.txt", b"")],
            &["bad.txt"],
            "bad.txt",
            "text",
        ),
        (
            "white space alone",
            &[("bad.md", b" \n\t\r\n")],
            &["bad.md"],
            "bad.md",
            "text",
        ),
        (
            "a page without text",
            &[("bad.html", b"<html><body></body></html>")],
            &["bad.html"],
            "bad.html",
            "",
        ),
        (
            "a binary file",
            &[(
                "bad.txt",
                b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0",
            )],
            &["bad.txt"],
            "bad.txt",
            "binary",
        ),
        (
            "a picture",
            &[("bad.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")],
            &["bad.png"],
            "bad.png",
            "",
        ),
        (
            "a folder without documents",
            &[("bad/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")],
            &["bad"],
            "bad",
            "documents",
        ),
        (
            "not English",
            &[("bad.txt", GERMAN.as_bytes())],
            &["bad.txt"],
            "bad.txt",
            "German",
        ),
        (
            "the same content under another name",
            &[("later.txt", ENGLISH.as_bytes())],
            &["later.txt"],
            "later.txt",
            "good.txt",
        ),
    ];
    for (name, documents, arguments, skipped, word) in cases {
        let folder = Folder::with(documents);
        fs::write(folder.path("good.txt"), ENGLISH).expect("written");
        let ran = folder.run(&[&["analyze", "good.txt"], *arguments].concat());
        assert_eq!(ran.code, Some(2), "{name}: {}", ran.err);
        let rows = folder.sources("reports");
        let good = rows
            .iter()
            .find(|row| row[0] == "good.txt")
            .expect("good.txt has a row");
        assert_eq!(good[1], "read", "{name}");
        let bad = rows
            .iter()
            .find(|row| row[0].trim_end_matches('/') == *skipped);
        let bad = bad.unwrap_or_else(|| panic!("{name}: no row for {skipped} in {rows:?}"));
        assert_eq!(bad[1], "skipped", "{name}");
        assert!(
            !bad[2].is_empty() && bad[2].contains(word),
            "{name}: {:?} should say {word:?}",
            bad[2]
        );
        assert_eq!(
            files(&folder.path("reports")).len(),
            6,
            "{name}: all reports are there"
        );
        assert!(
            ran.out.contains(&bad[2]),
            "{name}: the summary says why: {}",
            ran.out
        );
    }
}

#[test]
fn an_empty_folder_is_reported_and_no_crash() {
    let folder = Folder::with(&[]);
    fs::create_dir(folder.path("docs")).expect("created");
    let ran = folder.run(&["analyze", "docs"]);
    assert_eq!(ran.code, Some(2));
    let rows = folder.sources("reports");
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0][1], "skipped");
    assert!(ran.out.contains("No source could be read."), "{}", ran.out);
}

#[test]
fn a_foreign_language_is_read_when_asked() {
    let folder = Folder::with(&[("a.txt", ENGLISH.as_bytes()), ("b.txt", GERMAN.as_bytes())]);
    let ran = folder.run(&["analyze", ".", "--any-language"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(folder.sources("reports").iter().all(|row| row[1] == "read"));
}

#[test]
fn the_same_file_twice_is_read_once() {
    let folder = Folder::with(&[
        ("docs/a.txt", ENGLISH.as_bytes()),
        ("docs/b.txt", OTHER.as_bytes()),
    ]);
    folder.run(&["analyze", "docs", "docs/a.txt", "./docs/../docs/a.txt"]);
    let rows = folder.sources("reports");
    assert_eq!(
        rows.iter().filter(|row| row[1] == "read").count(),
        2,
        "{rows:?}"
    );
}

#[test]
fn a_copy_names_the_source_that_it_repeats() {
    let folder = Folder::with(&[
        ("a.txt", ENGLISH.as_bytes()),
        ("b.txt", ENGLISH.as_bytes()),
        ("c.txt", OTHER.as_bytes()),
    ]);
    assert_eq!(folder.run(&["analyze", "."]).code, Some(2));
    let rows = folder.sources("reports");
    let short: Vec<[&str; 3]> = rows
        .iter()
        .map(|row| [row[0].as_str(), &row[1], &row[3]])
        .collect();
    assert_eq!(
        short,
        [
            ["a.txt", "read", ""],
            ["b.txt", "skipped", "a.txt"],
            ["c.txt", "read", ""]
        ]
    );
}

#[test]
fn one_source_only_is_said_and_is_no_failure() {
    let folder = Folder::with(&[("a.txt", ENGLISH.as_bytes())]);
    let ran = folder.run(&["analyze", "a.txt"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(
        ran.out.contains("nothing can be compared across sources"),
        "{}",
        ran.out
    );
    assert!(folder.sources("reports")[0][2].contains("nothing can be compared across sources"));
}

#[test]
fn a_wrong_list_of_sources_ends_the_run_before_it_starts() {
    let lists = [
        (
            "a column that is not known",
            "file,source,autor,published\na.txt,A,B,\n",
            "line 1",
            "autor",
        ),
        (
            "a column that is missing",
            "file,source,author\na.txt,A,B\n",
            "line 1",
            "published",
        ),
        (
            "a date that is none",
            "file,source,author,published\na.txt,A,B,last week\n",
            "line 2",
            "published",
        ),
    ];
    for (name, list, line, column) in lists {
        let folder = Folder::with(&[("a.txt", ENGLISH.as_bytes()), ("list.csv", list.as_bytes())]);
        let ran = folder.run(&["analyze", "a.txt", "--sources", "list.csv"]);
        assert_eq!(ran.code, Some(2), "{name}");
        for word in ["list.csv", line, column] {
            assert!(
                ran.err.contains(word),
                "{name}: {} should say {word}",
                ran.err
            );
        }
        assert!(
            !folder.path("reports").exists(),
            "{name}: nothing was written"
        );
    }
}

#[test]
fn a_list_of_sources_that_is_not_there_ends_the_run() {
    let folder = Folder::with(&[("a.txt", ENGLISH.as_bytes())]);
    let ran = folder.run(&["analyze", "a.txt", "--sources", "list.csv"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("list.csv"), "{}", ran.err);
    assert!(!folder.path("reports").exists());
}

/// Permissions do not stop root, so the folder lies below a file.
#[test]
fn an_out_folder_that_cannot_be_written_changes_nothing() {
    let folder = Folder::with(&[("a.txt", ENGLISH.as_bytes()), ("file", b"mine")]);
    let before = files(folder.0.path());
    let ran = folder.run(&["analyze", "a.txt", "--out", "file/reports"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("file/reports") && ran.err.contains("--out"),
        "{}",
        ran.err
    );
    assert_eq!(ran.out, "", "no summary of reports that are not there");
    assert_eq!(files(folder.0.path()), before);
}

#[test]
fn a_list_of_sources_in_the_out_folder_is_not_overwritten() {
    let list = "file,source,author,published\na.txt,The Herald,Ann,2016-09-01\n";
    let folder = Folder::with(&[
        ("docs/a.txt", ENGLISH.as_bytes()),
        ("docs/sources.csv", list.as_bytes()),
    ]);
    let ran = folder.run(&[
        "analyze",
        "docs/a.txt",
        "--sources",
        "docs/sources.csv",
        "--out",
        "docs",
    ]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("sources.csv"), "{}", ran.err);
    assert_eq!(
        fs::read_to_string(folder.path("docs/sources.csv")).expect("still there"),
        list
    );
}

// ---- Exit codes. ----

#[test]
fn conflicts_fail_only_when_asked_and_a_skipped_source_wins() {
    let fixture = Path::new(common::ROOT).join("fixtures/aleppo");
    let fixture = fixture.to_str().expect("a path in UTF-8");
    let cases: [(&[&str], i32); 5] = [
        (&[fixture], 0),
        (&[fixture, "--fail-on-conflict"], 1),
        (&[fixture, "absent.txt"], 2),
        (&[fixture, "absent.txt", "--fail-on-conflict"], 2),
        (&["a.txt", "--fail-on-conflict"], 0),
    ];
    for (arguments, code) in cases {
        let folder = Folder::with(&[(
            "a.txt",
            b"The river rose during the night and reached the old market before dawn.",
        )]);
        let ran = folder.run(&[&["analyze"], arguments].concat());
        assert_eq!(ran.code, Some(code), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn wrong_arguments_are_refused_with_2() {
    let cases: [&[&str]; 12] = [
        &["review"],
        &["review", "stats"],
        &["review", "sample", "5"],
        &["review", "sample", "0", "--reports", "reports"],
        &["analyze", "a.txt", "--format", "csv,doc"],
        &["analyze"],
        &["show"],
        &["show", "nothing", "a.txt"],
        &["analyze", "a.txt", "--threads", "0"],
        &["analyze", "a.txt", "--threads", "many"],
        &["analyze", "a.txt", "--format", "doc"],
        &["analyse", "a.txt"],
    ];
    for arguments in cases {
        let folder = Folder::with(&[("a.txt", ENGLISH.as_bytes())]);
        let ran = folder.run(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(!ran.err.is_empty() && ran.out.is_empty(), "{arguments:?}");
        assert!(!folder.path("reports").exists(), "{arguments:?}");
    }
}

// ---- What the commands print. ----

#[test]
fn help_names_every_command_and_shows_examples() {
    let folder = Folder::with(&[]);
    let help = folder.run(&["--help"]);
    assert_eq!(help.code, Some(0));
    for word in [
        "analyze",
        "show",
        "review",
        "completions",
        "man",
        "Examples:",
        "Exit codes:",
    ] {
        assert!(help.out.contains(word), "{word}");
    }
    for command in [
        "analyze",
        "show",
        "compare",
        "explain",
        "review",
        "completions",
        "man",
    ] {
        let help = folder.run(&[command, "--help"]);
        assert_eq!(help.code, Some(0), "{command}");
        assert!(help.out.contains("Example"), "{command}");
    }
    // A release says after it of which commit it is.
    let version = folder.run(&["--version"]).out;
    let wanted = format!("atodds {}", env!("CARGO_PKG_VERSION"));
    assert!(
        version.starts_with(&wanted) && version.lines().count() == 1,
        "{version}"
    );
}

#[test]
fn completions_and_the_manual_page_know_the_options() {
    let folder = Folder::with(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = folder.run(&["completions", shell]);
        assert_eq!(ran.code, Some(0), "{shell}");
        assert!(ran.out.contains("fail-on-conflict"), "{shell}");
    }
    let page = folder.run(&["man"]);
    assert_eq!(page.code, Some(0));
    for word in [
        ".TH atodds 1",
        "fail\\-on\\-conflict",
        "any\\-language",
        "sentences",
        ".SH REVIEW SAMPLE",
        "baseline",
    ] {
        assert!(page.out.contains(word), "{word}");
    }
}

#[test]
fn the_summary_says_what_was_read_and_where_the_reports_lie() {
    let folder = Folder::with(&[("a.txt", ENGLISH.as_bytes()), ("b.txt", OTHER.as_bytes())]);
    let ran = folder.run(&["analyze", "a.txt", "b.txt", "--out", "here"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.starts_with("2 sources read, "), "{}", ran.out);
    assert!(ran.out.contains("Reports: here"), "{}", ran.out);
    assert_eq!(ran.err, "", "no progress where nobody watches");
}

#[test]
fn the_summary_names_the_strongest_three_conflicts() {
    let fixture = Path::new(common::ROOT).join("fixtures/aleppo");
    let folder = Folder::with(&[]);
    let ran = folder.run(&["analyze", fixture.to_str().expect("a path in UTF-8")]);
    assert!(ran.out.contains("The strongest 3:\n1. "), "{}", ran.out);
    assert!(
        ran.out.contains("\n3. ") && !ran.out.contains("\n4. "),
        "{}",
        ran.out
    );
    assert!(ran.out.lines().count() < 20, "{}", ran.out);
}

#[test]
fn quiet_prints_nothing() {
    let folder = Folder::with(&[("a.txt", ENGLISH.as_bytes())]);
    let ran = folder.run(&["analyze", "--quiet", "a.txt", "absent.txt"]);
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (Some(2), "", "")
    );
    assert_eq!(folder.sources("reports").len(), 2);
}

#[test]
fn show_prints_one_stage_and_writes_nothing() {
    let folder = Folder::with(&[("a.txt", ENGLISH.as_bytes()), ("b.txt", OTHER.as_bytes())]);
    let headers = [
        ("sentences", "sentence_id,source,"),
        ("claims", "claim_id,source,"),
        ("pairs", "claim_a,claim_b,similarity,"),
        ("clusters", "cluster_id,question,"),
    ];
    for (what, header) in headers {
        let ran = folder.run(&["show", what, "a.txt", "b.txt"]);
        assert_eq!(ran.code, Some(0), "{what}: {}", ran.err);
        assert!(
            ran.out.trim_start_matches('\u{feff}').starts_with(header),
            "{what}: {}",
            ran.out
        );
        assert_eq!(ran.err, "", "{what}");
    }
    let sentences = folder.run(&["show", "sentences", "a.txt"]).out;
    assert_eq!(
        sentences.lines().count(),
        3,
        "a header and two sentences: {sentences}"
    );
    assert_eq!(files(folder.0.path()).len(), 2, "only the documents");
}

#[test]
fn show_prints_json_with_one_object_a_row() {
    let text = "Storm\n\nThe mayor gave the widow a medal because her husband had drowned.\n";
    let folder = Folder::with(&[("a.txt", text.as_bytes()), ("b.txt", OTHER.as_bytes())]);
    for what in ["sentences", "claims", "pairs", "clusters"] {
        let show = |format| {
            let run = [
                "show",
                what,
                "--format",
                format,
                "--any-language",
                "a.txt",
                "b.txt",
            ];
            let ran = folder.run(&run);
            assert_eq!(ran.code, Some(0), "{what}: {}", ran.err);
            ran.out
        };
        let rows: Vec<serde_json::Value> = show("json")
            .lines()
            .map(|line| serde_json::from_str(line).expect("an object a line"))
            .collect();
        assert!(rows.iter().all(serde_json::Value::is_object), "{what}");
        // No cell here holds a line end, so that lines are rows.
        assert_eq!(show("csv").lines().count(), rows.len() + 1, "{what}");
    }
    let claims = folder.run(&["show", "claims", "--format=json", "--any-language", "a.txt"]);
    let first = claims.out.lines().next().expect("a claim");
    let claim: serde_json::Value = serde_json::from_str(first).expect("JSON");
    assert_eq!(claim["subject"]["text"], "The mayor");
    assert_eq!(claim["predicate"]["text"], "gave");
    assert_eq!(claim["object"]["text"], "a medal");
    assert_eq!(claim["arguments"][0]["role"], "recipient");
    assert_eq!(claim["arguments"][0]["text"], "the widow");
    assert_eq!(claim["reasons"][0]["kind"], "cause");
    assert_eq!(claim["reasons"][0]["marker"], "because");
    assert_eq!(claim["reasons"][0]["text"], "her husband had drowned");
    let text: Vec<char> = text.chars().collect();
    let at = |key: &str| claim["reasons"][0][key].as_u64().expect("a place") as usize;
    let quote: String = text[at("start")..at("end")].iter().collect();
    assert_eq!(quote, "her husband had drowned");
}

#[test]
fn the_reports_of_an_earlier_run_are_no_documents() {
    let page = format!(
        "<html><head><title>The flood</title></head><body><article><p>{}</p></article></body></html>",
        ENGLISH.repeat(3)
    );
    let folder = Folder::with(&[("a.html", page.as_bytes()), ("b.txt", OTHER.as_bytes())]);
    for run in 1..=2 {
        let ran = folder.run(&["analyze", "."]);
        assert_eq!(ran.code, Some(0), "run {run}: {} {}", ran.out, ran.err);
        assert_eq!(folder.sources("reports").len(), 2, "run {run}");
    }
    assert!(folder.path("reports/text/a.html.txt").is_file());
}

/// `atodds show … | head -c 10`.
#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let folder = Folder::with(&[("a.txt", ENGLISH.repeat(5000).as_bytes())]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_atodds"))
        .args(["show", "sentences", "a.txt"])
        .current_dir(folder.0.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut start = [0; 10];
    let mut out = child.stdout.take().expect("a pipe");
    out.read_exact(&mut start).expect("ten bytes");
    drop(out);
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}
