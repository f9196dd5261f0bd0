//! Causes: what a claim gives as the reason of what, and whether two claims give two reasons of one
//! thing.

use ecow::EcoString;

use super::similarity::{Context, Fit, Slot};
use super::stories::Story;
use crate::claims::{Claim, Polarity, lexicon, predicates};

/// What brought something about, as a claim says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cause<'c> {
    /// The class of what was brought about ("delay", "collapse").
    pub effect: &'c str,
    /// The noun phrase that names it ("the delay"); none where the clause itself tells it.
    pub noun: Option<&'c str>,
    /// What it was brought about by, as it stands.
    pub text: &'c str,
    /// Lemma of the word that heads it.
    pub head: &'c str,
    /// The names in it; none where only the words of a clause are known.
    pub names: &'c [EcoString],
}

/// The cause that a claim gives, if it gives one.
pub fn cause(claim: &Claim) -> Option<Cause<'_>> {
    let affirms = claim.polarity == Polarity::Positive;
    // "the flood was caused by the dam", "blamed the dam for the flood", "attributed the delay to rebels"
    let by_verb = || {
        let oblique = |preposition: &str| {
            let mut found = claim.obliques.iter();
            found.find(|(p, _)| p == preposition).map(|(_, x)| x)
        };
        let (subject, object) = (claim.subject.as_ref(), claim.object.as_ref());
        let (cause, effect) = match claim.lemma.as_str() {
            "cause" | "trigger" | "provoke" | "spark" => (subject?, object?),
            "attribute" => (oblique("to")?, object?),
            "blame" => match oblique("on") {
                Some(cause) => (cause, object?),
                None => (object?, oblique("for")?),
            },
            _ => return None,
        };
        let known = |x: &crate::claims::Argument| !x.is_unresolved();
        // "resulted in death" may tell of any; "the delay" tells of one.
        let first = effect.text.split_whitespace().next().unwrap_or_default();
        let is_one = !effect.names.is_empty()
            || matches!(
                first.to_lowercase().as_str(),
                "the" | "this" | "that" | "these" | "his" | "her" | "its" | "their"
            );
        (known(cause) && known(effect) && is_one).then_some(Cause {
            effect: predicates::class(&effect.head),
            noun: Some(&effect.text),
            text: &cause.text,
            head: &cause.head,
            names: &cause.names,
        })
    };
    let by_reason = || {
        let reason = claim.reasons.iter().find(|reason| {
            !reason.is_purpose
                && matches!(
                    reason.marker.as_str(),
                    "because" | "because of" | "due to" | "owing to"
                )
        })?;
        Some(Cause {
            effect: &claim.class,
            noun: None,
            text: &reason.text,
            head: &reason.head,
            names: &[],
        })
    };
    if predicates::is_light(&claim.class) {
        return None;
    }
    by_verb().filter(|_| affirms).or_else(by_reason)
}

/// Whether two claims give the cause of one thing.
pub fn ask_one(a: &Claim, b: &Claim, fit: &Fit) -> bool {
    let (Some(x), Some(y)) = (cause(a), cause(b)) else {
        return false;
    };
    let one_thing = x.effect == y.effect
        || x.noun.is_some() && y.noun.is_some() && lexicon::one_thing(x.effect, y.effect);
    let said_of_one = match (x.noun.is_some(), y.noun.is_some()) {
        (true, true) => fit.object != Slot::Different,
        // "left because …", of the same who left.
        (false, false) => {
            fit.subject != Slot::Different
                && fit.object != Slot::Different
                && (fit.subject == Slot::Same || fit.object == Slot::Same)
        }
        _ => true,
    };
    // "could not land because of the fog", "could not land because of the wind"
    let both = a.polarity == b.polarity;
    fit.story == Story::Same && one_thing && said_of_one && both
}

/// Whether the effects of two claims' causes go by one word: worth a comparison.
pub fn may_ask_one(a: &Claim, b: &Claim) -> bool {
    matches!((cause(a), cause(b)), (Some(x), Some(y)) if x.effect == y.effect || lexicon::one_thing(x.effect, y.effect))
}

/// Whether the causes that two claims give may be one: a word, a name or a meaning is shared.
pub fn may_be_one(a: &Claim, b: &Claim, context: &Context) -> bool {
    let (Some(x), Some(y)) = (cause(a), cause(b)) else {
        return true;
    };
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|w| w.len() > 3)
            .map(str::to_lowercase)
            .collect()
    };
    let (p, q) = (words(x.text), words(y.text));
    p.iter().any(|word| q.contains(word))
        || x.names.iter().any(|name| y.names.contains(name))
        || lexicon::one_thing(x.head, y.head)
        || context.nearness(x.head, y.head) > NEAR
}

/// From this cosine on two words may stand for one cause.
const NEAR: f32 = 0.45;
