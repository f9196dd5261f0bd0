//! Speakers: who vouches for a clause.
//!
//! Within a sentence, the speaker is the subject of the nearest verb of saying above the clause,
//! the source named after "according to", or, inside quotation marks, whoever the sentence says
//! is speaking. A quotation that runs on over several sentences keeps its speaker. Where none of
//! this holds, the author (or the section's speaker) vouches.

use super::clauses::Tree;
use super::predicates;
use crate::Span;
use crate::english::{Dep, Pos, Tag};

/// Somebody's words in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    /// The verb of saying, or "according".
    pub verb: usize,
    /// The noun that names the speaker.
    pub speaker: usize,
    /// How the one who passes the words on stands to them.
    pub stance: Stance,
    /// Whether the verb denies what it governs ("denied that").
    pub denies: bool,
}

/// How the one who passes words on stands to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stance {
    /// Takes no side.
    #[default]
    Neutral,
    /// Calls them false.
    Denied,
}

/// The cues of a sentence, in the order of their verbs.
pub fn cues(tree: &Tree) -> Vec<Cue> {
    let mut found = Vec::new();
    for verb in 0..tree.parsed.tokens.len() {
        let token = &tree.parsed.tokens[verb];
        let lemma = tree.lemma(verb);
        if lemma == "accord" && tree.word(verb).eq_ignore_ascii_case("according") {
            let to = tree.child(verb, &[Dep::Prep]);
            if let Some(source) = to.and_then(|to| tree.child(to, &[Dep::Pobj])) {
                found.push(Cue {
                    verb,
                    speaker: source,
                    stance: Stance::Neutral,
                    denies: false,
                });
            }
            continue;
        }
        if token.pos != Pos::Verb || !predicates::is_saying(&lemma) {
            continue;
        }
        if let Some(speaker) = speaker_of(tree, verb) {
            let falsely = tree.children(verb).iter().any(|c| {
                tree.dep(*c) == Dep::Advmod
                    && matches!(
                        tree.word(*c).to_lowercase().as_str(),
                        "falsely" | "wrongly" | "mistakenly" | "incorrectly"
                    )
            });
            let stance = if falsely {
                Stance::Denied
            } else {
                Stance::Neutral
            };
            let denies = matches!(lemma.as_str(), "deny" | "dispute" | "doubt");
            found.push(Cue {
                verb,
                speaker,
                stance,
                denies,
            });
        }
    }
    found
}

/// Who is the subject of a verb of saying; a second verb of saying shares the first's.
fn speaker_of(tree: &Tree, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..4 {
        if let Some(subject) = tree.child(at, &[Dep::Nsubj]) {
            let relative = matches!(tree.parsed.tokens[subject].tag, Tag::Wdt | Tag::Wp);
            let empty = tree.is(subject, "it") && tree.child(at, &[Dep::Auxpass]).is_some();
            if empty {
                return None;
            }
            return if relative {
                tree.head(at)
            } else {
                Some(subject)
            };
        }
        match tree.dep(at) {
            Dep::Conj | Dep::Advcl | Dep::Xcomp => at = tree.head(at)?,
            Dep::Acl => return tree.head(at),
            _ => return None,
        }
    }
    None
}

/// The cue whose content a token belongs to, by the grammar.
pub fn governing<'c>(tree: &Tree, cues: &'c [Cue], token: usize) -> Option<&'c Cue> {
    let mut at = token;
    for _ in 0..40 {
        // "X, according to Y": attached to the clause or to something above it.
        if let Some(cue) = tree.children(at).iter().find_map(|c| {
            cues.iter().find(|cue| {
                cue.verb == *c && tree.is(cue.verb, "accord") && !inside(tree, token, cue.verb)
            })
        }) {
            return Some(cue);
        }
        // "…", said X, with the cue below what it introduces.
        if let Some(cue) = tree.children(at).iter().find_map(|c| {
            let parenthetical = matches!(
                tree.dep(*c),
                Dep::Parataxis | Dep::Ccomp | Dep::Dep | Dep::Advcl
            ) && tree.child(*c, &[Dep::Ccomp, Dep::Dobj]).is_none();
            cues.iter()
                .find(|cue| cue.verb == *c && parenthetical && !inside(tree, token, cue.verb))
        }) {
            return Some(cue);
        }
        let above = tree.head(at)?;
        if let Some(cue) = cues.iter().find(|c| c.verb == above) {
            let content = matches!(
                tree.dep(at),
                Dep::Ccomp | Dep::Xcomp | Dep::Dobj | Dep::Pcomp | Dep::Parataxis | Dep::Oprd
            );
            if content && cue.speaker != at {
                return Some(cue);
            }
        }
        at = above;
    }
    None
}

/// The cue that ends a sentence after a comma (`…, she said.`), whatever the grammar made of it:
/// all before it is its content.
pub fn trailing<'c>(tree: &Tree, cues: &'c [Cue]) -> Option<&'c Cue> {
    let cue = cues.iter().rfind(|cue| !tree.is(cue.verb, "accord"))?;
    if tree
        .child(cue.verb, &[Dep::Ccomp])
        .is_some_and(|c| c > cue.verb)
    {
        return None;
    }
    let phrase = tree.subtree(cue.speaker, &|c| !tree.is_predicate(c));
    let first = cue.verb.min(phrase[0]);
    let comma = first > 0 && matches!(tree.word(first - 1), "," | "”" | "\"" | "»");
    // Only who, to whom, when and where may follow.
    let last = tree.parsed.tokens.len() - 1;
    let nothing_follows = (cue.verb + 1..=last).all(|t| {
        phrase.contains(&t)
            || !tree.is_predicate(t) && inside(tree, t, cue.verb)
            || tree.dep(t) == Dep::Punct
    });
    (comma && nothing_follows).then_some(cue)
}

fn inside(tree: &Tree, token: usize, below: usize) -> bool {
    let mut at = token;
    while let Some(above) = tree.head(at) {
        if at == below {
            return true;
        }
        at = above;
    }
    at == below
}

/// The stretches of a text that stand in quotation marks, in bytes; a mark without a partner runs
/// to the end of the text. Marks of one or two words inside a sentence are included; whether they
/// are speech is for the caller.
pub fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('“' | '«' | '„', None) => open = Some((at + c.len_utf8(), c)),
            ('"', None) => open = Some((at + 1, c)),
            ('”', Some((start, '“' | '„')))
            | ('»', Some((start, '«')))
            | ('"', Some((start, '"'))) => {
                found.push(Span::new(start, at));
                open = None;
            }
            // A paragraph inside a long quotation opens with a mark of its own.
            ('“', Some(_)) => {}
            _ => {}
        }
    }
    if let Some((start, _)) = open {
        found.push(Span::new(start, text.len()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_close_where_their_marks_do() {
        let words = |text: &str| {
            quotations(text)
                .iter()
                .map(|s| s.of(text).to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(words("He said “it is over” and left."), ["it is over"]);
        assert_eq!(
            words("\"One. Two,\" she said. \"Three.\""),
            ["One. Two,", "Three."]
        );
        assert_eq!(words("«Stop», he said."), ["Stop"]);
        assert_eq!(words("“It goes on"), ["It goes on"]);
        assert_eq!(words("the town's gate"), Vec::<String>::new());
    }
}
