//! What looks like a year, a month or a day and is none: "1931 people", "August Brandt".

use super::calendar;
use crate::claims::words::Word;
use crate::english::{Dep, EntityKind, Parsed, Pos, Tag};

/// Whether four digits are a year: no number of things, no label of a name.
pub(super) fn is_year(text: &str, parsed: &Parsed, words: &[Word], at: usize) -> bool {
    let lower = |at: usize| words.get(at).map_or("", |w| w.lower.as_str());
    let before = at.checked_sub(1).map_or("", lower);
    let after = lower(at + 1);
    let tokens = &parsed.tokens;
    let token = tokens.partition_point(|t| t.span.end <= words[at].span.start);
    let glued_after = words.get(at + 1).is_some_and(|w| w.glued);
    if glued_after && (after.starts_with(char::is_alphabetic) || matches!(after, "%" | "°"))
        || matches!(
            after,
            "%" | "percent" | "°" | "km" | "kg" | "gmt" | "hours" | "hrs"
        )
        || matches!(
            before,
            "$" | "£" | "€" | "¥" | "#" | "no" | "room" | "page" | "flight"
        )
        || crate::claims::quantity::units::named(after).is_some()
    {
        return false;
    }
    // "In 348", "around 328": fewer digits need more.
    if words[at].lower.len() == 3 {
        let token = tokens.get(token);
        let alone = token.is_some_and(|t| t.dep == Dep::Pobj);
        return alone && matches!(before, "in" | "around" | "circa" | "since" | "until");
    }
    let introduced = matches!(
        before,
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "during"
            | "circa"
            | "late"
            | "early"
            | "mid"
            | "year"
            | "("
            | "to"
            | "and"
            | "from"
            | "–"
            | "-"
            | "after"
            | "before"
            | "for"
    );
    let entity = parsed
        .entities
        .iter()
        .find(|e| e.start <= token && token < e.end)
        .map(|e| e.kind);
    if matches!(
        entity,
        Some(
            EntityKind::Cardinal
                | EntityKind::Quantity
                | EntityKind::Money
                | EntityKind::Percent
                | EntityKind::Product
                | EntityKind::Fac
        )
    ) && !introduced
        && !matches!(before, "a" | "the" | "this" | "that" | "its" | "s")
        && !is_in_brackets(words, at)
    {
        return false;
    }
    let Some(number) = tokens.get(token) else {
        return true;
    };
    // "1931 people", "seats 1931 visitors"; not "the 2016 elections".
    let counts = tokens.get(number.head).is_some_and(|noun| {
        number.dep == Dep::Nummod
            && number.head > token
            && matches!(noun.tag, Tag::Nns)
            && !noun.span.of(text).starts_with(char::is_uppercase)
    });
    let determined = token > 0 && matches!(tokens[token - 1].pos, Pos::Det | Pos::Pron | Pos::Part);
    if counts && !determined && !matches!(before, "in" | "since" | "during") {
        return false;
    }
    // "Boeing 1900", "Flight 1549" label a name; "( Kessler 2014 )" cites.
    let labels = token > 0
        && tokens[token - 1].pos == Pos::Propn
        && !introduced
        && !matches!(
            entity,
            Some(EntityKind::Date | EntityKind::Event | EntityKind::WorkOfArt | EntityKind::Org)
        );
    !labels || is_in_brackets(words, at)
}

/// Whether a word stands in round brackets that hold a few words.
fn is_in_brackets(words: &[Word], at: usize) -> bool {
    words[..at]
        .iter()
        .rev()
        .take(60)
        .find(|w| matches!(w.lower.as_str(), "(" | ")"))
        .is_some_and(|w| w.lower == "(")
}

/// Whether the name of a day or a month belongs to another name: "the Sunday Chronicle", "August
/// Brandt", or is a verb ("may", "march").
pub(super) fn is_part_of_a_name(text: &str, parsed: &Parsed, token: usize) -> bool {
    let tokens = &parsed.tokens;
    let Some(word) = tokens.get(token) else {
        return false;
    };
    let written = word.span.of(text);
    let ambiguous = matches!(
        written.to_lowercase().as_str(),
        "may" | "march" | "august" | "sun" | "sat" | "mar" | "wed" | "jan" | "dec"
    );
    if ambiguous
        && (!written.starts_with(char::is_uppercase) || matches!(word.pos, Pos::Verb | Pos::Aux))
    {
        return true;
    }
    let joined = |other: usize| {
        tokens.get(other).is_some_and(|t| {
            let name = t.span.of(text);
            t.pos == Pos::Propn
                && name.starts_with(char::is_uppercase)
                && calendar::weekday(&name.to_lowercase()).is_none()
                && calendar::month_of(&name.to_lowercase()).is_none()
        })
    };
    let after = word.dep == Dep::Compound && word.head == token + 1 && joined(token + 1);
    // "Theresa May"
    let before = token > 0
        && ambiguous
        && joined(token - 1)
        && tokens[token - 1].dep == Dep::Compound
        && tokens[token - 1].head == token;
    let introduced = token > 0
        && matches!(
            tokens[token - 1].span.of(text).to_lowercase().as_str(),
            "on" | "last" | "next" | "in" | "since" | "until" | "by"
        );
    (after && !introduced) || before
}
