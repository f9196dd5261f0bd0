//! Noun phrases as a question can use them: no pronouns, no capitals of a sentence's beginning, no
//! quotation marks that were opened elsewhere.

use ecow::EcoString;

use super::articles;
use super::plurals;
use crate::claims::names::fold;
use crate::claims::quantity::Unit;
use crate::claims::{Argument, Claim, countries, predicates};

/// A noun phrase of a question.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Phrase {
    /// The words.
    pub text: String,
    /// Whether a verb that agrees with it is plural.
    pub is_plural: bool,
}

impl Phrase {
    /// The phrase without pronouns whose owner the question does not name.
    pub fn impersonal(&self) -> Phrase {
        Phrase {
            text: impersonal(&self.text),
            is_plural: self.is_plural,
        }
    }

    /// What an argument of a claim is called in a question; none where only a pronoun stands for
    /// somebody unknown. `known` are the names in all claims.
    pub fn of(argument: &Argument, claim: &Claim, known: &[&str]) -> Option<Phrase> {
        let is_one_word = !argument.text.contains(' ');
        let is_pronoun = argument.is_pronoun && (is_one_word || argument.text == "no one");
        let text = if is_pronoun {
            resolved(argument, claim)?
        } else {
            words(&argument.text, argument, known)
        };
        let text = completed(text, argument, claim);
        let is_plural = !argument.is_pronoun && plurals::is_plural(&text, argument)
            || argument.is_pronoun && PLURAL_PRONOUNS.contains(&text.as_str());
        let says_what = !text.is_empty() && !matches!(text.as_str(), "the" | "a" | "an");
        says_what.then_some(Phrase { text, is_plural })
    }
}

/// Pronouns that say whom they mean.
const FULL_PRONOUNS: [&str; 9] = [
    "everyone",
    "everybody",
    "everything",
    "anyone",
    "anybody",
    "somebody",
    "someone",
    "both",
    "many",
];

const PLURAL_PRONOUNS: [&str; 2] = ["both", "many"];

/// Whom a pronoun means.
fn resolved(argument: &Argument, claim: &Claim) -> Option<String> {
    let pronoun = argument.text.as_str().to_lowercase();
    if let Some(name) = argument.own_names.first().or(argument.names.first()) {
        return Some(name.into());
    }
    let speaks = matches!(pronoun.as_str(), "i" | "we" | "me" | "us");
    if speaks && !claim.speaker.is_empty() && !is_pronoun(&claim.speaker) {
        let names: Vec<&str> = claim.speaker.split(' ').collect();
        let is_named = !is_determiner(names[0]);
        let kept: &[&str] = if is_named { &names } else { &[] };
        return Some(inside_a_sentence(&claim.speaker, kept));
    }
    match pronoun.as_str() {
        "no one" | "nobody" | "none" => Some("anybody".to_owned()),
        "nothing" => Some("anything".to_owned()),
        _ if FULL_PRONOUNS.contains(&pronoun.as_str()) => Some(pronoun),
        _ => None,
    }
}

fn is_pronoun(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "i" | "he" | "she" | "it" | "we" | "they" | "you" | "who" | "this" | "that"
    )
}

/// The words of a phrase, fit to stand inside a sentence.
fn words(text: &str, argument: &Argument, known: &[&str]) -> String {
    // "his brother Emil": the name says enough.
    let is_owned = |text: &str| {
        ["his ", "her ", "their ", "its ", "our ", "my "]
            .iter()
            .any(|owner| text.to_lowercase().starts_with(owner))
    };
    if argument.is_named && is_owned(text) {
        return argument.key.to_string();
    }
    // What is read of "the “brave” men": a mark without its partner was opened elsewhere.
    let text = [" - ", " – ", " — "]
        .iter()
        .find_map(|dash| text.split_once(dash))
        .map_or(text, |(before, _)| before);
    let closed = match text.find(['"', '“', '”']) {
        Some(at)
            if text.matches(['"', '“', '”']).count() % 2 == 1
                && !text[..at].split_whitespace().all(is_determiner) =>
        {
            &text[..at]
        }
        _ => text,
    };
    let plain: String = closed
        .chars()
        .filter(|c| !matches!(c, '"' | '“' | '”' | '(' | ')' | '[' | ']'))
        .collect();
    let plain = plain.trim_matches(|c: char| c.is_whitespace() || "-–—,;:.'‘".contains(c));
    let plain = plain.strip_prefix("that ").unwrap_or(plain);
    let own = argument.names.iter().map(EcoString::as_str);
    let mut names: Vec<&str> = own.chain(known.iter().copied()).collect();
    if argument.is_named {
        names.push(&argument.key);
    }
    unspoken(&quiet(&inside_a_sentence(plain, &names), &names))
}

/// A phrase without the capitals of a headline: "MURDER" → "murder". Short ones may be names.
fn quiet(text: &str, names: &[&str]) -> String {
    let is_loud = |word: &str| {
        word.len() > 4
            && word.chars().all(char::is_uppercase)
            && !names
                .iter()
                .any(|name| name.to_lowercase().contains(&word.to_lowercase()))
    };
    let shouts = text.split(' ').any(is_loud);
    let words = text.split(' ');
    let quiet = words.map(|w| {
        let small = w.to_lowercase();
        // "AN AUSTRALIAN CLIMBER"
        if is_loud(w) && countries::country(&fold(w)).is_some() {
            w.chars().take(1).chain(small.chars().skip(1)).collect()
        } else if is_loud(w) || shouts && (is_determiner(w) || matches!(w, "OF" | "IN" | "AND")) {
            small
        } else {
            w.to_owned()
        }
    });
    quiet.collect::<Vec<_>>().join(" ")
}

/// A phrase with a small first letter, if only the beginning of a sentence made it a capital.
pub(super) fn inside_a_sentence(text: &str, names: &[&str]) -> String {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let second_is_capital = rest.starts_with(char::is_uppercase);
    let mut letters = first.chars();
    let is_one_capital = letters.next().is_some_and(char::is_uppercase)
        && letters.all(|c| !c.is_uppercase() && c != '.');
    let bare = ["'s", "’s", "'", "’"]
        .iter()
        .find_map(|ending| first.strip_suffix(ending))
        .unwrap_or(first);
    // "The Hague" is a name, "The Oscars" is one with an article.
    let of_a_name = (!is_determiner(first) || text.starts_with("The Hague"))
        && names.iter().any(|name| {
            name.split([' ', '-'])
                .any(|word| word.eq_ignore_ascii_case(bare))
        });
    let keeps = of_a_name
        || first == "I"
        || ["I'", "I’"].iter().any(|i| first.starts_with(i))
        || second_is_capital && !is_determiner(first) && number(first).is_none()
        || countries::country(&fold(bare)).is_some();
    if is_one_capital && !keeps {
        text.to_lowercase()
            .chars()
            .zip(text.chars())
            .enumerate()
            .map(|(i, (small, as_is))| if i == 0 { small } else { as_is })
            .collect()
    } else {
        text.to_owned()
    }
}

/// A phrase without the pronouns of those who speak and without denial: "our brother" → "the
/// brother", "no houses" → "any houses".
fn unspoken(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let word = match word.to_lowercase().as_str() {
            "our" | "my" | "your" | "whose" => "the",
            "no" | "none" if kept.is_empty() => "any",
            "and" | "or" | "but" | "only" if kept.is_empty() => continue,
            "this" | "that" | "these" | "those" | "such" if kept.is_empty() => "the",
            _ => word,
        };
        kept.push(word);
    }
    match kept.join(" ").as_str() {
        "any" | "any one" | "no-one" | "no one" => "anybody".to_owned(),
        text => text.to_owned(),
    }
}

/// A phrase without pronouns whose owner the question does not name: "his own house" → "the house".
pub(super) fn impersonal(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let word = match word.to_lowercase().as_str() {
            "his" | "her" | "its" | "their" => "the",
            _ => word,
        };
        if word != "own" || kept.last() != Some(&"the") {
            kept.push(word);
        }
    }
    kept.join(" ")
}

/// "50" → "50 people", "man" → "the man": a number alone is no subject of a question, and
/// headlines leave out articles.
fn completed(text: String, argument: &Argument, claim: &Claim) -> String {
    let text = [" of them", " of us", " of these", " of those"]
        .iter()
        .find_map(|of| text.strip_suffix(of))
        .map_or(text.clone(), str::to_owned);
    let counts_people = || {
        let mut counts = claim.quantities.iter().map(|c| &c.quantity);
        let is_done_to_people = predicates::is_cumulative(&claim.class) || claim.class == "shoot";
        is_done_to_people && counts.any(|q| q.unit == Unit::Count)
    };
    let head = argument.head.as_str();
    if number(head).is_some() && text.ends_with(head) && counts_people() {
        return format!("{text} people");
    }
    if argument.is_named {
        return articles::named(&text);
    }
    let first = text.split(' ').next().unwrap_or_default();
    let heads = segments(&text);
    let is_bare = heads
        .first()
        .is_some_and(|of| of.to_lowercase().ends_with(head))
        && !head.is_empty()
        && !is_determiner(first)
        && number(first).is_none()
        && !first.ends_with(['\'', '’'])
        && !["'s", "’s"].iter().any(|owner| text.contains(owner))
        && !matches!(
            first,
            "what" | "which" | "whatever" | "another" | "other" | "more" | "last" | "next"
        );
    if is_bare && articles::is_counted(head) {
        return format!("the {text}");
    }
    text
}

/// Cuts a phrase before each of its prepositions: "the arrest | of a man | in Lorn".
pub(super) fn segments(text: &str) -> Vec<String> {
    const OPENING: [&str; 23] = [
        "of", "in", "at", "on", "from", "with", "to", "for", "near", "between", "under", "over",
        "outside", "during", "after", "before", "by", "into", "against", "who", "that", "which",
        "since",
    ];
    let mut found: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let closes = found.last().is_some_and(|last| last.ends_with(','));
        let opens = OPENING.contains(&word) && !found.last().is_some_and(|l| l.ends_with("more"));
        match found.last_mut() {
            Some(last) if !opens && !closes => {
                last.push(' ');
                last.push_str(word);
            }
            _ => found.push(word.to_owned()),
        }
    }
    found
}

/// A phrase without what names one of these places: "the siege on Varel" → "the siege".
pub(super) fn without_place(text: &str, places: &[&str]) -> String {
    const WHERE: [&str; 8] = ["in", "at", "on", "near", "from", "outside", "into", "to"];
    let kept: Vec<String> = segments(text)
        .into_iter()
        .enumerate()
        .take_while(|(i, segment)| {
            let opens = segment.split(' ').next().unwrap_or_default();
            let names = places
                .iter()
                .any(|place| !place.is_empty() && segment.contains(place));
            *i == 0 || !(WHERE.contains(&opens) && names)
        })
        .map(|(_, segment)| segment)
        .collect();
    kept.join(" ")
}

/// A number in words or figures.
pub(super) fn number(word: &str) -> Option<u64> {
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let lower = word.to_lowercase();
    let spelled = WORDS.iter().position(|w| *w == lower);
    let figures = || lower.replace(',', "").parse::<f64>().ok();
    spelled.map(|n| n as u64).or_else(|| {
        figures()
            .filter(|n| *n >= 0.0 && n.is_finite())
            .map(|n| n.ceil() as u64)
    })
}

/// Whether a word opens a noun phrase without being part of a name.
pub(super) fn is_determiner(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "a" | "an"
            | "the"
            | "this"
            | "that"
            | "these"
            | "those"
            | "some"
            | "many"
            | "most"
            | "all"
            | "any"
            | "no"
            | "several"
            | "both"
            | "each"
            | "every"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "my"
            | "another"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_stands_inside_a_sentence() {
        for (text, names, wanted) in [
            ("Four men", &[][..], "four men"),
            ("The mayor of Lorn", &["Lorn"], "the mayor of Lorn"),
            ("Lorn police", &["Lorn"], "Lorn police"),
            ("Danish troops", &[], "Danish troops"),
            ("NATO", &[], "NATO"),
            ("Police Chief Kessler", &["Kessler"], "Police Chief Kessler"),
        ] {
            assert_eq!(inside_a_sentence(text, names), wanted);
        }
        for (text, wanted) in [
            ("his own house", "the house"),
            ("the men and their boats", "the men and the boats"),
            ("the mayor", "the mayor"),
        ] {
            assert_eq!(impersonal(text), wanted);
        }
        for (text, wanted) in [("no houses", "any houses"), ("our house", "the house")] {
            assert_eq!(unspoken(text), wanted);
        }
    }
}
