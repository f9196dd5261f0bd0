//! Cues: words that tell how something is said – denied, doubted, foretold, corrected – whatever it is.

use crate::claims::clauses::Tree;
use crate::claims::predicates;
use crate::english::{Pos, Tag};

/// A kind of words, with the names of its evidence.
pub struct Cue {
    /// How far the one text has them and the other not.
    pub in_one: &'static str,
    /// Whether both have them.
    pub in_both: &'static str,
    tells: Tells,
}

/// What shows it.
enum Tells {
    /// One of these lemmas or words.
    Words(&'static [&'static str]),
    /// A token of this kind.
    Token(fn(&Tree, usize) -> bool),
}

/// All kinds.
pub const CUES: [Cue; 19] = [
    words(
        "one rebuts",
        "both rebut",
        &[
            "deny",
            "denial",
            "false",
            "falsehood",
            "falsely",
            "lie",
            "liar",
            "untrue",
            "wrong",
            "wrongly",
            "myth",
            "nonsense",
            "rubbish",
            "invent",
            "invention",
            "fabricate",
            "fabrication",
            "hoax",
            "dispute",
            "contradict",
            "refute",
            "reject",
            "disprove",
            "debunk",
            "mistaken",
            "mistake",
            "fiction",
            "fairy",
            "legend",
            "pretend",
            "pretence",
            "excuse",
            "slander",
            "smear",
            "contrary",
            "forge",
            "forgery",
            "dismiss",
            "discredit",
        ],
    ),
    words(
        "one denies outright",
        "both deny outright",
        &[
            "never", "nobody", "none", "nothing", "nowhere", "neither", "nor", "without", "no",
        ],
    ),
    words("one says not", "both say not", &["not", "n't", "n’t"]),
    words(
        "one limits",
        "both limit",
        &[
            "only", "just", "merely", "sole", "solely", "single", "alone", "barely", "hardly",
        ],
    ),
    words(
        "one says all",
        "both say all",
        &[
            "all",
            "every",
            "everyone",
            "everybody",
            "everything",
            "whole",
            "entire",
            "entirely",
            "both",
            "each",
            "always",
            "any",
            "anyone",
            "anybody",
            "last",
        ],
    ),
    words(
        "one says some",
        "both say some",
        &[
            "some", "several", "few", "half", "part", "partly", "most", "mostly", "many",
            "majority", "third", "quarter",
        ],
    ),
    words(
        "one hedges",
        "both hedge",
        &[
            "may",
            "might",
            "could",
            "perhaps",
            "possibly",
            "probably",
            "reportedly",
            "allegedly",
            "alleged",
            "allege",
            "apparently",
            "unconfirmed",
            "unclear",
            "unknown",
            "uncertain",
            "suspect",
            "suspicion",
            "suggest",
            "appear",
            "seem",
            "likely",
            "unlikely",
            "presumably",
            "rumour",
            "rumor",
            "doubt",
            "doubtful",
            "question",
            "guess",
            "inconclusive",
            "whether",
            "if",
            "believe",
        ],
    ),
    words(
        "one is certain",
        "both are certain",
        &[
            "certain",
            "certainly",
            "sure",
            "surely",
            "prove",
            "proven",
            "proof",
            "beyond",
            "definitely",
            "undoubtedly",
            "confirm",
            "confirmed",
            "conclusive",
            "conclusively",
            "establish",
            "clear",
            "clearly",
            "fact",
            "plain",
            "plainly",
            "know",
            "indeed",
            "evidence",
        ],
    ),
    words(
        "one foretells",
        "both foretell",
        &[
            "will",
            "shall",
            "expect",
            "predict",
            "forecast",
            "prediction",
            "prospect",
            "soon",
            "next",
            "tomorrow",
            "would",
            "going",
            "plan",
            "intend",
            "hope",
            "fear",
            "promise",
            "’ll",
            "'ll",
        ],
    ),
    words(
        "one gives a cause",
        "both give a cause",
        &[
            "because",
            "cause",
            "due",
            "owe",
            "owing",
            "blame",
            "reason",
            "thanks",
            "result",
            "so",
            "since",
            "therefore",
            "trigger",
            "spark",
            "lead",
            "why",
            "explain",
            "explanation",
            "origin",
            "fault",
        ],
    ),
    words(
        "one tells of a change",
        "both tell of a change",
        &[
            "now",
            "since",
            "revise",
            "revised",
            "later",
            "again",
            "longer",
            "finally",
            "meanwhile",
            "new",
            "newly",
            "change",
            "reverse",
            "postpone",
            "delay",
            "replace",
            "successor",
            "succeed",
            "resume",
            "reopen",
            "restore",
            "raise",
            "lower",
            "climb",
            "rise",
            "fall",
            "drop",
            "grow",
            "bring",
            "correct",
            "correction",
            "withdraw",
            "retract",
            "recover",
            "abandon",
            "instead",
            "update",
            "anymore",
            "still",
            "yet",
            "already",
        ],
    ),
    words(
        "one looks back",
        "both look back",
        &[
            "earlier",
            "previous",
            "previously",
            "initially",
            "initial",
            "originally",
            "original",
            "first",
            "former",
            "formerly",
            "once",
            "before",
            "ago",
            "then",
            "previous",
            "past",
        ],
    ),
    words(
        "one marks a contrast",
        "both mark a contrast",
        &[
            "but", "however", "although", "though", "despite", "while", "whereas", "rather",
            "actually", "far", "yet", "spite", "whatever",
        ],
    ),
    words(
        "one compares",
        "both compare",
        &[
            "more", "less", "than", "better", "worse", "fewer", "higher", "lower", "greater",
            "best", "worst",
        ],
    ),
    words(
        "one says after",
        "both say after",
        &["after", "before", "until", "when", "while", "during"],
    ),
    Cue {
        in_one: "one reports speech",
        in_both: "both report speech",
        tells: Tells::Token(speaks),
    },
    Cue {
        in_one: "one in the perfect",
        in_both: "both in the perfect",
        tells: Tells::Token(is_perfect),
    },
    Cue {
        in_one: "one in the present",
        in_both: "both in the present",
        tells: Tells::Token(is_present),
    },
    Cue {
        in_one: "one quotes",
        in_both: "both quote",
        tells: Tells::Token(quotes),
    },
];

const fn words(in_one: &'static str, in_both: &'static str, words: &'static [&'static str]) -> Cue {
    Cue {
        in_one,
        in_both,
        tells: Tells::Words(words),
    }
}

/// Which of [`CUES`] a sentence has: 0 or 1 each.
pub fn of(tree: &Tree) -> Vec<f64> {
    let tokens = 0..tree.parsed.tokens.len();
    let has = |cue: &Cue| match cue.tells {
        Tells::Token(is) => tokens.clone().any(|t| is(tree, t)),
        Tells::Words(words) => tokens.clone().any(|t| {
            let word = tree.word(t).to_lowercase();
            words.contains(&word.as_str()) || words.contains(&tree.lemma(t).as_str())
        }),
    };
    CUES.iter()
        .map(|cue| f64::from(u8::from(has(cue))))
        .collect()
}

fn speaks(tree: &Tree, token: usize) -> bool {
    tree.parsed.tokens[token].pos == Pos::Verb && predicates::is_saying(&tree.lemma(token))
}

fn is_perfect(tree: &Tree, token: usize) -> bool {
    let word = &tree.parsed.tokens[token];
    word.pos == Pos::Aux && matches!(word.tag, Tag::Vbz | Tag::Vbp) && tree.is(token, "have")
}

fn is_present(tree: &Tree, token: usize) -> bool {
    let word = &tree.parsed.tokens[token];
    matches!(word.tag, Tag::Vbz | Tag::Vbp)
        && !tree.is(token, "have")
        && !predicates::is_saying(&tree.lemma(token))
}

fn quotes(tree: &Tree, token: usize) -> bool {
    matches!(tree.word(token), "\"" | "“" | "”" | "‘")
}
