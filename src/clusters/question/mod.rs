//! Questions in plain English, made from what the claims of a cluster have in common.
//!
//! [`ask`] takes the slots that all claims fill alike and leaves out where they differ: that is
//! what is asked for. `slots` chooses the wording of a slot, `nouns` makes it fit to stand in a
//! question, `acts` the verb and its time, `complements` what a verb cannot do without, `clause` puts
//! the auxiliary before the subject, `open` asks who and what in place of whether, `verbs` inflects,
//! `amounts` asks how many and `measures` how much, how long and how far.

mod acts;
mod amounts;
mod articles;
mod clause;
mod complements;
mod doers;
mod measures;
mod nouns;
mod obliques;
mod open;
mod plurals;
mod said;
mod slots;
mod verbs;

use super::{Asked, causes, targets};
use crate::claims::{Argument, Claim, Counted};
use acts::{Act, Time};
use clause::{Clause, Sought};
use nouns::Phrase;

/// The question that claims answer, with a capital and a question mark.
pub fn ask(asked: Asked, claims: &[&Claim]) -> String {
    if claims.is_empty() {
        return String::new();
    }
    let clause = Clause::new(claims);
    sentence(&match asked {
        Asked::HowMany => amounts::of_first(&clause),
        Asked::Who => who_did(&clause),
        // "The repair time will be twelve days": only the number says what it is.
        Asked::Whether if clause.is_a_number() => amounts::of_first(&clause),
        Asked::Whether => open::ask(&clause).unwrap_or_else(|| clause.inverted(Sought::Truth)),
        Asked::When => format!("when {}", clause.inverted(Sought::When)),
        Asked::Where => format!("where {}", clause.placeless().inverted(Sought::Where)),
        Asked::Whom => {
            match targets::target(claims[0]).map_or("", |(p, _)| p) {
                // The target is the object.
                "" => whom(&clause),
                "in" => format!("where {}", clause.inverted(Sought::Number)),
                preposition => {
                    format!("what {} {preposition}", clause.inverted(Sought::Number))
                }
            }
        }
        // The label makes its question itself.
        Asked::Label | Asked::State | Asked::Worth | Asked::Due | Asked::Doubt | Asked::Figure => {
            String::new()
        }
        Asked::Why => match causes::cause(claims[0]) {
            Some(causes::Cause {
                noun: Some(noun), ..
            }) => format!("what caused {noun}"),
            _ => format!("why {}", clause.inverted(Sought::When)),
        },
    })
}

/// The question for these numbers, one a claim; empty if there is none.
pub fn amount(counted: &[(&Claim, &Counted)]) -> String {
    let claims: Vec<&Claim> = counted.iter().map(|(claim, _)| *claim).collect();
    if claims.is_empty() {
        return String::new();
    }
    sentence(&amounts::of(&Clause::new(&claims), counted))
}

/// A question from its words.
/// Whether something befell somebody or something that a claim tells of: "Was the road reopened?"
pub fn befell(whose: &Argument, claim: &Claim, participle: &str) -> String {
    let Some(phrase) = Phrase::of(whose, claim, &[]) else {
        return ask(Asked::Whether, &[claim]);
    };
    let be = if phrase.is_plural { "were" } else { "was" };
    sentence(&format!("{be} {} {participle}", phrase.text))
}

/// What somebody or something that a claim judges is worth: "How good was the rescue?"
pub fn worth(whose: &Argument, claim: &Claim) -> String {
    let Some(phrase) = Phrase::of(whose, claim, &[]) else {
        return ask(Asked::Whether, &[claim]);
    };
    let be = if phrase.is_plural { "were" } else { "was" };
    sentence(&format!("how good {be} {}", phrase.text))
}

fn sentence(words: &str) -> String {
    let words = crate::claims::one_line(words);
    let words = words.trim_end_matches(|c: char| c.is_whitespace() || ",.;:".contains(c));
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| {
        format!("{}{}?", first.to_uppercase(), letters.as_str())
    })
}

/// "whom did the nurse shield"
fn whom(clause: &Clause) -> String {
    let Act::Verb { lemma, particle } = &clause.act else {
        return clause.inverted(Sought::Number);
    };
    match clause.subject.shared() {
        Some(subject) => {
            let did = clause.r#do(subject, &format!(" {lemma}{particle}"));
            format!("whom {did}{}", clause.more(false))
        }
        None => format!("who was {}{particle}", verbs::participle(lemma)),
    }
}

/// "who fired the rockets"
fn who_did(clause: &Clause) -> String {
    let object = clause.object.phrase.as_ref();
    let object = object.map_or(String::new(), |o| format!(" {}", o.impersonal().text));
    let class = clause.claims[0].class.as_str();
    let more = clause.more(false);
    let (lemma, particle) = match &clause.act {
        Act::Verb { lemma, particle } => (lemma.as_str(), particle.as_str()),
        _ => (acts::act_of(class), ""),
    };
    if class == "control" {
        return format!("{}{object}{more}", controls(clause, lemma));
    }
    // "Kessler died", "killed in a crash": nobody is said to have done it.
    let lemma = match (lemma, clause.object.phrase.is_some()) {
        ("die", true) => "kill",
        ("kill", false) => "die",
        _ => lemma,
    };
    let asked = if class == "cause" {
        "what"
    } else {
        clause.who()
    };
    format!(
        "{asked} {}{particle}{object}{more}",
        clause.finite(lemma, false)
    )
}

/// "who controls", "who took control of": a state, or the act that led to it where all tell of one.
fn controls(clause: &Clause, lemma: &str) -> String {
    let is_state = |lemma: &str| matches!(lemma, "control" | "hold" | "rule" | "occupy" | "be");
    if clause.claims.iter().all(|c| !c.nominal && c.lemma == lemma) && !is_state(lemma) {
        return format!("who {}", clause.finite(lemma, false));
    }
    match &clause.time {
        Time::Past
            if clause
                .claims
                .iter()
                .all(|c| !is_state(&c.lemma) && !c.nominal) =>
        {
            "who took control of".to_owned()
        }
        Time::Past => "who controlled".to_owned(),
        Time::Present => "who controls".to_owned(),
        Time::Modal(modal) => format!("who {modal} control"),
    }
}
