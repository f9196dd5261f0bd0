//! One card per conflict or update: the question, both quotes in their places, and why they clash.

use std::collections::BTreeSet;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::html::{Attribute, Text};
use super::quote::{Quote, quote};
use super::{Page, add};
use crate::conflicts::Relation;
use crate::reports::conflicts::{self, Row, Side};
use crate::reports::index::Index;
use crate::review::Settled;

/// How many other sources of an answer are named; the rest are counted.
const OTHERS_NAMED: usize = 6;

/// A row of the report on conflicts, with what the page filters by.
pub struct Card<'f> {
    /// The row.
    pub row: Row<'f>,
    /// The documents that give each answer.
    pub sources: [BTreeSet<usize>; 2],
    /// Who speaks on each side, as a number; one name has one number.
    pub voices: [usize; 2],
    /// What was decided on it before.
    pub settled: Option<&'f Settled>,
}

/// The names of speakers, each once.
pub type Voices<'f> = IndexSet<&'f str, FxBuildHasher>;

/// Who speaks in the conflicts of a run, in the order of the cards.
pub fn voices<'f>(index: &Index<'f>) -> Voices<'f> {
    let mut voices = Voices::default();
    for conflict in &index.findings.conflicts {
        for claim in [conflict.claim_a, conflict.claim_b] {
            voices.insert(&index.claim(claim).speaker);
        }
    }
    voices
}

/// The cards of a run, strongest first; `decided` is by row.
pub fn cards<'f>(
    index: &'f Index<'f>,
    decided: &'f [Option<Settled>],
    voices: &'f Voices,
) -> impl Iterator<Item = Card<'f>> {
    let mut decided = decided.iter().map(Option::as_ref);
    conflicts::rows(index).map(move |row| Card {
        settled: decided.next().flatten(),
        sources: index.opposed(row.conflict),
        voices: [&row.a, &row.b].map(|side| {
            let voice = voices.get_index_of(side.claim.speaker.as_str());
            voice.unwrap_or_default() // all are known
        }),
        row,
    })
}

/// Writes the cards.
pub fn write<'f>(page: &mut Page, cards: impl Iterator<Item = Card<'f>>, index: &Index) {
    page.push_str("<div id=\"cards\">\n");
    for card in cards {
        write_one(page, &card, index);
    }
    page.push_str("</div>\n");
    if index.findings.conflicts.is_empty() {
        page.push_str("<p class=\"notice\">No two accounts were found to disagree.</p>\n");
    }
}

fn write_one(page: &mut Page, card: &Card, index: &Index) {
    let (row, conflict) = (&card.row, card.row.conflict);
    let id = Attribute(&conflict.id);
    let (relation, kind) = (conflict.relation.name(), conflict.kind.name());
    let sources = card.sources.each_ref().map(numbers);
    let voices = numbers(&BTreeSet::from(card.voices));
    let open = Settled::default();
    let settled = card.settled.unwrap_or(&open);
    let [verdict, note, carried] =
        [&settled.verdict, &settled.note, &settled.carried].map(|cell| Attribute(cell));
    add(
        page,
        format_args!(
            r#"<article class="card {relation}" id="{id}" aria-labelledby="q-{id}" tabindex="-1" data-relation="{relation}" data-type="{kind}" data-a="{}" data-b="{}" data-voices="{voices}" data-verdict="{verdict}" data-note="{note}" data-carried="{carried}">
<h3 id="q-{id}"><span class="rank">{}</span> <bdi class="question">{}</bdi></h3>
<p class="tags"><span class="tag {relation}">{} {relation}</span> <span class="tag">{kind}</span>"#,
            sources[0],
            sources[1],
            row.rank,
            Text(&conflict.question),
            sign(conflict.relation),
        ),
    );
    if let Some(score) = conflict.score {
        let score = score.clamp(0.0, 1.0);
        add(
            page,
            format_args!(" <span class=\"tag\">score {score:.2}</span>"),
        );
    }
    page.push_str(" <span class=\"decided\">");
    if !settled.verdict.is_empty() {
        add(page, format_args!("✓ {}", Text(&settled.verdict)));
    }
    page.push_str("</span></p>\n");
    if !settled.carried.is_empty() {
        add(
            page,
            format_args!(
                "<p class=\"carried\"><bdi>{}</bdi><span class=\"needs-script\">. Any verdict, also the same again, takes this mark away.</span></p>\n",
                Text(&settled.carried)
            ),
        );
    }
    page.push_str("<div class=\"sides\">\n");
    let answers = [&conflict.answer_a, &conflict.answer_b];
    let origins = [conflict.origins_a, conflict.origins_b];
    for (number, side) in [&row.a, &row.b].into_iter().enumerate() {
        let answer = answers[number];
        let sentences = &index.findings.sentences;
        let quote = quote(side.claim, side.document, sentences, answer);
        add(
            page,
            format_args!("<div class=\"side\"><h4><bdi>{}</bdi></h4>\n", Text(answer)),
        );
        write_quote(page, &quote);
        write_origin(page, side, origins[number]);
        write_others(page, side, &card.sources[number], index);
        page.push_str("</div>\n");
    }
    add(
        page,
        format_args!(
            "</div>\n<p class=\"why\"><bdi>{}</bdi></p>\n<p class=\"noted\">",
            Text(&conflict.why)
        ),
    );
    if !settled.note.is_empty() {
        add(page, format_args!("Note: {}", Text(&settled.note)));
    }
    page.push_str("</p>\n</article>\n");
}

/// A sign for those who do not see colours.
pub fn sign(relation: Relation) -> char {
    match relation {
        Relation::Conflict => '≠',
        Relation::Update => '→',
        Relation::Agree => '=',
    }
}

fn write_quote(page: &mut Page, quote: &Quote) {
    let cut = |is_cut| if is_cut { "…" } else { "" };
    let (said, clash) = (quote.said, quote.clash);
    page.push_str("<blockquote dir=\"auto\">");
    if !quote.before.is_empty() {
        let (cut, before) = (cut(quote.before_is_cut), Text(quote.before));
        add(
            page,
            format_args!("<span class=\"around\">{cut}{before}</span> "),
        );
    }
    add(
        page,
        format_args!("<span class=\"said\">{}", Text(&said[..clash.start])),
    );
    if !clash.is_empty() {
        add(page, format_args!("<mark>{}</mark>", Text(clash.of(said))));
    }
    add(page, format_args!("{}</span>", Text(&said[clash.end..])));
    if !quote.after.is_empty() {
        let (after, cut) = (Text(quote.after), cut(quote.after_is_cut));
        add(
            page,
            format_args!(" <span class=\"around\">{after}{cut}</span>"),
        );
    }
    page.push_str("</blockquote>\n");
}

/// Who says it, where and when.
fn write_origin(page: &mut Page, side: &Side, origins: usize) {
    page.push_str("<p class=\"by\">");
    if !side.claim.speaker.is_empty() {
        let speaker = Text(&side.claim.speaker);
        add(page, format_args!("<b><bdi>{speaker}</bdi></b>, in "));
    }
    add(
        page,
        format_args!(
            "<cite><bdi class=\"source\">{}</bdi></cite>, line {}, ",
            Text(&side.document.source),
            side.place.line
        ),
    );
    match side.claim.published {
        Some(day) => add(page, format_args!("<time datetime=\"{day}\">{day}</time>")),
        None => page.push_str("undated"),
    }
    if origins > 1 {
        add(page, format_args!("; said by {origins} independently"));
    }
    page.push_str("</p>\n");
}

/// The other sources with the same answer.
fn write_others(page: &mut Page, side: &Side, sources: &BTreeSet<usize>, index: &Index) {
    let names: Vec<&str> = sources
        .iter()
        .filter(|&&number| number != side.claim.document)
        .map(|&number| index.findings.documents[number].source.as_str())
        .collect();
    if names.is_empty() {
        return;
    }
    page.push_str("<p class=\"others\">Same answer: ");
    for (number, name) in names.iter().take(OTHERS_NAMED).enumerate() {
        let comma = if number > 0 { ", " } else { "" };
        add(page, format_args!("{comma}<bdi>{}</bdi>", Text(name)));
    }
    if names.len() > OTHERS_NAMED {
        add(
            page,
            format_args!(" and {} more", names.len() - OTHERS_NAMED),
        );
    }
    page.push_str("</p>\n");
}

fn numbers(numbers: &BTreeSet<usize>) -> String {
    let words: Vec<String> = numbers.iter().map(usize::to_string).collect();
    words.join(" ")
}
