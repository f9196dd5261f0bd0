//! Forecasts: when accounts of one story say that a work, a service or an inquiry will be done. One
//! gives a day, another how long it takes, a third only what will not come before; each is read as the
//! days that it allows.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::similarity::Context;
use super::{Asked, Cluster, Side, question};
use crate::claims::quantity::Unit;
use crate::claims::time::When;
use crate::claims::{Claim, Modality, Polarity, Role, predicates, stable_id};

/// How many forecasts of one story are set beside each other.
const LOOKED_AT: usize = 40;

/// How much shorter and how much longer than foretold a work may take for the forecast to hold.
const SHORTER: f64 = 0.75;
const LONGER: f64 = 1.35;

/// The year of a day of which no year is known: a leap year.
const NO_YEAR: i16 = 4;

/// The days that a forecast allows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Due {
    /// From the first to the last; without a border where none is known.
    Days(Option<Date>, Option<Date>),
    /// No day can be given.
    Open,
}

/// What a claim foretells to be done, and when.
#[derive(Clone, Debug)]
pub struct Forecast {
    /// The work or thing, as a class of act or a noun.
    pub what: String,
    /// When.
    pub due: Due,
}

/// The forecast that a claim makes, if any: "will be finished by
/// June", "the repairs will take ten days", "there is no time frame for the repair".
pub fn forecast(claim: &Claim, context: &Context) -> Option<Forecast> {
    let lies_ahead = matches!(claim.modality, Modality::Predicted | Modality::Hedged);
    let foretold = || lasting(claim).or_else(|| dated(claim, context));
    open(claim, context).or_else(|| lies_ahead.then(foretold).flatten())
}

/// "There is no time frame for when service will be restored"
fn open(claim: &Claim, context: &Context) -> Option<Forecast> {
    const FRAMES: [&str; 4] = ["timeframe", "time frame", "time-frame", "timetable"];
    let document = &context.documents[claim.document].text;
    let own = claim.span.of(document).to_lowercase();
    let denied = claim.polarity == Polarity::Negative;
    if !denied || !FRAMES.iter().any(|frame| own.contains(frame)) {
        return None;
    }
    // What it is of may stand in a clause of its own.
    let sentence = context.sentence(claim).to_lowercase();
    let at = FRAMES.iter().find_map(|frame| sentence.find(frame))?;
    let mut words = sentence[at..].split(|c: char| !c.is_alphabetic());
    let what = words.find_map(|word| {
        let stem = word.strip_suffix("ed").unwrap_or(word);
        let verbs = [word.to_owned(), stem.to_owned(), format!("{stem}e")];
        let mut classes = verbs.iter().map(|verb| predicates::class(verb));
        classes.find(|class| is_work(class)).map(str::to_owned)
    })?;
    Some(Forecast {
        what,
        due: Due::Open,
    })
}

/// "The repairs will take ten days", told on a known day.
fn lasting(claim: &Claim) -> Option<Forecast> {
    let subject = claim.subject.as_ref()?;
    let takes = matches!(claim.lemma.as_str(), "take" | "last" | "be");
    let work = subject.words.iter().find(|word| is_work(word));
    if !takes || claim.polarity == Polarity::Negative {
        return None;
    }
    let told = claim
        .quantities
        .iter()
        .find(|c| c.quantity.unit == Unit::Duration)?;
    let days = |seconds: f64| {
        let days = (seconds / 86_400.0).min(3_660.0) as i64;
        let span = jiff::Span::new().try_days(days).ok()?;
        claim.published?.checked_add(span).ok()
    };
    let q = &told.quantity;
    if q.low < 86_400.0 || !q.high.is_finite() {
        return None;
    }
    Some(Forecast {
        what: work?.to_string(),
        due: Due::Days(days(q.low * SHORTER), days(q.high * LONGER)),
    })
}

/// "Will be finished by June", "cannot be finished before May".
fn dated(claim: &Claim, context: &Context) -> Option<Forecast> {
    let patient = claim.object.as_ref().or(claim.subject.as_ref())?;
    let ends = matches!(claim.class.as_str(), "end" | "complete") || claim.lemma == "finish";
    let what = if is_work(&claim.class) {
        claim.class.to_string()
    } else if ends && !patient.is_pronoun {
        patient.key.to_string()
    } else {
        return None;
    };
    let known = |when: &When| {
        let (month, day) = when.month_day?;
        let day = Date::new(NO_YEAR, month, day).ok()?;
        Some((day, day))
    };
    let mut times = claim.times.iter();
    let told = times.find_map(|when| Some((when, when.days.or(known(when))?)));
    let denied = claim.polarity == Polarity::Negative;
    let Some((when, (first, last))) = told else {
        // "by early next week", in a report without a day
        let mut obliques = claim.obliques.iter();
        let due = obliques.any(|(p, x)| p == "by" && x.role == Role::Time) && !denied;
        let due = due.then_some(Due::Days(None, None))?;
        return Some(Forecast { what, due });
    };
    // What is foretold for December lies in the December to come.
    let passed = when.year_inferred && claim.published.is_some_and(|day| last < day);
    let year = jiff::Span::new().years(i16::from(passed));
    let (first, last) = (first.checked_add(year).ok()?, last.checked_add(year).ok()?);
    let due = match (before(claim, when, context).as_str(), denied) {
        ("by" | "before" | "within", false) => Due::Days(None, Some(last)),
        ("before" | "until" | "till", true) => Due::Days(Some(first), None),
        (_, true) => return None,
        _ => Due::Days(Some(first), Some(last)),
    };
    Some(Forecast { what, due })
}

/// The word before a time, but for an article.
fn before(claim: &Claim, when: &When, context: &Context) -> String {
    let sentence = context.sentence(claim);
    let words = sentence.get(..when.span.start).unwrap_or_default();
    let mut words = words.split_whitespace().rev();
    words
        .find(|word| *word != "the")
        .unwrap_or_default()
        .to_lowercase()
}

/// Whether a class of act is a work that is done one day.
fn is_work(class: &str) -> bool {
    matches!(class, "repair" | "reopen" | "resume" | "rebuild")
}

/// Whether two forecasts are of one thing and no day fits both.
pub fn clash(a: &Forecast, b: &Forecast) -> bool {
    a.what == b.what && are_apart(a.due, b.due)
}

fn are_apart(a: Due, b: Due) -> bool {
    let ends = |last: Option<Date>, first: Option<Date>| {
        let year = |day: Date| day.year() == NO_YEAR;
        matches!((last, first), (Some(x), Some(y)) if x < y && year(x) == year(y))
    };
    match (a, b) {
        (Due::Open, Due::Open) => false,
        // Who only says before when it will not be done gives no time frame either.
        (Due::Open, Due::Days(first, last)) | (Due::Days(first, last), Due::Open) => {
            last.is_some() || first.is_none()
        }
        (Due::Days(a0, a1), Due::Days(b0, b1)) => ends(a1, b0) || ends(b1, a0),
    }
}

/// A cluster for every work of which the documents of one story foretell days that clash; a side for
/// every forecast that allows the same days.
pub(super) fn clusters(context: &Context) -> Vec<Cluster> {
    let mut by_story: BTreeMap<(usize, String), Vec<(usize, Due)>> = BTreeMap::new();
    for (index, claim) in context.claims.iter().enumerate() {
        if let Some(forecast) = forecast(claim, context) {
            let story = context.stories.of_or_own(claim.document);
            let told = by_story.entry((story, forecast.what)).or_default();
            if told.len() < LOOKED_AT {
                told.push((index, forecast.due));
            }
        }
    }
    let mut found = Vec::new();
    for told in by_story.values() {
        let mut sides: Vec<(Due, Side)> = Vec::new();
        for &(claim, due) in told {
            match sides.iter_mut().find(|(of, _)| *of == due) {
                Some((_, side)) => side.claims.push(claim),
                None => sides.push((due, side(claim, context.claims))),
            }
        }
        let opposed = |(at, (x, _)): (usize, &(Due, Side))| {
            sides[at + 1..].iter().any(|(y, _)| are_apart(*x, *y))
        };
        if sides.iter().enumerate().any(opposed) {
            let days = told.iter().find(|(_, due)| *due != Due::Open);
            let (first, _) = days.unwrap_or(&told[0]);
            let first = &context.claims[*first];
            found.push(Cluster {
                id: stable_id('g', &[&first.id, "due"]),
                question: question::ask(Asked::When, &[first]),
                asked: Asked::Due,
                sides: sides.into_iter().map(|(_, side)| side).collect(),
                loose: false,
            });
        }
    }
    found
}

fn side(claim: usize, claims: &[Claim]) -> Side {
    Side {
        answer: claims[claim].predicate.to_string(),
        claims: vec![claim],
        counted: Vec::new(),
    }
}
