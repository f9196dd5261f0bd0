//! Names: which mentions name the same person, place or body.
//!
//! Mentions are folded (no diacritics, titles, articles, possessives), then joined where one of
//! four rules holds: the same folded form; a country under its adjective, its people or its
//! short form; an acronym of a longer name; a last name of a full name; or two transliterations
//! of one name (equal consonants and a Jaro-Winkler similarity of at least
//! [`TRANSLITERATION`]).

use indexmap::IndexMap;
use unicode_normalization::UnicodeNormalization;

use super::countries;
use crate::english::{EntityKind, Parsed, Pos};
use crate::groups::Groups;

/// How alike (Jaro-Winkler) two last names with the same consonants must be to be one name in
/// two transliterations ("Tarouqi", "Taruqi").
pub const TRANSLITERATION: f64 = 0.88;

/// The names of a run.
#[derive(Debug, Default)]
pub struct Names {
    /// Folded mention → index of its group's leader.
    leaders: IndexMap<String, usize>,
    /// The name shown for each leader.
    shown: Vec<String>,
    /// Whether each leader is a place.
    places: Vec<bool>,
    /// Last name → the only full name of the run that ends in it.
    by_last: IndexMap<String, Option<usize>>,
}

/// How a folded mention occurs in a run.
#[derive(Debug, Default)]
struct Seen {
    count: usize,
    /// As written, in small letters where it is so anywhere.
    text: String,
    /// Whether it was ever read as a person.
    person: bool,
    /// How often it was read as a place.
    places: usize,
}

fn is_shouted(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 4 && !text.chars().any(char::is_lowercase)
}

/// A mention of a name in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// What the reader of English took it for; none for a run of proper nouns it did not name.
    pub kind: Option<EntityKind>,
    /// The words as they stand.
    pub text: String,
    /// Whether it is used as a place ("in X", "near X"), whatever the reader of English took it
    /// for: its model misreads foreign towns.
    pub located: bool,
}

/// The mentions of names in a sentence, in order.
pub fn mentions(text: &str, parsed: &Parsed) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut covered = vec![false; parsed.tokens.len()];
    for entity in &parsed.entities {
        if is_name(entity.kind) {
            covered[entity.start..entity.end].fill(true);
            found.push(mention(
                text,
                parsed,
                entity.start,
                entity.end,
                Some(entity.kind),
            ));
        } else {
            covered[entity.start..entity.end].fill(true);
        }
    }
    // The recognizer misses names; a run of proper nouns is one.
    let mut at = 0;
    while at < parsed.tokens.len() {
        let start = at;
        while at < parsed.tokens.len() && !covered[at] && parsed.tokens[at].pos == Pos::Propn {
            at += 1;
        }
        if at > start {
            let run = mention(text, parsed, start, at, None);
            if run.text.chars().any(char::is_lowercase) || run.text.len() <= 6 {
                found.push(run);
            }
        } else {
            at += 1;
        }
    }
    // A name has a capital or a digit somewhere; "miller" is a trade.
    found.retain(|m| {
        !fold(&m.text).is_empty()
            && m.text.chars().any(|c| {
                c.is_uppercase() || c.is_ascii_digit() || !c.is_lowercase() && c.is_alphabetic()
            })
    });
    found.sort_by_key(|m| m.start);
    found
}

/// The mention that a token belongs to.
pub fn mention_at(mentions: &[Mention], token: usize) -> Option<&Mention> {
    mentions.iter().find(|m| (m.start..m.end).contains(&token))
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
    let located = start > 0 && {
        let before = parsed.tokens[start - 1].span.of(text).to_lowercase();
        matches!(
            before.as_str(),
            "in" | "near" | "around" | "outside" | "throughout" | "inside"
        )
    };
    Mention {
        start,
        end,
        kind,
        text: text[from..to].to_string(),
        located,
    }
}

fn is_name(kind: EntityKind) -> bool {
    use EntityKind::*;
    matches!(
        kind,
        Person | Org | Gpe | Norp | Loc | Fac | Event | Product | Law | WorkOfArt
    )
}

impl Names {
    /// Joins the mentions of a whole run; `mentions` in the order of documents and places, so
    /// that the result does not depend on anything else.
    pub fn collect<'m>(mentions: impl Iterator<Item = &'m Mention>) -> Names {
        let mut counts: IndexMap<String, Seen> = IndexMap::new();
        for mention in mentions {
            let text = strip(&mention.text);
            let seen = counts.entry(fold(&mention.text)).or_default();
            // A heading in capitals is not how a name is written.
            if seen.text.is_empty() || is_shouted(&seen.text) && !is_shouted(text) {
                seen.text = text.to_string();
            }
            seen.count += 1;
            seen.person |= mention.kind == Some(EntityKind::Person);
            let place = mention.located
                || matches!(
                    mention.kind,
                    Some(EntityKind::Gpe | EntityKind::Loc | EntityKind::Fac)
                );
            seen.places += usize::from(place);
        }
        // Sorted, so that the groups do not depend on which document came first.
        counts.sort_unstable_keys();
        let mut groups = Groups::new(counts.len());
        join_countries(&counts, &mut groups);
        join_acronyms(&counts, &mut groups);
        join_transliterations(&counts, &mut groups);

        let mut by_last: IndexMap<String, Option<usize>> = IndexMap::new();
        for (index, (folded, seen)) in counts.iter().enumerate() {
            let person = seen.person;
            let words: Vec<&str> = folded.split(' ').collect();
            if words.len() >= 2 && person {
                let leader = groups.find(index);
                by_last
                    .entry(words[words.len() - 1].to_string())
                    .and_modify(|known| {
                        let same = known.is_some_and(|k| {
                            k == leader || first_names_agree(counts.get_index(k).unwrap().0, folded)
                        });
                        if !same {
                            *known = None;
                        }
                    })
                    .or_insert(Some(leader));
            }
        }
        for (index, folded) in counts.keys().enumerate() {
            let last = folded.rsplit(' ').next().unwrap_or(folded);
            if let Some(&Some(full)) = by_last.get(last) {
                let full_name = counts.get_index(full).unwrap().0;
                if !folded.contains(' ') || first_names_agree(full_name, folded) {
                    groups.join(full, index);
                }
            }
        }

        let mut shown = vec![String::new(); counts.len()];
        let mut best: Vec<(usize, usize)> = vec![(0, 0); counts.len()];
        let mut votes: Vec<(usize, usize)> = vec![(0, 0); counts.len()];
        for (index, seen) in counts.values().enumerate() {
            let leader = groups.find(index);
            let rank = (seen.text.split_whitespace().count().min(4), seen.count);
            if shown[leader].is_empty() || rank > best[leader] {
                best[leader] = rank;
                shown[leader] = seen.text.clone();
            }
            votes[leader].0 += seen.places;
            votes[leader].1 += seen.count;
        }
        for (index, folded) in counts.keys().enumerate() {
            if let Some(country) = countries::country(folded) {
                shown[groups.find(index)] = country.to_string();
            }
        }
        let leaders = counts
            .keys()
            .enumerate()
            .map(|(i, k)| (k.clone(), groups.find(i)))
            .collect();
        let places = votes
            .iter()
            .map(|(places, all)| places * 3 > *all)
            .collect();
        Names {
            leaders,
            shown,
            places,
            by_last,
        }
    }

    /// Whether the same name is a place: more than a third of its mentions were read or used as
    /// one (people hardly ever are).
    pub fn is_place(&self, mention: &str) -> bool {
        let leader = self.leaders.get(&fold(mention));
        leader.is_some_and(|leader| self.places[*leader])
    }

    /// The one name for a mention, as it is shown; a mention not seen by [`Names::collect`]
    /// stands for itself.
    pub fn resolve(&self, mention: &str) -> String {
        let folded = fold(mention);
        if let Some(&leader) = self.leaders.get(&folded) {
            return self.shown[leader].clone();
        }
        let last = folded.rsplit(' ').next().unwrap_or("");
        match self.by_last.get(last) {
            Some(&Some(leader)) => self.shown[leader].clone(),
            _ => strip(mention).to_string(),
        }
    }
}

/// A name without case, diacritics, articles, titles, possessive and punctuation: the form that
/// mentions are compared in.
pub fn fold(mention: &str) -> String {
    let plain: String = strip(mention)
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ı' { 'i' } else { c })
        .filter(|c| *c != '.' && *c != '\'' && *c != '’')
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let from = words
        .iter()
        .take_while(|w| matches!(**w, "al" | "el" | "the"))
        .count();
    let from = if from == words.len() { 0 } else { from };
    words[from..].join(" ")
}

/// The mention without article, title and possessive, in its own letters.
fn strip(mention: &str) -> &str {
    let mut rest = mention
        .trim()
        .trim_matches(|c: char| "\"“”‘’'«»()[]".contains(c));
    for ending in ["'s", "’s", "'", "’"] {
        rest = rest.strip_suffix(ending).unwrap_or(rest);
    }
    loop {
        let Some((first, others)) = rest.split_once(char::is_whitespace) else {
            return rest;
        };
        if TITLES.contains(&first.trim_end_matches('.').to_lowercase().as_str()) {
            rest = others.trim_start();
        } else {
            return rest;
        }
    }
}

/// Words before a name that are no part of it.
const TITLES: [&str; 44] = [
    "the",
    "a",
    "an",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "lord",
    "lady",
    "president",
    "minister",
    "secretary",
    "ambassador",
    "general",
    "gen",
    "colonel",
    "col",
    "captain",
    "capt",
    "major",
    "maj",
    "lieutenant",
    "lt",
    "sergeant",
    "sgt",
    "officer",
    "deputy",
    "detective",
    "det",
    "sheriff",
    "chief",
    "judge",
    "justice",
    "senator",
    "sen",
    "governor",
    "gov",
    "mayor",
    "king",
    "queen",
];

/// Whether two full names that share their last name can be one person's: the first names are
/// equal, or one is the other's initial or beginning.
fn first_names_agree(a: &str, b: &str) -> bool {
    let (a, b) = (
        a.split(' ').next().unwrap_or(""),
        b.split(' ').next().unwrap_or(""),
    );
    a == b || a.starts_with(b) && b.len() <= 1 || b.starts_with(a) && a.len() <= 1
}

fn join_countries(counts: &IndexMap<String, Seen>, groups: &mut Groups) {
    let mut first: IndexMap<&str, usize> = IndexMap::new();
    for (index, folded) in counts.keys().enumerate() {
        if let Some(country) = countries::country(folded) {
            let leader = *first.entry(country).or_insert(index);
            groups.join(leader, index);
        }
    }
}

/// Joins "SAA" to "Syrian Arab Army" where only one name of the run has those initials.
fn join_acronyms(counts: &IndexMap<String, Seen>, groups: &mut Groups) {
    let mut by_initials: IndexMap<String, Vec<usize>> = IndexMap::new();
    for (index, folded) in counts.keys().enumerate() {
        let words: Vec<&str> = folded.split(' ').collect();
        if words.len() >= 2 {
            let small = ["of", "the", "and", "for", "in", "on", "al"];
            let long: String = words
                .iter()
                .filter(|w| !small.contains(w))
                .filter_map(|w| w.chars().next())
                .collect();
            let all: String = words.iter().filter_map(|w| w.chars().next()).collect();
            by_initials.entry(long.clone()).or_default().push(index);
            if all != long {
                by_initials.entry(all).or_default().push(index);
            }
        }
    }
    for (index, (folded, Seen { text, .. })) in counts.iter().enumerate() {
        let letters = text.chars().filter(|c| c.is_alphabetic());
        let upper = letters.clone().count() >= 2 && letters.clone().all(char::is_uppercase);
        if upper
            && !folded.contains(' ')
            && countries::country(folded).is_none()
            && let Some([only]) = by_initials.get(folded).map(Vec::as_slice)
        {
            groups.join(*only, index);
        }
    }
}

fn join_transliterations(counts: &IndexMap<String, Seen>, groups: &mut Groups) {
    let mut by_consonants: IndexMap<String, Vec<usize>> = IndexMap::new();
    for (index, folded) in counts.keys().enumerate() {
        if folded.chars().all(|c| c.is_alphabetic() || c == ' ')
            && countries::country(folded).is_none()
        {
            let consonants = consonants(folded);
            if consonants.chars().filter(|c| *c != ' ').count() >= 3 {
                by_consonants.entry(consonants).or_default().push(index);
            }
        }
    }
    for same in by_consonants.values() {
        for pair in same.windows(2) {
            let (a, b) = (
                counts.get_index(pair[0]).unwrap().0,
                counts.get_index(pair[1]).unwrap().0,
            );
            if a.len().min(b.len()) >= 5 && strsim::jaro_winkler(a, b) >= TRANSLITERATION {
                groups.join(pair[0], pair[1]);
            }
        }
    }
}

/// The consonants of a name, those that transliterations mix made one, doubles made single.
fn consonants(folded: &str) -> String {
    let mut out = String::new();
    for word in folded.split(' ') {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut last = ' ';
        for (at, c) in word.chars().enumerate() {
            let c = match c {
                'q' | 'c' => 'k',
                'z' => 's',
                'v' | 'w' => 'v',
                'y' | 'i' | 'e' | 'a' | 'o' | 'u' | 'h' if at > 0 => continue,
                other => other,
            };
            if c != last {
                out.push(c);
            }
            last = c;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> Names {
        let mentions: Vec<Mention> = list
            .iter()
            .map(|text| Mention {
                start: 0,
                end: 1,
                kind: text.contains(' ').then_some(EntityKind::Person),
                text: text.to_string(),
                located: false,
            })
            .collect();
        Names::collect(mentions.iter())
    }

    /// Each row: the names of a run, two of them, and whether they are one.
    #[test]
    fn joins_what_is_one_name_and_nothing_else() {
        let table: &[(&[&str], &str, &str, bool)] = &[
            (&["Russia", "the Russians"], "Russia", "the Russians", true),
            (
                &["the US", "American", "the United States"],
                "the US",
                "American",
                true,
            ),
            (&["U.S.", "Americans"], "U.S.", "Americans", true),
            (
                &["Northern Relief Union", "NRU"],
                "NRU",
                "the Northern Relief Union",
                true,
            ),
            (
                &["Anna Kessler", "Kessler"],
                "Kessler",
                "Anna Kessler",
                true,
            ),
            (
                &["Gen. Anna Kessler", "Ms Kessler's"],
                "Ms Kessler",
                "Anna Kessler",
                true,
            ),
            (&["Tarouqi", "al-Taruqi"], "Tarouqi", "al-Taruqi", true),
            (
                &["Zeynep Yıldız", "Yildiz"],
                "Yildiz",
                "Zeynep Yıldız",
                true,
            ),
            (&["Russia", "Prussia"], "Russia", "Prussia", false),
            (
                &["Anna Kessler", "Paul Kessler", "Kessler"],
                "Anna Kessler",
                "Paul Kessler",
                false,
            ),
            (
                &["Anna Kessler", "Paul Kessler", "Kessler"],
                "Kessler",
                "Anna Kessler",
                false,
            ),
            (
                &["Northern Relief Union", "National Rescue Unit", "NRU"],
                "NRU",
                "Northern Relief Union",
                false,
            ),
            (&["Marlow", "Marley"], "Marlow", "Marley", false),
            (&["Niger", "Nigeria"], "Niger", "Nigeria", false),
        ];
        for (run, a, b, same) in table {
            let names = names(run);
            assert_eq!(
                names.resolve(a) == names.resolve(b),
                *same,
                "{a} and {b} in {run:?}"
            );
        }
    }
}
