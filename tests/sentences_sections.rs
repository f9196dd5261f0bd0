//! Blocks and sections of whole documents: cases in `tests/data/sentences/sections/*.txt`.
//!
//! A case is a file: a comment line `#`, the document, a line `===` (with `author NAME` where the
//! comments show it), then one line for each block: its kind, in square brackets who speaks
//! (`SPEAKER < TELLER, DATE`, each where there is one), and after ` | ` the text, line breaks
//! folded into spaces.

use std::path::Path;

use atodds::documents::{Document, sections};

fn read(text: &str) -> Document {
    let mut document = Document::default();
    document.set_text(text.to_owned());
    sections::find(&mut document);
    document
}

/// The blocks of a document as the cases write them.
fn blocks(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        let section = &document.sections[block.section];
        out += block.kind.name();
        let mut who = section.speaker.clone();
        if !section.told_by.is_empty() {
            who += &format!(" < {}", section.told_by);
        }
        if let Some(date) = section.published {
            who += &format!(", {date}");
        }
        if block.section != 0 {
            out += &format!(" [{who}]");
        }
        let words: Vec<&str> = block.span.of(&document.text).split_whitespace().collect();
        out += &format!(" | {}\n", words.join(" "));
    }
    out
}

#[test]
fn cases() {
    let mut files: Vec<_> = std::fs::read_dir("tests/data/sentences/sections")
        .expect("the folder of cases can be read")
        .map(|entry| entry.expect("an entry can be read").path())
        .collect();
    files.sort();
    assert!(files.len() >= 14, "cases are missing");
    let mut wrong = Vec::new();
    for file in &files {
        let case = std::fs::read_to_string(file).expect("a case can be read");
        let (comment, case) = case.split_once('\n').expect("a case has lines");
        assert!(comment.starts_with("# "), "{}: no comment", file.display());
        let (text, expected) = case
            .split_once("\n===")
            .unwrap_or_else(|| panic!("{}: no line ===", file.display()));
        let (head, expected) = expected.split_once('\n').expect("blocks after ===");
        let author = match head.trim() {
            "" => "",
            head => head
                .strip_prefix("author ")
                .unwrap_or_else(|| panic!("{}: {head:?} is no author", file.display())),
        };
        for text in [
            text.to_owned(),
            format!("\u{feff}{}", text.replace('\n', "\r\n")),
        ] {
            let document = read(&text);
            let got = blocks(&document);
            if got != expected || document.author != author {
                wrong.push(format!(
                    "{}\n{got}(author {:?})",
                    file.display(),
                    document.author
                ));
            }
            covers(&document, file);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every piece of text lies in exactly one block, in order.
fn covers(document: &Document, file: &Path) {
    let blank = |text: &str| {
        text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
            .is_empty()
    };
    let mut end = 0;
    for block in &document.blocks {
        assert!(
            block.span.start >= end,
            "{}: blocks overlap",
            file.display()
        );
        assert!(
            blank(&document.text[end..block.span.start]),
            "{}: text is left out",
            file.display()
        );
        assert!(block.section < document.sections.len());
        end = block.span.end;
    }
    assert!(
        blank(&document.text[end..]),
        "{}: text is left out",
        file.display()
    );
}

/// `fixtures/tricky/sections_*.txt`: a comment, the document, `=== wanted` with its blocks and
/// `=== present` with what comes out. A case that comes out as wanted must move.
#[test]
fn known_failures() {
    let mut seen = 0;
    for entry in std::fs::read_dir("fixtures/tricky").expect("the folder can be read") {
        let file = entry.expect("an entry can be read").path();
        let name = file
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or("");
        if !name.starts_with("sections_") {
            continue;
        }
        seen += 1;
        let case = std::fs::read_to_string(&file).expect("a case can be read");
        let (comment, case) = case.split_once('\n').expect("a case has lines");
        assert!(comment.starts_with("# "), "{name}: no comment");
        let (text, rest) = case.split_once("\n=== wanted\n").expect("=== wanted");
        let (wanted, present) = rest.split_once("=== present\n").expect("=== present");
        let document = read(text);
        let got = blocks(&document);
        covers(&document, &file);
        assert_ne!(
            got, wanted,
            "{name}: solved; move it to tests/data/sentences/sections"
        );
        assert_eq!(got, present, "{name}");
    }
    assert!(seen >= 2, "known failures are missing");
}

#[test]
fn odd_documents() {
    for text in [
        "",
        "\u{feff}",
        "\n\n",
        "A",
        "---",
        "---\n---",
        ">",
        "> > >\n>",
        "# ",
        "Q. \nA. \nQ. ",
        "Posted by:\nPosted by:",
        "said:\nsaid:",
    ] {
        let document = read(text);
        assert_eq!(document.sections[0].speaker, "", "{text:?}");
        covers(&document, Path::new(text));
    }
}

#[test]
fn a_section_without_a_date_has_the_documents() {
    let mut document = Document::default();
    document.set_text(String::from(
        "One came.\nPosted by: Ann\nTwo came.\nPosted by: Bo | 3 May 2019\n",
    ));
    document.published = Some(jiff::civil::date(2019, 5, 1));
    sections::find(&mut document);
    let days: Vec<String> = document
        .sections
        .iter()
        .map(|section| {
            section
                .published
                .map(|day| day.to_string())
                .unwrap_or_default()
        })
        .collect();
    assert_eq!(days, ["2019-05-01", "2019-05-01", "2019-05-03"]);
}

#[test]
fn a_comment_without_a_year_has_that_of_its_post() {
    for (published, expected) in [
        ("2019-12-30", ["2019-12-30", "2019-12-31", "2020-01-02"]),
        ("2020-01-01", ["2020-01-01", "2019-12-31", "2020-01-02"]),
        ("2020-06-01", ["2020-06-01", "2020-06-01", "2020-06-01"]),
    ] {
        let mut document = Document::default();
        document.set_text(String::from(
            "They say it is late.\n\nAnn Lee, 31 December at 9:20:\nIt is.\n\n\
             Bo Venn, 2 January at 7:02:\nIt is not.\n",
        ));
        document.published = published.parse().ok();
        sections::find(&mut document);
        let days = document.sections.iter().map(|section| section.published);
        let days: Vec<String> = days.flatten().map(|day| day.to_string()).collect();
        assert_eq!(days, expected, "{published}");
    }
}
