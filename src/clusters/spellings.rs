//! Spellings: one person under two names that differ in a few letters ("Brian Dalby", "Bryan
//! Dalby"), as two accounts of one story have them.

use std::collections::{BTreeMap, BTreeSet};

use super::similarity::Context;
use super::stories::Story;
use super::{Asked, Cluster, Side};
use crate::claims::names::first_names;
use crate::claims::{Claim, stable_id};

/// How many claims a spelling is shown with: the first of each document.
const SHOWN: usize = 8;

/// From this likeness (Jaro and Winkler) on, two well-known first names are one in two spellings.
const ALIKE: f64 = 0.88;

/// The names of one person that two claims spell in two ways.
pub fn spellings<'c>(a: &'c Claim, b: &'c Claim) -> Option<(&'c str, &'c str)> {
    let pairs = a.around.iter();
    let mut pairs = pairs.flat_map(|x| b.around.iter().map(move |y| (x.as_str(), y.as_str())));
    pairs.find(|(x, y)| are_alike(x, y))
}

/// A cluster for every two spellings that no document has both of, though documents of one story
/// have one each.
pub(super) fn clusters(context: &Context) -> Vec<Cluster> {
    // Last name → first name → per document its first claim with both.
    let mut people: BTreeMap<String, BTreeMap<String, BTreeMap<usize, usize>>> = BTreeMap::new();
    for (index, claim) in context.claims.iter().enumerate() {
        for name in &claim.around {
            if let Some((first, last)) = halves(name) {
                let spelled = people.entry(last.to_lowercase()).or_default();
                let told = spelled.entry(first.to_lowercase()).or_default();
                told.entry(claim.document).or_insert(index);
            }
        }
    }
    let mut found = Vec::new();
    for spelled in people.values().filter(|spelled| spelled.len() > 1) {
        let all: Vec<(&String, &BTreeMap<usize, usize>)> = spelled.iter().collect();
        for (at, (first, one)) in all.iter().enumerate() {
            for (second, other) in &all[at + 1..] {
                if differ_in_letters(first, second) && of_one_story(one, other, context) {
                    found.extend(cluster(one, other, context));
                }
            }
        }
    }
    found
}

/// A name of two words or more in its first and its last, if it can be a person's.
fn halves(name: &str) -> Option<(&str, &str)> {
    let (first, last) = (name.split(' ').next()?, name.rsplit(' ').next()?);
    // "COO Larry Venn", "Mill Street": an abbreviation and a thing are nobody's name.
    let word = |w: &str| {
        w.chars().count() >= 3
            && w.chars().all(char::is_alphabetic)
            && w.chars().any(char::is_lowercase)
    };
    let thing = THINGS.contains(&last.to_lowercase().as_str());
    (first.len() < name.len() && word(first) && word(last) && !thing).then_some((first, last))
}

/// Last words of the names of things.
const THINGS: [&str; 30] = [
    "street",
    "road",
    "avenue",
    "lane",
    "drive",
    "square",
    "house",
    "hotel",
    "hall",
    "school",
    "college",
    "university",
    "hospital",
    "church",
    "department",
    "office",
    "agency",
    "company",
    "club",
    "party",
    "bank",
    "river",
    "lake",
    "bridge",
    "park",
    "island",
    "county",
    "city",
    "state",
    "district",
];

fn are_alike(a: &str, b: &str) -> bool {
    matches!((halves(a), halves(b)), (Some((x, last)), Some((y, same))) if last.eq_ignore_ascii_case(same) && differ_in_letters(x, y))
}

/// Whether two first names may be one, written in two ways: few letters differ, and they are not
/// known for two people's ("Maria", "Mario").
fn differ_in_letters(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let apart = strsim::osa_distance(&a, &b);
    // "Tom" and "Tim" are two names, "Eric" and "Erik" one.
    let of_two = match (first_names::gender(&a), first_names::gender(&b)) {
        (Some(x), Some(y)) => x != y || strsim::jaro_winkler(&a, &b) < ALIKE,
        _ => false,
    };
    let least = a.chars().count().min(b.chars().count());
    let directions = ["north", "south", "east", "west", "northern", "southern"];
    let is_direction = |word: &String| directions.contains(&word.as_str());
    a.chars().next() == b.chars().next()
        && apart >= 1
        && apart <= if least >= 5 { 2 } else { 1 }
        && !of_two
        && format!("{a}s") != b
        && format!("{b}s") != a
        && !is_direction(&a)
        && !is_direction(&b)
}

fn of_one_story(
    one: &BTreeMap<usize, usize>,
    other: &BTreeMap<usize, usize>,
    context: &Context,
) -> bool {
    let documents: BTreeSet<&usize> = one.keys().collect();
    let mut pairs = one.keys().flat_map(|a| other.keys().map(move |b| (*a, *b)));
    !other.keys().any(|d| documents.contains(d))
        && pairs.any(|(a, b)| context.stories.fit(a, b) == Story::Same)
}

fn cluster(
    one: &BTreeMap<usize, usize>,
    other: &BTreeMap<usize, usize>,
    context: &Context,
) -> Option<Cluster> {
    let claims = context.claims;
    let shown = |told: &BTreeMap<usize, usize>| -> Vec<usize> {
        told.values().copied().take(SHOWN).collect()
    };
    let (of_one, of_other) = (shown(one), shown(other));
    let (x, y) = spellings(&claims[of_one[0]], &claims[of_other[0]])?;
    let side = |answer: &str, claims: Vec<usize>| Side {
        answer: answer.to_owned(),
        claims,
        counted: Vec::new(),
    };
    Some(Cluster {
        id: stable_id('g', &[&claims[of_one[0]].id, x, y]),
        question: question(x),
        asked: Asked::Called,
        sides: vec![side(x, of_one), side(y, of_other)],
        loose: false,
    })
}

/// The question that two spellings of a name answer.
pub fn question(name: &str) -> String {
    let last = name.rsplit(' ').next().unwrap_or(name);
    format!("What is {last}’s first name?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_letters_make_another_spelling() {
        let cases = [
            ("Brian Dalby", "Bryan Dalby", true),
            ("Brian Dalby", "Bryant Dalby", true),
            ("Latona Venn", "LaTonia Venn", true),
            ("Maria Kessler", "Mario Kessler", false),
            ("Tom Ravel", "Tim Ravel", false),
            ("Eric Ravel", "Erik Ravel", true),
            ("Anna Kessler", "Tom Kessler", false),
            ("Brian Dalby", "Brian Dalby", false),
            ("B. Dalby", "Brian Dalby", false),
            ("North Marland", "South Marland", false),
            ("Dalby", "Dalby", false),
        ];
        for (a, b, expected) in cases {
            assert_eq!(are_alike(a, b), expected, "{a} / {b}");
        }
    }
}
