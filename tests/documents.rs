//! Reading from disk: good sources are read whatever stands beside them, and every bad one gets
//! a row that says what to do.

use std::fs;
use std::path::{Path, PathBuf};

use atodds::documents::{Document, Reading, Settings, read};
use atodds::{Error, Span};
use tempfile::TempDir;

const ENGLISH: &str = "Ferries collide\n\nTwo ferries that were crossing the sound in heavy rain \
    met at the mouth of the harbour, and the smaller one sank within minutes, the owners said.\n";
const GERMAN: &str = "Zwei Fähren, die bei starkem Regen den Sund überquerten, stießen an der \
    Hafeneinfahrt zusammen, und die kleinere sank innerhalb weniger Minuten, sagte der Hafenmeister \
    den Journalisten, die am Kai auf die Geretteten warteten.\n";

const UNSUPPORTED: &str = "not a supported format (.txt, .md, .html, .pdf, .docx, .eml, .mbox, \
    .xml, .csv, .jsonl, .srt, .warc, .zip, .gz)";
const EMPTY: &str = "no documents in this folder (.txt, .md, .html, .pdf, .docx, .eml, .mbox, \
    .xml, .csv, .jsonl, .srt, .warc, .zip, .gz)";

/// A folder with the given files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

/// English prose that no other file has.
fn prose(mark: &str) -> Vec<u8> {
    format!("{ENGLISH}\nThis is the account of {mark}.\n").into_bytes()
}

fn reading(paths: &[&Path], settings: &Settings) -> Reading {
    let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
    read(&paths, settings).expect("a sources file without mistakes, or none")
}

fn sources(reading: &Reading) -> Vec<&str> {
    reading
        .documents
        .iter()
        .map(|document| document.source.as_str())
        .collect()
}

/// Name and reason of each skipped source.
fn rows(reading: &Reading) -> Vec<(&str, &str)> {
    reading
        .skipped
        .iter()
        .map(|skipped| (skipped.source.as_str(), skipped.reason.as_str()))
        .collect()
}

fn document<'r>(reading: &'r Reading, source: &str) -> &'r Document {
    reading
        .documents
        .iter()
        .find(|document| document.source == source)
        .unwrap_or_else(|| panic!("{source} was not read: {:?}", reading.skipped))
}

#[test]
fn bad_sources_are_rows_and_good_ones_are_read() {
    let large = vec![b'a'; (64 << 20) + 1];
    let folder = folder(&[
        ("a.txt", &prose("Anna")),
        ("b.md", &prose("Bo")),
        ("c.html", b"<p>The ferry sank.</p>"),
        ("sub/d.TXT", &prose("Dora")),
        (".hidden.txt", &prose("nobody")),
        (".git/config.txt", &prose("nobody")),
        ("binary.txt", b"\x7fELF\x02\x01\x01\0\0\0\0"),
        ("copy.txt", &prose("Anna")),
        ("empty.txt", b""),
        ("german.txt", GERMAN.as_bytes()),
        ("large.txt", &large),
        ("page.html", b"<html><script>x</script></html>"),
        ("report.odt", b"PK"),
        ("renamed.txt", b"%PDF-1.7"),
        ("table.csv", b"a,b"),
        ("white.txt", b"\xEF\xBB\xBF \r\n\t\r\n"),
    ]);
    let missing = folder.path().join("missing.txt");
    let reading = reading(&[folder.path(), &missing], &Settings::default());
    assert_eq!(sources(&reading), ["a.txt", "b.md", "c.html", "sub/d.TXT"]);
    assert_eq!(
        rows(&reading),
        [
            (
                "binary.txt",
                "binary data, not text: give the text of this file instead"
            ),
            ("copy.txt", "same content as a.txt"),
            (
                "empty.txt",
                "no text in it: check that it was saved or downloaded whole"
            ),
            (
                "german.txt",
                "in German, not English: translate it, or read it all the same with --any-language"
            ),
            ("large.txt", "larger than 64 MiB: split it into parts"),
            (
                "missing.txt",
                "no such file or folder: check the spelling of the path"
            ),
            (
                "page.html",
                "no text in it: check that it was saved or downloaded whole"
            ),
            (
                "renamed.txt",
                "the file is a PDF, not text: let its name end with .pdf"
            ),
            ("report.odt", UNSUPPORTED),
            (
                "table.csv",
                "no table of articles: the first row has no column called text; the columns are \
                 text (or body, content), and if there are any title, author, date, source"
            ),
            (
                "white.txt",
                "no text in it: check that it was saved or downloaded whole"
            ),
        ]
    );
    let copy = &reading.skipped[1];
    assert_eq!(
        (copy.copy_of.as_str(), copy.language.as_str()),
        ("a.txt", "eng")
    );
    assert_eq!(reading.skipped[3].language, "deu");
    assert_eq!(document(&reading, "a.txt").title, "Ferries collide");
    assert!(
        reading
            .skipped
            .iter()
            .all(|skipped| skipped.file.ends_with(&skipped.source))
    );
}

#[test]
fn any_language_is_read_on_request() {
    let folder = folder(&[("german.txt", GERMAN.as_bytes())]);
    let settings = Settings {
        any_language: true,
        ..Settings::default()
    };
    let reading = reading(&[folder.path()], &settings);
    assert_eq!(document(&reading, "german.txt").language, "deu");
    assert!(reading.skipped.is_empty());
}

#[test]
fn folders_without_documents_are_rows() {
    let folder = folder(&[("notes/a.png", b"x"), ("full/a.txt", &prose("Anna"))]);
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("a folder");
    let notes = folder.path().join("notes");
    let full = folder.path().join("full");
    let reading = reading(&[&notes, &empty, &full], &Settings::default());
    assert_eq!(sources(&reading), ["a.txt"]);
    assert_eq!(
        rows(&reading),
        [("a.png", UNSUPPORTED), ("empty", EMPTY), ("notes", EMPTY),]
    );
}

#[test]
fn names_are_unique_and_no_order_matters() {
    let folder = folder(&[
        ("one/press/a.txt", &prose("Anna")),
        ("two/press/a.txt", &prose("Bo")),
        ("two/press/b.txt", &prose("Cid")),
        ("three/a.txt", &prose("Dora")),
    ]);
    let at = |name: &str| folder.path().join(name);
    let arguments = [
        at("one/press"),
        at("two/press/a.txt"),
        at("two/press"),
        at("three/a.txt"),
    ];
    let expected = ["b.txt", "one/press/a.txt", "three/a.txt", "two/press/a.txt"];
    let mut seen = Vec::new();
    // Every rotation, forwards and backwards, with one thread and with several.
    for turn in 0..arguments.len() {
        for backwards in [false, true] {
            let mut turned = arguments.to_vec();
            turned.rotate_left(turn);
            if backwards {
                turned.reverse();
            }
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(1 + turn)
                .build()
                .expect("threads");
            let reading = pool
                .install(|| read(&turned, &Settings::default()))
                .expect("no sources file");
            assert_eq!(sources(&reading), expected);
            assert!(reading.skipped.is_empty());
            seen.push(format!("{reading:?}"));
        }
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn a_file_is_read_once_however_it_is_reached() {
    let folder = folder(&[("sub/a.txt", &prose("Anna")), ("sub/b.txt", &prose("Bo"))]);
    let root = folder.path();
    let sub = root.join("sub");
    let around = sub.join("..").join("sub").join("a.txt");
    for paths in [vec![root, &sub, &around], vec![&around, &sub, root]] {
        let reading = reading(&paths, &Settings::default());
        assert_eq!(sources(&reading), ["sub/a.txt", "sub/b.txt"]);
        assert!(reading.skipped.is_empty(), "{:?}", reading.skipped);
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_without_end_or_repetition() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[
        ("docs/real.txt", &prose("Anna")),
        ("docs/sub/deep.txt", &prose("Bo")),
        ("elsewhere/linked.txt", &prose("Cid")),
    ]);
    let docs = folder.path().join("docs");
    symlink(&docs, docs.join("sub/circle")).expect("a link");
    symlink("real.txt", docs.join("also.txt")).expect("a link");
    symlink("nowhere.txt", docs.join("broken.txt")).expect("a link");
    symlink("self.txt", docs.join("self.txt")).expect("a link");
    symlink(folder.path().join("elsewhere"), docs.join("aside")).expect("a link");
    symlink(folder.path(), docs.join("up")).expect("a link");
    // Folders that all link to one another have more paths than there are atoms.
    for one in 0..20 {
        fs::create_dir(docs.join(format!("web{one}"))).expect("a folder");
    }
    for one in 0..20 {
        for other in 0..20 {
            let link = docs.join(format!("web{one}/to{other}"));
            symlink(docs.join(format!("web{other}")), link).expect("a link");
        }
    }
    let reading = reading(&[&docs], &Settings::default());
    assert_eq!(
        sources(&reading),
        ["aside/linked.txt", "real.txt", "sub/deep.txt"]
    );
    let rows = rows(&reading);
    assert_eq!(
        rows[0],
        (
            "broken.txt",
            "a link that leads nowhere: remove it or restore its target"
        )
    );
    assert_eq!((rows[1].0, rows.len()), ("self.txt", 2));
    assert!(rows[1].1.starts_with("cannot be read"), "{}", rows[1].1);
}

#[cfg(unix)]
#[test]
fn files_that_may_not_be_read_are_rows() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[
        ("a.txt", &prose("Anna")),
        ("shut.txt", &prose("Bo")),
        ("closed/in.txt", &prose("Cid")),
    ]);
    let shut = folder.path().join("shut.txt");
    let closed = folder.path().join("closed");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).expect("permissions");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("permissions");
    let reading = reading(&[folder.path()], &Settings::default());
    // The system's administrator may read everything.
    let everything = fs::read(&shut).is_ok();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).expect("permissions");
    if everything {
        assert_eq!(sources(&reading), ["a.txt", "closed/in.txt", "shut.txt"]);
    } else {
        assert_eq!(sources(&reading), ["a.txt"]);
        let reason = "no permission to read it: change its permissions or run as its owner";
        assert_eq!(rows(&reading), [("closed", reason), ("shut.txt", reason)]);
    }
}

#[cfg(unix)]
#[test]
fn pipes_and_sockets_do_not_hang_the_run() {
    let folder = folder(&[("a.txt", &prose("Anna"))]);
    let socket = folder.path().join("socket.txt");
    let listener = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
    let reading = reading(
        &[folder.path(), Path::new("/dev/null")],
        &Settings::default(),
    );
    drop(listener);
    assert_eq!(sources(&reading), ["a.txt"]);
    let reason = "not a regular file: give a file with text";
    assert_eq!(rows(&reading), [("null", reason), ("socket.txt", reason)]);
}

#[test]
fn spans_point_into_the_file_as_it_stands() {
    let text = "\u{FEFF}Ferries collide\r\n\r\nThe café “Zum Anker” – on the quay – was full.\r\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folder = folder(&[("eight.txt", text.as_bytes()), ("sixteen.md", &utf16)]);
    let reading = reading(&[folder.path()], &Settings::default());
    for source in ["eight.txt", "sixteen.md"] {
        let document = document(&reading, source);
        assert_eq!(document.text, text);
        assert_eq!(document.title, "Ferries collide");
        assert!(!document.extracted);
        let at = text.find("quay").expect("the word");
        let span = Span::new(at, at + 4);
        let (start, end) = document.characters(span);
        let quote: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(quote, "quay");
        assert_eq!(document.line(at), 3);
    }
}

#[test]
fn the_sources_file_wins_and_may_lie_among_the_documents() {
    let folder = folder(&[
        ("a.txt", b"Ferries collide\nBy Anna Writer\nPublished: 2 May 2004\n\nOne of them sank.\n"),
        ("b.txt", b"Ferries collide\nBy Bo Ink\nPublished: 2 May 2004\n\nOne of them was lost.\n"),
        (
            "sources.csv",
            "\u{FEFF}published,file,source,author\r\n2004-05-03,a.txt,The Harbour Post,\r\n,c.txt,,\r\n"
                .as_bytes(),
        ),
    ]);
    let settings = Settings {
        sources: Some(folder.path().join("sources.csv")),
        ..Settings::default()
    };
    let reading = reading(&[folder.path()], &settings);
    assert!(reading.skipped.is_empty(), "{:?}", reading.skipped);
    let about = |source: &str| {
        let document = document(&reading, source);
        let day = document
            .published
            .map(|day| day.to_string())
            .unwrap_or_default();
        let section = document.sections[0].published.map(|day| day.to_string());
        assert_eq!(section.unwrap_or_default(), day);
        [document.author.clone(), document.outlet.clone(), day]
    };
    assert_eq!(
        about("a.txt"),
        ["Anna Writer", "The Harbour Post", "2004-05-03"]
    );
    assert_eq!(about("b.txt"), ["Bo Ink", "", "2004-05-02"]);
    assert_eq!(
        reading.warnings,
        ["line 3 of the sources file: no document is called c.txt"]
    );
}

#[test]
fn mistakes_in_the_sources_file_end_the_run() {
    for (table, message) in [
        (
            "file,source,author,published\na.txt,,,May 2004\n",
            "line 2, column published: \"May 2004\" is no date: write the day as YYYY-MM-DD, such as \
             2014-03-21, or leave the cell empty",
        ),
        (
            "file,author\na.txt,\n",
            "line 1, column source: the column is missing: the columns are \
             file,source,author,published, separated by commas",
        ),
    ] {
        let folder = folder(&[("a.txt", &prose("Anna")), ("s.csv", table.as_bytes())]);
        let file = folder.path().join("s.csv");
        let settings = Settings {
            sources: Some(file.clone()),
            ..Settings::default()
        };
        let error = read(&[folder.path().to_path_buf()], &settings).expect_err("a mistake");
        assert!(matches!(error, Error::SourcesFile { .. }));
        assert_eq!(error.to_string(), format!("{}: {message}", file.display()));
    }
    let settings = Settings {
        sources: Some(PathBuf::from("no/such/file.csv")),
        ..Settings::default()
    };
    let error = read(&[], &settings).expect_err("no file");
    assert!(matches!(error, Error::SourcesUnreadable { .. }));
    assert!(error.to_string().contains("--sources"), "{error}");
}

#[test]
fn what_is_left_out_leaves_no_trace() {
    let folder = folder(&[
        ("a.txt", &prose("Anna")),
        ("reports/conflicts.csv", b"x"),
        ("reports/page.txt", &prose("a report")),
    ]);
    let settings = Settings {
        leave_out: vec![folder.path().join("reports")],
        ..Settings::default()
    };
    let at = |name: &str| folder.path().join(name);
    for paths in [
        vec![folder.path()],
        vec![at("a.txt").as_path(), at("reports").as_path()],
    ] {
        let reading = reading(&paths, &settings);
        assert_eq!(sources(&reading), ["a.txt"]);
        assert!(reading.skipped.is_empty(), "{:?}", reading.skipped);
    }
}
