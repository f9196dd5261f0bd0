//! What is done to two texts before they are read: control characters become spaces, and what is very
//! long is cut. Some pairs need no reading.

use super::Relation;
use crate::claims::one_line;
use crate::documents::language;
use crate::sentences;

/// A longer text than this many bytes is cut: half a page, much more than anybody compares with one
/// sentence.
pub const LONGEST: usize = 3_000;

/// What is to be done with two texts.
pub enum Ready {
    /// They are to be read.
    Read(Texts),
    /// What they are is known.
    Known {
        /// How they stand to each other.
        relation: Relation,
        /// Why.
        why: String,
    },
}

/// Two texts, each on one line.
pub struct Texts {
    /// The first.
    pub a: String,
    /// The second.
    pub b: String,
    /// What was done to them, in sentences.
    pub notes: Vec<String>,
}

/// Makes two texts fit to be read.
pub fn ready(a: &str, b: &str) -> Ready {
    let known = |relation, why: &str| Ready::Known {
        relation,
        why: why.to_owned(),
    };
    let (a, b) = (plain(a), plain(b));
    match (says_nothing(&a), says_nothing(&b)) {
        (true, true) => return known(Relation::Unrelated, "Both texts are empty."),
        (true, false) => return known(Relation::Unrelated, "The first text is empty."),
        (false, true) => return known(Relation::Unrelated, "The second text is empty."),
        (false, false) => {}
    }
    if letters(&a) == letters(&b) {
        return known(Relation::Agree, "Both are the same text.");
    }
    for (which, text) in [("first", &a), ("second", &b)] {
        if let Some(language) = language::of_sentence(text) {
            let why =
                format!("The {which} text is in {language}, not in English: it was not read.");
            return known(Relation::Unrelated, &why);
        }
    }
    let mut notes = Vec::new();
    let mut cut = |which: &str, text: String| {
        let kept = beginning(&text);
        if kept.len() < text.len() {
            let share = 100 * kept.len() / text.len();
            notes.push(format!(
                "Of the {which} text, which is very long, only the first {share} % were read."
            ));
        }
        kept.to_owned()
    };
    let (a, b) = (cut("first", a), cut("second", b));
    Ready::Read(Texts { a, b, notes })
}

/// A text on one line without control characters.
fn plain(text: &str) -> String {
    let seen = |c: char| {
        if c.is_control() || c == '\u{feff}' {
            ' '
        } else {
            c
        }
    };
    one_line(&text.chars().map(seen).collect::<String>())
}

fn says_nothing(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// The letters and digits of a text in small letters: what two typings of it have in common.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// As much of a text as is read: up to the end of a sentence, else of a clause, else of a word.
fn beginning(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let most = &text[..text.floor_char_boundary(LONGEST)];
    let ends = sentences::prose(most);
    // The last may be cut off itself.
    if let [.., whole, _] = ends.as_slice() {
        return &most[..whole.end];
    }
    let clause = most.rfind([',', ';', ':', '–', '—']).filter(|at| *at > 0);
    let end = clause.or_else(|| most.rfind(' ')).unwrap_or(most.len());
    &most[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_the_end_of_a_sentence_a_clause_or_a_word() {
        for (unit, end) in [
            ("The ferry left Kelmar at noon. ", "noon."),
            ("the ferry left Kelmar at noon, ", "noon"),
            ("ferry ", "ferry"),
            ("é", "é"),
        ] {
            let text = unit.repeat(LONGEST);
            let kept = beginning(&text);
            assert!(kept.len() <= LONGEST && kept.len() > LONGEST / 2, "{unit}");
            assert!(kept.ends_with(end), "{unit}: {}", &kept[kept.len() - 20..]);
        }
        assert_eq!(beginning("Short."), "Short.");
    }
}
