//! What a cue reports by the grammar: a complement clause, an object, or what stands beside it.

use super::words::{self, Force};
use crate::claims::clauses::Tree;
use crate::claims::lists::is_one_of;
use crate::english::{Dep, Tag};

/// What a phrase beside a clause ("according to X", "in X's view") comments on: the clause it
/// hangs on, or the whole sentence where the phrase opens or ends it.
pub(super) fn around(tree: &Tree, phrase: usize) -> Vec<usize> {
    let own = tree.subtree(phrase, &|_| true);
    let last = last_word(tree);
    let at_edge = own[0] <= first_word(tree) || own.last().is_some_and(|t| *t >= last);
    let mut clause = phrase;
    while let Some(above) = tree.head(clause) {
        clause = above;
        if tree.is_predicate(clause) && !at_edge {
            break;
        }
    }
    let all = if at_edge {
        (0..tree.parsed.tokens.len()).collect()
    } else {
        tree.subtree(clause, &|_| true)
    };
    without(all, &own)
}

/// What a verb reports by the grammar.
#[derive(Default)]
pub(super) struct Said {
    pub(super) tokens: Vec<usize>,
    /// Whether it is a clause or a sentence.
    pub(super) clause: bool,
    /// Whether it is only an infinitive ("agreed to leave").
    pub(super) infinitive: bool,
}

pub(super) fn content(tree: &Tree, verb: usize, lemma: &str, force: Force, passive: bool) -> Said {
    let children = tree.children(verb);
    let after = |deps: &[Dep]| {
        children
            .iter()
            .copied()
            .find(|c| *c > verb && deps.contains(&tree.dep(*c)))
    };
    let mut clauses: Vec<usize> = children
        .iter()
        .filter(|c| **c > verb && tree.dep(**c) == Dep::Ccomp && !is_spliced(tree, verb, **c))
        .flat_map(|c| complement(tree, verb, *c))
        .collect();
    if !clauses.is_empty() {
        // "finds them polite" states something itself.
        let verbal = children
            .iter()
            .any(|c| tree.dep(*c) == Dep::Ccomp && tree.is_predicate(*c));
        clauses.sort_unstable();
        clauses.dedup();
        return Said {
            tokens: clauses,
            clause: verbal || !words::needs_clause(lemma),
            infinitive: false,
        };
    }
    // "…, she said", "…, she said, …"
    if words::inverts(lemma)
        && !passive
        && let Some(tokens) = beside(tree, verb)
    {
        return Said {
            tokens,
            clause: true,
            infinitive: false,
        };
    }
    let mut tokens = Vec::new();
    let mut take = |token: Option<usize>| {
        if let Some(token) = token {
            tokens.extend(tree.subtree(token, &|_| true));
        }
    };
    let clause_only = words::needs_clause(lemma);
    let verbal = after(&[Dep::Xcomp, Dep::Oprd]).filter(|_| !clause_only || force == Force::Wish);
    take(verbal);
    if !passive && !clause_only && words::takes_object(lemma) {
        for object in children {
            let named = *object > verb && tree.dep(*object) == Dep::Dobj && !tree.is(*object, "it");
            take(Some(*object).filter(|_| named));
        }
    }
    for preposition in children {
        if *preposition > verb
            && tree.dep(*preposition) == Dep::Prep
            && governs(lemma, &tree.lemma(*preposition))
        {
            take(tree.child(*preposition, &[Dep::Pobj, Dep::Pcomp]));
        }
    }
    tokens.sort_unstable();
    tokens.dedup();
    Said {
        tokens,
        clause: false,
        infinitive: verbal.is_some_and(|v| tree.dep(v) == Dep::Xcomp && tree.is_predicate(v)),
    }
}

/// A clause after a comma without "that" is no complement but a sentence of its own, unless a
/// quotation opens: "He did his best, the bridge fell."
fn is_spliced(tree: &Tree, verb: usize, clause: usize) -> bool {
    let start = first(tree, clause);
    start > verb + 1
        && tree.word(start - 1) == ","
        && !matches!(tree.word(start), "“" | "\"" | "''" | "``" | "«" | "‘")
        && !tree.word(start).eq_ignore_ascii_case("that")
        // "said, in a phone call, the gate was open"
        && tree.word(verb + 1) != ","
}

/// A complement clause with what belongs to it, and without what the parser has joined to it
/// though it goes with the cue: "said it would stay, but left on Monday".
fn complement(tree: &Tree, verb: usize, clause: usize) -> Vec<usize> {
    let tag = tree.parsed.tokens[verb].tag;
    let modal = tree
        .children(clause)
        .iter()
        .any(|c| tree.parsed.tokens[*c].tag == Tag::Md);
    let joined = tree.children(clause).iter().copied().find(|c| {
        let own = tree
            .child(*c, &[Dep::Nsubj, Dep::Nsubjpass, Dep::Aux])
            .is_some();
        modal
            && tree.dep(*c) == Dep::Conj
            && !own
            && tree.parsed.tokens[*c].tag == tag
            && matches!(tag, Tag::Vbd | Tag::Vbz)
    });
    let mut found = tree.subtree(clause, &|c| Some(c) != joined);
    // "that A and that B": the second may hang anywhere.
    let last = found[found.len() - 1];
    let word = |t: usize| {
        tree.parsed
            .tokens
            .get(t)
            .map(|t| t.span.of(tree.text).to_lowercase())
            .unwrap_or_default()
    };
    let mut next = last + 1;
    if word(next) == "," {
        next += 1;
    }
    if matches!(word(next).as_str(), "and" | "but" | "or")
        && word(next + 1) == "that"
        && joined.is_none()
    {
        found.extend(last + 1..tree.parsed.tokens.len());
    }
    found
}

/// The preposition that brings in what is said: "warned of", "accused X of".
fn governs(verb: &str, preposition: &str) -> bool {
    let verbs = match preposition {
        "of" => "warn speak accuse complain boast remind inform assure tell approve think",
        "for" => "call blame criticize criticise praise push plead appeal condemn press",
        "about" => "complain talk warn speak ask worry brag joke think",
        "as" => {
            "describe characterize characterise portray dismiss depict label brand view regard see denounce condemn praise"
        }
        "to" => "point object refer allude liken compare agree swear confess admit",
        "on" => "call comment insist urge",
        "against" => "warn argue advise caution",
        _ => return false,
    };
    is_one_of(verb, verbs)
}

/// What stands before (and after) a cue that comes after the first of its content: a
/// parenthesis hangs below what it comments on; else all before the cue's own words.
fn beside(tree: &Tree, verb: usize) -> Option<Vec<usize>> {
    let unsaid = tree
        .children(verb)
        .iter()
        .any(|c| tree.dep(*c) == Dep::Neg || tree.parsed.tokens[*c].tag == Tag::Md);
    if unsaid || tree.child(verb, &[Dep::Xcomp]).is_some_and(|c| c > verb) {
        return None;
    }
    let own = own_words(tree, verb);
    let first = own[0];
    let comma = first > 0 && (is_break(tree.word(first - 1)));
    // "As X put it, …"
    let as_said = tree.children(verb).iter().any(|c| {
        *c == first && matches!(tree.dep(*c), Dep::Mark | Dep::Advmod) && tree.is(*c, "as")
    });
    if as_said {
        let above = tree.head(verb)?;
        let all = tree.subtree(above, &|_| true);
        return Some(without(all, &own));
    }
    if tree
        .child(verb, &[Dep::Dobj])
        .is_some_and(|o| o > verb && !words::addresses(&tree.lemma(verb)))
    {
        return None;
    }
    let before = tree.child(verb, &[Dep::Ccomp]).filter(|c| *c < verb);
    if let Some(clause) = before {
        // All that stands before, and what the parser puts below the clause on the other side.
        let mut all: Vec<usize> = (clause_start(tree, first)..first).collect();
        all.extend(tree.subtree(clause, &|_| true));
        all.sort_unstable();
        all.dedup();
        let all = without(all, &own);
        return Some(all);
    }
    let parenthesis = matches!(
        tree.dep(verb),
        Dep::Parataxis | Dep::Ccomp | Dep::Dep | Dep::Advcl
    ) && tree.head(verb).is_some()
        && comma
        && tree.child(verb, &[Dep::Mark]).is_none();
    if parenthesis {
        let above = tree.head(verb)?;
        let all = tree.subtree(above, &|c| c != verb);
        let enough = all[0] < first;
        return enough.then(|| without(all, &own));
    }
    // "…, she said." at the end, whatever the grammar made of it.
    let last = last_word(tree);
    let ends = own.last().is_some_and(|t| *t >= last);
    let opened = tree.dep(verb) == Dep::Root || tree.dep(verb) == Dep::Conj;
    (comma && ends && opened && first > 1).then(|| (clause_start(tree, first)..first).collect())
}

/// Where the content before a cue may begin: after a semicolon, or after a colon that a quotation
/// follows.
fn clause_start(tree: &Tree, first: usize) -> usize {
    let opens = |t: usize| matches!(tree.word(t), "“" | "\"" | "''" | "``" | "«" | "‘");
    (1..first.saturating_sub(1))
        .rev()
        .find(|t| tree.word(*t) == ";" || tree.word(*t) == ":" && opens(t + 1))
        .map_or(0, |t| t + 1)
}

/// The words of a cue's own clause without what it says: the verb, its subject, adverbs, times,
/// addressees; sorted.
fn own_words(tree: &Tree, verb: usize) -> Vec<usize> {
    let mut own = vec![verb];
    for &child in tree.children(verb) {
        let below = match tree.dep(child) {
            Dep::Ccomp | Dep::Parataxis | Dep::Conj | Dep::Cc | Dep::Punct => continue,
            Dep::Advcl if child < verb => continue,
            _ => tree.subtree(child, &|_| true),
        };
        own.extend(below);
    }
    own.sort_unstable();
    // Only what stands together with the verb.
    let at = own.iter().position(|t| *t == verb).unwrap_or(0);
    let mut from = at;
    while from > 0 && (own[from] - own[from - 1] == 1) {
        from -= 1;
    }
    own[from..].to_vec()
}

fn is_break(word: &str) -> bool {
    matches!(
        word,
        "," | "”" | "\"" | "»" | "’" | "'" | "''" | "—" | "–" | "--" | "-" | ";"
    )
}

pub(super) fn first(tree: &Tree, token: usize) -> usize {
    tree.subtree(token, &|_| true)[0]
}

/// The first token that is no mark.
pub(super) fn first_word(tree: &Tree) -> usize {
    let word = |t: &usize| tree.word(*t).chars().any(char::is_alphanumeric);
    (0..tree.parsed.tokens.len()).find(word).unwrap_or(0)
}

/// The last token that is no mark.
pub(super) fn last_word(tree: &Tree) -> usize {
    let word = |t: &usize| tree.word(*t).chars().any(char::is_alphanumeric);
    (0..tree.parsed.tokens.len()).rfind(word).unwrap_or(0)
}

/// Sorted tokens without some others.
pub(super) fn without(mut tokens: Vec<usize>, others: &[usize]) -> Vec<usize> {
    tokens.retain(|t| !others.contains(t));
    tokens
}
