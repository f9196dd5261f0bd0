//! The words of a statement: from where to where it stands in its sentence.

use super::clauses::Tree;
use super::implied;
use crate::english::{Dep, Tag};

/// The first and the last token of the statement that `top` heads, among all its `tokens`.
pub fn extent(tree: &Tree, top: usize, tokens: &[usize]) -> (usize, usize) {
    let others: Vec<usize> = tokens
        .iter()
        .copied()
        .filter(|t| implied::apposition(tree, *t).is_some() || implied::outcome(tree, *t).is_some())
        .flat_map(|t| tree.subtree(t, &|_| true))
        .collect();
    let mut own = tokens
        .iter()
        .copied()
        .filter(|t| !others.contains(t))
        .peekable();
    let joins = |t: usize| {
        matches!(tree.dep(t), Dep::Mark | Dep::Cc)
            || tree.parsed.tokens[t].tag == Tag::Wrb && tree.dep(t) == Dep::Advmod
    };
    while own.next_if(|t| joins(*t)).is_some() {}
    let mut own: Vec<usize> = own.collect();
    // "some hours after he left": what stands before the conjunction goes with it.
    let mark = |t: &usize| tree.dep(*t) == Dep::Mark && tree.head(*t) == Some(top);
    if let Some(at) = own.iter().position(|t| mark(t) && *t < top) {
        own.drain(..=at);
    }
    // A preposition or "and" at the end belongs to what follows.
    let dangles = |t: usize| {
        let stands_for_more = matches!(tree.dep(t), Dep::Prep | Dep::Cc | Dep::Mark);
        stands_for_more
            && tree.child(t, &[Dep::Pobj]).is_none()
            && t > 0
            && t + 1 < tree.parsed.tokens.len()
    };
    while own.len() > 1 && own.last().is_some_and(|t| dangles(*t)) {
        own.pop();
    }
    let first = own.first().or(tokens.first()).copied().unwrap_or(top);
    let last = own.last().or(tokens.last()).copied().unwrap_or(top);
    (first, closed(tree, first, last))
}

/// The last token of a stretch, or the mark behind it that closes a quotation or a bracket opened
/// inside.
fn closed(tree: &Tree, first: usize, last: usize) -> usize {
    let tag = |t: usize| tree.parsed.tokens.get(t).map(|t| t.tag);
    let is_open = |open: Tag, close: Tag| {
        let count = |wanted: Tag| (first..=last).filter(|t| tag(*t) == Some(wanted)).count();
        tag(last + 1) == Some(close) && count(open) > count(close)
    };
    let closes =
        is_open(Tag::OpenQuote, Tag::CloseQuote) || is_open(Tag::OpenBracket, Tag::CloseBracket);
    last + usize::from(closes)
}
