//! What the encoders see of a word: its norm, first and last letters, and shape, as numbers.
//!
//! The numbers must be those that spaCy's `StringStore` gives, as the tables were trained on
//! them: MurmurHash64A of the text, but a small number of its own for each name that spaCy
//! reserves. Words such as `mark` and `agent`, being names of dependencies too, are among them.
//! Sources: spaCy 3.8 `strings.pyx`, `lang/lex_attrs.py`, `lang/norm_exceptions.py`.

use super::model::Words;
use super::tokens::Piece;

/// Norm, prefix, suffix, shape, whether a space follows, whether it is white space.
pub(super) type Features = [u64; 6];

/// The features of one token of `text`.
pub(super) fn features(words: &Words, text: &str, piece: &Piece) -> Features {
    let word = &text[piece.start..piece.end];
    let id = |text: &str| string_id(words, text);
    let norm = match piece.norm {
        Some(norm) => id(norm),
        None => match words.norms.get(&id(word)) {
            Some(norm) => id(norm),
            None => id(&word.to_lowercase()),
        },
    };
    let first = word.chars().next().map_or(0, char::len_utf8);
    let last = word.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    [
        norm,
        id(&word[..first]),
        id(&word[last..]),
        id(&shape(words, word)),
        u64::from(piece.space),
        u64::from(is_space(words, word)),
    ]
}

/// Whether the token is nothing but white space.
pub(super) fn is_space(words: &Words, word: &str) -> bool {
    word.chars().all(|c| words.classes.space.has(c))
}

/// The number of a text in spaCy's string store.
pub(super) fn string_id(words: &Words, text: &str) -> u64 {
    if text.is_empty() {
        return 0;
    }
    match words.symbols.get(text) {
        Some(id) => *id,
        None => murmur64a(text.as_bytes()),
    }
}

/// `Kelmar` → `Xxxxx`, `2,500` → `d,ddd`: at most four of a kind in a row.
fn shape(words: &Words, word: &str) -> String {
    if word.chars().count() >= 100 {
        return "LONG".to_owned();
    }
    let mut shape = String::with_capacity(word.len());
    let mut last = None;
    let mut run = 0;
    for c in word.chars() {
        let kind = if words.classes.letter.has(c) {
            if c.is_uppercase() { 'X' } else { 'x' }
        } else if words.classes.digit.has(c) {
            'd'
        } else {
            c
        };
        run = if last == Some(kind) { run + 1 } else { 0 };
        last = Some(kind);
        if run < 4 {
            shape.push(kind);
        }
    }
    shape
}

/// MurmurHash64A (Austin Appleby, public domain) with seed 1.
fn murmur64a(bytes: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut h = 1 ^ (bytes.len() as u64).wrapping_mul(M);
    let mut words = bytes.chunks_exact(8);
    for word in &mut words {
        let mut k = word.iter().rev().fold(0, |k, b| k << 8 | u64::from(*b));
        k = k.wrapping_mul(M);
        k ^= k >> 47;
        h = (h ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    let rest = words.remainder();
    if !rest.is_empty() {
        h ^= rest.iter().rev().fold(0, |k, b| k << 8 | u64::from(*b));
        h = h.wrapping_mul(M);
    }
    h ^= h >> 47;
    h = h.wrapping_mul(M);
    h ^ (h >> 47)
}

#[cfg(test)]
mod tests {
    use super::super::model;
    use super::*;

    #[test]
    fn texts_have_the_numbers_of_the_string_store() {
        let words = &model::get().words;
        assert_eq!(string_id(words, "a"), 11901859001352538922);
        assert_eq!(string_id(words, "attacked on"), 9875760830211537164);
        assert_eq!(string_id(words, "Yıldırım"), 8991723158996760974);
        assert_eq!(string_id(words, ""), 0);
        // a name that spaCy reserves
        assert!(string_id(words, "mark") < 1000);
    }

    #[test]
    fn shapes_keep_at_most_four_of_a_kind() {
        let words = &model::get().words;
        for (word, wanted) in [
            ("Kelmar", "Xxxxx"),
            ("2,500", "d,ddd"),
            ("1987654", "dddd"),
            ("U.S.", "X.X."),
            ("e-mail", "x-xxxx"),
        ] {
            assert_eq!(shape(words, word), wanted, "{word}");
        }
    }
}
