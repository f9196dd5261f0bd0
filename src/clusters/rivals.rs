//! Rivals: two numbers of one story that may be of one thing though no act ties them. One account says
//! that "112 millimetres of rain had fallen", another that "gauges recorded just under 80"; of the
//! verbs and subjects nothing is alike, but nobody else in the story gives millimetres.
//!
//! Each number is set beside those of the other accounts that it is likest to, and a model weighs how
//! alike the two sentences, the words around the numbers and what is counted are, and how many such
//! numbers each account gives. Its weights stand in `models/rivals.json`, as `training/rivals.py` fitted
//! them (logistic regression).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::similarity::{Context, Slot};
use super::stories::Story;
use super::vectors::{self, Vector};
use super::{Asked, Cluster, Side, question};
use crate::claims::provisional::is_provisional;
use crate::claims::quantity::{Fit as Amount, Quantity, Unit};
use crate::claims::{Claim, Counted, Modality, Polarity, lexicon, one_line, predicates, stable_id};
use crate::weights::{Term, Weights};

static MODEL: &str = include_str!("../../models/rivals.json");

/// From this probability on two numbers are set against each other.
const LIKELY: f64 = 0.15;

/// How many words to each side of a number tell what it is of.
const AROUND: usize = 6;

/// How many numbers of another account a number is set beside at most.
const LIKEST: usize = 2;

/// How many numbers of one document are looked at.
const LOOKED_AT: usize = 120;

/// How many later documents of its story a document is set beside.
const BESIDE: usize = 24;

/// Below this cosine two nouns are not taken to count the same.
const NEAR: f64 = 0.6;

/// How many claims of a number speak for it.
const TOLD: usize = 3;

/// What the model weighs, by name.
pub const NAMES: [&str; 52] = [
    "people",
    "things",
    "money",
    "percent",
    "duration",
    "measure",
    "noun same",
    "noun one thing",
    "noun near",
    "noun missing",
    "modifiers shared",
    "owner same",
    "owner other",
    "act same",
    "act near",
    "around near",
    "around shared",
    "values least",
    "values most",
    "of unit least",
    "of unit most",
    "likest of both",
    "rank",
    "gap",
    "ratio",
    "small",
    "one approximate",
    "one limit",
    "one knows the other",
    "one part",
    "one denied",
    "one foretold",
    "one past day",
    "other place",
    "same subject",
    "other subject",
    "same object",
    "other object",
    "claims fit",
    "names shared",
    "text words",
    "text overlap",
    "text shared",
    "text meaning",
    "kin",
    "lead",
    "one provisional",
    "of themselves",
    "one number alone",
    "clock or day told",
    "names apart",
    "names around shared",
];

/// A claim of the run and one of its quantities, both by index.
pub type Number = (usize, usize);

/// Two numbers that may be of one thing and differ, the one of the earlier document first.
#[derive(Clone, Debug)]
pub struct Rival {
    /// The first number.
    pub a: Number,
    /// The second number.
    pub b: Number,
    /// What the model weighs, in the order of [`NAMES`].
    pub numbers: [f64; NAMES.len()],
}

/// The numbers of a run that may be of one thing, with how likely they conflict: 0 to 1.
#[derive(Debug)]
pub struct Rivals(BTreeMap<(Number, Number), f64>);

impl Rivals {
    /// Finds them.
    pub fn new(context: &Context) -> Rivals {
        let weighed = each(context, |rival| {
            let likely = model().probability(NAMES.into_iter().zip(rival.numbers));
            (likely >= LIKELY).then_some(((rival.a, rival.b), likely))
        });
        Rivals(weighed.into_iter().collect())
    }

    /// How likely two numbers conflict, if they may be of one thing.
    pub fn of(&self, a: Number, b: Number) -> Option<f64> {
        self.0.get(&(a.min(b), a.max(b))).copied()
    }
}

/// What says how likely two numbers conflict, if they may be of one thing: what it begins with, and all
/// that is weighed.
pub fn terms(context: &Context, a: Number, b: Number) -> Option<(f64, Vec<Term>)> {
    let (a, b) = (a.min(b), a.max(b));
    let rival = pairs(context).into_iter().find(|r| (r.a, r.b) == (a, b))?;
    let terms = model().terms(NAMES.into_iter().zip(rival.numbers));
    Some((model().bias(), terms))
}

fn model() -> &'static Weights {
    static READ: OnceLock<Weights> = OnceLock::new();
    READ.get_or_init(|| read(MODEL).expect("a test has read models/rivals.json"))
}

/// None where a number has no weight.
fn read(text: &str) -> Option<Weights> {
    Weights::read(text, &NAMES)
}

/// Two values of one unit in one story: the story, the unit, and the bits of the values.
type Quarrel = (usize, String, u64, u64);

/// A cluster for every two values that may be of one thing, with the claims that are likeliest to be.
pub(super) fn clusters(context: &Context) -> Vec<Cluster> {
    let mut quarrels: BTreeMap<Quarrel, Vec<(f64, Number, Number)>> = BTreeMap::new();
    for (&(a, b), &likely) in &context.rivals().0 {
        let quantity = |(claim, at): Number| &context.claims[claim].quantities[at].quantity;
        let (mut a, mut b) = (a, b);
        if quantity(a).value > quantity(b).value {
            std::mem::swap(&mut a, &mut b);
        }
        // A sum without its currency is of any.
        let unit = match &quantity(a).unit {
            Unit::Money(_) => "money".to_owned(),
            unit => format!("{unit:?}"),
        };
        let story = context.stories.of_or_own(context.claims[a.0].document);
        let values = (quantity(a).value.to_bits(), quantity(b).value.to_bits());
        let quarrel = quarrels.entry((story, unit, values.0, values.1));
        quarrel.or_default().push((likely, a, b));
    }
    let mut found: Vec<(f64, Cluster)> = quarrels
        .into_values()
        .map(|mut pairs| {
            pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
            (pairs[0].0, cluster(&pairs, context))
        })
        .collect();
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| x.1.id.cmp(&y.1.id)));
    found.into_iter().map(|(_, cluster)| cluster).collect()
}

/// The cluster of two values, from the pairs that give them, likeliest first.
fn cluster(pairs: &[(f64, Number, Number)], context: &Context) -> Cluster {
    let side = |of: fn(&(f64, Number, Number)) -> Number| {
        let mut seen = BTreeSet::new();
        let numbers = pairs.iter().map(of).filter(|number| seen.insert(*number));
        let (claims, counted): (Vec<usize>, Vec<usize>) = numbers.take(TOLD).unzip();
        let claim = &context.claims[claims[0]];
        let span = claim.quantities[counted[0]].quantity.span;
        let answer = span.of(context.sentence(claim));
        Side {
            answer: one_line(answer),
            claims,
            counted,
        }
    };
    let sides = vec![side(|pair| pair.1), side(|pair| pair.2)];
    let asked = [0, 1].map(|at| {
        let claim = &context.claims[sides[at].claims[0]];
        (claim, &claim.quantities[sides[at].counted[0]])
    });
    Cluster {
        id: stable_id('g', &[&asked[0].0.id, &asked[1].0.id, "figure"]),
        question: question::amount(&asked),
        asked: Asked::Figure,
        sides,
        loose: true,
    }
}

/// A number of an account.
struct Figure<'c> {
    number: Number,
    of: &'c Claim,
    counted: &'c Counted,
    /// The words beside it.
    around: Vec<String>,
    /// What they mean together.
    meaning: Vector,
}

/// What of a quantity can be set against another: not an ordinal's or a year's place, and more than
/// "one".
fn is_figure(quantity: &Quantity) -> bool {
    !matches!(
        quantity.unit,
        Unit::Age | Unit::Score | Unit::Magnitude | Unit::Angle
    ) && (quantity.unit != Unit::Count || !quantity.noun.is_empty() && quantity.value > 1.0)
}

fn figures<'c>(context: &Context<'c>) -> BTreeMap<usize, Vec<Figure<'c>>> {
    let mut found: BTreeMap<usize, Vec<Figure>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (claim, of) in context.claims.iter().enumerate() {
        for (at, counted) in of.quantities.iter().enumerate() {
            // Two claims of one sentence may hold one number.
            let place = (of.sentence, counted.quantity.span);
            let beside = is_in_brackets(context.sentence(of), &counted.quantity);
            if is_figure(&counted.quantity) && !beside && seen.insert(place) {
                let figures = found.entry(of.document).or_default();
                if figures.len() < LOOKED_AT {
                    figures.push(figure(context, (claim, at), of, counted));
                }
            }
        }
    }
    found
}

fn figure<'c>(
    context: &Context<'c>,
    number: Number,
    of: &'c Claim,
    counted: &'c Counted,
) -> Figure<'c> {
    let sentence = context.sentence(of);
    let span = counted.quantity.span;
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
        words
            .filter(|w| w.len() > 2 && !w.starts_with(|c: char| c.is_ascii_digit()))
            .map(str::to_lowercase)
            .collect()
    };
    let before = words(sentence.get(..span.start).unwrap_or_default());
    let inside = words(sentence.get(span.start..span.end).unwrap_or_default());
    let after = words(sentence.get(span.end..).unwrap_or_default());
    let mut around: Vec<String> = before.into_iter().rev().take(AROUND).collect();
    around.extend(inside);
    around.extend(after.into_iter().take(AROUND));
    let vectors: Vec<(f64, Vector)> = around
        .iter()
        .map(|w| (vectors::rarity(w).max(0.1), Vector::of_word(w)))
        .collect();
    Figure {
        number,
        of,
        counted,
        meaning: Vector::mean(vectors.iter().map(|(w, v)| (*w, v))),
        around,
    }
}

/// Whether a sum stands in brackets behind the same in another money: "1 million (1.5 million in theirs)".
fn is_in_brackets(sentence: &str, quantity: &Quantity) -> bool {
    let before = sentence.get(..quantity.span.start).unwrap_or_default();
    matches!(quantity.unit, Unit::Money(_)) && before.trim_end().ends_with('(')
}

fn yes(is: bool) -> f64 {
    f64::from(u8::from(is))
}

/// Whether two figures are of one unit and of things that may be the same.
fn may_be_one(x: &Quantity, y: &Quantity, context: &Context) -> bool {
    x.unit.may_be(&y.unit) && (x.unit != Unit::Count || noun_likeness(x, y, context) >= NEAR)
}

/// How alike two figures are, to choose which to weigh.
fn likeness(x: &Figure, y: &Figure, context: &Context) -> f64 {
    let (p, q) = (&x.counted.quantity, &y.counted.quantity);
    let noun = noun_likeness(p, q, context);
    let [_, _, _, _, _, overlap, _, alike, ..] = context.of_sentences(x.of.sentence, y.of.sentence);
    let around = f64::from(x.meaning.cosine(&y.meaning)).max(0.0);
    let act = yes(x.counted.measure == y.counted.measure);
    noun + around + overlap + alike + 0.5 * act
}

fn noun_likeness(p: &Quantity, q: &Quantity, context: &Context) -> f64 {
    if p.noun == q.noun || p.is_of_one_kind(q) {
        1.0
    } else if lexicon::one_thing(&p.noun, &q.noun) {
        0.9
    } else {
        f64::from(context.nearness(&p.noun, &q.noun)).max(0.0)
    }
}

/// All pairs that are worth weighing, by claim.
pub fn pairs(context: &Context) -> Vec<Rival> {
    each(context, Some)
}

/// What is made of each pair that is worth weighing, by claim. A pair is forgotten as soon as nothing is
/// made of it.
fn each<T: Send>(context: &Context, make: impl Fn(Rival) -> Option<T> + Sync) -> Vec<T> {
    let figures = figures(context);
    let mut stories: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &document in figures.keys() {
        if let Some(story) = context.stories.of(document) {
            stories.entry(story).or_default().push(document);
        }
    }
    let of_one = |&a: &usize| {
        let story = context.stories.of(a).and_then(|story| stories.get(&story));
        let own = story.map_or(&[][..], Vec::as_slice);
        let later = own.iter().skip(own.partition_point(|b| *b <= a));
        let later = later.filter(|b| context.stories.fit(a, **b) == Story::Same);
        let pairs = later
            .take(BESIDE)
            .flat_map(|b| of_two(&figures[&a], &figures[b], context));
        pairs.filter_map(&make).collect::<Vec<T>>()
    };
    let documents: Vec<usize> = figures.keys().copied().collect();
    documents.par_iter().flat_map_iter(of_one).collect()
}

fn of_two(of_a: &[Figure], of_b: &[Figure], context: &Context) -> Vec<Rival> {
    let likeness: Vec<Vec<f64>> = of_a
        .iter()
        .map(|x| {
            let with = |y: &Figure| {
                let (p, q) = (&x.counted.quantity, &y.counted.quantity);
                if may_be_one(p, q, context) {
                    likeness(x, y, context)
                } else {
                    -1.0
                }
            };
            of_b.iter().map(with).collect()
        })
        .collect();
    let mut found = Vec::new();
    for (i, x) in of_a.iter().enumerate() {
        for (j, y) in of_b.iter().enumerate() {
            let own = likeness[i][j];
            if own < 0.0 {
                continue;
            }
            let better_b = (0..of_b.len()).filter(|&k| likeness[i][k] > own).count();
            let better_a = (0..of_a.len()).filter(|&k| likeness[k][j] > own).count();
            if better_a.min(better_b) >= LIKEST || better_a.max(better_b) >= 2 * LIKEST {
                continue;
            }
            let (p, q) = (&x.counted.quantity, &y.counted.quantity);
            if p.fit_values(q) != Amount::Clash {
                continue;
            }
            let next = (0..of_b.len())
                .filter(|&k| k != j)
                .map(|k| likeness[i][k])
                .chain((0..of_a.len()).filter(|&k| k != i).map(|k| likeness[k][j]))
                .fold(0.0, f64::max);
            found.push(Rival {
                a: x.number,
                b: y.number,
                numbers: numbers(
                    x,
                    y,
                    (of_a, of_b),
                    (better_a, better_b),
                    own - next,
                    context,
                ),
            });
        }
    }
    found
}

/// What the model weighs of two numbers, in the order of [`NAMES`]: of each account which it is of all its
/// numbers, `better` of the other's are liker to it, and by `gap` it is liker than the next.
fn numbers(
    x: &Figure,
    y: &Figure,
    (of_a, of_b): (&[Figure], &[Figure]),
    (better_a, better_b): (usize, usize),
    gap: f64,
    context: &Context,
) -> [f64; NAMES.len()] {
    let (a, b) = (x.of, y.of);
    let (p, q) = (&x.counted.quantity, &y.counted.quantity);
    let is_people = p.unit == Unit::Count && p.kind() == "people" && q.kind() == "people";
    let count = p.unit == Unit::Count;
    let is_measure = !matches!(
        p.unit,
        Unit::Count | Unit::Money(_) | Unit::Percent | Unit::Duration
    );
    let shared = |of: &[String], other: &[String]| of.iter().filter(|w| other.contains(w)).count();
    let values = |c: &Claim, k: &Counted| context.counts.values(c.document, k).max(1) as f64;
    let values = [values(a, x.counted), values(b, y.counted)];
    let of_unit = |all: &[Figure], of: &Quantity| {
        all.iter()
            .filter(|f| f.counted.quantity.unit.may_be(&of.unit))
            .count() as f64
    };
    let units = [of_unit(of_a, p), of_unit(of_b, q)];
    let knows = |all: &[Figure], other: &Quantity| {
        all.iter().any(|f| {
            let own = &f.counted.quantity;
            own.unit.may_be(&other.unit) && own.value == other.value
        })
    };
    let limit = |q: &Quantity| q.low != q.value || q.high != q.value;
    let part = |f: &Figure| {
        let sentence = context.sentence(f.of);
        let span = f.counted.quantity.span;
        let words = sentence.get(span.start..(span.end + 8).min(sentence.len()));
        let words = words.unwrap_or_default();
        [
            " of the",
            " of them",
            " of those",
            " other",
            "another",
            " more ",
        ]
        .iter()
        .any(|w| words.contains(w))
    };
    let one = |is: [bool; 2]| yes(is[0] != is[1]);
    let [kin, _, _, _, words, overlap, in_common, alike, ..] =
        context.of_sentences(a.sentence, b.sentence);
    let fit = context.fit(a, b);
    let slot = |of: Option<Slot>, is| yes(of == Some(is));
    let (subject, object) = (
        fit.as_ref().map(|f| f.subject),
        fit.as_ref().map(|f| f.object),
    );
    let owners = !x.counted.owner.is_empty() && !y.counted.owner.is_empty();
    let owner_same = owners && x.counted.owner == y.counted.owner;
    let ratio = (p.value.max(1e-9) / q.value.max(1e-9)).ln().abs();
    let around = a.around.iter().filter(|n| b.around.contains(n)).count();
    let denied = |c: &Claim| c.polarity == Polarity::Negative;
    let foretold = |c: &Claim| c.modality == Modality::Predicted;
    [
        yes(is_people),
        yes(count && !is_people),
        yes(matches!(p.unit, Unit::Money(_))),
        yes(p.unit == Unit::Percent),
        yes(p.unit == Unit::Duration),
        yes(is_measure),
        yes(p.noun == q.noun),
        yes(p.is_of_one_kind(q) || lexicon::one_thing(&p.noun, &q.noun)),
        f64::from(context.nearness(&p.noun, &q.noun)).max(0.0),
        yes(p.noun.is_empty() || q.noun.is_empty()),
        (p.modifiers
            .iter()
            .filter(|m| q.modifiers.contains(m))
            .count() as f64)
            .min(2.0)
            / 2.0,
        yes(owner_same),
        yes(owners && !owner_same),
        yes(x.counted.measure == y.counted.measure && !predicates::is_light(&x.counted.measure)),
        f64::from(context.nearness(&a.class, &b.class)).max(0.0),
        f64::from(x.meaning.cosine(&y.meaning)).max(0.0),
        (shared(&x.around, &y.around) as f64 / 4.0).min(1.0),
        1.0 / values[0].min(values[1]),
        1.0 / values[0].max(values[1]),
        1.0 / units[0].min(units[1]),
        1.0 / units[0].max(units[1]),
        yes(better_a == 0 && better_b == 0),
        1.0 / (1.0 + better_a.max(better_b) as f64),
        gap.clamp(-1.0, 1.0),
        (ratio / 3.0).min(1.0),
        yes(p.value < 10.0 || q.value < 10.0),
        one([p.approximate, q.approximate]),
        one([limit(p), limit(q)]),
        yes(knows(of_a, q) || knows(of_b, p)),
        one([part(x), part(y)]),
        one([denied(a), denied(b)]),
        one([foretold(a), foretold(b)]),
        yes(a.days_differ(b)),
        yes(!a.places.is_empty() && !b.places.is_empty() && !context.places_may_agree(a, b)),
        slot(subject, Slot::Same),
        slot(subject, Slot::Different),
        slot(object, Slot::Same),
        slot(object, Slot::Different),
        fit.as_ref().map_or(0.0, |f| f.score),
        (a.shared_names(b).count() as f64 / 3.0).min(1.0),
        words,
        overlap,
        in_common,
        alike,
        kin,
        context.lead(a.sentence, b.sentence),
        one([
            is_provisional(context.sentence(a)),
            is_provisional(context.sentence(b)),
        ]),
        yes(a.is_of_oneself() && b.is_of_oneself()),
        yes(a.quantities.len() == 1 || b.quantities.len() == 1),
        one([a.first_days().is_some(), b.first_days().is_some()]),
        yes(!a.around.is_empty() && !b.around.is_empty() && around == 0),
        (around as f64 / 3.0).min(1.0),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_name_every_number() {
        assert!(read(MODEL).is_some());
    }

    #[test]
    fn a_missing_weight_is_no_model() {
        let half = MODEL.replace("\"people\"", "\"persons\"");
        assert!(half != MODEL && read(&half).is_none());
    }
}
