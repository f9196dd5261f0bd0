//! The matrix of sources: who disagrees with whom, and how often.

use std::cmp::Reverse;

use super::html::{Text, count};
use super::{Page, add};
use crate::reports::agreement::{Tally, tallies};
use crate::reports::index::Index;

/// How many sources the picture holds; of more, those that disagree most are shown, since the
/// cells grow with the square and nobody can read more.
const MOST: usize = 24;
/// The length of a bar, in pixels.
const BAR: usize = 48;

/// Writes the part of the page.
pub fn write(page: &mut Page, index: &Index) {
    let tallies = tallies(index);
    let meeting = |document: usize| {
        let of = tallies
            .iter()
            .filter(move |((a, b), _)| *a == document || *b == document);
        of.map(|(_, tally)| (tally.conflicts, tally.updates, tally.agreements))
    };
    let mut shown: Vec<(usize, (usize, usize, usize))> = (0..index.findings.documents.len())
        .filter_map(|document| {
            let sum = meeting(document).reduce(|x, y| (x.0 + y.0, x.1 + y.1, x.2 + y.2));
            sum.map(|sum| (document, sum))
        })
        .collect();
    let all = shown.len();
    shown.sort_by_key(|&(document, sum)| (Reverse(sum), document));
    shown.truncate(MOST);
    let mut shown: Vec<usize> = shown.into_iter().map(|(document, _)| document).collect();
    shown.sort_unstable();

    page.push_str("<section class=\"matrix\" aria-labelledby=\"sources\">\n<h2 id=\"sources\" tabindex=\"-1\">Who disagrees with whom</h2>\n");
    if shown.len() < 2 {
        page.push_str("<p>No two sources answer the same question.</p>\n</section>\n");
        return;
    }
    let which = match all - shown.len() {
        0 => String::new(),
        _ => {
            format!(" Of {all} sources, the {MOST} that meet most are here; agreement.csv has all.")
        }
    };
    add(
        page,
        format_args!(
            "<p>Each cell counts, for two sources, <span class=\"tag conflict\">≠ conflicts</span> <span class=\"tag update\">→ updates</span> <span class=\"tag agree\">= agreements</span>. <span class=\"needs-script\">Press one to see its rows.</span>{which}</p>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of sources\"><table>\n<thead><tr><th scope=\"col\">Source</th><th scope=\"col\">Published</th>"
        ),
    );
    let documents = &index.findings.documents;
    for (number, &document) in (1..).zip(&shown[..shown.len() - 1]) {
        let name = Text(&documents[document].source);
        add(
            page,
            format_args!(
                "<th scope=\"col\">{number}<span class=\"heard\"> <bdi>{name}</bdi></span></th>"
            ),
        );
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for (row, &document) in shown.iter().enumerate() {
        let (number, name) = (row + 1, Text(&documents[document].source));
        add(
            page,
            format_args!(
                "<tr><th scope=\"row\"><span class=\"rank\">{number}</span> <bdi>{name}</bdi></th>"
            ),
        );
        match documents[document].published {
            Some(day) => add(page, format_args!("<td>{day}</td>")),
            None => page.push_str("<td class=\"dim\">undated</td>"),
        }
        for &other in &shown[..row] {
            match tallies.get(&(other, document)) {
                Some(tally) => cell(page, other, document, tally),
                None => page.push_str("<td class=\"none\">·</td>"),
            }
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody></table></div>\n</section>\n");
}

/// How two sources stand to each other: three numbers, and a bar of three lengths.
fn cell(page: &mut Page, a: usize, b: usize, tally: &Tally) {
    let counts = [
        ("conflict", '≠', tally.conflicts),
        ("update", '→', tally.updates),
        ("agree", '=', tally.agreements),
    ];
    let sum: usize = counts.iter().map(|(.., number)| number).sum();
    if sum == 0 {
        let shared = count(tally.shared, "question");
        add(
            page,
            format_args!("<td class=\"none\">·<span class=\"heard\"> {shared} shared</span></td>"),
        );
        return;
    }
    let heard = [
        count(tally.conflicts, "conflict"),
        count(tally.updates, "update"),
        count(tally.agreements, "agreement"),
    ];
    add(
        page,
        format_args!(
            "<td><button type=\"button\" class=\"pair\" data-a=\"{a}\" data-b=\"{b}\"><span class=\"heard\">{}</span><span class=\"seen\" aria-hidden=\"true\">",
            heard.join(", ")
        ),
    );
    for (class, sign, number) in counts {
        if number > 0 {
            add(
                page,
                format_args!("<span class=\"{class}\">{sign}{number}</span> "),
            );
        }
    }
    add(
        page,
        format_args!(
            "</span><svg width=\"{BAR}\" height=\"6\" viewBox=\"0 0 {BAR} 6\" aria-hidden=\"true\" focusable=\"false\">"
        ),
    );
    let mut from = 0;
    let mut so_far = 0;
    for (class, _, number) in counts {
        so_far += number;
        let to = so_far * BAR / sum;
        if to > from {
            let width = to - from;
            add(
                page,
                format_args!(
                    "<rect class=\"{class}\" x=\"{from}\" width=\"{width}\" height=\"6\"/>"
                ),
            );
        }
        from = to;
    }
    page.push_str("</svg></button></td>");
}
