//! Ages: where a number beside a name, in its place or said of somebody is how old they are.

use super::clauses::{Clause, Tree};
use super::quantity::Quantity;
use crate::english::Dep;

/// The first of the words, commas among them, that stand between a name and an age: "Anna Kessler,
/// female, aged 34".
pub(super) fn before(tree: &Tree, quantity: &Quantity) -> usize {
    let tokens = &tree.parsed.tokens;
    let mut at = tokens.partition_point(|t| t.span.end <= quantity.span.start);
    while at > 0
        && matches!(
            tree.word(at - 1).to_lowercase().as_str(),
            "," | "aged" | "male" | "female" | "single" | "married" | "widowed"
        )
    {
        at -= 1;
    }
    at
}

/// Whether an age stands with an article in the place of somebody named before: "the 34-year-old",
/// "the 34-year-old singer"; "the 34-year-old suspect" may be another.
pub(super) fn tells_again(tree: &Tree, clause: &Clause, quantity: &Quantity) -> bool {
    let noun = match tree.dep(quantity.head) {
        Dep::Nsubj | Dep::Nsubjpass => Some(quantity.head),
        _ => tree.head(quantity.head),
    };
    let Some(noun) = noun.filter(|n| clause.agent.or(clause.patient) == Some(*n)) else {
        return false;
    };
    let definite = tree.children(noun).iter().any(|c| tree.is(*c, "the"));
    let again = matches!(
        tree.lemma(noun).as_str(),
        "old"
            | "olds"
            | "grandmother"
            | "grandfather"
            | "mother"
            | "father"
            | "singer"
            | "actor"
            | "actress"
            | "star"
            | "native"
            | "pensioner"
            | "widow"
            | "politician"
    );
    definite && (again || tree.word(noun).ends_with("-old"))
}

/// Whether a bare number is what somebody is said to be: "She is thirty-four." Of what somebody once
/// was ("when he was twelve") it says nothing.
pub(super) fn is_said(tree: &Tree, clause: &Clause, quantity: &Quantity) -> bool {
    let after = quantity.token + 1;
    let ends = after >= tree.parsed.tokens.len()
        || matches!(
            tree.word(after),
            "." | "," | ";" | "and" | "now" | "\"" | "”" | "’"
        );
    tree.is(clause.head, "be")
        && matches!(tree.dep(clause.head), Dep::Root | Dep::Conj | Dep::Ccomp)
        && matches!(tree.dep(quantity.head), Dep::Attr | Dep::Acomp)
        && tree.head(quantity.head) == Some(clause.head)
        && quantity.noun.is_empty()
        && (2.0..=110.0).contains(&quantity.value)
        && quantity.value.fract() == 0.0
        && ends
}
