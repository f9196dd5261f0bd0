//! The way back from the page: what a reader decides in it is saved as `verdicts.csv`, `--review`
//! reads that file, and the next page starts from it.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{ROOT, Rows, atodds, browser, csv_rows, files};

/// A case that is analyzed again and again, with a page.
struct Case {
    folder: tempfile::TempDir,
}

impl Case {
    /// A copy of a fixture.
    fn of(fixture: &str) -> Self {
        let case = Case {
            folder: tempfile::tempdir().expect("a folder"),
        };
        for (name, bytes) in files(&Path::new(ROOT).join("fixtures").join(fixture)) {
            let file = case.path("docs").join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("created");
            fs::write(file, bytes).expect("written");
        }
        case
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs into `out` with reviewed files; returns what it said.
    fn run(&self, out: &str, reviews: &[&str], code: i32) -> String {
        let mut command = atodds();
        command
            .current_dir(self.folder.path())
            .args(["analyze", "docs", "--format", "html", "--out", out]);
        for review in reviews {
            command.args(["--review", review]);
        }
        let output = command.output().expect("it ran");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{reviews:?}: {said}");
        said + &String::from_utf8_lossy(&output.stdout)
    }

    fn rows(&self, out: &str) -> Rows {
        csv_rows(&self.path(out).join("conflicts.csv"))
    }

    fn page(&self, out: &str) -> String {
        fs::read_to_string(self.path(out).join("report.html")).expect("a page")
    }

    /// Writes what the page of `out` saves after these decisions.
    fn save(&self, out: &str, decisions: &[Decision]) {
        fs::write(
            self.path("verdicts.csv"),
            saved_by_page(&self.rows(out), decisions),
        )
        .expect("written");
    }

    /// Puts a word into a quote, so that verdicts on it are carried with a mark.
    fn edit(&self, row: &indexmap::IndexMap<String, String>) {
        let side = if row["source_a"].ends_with(".txt") {
            "a"
        } else {
            "b"
        };
        let quote = &row[&format!("quote_{side}")];
        let file = self.path("docs").join(&row[&format!("source_{side}")]);
        let text = fs::read_to_string(&file).expect("a document");
        let (first, rest) = quote.split_once(' ').expect("two words");
        let edited = text.replacen(quote.as_str(), &format!("{first}, then, {rest}"), 1);
        assert_ne!(edited, text, "{quote}");
        fs::write(&file, edited).expect("written");
    }
}

/// What a reader gives in the page: the number of the row, a verdict (empty: taken back), a note.
type Decision = (usize, &'static str, &'static str);

/// `verdicts.csv`, byte for byte as `csv()` of `src/reports/page/page.js` writes it: every row of the
/// report, in UTF-8 with a byte order mark, CR LF, quotation marks only where a cell needs them. The
/// browser's own file is compared with this one below.
fn saved_by_page(rows: &Rows, decisions: &[Decision]) -> String {
    let mut text = String::from(
        "\u{feff}conflict_id,verdict,note,carried,verdict_before,note_before,question,\
         quote_a,quote_b,source_a,source_b,type\r\n",
    );
    for (number, row) in rows.iter().enumerate() {
        let own = |column: &str| row.get(column).cloned().unwrap_or_default();
        let (mut verdict, mut note, mut carried) = (own("verdict"), own("note"), own("carried"));
        for (_, given, written) in decisions.iter().filter(|(at, _, _)| *at == number) {
            // Who gives a verdict has looked.
            (verdict, carried) = ((*given).to_owned(), String::new());
            note = marked(written);
        }
        let cells = [
            own("conflict_id"),
            verdict,
            note,
            carried,
            own("verdict"),
            own("note"),
        ];
        let told = [
            "question", "quote_a", "quote_b", "source_a", "source_b", "type",
        ]
        .map(own);
        let cells = cells.iter().chain(&told).map(|cell| quoted(cell));
        text.push_str(&cells.collect::<Vec<_>>().join(","));
        text.push_str("\r\n");
    }
    text
}

/// The notes of these tests need no finer rule; cells of the report are marked already.
fn marked(note: &str) -> String {
    let apostrophe = if note.starts_with(['=', '-', '+', '@']) {
        "'"
    } else {
        ""
    };
    format!("{apostrophe}{note}")
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

const NOTE: &str = "=SUM(1) \"said\"\nand, more";

/// The first round: every kind of verdict, notes with all that is awkward in CSV, a note alone.
const FIRST: [Decision; 6] = [
    (0, "conflict", NOTE),
    (1, "update", ""),
    (2, "not a conflict", "- no, two towns; see p. 4"),
    (3, "unsure", "été, \u{1F6A2}"),
    (4, "conflict", ""),
    (5, "", "ask Kessler"),
];

/// The second, on a page that starts from the first: changed, taken back, given again, new.
const SECOND: [Decision; 4] = [
    (0, "not a conflict", "read again"),
    (1, "", ""),
    (4, "conflict", ""),
    (6, "update", "new"),
];

/// Checks the verdicts and notes of a report by the identifiers that the rows had.
fn check(case: &Case, out: &str, ids: &[String], wanted: &[Decision]) {
    let rows = case.rows(out);
    for (number, id) in ids.iter().enumerate() {
        let row = rows.iter().find(|row| row["conflict_id"] == *id);
        let row = row.unwrap_or_else(|| panic!("row {number} is there"));
        let decision = wanted.iter().rev().find(|(at, _, _)| *at == number);
        let (_, verdict, note) = decision.unwrap_or(&(0, "", ""));
        assert_eq!(row["verdict"], *verdict, "verdict of row {number}");
        assert_eq!(row["note"], marked(note), "note of row {number}");
    }
    assert!(!wanted.is_empty());
}

fn ids(rows: &Rows) -> Vec<String> {
    rows.iter().map(|row| row["conflict_id"].clone()).collect()
}

/// All that both rounds left: the second where it spoke.
fn both() -> Vec<Decision> {
    FIRST.into_iter().chain(SECOND).collect()
}

#[test]
fn what_the_page_saves_comes_back_to_its_rows() {
    let case = Case::of("flood");
    case.run("out", &[], 0);
    let before = ids(&case.rows("out"));
    case.save("out", &FIRST);
    let said = case.run("out", &["verdicts.csv"], 0);
    assert!(said.contains("6 decided rows carried over"), "{said}");
    check(&case, "out", &before, &FIRST);
    assert!(!case.path("out/verdicts-without-row.csv").exists());

    // In the page that starts from them, the reader changes and takes back: no disagreement, and
    // nothing that the run would refuse to overwrite.
    case.save("out", &SECOND);
    case.run("out", &["verdicts.csv"], 0);
    check(&case, "out", &before, &both());

    // Also where the report that is replaced has to be given too, for its own columns.
    case.save("out", &[(0, "unsure", "third"), (2, "", "")]);
    case.run("out", &["out/conflicts.csv", "verdicts.csv"], 0);
    let third: Vec<Decision> = both()
        .into_iter()
        .chain([(0, "unsure", "third"), (2, "", "")])
        .collect();
    check(&case, "out", &before, &third);
    let marks = case.rows("out");
    assert!(
        marks.iter().all(|row| row["carried"].is_empty()),
        "{marks:?}"
    );
}

/// A page saves what it was made with. What another has decided since is neither overwritten nor
/// hidden.
#[test]
fn a_page_takes_the_place_only_of_what_its_reader_saw() {
    let case = Case::of("flood");
    case.run("out", &[], 0);
    let rows = case.rows("out");
    case.save("out", &[(0, "conflict", "")]);
    case.run("out", &["verdicts.csv"], 0);

    // From the first page, which is still open and knows nothing of the run since.
    let old = saved_by_page(&rows, &[(0, "unsure", "")]);
    fs::write(case.path("verdicts.csv"), old).expect("written");
    let said = case.run("out", &["verdicts.csv"], 2);
    assert!(said.contains("--review out/conflicts.csv"), "{said}");
    case.run("out", &["out/conflicts.csv", "verdicts.csv"], 0);
    let row = &case.rows("out")[0];
    assert_eq!(row["verdict"], "");
    assert!(row["carried"].contains("reviewers disagree"), "{row:?}");

    // Another reviewer's file is no report that the run replaces.
    case.run("fresh", &[], 0);
    case.save("fresh", &[(1, "conflict", "")]);
    fs::rename(case.path("verdicts.csv"), case.path("ben.csv")).expect("renamed");
    let seen = saved_by_page(&rows, &[(1, "update", "")]);
    fs::write(case.path("verdicts.csv"), seen).expect("written");
    case.run("two", &["ben.csv", "verdicts.csv"], 0);
    assert!(case.rows("two")[1]["carried"].contains("reviewers disagree"));
}

#[test]
fn the_page_starts_from_what_was_carried() {
    let case = Case::of("flood");
    case.run("out", &[], 0);
    assert!(!case.page("out").contains("data-verdict=\"conflict\""));
    case.save("out", &FIRST);
    case.run("out", &["verdicts.csv"], 0);
    let rows = case.rows("out");
    let page = case.page("out");
    let card = |page: &str, id: &str| {
        let (_, card) = page.split_once(&format!("id=\"{id}\"")).expect("a card");
        card.split_once("</article>").expect("its end").0.to_owned()
    };
    let first = card(&page, &rows[0]["conflict_id"]);
    for words in [
        "data-verdict=\"conflict\"",
        "data-note=\"=SUM(1) &quot;said&quot;\nand, more\"",
        "<span class=\"decided\">✓ conflict</span>",
        "<p class=\"noted\">Note: =SUM(1) &quot;said&quot;\nand, more</p>",
        "data-carried=\"\"",
    ] {
        assert!(first.contains(words), "{words} in {first}");
    }
    let open = card(&page, &rows[7]["conflict_id"]);
    assert!(open.contains("data-verdict=\"\" data-note=\"\" data-carried=\"\""));

    // The words of a quote change: the card says so, and so does the file that the page saves.
    let txt = |row: &&indexmap::IndexMap<String, String>| {
        !row["verdict"].is_empty() && row["source_a"].ends_with(".txt")
    };
    let mut decided = rows.iter().filter(txt);
    case.edit(decided.next().expect("a decided row from texts"));
    case.run("out", &["verdicts.csv"], 0);
    let changed = case.rows("out");
    let marked: Vec<_> = changed
        .iter()
        .filter(|row| !row["carried"].is_empty())
        .collect();
    assert!(!marked.is_empty(), "a mark");
    let page = case.page("out");
    for row in marked {
        let card = card(&page, &row["conflict_id"]);
        let mark = "<bdi>carried over: text changed</bdi>";
        assert!(card.contains(mark), "{card}");
        let verdict = format!("data-verdict=\"{}\"", row["verdict"]);
        assert!(card.contains(&verdict), "{card}");
    }
    // Until somebody looks, every round keeps the mark.
    case.save("out", &[]);
    case.run("out", &["verdicts.csv"], 0);
    assert_eq!(case.rows("out"), changed);
}

/// The same two rounds in headless Chromium: it saves the bytes that the tests above write, and
/// its own files come back.
#[test]
fn a_browser_saves_just_that_and_starts_from_it() {
    let Some(browser) = browser::find() else {
        return;
    };
    let case = Case::of("flood");
    case.run("out", &[], 0);
    let before = ids(&case.rows("out"));
    let round = |decisions: &[Decision], shown: &str| {
        let wanted = saved_by_page(&case.rows("out"), decisions);
        let list = serde_json::to_vec(decisions).expect("JSON");
        fs::write(case.path("decisions.json"), list).expect("written");
        let arguments = [
            browser.clone(),
            case.path("out"),
            case.path("profile"),
            case.path("decisions.json"),
            case.path("verdicts.csv"),
        ];
        let arguments: Vec<&Path> = arguments.iter().map(PathBuf::as_path).collect();
        let said = browser::drive("review.py", &arguments);
        assert!(said.contains(shown), "{said}");
        let saved = fs::read_to_string(case.path("verdicts.csv")).expect("saved");
        assert_eq!(saved, wanted);
        case.run("out", &["verdicts.csv"], 0);
    };
    round(&FIRST, "began with 0 decided, 0 marked, 0 offered");
    check(&case, "out", &before, &FIRST);
    round(&SECOND, "began with 5 decided, 0 marked, 0 offered");
    check(&case, "out", &before, &both());

    // A sheet says something else than the browser kept: the sheet's word stands, the browser's is
    // offered. A quote changes as well.
    let rows = case.rows("out");
    case.save("out", &[(3, "conflict", "by Ann")]);
    case.edit(&rows[2]);
    case.run("out", &["verdicts.csv"], 0);
    round(&[], "began with 5 decided, 1 marked, 1 offered");
}
