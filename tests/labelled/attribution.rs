//! Attributions against PolNeAR and GUM.
//!
//! *PolNeAR* gives, for each article, attributions with a source, a cue and a content, each in
//! characters of the text. A gold attribution and one of ours are joined one to one, largest
//! overlap first, where the overlap is the number of words that their sources share plus the
//! number that their contents share (words: runs of letters and digits). Over all attributions of
//! all articles, the words shared by joined pairs, divided by the words of all our sources and
//! contents, are the precision; divided by those of all gold sources and contents, the recall.
//! Attributions joined to none count against the one or the other. The headline of an article and
//! other lines that make no claims are not read and count against recall.
//!
//! *GUM* gives single sentences with two discourse units, the source ("studies suggest") and the
//! first unit of the content. One counts as found where the words of the source unit hold a cue of
//! ours and our content of it shares a word with the content unit.

use std::collections::BTreeMap;
use std::fs;

use atodds::Span;
use atodds::claims::speaker::{Attribution, attributions};
use atodds::documents::{self, Document, Settings};
use atodds::english::{self, Parsed};
use atodds::sentences;
use rayon::prelude::*;
use serde_json::Value;

/// F1 of words of sources and contents on the development set of PolNeAR.
const FLOOR: f64 = 0.75;

#[test]
fn polnear() {
    let file = std::env::var("ATODDS_POLNEAR").unwrap_or_else(|_| "dev".to_owned());
    let Some(mut rows) = crate::rows(&format!("polnear/{file}.jsonl.gz")) else {
        return;
    };
    if let Ok(most) = std::env::var("ATODDS_MOST") {
        rows.truncate(most.parse().expect("a number"));
    }
    let scores: Vec<(Score, String)> = rows.par_iter().map(article).collect();
    let mut total = Score::default();
    for (score, talk) in &scores {
        total.add(score);
        print!("{talk}");
    }
    let (p, r, f) = total.all();
    println!(
        "polnear {file}: {} articles, {} gold attributions, {} ours, {} joined; sources and contents \
         by words: precision {p:.3}, recall {r:.3}, F1 {f:.3}; sources alone F1 {:.3}, contents \
         alone F1 {:.3}",
        rows.len(),
        total.gold,
        total.ours,
        total.joined,
        total.source.f1(),
        total.content.f1(),
    );
    assert!(f >= FLOOR, "F1 fell to {f:.3}");
}

/// Words shared, ours, gold.
#[derive(Clone, Copy, Debug, Default)]
struct Words {
    shared: usize,
    ours: usize,
    gold: usize,
}

impl Words {
    fn add(&mut self, other: &Words) {
        self.shared += other.shared;
        self.ours += other.ours;
        self.gold += other.gold;
    }

    fn f1(&self) -> f64 {
        2.0 * self.shared as f64 / (self.ours + self.gold) as f64
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Score {
    source: Words,
    content: Words,
    gold: usize,
    ours: usize,
    joined: usize,
}

impl Score {
    fn add(&mut self, other: &Score) {
        self.source.add(&other.source);
        self.content.add(&other.content);
        self.gold += other.gold;
        self.ours += other.ours;
        self.joined += other.joined;
    }

    fn all(&self) -> (f64, f64, f64) {
        let mut all = self.source;
        all.add(&self.content);
        let p = all.shared as f64 / all.ours as f64;
        let r = all.shared as f64 / all.gold as f64;
        (p, r, all.f1())
    }
}

/// The words of a source and a content, as numbers of words of the text.
struct Side {
    source: Vec<usize>,
    content: Vec<usize>,
    cue: String,
}

impl Side {
    fn shared(&self, other: &Side) -> (usize, usize) {
        let both = |a: &[usize], b: &[usize]| a.iter().filter(|w| b.contains(w)).count();
        (
            both(&self.source, &other.source),
            both(&self.content, &other.content),
        )
    }
}

/// The score of one article, and its errors in words if `ATODDS_TALK` is set.
fn article(row: &Value) -> (Score, String) {
    let text = row["text"].as_str().expect("a text");
    let (document, ours) = read(text);
    let words = words(&document.text);
    let within = |spans: &[Span]| -> Vec<usize> {
        words
            .iter()
            .enumerate()
            .filter(|(_, w)| spans.iter().any(|s| s.start < w.end && w.start < s.end))
            .map(|(i, _)| i)
            .collect()
    };
    let bytes: Vec<usize> = document
        .text
        .char_indices()
        .map(|(at, _)| at)
        .chain([document.text.len()])
        .collect();
    let places = |spans: &Value| -> Vec<Span> {
        let number = |v: &Value| bytes[v.as_u64().expect("a place") as usize];
        spans
            .as_array()
            .expect("spans")
            .iter()
            .map(|s| Span::new(number(&s[0]), number(&s[1])))
            .collect()
    };
    let gold: Vec<Side> = row["attributions"]
        .as_array()
        .expect("attributions")
        .iter()
        .map(|a| Side {
            source: within(&places(&a["source"])),
            content: within(&places(&a["content"])),
            cue: a["cue_text"].as_str().unwrap_or_default().to_owned(),
        })
        .filter(|a| !a.content.is_empty())
        .collect();
    let ours: Vec<Side> = ours
        .iter()
        .map(|a| Side {
            source: within(a.source.as_slice()),
            content: within(&a.content),
            cue: a.cue.of(&document.text).to_owned(),
        })
        .collect();

    let mut pairs = Vec::new();
    for (g, wanted) in gold.iter().enumerate() {
        for (o, found) in ours.iter().enumerate() {
            let (source, content) = wanted.shared(found);
            if content > 0 {
                pairs.push((source + content, g, o, source, content));
            }
        }
    }
    pairs.sort_by_key(|p| (std::cmp::Reverse(p.0), p.1, p.2));
    let (mut gold_with, mut ours_with) = (BTreeMap::new(), BTreeMap::new());
    let mut score = Score {
        gold: gold.len(),
        ours: ours.len(),
        ..Score::default()
    };
    for (_, g, o, source, content) in pairs {
        if gold_with.contains_key(&g) || ours_with.contains_key(&o) {
            continue;
        }
        gold_with.insert(g, o);
        ours_with.insert(o, g);
        score.joined += 1;
        score.source.shared += source;
        score.content.shared += content;
    }
    for side in &gold {
        score.source.gold += side.source.len();
        score.content.gold += side.content.len();
    }
    for side in &ours {
        score.source.ours += side.source.len();
        score.content.ours += side.content.len();
    }
    let mut talk = String::new();
    if std::env::var_os("ATODDS_TALK").is_some() {
        let show = |side: &Side| {
            let text = |tokens: &[usize]| {
                tokens
                    .iter()
                    .map(|t| words[*t].of(&document.text))
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            format!(
                "[{}] [{}] [{}]",
                text(&side.source),
                side.cue,
                text(&side.content)
            )
        };
        for (g, side) in gold.iter().enumerate() {
            match gold_with.get(&g) {
                None => talk += &format!("MISSED {} {}\n", side.content.len(), show(side)),
                Some(o) => {
                    let (source, content) = side.shared(&ours[*o]);
                    let wrong = side.content.len() + ours[*o].content.len() - 2 * content;
                    if wrong > 3 || source == 0 && !side.source.is_empty() {
                        talk += &format!(
                            "DIFFER {wrong} {}\n    OURS {}\n",
                            show(side),
                            show(&ours[*o])
                        );
                    }
                }
            }
        }
        for (o, side) in ours.iter().enumerate() {
            if !ours_with.contains_key(&o) {
                talk += &format!("EXTRA {} {}\n", side.content.len(), show(side));
            }
        }
    }
    (score, talk)
}

/// The runs of letters and digits of a text.
fn words(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for (at, c) in text.char_indices() {
        if !c.is_alphanumeric() {
            continue;
        }
        let end = at + c.len_utf8();
        match found.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => found.push(Span::new(at, end)),
        }
    }
    found
}

/// A text read as a document of its own.
fn read(text: &str) -> (Document, Vec<Attribution>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    fs::write(&path, text).expect("a document is written");
    let settings = Settings {
        any_language: true,
        ..Settings::default()
    };
    let reading = documents::read(&[path], &settings).expect("a document is read");
    let document = reading.documents.into_iter().next().expect("a document");
    let sentences = sentences::split(&document, 0);
    let parsed: Vec<Parsed> = sentences
        .iter()
        .map(|s| {
            if s.kind.makes_claims() {
                english::read(&sentences::plain(&document, s))
            } else {
                Parsed::default()
            }
        })
        .collect();
    let found = attributions(&document, &sentences, &parsed, 0..sentences.len());
    (document, found)
}

/// Share of the attributions of GUM's development set that are found.
const GUM_FLOOR: f64 = 0.73;

#[test]
fn gum() {
    let Some(rows) = crate::rows("gum_attribution/dev.jsonl") else {
        return;
    };
    let rows: Vec<&Value> = rows
        .iter()
        .filter(|row| row["same_sentence"].as_bool() == Some(true))
        .collect();
    let found: Vec<bool> = rows
        .par_iter()
        .map(|row| {
            let text = |field: &str| row[field].as_str().unwrap_or_default();
            let (document, ours) = read(&format!("Report\n\n{}\n", text("sentence")));
            let set = |words_of: &str| -> Vec<String> {
                words(words_of)
                    .iter()
                    .map(|w| w.of(words_of).to_lowercase())
                    .collect()
            };
            let (source, content) = (set(text("source_edu")), set(text("content_edu")));
            let hit = ours.iter().any(|a| {
                let cue = set(a.cue.of(&document.text));
                let said: Vec<String> = a
                    .content
                    .iter()
                    .flat_map(|c| set(c.of(&document.text)))
                    .collect();
                cue.iter().all(|w| source.contains(w)) && said.iter().any(|w| content.contains(w))
            });
            if !hit && std::env::var_os("ATODDS_TALK").is_some() {
                println!("GUM [{}] [{}]", text("source_edu"), text("content_edu"));
            }
            hit
        })
        .collect();
    let hits = found.iter().filter(|hit| **hit).count();
    let share = hits as f64 / found.len() as f64;
    println!(
        "gum dev: {hits} of {} attributions inside one sentence found ({share:.3})",
        found.len()
    );
    assert!(share >= GUM_FLOOR, "found only {share:.3}");
}
