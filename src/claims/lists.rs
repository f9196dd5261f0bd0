//! Lists of words that stand for something, as they are written in the source: looked up by the
//! word.

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
