//! What the claims of a cluster have in common: of a slot, the wording that says no more than all
//! of them do.

use std::collections::BTreeSet;

use ecow::EcoString;

use super::complements;
use super::nouns::{self, Phrase};
use crate::claims::{Argument, Claim, predicates};

/// A slot as all claims of a cluster fill it.
#[derive(Clone, Debug, Default)]
pub(super) struct Slot {
    /// What to call it; none where no claim says.
    pub phrase: Option<Phrase>,
    /// Whether no two claims fill it with something else.
    pub agrees: bool,
    /// Whether every claim fills it.
    pub is_full: bool,
}

impl Slot {
    /// What to call it, if the claims agree on it.
    pub fn shared(&self) -> Option<&Phrase> {
        self.phrase.as_ref().filter(|_| self.agrees)
    }
}

/// The slot that `of` takes from each claim.
pub(super) fn slot<'c>(
    claims: &[&'c Claim],
    of: impl Fn(&'c Claim) -> Option<&'c Argument>,
) -> Slot {
    let fillers: Vec<(usize, &Argument)> = claims
        .iter()
        .enumerate()
        .filter_map(|(i, claim)| Some((i, of(claim)?)))
        .collect();
    let bags: Vec<BTreeSet<String>> = claims.iter().map(|claim| bag(claim)).collect();
    let known: Vec<&str> = claims
        .iter()
        .flat_map(|claim| &claim.around)
        .map(EcoString::as_str)
        .collect();
    let phrases: Vec<(usize, &Argument, Phrase)> = fillers
        .iter()
        .filter_map(|(i, argument)| {
            Some((*i, *argument, Phrase::of(argument, claims[*i], &known)?))
        })
        .collect();
    // "they", whoever that is, may be those whom another claim names.
    let unknown = fillers.len() - phrases.len();
    let agrees = phrases.iter().all(|(_, a, _)| are_one(phrases[0].1, a));
    let best = phrases.iter().min_by_key(|(i, argument, phrase)| {
        let others = bags.iter().enumerate().filter(|(other, _)| other != i);
        let foreign: usize = others
            .map(|(_, bag)| foreign_words(&phrase.text, bag))
            .sum();
        let strangers = phrases
            .iter()
            .filter(|(_, other, _)| !are_one(argument, other));
        (
            strangers.count(),
            argument.is_pronoun && !argument.is_named,
            foreign + usize::from(lacks_article(argument, phrase)),
            // A headline's capitals.
            !argument.is_named
                && phrase
                    .text
                    .split(' ')
                    .all(|w| w.starts_with(char::is_uppercase)),
            !names_itself(argument, &phrase.text),
            // A full name before a part of it.
            usize::MAX - usize::from(argument.is_named) * phrase.text.split(' ').count(),
        )
    });
    Slot {
        agrees: agrees && !phrases.is_empty(),
        is_full: phrases.len() + unknown == claims.len(),
        phrase: best.map(|(i, argument, phrase)| {
            let others: Vec<&BTreeSet<String>> = bags
                .iter()
                .enumerate()
                .filter(|(other, _)| other != i)
                .map(|(_, bag)| bag)
                .collect();
            trimmed(phrase, argument, &others)
        }),
    }
}

/// Whether two arguments may name one thing.
pub(super) fn are_one(a: &Argument, b: &Argument) -> bool {
    a.key == b.key
        || a.own_names.iter().any(|name| b.own_names.contains(name))
        || a.is_named && b.is_named && (holds_words(&a.key, &b.key) || holds_words(&b.key, &a.key))
        || !a.is_named && !b.is_named && predicates::class(&a.head) == predicates::class(&b.head)
}

/// Whether a singular noun stands alone, as in a headline.
fn lacks_article(argument: &Argument, phrase: &Phrase) -> bool {
    let first = phrase.text.split(' ').next().unwrap_or_default();
    !phrase.is_plural
        && !argument.is_named
        && !argument.is_pronoun
        && !nouns::is_determiner(first)
        && nouns::number(first).is_none()
}

/// Whether a name holds all words of another ("Sarne Hydro", "Sarne").
fn holds_words(long: &str, short: &str) -> bool {
    let long = long.to_lowercase();
    let words: Vec<&str> = long.split(' ').collect();
    short
        .to_lowercase()
        .split(' ')
        .all(|word| words.contains(&word))
}

/// Whether the words alone say which thing is meant.
fn names_itself(argument: &Argument, text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    argument.is_named || matches!(first, "the" | "The") || nouns::number(first).is_some()
}

/// The words of everything that a claim names, without their endings.
fn bag(claim: &Claim) -> BTreeSet<String> {
    let arguments = claim
        .subject
        .iter()
        .chain(&claim.object)
        .chain(claim.obliques.iter().map(|(_, argument)| argument))
        .chain(&claim.places);
    let named = arguments.flat_map(|a| {
        [a.text.as_str(), a.key.as_str()]
            .into_iter()
            .chain(a.names.iter().map(EcoString::as_str))
    });
    named.flat_map(content).collect()
}

/// The words of a text that say something, without their endings.
fn content(text: &str) -> Vec<String> {
    #[rustfmt::skip]
    const EMPTY: [&str; 35] = [
        "the", "a", "an", "of", "in", "at", "on", "from", "with", "to", "for", "near", "by", "and",
        "or", "his", "her", "its", "their", "our", "my", "some", "any", "that", "this", "these",
        "those", "who", "which", "as", "about", "least", "nearly", "almost", "around",
    ];
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .map(|word| word.trim_matches('.').trim_end_matches('s').to_owned())
        .filter(|word| !word.is_empty() && !EMPTY.contains(&word.as_str()))
        .collect()
}

/// How many words of a text none of the words in the bag resembles.
fn foreign_words(text: &str, bag: &BTreeSet<String>) -> usize {
    content(text)
        .iter()
        .filter(|word| !bag.iter().any(|other| is_alike(word, other)))
        .count()
}

/// Whether two words are forms or spellings of one ("jewellery", "jewelry").
fn is_alike(a: &str, b: &str) -> bool {
    let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    a == b || same >= 5 && a.chars().all(char::is_alphabetic)
}

/// A phrase without what only its own claim says: numbers that differ and what stands behind the
/// head.
fn trimmed(phrase: &Phrase, argument: &Argument, others: &[&BTreeSet<String>]) -> Phrase {
    /// A question longer than this is not asked.
    const MOST_WORDS: usize = 9;
    let all_say = |text: &str| others.iter().all(|bag| foreign_words(text, bag) == 0);
    let mut text = String::new();
    for (i, segment) in nouns::segments(&phrase.text).into_iter().enumerate() {
        let words = text.split_whitespace().count() + segment.split_whitespace().count();
        let belongs = (segment.starts_with("of ") || is_superlative(&text))
            && words <= MOST_WORDS + 2
            && (i == 1 || is_part(&text) || is_superlative(&text));
        // "between Lorn": the other side is no part of the phrase.
        let is_half = segment.starts_with("between ") && !segment.contains(" and ");
        let is_whole = i == 0 || !is_half && (belongs || words <= MOST_WORDS && all_say(&segment));
        if !is_whole {
            break;
        }
        if i > 0 {
            text.push(' ');
        }
        text.push_str(&segment);
    }
    let text = closed(&text);
    let text = if argument.is_named {
        text.to_owned()
    } else {
        without_number(text, &all_say)
    };
    let lost_number = !phrase.text.starts_with(&text);
    Phrase {
        is_plural: phrase.is_plural || lost_number && ends_in_plural(&text),
        text,
    }
}

/// A phrase without words at its end that lead on to others: "a couple of bowls of chips and".
fn closed(text: &str) -> &str {
    const OPEN: &str =
        "and or but of in on at to for with by from as than that which who a an the into";
    let mut text = text.trim_end_matches([',', ' ']);
    while let Some((rest, last)) = text.rsplit_once(' ')
        && complements::is_one(OPEN, last)
    {
        text = rest.trim_end_matches([',', ' ']);
    }
    text
}

/// Whether words say nothing without the "of" that follows: "the whole", "one".
fn is_part(text: &str) -> bool {
    const PARTS: &str = "whole rest part half most majority number couple lot kind sort type end side \
        all one some many none any several percent";
    let last = text.rsplit(' ').next().unwrap_or_default();
    complements::is_one(PARTS, last)
}

/// Whether words say nothing without where or of what: "the latest".
fn is_superlative(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    complements::is_one(
        "latest first second third last only same best worst biggest largest",
        last,
    )
}

/// Whether the noun before the first preposition looks like a plural.
fn ends_in_plural(text: &str) -> bool {
    let segments = nouns::segments(text);
    let head = segments.first().map_or("", String::as_str);
    head.ends_with('s') && !head.ends_with("ss")
}

/// "at least 50 people" → "50 people" where all say 50, else "people".
fn without_number(text: &str, all_say: &impl Fn(&str) -> bool) -> String {
    const ABOUT: [&str; 17] = [
        "at least ",
        "at most ",
        "more than ",
        "as many as ",
        "up to ",
        "about ",
        "some ",
        "nearly ",
        "almost ",
        "around ",
        "over ",
        "an estimated ",
        "only ",
        "just ",
        "roughly ",
        "approximately ",
        "the ",
    ];
    let amount = |word: &str| {
        let figures = word.trim_matches(|c: char| "$€£¥".contains(c) || c.is_ascii_lowercase());
        nouns::number(word)
            .or_else(|| nouns::number(figures))
            .is_some()
    };
    let bare = ABOUT.iter().find_map(|about| {
        let rest = text.strip_prefix(about)?;
        amount(rest.split(' ').next()?).then_some(rest)
    });
    let counted = bare.unwrap_or(text);
    let about = text.strip_suffix(counted).unwrap_or_default();
    let Some((number, rest)) = counted.split_once(' ').filter(|(n, _)| amount(n)) else {
        return text.to_owned();
    };
    if all_say(number) {
        let all_about = about == "the " || all_say(about) && about != "at least ";
        return if all_about { text } else { counted }.to_owned();
    }
    let mut rest = rest;
    for part in [
        "hundred ",
        "thousand ",
        "million ",
        "billion ",
        "dozen ",
        "percent ",
        "per cent ",
        "worth ",
        "of ",
        "in ",
    ] {
        rest = rest.strip_prefix(part).unwrap_or(rest);
    }
    match (rest, about) {
        ("million" | "billion" | "worth" | "hundred" | "thousand" | "dozen", _) => text.to_owned(),
        (_, "the ") => format!("the {rest}"),
        ("others" | "other people", _) => "people".to_owned(),
        _ => rest.to_owned(),
    }
}
