//! A review over several runs of the binary: the documents change, the verdicts stay.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{ROOT, Rows, atodds, csv_rows, files};

/// The rows of a table, each by column.
/// Reports of a fixture with a decision on every row, and room for more runs.
struct Review {
    folder: tempfile::TempDir,
    decided: Rows,
}

impl Review {
    /// Analyzes a copy of a fixture and decides on every row; the note says which row it was.
    fn of(fixture: &str) -> Self {
        let review = Review {
            folder: tempfile::tempdir().expect("a folder"),
            decided: Rows::new(),
        };
        for (name, bytes) in files(&Path::new(ROOT).join("fixtures").join(fixture)) {
            let file = review.path("docs").join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("created");
            fs::write(file, bytes).expect("written");
        }
        review.run(&["analyze", "docs", "--out", "first"], 0);
        let mut decided = csv_rows(&review.path("first/conflicts.csv"));
        assert!(decided.len() > 4, "{} rows to decide on", decided.len());
        for (number, row) in decided.iter_mut().enumerate() {
            let verdict = ["conflict", "update", "not a conflict", "unsure"][number % 4];
            row.insert("verdict".into(), verdict.into());
            row.insert("note".into(), format!("row {number}."));
        }
        let mut writer = csv::WriterBuilder::new()
            .delimiter(b';')
            .from_writer(Vec::new());
        writer
            .write_record(decided[0].keys())
            .expect("memory takes all");
        for row in decided.iter().rev() {
            writer.write_record(row.values()).expect("memory takes all");
        }
        let bytes = writer.into_inner().expect("memory takes all");
        fs::write(review.path("ann.csv"), bytes).expect("written");
        Review { decided, ..review }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str], code: i32) -> String {
        let output = atodds()
            .current_dir(self.folder.path())
            .args(arguments)
            .output()
            .expect("it ran");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        said + &String::from_utf8_lossy(&output.stdout)
    }

    /// Runs with the review and checks every decision: it stands once, on a row with its own
    /// quotes or in the list. Returns how many stand on a row.
    fn carried(&self, out: &str) -> usize {
        let arguments = [
            "analyze",
            "docs",
            "--out",
            out,
            "--review",
            "ann.csv",
            "--baseline",
            "first",
        ];
        self.run(&arguments, 0);
        // Among the conflicts, or among those that score too low to be.
        let mut new = csv_rows(&self.path(out).join("conflicts.csv"));
        new.extend(csv_rows(&self.path(out).join("unlikely.csv")));
        let list = self.path(out).join("verdicts-without-row.csv");
        let list = if list.is_file() {
            csv_rows(&list)
        } else {
            Rows::new()
        };
        let mut carried = 0;
        for old in &self.decided {
            let here: Vec<_> = new
                .iter()
                .filter(|row| row["note"] == old["note"])
                .collect();
            let apart = list.iter().filter(|row| row["note"] == old["note"]).count();
            assert_eq!(here.len() + apart, 1, "{old:?}");
            carried += here.len();
            for row in here {
                assert_eq!(row["verdict"], old["verdict"]);
                assert_eq!(row["type"], old["type"]);
                let near =
                    |a: &str, b: &str| strsim::normalized_levenshtein(&old[a], &row[b]) > 0.8;
                assert!(
                    near("quote_a", "quote_a") && near("quote_b", "quote_b")
                        || near("quote_a", "quote_b") && near("quote_b", "quote_a"),
                    "{old:?} is now on {row:?}"
                );
                assert_ne!(row["change"], "new", "{row:?}");
            }
        }
        carried
    }
}

#[test]
fn verdicts_outlive_edits_of_the_documents() {
    for fixture in ["aleppo", "flood"] {
        let review = Review::of(fixture);
        let all = review.decided.len();
        assert_eq!(review.carried("same"), all, "{fixture}: nothing changed");

        fs::write(
            review.path("docs/0-new.txt"),
            "The harbour of Varel was reopened on Friday.\nNobody was hurt when the crane fell, Anna Kessler said.\n",
        )
        .expect("written");
        // A run of other size weighs words otherwise, so that rows may go to the list.
        let with_one_more = review.carried("more");
        assert!(
            with_one_more * 2 >= all,
            "{fixture}: a document came in, {with_one_more} of {all} are on rows"
        );

        // One word in, in the longest quote that stands in a file as it is.
        let quotes = review
            .decided
            .iter()
            .map(|row| (&row["source_a"], &row["quote_a"]));
        let plain = quotes.filter(|(source, _)| source.ends_with(".txt"));
        let (source, quote) = plain.max_by_key(|(_, quote)| quote.len()).expect("a quote");
        let file = review.path("docs").join(source);
        let text = fs::read_to_string(&file).expect("a document");
        let (first, rest) = quote.split_once(' ').expect("two words");
        let edited = text.replacen(quote.as_str(), &format!("{first}, then, {rest}"), 1);
        assert_ne!(edited, text);
        fs::write(&file, edited).expect("written");
        assert!(
            review.carried("edited") + 2 >= with_one_more,
            "{fixture}: a word came in"
        );

        fs::rename(&file, review.path("docs/another-name.txt")).expect("renamed");
        assert!(
            2 * review.carried("renamed") >= with_one_more,
            "{fixture}: a file was renamed"
        );

        fs::remove_file(review.path("docs/another-name.txt")).expect("removed");
        review.carried("less");
    }
}

#[test]
fn a_review_is_counted_sampled_and_guarded() {
    let review = Review::of("flood");
    let all = review.decided.len();
    let stats = review.run(&["review", "stats", "ann.csv"], 0);
    assert!(
        stats.contains(&format!("{} decided", all - all / 4)),
        "{stats}"
    );
    let two = review.run(&["review", "stats", "ann.csv", "ann.csv"], 0);
    assert!(two.contains("Cohen's kappa    1.00"), "{two}");
    let sample = review.run(
        &["review", "sample", "3", "--reports", "first", "--seed", "4"],
        0,
    );
    assert_eq!(sample.split_terminator("\r\n").count(), 4, "{sample}");

    // The reviewed file in the place of the report: a run without it stops before it reads.
    fs::copy(review.path("ann.csv"), review.path("first/conflicts.csv")).expect("copied");
    let before = files(&review.path("first"));
    let said = review.run(&["analyze", "docs", "--out", "first"], 2);
    assert!(said.contains("--review first/conflicts.csv"), "{said}");
    assert_eq!(files(&review.path("first")), before);
    let said = review.run(
        &[
            "analyze",
            "docs",
            "--out",
            "first",
            "--review",
            "first/conflicts.csv",
        ],
        0,
    );
    assert!(
        said.contains(&format!("{all} decided rows carried over")),
        "{said}"
    );

    for (file, bytes, word) in [
        (
            "bad.csv",
            "id,verdict\nx,conflict\n".as_bytes(),
            "conflict_id",
        ),
        ("bad.xlsx", b"PK\x03\x04 and no more", "workbook"),
    ] {
        fs::write(review.path(file), bytes).expect("written");
        let said = review.run(&["analyze", "docs", "--out", "bad", "--review", file], 2);
        assert!(said.contains(file) && said.contains(word), "{said}");
        assert!(!review.path("bad").exists());
    }
    fs::write(review.path("odd.csv"), "conflict_id,verdict\nx1,perhaps\n").expect("written");
    let said = review.run(
        &["analyze", "docs", "--out", "odd", "--review", "odd.csv"],
        0,
    );
    assert!(
        said.contains("odd.csv, row 2") && said.contains("perhaps"),
        "{said}"
    );
}
