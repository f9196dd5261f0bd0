//! Reports with what reviewers decided in them, as CSV, workbook and JSON Lines; and what changed
//! since an earlier run.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use atodds::pipeline::Findings;
use atodds::reports::{self, Format, Plan, Settings, Written};
use atodds::{Error, review};
use calamine::{Data, Reader, Xlsx, open_workbook};
use common::{Rows, csv_rows, files, made};

fn write(findings: &Findings, out: &Path, settings: Settings) -> Result<Written, Error> {
    let plan = Plan::read(out, settings)?;
    reports::write_planned(findings, out, &plan)
}

fn all() -> Settings {
    Settings {
        formats: vec![Format::Csv, Format::Xlsx, Format::Json],
        about: vec![("documents".into(), "docs".into())],
        ..Settings::default()
    }
}

fn reviewing(files: &[PathBuf]) -> Settings {
    Settings {
        review: files.to_vec(),
        ..all()
    }
}

fn sheet_rows(file: &Path, sheet: &str) -> Rows {
    let mut workbook: Xlsx<_> = open_workbook(file).expect("a workbook");
    let range = workbook.worksheet_range(sheet).expect(sheet);
    let text = |cell: &Data| match cell {
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        cell => cell.to_string(),
    };
    let mut rows = range.rows();
    let header: Vec<String> = rows.next().expect("a header").iter().map(text).collect();
    rows.map(|row| header.iter().cloned().zip(row.iter().map(text)).collect())
        .collect()
}

/// Decides on a row of a CSV file, by its rank.
fn decide(file: &Path, decisions: &[(usize, &str, &str)]) {
    let text = fs::read_to_string(file).expect("a report");
    let mut lines: Vec<String> = text.split("\r\n").map(str::to_owned).collect();
    for (rank, verdict, note) in decisions {
        let cluster = format!(",g{},", rank - 1);
        let decided = lines[*rank].replace(
            &format!(",,{cluster}"),
            &format!(",{verdict},{note}{cluster}"),
        );
        assert_ne!(decided, lines[*rank]);
        lines[*rank] = decided;
    }
    fs::write(file, lines.join("\r\n")).expect("written");
}

#[test]
fn the_workbook_holds_what_the_csv_holds() {
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path();
    let mut findings = made::run(20);
    findings.conflicts[0].question = "=1+1".into();
    findings.conflicts[1].why = "control \u{1} and _x0041_ and tab\t.".into();
    write(&findings, out, all()).expect("written");

    let workbook = out.join("report.xlsx");
    let names = open_workbook::<Xlsx<_>, _>(&workbook)
        .expect("a workbook")
        .sheet_names();
    assert_eq!(
        names,
        [
            "Conflicts",
            "Clusters",
            "Sources",
            "Agreement matrix",
            "Updates",
            "About"
        ]
    );
    let csv = csv_rows(&out.join("conflicts.csv"));
    let sheets = [("Conflicts", "conflict"), ("Updates", "update")];
    for (sheet, relation) in sheets {
        let wanted: Rows = csv
            .iter()
            .filter(|row| row["relation"] == relation)
            .cloned()
            .collect();
        let found = sheet_rows(&workbook, sheet);
        assert_eq!(found.len(), wanted.len(), "{sheet}");
        for (found, wanted) in found.iter().zip(&wanted) {
            for (column, cell) in wanted {
                let plain = review::marks::without_mark(cell);
                let is_share = column == "score" && !plain.is_empty();
                if is_share {
                    let found: f64 = found[column].parse().expect("a number");
                    assert_eq!(format!("{found:.2}"), plain, "{sheet}");
                } else {
                    assert_eq!(found[column], plain, "{sheet}: {column}");
                }
            }
        }
    }
    let sources = sheet_rows(&workbook, "Sources");
    assert_eq!(sources.len(), 12);
    assert_eq!(sources[0]["source"], "herald-00.txt");
    let clusters = sheet_rows(&workbook, "Clusters");
    assert_eq!(clusters.len(), 40, "a row a side");
    assert_eq!(clusters[0]["answer"], "10 people");
    assert!(
        clusters[0]["who"].starts_with("the mayor (herald-00.txt): “At least 10 people"),
        "{}",
        clusters[0]["who"]
    );
}

/// What a person sees: the clashing words in bold, the drop-down, the bar, no formula anywhere.
#[test]
fn the_workbook_is_made_for_a_reviewer() {
    let out = tempfile::tempdir().expect("a folder");
    write(&made::run(3), out.path(), all()).expect("written");
    let file = fs::File::open(out.path().join("report.xlsx")).expect("a workbook");
    let mut archive = zip::ZipArchive::new(file).expect("an archive");
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut part = archive.by_name(name).expect(name);
        std::io::Read::read_to_string(&mut part, &mut text).expect("XML");
        text
    };
    let sheet = part("xl/worksheets/sheet1.xml");
    for wanted in [
        "<b/>",
        ">10 people</t>",
        "type=\"list\"",
        "\"conflict,update,not a conflict,unsure\"",
        "dataBar",
        "<autoFilter ",
        "state=\"frozen\"",
        "fitToHeight=\"0\"",
        "orientation=\"landscape\"",
        "collapsed=\"1\"",
    ] {
        assert!(sheet.contains(wanted), "{wanted}");
    }
    assert!(!sheet.contains("<f>"), "no formula");
    // The header is as high as rows are by default, every other row as its texts need.
    let heights = rows(&sheet)
        .into_iter()
        .filter_map(|row| row.split("ht=\"").nth(1)?.split('"').next());
    assert_eq!(heights.collect::<Vec<_>>(), ["56.25"; 3]);
    assert!(sheet.contains("<sheetFormatPr defaultRowHeight=\"15\""));
    assert!(sheet.contains("<col min=\"1\" max=\"1\" width=\"6."));
    assert!(part("xl/styles.xml").contains("wrapText=\"1\""));
    // A row that stands there twice makes a spreadsheet call the file damaged.
    for number in 1..=6 {
        let sheet = part(&format!("xl/worksheets/sheet{number}.xml"));
        let rows = rows(&sheet);
        let numbers: BTreeSet<_> = rows.iter().map(|row| row.split('"').nth(1)).collect();
        assert_eq!(numbers.len(), rows.len(), "sheet {number}: {rows:?}");
    }
    assert!(
        part("docProps/core.xml").contains("2000-01-01"),
        "no date of the day"
    );
}

/// The tags with which the rows of a sheet begin.
fn rows(sheet: &str) -> Vec<&str> {
    let rows = sheet.split("<row ").skip(1);
    rows.map(|row| row.split('>').next().unwrap_or(row))
        .collect()
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let written = || {
        let out = tempfile::tempdir().expect("a folder");
        write(&made::run(30), out.path(), all()).expect("written");
        files(out.path())
    };
    assert_eq!(written(), written());
}

#[test]
fn each_format_writes_its_files_and_removes_those_of_others() {
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path();
    let names = |formats: &[Format]| {
        let settings = Settings {
            formats: formats.to_vec(),
            ..Settings::default()
        };
        write(&made::run(2), out, settings).expect("written");
        let names: Vec<String> = files(out)
            .keys()
            .map(|name| name.display().to_string())
            .collect();
        names.join(" ")
    };
    let csv = "agreement.csv claims.csv clusters.csv conflicts.csv sources.csv unlikely.csv";
    assert_eq!(names(&[Format::Csv]), csv);
    assert_eq!(
        names(&[Format::Xlsx]),
        csv.replace(" sources", " report.xlsx sources")
    );
    let json = "agreement.csv agreement.jsonl claims.csv claims.jsonl clusters.csv clusters.jsonl \
        conflicts.csv conflicts.jsonl report.html sources.csv sources.jsonl unlikely.csv unlikely.jsonl";
    assert_eq!(names(&[Format::Json, Format::Html]), json);
    assert_eq!(names(&[Format::Csv]), csv);
}

#[test]
fn json_lines_have_an_object_a_row() {
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path();
    write(&made::run(5), out, all()).expect("written");
    for (name, rows) in [
        ("conflicts", 5),
        ("claims", 10),
        ("clusters", 5),
        ("sources", 12),
    ] {
        let text = fs::read_to_string(out.join(format!("{name}.jsonl"))).expect(name);
        let objects = text
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
        assert_eq!(
            objects.filter(serde_json::Value::is_object).count(),
            rows,
            "{name}"
        );
    }
    let text = fs::read_to_string(out.join("clusters.jsonl")).expect("clusters");
    let first: serde_json::Value =
        serde_json::from_str(text.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first["side_list"][1]["answer"], "3 people");
    assert_eq!(first["side_list"][1]["claims"][0], "c0-1");
}

/// `docs/JSON.md` has a table a file, with the keys in its first column.
#[test]
fn json_lines_have_the_keys_that_are_documented() {
    const OF_SOME_RUNS: [&str; 2] = ["change", "carried"];
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path();
    write(&made::run(5), out, all()).expect("written");
    let documented = include_str!("../docs/JSON.md");
    let parts = documented
        .split("\n## ")
        .filter_map(|part| part.split_once(": "));
    let parts: Vec<_> = parts.filter(|(file, _)| file.ends_with(".jsonl")).collect();
    assert_eq!(parts.len(), 3, "the others have no keys of their own");
    for (file, table) in parts {
        let rows = table.lines().filter(|line| line.starts_with("| `"));
        let cells = rows.filter_map(|row| row.split('|').nth(1));
        let keys = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
        let keys: BTreeSet<&str> = keys.filter(|key| !OF_SOME_RUNS.contains(key)).collect();
        let text = fs::read_to_string(out.join(file)).expect(file);
        let first: serde_json::Value =
            serde_json::from_str(text.lines().next().expect(file)).expect("JSON");
        let found = first.as_object().expect("an object").keys();
        let found: BTreeSet<&str> = found.map(String::as_str).collect();
        assert_eq!(found, keys, "{file}");
    }
}

#[test]
fn verdicts_come_back_from_csv_and_from_the_workbook() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = folder.path().join("first");
    write(&made::run(6), &first, all()).expect("written");
    decide(
        &first.join("conflicts.csv"),
        &[
            (1, "conflict", "clear"),
            (3, "unsure", ""),
            (5, "", "'=look again"),
        ],
    );
    // The file itself is carried over, so it may be replaced.
    let written = write(
        &made::run(6),
        &first,
        reviewing(&[first.join("conflicts.csv")]),
    )
    .expect("written");
    assert_eq!((written.carried, written.without_row), (3, 0));

    // From the workbook into another folder, and from there into a third.
    let mut from = first.join("report.xlsx");
    for next in ["second", "third"] {
        let next = folder.path().join(next);
        write(&made::run(6), &next, reviewing(&[from])).expect("written");
        let rows = csv_rows(&next.join("conflicts.csv"));
        let verdicts: Vec<&str> = rows.iter().map(|row| row["verdict"].as_str()).collect();
        assert_eq!(verdicts, ["conflict", "", "unsure", "", "", ""]);
        assert_eq!(rows[0]["note"], "clear");
        assert_eq!(rows[4]["note"], "'=look again");
        assert!(rows.iter().all(|row| row["carried"].is_empty()));
        from = next.join("report.xlsx");
    }
}

#[test]
fn what_finds_no_row_is_kept_until_it_finds_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    write(&made::run(6), &first, all()).expect("written");
    decide(
        &first.join("conflicts.csv"),
        &[(1, "conflict", ""), (6, "not a conflict", "two counts")],
    );
    let reviewed = first.join("conflicts.csv");

    let written = write(
        &made::run(3),
        &second,
        reviewing(std::slice::from_ref(&reviewed)),
    )
    .expect("written");
    assert_eq!((written.carried, written.without_row), (1, 1));
    let list = second.join(reports::WITHOUT_ROW);
    let rows = csv_rows(&list);
    assert_eq!(rows.len(), 1);
    let whole = csv_rows(&reviewed);
    for (column, cell) in &whole[5] {
        assert_eq!(&rows[0][column], cell, "{column} is kept as it was");
    }
    assert_eq!(rows[0]["from"], "conflicts.csv, row 7");

    // The next run reads the list along, though only the new report is given.
    let report = second.join("conflicts.csv");
    write(
        &made::run(3),
        &second,
        reviewing(std::slice::from_ref(&report)),
    )
    .expect("written");
    assert_eq!(csv_rows(&list), rows);
    // A run that is given no review leaves it alone, and stops for the verdict.
    assert!(matches!(
        write(&made::run(3), &second, all()),
        Err(Error::Verdicts { .. })
    ));
    assert_eq!(csv_rows(&list), rows);
    // The documents come back, and so does the verdict.
    let written = write(&made::run(6), &second, reviewing(&[report])).expect("written");
    assert_eq!((written.carried, written.without_row), (2, 0));
    assert!(!list.exists());
    let row = &csv_rows(&second.join("conflicts.csv"))[5];
    assert_eq!(
        (row["verdict"].as_str(), row["note"].as_str()),
        ("not a conflict", "two counts")
    );
}

#[test]
fn a_file_with_verdicts_is_replaced_only_by_one_that_holds_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let (out, elsewhere) = (folder.path().join("out"), folder.path().join("ann.csv"));
    write(&made::run(6), &out, all()).expect("written");
    fs::copy(out.join("conflicts.csv"), &elsewhere).expect("copied");
    decide(&elsewhere, &[(1, "conflict", "")]);
    // Twice the same review: the report of the first time holds nothing that the second lacks.
    for _ in 0..2 {
        write(
            &made::run(6),
            &out,
            reviewing(std::slice::from_ref(&elsewhere)),
        )
        .expect("written");
    }
    // Somebody decided one more row in the report itself.
    decide(&out.join("conflicts.csv"), &[(2, "unsure", "")]);
    let before = files(&out);
    let error = write(
        &made::run(6),
        &out,
        reviewing(std::slice::from_ref(&elsewhere)),
    )
    .expect_err("a verdict would go");
    let error = error.to_string();
    assert!(
        error.contains("conflicts.csv, row 3") && error.contains("--review"),
        "{error}"
    );
    assert_eq!(files(&out), before);
    let both = [elsewhere, out.join("conflicts.csv")];
    assert_eq!(
        write(&made::run(6), &out, reviewing(&both))
            .expect("written")
            .carried,
        2
    );
    // The same holds for the workbook.
    fs::remove_file(out.join("conflicts.csv")).expect("removed");
    assert!(matches!(
        write(&made::run(6), &out, all()),
        Err(Error::Verdicts { .. })
    ));
}

#[test]
fn columns_of_reviewers_follow_those_of_the_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    write(&made::run(2), &first, Settings::default()).expect("written");
    let text = fs::read_to_string(first.join("conflicts.csv")).expect("a report");
    let mut lines: Vec<String> = text.split("\r\n").map(str::to_owned).collect();
    lines[0] += ",desk";
    lines[1] += ",foreign";
    lines[2] += ",";
    let ann = folder.path().join("ann.csv");
    fs::write(&ann, lines.join("\r\n")).expect("written");
    let settings = Settings {
        baseline: Some(first.clone()),
        ..reviewing(&[ann])
    };
    write(&made::run(2), &second, settings).expect("written");
    let rows = csv_rows(&second.join("conflicts.csv"));
    let columns: Vec<&String> = rows[0].keys().collect();
    assert_eq!(columns[29..], ["end_b", "change", "carried", "desk"]);
    assert_eq!(
        (rows[0]["desk"].as_str(), rows[1]["desk"].as_str()),
        ("foreign", "")
    );
    assert_eq!(
        sheet_rows(&second.join("report.xlsx"), "Conflicts")[0]["desk"],
        "foreign"
    );
}

#[test]
fn rows_are_new_changed_or_the_same_and_what_is_gone_is_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    write(&made::run(4), &first, all()).expect("written");
    let before = files(&first);
    let mut findings = made::run(5);
    findings.conflicts.remove(0);
    findings.conflicts[0].answer_a = "somewhat more".into();
    let settings = Settings {
        baseline: Some(first.clone()),
        ..all()
    };
    let written = write(&findings, &second, settings).expect("written");
    assert_eq!(written.gone, 1);
    let changes: Vec<String> = csv_rows(&second.join("conflicts.csv"))
        .iter()
        .map(|row| row["change"].clone())
        .collect();
    assert_eq!(changes, ["changed", "same", "same", "new"]);
    let gone = csv_rows(&second.join("gone.csv"));
    assert_eq!(gone.len(), 1);
    assert_eq!(gone[0]["conflict_id"], "x000000000000");
    assert_eq!(gone[0]["change"], "gone");
    assert_eq!(
        files(&first),
        before,
        "nothing in the earlier folder changed"
    );

    let same = Settings {
        baseline: Some(second.clone()),
        ..all()
    };
    let error = write(&findings, &second, same)
        .expect_err("the same folder")
        .to_string();
    assert!(error.contains("--out"), "{error}");
    let absent = Settings {
        baseline: Some(folder.path().join("absent")),
        ..all()
    };
    let error = write(&findings, &second, absent)
        .expect_err("no reports")
        .to_string();
    assert!(error.contains("conflicts.csv"), "{error}");
}

#[test]
fn a_cell_that_is_too_long_is_cut_in_the_workbook_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path();
    let mut findings = made::run(2);
    findings.conflicts[0].why = "y".repeat(40_000);
    write(&findings, out, all()).expect("written");
    assert_eq!(csv_rows(&out.join("conflicts.csv"))[0]["why"].len(), 40_000);
    let cut = &sheet_rows(&out.join("report.xlsx"), "Conflicts")[0]["why"];
    assert!(
        cut.ends_with("the whole has 40000 characters]"),
        "{}",
        &cut[32_000..]
    );
    assert!(cut.chars().count() <= 32_767);
}

#[test]
fn a_blind_sample_shows_no_score_and_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    write(&made::run(40), &first, Settings::default()).expect("written");
    let sample = |seed| {
        let mut bytes = Vec::new();
        reports::print_sample(&first, 10, seed, &mut bytes)
            .expect("a sample")
            .expect("printed");
        String::from_utf8(bytes).expect("UTF-8")
    };
    assert_eq!(sample(1), sample(1));
    assert_ne!(sample(1), sample(2));
    let header = sample(1).lines().next().expect("a header").to_owned();
    for column in ["score", "rank", "relation", "why"] {
        assert!(
            !header.split(',').any(|name| name.ends_with(column)),
            "{header}"
        );
    }
    let blind = folder.path().join("blind.csv");
    let decided = sample(1).replace(",,\r\n", ",conflict,\r\n");
    fs::write(&blind, decided).expect("written");
    let stats = review::stats::of(
        std::slice::from_ref(&blind),
        Some(&first.join("conflicts.csv")),
    )
    .expect("stats");
    assert_eq!((stats.decided, stats.open), (10, 0));
    let total: usize = stats.by_type.iter().map(|(.., share)| share.of).sum();
    let right: usize = stats.by_type.iter().map(|(.., share)| share.with).sum();
    let conflicts = stats
        .by_type
        .iter()
        .find(|(relation, ..)| relation == "conflict")
        .expect("some");
    assert_eq!(
        (total, right),
        (10, conflicts.2.of),
        "an update called a conflict is wrong"
    );
    assert_eq!(
        write(&made::run(40), &second, reviewing(&[blind]))
            .expect("written")
            .carried,
        10
    );
}
