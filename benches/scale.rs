//! How clustering grows: time, memory, pairs compared, and how right the clusters are.
//!
//! ```text
//! cargo bench --bench scale                        10,000, 100,000 and 1,000,000 claims
//! cargo bench --bench scale -- 20000 50000         other sizes
//! cargo bench --bench scale -- texts 10000         from texts: English, claims and all
//! cargo bench --bench scale -- dump FILE 10000     the sentences with their truth, for peers
//! ```
//!
//! A corpus is made of invented events ([`corpus`]). Its claims are those that reading finds in 320
//! documents ([`moulds`]), with the names, numbers and days of each source put in their place; with
//! `texts`, the same documents are read as they stand. Each size is a process of its own, so that
//! its peak memory is its own; the memory includes the corpus.
//!
//! **Truth.** Two sentences of different documents belong together if they state, or deny, the same
//! fact of the same event. They are put together if a claim of the one and a claim of the other are
//! in one cluster. Sentences without claims and boilerplate lines are left out.

#[path = "scale/corpus.rs"]
mod corpus;
#[path = "scale/moulds.rs"]
mod moulds;
#[path = "scale/random.rs"]
mod random;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::process::Command;
use std::time::Instant;

use atodds::clusters::origins::Origins;
use atodds::clusters::similarity::Context;
use atodds::clusters::{self, Cluster, candidates};
use atodds::conflicts;
use corpus::{Corpus, Truth};

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["one", mode, size] => print!("{}", one(mode == "texts", number(size))),
        ["dump", file, size] => dump(file, number(size)),
        ["texts", ref sizes @ ..] => table("texts", sizes),
        ref sizes => table("claims", sizes),
    }
}

fn number(word: &str) -> usize {
    word.parse().expect("a number of claims")
}

/// Prints a row a size and the exponent of growth from each size to the next.
fn table(mode: &str, sizes: &[&str]) {
    let mut sizes: Vec<usize> = sizes.iter().map(|size| number(size)).collect();
    if sizes.is_empty() {
        sizes = match mode {
            "texts" => vec![10_000],
            _ => SIZES.to_vec(),
        };
    }
    println!(
        "| claims | documents | events | {}origins s | context s | clusters s | conflicts s | all s | CPU s | exponent | corpus MiB | peak MiB | pairs compared a claim | clusters | largest | precision | recall | conflicts |",
        if mode == "texts" { "reading s | " } else { "" }
    );
    let program = std::env::current_exe().expect("this program");
    let mut before: Option<(f64, f64)> = None;
    for size in sizes {
        let out = Command::new(&program)
            .args(["one", mode, &size.to_string()])
            .output()
            .expect("this program again");
        assert!(
            out.status.success(),
            "{}",
            String::from_utf8_lossy(&out.stderr)
        );
        let row = String::from_utf8_lossy(&out.stdout).into_owned();
        let mut fields = row.trim().split('\t');
        let (claims, all) = (fields.next(), fields.next());
        let figure = |word: Option<&str>| word.and_then(|w| w.parse::<f64>().ok()).unwrap_or(0.0);
        let now = (figure(claims), figure(all));
        let exponent = before.map_or("–".to_string(), |before| {
            format!("{:.2}", (now.1 / before.1).ln() / (now.0 / before.0).ln())
        });
        before = Some(now);
        let row = fields.next().unwrap_or_default();
        println!("{}", row.replace("EXPONENT", &exponent));
    }
}

/// Clusters one corpus and says how it went.
fn one(from_texts: bool, size: usize) -> String {
    let moulds = moulds::read();
    let start = Instant::now();
    let corpus = match from_texts {
        true => read(size, &moulds),
        false => corpus::of_claims(size, &moulds),
    };
    let reading = start.elapsed().as_secs_f64();
    let own = memory("VmRSS:");
    let before = cpu();
    let mut times = Vec::new();
    let mut start = Instant::now();
    let mut lap = || {
        times.push(start.elapsed().as_secs_f64());
        start = Instant::now();
    };
    let origins = Origins::new(&corpus.documents, &corpus.sentences);
    lap();
    let context = Context::new(
        &corpus.claims,
        &corpus.sentences,
        &corpus.documents,
        &origins,
    );
    lap();
    let found = clusters::group(&context, &corpus.sentences);
    lap();
    let conflicts = conflicts::find(&found, &context, &corpus.sentences);
    lap();
    let peak = memory("VmHWM:");
    let spent = cpu() - before;

    let claims = corpus.claims.len();
    let largest = found.iter().map(members).map(|m| m.len()).max();
    let compared = compared(&context) as f64 / claims as f64;
    let (precision, recall) = against_truth(&corpus, &found);
    let all: f64 = times.iter().sum();
    let mut row = format!("{claims}\t{spent}\t");
    let mut cell = |text: String| write!(row, "| {text} ").expect("a string");
    cell(claims.to_string());
    cell(corpus.documents.len().to_string());
    cell(corpus.events.to_string());
    if from_texts {
        cell(format!("{reading:.2}"));
    }
    for time in &times {
        cell(format!("{time:.2}"));
    }
    cell(format!("{all:.2}"));
    cell(format!("{spent:.2}"));
    cell("EXPONENT".to_string());
    cell(own.to_string());
    cell(peak.to_string());
    cell(format!("{compared:.1}"));
    cell(found.len().to_string());
    cell(largest.unwrap_or(0).to_string());
    cell(format!("{precision:.3}"));
    cell(format!("{recall:.3}"));
    cell(format!("{} |\n", conflicts.len()));
    row
}

/// How many pairs are looked at.
fn compared(context: &Context) -> usize {
    let candidates = candidates::Candidates::new(context);
    let claims = 0..context.claims.len();
    claims.map(|claim| candidates.later(claim).len()).sum()
}

/// The corpus as it is read from its texts.
fn read(size: usize, moulds: &[moulds::Mould]) -> Corpus {
    let (documents, truths) = corpus::of_texts(size, moulds);
    let (sentences, claims) = moulds::read_all(&documents);
    let truth = sentences.iter().map(|sentence| {
        let of = &truths[sentence.document];
        let begun = of
            .iter()
            .rev()
            .find(|(start, _)| *start <= sentence.span.start);
        begun.and_then(|(_, truth)| *truth)
    });
    let truth: Vec<Truth> = truth.collect();
    let events = truth.iter().flatten().map(|(event, _)| event + 1).max();
    Corpus {
        events: events.unwrap_or(0),
        truth,
        documents,
        sentences,
        claims,
    }
}

fn members(cluster: &Cluster) -> Vec<usize> {
    let sides = cluster.sides.iter();
    sides.flat_map(|side| side.claims.iter().copied()).collect()
}

/// The pairs of sentences put together that belong together, as a share of those put together and
/// of those that belong together.
fn against_truth(corpus: &Corpus, clusters: &[Cluster]) -> (f64, f64) {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for cluster in clusters {
        let mut sentences: Vec<usize> = members(cluster)
            .into_iter()
            .map(|claim| corpus.claims[claim].sentence)
            .filter(|&sentence| corpus.truth[sentence].is_some())
            .collect();
        sentences.sort_unstable();
        sentences.dedup();
        for (at, &a) in sentences.iter().enumerate() {
            let later = sentences[at + 1..].iter();
            let elsewhere =
                later.filter(|&&b| corpus.sentences[a].document != corpus.sentences[b].document);
            pairs.extend(elsewhere.map(|&b| (a, b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    if std::env::var_os("ATODDS_WRONG").is_some() {
        print_wrong(corpus, &pairs);
    }
    let right = pairs
        .iter()
        .filter(|(a, b)| corpus.truth[*a] == corpus.truth[*b]);
    let right = right.count() as f64;
    (right / pairs.len() as f64, right / truths(corpus))
}

/// Prints how many pairs are wrong in which way, and some of them.
fn print_wrong(corpus: &Corpus, pairs: &[(usize, usize)]) {
    let mut ways: BTreeMap<(bool, bool), usize> = BTreeMap::new();
    for (number, &(a, b)) in pairs.iter().enumerate() {
        let (Some(x), Some(y)) = (corpus.truth[a], corpus.truth[b]) else {
            continue;
        };
        *ways.entry((x.0 == y.0, x.1 == y.1)).or_default() += 1;
        if x != y && number % (pairs.len() / 60 + 1) == 0 {
            let words = |s: usize| {
                let sentence = &corpus.sentences[s];
                sentence.span.of(&corpus.documents[sentence.document].text)
            };
            eprintln!("{x:?} {}\n{y:?} {}\n", words(a), words(b));
        }
    }
    eprintln!("(same event, same fact): {ways:?}");
}

/// How many pairs of sentences with claims, of different documents, belong together.
fn truths(corpus: &Corpus) -> f64 {
    let mut makes_claims = vec![false; corpus.sentences.len()];
    for claim in &corpus.claims {
        makes_claims[claim.sentence] = true;
    }
    let mut same: BTreeMap<(usize, usize), BTreeMap<usize, f64>> = BTreeMap::new();
    for (sentence, truth) in corpus.truth.iter().enumerate() {
        if let (Some(truth), true) = (truth, makes_claims[sentence]) {
            let documents = same.entry(*truth).or_default();
            *documents
                .entry(corpus.sentences[sentence].document)
                .or_default() += 1.0;
        }
    }
    let pairs = |documents: &BTreeMap<usize, f64>| {
        let all: f64 = documents.values().sum();
        let own: f64 = documents.values().map(|n| n * n).sum();
        (all * all - own) / 2.0
    };
    same.values().map(pairs).sum()
}

/// Writes one line a sentence with claims: event, fact, document, words.
fn dump(file: &str, size: usize) {
    let corpus = corpus::of_claims(size, &moulds::read());
    let mut lines = String::new();
    let mut last = usize::MAX;
    for claim in &corpus.claims {
        let (sentence, document) = (&corpus.sentences[claim.sentence], claim.document);
        if let (Some((event, fact)), true) = (corpus.truth[claim.sentence], claim.sentence != last)
        {
            let words = sentence.span.of(&corpus.documents[document].text);
            writeln!(lines, "{event}\t{fact}\t{document}\t{words}").expect("a string");
        }
        last = claim.sentence;
    }
    std::fs::write(file, lines).expect("a file that can be written");
}

/// Seconds of processor time that this process has used, in all threads: unlike the clock, they are
/// nearly the same on a busy machine. 0 where the system does not tell.
fn cpu() -> f64 {
    let status = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = status.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks
        .filter_map(|word| word.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

/// A figure of this process, in MiB; 0 where the system does not tell.
fn memory(figure: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(figure));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok());
    kib.unwrap_or(0) / 1024
}
