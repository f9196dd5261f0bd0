//! Reviewed files in all the ways in which people save them, and files that are none.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use atodds::Error;
use atodds::review::{self, Reviewed};
use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const COLUMNS: [&str; 10] = [
    "conflict_id",
    "rank",
    "type",
    "source_a",
    "published_a",
    "quote_a",
    "source_b",
    "quote_b",
    "verdict",
    "note",
];

/// A report as it is written, with two decisions in it.
const PLAIN: &str = "conflict_id,rank,type,source_a,published_a,quote_a,source_b,quote_b,verdict,note\r\n\
    x1,1,quantity,a.txt,2016-09-01,\"Forty drowned, he said.\",b.txt,Été: eleven drowned.,conflict,\"see \"\"p. 4\"\"\"\r\n\
    x2,2,actor,a.txt,2016-09-01,The army left.,b.txt,The guard left.,,\r\n\
    x3,3,actor,a.txt,,'- She went.,b.txt,He went.,Not a conflict,\r\n";

fn columns() -> Vec<String> {
    COLUMNS.map(str::to_owned).to_vec()
}

fn read_bytes(name: &str, bytes: &[u8]) -> Result<Reviewed, Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(name);
    fs::write(&file, bytes).expect("written");
    review::read(&file, &columns())
}

/// What was read, as lines: identifier, verdict, note, added columns.
fn decisions(reviewed: &Reviewed) -> Vec<String> {
    let rows = reviewed.rows.iter();
    rows.map(|row| {
        let added: Vec<String> = row
            .added
            .iter()
            .map(|(name, cell)| format!("{name}={cell}"))
            .collect();
        let parts = [&row.matter.id, &row.verdict, &row.note];
        format!(
            "{}; {}",
            parts.map(String::as_str).join("; "),
            added.join("; ")
        )
    })
    .collect()
}

const DECIDED: [&str; 2] = ["x1; conflict; see \"p. 4\"; ", "x3; not a conflict; ; "];

#[test]
fn the_same_decisions_are_read_however_a_file_was_saved() {
    let utf16 = |text: &str, little: bool| -> Vec<u8> {
        let units = ['\u{feff}']
            .into_iter()
            .chain(text.chars())
            .collect::<String>();
        let bytes = units.encode_utf16();
        let bytes = bytes.map(|unit| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        });
        bytes.flatten().collect()
    };
    let with_separator = |separator: u8, quote: u8, always: bool| -> Vec<u8> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(PLAIN.as_bytes());
        let style = if always {
            csv::QuoteStyle::Always
        } else {
            csv::QuoteStyle::Necessary
        };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(separator)
            .quote(quote)
            .quote_style(style)
            .from_writer(Vec::new());
        for record in reader.records() {
            writer
                .write_record(&record.expect("a row"))
                .expect("memory takes all");
        }
        writer.into_inner().expect("memory takes all")
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("as it was written", PLAIN.into()),
        ("with a byte order mark", format!("\u{feff}{PLAIN}").into()),
        ("with line feeds alone", PLAIN.replace("\r\n", "\n").into()),
        ("with semicolons", with_separator(b';', b'"', false)),
        ("with tabs", with_separator(b'\t', b'"', false)),
        ("with all cells quoted", with_separator(b',', b'"', true)),
        (
            "with apostrophes for quotation marks",
            with_separator(b';', b'\'', true),
        ),
        (
            "as Unicode text",
            utf16(&text(with_separator(b'\t', b'"', false)), true),
        ),
        ("in UTF-16 from the other end", utf16(PLAIN, false)),
        ("in UTF-16 without a mark", utf16(PLAIN, true)[2..].to_vec()),
        ("in windows-1252", {
            let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(PLAIN);
            bytes.into_owned()
        }),
        (
            "with a hint at the separator",
            [b"sep=;\r\n", with_separator(b';', b'"', false).as_slice()].concat(),
        ),
        (
            "below a title",
            format!("Review of Ann,,\r\n,,\r\n{PLAIN}").into(),
        ),
        (
            "with other dates",
            PLAIN.replace("2016-09-01", "01/09/2016").into(),
        ),
        (
            "with verdicts in capitals",
            PLAIN.replace(",conflict,", ", CONFLICT ,").into(),
        ),
        (
            "with a column of capitals",
            PLAIN.replacen("conflict_id", "Conflict_ID", 1).into(),
        ),
    ];
    for (name, bytes) in cases {
        let reviewed = read_bytes("review.csv", &bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(decisions(&reviewed), DECIDED, "{name}");
        assert_eq!(reviewed.ids, ["x1", "x2", "x3"], "{name}");
        assert!(
            reviewed.warnings.is_empty() && reviewed.added.is_empty(),
            "{name}"
        );
    }
}

#[test]
fn columns_may_be_moved_removed_and_added() {
    let moved = "owner;verdict;conflict_id;note;seen on;;Note\r\n\
        Ann;conflict;x1;;3 May;loose;second\r\n\
        ;;x2;;;;\r\n\
        Ben;;x3;;;;\r\n";
    let reviewed = read_bytes("review.csv", moved.as_bytes()).expect("a review");
    assert_eq!(
        decisions(&reviewed),
        [
            "x1; conflict; ; owner=Ann; seen on=3 May; column 6=loose; Note (2)=second",
            "x3; ; ; owner=Ben"
        ]
    );
    assert_eq!(reviewed.added, ["owner", "seen on", "column 6", "Note (2)"]);
}

#[test]
fn our_own_further_columns_are_no_reviewers() {
    let text = "conflict_id,verdict,note,change,carried,from,reason\r\nx1,,,new,carried over: text changed,a,b\r\nx2,update,,,reviewers disagree,,\r\n";
    let reviewed = read_bytes("review.csv", text.as_bytes()).expect("a review");
    assert_eq!(decisions(&reviewed), ["x2; update; ; "]);
    assert_eq!(reviewed.rows[0].carried, "reviewers disagree");
}

#[test]
fn an_unknown_verdict_is_warned_of_and_kept_in_the_note() {
    let text =
        "conflict_id,verdict,note\r\nx1,maybe,\r\nx2,Perhaps not,ask Ben\r\nx3,not_a_conflict,\r\n";
    let reviewed = read_bytes("ann.csv", text.as_bytes()).expect("a review");
    assert_eq!(
        decisions(&reviewed),
        [
            "x1; ; verdict: maybe; ",
            "x2; ; ask Ben | verdict: Perhaps not; ",
            "x3; not a conflict; ; "
        ]
    );
    assert_eq!(reviewed.warnings.len(), 2);
    for word in ["ann.csv, row 2", "\"maybe\"", "not a conflict", "note"] {
        assert!(
            reviewed.warnings[0].contains(word),
            "{:?}",
            reviewed.warnings
        );
    }
}

#[test]
fn workbooks_of_several_sheets_are_read() {
    let mut workbook = Workbook::new();
    let cover = workbook.add_worksheet();
    cover.write(0, 0, "Reviewed by Ann").expect("written");
    for (name, id) in [("Conflicts", "x1"), ("Updates", "x9")] {
        let sheet = workbook.add_worksheet().set_name(name).expect("a name");
        let header = [
            "rank",
            "verdict",
            "conflict_id",
            "when",
            "share",
            "note",
            "sure",
        ];
        for (column, name) in (0..).zip(header) {
            sheet.write(0, column, name).expect("written");
        }
        sheet.write(1, 0, 1).expect("written");
        sheet.write(1, 1, "update").expect("written");
        sheet.write(1, 2, id).expect("written");
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2016, 9, 1).expect("a day");
        let format = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
        sheet
            .write_datetime_with_format(1, 3, day, &format)
            .expect("written");
        sheet.write(1, 4, 0.25).expect("written");
        sheet.write(1, 5, "'=not a formula").expect("written");
        sheet.write(1, 6, true).expect("written");
        // Far out, as a slip of the hand leaves it.
        sheet.write(1_048_575, 16_383, " ").expect("written");
    }
    let formula = rust_xlsxwriter::Formula::new("=maybe later").set_result("#NAME?");
    let sheet = workbook.worksheet_from_name("Updates").expect("a sheet");
    sheet.write(2, 2, "x10").expect("written");
    sheet.write(2, 5, formula).expect("written");
    let bytes = workbook.save_to_buffer().expect("a workbook");
    // The name says nothing; the content does.
    let reviewed = read_bytes("review.csv", &bytes).expect("a review");
    let own = "when=2016-09-01; share=0.25; sure=TRUE";
    assert_eq!(
        decisions(&reviewed),
        [
            format!("x1; update; =not a formula; {own}"),
            format!("x9; update; =not a formula; {own}"),
            "x10; ; =maybe later; ".to_owned(),
        ]
    );
    assert!(
        reviewed.rows[0].from.ends_with("row 2"),
        "{}",
        reviewed.rows[0].from
    );
}

/// Spreadsheets keep the words of a formula that was filled down in its first cell alone.
#[test]
fn a_note_taken_for_a_formula_and_filled_down_is_kept() {
    let note = |row: usize, formula: &str| {
        format!(
            "<row r=\"{row}\"><c t=\"str\"><v>x{row}</v></c><c t=\"e\">{formula}<v>#NAME?</v></c></row>"
        )
    };
    let rows = [
        "<row r=\"1\"><c t=\"str\"><v>conflict_id</v></c><c t=\"str\"><v>note</v></c></row>".into(),
        note(2, "<f t=\"shared\" ref=\"B2:B3\" si=\"7\">maybe later</f>"),
        note(3, "<f t=\"shared\" si=\"7\"/>"),
        note(4, "<f t=\"shared\" si=\"8\"/>"),
    ];
    let bytes = workbook(&format!("<sheetData>{}</sheetData>", rows.concat()));
    let reviewed = read_bytes("filled.xlsx", &bytes).expect("a review");
    assert_eq!(
        decisions(&reviewed),
        [
            "x2; ; =maybe later; ",
            "x3; ; =maybe later; ",
            "x4; ; #NAME?; "
        ]
    );
}

/// The library stumbles over these, some of them only where overflow is checked: they are read, or
/// there is a reason.
#[test]
fn damaged_workbooks_are_read_or_refused() {
    let header = "<row r=\"1\"><c t=\"str\"><v>conflict_id</v></c></row>";
    for sheet in [
        format!("<dimension ref=\"H1:D2\"/><sheetData>{header}</sheetData>"),
        format!("<sheetData>{header}<row r=\"99999999999\"><c/></row></sheetData>"),
        format!("<sheetData>{header}<c r=\"ZZZZZZZZZ9\"><v>1</v></c></sheetData>"),
        format!(
            "<sheetData>{header}<c><f t=\"shared\" ref=\"B9:A1\" si=\"0\">A1</f></c></sheetData>"
        ),
    ] {
        if let Err(error) = read_bytes("ann.xlsx", &workbook(&sheet)) {
            let error = error.to_string();
            assert!(
                error.contains("no workbook that can be read"),
                "{sheet}: {error}"
            );
        }
    }
}

/// A workbook of one sheet, which holds this.
fn workbook(sheet: &str) -> Vec<u8> {
    const SCHEMAS: &str = "http://schemas.openxmlformats.org";
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        (
            "_rels/.rels",
            format!(
                "<Relationships><Relationship Id=\"r1\" Target=\"xl/workbook.xml\" \
                 Type=\"{SCHEMAS}/officeDocument/2006/relationships/officeDocument\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>".into(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\" \
                 Type=\"{SCHEMAS}/officeDocument/2006/relationships/worksheet\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet>{sheet}</worksheet>"),
        ),
    ] {
        let options = SimpleFileOptions::default();
        archive.start_file(name, options).expect("started");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("finished").into_inner()
}

/// What is given, and what the error must say.
#[test]
fn files_that_cannot_be_used_say_why() {
    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    locked.resize(2048, 0);
    let mut whole = Workbook::new();
    whole
        .add_worksheet()
        .write(0, 0, "verdict")
        .expect("written");
    let whole = whole.save_to_buffer().expect("a workbook");
    let cases: Vec<(&str, Vec<u8>, &[&str])> = vec![
        (
            "no column of that name",
            b"id;verdict;note\r\nx1;conflict;\r\n".to_vec(),
            &["conflict_id", "id, verdict, note"],
        ),
        ("an empty file", Vec::new(), &["conflict_id", "none"]),
        (
            "a picture",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(),
            &["neither CSV nor"],
        ),
        (
            "a workbook without the column",
            whole.clone(),
            &["conflict_id", "verdict"],
        ),
        (
            "half a workbook",
            whole[..whole.len() / 2].to_vec(),
            &["no workbook that can be read"],
        ),
        (
            "an old binary workbook",
            locked,
            &["workbook of an old kind"],
        ),
    ];
    for (name, bytes, words) in cases {
        let error = read_bytes("ann.xlsx", &bytes).expect_err(name).to_string();
        assert!(error.contains("ann.xlsx"), "{name}: {error}");
        for word in words {
            assert!(error.contains(word), "{name}: {error} should say {word}");
        }
    }
    let absent = review::read(Path::new("absent.csv"), &columns()).expect_err("no file");
    assert!(absent.to_string().contains("absent.csv"), "{absent}");
}

#[test]
fn a_protected_workbook_is_known() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/review/protected.xlsx");
    let error = review::read(&file, &columns())
        .expect_err("protected")
        .to_string();
    assert!(error.contains("password"), "{error}");

    let whole = std::fs::read(&file).expect("readable");
    let folder = tempfile::tempdir().expect("a folder");
    let cut = folder.path().join("cut.xlsx");
    for length in (8..whole.len()).step_by(500) {
        std::fs::write(&cut, &whole[..length]).expect("written");
        let error = review::read(&cut, &columns()).expect_err("cut").to_string();
        assert!(error.contains("save it"), "{length} bytes: {error}");
    }
}

/// Rows are looked at one by one, so that a sheet as long as spreadsheets have them takes no more
/// than what is decided in it.
#[test]
fn a_long_sheet_is_read_row_by_row() {
    let mut text = String::from("conflict_id,verdict,note\n");
    for row in 0..1_000_000 {
        text += &format!(
            "x{row},{},\n",
            if row % 250_000 == 0 { "unsure" } else { "" }
        );
    }
    let reviewed = read_bytes("long.csv", text.as_bytes()).expect("a review");
    assert_eq!(reviewed.rows.len(), 4);
    assert_eq!(reviewed.ids.len(), 1_000_000);
}

/// The same as a workbook, whose sheet unpacks to more than the parts that are held whole may.
#[test]
fn a_sheet_of_a_million_rows_is_read() {
    let words = "The dam at Halm broke on Tuesday, and nobody in the town had been told of it; \
                 whoever had a boat took the children of the neighbours out first, she said.";
    let mut workbook = Workbook::new();
    let sheet = workbook
        .add_worksheet_with_constant_memory()
        .expect("a sheet");
    for (column, name) in (0..).zip(["conflict_id", "quote_a", "verdict"]) {
        sheet.write(0, column, name).expect("written");
    }
    for row in 1..=1_000_000 {
        sheet.write(row, 0, format!("x{row}")).expect("written");
        sheet.write(row, 1, words).expect("written");
        if row % 250_000 == 0 {
            sheet.write(row, 2, "unsure").expect("written");
        }
    }
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let reviewed = read_bytes("long.xlsx", &bytes).expect("a review");
    let last = reviewed.rows.last().map(|row| row.from.as_str());
    assert_eq!(
        (reviewed.rows.len(), last),
        (4, Some("long.xlsx, row 1000001"))
    );
    assert_eq!(reviewed.ids.len(), 1_000_000);
}
