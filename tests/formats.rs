//! Formats that are not plain text: each sample of `fixtures/formats/` gives the sources it holds,
//! and files made to do harm give a reason.

mod common;

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use atodds::documents::{Document, Kind, Reading, Settings, read};
use common::{ROOT, atodds};
use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A sentence that no other source has.
const PROSE: &str = "The dam at Halm held that night, and nobody in Lorn was hurt.\n";

fn reading(path: &Path) -> Reading {
    read(&[path.to_path_buf()], &Settings::default()).expect("no sources file")
}

fn sample(name: &str) -> Reading {
    reading(&Path::new(ROOT).join("fixtures/formats").join(name))
}

/// What is read of a file with these bytes.
fn of_bytes(name: &str, bytes: &[u8]) -> Reading {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("written");
    reading(&path)
}

fn document<'r>(reading: &'r Reading, source: &str) -> &'r Document {
    let found = reading
        .documents
        .iter()
        .find(|document| document.source == source);
    found.unwrap_or_else(|| panic!("{source} was not read: {:?}", reading.skipped))
}

/// Name and reason of each source that was not read.
fn reasons(reading: &Reading) -> Vec<(&str, &str)> {
    let skipped = reading.skipped.iter();
    skipped
        .map(|skipped| (skipped.source.as_str(), skipped.reason.as_str()))
        .collect()
}

#[test]
fn samples_say_who_when_and_what() {
    // file, source, title, author, outlet, day, whether the text was extracted, words in it
    type Row = (
        &'static str,
        &'static str,
        [&'static str; 4],
        bool,
        &'static str,
    );
    let table: &[Row] = &[
        (
            "articles.csv",
            "articles.csv#1",
            [
                "Insurers put damage at nine million",
                "Mara Lund",
                "Varel Courier",
                "2020-06-02",
            ],
            true,
            "on Tuesday.\n\nThe district had spoken",
        ),
        (
            "articles.jsonl",
            "articles.jsonl#2",
            [
                "Kessler knew of motor, letter shows",
                "",
                "kelmar-daily.example",
                "",
            ],
            true,
            "Ida Kessler was told in February",
        ),
        (
            "bundle.zip",
            "bundle.zip/archive.zip/old/1998.txt",
            ["", "", "", ""],
            false,
            "when 210 millimetres of rain fell",
        ),
        (
            "crawl.warc.gz",
            "crawl.warc.gz#2",
            [
                "Road between Lorn and Sarn open again",
                "",
                "Sarn Observer",
                "2020-05-09",
            ],
            true,
            "It will be mended in June, the district said.",
        ),
        (
            "dispatch.txt.gz",
            "dispatch.txt.gz",
            ["Flood at Halm kills two", "Tom Beck", "", "2020-05-05"],
            false,
            "HALM, May 5 (Northern Wire) - Two people died",
        ),
        (
            "evening-news.srt",
            "evening-news.srt",
            ["", "", "", ""],
            true,
            "PETRA SARN: Nobody warned us. The siren did not sound.",
        ),
        (
            "feed.atom",
            "feed.atom#1",
            [
                "Operation at Lorn ended",
                "",
                "Sarn Fire Service",
                "2020-05-07",
            ],
            true,
            "by boat, and three were found dead.",
        ),
        (
            "feed.xml",
            "feed.xml#1",
            [
                "Dam at Halm breaks, three dead",
                "Mara Lund",
                "Varel Courier",
                "2020-05-05",
            ],
            true,
            "the fire service of Sarn said.\n\nTwenty-six families",
        ),
        (
            "hearing.vtt",
            "hearing.vtt",
            ["", "", "", ""],
            true,
            "Ida Kessler: I learned of it on the afternoon of the fourth of May.",
        ),
        (
            "list.mbox",
            "list.mbox#1",
            ["What I saw on Monday night", "Petra Sarn", "", "2020-05-05"],
            true,
            "as high as my shoulders when the fire service",
        ),
        (
            "list.mbox",
            "list.mbox#2/sirens.txt",
            ["", "", "", ""],
            false,
            "Log of the siren in Lorn.",
        ),
        (
            "reply.eml",
            "reply.eml",
            ["Gates at the upper dam", "Jonas Varga", "", "2020-05-06"],
            true,
            "> Both gates were open by ten o’clock.",
        ),
        (
            "report.pdf",
            "report.pdf",
            ["What happened at Halm", "Jonas Varga", "", ""],
            true,
            "In the four days before the flood 180 millimetres fell at Halm, less than in the spring of 1998, when the dam held.",
        ),
        (
            "statement.docx",
            "statement.docx",
            ["Water board: dam at Halm held", "Ida Kessler", "", ""],
            true,
            "Place\tWater in the street\nLorn\t40 centimetres",
        ),
    ];
    for (file, source, about, extracted, words) in table {
        let reading = sample(file);
        assert!(reading.skipped.is_empty(), "{file}: {:?}", reading.skipped);
        let document = document(&reading, source);
        let day = document
            .published
            .map(|day| day.to_string())
            .unwrap_or_default();
        assert_eq!(
            [&document.title, &document.author, &document.outlet, &day],
            *about,
            "{source}"
        );
        assert_eq!(document.extracted, *extracted, "{source}");
        assert!(document.text.contains(words), "{source}: {}", document.text);
        assert!(document.file.ends_with(file), "{source}: {}", document.file);
    }
    let files: std::collections::BTreeSet<&str> = table.iter().map(|row| row.0).collect();
    let there = fs::read_dir(Path::new(ROOT).join("fixtures/formats"))
        .expect("samples")
        .count();
    assert_eq!(files.len(), there, "every sample is in the table");
}

#[test]
fn a_pdf_gives_its_paragraphs_and_nothing_else() {
    let reading = sample("report.pdf");
    let text = &document(&reading, "report.pdf").text;
    // Headers, footers and numbers of pages.
    for gone in ["Inquiry into", "Page 1", "of 2"] {
        assert!(!text.contains(gone), "{gone}: {text}");
    }
    // Words that the page breaks, one of them over columns; and one that has a hyphen.
    for whole in [
        "The inquiry therefore rejects",
        "could not settle the difference, since",
        "by midnight.\n\nThree people died.",
        "a well-equipped shelter",
        "the inhabitants of the last houses.\n\nThe Halm Water Board",
    ] {
        assert!(text.contains(whole), "{whole}: {text}");
    }
    assert_eq!(
        text.matches("\n\n").count(),
        9,
        "title, opening and eight paragraphs: {text}"
    );
}

#[test]
fn a_pdf_made_by_hand_with_fonts_that_are_not_in_it() {
    let reading = reading(&Path::new(ROOT).join("tests/data/formats/levels.pdf"));
    let document = document(&reading, "levels.pdf");
    assert_eq!(document.title, "Levels at Halm");
    assert_eq!(document.author, "Karel Tarouqi");
    assert_eq!(
        document.text,
        "Levels at Halm\n\n\
         The water at Lorn rose to 150 centimetres, the district said. At Sarn it stayed below the bank.\n\n\
         Place\tLevel\n\nLorn\t150 cm\n\nSarn\t20 cm\n\nMeasured by Karel Tarouqi.\n"
    );
}

#[test]
fn speakers_are_those_that_the_format_names() {
    // file, source, speaker, who passes it on, words
    for (file, speaker, told_by, words) in [
        (
            "hearing.vtt",
            "Ida Kessler",
            "",
            "That letter never reached me.",
        ),
        (
            "evening-news.srt",
            "PRESENTER",
            "",
            "The water board says it did.",
        ),
        (
            "reply.eml",
            "Ida Kessler",
            "",
            "> Both gates were open by ten o’clock. Nobody was hurt.",
        ),
        (
            "reply.eml",
            "",
            "",
            "Two people are dead, and a fire-fighter is missing.",
        ),
    ] {
        let reading = sample(file);
        let document = document(&reading, file);
        let block = document
            .blocks
            .iter()
            .find(|block| block.span.of(&document.text) == words)
            .unwrap_or_else(|| panic!("{words}: {:?}", document.text));
        let section = &document.sections[block.section];
        let found = (
            section.speaker.as_str(),
            section.told_by.as_str(),
            block.kind,
        );
        assert_eq!(found, (speaker, told_by, Kind::Body), "{words}");
    }
}

/// An archive with these members.
fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in members {
        archive.start_file(*name, options).expect("started");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("finished").into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).expect("written");
    packer.finish().expect("packed")
}

#[test]
fn archives_made_to_do_harm_are_refused() {
    let bomb = vec![b' '; 300 << 20];
    let packed = gzipped(&bomb);
    let again = gzipped(&packed);
    let ratio = "unpacks to more than 200 times its size, as files made to fill a disk do: if you \
                 trust it, unpack it yourself and give the folder";
    let mut nested = zipped(&[("a.txt", PROSE.as_bytes())]);
    for _ in 0..4 {
        nested = zipped(&[("in.zip", &nested)]);
    }
    let deep = "an archive more than 3 archives deep: unpack it yourself and give the folder";
    for (name, bytes, expected) in [
        ("a.txt.gz", packed.clone(), vec![("a.txt.gz", ratio)]),
        ("a.txt.gz.gz", again, vec![("a.txt.gz.gz", ratio)]),
        ("a.zip", zipped(&[("a.txt", &bomb)]), vec![("a.zip", ratio)]),
        (
            "deep.zip",
            nested,
            vec![("deep.zip/in.zip/in.zip/in.zip/in.zip", deep)],
        ),
        (
            "empty.zip",
            zipped(&[("notes/.hidden.txt", b"x")]),
            vec![("empty.zip", "no documents in this archive")],
        ),
        (
            "short.zip",
            zipped(&[("a.txt", PROSE.as_bytes())])[..60].to_vec(),
            vec![("short.zip", "damaged: download or copy it again")],
        ),
    ] {
        let reading = of_bytes(name, &bytes);
        assert!(reading.documents.is_empty(), "{name}");
        assert_eq!(reasons(&reading), expected, "{name}");
    }
}

#[test]
fn one_bad_member_spoils_only_itself() {
    let archive = zipped(&[
        ("a.txt", PROSE.as_bytes()),
        ("../../up.txt", b"Two people died at Halm."),
        ("/etc/root.txt", b"Three people died at Halm."),
        ("c:\\win.txt", b"Four people died at Halm."),
        ("picture.png", b"\x89PNG"),
        ("table.csv", b"a,b\n1,2\n"),
        ("copy.txt", PROSE.as_bytes()),
    ]);
    let reading = of_bytes("a.zip", &archive);
    let sources: Vec<&str> = reading
        .documents
        .iter()
        .map(|d| d.source.as_str())
        .collect();
    assert_eq!(sources, ["a.zip/a.txt"]);
    let path = "its path leads out of the archive: give it another name in the archive";
    let found = reasons(&reading);
    let has = |source: &str, reason: &str| {
        let same = |row: &&(&str, &str)| row.0.ends_with(source) && row.1.starts_with(reason);
        assert!(found.iter().any(|row| same(&row)), "{source}: {found:?}");
    };
    has("up.txt", path);
    has("root.txt", path);
    has("win.txt", path);
    has("a.zip/picture.png", "not a supported format");
    has("a.zip/table.csv", "no table of articles");
    has("a.zip/copy.txt", "same content as a.zip/a.txt");
    assert_eq!(found.len(), 6, "{found:?}");
}

#[test]
fn files_that_hold_no_text_say_what_to_do() {
    let scanned = fs::read(Path::new(ROOT).join("tests/data/formats/scanned.pdf")).expect("read");
    for (name, bytes, expected) in [
        (
            "scanned.pdf",
            &scanned[..],
            "scanned, no text: run OCR first",
        ),
        ("cut.pdf", &scanned[..200], "damaged"),
        ("a.docx", b"PK\x03\x04", "no Word document"),
        ("a.eml", b"Hello.\n", "no mail"),
        ("a.mbox", b"Hello.\n", "no mailbox"),
        ("a.xml", b"<a/>", "no RSS or Atom feed"),
        ("a.csv", b"place,dead\nHalm,3\n", "no table of articles"),
        ("a.jsonl", b"{\"place\": \"Halm\"}\n", "no articles"),
        ("a.srt", b"Hello.\n", "no subtitles"),
        ("a.warc", b"Hello.\n", "no web archive"),
        ("a.zip", b"Hello.\n", "damaged"),
        ("a.gz", b"Hello.\n", "damaged"),
        ("a.gz.gz", &gzipped(b"Hello.\n"), "damaged"),
        (
            "picture.png.gz",
            &gzipped(b"\x89PNG"),
            "not a supported format",
        ),
        (
            "a.txt",
            b"%PDF-1.7\n",
            "the file is a PDF, not text: let its name end with .pdf",
        ),
    ] {
        let reading = of_bytes(name, bytes);
        let found = reasons(&reading);
        assert!(
            found.len() == 1 && found[0].1.starts_with(expected),
            "{name}: {found:?}"
        );
    }
}

#[test]
fn rows_of_the_sources_file_speak_of_a_file_or_of_a_part() {
    let folder = tempfile::tempdir().expect("a folder");
    let articles = folder.path().join("a.csv");
    fs::write(
        &articles,
        "text\nThe dam at Halm held.\nThe dam at Halm broke.\n",
    )
    .expect("written");
    let list = folder.path().join("list.csv");
    let rows = "file,source,author,published\na.csv,Varel Courier,,2020-05-05\na.csv#2,,Mara Lund,\na.csv#7,,,\n";
    fs::write(&list, rows).expect("written");
    let settings = Settings {
        sources: Some(list),
        ..Settings::default()
    };
    let reading = read(&[folder.path().to_path_buf()], &settings).expect("a good list");
    let said = |source: &str| {
        let document = document(&reading, source);
        (document.outlet.as_str(), document.author.as_str())
    };
    assert_eq!(said("a.csv#1"), ("Varel Courier", ""));
    assert_eq!(said("a.csv#2"), ("Varel Courier", "Mara Lund"));
    assert_eq!(
        reading.warnings,
        ["line 4 of the sources file: no document is called a.csv#7"]
    );
}

#[test]
fn names_are_unique_also_in_archives() {
    let folder = tempfile::tempdir().expect("a folder");
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    fs::create_dir_all(two.join("a.zip")).expect("a folder");
    fs::create_dir_all(&one).expect("a folder");
    fs::write(one.join("a.zip"), zipped(&[("x.txt", PROSE.as_bytes())])).expect("written");
    fs::write(two.join("a.zip/x.txt"), "The dam at Halm broke.").expect("written");
    let paths = |mut paths: Vec<PathBuf>| {
        let first = read(&paths, &Settings::default()).expect("read");
        paths.reverse();
        let second = read(&paths, &Settings::default()).expect("read");
        assert_eq!(format!("{first:?}"), format!("{second:?}"));
        first
    };
    let reading = paths(vec![one.join("a.zip"), two]);
    let sources: Vec<&str> = reading
        .documents
        .iter()
        .map(|d| d.source.as_str())
        .collect();
    assert_eq!(sources, ["a.zip/x.txt", "a.zip/x.txt (2)"]);
}

#[test]
fn standard_input_is_read_in_every_format() {
    for (file, source) in [
        ("report.pdf", "standard input"),
        ("statement.docx", "standard input"),
        ("bundle.zip", "standard input/witness/tarouqi.txt"),
        ("crawl.warc.gz", "standard input#1"),
        ("feed.xml", "standard input#1"),
        ("feed.atom", "standard input#1"),
        ("articles.csv", "standard input#1"),
        ("articles.jsonl", "standard input#1"),
        ("list.mbox", "standard input#1"),
        ("reply.eml", "standard input"),
        ("hearing.vtt", "standard input"),
        ("evening-news.srt", "standard input"),
        ("dispatch.txt.gz", "standard input"),
    ] {
        let bytes = fs::read(Path::new(ROOT).join("fixtures/formats").join(file)).expect("read");
        let output = atodds()
            .args(["show", "text", "-", "--format", "json"])
            .write_stdin(bytes)
            .output()
            .expect("it ran");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let named = format!("\"source\":\"{source}\"");
        assert!(text.contains(&named), "{file}: {text}");
        assert_eq!(output.status.code(), Some(0), "{file}");
    }
}

#[test]
fn shown_text_is_that_in_which_places_count() {
    let show = |what: &str, file: &str| {
        let path = format!("fixtures/formats/{file}");
        let output = atodds()
            .args(["show", what, &path])
            .output()
            .expect("it ran");
        assert_eq!(output.status.code(), Some(0), "{what} {file}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    for file in ["report.pdf", "statement.docx", "reply.eml", "hearing.vtt"] {
        let text: Vec<char> = show("text", file).chars().collect();
        let sentences = show("sentences", file);
        let mut rows =
            csv::Reader::from_reader(sentences.trim_start_matches('\u{feff}').as_bytes());
        let header = rows.headers().expect("a header").clone();
        let place = |name: &str| header.iter().position(|column| column == name).expect(name);
        let (start, end) = (place("start"), place("end"));
        let mut checked = 0;
        for row in rows.records() {
            let row = row.expect("a row");
            let number = |column: usize| row[column].parse::<usize>().expect("a number");
            let quote: String = text[number(start)..number(end)].iter().collect();
            assert!(
                row.iter().any(|cell| cell == quote),
                "{file}: {quote:?} {row:?}"
            );
            checked += 1;
        }
        assert!(checked > 3, "{file}");
    }
    let all = show("text", "articles.csv");
    assert!(all.starts_with("==> articles.csv#1 <==\n"), "{all}");
    assert!(all.contains("\n==> articles.csv#2 <==\n"), "{all}");
}
