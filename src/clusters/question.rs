//! Questions in plain English, made from the slots of two claims.

use crate::claims::quantity::Unit;
use crate::claims::{Argument, Claim, Counted, countries};

/// "How many people were killed?", "How old is X?".
pub fn how_many(claim: &Claim, counted: &Counted) -> String {
    let q = &counted.quantity;
    let about = about(claim);
    match counted.measure.as_str() {
        "children of" => return format!("How many children has {}?", counted.owner),
        "population of" => return format!("How many people live in {}?", counted.owner),
        "weight of" => return format!("How heavy is {}?", counted.owner),
        _ => {}
    }
    match &q.unit {
        Unit::Age => format!("How old is {}?", or_else(&counted.owner, "the person")),
        Unit::Magnitude => "How strong was the earthquake?".to_string(),
        Unit::Money(_) => format!("How much money: {about}?"),
        Unit::Percent => format!("What share: {about}?"),
        Unit::Duration => format!("How long: {about}?"),
        Unit::Distance => format!("How far: {about}?"),
        Unit::Area => format!("How large an area: {about}?"),
        Unit::Weight => format!("How heavy: {about}?"),
        Unit::Score => "What was the score?".to_string(),
        Unit::Speed => format!("How fast: {about}?"),
        Unit::Temperature | Unit::Angle => format!("How many degrees: {about}?"),
        Unit::Volume | Unit::Power | Unit::Data => format!("How much: {about}?"),
        Unit::Count => {
            let noun = match q.noun.as_str() {
                "" | "people" | "person" | "other" | "dead" | "casualty" | "victim" | "life" => {
                    "people".to_string()
                }
                noun => plural(noun),
            };
            match participle(&counted.measure) {
                Some(done) => format!("How many {noun} were {done}{}?", place(claim)),
                None => counted_in(claim, &q.noun, &noun)
                    .unwrap_or_else(|| format!("How many {noun}: {about}?")),
            }
        }
    }
}

/// "When was X arrested?"
pub fn when(claim: &Claim) -> String {
    format!("When {}?", inverted(claim))
}

/// "Where was X arrested?"
pub fn r#where(claim: &Claim) -> String {
    format!("Where {}?", inverted(claim))
}

/// "Who killed X?"
pub fn who(claim: &Claim) -> String {
    let object = claim.object.as_ref().map_or("", |o| o.text.as_str());
    if claim.class == "control" {
        let held = claim.object.as_ref().map_or("", |o| {
            if o.names.is_empty() {
                o.text.as_str()
            } else {
                o.names[0].as_str()
            }
        });
        return format!("Who controls, or was to control, {held}?");
    }
    let verb = past(&claim.class, &claim.lemma);
    format!("Who {verb} {object}?")
}

/// "Did X withdraw?", "Is X Y?"
pub fn whether(claim: &Claim) -> String {
    if claim.class == "commit" {
        let text = |a: &Option<Argument>| a.as_ref().map_or(String::new(), |a| a.text.clone());
        return format!(
            "Did {} commit {}?",
            lower_article(&text(&claim.subject)),
            lower_article(&text(&claim.object))
        );
    }
    let mut words = inverted(claim);
    words = words.replace(" not ", " ").replace(" never ", " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => format!("{}{}?", first.to_uppercase(), letters.as_str()),
        None => "Is it so?".to_string(),
    }
}

/// "How many people had left?", "How many Italians did the colonel hire?": where the things
/// counted are what acts or what is acted on.
fn counted_in(claim: &Claim, noun: &str, plural: &str) -> Option<String> {
    let is_it = |a: &Option<Argument>| a.as_ref().is_some_and(|a| a.head == noun);
    if claim.nominal {
        return None;
    }
    if is_it(if claim.passive {
        &claim.object
    } else {
        &claim.subject
    }) {
        return Some(format!("How many {plural} {}?", claim.predicate));
    }
    let subject = claim
        .subject
        .as_ref()
        .filter(|s| !s.is_pronoun && !claim.passive)?;
    let asked = format!(
        "How many {plural} did {} {}?",
        lower_article(&subject.text),
        claim.lemma
    );
    (is_it(&claim.object) && claim.lemma != "be").then_some(asked)
}

/// A phrase as it stands inside a sentence: "A man" → "a man".
fn lower_article(text: &str) -> String {
    let text = text.strip_prefix("that ").unwrap_or(text);
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    const SMALL: [&str; 18] = [
        "A", "An", "The", "This", "That", "These", "Those", "Some", "Many", "Most", "All", "They",
        "He", "She", "It", "We", "His", "Their",
    ];
    if SMALL.contains(&first) {
        return format!("{} {rest}", first.to_lowercase())
            .trim_end()
            .to_string();
    }
    text.strip_prefix("No ")
        .or(text.strip_prefix("no "))
        .unwrap_or(text)
        .to_string()
}

fn about(claim: &Claim) -> String {
    let subject = claim.subject.as_ref().map_or("", |s| s.text.as_str());
    let object = claim.object.as_ref().map_or("", |o| o.text.as_str());
    let parts = if claim.passive {
        [object, &claim.predicate, ""]
    } else {
        [subject, &claim.predicate, object]
    };
    parts
        .iter()
        .filter(|p| !p.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
}

fn inverted(claim: &Claim) -> String {
    let words = |a: &Option<Argument>| a.as_ref().map_or(String::new(), |a| lower_article(&a.text));
    let (subject, object) = (words(&claim.subject), words(&claim.object));
    let of = if object.is_empty() {
        String::new()
    } else {
        format!(" {object}")
    };
    if claim.nominal {
        format!("was the {} of {object}", claim.lemma)
    } else if claim.lemma == "be" {
        let past = claim.verb.starts_with('w');
        let verb = if past { claim.verb.as_str() } else { "is" };
        format!("{verb} {subject}{of}")
    } else if claim.passive {
        format!("was {object} {}", claim.verb)
    } else {
        format!("did {subject} {}{of}", claim.lemma)
    }
}

fn place(claim: &Claim) -> String {
    claim
        .places
        .first()
        .map_or(String::new(), |p| format!(" in {}", p.text))
}

fn or_else<'t>(text: &'t str, other: &'t str) -> &'t str {
    if text.is_empty() { other } else { text }
}

fn participle(class: &str) -> Option<&'static str> {
    Some(match class {
        "die" => "killed",
        "injure" => "injured",
        "destroy" => "destroyed",
        "damage" => "damaged",
        "arrest" => "arrested",
        "miss" => "missing",
        "displace" => "displaced",
        "rescue" => "rescued",
        "affect" => "affected",
        _ => return None,
    })
}

/// The past of the verbs that ask "who": of a class where the noun stated it, else of the verb.
fn past(class: &str, lemma: &str) -> String {
    match class {
        "die" => "killed".to_string(),
        "shoot" => "shot".to_string(),
        "win" => "won".to_string(),
        "find" => "found".to_string(),
        "own" => "owns".to_string(),
        "cause" => "caused".to_string(),
        "arrest" => "arrested".to_string(),
        "steal" => "stole".to_string(),
        "sell" => "sold".to_string(),
        "buy" => "bought".to_string(),
        "appoint" => "appointed".to_string(),
        _ if lemma.ends_with('e') => format!("{lemma}d"),
        _ => format!("{lemma}ed"),
    }
}

fn plural(noun: &str) -> String {
    match noun {
        "man" => "men".to_string(),
        "woman" => "women".to_string(),
        "child" => "children".to_string(),
        "policeman" => "policemen".to_string(),
        "foot" => "feet".to_string(),
        "people" | "police" | "troops" => noun.to_string(),
        // "Italians": the lemma of a people's name keeps its plural.
        _ if countries::country(noun).is_some() => noun.to_string(),
        _ if noun.ends_with('s')
            || noun.ends_with("sh")
            || noun.ends_with("ch")
            || noun.ends_with('x') =>
        {
            format!("{noun}es")
        }
        _ if noun.ends_with('y')
            && !noun.ends_with("ay")
            && !noun.ends_with("ey")
            && !noun.ends_with("oy") =>
        {
            format!("{}ies", &noun[..noun.len() - 1])
        }
        _ => format!("{noun}s"),
    }
}
