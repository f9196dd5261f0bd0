//! Pronouns: what the words beside "it", "they" and "he" say of whom they can mean.

use super::Here;
use super::descriptions::main_subject;
use crate::claims::clauses::Tree;
use crate::claims::names::{fold, mention_at};
use crate::english::{Dep, EntityKind};

/// Whether "it" stands for nothing: of the weather, of a time, of a clause that follows.
pub(in crate::claims) fn is_empty(tree: &Tree, token: usize) -> bool {
    let Some(verb) = tree.head(token) else {
        return true;
    };
    let clause = tree.children(verb).iter().any(|c| {
        *c > verb && matches!(tree.dep(*c), Dep::Ccomp | Dep::Csubj | Dep::Csubjpass)
            || tree.dep(*c) == Dep::Xcomp && *c > verb && tree.is(verb, "be")
    });
    let idle = matches!(
        tree.lemma(verb).as_str(),
        "be" | "seem"
            | "appear"
            | "rain"
            | "snow"
            | "take"
            | "happen"
            | "turn"
            | "matter"
            | "look"
            | "mean"
    );
    !matches!(tree.dep(token), Dep::Nsubj | Dep::Nsubjpass)
        || clause && tree.child(verb, &[Dep::Auxpass]).is_some()
        || idle
}

/// Whether a name is of several ("Forces", "Guards", "police").
pub(super) fn is_many(name: &str) -> bool {
    let folded = fold(name);
    let last = folded.rsplit(' ').next().unwrap_or("");
    last == "police" || last.ends_with('s') && !last.ends_with("ss") && last.len() > 4
}

/// Whether a speaker, as written, is the one named.
pub(super) fn is_voice(voice: &str, name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    voice.contains(name) || voice.split(' ').any(|word| word == last)
}

/// What a sentence is about: the name that is its first subject, or that a pronoun there means.
pub(super) fn topic(here: &Here, meant: &[(usize, String)]) -> Option<String> {
    let tree = here.tree;
    let subject = main_subject(tree)?;
    if let Some((_, name)) = meant.iter().find(|(token, _)| *token == subject) {
        return Some(name.clone());
    }
    let mention = mention_at(here.mentions, subject)?;
    (mention.kind != Some(EntityKind::Norp)).then(|| here.names.resolve(&mention.text))
}
