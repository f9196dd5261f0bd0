//! Doubt: what a sentence says is not known, or that somebody is not sure of it.
//!
//! "It is unclear whether he fired", "no evidence that he fired", "police could not say how many
//! died": such a clause is asked, but whoever says so answers the question, with "not known".

use crate::claims::clauses::Tree;
use crate::english::{Dep, Tag};

/// What of a clause is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Whether it is so at all.
    Whether,
    /// Who did it, or what.
    Who,
    /// How many, how much.
    HowMany,
    /// When it was.
    When,
    /// Where it was.
    Where,
    /// Why it was.
    Why,
}

/// What of a clause its sentence says is not known; none where it says nothing of the kind.
pub fn open(tree: &Tree, clause: usize) -> Option<Open> {
    let asked = match asked(tree, clause) {
        // "how he died" is another question, "whether it fell or was pushed" one of two ways.
        Asked::How => return None,
        Asked::What(Open::Whether) if has_choice(tree, clause) => return None,
        Asked::What(open) => Some(open),
        Asked::Nothing => None,
    };
    let above = tree.head(clause)?;
    let (verb, noun) = match tree.dep(clause) {
        // "is unclear whether he fired", "did not say why he fired"
        Dep::Ccomp | Dep::Csubj | Dep::Csubjpass => (above, None),
        // The parser reads the clause of "unclear if he fired" as a condition, too.
        Dep::Advcl if asked == Some(Open::Whether) && adjective(tree, above).is_some() => {
            (above, None)
        }
        // "no word on whether he fired"
        Dep::Pcomp => {
            let noun = tree.head(above)?;
            (verb_over(tree, noun)?, Some(noun))
        }
        // "no evidence that he fired"
        Dep::Acl if tree.child(clause, &[Dep::Mark]).is_some() => {
            (verb_over(tree, above)?, Some(above))
        }
        _ => return None,
    };
    if is_unstated(tree, verb) {
        return None;
    }
    let known = match noun {
        Some(noun) => by_noun(tree, noun, verb, asked),
        None => by_verb(tree, verb, asked),
    };
    (known == Some(false)).then_some(asked.unwrap_or(Open::Whether))
}

/// What a clause asks.
enum Asked {
    What(Open),
    /// In what way.
    How,
    /// It begins with "that" or with nothing.
    Nothing,
}

/// Whether a clause offers two answers: "or", but not "or not".
fn has_choice(tree: &Tree, clause: usize) -> bool {
    let inside = tree.subtree(clause, &|_| true);
    let or = inside.iter().find(|t| tree.is(**t, "or"));
    or.is_some_and(|or| tree.parsed.tokens.len() <= or + 1 || !tree.is(or + 1, "not"))
}

fn asked(tree: &Tree, clause: usize) -> Asked {
    let asks = |token: usize| {
        let next = tree.parsed.tokens.get(token + 1);
        let next = next.map_or("", |t| t.span.of(tree.text));
        let question = match tree.word(token).to_lowercase().as_str() {
            "whether" | "if" => Asked::What(Open::Whether),
            "who" | "what" | "which" | "whose" => Asked::What(Open::Who),
            "why" => Asked::What(Open::Why),
            "when" => Asked::What(Open::When),
            "where" => Asked::What(Open::Where),
            "how" if matches!(next, "many" | "much") => Asked::What(Open::HowMany),
            "how" => Asked::How,
            _ => return None,
        };
        let tag = tree.parsed.tokens[token].tag;
        let asks = tree.dep(token) == Dep::Mark || matches!(tag, Tag::Wp | Tag::Wdt | Tag::Wrb);
        asks.then_some(question)
    };
    let near = |token: &usize| *token < clause;
    let children = tree.children(clause).iter().copied().filter(near);
    // "how many people", "which of the men": the word that asks hangs on a noun of the clause.
    children
        .flat_map(|child| {
            let inner = tree.children(child).iter().copied();
            let deeper = inner.clone().flat_map(|c| tree.children(c).iter().copied());
            std::iter::once(child).chain(inner.clone()).chain(deeper)
        })
        .find_map(asks)
        .unwrap_or(Asked::Nothing)
}

/// Whether a verb says that the clause it governs is known (true) or is not (false).
fn by_verb(tree: &Tree, verb: usize, asked: Option<Open>) -> Option<bool> {
    let denied = is_denied(tree, verb);
    // "That the site was sold is only a rumour"
    if tree.is(verb, "be") && is_unconfirmed(tree, verb) {
        return Some(denied);
    }
    if let Some(adjective) = adjective(tree, verb) {
        return match tree.lemma(adjective).as_str() {
            "unclear" | "unknown" | "uncertain" | "unsure" | "doubtful" | "undecided"
            | "questionable" => Some(denied),
            "open" if asked.is_some() => Some(denied),
            "clear" | "certain" | "sure" | "know" | "known" | "evident" => {
                let far = tree.is(adjective, "clear") && far_from(tree, adjective);
                Some(!(denied || far))
            }
            _ => None,
        };
    }
    // "declined to say", "was unable to confirm"
    let refused = tree.dep(verb) == Dep::Xcomp
        && tree.head(verb).is_some_and(|above| {
            let word = adjective(tree, above).unwrap_or(above);
            let refuses = matches!(
                tree.lemma(word).as_str(),
                "decline" | "refuse" | "fail" | "unable" | "try" | "seek" | "struggle" | "work"
            );
            refuses || tree.is(word, "able") && is_denied(tree, above)
        });
    let denied = denied || refused;
    match tree.lemma(verb).as_str() {
        // Who doubts it himself denies it ("I doubt that"), which is read elsewhere.
        "doubt" | "question" => {
            let own = |s: usize| matches!(tree.word(s), "I" | "we" | "We");
            let by_speaker = tree.child(verb, &[Dep::Nsubj]).is_some_and(own);
            (!by_speaker).then_some(denied)
        }
        "confirm" | "verify" | "establish" | "prove" | "determine" if denied => Some(false),
        // "is investigating whether", "will decide whether"
        "investigate" | "examine" | "probe" | "debate" | "determine" | "wonder" | "decide"
            if asked.is_some() && is_open_yet(tree, verb) =>
        {
            Some(false)
        }
        // "did not say that he left" says nothing; "did not say why he left" that it is not known.
        "know" | "say" | "tell" | "explain" | "learn" | "decide" | "specify" | "disclose"
        | "reveal" | "release" | "understand" | "find" | "identify" | "agree"
            if asked.is_some() && denied =>
        {
            Some(false)
        }
        _ => None,
    }
}

/// Whether a noun says that the clause it governs is known.
fn by_noun(tree: &Tree, noun: usize, verb: usize, asked: Option<Open>) -> Option<bool> {
    let children = tree.children(noun);
    let without = |c: &usize| {
        let word = tree.word(*c).to_lowercase();
        matches!(tree.dep(*c), Dep::Det | Dep::Amod)
            && matches!(word.as_str(), "no" | "little" | "any" | "scant")
    };
    let unconfirmed = |c: &usize| tree.is(*c, "unconfirmed") || tree.is(*c, "unverified");
    let absent = children.iter().any(without)
        && (is_denied(tree, verb) || !children.iter().any(|c| tree.is(*c, "any")));
    match tree.lemma(noun).as_str() {
        "evidence" | "proof" | "sign" | "indication" | "confirmation" => {
            Some(!(absent || is_denied(tree, verb)))
        }
        "word" | "information" | "detail" | "decision" | "agreement" | "idea" | "clue"
            if asked.is_some() =>
        {
            Some(!(absent || is_denied(tree, verb)))
        }
        "doubt" | "question" | "uncertainty" | "debate" | "dispute" | "mystery" if !absent => {
            asked.map(|_| false)
        }
        "report" | "claim" | "rumour" | "rumor" | "story" | "suggestion"
            if children.iter().any(unconfirmed) || is_unconfirmed(tree, verb) =>
        {
            Some(false)
        }
        _ => None,
    }
}

/// Whether what a verb says of a report is that nobody vouches for it: "have never been confirmed",
/// "is only a rumour", "called speculation".
fn is_unconfirmed(tree: &Tree, verb: usize) -> bool {
    let confirms = matches!(
        tree.lemma(verb).as_str(),
        "confirm" | "verify" | "prove" | "substantiate"
    );
    let is_rumour = |noun: usize| {
        matches!(
            tree.lemma(noun).as_str(),
            "rumour" | "rumor" | "speculation" | "gossip" | "guesswork"
        )
    };
    let called = tree.child(verb, &[Dep::Attr, Dep::Oprd, Dep::Dobj]);
    confirms && is_denied(tree, verb) || called.is_some_and(is_rumour)
}

/// The adjective or participle of "is unclear", "remains unknown", "was not known".
fn adjective(tree: &Tree, verb: usize) -> Option<usize> {
    let is = |lemma| tree.is(verb, lemma);
    if is("be") || is("remain") || is("seem") {
        return tree.child(verb, &[Dep::Acomp, Dep::Oprd]);
    }
    let passive = tree.child(verb, &[Dep::Auxpass]).is_some();
    (is("know") && passive).then_some(verb)
}

/// The verb that a noun is an argument of.
fn verb_over(tree: &Tree, noun: usize) -> Option<usize> {
    let mut at = noun;
    for _ in 0..4 {
        at = tree.head(at)?;
        if tree.is_predicate(at) {
            return Some(at);
        }
    }
    None
}

/// "not", "never", "nobody", "neither", and "could hardly".
fn is_denied(tree: &Tree, verb: usize) -> bool {
    let no = |token: usize| {
        matches!(
            tree.word(token).to_lowercase().as_str(),
            "not" | "n't" | "n’t" | "never" | "nobody" | "none" | "no" | "hardly" | "nothing"
        )
    };
    let children = tree.children(verb).iter();
    children.copied().any(|c| {
        let subject = matches!(tree.dep(c), Dep::Nsubj | Dep::Nsubjpass);
        let of_subject = || subject && tree.children(c).iter().copied().any(no);
        (matches!(tree.dep(c), Dep::Neg | Dep::Advmod) || subject) && no(c) || of_subject()
    })
}

/// "far from clear"
fn far_from(tree: &Tree, adjective: usize) -> bool {
    adjective >= 2 && tree.is(adjective - 1, "from") && tree.is(adjective - 2, "far")
}

/// Whether an inquiry still goes on: "are investigating whether", "will decide whether".
fn is_open_yet(tree: &Tree, verb: usize) -> bool {
    let tag = tree.parsed.tokens[verb].tag;
    let will = |c: &usize| tree.parsed.tokens[*c].tag == Tag::Md;
    matches!(tag, Tag::Vbg | Tag::Vbz | Tag::Vbp)
        || tree.children(verb).iter().any(will)
        || tree.dep(verb) == Dep::Xcomp
}

/// Whether what governs the clause is asked or a condition itself.
fn is_unstated(tree: &Tree, verb: usize) -> bool {
    super::is_unstated(tree, verb)
}
