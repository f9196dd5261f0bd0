//! Mentions: where a sentence names something, and how it uses the name.

use super::evidence::{self, Evidence};
use super::{bodies, fold, stated};
use crate::claims::time;
use crate::english::{Dep, EntityKind, Parsed, Pos};

/// A mention of a name in a sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mention {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// What the reader of English took it for, until [`super::Names::settle`] has set it by the
    /// use of the name in the whole run; none for a run of proper nouns it did not name.
    pub kind: Option<EntityKind>,
    /// The words as they stand.
    pub text: String,
    /// Whether it is used as a place ("in X", "near X"), whatever the reader of English took it
    /// for: its model misreads foreign towns.
    pub located: bool,
    /// What the words and their surroundings say about the kind of thing named.
    pub evidence: Evidence,
    /// Other names that the sentence says the same thing has, as written.
    pub also: Vec<String>,
}

/// The mentions of names in a sentence, in order.
pub fn mentions(text: &str, parsed: &Parsed) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut covered = vec![false; parsed.tokens.len()];
    for entity in &parsed.entities {
        covered[entity.start..entity.end].fill(true);
        if is_name(entity.kind) {
            for (start, end) in pieces(text, parsed, entity.start, entity.end) {
                found.push(mention(text, parsed, start, end, Some(entity.kind)));
            }
        }
    }
    // The recognizer misses names; a run of proper nouns is one.
    let mut at = 0;
    while at < parsed.tokens.len() {
        let start = at;
        while at < parsed.tokens.len() && !covered[at] && parsed.tokens[at].pos == Pos::Propn {
            at += 1;
        }
        if at == start {
            at += 1;
            continue;
        }
        // "Anders [Holt]": the first name belongs to what follows.
        if let Some(after) = found.iter_mut().find(|m| m.start == at)
            && belongs(text, parsed, start, at, after)
        {
            *after = mention(text, parsed, start, after.end, after.kind);
            continue;
        }
        let run = mention(text, parsed, start, at, None);
        if run.text.chars().any(char::is_lowercase) || run.text.len() <= 6 {
            found.push(run);
        }
    }
    // A name has a capital or a digit somewhere; "miller" is a trade.
    found.retain(|m| {
        let words = fold(&m.text);
        !words.is_empty()
            && !time::is_weekday(&words)
            && m.text.chars().any(|c| {
                c.is_uppercase() || c.is_ascii_digit() || !c.is_lowercase() && c.is_alphabetic()
            })
    });
    found.sort_by_key(|m| m.start);
    join_known(text, parsed, &mut found);
    evidence::add_pronouns(text, parsed, &mut found);
    stated::also(text, parsed, &mut found);
    found
}

/// Makes one mention of two that are the name of one well-known body ("Organisation for X and Y").
fn join_known(text: &str, parsed: &Parsed, found: &mut Vec<Mention>) {
    let mut at = 1;
    while at < found.len() {
        let (a, b) = (&found[at - 1], &found[at]);
        if a.end <= b.start && b.start - a.end <= 2 {
            let whole = mention(text, parsed, a.start, b.end, Some(EntityKind::Org));
            if bodies::body(&fold(&whole.text), false).is_some() {
                found[at - 1] = whole;
                found.remove(at);
                continue;
            }
        }
        at += 1;
    }
}

/// The mention that a token belongs to.
pub fn mention_at(mentions: &[Mention], token: usize) -> Option<&Mention> {
    mentions.iter().find(|m| (m.start..m.end).contains(&token))
}

/// Whether the words before a person's name are the beginning of it and no title or nation.
fn belongs(text: &str, parsed: &Parsed, start: usize, end: usize, after: &Mention) -> bool {
    let governed = |t: usize| {
        let token = &parsed.tokens[t];
        token.dep == Dep::Compound && (start..after.end).contains(&token.head)
    };
    let plain = |t: usize| {
        let word = fold(parsed.tokens[t].span.of(text));
        !evidence::is_title(&word) && super::countries::country(&word).is_none()
    };
    matches!(after.kind, Some(EntityKind::Person | EntityKind::Org))
        && end - start <= 2
        && (start..end).all(|t| governed(t) && plain(t))
}

/// What of a recognized entity is a name: brackets cut it ("Northern Relief Union (NRU)"), and an
/// article or mark at its edge is no part of it.
fn pieces(text: &str, parsed: &Parsed, start: usize, end: usize) -> Vec<(usize, usize)> {
    let bracket = |t: &usize| matches!(parsed.tokens[*t].span.of(text), "(" | ")" | "[" | "]");
    let mut cuts: Vec<usize> = (start..end).filter(bracket).collect();
    cuts.push(end);
    let mut from = start;
    let mut found = Vec::new();
    for cut in cuts {
        let (mut first, mut last) = (from, cut);
        let edge = |t: usize| matches!(parsed.tokens[t].pos, Pos::Punct | Pos::Space);
        while first < last && edge(first) {
            first += 1;
        }
        while first < last && edge(last - 1) {
            last -= 1;
        }
        if first < last {
            found.push((first, last));
        }
        from = cut + 1;
    }
    found
}

fn mention(
    text: &str,
    parsed: &Parsed,
    start: usize,
    end: usize,
    kind: Option<EntityKind>,
) -> Mention {
    let (from, to) = (
        parsed.tokens[start].span.start,
        parsed.tokens[end - 1].span.end,
    );
    // "in X", but not "in X's view".
    let possessive = |t: usize| matches!(parsed.tokens[t].span.of(text), "'s" | "’s" | "'" | "’");
    let owned = possessive(end - 1) || parsed.tokens.get(end).is_some() && possessive(end);
    let before = |back: usize| {
        let at = start.checked_sub(back);
        at.map_or(String::new(), |at| {
            parsed.tokens[at].span.of(text).to_lowercase()
        })
    };
    // "15 miles east of X", "the outskirts of X"
    let beside = before(1) == "of"
        && matches!(
            before(2).as_str(),
            "north"
                | "south"
                | "east"
                | "west"
                | "northeast"
                | "northwest"
                | "southeast"
                | "southwest"
                | "outskirts"
        );
    let inside = matches!(
        before(1).as_str(),
        "in" | "near" | "around" | "outside" | "throughout" | "inside"
    );
    let located = !owned && (inside || beside);
    let mut mention = Mention {
        start,
        end,
        kind,
        text: text[from..to].to_string(),
        located,
        ..Mention::default()
    };
    mention.evidence = evidence::of(text, parsed, &mention);
    mention
}

fn is_name(kind: EntityKind) -> bool {
    use EntityKind::*;
    matches!(
        kind,
        Person | Org | Gpe | Norp | Loc | Fac | Event | Product | Law | WorkOfArt
    )
}
