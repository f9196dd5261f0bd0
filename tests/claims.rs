//! Reading claims: cases in `tests/data/claims/<slot>.txt`.
//!
//! A case is a text of one or a few sentences, the verb (or noun) of one claim in it, and what
//! some of the claim's slots must hold; `-` is an empty slot. `there: no` wants no claim of that
//! verb. Positive cases stand under `== read ==`; what only looks like one, under
//! `== left alone ==`.
//!
//! Known failures give, beside what is wanted, what comes out today on lines that begin with
//! `today`; a case that comes out as wanted must move to its place.

#[path = "common/blocks.rs"]
mod blocks;

use std::fs;
use std::path::{Path, PathBuf};

use atodds::claims::{Argument, Claim, Role};
use atodds::pipeline::{self, Config, Findings, Stage};
use blocks::Block;

/// The sections of a file of cases.
const SECTIONS: [&str; 3] = ["read", "left alone", "known failures"];

/// The files of cases.
const FILES: [&str; 8] = [
    "clauses", "modality", "names", "place", "polarity", "quantity", "speaker", "time",
];

/// The slots that a case may ask for.
const SLOTS: [&str; 15] = [
    "there",
    "speaker",
    "told_by",
    "polarity",
    "modality",
    "quantity",
    "time",
    "place",
    "subject",
    "object",
    "names",
    "predicate",
    "quote",
    "arguments",
    "reasons",
];

/// How many cases each file holds at least.
const LEAST: usize = 10;

#[test]
fn clauses() {
    check("clauses");
}

#[test]
fn modality() {
    check("modality");
}

#[test]
fn names() {
    check("names");
}

#[test]
fn place() {
    check("place");
}

#[test]
fn polarity() {
    check("polarity");
}

#[test]
fn quantity() {
    check("quantity");
}

#[test]
fn speaker() {
    check("speaker");
}

#[test]
fn time() {
    check("time");
}

#[test]
fn every_file_of_cases_is_checked_and_balanced() {
    let entries = fs::read_dir(folder()).expect("the folder of cases can be read");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    assert_eq!(names, FILES.map(|name| format!("{name}.txt")));
    for name in FILES {
        let cases = cases(name);
        let count = |kind: &str| cases.iter().filter(|case| case.kind() == kind).count();
        let (read, alone) = (count("read"), count("left alone"));
        assert!(cases.len() >= LEAST, "{name}: only {} cases", cases.len());
        assert_eq!(read + alone, cases.len(), "{name}");
        assert!(
            alone >= read,
            "{name}: {read} to read, {alone} to leave alone"
        );
    }
}

#[test]
#[should_panic(expected = "unknown line \"speeker\"")]
fn a_slot_that_does_not_exist_is_refused() {
    let text = "== read ==\n\ncase: x\ntext: A.\nclaim: is\nspeeker: B\n";
    for block in blocks::parse(text, "x", &SECTIONS) {
        Case::of(block);
    }
}

#[test]
#[should_panic(expected = "asks for no slot")]
fn a_case_that_asks_for_nothing_is_refused() {
    let text = "== read ==\n\ncase: x\ntext: A.\nclaim: is\n";
    for block in blocks::parse(text, "x", &SECTIONS) {
        Case::of(block);
    }
}

/// A text and what one claim in it must hold.
struct Case {
    block: Block,
    /// Slots and what they must hold.
    want: Vec<(String, String)>,
    /// The same with what they hold today, for a known failure.
    today: Option<Vec<(String, String)>>,
}

impl Case {
    fn of(block: Block) -> Case {
        let today_slots = SLOTS.map(|slot| format!("today {slot}"));
        let mut known = vec!["case", "kind", "header", "text", "claim"];
        known.extend(SLOTS);
        known.extend(today_slots.iter().map(String::as_str));
        block.allow(&known);
        block.get("text");
        block.get("claim");
        let slots = |prefix: &str| -> Vec<(String, String)> {
            SLOTS
                .iter()
                .filter_map(|slot| {
                    let value = block.find(&format!("{prefix}{slot}"))?;
                    Some(((*slot).to_owned(), value.to_owned()))
                })
                .collect()
        };
        let want = slots("");
        assert!(!want.is_empty(), "{}: asks for no slot", block.place);
        let changed = slots("today ");
        let is_failure = block.section == "known failures";
        assert_eq!(
            !changed.is_empty(),
            is_failure,
            "{}: known failures, and only they, say what comes out `today`",
            block.place
        );
        let kind = block.find("kind");
        assert_eq!(
            kind.is_some_and(|kind| SECTIONS[..2].contains(&kind)),
            is_failure,
            "{}: known failures, and only they, have a line `kind: ` with the section they belong to",
            block.place
        );
        let today = is_failure.then(|| {
            // A claim that is not there today has no slots.
            if changed
                .iter()
                .any(|(slot, value)| slot == "there" && value == "no")
            {
                return changed.clone();
            }
            let mut today = want.clone();
            for (slot, value) in &changed {
                let wanted = today.iter_mut().find(|(wanted, _)| wanted == slot);
                let Some(wanted) = wanted else {
                    panic!("{}: `today {slot}: ` without `{slot}: `", block.place);
                };
                assert_ne!(wanted.1, *value, "{}: {slot} is as wanted", block.place);
                wanted.1.clone_from(value);
            }
            today
        });
        Case { block, want, today }
    }

    /// Whether it is to be read or to be left alone.
    fn kind(&self) -> &str {
        self.block.find("kind").unwrap_or(&self.block.section)
    }

    /// What the slots hold that are asked for.
    fn found(&self) -> Vec<(String, String)> {
        let folder = tempfile::tempdir().expect("a folder");
        let header = match self.block.find("header") {
            Some(header) => match header.rsplit_once(", ") {
                Some((title, day)) => format!("{title}\nPublished: {day}"),
                None => header.to_owned(),
            },
            None => "Report".to_owned(),
        };
        let text = format!(
            "{header}\n\n{}\n",
            self.block.get("text").replace("\\n", "\n")
        );
        fs::write(folder.path().join("a.txt"), text).expect("a document is written");
        let config = Config {
            paths: vec![folder.path().to_owned()],
            any_language: true, // too short to be recognized as English
            threads: Some(1),
            last: Stage::Claims,
            ..Config::default()
        };
        let findings = pipeline::run(&config, &()).expect("the run succeeds");
        let place = &self.block.place;
        assert_eq!(
            findings.documents.len(),
            1,
            "{place}: {:?}",
            findings.skipped
        );
        // "claimed 2" is the second claim of that verb.
        let words = self.block.get("claim");
        let (verb, nth) = match words.rsplit_once(' ') {
            Some((verb, number)) => match number.parse::<usize>() {
                Ok(number) => (verb, number),
                Err(_) => (words, 1),
            },
            None => (words, 1),
        };
        let claim = findings
            .claims
            .iter()
            .filter(|claim| claim.verb == verb || claim.nominal && claim.lemma == verb)
            .nth(nth - 1);
        let Some(claim) = claim else {
            return vec![("there".to_owned(), "no".to_owned())];
        };
        self.want
            .iter()
            .map(|(slot, _)| (slot.clone(), value(slot, claim, &findings)))
            .collect()
    }
}

/// What a slot holds, in words; `-` where it is empty.
fn value(slot: &str, claim: &Claim, findings: &Findings) -> String {
    let document = &findings.documents[claim.document];
    let text = |argument: &Option<Argument>| {
        argument
            .as_ref()
            .map_or(String::new(), |a| a.text.to_string())
    };
    let words = match slot {
        "there" => "yes".to_owned(),
        "speaker" => claim.speaker.to_string(),
        "told_by" => claim.told_by.to_string(),
        "polarity" => claim.polarity.name().to_owned(),
        "modality" => claim.modality.name().to_owned(),
        "quantity" => claim.quantity_text(document, &findings.sentences),
        "time" => claim.time_text(document, &findings.sentences),
        "place" => claim.place_text(),
        "subject" => text(&claim.subject),
        "object" => text(&claim.object),
        "predicate" => claim.predicate.to_string(),
        "quote" => claim.span.of(&document.text).to_owned(),
        "arguments" => joined(
            claim
                .obliques
                .iter()
                .filter(|(_, a)| a.role != Role::Within)
                .map(|(preposition, argument)| {
                    format!("{preposition} {} ({})", argument.text, argument.role.name())
                }),
        ),
        "reasons" => joined(
            claim
                .reasons
                .iter()
                .map(|reason| format!("{} {}", reason.marker, reason.text)),
        ),
        // Whom the subject means, after pronouns and short names are resolved.
        "names" => claim
            .subject
            .as_ref()
            .map_or(String::new(), |subject| subject.names.join("; ")),
        _ => panic!("no slot {slot:?}"),
    };
    if words.is_empty() {
        "-".to_owned()
    } else {
        words
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/claims")
}

fn cases(name: &str) -> Vec<Case> {
    let path = folder().join(format!("{name}.txt"));
    let blocks = blocks::read(&path, &SECTIONS);
    blocks.into_iter().map(Case::of).collect()
}

/// Checks all cases of a file and names those that come out otherwise.
fn check(name: &str) {
    let lines = |slots: &[(String, String)]| {
        slots
            .iter()
            .map(|(slot, value)| format!("\n    {slot}: {value}"))
            .collect::<String>()
    };
    let wrong: Vec<String> = cases(name)
        .iter()
        .filter_map(|case| {
            let found = case.found();
            let place = format!("{} ({})", case.block.place, case.block.get("case"));
            match &case.today {
                Some(_) if found == case.want => Some(format!(
                    "{place}: mended; move it out of the known failures"
                )),
                Some(today) if found == *today => None,
                None if found == case.want => None,
                _ => Some(format!(
                    "{place}\n  wanted{}\n  got{}",
                    lines(&case.want),
                    lines(&found)
                )),
            }
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
