//! What a real spreadsheet makes of our files, where LibreOffice is: it opens the workbook with the
//! cells that the CSV has, and verdicts come back from whatever it saves.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use atodds::reports::{self, Format, Plan, Settings};
use common::{csv_rows, made};

/// The rows of the report; every one is decided on.
const ROWS: usize = 9;

/// How a reviewed CSV file is saved: with semicolons in UTF-8, with tabs in windows-1252, as a
/// workbook.
const SAVED: [(&str, &str, &str); 3] = [
    (
        "csv:Text - txt - csv (StarCalc):59,34,76,1",
        "semicolons",
        "csv",
    ),
    ("csv:Text - txt - csv (StarCalc):9,34,ANSI,1", "tabs", "csv"),
    ("xlsx", "workbook", "xlsx"),
];

/// How LibreOffice is told that a CSV file has commas and is in UTF-8.
const COMMAS: &str = "--infilter=CSV:44,34,76,1";

/// LibreOffice with a profile of its own.
struct Office {
    program: PathBuf,
    folder: tempfile::TempDir,
}

impl Office {
    /// `None`, with a printed word, where it is not installed.
    fn find() -> Option<Self> {
        let folders = std::env::var_os("PATH")?;
        let mut programs = std::env::split_paths(&folders).map(|folder| folder.join("soffice"));
        let program = programs.find(|program| program.is_file());
        if program.is_none() {
            println!("skipped: needs LibreOffice");
        }
        Some(Office {
            program: program?,
            folder: tempfile::tempdir().expect("a folder"),
        })
    }

    /// Saves a file in another format, into a folder of that name.
    fn save(&self, file: &Path, (format, name, ending): (&str, &str, &str)) -> PathBuf {
        let profile = self.folder.path().join("profile");
        let out = self.folder.path().join(name);
        let ran = Command::new(&self.program)
            .arg(format!(
                "-env:UserInstallation=file://{}",
                profile.display()
            ))
            .arg("--headless")
            .args(
                file.extension()
                    .is_some_and(|it| it == "csv")
                    .then_some(COMMAS),
            )
            .args(["--convert-to", format, "--outdir"])
            .args([&out, file])
            .output()
            .expect("LibreOffice runs");
        let saved = out.join(file.with_extension(ending).file_name().expect("a name"));
        assert!(saved.is_file(), "{ran:?}");
        saved
    }
}

#[test]
fn verdicts_come_back_from_what_libreoffice_saves() {
    let Some(office) = Office::find() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let mut findings = made::run(ROWS);
    findings.conflicts[1].question = "=1+1".into();
    findings.conflicts[2].why = "Été, said \"Ida\";\nnobody else.".into();
    let first = folder.path().join("first");
    let settings = Settings {
        formats: vec![Format::Xlsx],
        ..Settings::default()
    };
    let plan = Plan::read(&first, settings).expect("nothing to read");
    reports::write_planned(&findings, &first, &plan).expect("written");

    let mut decided = csv_rows(&first.join("conflicts.csv"));
    decided.reverse();
    let mut writer = csv::Writer::from_path(folder.path().join("ann.csv")).expect("a file");
    for (number, row) in decided.iter_mut().enumerate() {
        let verdict = ["conflict", "update", "not a conflict", "unsure"][number % 4];
        row.insert("verdict".into(), verdict.into());
        row.insert("note".into(), format!("\"row\" {number}; é, or\ntwo lines"));
        row.insert("priority".into(), format!("{number} of 9"));
    }
    writer.write_record(decided[0].keys()).expect("written");
    for row in &decided {
        writer.write_record(row.values()).expect("written");
    }
    writer.flush().expect("written");

    for saved in SAVED {
        let file = office.save(&folder.path().join("ann.csv"), saved);
        let settings = Settings {
            review: vec![file],
            ..Settings::default()
        };
        let out = folder.path().join(saved.1);
        let plan = Plan::read(&out, settings).expect("a review");
        let written = reports::write_planned(&findings, &out, &plan).expect("written");
        assert_eq!(
            (written.carried, written.without_row),
            (ROWS, 0),
            "{saved:?}"
        );
        let found = csv_rows(&out.join("conflicts.csv"));
        for (found, wanted) in found.iter().zip(decided.iter().rev()) {
            assert_eq!(found["carried"], "", "{saved:?}");
            for (column, cell) in wanted {
                assert_eq!(&found[column], cell, "{saved:?}: {column}");
            }
        }
    }
}

#[test]
fn libreoffice_opens_the_workbook_with_the_cells_of_the_csv() {
    let Some(office) = Office::find() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let mut findings = made::run(ROWS);
    for conflict in &mut findings.conflicts {
        conflict.relation = atodds::conflicts::Relation::Conflict;
    }
    findings.conflicts[1].question = "=1+1".into();
    findings.conflicts[2].why = "Été, said \"Ida\";\nnobody else.".into();
    reports::write_as(&findings, folder.path(), &[Format::Xlsx]).expect("written");
    let plain = ("csv:Text - txt - csv (StarCalc):44,34,76,1", "plain", "csv");
    let saved = office.save(&folder.path().join("report.xlsx"), plain);
    assert!(
        !fs::read_to_string(&saved)
            .expect("UTF-8")
            .contains("#NAME?")
    );
    let (found, wanted) = (
        csv_rows(&saved),
        csv_rows(&folder.path().join("conflicts.csv")),
    );
    assert_eq!(found.len(), wanted.len());
    for (found, wanted) in found.iter().zip(&wanted) {
        for (column, cell) in wanted {
            let cell = atodds::review::marks::without_mark(cell);
            // 0.50 is shown as a spreadsheet shows a number; its value is another test's.
            if column != "score" {
                assert_eq!(found[column], cell, "{column}");
            }
        }
    }
}
