//! Embedding: what a verb, noun or adjective says of the truth of the clause it governs.
//!
//! The classes are those of Karttunen ("Implicative verbs", 1971; "Simple and phrasal
//! implicatives", 2012) and of Nairn, Condoravdi and Karttunen ("Computing relative polarity for
//! textual inference", 2006). The word lists are ours.

use std::sync::OnceLock;

use crate::claims::clauses::Tree;
use crate::claims::lists::{ByWord, by_word};
use crate::english::{Dep, Tag};

/// What a governing word makes of the clause it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// True whether the governor is affirmed or denied: "knew that".
    Factive,
    /// True if affirmed, false if denied: "managed to", "was able to".
    Implies,
    /// True if affirmed, open if denied: "forced them to", "proved that".
    Forces,
    /// False if affirmed, true if denied: "failed to", "forgot to".
    Fails,
    /// False if affirmed, open if denied: "refused to", "prevented from".
    Prevents,
    /// False either way: "pretended that".
    Pretends,
    /// Open; a denial of the governor is meant of the clause: "thinks that".
    Thinks,
    /// Open, false if denied, whoever says so: "seems to", "means that".
    Seems,
    /// Open; somebody foresees it, and a denial is meant of the clause: "expects to".
    Predicts,
    /// Open; somebody wants it, and a denial is meant of the clause: "wants to", "ordered to".
    Wants,
    /// Open; somebody says so against somebody: "is accused of".
    Alleges,
    /// Open; somebody says so: "said that".
    Says,
    /// Contrary to fact: "wishes that".
    Wishes,
}

/// Whether the one who uses a governing word is committed to the truth of its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commitment {
    /// That it is so.
    Holds,
    /// That it is not so.
    Fails,
    /// To neither.
    Open,
}

/// How a governing word is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// Whether it is denied.
    pub denied: bool,
    /// Whether it stands in a question.
    pub asked: bool,
    /// Whether it stands in a condition.
    pub conditional: bool,
    /// Whether it stands with "may", "could", "perhaps".
    pub modal: bool,
    /// Whether it tells of the writer's own mind ("I think").
    pub own_mind: bool,
    /// Whether it tells of the present.
    pub present: bool,
}

impl Sense {
    /// What the use of a word of this sense commits the writer to.
    pub fn commits(self, used: Use) -> Commitment {
        let Use { denied, .. } = used;
        let open = used.asked || used.conditional;
        match self {
            // "I do not know that this works" doubts it; "I did not know" says that it is so.
            Sense::Factive if denied && used.own_mind && used.present => Commitment::Fails,
            Sense::Factive => Commitment::Holds,
            Sense::Pretends | Sense::Wishes => Commitment::Fails,
            Sense::Thinks if denied && used.own_mind && !open => Commitment::Fails,
            Sense::Seems if denied && !open => Commitment::Fails,
            Sense::Says if denied && used.own_mind && !open => Commitment::Fails,
            // "It must be said that", "one could say that"
            Sense::Says if used.modal && !denied && !open => Commitment::Holds,
            _ if open => Commitment::Open,
            Sense::Implies if denied => Commitment::Fails,
            Sense::Implies => Commitment::Holds,
            Sense::Forces if !denied => Commitment::Holds,
            Sense::Fails if denied => Commitment::Holds,
            Sense::Fails => Commitment::Fails,
            Sense::Prevents if !denied => Commitment::Fails,
            _ => Commitment::Open,
        }
    }
}

/// How a clause hangs on its governor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// A finite clause: "said (that) he left".
    Finite,
    /// An infinitive, participle or small clause: "tried to leave", "stopped leaving".
    Bare,
}

/// The word that governs a clause, and how; none where the clause is not embedded.
pub fn governor(tree: &Tree, clause: usize) -> Option<(usize, Link)> {
    let above = tree.head(clause)?;
    let is_infinitive = || {
        tree.children(clause)
            .iter()
            .any(|c| tree.parsed.tokens[*c].tag == Tag::To && tree.dep(*c) == Dep::Aux)
    };
    match tree.dep(clause) {
        Dep::Xcomp => Some((above, Link::Bare)),
        // "accused of killing", "prevented from leaving"
        // but not "avoided prison by leaving", "was stopped for speeding", "despite leading".
        Dep::Pcomp => {
            let governor = tree.head(above)?;
            let lemma = tree.lemma(above);
            let governs = match lemma.as_str() {
                "from" | "of" | "in" | "on" | "to" | "into" | "about" | "with" | "against" => true,
                "for" => !tree.is(governor, "stop"),
                _ => false,
            };
            governs.then_some((governor, Link::Bare))
        }
        Dep::Ccomp if is_infinitive() => Some((above, Link::Bare)),
        // "…", he said: what stands first is no less governed.
        Dep::Ccomp => Some((above, Link::Finite)),
        // "the decision to leave", "the claim that he left"
        Dep::Acl if is_infinitive() => Some((above, Link::Bare)),
        Dep::Acl if tree.child(clause, &[Dep::Mark]).is_some() => Some((above, Link::Finite)),
        // The parser takes many a "story that he left" for "a story that he told".
        Dep::Relcl if super::verdict(tree, above).is_some() => Some((above, Link::Finite)),
        _ => None,
    }
}

/// What a lemma makes of a clause that hangs on it so; none where it says nothing of it.
pub fn sense(lemma: &str, link: Link) -> Option<Sense> {
    static OF_FINITE: OnceLock<ByWord<Sense>> = OnceLock::new();
    static OF_BARE: OnceLock<ByWord<Sense>> = OnceLock::new();
    let by_lemma = match link {
        Link::Finite => OF_FINITE.get_or_init(|| by_word(&FINITE)),
        Link::Bare => OF_BARE.get_or_init(|| by_word(&BARE)),
    };
    by_lemma.get(lemma).copied()
}

const FINITE: [(Sense, &str); 11] = [
    (
        Sense::Factive,
        "know realize realise see notice forget remember understand regret discover recognize \
         recognise learn resent aware glad sorry proud admit concede acknowledge accept bother hear \
         reveal remind ignore overlook mourn lament fact tell",
    ),
    (Sense::Implies, "true case happen"),
    (
        Sense::Forces,
        "prove show find establish confirm demonstrate ensure verify guarantee",
    ),
    (Sense::Fails, "false"),
    (
        Sense::Pretends,
        "pretend lie fake feign pretence pretense illusion hoax myth",
    ),
    (
        Sense::Thinks,
        "think believe suppose assume suspect imagine guess figure reckon \
         presume consider hope possible probable conceivable fear worry speculate convince \
         surmise wonder belief suspicion possibility chance hint bet afraid",
    ),
    (Sense::Seems, "seem appear mean suggest imply feel likely"),
    (
        Sense::Predicts,
        "expect predict foresee anticipate forecast expectation prediction",
    ),
    (
        Sense::Wants,
        "demand want prefer propose recommend urge request proposal",
    ),
    (Sense::Wishes, "wish"),
    (
        Sense::Alleges,
        "allege allegation accuse accusation rumor rumour",
    ),
];

const BARE: [(Sense, &str); 10] = [
    (Sense::Alleges, "allege accuse charge indict claim"),
    (
        Sense::Implies,
        "manage able get happen bother dare remember deign condescend succeed let enable allow",
    ),
    (
        Sense::Forces,
        "force compel oblige cause make lead drive coerce push see hear watch",
    ),
    (
        Sense::Fails,
        "fail neglect forget omit avoid refrain abstain",
    ),
    (
        Sense::Prevents,
        "refuse decline prevent cease stop prohibit ban bar forbid deter dissuade discourage block \
         refusal failure quit hinder impossible",
    ),
    (Sense::Pretends, "pretend feign"),
    (Sense::Seems, "seem appear"),
    (
        Sense::Predicts,
        "expect go plan prepare intend due likely set bind bound poise promise vow pledge agree \
         decide intention ready decision",
    ),
    (
        Sense::Wants,
        "want need have must order ask urge tell call demand try attempt seek aim hope threaten \
         wish request instruct command invite encourage willing eager desire effort bid threat offer \
         suppose negotiate struggle fight campaign lobby prepare scramble work",
    ),
    (
        Sense::Thinks,
        "believe think suspect assume report rumor rumour say understand possible",
    ),
];
