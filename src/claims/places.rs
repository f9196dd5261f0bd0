//! Places: what lies in what.
//!
//! Two sources: what the texts of the run say ("Kelmar, a town in northern Lorn", "the Lornish
//! town of Kelmar"), and, where they are silent, a gazetteer of larger towns with their countries
//! (`data/gazetteer.tsv`, made from GeoNames; `data/LICENSE-geonames`). The gazetteer speaks only
//! where all towns of a name that are not tiny beside the largest lie in one country; what is not
//! sure stays unknown, and unknown places may agree.

pub mod directions;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::names::{Mention, Names, fold};
use super::{countries, us_states};
use crate::english::{EntityKind, Parsed, Pos};

/// How large a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scale {
    /// A building, a street, a river.
    Site,
    /// A town or village.
    Town,
    /// A province, an island, a state of a country.
    Region,
    /// A country.
    Country,
}

/// What a run says of where its places lie.
#[derive(Debug, Default)]
pub struct Places {
    /// Place → what it lies in, as said.
    within: BTreeMap<String, BTreeSet<String>>,
    /// How large a place is, as said; the first word on it counts.
    scales: BTreeMap<String, Scale>,
}

/// Whether a folded name is that of a town of 15,000 people or more somewhere.
pub fn is_listed(folded: &str) -> bool {
    gazetteer().contains_key(folded)
}

/// Whether a folded name is that of a town of 50,000 people or more somewhere.
pub fn is_large(folded: &str) -> bool {
    gazetteer()
        .get(folded)
        .is_some_and(|codes| !codes.is_empty())
}

impl Places {
    /// Takes in what a sentence says of the places it names; `mentions` settled and in order.
    pub fn learn(&mut self, text: &str, parsed: &Parsed, mentions: &[Mention], names: &Names) {
        let words: Vec<String> = parsed
            .tokens
            .iter()
            .map(|token| token.span.of(text).to_lowercase())
            .collect();
        for mention in mentions.iter().filter(|m| is_place(m, names)) {
            if let Some(scale) = scale_said(&words, mention) {
                let name = names.resolve(&mention.text);
                self.scales.entry(name).or_insert(scale);
            }
        }
        for (at, pair) in mentions.windows(2).enumerate() {
            let (a, b) = (&pair[0], &pair[1]);
            if a.end > b.start {
                continue;
            }
            let gap = &words[a.end..b.start];
            let pos: Vec<Pos> = parsed.tokens[a.end..b.start]
                .iter()
                .map(|t| t.pos)
                .collect();
            let (x, y) = (names.resolve(&a.text), names.resolve(&b.text));
            let nation = |m: &Mention| countries::country(&fold(&m.text)).is_some();
            let place = |m: &Mention| is_place(m, names) && m.kind != Some(EntityKind::Norp);
            let follows = mentions
                .get(at + 2)
                .map(|c| &words[b.end..c.start.max(b.end)]);
            let listed = is_list(gap, follows);
            if place(a) && place(b) && x != y {
                let comma = gap == [","] && !listed && self.scale(&y) > Some(Scale::Town);
                if comma || says_in(gap, &pos) {
                    self.put(x, y);
                    continue;
                }
            }
            let (x, y) = (names.resolve(&a.text), names.resolve(&b.text));
            if (place(a) || nation(a)) && place(b) && x != y && !nation(b) && says_of(gap, &pos) {
                self.put(y, x);
            }
        }
    }

    fn put(&mut self, inner: String, outer: String) {
        // Of two places that are said to lie in each other, the first word counts.
        if !self.around(&outer).contains(&inner) {
            self.within.entry(inner).or_default().insert(outer);
        }
    }

    /// Everything that a place is known to lie in.
    pub fn around(&self, name: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut at = vec![name.to_string()];
        while let Some(inner) = at.pop() {
            let next: Vec<String> = match self.within.get(&inner) {
                Some(outer) => outer.iter().cloned().collect(),
                None => listed_around(&fold(&inner)),
            };
            for outer in next {
                if outer != name && !found.contains(&outer) {
                    found.push(outer.clone());
                    at.push(outer);
                }
            }
        }
        found
    }

    /// How large a place is, if that is known.
    pub fn scale(&self, name: &str) -> Option<Scale> {
        let folded = fold(name);
        if countries::country(&folded).is_some() {
            return Some(Scale::Country);
        }
        if let Some(said) = self.scales.get(name) {
            return Some(*said);
        }
        if us_states::is_state(&folded) {
            return Some(Scale::Region);
        }
        let last = folded.rsplit(' ').next().unwrap_or("");
        let own = scale_of(last).filter(|_| folded.contains(' '));
        own.or_else(|| is_listed(&folded).then_some(Scale::Town))
    }
}

fn is_place(mention: &Mention, names: &Names) -> bool {
    use EntityKind::*;
    matches!(mention.kind, Some(Gpe | Loc | Fac)) || names.is_place(&mention.text)
}

/// What the gazetteer says that a town lies in.
fn listed_around(folded: &str) -> Vec<String> {
    if us_states::is_state(folded) {
        return vec!["United States".to_string()];
    }
    let Some(codes) = gazetteer().get(folded).filter(|codes| !codes.is_empty()) else {
        return Vec::new();
    };
    let mut codes = codes.split(',');
    let first = codes.next().unwrap_or("");
    let country = |code: &str| code.split('.').next().unwrap_or("").to_string();
    let land = country(first);
    let only = codes.clone().next().is_none();
    if !codes.all(|code| country(code) == land) {
        return Vec::new();
    }
    let state = first.split_once('.').filter(|_| only);
    let state = state.and_then(|(_, code)| us_states::by_code(code));
    let land = countries::by_code(&land);
    state.into_iter().chain(land).map(str::to_string).collect()
}

fn gazetteer() -> &'static IndexMap<&'static str, &'static str, FxBuildHasher> {
    static TOWNS: OnceLock<IndexMap<&'static str, &'static str, FxBuildHasher>> = OnceLock::new();
    TOWNS.get_or_init(|| {
        include_str!("../../data/gazetteer.tsv")
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .collect()
    })
}

/// The scale of what a noun is used for.
pub fn scale_of(noun: &str) -> Option<Scale> {
    match noun {
        "city" | "town" | "village" | "hamlet" | "suburb" | "settlement" | "capital" | "resort"
        | "municipality" => Some(Scale::Town),
        "province" | "region" | "governorate" | "district" | "county" | "state" | "island"
        | "islands" | "peninsula" | "territory" | "oblast" | "prefecture" | "canton" | "valley" => {
            Some(Scale::Region)
        }
        "street" | "road" | "avenue" | "square" | "hospital" | "airport" | "airbase" | "base"
        | "bridge" | "port" | "dam" | "hill" | "castle" | "crossing" | "hotel" | "station"
        | "prison" | "harbour" | "harbor" | "park" | "school" | "hall" | "palace" | "church"
        | "mosque" | "river" | "lake" => Some(Scale::Site),
        _ => None,
    }
}

/// The scale that the words around a mention give it: "the town of X", "X, a village", "X
/// province".
fn scale_said(words: &[String], mention: &Mention) -> Option<Scale> {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    if mention.start >= 2 && word(mention.start - 1) == "of" {
        return scale_of(word(mention.start - 2));
    }
    if let Some(scale) = scale_of(word(mention.end)) {
        return Some(scale);
    }
    if word(mention.end) == "," && matches!(word(mention.end + 1), "a" | "an" | "the") {
        return (mention.end + 2..mention.end + 5).find_map(|at| scale_of(word(at)));
    }
    None
}

/// Whether the words between two places say that the first lies in the second: "in", ", a town
/// in northern", ", the capital of the province of".
fn says_in(gap: &[String], pos: &[Pos]) -> bool {
    let words: Vec<&str> = gap.iter().map(String::as_str).collect();
    let comma = usize::from(words.first() == Some(&","));
    let (words, pos) = (&words[comma..], &pos[comma..]);
    let described = words
        .iter()
        .zip(pos)
        .take_while(|(w, p)| scale_of(w).is_none() && is_description(w, **p))
        .count();
    match words.get(described) {
        Some(noun) if scale_of(noun).is_some() => {
            let rest = &words[described + 1..];
            matches!(rest.first(), Some(&("in" | "of" | "on" | "inside"))) && leads_on(&rest[1..])
        }
        Some(&("in" | "inside" | "within")) => described == 0 && leads_on(&words[1..]),
        _ => false,
    }
}

/// Whether the words between two places say that the second lies in the first: "[the Lornish]
/// town of", "[Lorn]'s second city,".
fn says_of(gap: &[String], pos: &[Pos]) -> bool {
    let words: Vec<&str> = gap.iter().map(String::as_str).collect();
    let owns = usize::from(matches!(words.first(), Some(&("'s" | "’s"))));
    let described = words[owns..]
        .iter()
        .zip(&pos[owns..])
        .take_while(|(w, p)| scale_of(w).is_none() && is_description(w, **p))
        .count();
    let rest = &words[owns + described..];
    match rest {
        [noun, "of"] | [noun, "of", "the"] => scale_of(noun).is_some(),
        [noun] | [noun, ","] => owns == 1 && scale_of(noun).is_some(),
        _ => false,
    }
}

fn is_description(word: &str, pos: Pos) -> bool {
    matches!(pos, Pos::Adj | Pos::Num | Pos::Det | Pos::Adv)
        || matches!(word, "a" | "an" | "the" | "-")
}

/// Whether the words before the larger place only lead on to it: "the", "northern", "the
/// province of".
fn leads_on(words: &[&str]) -> bool {
    words.iter().all(|word| {
        let side = word.trim_end_matches("ern");
        matches!(
            *word,
            "the"
                | "of"
                | "central"
                | "rural"
                | "southeast"
                | "northeast"
                | "southwest"
                | "northwest"
                | "part"
        ) || matches!(
            side,
            "north"
                | "south"
                | "east"
                | "west"
                | "northwest"
                | "northeast"
                | "southwest"
                | "southeast"
        ) || scale_of(word) == Some(Scale::Region)
    })
}

/// Whether a comma between two places is one of a list ("Kelmar, Varel and Sarn").
fn is_list(gap: &[String], follows: Option<&[String]>) -> bool {
    let joins = |words: &[String]| {
        words
            .iter()
            .any(|w| matches!(w.as_str(), "and" | "or" | "&"))
            && words.len() <= 3
            || words == [","]
    };
    gap == [","] && follows.is_some_and(joins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_lie_in_their_countries_where_that_is_clear() {
        let places = Places::default();
        let table: &[(&str, &[&str])] = &[
            ("Mombasa", &["Kenya"]),
            ("Houston", &["Texas", "United States"]),
            ("Springfield", &["United States"]),
            ("Birmingham", &[]),
            ("Texas", &["United States"]),
            ("Quelmar", &[]),
            ("", &[]),
        ];
        for (name, around) in table {
            assert_eq!(places.around(name), *around, "{name}");
        }
        assert_eq!(places.scale("Kenya"), Some(Scale::Country));
        assert_eq!(places.scale("Mombasa"), Some(Scale::Town));
        assert_eq!(places.scale("Quelmar Street"), Some(Scale::Site));
        assert_eq!(places.scale("Quelmar"), None);
    }

    #[test]
    fn what_is_said_of_a_place_comes_before_the_gazetteer() {
        let mut places = Places::default();
        places.put("Mombasa".to_string(), "Halm".to_string());
        places.put("Halm".to_string(), "Lorn".to_string());
        places.put("Lorn".to_string(), "Mombasa".to_string());
        assert_eq!(places.around("Mombasa"), ["Halm", "Lorn"]);
    }

    /// The words between two places, and whether they say that one lies in the other.
    #[test]
    fn the_words_between_decide() {
        let read = |gap: &str| -> (Vec<String>, Vec<Pos>) {
            let words: Vec<String> = gap.split_whitespace().map(str::to_string).collect();
            let pos = words
                .iter()
                .map(|w| match w.as_str() {
                    "a" | "the" => Pos::Det,
                    "small" | "second" | "northern" => Pos::Adj,
                    _ => Pos::Noun,
                })
                .collect();
            (words, pos)
        };
        for (gap, wanted) in [
            ("in", true),
            (", a small town in northern", true),
            (", in the province of", true),
            (", the capital of", true),
            (", a firm in", false),
            ("and", false),
            (", near", false),
            ("attacked soldiers in", false),
        ] {
            let (words, pos) = read(gap);
            assert_eq!(says_in(&words, &pos), wanted, "{gap}");
        }
        for (gap, wanted) in [
            ("town of", true),
            ("'s second city ,", true),
            ("'s army in", false),
            ("and the town of", false),
        ] {
            let (words, pos) = read(gap);
            assert_eq!(says_of(&words, &pos), wanted, "{gap}");
        }
    }
}
