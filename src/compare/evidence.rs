//! Evidence: what speaks for and against a conflict of two texts, as numbers between 0 and 1.
//!
//! All are the same whichever text comes first. None knows a date of writing: dates are weighed by
//! the detectors alone. How long texts are and whether somebody says "I" in them is left out: it tells
//! more of how a set of pairs was written than of a conflict.

use super::cues::CUES;
use super::found::Found;
use super::slots::{Names, Said, Slots, has};
use super::words::{Both, Sort};
use crate::claims::{Claim, Modality};
use crate::clusters::similarity::{Context, Fit, Slot};
use crate::conflicts::{Relation, Type};

/// Numbers by name, in order.
pub type Evidence = Vec<(&'static str, f64)>;

fn yes(is: bool) -> f64 {
    f64::from(u8::from(is))
}

/// The numbers of one pair.
pub(super) fn of(slots: &Slots, context: &Context, found: &[Found]) -> Evidence {
    let mut evidence = Evidence::new();
    of_findings(found, &mut evidence);
    of_claims(context, &mut evidence);
    of_words(&slots.words, &mut evidence);
    of_slots(slots, &mut evidence);
    of_cues(&slots.said, &mut evidence);
    evidence
}

/// What the detectors say, by the type of what differs.
fn of_findings(found: &[Found], evidence: &mut Evidence) {
    const TYPES: [(&str, Type); 6] = [
        ("found quantity", Type::Quantity),
        ("found time", Type::Time),
        ("found place", Type::Place),
        ("found actor", Type::Actor),
        ("found polarity", Type::Polarity),
        ("found opposite", Type::Opposite),
    ];
    let best = |keep: &dyn Fn(&Found) -> bool| {
        let weights = found
            .iter()
            .filter(|f| keep(f))
            .map(|f| f.finding.weight.min(1.0));
        weights.fold(0.0, f64::max)
    };
    for (name, kind) in TYPES {
        let best = best(&|f| f.finding.kind == kind && f.finding.relation == Relation::Conflict);
        evidence.push((name, best));
    }
    evidence.push((
        "found update",
        best(&|f| f.finding.relation == Relation::Update),
    ));
    evidence.push((
        "strength",
        found.iter().map(|f| f.strength).fold(0.0, f64::max),
    ));
}

/// How the claims of the two texts stand to each other: those that fit best.
fn of_claims(context: &Context, evidence: &mut Evidence) {
    let second = context.claims.partition_point(|c| c.document == 0);
    let (first, second) = context.claims.split_at(second);
    let mut best: Option<(&Claim, &Claim, Fit)> = None;
    let (mut opposed, mut alike) = (0.0_f64, 0.0_f64);
    for x in first {
        for y in second {
            let Some(fit) = context.fit(x, y) else {
                continue;
            };
            let is_opposed = (x.polarity == y.polarity) == fit.opposite;
            let of = if is_opposed { &mut opposed } else { &mut alike };
            *of = of.max(fit.score);
            if best
                .as_ref()
                .is_none_or(|(_, _, other)| fit.score > other.score)
            {
                best = Some((x, y, fit));
            }
        }
    }
    evidence.push(("opposed claims", opposed));
    evidence.push(("agreeing claims", alike));
    let slot = |slot: Option<Slot>, kind: Slot| yes(slot == Some(kind));
    let subject = best.as_ref().map(|(_, _, fit)| fit.subject);
    let object = best.as_ref().map(|(_, _, fit)| fit.object);
    evidence.push(("same subject", slot(subject, Slot::Same)));
    evidence.push(("other subject", slot(subject, Slot::Different)));
    evidence.push(("same object", slot(object, Slot::Same)));
    evidence.push(("other object", slot(object, Slot::Different)));
    let claims = best.as_ref().map(|(x, y, _)| (*x, *y));
    let is = |of: &dyn Fn(&Claim, &Claim) -> bool| yes(claims.is_some_and(|(x, y)| of(x, y)));
    evidence.push(("same act", is(&|x, y| x.class == y.class)));
    evidence.push(("opposed best", is(&|x, y| x.polarity != y.polarity)));
    let one =
        |x: &Claim, y: &Claim, of: &dyn Fn(Modality) -> bool| of(x.modality) != of(y.modality);
    let unsure = |m: Modality| matches!(m, Modality::Hedged | Modality::Alleged);
    evidence.push(("one unsure", is(&|x, y| one(x, y, &unsure))));
    let foretold = |m: Modality| m == Modality::Predicted;
    evidence.push(("one foretold", is(&|x, y| one(x, y, &foretold))));
    evidence.push((
        "both foretold",
        is(&|x, y| foretold(x.modality) && foretold(y.modality)),
    ));
    evidence.push((
        "other place",
        is(&|x, y| !x.places.is_empty() && !y.places.is_empty() && !context.places_may_agree(x, y)),
    ));
    let reasons = |claims: &[Claim]| claims.iter().any(|c| !c.reasons.is_empty());
    evidence.push(("both give reasons", yes(reasons(first) && reasons(second))));
    let spoken = |claims: &[Claim]| claims.iter().any(|c| !c.speaker.is_empty());
    evidence.push(("both spoken", yes(spoken(first) && spoken(second))));
}

/// How far the one text says the words of the other.
fn of_words(both: &Both, evidence: &mut Evidence) {
    use Sort::{Name, Noun, Other, Verb};
    let mut pair = |least: &'static str, most: &'static str, sorts: &[Sort]| {
        let covered = [0, 1].map(|side| both.coverage(side, sorts));
        evidence.push((least, covered[0].min(covered[1])));
        evidence.push((most, covered[0].max(covered[1])));
    };
    pair(
        "words covered least",
        "words covered most",
        &[Verb, Noun, Name, Other],
    );
    pair("verbs covered least", "verbs covered most", &[Verb]);
    pair("nouns covered least", "nouns covered most", &[Noun]);
    pair("names covered least", "names covered most", &[Name]);
    pair("others covered least", "others covered most", &[Other]);
    let meaning = both.meaning(0).cosine(&both.meaning(1));
    evidence.push(("meaning", f64::from(meaning).max(0.0)));
    let rivals = both.rivals();
    evidence.push(("nearest rivals", rivals.first().map_or(0.0, |r| r.0)));
    for (name, sort) in [
        ("rival verbs", Verb),
        ("rival nouns", Noun),
        ("rival others", Other),
    ] {
        let best = rivals.iter().find(|r| r.1.sort == sort);
        evidence.push((name, best.map_or(0.0, |r| r.0)));
    }
    evidence.push(("opposites", yes(both.opposites().is_some())));
    let left = [0, 1].map(|side| (both.left_over(side).count() as f64 / 15.0).min(1.0));
    evidence.push(("left over least", left[0].min(left[1])));
    evidence.push(("left over most", left[0].max(left[1])));
    let tones = [0, 1].map(|side| both.tone(side));
    evidence.push(("tone apart", ((tones[0] - tones[1]).abs() * 5.0).min(1.0)));
    let against = tones[0] * tones[1] < 0.0;
    evidence.push((
        "tone against",
        yes(against) * (tones[0].abs().min(tones[1].abs()) * 10.0).min(1.0),
    ));
}

/// Numbers, times, names and denials beside each other.
fn of_slots(slots: &Slots, evidence: &mut Evidence) {
    let [a, b] = &slots.said;
    let numbers = slots.numbers();
    evidence.push(("number agrees", yes(numbers.agree)));
    evidence.push(("number clashes", yes(numbers.clash.is_some())));
    evidence.push(("numbers differ", yes(numbers.differ)));
    let one = a.numbers.is_empty() != b.numbers.is_empty();
    evidence.push(("numbers in one", yes(one)));
    let (agree, clash) = slots.times();
    evidence.push(("time agrees", yes(agree)));
    evidence.push(("time clashes", yes(clash.is_some())));
    evidence.push((
        "times in one",
        yes(a.times.is_empty() != b.times.is_empty()),
    ));
    let shared = a.names.iter().filter(|n| has(&b.names, &n.key)).count();
    evidence.push(("names shared", (shared as f64 / 3.0).min(1.0)));
    for (name, kind) in [
        ("people differ", Names::People),
        ("bodies differ", Names::Bodies),
        ("places differ", Names::Places),
    ] {
        evidence.push((name, yes(slots.names(kind).is_some())));
    }
    let denied = slots.denied().map_or(0.0, |(likeness, _, _)| likeness);
    evidence.push(("denied and said", denied));
    let said = &slots.said;
    let denies = said.each_ref().map(|s| !s.denied.is_empty());
    evidence.push(("one denies", yes(denies[0] != denies[1])));
    evidence.push(("both deny", yes(denies[0] && denies[1])));
    let lengths = said.each_ref().map(|s| s.length);
    let (short, long) = (lengths[0].min(lengths[1]), lengths[0].max(lengths[1]));
    evidence.push(("length ratio", short / long.max(1.0)));
}

/// Words that tell how something is said.
fn of_cues(said: &[Said; 2], evidence: &mut Evidence) {
    for (at, cue) in CUES.iter().enumerate() {
        let [x, y] = said.each_ref().map(|s| s.cues[at]);
        evidence.push((cue.in_one, (x - y).abs()));
        evidence.push((cue.in_both, x.min(y)));
    }
}
