//! The reports of a small run made by hand: three sources, two clusters, one conflict and one
//! update.

use std::fs;
use std::path::Path;

use atodds::Span;
use atodds::claims::quantity::{Quantity, Unit};
use atodds::claims::{Argument, Claim, Counted};
use atodds::clusters::{Cluster, Side};
use atodds::conflicts::{Conflict, Relation, Strength, Type};
use atodds::documents::{Document, Kind, Section, Skipped};
use atodds::pipeline::Findings;
use atodds::reports::{self, Plan, Report, Settings};
use atodds::sentences::Sentence;

/// The columns of each report, as the users know them.
const COLUMNS: &[(&Report, &str)] = &[
    (
        reports::CONFLICTS,
        "conflict_id,rank,score,relation,type,question,answer_a,answer_b,source_a,speaker_a,published_a,quote_a,source_b,speaker_b,published_b,quote_b,origins_a,origins_b,why,verdict,note,cluster_id,claim_a,claim_b,line_a,start_a,end_a,line_b,start_b,end_b",
    ),
    (
        reports::CLAIMS,
        "claim_id,source,speaker,told_by,published,line,start,end,quote,subject,predicate,object,time,place,quantity,polarity,modality,entities,cluster_id,arguments,reasons",
    ),
    (
        reports::CLUSTERS,
        "cluster_id,question,sides,claims,sources,origins,relation,answers",
    ),
    (
        reports::SOURCES,
        "source,file,title,author,published,language,status,reason,sentences,claims,agreements,conflicts,copy_of",
    ),
    (
        reports::AGREEMENT,
        "source_a,source_b,clusters_shared,agreements,conflicts,updates",
    ),
    (
        reports::SENTENCES,
        "sentence_id,source,speaker,kind,line,start,end,quote",
    ),
    (
        reports::PAIRS,
        "claim_a,claim_b,similarity,source_a,line_a,quote_a,source_b,line_b,quote_b",
    ),
];

#[test]
fn the_columns_are_those_that_users_know() {
    for (report, columns) in COLUMNS {
        assert_eq!(report.columns().join(","), *columns, "{}", report.name);
    }
}

#[test]
fn an_empty_run_gives_headers_alone() {
    for (report, columns) in COLUMNS {
        assert_eq!(
            printed(report, &Findings::default()),
            format!("{columns}\r\n"),
            "{}",
            report.name
        );
    }
}

#[test]
fn conflicts() {
    expect(
        reports::CONFLICTS,
        &[
            "x1,1,,conflict,quantity,How many drowned in Ostra?,47,11,a.txt,Mayor Ruiz,2016-09-01,Forty-seven drowned.,b.txt,,,'- Eleven drowned.,2,1,\"47, not 11\",,,k1,c0,c2,1,7,27,1,0,17",
            "x2,2,0.25,update,actor,Who holds the bridge?,the army,the guard,b.txt,,,The army holds the bridge.,c.txt,,2016-09-03,The guard holds the bridge.,1,1,the later report,,,k2,c3,c4,2,18,44,1,0,27",
        ],
    );
}

#[test]
fn claims() {
    expect(
        reports::CLAIMS,
        &[
            "c0,a.txt,Mayor Ruiz,the agency,2016-09-01,1,7,26,Forty-seven drowned,Forty-seven,drowned,,,Ostra,Forty-seven,yes,fact,Ostra | Ruiz,k1,,",
            "c1,a.txt,,,,2,28,47,Forty-seven drowned,,,,,,,yes,fact,,k1,,",
            "c2,b.txt,,,,1,2,16,Eleven drowned,,,,,,,yes,fact,,k1,,",
            "c3,b.txt,,,,2,18,43,The army holds the bridge,,,,,,,yes,fact,,k2,,",
            "c4,c.txt,,,2016-09-03,1,0,26,The guard holds the bridge,,,,,,,yes,fact,,k2,,",
            "c5,c.txt,,,,2,28,45,Nobody swam there,,,,,,,yes,fact,,,,",
            "c6,c.txt,,,,3,47,66,Forty-seven drowned,,,,,,,yes,fact,,k1,,",
        ],
    );
}

#[test]
fn clusters() {
    expect(
        reports::CLUSTERS,
        &[
            "k1,How many drowned in Ostra?,2,4,3,3,conflict,47 | 11",
            "k2,Who holds the bridge?,2,2,2,2,update,the army | the guard",
        ],
    );
}

#[test]
fn sources_read_and_skipped_by_name() {
    expect(
        reports::SOURCES,
        &[
            "a.txt,docs/a.txt,Flood,A. Writer,2016-09-01,eng,read,,2,2,1,1,",
            "aa.txt,docs/aa.txt,,,,fra,skipped,French; read it with --any-language,0,0,0,0,",
            "b.txt,docs/b.txt,,The Herald,,eng,read,,2,2,0,1,",
            "c.txt,docs/c.txt,,,,eng,read,,3,3,1,1,",
            "d.txt,docs/d.txt,,,,eng,skipped,same content as a.txt,0,0,0,0,a.txt",
        ],
    );
}

#[test]
fn one_source_says_that_nothing_can_be_compared() {
    let findings = Findings {
        documents: vec![document("a.txt", "Alone.")],
        ..Findings::default()
    };
    let csv = printed(reports::SOURCES, &findings);
    assert!(
        csv.contains(
            ",read,\"the only source that was read: nothing can be compared across sources, "
        ),
        "{csv}"
    );
    assert!(!printed(reports::SOURCES, &run()).contains("only source"));
}

#[test]
fn agreement() {
    expect(
        reports::AGREEMENT,
        &[
            "a.txt,b.txt,1,0,1,0",
            "a.txt,c.txt,1,1,0,0",
            "b.txt,c.txt,2,0,1,1",
        ],
    );
}

#[test]
fn sentences_and_their_stable_identifiers() {
    let csv = printed(reports::SENTENCES, &run());
    let rows: Vec<Vec<&str>> = csv
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect())
        .collect();
    assert_eq!(
        rows[0][1..],
        ["a.txt", "", "body", "1", "7", "27", "Forty-seven drowned."]
    );
    assert_eq!(
        rows[1][1..],
        [
            "a.txt",
            "Ann",
            "signature",
            "2",
            "28",
            "48",
            "Forty-seven drowned."
        ]
    );
    assert_ne!(
        rows[0][0], rows[1][0],
        "the same words at two places are two sentences"
    );

    let mut alone = run();
    alone.documents.truncate(1);
    alone.sentences.truncate(2);
    let alone = printed(reports::SENTENCES, &alone);
    assert!(csv.starts_with(&alone), "other files change no identifier");
}

#[test]
fn written_files_are_what_is_printed_with_a_byte_order_mark() {
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path().join("deep/er");
    let written = reports::write(&run(), &out).expect("written");
    assert_eq!(written.files.len(), reports::REPORTS.len());
    for report in reports::REPORTS {
        let text = read(&out.join(report.file()));
        assert_eq!(
            text.strip_prefix('\u{feff}'),
            Some(printed(report, &run()).as_str())
        );
    }
    assert_eq!(
        names(&out),
        [
            "agreement.csv",
            "claims.csv",
            "clusters.csv",
            "conflicts.csv",
            "sources.csv",
            "unlikely.csv"
        ]
    );
}

#[test]
fn a_second_run_replaces_the_first_and_only_that() {
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path();
    fs::write(out.join("my notes.txt"), "mine").expect("written");
    reports::write(&run(), out).expect("written");
    reports::write(&Findings::default(), out).expect("written");
    assert_eq!(read(&out.join("conflicts.csv")).lines().count(), 1);
    assert_eq!(read(&out.join("my notes.txt")), "mine");
    assert_eq!(names(out).len(), 7);
}

/// HTML has a text of its own, which the offsets count in.
#[test]
fn extracted_texts_come_and_go_with_their_source() {
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path();
    let run = |sources: &[&str]| Findings {
        documents: sources
            .iter()
            .map(|source| document(source, "Taken out – of tags.\r\n"))
            .collect(),
        ..Findings::default()
    };
    reports::write(&run(&["old/a.html", "b.html", "c.txt"]), out).expect("written");
    assert_eq!(
        read(&out.join("text/old/a.html.txt")),
        "Taken out – of tags.\r\n"
    );
    assert_eq!(names(&out.join("text")), ["b.html.txt", "old"]);

    fs::write(out.join("text/mine.txt"), "mine").expect("written");
    reports::write(&run(&["b.html", "c.txt"]), out).expect("written");
    assert_eq!(names(&out.join("text")), ["b.html.txt", "mine.txt"]);

    fs::remove_file(out.join("text/mine.txt")).expect("removed");
    reports::write(&run(&["c.txt"]), out).expect("written");
    assert!(!out.join("text").exists());
}

/// The run stops, and says what to do.
#[test]
fn verdicts_of_a_reviewer_are_never_overwritten() {
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path();
    reports::write(&run(), out).expect("written");
    let reviewed = read(&out.join("conflicts.csv")).replacen(",,,k1", ",not a conflict,,k1", 1);
    fs::write(out.join("conflicts.csv"), &reviewed).expect("written");
    let before = everything(out);
    let plan = Plan::read(out, Settings::default()).map(|_| ());
    for error in [plan, reports::write(&run(), out).map(|_| ())] {
        let error = error.expect_err("verdicts are there").to_string();
        for word in ["conflicts.csv", "row 2", "--review", "--out"] {
            assert!(error.contains(word), "{error} should say {word}");
        }
        assert_eq!(everything(out), before);
    }
}

/// What stands in the way, the path that the error names, and that nothing else changed.
#[test]
fn what_cannot_be_written_changes_nothing() {
    type Obstacle = fn(&Path);
    let obstacles: [(&str, &str, Obstacle); 4] = [
        ("a list for --sources", "sources.csv", |out| {
            fs::write(out.join("sources.csv"), "file,source,author,published\n").expect("written");
        }),
        (
            "a folder with the name of a report",
            "agreement.csv",
            |out| {
                let path = out.join("agreement.csv");
                fs::remove_file(&path).expect("removed");
                fs::create_dir_all(path.join("inside")).expect("created");
            },
        ),
        (
            "a folder with the name of a text",
            "text/p.html.txt",
            |out| {
                fs::create_dir_all(out.join("text/p.html.txt/inside")).expect("created");
            },
        ),
        (
            "a file where the folder of texts should be",
            "text/p.html.txt",
            |out| {
                fs::write(out.join("text"), "mine").expect("written");
            },
        ),
    ];
    let mut findings = run();
    findings.documents.push(document("p.html", "A page."));
    for (name, path, obstacle) in obstacles {
        let out = tempfile::tempdir().expect("a folder");
        let out = out.path();
        reports::write(&Findings::default(), out).expect("written");
        obstacle(out);
        let before = everything(out);

        let error = reports::write(&findings, out).expect_err(name).to_string();
        assert!(
            error.contains(&out.join(path).display().to_string()),
            "{name}: {error}"
        );
        assert!(
            error.contains("--out"),
            "{name}: the error says what to do: {error}"
        );
        assert_eq!(everything(out), before, "{name}: nothing changed");
    }
}

#[test]
fn an_out_folder_below_a_file_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "mine").expect("written");
    let error = reports::write(&run(), &file.join("out"))
        .expect_err("no folder")
        .to_string();
    assert!(error.contains("file/out"), "{error}");
    assert_eq!(names(folder.path()), ["file"]);
}

#[test]
fn the_reports_of_an_earlier_run_are_known_and_no_other_files() {
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path();
    assert!(reports::written_before(out).is_empty());
    fs::create_dir(out.join("text")).expect("created");
    fs::write(out.join("text/mine.txt"), "mine").expect("written");
    let findings = Findings {
        documents: vec![document("p.html", "A page.")],
        ..Findings::default()
    };
    let written = reports::write(&findings, out).expect("written");
    assert_eq!(written.files.len(), 7);
    assert_eq!(reports::written_before(out), written.files);
}

// ---- The run made by hand. ----

fn run() -> Findings {
    // a.txt begins with six characters that are more than six bytes, so that bytes and characters differ.
    let mut a = document(
        "a.txt",
        "«Été»: Forty-seven drowned.\nForty-seven drowned.\n",
    );
    a.title = "Flood".into();
    a.author = "A. Writer".into();
    a.outlet = "The Agency".into();
    a.published = Some(day(1));
    a.sections.push(Section {
        speaker: "Ann".into(),
        ..Section::default()
    });
    let mut b = document("b.txt", "- Eleven drowned.\nThe army holds the bridge.");
    b.outlet = "The Herald".into();
    let c = document(
        "c.txt",
        "The guard holds the bridge.\nNobody swam there.\nForty-seven drowned.",
    );
    let documents = vec![a, b, c];

    let place = |document: usize, words: &str, nth: usize| {
        let text = &documents[document].text;
        let start = text
            .match_indices(words)
            .nth(nth)
            .expect("the words are there")
            .0;
        Span::new(start, start + words.len())
    };
    let sentence = |document, words, nth| Sentence {
        document,
        section: 0,
        kind: Kind::Body,
        span: place(document, words, nth),
    };
    let mut sentences = vec![
        sentence(0, "Forty-seven drowned.", 0),
        sentence(0, "Forty-seven drowned.", 1),
        sentence(1, "- Eleven drowned.", 0),
        sentence(1, "The army holds the bridge.", 0),
        sentence(2, "The guard holds the bridge.", 0),
        sentence(2, "Nobody swam there.", 0),
        sentence(2, "Forty-seven drowned.", 0),
    ];
    sentences[1].section = 1;
    sentences[1].kind = Kind::Signature;

    let claim = |sentence: usize, words, nth| {
        let document = sentences[sentence].document;
        Claim {
            id: format!("c{sentence}").into(),
            document,
            sentence,
            span: place(document, words, nth),
            ..Claim::default()
        }
    };
    let mut claims = vec![
        claim(0, "Forty-seven drowned", 0),
        claim(1, "Forty-seven drowned", 1),
        claim(2, "Eleven drowned", 0),
        claim(3, "The army holds the bridge", 0),
        claim(4, "The guard holds the bridge", 0),
        claim(5, "Nobody swam there", 0),
        claim(6, "Forty-seven drowned", 0),
    ];
    claims[0].speaker = "Mayor Ruiz".into();
    claims[0].told_by = "the agency".into();
    claims[0].published = Some(day(1));
    claims[0].subject = Some(argument("Forty-seven"));
    claims[0].predicate = "drowned".into();
    claims[0].places = vec![argument("Ostra")];
    claims[0].quantities = vec![Counted {
        measure: "die".into(),
        owner: "".into(),
        quantity: Quantity {
            low: 47.0,
            high: 47.0,
            value: 47.0,
            approximate: false,
            unit: Unit::Count,
            noun: "".into(),
            modifiers: [].into(),
            token: 0,
            head: 0,
            span: Span::new(0, "Forty-seven".len()),
        },
    }];
    claims[0].entities = ["Ostra".into(), "Ruiz".into()].into();
    claims[4].published = Some(day(3));

    let side = |answer: &str, claims: &[usize]| Side {
        answer: answer.into(),
        claims: claims.to_vec(),
        counted: Vec::new(),
    };
    let cluster = |id: &str, question: &str, sides| {
        #[allow(clippy::needless_update)] // clusters may get more fields than a report shows
        Cluster {
            id: id.into(),
            question: question.into(),
            sides,
            ..Cluster::default()
        }
    };
    let clusters = vec![
        cluster(
            "k1",
            "How many drowned in Ostra?",
            vec![side("47", &[0, 1, 6]), side("11", &[2])],
        ),
        cluster(
            "k2",
            "Who holds the bridge?",
            vec![side("the army", &[3]), side("the guard", &[4])],
        ),
    ];
    let conflicts = vec![
        Conflict {
            id: "x1".into(),
            relation: Relation::Conflict,
            kind: Type::Quantity,
            strength: 9.0,
            score: None,
            evidence: [0.0; atodds::conflicts::evidence::NAMES.len()],
            judged: Strength::Learned,
            question: "How many drowned in Ostra?".into(),
            answer_a: "47".into(),
            answer_b: "11".into(),
            claim_a: 0,
            claim_b: 2,
            origins_a: 2,
            origins_b: 1,
            why: "47, not 11".into(),
            cluster: 0,
            counted: None,
        },
        Conflict {
            id: "x2".into(),
            relation: Relation::Update,
            kind: Type::Actor,
            strength: 3.0,
            score: Some(0.25),
            evidence: [0.0; atodds::conflicts::evidence::NAMES.len()],
            judged: Strength::Learned,
            question: "Who holds the bridge?".into(),
            answer_a: "the army".into(),
            answer_b: "the guard".into(),
            claim_a: 3,
            claim_b: 4,
            origins_a: 1,
            origins_b: 1,
            why: "the later report".into(),
            cluster: 1,
            counted: None,
        },
    ];
    let skipped = vec![
        skipped("aa.txt", "fra", "", "French; read it with --any-language"),
        skipped("d.txt", "eng", "a.txt", "same content as a.txt"),
    ];
    Findings {
        documents,
        skipped,
        sentences,
        claims,
        clusters,
        conflicts,
        ..Findings::default()
    }
}

fn argument(text: &str) -> Argument {
    Argument {
        text: text.into(),
        ..Argument::default()
    }
}

fn document(source: &str, text: &str) -> Document {
    let mut document = Document::default();
    document.source = source.into();
    document.file = format!("docs/{source}");
    document.language = "eng".into();
    document.extracted = source.ends_with(".html");
    document.sections = vec![Section::default()];
    document.set_text(text.into());
    document
}

fn skipped(source: &str, language: &str, copy_of: &str, reason: &str) -> Skipped {
    Skipped {
        source: source.into(),
        file: format!("docs/{source}"),
        language: language.into(),
        copy_of: copy_of.into(),
        reason: reason.into(),
    }
}

fn day(day: i8) -> jiff::civil::Date {
    jiff::civil::date(2016, 9, day)
}

// ---- Reading reports. ----

/// The report's rows without the header are exactly `rows`.
fn expect(report: &Report, rows: &[&str]) {
    let csv = printed(report, &run());
    let found: Vec<&str> = csv.split_terminator("\r\n").skip(1).collect();
    assert_eq!(found, rows, "{}", report.name);
}

/// The report without its byte order mark.
fn printed(report: &Report, findings: &Findings) -> String {
    let mut bytes = Vec::new();
    reports::print(report, findings, &mut bytes).expect("memory takes all");
    let text = String::from_utf8(bytes).expect("UTF-8");
    text.strip_prefix('\u{feff}')
        .expect("a byte order mark")
        .to_owned()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()))
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry"));
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// All files below a folder with what they hold, and all folders.
fn everything(folder: &Path) -> Vec<(String, String)> {
    let entries = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("an entry"));
    entries
        .map(|entry| {
            let holds = if entry.file_type().is_file() {
                read(entry.path())
            } else {
                "a folder".into()
            };
            (entry.path().display().to_string(), holds)
        })
        .collect()
}
