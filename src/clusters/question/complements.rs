//! Verbs that say nothing without a complement: "put", "attributed", "checked".

use crate::claims::{Claim, predicates};

/// Whether a verb needs more than a subject to say anything: "push", "check", "lie".
pub(super) fn says_nothing(lemma: &str) -> bool {
    const VERBS: &str = "belong consist depend rely lead lie refer check head go come move aim look \
        point push press stand stick tend turn result amount lean live serve act deal adhere cling \
        contribute react respond shoot fire play walk run drive travel fly sail step rush march focus";
    predicates::is_light(lemma) || is_one(VERBS, lemma)
}

/// Whether a quality needs to be said of what or for what: "prone", "responsible".
pub(super) fn is_quality_of(words: &str) -> bool {
    const QUALITIES: &str = "prone subject due responsible similar close related capable aware sure \
        guilty used accustomed opposed committed loyal equal familiar involved able likely ready";
    words
        .split(' ')
        .next_back()
        .is_some_and(|last| is_one(QUALITIES, last))
}

/// Whether a verb needs more than an object to say anything: "place", "attribute".
pub(super) fn needs_more(lemma: &str) -> bool {
    const VERBS: &str = "place put base send attribute ascribe attach link connect compare \
        accuse convict suspect acquit prevent deprive transport transfer subject devote \
        limit confine restrict expose entitle oblige";
    is_one(VERBS, lemma)
}

/// Whether only a verb of no content is read, whose complement is a clause ("make it easier").
pub(super) fn is_empty(lemma: &str) -> bool {
    is_one("make do get give put have bring let take keep help", lemma)
}

/// What asks for the object of a verb that says nothing without one.
pub(super) fn asks_for_object(lemma: &str) -> Option<&'static str> {
    const OF_PEOPLE: &str = "advise arrest accuse charge convict help hire marry meet represent";
    const OF_THINGS: &str =
        "defend take receive provide create seek cause use build create describe offer";
    if is_one(OF_PEOPLE, lemma) {
        Some("whom")
    } else {
        is_one(OF_THINGS, lemma).then_some("what")
    }
}

/// What asks for a complement that the claims do not share, and what stands behind the clause: "was
/// the fire attributed" asks "what … to".
pub(super) fn asks(claims: &[&Claim], lemma: &str) -> Option<(&'static str, &'static str)> {
    const FRAMES: [(&str, &str, &str); 9] = [
        (
            "attribute ascribe link connect attach compare",
            "what",
            " to",
        ),
        ("accuse convict suspect acquit", "what", " of"),
        ("charge", "what", " with"),
        ("base", "what", " on"),
        ("estimate", "what", " at"),
        (
            "describe portray depict regard characterize treat",
            "how",
            "",
        ),
        (
            "place put position station seat locate situate",
            "where",
            "",
        ),
        (
            "name call dub label presume brand nickname rename deem consider declare",
            "what",
            "",
        ),
        ("head", "where", ""),
    ];
    let (_, asks, behind) = FRAMES.iter().find(|(verbs, ..)| is_one(verbs, lemma))?;
    // "Kessler called the police", "charged the battery": only what is done to somebody needs more.
    let of_passives = matches!(*behind, "" | " with") && *asks == "what";
    let is_passive = |claim: &&Claim| claim.passive || claim.nominal;
    (!of_passives || claims.iter().all(is_passive)).then_some((asks, behind))
}

/// Whether a verb does not take well to the passive: "a bicycle was ridden" is asked by nobody.
pub(super) fn is_awkward_in_passive(lemma: &str) -> bool {
    const VERBS: &str = "suffer ride land manage bear grab get want like mean star enjoy love hate \
        need wish reach enter join spend watch face score wear seek lack fear hope expect hear \
        know remember recall feel understand possess attend leave lose win gain earn draw try pass \
        cross climb follow support oppose prefer trust look tell say think believe notice fit suit \
        equal contain involve include experience pull say endure sport average clinch \
        kick hug marry";
    is_one(VERBS, lemma)
}

/// Whether a word is one of those that a text lists.
pub(super) fn is_one(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}
