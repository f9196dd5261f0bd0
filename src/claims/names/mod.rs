//! Names: which mentions name the same person, place or body.
//!
//! 1. [`mentions`] finds the names of a sentence, and what the words around them say of the kind
//!    of thing named ([`evidence`]) and of other names it has ([`stated`]).
//! 2. [`Names::collect`] gathers the mentions of a run by their folded form (no diacritics,
//!    titles, articles, possessives) and joins the forms that name one thing (`linking`).
//! 3. [`Names::settle`] gives every mention the kind that the use of its name in the whole run
//!    speaks for.

mod bodies;
mod common;
pub mod evidence;
pub mod first_names;
mod linking;
mod mentions;
pub mod stated;
pub mod transliteration;

use indexmap::IndexMap;
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::countries;
use super::places::Places;
use crate::documents::Document;
use crate::english::{EntityKind, Parsed};
use crate::sentences::{self, Sentence};
pub use mentions::{Mention, mention_at, mentions};

/// The names of a run, and the mentions of names in each sentence, settled ([`Names::settle`]).
///
/// `parsed` has one entry a sentence, empty for those that make no claims.
pub fn read(
    documents: &[Document],
    all: &[Sentence],
    parsed: &[Parsed],
) -> (Vec<Vec<Mention>>, Names) {
    let texts: Vec<_> = all
        .iter()
        .map(|sentence| sentences::plain(&documents[sentence.document], sentence))
        .collect();
    let read: Vec<(&str, &Parsed)> = texts.iter().map(|text| &**text).zip(parsed).collect();
    let mut found: Vec<Vec<Mention>> = read
        .par_iter()
        .map(|(text, parsed)| mentions(text, parsed))
        .collect();
    common::drop(&read, &mut found);
    let each = all.iter().zip(&found);
    let mut names = Names::collect(each.flat_map(|(sentence, mentions)| {
        mentions.iter().map(|mention| (sentence.document, mention))
    }));
    found
        .par_iter_mut()
        .flatten()
        .for_each(|mention| names.settle(mention));
    let mut whereabouts = Places::default();
    for ((text, parsed), mentions) in read.into_iter().zip(&found) {
        if !mentions.is_empty() {
            whereabouts.learn(text, parsed, mentions, &names);
        }
    }
    names.whereabouts = whereabouts;
    (found, names)
}

/// What kind of thing a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Somebody.
    Person,
    /// A place: a country, a town, a river, a building.
    Place,
    /// A body: a firm, an office, a party, an army.
    Body,
    /// A people, an event, a product, a work.
    Other,
}

/// Whom a person's name is given to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gender {
    /// Women.
    Woman,
    /// Men.
    Man,
    /// Both, or it is not known.
    #[default]
    Unknown,
}

/// The names of a run.
#[derive(Debug, Default)]
pub struct Names {
    /// Folded mention → index of its group's leader.
    leaders: IndexMap<String, usize>,
    /// The name shown for each leader.
    shown: Vec<String>,
    /// What each leader names.
    sorts: Vec<Option<Sort>>,
    /// Whether each leader is used as a place.
    places: Vec<bool>,
    /// Whom each leader's first name is given to.
    genders: Vec<Gender>,
    /// Last name → the only full name of the run that ends in it.
    by_last: IndexMap<String, Option<usize>>,
    /// What the run says of where places lie.
    pub whereabouts: Places,
}

impl Names {
    /// Joins the mentions of a whole run, each with the index of its document, in the order of
    /// documents and places, so that the result does not depend on anything else.
    pub fn collect<'m>(mentions: impl Iterator<Item = (usize, &'m Mention)>) -> Names {
        let counts = linking::gather(mentions);
        let linking::Links {
            mut groups,
            by_last,
            people,
        } = linking::join(&counts);

        let mut shown = vec![String::new(); counts.len()];
        let mut best: Vec<(usize, usize)> = vec![(0, 0); counts.len()];
        let mut votes: Vec<(usize, usize)> = vec![(0, 0); counts.len()];
        let mut evidence = vec![evidence::Evidence::default(); counts.len()];
        let mut genders = vec![Gender::Unknown; counts.len()];
        for (index, (folded, seen)) in counts.iter().enumerate() {
            let leader = groups.find(index);
            // "Sarn City" says no more than "Sarn", which may be the island's name too.
            let says = |word: &&str| !super::references::is_vague_place(&word.to_lowercase());
            let told = seen.text.split_whitespace().filter(says).count();
            let rank = (told.min(4), seen.count);
            if shown[leader].is_empty() || rank > best[leader] {
                best[leader] = rank;
                shown[leader] = seen.text.clone();
            }
            votes[leader].0 += seen.places;
            votes[leader].1 += seen.count;
            evidence[leader].add(seen.evidence);
            if genders[leader] == Gender::Unknown {
                genders[leader] = seen.gender(folded);
            }
        }
        for (index, folded) in counts.keys().enumerate() {
            if let Some(country) = countries::country(folded) {
                shown[groups.find(index)] = country.to_string();
            }
        }
        let mut sorts: Vec<Option<Sort>> = evidence.iter().map(|e| e.sort()).collect();
        for person in people {
            sorts[groups.find(person)] = Some(Sort::Person);
        }
        let leaders = counts
            .keys()
            .enumerate()
            .map(|(i, k)| (k.clone(), groups.find(i)))
            .collect();
        let places = votes
            .iter()
            .zip(&sorts)
            .map(|((places, all), sort)| {
                places * 3 > *all && !matches!(sort, Some(Sort::Person | Sort::Body))
            })
            .collect();
        Names {
            leaders,
            shown,
            sorts,
            places,
            genders,
            by_last,
            whereabouts: Places::default(),
        }
    }

    /// Gives a mention the kind that the use of its name in the run speaks for. What was read as
    /// a people, an event, a product or a work stays one unless the run speaks clearly.
    pub fn settle(&self, mention: &mut Mention) {
        use EntityKind::*;
        let people =
            mention.kind == Some(Norp) && countries::country(&fold(&mention.text)).is_some();
        if people {
            return;
        }
        match (self.sort(&mention.text), mention.kind) {
            (Some(Sort::Person), _) => mention.kind = Some(Person),
            (Some(Sort::Place), Some(Gpe | Loc | Fac)) => {}
            (Some(Sort::Place), _) => mention.kind = Some(Gpe),
            (Some(Sort::Body), _) => mention.kind = Some(Org),
            (Some(Sort::Other) | None, _) => {}
        }
    }

    /// What the thing is that a mention names, by the use of all its names in the run; none where
    /// that is open.
    pub fn sort(&self, mention: &str) -> Option<Sort> {
        self.sorts[self.leader(mention)?]
    }

    /// Whom the first name of the person mentioned is given to, or their title.
    pub fn gender(&self, mention: &str) -> Gender {
        self.leader(mention)
            .map_or(Gender::Unknown, |leader| self.genders[leader])
    }

    /// Whether the same name is a place: more than a third of its mentions were read or used as
    /// one (people hardly ever are), and nothing speaks for a person or body.
    pub fn is_place(&self, mention: &str) -> bool {
        self.leader(mention)
            .is_some_and(|leader| self.places[leader])
    }

    /// The one name for a mention, as it is shown; a mention not seen by [`Names::collect`]
    /// stands for itself.
    pub fn resolve(&self, mention: &str) -> String {
        match self.leader(mention) {
            Some(leader) => self.shown[leader].clone(),
            None => strip(mention).to_string(),
        }
    }

    /// The country whose government a name stands for where it acts or speaks: a capital ("Nairobi
    /// rejected the offer"), a seat of government, or the words themselves ("the Kenyan
    /// government").
    pub fn government(&self, mention: &str) -> Option<String> {
        let folded = fold(mention);
        let called = [
            "government",
            "regime",
            "authorities",
            "administration",
            "leadership",
        ]
        .iter()
        .find_map(|noun| folded.strip_suffix(noun))
        .and_then(|nation| countries::country(nation.trim()));
        let country = called.or_else(|| countries::governed_from(&folded))?;
        Some(country.to_string())
    }

    fn leader(&self, mention: &str) -> Option<usize> {
        let folded = fold(mention);
        if let Some(&leader) = self.leaders.get(&folded) {
            return Some(leader);
        }
        let last = folded.rsplit(' ').next().unwrap_or("");
        *self.by_last.get(last)?
    }
}

/// Whether a name is a person's first and last ones, by a first name that is known.
pub fn is_full_name(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    first.len() < name.len() && first_names::gender(&fold(first)).is_some()
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
    let mut rest = strip_edges(mention);
    // "Northern Relief Union (NRU)"
    if let Some(bracket) = rest.find(" (").filter(|at| *at > 0) {
        rest = &rest[..bracket];
    }
    // "Kenya's Border Guard"
    for owns in ["'s ", "’s "] {
        if let Some((owner, thing)) = rest.split_once(owns)
            && countries::country(&owner.to_lowercase()).is_some()
        {
            rest = thing;
        }
    }
    loop {
        let Some((first, others)) = rest.split_once(char::is_whitespace) else {
            return rest;
        };
        let others = others.trim_start();
        let word = first.trim_end_matches('.').to_lowercase();
        // "headmistress Anna Kessler": what somebody is, not what they are called.
        let trade = first.len() >= 5
            && first.chars().all(char::is_lowercase)
            && others.contains(' ')
            && names_somebody(others);
        if trade {
            rest = others;
            continue;
        }
        let article = matches!(word.as_str(), "the" | "a" | "an");
        let title = TITLES.contains(&word.as_str()) && names_somebody(others);
        if article || title {
            rest = others;
            continue;
        }
        // "State Secretary John Holt", "Lornish President Anna Kessler"
        let Some((second, third)) = others.split_once(char::is_whitespace) else {
            return rest;
        };
        let office = OFFICES.contains(&second.to_lowercase().as_str());
        if office && names_somebody(third) && third.contains(' ') {
            rest = third.trim_start();
        } else {
            return rest;
        }
    }
}

/// The mention without quotation marks, brackets and possessive at its edges.
fn strip_edges(mention: &str) -> &str {
    let mut rest = mention
        .trim()
        .trim_matches(|c: char| "\"“”‘’'«»()[]".contains(c));
    for ending in ["'s", "’s", "'", "’"] {
        rest = rest.strip_suffix(ending).unwrap_or(rest);
    }
    rest
}

/// Whether what follows a title is the name of a person ("General Kessler") and not the rest of a
/// body's or place's ("General Motors", "King County").
fn names_somebody(rest: &str) -> bool {
    let last = rest.rsplit(char::is_whitespace).next().unwrap_or(rest);
    let last = last.trim_end_matches('.').to_lowercase();
    rest.starts_with(|c: char| !c.is_lowercase()) && !evidence::is_kind_noun(&last)
}

/// Offices that a nation or department may stand before ("Lornish President Anna Kessler").
const OFFICES: [&str; 12] = [
    "president",
    "chancellor",
    "premier",
    "minister",
    "secretary",
    "ambassador",
    "general",
    "governor",
    "senator",
    "dictator",
    "prince",
    "king",
];

/// Words before a name that are no part of it.
const TITLES: [&str; 76] = [
    "the",
    "a",
    "an",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mister",
    "madam",
    "dr",
    "doctor",
    "prof",
    "professor",
    "rev",
    "reverend",
    "sir",
    "lord",
    "lady",
    "dame",
    "president",
    "chancellor",
    "premier",
    "minister",
    "secretary",
    "ambassador",
    "general",
    "gen",
    "colonel",
    "col",
    "brigadier",
    "captain",
    "capt",
    "major",
    "maj",
    "lieutenant",
    "lt",
    "sergeant",
    "sgt",
    "corporal",
    "admiral",
    "commander",
    "officer",
    "constable",
    "inspector",
    "superintendent",
    "deputy",
    "detective",
    "det",
    "sheriff",
    "chief",
    "judge",
    "justice",
    "senator",
    "sen",
    "rep",
    "congressman",
    "governor",
    "gov",
    "mayor",
    "king",
    "queen",
    "prince",
    "princess",
    "emperor",
    "empress",
    "duke",
    "duchess",
    "baron",
    "pope",
    "bishop",
    "archbishop",
    "cardinal",
    "ayatollah",
    "chairman",
    "spokesman",
    "spokeswoman",
];
