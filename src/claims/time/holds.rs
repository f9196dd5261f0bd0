//! Words that say when a state held: "used to", "no longer", "now", "then".

use crate::english::{Dep, Parsed, Tag};

/// When a clause says that what it tells held, beside its tense.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holds {
    /// It does not say.
    #[default]
    Unsaid,
    /// At some time before: "used to", "formerly", "once", "then".
    Before,
    /// Until some time before, and no more: "no longer", "not any more".
    Ended,
    /// At the time of writing: "now", "still", "currently".
    Now,
}

/// When a clause says that what it tells held; `head` is its verb.
pub fn holds(text: &str, parsed: &Parsed, head: usize) -> Holds {
    let tokens = &parsed.tokens;
    let lower = |at: usize| tokens[at].span.of(text).to_lowercase();
    // "used to live": the parser takes "used" for the verb above or for an auxiliary.
    let above = tokens[head].head;
    let used = |at: usize| lower(at) == "used" && matches!(tokens[at].tag, Tag::Vbd | Tag::Vbn);
    if above != head && tokens[head].dep == Dep::Xcomp && used(above) {
        return Holds::Before;
    }
    for (at, word) in tokens.iter().enumerate() {
        if word.head != head || at == head {
            continue;
        }
        let adverb = matches!(word.dep, Dep::Advmod | Dep::Npadvmod | Dep::Neg);
        match lower(at).as_str() {
            "used" if word.dep == Dep::Aux => return Holds::Before,
            "longer" if at > 0 && matches!(lower(at - 1).as_str(), "no" | "any") => {
                return Holds::Ended;
            }
            "anymore" => return Holds::Ended,
            "formerly" | "previously" | "once" | "originally" | "then" | "initially" if adverb => {
                return Holds::Before;
            }
            "now" | "currently" | "still" | "today" | "nowadays" | "presently" if adverb => {
                return Holds::Now;
            }
            _ => {}
        }
    }
    Holds::Unsaid
}
