//! Governments: where a capital, a seat of government or a people stands for those who govern.

use super::is_vague_place;
use crate::claims::clauses::Tree;
use crate::claims::names::{Mention, Names, fold};
use crate::claims::{countries, places, predicates};
use crate::english::{Dep, EntityKind, Pos};

/// The country that a noun phrase acts for: a capital or seat of government that is the subject
/// of an act only somebody can do ("Nairobi rejected the offer"), its doer in a passive, or one
/// of two parties ("talks between Nairobi and Kampala"); never where it is a place.
pub fn government(tree: &Tree, token: usize, mention: &Mention, names: &Names) -> Option<String> {
    let country = names.government(&mention.text)?;
    if mention.located || mention.kind == Some(EntityKind::Person) {
        return None;
    }
    let seat = countries::governed_from(&fold(&mention.text)).is_some();
    (!seat || acts(tree, token)).then_some(country)
}

/// Whether a noun fills the slot of one who acts.
fn acts(tree: &Tree, token: usize) -> bool {
    let Some(head) = tree.head(token) else {
        return false;
    };
    match tree.dep(token) {
        Dep::Nsubj => is_act(&tree.lemma(head)),
        Dep::Conj => acts(tree, head),
        Dep::Poss => {
            !is_vague_place(&tree.lemma(head))
                && places::scale_of(&tree.lemma(head)).is_none()
                && is_policy(&tree.lemma(head))
        }
        Dep::Pobj => {
            let preposition = tree.word(head).to_lowercase();
            let above = tree.head(head);
            match preposition.as_str() {
                "by" => tree.dep(head) == Dep::Agent,
                "between" => tree
                    .children(token)
                    .iter()
                    .any(|c| tree.dep(*c) == Dep::Conj && tree.parsed.tokens[*c].pos == Pos::Propn),
                "with" | "against" | "for" | "from" | "of" | "to" => {
                    above.is_some_and(|a| is_policy(&tree.lemma(a)))
                }
                _ => false,
            }
        }
        Dep::Dobj => is_address(&tree.lemma(head)),
        _ => false,
    }
}

/// Acts that a government does and a town does not.
fn is_act(lemma: &str) -> bool {
    predicates::is_saying(lemma)
        || predicates::is_thinking(lemma)
        || matches!(
            lemma,
            "accept"
                | "reject"
                | "refuse"
                | "support"
                | "back"
                | "want"
                | "seek"
                | "agree"
                | "decide"
                | "try"
                | "attempt"
                | "hope"
                | "fear"
                | "plan"
                | "intend"
                | "prefer"
                | "consider"
                | "send"
                | "deploy"
                | "withdraw"
                | "impose"
                | "lift"
                | "sign"
                | "ratify"
                | "negotiate"
                | "offer"
                | "propose"
                | "demand"
                | "request"
                | "urge"
                | "pressure"
                | "press"
                | "push"
                | "help"
                | "fund"
                | "finance"
                | "arm"
                | "train"
                | "supply"
                | "threaten"
                | "condemn"
                | "denounce"
                | "criticize"
                | "criticise"
                | "blame"
                | "accuse"
                | "recognize"
                | "recognise"
                | "sanction"
                | "expel"
                | "recall"
                | "summon"
                | "approve"
                | "oppose"
                | "favor"
                | "favour"
                | "ally"
                | "intervene"
                | "invade"
                | "annex"
                | "respond"
                | "react"
                | "retaliate"
                | "cooperate"
                | "act"
                | "ignore"
                | "fail"
                | "manage"
                | "use"
                | "exploit"
                | "need"
                | "know"
                | "see"
                | "understand"
                | "expect"
                | "insist"
                | "vow"
                | "pledge"
                | "promise"
                | "order"
                | "allow"
                | "permit"
                | "ban"
                | "forbid"
                | "launch"
                | "conduct"
                | "broker"
                | "mediate"
                | "host"
                | "tell"
                | "ask"
                | "let"
                | "give"
                | "provide"
                | "choose"
                | "control"
        )
}

/// What a government has and a town has not, or what is done with governments.
fn is_policy(lemma: &str) -> bool {
    matches!(
        lemma,
        "policy"
            | "ally"
            | "relation"
            | "relationship"
            | "tie"
            | "talk"
            | "negotiation"
            | "agreement"
            | "deal"
            | "treaty"
            | "war"
            | "interest"
            | "strategy"
            | "decision"
            | "position"
            | "stance"
            | "demand"
            | "claim"
            | "response"
            | "reaction"
            | "support"
            | "patience"
            | "pressure"
            | "sanction"
            | "alliance"
            | "cooperation"
            | "intention"
            | "plan"
            | "view"
            | "ambition"
            | "refusal"
            | "offer"
            | "proposal"
            | "troop"
            | "force"
            | "diplomat"
            | "envoy"
            | "ambassador"
            | "client"
            | "rival"
            | "enemy"
            | "partner"
            | "negotiate"
            | "cooperate"
            | "aid"
            | "help"
            | "priority"
            | "goal"
            | "aim"
            | "commitment"
            | "promise"
            | "warning"
            | "threat"
            | "message"
            | "role"
    )
}

/// What is done to a government and not to a town.
fn is_address(lemma: &str) -> bool {
    matches!(
        lemma,
        "tell"
            | "ask"
            | "urge"
            | "warn"
            | "accuse"
            | "blame"
            | "persuade"
            | "convince"
            | "pressure"
            | "force"
            | "criticize"
            | "criticise"
            | "condemn"
            | "assure"
            | "inform"
            | "threaten"
            | "support"
            | "back"
            | "provoke"
            | "oppose"
            | "antagonize"
            | "invite"
    )
}
