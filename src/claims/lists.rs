//! Lists of words as they are written in the source: a string with white space between them.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

/// What a word stands for.
pub type ByWord<T> = IndexMap<&'static str, T, FxBuildHasher>;

/// The words of some lists, each list with what it stands for and its words apart by white space.
/// A word of two lists stands for what the first says.
pub fn by_word<T: Copy>(lists: &[(T, &'static str)]) -> ByWord<T> {
    let mut words = ByWord::default();
    for (stands_for, list) in lists {
        for word in list.split_whitespace() {
            words.entry(word).or_insert(*stands_for);
        }
    }
    words
}

/// Whether a word is on a short list. What is asked of every word of a text goes by [`by_word`].
pub fn is_one_of(word: &str, list: &str) -> bool {
    list.split_whitespace().any(|one| one == word)
}
