//! A conflict is a pair of sides of one cluster that cannot both hold.
//!
//! [`find`] looks at the claims of each cluster two by two; the detector for the cluster's kind
//! of question judges each pair. Of the pairs of two sides the strongest becomes a row.

pub mod actor;
pub mod cause;
pub mod certainty;
pub mod evaluation;
pub mod evidence;
pub mod figure;
pub mod label;
pub mod object;
pub mod place;
pub mod polarity;
pub mod prediction;
pub mod quantity;
pub mod state;
pub mod time;
pub mod update;

use rayon::prelude::*;

use crate::Span;
use crate::claims::references::is_human;
use crate::claims::time::{Holds, Tense};
use crate::claims::{
    Argument, Claim, Counted, Modality, Polarity, Role, headcounts, one_line, stable_id,
};
use crate::clusters::candidates::worth_comparing;
use crate::clusters::counts::all_comparable;
use crate::clusters::similarity::{Context, Fit, Slot};
use crate::clusters::{Asked, Cluster, SAME_QUESTION, Side, question};
use crate::documents::Kind;
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
    /// What the score was made from, as far as `judged` says.
    pub evidence: Evidence,
    /// What says how strongly the two are opposed.
    pub judged: Strength,
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
    /// Which quantities of the two claims are compared, where the question is how many.
    pub counted: Option<(usize, usize)>,
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
    /// Whom or what it was directed at.
    Object,
    /// Why.
    Cause,
    /// What will happen.
    Prediction,
    /// Who said the words, and which.
    Attribution,
    /// What something is worth.
    Evaluation,
    /// Whether it is known.
    Certainty,
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
            Type::Object => "object",
            Type::Cause => "cause",
            Type::Prediction => "prediction",
            Type::Attribution => "attribution",
            Type::Evaluation => "evaluation",
            Type::Certainty => "certainty",
        }
    }
}

/// From so many sentences on, an account has room for more than one of what it tells.
const LONG: usize = 200;

/// What a headline weighs as a quote of its side, where a sentence weighs 1: it says less.
const HEADLINE: f64 = 0.8;

/// In how many rows one number may stand against others that it is likest to.
const OFTEN: usize = 2;

/// What says how strongly two claims are opposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// The learned score.
    Learned,
    /// The mean of the learned score and the comparer's own weight: of such rows too few were judged for
    /// the score to be believed alone.
    Half,
    /// The comparer's own weight: that one state follows another is no matter of degree.
    Alone,
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
    /// How strongly the two are opposed.
    pub judged: Strength,
    /// The question both answer; empty where [`Case::asks`] wants none.
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
    /// The quantities of the two that are compared, where the question is how many.
    pub counted: Option<(&'c Counted, &'c Counted)>,
    /// How they fit together.
    pub fit: &'c Fit,
    /// The run.
    pub context: &'c Context<'c>,
    /// The sentences of the run.
    pub sentences: &'c [Sentence],
    /// Whether the question is to be put into words: of all pairs of two sides one speaks for them, and
    /// only its question is shown.
    pub asks: bool,
}

impl Case<'_> {
    /// The question that claims answer; empty where none is wanted.
    pub fn ask(&self, asked: Asked, claims: &[&Claim]) -> String {
        self.worded(|| question::ask(asked, claims))
    }

    /// A question; empty where none is wanted.
    pub fn worded(&self, question: impl FnOnce() -> String) -> String {
        if self.asks { question() } else { String::new() }
    }

    /// Who says the first claim, for a sentence: the speaker, else the source.
    pub fn voice_a(&self) -> String {
        voice(self.a, self.context)
    }

    /// Who says the second.
    pub fn voice_b(&self) -> String {
        voice(self.b, self.context)
    }

    /// How likely the two numbers are of one thing and conflict, where a model says so.
    pub fn rivals(&self) -> Option<f64> {
        let claims = self.context.claims;
        let number = |claim: &Claim, counted: &Counted| {
            let at = claim.quantities.element_offset(counted)?;
            Some((claims.element_offset(claim)?, at))
        };
        let (x, y) = self.counted?;
        let (a, b) = (number(self.a, x)?, number(self.b, y)?);
        self.context.rivals().of(a, b)
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
        matches!((&self.a.subject, &self.b.subject), (Some(x), Some(y)) if !x.is_unresolved() && !y.is_unresolved())
            && self.fit.subject != Slot::Same
    }

    /// Whether what the acts befell is known to be two, or one of the two says of nobody and nothing
    /// that it befell or did them ("died on Friday").
    pub fn befell_two(&self) -> bool {
        let bare = |claim: &Claim| claim.subject.is_none() && claim.object.is_none();
        self.fit.object == Slot::Different || bare(self.a) || bare(self.b)
    }

    /// Whether the first claim is set in places of which the other's document names none.
    pub fn is_elsewhere(&self, claim: &Claim, other: &Claim) -> bool {
        let mut names = claim.places.iter().flat_map(|p| &p.names).peekable();
        names.peek().is_some()
            && names.all(|name| !self.context.stories.names(other.document, name))
    }

    /// Whether the two may tell of two acts of a kind: an account has several of them, or a long one
    /// speaks of one of many ("a meeting was held") and nothing says which.
    pub fn may_be_two_acts(&self) -> bool {
        let several = |claim: &Claim| self.context.instances.are_several(claim);
        several(self.a)
            || several(self.b)
            || (self.is_long(self.a) || self.is_long(self.b)) && self.is_one_of_many()
    }

    /// Whether the account that a claim stands in is long.
    pub fn is_long(&self, claim: &Claim) -> bool {
        let all = self.sentences;
        let first = all.partition_point(|s| s.document < claim.document);
        let later = all.get(first + LONG);
        later.is_some_and(|s| s.document == claim.document)
    }

    /// Whether what befell or acted is in neither claim a known one, by a name, an article or what
    /// both say of it.
    fn is_one_of_many(&self) -> bool {
        fn parts(claim: &Claim) -> impl Iterator<Item = &Argument> {
            claim.subject.iter().chain(&claim.object)
        }
        // "approved a 3 million bond"
        let alike = |x: &Argument, y: &Argument| {
            x.key == y.key && x.words.iter().filter(|word| y.words.contains(word)).count() > 1
        };
        !parts(self.a).any(|x| {
            let mut same = parts(self.b)
                .filter(|y| x.key == y.key || x.names.iter().any(|n| y.names.contains(n)));
            same.any(|y| x.is_known() && y.is_known() || alike(x, y))
        })
    }

    /// Whether the verbs go with different particles: "checked in", "checked out".
    pub fn particles_differ(&self) -> bool {
        let particle = |claim: &Claim| -> Option<String> {
            let text = &self.context.documents[claim.document].text;
            let after = claim.head.end..claim.span.end.max(claim.head.end);
            let next = text.get(after)?.split_whitespace().next()?.to_lowercase();
            let word = if next == "into" { "in" } else { &next };
            matches!(
                word,
                "in" | "out" | "up" | "down" | "off" | "on" | "away" | "back"
            )
            .then(|| word.to_owned())
        };
        matches!((particle(self.a), particle(self.b)), (Some(x), Some(y)) if x != y)
    }

    /// Whether one says of everybody that they did not do at a place, or to a thing, what another says
    /// somebody did there, or to that.
    pub fn denied_of_all(&self) -> bool {
        let (a, b) = (self.a, self.b);
        let nobody = |c: &Claim| {
            c.polarity == Polarity::Negative
                && c.subject.as_ref().is_some_and(|s| {
                    let text = s.text.to_lowercase();
                    matches!(text.as_str(), "nobody" | "no one" | "no-one" | "none of us")
                })
        };
        let somebody = |c: &Claim| {
            c.polarity == Polarity::Positive
                && c.subject
                    .as_ref()
                    .is_some_and(|s| s.is_named || is_human(&s.head))
        };
        let place = || {
            a.obliques.iter().any(|(p, x)| {
                let mut others = b.obliques.iter();
                !x.is_pronoun
                    && x.role != Role::Time
                    && others.any(|(q, y)| p == q && x.key == y.key)
            })
        };
        let tied =
            self.fit.object == Slot::Same || a.object.is_none() && b.object.is_none() && place();
        (nobody(a) && somebody(b) || nobody(b) && somebody(a)) && tied
    }

    /// Whether both sentences name days, and the first of each show two different days.
    pub fn days_differ(&self) -> bool {
        self.a.days_differ(self.b)
    }

    /// Whether a claim's sentence turns an answer down: "in Lorn, not in Varel", "on Monday rather
    /// than on Friday".
    pub fn denies(&self, claim: &Claim, answer: &str) -> bool {
        let sentence = self.context.sentence(claim).to_lowercase();
        let answer = answer.to_lowercase();
        let mut found = sentence.match_indices(answer.as_str());
        !answer.is_empty()
            && found.any(|(at, _)| {
                let mut before = sentence[..at].split_whitespace().rev().take(3);
                let skipped = |word: &&str| {
                    matches!(
                        *word,
                        "in" | "at" | "on" | "near" | "by" | "to" | "the" | "than" | "of"
                    )
                };
                before
                    .find(|word| !skipped(word))
                    .is_some_and(|word| matches!(word, "not" | "rather" | "instead"))
            })
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

/// A pair of claims that a detector flags: how likely it is, the claims, their quantities that are
/// compared, and why.
type Judged = (
    f64,
    (usize, usize),
    Option<(usize, usize)>,
    Finding,
    Evidence,
);

/// A detector judges one pair of claims of a cluster.
type Detector = fn(&Case) -> Option<Finding>;

/// Which detector answers for which kind of question.
pub const DETECTORS: [(Asked, Detector); 13] = [
    (Asked::HowMany, quantity::judge),
    (Asked::Who, actor::judge),
    (Asked::Whether, polarity::judge),
    (Asked::When, time::judge),
    (Asked::Where, place::judge),
    (Asked::Whom, object::judge),
    (Asked::Why, cause::judge),
    (Asked::Label, label::judge),
    (Asked::State, state::judge),
    (Asked::Worth, evaluation::judge),
    (Asked::Due, prediction::judge),
    (Asked::Doubt, certainty::judge),
    (Asked::Figure, figure::judge),
];

/// What there is to compare of two claims for a kind of question: each two quantities that count the
/// same, where it is how many; else the claims as they are.
pub fn compared<'c>(
    asked: Asked,
    a: &'c Claim,
    b: &'c Claim,
    context: &Context,
) -> Vec<Option<(&'c Counted, &'c Counted)>> {
    if asked != Asked::HowMany {
        return vec![None];
    }
    let pairs = all_comparable(a, b, context);
    pairs
        .map(|(x, y, _)| Some((&a.quantities[x], &b.quantities[y])))
        .collect()
}

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
    // "was sound", "was rotten": two comparers may see one difference.
    let kind = |c: &Conflict| match c.kind {
        Type::Opposite | Type::Evaluation => Type::Polarity,
        kind => kind,
    };
    found.retain(|c| seen.insert((place(c), kind(c), c.counted)));
    keep_one_of_a_quarrel(&mut found, clusters, context);
    found
}

/// Takes away the figures whose quarrel another row shows: two numbers of one story that stand in a
/// row already, and a number that two likelier rows set against others.
fn keep_one_of_a_quarrel(found: &mut Vec<Conflict>, clusters: &[Cluster], context: &Context) {
    let numbers = |c: &Conflict| {
        let value = |claim: usize, at: usize| {
            let quantity = &context.claims[claim].quantities[at].quantity;
            quantity.value.to_bits()
        };
        let (p, q) = c.counted?;
        let (x, y) = (value(c.claim_a, p), value(c.claim_b, q));
        let story = context
            .stories
            .of_or_own(context.claims[c.claim_a].document);
        Some((story, x.min(y), x.max(y)))
    };
    let is_figure = |c: &Conflict| clusters[c.cluster].asked == Asked::Figure;
    let mut shown: std::collections::BTreeSet<_> = found
        .iter()
        .filter(|c| !is_figure(c))
        .filter_map(numbers)
        .collect();
    let mut used: std::collections::BTreeMap<(usize, usize), usize> =
        std::collections::BTreeMap::new();
    found.retain(|c| {
        let Some((p, q)) = c.counted.filter(|_| is_figure(c)) else {
            return true;
        };
        let fresh = numbers(c).is_none_or(|numbers| shown.insert(numbers));
        let ends = [(c.claim_a, p), (c.claim_b, q)];
        let free = ends
            .iter()
            .all(|end| used.get(end).is_none_or(|times| *times < OFTEN));
        if fresh && free {
            ends.into_iter()
                .for_each(|end| *used.entry(end).or_default() += 1);
        }
        fresh && free
    });
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
    // The members of a side: claims, and which of their quantities answers.
    let members = |side: &Side| -> Vec<(usize, Option<usize>)> {
        let counted = side.counted.iter().copied().map(Some);
        let counted = counted.chain(std::iter::repeat(None));
        side.claims.iter().copied().zip(counted).collect()
    };
    for (at, side_a) in cluster.sides.iter().enumerate() {
        for side_b in &cluster.sides[at + 1..] {
            let (of_a, of_b) = (members(side_a), members(side_b));
            let best = of_a
                .iter()
                .flat_map(|&x| of_b.iter().map(move |&y| (x.min(y), x.max(y))))
                .filter_map(|((x, p), (y, q))| {
                    let (a, b) = (&context.claims[x], &context.claims[y]);
                    let of_story = cluster.asked.is_of_a_story();
                    if context.origins.are_one_voice(a, b)
                        || !of_story
                            && (!worth_comparing(a, b)
                                || are_of_two_times(a, b)
                                || context.are_of_two_events(a, b))
                    {
                        return None;
                    }
                    let counted = p.zip(q);
                    let counted = counted.map(|(p, q)| (&a.quantities[p], &b.quantities[q]));
                    let fit = context.fit_of(a, b, counted);
                    let case = Case {
                        a,
                        b,
                        counted,
                        fit: &fit,
                        context,
                        sentences,
                        asks: false,
                    };
                    if fit.score < SAME_QUESTION && !of_story {
                        return None;
                    }
                    let mut finding = detector(&case)?;
                    // What is agreed to be paid is the price already.
                    let priced = counted.is_some_and(|(x, _)| x.measure == headcounts::PRICE);
                    if is_foretold(a) != is_foretold(b) && !of_story && !priced {
                        // A number, a day or a place that was foretold is no earlier answer.
                        let state = finding.kind == Type::Actor && a.class == "control";
                        if !state && !matches!(finding.kind, Type::Polarity | Type::Opposite) {
                            return None;
                        }
                        finding.relation = Relation::Update;
                    }
                    let evidence = evidence::of(&case, &finding);
                    if is_foretold(a) && is_foretold(b) && !of_story {
                        finding.kind = Type::Prediction;
                    }
                    let strength = match finding.judged {
                        Strength::Learned => evidence::probability(&evidence),
                        Strength::Half => {
                            f64::midpoint(evidence::probability(&evidence), finding.weight)
                        }
                        Strength::Alone => finding.weight,
                    };
                    Some((strength, (x, y), p.zip(q), finding, evidence))
                })
                // The pair that speaks for the two sides: likely, and plainly different ("47", "11"
                // rather than "dozens", "11"), in sentences rather than in headlines.
                .max_by(|p, q| {
                    let plain = |r: &Judged| {
                        let headlines = [r.1.0, r.1.1].into_iter().filter(|c| {
                            is_headline(&sentences[context.claims[*c].sentence], context)
                        });
                        r.0 * r.3.weight * HEADLINE.powi(headlines.count() as i32)
                    };
                    plain(p)
                        .total_cmp(&plain(q))
                        .then((q.1, q.2).cmp(&(p.1, p.2)))
                });
            let Some((strength, (a, b), counted, finding, evidence)) = best else {
                continue;
            };
            let question = {
                let (a, b) = (&context.claims[a], &context.claims[b]);
                let counted = counted.map(|(p, q)| (&a.quantities[p], &b.quantities[q]));
                let case = Case {
                    a,
                    b,
                    counted,
                    fit: &context.fit_of(a, b, counted),
                    context,
                    sentences,
                    asks: true,
                };
                detector(&case).map_or_else(String::new, |found| found.question)
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
                id: conflict_id(context, (a, b), counted, finding.kind),
                relation: finding.relation,
                kind: finding.kind,
                strength,
                score: (finding.relation == Relation::Conflict).then_some(strength),
                evidence,
                judged: finding.judged,
                question,
                answer_a: finding.answer_a,
                answer_b: finding.answer_b,
                claim_a: a,
                claim_b: b,
                origins_a: origins(&of_a.claims),
                origins_b: origins(&of_b.claims),
                why: finding.why,
                cluster: index,
                counted,
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

/// Whether a sentence is a title, or stands like one: without a mark at its end.
fn is_headline(sentence: &Sentence, context: &Context) -> bool {
    let text = sentence.span.of(&context.documents[sentence.document].text);
    let end = text.trim_end().chars().next_back();
    sentence.kind == Kind::Title || end.is_some_and(char::is_alphanumeric)
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

fn conflict_id(
    context: &Context,
    (a, b): (usize, usize),
    counted: Option<(usize, usize)>,
    kind: Type,
) -> String {
    let id = |claim: usize, counted: Option<usize>| {
        let later = counted.filter(|counted| *counted > 0);
        let later = later.map(|counted| format!("/{counted}"));
        format!("{}{}", context.claims[claim].id, later.unwrap_or_default())
    };
    let (a, b) = (
        id(a, counted.map(|(x, _)| x)),
        id(b, counted.map(|(_, y)| y)),
    );
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    stable_id('x', &[&first, &second, kind.name()])
}

/// What was foretold against what another says happened: the world may have gone another way.
pub(crate) fn is_foretold(claim: &Claim) -> bool {
    claim.modality == Modality::Predicted
}
