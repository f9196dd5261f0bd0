//! Documents made to do harm, each beside a good one, through the program with 2 GiB of address
//! space. Each is read, or skipped with a reason, and the good one is reported all the same.
#![cfg(target_os = "linux")] // elsewhere `ulimit -v` says nothing

mod common;

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::Command;

use common::ROOT;
use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// How much larger inputs are that are read as English, which takes long without optimization.
const SIZE: usize = if cfg!(debug_assertions) { 1 } else { 5 };

/// In KiB.
const ADDRESS_SPACE: &str = "2097152";

const GOOD: &str = "The dam at Halm broke on Tuesday and killed 47 people, Ida Kessler said.\n";

/// What becomes of an input.
enum Fate {
    Read,
    /// Skipped, with a reason that begins so.
    Skipped(&'static str),
}
use Fate::{Read, Skipped};

fn prose(words: usize) -> String {
    const WORDS: [&str; 12] = [
        "and", "the", "water", "that", "came", "from", "Lorn", "took", "a", "bridge", "with", "it",
    ];
    let words = (0..words).map(|n| WORDS[n % WORDS.len()]);
    words.collect::<Vec<_>>().join(" ")
}

fn nested(open: &str, depth: usize, inside: &str, close: &str) -> String {
    [&open.repeat(depth), inside, &close.repeat(depth)].concat()
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(Path::new(ROOT).join("fixtures/formats").join(name)).expect("a sample")
}

fn half(name: &str) -> Vec<u8> {
    let mut bytes = sample(name);
    bytes.truncate(bytes.len() / 2);
    bytes
}

fn zipped<'m>(members: impl IntoIterator<Item = (String, &'m [u8])>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in members {
        archive.start_file(name, options).expect("started");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("finished").into_inner()
}

/// Zeros, packed; they are never all in memory.
fn packed_zeros(mebibytes: usize) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![0; 1 << 20];
    for _ in 0..mebibytes {
        packer.write_all(&zeros).expect("written");
    }
    packer.finish().expect("packed")
}

/// A web archive of a page and pictures of 4 MiB, each packed on its own.
fn crawl(pictures: usize) -> Vec<u8> {
    let record = |kind: &str, body: &[u8]| {
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n");
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        write!(
            packer,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n\
             Content-Length: {}\r\n\r\n{http}",
            http.len() + body.len(),
        )
        .expect("written");
        packer.write_all(body).expect("written");
        packer.write_all(b"\r\n\r\n").expect("written");
        packer.finish().expect("packed")
    };
    // So that it is packed to about a fiftieth, and is not taken for one made to fill a disk.
    let mut noise = 1_u32;
    let picture: Vec<u8> = (0..4 << 20)
        .map(|at| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if at % 100 == 0 {
                noise.to_be_bytes()[0]
            } else {
                0
            }
        })
        .collect();
    let page = b"<p>The dam at Lorn held, and nobody was hurt, Ida Kessler said on Monday.";
    let picture = record("image/png", &picture);
    [picture.repeat(pictures), record("text/html", page)].concat()
}

/// A web archive whose only page goes on for so many mebibytes of nothing.
fn empty_page(mebibytes: usize) -> Vec<u8> {
    let header = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n",
        mebibytes << 20
    );
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(header.as_bytes()).expect("written");
    let header = packer.finish().expect("packed");
    [header, packed_zeros(mebibytes)].concat()
}

fn word_file(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/\
         wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    zipped([("word/document.xml".to_string(), xml.as_bytes())])
}

/// A PDF of these objects, numbered from 1; the first is the catalogue.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let start = file.len();
    let size = objects.len() + 1;
    file.push_str(&format!(
        "{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ));
    file.into_bytes()
}

fn mail_of_parts(parts: usize) -> String {
    let part = "--b\r\nContent-Type: text/plain\r\n\r\nThe dam held.\r\n";
    format!(
        "From: a@a.example\r\nSubject: Dam\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; \
         boundary=b\r\n\r\n{}--b--\r\n",
        part.repeat(parts)
    )
}

fn mail_in_mails(depth: usize) -> String {
    let mut mail = String::from("From: a@a.example\r\nSubject: Dam\r\nMIME-Version: 1.0\r\n");
    for level in 0..depth {
        mail.push_str(&format!(
            "Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n"
        ));
    }
    mail.push_str("Content-Type: text/plain\r\n\r\nThe dam held.\r\n");
    mail
}

/// An entity of entities of entities: a thousand million words.
fn laughs() -> String {
    let mut entities = String::from("<!ENTITY a0 \"the dam held \">");
    for level in 1..10 {
        let inner = format!("&a{};", level - 1).repeat(10);
        entities.push_str(&format!("<!ENTITY a{level} \"{inner}\">"));
    }
    format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rss [{entities}]><rss version=\"2.0\"><channel><item>\
         <title>Dam</title><description>&a9;</description></item></channel></rss>"
    )
}

fn feed(description: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Wire</title><item>\
         <title>Dam</title><description>{description}</description></item></channel></rss>"
    )
}

/// What each is, the name of its file, its bytes and what becomes of it.
fn inputs() -> Vec<(&'static str, &'static str, Vec<u8>, Fate)> {
    let rows = format!("<tr>{}</tr>", "<td>3</td>".repeat(300)).repeat(10 * SIZE);
    let columns = "a,".repeat(100_000);
    vec![
        (
            "elements in elements",
            "a.html",
            nested("<div>", 200_000, "The dam held.", "</div>").into(),
            Skipped("elements are nested too deeply"),
        ),
        (
            "formatting that is never closed",
            "a.html",
            format!("{}The dam held.", "<p><b><i><a href=x>".repeat(1000 * SIZE)).into(),
            Read,
        ),
        (
            "a table of many cells",
            "a.html",
            format!("<p>The dam at Halm held.</p><table>{rows}</table>").into(),
            Read,
        ),
        (
            "brackets in brackets",
            "a.txt",
            nested("(", 2_000 * SIZE, "The dam held.", ")").into(),
            Read,
        ),
        (
            "quotations in quotations",
            "a.md",
            format!("{} The dam held.\n", ">".repeat(100_000)).into(),
            Read,
        ),
        (
            "brackets of links",
            "a.md",
            nested("[", 2_000 * SIZE, "The dam held.", "](x)").into(),
            Read,
        ),
        (
            "arrays in arrays",
            "a.json",
            nested("[", 1_000_000, "", "]").into(),
            Skipped("not valid JSON"),
        ),
        (
            "XML in XML",
            "a.xml",
            nested("<a>", 1_000_000, "", "</a>").into(),
            Skipped("elements are nested more than"),
        ),
        ("entities of entities", "a.xml", laughs().into(), Read),
        (
            "a feed with one entry of megabytes",
            "a.xml",
            feed(&"x".repeat(1_000_000 * SIZE)).into(),
            Read,
        ),
        (
            "a feed with an element in an element",
            "a.xml",
            feed(&"&lt;b&gt;".repeat(100_000)).into(),
            Skipped("elements are nested too deeply"),
        ),
        (
            "4 GiB packed",
            "a.txt.gz",
            packed_zeros(4096),
            Skipped("unpacks to more than 256 MiB"),
        ),
        (
            "an archive with ten thousand empty files",
            "a.zip",
            zipped((0..10_000).map(|n| (format!("{n}.txt"), &b""[..]))),
            Skipped("no text in it"),
        ),
        (
            "names that lead elsewhere",
            "a.zip",
            zipped(
                [
                    ("..\\..\\a.txt", "The dam held on Monday."),
                    ("a/../../b.txt", "The dam held on Tuesday."),
                    ("//host/c.txt", "The dam held on Wednesday."),
                    ("d\0.txt", "The dam held on Thursday."),
                    ("CON.txt", "The dam held on Friday."),
                    ("./././e.txt", "The dam held on Saturday."),
                ]
                .map(|(name, text)| (name.to_string(), text.as_bytes())),
            ),
            Skipped("its path leads out of the archive"),
        ),
        (
            "one word of megabytes",
            "a.txt",
            vec![b'a'; 1_000_000 * SIZE],
            Read,
        ),
        (
            "one sentence of 20,000 words and more",
            "a.txt",
            format!("The dam held {}.\n", prose(20_000 * SIZE)).into(),
            Read,
        ),
        (
            "half a million line ends",
            "a.txt",
            format!("{}The dam held.", "\r\n\n\r".repeat(125_000)).into(),
            Read,
        ),
        (
            "what looks like dates, numbers and abbreviations without end",
            "a.txt",
            [
                "1,".repeat(2000 * SIZE),
                "5/5/".repeat(4000 * SIZE),
                "a.b.".repeat(4000 * SIZE),
                "Mr. ".repeat(1000 * SIZE),
                "\"'“‘".repeat(1000 * SIZE),
                "-$1-".repeat(1000 * SIZE),
                "a@a.".repeat(4000 * SIZE),
            ]
            .join("\n")
            .into(),
            Read,
        ),
        (
            "one letter under 100,000 accents",
            "a.txt",
            format!("The dam hel{}d.", "\u{301}".repeat(100_000)).into(),
            Read,
        ),
        (
            "bytes that are no UTF-8",
            "a.txt",
            (0..200_000u32).map(|n| (n * 7 % 128 + 128) as u8).collect(),
            Skipped("binary data"),
        ),
        (
            "UTF-16 with halves of characters",
            "a.txt",
            [
                &b"\xff\xfe"[..],
                &b"T\0h\0e\0\x00\xd8 \0".repeat(1000),
                b"\0",
            ]
            .concat(),
            Skipped("the bytes are no valid UTF-16LE"),
        ),
        (
            "text between zeros",
            "a.txt",
            "The dam held.\0\0\0\0".repeat(1000).into(),
            Skipped("binary data"),
        ),
        (
            "half a PDF",
            "a.pdf",
            half("report.pdf"),
            Skipped("damaged"),
        ),
        (
            "a PDF whose pages are their own parents",
            "a.pdf",
            pdf(&[
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99999999 /Parent 2 0 R >>",
            ]),
            Skipped("no text in it"),
        ),
        (
            "a PDF with arrays in arrays",
            "a.pdf",
            pdf(&[
                "<< /Type /Catalog /Pages 2 0 R >>",
                &nested("[", 200_000, "", "]"),
            ]),
            Skipped("damaged"),
        ),
        (
            "a PDF with a row as wide as the memory",
            "a.pdf",
            pdf(&[
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
                "<< /Length 3 /Filter /LZWDecode /DecodeParms << /Predictor 2 /Colors 3 \
                 /BitsPerComponent 16 /Columns 1000000000 >> >>\nstream\nabc\nendstream",
            ]),
            Skipped("unpacks to more than 200 times its size"),
        ),
        (
            "half a Word file",
            "a.docx",
            half("statement.docx"),
            Skipped("no Word document, or damaged"),
        ),
        (
            "a Word file with tables in tables",
            "a.docx",
            word_file(&nested(
                "<w:tbl><w:tr><w:tc>",
                100_000,
                "",
                "</w:tc></w:tr></w:tbl>",
            )),
            Skipped("elements are nested more than"),
        ),
        (
            "a mail of thousands of parts",
            "a.eml",
            mail_of_parts(2000 * SIZE).into(),
            Read,
        ),
        (
            "a mail in a mail in a mail",
            "a.eml",
            mail_in_mails(10_000).into(),
            Skipped("no text in it"),
        ),
        (
            "a mailbox of nothing but beginnings",
            "a.mbox",
            "From a Tue May  5 10:00:00 2020\n\n".repeat(20_000).into(),
            Skipped("no mail"),
        ),
        (
            "a web archive that lies about lengths",
            "a.warc",
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n\
             Content-Length: 18446744073709551615\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>The dam held."
                .into(),
            Skipped("no web archive, or damaged"),
        ),
        (
            "a web archive larger than the memory",
            "a.warc.gz",
            crawl(560),
            Read,
        ),
        (
            "a web archive of nothing, packed",
            "a.warc.gz",
            empty_page(2048),
            Skipped("unpacks to more than 200 times its size"),
        ),
        (
            "subtitles at no time",
            "a.srt",
            "99999999999999999999\n99999999999:99:99,999 --> -1:00:00,000\nThe dam held.\n\n"
                .repeat(3)
                .into(),
            Read,
        ),
        (
            "100,000 columns",
            "a.csv",
            format!("{columns}text\n{columns}The dam held.\n").into(),
            Read,
        ),
        (
            "a quotation mark that is never closed",
            "a.csv",
            format!("text\n\"The dam held.\n{}", "1,2\n".repeat(100_000 * SIZE)).into(),
            Read,
        ),
    ]
}

#[test]
fn the_worst_inputs_are_read_or_skipped_with_a_reason_in_little_memory() {
    let mut wrong = Vec::new();
    for (what, file, bytes, fate) in inputs() {
        let start = std::time::Instant::now();
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("good.txt"), GOOD).expect("written");
        fs::write(folder.path().join(file), &bytes).expect("written");
        let arguments = [
            "analyze",
            "good.txt",
            file,
            "--any-language",
            "--threads",
            "2",
        ];
        let ran = limited(folder.path(), &arguments);
        let said = String::from_utf8_lossy(&ran.stderr);
        let report = folder.path().join("reports/sources.csv");
        let mut problem = None;
        if !report.is_file() {
            problem = Some(format!("no reports: {:?}", ran.status));
        } else {
            let rows = common::csv_rows(&report);
            let skipped = rows.iter().find(|row| row["status"] == "skipped");
            let good = rows.iter().find(|row| row["source"] == "good.txt");
            let (code, as_wanted) = match (&fate, skipped) {
                (Read, skipped) => (0, skipped.is_none()),
                (Skipped(reason), Some(row)) => (2, row["reason"].starts_with(reason)),
                (Skipped(_), None) => (2, false),
            };
            if good.is_none_or(|row| row["status"] != "read") {
                problem = Some("the good source was not read".to_owned());
            } else if ran.status.code() != Some(code) || !as_wanted {
                let reason = skipped.map_or("read", |row| &row["reason"]);
                problem = Some(format!("{:?}, {} rows, {reason}", ran.status, rows.len()));
            }
            println!(
                "{what}: {} rows, {}",
                rows.len(),
                skipped.map_or("read", |row| &row["reason"])
            );
        }
        println!("  {:?}", start.elapsed());
        if said.contains("panicked") || said.contains("overflow") {
            problem = Some("it panicked".to_owned());
        }
        wrong.extend(problem.map(|problem| format!("{what}: {problem}; {said}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn workbook(sheet: &str, shared: &[u8]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                .into(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"r1\" \
                 Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"a\" \
                 sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"r1\" \
                 Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{sheet}</sheetData></worksheet>"),
        ),
    ];
    let parts: Vec<(String, String)> = parts
        .into_iter()
        .map(|(name, text): (&str, String)| (name.to_owned(), text))
        .collect();
    let shared = ("xl/sharedStrings.xml".to_owned(), shared);
    zipped(
        parts
            .iter()
            .map(|(name, text)| (name.clone(), text.as_bytes()))
            .chain([shared]),
    )
}

/// Reviewed files made to do harm: each is an error that names it, or is read.
#[test]
fn the_worst_reviewed_files_are_refused_in_little_memory() {
    let row = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>conflict_id</t></is></c></row>";
    let promise = |count: &str| format!("<sst uniqueCount=\"{count}\"><si/></sst>");
    let formula = |number: &str| {
        format!(
            "<row r=\"2\"><c r=\"A2\" t=\"str\"><f t=\"shared\" ref=\"A2:A9\" si=\"{number}\">B2</f>\
             <v>x1</v></c></row>"
        )
    };
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let cases: Vec<(&str, &str, Vec<u8>, &str)> = vec![
        (
            "a workbook that unpacks to 300 MiB",
            "a.xlsx",
            workbook(row, &vec![b' '; 300 << 20]),
            "unpacks to more than 256 MiB",
        ),
        (
            "a workbook that promises more words than there is memory",
            "a.xlsx",
            workbook(row, promise("99999999999").as_bytes()),
            "fewer words than it says",
        ),
        (
            "a workbook that promises more words than there are numbers",
            "a.xlsx",
            workbook(row, promise(" 18446744073709551615").as_bytes()),
            "fewer words than it says",
        ),
        (
            "a workbook whose formulas have numbers larger than the memory",
            "a.xlsx",
            workbook(
                &format!("{row}{}", formula("999999999")),
                promise("1").as_bytes(),
            ),
            "",
        ),
        (
            "a workbook whose formulas have the largest number that there is",
            "a.xlsx",
            workbook(
                &format!("{row}{}", formula("18446744073709551615")),
                promise("1").as_bytes(),
            ),
            "",
        ),
        (
            "a workbook with a cell at its far end",
            "a.xlsx",
            workbook(&format!("{row}{far}"), promise("1").as_bytes()),
            "",
        ),
        (
            "a workbook with a row of 100 MB",
            "a.xlsx",
            workbook(
                &format!("{row}<row r=\"2\">{}</row>", " ".repeat(100_000_000)),
                b"",
            ),
            "a row of more than 32 MiB",
        ),
        (
            "a name that ten thousand columns have",
            "a.csv",
            ["conflict_id,verdict", &",x".repeat(10_000)]
                .concat()
                .into(),
            "",
        ),
        (
            "a table of one line of 20 MB",
            "a.csv",
            ["conflict_id,", &"x,".repeat(10_000_000)].concat().into(),
            "has more than 16384 cells",
        ),
        (
            "a quotation mark that is never closed",
            "a.csv",
            format!("conflict_id,verdict\n\"{}", "x,1\n".repeat(2_000_000)).into(),
            "",
        ),
        (
            "bytes of no format",
            "a.csv",
            (0..200_000u32).map(|n| (n * 7 % 256) as u8).collect(),
            "neither CSV nor an XLSX workbook",
        ),
    ];
    for (what, file, bytes, expected) in cases {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("good.txt"), GOOD).expect("written");
        fs::write(folder.path().join(file), &bytes).expect("written");
        let ran = limited(folder.path(), &["analyze", "good.txt", "--review", file]);
        let said = String::from_utf8_lossy(&ran.stderr);
        let code = if expected.is_empty() { 0 } else { 2 };
        assert_eq!(ran.status.code(), Some(code), "{what}: {said}");
        assert!(
            said.contains(expected) && !said.contains("panicked"),
            "{what}: {said}"
        );
    }
}

/// `atodds` in little memory.
fn limited(folder: &Path, arguments: &[&str]) -> std::process::Output {
    Command::new("sh")
        .args([
            "-c",
            "ulimit -v $1 && shift && exec \"$@\"",
            "sh",
            ADDRESS_SPACE,
        ])
        .arg(env!("CARGO_BIN_EXE_atodds"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("it ran")
}
