//! Common nouns that only look like names: the first word of a sentence has a capital whatever it
//! is ("Jurors left early"), and so have all words of a line in title case.

use std::collections::BTreeSet;

use super::{Mention, first_names, fold};
use crate::claims::{countries, places};
use crate::english::{self, EntityKind, Parsed, Pos};

/// Takes out the mentions of one word that are common nouns: where the word has its capital only
/// by its place, is a noun of English, and has no capital elsewhere in the run.
///
/// Each sentence is its text, its reading and its mentions.
pub fn drop(sentences: &[(&str, &Parsed)], found: &mut [Vec<Mention>]) {
    let mut suspects: BTreeSet<String> = BTreeSet::new();
    for ((text, parsed), mentions) in sentences.iter().zip(found.iter()) {
        let is_suspect = |m: &&Mention| is_suspect(text, parsed, m);
        let words = mentions.iter().filter(is_suspect);
        suspects.extend(words.map(|m| m.text.to_lowercase()));
    }
    if suspects.is_empty() {
        return;
    }
    for (text, parsed) in sentences {
        for (at, token) in parsed.tokens.iter().enumerate() {
            let word = token.span.of(text);
            if word.starts_with(char::is_uppercase) && !must_have_capital(text, parsed, at) {
                suspects.remove(&word.to_lowercase());
            }
        }
    }
    for ((text, parsed), mentions) in sentences.iter().zip(found.iter_mut()) {
        mentions
            .retain(|m| !suspects.contains(&m.text.to_lowercase()) || !is_suspect(text, parsed, m));
    }
}

/// Whether a mention is one word with a capital by its place that is a noun of English and the
/// name of nothing well known.
fn is_suspect(text: &str, parsed: &Parsed, mention: &Mention) -> bool {
    if mention.end - mention.start != 1 || !must_have_capital(text, parsed, mention.start) {
        return false;
    }
    let word = &mention.text;
    let one_capital = word.chars().skip(1).all(char::is_lowercase);
    let lower = word.to_lowercase();
    let folded = fold(word);
    let known = match mention.kind {
        Some(EntityKind::Person | EntityKind::Norp) => true,
        Some(EntityKind::Gpe | EntityKind::Loc | EntityKind::Fac) => places::is_listed(&folded),
        _ => first_names::gender(&folded).is_some(),
    };
    one_capital
        && !known
        && countries::country(&folded).is_none()
        && english::is_common_noun(&lower)
}

/// Whether any word would have a capital there: at the start of a sentence or quotation, or in a
/// line where all longer words have one.
fn must_have_capital(text: &str, parsed: &Parsed, at: usize) -> bool {
    let tokens = &parsed.tokens;
    let opens = |t: usize| {
        matches!(tokens[t].pos, Pos::Punct | Pos::Space) && tokens[t].span.of(text) != ","
    };
    at == 0 || opens(at - 1) || is_title_case(text, parsed)
}

fn is_title_case(text: &str, parsed: &Parsed) -> bool {
    let words = parsed.tokens.iter().map(|t| t.span.of(text));
    let mut long = words.filter(|w| w.len() >= 4 && w.starts_with(char::is_alphabetic));
    long.all(|w| w.starts_with(char::is_uppercase))
}
