//! `report.html`: the conflicts of a run as one page, for those who would rather look than work
//! in a spreadsheet.
//!
//! The page is whole without a network and without a script: every card is in it, and the script
//! only filters them and keeps verdicts. Documents may hold hostile text, so three things stand
//! between them and the reader: every text goes through [`html`], the policy of the page lets
//! nothing run but the one script whose hash it names, and no text is ever read back as markup.

mod cards;
mod html;
mod matrix;
mod quote;
mod timeline;

use std::fmt::Display;
use std::fs;
use std::io::{self, Read as _};
use std::iter;
use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;
use sha2::{Digest, Sha256};

use super::index::Index;
use crate::claims::stable_id_of;
use crate::conflicts::Relation;
use crate::review::Settled;
use cards::Card;
use html::{Attribute, Text, count};

/// The file of the page, inside the folder of a run.
pub const FILE: &str = "report.html";
/// How every page begins, and no page that a person saved from a browser: such a page may hold
/// verdicts and is not replaced.
const BEGINNING: &str = "<!doctype html>\n<html lang=\"en\" data-atodds=";
/// How many skipped sources are listed; `sources.csv` has them all.
const SKIPPED_LISTED: usize = 100;

const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");

/// A page that is being written. What goes wrong is told once, at the end.
pub struct Page<'w> {
    to: &'w mut dyn io::Write,
    written: io::Result<()>,
}

impl Page<'_> {
    /// Adds markup.
    fn push_str(&mut self, markup: &str) {
        add(self, markup);
    }
}

/// Adds to a page.
fn add(page: &mut Page, what: impl Display) {
    if page.written.is_ok() {
        page.written = write!(page.to, "{what}");
    }
}

/// Whether the folder `out` holds a page that a run wrote.
pub fn left_in(out: &Path) -> bool {
    let mut beginning = vec![0; BEGINNING.len()];
    let read = fs::File::open(out.join(FILE)).and_then(|mut file| file.read_exact(&mut beginning));
    read.is_ok() && beginning == BEGINNING.as_bytes()
}

/// Writes the page of a run, which starts from what was decided on its conflicts, by row.
///
/// # Errors
///
/// Those of `to`.
pub fn write(index: &Index, decided: &[Option<Settled>], to: &mut dyn io::Write) -> io::Result<()> {
    let voices = cards::voices(index);
    let cards = || cards::cards(index, decided, &voices);
    let mut page = Page {
        to,
        written: Ok(()),
    };
    head(&mut page, &run_id(index, decided));
    opening(&mut page, index, &Numbers::of(index));
    matrix::write(&mut page, index);
    timeline::write(&mut page, index);
    controls(&mut page, index, cards());
    cards::write(&mut page, cards(), index);
    closing(&mut page);
    page.written
}

/// What the verdicts in a reader's browser are kept under: the sources and conflicts of the run, and
/// what was carried into it. So what a browser kept for other carried verdicts is offered, and
/// covers none of them.
fn run_id(index: &Index, decided: &[Option<Settled>]) -> String {
    let findings = index.findings;
    let sources = findings.documents.iter();
    let sources = sources.map(|document| document.source.as_str());
    let decided = decided.iter().map(Option::as_ref).chain(iter::repeat(None));
    let rows = findings.conflicts.iter().zip(decided);
    let rows = rows.flat_map(|(conflict, settled)| {
        let settled = settled.map(|own| [&*own.verdict, &*own.note, &*own.carried]);
        iter::once(&*conflict.id).chain(settled.into_iter().flatten())
    });
    stable_id_of('r', sources.chain(rows))
}

/// What lets a script or style run that is written into the page: its hash.
fn hash(code: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(code)))
}

fn head(page: &mut Page, run: &str) {
    let (script, style) = (hash(SCRIPT), hash(STYLE));
    add(
        page,
        format_args!(
            r##"{BEGINNING}"{run}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Where the sources disagree</title>
<style>{STYLE}</style>
</head>
<body>
<a class="skip" href="#conflicts">Skip to the conflicts</a>
"##,
            run = Attribute(run),
        ),
    );
}

/// How much a run found.
struct Numbers {
    conflicts: usize,
    updates: usize,
}

impl Numbers {
    fn of(index: &Index) -> Self {
        let rows = &index.findings.conflicts;
        let count = |relation| rows.iter().filter(|row| row.relation == relation).count();
        Numbers {
            conflicts: count(Relation::Conflict),
            updates: count(Relation::Update),
        }
    }
}

fn opening(page: &mut Page, index: &Index, numbers: &Numbers) {
    let findings = index.findings;
    add(
        page,
        format_args!(
            r##"<header class="top">
<h1>Where the sources disagree</h1>
<p class="lead"><strong>{conflicts}</strong> and <strong>{updates}</strong> in {documents}.
<span class="dim">{claims} were read in {sentences}; {clusters} are answered more than once.</span></p>
<nav aria-label="Parts of this page"><ul>
<li><a href="#conflicts">Conflicts and updates, one by one</a></li>
<li><a href="#sources">Who disagrees with whom</a></li>
<li><a href="#updates">What changed over time</a></li>
</ul></nav>
</header>
<main>
<section class="how" aria-labelledby="how">
<h2 id="how">How to read it</h2>
<dl>
<div><dt><span class="tag conflict">≠ conflict</span></dt><dd>Two accounts that cannot both hold.</dd></div>
<div><dt><span class="tag update">→ update</span></dt><dd>The answers differ because the world, or what was known of it, moved on between them.</dd></div>
<div><dt><span class="tag agree">= agreement</span></dt><dd>The same answer in each source’s own words; copies do not count.</dd></div>
</dl>
<p>The strongest rows come first. Each shows both quotes between the sentences around them, with the <mark>words that clash</mark> marked.
A machine made this list by the wording alone: it does not know who is right, and some rows will be mistaken. Your verdict decides.</p>
</section>
"##,
            conflicts = count(numbers.conflicts, "conflict"),
            updates = count(numbers.updates, "update"),
            documents = count(findings.documents.len(), "source"),
            claims = count(findings.claims.len(), "claim"),
            sentences = count(findings.sentences.len(), "sentence"),
            clusters = count(findings.clusters.len(), "question"),
        ),
    );
    skipped(page, index);
}

/// The sources that were not read, and why.
fn skipped(page: &mut Page, index: &Index) {
    let skipped = &index.findings.skipped;
    if skipped.is_empty() {
        return;
    }
    let what = count(skipped.len(), "source");
    add(
        page,
        format_args!("<details class=\"skipped\"><summary>{what} not read</summary><ul>\n"),
    );
    for source in skipped.iter().take(SKIPPED_LISTED) {
        let (file, reason) = (Text(&source.file), Text(&source.reason));
        add(
            page,
            format_args!("<li><bdi>{file}</bdi>: <bdi>{reason}</bdi></li>\n"),
        );
    }
    if skipped.len() > SKIPPED_LISTED {
        add(page, "<li>… the rest is in sources.csv</li>\n");
    }
    add(page, "</ul></details>\n");
}

/// What one can filter by; the script makes them work and visible.
fn controls<'f>(page: &mut Page, index: &Index, cards: impl Iterator<Item = Card<'f>>) {
    let documents = &index.findings.documents;
    let mut kinds = IndexSet::with_hasher(FxBuildHasher);
    let mut relations = IndexSet::with_hasher(FxBuildHasher);
    let mut voices: IndexMap<usize, &str, _> = IndexMap::with_hasher(FxBuildHasher);
    let mut quoted: IndexMap<usize, &str, _> = IndexMap::with_hasher(FxBuildHasher);
    for card in cards {
        kinds.insert(card.row.conflict.kind.name());
        relations.insert(card.row.conflict.relation.name());
        for (side, voice) in [(&card.row.a, card.voices[0]), (&card.row.b, card.voices[1])] {
            voices.insert(voice, &side.claim.speaker);
        }
        for &number in card.sources.iter().flatten() {
            quoted.insert(number, &documents[number].source);
        }
    }
    kinds.sort_unstable();
    relations.sort_unstable();
    quoted.sort_unstable_keys();
    voices.sort_by(|_, a, _, b| a.cmp(b));
    let named = |names: &IndexMap<usize, &str, FxBuildHasher>| {
        let named = names.iter().map(|(number, name)| match *name {
            "" => (number.to_string(), "(the document itself)".to_owned()),
            name => (number.to_string(), name.to_owned()),
        });
        named.collect::<Vec<_>>()
    };
    let same = |words: &IndexSet<&'static str, FxBuildHasher>| {
        let same = words
            .iter()
            .map(|word| (word.to_string(), word.to_string()));
        same.collect::<Vec<_>>()
    };
    let verdicts = [
        ("none", "not decided"),
        ("decided", "decided"),
        ("conflict", "conflict"),
        ("update", "update"),
        ("not a conflict", "not a conflict"),
        ("unsure", "unsure"),
        ("again", "to look at again"),
    ];
    let verdicts = verdicts.map(|(value, name)| (value.to_owned(), name.to_owned()));

    page.push_str(
        r#"<section class="list" aria-labelledby="conflicts">
<h2 id="conflicts" tabindex="-1">Conflicts and updates</h2>
<noscript><p class="notice">Scripts are off, so this page cannot filter or keep verdicts; every row is here to read. Verdicts can be written into conflicts.csv instead.</p></noscript>
<p class="notice" id="notice" role="alert" hidden></p>
<p class="notice" id="earlier" hidden><span></span> <button type="button">Take them over</button></p>
<div class="controls" role="search" aria-label="Filter the rows">
<label class="wide"><span>Search <kbd>/</kbd></span><input type="search" id="search" autocomplete="off" spellcheck="false"></label>
"#,
    );
    for (id, label, options) in [
        ("relation", "Relation", same(&relations)),
        ("type", "Type", same(&kinds)),
        ("source", "Source", named(&quoted)),
        ("against", "against", named(&quoted)),
        ("speaker", "Speaker", named(&voices)),
        ("verdict", "Verdict", verdicts.to_vec()),
    ] {
        add(
            page,
            format_args!("<label>{label}<select id=\"{id}\"><option value=\"\">any</option>\n"),
        );
        for (value, name) in options {
            add(
                page,
                format_args!(
                    "<option value=\"{}\">{}</option>\n",
                    Attribute(&value),
                    html::plain(&name)
                ),
            );
        }
        add(page, "</select></label>\n");
    }
    page.push_str(
        r#"<div class="buttons"><button type="button" id="reset">Reset</button>
<button type="button" id="save" class="main">Save verdicts as CSV</button>
<button type="button" id="help" aria-haspopup="dialog">Keys <kbd>?</kbd></button>
<p id="count" role="status" aria-live="polite"></p></div>
</div>
<p id="said" class="heard" role="status" aria-live="polite"></p>
<p id="nothing" class="notice" hidden>No row matches the filters.</p>
"#,
    );
}

fn closing(page: &mut Page) {
    add(
        page,
        format_args!(
            r#"</section>
</main>
<footer><p>Made by atodds {version}. This page loads nothing and sends nothing. Verdicts are kept in this browser alone until you save them as CSV; give that file to the next run: <code>atodds analyze … --review verdicts.csv</code>.</p></footer>
<template id="judging"><div class="judging">
<fieldset><legend>Verdict</legend>
<label><input type="radio" value="conflict"> conflict <kbd>1</kbd></label>
<label><input type="radio" value="update"> update <kbd>2</kbd></label>
<label><input type="radio" value="not a conflict"> not a conflict <kbd>3</kbd></label>
<label><input type="radio" value="unsure"> unsure <kbd>4</kbd></label>
<button type="button" class="clear">clear <kbd>0</kbd></button>
</fieldset>
<label class="noting">Note <kbd>n</kbd><textarea rows="1"></textarea></label>
</div></template>
<dialog id="keys" aria-labelledby="keys-title">
<h2 id="keys-title">Keys</h2>
<table>
<tr><th scope="row"><kbd>j</kbd> <kbd>k</kbd></th><td>next and previous row</td></tr>
<tr><th scope="row"><kbd>1</kbd> <kbd>2</kbd> <kbd>3</kbd> <kbd>4</kbd></th><td>conflict, update, not a conflict, unsure</td></tr>
<tr><th scope="row"><kbd>0</kbd></th><td>take the verdict back</td></tr>
<tr><th scope="row"><kbd>n</kbd></th><td>write a note; <kbd>Esc</kbd> leaves it</td></tr>
<tr><th scope="row"><kbd>/</kbd></th><td>search; <kbd>Esc</kbd> leaves it</td></tr>
<tr><th scope="row"><kbd>?</kbd></th><td>this help</td></tr>
</table>
<p><label><input type="checkbox" id="single" checked> use these keys</label></p>
<p><button type="button" id="close">Close</button></p>
</dialog>
<script>{SCRIPT}</script>
</body>
</html>
"#,
            version = env!("CARGO_PKG_VERSION"),
        ),
    );
}
