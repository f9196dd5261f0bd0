//! Why two quotes are no row.

use std::fmt::Write;

use super::again::Again;
use super::side::{quoted, slots};
use crate::claims::{Claim, Modality, one_line};
use crate::clusters::similarity::{Context, Fit};
use crate::clusters::{ASKED, Pair, SAME_QUESTION, answers_both};
use crate::conflicts::{Case, DETECTORS, are_of_two_times, compared};

/// What stands in the way of a row, and how far two claims got: the greater, the farther.
type Obstacle = (usize, String);

/// Explains two quotes, each given by its words or by a `claim_id`.
pub fn text(quotes: [&str; 2], again: &Again) -> String {
    let mut claims: [Vec<usize>; 2] = Default::default();
    for (at, quote) in quotes.into_iter().enumerate() {
        match find(quote, again) {
            Ok(found) => claims[at] = found,
            Err(why) => return format!("No row: {why}\n"),
        }
    }
    let findings = &again.findings;
    let is_of = |x: usize, y: usize| claims[0].contains(&x) && claims[1].contains(&y);
    let mut rows = findings.conflicts.iter().chain(&findings.unlikely);
    if let Some(row) = rows.find(|r| is_of(r.claim_a, r.claim_b) || is_of(r.claim_b, r.claim_a)) {
        return format!(
            "They are a row: {} ({}). Explain it with its conflict_id.\n",
            row.id,
            again.place(&row.id)
        );
    }
    let context = Context::new(
        &findings.claims,
        &findings.sentences,
        &findings.documents,
        &findings.origins,
    );
    let mut farthest: Option<(Obstacle, usize, usize, Option<Fit>)> = None;
    for &x in &claims[0] {
        for &y in &claims[1] {
            let (obstacle, fit) = obstacle(x.min(y), x.max(y), &context, again);
            if farthest
                .as_ref()
                .is_none_or(|(best, ..)| obstacle.0 > best.0)
            {
                farthest = Some((obstacle, x, y, fit));
            }
        }
    }
    let Some(((_, why), x, y, fit)) = farthest else {
        return "No row: the sentences make no claims.\n".to_owned();
    };
    let (a, b) = (&findings.claims[x], &findings.claims[y]);
    let mut text = format!("No row: {why}\n\n");
    text.push_str(&quoted("a", a, again));
    text.push_str(&quoted("b", b, again));
    text.push('\n');
    text.push_str(&slots(a, b, fit.as_ref(), &context, again));
    let pairs = claims[0].len() * claims[1].len();
    if pairs > 1 {
        let _ = writeln!(
            text,
            "\nOf the {pairs} pairs of claims in the two sentences this one came the farthest."
        );
    }
    text
}

/// The claims that a quote stands for, or why there are none.
fn find(quote: &str, again: &Again) -> Result<Vec<usize>, String> {
    let findings = &again.findings;
    let all = || findings.claims.iter().enumerate();
    let named: Vec<usize> = all()
        .filter(|(_, c)| c.id == quote)
        .map(|(at, _)| at)
        .collect();
    if !named.is_empty() {
        return Ok(named);
    }
    let wanted = plain(quote);
    if wanted.is_empty() {
        return Err("a quote is empty.".to_owned());
    }
    let words = |sentence: usize| {
        let sentence = &findings.sentences[sentence];
        plain(
            sentence
                .span
                .of(&findings.documents[sentence.document].text),
        )
    };
    let holds = |text: &str| text.contains(&wanted) || text.len() > FEW && wanted.contains(text);
    let sentences: Vec<usize> = (0..findings.sentences.len())
        .filter(|at| holds(&words(*at)))
        .collect();
    if sentences.is_empty() {
        return Err(format!(
            "no sentence of the sources that were read holds “{quote}”, and no claim has that claim_id."
        ));
    }
    let claims: Vec<usize> = all()
        .filter(|(_, claim)| sentences.contains(&claim.sentence))
        .map(|(at, _)| at)
        .collect();
    if claims.is_empty() {
        let kind = findings.sentences[sentences[0]].kind;
        return Err(if kind.makes_claims() {
            format!(
                "no claim was read out of “{quote}”: it is a question, a wish or says nothing of its own."
            )
        } else {
            format!("“{quote}” is a {}, which makes no claims.", kind.name())
        });
    }
    Ok(claims)
}

/// A sentence of fewer bytes stands in many quotes.
const FEW: usize = 20;

/// Letters and digits in small letters, one space between words.
fn plain(text: &str) -> String {
    let letters = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    one_line(&text.chars().map(letters).collect::<String>()).to_lowercase()
}

/// What keeps two claims from being a row, in the order in which a run asks.
fn obstacle(x: usize, y: usize, context: &Context, again: &Again) -> (Obstacle, Option<Fit>) {
    let (a, b) = (&context.claims[x], &context.claims[y]);
    if x == y {
        return ((0, "it is one claim.".to_owned()), None);
    }
    if a.sentence == b.sentence {
        return ((0, "both stand in one sentence.".to_owned()), None);
    }
    if a.document == b.document && a.speaker == b.speaker {
        return (
            (1, "both are said by one speaker in one source.".to_owned()),
            None,
        );
    }
    let conditional = |c: &Claim| c.modality == Modality::Conditional;
    if conditional(a) || conditional(b) {
        return (
            (2, "one of them says only what would have been.".to_owned()),
            None,
        );
    }
    if context.origins.are_one_voice(a, b) {
        return (
            (
                3,
                "the two sources have their words from one origin.".to_owned(),
            ),
            None,
        );
    }
    let Some(fit) = context.fit(a, b) else {
        let why = "they tell of two events, as their places, days or people show.";
        return ((4, why.to_owned()), None);
    };
    let pair = Pair { a: x, b: y, fit };
    let fit = &pair.fit;
    let asked: Vec<_> = ASKED
        .into_iter()
        .filter(|asked| answers_both(*asked, context, &pair))
        .collect();
    let why = if asked.is_empty() {
        (5, "they answer no question in common: neither one act with the same subject or object, nor a number of the same things.".to_owned())
    } else if fit.score < SAME_QUESTION {
        (
            6,
            format!(
                "that both tell of one event is too unsure: {:.2}, and {SAME_QUESTION:.2} is needed (words of both weigh {:.1}).",
                fit.score, fit.shared
            ),
        )
    } else if are_of_two_times(a, b) {
        (
            7,
            "one tells what was before, the other what is.".to_owned(),
        )
    } else {
        let side = |claim: usize| {
            again
                .findings
                .clusters
                .iter()
                .enumerate()
                .flat_map(move |(at, cluster)| {
                    let sides = cluster.sides.iter().enumerate();
                    sides
                        .filter(move |(_, side)| side.claims.contains(&claim))
                        .map(move |(side, _)| (at, side))
                })
        };
        let mut shared = side(x).flat_map(|(at, p)| {
            side(y)
                .filter(move |(other, _)| *other == at)
                .map(move |(_, q)| (at, p == q))
        });
        match shared.clone().find(|(_, same)| !same).or(shared.next()) {
            None => (8, "they answer one question, but stand in two clusters: other claims that go with the one do not go with the other.".to_owned()),
            Some((at, true)) => (9, format!("they give the same answer to “{}”.", again.findings.clusters[at].question)),
            Some((at, false)) => {
                let mut judged = DETECTORS.iter().filter(|(kind, _)| asked.contains(kind));
                let fires = judged.any(|(kind, detector)| {
                    compared(*kind, a, b, context).into_iter().any(|counted| {
                        detector(&Case { a, b, counted, fit, context, sentences: context.sentences, asks: false }).is_some()
                    })
                });
                let question = &again.findings.clusters[at].question;
                (10, if fires {
                    format!("another pair of claims speaks for the two sides of “{question}”.")
                } else {
                    format!("their answers to “{question}” differ, but both can hold.")
                })
            }
        }
    };
    (why, Some(pair.fit))
}
