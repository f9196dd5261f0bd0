//! The timeline: what changed, by the day on which the later account was published.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::html::{Attribute, Text};
use super::{Page, add};
use crate::conflicts::{Conflict, Relation};
use crate::reports::index::Index;

/// Writes the part of the page.
pub fn write(page: &mut Page, index: &Index) {
    page.push_str("<section class=\"timeline\" aria-labelledby=\"updates\">\n<h2 id=\"updates\" tabindex=\"-1\">What changed over time</h2>\n");
    let days = days(index);
    if days.is_empty() {
        page.push_str("<p>No update was found.</p>\n</section>\n");
        return;
    }
    page.push_str("<p>Updates by the day on which the later account was published: what was said before, and what then.</p>\n<ol class=\"days\">\n");
    for (day, updates) in days
        .iter()
        .filter(|(day, _)| day.is_some())
        .chain(days.get_key_value(&None))
    {
        page.push_str("<li><h3>");
        match day {
            Some(day) => add(page, format_args!("<time datetime=\"{day}\">{day}</time>")),
            None => page.push_str("Undated: which came first is not known"),
        }
        page.push_str("</h3><ul>\n");
        for update in updates {
            write_one(page, update, index);
        }
        page.push_str("</ul></li>\n");
    }
    page.push_str("</ol>\n</section>\n");
}

/// The updates by the later of their two days; those without two days under `None`.
fn days<'f>(index: &Index<'f>) -> BTreeMap<Option<Date>, Vec<&'f Conflict>> {
    let mut days: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let updates = index.findings.conflicts.iter();
    for update in updates.filter(|row| row.relation == Relation::Update) {
        let [a, b] = published(update, index);
        let later = a.zip(b).map(|(a, b)| a.max(b));
        days.entry(later).or_default().push(update);
    }
    days
}

fn published(update: &Conflict, index: &Index) -> [Option<Date>; 2] {
    [update.claim_a, update.claim_b].map(|claim| index.claim(claim).published)
}

fn write_one(page: &mut Page, update: &Conflict, index: &Index) {
    let [a, b] = published(update, index);
    let mut sides = [
        (a, &update.answer_a, update.claim_a),
        (b, &update.answer_b, update.claim_b),
    ];
    let is_known = a.is_some() && b.is_some();
    if is_known {
        sides.sort_by_key(|side| side.0); // of one day, the first stays first
    }
    add(
        page,
        format_args!(
            "<li><a href=\"#{}\"><bdi>{}</bdi></a> <span class=\"change\">",
            Attribute(&update.id),
            Text(&update.question)
        ),
    );
    for (number, (day, answer, claim)) in sides.into_iter().enumerate() {
        let between = match (number, is_known) {
            (0, _) => "",
            (_, true) => " <span class=\"arrow\" role=\"img\" aria-label=\"then\">→</span> ",
            (_, false) => " <span class=\"arrow\" role=\"img\" aria-label=\"or\">|</span> ",
        };
        let source = Text(&index.document(index.claim(claim)).source);
        let day = day.map_or_else(String::new, |day| format!(", {day}"));
        add(
            page,
            format_args!(
                "{between}<b><bdi>{}</bdi></b> <span class=\"dim\">(<bdi>{source}</bdi>{day})</span>",
                Text(answer)
            ),
        );
    }
    page.push_str("</span></li>\n");
}
