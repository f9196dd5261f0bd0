//! Verbs that go together: which of them make one predicate, which one states it, and which only
//! say what somebody means to do.

use super::clauses::Tree;
use super::{predicates, roles};
use crate::english::{Dep, Pos, Tag};

/// The verbs that say one thing together, the lowest first: "began to burn", "was seen leaving",
/// "is likely to leave". A verb with an object of its own ("forced them to leave") says something
/// for itself.
pub fn chain(tree: &Tree, head: usize) -> Vec<usize> {
    let mut chain = vec![head];
    let mut at = head;
    while is_open(tree, at) {
        let Some(above) = tree.head(at) else { break };
        chain.push(above);
        at = above;
        if !tree.is_predicate(at) {
            let Some(verb) = tree.head(at) else { break };
            chain.push(verb);
            at = verb;
        }
    }
    chain
}

/// Whether a verb completes the predicate of the verb or adjective above it.
pub fn is_open(tree: &Tree, verb: usize) -> bool {
    let Some(above) = tree.head(verb).filter(|_| tree.dep(verb) == Dep::Xcomp) else {
        return false;
    };
    let has_object = tree.child(above, &[Dep::Dobj, Dep::Dative]).is_some();
    tree.is_predicate(verb) && (tree.is_predicate(above) && !has_object || is_leaning(tree, above))
}

/// "likely", "able", "due" after a form of "be": they say nothing without their infinitive.
fn is_leaning(tree: &Tree, adjective: usize) -> bool {
    tree.dep(adjective) == Dep::Acomp
        && tree
            .head(adjective)
            .is_some_and(|verb| tree.is_predicate(verb))
        && matches!(
            tree.lemma(adjective).as_str(),
            "likely"
                | "unlikely"
                | "able"
                | "unable"
                | "ready"
                | "set"
                | "due"
                | "bound"
                | "certain"
                | "sure"
                | "about"
                | "willing"
                | "unwilling"
                | "eager"
                | "reluctant"
                | "prepared"
                | "poised"
                | "free"
                | "keen"
                | "determined"
                | "supposed"
        )
}

/// Whether the statement is another verb's: "began" of "began to burn", "is" of "is likely to".
pub fn is_governor(tree: &Tree, head: usize) -> bool {
    let governs = |t: usize| {
        tree.children(t)
            .iter()
            .any(|c| is_open(tree, *c) && tree.head(*c) == Some(t))
    };
    governs(head)
        || tree
            .child(head, &[Dep::Acomp])
            .is_some_and(|adjective| is_leaning(tree, adjective) && governs(adjective))
}

/// Whether an infinitive names only an aim or a content, and does not say that it came about: "to
/// rescue them", "a plan to attack", "hard to beat".
pub fn is_only_meant(tree: &Tree, verb: usize) -> bool {
    let mut at = verb;
    while tree.dep(at) == Dep::Conj
        && tree.child(at, &[Dep::Nsubj, Dep::Nsubjpass]).is_none()
        && !tree
            .children(at)
            .iter()
            .any(|c| tree.parsed.tokens[*c].tag == Tag::Md)
        && matches!(tree.parsed.tokens[at].tag, Tag::Vb)
    {
        match tree.head(at) {
            Some(above) if tree.is_predicate(above) => at = above,
            _ => break,
        }
    }
    if !roles::is_bare_infinitive(tree, at) {
        // "to help find the cause" found nothing.
        let is_complement = matches!(tree.dep(at), Dep::Xcomp | Dep::Ccomp);
        let helped = tree
            .head(at)
            .filter(|help| is_complement && tree.is(*help, "help"));
        return helped.is_some_and(|help| is_only_meant(tree, help));
    }
    let above = tree.head(at);
    match tree.dep(at) {
        Dep::Advcl => true,
        // "the first to arrive" arrived.
        Dep::Acl | Dep::Relcl => !above.is_some_and(|noun| {
            let ranks =
                |t: usize| matches!(tree.lemma(t).as_str(), "first" | "last" | "only" | "next");
            ranks(noun) || tree.children(noun).iter().any(|c| ranks(*c))
        }),
        Dep::Xcomp => above.is_some_and(|adjective| {
            tree.parsed.tokens[adjective].pos == Pos::Adj && !is_leaning(tree, adjective)
        }),
        _ => false,
    }
}

/// Whether a verb only carries the act that a noun names: "launched an attack", "made a decision".
pub fn carries(tree: &Tree, verb: usize, noun: usize) -> bool {
    predicates::is_carrier(&tree.lemma(verb))
        && tree.parsed.tokens[noun].pos == Pos::Noun
        && predicates::act(&tree.lemma(noun)).is_some()
}

/// What an act is directed at: "an attack *on Lorn*".
pub fn target(tree: &Tree, verb: usize, noun: usize) -> Option<(usize, usize)> {
    let prepositions = tree.children(noun).iter().chain(tree.children(verb));
    prepositions
        .copied()
        .filter(|c| *c > noun && matches!(tree.word(*c), "on" | "against"))
        .find_map(|c| Some((c, tree.child(c, &[Dep::Pobj])?)))
        .filter(|(_, target)| {
            !matches!(tree.lemma(*target).as_str(), "day" | "night" | "week")
                && !roles::is_day(tree, *target)
        })
}

/// The words of a predicate: verbs, auxiliaries, negations and particles.
pub fn predicate(tree: &Tree, chain: &[usize]) -> Vec<usize> {
    let mut words: Vec<usize> = chain.to_vec();
    for &verb in chain {
        words.extend(tree.children(verb).iter().copied().filter(|c| {
            matches!(
                tree.dep(*c),
                Dep::Aux | Dep::Auxpass | Dep::Neg | Dep::Prt | Dep::Expl
            ) || is_negative_adverb(tree, *c)
        }));
    }
    // "no longer" is two words.
    let with: Vec<usize> = words
        .iter()
        .filter(|t| tree.is(**t, "longer") || tree.is(**t, "long"))
        .flat_map(|t| tree.children(*t).iter().copied())
        .filter(|c| tree.is(*c, "no"))
        .collect();
    words.extend(with);
    words.sort_unstable();
    words.dedup();
    words
}

/// "never", "hardly", "no longer": adverbs without which a predicate says the contrary.
fn is_negative_adverb(tree: &Tree, token: usize) -> bool {
    tree.dep(token) == Dep::Advmod
        && match tree.word(token).to_lowercase().as_str() {
            "never" | "hardly" | "scarcely" | "barely" => true,
            "longer" => tree.children(token).iter().any(|c| tree.is(*c, "no")),
            _ => false,
        }
}

/// "is *over*", "is *back online*": an adverb that says what the subject is.
pub fn adverb_complement(tree: &Tree, head: usize) -> Option<usize> {
    if !tree.is(head, "be") || tree.child(head, &[Dep::Expl]).is_some() {
        return None;
    }
    tree.children(head).iter().copied().rfind(|c| {
        *c > head
            && matches!(
                tree.dep(*c),
                Dep::Advmod | Dep::Prt | Dep::Npadvmod | Dep::Prep
            )
            && tree.child(*c, &[Dep::Pobj, Dep::Pcomp]).is_none()
            && matches!(
                tree.word(*c).to_lowercase().as_str(),
                "over"
                    | "back"
                    | "online"
                    | "offline"
                    | "away"
                    | "off"
                    | "on"
                    | "out"
                    | "up"
                    | "down"
                    | "abroad"
                    | "ashore"
                    | "underway"
                    | "ahead"
                    | "home"
                    | "through"
                    | "there"
                    | "here"
                    | "together"
                    | "apart"
            )
    })
}
