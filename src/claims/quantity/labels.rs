//! What the parse and the words around a number make of it: a label, a date, a score, an age.

use super::{Kind, Measured, Unit};
use crate::english::{Dep, EntityKind, Parsed, Pos, Tag, Token};

/// A number in the middle of something that is no count, or a part of a name.
pub(super) fn is_no_quantity(
    text: &str,
    parsed: &Parsed,
    measured: &Measured,
    start: usize,
    end: usize,
) -> bool {
    let tokens = &parsed.tokens;
    let lower = |i: usize| {
        tokens
            .get(i)
            .map_or(String::new(), |t| t.span.of(text).to_lowercase())
    };
    let before = start.checked_sub(1).map(lower).unwrap_or_default();
    let after = lower(end);
    // Degrees and minutes of a position.
    let position = |word: &str| word.ends_with(['´', '′', '\'']);
    if position(&lower(end - 1)) || position(&after) && after.len() < 4 {
        return true;
    }
    if measured.unit == Unit::Angle
        && (text[measured.span.end..].starts_with(['′', '´', '\'']) || after.starts_with('°'))
    {
        return true;
    }
    // "the then 15-year-old" is no age of today; house numbers label their block.
    let then = matches!(before.as_str(), "then" | "then-")
        || start >= 2 && before == "-" && lower(start - 2) == "then";
    if then || matches!(after.as_str(), "block" | "blk") {
        return true;
    }
    if matches!(
        before.as_str(),
        "no." | "nos." | "nos" | "number" | "#" | "/" | ":" | "."
    ) || matches!(
        after.as_str(),
        "/" | ":" | "th" | "a.m." | "p.m." | "am" | "pm" | "gmt" | "bst" | "o'clock"
    ) {
        return true;
    }
    // "10 a. m.", cut apart
    let half_day = matches!(after.as_str(), "a." | "p." | "a" | "p")
        && matches!(lower(end + 1).as_str(), "m." | "m");
    if half_day {
        return true;
    }
    if measured.unit == Unit::Count && is_hour_or_age(parsed, measured, start, end, &before) {
        return true;
    }
    let entity = entity_of(parsed, end - 1);
    if matches!(
        entity,
        Some(
            EntityKind::Person
                | EntityKind::Fac
                | EntityKind::Product
                | EntityKind::Law
                | EntityKind::Ordinal
                | EntityKind::WorkOfArt
                | EntityKind::Event
        )
    ) {
        return true;
    }
    // "the eastern half of the town" is a place.
    let described = |t: &Token| t.head == end - 1 && matches!(t.dep, Dep::Amod | Dep::Compound);
    if measured.kind == Kind::Fraction && end == start + 1 && tokens.iter().any(described) {
        return true;
    }
    // "about one in the morning", "one of them": no count worth comparing.
    measured.unit == Unit::Count
        && lower(start) == "one"
        && end == start + 1
        && tokens[start].dep != Dep::Nummod
}

fn entity_of(parsed: &Parsed, token: usize) -> Option<EntityKind> {
    parsed
        .entities
        .iter()
        .find(|e| e.start <= token && token < e.end)
        .map(|e| e.kind)
}

/// Years, house numbers, times, telephone numbers: a bare number in a date, or after the noun
/// that it labels.
pub(super) fn is_label(
    text: &str,
    parsed: &Parsed,
    measured: &Measured,
    start: usize,
    end: usize,
    head: Option<usize>,
) -> bool {
    let tokens = &parsed.tokens;
    let last = end - 1;
    let word = |i: usize| tokens.get(i).map_or("", |t| t.span.of(text));
    // "seats 1931 people" is taken for a date too, "an hour later six of the crew" for a time.
    let counts = (tokens[last].dep == Dep::Nummod || word(end) == "of")
        && head.is_some_and(|h| h > last && tokens[h].tag == Tag::Nns);
    let dated = matches!(
        entity_of(parsed, last),
        Some(EntityKind::Date | EntityKind::Time)
    );
    let value = measured.value;
    // "injuring 64." is taken for a date as well.
    let acted_on = end == start + 1
        && value.fract() == 0.0
        && !(1500.0..2100.0).contains(&value)
        && matches!(tokens[last].dep, Dep::Dobj | Dep::Nsubjpass)
        && tokens[tokens[last].head].pos == Pos::Verb;
    // "He is 22."
    let of_somebody = matches!(tokens[last].dep, Dep::Attr | Dep::Acomp)
        && (2.0..=110.0).contains(&value)
        && tokens.iter().enumerate().any(|(i, t)| {
            t.head == tokens[last].head
                && t.dep == Dep::Nsubj
                && matches!(word(i).to_lowercase().as_str(), "he" | "she")
        });
    if dated && !counts && !acted_on && !of_somebody {
        return true;
    }
    let year = (1500.0..2100.0).contains(&value)
        && value.fract() == 0.0
        && !word(start).contains(',')
        && head.is_none();
    if year {
        return true;
    }
    let labels = start > 0
        && matches!(tokens[start - 1].pos, Pos::Propn | Pos::Noun)
        && head.is_none_or(|h| h < start);
    if labels {
        return true;
    }
    // "14 Mill Lane"
    let street = head.is_some_and(|h| {
        h >= end
            && matches!(
                tokens[h].lemma.to_lowercase().as_str(),
                "street"
                    | "lane"
                    | "road"
                    | "avenue"
                    | "square"
                    | "drive"
                    | "terrace"
                    | "court"
                    | "boulevard"
                    | "close"
                    | "place"
                    | "row"
                    | "crescent"
                    | "way"
                    | "st."
                    | "ave."
            )
            && tokens[h].pos == Pos::Propn
    });
    let in_name = street
        || head.is_some_and(|h| tokens[h].pos == Pos::Propn && h >= end)
            && tokens[last].dep != Dep::Nummod;
    if in_name {
        return true;
    }
    // A long string of digits is a telephone number or a code.
    let digits = word(start).chars().filter(char::is_ascii_digit).count();
    let grouped = start > 0 && word(start - 1).starts_with(|c: char| c.is_ascii_digit());
    let padded = digits > 1 && word(start).starts_with('0') && !word(start).contains('.');
    let long = grouped
        || padded
        || digits >= 5 && !word(start).contains([',', '.']) && value % 100.0 != 0.0;
    long || word(end).starts_with(|c: char| c.is_ascii_digit())
}

/// "5m people": no metres.
pub(super) fn is_millions(text: &str, parsed: &Parsed, measured: &Measured, end: usize) -> bool {
    let unit = &text[measured.number.end..measured.span.end];
    let next = parsed
        .tokens
        .iter()
        .skip(end)
        .find(|t| t.span.start >= measured.span.end);
    measured.unit == Unit::Distance && unit == "m" && next.is_some_and(|t| t.tag == Tag::Nns)
}

/// "2-3", two figures joined by a dash.
pub(super) fn is_hyphened(text: &str, measured: &Measured) -> bool {
    let number = measured.number.of(text);
    measured.unit == Unit::Count
        && measured.low < measured.high
        && number.contains(['-', '–'])
        && !number.contains(char::is_alphabetic)
}

/// Whether a sentence tells of a contest that is counted in points.
pub(super) fn tells_of_a_match(parsed: &Parsed) -> bool {
    parsed.tokens.iter().any(|t| {
        matches!(
            t.lemma.to_lowercase().as_str(),
            "win"
                | "beat"
                | "lose"
                | "defeat"
                | "draw"
                | "tie"
                | "score"
                | "victory"
                | "lead"
                | "match"
                | "game"
                | "goal"
                | "thrash"
                | "half-time"
                | "halftime"
                | "score-line"
        )
    })
}

/// "Anna Kessler, 34," and "Anna Kessler (34)": a number alone beside a person's name.
pub(super) fn is_age_apposition(text: &str, parsed: &Parsed, start: usize, end: usize) -> bool {
    let word = |i: usize| parsed.tokens.get(i).map_or("", |t| t.span.of(text));
    if end != start + 1 || start < 2 || !matches!(word(start - 1), "," | "(") {
        return false;
    }
    let value: f64 = word(start).parse().unwrap_or(0.0);
    let person = parsed
        .entities
        .iter()
        .any(|e| e.kind == EntityKind::Person && e.end == start - 1)
        || (parsed.tokens[start - 2].pos == Pos::Propn && parsed.tokens[start].head == start - 2);
    (1.0..=110.0).contains(&value)
        && value.fract() == 0.0
        && person
        && matches!(word(end), "," | ")" | "." | ";" | "" | "and")
}

/// "a woman of 67": a number that nothing follows behind a noun for one person.
pub(super) fn is_age_of_somebody(text: &str, parsed: &Parsed, start: usize, end: usize) -> bool {
    let tokens = &parsed.tokens;
    let word = |i: usize| tokens.get(i).map_or("", |t| t.span.of(text));
    let Some(of) = start.checked_sub(1).filter(|of| word(*of) == "of") else {
        return false;
    };
    let Some(noun) = of.checked_sub(1).map(|noun| &tokens[noun]) else {
        return false;
    };
    let lemma = noun.lemma.to_lowercase();
    let person = matches!(
        lemma.as_str(),
        "man"
            | "woman"
            | "boy"
            | "girl"
            | "child"
            | "youth"
            | "nurse"
            | "student"
            | "pupil"
            | "widow"
            | "clerk"
            | "cook"
    ) || ["ist", "woman", "man"]
        .iter()
        .any(|end| lemma.ends_with(end))
        || matches!(
            lemma.as_str(),
            "teacher"
                | "farmer"
                | "worker"
                | "driver"
                | "baker"
                | "fitter"
                | "miner"
                | "officer"
                | "soldier"
                | "waiter"
        );
    noun.tag == Tag::Nn && person && !matches!(tokens.get(end).map(|t| t.pos), Some(Pos::Noun))
}

/// Whether a bare number is an hour ("not long after ten", "came at seven") or how old somebody was
/// ("moved here at thirty-one").
fn is_hour_or_age(
    parsed: &Parsed,
    measured: &Measured,
    start: usize,
    end: usize,
    before: &str,
) -> bool {
    let tokens = &parsed.tokens;
    let last = &tokens[end - 1];
    let bare = last.dep == Dep::Pobj && last.head + 1 == start;
    let value = measured.value;
    let small = value.fract() == 0.0 && (1.0..=110.0).contains(&value);
    let hour = value <= 12.0;
    match before {
        _ if !bare || !small || measured.kind != Kind::Cardinal => false,
        // "had returned by two"; but "was seen by two"
        "by" => hour && tokens[last.head].dep == Dep::Prep,
        "after" | "before" | "until" | "till" | "past" => hour,
        // "put the dead at nine", "stands at nine"
        "at" => {
            let verb = &tokens[tokens[last.head].head];
            !matches!(
                verb.lemma.to_lowercase().as_str(),
                "put"
                    | "stand"
                    | "estimate"
                    | "number"
                    | "set"
                    | "fix"
                    | "remain"
                    | "arrive"
                    | "count"
                    | "stay"
                    | "peak"
                    | "begin"
                    | "start"
                    | "stop"
                    | "be"
            ) && verb.pos == Pos::Verb
                && (hour || measured.number.end - measured.number.start > 3)
        }
        _ => false,
    }
}

/// "magnitude 5.9", "5.9-magnitude", "a magnitude of 5.9", "measured 5.9 on the Richter scale".
pub(super) fn is_magnitude(text: &str, parsed: &Parsed, start: usize, end: usize) -> bool {
    let word = |i: usize| {
        parsed
            .tokens
            .get(i)
            .map_or(String::new(), |t| t.span.of(text).to_lowercase())
    };
    let joined = word(start);
    let bare = joined.strip_prefix("magnitude-");
    if bare.is_some() {
        return true;
    }
    let value: f64 = joined.parse().unwrap_or(f64::NAN);
    if !(1.0..10.0).contains(&value) {
        return false;
    }
    let near = (start.saturating_sub(4)..start).any(|i| word(i) == "magnitude")
        || (end..end + 4).any(|i| matches!(word(i).as_str(), "magnitude" | "strength" | "richter"));
    let quake = (end..end + 4).any(|i| {
        matches!(
            word(i).as_str(),
            "quake" | "earthquake" | "temblor" | "tremor"
        )
    }) && word(start).contains('.');
    near || quake
}
