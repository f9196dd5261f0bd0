//! Cues: the words of a sentence that negate.

use super::{Kind, affixes};
use crate::Span;
use crate::claims::clauses::Tree;
use crate::english::{Dep, Pos, Tag};

/// The words of one negation.
pub struct Cue {
    /// The tokens that hold them; the first decides what is denied.
    pub tokens: Vec<usize>,
    /// Where they stand, in bytes of the sentence.
    pub spans: Vec<Span>,
    /// What sort.
    pub kind: Kind,
}

/// The cues of a sentence, in order.
pub fn find(tree: &Tree) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    for token in 0..tree.parsed.tokens.len() {
        let span = tree.parsed.tokens[token].span;
        let word = tree.word(token).to_lowercase();
        let whole = |kind: Kind, tokens: Vec<usize>| Cue {
            spans: tokens.iter().map(|t| tree.parsed.tokens[*t].span).collect(),
            tokens,
            kind,
        };
        let cue = match word.as_str() {
            "not" | "n't" | "n’t" if denies_by_not(tree, token) => whole(Kind::Word, vec![token]),
            "no" if word.len() == span.len() && denies_by_no(tree, token) => {
                let around = |at: usize, w: &str| lower(tree, at) == w;
                if token > 0 && around(token - 1, "by") && around(token + 1, "means") {
                    whole(Kind::Word, vec![token - 1, token, token + 1])
                } else {
                    whole(Kind::Word, vec![token])
                }
            }
            "never" | "nobody" | "nowhere" => whole(Kind::Word, vec![token]),
            "without" => whole(Kind::Word, vec![token]),
            "none" if lower(tree, token + 1) != "other" => whole(Kind::Word, vec![token]),
            "nothing" if lower(tree, token + 1) != "but" && !follows(tree, token, "for") => {
                whole(Kind::Word, vec![token])
            }
            "neither" => whole(Kind::Word, vec![token]),
            "nor" => {
                let open = found
                    .iter_mut()
                    .rfind(|cue| cue.tokens.len() == 1 && lower(tree, cue.tokens[0]) == "neither");
                if let Some(neither) = open {
                    neither.tokens.push(token);
                    neither.spans.push(span);
                    continue;
                }
                whole(Kind::Word, vec![token])
            }
            "hardly" | "scarcely" | "barely" => whole(Kind::Near, vec![token]),
            _ => match affixes::find(&word).filter(|_| may_hold_affix(tree, token, &word)) {
                Some(affix) => Cue {
                    tokens: vec![token],
                    spans: vec![Span::new(span.start + affix.start, span.start + affix.end)],
                    kind: Kind::Affix,
                },
                None => continue,
            },
        };
        found.push(cue);
    }
    found
}

/// A word in lower case; empty past the end.
fn lower(tree: &Tree, token: usize) -> String {
    match tree.parsed.tokens.get(token) {
        Some(t) => t.span.of(tree.text).to_lowercase(),
        None => String::new(),
    }
}

fn follows(tree: &Tree, token: usize, word: &str) -> bool {
    token > 0 && lower(tree, token - 1) == word
}

fn is_punct(tree: &Tree, token: usize) -> bool {
    tree.parsed
        .tokens
        .get(token)
        .is_none_or(|t| t.pos == Pos::Punct)
}

/// Whether "not" denies: not in "is it not?", "could not but", "not only", "or not".
fn denies_by_not(tree: &Tree, token: usize) -> bool {
    let next = lower(tree, token + 1);
    let ends = is_punct(tree, token + 1);
    let pronoun = |t: usize| {
        tree.parsed
            .tokens
            .get(t)
            .is_some_and(|t| t.pos == Pos::Pron)
    };
    let auxiliary = |t: usize| {
        tree.parsed.tokens[t].pos == Pos::Aux
            || matches!(tree.lemma(t).as_str(), "do" | "be" | "have")
    };
    let asks_agreement = ends && token > 1 && pronoun(token - 1) && auxiliary(token - 2)
        || lower(tree, token).ends_with('t')
            && lower(tree, token) != "not"
            && pronoun(token + 1)
            && (is_punct(tree, token + 2)
                || matches!(lower(tree, token + 2).as_str(), "think" | "see"));
    let either_way = ends && (follows(tree, token, "or") || follows(tree, token, "as"));
    let cannot_but = (next == "but" || next == "help" && lower(tree, token + 2).ends_with("ing"))
        && token > 0
        && tree.parsed.tokens[token - 1].tag == Tag::Md;
    !(asks_agreement
        || either_way
        || cannot_but
        || matches!(next.as_str(), "only" | "until" | "just"))
}

/// Whether an affix of a word may deny the rest: "unsafe", "untold", but the verb "untie" undoes.
fn may_hold_affix(tree: &Tree, token: usize, word: &str) -> bool {
    let t = &tree.parsed.tokens[token];
    let undoes = t.pos == Pos::Verb && t.tag != Tag::Vbn && word.starts_with("un");
    matches!(t.pos, Pos::Adj | Pos::Adv | Pos::Noun | Pos::Verb)
        && !undoes
        && word.len() == t.span.len()
}

/// Whether "no" denies: not in the adverb "no doubt" and before a bound ("no more than 40").
fn denies_by_no(tree: &Tree, token: usize) -> bool {
    let next = lower(tree, token + 1);
    let noun = token + 1;
    match next.as_str() {
        "doubt" => {
            let argument = matches!(tree.dep(noun), Dep::Attr | Dep::Dobj | Dep::Nsubj);
            let of_state = tree.head(noun).is_some_and(|v| {
                (tree.is(v, "be") && tree.child(v, &[Dep::Expl]).is_some() || tree.is(v, "have"))
                    && v < token
            });
            argument && of_state
        }
        // "No. 9"
        "." => tree
            .parsed
            .tokens
            .get(token + 2)
            .is_none_or(|t| t.pos != Pos::Num),
        "more" | "less" | "fewer" | "later" | "longer" => {
            let number = tree.parsed.tokens.get(token + 3);
            !(lower(tree, token + 2) == "than"
                && number.is_some_and(|n| n.pos == Pos::Num || n.tag == Tag::Dt))
        }
        _ => true,
    }
}
