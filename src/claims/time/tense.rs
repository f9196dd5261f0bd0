//! The tense of the clause that names a time: "will open on Friday", "opened on Friday".

use crate::english::{Dep, Parsed, Pos, Tag};

/// Whether a clause tells of what was, is or will be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tense {
    /// "opened", "has opened".
    Past,
    /// "opens".
    Present,
    /// "will open", "is to open", "plans to open".
    Future,
    /// No verb tells.
    #[default]
    Unknown,
}

/// The tense of the clause that a token stands in.
///
/// It climbs from the token to the next verb. A verb without a tense of its own ("to open",
/// "opening") has that of the verb above it, unless that one looks ahead ("plans to").
pub fn of_clause(text: &str, parsed: &Parsed, token: usize) -> Tense {
    let mut at = token;
    // No tree is deeper than it has tokens.
    for _ in 0..parsed.tokens.len() {
        let word = &parsed.tokens[at];
        if matches!(word.pos, Pos::Verb | Pos::Aux)
            && let Some(tense) = of_verb(text, parsed, at)
        {
            // "Friday's attack is the worst this year": what is named by its day may be past.
            let naming = matches!(
                parsed.tokens[token].dep,
                Dep::Poss | Dep::Compound | Dep::Nmod
            );
            return if naming && tense == Tense::Present {
                Tense::Unknown
            } else {
                tense
            };
        }
        if word.head == at {
            break;
        }
        at = word.head;
    }
    Tense::Unknown
}

/// The verb that governs a token, if one does.
pub fn governing_verb(parsed: &Parsed, token: usize) -> Option<usize> {
    let mut at = token;
    for _ in 0..parsed.tokens.len() {
        if matches!(parsed.tokens[at].pos, Pos::Verb | Pos::Aux) {
            return Some(at);
        }
        let head = parsed.tokens[at].head;
        if head == at {
            return None;
        }
        at = head;
    }
    None
}

/// The tense that a verb shows; `None` where it has none of its own.
fn of_verb(text: &str, parsed: &Parsed, verb: usize) -> Option<Tense> {
    let tokens = &parsed.tokens;
    let auxiliaries = tokens
        .iter()
        .enumerate()
        .filter(|(i, t)| t.head == verb && *i != verb && matches!(t.dep, Dep::Aux | Dep::Auxpass));
    let mut tense = None;
    for (_, auxiliary) in auxiliaries {
        let word = auxiliary.span.of(text).to_lowercase();
        match word.as_str() {
            "will" | "wo" | "'ll" | "’ll" | "shall" => return Some(Tense::Future),
            "have" | "has" | "had" | "'ve" | "did" | "was" | "were" | "could" => {
                tense = Some(Tense::Past);
            }
            // "said it would open by June" looks ahead from the day of the saying.
            "would" if tense.is_none() => tense = Some(Tense::Unknown),
            "to" if tokens[verb].head != verb && looks_ahead(text, parsed, tokens[verb].head) => {
                // "was due to open on Friday" looks ahead from an unknown day of the past.
                let past = of_clause(text, parsed, tokens[verb].head) == Tense::Past;
                return Some(if past { Tense::Unknown } else { Tense::Future });
            }
            "is" | "are" | "am" | "do" | "does" | "can" | "may" | "might" | "must" | "should"
            | "'s" | "'re"
                if tense.is_none() =>
            {
                tense = Some(Tense::Present);
            }
            _ => {}
        }
    }
    if tense.is_some() {
        return tense;
    }
    match tokens[verb].tag {
        // A participle after its noun ("the bridge opened on Friday") tells of the past.
        Tag::Vbd | Tag::Vbn => Some(Tense::Past),
        Tag::Vbz | Tag::Vbp => Some(Tense::Present),
        _ => None,
    }
}

/// Whether what a word governs with "to" lies ahead: "plans to", "is to", "is due to", "is going
/// to", "is expected to".
fn looks_ahead(text: &str, parsed: &Parsed, word: usize) -> bool {
    let token = &parsed.tokens[word];
    matches!(token.span.of(text), "is" | "are" | "was" | "were")
        || matches!(
            token.lemma.to_lowercase().as_str(),
            "plan"
                | "intend"
                | "expect"
                | "schedule"
                | "due"
                | "set"
                | "go"
                | "hope"
                | "vow"
                | "promise"
                | "pledge"
                | "want"
                | "aim"
                | "slate"
                | "likely"
                | "agree"
                | "threaten"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_that_nothing_governs_looks_ahead_of_nothing() {
        for text in [
            "To go or to stay.",
            "To set out on Friday.",
            "To plan, to hope, to go.",
        ] {
            let parsed = crate::english::read(text);
            let root = parsed.tokens.iter().position(|t| t.dep == Dep::Root);
            let tense = of_clause(text, &parsed, root.expect("a root"));
            assert_eq!(tense, Tense::Unknown, "{text}");
        }
    }
}
