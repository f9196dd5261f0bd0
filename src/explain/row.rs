//! Why a row is one.

use std::fmt::Write;

use super::again::Again;
use super::side::{quoted, slots, weighed};
use crate::Error;
use crate::clusters::rivals;
use crate::clusters::similarity::Context;
use crate::conflicts::{Conflict, Relation, Strength, Type, evidence};
use crate::weights::Term;

/// How many identifiers are offered for one that no row has.
const OFFERED: usize = 3;

/// Explains the row of an identifier.
pub fn text(id: &str, again: &Again) -> Result<String, Error> {
    let mut rows = again
        .findings
        .conflicts
        .iter()
        .chain(&again.findings.unlikely);
    let Some(row) = rows.find(|row| row.id == id) else {
        return Err(unknown(id, again));
    };
    let findings = &again.findings;
    let (a, b) = (&findings.claims[row.claim_a], &findings.claims[row.claim_b]);
    let context = Context::new(
        &findings.claims,
        &findings.sentences,
        &findings.documents,
        &findings.origins,
    );
    let score = match row.score {
        Some(score) => format!("score {score:.2}"),
        None => "no score, for it is no conflict".to_owned(),
    };
    let mut text = format!(
        "{id}: {}, {}, {score}; {}\n{}\n\n",
        row.relation.name(),
        row.kind.name(),
        again.place(id),
        row.question
    );
    text.push_str(&quoted("a", a, again));
    text.push_str(&quoted("b", b, again));
    let _ = writeln!(text, "\nWhy: {}\n", row.why);
    let fit = context.fit(a, b);
    text.push_str(&slots(a, b, fit.as_ref(), &context, again));
    let _ = writeln!(
        text,
        "Answers: a: {}   b: {} ({} and {} independent sources)\n",
        row.answer_a, row.answer_b, row.origins_a, row.origins_b
    );
    let (bias, terms, makes) = terms(row, &context);
    text.push_str(&weighed(bias, terms.clone(), makes));
    let _ = writeln!(text, "\nIt would be no conflict:");
    for what in otherwise(row, bias, &terms) {
        let _ = writeln!(text, "  - {what}");
    }
    Ok(text)
}

/// What was weighed of a row: what it begins with, all numbers, and what comes of them.
fn terms(row: &Conflict, context: &Context) -> (f64, Vec<Term>, &'static str) {
    let numbers = row.counted.filter(|_| row.judged == Strength::Alone);
    let figures =
        numbers.and_then(|(x, y)| rivals::terms(context, (row.claim_a, x), (row.claim_b, y)));
    if let Some((bias, terms)) = figures {
        return (bias, terms, "make the score");
    }
    let (bias, terms) = evidence::terms(&row.evidence);
    let makes = match row.judged {
        Strength::Learned => "make the score",
        Strength::Half => "make one half of the score, what its comparer says of it the other",
        Strength::Alone => "would make a score; for this row its comparer alone gives it",
    };
    (bias, terms, makes)
}

/// What would have made it no conflict.
fn otherwise(row: &Conflict, bias: f64, terms: &[Term]) -> Vec<String> {
    let mut ways: Vec<String> = vec![
        match row.kind {
            Type::Quantity => "if one number allowed the other (“at least”, “about”), or counted something else or a part",
            Type::Time => "if one time lay in the other (a day and its month), or one were that of another act",
            Type::Place => "if one place were known to lie in the other",
            Type::Actor => "if both doers were known to be one, or the act were one that many can do",
            Type::Polarity => "if what is denied were narrower than what is said (“not before Friday”), or only doubted",
            Type::Opposite => "if the two acts were done to different things or by different doers",
            Type::Object => "if both targets were known to be one, or the act could be directed at both",
            Type::Cause => "if one reason were known to be a part of the other",
            Type::Attribution => "if the two quoted two sayings",
            Type::Evaluation => "if they judged two things, or one voice were both times the same",
            Type::Prediction => "if what one foretells left room for what the other does",
            Type::Certainty => "if what one does not know were not what the other states",
        }
        .to_owned(),
        "if places, days or people showed that the two tell of different events".to_owned(),
    ];
    if row.relation == Relation::Conflict {
        ways.push(
            "but an update: if the days of writing, or words like “rose to”, showed that the world changed between the two"
                .to_owned(),
        );
    }
    let heaviest = terms.iter().max_by(|x, y| x.adds().total_cmp(&y.adds()));
    if let Some(term) = heaviest.filter(|term| term.adds() > 0.0) {
        let all = bias + terms.iter().map(Term::adds).sum::<f64>();
        let probability = |odds: f64| 1.0 / (1.0 + (-odds).exp());
        ways.push(format!(
            "likely, if nothing spoke for “{}”: the score would be {:.2} instead of {:.2}",
            term.name.replace('_', " "),
            probability(all - term.adds()),
            probability(all)
        ));
    }
    ways
}

fn unknown(id: &str, again: &Again) -> Error {
    let problem = if again.rows.contains_key(id) {
        format!(
            "{id} is {}, but the sources, read again, do not give it any more: they have changed, or another version of atodds made the reports; run analyze again",
            again.place(id)
        )
    } else {
        let mut near: Vec<(usize, &String)> = again
            .rows
            .keys()
            .map(|other| (strsim::levenshtein(id, other), other))
            .collect();
        near.sort();
        let near: Vec<&str> = near
            .iter()
            .take(OFFERED)
            .map(|(_, id)| id.as_str())
            .collect();
        let near = if near.is_empty() {
            String::new()
        } else {
            format!("; the nearest are {}", near.join(", "))
        };
        format!(
            "none of its {} rows has the conflict_id {id}{near}; take it from the first column of conflicts.csv or unlikely.csv, or give two quotes",
            again.rows.len()
        )
    };
    Error::Reports {
        folder: again.folder.clone(),
        problem,
    }
}
