//! Labels: what somebody or something goes by, where two accounts of one story have it a little
//! differently: a first name ("Torben Dalby", "Torbin Dalby"), the block of a street, a number to
//! call, a word within a quotation, whose words they are. No act ties such accounts, only the story,
//! and that neither knows the other's.

use std::collections::BTreeMap;

use super::similarity::Context;
use super::stories::Story;
use super::{Asked, Cluster, Side};
use crate::claims::names::{first_names, fold};
use crate::claims::{Claim, one_line, places, stable_id};

/// How many claims a label is shown with: the first of each document.
const SHOWN: usize = 8;

/// From this likeness (Jaro and Winkler) on, two well-known first names are one in two spellings.
const ALIKE: f64 = 0.88;

/// The fewest digits of a number to call.
const DIGITS: usize = 9;

/// What a label is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A person's first name.
    Name,
    /// The block of a street.
    Block,
    /// A telephone number.
    Number,
    /// One word of a quotation.
    Word,
    /// The last name of whoever is quoted.
    Author,
    /// A person's last name.
    Surname,
    /// The town where somebody lives.
    Home,
    /// The calibre of a gun.
    Calibre,
}

/// A label as a claim gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What it is of.
    pub kind: Kind,
    /// Whose it is, for comparison: the last name, the street.
    of: String,
    /// What is compared: the first name, the number.
    value: String,
    /// As it is shown: "Torben Dalby", "1200 block of Mill Street".
    pub text: String,
}

impl Label {
    /// The question that it answers.
    pub fn question(&self) -> String {
        match self.kind {
            Kind::Name => {
                let last = self.text.rsplit(' ').next().unwrap_or_default();
                format!("What is {last}’s first name?")
            }
            Kind::Block => {
                let street = self.text.split(" of ").nth(1).unwrap_or_default();
                format!("In which block of {street} did it happen?")
            }
            Kind::Number => "Which number is to be called?".to_owned(),
            Kind::Word => format!("Was it said in these words: {}?", self.text),
            Kind::Author => format!("Who said “{}”?", self.of),
            Kind::Surname => {
                let first = self.text.split(' ').next().unwrap_or_default();
                format!("What is {first}’s last name?")
            }
            Kind::Home => {
                let who = self.text.split(" of ").next().unwrap_or_default();
                format!("Where does {who} live?")
            }
            Kind::Calibre => "Of what calibre was the gun?".to_owned(),
        }
    }

    /// Whether the two are of one, and differ as two accounts of the same would.
    fn clashes(&self, other: &Label) -> bool {
        self.kind == other.kind
            && self.of == other.of
            && self.value != other.value
            && match self.kind {
                Kind::Name => differ_in_letters(&self.value, &other.value),
                Kind::Block | Kind::Calibre => true,
                // A large one and a small one: the one may lie in the other.
                Kind::Home => places::is_large(&self.value) == places::is_large(&other.value),
                Kind::Surname => are_one_surname(&self.value, &other.value),
                Kind::Number => strsim::osa_distance(&self.value, &other.value) == 1,
                Kind::Word => are_two_words(&self.value, &other.value),
                // "Peter Dalby", "Peter Dalby of Lorn"
                Kind::Author => {
                    !self.text.to_lowercase().contains(&other.value)
                        && !other.text.to_lowercase().contains(&self.value)
                }
            }
    }
}

/// The first two labels of two claims that clash.
pub fn clash(a: &Claim, b: &Claim, context: &Context) -> Option<(Label, Label)> {
    let (of_a, of_b) = (labels(a, context), labels(b, context));
    let pairs = of_a.iter();
    let mut pairs = pairs.flat_map(|x| of_b.iter().map(move |y| (x, y)));
    let (x, y) = pairs.find(|(x, y)| x.clashes(y))?;
    Some((x.clone(), y.clone()))
}

/// Per document the first claim with a label, and the label.
type Told = BTreeMap<usize, (usize, Label)>;

/// A cluster for every two labels that clash, if no document has both and documents of one story
/// have one each.
pub(super) fn clusters(context: &Context) -> Vec<Cluster> {
    let mut all: BTreeMap<(Kind, String), BTreeMap<String, Told>> = BTreeMap::new();
    let mut last = None;
    for (index, claim) in context.claims.iter().enumerate() {
        // Labels are read once a sentence, however many claims it holds.
        if last.replace(claim.sentence) == Some(claim.sentence) {
            continue;
        }
        for label in labels(claim, context) {
            let of = all.entry((label.kind, label.of.clone())).or_default();
            let told = of.entry(label.value.clone()).or_default();
            told.entry(claim.document).or_insert((index, label));
        }
    }
    let mut found = Vec::new();
    for told in all.values().filter(|values| values.len() > 1) {
        let told: Vec<&Told> = told.values().collect();
        for (at, one) in told.iter().enumerate() {
            let later = told[at + 1..].iter();
            let clashing = later.filter(|other| first(one).clashes(first(other)));
            let one_story = clashing.filter(|other| are_of_one_story(one, other, context));
            found.extend(one_story.map(|other| cluster(one, other, context.claims)));
        }
    }
    found
}

fn first(told: &Told) -> &Label {
    let (_, label) = told.values().next().expect("every label was told once");
    label
}

fn are_of_one_story(one: &Told, other: &Told, context: &Context) -> bool {
    let mut pairs = one.keys().flat_map(|a| other.keys().map(move |b| (*a, *b)));
    !other.keys().any(|document| one.contains_key(document))
        && pairs.any(|(a, b)| context.stories.fit(a, b) == Story::Same)
}

fn cluster(one: &Told, other: &Told, claims: &[Claim]) -> Cluster {
    let side = |told: &Told| Side {
        answer: first(told).text.clone(),
        claims: told.values().map(|(claim, _)| *claim).take(SHOWN).collect(),
        counted: Vec::new(),
    };
    let (x, y) = (first(one), first(other));
    let (id, _) = one.values().next().expect("every label was told once");
    Cluster {
        id: stable_id('g', &[&claims[*id].id, &x.text, &y.text]),
        question: x.question(),
        asked: Asked::Label,
        sides: vec![side(one), side(other)],
        loose: false,
    }
}

/// The labels in a claim's sentence.
fn labels(claim: &Claim, context: &Context) -> Vec<Label> {
    let names = claim.around.iter().flat_map(|name| {
        let halves = halves(name).into_iter();
        halves.flat_map(|(first, last)| {
            let label = |kind, of: &str, value: &str| Label {
                kind,
                of: of.to_lowercase(),
                value: value.to_lowercase(),
                text: name.into(),
            };
            // Only of who has a known first name is it sure that the other word is a last name.
            let person = first_names::gender(&first.to_lowercase()).is_some();
            let surname = person.then(|| label(Kind::Surname, first, last));
            std::iter::once(label(Kind::Name, last, first)).chain(surname)
        })
    });
    let sentence = context.sentence(claim);
    names
        .chain(blocks(sentence))
        .chain(numbers(sentence))
        .chain(homes(sentence))
        .chain(calibres(sentence))
        .chain(quotations(sentence, &claim.speaker))
        .collect()
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
const THINGS: [&str; 42] = [
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
    "airport",
    "airlines",
    "index",
    "center",
    "centre",
    "station",
    "stadium",
    "museum",
    "theatre",
    "theater",
    "court",
    "prison",
];

/// Whether two first names, in small letters, may be one, written in two ways: few letters differ,
/// and they are not known for two people's ("Maria", "Mario").
fn differ_in_letters(a: &str, b: &str) -> bool {
    let apart = strsim::osa_distance(a, b);
    // "Tom" and "Tim" are two names, "Eric" and "Erik" one.
    let of_two = match (first_names::gender(a), first_names::gender(b)) {
        (Some(x), Some(y)) => x != y || strsim::jaro_winkler(a, b) < ALIKE,
        _ => false,
    };
    let least = a.chars().count().min(b.chars().count());
    let is_direction = |word: &str| matches!(word, "north" | "south" | "east" | "west");
    a.chars().next() == b.chars().next()
        && apart >= 1
        && apart <= if least >= 5 { 2 } else { 1 }
        && !of_two
        && format!("{a}s") != b
        && format!("{b}s") != a
        && !is_direction(a)
        && !is_direction(b)
}

/// "the 1200 block of East Mill Street", as American police give an address.
fn blocks(sentence: &str) -> Vec<Label> {
    let mut found = Vec::new();
    for (at, between) in sentence.match_indices(" block of ") {
        let number = sentence[..at].rsplit(' ').next().unwrap_or_default();
        let after = &sentence[at + between.len()..];
        let is_name =
            |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let street: Vec<&str> = after
            .split_whitespace()
            .take_while(is_name)
            .take(4)
            .collect();
        let of = street.iter().map(|word| plain(word));
        let of: Vec<String> = of.filter(|word| !is_wind(word)).collect();
        if !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) && !of.is_empty() {
            let street = one_line(&street.join(" "));
            let street = street.trim_end_matches(|c: char| !c.is_alphanumeric());
            found.push(Label {
                kind: Kind::Block,
                of: of.join(" "),
                value: number.to_owned(),
                text: format!("{number} block of {street}"),
            });
        }
    }
    found
}

/// Whether two last names, in small letters, are one in two spellings: a letter or two differ, and
/// neither is a word that goes before or after the name.
fn are_one_surname(a: &str, b: &str) -> bool {
    let apart = strsim::osa_distance(a, b);
    let least = a.chars().count().min(b.chars().count());
    let plural = format!("{a}s") == b || format!("{b}s") == a;
    least >= 4 && apart >= 1 && apart <= if least >= 7 { 2 } else { 1 } && !plural
}

/// "Anna Venn, 36, of Lorn": the town, where it is a known one.
fn homes(sentence: &str) -> Vec<Label> {
    let mut found = Vec::new();
    for (at, between) in sentence.match_indices(", of ") {
        let before = &sentence[..at];
        let (name, age) = before.rsplit_once(", ").unwrap_or_default();
        let age = age.parse::<u8>().is_ok_and(|age| (10..=110).contains(&age));
        let named = |word: &&str| word.starts_with(char::is_uppercase);
        let mut who: Vec<&str> = name.rsplit(' ').take_while(named).take(4).collect();
        who.reverse();
        let after = &sentence[at + between.len()..];
        let town = after.split([',', '.', ';', ' ', '(']).collect::<Vec<_>>();
        let town = town.iter().copied().take_while(|w| named(w)).take(3);
        let town = town.collect::<Vec<_>>().join(" ");
        let folded = fold(&town);
        if age && !who.is_empty() && places::is_listed(&folded) {
            let last = who[who.len() - 1];
            found.push(Label {
                kind: Kind::Home,
                of: last.to_lowercase(),
                value: folded,
                text: format!("{} of {town}", who.join(" ")),
            });
        }
    }
    found
}

/// "a .38-caliber revolver", "a 9 mm pistol"
fn calibres(sentence: &str) -> Vec<Label> {
    let words: Vec<&str> = sentence
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '‑' | ','))
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate().skip(1) {
        let of_gun = match word.to_lowercase().as_str() {
            "caliber" | "calibre" => true,
            "mm" | "millimeter" | "millimetre" | "revolver" | "magnum" => {
                words[at - 1].starts_with('.')
            }
            _ => false,
        };
        let number = words[at - 1].trim_start_matches('.');
        if of_gun && number.len() >= 2 && number.chars().all(|c| c.is_ascii_digit()) {
            found.push(Label {
                kind: Kind::Calibre,
                of: String::new(),
                value: number.to_owned(),
                text: format!("{} {word}", words[at - 1]),
            });
        }
    }
    found
}

fn plain(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// Whether a word of a street's name only tells which end of it is meant; one account may leave it
/// out.
fn is_wind(word: &str) -> bool {
    matches!(
        word,
        "north" | "south" | "east" | "west" | "n" | "s" | "e" | "w"
    )
}

/// The quotations in a sentence, each under what it says but for one word, and under the whole.
fn quotations(sentence: &str, speaker: &str) -> Vec<Label> {
    let mut found = Vec::new();
    for quoted in quoted(sentence) {
        let words = quoted.split_whitespace().map(plain);
        let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
        if !QUOTED.contains(&words.len()) {
            continue;
        }
        let whole = one_line(quoted);
        found.extend((0..words.len()).map(|at| {
            let others = words.iter().enumerate();
            let others = others.map(|(n, word)| if n == at { "" } else { word.as_str() });
            Label {
                kind: Kind::Word,
                // Short, as there is one for every word.
                of: stable_id('w', &others.collect::<Vec<_>>()),
                value: words[at].clone(),
                text: format!("“{}”", whole.trim_end_matches(',')),
            }
        }));
        // "her agent" may be Tom Ravel; "the mayor Tom Ravel" is.
        let named = |word: &&str| word.starts_with(char::is_uppercase);
        let name = speaker.split(' ').filter(named).count();
        let last = speaker.rsplit(' ').next().filter(named);
        if let Some(last) = last.filter(|last| name > 1 && last.chars().count() >= 3) {
            found.push(Label {
                kind: Kind::Author,
                of: words.join(" "),
                value: last.to_lowercase(),
                text: speaker.to_owned(),
            });
        }
    }
    found
}

/// What stands in quotation marks; of a quotation of several sentences, one mark is in another.
fn quoted(sentence: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut from, mut opened) = (0, false);
    for (at, mark) in sentence.match_indices(['"', '“', '”']) {
        let before = sentence[..at].chars().next_back();
        let closes = match mark {
            "“" => false,
            "”" => true,
            _ => before.is_some_and(|c| !c.is_whitespace()),
        };
        if opened || closes {
            found.push(&sentence[from..at]);
        }
        from = at + mark.len();
        opened = !closes;
    }
    if opened {
        found.push(&sentence[from..]);
    }
    found
}

/// How many words a quotation has that can be told from others: fewer are said by many, more are
/// seldom printed alike.
const QUOTED: std::ops::Range<usize> = 6..40;

/// Whether two words, in small letters, are two: no two forms or spellings of one, no figure and the
/// word for it.
fn are_two_words(a: &str, b: &str) -> bool {
    let letters = |word: &str| word.chars().all(char::is_alphabetic);
    let long = |word: &str| word.chars().count() >= 4;
    letters(a) && letters(b) && long(a) && long(b) && strsim::osa_distance(a, b) > 3
}

/// Telephone numbers: groups of digits with spaces or hyphens between them.
fn numbers(sentence: &str) -> Vec<Label> {
    let part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-');
    let groups = sentence.split(|c: char| !part(c)).map(str::trim);
    let label = |text: &str| {
        let text = text.trim_matches('-');
        let value: String = text.chars().filter(char::is_ascii_digit).collect();
        (value.len() >= DIGITS && text.contains([' ', '-'])).then(|| Label {
            kind: Kind::Number,
            of: String::new(),
            value,
            text: text.to_owned(),
        })
    };
    groups.filter_map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_letters_make_another_spelling() {
        let cases = [
            ("Torben Dalby", "Torbin Dalby", true),
            ("Torben Dalby", "Thorben Dalby", true),
            ("Latona Venn", "LaTonia Venn", true),
            ("Eric Ravel", "Erik Ravel", true),
            ("Maria Kessler", "Mario Kessler", false),
            ("Tom Ravel", "Tim Ravel", false),
            ("Anna Kessler", "Tom Kessler", false),
            ("T. Dalby", "Torben Dalby", false),
            ("North Marland", "South Marland", false),
            ("Mill Street", "Mills Street", false),
        ];
        for (a, b, expected) in cases {
            let one = match (halves(a), halves(b)) {
                (Some((x, _)), Some((y, _))) => {
                    differ_in_letters(&x.to_lowercase(), &y.to_lowercase())
                }
                _ => false,
            };
            assert_eq!(one, expected, "{a} / {b}");
        }
    }

    #[test]
    fn a_block_is_read_with_its_street() {
        let found = blocks("He was shot in the 1200 block of East Mill Street, in Lorn.");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "1200 block of East Mill Street");
        assert_eq!(
            (found[0].of.as_str(), found[0].value.as_str()),
            ("mill street", "1200")
        );
        assert!(blocks("a large block of flats").is_empty());
        assert!(blocks("the 12 block of the town").is_empty());
    }

    #[test]
    fn a_quotation_differs_in_one_word() {
        let of = |sentence: &str| quotations(sentence, "Anna Kessler");
        let clash = |a: &str, b: &str| {
            let (of_a, of_b) = (of(a), of(b));
            let mut pairs = of_a.iter().flat_map(|x| of_b.iter().map(move |y| (x, y)));
            pairs.any(|(x, y)| x.clashes(y))
        };
        let told = "\"Somebody knocked at the door of the mill,\" she said.";
        assert!(clash(
            told,
            "She said: “Something knocked at the door of the mill.”"
        ));
        assert!(!clash(told, "“Somebody knocked at the door of the mill”"));
        assert!(!clash(told, "“Somebody knocked at the doors of the mill”"));
        assert!(!clash(told, "“Somebody knocked at my door”"));
        assert!(of("\"Nothing at all\", he said").is_empty());
    }

    #[test]
    fn one_quotation_has_one_author() {
        let words = "“The town will bury whoever takes it.”";
        let author = |speaker: &str| {
            let found = quotations(words, speaker);
            found.into_iter().find(|label| label.kind == Kind::Author)
        };
        let (x, y) = (author("Colonel Tom Mansur"), author("General Karl Haidar"));
        assert!(x.clone().unwrap().clashes(&y.unwrap()));
        assert!(!x.unwrap().clashes(&author("Tom Mansur").unwrap()));
        let of_lorn = author("Tom Mansur of Lorn").unwrap();
        assert!(!of_lorn.clashes(&author("Tom Mansur").unwrap()));
        assert!(author("police").is_none());
    }

    #[test]
    fn one_digit_makes_another_number() {
        let of = |text: &str| {
            numbers(text)
                .into_iter()
                .map(|label| label.text)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            of("Call 0555 120 333, or 0555-120-3331."),
            ["0555 120 333", "0555-120-3331"]
        );
        assert!(of("It cost 1,200,300,400 crowns in 1998-2001").is_empty());
        let (x, y) = (&numbers("0555 120 333")[0], &numbers("0555 120 3333")[0]);
        assert!(x.clashes(y));
        assert!(!x.clashes(&numbers("0999 120 333")[0]));
    }
}
