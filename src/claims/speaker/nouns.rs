//! Cues that are no verbs: "in X's view", "the claim that", "X is sure that".

use super::Stance;
use super::content::first;
use super::cues::{Cue, aside, stance, subject};
use super::words::{self, Force};
use crate::claims::clauses::Tree;
use crate::claims::modality;
use crate::english::{Dep, Pos};

/// Phrases whose noun reports: "in X's view", "in the words of X", "under the pretext of Y".
pub(super) fn phrase(tree: &Tree, token: usize) -> Option<Cue> {
    let preposition = tree.word(token).to_lowercase();
    if tree.dep(token) != Dep::Prep {
        return None;
    }
    let noun = tree.child(token, &[Dep::Pobj])?;
    let lemma = tree.lemma(noun);
    let of = tree
        .children(noun)
        .iter()
        .copied()
        .find(|c| tree.is(*c, "of"));
    match (preposition.as_str(), lemma.as_str()) {
        ("in", "view" | "opinion" | "word" | "estimation" | "eye" | "judgment" | "telling") => {
            let of = of.and_then(|of| tree.child(of, &[Dep::Pobj]));
            let source = tree.child(noun, &[Dep::Poss]).or(of)?;
            Some(aside(tree, token, noun, source))
        }
        // What an act is said to be for, which the writer does not believe.
        (
            "under" | "on" | "behind",
            "banner" | "guise" | "pretext" | "pretense" | "pretence" | "cloak",
        ) => {
            let of = of?;
            let content = tree.child(of, &[Dep::Pcomp, Dep::Pobj])?;
            Some(Cue {
                head: token,
                words: (token, of + 1),
                source: clause_subject(tree, token),
                force: Force::Speech,
                stance: Stance::Denied,
                denies: false,
                content: tree.subtree(content, &|c| tree.dep(c) != Dep::Relcl),
                clausal: true,
                addressee: None,
            })
        }
        _ => None,
    }
}

/// The subject of the clause that a phrase belongs to.
fn clause_subject(tree: &Tree, token: usize) -> Option<usize> {
    let mut at = token;
    while let Some(above) = tree.head(at) {
        at = above;
        if let Some(subject) = tree.child(at, &[Dep::Nsubj, Dep::Nsubjpass]) {
            return Some(subject);
        }
    }
    None
}

/// "The claim that …", "X's view is that …", "reports of …".
pub(super) fn noun(tree: &Tree, token: usize) -> Option<Cue> {
    if tree.parsed.tokens[token].pos != Pos::Noun {
        return None;
    }
    let lemma = tree.lemma(token);
    let force = words::noun(&lemma)?;
    let that = |c: usize| {
        tree.is_predicate(c)
            && tree.children(c).iter().any(|m| {
                matches!(tree.dep(*m), Dep::Mark | Dep::Det | Dep::Dobj | Dep::Nsubj)
                    && tree.word(*m).eq_ignore_ascii_case("that")
                    && *m == first(tree, c)
            })
    };
    // The parser takes many a "claim that X must go" for a relative clause ("the claim that X made").
    let relative = |c: usize| {
        tree.dep(c) == Dep::Relcl
            && tree
                .child(c, &[Dep::Nsubj, Dep::Nsubjpass])
                .is_some_and(|s| !tree.is(s, "that"))
            && words::verb(&tree.lemma(c)).is_none()
            && !matches!(
                tree.lemma(c).as_str(),
                "make" | "issue" | "release" | "publish" | "give" | "deliver" | "hold" | "raise"
            )
    };
    let clause = tree.children(token).iter().copied().find(|c| {
        (matches!(tree.dep(*c), Dep::Acl | Dep::Ccomp) || relative(*c))
            && *c > token
            && (that(*c)
                || tree.dep(*c) == Dep::Acl
                    && (force == Force::Wish
                        || matches!(lemma.as_str(), "pledge" | "promise" | "vow" | "threat")))
    });
    // "X's view is that …"
    let copula = tree
        .head(token)
        .filter(|be| tree.is(*be, "be") && matches!(tree.dep(token), Dep::Nsubj | Dep::Attr));
    let said = copula.and_then(|be| {
        tree.children(be)
            .iter()
            .copied()
            .find(|c| tree.dep(*c) == Dep::Ccomp && *c > token && that(*c))
    });
    let of = tree
        .children(token)
        .iter()
        .copied()
        .find(|c| {
            tree.is(*c, "of")
                && matches!(
                    lemma.as_str(),
                    "report" | "rumor" | "rumour" | "news" | "accusation" | "allegation"
                )
        })
        .and_then(|of| tree.child(of, &[Dep::Pcomp, Dep::Pobj]));
    let content = clause.or(said).or(of)?;
    // "The rumour that he left is false": whoever says so says that he did not.
    if modality::is_judged(tree, token) {
        return None;
    }
    let (source, denies) = holder(tree, token);
    // "The impression that …": anybody's, or the writer's own.
    let opinion = matches!(
        lemma.as_str(),
        "theory" | "view" | "belief" | "speculation" | "rumor" | "rumour"
    );
    if source.is_none() && force != Force::Speech && !opinion {
        return None;
    }
    let end = if said.is_some() {
        copula.map_or(token, |be| be.max(token))
    } else {
        token
    };
    Some(Cue {
        head: token,
        words: (token, end + 1),
        source: Some(source.unwrap_or(token)),
        force,
        stance: stance(tree, token),
        denies,
        content: tree.subtree(content, &|_| true),
        clausal: said.is_some(),
        addressee: None,
    })
}

/// Whose the words are that a noun names, and whether he denies them: "X's claim", "the claim by
/// X", "X made the claim", "X rejects the claim".
fn holder(tree: &Tree, noun: usize) -> (Option<usize>, bool) {
    let by = tree
        .children(noun)
        .iter()
        .copied()
        .filter(|c| tree.is(*c, "by") || tree.is(*c, "from"))
        .find_map(|by| tree.child(by, &[Dep::Pobj]));
    if let Some(own) = tree.child(noun, &[Dep::Poss]).or(by) {
        return (Some(own), false);
    }
    let (governor, object) = match (tree.dep(noun), tree.head(noun)) {
        (Dep::Dobj, Some(verb)) => (Some(verb), true),
        (Dep::Pobj, Some(preposition)) => (tree.head(preposition), false),
        _ => (None, false),
    };
    let Some(verb) = governor.filter(|v| tree.is_predicate(*v)) else {
        return (None, false);
    };
    let lemma = tree.lemma(verb);
    let denies =
        words::denies(&lemma) || lemma == "dismiss" || lemma == "refute" || lemma == "discount";
    let light = object
        && matches!(
            lemma.as_str(),
            "make"
                | "issue"
                | "have"
                | "repeat"
                | "express"
                | "voice"
                | "give"
                | "hold"
                | "share"
                | "take"
                | "raise"
                | "deliver"
                | "offer"
        );
    if denies || light || !object && lemma == "agree" {
        (subject(tree, verb), denies)
    } else {
        (None, false)
    }
}

/// "X was clear that …", "X made it clear that …".
pub(super) fn adjective(tree: &Tree, token: usize) -> Option<Cue> {
    let force = words::adjective(&tree.lemma(token))?;
    let verb = tree.head(token)?;
    let predicative = matches!(tree.dep(token), Dep::Acomp | Dep::Ccomp | Dep::Oprd)
        && (tree.is(verb, "be") || tree.is(verb, "make") || tree.is(verb, "remain"));
    let below = |t: usize| {
        tree.children(t)
            .iter()
            .copied()
            .find(|c| tree.dep(*c) == Dep::Ccomp && *c > token && tree.is_predicate(*c))
    };
    let clause = below(token)
        .or_else(|| below(verb))
        .filter(|_| predicative)?;
    let source = subject(tree, verb)
        .filter(|s| !matches!(tree.lemma(*s).as_str(), "it" | "this" | "that" | "there"))?;
    let content = tree.subtree(clause, &|_| true);
    Some(Cue {
        head: token,
        words: (verb.min(token), token + 1),
        source: Some(source),
        force,
        stance: Stance::Neutral,
        denies: false,
        content,
        clausal: true,
        addressee: None,
    })
}
