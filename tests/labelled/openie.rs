//! Claims as open information extraction: the development part of CaRB (641 sentences).
//!
//! The scorer is that of CaRB (Bhardwaj, Aggarwal and Mausam, EMNLP 2019): tuples are compared
//! word by word, part by part, all arguments after the first taken as one, and a pair of tuples
//! whose relations share no word is no match. Recall takes for every gold tuple the best of all
//! found ones; for precision each gold tuple serves one found tuple, best pairs first.
//!
//! Published on the *test* part, F1 at the best threshold: OLLIE 41.1, ClausIE 44.9, OpenIE5 48.0,
//! OpenIE6 52.7. Claims carry no confidence, so there is one point only.

use std::fs;
use std::sync::Mutex;
use std::time::Instant;

use atodds::claims::{Argument, Claim, Role};
use atodds::pipeline::{self, Config, Findings, Progress, Stage};

/// When the stages of a run began and ended.
#[derive(Default)]
struct Clock(Mutex<Vec<(Option<Stage>, Instant)>>);

impl Progress for Clock {
    fn start(&self, stage: Stage, _steps: usize) {
        let mut moments = self.0.lock().expect("one thread");
        moments.push((Some(stage), Instant::now()));
    }

    fn finish(&self) {
        let mut moments = self.0.lock().expect("one thread");
        moments.push((None, Instant::now()));
    }
}

impl Clock {
    /// How many of `items` a stage dealt with in a second.
    fn rate(&self, stage: Stage, items: usize) -> f64 {
        let moments = self.0.lock().expect("one thread");
        let at = moments.iter().position(|m| m.0 == Some(stage));
        let at = at.expect("the stage ran");
        items as f64 / (moments[at + 1].1 - moments[at].1).as_secs_f64()
    }
}

/// A relation and its arguments.
struct Tuple {
    relation: String,
    arguments: Vec<String>,
}

#[test]
fn claims_as_open_extractions() {
    let Some(rows) = crate::rows("carb_openie/dev.jsonl") else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    for (number, row) in rows.iter().enumerate() {
        // One document a sentence: no claim can lean on its neighbours.
        let text = format!("Report\n\n{}\n", row["sentence"].as_str().expect("text"));
        fs::write(folder.path().join(format!("{number:04}.txt")), text).expect("a document");
    }
    let clock = Clock::default();
    let findings = pipeline::run(
        &Config {
            paths: vec![folder.path().to_owned()],
            any_language: true,
            threads: Some(1),
            last: Stage::Claims,
            ..Config::default()
        },
        &clock,
    )
    .expect("the run succeeds");
    let [parsing, claims] =
        [Stage::English, Stage::Claims].map(|stage| clock.rate(stage, rows.len()));
    println!("one thread: {parsing:.0} sentences a second parsed, {claims:.0} read for claims");
    assert!(
        claims > parsing,
        "the claims must not be what a run waits for"
    );

    let mut found: Vec<Vec<Tuple>> = rows.iter().map(|_| Vec::new()).collect();
    for claim in &findings.claims {
        let name = &findings.documents[claim.document].source;
        let digits: String = name.chars().filter(char::is_ascii_digit).collect();
        let number: usize = digits.parse().expect("the number of a document");
        found[number].extend(tuples(claim, &findings));
        let told =
            |t: &Tuple, of: &Tuple| t.relation == of.relation && t.arguments[0] == of.arguments[0];
        if let Some(tuple) = attribution(claim, &findings)
            && !found[number].iter().any(|t| told(t, &tuple))
        {
            found[number].push(tuple);
        }
    }

    let (mut precise, mut extracted, mut recalled, mut gold_size) = (0.0, 0, 0.0, 0);
    let verbose = std::env::var_os("ATODDS_VERBOSE").is_some();
    for (row, found) in rows.iter().zip(&found) {
        let gold: Vec<Tuple> = row["extractions"]
            .as_array()
            .expect("extractions")
            .iter()
            .map(|tuple| Tuple {
                relation: tuple["rel"].as_str().expect("a relation").to_owned(),
                arguments: tuple["args"]
                    .as_array()
                    .expect("arguments")
                    .iter()
                    .map(|a| a.as_str().expect("an argument").to_owned())
                    .collect(),
            })
            .collect();
        let scores: Vec<Vec<(f64, f64)>> = gold
            .iter()
            .map(|g| found.iter().map(|f| compare(g, f)).collect())
            .collect();
        let (p, r) = (precision(&scores), recall(&scores));
        if verbose {
            println!("\n{}", row["sentence"].as_str().expect("text"));
            for (g, row) in gold.iter().zip(&scores) {
                let best = row.iter().map(|s| s.1).fold(0.0, f64::max);
                println!(
                    "  gold {best:.2} {} | {}",
                    g.relation,
                    g.arguments.join(" | ")
                );
            }
            for (i, f) in found.iter().enumerate() {
                let best = scores.iter().map(|row| row[i].0).fold(0.0, f64::max);
                println!(
                    "  ours {best:.2} {} | {}",
                    f.relation,
                    f.arguments.join(" | ")
                );
            }
        }
        precise += p;
        extracted += found.len();
        recalled += r;
        gold_size += gold.len();
    }
    let precision = precise / extracted as f64;
    let recall = recalled / gold_size as f64;
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!(
        "CaRB dev, {} sentences, {gold_size} gold tuples, {extracted} found: \
         precision {:.1}, recall {:.1}, F1 {:.1}",
        rows.len(),
        100.0 * precision,
        100.0 * recall,
        100.0 * f1,
    );
    assert!(f1 >= FLOOR, "F1 {f1:.3}");
}

/// One point below what was reached.
const FLOOR: f64 = 0.52;

/// A claim as a tuple: none where it has fewer than two arguments to tell.
fn tuples(claim: &Claim, findings: &Findings) -> Vec<Tuple> {
    let text = &findings.documents[claim.document].text;
    let words = |a: &Argument| a.text.to_string();
    let subject = claim.subject.as_ref().map(words);
    let object = claim.object.as_ref().map(words);
    let mut arguments: Vec<String> = Vec::new();
    // A passive stands as it is written: what is acted on first, who acts behind "by".
    if claim.passive {
        arguments.extend(object);
        arguments.extend(subject.map(|s| format!("by {s}")));
    } else {
        arguments.extend(subject);
        arguments.extend(object);
    }
    let mut relation = claim.predicate.trim_matches(['[', ']']).to_owned();
    for (preposition, argument) in &claim.obliques {
        if argument.role == Role::Within {
            continue; // part of another argument
        }
        if arguments.len() == 1 {
            relation = format!("{relation} {preposition}");
            arguments.push(argument.text.to_string());
        } else {
            arguments.push(format!("{preposition} {}", argument.text));
        }
    }
    let base = findings.sentences[claim.sentence].span.start;
    for when in &claim.times {
        let words = when.span.shifted(base).of(text);
        if !arguments.iter().any(|a| a.contains(words)) {
            arguments.push(words.to_owned());
        }
    }
    if arguments.len() < 2 {
        return Vec::new();
    }
    // "hosts fairs and markets": one tuple for each.
    let mut found = Vec::new();
    let lists = [&claim.subject, &claim.object];
    for list in lists.into_iter().flatten() {
        for other in &list.others {
            let swap = |a: &String| {
                if *a == list.text {
                    other.to_string()
                } else {
                    a.clone()
                }
            };
            found.push(Tuple {
                relation: relation.clone(),
                arguments: arguments.iter().map(swap).collect(),
            });
        }
    }
    found.push(Tuple {
        relation,
        arguments,
    });
    found
}

/// Who says what, for a claim whose speaker stands in its sentence: the words between, or behind,
/// are the relation.
fn attribution(claim: &Claim, findings: &Findings) -> Option<Tuple> {
    let document = &findings.documents[claim.document];
    let sentence = findings.sentences[claim.sentence].span;
    let text = sentence.of(&document.text);
    let speaker = text
        .find(claim.speaker.as_str())
        .filter(|_| !claim.speaker.is_empty())?;
    let start = claim.span.start - sentence.start;
    let end = claim.span.end - sentence.start;
    let after = speaker + claim.speaker.len();
    let is_mark = |c: char| c.is_ascii_punctuation() || c.is_whitespace();
    let (relation, said) = if after <= start {
        let rest = text[start..].trim_end_matches(is_mark);
        (&text[after..start], rest)
    } else if end <= speaker {
        let behind = text[after..].trim_matches(is_mark);
        let before = text[end..speaker].trim_matches(is_mark);
        let said = text[..end].trim_matches(is_mark);
        (if behind.is_empty() { before } else { behind }, said)
    } else {
        return None;
    };
    let relation = relation.trim_matches(is_mark);
    let length = relation.split_whitespace().count();
    (1..=4).contains(&length).then(|| Tuple {
        relation: relation.to_owned(),
        arguments: vec![claim.speaker.to_string(), said.to_owned()],
    })
}

/// Precision and recall of a found tuple against a gold one.
fn compare(gold: &Tuple, found: &Tuple) -> (f64, f64) {
    let straight = compare_parts(gold, &found.relation, &pair(&found.arguments));
    let of_speech = ["said", "told", "added", "adds", "says"];
    if !of_speech.iter().any(|verb| gold.relation.contains(verb)) {
        return straight;
    }
    // "…, X said" and "X said …" are the same.
    let mut turned = pair(&found.arguments);
    turned.reverse();
    let turned = compare_parts(gold, &found.relation, &turned);
    if turned > straight { turned } else { straight }
}

/// The first argument and all others as one.
fn pair(arguments: &[String]) -> Vec<String> {
    match arguments {
        [first, rest @ ..] if !rest.is_empty() => vec![first.clone(), rest.join(" ")],
        _ => arguments.to_vec(),
    }
}

fn compare_parts(gold: &Tuple, relation: &str, arguments: &[String]) -> (f64, f64) {
    let mut shared = shared_words(&gold.relation, relation);
    let be = ["be", "is", "am", "are", "was", "were", "been", "being"];
    let is_be = |words: &str| words.split_whitespace().any(|w| be.contains(&w));
    let bare = relation.split_whitespace().any(|w| w == "be");
    let gold_has_be = gold.relation.split_whitespace().any(|w| w == "be");
    if bare && !gold_has_be && is_be(&gold.relation) {
        shared += 1;
    }
    let wanted = pair(&gold.arguments);
    if shared == 0 || arguments.len() < wanted.len() {
        return (0.0, 0.0);
    }
    let mut in_gold = gold.relation.split_whitespace().count();
    let mut in_found = relation.split_whitespace().count();
    for (wanted, found) in wanted.iter().zip(arguments) {
        in_gold += wanted.split_whitespace().count();
        in_found += found.split_whitespace().count();
        shared += shared_words(wanted, found);
    }
    (
        shared as f64 / in_found.max(1) as f64,
        shared as f64 / in_gold.max(1) as f64,
    )
}

/// How many words of one text another has too, each counted once.
fn shared_words(gold: &str, found: &str) -> usize {
    let mut left: Vec<&str> = found.split_whitespace().collect();
    gold.split_whitespace()
        .filter(|word| {
            let at = left.iter().position(|other| other == word);
            at.is_some_and(|at| {
                left.swap_remove(at);
                true
            })
        })
        .count()
}

/// The sum over gold tuples of the best recall among all found ones.
fn recall(scores: &[Vec<(f64, f64)>]) -> f64 {
    let best = |row: &Vec<(f64, f64)>| row.iter().map(|s| s.1).fold(0.0, f64::max);
    scores.iter().map(best).sum()
}

/// The sum of precisions over pairs, the best first, each tuple in one pair.
fn precision(scores: &[Vec<(f64, f64)>]) -> f64 {
    let mut pairs: Vec<(f64, usize, usize)> = scores
        .iter()
        .enumerate()
        .flat_map(|(i, row)| row.iter().enumerate().map(move |(j, s)| (s.0, i, j)))
        .collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut gold_used, mut found_used) = (Vec::new(), Vec::new());
    let mut sum = 0.0;
    for (score, i, j) in pairs {
        if !gold_used.contains(&i) && !found_used.contains(&j) {
            gold_used.push(i);
            found_used.push(j);
            sum += score;
        }
    }
    sum
}

#[test]
fn the_scorer_gives_the_published_method_s_numbers() {
    let tuple = |relation: &str, arguments: &[&str]| Tuple {
        relation: relation.to_owned(),
        arguments: arguments.iter().map(|a| (*a).to_owned()).collect(),
    };
    let gold = tuple("sold", &["Holt", "the mill", "to Dorr"]);
    // Word for word, and with one word too many and two too few.
    assert_eq!(compare(&gold, &gold), (1.0, 1.0));
    let short = tuple("sold", &["Anders Holt", "the mill"]);
    assert_eq!(compare(&gold, &short), (4.0 / 5.0, 4.0 / 6.0));
    // No word of the relation: no match, whatever the arguments.
    let other = tuple("bought", &["Holt", "the mill", "to Dorr"]);
    assert_eq!(compare(&gold, &other), (0.0, 0.0));
    // Both gold tuples may be recalled by one found tuple, which is precise once.
    let scores = vec![
        vec![(1.0, 0.5), (0.25, 0.5)],
        vec![(0.75, 0.75), (0.0, 0.0)],
    ];
    assert_eq!(recall(&scores), 1.25);
    assert_eq!(precision(&scores), 1.0);
}
