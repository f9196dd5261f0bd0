//! The words of a text that say what it is about, and how well those of another cover them.

use crate::claims::{lexicon, names, predicates};
use crate::clusters::vectors::{self, Vector};
use crate::english::{Parsed, Pos, Token};

/// From this likeness on two words are taken to say the same.
pub const MATCHED: f64 = 0.6;

/// From this likeness on two words may be answers to one question ("Monday", "Tuesday").
const AKIN: f64 = 0.3;

/// A word that says something of its own.
#[derive(Debug)]
pub struct Word {
    /// Lemma in small letters.
    pub lemma: String,
    /// What sort of word it is.
    pub sort: Sort,
    /// How rare it is in English: above 0 to 1.
    pub weight: f64,
    class: String,
    vector: Vector,
}

/// Sorts of words, as far as they can stand for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// What is done.
    Verb,
    /// Who or what.
    Noun,
    /// A name.
    Name,
    /// How, or how many.
    Other,
}

/// The words of a sentence that say something of their own.
pub fn of(text: &str, parsed: &Parsed) -> Vec<Word> {
    parsed.tokens.iter().filter_map(|t| word(text, t)).collect()
}

fn word(text: &str, token: &Token) -> Option<Word> {
    let sort = match token.pos {
        Pos::Verb => Sort::Verb,
        Pos::Noun => Sort::Noun,
        Pos::Propn => Sort::Name,
        Pos::Adj | Pos::Num => Sort::Other,
        _ => return None,
    };
    let as_written = token.span.of(text);
    if !as_written.chars().any(char::is_alphanumeric) {
        return None;
    }
    let lemma = match sort {
        Sort::Name => names::fold(as_written),
        _ => token.lemma.as_str().to_lowercase(),
    };
    if sort == Sort::Verb && predicates::is_light(&lemma) {
        return None;
    }
    Some(Word {
        class: predicates::class(&lemma).to_owned(),
        vector: Vector::of_word(&lemma),
        weight: vectors::rarity(&lemma).max(0.1),
        sort,
        lemma,
    })
}

impl Word {
    /// How near two words are in meaning: 0 to 1.
    pub fn like(&self, other: &Word) -> f64 {
        if self.lemma == other.lemma || self.class == other.class {
            return 1.0;
        }
        if self.sort == Sort::Noun
            && other.sort == Sort::Noun
            && lexicon::one_thing(&self.lemma, &other.lemma)
        {
            return 0.9;
        }
        // Names that look alike are not one.
        if self.sort == Sort::Name || other.sort == Sort::Name {
            return 0.0;
        }
        f64::from(self.vector.cosine(&other.vector)).max(0.0)
    }

    /// Whether two words are opposites of each other.
    pub fn is_opposite(&self, other: &Word) -> bool {
        predicates::opposite(&self.class, &other.class)
            || lexicon::opposite_states(&self.lemma, &other.lemma)
    }

    /// How favourable a word is: about -1 for "bad" to 1 for "good".
    pub fn tone(&self) -> f64 {
        f64::from(self.vector.cosine(&pole(true)) - self.vector.cosine(&pole(false)))
    }
}

fn pole(good: bool) -> Vector {
    use std::sync::OnceLock;
    static GOOD: OnceLock<[Vector; 2]> = OnceLock::new();
    let mean = |words: [&str; 6]| {
        let words = words.map(Vector::of_word);
        Vector::mean(words.iter().map(|v| (1.0, v)))
    };
    let poles = GOOD.get_or_init(|| {
        [
            mean(["bad", "failure", "terrible", "disaster", "worse", "poor"]),
            mean(["good", "success", "excellent", "triumph", "better", "fine"]),
        ]
    });
    poles[usize::from(good)].clone()
}

/// The words of two texts beside each other.
pub struct Both {
    /// Those of each text.
    pub words: [Vec<Word>; 2],
    /// For each of them: how like it is to the likest of the other text.
    best: [Vec<f64>; 2],
}

impl Both {
    /// Sets the words of two texts beside each other.
    pub fn new(words: [Vec<Word>; 2]) -> Both {
        let best = |own: &[Word], other: &[Word]| -> Vec<f64> {
            let likest = |word: &Word| other.iter().map(|o| word.like(o)).fold(0.0, f64::max);
            own.iter().map(likest).collect()
        };
        Both {
            best: [best(&words[0], &words[1]), best(&words[1], &words[0])],
            words,
        }
    }

    /// How much of one text's words of some sorts the other has too: 0 to 1, and 1 where there
    /// are none.
    pub fn coverage(&self, side: usize, sorts: &[Sort]) -> f64 {
        let own = self.words[side].iter().zip(&self.best[side]);
        let (have, all) = own
            .filter(|(word, _)| sorts.contains(&word.sort))
            .fold((0.0, 0.0), |(have, all), (word, best)| {
                (have + word.weight * best, all + word.weight)
            });
        if all > 0.0 { have / all } else { 1.0 }
    }

    /// The words of one text that the other does not say.
    pub fn left_over(&self, side: usize) -> impl Iterator<Item = &Word> {
        let own = self.words[side].iter().zip(&self.best[side]);
        own.filter(|(_, best)| **best < MATCHED)
            .map(|(word, _)| word)
    }

    /// Words of the two texts that neither says of the other's and that may be answers to one
    /// question, with how near they are, the nearest first.
    pub fn rivals(&self) -> Vec<(f64, &Word, &Word)> {
        let mut rivals: Vec<(f64, &Word, &Word)> = Vec::new();
        for x in self.left_over(0) {
            for y in self.left_over(1).filter(|y| y.sort == x.sort) {
                let like = x.like(y);
                if like >= AKIN {
                    rivals.push((like, x, y));
                }
            }
        }
        rivals.sort_by(|p, q| q.0.total_cmp(&p.0));
        rivals
    }

    /// The first words of the two texts that are opposites of each other.
    pub fn opposites(&self) -> Option<(&Word, &Word)> {
        let says =
            |side: usize, word: &Word| self.words[side].iter().any(|w| w.lemma == word.lemma);
        self.words[0].iter().find_map(|x| {
            let mut others = self.words[1].iter();
            let opposite = |y: &&Word| x.is_opposite(y) && !says(1, x) && !says(0, y);
            others.find(opposite).map(|y| (x, y))
        })
    }

    /// The direction of all words of a text.
    pub fn meaning(&self, side: usize) -> Vector {
        Vector::mean(self.words[side].iter().map(|w| (w.weight, &w.vector)))
    }

    /// How favourable the words of a text are on the whole.
    pub fn tone(&self, side: usize) -> f64 {
        let words = &self.words[side];
        let tones = words
            .iter()
            .filter(|w| w.sort != Sort::Name)
            .map(Word::tone);
        tones.sum::<f64>() / (words.len().max(1) as f64)
    }
}
