//! A conflict is a pair of sides of one cluster that cannot both hold.
//!
//! [`find`] looks at the claims of each cluster two by two; the detector for the cluster's kind
//! of question judges each pair. Of the pairs of two sides the strongest becomes a row.

pub mod actor;
pub mod evidence;
pub mod place;
pub mod polarity;
pub mod quantity;
pub mod time;
pub mod update;

use rayon::prelude::*;

use crate::Span;
use crate::claims::time::{Holds, Tense};
use crate::claims::{Claim, Modality, one_line, stable_id};
use crate::clusters::candidates::worth_comparing;
use crate::clusters::similarity::{Context, Fit, Slot};
use crate::clusters::{Asked, Cluster, SAME_QUESTION};
use crate::sentences::Sentence;
use evidence::Evidence;

/// Two opposed sides of one cluster.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// Stable identifier, made from the two claims' words.
    pub id: String,
    /// Whether they contradict each other or the world moved on between them.
    pub relation: Relation,
    /// What kind of answer differs.
    pub kind: Type,
    /// How strongly the two are opposed, for the order of the rows.
    pub strength: f64,
    /// The estimated probability that a careful reader would call it a true conflict, calibrated
    /// against labelled data; `None` for an update.
    pub score: Option<f64>,
    /// What the score was made from.
    pub evidence: Evidence,
    /// The question both answer.
    pub question: String,
    /// What the first says.
    pub answer_a: String,
    /// What the second says.
    pub answer_b: String,
    /// Index of the first claim in the run (the earlier document in order).
    pub claim_a: usize,
    /// Index of the second claim.
    pub claim_b: usize,
    /// How many independent origins say the first.
    pub origins_a: usize,
    /// How many independent origins say the second.
    pub origins_b: usize,
    /// Why the two are opposed, in one sentence.
    pub why: String,
    /// Index of the cluster in the run.
    pub cluster: usize,
}

/// How two sides stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Both cannot hold.
    Conflict,
    /// The world, or what was known, changed between the two.
    Update,
    /// The same answer.
    Agree,
}

impl Relation {
    /// The word that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Conflict => "conflict",
            Relation::Update => "update",
            Relation::Agree => "agree",
        }
    }
}

/// What kind of answer differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// How many.
    Quantity,
    /// When.
    Time,
    /// Where.
    Place,
    /// Who did it.
    Actor,
    /// Yes or no.
    Polarity,
    /// Leaving or reinforcing.
    Opposite,
}

impl Type {
    /// The word that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Type::Quantity => "quantity",
            Type::Time => "time",
            Type::Place => "place",
            Type::Actor => "actor",
            Type::Polarity => "polarity",
            Type::Opposite => "opposite",
        }
    }
}

/// What a detector says of a pair of claims that it flags.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Conflict or update.
    pub relation: Relation,
    /// What kind of answer differs.
    pub kind: Type,
    /// How much the difference itself weighs, about 0 to 1.
    pub weight: f64,
    /// The question both answer.
    pub question: String,
    /// What the first says.
    pub answer_a: String,
    /// What the second says.
    pub answer_b: String,
    /// Why they are opposed, in one sentence.
    pub why: String,
}

/// Everything a detector may look at.
pub struct Case<'c> {
    /// The first claim.
    pub a: &'c Claim,
    /// The second claim.
    pub b: &'c Claim,
    /// How they fit together.
    pub fit: &'c Fit,
    /// The run.
    pub context: &'c Context<'c>,
    /// The sentences of the run.
    pub sentences: &'c [Sentence],
}

impl Case<'_> {
    /// Who says the first claim, for a sentence: the speaker, else the source.
    pub fn voice_a(&self) -> String {
        voice(self.a, self.context)
    }

    /// Who says the second.
    pub fn voice_b(&self) -> String {
        voice(self.b, self.context)
    }

    /// Whether both name places and no two of them can be the same.
    pub fn places_clash(&self) -> bool {
        !self.a.places.is_empty()
            && !self.b.places.is_empty()
            && !self.context.places_may_agree(self.a, self.b)
    }

    /// Whether two doers are named that are not known to be one: an aftershock and an earthquake
    /// hit the same town, but these are two acts.
    pub fn has_two_doers(&self) -> bool {
        matches!((&self.a.subject, &self.b.subject), (Some(x), Some(y)) if !x.is_pronoun && !y.is_pronoun)
            && self.fit.subject != Slot::Same
    }

    /// Whether the first claim is set in places of which the other's document names none.
    pub fn is_elsewhere(&self, claim: &Claim, other: &Claim) -> bool {
        let mut names = claim.places.iter().flat_map(|p| &p.names).peekable();
        names.peek().is_some()
            && names.all(|name| !self.context.stories.names(other.document, name))
    }

    /// Whether both sentences name days, and the first of each show two different days.
    pub fn days_differ(&self) -> bool {
        let days = |c: &Claim| c.sentence_times.iter().find_map(|w| w.days);
        matches!((days(self.a), days(self.b)), (Some(x), Some(y)) if x.1 < y.0 || y.1 < x.0)
    }

    /// The words at a place in a claim's sentence, on one line.
    pub fn words(&self, claim: &Claim, place: Span) -> String {
        let base = self.sentences[claim.sentence].span.start;
        one_line(
            place
                .shifted(base)
                .of(&self.context.documents[claim.document].text),
        )
    }
}

fn voice(claim: &Claim, context: &Context) -> String {
    let document = &context.documents[claim.document];
    let source = if document.outlet.is_empty() {
        &document.source
    } else {
        &document.outlet
    };
    if claim.speaker.is_empty() {
        source.clone()
    } else {
        format!("{} ({source})", claim.speaker)
    }
}

/// A detector judges one pair of claims of a cluster.
type Detector = fn(&Case) -> Option<Finding>;

/// Which detector answers for which kind of question.
pub const DETECTORS: [(Asked, Detector); 5] = [
    (Asked::HowMany, quantity::judge),
    (Asked::Who, actor::judge),
    (Asked::Whether, polarity::judge),
    (Asked::When, time::judge),
    (Asked::Where, place::judge),
];

/// The opposed sides of all clusters: conflicts, strongest first, then updates, strongest first.
pub fn find(clusters: &[Cluster], context: &Context, sentences: &[Sentence]) -> Vec<Conflict> {
    let mut found: Vec<Conflict> = clusters
        .par_iter()
        .enumerate()
        .flat_map_iter(|(index, cluster)| find_one(index, cluster, context, sentences))
        .collect();
    // Two clusters can hold the same pair of sentences; the strongest reading of it is kept.
    let place = |c: &Conflict| {
        (
            context.claims[c.claim_a].sentence,
            context.claims[c.claim_b].sentence,
        )
    };
    found.sort_by(|x, y| {
        let is_update = |c: &Conflict| c.relation == Relation::Update;
        is_update(x)
            .cmp(&is_update(y))
            .then(y.strength.total_cmp(&x.strength))
            .then_with(|| (place(x), x.kind, &x.id).cmp(&(place(y), y.kind, &y.id)))
    });
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|c| seen.insert((place(c), c.kind)));
    found
}

fn find_one(
    index: usize,
    cluster: &Cluster,
    context: &Context,
    sentences: &[Sentence],
) -> Vec<Conflict> {
    let Some((_, detector)) = DETECTORS.iter().find(|(asked, _)| *asked == cluster.asked) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (at, side_a) in cluster.sides.iter().enumerate() {
        for side_b in &cluster.sides[at + 1..] {
            let best = side_a
                .claims
                .iter()
                .flat_map(|&x| side_b.claims.iter().map(move |&y| (x.min(y), x.max(y))))
                .filter_map(|(x, y)| {
                    let (a, b) = (&context.claims[x], &context.claims[y]);
                    if !worth_comparing(a, b)
                        || are_of_two_times(a, b)
                        || context.origins.are_one_voice(a, b)
                    {
                        return None;
                    }
                    let fit = context.fit(a, b).filter(|fit| fit.score >= SAME_QUESTION)?;
                    let case = Case {
                        a,
                        b,
                        fit: &fit,
                        context,
                        sentences,
                    };
                    let mut finding = detector(&case)?;
                    if is_foretold(a) != is_foretold(b) {
                        finding.relation = Relation::Update;
                    }
                    let evidence = evidence::of(&case, &finding);
                    let strength = evidence::probability(&evidence);
                    Some((strength, x, y, finding, evidence))
                })
                // The pair that speaks for the two sides: likely, and plainly different ("47", "11"
                // rather than "dozens", "11").
                .max_by(|p, q| {
                    let plain = |r: &(f64, usize, usize, Finding, Evidence)| r.0 * r.3.weight;
                    plain(p)
                        .total_cmp(&plain(q))
                        .then((q.1, q.2).cmp(&(p.1, p.2)))
                });
            let Some((strength, a, b, finding, evidence)) = best else {
                continue;
            };
            let origins = |claims: &[usize]| {
                let of = claims
                    .iter()
                    .map(|c| context.origins.of(&context.claims[*c]));
                of.collect::<std::collections::BTreeSet<usize>>().len()
            };
            let (of_a, of_b) = if side_a.claims.contains(&a) {
                (side_a, side_b)
            } else {
                (side_b, side_a)
            };
            found.push(Conflict {
                id: conflict_id(&context.claims[a].id, &context.claims[b].id, finding.kind),
                relation: finding.relation,
                kind: finding.kind,
                strength,
                score: (finding.relation == Relation::Conflict).then_some(strength),
                evidence,
                question: finding.question,
                answer_a: finding.answer_a,
                answer_b: finding.answer_b,
                claim_a: a,
                claim_b: b,
                origins_a: origins(&of_a.claims),
                origins_b: origins(&of_b.claims),
                why: finding.why,
                cluster: index,
            });
        }
    }
    // Of a count that grew from report to report only the single steps are shown.
    let day = |claim: usize| context.claims[claim].published;
    let days: Vec<_> = found
        .iter()
        .flat_map(|c| [day(c.claim_a), day(c.claim_b)])
        .flatten()
        .collect();
    found.retain(|c| {
        c.relation != Relation::Update || cluster.asked != Asked::HowMany || {
            let (Some(x), Some(y)) = (day(c.claim_a), day(c.claim_b)) else {
                return true;
            };
            !days.iter().any(|d| x.min(y) < *d && *d < x.max(y))
        }
    });
    found
}

/// Whether one claim says what was before and the other what is: "used to own" / "owns".
pub(crate) fn are_of_two_times(a: &Claim, b: &Claim) -> bool {
    let before = |claim: &Claim| claim.holds == Holds::Before;
    let now = |claim: &Claim| {
        matches!(claim.holds, Holds::Now | Holds::Ended)
            || claim.holds == Holds::Unsaid && claim.tense == Tense::Present
    };
    before(a) && now(b) || before(b) && now(a)
}

fn conflict_id(a: &str, b: &str, kind: Type) -> String {
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    stable_id('x', &[first, second, kind.name()])
}

/// What was foretold against what another says happened: the world may have gone another way.
pub(crate) fn is_foretold(claim: &Claim) -> bool {
    claim.modality == Modality::Predicted
}
