//! One of two quotes, and the slots of two claims beside each other.

use std::fmt::Write;

use super::again::Again;
use crate::claims::time::Fit as Moment;
use crate::claims::{Argument, Claim, one_line};
use crate::clusters::counts::comparable;
use crate::clusters::similarity::{Context, Fit, Slot};
use crate::weights::Term;

/// A quote with where it stands and who says it.
pub fn quoted(letter: &str, claim: &Claim, again: &Again) -> String {
    let document = &again.findings.documents[claim.document];
    let span = again.findings.sentences[claim.sentence].span;
    let speaker = match claim.speaker.as_str() {
        "" => "the author",
        speaker => speaker,
    };
    let day = claim
        .published
        .map_or("not dated".to_owned(), |day| day.to_string());
    format!(
        "{letter}  “{}”\n   {speaker}, in {}, line {}, {day} (claim {})\n",
        one_line(span.of(&document.text)),
        document.source,
        document.line(span.start),
        claim.id
    )
}

/// The slots of two claims, one a line: what each says and how the two stand to each other.
pub fn slots(a: &Claim, b: &Claim, fit: Option<&Fit>, context: &Context, again: &Again) -> String {
    let findings = &again.findings;
    let texts = |of: &dyn Fn(&Claim) -> String| [of(a), of(b)];
    let argument = |slot: &Option<Argument>| {
        slot.as_ref()
            .map_or_else(String::new, |x| x.text.to_string())
    };
    let slot = |slot: Option<Slot>| match slot {
        Some(Slot::Same) => "same",
        Some(Slot::Different) => "different",
        _ => "unknown",
    };
    let alike = |same: bool| if same { "same" } else { "different" };
    let act = match fit {
        Some(fit) if fit.opposite => "opposite",
        _ => alike(a.class == b.class),
    };
    let times: Vec<Moment> = a
        .times
        .iter()
        .flat_map(|x| b.times.iter().map(move |y| x.fit(y)))
        .collect();
    let time = if times.contains(&Moment::Agree) {
        "same"
    } else if times
        .iter()
        .any(|fit| matches!(fit, Moment::DayClash | Moment::ClockClash))
    {
        "different"
    } else {
        "unknown"
    };
    let place = if a.places.is_empty() || b.places.is_empty() {
        "unknown"
    } else {
        alike(context.places_may_agree(a, b))
    };
    use crate::claims::quantity::Fit as Amount;
    let quantity = match comparable(a, b, context) {
        Some((_, _, Amount::Agree)) => "same",
        Some((_, _, Amount::Clash)) => "different",
        _ => "unknown",
    };
    let document = |c: &Claim| &findings.documents[c.document];
    let rows: [(&str, [String; 2], &str); 8] = [
        ("act", texts(&|c| c.predicate.to_string()), act),
        (
            "subject",
            texts(&|c| argument(&c.subject)),
            slot(fit.map(|f| f.subject)),
        ),
        (
            "object",
            texts(&|c| argument(&c.object)),
            slot(fit.map(|f| f.object)),
        ),
        (
            "time",
            texts(&|c| c.time_text(document(c), &findings.sentences)),
            time,
        ),
        ("place", texts(&|c| c.place_text()), place),
        (
            "quantity",
            texts(&|c| c.quantity_text(document(c), &findings.sentences)),
            quantity,
        ),
        (
            "polarity",
            texts(&|c| c.polarity.name().to_owned()),
            alike(a.polarity == b.polarity),
        ),
        (
            "modality",
            texts(&|c| c.modality.name().to_owned()),
            alike(a.modality == b.modality),
        ),
    ];
    let mut text = String::from("Slots:\n");
    for (name, says, how) in rows {
        let [x, y] = says.map(|words| {
            if words.is_empty() {
                "–".to_owned()
            } else {
                words
            }
        });
        let _ = writeln!(text, "  {name:9} {how:9}  a: {x}   b: {y}");
    }
    text
}

/// What was weighed of two claims, the heaviest first: each number with its weight and what it adds
/// to what the weighing begins with, and the words for and against. `makes` says what comes of it.
pub fn weighed(bias: f64, mut terms: Vec<Term>, makes: &str) -> String {
    terms.sort_by(|x, y| {
        y.adds()
            .abs()
            .total_cmp(&x.adds().abs())
            .then(x.name.cmp(y.name))
    });
    let mut text = format!(
        "Evidence (number × weight = points; all points and {bias:+.2} to begin with {makes}):\n"
    );
    for term in terms.iter().filter(|term| term.number != 0.0) {
        let _ = writeln!(
            text,
            "  {:18} {:5.2} × {:+5.2} = {:+5.2}",
            term.name.replace('_', " "),
            term.number,
            term.weight,
            term.adds()
        );
    }
    let zero: Vec<String> = terms
        .iter()
        .filter(|term| term.number == 0.0)
        .map(|term| term.name.replace('_', " "))
        .collect();
    if !zero.is_empty() {
        let _ = writeln!(text, "  0: {}", zero.join(", "));
    }
    for (what, sign) in [("For", 1.0), ("Against", -1.0)] {
        let names: Vec<String> = terms
            .iter()
            .filter(|term| term.adds() * sign >= NOTICED)
            .map(|term| term.name.replace('_', " "))
            .collect();
        let names = if names.is_empty() {
            "nothing of weight".to_owned()
        } else {
            names.join(", ")
        };
        let _ = writeln!(text, "{what} a conflict: {names}.");
    }
    text
}

/// Points below which nobody wants to hear of a number.
const NOTICED: f64 = 0.05;
