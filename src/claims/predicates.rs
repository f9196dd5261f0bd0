//! Predicates: which verbs, nouns and adjectives speak of the same act, which acts are opposites,
//! and which verbs report speech.
//!
//! The classes are the ordinary vocabulary of reports on accidents, crime, war and politics. A
//! word in no class stands for itself.

use std::sync::OnceLock;

use super::lists::{ByWord, by_word};

/// The class of a lemma: words of one class speak of the same act.
pub fn class(lemma: &str) -> &str {
    static BY_LEMMA: OnceLock<ByWord<&str>> = OnceLock::new();
    let by_lemma = BY_LEMMA.get_or_init(|| by_word(&CLASSES));
    by_lemma.get(lemma).copied().unwrap_or(lemma)
}

/// The class of a verb with its particle or fixed object ("give way", "pull out"), where that
/// says something else than the verb alone.
pub fn phrasal(lemma: &str, with: &str) -> Option<&'static str> {
    PHRASAL
        .iter()
        .find(|(verb, word, _)| *verb == lemma && *word == with)
        .map(|(_, _, class)| *class)
}

const PHRASAL: [(&str, &str, &str); 23] = [
    ("make", "off", "steal"),
    ("give", "way", "collapse"),
    ("give", "up", "surrender"),
    ("pull", "out", "withdraw"),
    ("pull", "back", "withdraw"),
    ("fall", "back", "withdraw"),
    ("move", "out", "withdraw"),
    ("take", "over", "control"),
    ("take", "place", "happen"),
    ("break", "out", "begin"),
    ("shut", "down", "close"),
    ("close", "down", "close"),
    ("blow", "up", "explode"),
    ("go", "off", "explode"),
    ("call", "off", "end"),
    ("burn", "down", "destroy"),
    ("step", "down", "resign"),
    ("carry", "out", "commit"),
    ("turn", "back", "withdraw"),
    ("cave", "in", "collapse"),
    ("bring", "down", "destroy"),
    ("open", "fire", "shoot"),
    ("find", "guilty", "convict"),
];

/// Whether two classes are opposites of each other.
pub fn opposite(a: &str, b: &str) -> bool {
    OPPOSITES
        .iter()
        .any(|(x, y)| (*x == a && *y == b) || (*x == b && *y == a))
}

/// The classes that are opposites of one.
pub fn opposites_of(class: &str) -> impl Iterator<Item = &'static str> {
    OPPOSITES.iter().filter_map(move |(a, b)| {
        if *a == class {
            Some(*b)
        } else if *b == class {
            Some(*a)
        } else {
            None
        }
    })
}

/// Whether a class says so little that it takes two equal arguments to be the same act.
pub fn is_light(class: &str) -> bool {
    LIGHT.contains(&class)
}

/// Whether only one actor (or a fixed group) can have done the act to the same object, so that
/// two different actors conflict.
pub fn is_functional(class: &str) -> bool {
    FUNCTIONAL.contains(&class)
}

/// Whether the class names a count that grows as more becomes known (a toll).
pub fn is_cumulative(class: &str) -> bool {
    CUMULATIVE.contains(&class)
}

/// Whether a verb's complement clause is what its subject says.
pub fn is_saying(lemma: &str) -> bool {
    SAYING.contains(&lemma) || THINKING.contains(&lemma)
}

/// Whether a noun of this lemma names an act that a clause could state ("the arrest of").
pub fn is_event_noun(lemma: &str) -> bool {
    EVENT_NOUNS.contains(&lemma)
}

/// Whether a noun of this lemma, with "of", names what was done to something or befell it ("the
/// arrest of", "the collapse of"), where nobody is named who did it.
pub fn befalls(noun: &str) -> bool {
    matches!(
        noun,
        "arrest"
            | "release"
            | "capture"
            | "seizure"
            | "assassination"
            | "murder"
            | "killing"
            | "destruction"
            | "resignation"
            | "collapse"
            | "closure"
            | "sinking"
            | "evacuation"
            | "rescue"
            | "bombing"
            | "shooting"
            | "robbery"
            | "theft"
            | "arrival"
            | "withdrawal"
    )
}

/// Whether a verb takes somebody and what they come to know ("persuaded him that").
pub fn is_telling(verb: &str) -> bool {
    matches!(
        verb,
        "tell"
            | "inform"
            | "remind"
            | "warn"
            | "assure"
            | "notify"
            | "persuade"
            | "convince"
            | "advise"
            | "ask"
            | "show"
            | "teach"
            | "promise"
    )
}

/// Whether a verb may only carry the act that its object names ("launched an attack").
pub fn is_carrier(verb: &str) -> bool {
    matches!(
        verb,
        "make"
            | "take"
            | "give"
            | "launch"
            | "conduct"
            | "stage"
            | "mount"
            | "carry"
            | "hold"
            | "pay"
            | "reach"
            | "issue"
    )
}

/// The verb for an act that a noun names after such a verb.
pub fn act(noun: &str) -> Option<&'static str> {
    ACTS.iter().find(|(n, _)| *n == noun).map(|(_, verb)| *verb)
}

const ACTS: [(&str, &str); 26] = [
    ("attack", "attack"),
    ("assault", "attack"),
    ("raid", "attack"),
    ("offensive", "attack"),
    ("bombing", "bomb"),
    ("airstrike", "bomb"),
    ("arrest", "arrest"),
    ("decision", "decide"),
    ("announcement", "announce"),
    ("statement", "state"),
    ("visit", "visit"),
    ("payment", "pay"),
    ("promise", "promise"),
    ("threat", "threaten"),
    ("escape", "escape"),
    ("retreat", "withdraw"),
    ("withdrawal", "withdraw"),
    ("agreement", "agree"),
    ("investigation", "investigate"),
    ("search", "search"),
    ("speech", "speak"),
    ("contribution", "contribute"),
    ("choice", "choose"),
    ("offer", "offer"),
    ("appeal", "appeal"),
    ("warning", "warn"),
];

const EVENT_NOUNS: [&str; 36] = [
    "control",
    "custodian",
    "occupation",
    "capture",
    "takeover",
    "conquest",
    "conquering",
    "seizure",
    "death",
    "killing",
    "murder",
    "assassination",
    "destruction",
    "arrest",
    "release",
    "attack",
    "assault",
    "raid",
    "bombing",
    "bombardment",
    "withdrawal",
    "retreat",
    "evacuation",
    "arrival",
    "collapse",
    "explosion",
    "sinking",
    "robbery",
    "theft",
    "loss",
    "victory",
    "resignation",
    "rescue",
    "closure",
    "shooting",
    "fall",
];

/// Whether a verb reports a thought rather than words.
pub fn is_thinking(lemma: &str) -> bool {
    THINKING.contains(&lemma)
}

/// The class that an adjective denies: "undamaged" says that nothing was damaged.
pub fn denied_by(adjective: &str) -> Option<&'static str> {
    Some(match adjective {
        "undamaged" | "intact" | "unscathed" => "damage",
        "unhurt" | "unharmed" | "uninjured" => "injure",
        "alive" => "die",
        "unaffected" => "affect",
        "unconfirmed" => "confirm",
        "unaccounted" => "find",
        _ => return None,
    })
}

const CLASSES: [(&str, &str); 61] = [
    (
        "die",
        "die kill slay murder execute massacre assassinate dead death fatality killing slaying perish fatal deceased toll murdered slain",
    ),
    ("injure", "injure wound hurt injury wounded injured maim"),
    (
        "destroy",
        "destroy level flatten raze demolish gut devastate destruction wreck obliterate ravage",
    ),
    ("damage", "damage harm"),
    ("arrest", "arrest detain apprehend"),
    (
        "charge",
        "charge accuse indict accusation indictment suspect arraign",
    ),
    ("convict", "convict conviction"),
    ("sentence", "sentence"),
    ("release", "release free freed"),
    ("shoot", "shoot shooting gunshot gunfire"),
    ("fire", "fire"),
    ("attack", "attack assault raid storm ambush"),
    (
        "bomb",
        "bomb bombing bombard bombardment shell shelling airstrike",
    ),
    (
        "control",
        "control hold custodian occupy rule occupation capture seize conquer recapture retake overrun takeover conquest conquering seizure liberate",
    ),
    ("lose", "lose loss"),
    (
        "withdraw",
        "withdraw retreat withdrawal leave flee pullout evacuate evacuation depart exit",
    ),
    ("arrive", "arrive reach arrival come return"),
    ("reinforce", "reinforce reinforcement strengthen bolster"),
    ("send", "send dispatch deploy deployment"),
    (
        "begin",
        "begin start commence open launch outbreak ignite beginning",
    ),
    ("end", "end stop cease finish conclude halt"),
    ("close", "close shut closure"),
    ("reopen", "reopen"),
    ("rise", "rise increase grow climb soar surge"),
    ("fall", "fall drop decline decrease plunge"),
    ("win", "win victory triumph"),
    ("agree", "agree agreement accord deal accept pact"),
    ("refuse", "refuse reject rebuff rejection refusal"),
    ("deny", "deny denial"),
    ("confirm", "confirm confirmation verify"),
    ("steal", "steal rob theft robbery loot heist snatch nab"),
    ("sink", "sink sinking capsize"),
    ("crash", "crash collide collision"),
    ("collapse", "collapse cave"),
    ("explode", "explode explosion blast detonate detonation"),
    ("hit", "hit jolt shake rock strike"),
    ("measure", "measure magnitude register"),
    ("cut", "cut sever severed snap"),
    ("repair", "repair restore fix restoration"),
    ("find", "find discover locate discovery"),
    ("rescue", "rescue save pull"),
    ("miss", "missing"),
    ("displace", "displace homeless displaced displacement"),
    ("shelter", "shelter accommodate house"),
    ("marry", "marry wed marriage wedding"),
    ("own", "own belong ownership"),
    ("sell", "sell sale"),
    ("buy", "buy purchase acquire acquisition"),
    ("resign", "resign quit resignation"),
    ("appoint", "appoint name appointment replace"),
    ("elect", "elect election"),
    ("support", "support back aid endorse"),
    ("oppose", "oppose opposition"),
    ("separate", "separate separation split"),
    ("negotiate", "negotiate negotiation"),
    ("break", "break breach violate violation"),
    ("build", "build construct construction"),
    ("pay", "pay payment"),
    ("cause", "cause trigger provoke spark blame"),
    ("affect", "affect disrupt disruption"),
    ("surrender", "surrender capitulate"),
];

const OPPOSITES: [(&str, &str); 11] = [
    ("close", "reopen"),
    ("arrest", "release"),
    ("withdraw", "send"),
    ("withdraw", "reinforce"),
    ("withdraw", "arrive"),
    ("rise", "fall"),
    ("win", "lose"),
    ("agree", "refuse"),
    ("confirm", "deny"),
    ("support", "oppose"),
    ("improve", "worsen"),
];

const LIGHT: [&str; 43] = [
    "be", "have", "do", "get", "make", "take", "go", "say", "tell", "give", "see", "put", "use",
    "try", "want", "need", "seem", "become", "keep", "let", "help", "call", "work", "turn", "show",
    "move", "bring", "look", "provide", "include", "continue", "follow", "remain", "set", "run",
    "know", "ask", "report", "stand", "happen", "occur", "like", "think",
];

const FUNCTIONAL: [&str; 15] = [
    "die", "shoot", "control", "win", "find", "own", "arrest", "steal", "sell", "buy", "appoint",
    "rescue", "fire", "bomb", "destroy",
];

const CUMULATIVE: [&str; 11] = [
    "die", "injure", "destroy", "damage", "arrest", "miss", "displace", "rescue", "affect",
    "withdraw", "arrive",
];

const SAYING: [&str; 62] = [
    "say",
    "tell",
    "add",
    "claim",
    "report",
    "announce",
    "state",
    "declare",
    "insist",
    "argue",
    "warn",
    "admit",
    "acknowledge",
    "confirm",
    "explain",
    "note",
    "testify",
    "allege",
    "assert",
    "maintain",
    "continue",
    "conclude",
    "write",
    "reply",
    "respond",
    "answer",
    "reveal",
    "disclose",
    "describe",
    "stress",
    "emphasize",
    "reiterate",
    "repeat",
    "inform",
    "suggest",
    "indicate",
    "predict",
    "promise",
    "pledge",
    "vow",
    "complain",
    "concede",
    "contend",
    "estimate",
    "relate",
    "recall",
    "remark",
    "comment",
    "tweet",
    "boast",
    "deny",
    "dispute",
    "agree",
    "quote",
    "cite",
    "attribute",
    "caution",
    "speculate",
    "exclaim",
    "joke",
    "swear",
    "learn",
];

const THINKING: [&str; 11] = [
    "think", "believe", "consider", "suppose", "assume", "suspect", "expect", "hope", "fear",
    "feel", "doubt",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_act_in_several_words_is_one_class_and_opposites_are_opposites() {
        for (a, b, same) in [
            ("kill", "death", true),
            ("wound", "injury", true),
            ("seize", "takeover", true),
            ("control", "conquest", true),
            ("kill", "injure", false),
            ("shoot", "kill", false),
            ("begin", "end", false),
            ("whistle", "whistle", true),
        ] {
            assert_eq!(class(a) == class(b), same, "{a} and {b}");
        }
        assert!(opposite(class("flee"), class("reinforcement")));
        assert!(opposite(class("reject"), class("accept")));
        assert!(!opposite(class("kill"), class("injure")));
    }

    #[test]
    fn no_word_stands_in_two_classes() {
        let mut words: Vec<&str> = CLASSES.iter().flat_map(|(_, w)| w.split(' ')).collect();
        words.sort_unstable();
        for pair in words.windows(2) {
            assert_ne!(pair[0], pair[1]);
        }
    }
}
