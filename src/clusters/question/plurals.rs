//! One or several: the plural of a noun, and whether a phrase is one.

use super::complements::is_one;
use super::nouns::number;
use crate::claims::names::fold;
use crate::claims::{Argument, countries};

/// Whether a verb that agrees with a phrase is plural.
pub(super) fn is_plural(text: &str, argument: &Argument) -> bool {
    let lower = text.to_lowercase();
    let first = lower.split_whitespace().next().unwrap_or_default();
    if matches!(first, "a" | "an" | "one" | "each" | "every" | "another") {
        // "a number of houses were".
        return ["a number of", "a couple of", "a dozen", "a few"]
            .iter()
            .any(|many| lower.starts_with(many));
    }
    // "80 percent of the haul was".
    if lower.contains('%') || lower.contains("percent") || lower.contains("per cent") {
        return lower.ends_with('s');
    }
    let about = matches!(
        first,
        "nearly" | "almost" | "about" | "some" | "over" | "around"
    );
    let counts = lower
        .split_whitespace()
        .nth(usize::from(about))
        .and_then(number);
    if lower.contains(" people") || counts.is_some_and(|n| n > 1) {
        return true;
    }
    if matches!(
        first,
        "many"
            | "several"
            | "both"
            | "few"
            | "these"
            | "those"
            | "dozens"
            | "hundreds"
            | "thousands"
    ) {
        return true;
    }
    if argument.is_named {
        return is_plural_name(text);
    }
    is_plural_form(&lower, &argument.head)
}

/// Whether a name is that of several: "the Sarnes", "Italians", "the Turkish".
fn is_plural_name(text: &str) -> bool {
    const ONE: &str = "states nations times news series emirates olympics games congress press express \
        house senate cross netherlands philippines bahamas maldives honduras cyprus laos paris texas";
    let last = text.rsplit(' ').next().unwrap_or_default();
    let lower = last.to_lowercase();
    let ends_so =
        lower.ends_with('s') && !["ss", "us", "is"].iter().any(|end| lower.ends_with(end));
    let is_people = countries::country(&fold(last)).is_some();
    match text.strip_prefix("the ") {
        Some(rest) if ends_so => !is_one(ONE, &lower) && !rest.contains(" of "),
        Some(rest) => !rest.contains(' ') && is_people && lower.ends_with("ish"),
        None => {
            is_people
                && ends_so
                && ["ans", "is", "ish", "ns", "lis", "qis"]
                    .iter()
                    .any(|end| lower.ends_with(end))
        }
    }
}

/// Whether a noun stands in a text in its plural.
fn is_plural_form(lower: &str, lemma: &str) -> bool {
    const ALWAYS: [&str; 8] = [
        "police",
        "people",
        "troop",
        "troops",
        "authorities",
        "personnel",
        "staff",
        "cattle",
    ];
    if ALWAYS.contains(&lemma) {
        return lemma != "staff";
    }
    let word = |w: &str| {
        lower
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .any(|x| x == w)
    };
    // "hackers take over": the head is a verb.
    let first = lower.split(' ').next().unwrap_or_default();
    let is_other = !lemma.starts_with(first.trim_end_matches('s'))
        && lower.contains(' ')
        && !word(lemma)
        && !word(&plural(lemma));
    let is_many = first.ends_with('s')
        && !["ss", "us", "is", "'s", "’s"]
            .iter()
            .any(|e| first.ends_with(e));
    !word(lemma) && (word(&plural(lemma)) || word(&with_s(lemma)))
        || is_other && is_many && first.len() > 3
}

/// The lemma of a people's name with its capital: "danish" → "Danish".
pub(super) fn with_capital(word: &str) -> String {
    let is_people = countries::country(word).is_some();
    let mut letters = word.chars();
    match letters.next().filter(|_| is_people) {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => word.to_owned(),
    }
}

/// The plural of a lemma.
pub(super) fn plural(noun: &str) -> String {
    const IRREGULAR: [(&str, &str); 18] = [
        ("foot", "feet"),
        ("tooth", "teeth"),
        ("mouse", "mice"),
        ("goose", "geese"),
        ("ox", "oxen"),
        ("person", "people"),
        ("wife", "wives"),
        ("life", "lives"),
        ("knife", "knives"),
        ("thief", "thieves"),
        ("wolf", "wolves"),
        ("half", "halves"),
        ("loaf", "loaves"),
        ("leaf", "leaves"),
        ("shelf", "shelves"),
        ("crisis", "crises"),
        ("hero", "heroes"),
        ("calf", "calves"),
    ];
    const UNCHANGED: [&str; 14] = [
        "people",
        "police",
        "troops",
        "personnel",
        "staff",
        "aircraft",
        "sheep",
        "fish",
        "deer",
        "series",
        "species",
        "cattle",
        "dead",
        "injured",
    ];
    // What was read as "rifles" is one already.
    let is_many = noun.len() > 3
        && noun.ends_with('s')
        && !["ss", "us", "is", "as", "ns"]
            .iter()
            .any(|end| noun.ends_with(end));
    if is_many || UNCHANGED.contains(&noun) || countries::country(noun).is_some() {
        // "Italians": the lemma of a people's name keeps its plural.
        return noun.to_owned();
    }
    if let Some((_, plural)) = IRREGULAR.iter().find(|(one, _)| *one == noun) {
        return (*plural).to_owned();
    }
    match noun {
        "child" | "grandchild" | "schoolchild" => format!("{noun}ren"),
        _ if noun == "man" || noun.ends_with("man") && !noun.ends_with("human") => {
            format!("{}men", &noun[..noun.len() - 3])
        }
        _ => with_s(noun),
    }
}

/// A word with the ending that nouns have in the plural and verbs in the third person.
pub(super) fn with_s(word: &str) -> String {
    let hisses = ["s", "sh", "ch", "x", "z"]
        .iter()
        .any(|end| word.ends_with(end));
    let stem = word
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match stem {
        Some(stem) => format!("{stem}ies"),
        None if hisses || matches!(word, "go" | "do" | "undergo" | "veto") => format!("{word}es"),
        None => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_have_their_plurals() {
        for (one, many) in [
            ("house", "houses"),
            ("policeman", "policemen"),
            ("child", "children"),
            ("body", "bodies"),
            ("bus", "buses"),
            ("monkey", "monkeys"),
            ("church", "churches"),
            ("aircraft", "aircraft"),
            ("thief", "thieves"),
        ] {
            assert_eq!(plural(one), many);
        }
    }
}
