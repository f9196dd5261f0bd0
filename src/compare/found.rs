//! What the detectors say of the claims of two texts.

use crate::clusters::candidates::worth_comparing;
use crate::clusters::similarity::Context;
use crate::clusters::{self, Pair};
use crate::conflicts::{self, Case, DETECTORS, Finding, evidence};

/// Two claims that a detector opposes.
pub struct Found {
    /// Index of the claim of the first text.
    pub a: usize,
    /// Index of the claim of the second.
    pub b: usize,
    /// What the detector says.
    pub finding: Finding,
    /// The probability that it is a conflict, as for a row of a report.
    pub strength: f64,
}

/// Every finding on every two claims of the two texts, the loudest first.
pub fn all(context: &Context) -> Vec<Found> {
    let second = context.claims.partition_point(|c| c.document == 0);
    let pairs = (0..second).flat_map(|a| (second..context.claims.len()).map(move |b| (a, b)));
    let mut found: Vec<Found> = pairs.flat_map(|(a, b)| of_claims(a, b, context)).collect();
    let loudness = |f: &Found| f.strength * f.finding.weight;
    found.sort_by(|x, y| {
        let first = (x.a, x.b, x.finding.kind).cmp(&(y.a, y.b, y.finding.kind));
        loudness(y).total_cmp(&loudness(x)).then(first)
    });
    found
}

fn of_claims(a: usize, b: usize, context: &Context) -> Vec<Found> {
    let (x, y) = (&context.claims[a], &context.claims[b]);
    if !worth_comparing(x, y) || conflicts::are_of_two_times(x, y) {
        return Vec::new();
    }
    let Some(fit) = context.fit(x, y) else {
        return Vec::new();
    };
    let pair = Pair { a, b, fit };
    let mut found = Vec::new();
    let asked = DETECTORS.iter();
    for (asked, detector) in
        asked.filter(|(asked, _)| clusters::answers_both(*asked, context, &pair))
    {
        for counted in conflicts::compared(*asked, x, y, context) {
            let case = Case {
                a: x,
                b: y,
                counted,
                fit: &pair.fit,
                context,
                sentences: context.sentences,
                asks: false,
            };
            let Some(mut finding) = detector(&case) else {
                continue;
            };
            if conflicts::is_foretold(x) != conflicts::is_foretold(y) {
                finding.relation = conflicts::Relation::Update;
            }
            found.push(Found {
                a,
                b,
                strength: evidence::probability(&evidence::of(&case, &finding)),
                finding,
            });
        }
    }
    found
}
