//! What the targets share: bytes are read as a file of a given name would be, and what comes out
//! is checked as far as anything can be said of it.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;
use std::sync::LazyLock;

use atodds::documents::{self, Document, Reading, Settings};
use atodds::sentences::{self, Sentence};
use atodds::{Error, Span, claims, english, review};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A folder for the one file of an input. With it comes what else is set once.
///
/// All work stays in this thread: to hand a small input to another one and wait for it takes
/// longer than to read it, and a failure in one thread is easy to repeat.
///
/// A panic is a failure only where it reaches the target, and not already, as libfuzzer-sys has it,
/// where it begins: those of the library for PDF are expected and caught.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    drop(std::panic::take_hook());
    rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread()
        .build_global()
        .expect("the first to ask for threads");
    let folder = std::env::temp_dir().join(format!("atodds-fuzz-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for the input");
    folder
});

fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = FOLDER.join(name);
    fs::write(&path, bytes).expect("the input is written");
    path
}

/// Reads the bytes as a file of one of these names, which the first byte chooses.
pub fn read_as(names: &[&str], data: &[u8]) {
    let Some((&first, bytes)) = data.split_first() else {
        return;
    };
    read(names[usize::from(first) % names.len()], bytes);
}

/// Reads the bytes as a file of this name, and checks what is made of it.
pub fn read(name: &str, bytes: &[u8]) -> Reading {
    let path = file(name, bytes);
    let settings = Settings {
        any_language: true,
        ..Settings::default()
    };
    let reading = documents::read(&[path], &settings).expect("no list of sources is given");
    let rows = reading.documents.len() + reading.skipped.len();
    assert!(rows > 0, "every file has a row");
    for skipped in &reading.skipped {
        assert!(!skipped.reason.is_empty(), "{}: no reason", skipped.source);
    }
    for document in &reading.documents {
        assert!(!document.source.is_empty());
        assert!(!document.text.trim().is_empty(), "a source without text");
        let blocks = document.blocks.iter();
        in_order(document, blocks.map(|block| block.span));
        assert!(
            document
                .blocks
                .iter()
                .all(|block| block.section < document.sections.len())
        );
    }
    reading
}

/// Spans lie in the text, on the borders of characters, one after the other.
fn in_order(document: &Document, spans: impl Iterator<Item = Span>) {
    let mut end = 0;
    for span in spans {
        assert!(span.start >= end && span.end >= span.start, "{span:?}");
        assert!(
            document.text.get(span.start..span.end).is_some(),
            "{span:?}"
        );
        end = span.end;
    }
}

/// Cuts the bytes, read as plain text or as Markdown, into sentences.
pub fn split(names: &[&str], data: &[u8]) -> Vec<(Document, Vec<Sentence>)> {
    let Some((&first, bytes)) = data.split_first() else {
        return Vec::new();
    };
    let reading = read(names[usize::from(first) % names.len()], bytes);
    let split = |document: Document| {
        let sentences = sentences::split(&document, 0);
        in_order(&document, sentences.iter().map(|sentence| sentence.span));
        (document, sentences)
    };
    reading.documents.into_iter().map(split).collect()
}

/// Reads the claims of the bytes.
pub fn extract(data: &[u8]) {
    for (document, sentences) in split(&["a.txt", "a.md"], data) {
        let read = |sentence: &Sentence| english::read(&sentences::plain(&document, sentence));
        let parsed: Vec<_> = sentences.iter().map(read).collect();
        let documents = [document];
        for claim in claims::extract(&documents, &sentences, parsed) {
            let words = documents[0].text.get(claim.span.start..claim.span.end);
            assert!(words.is_some_and(|words| !words.is_empty()), "{claim:?}");
        }
    }
}

/// Reads the bytes as the parts of a Word document.
pub fn word(data: &[u8]) {
    let names = [
        "word/document.xml",
        "word/footnotes.xml",
        "docProps/core.xml",
    ];
    read("a.docx", &packed(&[], &names, data));
}

/// An archive of these files and of files of these names, whose bytes stand one after the other in
/// the input, each behind a zero byte but the first. Its sums are right, which chance does not
/// find.
fn packed(fixed: &[(&str, &str)], names: &[&str], data: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let fixed = fixed.iter().map(|(name, text)| (*name, text.as_bytes()));
    let parts = data.splitn(names.len(), |&byte| byte == 0);
    for (name, bytes) in fixed.chain(names.iter().copied().zip(parts)) {
        archive.start_file(name, options).expect("started");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("finished").into_inner()
}

/// Reads the bytes as a reviewed report.
pub fn review(data: &[u8]) {
    let Some((&first, bytes)) = data.split_first() else {
        return;
    };
    reviewed(
        ["conflicts.csv", "report.xlsx"][usize::from(first) % 2],
        bytes,
    );
}

/// Reads the bytes as the parts of a reviewed workbook.
pub fn workbook(data: &[u8]) {
    let fixed = [
        ("_rels/.rels", include_str!("workbook/whole.rels")),
        (
            "xl/_rels/workbook.xml.rels",
            include_str!("workbook/book.rels"),
        ),
    ];
    let names = [
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/workbook.xml",
        "xl/styles.xml",
    ];
    reviewed("report.xlsx", &packed(&fixed, &names, data));
}

fn reviewed(name: &str, bytes: &[u8]) {
    let path = file(name, bytes);
    let columns = atodds::reports::CONFLICTS.columns();
    match review::read(&path, &columns) {
        Ok(_) | Err(Error::Table { .. } | Error::Column { .. }) => {}
        Err(error) => panic!("an error of another kind: {error}"),
    }
    let _ = review::stats::of(&[path], None);
}
