//! Passages: how alike two sentences are by their words alone, whatever they claim.
//!
//! A word counts by how rare it is in the run and in English; its stem (Porter 2) stands for all
//! its forms, so that "nominee" meets "nominated". The meaning of a sentence is the mean of its
//! words' vectors, weighted in the same way (Arora, Liang & Ma 2017).

use indexmap::IndexMap;
use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxBuildHasher;

use super::vectors::{self, Vector};
use crate::documents::Document;
use crate::sentences::{Sentence, plain};

/// Sentences in a run from which on it can say how rare a word is.
const SMALL_RUN: usize = 100;

/// How many sentences are cut into words at a time.
const AT_ONCE: usize = 4_096;

/// The sentences of a run by their words.
#[derive(Debug)]
pub struct Passages {
    passages: Vec<Passage>,
    /// Per stem: its weight.
    weights: Vec<f64>,
}

#[derive(Debug)]
struct Passage {
    /// Numbers of the stems, in order, each once.
    stems: Vec<u32>,
    /// The sum of their weights, and of the squares of those.
    sums: (f64, f64),
    meaning: Meaning,
    /// How many sentences stand before it in its document.
    before: usize,
}

/// A vector in 8 bits a number; empty where nothing is known.
#[derive(Debug)]
struct Meaning {
    numbers: Box<[i8]>,
    length: f32,
}

/// How alike two sentences are: each measure from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Alike {
    /// The cosine of the words.
    pub words: f64,
    /// What share of the poorer sentence both have.
    pub overlap: f64,
    /// How much that is; a dozen weighty words are all.
    pub shared: f64,
}

/// What all forms of a stem have in common.
struct Stem {
    sentences: f64,
    /// How rare its most frequent form is in English.
    rarity: f64,
}

impl Passages {
    /// Reads the words of the sentences of a run.
    pub fn new(sentences: &[Sentence], documents: &[Document]) -> Passages {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut stems: IndexMap<String, Stem, FxBuildHasher> = IndexMap::default();
        let mut forms: IndexMap<String, (u32, Vector), FxBuildHasher> = IndexMap::default();
        // Per sentence: the numbers of its words and of their stems.
        let mut texts: Vec<(Vec<u32>, Vec<u32>)> = Vec::with_capacity(sentences.len());
        // The words of a large run are many, so some sentences at a time.
        for sentences in sentences.chunks(AT_ONCE) {
            let words: Vec<Vec<String>> = sentences
                .par_iter()
                .map(|s| words(&plain(&documents[s.document], s)))
                .collect();
            for words in words {
                let mut text = Vec::with_capacity(words.len());
                for word in words {
                    if let Some(form) = forms.get_index_of(&word) {
                        text.push(form as u32);
                        continue;
                    }
                    let entry = stems.entry(stemmer.stem(&word).into_owned());
                    let number = entry.index() as u32;
                    let stem = entry.or_insert(Stem {
                        sentences: 0.0,
                        rarity: 1.0,
                    });
                    stem.rarity = stem.rarity.min(vectors::rarity(&word));
                    let vector = Vector::of_word(&word);
                    text.push(forms.insert_full(word, (number, vector)).0 as u32);
                }
                let mut own: Vec<u32> = text.iter().map(|form| forms[*form as usize].0).collect();
                own.sort_unstable();
                own.dedup();
                own.shrink_to_fit();
                for stem in &own {
                    stems[*stem as usize].sentences += 1.0;
                }
                texts.push((text, own));
            }
        }
        let all = texts.len().max(SMALL_RUN) as f64;
        let weight = |stem: &Stem| (all / stem.sentences).ln().max(0.0) * stem.rarity;
        let weights: Vec<f64> = stems.values().map(weight).collect();
        let meaning = |text: &[u32]| {
            let forms = text.iter().map(|form| &forms[*form as usize]);
            Meaning::new(&Vector::mean(
                forms.map(|(stem, v)| (weights[*stem as usize], v)),
            ))
        };
        let passages = texts
            .into_par_iter()
            .zip(before(sentences))
            .map(|((text, stems), before)| {
                let weights = stems.iter().map(|stem| weights[*stem as usize]);
                let sums = weights.fold((0.0, 0.0), |(sum, squares), w| (sum + w, squares + w * w));
                Passage {
                    stems,
                    sums,
                    meaning: meaning(&text),
                    before,
                }
            })
            .collect();
        Passages { passages, weights }
    }

    /// How near the beginning of their documents both of two sentences stand: 1 for the first to 0.
    pub fn lead(&self, a: usize, b: usize) -> f64 {
        let before = self.passages[a].before.max(self.passages[b].before);
        4.0 / (4 + before) as f64
    }

    /// Compares two sentences by their index in the run; nothing is known of one that is not there.
    pub fn alike(&self, a: usize, b: usize) -> Alike {
        let (Some(a), Some(b)) = (self.passages.get(a), self.passages.get(b)) else {
            return Alike::default();
        };
        let (mut sum, mut squares) = (0.0, 0.0);
        let mut rest = b.stems.as_slice();
        for stem in &a.stems {
            let at = rest.partition_point(|other| other < stem);
            rest = &rest[at..];
            if rest.first() == Some(stem) {
                let weight = self.weights[*stem as usize];
                sum += weight;
                squares += weight * weight;
            }
        }
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        Alike {
            words: share(squares, (a.sums.1 * b.sums.1).sqrt()),
            overlap: share(sum, a.sums.0.min(b.sums.0)),
            shared: (sum / 24.0).min(1.0),
        }
    }

    /// The cosine of the meanings of two sentences; 0 for opposite ones.
    pub fn meaning(&self, a: usize, b: usize) -> f64 {
        let (Some(a), Some(b)) = (self.passages.get(a), self.passages.get(b)) else {
            return 0.0;
        };
        f64::from(a.meaning.cosine(&b.meaning)).max(0.0)
    }
}

/// How many sentences of its document stand before each.
fn before(sentences: &[Sentence]) -> Vec<usize> {
    let documents = sentences.chunk_by(|a, b| a.document == b.document);
    documents.flat_map(|own| 0..own.len()).collect()
}

impl Meaning {
    fn new(vector: &Vector) -> Meaning {
        let most = vector
            .numbers()
            .iter()
            .fold(0.0, |most: f32, x| most.max(x.abs()));
        if most == 0.0 {
            return Meaning {
                numbers: Box::default(),
                length: 0.0,
            };
        }
        let rounded = vector
            .numbers()
            .iter()
            .map(|x| (x / most * 127.0).round() as i8);
        let numbers: Box<[i8]> = rounded.collect();
        let squares: i32 = numbers.iter().map(|x| i32::from(*x) * i32::from(*x)).sum();
        Meaning {
            numbers,
            length: (squares as f32).sqrt(),
        }
    }

    fn cosine(&self, other: &Meaning) -> f32 {
        let both = self.numbers.iter().zip(&other.numbers);
        let product: i32 = both.map(|(x, y)| i32::from(*x) * i32::from(*y)).sum();
        let lengths = self.length * other.length;
        if lengths > 0.0 {
            product as f32 / lengths
        } else {
            0.0
        }
    }
}

/// Runs of letters and digits in lower case.
fn words(text: &str) -> Vec<String> {
    let runs = text.split(|c: char| !c.is_alphanumeric());
    runs.filter(|run| !run.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Halm nominated Orla Venn for the post of surgeon general.\n\n\
        Orla Venn is the nominee of Halm.\n\n\
        A ferry capsized off Kelmar.\n\n\
        It is what it is.\n\n\
        日本語";

    fn passages() -> (Vec<Sentence>, Passages) {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a.txt"), TEXT).expect("a file");
        let paths = [folder.path().to_owned()];
        let read = crate::documents::read(&paths, &crate::documents::Settings::default());
        let documents = read.expect("documents").documents;
        let split = documents.iter().enumerate();
        let sentences: Vec<Sentence> = split
            .flat_map(|(number, document)| crate::sentences::split(document, number))
            .collect();
        let passages = Passages::new(&sentences, &documents);
        (sentences, passages)
    }

    #[test]
    fn sentences_on_one_thing_are_more_alike() {
        let (_, passages) = passages();
        let (near, far) = (passages.alike(0, 1), passages.alike(0, 2));
        assert!(near.words > 0.3 && near.overlap > 0.5, "{near:?}");
        assert!(far.words < 0.1, "{far:?}");
        assert!(passages.meaning(0, 2) < passages.meaning(0, 1));
    }

    #[test]
    fn function_words_and_unknown_ones_make_nothing_alike() {
        let (sentences, passages) = passages();
        assert!(passages.alike(1, 3).shared < 0.05);
        let last = sentences.len() - 1;
        assert_eq!(passages.alike(last, 0), Alike::default());
    }

    #[test]
    fn a_sentence_is_all_like_itself() {
        let (_, passages) = passages();
        let itself = passages.alike(0, 0);
        for measure in [itself.words, itself.overlap, passages.meaning(0, 0)] {
            assert!((measure - 1.0).abs() < 1e-5, "{itself:?}");
        }
    }
}
