//! Evidence: what the words of a name and its surroundings say about the kind of thing it names.
//!
//! The small model that reads English often takes a foreign person for a firm or a town for a
//! person. Its vote is one among several: "in X" speaks for a place, "Mr X" and a known first name
//! for a person, "X Party" for a body. Votes are added over all mentions of a name in the run.

use super::mentions::Mention;
use super::{Gender, Sort, first_names, fold, strip};
use crate::claims::countries;
use crate::claims::places;
use crate::english::{Dep, EntityKind, Parsed, Pos};

/// Votes for the kinds of thing that a name can name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// For a person.
    pub person: i32,
    /// For a place.
    pub place: i32,
    /// For a body: a firm, an office, an army, a party.
    pub body: i32,
    /// For something else: a people, an event, a product, a work.
    pub other: i32,
    /// Whether a title of an office or rank stands before the name ("General X").
    pub titled: bool,
    /// Whom a title of courtesy before the name is given to ("Ms X").
    pub gender: Gender,
}

impl Evidence {
    /// Adds the votes of another mention of the same name.
    pub fn add(&mut self, more: Evidence) {
        self.person += more.person;
        self.place += more.place;
        self.body += more.body;
        self.other += more.other;
        self.titled |= more.titled;
    }

    /// What the votes are for, none if there are none or two kinds have equally many.
    pub fn sort(self) -> Option<Sort> {
        let mut votes = [
            (self.person, Sort::Person),
            (self.place, Sort::Place),
            (self.body, Sort::Body),
            (self.other, Sort::Other),
        ];
        votes.sort_by_key(|(count, _)| -count);
        (votes[0].0 > 0 && votes[0].0 > votes[1].0).then_some(votes[0].1)
    }
}

/// The evidence of one mention, whose span, text, kind and `located` are set.
pub fn of(text: &str, parsed: &Parsed, mention: &Mention) -> Evidence {
    let mut votes = Evidence::default();
    match mention.kind {
        Some(EntityKind::Person) => votes.person += 2,
        Some(EntityKind::Gpe | EntityKind::Loc | EntityKind::Fac) => votes.place += 2,
        Some(EntityKind::Org) => votes.body += 2,
        Some(_) => votes.other += 3,
        None => {}
    }
    let folded = fold(&mention.text);
    let words: Vec<&str> = folded.split(' ').collect();
    let (first, last) = (words[0], words[words.len() - 1]);
    let several = words.len() >= 2;
    // The noun that a name ends in, or has before "of": "Bank of X".
    let noun = words
        .iter()
        .position(|w| *w == "of")
        .map_or(last, |of| if of > 0 { words[of - 1] } else { last });
    let is_body = BODY_NOUNS.contains(&noun);
    let is_place = PLACE_NOUNS.contains(&noun) || several && PLACE_FIRST.contains(&first);
    votes.body += if is_body && several { 5 } else { 0 };
    votes.place += if is_place && several && !is_body {
        4
    } else {
        0
    };
    if mention.located {
        votes.place += 2;
    }
    let bare = strip(&mention.text);
    let within = strip_articles(&mention.text) != bare;
    let before = mention.start.checked_sub(1).map(|t| &parsed.tokens[t]);
    let word_before = before.map_or("", |t| t.span.of(text));
    let title_before = is_title(&fold(word_before)) && word_before.starts_with(char::is_uppercase);
    for title in [word_before, mention.text.split(' ').next().unwrap_or("")] {
        match title.trim_end_matches('.').to_lowercase().as_str() {
            "mr" | "mister" | "sir" | "lord" | "king" | "prince" => votes.gender = Gender::Man,
            "mrs" | "ms" | "miss" | "madam" | "lady" | "dame" | "queen" | "princess" => {
                votes.gender = Gender::Woman;
            }
            _ => {}
        }
    }
    for noun in described_by(text, parsed, mention) {
        match noun.as_str() {
            "woman" | "girl" | "wife" | "widow" | "mother" | "daughter" | "sister" | "aunt"
            | "grandmother" | "actress" | "spokeswoman" | "chairwoman" | "businesswoman"
            | "girlfriend" | "mom" | "mum" => votes.gender = Gender::Woman,
            "man" | "boy" | "husband" | "widower" | "father" | "son" | "brother" | "uncle"
            | "grandfather" | "actor" | "spokesman" | "businessman" | "boyfriend" | "dad"
            | "gunman" => votes.gender = Gender::Man,
            _ => {}
        }
    }
    if (within || title_before) && !is_body && !is_place {
        votes.titled = true;
        votes.person += 4;
    }
    let known_first = several && words.len() <= 4 && first_names::gender(first).is_some();
    if known_first && !is_body && !is_place {
        votes.person += 3;
    }
    if is_acronym(bare) && countries::country(&folded).is_none() {
        votes.body += 1;
    }
    let after = parsed.tokens.get(mention.end);
    let beyond = parsed.tokens.get(mention.end + 1);
    if after.is_some_and(|t| t.span.of(text) == "who") {
        votes.person += 2;
    }
    let comma = after.is_some_and(|t| t.span.of(text) == ",");
    if comma && several {
        let number = beyond.is_some_and(|t| t.pos == Pos::Num && t.span.len() <= 2);
        let who = beyond.is_some_and(|t| t.span.of(text) == "who");
        votes.person += if number || who { 2 } else { 0 };
    }
    if before.is_some_and(|t| t.span.of(text).eq_ignore_ascii_case("the")) && !votes.titled {
        votes.person -= 1;
    }
    match countries::country(&folded) {
        Some(country) if fold(country) == folded || is_acronym(bare) => votes.place += 4,
        Some(_) => {}
        None if places::is_listed(&folded) && !votes.titled => votes.place += 1,
        None => {}
    }
    votes
}

/// The nouns that say who somebody is: "the widow, Anna Holt", "Anna Holt, a mother", "actress
/// Anna Holt".
fn described_by(text: &str, parsed: &Parsed, mention: &Mention) -> Vec<String> {
    let inside = mention.start..mention.end;
    let word = |t: usize| parsed.tokens[t].span.of(text).to_lowercase();
    let above = inside.clone().filter_map(|t| {
        let token = &parsed.tokens[t];
        (token.dep == Dep::Appos && !inside.contains(&token.head)).then_some(token.head)
    });
    let below = (0..parsed.tokens.len()).filter(|t| {
        parsed.tokens[*t].dep == Dep::Appos && inside.contains(&parsed.tokens[*t].head)
    });
    let before = mention.start.checked_sub(1);
    above.chain(below).chain(before).map(word).collect()
}

/// Adds a vote for a person to the only name of a sentence that its "he", "she", "his" or "her"
/// can mean.
pub fn add_pronouns(text: &str, parsed: &Parsed, mentions: &mut [Mention]) {
    let could = |m: &Mention| {
        let nation = countries::country(&fold(&m.text)).is_some();
        !nation && !m.located && m.evidence.place <= 2
    };
    let mut candidates = mentions.iter_mut().filter(|m| could(m));
    let (Some(only), None) = (candidates.next(), candidates.next()) else {
        return;
    };
    let subject =
        (only.start..only.end).any(|t| matches!(parsed.tokens[t].dep, Dep::Nsubj | Dep::Nsubjpass));
    let pronoun = parsed.tokens[only.end..].iter().any(|token| {
        matches!(
            token.span.of(text).to_lowercase().as_str(),
            "he" | "she" | "his" | "her" | "himself" | "herself"
        )
    });
    if subject && pronoun {
        only.evidence.person += 3;
    }
}

/// Whether a name is written in capitals throughout, as abbreviations are.
pub fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    (2..=6).contains(&letters.clone().count()) && letters.clone().all(char::is_uppercase)
}

/// Whether a word (folded) before a name is a title of office, rank or courtesy.
pub fn is_title(word: &str) -> bool {
    !matches!(word, "the" | "a" | "an") && super::TITLES.contains(&word)
}

/// Whether a word (small letters) at the end of a name says that it names a body or a place.
pub fn is_kind_noun(word: &str) -> bool {
    BODY_NOUNS.contains(&word) || PLACE_NOUNS.contains(&word)
}

fn strip_articles(mention: &str) -> &str {
    let mut rest = mention;
    for article in ["The ", "the ", "A ", "a ", "An ", "an "] {
        rest = rest.strip_prefix(article).unwrap_or(rest);
    }
    super::strip_edges(rest)
}

/// Nouns that end the names of bodies.
const BODY_NOUNS: [&str; 90] = [
    "academy",
    "administration",
    "agency",
    "alliance",
    "army",
    "assembly",
    "associates",
    "association",
    "authority",
    "bank",
    "battalion",
    "bbc",
    "board",
    "brigade",
    "brothers",
    "bureau",
    "cabinet",
    "center",
    "centre",
    "chamber",
    "church",
    "club",
    "co",
    "coalition",
    "college",
    "command",
    "commission",
    "committee",
    "company",
    "congress",
    "conservancy",
    "corp",
    "corporation",
    "council",
    "court",
    "department",
    "division",
    "electric",
    "federation",
    "fleet",
    "force",
    "forces",
    "foundation",
    "front",
    "fund",
    "government",
    "group",
    "guard",
    "guards",
    "hospital",
    "inc",
    "industries",
    "institute",
    "institution",
    "international",
    "journal",
    "laboratory",
    "league",
    "llc",
    "ltd",
    "magazine",
    "ministry",
    "mission",
    "motors",
    "movement",
    "museum",
    "navy",
    "network",
    "news",
    "observatory",
    "office",
    "organisation",
    "organization",
    "parliament",
    "party",
    "police",
    "post",
    "press",
    "regiment",
    "school",
    "senate",
    "service",
    "services",
    "society",
    "team",
    "times",
    "tribune",
    "union",
    "unit",
    "university",
];

/// Nouns that end the names of places.
const PLACE_NOUNS: [&str; 66] = [
    "airbase",
    "airfield",
    "airport",
    "alley",
    "avenue",
    "base",
    "basin",
    "bay",
    "beach",
    "boulevard",
    "bridge",
    "building",
    "canal",
    "canyon",
    "cape",
    "castle",
    "cathedral",
    "cemetery",
    "city",
    "coast",
    "county",
    "creek",
    "desert",
    "district",
    "drive",
    "falls",
    "farm",
    "forest",
    "garden",
    "gardens",
    "governorate",
    "gulf",
    "hall",
    "harbor",
    "harbour",
    "heights",
    "highway",
    "hill",
    "hills",
    "hotel",
    "island",
    "islands",
    "isle",
    "lake",
    "lane",
    "mountain",
    "mountains",
    "ocean",
    "palace",
    "park",
    "peninsula",
    "plaza",
    "port",
    "prison",
    "province",
    "region",
    "ridge",
    "river",
    "road",
    "sea",
    "square",
    "station",
    "strait",
    "street",
    "valley",
    "village",
];

/// Nouns that begin the names of places.
const PLACE_FIRST: [&str; 11] = [
    "cape", "camp", "fort", "gulf", "lake", "mount", "mt", "port", "river", "san", "santa",
];
