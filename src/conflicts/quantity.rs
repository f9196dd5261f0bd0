//! Quantity: two numbers for the same thing.
//!
//! Catches: "killing at least 10 people" / "three people were killed" (of one earthquake);
//! "Kessler, 34," / "36-year-old Anna Kessler"; "two thousand people walked through Kelmar" / "police
//! counted 900 marchers" and what else is one set whatever the words ([`headcounts`]).
//!
//! Leaves alone: "at least 40" / "47" (one allows the other); "two workers" / "three people"
//! (another noun); "48 groups" / "48 hours"; a number of another event, known by its place, its
//! day or its document.

use ecow::EcoString;

use super::update::{self, Order};
use super::{Case, Finding, Relation, Strength, Type};
use crate::claims::provisional::is_provisional;
use crate::claims::quantity::{Fit, Quantity, Unit};
use crate::claims::time::{Fit as Moment, When};
use crate::claims::{
    Argument, Claim, Counted, Modality, Polarity, Role, headcounts, lexicon, predicates,
};
use crate::clusters::counts::{are_one_headcount, compare};
use crate::clusters::question;
use crate::clusters::similarity::Slot;
use crate::clusters::stories::Story;

/// Judges a pair of claims that count the same.
pub fn judge(case: &Case) -> Option<Finding> {
    let (a, b) = (case.a, case.b);
    let (x, y) = case.counted?;
    let fit = compare(a, b, x, y, case.context)?;
    if fit != Fit::Clash {
        return None;
    }
    // Two people's counts; that both are of "games" makes them no one count.
    let named_object =
        case.fit.object == Slot::Same && a.object.as_ref().is_some_and(|o| o.is_named);
    if case.fit.subject == Slot::Different && !named_object && !x.is_attribute() {
        return None;
    }
    if are_of_two_matters(case, x, y) {
        return None;
    }
    let judged = if headcounts::is_one_set(&x.measure) {
        Strength::Half
    } else {
        Strength::Learned
    };
    finding(case, (x, y), weight(case, x, y)?, judged)
}

/// Whether something tells that two numbers which differ are not of one thing.
pub(super) fn are_of_two_matters(case: &Case, x: &Counted, y: &Counted) -> bool {
    let (a, b) = (case.a, case.b);
    if a.polarity == Polarity::Negative || b.polarity == Polarity::Negative {
        return true;
    }
    if is_round_for(&x.quantity, &y.quantity)
        || is_round_for(&y.quantity, &x.quantity)
        || are_in_one_figure(case, x, y)
    {
        return true;
    }
    // "I had three pints", says one, and another: "I had seven".
    if are_of_two_speakers(a, b) {
        return true;
    }
    // "8 goals in the first match", "31 goals": an account with many values has many sets.
    let counts = &case.context.counts;
    let of_people = predicates::is_cumulative(&x.measure) && x.quantity.unit == Unit::Count;
    let many = counts.has_many(a.document, x) || counts.has_many(b.document, y);
    // Of a toll or a property there is one, however many numbers stand beside it.
    let one_of_many = !of_people && !x.is_attribute();
    if many && one_of_many && x.quantity.unit != Unit::Magnitude {
        return true;
    }
    // "carried 40 sacks in 12 carts over 7 miles": figures of one match, season or year.
    let row = |c: &Claim| {
        let figures = c.quantities.iter().map(|q| &q.quantity.unit);
        figures
            .filter(|u| matches!(u, Unit::Count | Unit::Distance | Unit::Percent))
            .count()
            > 2
    };
    let between = x.quantity.unit == Unit::Distance && a.shared_names(b).nth(1).is_some();
    if (row(a) || row(b)) && one_of_many && !between && x.owner.is_empty() {
        return true;
    }
    // "two goals against Lorn", "five against Halm": each of a part of its own.
    // What is paid and what it is paid for both stand behind "for".
    let priced = x.measure == headcounts::PRICE;
    if one_of_many && !priced && are_narrowed_apart(a, b) {
        return true;
    }
    // "spent 19 seasons with the club", "spent four seasons as its coach"
    if one_of_many && are_spent_apart(a, b) {
        return true;
    }
    // One of the two has the other's number too: "404 yards rushing and 440 receiving", "1 million
    // (1.5 million in their money)".
    if has_value(case, b, x) || has_value(case, a, y) {
        return true;
    }
    // "the level was 0.4 percent", "the limit is 0.1 percent"
    let share_of_two = x.quantity.unit == Unit::Percent
        && matches!((&a.subject, &b.subject), (Some(x), Some(y)) if x.head != y.head && !lexicon::one_thing(&x.head, &y.head));
    if share_of_two && a.class == "be" && b.class == "be" {
        return true;
    }
    // "the two met", "the three met"; "five rounds sooner": somebody named before, and a difference.
    let beside = |claim: &Claim, counted: &Counted| {
        let sentence = case.context.sentence(claim).to_lowercase();
        let span = counted.quantity.span;
        let before = sentence.get(..span.start).unwrap_or_default();
        let after = sentence.get(span.end..).unwrap_or_default();
        let last = before.split_whitespace().next_back().unwrap_or_default();
        let next = after.split_whitespace().next().unwrap_or_default();
        let next = next.trim_end_matches(|c: char| !c.is_alphanumeric());
        let known = counted.quantity.noun.is_empty() && matches!(last, "the" | "these" | "those");
        let apart = matches!(
            next,
            "sooner" | "later" | "earlier" | "longer" | "shorter" | "older" | "younger" | "ahead"
        );
        known && !of_people || apart
    };
    if beside(a, x) || beside(b, y) {
        return true;
    }
    // "Six of the dead were sailors": a part of a toll.
    let is_part = |claim: &Claim, counted: &Counted| {
        let words = case.words(claim, counted.quantity.span).to_lowercase();
        [" of the ", " of them", " of those"]
            .iter()
            .any(|of| words.contains(of))
            && !words.starts_with("all ")
    };
    if of_people && (is_part(a, x) || is_part(b, y)) {
        return true;
    }
    // "five rifles", "21 rifles in all": a part and the total.
    let (is_total_a, is_total_b) = (is_total(case, a, x), is_total(case, b, y));
    if is_total_a && x.quantity.value > y.quantity.value && !is_total_b
        || is_total_b && y.quantity.value > x.quantity.value && !is_total_a
    {
        return true;
    }
    // "has 800 orders", "has 677 orders", written months apart: of what is so, not of what was done.
    let light = predicates::is_light(&a.class) || predicates::is_light(&b.class);
    if light && !x.is_attribute() && x.owner.is_empty() && update::state_may_have_changed(a, b) {
        return true;
    }
    // Points of an index or a match change by the minute, and who plays has figures of each game, season
    // and career.
    if x.quantity.unit == Unit::Count && x.owner.is_empty() && is_of_play(&x.quantity.noun) {
        return true;
    }
    // "four earlier arrests", "one arrest"
    let earlier = |q: &Quantity| {
        let past = |m: &EcoString| {
            matches!(
                m.as_str(),
                "prior" | "previous" | "earlier" | "past" | "former"
            )
        };
        q.modifiers.iter().any(past)
    };
    if earlier(&x.quantity) != earlier(&y.quantity) {
        return true;
    }
    // "Thieves also took 2 million in Varel": another theft.
    if matches!(x.quantity.unit, Unit::Money(_)) && is_another(case, a) != is_another(case, b) {
        return true;
    }
    // Of two firms there are two prices.
    if priced && case.fit.object == Slot::Different {
        return true;
    }
    // Whoever marched on Friday did not march on Sunday.
    let of_an_hour = are_one_headcount(x, y) && !priced;
    if of_an_hour && (are_on_two_days(a, b) || update::state_may_have_changed(a, b)) {
        return true;
    }
    let least = x.quantity.value.min(y.quantity.value);
    if least <= 1.0 && x.quantity.unit == Unit::Count && one_of_many {
        return true; // "one last chance", "two chances"
    }
    // A place narrows one count and not the other: "four in the village", "ten in all".
    if !x.is_attribute() && case.places_clash() {
        return true;
    }
    // "Ten were killed", "a dozen were killed in eastern Samaria": of a place that the other
    // document never names.
    if !x.is_attribute()
        && !a.shares_name(b)
        && (case.is_elsewhere(a, b) || case.is_elsewhere(b, a))
    {
        return true;
    }
    // Nobody miscounts tenfold: that is another count.
    let ratio =
        x.quantity.value.max(y.quantity.value) / x.quantity.value.min(y.quantity.value).max(1e-9);
    ratio > 10.0
}

/// The row for two numbers of one thing.
pub(super) fn finding(
    case: &Case,
    (x, y): (&Counted, &Counted),
    weight: f64,
    judged: Strength,
) -> Option<Finding> {
    let (a, b) = (case.a, case.b);
    let grows = predicates::is_cumulative(&x.measure) && x.quantity.unit == Unit::Count;
    let order = update::order(a, b);
    // Without evidence of order a toll may simply have grown.
    let weight = if grows && order == Order::Unknown {
        weight * 0.75
    } else {
        weight
    };
    let (number_a, number_b) = (
        case.words(a, x.quantity.span),
        case.words(b, y.quantity.span),
    );
    let shrinks = matches!(x.measure.as_str(), "miss" | "displace");
    let relation = match order {
        Order::FirstThenSecond(_) | Order::SecondThenFirst(_) if shrinks => Relation::Update,
        Order::FirstThenSecond(_) if grows && y.quantity.value > x.quantity.value => {
            Relation::Update
        }
        Order::SecondThenFirst(_) if grows && x.quantity.value > y.quantity.value => {
            Relation::Update
        }
        _ if grows && grew_in_a_day(case, x, y) => Relation::Update,
        _ if grows && is_said_to_be_earlier(case, x, y) => Relation::Update,
        Order::Unknown if grows && is_said_to_have_grown(case, x, y) => Relation::Update,
        _ if is_of_the_moment(case) => Relation::Update,
        _ if x.quantity.unit == Unit::Age && may_have_aged(case, x, y) => return None,
        _ => Relation::Conflict,
    };
    let why = match relation {
        Relation::Update if is_of_the_moment(case) && !is_said_to_have_grown(case, x, y) => {
            format!(
                "{} gives {number_a} and {} gives {number_b}; one of the two says that it is what is known so far.",
                case.voice_a(),
                case.voice_b()
            )
        }
        Relation::Update if order == Order::Unknown && !shrinks => format!(
            "{} gives {number_a} and {} gives {number_b}; the greater is said to be the later count.",
            case.voice_a(),
            case.voice_b()
        ),
        Relation::Update => format!(
            "{} gives {number_a} and {} gives {number_b}; the count changed between the two reports.",
            case.voice_a(),
            case.voice_b()
        ),
        _ => {
            let unordered = if grows && order == Order::Unknown {
                " Nothing shows which is the later count."
            } else {
                ""
            };
            format!(
                "{} gives {number_a}, {} gives {number_b}: both cannot hold.{unordered}",
                case.voice_a(),
                case.voice_b()
            )
        }
    };
    Some(Finding {
        relation,
        kind: Type::Quantity,
        weight,
        judged,
        question: case.worded(|| question::amount(&[(a, x), (b, y)])),
        answer_a: number_a,
        answer_b: number_b,
        why,
    })
}

/// Whether a number is another one in round figures: "940 employees" for 938.
fn is_round_for(round: &Quantity, exact: &Quantity) -> bool {
    let steps = std::iter::successors(Some(10.0), |step| Some(step * 10.0));
    let mut steps = steps.take_while(|step| step * FINE <= round.value);
    steps
        .any(|step| round.value % step == 0.0 && (exact.value / step).round() * step == round.value)
}

/// Of how many steps at least a number in round figures is: "900" is not 938.
const FINE: f64 = 20.0;

/// Whether both are written with one figure, and only the words for the unit differ: "13 miles", "13 nautical
/// miles".
fn are_in_one_figure(case: &Case, x: &Counted, y: &Counted) -> bool {
    let figure = |claim: &Claim, counted: &Counted| {
        let words = case.words(claim, counted.quantity.span);
        let number = words.split([' ', '-']).next().unwrap_or_default();
        number.to_lowercase()
    };
    let measures = matches!(x.quantity.unit, Unit::Distance | Unit::Speed | Unit::Weight);
    measures && figure(case.a, x) == figure(case.b, y)
}

/// Whether a noun names what is counted of a game.
fn is_of_play(noun: &str) -> bool {
    matches!(
        noun,
        "point"
            | "game"
            | "match"
            | "touchdown"
            | "carry"
            | "pass"
            | "rebound"
            | "assist"
            | "inning"
            | "wicket"
            | "lap"
    )
}

/// Whether each of two people tells what they themselves had; what both saw is one.
fn are_of_two_speakers(a: &Claim, b: &Claim) -> bool {
    let of_self = |claim: &Claim| {
        claim.is_of_oneself()
            && matches!(
                claim.lemma.as_str(),
                "have" | "drink" | "eat" | "get" | "buy" | "own" | "be" | "work"
            )
    };
    let two = a.document != b.document || a.speaker != b.speaker;
    two && of_self(a) && of_self(b)
}

/// Whether one preposition brings different things into the two clauses ("against Lorn", "against
/// Halm").
fn are_narrowed_apart(a: &Claim, b: &Claim) -> bool {
    fn parts(claim: &Claim) -> impl Iterator<Item = (&str, &Argument)> {
        let told = claim.obliques.iter().map(|(p, x)| (p.as_str(), x));
        told.filter(|(p, x)| {
            matches!(*p, "on" | "with" | "against" | "by" | "as" | "for")
                && !x.is_pronoun
                && x.role != Role::Time
        })
    }
    parts(a).any(|(p, x)| {
        let mut same = parts(b).filter(|(q, _)| p == *q).peekable();
        same.peek().is_some()
            && same.all(|(_, y)| {
                !x.names.iter().any(|n| y.names.contains(n))
                    && !lexicon::one_thing(&x.head, &y.head)
            })
    })
}

/// Whether time was spent in two ways, as their prepositions tell.
fn are_spent_apart(a: &Claim, b: &Claim) -> bool {
    fn ways(claim: &Claim) -> Vec<&str> {
        let told = claim.obliques.iter().map(|(p, _)| p.as_str());
        told.filter(|p| matches!(*p, "as" | "with" | "for" | "under"))
            .collect()
    }
    let spent = |c: &Claim| matches!(c.lemma.as_str(), "spend" | "serve" | "work" | "play");
    let (of_a, of_b) = (ways(a), ways(b));
    spent(a)
        && spent(b)
        && !of_a.is_empty()
        && !of_b.is_empty()
        && !of_a.iter().any(|way| of_b.contains(way))
}

/// Whether a claim's sentence has, beside its own, the value of another's count.
fn has_value(case: &Case, claim: &Claim, of: &Counted) -> bool {
    let alike = |c: &Counted| {
        let (p, q) = (&c.quantity, &of.quantity);
        let money = matches!((&p.unit, &q.unit), (Unit::Money(_), Unit::Money(_)));
        p.value == q.value
            && (p.unit == q.unit && (p.noun == q.noun || p.unit != Unit::Count) || money)
    };
    let told = case.context.claims_of(claim.sentence).iter();
    told.flat_map(|c| &c.quantities).any(alike)
}

/// Whether the two are said to be of two days.
fn are_on_two_days(a: &Claim, b: &Claim) -> bool {
    let clash = |x: &When, y: &When| matches!(x.fit(y), Moment::DayClash);
    let (of_a, of_b) = (&a.sentence_times, &b.sentence_times);
    of_a.iter().any(|x| of_b.iter().any(|y| clash(x, y)))
        && !of_a
            .iter()
            .any(|x| of_b.iter().any(|y| x.fit(y) == Moment::Agree))
}

/// Whether a sentence says that it tells of something else than the sentences before.
fn is_another(case: &Case, claim: &Claim) -> bool {
    let sentence = case.sentences[claim.sentence].span;
    let text = sentence.of(&case.context.documents[claim.document].text);
    text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "also" | "another" | "separate" | "separately" | "previous" | "earlier"
        )
    })
}

/// Whether a number is said to be a total: "a total of 21", "21 in all".
fn is_total(case: &Case, claim: &Claim, counted: &Counted) -> bool {
    let base = case.sentences[claim.sentence].span;
    let sentence = base.of(&case.context.documents[claim.document].text);
    let span = counted.quantity.span;
    let (Some(before), Some(after)) = (sentence.get(..span.start), sentence.get(span.end..)) else {
        return false;
    };
    let (before, after) = (before.to_lowercase(), after.to_lowercase());
    let ends = |words: &str| before.trim_end().ends_with(words);
    let begins = |words: &str| after.trim_start().starts_with(words);
    ["total of", "combined", "altogether", "in all", "overall"]
        .iter()
        .any(|words| ends(words))
        || ["in all", "in total", "altogether", "overall", "combined"]
            .iter()
            .any(|words| begins(words))
}

/// What a difference weighs where little ties the two to one count: the score may still find that
/// all else speaks for it.
const FAINT: f64 = 0.2;

/// From more different counts of one act on, a document does not tell of one event.
const MANY_COUNTS: usize = 6;

/// How much a clash of these two weighs; none where the two are too far from the same count.
fn weight(case: &Case, x: &Counted, y: &Counted) -> Option<f64> {
    let (a, b) = (case.a, case.b);
    let (p, q) = (&x.quantity, &y.quantity);
    let bounds = if p.approximate || q.approximate {
        0.75
    } else {
        1.0
    };
    let names = a.shared_names(b).count();
    let arguments =
        usize::from(case.fit.subject == Slot::Same) + usize::from(case.fit.object == Slot::Same);
    // In a long account that counts the same again and again (each house's dead), two numbers
    // are of one event only where a name ties them.
    let many = |claim: &Claim, of: &Counted| {
        case.context.counts.of_act(claim.document, &of.measure) > MANY_COUNTS
    };
    if names == 0 && !x.is_attribute() && (many(a, x) || many(b, y)) {
        return None;
    }
    let base = match p.unit {
        _ if are_one_headcount(x, y) => 0.65,
        // Undated, a difference of age may be the time between two reports.
        Unit::Age if a.published.is_none() || b.published.is_none() => {
            if (p.value - q.value).abs() > 1.0 {
                return None;
            }
            0.65
        }
        _ if x.is_attribute() => 0.9,
        Unit::Magnitude => {
            // Two readings of one earthquake lie close together; others are other earthquakes.
            if (p.value - q.value).abs() > 0.25 || is_general(a) || is_general(b) {
                return None;
            }
            // A document may tell of several earthquakes.
            if names == 0 && arguments == 0 {
                0.55
            } else {
                0.85
            }
        }
        Unit::Count if predicates::is_cumulative(&x.measure) && x.measure == y.measure => 0.9,
        Unit::Count => {
            let act = x.measure == y.measure && !predicates::is_light(&x.measure);
            let rest = p.counts_a_rest() && q.counts_a_rest() && case.fit.story == Story::Same;
            if rest {
                0.6
            } else if act && case.fit.shared >= if names > 0 { 2.0 } else { 8.0 }
                || names > 0 && arguments > 0 && !are_unlike(case)
            {
                0.8
            } else if names > 0 && case.fit.shared >= 5.0 && !are_unlike(case) {
                0.7
            } else if case.context.counts.is_one(a, b, x, y, case.context) {
                if act { 0.6 } else { 0.5 }
            } else {
                FAINT
            }
        }
        Unit::Duration | Unit::Distance => {
            // "was wed two weeks before": an act that the run tells once in a while.
            let light = predicates::is_light(&x.measure) && predicates::is_light(&y.measure);
            if light && p.unit == Unit::Duration {
                return None; // "was a 15-year member", "has been a member for five years"
            }
            let rare = x.measure == y.measure
                && case.fit.story == Story::Same
                && case.context.rarity(&x.measure) >= 4.5;
            if arguments + names > 0 && case.fit.shared >= 4.0 {
                0.65
            } else if rare {
                0.5
            } else {
                FAINT
            }
        }
        Unit::Percent if !x.owner.is_empty() && x.owner == y.owner => 0.6,
        _ if case.context.counts.is_one(a, b, x, y, case.context) => 0.6,
        _ => {
            // Two robberies of one week bring two sums: a name must tie them.
            if names == 0 || case.fit.shared < 3.0 && arguments == 0 {
                FAINT
            } else {
                0.75
            }
        }
    };
    Some(base * bounds * modifier_fit(p, q))
}

/// Whether the two tell of unlike acts: five boats seen, three of them seized.
pub(super) fn are_unlike(case: &Case) -> bool {
    let (a, b) = (case.a, case.b);
    a.class != b.class
        && !predicates::is_light(&a.class)
        && !predicates::is_light(&b.class)
        && case.context.nearness(&a.lemma, &b.lemma) < NEAR
}

/// From this nearness on, two verbs may tell of one act.
const NEAR: f32 = 0.5;

/// Whether the greater of two counts is that of a later hour ("by noon 900", "by nightfall 3,000").
fn grew_in_a_day(case: &Case, x: &Counted, y: &Counted) -> bool {
    let clock = |c: &Claim| c.sentence_times.iter().find_map(|w| w.clock);
    let (Some(first), Some(second)) = (clock(case.a), clock(case.b)) else {
        return false;
    };
    if first.1 < second.0 {
        x.quantity.value < y.quantity.value
    } else {
        second.1 < first.0 && y.quantity.value < x.quantity.value
    }
}

/// Whether one of the two says that its figures are those of the moment, and the other does not.
fn is_of_the_moment(case: &Case) -> bool {
    let [a, b] = [case.a, case.b].map(|claim| is_provisional(case.context.sentence(claim)));
    a != b
}

/// Whether the lesser count is called one of an earlier hour ("an earlier count gave nine dead").
fn is_said_to_be_earlier(case: &Case, x: &Counted, y: &Counted) -> bool {
    let lesser = match x.quantity.value < y.quantity.value {
        true => case.a,
        false => case.b,
    };
    let sentence = case.context.sentence(lesser).to_lowercase();
    ["earlier", "first", "initial", "previous", "preliminary"]
        .iter()
        .flat_map(|when| ["count", "toll", "figure", "tally"].map(|what| format!("{when} {what}")))
        .any(|words| sentence.contains(&words))
}

/// Whether birthdays between the two reports may make the difference.
fn may_have_aged(case: &Case, x: &Counted, y: &Counted) -> bool {
    let years = update::years_apart(case.a, case.b);
    let older = match update::order(case.a, case.b) {
        Order::SecondThenFirst(_) => x.quantity.value - y.quantity.value,
        _ => y.quantity.value - x.quantity.value,
    };
    years >= 1 && older <= f64::from(years) && older >= -1.0
}

/// Whether the greater count is said to have risen to what it is ("the toll rose to 17", "which
/// brought the number of dead to 11"), so that the smaller may have been true before.
fn is_said_to_have_grown(case: &Case, x: &Counted, y: &Counted) -> bool {
    let greater = if x.quantity.value > y.quantity.value {
        case.a
    } else {
        case.b
    };
    let tells = |a: &Argument| {
        let mut words = a.text.split_whitespace();
        words.any(|w| matches!(w, "number" | "toll" | "total" | "count"))
    };
    let rises = matches!(
        greater.lemma.as_str(),
        "rise" | "climb" | "increase" | "grow"
    );
    rises && greater.subject.as_ref().is_some_and(tells)
        || greater.lemma == "bring" && greater.object.as_ref().is_some_and(tells)
}

/// "A magnitude 6 earthquake can cause damage" tells of no earthquake.
fn is_general(claim: &Claim) -> bool {
    claim.modality == Modality::Hedged
}

/// Two descriptions of the counted things that share nothing count other things.
fn modifier_fit(p: &Quantity, q: &Quantity) -> f64 {
    if p.modifiers.is_empty() && q.modifiers.is_empty() {
        1.0
    } else if p.modifiers.iter().any(|m| q.modifiers.contains(m)) {
        1.1
    } else if p.modifiers.is_empty() || q.modifiers.is_empty() {
        0.85
    } else {
        0.6
    }
}
