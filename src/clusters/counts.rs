//! Counts: whether two claims count the same, by the act, by a name in both, or by what one story
//! counts.

use std::collections::BTreeSet;

use ecow::EcoString;
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::similarity::Context;
use super::stories::Story;
use crate::claims::quantity::{Fit as Amount, Quantity, Unit};
use crate::claims::{Claim, Counted, headcounts, places, predicates};

/// From this cosine on two verbs may tell of one count ("three cables were cut", "four cables
/// were damaged").
const NEAR: f32 = 0.35;

/// More different values than these for one kind of things are of several sets.
const MANY: usize = 2;

/// What a quantity is of: its unit, its noun, and of a sum what is done with it.
type Kind = (Unit, EcoString, EcoString);

/// What the documents of a run count.
#[derive(Debug, Default)]
pub struct Counts {
    /// Per document and class of act: the different values.
    by_act: IndexMap<(usize, EcoString), BTreeSet<u64>, FxBuildHasher>,
    /// Per document and kind of quantity: the different values.
    by_kind: IndexMap<(usize, Kind), BTreeSet<u64>, FxBuildHasher>,
}

impl Counts {
    /// Reads them off the claims of a run.
    pub fn new(claims: &[Claim]) -> Counts {
        let mut counts = Counts::default();
        for claim in claims {
            for counted in &claim.quantities {
                let quantity = &counted.quantity;
                let value = quantity.value.to_bits();
                if quantity.unit == Unit::Count {
                    let act = (claim.document, counted.measure.clone());
                    counts.by_act.entry(act).or_default().insert(value);
                }
                let of = (claim.document, kind(counted));
                counts.by_kind.entry(of).or_default().insert(value);
            }
        }
        counts
    }

    /// How many different counts of a class of act a document gives.
    pub fn of_act(&self, document: usize, act: &str) -> usize {
        let values = self.by_act.get(&(document, act.into()));
        values.map_or(0, BTreeSet::len)
    }

    /// Whether a document gives this value for the same kind of things.
    fn gives(&self, document: usize, counted: &Counted) -> bool {
        let values = self.by_kind.get(&(document, kind(counted)));
        values.is_some_and(|values| values.contains(&counted.quantity.value.to_bits()))
    }

    /// Whether an account gives so many different values for one kind of things that it has no one
    /// set of them ("8 goals", "31 goals", "a lead of 5 goals").
    pub fn has_many(&self, document: usize, counted: &Counted) -> bool {
        self.values(document, counted) > MANY
    }

    /// How many different values an account gives for one kind of things.
    pub fn values(&self, document: usize, counted: &Counted) -> usize {
        let values = self.by_kind.get(&(document, kind(counted)));
        values.map_or(0, BTreeSet::len)
    }

    /// Whether two accounts of one story count one set of things though no act or name ties them:
    /// the things go by one noun of their own ("robbers", "cables", not "people"), and neither
    /// account knows the other's number.
    pub fn is_one(
        &self,
        a: &Claim,
        b: &Claim,
        x: &Counted,
        y: &Counted,
        context: &Context,
    ) -> bool {
        let (p, q) = (&x.quantity, &y.quantity);
        a.document != b.document
            && context.stories.fit(a.document, b.document) == Story::Same
            && match (&p.unit, &q.unit) {
                (Unit::Count, Unit::Count) => are_one_set(a, b, x, y, context),
                (Unit::Money(_), Unit::Money(_)) => {
                    p.unit.may_be(&q.unit)
                        && x.measure == y.measure
                        && !predicates::is_light(&x.measure)
                }
                _ => false,
            }
            && !self.has_many(a.document, x)
            && !self.has_many(b.document, y)
            && (p.value == q.value || !self.gives(a.document, y) && !self.gives(b.document, x))
    }
}

/// What a quantity is of: its unit and noun; a sum, what is done with it (stolen, paid).
fn kind(counted: &Counted) -> Kind {
    let quantity = &counted.quantity;
    // One set goes by many nouns.
    if headcounts::is_one_set(&counted.measure) {
        let unit = match &quantity.unit {
            Unit::Money(_) => Unit::Money(String::new()),
            unit => unit.clone(),
        };
        return (unit, EcoString::new(), counted.measure.clone());
    }
    let act = match quantity.unit {
        Unit::Money(_) => counted.measure.clone(),
        _ => EcoString::new(),
    };
    (quantity.unit.clone(), quantity.noun.clone(), act)
}

fn are_one_set(a: &Claim, b: &Claim, x: &Counted, y: &Counted, context: &Context) -> bool {
    let (p, q) = (&x.quantity, &y.quantity);
    let several = |q: &Quantity| q.value >= 2.0 && q.value.fract() == 0.0;
    let outcome = |c: &Counted| predicates::is_cumulative(&c.measure);
    let light = |c: &Counted| predicates::is_light(&c.measure);
    if are_one_headcount(x, y) {
        return several(p) && several(q);
    }
    // "nine youths fighting", "six lads fighting"
    let one_act = x.measure == y.measure && !light(x);
    (p.noun == q.noun || one_act && p.is_of_one_kind(q))
        && is_of_its_own(&p.noun)
        && is_of_its_own(&q.noun)
        && several(p)
        && several(q)
        && p.counts_a_rest() == q.counts_a_rest()
        && !(outcome(x) && outcome(y) && x.measure != y.measure)
        && (x.measure == y.measure
            || light(x)
            || light(y)
            || context.nearness(&a.lemma, &b.lemma) >= NEAR)
}

/// Whether both are counts of one set, whatever verbs and nouns the accounts use.
pub fn are_one_headcount(x: &Counted, y: &Counted) -> bool {
    x.measure == y.measure
        && headcounts::is_one_set(&x.measure)
        && x.quantity.counts_a_rest() == y.quantity.counts_a_rest()
}

/// Whether a noun names a kind of things that a story has one set of.
fn is_of_its_own(noun: &str) -> bool {
    !noun.is_empty()
        && !matches!(
            noun,
            "people"
                | "person"
                | "man"
                | "woman"
                | "child"
                | "other"
                | "one"
                | "thing"
                | "time"
                | "point"
                | "way"
                | "part"
                | "side"
                | "kind"
                | "case"
                | "count"
                | "charge"
                | "more"
                | "they"
                | "member"
                | "country"
                | "place"
                | "step"
                | "question"
                | "option"
                | "reason"
                | "word"
        )
}

/// The first two quantities of a pair of claims that count the same, if any; a clash goes before
/// an agreement.
pub fn comparable<'c>(
    a: &'c Claim,
    b: &'c Claim,
    context: &Context,
) -> Option<(&'c Counted, &'c Counted, Amount)> {
    let mut agreeing = None;
    for (x, y, fit) in all_comparable(a, b, context) {
        let pair = (&a.quantities[x], &b.quantities[y], fit);
        match fit {
            Amount::Clash => return Some(pair),
            Amount::Agree => agreeing = agreeing.or(Some(pair)),
            Amount::Apart => {}
        }
    }
    agreeing
}

/// The pairs of quantities, by their places in the two claims, that count the same.
pub fn all_comparable<'c>(
    a: &'c Claim,
    b: &'c Claim,
    context: &'c Context,
) -> impl Iterator<Item = (usize, usize, Amount)> + 'c {
    let pairs = (0..a.quantities.len()).flat_map(|x| (0..b.quantities.len()).map(move |y| (x, y)));
    pairs.filter_map(move |(x, y)| {
        let fit = compare(a, b, &a.quantities[x], &b.quantities[y], context)?;
        Some((x, y, fit))
    })
}

/// How a quantity of one claim stands to one of another; none where the two do not count the same.
pub fn compare(
    a: &Claim,
    b: &Claim,
    x: &Counted,
    y: &Counted,
    context: &Context,
) -> Option<Amount> {
    if !same_measure(a, b, x, y, context) && !context.counts.is_one(a, b, x, y, context) {
        return None;
    }
    let fit = if x.is_attribute() || are_one_headcount(x, y) {
        x.quantity.fit_values(&y.quantity)
    } else {
        x.quantity.fit(&y.quantity)
    };
    // "two of the ten": a claim that also gives the other's number is no clash.
    let also = |claim: &Claim, other: &Counted| {
        let values = || {
            let same = claim.quantities.iter().map(|z| &z.quantity);
            same.filter(|z| z.unit == other.quantity.unit)
                .map(|z| z.value)
        };
        // "9 cooks and 5 sailors": 14 in all.
        values().any(|z| z == other.quantity.value)
            || values().count() == 2 && values().sum::<f64>() == other.quantity.value
    };
    match fit {
        Amount::Apart => None,
        Amount::Clash if also(a, y) || also(b, x) => None,
        fit => Some(fit),
    }
}

fn same_measure(a: &Claim, b: &Claim, x: &Counted, y: &Counted, context: &Context) -> bool {
    if !x.quantity.unit.may_be(&y.quantity.unit) {
        return false;
    }
    if headcounts::is_one_set(&x.measure) || headcounts::is_one_set(&y.measure) {
        return are_one_headcount(x, y)
            && context.stories.fit(a.document, b.document) == Story::Same;
    }
    if x.measure.ends_with(" of") || y.measure.ends_with(" of") {
        // "a mother of 12" who is not named may be the one who is, if the act is the same.
        let unnamed = x.measure == "children of"
            && (x.owner.is_empty() || y.owner.is_empty())
            && a.class == b.class
            && !predicates::is_light(&a.class);
        return x.measure == y.measure
            && (x.is_attribute() && y.is_attribute() && are_one_owner(&x.owner, &y.owner)
                || unnamed);
    }
    match x.quantity.unit {
        // The share of one place in one story: "80 percent in A, 65 in B".
        Unit::Percent if !x.owner.is_empty() && x.owner == y.owner => {
            context.stories.fit(a.document, b.document) == Story::Same
                && (x.measure == y.measure
                    || predicates::is_light(&x.measure) && predicates::is_light(&y.measure))
        }
        Unit::Percent if !x.owner.is_empty() && !y.owner.is_empty() => false,
        // "55 percent in A, 52 in B": a list of like figures cannot be told apart.
        Unit::Percent if is_list(a, x) || is_list(b, y) => false,
        Unit::Age => !x.owner.is_empty() && x.owner == y.owner,
        Unit::Magnitude => true,
        // Of a match only the end is one score.
        Unit::Score => [a, b]
            .iter()
            .all(|c| matches!(c.class.as_str(), "win" | "lose" | "beat" | "defeat")),
        Unit::Count => {
            // "called in six further engines": such a rest is particular enough for a light verb.
            let both_rest = x.quantity.counts_a_rest() && y.quantity.counts_a_rest();
            let particular =
                both_rest && !matches!(x.quantity.noun.as_str(), "" | "people" | "other");
            x.measure == y.measure
                && (!predicates::is_light(&x.measure) || a.shares_name(b) || particular)
                || a.shares_name(b)
                    && x.quantity.noun == y.quantity.noun
                    && is_of_its_own(&x.quantity.noun)
                    && (predicates::is_light(&x.measure)
                        || predicates::is_light(&y.measure)
                        || context.nearness(&a.lemma, &b.lemma) >= NEAR)
                    // The dead and the injured are two counts.
                    && !(predicates::is_cumulative(&x.measure) && predicates::is_cumulative(&y.measure))
        }
        // Depths, distances, durations: of one act, or of one thing named in both.
        _ => {
            x.quantity.noun == y.quantity.noun
                && (x.measure == y.measure || a.shares_name(b) && same_subject(a, b))
        }
    }
}

/// Whether two names are of one owner: the same but for a word that says what it is ("Sarn", "Sarn
/// island").
fn are_one_owner(a: &str, b: &str) -> bool {
    a == b || !proper(a).is_empty() && proper(a) == proper(b)
}

/// A name without the words that say what it is the name of, in small letters.
pub(super) fn proper(name: &str) -> String {
    let words = name.split_whitespace().map(str::to_lowercase);
    let proper: Vec<String> = words
        .filter(|word| places::scale_of(word).is_none())
        .collect();
    proper.join(" ")
}

fn is_list(claim: &Claim, counted: &Counted) -> bool {
    claim
        .quantities
        .iter()
        .filter(|c| c.quantity.unit == counted.quantity.unit)
        .count()
        > 1
}

/// Whether the same thing is the subject, or what a passive says something of.
fn same_subject(a: &Claim, b: &Claim) -> bool {
    fn of(claim: &Claim) -> Option<&EcoString> {
        let subject = if claim.passive {
            claim.object.as_ref()
        } else {
            claim.subject.as_ref()
        };
        subject.filter(|s| !s.is_unresolved()).map(|s| &s.key)
    }
    matches!((of(a), of(b)), (Some(x), Some(y)) if x == y)
}
