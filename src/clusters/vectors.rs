//! Word vectors: how near two words are in meaning, for what no table of words foresees
//! ("stole" and "robbed").
//!
//! The vectors were distilled from a sentence model by `models/vectors.py`, which says how. A word
//! is cut into pieces of the vocabulary, the longest first (WordPiece; Schuster & Nakajima 2012);
//! its vector is the mean of theirs, at length one.

use std::sync::OnceLock;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use safetensors::SafeTensors;
use unicode_normalization::UnicodeNormalization;

use crate::claims::Claim;

static FILE: &[u8] = include_bytes!("../../models/vectors.safetensors");

/// Numbers in a vector.
const COMPONENTS: usize = 192;

/// Sums of a product taken side by side; a divisor of [`COMPONENTS`].
const LANES: usize = 16;

/// Words of a lower rank than this are function words, letters and figures.
const COMMON: f64 = 100.0;

/// Letters of a word that are looked at.
const LONGEST: usize = 40;

/// The direction of a word or of several: length one, or all zeros where nothing is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector(Vec<f32>);

impl Vector {
    /// The vector of a word in any case.
    pub fn of_word(word: &str) -> Vector {
        let mut sum = vec![0.0; COMPONENTS];
        for piece in pieces(word) {
            add(&mut sum, piece);
        }
        unit(sum)
    }

    /// The direction of the sum of several vectors, each with its weight.
    pub fn mean<'v>(vectors: impl Iterator<Item = (f64, &'v Vector)>) -> Vector {
        let mut sum = vec![0.0; COMPONENTS];
        for (weight, vector) in vectors {
            for (sum, x) in sum.iter_mut().zip(&vector.0) {
                *sum += weight as f32 * x;
            }
        }
        unit(sum)
    }

    /// The numbers of the vector.
    pub fn numbers(&self) -> &[f32] {
        &self.0
    }

    /// The cosine of the two: -1 to 1, and 0 where one is unknown.
    pub fn cosine(&self, other: &Vector) -> f32 {
        // Sums side by side, as a core can take them.
        let mut sums = [0.0; LANES];
        let chunks = self.0.chunks_exact(LANES).zip(other.0.chunks_exact(LANES));
        for (xs, ys) in chunks {
            for (sum, (x, y)) in sums.iter_mut().zip(xs.iter().zip(ys)) {
                *sum += x * y;
            }
        }
        sums.iter().sum()
    }
}

/// The vectors of the words of a run's claims, each word looked up once.
#[derive(Debug)]
pub struct Words(IndexMap<String, Vector, FxBuildHasher>);

impl Words {
    /// Looks up what the claims' acts and arguments mean.
    pub fn new(claims: &[Claim]) -> Words {
        let mut words: IndexMap<String, Vector, FxBuildHasher> = IndexMap::default();
        for claim in claims {
            let heads = claim.subject.iter().chain(&claim.object).map(|a| &a.head);
            for word in heads.chain([&claim.lemma]) {
                if !words.contains_key(word.as_str()) {
                    words.insert(word.to_string(), Vector::of_word(word));
                }
            }
        }
        Words(words)
    }

    /// The number of a word of the run.
    pub fn number(&self, word: &str) -> Option<usize> {
        self.0.get_index_of(word)
    }

    /// The cosine of two words by their numbers.
    pub fn cosine_of(&self, a: usize, b: usize) -> f32 {
        self.0[a].cosine(&self.0[b])
    }

    /// The cosine of two words of the run; 0 where one is unknown.
    pub fn cosine(&self, a: &str, b: &str) -> f32 {
        match (self.0.get(a), self.0.get(b)) {
            (Some(a), Some(b)) => a.cosine(b),
            _ => 0.0,
        }
    }
}

/// How rare a word in lower case is in English: 0 for function words to 1. The pieces stand in the
/// order of their frequency, so by Zipf's law the logarithm of the rank says it.
pub fn rarity(word: &str) -> f64 {
    let vectors = vectors();
    let all = vectors.pieces.len() as f64;
    match vectors.pieces.get(word) {
        Some(rank) => ((*rank as f64 / COMMON).max(1.0).ln() / (all / COMMON).ln()).min(1.0),
        None => 1.0,
    }
}

fn unit(mut sum: Vec<f32>) -> Vector {
    let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
    if length > 0.0 {
        sum.iter_mut().for_each(|x| *x /= length);
    }
    Vector(sum)
}

fn add(sum: &mut [f32], piece: usize) {
    let vectors = vectors();
    let row = &vectors.rows[piece * COMPONENTS..][..COMPONENTS];
    for (sum, byte) in sum.iter_mut().zip(row) {
        *sum += f32::from(i8::from_le_bytes([*byte])) * vectors.scales[piece];
    }
}

/// The numbers of a word's pieces; none where a part of it is in no piece.
fn pieces(word: &str) -> Vec<usize> {
    let known = &vectors().pieces;
    let plain: Vec<char> = word
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .take(LONGEST)
        .collect();
    let (mut found, mut from) = (Vec::new(), 0);
    while from < plain.len() {
        let mut key = String::from(if from > 0 { "##" } else { "" });
        let mark = key.len();
        let longest = (from + 1..=plain.len()).rev().find_map(|to| {
            key.truncate(mark);
            key.extend(&plain[from..to]);
            Some((*known.get(key.as_str())?, to))
        });
        let Some((piece, to)) = longest else {
            return Vec::new();
        };
        found.push(piece);
        from = to;
    }
    found
}

struct Vectors {
    pieces: IndexMap<&'static str, usize, FxBuildHasher>,
    /// Bytes of signed numbers, [`COMPONENTS`] a piece.
    rows: &'static [u8],
    /// What a piece's numbers are multiplied with.
    scales: Vec<f32>,
}

fn vectors() -> &'static Vectors {
    static VECTORS: OnceLock<Vectors> = OnceLock::new();
    VECTORS.get_or_init(|| read(FILE).expect("build.rs has checked models/vectors.safetensors"))
}

fn read(file: &'static [u8]) -> Option<Vectors> {
    let file = SafeTensors::deserialize(file).ok()?;
    let data = |name: &str| Some(file.tensor(name).ok()?.data());
    let pieces = std::str::from_utf8(data("pieces")?).ok()?.lines();
    let scale = |bytes: &[u8]| f32::from_le_bytes(bytes.try_into().unwrap_or_default());
    Some(Vectors {
        pieces: pieces
            .enumerate()
            .map(|(number, piece)| (piece, number))
            .collect(),
        rows: data("vectors")?,
        scales: data("scales")?.chunks_exact(4).map(scale).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cosine(a: &str, b: &str) -> f32 {
        Vector::of_word(a).cosine(&Vector::of_word(b))
    }

    #[test]
    fn words_near_in_meaning_are_nearer_than_others() {
        const TRIPLES: [(&str, &str, &str); 6] = [
            ("steal", "rob", "paint"),
            ("murder", "kill", "paint"),
            ("quake", "earthquake", "election"),
            ("physician", "doctor", "bridge"),
            ("collapse", "crumble", "appoint"),
            ("Évacuation", "evacuation", "banquet"),
        ];
        for (word, near, far) in TRIPLES {
            let (near_by, far_off) = (cosine(word, near), cosine(word, far));
            assert!(
                near_by > far_off + 0.2,
                "{word}: {near} {near_by}, {far} {far_off}"
            );
        }
    }

    #[test]
    fn function_words_are_common_and_names_rare() {
        assert!(rarity("the") == 0.0 && rarity("kelmarovian") == 1.0);
        assert!(rarity("house") < rarity("ferry"));
    }

    #[test]
    fn every_word_has_a_vector_or_none() {
        for word in [
            "",
            "a",
            "Kelmarovian",
            "日本語",
            "x".repeat(10_000).as_str(),
            "🙂",
            "o'clock",
        ] {
            let same = cosine(word, word);
            assert!(same == 0.0 || (same - 1.0).abs() < 1e-5, "{word}: {same}");
        }
        assert_eq!(cosine("日本語", "kill"), 0.0);
    }
}
