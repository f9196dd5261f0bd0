//! Marks: what comparing two claims asks of each alone, looked up once for the run. A claim is
//! compared with some hundred others.

use ecow::EcoString;
use indexmap::IndexMap;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::similarity::{Era, era};
use super::vectors::Words;
use crate::claims::names::fold;
use crate::claims::{Argument, Claim, countries, predicates};

/// How rare each word class and name of a run is, in the order of the words: a word goes by its
/// place.
pub(super) type Rarity<'c> = IndexMap<&'c str, f64, FxBuildHasher>;

/// What is asked of one claim.
#[derive(Debug)]
pub(super) struct Mark {
    /// Index of the document in the run.
    pub document: usize,
    /// Whether its act says little.
    pub is_light: bool,
    /// Whether its act has an opposite.
    pub has_opposite: bool,
    /// How rare its act is.
    pub rarity: f64,
    /// The words of the clause besides the act, in order.
    pub words: Box<[u32]>,
    /// The summed rarity of those.
    pub own: f64,
    /// The names in the clause.
    pub names: Box<[u32]>,
    /// The verb or noun that states it, as a word with a vector.
    pub lemma: Option<usize>,
    /// The head of the subject, likewise.
    pub subject: Option<usize>,
    /// The head of the object, likewise.
    pub object: Option<usize>,
    /// When its event was.
    pub era: Era,
    /// By place of the claim.
    pub places: Box<[Place]>,
}

/// What is asked of one place.
#[derive(Debug)]
pub(super) struct Place {
    /// Whether it is a sea, or a part of one.
    pub is_water: bool,
    /// Whether it is a country.
    pub is_country: bool,
    /// The countries in which the text says that it lies.
    pub lies_in: Vec<&'static str>,
}

/// The marks of a run's claims.
pub(super) fn marks(claims: &[Claim], rarity: &Rarity, vectors: &Words) -> Vec<Mark> {
    let mark = |claim: &Claim| {
        let number = |word: &EcoString| rarity.get_index_of(word.as_str());
        let others = claim.words.iter().filter(|word| **word != claim.class);
        let words: Box<[u32]> = others.filter_map(number).map(|n| n as u32).collect();
        let names = claim.entities.iter().filter_map(number);
        let head = |argument: &Option<Argument>| vectors.number(&argument.as_ref()?.head);
        Mark {
            document: claim.document,
            is_light: predicates::is_light(&claim.class),
            has_opposite: predicates::opposites_of(&claim.class).next().is_some(),
            rarity: rarity.get(claim.class.as_str()).copied().unwrap_or(0.0),
            own: words.iter().map(|word| rarity[*word as usize]).sum(),
            words,
            names: names.map(|n| n as u32).collect(),
            lemma: vectors.number(&claim.lemma),
            subject: head(&claim.subject),
            object: head(&claim.object),
            era: era(claim),
            places: claim.places.iter().map(place).collect(),
        }
    };
    claims.par_iter().map(mark).collect()
}

fn place(argument: &Argument) -> Place {
    let country = |name: &EcoString| countries::country(&fold(name));
    Place {
        is_water: is_water(argument),
        is_country: argument
            .own_names
            .iter()
            .any(|name| country(name).is_some()),
        lies_in: argument.around.iter().filter_map(country).collect(),
    }
}

fn is_water(place: &Argument) -> bool {
    let words = place
        .own_names
        .iter()
        .flat_map(|name| name.split_whitespace());
    words.chain([place.head.as_str()]).any(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "sea"
                | "gulf"
                | "ocean"
                | "bay"
                | "strait"
                | "channel"
                | "waters"
                | "water"
                | "mediterranean"
                | "atlantic"
                | "pacific"
        )
    })
}
