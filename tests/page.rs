//! `report.html`: what it holds, that no document can break out of it, and how it behaves in a
//! real browser.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use atodds::Span;
use atodds::claims::Claim;
use atodds::clusters::{Cluster, Side};
use atodds::conflicts::{Conflict, Relation, Strength, Type};
use atodds::documents::{Document, Kind, Section, Skipped};
use atodds::pipeline::Findings;
use atodds::reports::{self, Format};
use atodds::sentences::Sentence;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use common::{atodds, browser, sources};
use sha2::{Digest, Sha256};

/// Text that would do harm if a page took it for more than text.
const HOSTILE: [&str; 10] = [
    "</script><script>window.broken = 1</script>",
    "<!-- <script>",
    "\"><img src=x onerror=\"window.broken = 1\">",
    "' onfocus='window.broken = 1' autofocus='",
    "</style></title></textarea><svg onload=window.broken=1>",
    "a\u{2028}b\u{2029}c",
    "\u{202e}drawkcab\u{2066}",
    "javascript:window.broken=1",
    "=HYPERLINK(\"http://example.com\")",
    "]]>&lt;b&gt;\r\n\0\u{7}${window.broken=1}",
];

#[test]
fn the_page_stands_beside_the_csv_files_when_asked_for() {
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path();
    let findings = hostile();
    let written = reports::write_as(&findings, out, &[Format::Html]).expect("written");
    assert!(written.files.contains(&out.join("report.html")));
    assert!(out.join("conflicts.csv").is_file());
    assert!(
        reports::written_before(out).contains(&out.join("report.html")),
        "the next run must not read it as a document"
    );

    let first = page(&findings);
    assert_eq!(first, page(&findings), "same input, same bytes");

    reports::write(&findings, out).expect("written");
    assert!(
        !out.join("report.html").exists(),
        "an old page beside new tables would lie"
    );
}

/// Pages that no run wrote: somebody's own, and one that a browser saved with verdicts in it.
#[test]
fn a_page_that_no_run_wrote_is_left_alone() {
    for mine in [
        "<h1>mine</h1>",
        "",
        "<!DOCTYPE html>\n<!-- saved from url -->\n<html lang=\"en\" data-atodds=\"r1\">",
    ] {
        let out = tempfile::tempdir().expect("a folder");
        let path = out.path().join("report.html");
        fs::write(&path, mine).expect("written");
        let error = reports::write_as(&hostile(), out.path(), &[Format::Html]);
        let error = error.expect_err("refused").to_string();
        assert!(error.contains("report.html"), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("still there"), mine);
        assert!(!out.path().join("conflicts.csv").exists(), "all or nothing");

        reports::write(&hostile(), out.path()).expect("the tables are not in its way");
        assert_eq!(fs::read_to_string(&path).expect("still there"), mine);
    }
}

#[test]
fn nothing_runs_but_the_script_whose_hash_the_policy_names() {
    let page = page(&hostile());
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"");
    let hash = |code: &str| {
        let digest = BASE64_STANDARD.encode(Sha256::digest(code.as_bytes()));
        format!("'sha256-{digest}'")
    };
    let script = between(&page, "<script>", "</script>");
    let style = between(&page, "<style>", "</style>");
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; script-src {}; style-src {}; base-uri 'none'; form-action 'none'",
            hash(script),
            hash(style)
        )
    );
    assert_eq!(page.matches("<script").count(), 1, "the page's own");
    assert_eq!(page.matches("</script").count(), 1, "the page's own");
    assert_eq!(page.matches("<style").count(), 1, "the page's own");
    assert!(!page.contains("unsafe"));
}

#[test]
fn no_text_of_a_document_becomes_markup() {
    let findings = hostile();
    let page = page(&findings);
    for text in HOSTILE
        .iter()
        .filter(|text| text.contains(['<', '"', '\'']))
    {
        assert!(!page.contains(text), "{text:?} stands there unescaped");
    }
    assert!(
        page.contains("&lt;/script&gt;&lt;script&gt;"),
        "it is shown"
    );
    assert!(page.contains("data-code=\"U+202E\""), "it is seen");
    let tags = tags(&page);
    assert!(tags.len() > 300, "the page has tags: {}", tags.len());
    for tag in tags {
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        assert!(
            ![
                "img",
                "iframe",
                "object",
                "embed",
                "link",
                "base",
                "form",
                "a href=\"j"
            ]
            .contains(&name),
            "<{tag}>"
        );
        for attribute in attributes(tag) {
            assert!(!attribute.starts_with("on"), "no handler: <{tag}>");
            assert_ne!(attribute, "style", "no style attribute: <{tag}>");
            assert_ne!(attribute, "src", "nothing is loaded: <{tag}>");
        }
        if let Some(to) = tag.split_once("href=\"") {
            assert!(to.1.starts_with('#'), "links stay in the page: <{tag}>");
        }
    }
}

#[test]
fn nothing_is_loaded() {
    for case in ["aleppo", "flood"] {
        let out = tempfile::tempdir().expect("a folder");
        let page = page_of_case(case, out.path());
        let own = between(&page, "<style>", "</style>").to_owned()
            + between(&page, "<script>", "</script>");
        for way in [
            "http://",
            "https://",
            "url(",
            "@import",
            "fetch(",
            "XMLHttp",
            "WebSocket",
            "import(",
        ] {
            assert!(!own.contains(way), "{way} in the style or script");
        }
        let loads = |tag: &str| tag.contains("http") || tag.contains("src=");
        let loading: Vec<&str> = tags(&page).into_iter().filter(|tag| loads(tag)).collect();
        assert_eq!(loading.len(), 1, "only the policy names http: {loading:?}");
    }
}

/// What a person must find in it, with or without a script.
#[test]
fn every_conflict_is_a_card() {
    let out = tempfile::tempdir().expect("a folder");
    let page = page_of_case("flood", out.path());
    let csv = fs::read(out.path().join("conflicts.csv")).expect("written");
    let mut rows = csv::Reader::from_reader(&csv[3..]);
    let mut number = 0;
    for row in rows.records() {
        let row = row.expect("a row");
        let card = between(&page, &format!("id=\"{}\"", &row[0]), "</article>");
        for words in [
            &row[3],
            &row[4],
            &row[10],
            &row[14],
            "<blockquote",
            "class=\"around\"",
        ] {
            assert!(card.contains(words), "{words:?} in {card}");
        }
        number += 1;
    }
    assert!(number > 10, "the case has rows");
    assert_eq!(page.matches("<article ").count(), number);
    assert!(
        page.matches("<mark>").count() > number,
        "clashing words are marked"
    );
    for part in [
        "<html lang=\"en\"",
        "<main>",
        "<header ",
        "<footer>",
        "<nav aria-label=",
        "role=\"search\"",
        "aria-live=\"polite\"",
        "scope=\"col\"",
        "scope=\"row\"",
        "<noscript>",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn a_run_without_conflicts_says_so() {
    let page = page(&Findings::default());
    for words in [
        "<strong>0 conflicts</strong>",
        "No two accounts were found to disagree.",
        "No update was found.",
        "No two sources answer the same question.",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

/// The page in headless Chromium, driven by `tests/browser/page.py`: of two cases, of hostile
/// findings, of hostile documents, and one with 5,000 conflicts.
#[test]
fn it_works_in_a_browser() {
    let Some(browser) = browser::find() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let of = |name: &str| folder.path().join(name);
    page_of_case("flood", &of("flood"));
    page_of_case("aleppo", &of("aleppo"));
    reports::write_as(&hostile(), &of("hostile"), &[Format::Html]).expect("written");
    reports::write_as(&many(5_000), &of("many"), &[Format::Html]).expect("written");
    hostile_documents(&of("documents"));
    let run = atodds()
        .arg("analyze")
        .arg(of("documents"))
        .args(["--min-score", "0", "--format", "csv,html", "--out"])
        .arg(of("read"))
        .assert();
    run.code(0);

    let folders = ["flood", "aleppo", "hostile", "read", "many"].map(of);
    let mut arguments: Vec<&Path> = vec![&browser];
    arguments.extend(folders.iter().map(PathBuf::as_path));
    let said = browser::drive("page.py", &arguments);
    assert_eq!(said.matches("passed: ").count(), 5, "{said}");
}

// ---- Findings made by hand. ----

/// Every text that a document, a list of sources or a detector could give is hostile.
fn hostile() -> Findings {
    let mut findings = Findings::default();
    for (number, bad) in HOSTILE.iter().enumerate() {
        let text = format!("Before {bad}.\nSix {bad} drowned in Kelmar.\nAfter {bad}.");
        let mut document = document(&format!("{number} {bad}.txt"), text);
        document.title = bad.to_string();
        add(&mut findings, document, bad);
    }
    for (a, bad) in HOSTILE.iter().enumerate().skip(1) {
        oppose(&mut findings, a - 1, a, bad);
    }
    findings.skipped = vec![Skipped {
        source: HOSTILE[0].into(),
        file: HOSTILE[0].into(),
        language: String::new(),
        copy_of: String::new(),
        reason: HOSTILE[2].into(),
    }];
    findings
}

fn many(conflicts: usize) -> Findings {
    let mut findings = Findings::default();
    for number in 0..=conflicts {
        let text = format!(
            "The ferry left Halm at dawn.\nNumber {number} of the ferry's crew told the inquiry that {number} \
             people had been on board when it struck the pier at Lorn.\nNobody had counted them."
        );
        let voice = format!("Witness {}", number % 300);
        add(
            &mut findings,
            document(&format!("w{number:05}.txt"), text),
            &voice,
        );
    }
    for a in 0..conflicts {
        oppose(&mut findings, a, a + 1, "How many were on board?");
    }
    findings
}

/// A document of three lines, whose second is a claim.
fn add(findings: &mut Findings, document: Document, speaker: &str) {
    let number = findings.documents.len();
    let mut start = 0;
    for line in document.text.split('\n') {
        findings.sentences.push(Sentence {
            document: number,
            section: 0,
            kind: Kind::Body,
            span: Span::new(start, start + line.len()),
        });
        start += line.len() + 1;
    }
    let sentence = findings.sentences.len() - 2;
    findings.claims.push(Claim {
        id: format!("c{number}").into(),
        document: number,
        sentence,
        span: findings.sentences[sentence].span,
        speaker: speaker.into(),
        published: (!number.is_multiple_of(3))
            .then(|| jiff::civil::date(2019, 3, 1 + (number % 28) as i8)),
        ..Claim::default()
    });
    findings.documents.push(document);
}

fn oppose(findings: &mut Findings, a: usize, b: usize, words: &str) {
    let number = findings.conflicts.len();
    let side = |claim| Side {
        answer: words.into(),
        claims: vec![claim],
        counted: Vec::new(),
    };
    findings.clusters.push(Cluster {
        id: format!("k{number}"),
        question: words.into(),
        sides: vec![side(a), side(b)],
        ..Cluster::default()
    });
    findings.conflicts.push(Conflict {
        id: format!("x{number}"),
        relation: [Relation::Conflict, Relation::Update][number % 2],
        kind: [Type::Quantity, Type::Actor, Type::Time][number % 3],
        strength: 1.0,
        score: Some(0.5),
        evidence: [0.0; atodds::conflicts::evidence::NAMES.len()],
        judged: Strength::Learned,
        question: words.into(),
        answer_a: format!("Six {words}"),
        answer_b: words.into(),
        claim_a: a,
        claim_b: b,
        origins_a: 1,
        origins_b: 2,
        why: words.into(),
        cluster: number,
        counted: None,
    });
}

fn document(source: &str, text: String) -> Document {
    let mut document = Document::default();
    document.source = source.into();
    document.file = source.into();
    document.sections = vec![Section::default()];
    document.set_text(text);
    document
}

/// Documents that disagree on ten towns, with hostile words inside the sentences that do.
fn hostile_documents(folder: &Path) {
    const TOWNS: [&str; 10] = [
        "Kelmar", "Varel", "Lorn", "Sarn", "Halm", "Ostra", "Dovrin", "Brask", "Tolmin", "Vesk",
    ];
    fs::create_dir_all(folder).expect("created");
    for (number, count) in ["Six", "Nine", "Nineteen"].iter().enumerate() {
        let sentence = |(town, bad): (&str, &str)| {
            let bad = bad.replace('\0', "");
            format!("{count} people were killed in {town} on Tuesday, police said {bad}.\n\n")
        };
        let text: String = TOWNS.into_iter().zip(HOSTILE).map(sentence).collect();
        let text = format!("KELMAR, March 12, 2019 (Varel Press)\n\n{text}");
        fs::write(folder.join(format!("<b>'{number}'&.txt")), text).expect("written");
    }
}

// ---- Reading pages. ----

fn page(findings: &Findings) -> String {
    let out = tempfile::tempdir().expect("a folder");
    reports::write_as(findings, out.path(), &[Format::Html]).expect("written");
    fs::read_to_string(out.path().join("report.html")).expect("UTF-8")
}

fn page_of_case(case: &str, out: &Path) -> String {
    let mut command = atodds();
    command
        .arg("analyze")
        .arg(format!("fixtures/{case}"))
        .args(sources(case));
    command.args(["--format", "html", "--out"]).arg(out);
    command.assert().code(0);
    fs::read_to_string(out.join("report.html")).expect("UTF-8")
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let (_, rest) = text
        .split_once(before)
        .unwrap_or_else(|| panic!("{before} is there"));
    rest.split_once(after)
        .unwrap_or_else(|| panic!("{after} is there"))
        .0
}

/// What stands between `<` and `>` outside the script and style, without closing tags. In
/// escaped text neither can stand.
fn tags(page: &str) -> Vec<&str> {
    let code = [
        between(page, "<style>", "</style>"),
        between(page, "<script>", "</script>"),
    ];
    let inside = |tag: &&str| {
        !code
            .iter()
            .any(|code| code.as_bytes().as_ptr_range().contains(&tag.as_ptr()))
    };
    let tags = page
        .split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>'));
    let tags = tags.map(|(tag, _)| tag).filter(inside);
    tags.filter(|tag| !tag.starts_with('/')).collect()
}

/// The names of the attributes of a tag.
fn attributes(tag: &str) -> Vec<&str> {
    let outside = tag.split('"').step_by(2);
    let words = outside.flat_map(str::split_whitespace).skip(1);
    words.map(|word| word.trim_end_matches('=')).collect()
}
