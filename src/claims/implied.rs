//! Statements without a verb of their own: "Holt, a former minister", "with 12 dead", headlines.

use super::clauses::{self, Clause, Tree};
use super::predicates;
use super::quantity::Quantity;
use crate::english::{Dep, EntityKind, Pos, Tag};

/// The statement that begins at a token, if one does.
pub fn find(tree: &Tree, token: usize) -> Option<Clause> {
    if let Some((subject, complement)) = apposition(tree, token) {
        let tokens = tree.subtree(token, &|c| {
            !tree.is_predicate(c) && tree.dep(c) != Dep::Punct && apposition(tree, c).is_none()
        });
        let last = tokens[tokens.len() - 1];
        let above = subject.min(complement).min(token);
        let first = tree
            .subtree(above, &|c| c < above && tree.dep(c) != Dep::Punct)
            .first()
            .copied()
            .unwrap_or(above);
        return Some(Clause {
            head: token,
            agent: Some(subject),
            patient: Some(complement),
            predicate: Vec::new(),
            extent: (first, last.max(first)),
            ..clauses::stating(tree, token, tokens)
        });
    }
    let counted = outcome(tree, token)?;
    let tokens = tree.subtree(token, &|c| {
        !tree.is_predicate(c) && tree.dep(c) != Dep::Punct
    });
    let tokens: Vec<usize> = tokens.into_iter().filter(|t| *t != token).collect();
    Some(Clause {
        head: counted,
        patient: tree.child(token, &[Dep::Pobj]),
        predicate: vec![counted],
        extent: (*tokens.first()?, *tokens.last()?),
        ..clauses::stating(tree, counted, tokens)
    })
}

/// For an apposition that says what its noun is: who, and what they are. "Holt, a former
/// minister" and "a former minister, Tom Holt" both say it of Holt.
pub fn apposition(tree: &Tree, token: usize) -> Option<(usize, usize)> {
    if tree.dep(token) != Dep::Appos {
        return None;
    }
    let noun = tree.head(token)?;
    let pos = |t: usize| tree.parsed.tokens[t].pos;
    let first = *tree.subtree(token, &|c| !tree.is_predicate(c)).first()?;
    let set_off = first > 0 && matches!(tree.word(first - 1), "," | "-" | "–" | "—" | "--" | "(");
    let is_one_of = tree.is(token, "one") && tree.children(token).iter().any(|c| tree.is(*c, "of"));
    if !set_off || token < noun || is_measure(tree, token) && !is_one_of || is_measure(tree, noun) {
        return None;
    }
    // The two stand side by side; what stands between belongs to the first.
    let between = tree.subtree(noun, &|c| c != token);
    if !(noun + 1..first - 1)
        .all(|t| between.contains(&t) || tree.parsed.tokens[t].pos == Pos::Punct)
    {
        return None;
    }
    // "Lorn, the election in Varel and a feud": a list. Only of a person are two things said.
    let is_list = |t: usize| tree.child(t, &[Dep::Conj, Dep::Appos]).is_some();
    if is_list(token) && !is_person(tree, noun) || tree.child(noun, &[Dep::Conj]).is_some() {
        return None;
    }
    match (pos(noun), pos(token)) {
        (Pos::Noun, Pos::Propn) if is_described(tree, noun) && !is_plural(tree, noun) => {
            Some((token, noun))
        }
        (Pos::Propn | Pos::Noun, Pos::Noun) if is_described(tree, token) => Some((noun, token)),
        // "Holt, one of the ministers"
        (Pos::Propn, Pos::Num) if tree.is(token, "one") && is_described(tree, token) => {
            Some((noun, token))
        }
        _ => None,
    }
}

fn is_plural(tree: &Tree, noun: usize) -> bool {
    tree.parsed.tokens[noun].tag == Tag::Nns
}

fn is_person(tree: &Tree, token: usize) -> bool {
    tree.parsed
        .entities
        .iter()
        .any(|e| (e.start..e.end).contains(&token) && e.kind == EntityKind::Person)
}

/// A noun with an article, a possessor or another description: "a farmer", "the group's leader",
/// "former minister"; a bare one may be a list's next member.
fn is_described(tree: &Tree, noun: usize) -> bool {
    let several = tree.child(noun, &[Dep::Nummod]).is_some()
        || tree.children(noun).iter().any(|c| {
            matches!(
                tree.lemma(*c).as_str(),
                "several" | "many" | "some" | "few" | "other"
            )
        });
    !several
        && tree.children(noun).iter().any(|c| {
            *c < noun
                && matches!(
                    tree.dep(*c),
                    Dep::Det | Dep::Poss | Dep::Amod | Dep::Compound
                )
                || tree.is(*c, "of")
        })
}

/// Whether a noun gives a number, an age or a date.
fn is_measure(tree: &Tree, noun: usize) -> bool {
    let entity = tree
        .parsed
        .entities
        .iter()
        .find(|e| (e.start..e.end).contains(&noun));
    tree.parsed.tokens[noun].pos == Pos::Num
        || entity.is_some_and(|e| {
            matches!(
                e.kind,
                EntityKind::Date
                    | EntityKind::Time
                    | EntityKind::Cardinal
                    | EntityKind::Money
                    | EntityKind::Percent
                    | EntityKind::Quantity
                    | EntityKind::Ordinal
            )
        })
}

/// For "with" before people or things and what became of them ("with 12 dead", "with two people
/// killed"): the word that says what became of them.
pub fn outcome(tree: &Tree, with: usize) -> Option<usize> {
    if tree.dep(with) != Dep::Prep || !matches!(tree.word(with), "with" | "With" | "leaving") {
        return None;
    }
    let counted = tree.child(with, &[Dep::Pobj])?;
    let says = |t: usize| {
        predicates::is_cumulative(predicates::class(&tree.lemma(t)))
            && matches!(tree.parsed.tokens[t].pos, Pos::Adj | Pos::Verb | Pos::Noun)
    };
    let has_number =
        |t: usize| tree.parsed.tokens[t].pos == Pos::Num || tree.child(t, &[Dep::Nummod]).is_some();
    if !has_number(counted) {
        return None;
    }
    let after = tree.children(counted).iter().copied().find(|c| {
        *c > counted && matches!(tree.dep(*c), Dep::Amod | Dep::Acl | Dep::Acomp) && says(*c)
    });
    after
        .filter(|c| !tree.is_predicate(*c)) // a participle is a clause already
        .or(says(counted).then_some(counted))
}

/// A sentence without a verb states its quantities ("Ten dead in quake") or the act that its noun
/// names ("Explosion in Lorn").
pub fn verbless(tree: &Tree, quantities: &[Quantity]) -> Option<Clause> {
    let head = (0..tree.parsed.tokens.len())
        .find(|t| tree.head(*t).is_none() && tree.dep(*t) == Dep::Root)?;
    let pos = tree.parsed.tokens[head].pos;
    let counts =
        !quantities.is_empty() && matches!(pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Num);
    let happens = pos == Pos::Noun
        && predicates::is_event_noun(&tree.lemma(head))
        && tree.child(head, &[Dep::Prep]).is_some();
    if !counts && !happens {
        return None;
    }
    let tokens: Vec<usize> = tree.subtree(head, &|_| true);
    Some(Clause {
        patient: counts.then_some(head),
        obliques: Vec::new(),
        ..clauses::stating(tree, head, tokens)
    })
}
