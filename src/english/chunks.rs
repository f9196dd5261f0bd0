//! Noun chunks: a noun, name or pronoun with all that hangs on it to its left, where the parse
//! has it in the place of a noun phrase.
//!
//! ```text
//! The two old bridges over the river fell.    The two old bridges | the river
//! ```
//!
//! Source: spaCy 3.8 `lang/en/syntax_iterators.py`.

use super::{Dep, NounChunk, Pos, Token};

/// The chunks of a parsed sentence.
pub(super) fn find(tokens: &[Token]) -> Vec<NounChunk> {
    let left = left_edges(tokens);
    let first = first_conjuncts(tokens);
    let mut chunks: Vec<NounChunk> = Vec::new();
    for (noun, &start) in left.iter().enumerate() {
        // a chunk within the last one is part of it
        let nested = chunks.last().is_some_and(|last| start < last.end);
        let token = &tokens[noun];
        // what is coordinated stands in the place of what it is coordinated to
        let place = match token.dep {
            Dep::Conj => first[token.head],
            _ => noun,
        };
        if !nested && is_phrase(tokens, token, place) {
            let end = noun + 1;
            chunks.push(NounChunk { start, end });
        }
    }
    chunks
}

/// Whether the token heads a noun phrase in the place of `first`.
fn is_phrase(tokens: &[Token], token: &Token, first: usize) -> bool {
    let heads = matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Pron);
    heads
        && matches!(
            tokens[first].dep,
            Dep::Oprd
                | Dep::Nsubj
                | Dep::Dobj
                | Dep::Nsubjpass
                | Dep::Pcomp
                | Dep::Pobj
                | Dep::Dative
                | Dep::Appos
                | Dep::Attr
                | Dep::Root
        )
}

/// For each token the first of those that it is coordinated to, one by one to the left; else the
/// token itself.
fn first_conjuncts(tokens: &[Token]) -> Vec<usize> {
    let mut first = Vec::with_capacity(tokens.len());
    for (i, token) in tokens.iter().enumerate() {
        let before = token.dep == Dep::Conj && token.head < i;
        first.push(if before { first[token.head] } else { i });
    }
    first
}

/// The leftmost token of all that hangs on each token, which may be itself.
fn left_edges(tokens: &[Token]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..tokens.len()).collect();
    // from left to right, so that a token whose edge is set already has been passed as well
    for token in 0..tokens.len() {
        let mut above = token;
        while left[tokens[above].head] > token {
            above = tokens[above].head;
            left[above] = token;
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::super::read;

    #[test]
    fn a_chunk_is_a_noun_with_what_belongs_to_it_on_its_left() {
        for (text, chunks) in [
            (
                "The two old bridges over the river fell.",
                "The two old bridges|the river",
            ),
            (
                "She met the mayor, his wife and three guards.",
                "She|the mayor|his wife|three guards",
            ),
            ("The city's largest mill burned.", "The city's largest mill"),
            ("They left quickly and quietly.", "They"),
            ("Run!", ""),
            ("", ""),
        ] {
            let parsed = read(text);
            let chunk = |chunk: &super::NounChunk| {
                let tokens = &parsed.tokens[chunk.start..chunk.end];
                &text[tokens[0].span.start..tokens[tokens.len() - 1].span.end]
            };
            let found: Vec<&str> = parsed.noun_chunks().iter().map(chunk).collect();
            assert_eq!(found.join("|"), chunks, "{text}");
        }
    }
}
