//! The scope of a negation: what its cue is said of.

use super::Kind;
use super::cues::Cue;
use crate::claims::clauses::Tree;
use crate::english::{Dep, Pos, Tag};

/// What a negation denies, if anything, and the tokens in its scope.
type Denied = (Option<usize>, Vec<usize>);

/// What a cue denies and the tokens in its scope, without marks at the ends.
pub fn of(tree: &Tree, cue: &Cue) -> (Option<usize>, Option<usize>, Vec<usize>) {
    let at = cue.tokens[0];
    let word = tree.word(at).to_lowercase();
    let mut phrase = None;
    let (denies, mut scope) = match (cue.kind, word.as_str()) {
        (Kind::Affix, _) => of_affix(tree, at),
        (_, "no") if is_answer(tree, at) => (None, Vec::new()),
        (_, "without") => {
            let what = tree.child(at, &[Dep::Pobj, Dep::Pcomp]);
            (
                what,
                what.map_or(Vec::new(), |w| tree.subtree(w, &|_| true)),
            )
        }
        (_, "nothing" | "nobody" | "none") => {
            phrase = Some(at);
            of_argument(tree, at)
        }
        (_, "no" | "neither") => match tree.head(at).filter(|h| !is_verb(tree, *h)) {
            Some(noun) => {
                phrase = Some(noun);
                of_argument(tree, noun)
            }
            None if tree.dep(at) == Dep::Nsubj => {
                phrase = Some(at);
                of_argument(tree, at)
            }
            None => of_adverb(tree, at),
        },
        _ => of_adverb(tree, at),
    };
    scope.retain(|t| cue.kind == Kind::Affix || !cue.tokens.contains(t));
    (denies, phrase, trimmed(tree, scope))
}

fn is_verb(tree: &Tree, token: usize) -> bool {
    matches!(tree.parsed.tokens[token].pos, Pos::Verb | Pos::Aux)
}

/// "No, …": an answer, no part of the clause.
fn is_answer(tree: &Tree, at: usize) -> bool {
    let next = tree.parsed.tokens.get(at + 1);
    // "no-one" is cut at its hyphen.
    let ends = |t: &crate::english::Token| t.pos == Pos::Punct && t.span.of(tree.text) != "-";
    tree.dep(at) == Dep::Intj || next.is_none_or(ends)
}

/// "not", "never", "nor": what they hang on.
fn of_adverb(tree: &Tree, at: usize) -> Denied {
    let Some(mut head) = tree.head(at) else {
        return (None, tree.subtree(at, &|_| true));
    };
    // "…, nor did he": "nor" hangs on the verb before it and denies the one after it.
    if tree.dep(at) == Dep::Cc && head < at {
        let next = tree.children(head).iter().copied();
        head = next
            .filter(|c| tree.dep(*c) == Dep::Conj && *c > at)
            .min()
            .unwrap_or(head);
    }
    if is_verb(tree, head) {
        let denied = contrasted_reason(tree, head).unwrap_or(head);
        return (Some(denied), clause(tree, head));
    }
    of_part(tree, head)
}

/// "It did not close because of the strike but because of the storm": it closed, and what is
/// denied is the reason. Without a "but", either may be meant.
fn contrasted_reason(tree: &Tree, verb: usize) -> Option<usize> {
    let word = |t: usize| tree.word(t).to_lowercase();
    let because = |t: &usize| word(*t) == "because";
    let gives_reason = |c: &usize| because(c) || tree.children(*c).iter().any(because);
    let reason = tree
        .children(verb)
        .iter()
        .copied()
        .find(|c| gives_reason(c))?;
    let last = tree.parsed.tokens.len().saturating_sub(1);
    let but = |t: usize| word(t) == "but" && matches!(word(t + 1).as_str(), "because" | "due");
    (reason..last).any(but).then_some(reason)
}

/// "no", "nothing": the clause in which the noun is an argument, else the phrase.
fn of_argument(tree: &Tree, noun: usize) -> Denied {
    let verb = tree.head(noun).filter(|h| is_verb(tree, *h));
    match (tree.dep(noun), verb) {
        (
            Dep::Nsubj
            | Dep::Nsubjpass
            | Dep::Dobj
            | Dep::Attr
            | Dep::Acomp
            | Dep::Dative
            | Dep::Oprd
            | Dep::Npadvmod
            | Dep::Advmod,
            Some(verb),
        ) => (Some(verb), clause(tree, verb)),
        _ => match denied_by_object(tree, noun) {
            Some(verb) => (Some(verb), clause(tree, verb)),
            None => of_part(tree, noun),
        },
    }
}

/// "He broke into no house", "at no time did he": the verb of a preposition whose object is
/// denied. "With no map", "at no cost", "in no time" leave the verb alone.
fn denied_by_object(tree: &Tree, noun: usize) -> Option<usize> {
    let preposition = tree.head(noun).filter(|_| tree.dep(noun) == Dep::Pobj)?;
    let verb = tree.head(preposition).filter(|v| is_verb(tree, *v))?;
    let denies = match tree.lemma(preposition).as_str() {
        "at" => matches!(
            tree.lemma(noun).as_str(),
            "time" | "point" | "stage" | "moment"
        ),
        "in" => !tree.is(noun, "time"),
        "into" | "to" | "under" | "on" | "by" | "of" | "from" | "against" => true,
        _ => false,
    };
    denies.then_some(verb)
}

/// A part of a clause that is denied of the rest: "(he was) in the hospital and not on the
/// staff".
fn of_part(tree: &Tree, part: usize) -> Denied {
    let mut found = tree.subtree(part, &|c| {
        tree.head(c) != Some(part) || !matches!(tree.dep(c), Dep::Cc | Dep::Conj | Dep::Relcl)
    });
    let mut first = part;
    while tree.dep(first) == Dep::Conj
        && let Some(before) = tree.head(first)
    {
        first = before;
    }
    let contrasts = first != part || tree.dep(part) == Dep::Prep;
    if let Some(verb) = tree.head(first).filter(|v| contrasts && is_verb(tree, *v)) {
        found.push(verb);
        for &c in tree.children(verb) {
            match tree.dep(c) {
                Dep::Nsubj | Dep::Nsubjpass | Dep::Expl => found.extend(tree.subtree(c, &|_| true)),
                Dep::Aux | Dep::Auxpass | Dep::Prt => found.push(c),
                _ => {}
            }
        }
        found.sort_unstable();
        found.dedup();
    }
    (Some(part), found)
}

/// "un", "less": the phrase of an adjective before its noun, else what it is said of.
fn of_affix(tree: &Tree, at: usize) -> Denied {
    let word = || {
        tree.subtree(at, &|c| {
            tree.head(c) != Some(at) || !matches!(tree.dep(c), Dep::Conj | Dep::Cc | Dep::Neg)
        })
    };
    let negated = |verb: usize| tree.child(verb, &[Dep::Neg]).is_some();
    match (tree.dep(at), tree.head(at)) {
        (Dep::Amod, Some(noun)) => {
            let mut found = word();
            found.push(noun);
            for &c in tree.children(noun) {
                let restricts =
                    |c: usize| !matches!(tree.word(tree.subtree(c, &|_| true)[0].max(1) - 1), ",");
                match tree.dep(c) {
                    Dep::Det | Dep::Poss => found.extend(tree.subtree(c, &|_| true)),
                    Dep::Prep if c > noun && tree.is(c, "of") => {
                        found.extend(tree.subtree(c, &|_| true))
                    }
                    Dep::Relcl if restricts(c) => found.extend(tree.subtree(c, &|_| true)),
                    Dep::Compound | Dep::Amod if c > at => found.extend(tree.subtree(c, &|_| true)),
                    _ => {}
                }
            }
            found.sort_unstable();
            (Some(at), found)
        }
        (Dep::Acomp | Dep::Attr | Dep::Oprd, Some(verb))
            if is_verb(tree, verb) && !negated(verb) =>
        {
            (Some(at), clause(tree, verb))
        }
        (Dep::Advmod, Some(verb))
            if is_verb(tree, verb) && !negated(verb) && !beside_comma(tree, at) =>
        {
            (Some(at), clause(tree, verb))
        }
        _ if tree.is_predicate(at) && is_verb(tree, at) => (Some(at), clause(tree, at)),
        _ => (Some(at), word()),
    }
}

fn beside_comma(tree: &Tree, at: usize) -> bool {
    tree.parsed
        .tokens
        .get(at + 1)
        .is_some_and(|t| t.tag == Tag::Comma)
}

/// The words of the clause that a verb heads, with the subject and auxiliaries that it shares
/// with a verb before it.
fn clause(tree: &Tree, head: usize) -> Vec<usize> {
    let subject = tree.child(head, &[Dep::Nsubj, Dep::Nsubjpass, Dep::Csubj, Dep::Expl]);
    let mut found = tree.subtree(head, &|c| {
        !is_vocative(tree, c)
            && !is_afterthought(tree, c)
            && (tree.head(c) != Some(head) || belongs(tree, c, head, subject))
    });
    let mut at = head;
    let mut shares_auxiliary =
        matches!(tree.parsed.tokens[head].tag, Tag::Vb | Tag::Vbn | Tag::Vbg)
            && tree.child(head, &[Dep::Aux, Dep::Auxpass]).is_none();
    for _ in 0..6 {
        if subject.is_some() {
            break;
        }
        let Some(above) = tree.head(at) else { break };
        if !matches!(tree.dep(at), Dep::Conj | Dep::Xcomp) {
            break;
        }
        if tree.dep(at) == Dep::Xcomp {
            shares_auxiliary = false;
        }
        let mut has_subject = false;
        for &c in tree.children(above) {
            match tree.dep(c) {
                Dep::Nsubj | Dep::Nsubjpass | Dep::Expl | Dep::Csubj => {
                    has_subject = true;
                    found.extend(tree.subtree(c, &|_| true));
                }
                Dep::Aux | Dep::Auxpass if shares_auxiliary && c < head => found.push(c),
                _ => {}
            }
        }
        if has_subject {
            break;
        }
        at = above;
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether what hangs on a verb is part of what is denied with it.
fn belongs(tree: &Tree, child: usize, head: usize, subject: Option<usize>) -> bool {
    let words = || tree.subtree(child, &|_| true);
    let asks = |t: &usize| {
        matches!(
            tree.parsed.tokens[*t].tag,
            Tag::Wdt | Tag::Wp | Tag::WpS | Tag::Wrb
        )
    };
    let after_comma = || {
        let first = words()[0];
        first > head && tree.parsed.tokens[first - 1].tag == Tag::Comma
    };
    let marked = |w: &str| {
        tree.children(child)
            .iter()
            .any(|m| tree.word(*m).eq_ignore_ascii_case(w))
    };
    // "With you there is no reason": set before the subject.
    let leads = subject.is_some_and(|s| child < s && child < head) && !words().iter().any(asks);
    match tree.dep(child) {
        Dep::Cc | Dep::Preconj | Dep::Mark | Dep::Conj | Dep::Intj | Dep::Parataxis | Dep::Meta => {
            false
        }
        Dep::Prep | Dep::Npadvmod => !leads,
        Dep::Advcl => {
            !leads
                && !(after_comma()
                    && (tree.parsed.tokens[child].tag == Tag::Vbg
                        || marked("for")
                        || marked("so")
                        || marked("as")
                        || marked("though")
                        || marked("although")))
        }
        Dep::Ccomp if child < head => false,
        Dep::Advmod => !leads && !is_comment(tree, child),
        _ => true,
    }
}

/// "…, for I have seen him": a reason given after a comma.
fn is_afterthought(tree: &Tree, token: usize) -> bool {
    let gives_reason =
        |m: &usize| tree.dep(*m) == Dep::Mark && tree.word(*m).eq_ignore_ascii_case("for");
    let follows_comma = |m: usize| m > 0 && tree.parsed.tokens[m - 1].tag == Tag::Comma;
    let mark = tree.children(token).iter().find(|m| gives_reason(m));
    tree.dep(token) == Dep::Advcl && mark.is_some_and(|m| follows_comma(*m))
}

/// "…, Watson": who is spoken to.
fn is_vocative(tree: &Tree, token: usize) -> bool {
    let named = tree.parsed.tokens[token].pos == Pos::Propn
        || matches!(
            tree.lemma(token).as_str(),
            "sir" | "madam" | "fellow" | "man"
        );
    if !named
        || !matches!(
            tree.dep(token),
            Dep::Npadvmod
                | Dep::Appos
                | Dep::Dobj
                | Dep::Nsubj
                | Dep::Conj
                | Dep::Attr
                | Dep::Dep
                | Dep::Pobj
        )
    {
        return false;
    }
    let words = tree.subtree(token, &|_| true);
    let (first, last) = (words[0], words[words.len() - 1]);
    let comma = first > 0 && tree.parsed.tokens[first - 1].tag == Tag::Comma;
    let closes = tree
        .parsed
        .tokens
        .get(last + 1)
        .is_none_or(|t| t.pos == Pos::Punct);
    comma && closes
}

/// Adverbs that comment on the clause rather than belong to it.
fn is_comment(tree: &Tree, token: usize) -> bool {
    matches!(
        tree.word(token).to_lowercase().as_str(),
        "surely"
            | "certainly"
            | "perhaps"
            | "indeed"
            | "however"
            | "therefore"
            | "probably"
            | "yet"
            | "unfortunately"
            | "then"
            | "of"
            | "so"
            | "but"
            | "though"
            | "evidently"
            | "apparently"
            | "clearly"
            | "obviously"
    )
}

/// Without marks at the ends and beside words that are out of scope.
fn trimmed(tree: &Tree, scope: Vec<usize>) -> Vec<usize> {
    let is_mark = |t: usize| matches!(tree.parsed.tokens[t].pos, Pos::Punct | Pos::Space);
    let words: Vec<usize> = scope.iter().copied().filter(|t| !is_mark(*t)).collect();
    let mut kept = Vec::new();
    for pair in words.windows(2) {
        kept.push(pair[0]);
        if (pair[0] + 1..pair[1]).all(is_mark) {
            kept.extend(pair[0] + 1..pair[1]);
        }
    }
    kept.extend(words.last());
    kept
}
