//! Splitting prose into sentences: cases in `tests/data/sentences/*.txt`, known failures in
//! `fixtures/tricky/sentences.txt`.
//!
//! A case is a block between blank lines: `in:` with the paragraph, then one line `- …` for each
//! sentence. `\n` stands for a line break, `#` opens a comment.

use std::path::{Path, PathBuf};

use atodds::documents::{Document, Kind, sections};
use atodds::sentences::{self, prose};

/// A block of a file of cases.
struct Case {
    place: String,
    text: String,
    /// The lists of sentences by their heading; the heading is empty where there is none.
    lists: Vec<(String, Vec<String>)>,
}

/// Reads a file of cases; a malformed block fails the test that asks.
fn cases(path: &Path) -> Vec<Case> {
    let file = std::fs::read_to_string(path).expect("the file of cases can be read");
    let mut cases: Vec<Case> = Vec::new();
    let mut open = false;
    for (at, line) in file.lines().enumerate() {
        let place = format!("{}:{}", path.display(), at + 1);
        let unescape = |text: &str| text.replace("\\n", "\n");
        if line.is_empty() {
            open = false;
        } else if line.starts_with('#') {
        } else if let Some(text) = line.strip_prefix("in: ") {
            assert!(!open, "{place}: a blank line is missing before this case");
            open = true;
            cases.push(Case {
                place,
                text: unescape(text),
                lists: Vec::new(),
            });
        } else {
            assert!(
                open,
                "{place}: neither a case, a comment nor a sentence: {line}"
            );
            let case = cases.last_mut().expect("a case is open");
            if let Some(sentence) = line.strip_prefix("- ") {
                if case.lists.is_empty() {
                    case.lists.push((String::new(), Vec::new()));
                }
                let (_, list) = case.lists.last_mut().expect("a list is open");
                list.push(unescape(sentence));
            } else if let Some(heading) = line.strip_suffix(':') {
                case.lists.push((heading.to_owned(), Vec::new()));
            } else {
                panic!("{place}: neither a case, a comment nor a sentence: {line}");
            }
        }
    }
    for case in &cases {
        assert!(!case.lists.is_empty(), "{}: no sentences", case.place);
        for (heading, list) in &case.lists {
            assert!(
                !list.is_empty(),
                "{}: no sentences under {heading:?}",
                case.place
            );
            let squeeze = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(
                squeeze(&list.concat()),
                squeeze(&case.text),
                "{}: the sentences are not the text",
                case.place
            );
        }
    }
    assert!(!cases.is_empty(), "{}: no cases", path.display());
    cases
}

fn split(text: &str) -> Vec<String> {
    prose(text)
        .iter()
        .map(|span| span.of(text).to_owned())
        .collect()
}

fn check(name: &str) {
    let path = Path::new("tests/data/sentences").join(name);
    let wrong: Vec<String> = cases(&path)
        .iter()
        .filter(|case| split(&case.text) != case.lists[0].1)
        .map(|case| {
            format!(
                "{}\n  wanted {:#?}\n  got {:#?}",
                case.place,
                case.lists[0].1,
                split(&case.text)
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn quotations() {
    check("quotations.txt");
}

#[test]
fn abbreviations() {
    check("abbreviations.txt");
}

#[test]
fn times() {
    check("times.txt");
}

#[test]
fn lists() {
    check("lists.txt");
}

#[test]
fn ellipses() {
    check("ellipses.txt");
}

#[test]
fn marks() {
    check("marks.txt");
}

#[test]
fn every_file_of_cases_is_checked() {
    let mut files: Vec<PathBuf> = std::fs::read_dir("tests/data/sentences")
        .expect("the folder of cases can be read")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    let names: Vec<&str> = files
        .iter()
        .filter_map(|path| path.file_name()?.to_str())
        .collect();
    assert_eq!(
        names,
        [
            "abbreviations.txt",
            "ellipses.txt",
            "lists.txt",
            "marks.txt",
            "quotations.txt",
            "times.txt"
        ]
    );
}

/// The known failures come out as their file says; a case that comes out as wanted must move.
#[test]
fn known_failures() {
    for case in cases(Path::new("fixtures/tricky/sentences.txt")) {
        let [(wanted, right), (present, now)] = case.lists.as_slice() else {
            panic!("{}: `wanted:` and `present:` are needed", case.place);
        };
        assert_eq!(
            (wanted.as_str(), present.as_str()),
            ("wanted", "present"),
            "{}",
            case.place
        );
        let got = split(&case.text);
        assert_ne!(
            &got, right,
            "{}: solved; move it to tests/data/sentences",
            case.place
        );
        assert_eq!(&got, now, "{}", case.place);
    }
}

fn document(text: &str) -> Document {
    let mut document = Document::default();
    document.set_text(text.to_owned());
    sections::find(&mut document);
    document
}

#[test]
fn marks_and_labels_belong_to_no_sentence() {
    let document = document(
        "\u{feff}# The *North* Bridge\r\n\r\nSource: https://paper.example/a\r\n\r\nIt was closed. It is _open_ now.\r\n",
    );
    let got: Vec<(Kind, &str)> = sentences::split(&document, 3)
        .iter()
        .map(|sentence| {
            assert_eq!(sentence.document, 3);
            (sentence.kind, sentence.span.of(&document.text))
        })
        .collect();
    assert_eq!(
        got,
        [
            (Kind::Title, "The *North* Bridge"),
            (Kind::Link, "https://paper.example/a"),
            (Kind::Body, "It was closed."),
            (Kind::Body, "It is _open_ now."),
        ]
    );
}

#[test]
fn plain_words_keep_their_places() {
    let text = "> The *north* bridge was\n> closed. Two_names and 2 * 3 stay.\n";
    let document = document(text);
    let plain: Vec<String> = sentences::split(&document, 0)
        .iter()
        .map(|sentence| {
            let plain = sentences::plain(&document, sentence);
            assert_eq!(plain.len(), sentence.span.len());
            plain.into_owned()
        })
        .collect();
    assert_eq!(
        plain,
        [
            "The  north  bridge was",
            "closed.",
            "Two_names and 2 * 3 stay."
        ]
    );
}

/// Sentences are in order, never overlap, have no white space at their ends, and leave out nothing
/// but white space, whatever the text.
#[test]
fn nothing_is_lost() {
    let odd = [
        "",
        " \n\t",
        "\u{feff}",
        "...",
        "\"",
        "?!",
        "5.",
        "A. B. C.",
        "''. .''",
        "“ ” .",
        "\u{a0}a.\u{a0}B",
        "x\u{301}. Ünï. 日本語。はい。",
        "1. 2. 3.",
        "[1] [2]",
        "a.\r\nB.",
        "—",
        "\"a.\"b.\"C",
        "( . ) . (",
    ];
    for text in odd {
        let mut end = 0;
        for span in prose(text) {
            assert!(span.start >= end, "{text:?}");
            assert!(text[end..span.start].trim().is_empty(), "{text:?}");
            assert_eq!(span.trimmed(text), span, "{text:?}");
            assert!(!span.is_empty(), "{text:?}");
            end = span.end;
        }
        assert!(text[end..].trim().is_empty(), "{text:?}: {:?}", prose(text));
    }
}
