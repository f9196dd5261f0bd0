//! What the claims of a cluster tell of: the act, in the verb that most of them use, what stands before
//! it, and when it holds.

use super::verbs;
use crate::claims::time::Tense;
use crate::claims::{Claim, predicates};

/// What happens in a clause.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Act {
    /// The subject is the object.
    Be,
    /// The object is in a state ("dead", "closed").
    State(String),
    /// A verb, with a particle or nothing.
    Verb {
        lemma: String,
        /// With a space before it.
        particle: String,
    },
    /// Only a noun names it, and nothing is known of who took part.
    Noun(String),
}

/// When the clause holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Time {
    Past,
    Present,
    /// "will", "could".
    Modal(String),
}

/// What stands before the act of all claims: "hoped to", "able to".
pub(super) enum Chain {
    /// A verb, by its lemma.
    Verb(&'static str),
    /// What somebody is ("able", "expected").
    State(String),
}

/// What stands before the act of a claim, with "to" between.
pub(super) fn chain(claim: &Claim) -> Option<Chain> {
    const VERBS: &str = "try hope want plan begin start fail refuse agree decide attempt manage \
        continue promise seek need intend expect threaten vow offer prepare struggle wish";
    const STATES: &str = "able unable expected likely unlikely supposed due set ready forced \
        allowed ordered scheduled willing unwilling \
        asked told urged required believed thought planned";
    let (before, _) = claim.predicate.split_once(" to ")?;
    let word = before.split(' ').next_back()?.to_lowercase();
    if STATES.split_whitespace().any(|state| state == word) {
        return Some(Chain::State(word));
    }
    let verb = VERBS.split_whitespace().find(|verb| {
        *verb == word
            || verbs::past(verb) == word
            || verbs::third(verb) == word
            || verbs::present_participle(verb) == word
    });
    verb.map(Chain::Verb)
}

/// The act that most of the claims state, in the verb that most of them use.
pub(super) fn act(claims: &[&Claim]) -> Act {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for claim in claims.iter().filter(|c| !c.nominal || c.lemma == "be") {
        let lemma = lemma(claim);
        match counts.iter_mut().find(|(known, _)| *known == lemma) {
            Some((_, n)) => *n += 1,
            None => counts.push((lemma, 1)),
        }
    }
    let most = counts.iter().map(|(_, n)| *n).max().unwrap_or(0);
    let Some((chosen, _)) = counts.iter().find(|(_, n)| *n == most) else {
        return noun_act(claims);
    };
    let first = claims
        .iter()
        .find(|c| lemma(c) == *chosen && (!c.nominal || c.lemma == "be"));
    match first {
        Some(claim) if chosen == "be" && claim.class != "be" && claim.subject.is_none() => {
            let state = claim.predicate.split(' ').next_back().unwrap_or_default();
            if matches!(state, "slain" | "shot" | "hit") || state.ends_with("ed") {
                Act::State(state.to_owned())
            } else if claim.class == "die" {
                Act::State("killed".to_owned())
            } else {
                Act::State(state.to_lowercase())
            }
        }
        _ if chosen == "be" => Act::Be,
        Some(claim) => Act::Verb {
            particle: if claim.lemma == *chosen {
                particle(claim)
            } else {
                String::new()
            },
            lemma: chosen.clone(),
        },
        None => Act::Be,
    }
}

/// The verb of a claim. What somebody is charged with, he is said to commit.
fn lemma(claim: &Claim) -> String {
    match claim.class.as_str() {
        // "carried out an attack" is the act itself.
        "commit" if claim.lemma != "carry" => "commit".to_owned(),
        "control" if claim.lemma == "be" => "control".to_owned(),
        // "I'm aware"
        _ if matches!(claim.lemma.as_str(), "'m" | "’m" | "'re" | "’re") => "be".to_owned(),
        // "denied shooting at them"
        class if claim.lemma == "deny" && class != "deny" => class.to_owned(),
        _ => claim.lemma.as_str().to_lowercase(),
    }
}

/// The act of claims that only a noun states: the verb of its class, if somebody took part.
fn noun_act(claims: &[&Claim]) -> Act {
    let claim = claims[0];
    let has_parts = claims
        .iter()
        .any(|c| c.subject.is_some() || c.object.is_some());
    if !has_parts {
        return Act::Noun(claim.lemma.to_string());
    }
    Act::Verb {
        lemma: act_of(&claim.class).to_owned(),
        particle: String::new(),
    }
}

/// The verb for a class of acts that are done to somebody.
pub(super) fn act_of(class: &str) -> &str {
    match class {
        "die" => "kill",
        "miss" => "lose",
        "measure" => "measure",
        _ => class,
    }
}

/// The particle of a claim's verb, with a space before it.
fn particle(claim: &Claim) -> String {
    const PARTICLES: [&str; 10] = [
        "up", "down", "off", "out", "over", "back", "away", "apart", "on", "in",
    ];
    let mut words = claim.predicate.split(' ').skip_while(|w| *w != claim.verb);
    words.next();
    match words.next() {
        Some(word) if PARTICLES.contains(&word) => format!(" {word}"),
        _ => String::new(),
    }
}

/// The time that all claims agree on.
pub(super) fn time(claims: &[&Claim]) -> Time {
    let modal = modal(claims[0]);
    if let Some(modal) = modal
        && claims.iter().all(|c| self::modal(c) == Some(modal))
    {
        return Time::Modal(modal.to_owned());
    }
    if claims
        .iter()
        .all(|c| matches!(self::modal(c), Some("will" | "would")))
    {
        return Time::Modal("would".to_owned());
    }
    // "should install", "can be installed", "install": most of them do not say that it was done.
    let times = |wanted: &str| {
        claims
            .iter()
            .filter(|c| self::modal(c) == Some(wanted))
            .count()
    };
    let common = ["can", "could", "should", "must"]
        .into_iter()
        .find(|m| 2 * times(m) > claims.len());
    if let Some(modal) = common {
        return Time::Modal(modal.to_owned());
    }
    let says = |tense: Tense| claims.iter().any(|c| c.tense == tense);
    if says(Tense::Past) {
        Time::Past
    } else if says(Tense::Present) {
        Time::Present
    } else if says(Tense::Future) {
        Time::Modal("will".to_owned())
    } else {
        Time::Past
    }
}

/// The modal verb of a claim's predicate.
fn modal(claim: &Claim) -> Option<&'static str> {
    const MODALS: [(&str, &str); 13] = [
        // "May Kessler go?" asks for leave.
        ("may", "could"),
        ("might", "could"),
        ("can", "can"),
        ("can't", "can"),
        ("cannot", "can"),
        ("could", "could"),
        ("couldn't", "could"),
        ("will", "will"),
        ("won't", "will"),
        ("should", "should"),
        ("must", "must"),
        ("would", "would"),
        ("wouldn't", "would"),
    ];
    let first = claim.predicate.split(' ').next()?.to_lowercase();
    MODALS
        .iter()
        .find(|(word, _)| *word == first.replace('’', "'"))
        .map(|(_, modal)| *modal)
}

/// Whether a noun names something that kills and destroys and is nobody.
pub(super) fn is_thing(noun: &str) -> bool {
    const THINGS: &str = "earthquake quake temblor tremor aftershock storm hurricane tornado cyclone \
        typhoon flood wave tsunami avalanche landslide mudslide lightning fire blaze wildfire flame \
        bullet shell rocket missile bomb grenade mine mortar drone shrapnel gunfire car truck lorry \
        bus train ship plane virus disease cold heat smoke gas it rule law policy price cost market \
        economy debt deal plan talk game match season record life career news report video film movie \
        book song letter memo case trial scandal cable outage traffic network service system software \
        flaw patch problem crisis building house bridge road river water snow \
        ice rain wind street school church hospital evidence answer number figure toll";
    THINGS.split_whitespace().any(|thing| thing == noun)
        || predicates::is_event_noun(noun)
        || is_abstract(noun)
}

/// Whether the ending of a noun says that it names no people.
fn is_abstract(noun: &str) -> bool {
    const PEOPLE: &str = "government department parliament regiment management city authority \
        university community majority minority party university delegation administration \
        organisation organization association federation coalition corporation opposition \
        population congregation commission nation institution celebrity deity";
    ["tion", "sion", "ment", "ness", "ity", "ism", "ence", "ance"]
        .iter()
        .any(|ending| noun.ends_with(ending))
        && !PEOPLE.split_whitespace().any(|people| people == noun)
}

/// Whether a noun measures length.
pub(super) fn is_length(noun: &str) -> bool {
    matches!(
        noun,
        "km" | "kilometre" | "kilometer" | "mile" | "metre" | "meter" | "foot" | "yard" | "inch"
    )
}

/// Whether a verb has a passive.
pub(super) fn is_passive(lemma: &str) -> bool {
    !matches!(
        lemma,
        "have"
            | "be"
            | "become"
            | "take"
            | "run"
            | "turn"
            | "stay"
            | "stand"
            | "live"
            | "cost"
            | "lack"
            | "weigh"
            | "last"
            | "remain"
            | "resemble"
            | "go"
            | "come"
            | "die"
            | "arrive"
            | "happen"
            | "occur"
            | "mean"
            | "star"
            | "look"
            | "speak"
            | "speed"
            | "talk"
            | "walk"
            | "seem"
            | "appear"
            | "result"
            | "like"
    ) && !happens_by_itself(lemma)
}

/// Whether what is done to a thing is what the thing does ("sank the ship", "the ship sank").
pub(super) fn happens_to_things(lemma: &str) -> bool {
    matches!(
        lemma,
        "die" | "collapse" | "explode" | "sink" | "crash" | "happen" | "occur" | "rise"
    )
}

/// Whether an act befalls its only participant: "the collapse of the bridge".
pub(super) fn happens_by_itself(lemma: &str) -> bool {
    matches!(
        lemma,
        "die"
            | "collapse"
            | "explode"
            | "arrive"
            | "withdraw"
            | "resign"
            | "sink"
            | "fall"
            | "rise"
            | "crash"
            | "happen"
            | "occur"
            | "escape"
            | "surrender"
            | "leave"
    )
}
