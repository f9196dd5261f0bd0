//! Origins: who copied whose words.
//!
//! Wire copy, requotes and press releases stand in many sources, but are one origin. Sentences of
//! different documents are copies where most of their two-word shingles are the same
//! (Broder 1997) and every number and denial in them is: "14 died" is no copy of "12 died".
//! Candidates come from bands of minimum hashes, so the work per sentence does not grow with the
//! run. The words belong to the document that was published first (of those without a date, to
//! the first by name).

use std::hash::{Hash, Hasher};

use indexmap::IndexMap;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHasher};

use crate::claims::Claim;
use crate::claims::quantity::plain_number;
use crate::documents::Document;
use crate::groups::Groups;
use crate::sentences::Sentence;

/// Shorter sentences are alike by chance ("Nobody was hurt.").
pub(super) const WORDS: usize = 8;

/// Words in a shingle.
const SHINGLE: usize = 2;

/// From this share of common shingles (of all that the two have) on, two sentences are copies.
const COPIES: f64 = 2.0 / 3.0;

/// Bands of minimum hashes, and hashes in a band: copies at [`COPIES`] share a band with a
/// probability of 0.99.
const BANDS: usize = 8;
const ROWS: usize = 2;

/// How many different sentences of one band are remembered.
const REMEMBERED: usize = 8;

/// A document is a copy where at least this share of its long sentences is another's.
const COPIED_DOCUMENT: f64 = 0.8;

/// A document with fewer long sentences is not called a copy.
const SENTENCES: usize = 3;

/// Which document the words of each sentence come from.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// Per sentence: the first sentence with its words; itself if it is no copy.
    first: Vec<usize>,
    /// Per sentence: the document that its words come from.
    sentences: Vec<usize>,
    /// Per document: the document that it is a copy of.
    documents: Vec<Option<usize>>,
}

impl Origins {
    /// Compares the sentences of a run that can make claims.
    pub fn new(documents: &[Document], sentences: &[Sentence]) -> Origins {
        // The earliest publication first, so that the leader of a group is the original.
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        let published = |index: usize| documents[sentences[index].document].published;
        order.sort_by_key(|&index| (published(index).is_none(), published(index), index));
        let prints: Vec<Option<Print>> = order
            .par_iter()
            .map(|&index| {
                let sentence = &sentences[index];
                let text = sentence.span.of(&documents[sentence.document].text);
                sentence.kind.makes_claims().then(|| Print::of(text))?
            })
            .collect();

        let mut groups = Groups::new(order.len());
        // Band by band, so that the memory of one is enough.
        for band in 0..BANDS {
            let mut bands: IndexMap<u64, Vec<u32>, FxBuildHasher> = IndexMap::default();
            for (at, print) in prints.iter().enumerate() {
                let Some(print) = print else { continue };
                let seen = bands.entry(print.bands[band]).or_default();
                let is_copy = |earlier: &&u32| {
                    let earlier = prints[**earlier as usize].as_ref();
                    earlier.is_some_and(|earlier| earlier.is_copy(print))
                };
                match seen.iter().find(is_copy) {
                    Some(&earlier) => groups.join(earlier as usize, at),
                    None if seen.len() < REMEMBERED => seen.push(at as u32),
                    None => {}
                }
            }
        }

        let mut first: Vec<usize> = (0..sentences.len()).collect();
        for (at, &index) in order.iter().enumerate() {
            first[index] = order[groups.find(at)];
        }
        let of: Vec<usize> = first
            .iter()
            .map(|&index| sentences[index].document)
            .collect();
        let mut long = vec![0; documents.len()];
        let mut taken: Vec<IndexMap<usize, usize, FxBuildHasher>> =
            vec![IndexMap::default(); documents.len()];
        for (at, &index) in order.iter().enumerate() {
            if prints[at].is_some() {
                let document = sentences[index].document;
                long[document] += 1;
                *taken[document].entry(of[index]).or_default() += 1;
            }
        }
        let copy_of = |document: usize| {
            let others = taken[document]
                .iter()
                .filter(|(from, _)| **from != document);
            let (from, count) =
                others.max_by_key(|(from, count)| (**count, usize::MAX - **from))?;
            let share = *count as f64 / long[document] as f64;
            (long[document] >= SENTENCES && share >= COPIED_DOCUMENT).then_some(*from)
        };
        Origins {
            first,
            sentences: of,
            documents: (0..documents.len()).map(copy_of).collect(),
        }
    }

    /// The document that a claim's words come from: its own unless they are copied.
    pub fn of(&self, claim: &Claim) -> usize {
        let copied = self.documents.get(claim.document).copied().flatten();
        let from = || self.sentences.get(claim.sentence).copied();
        copied.or_else(from).unwrap_or(claim.document)
    }

    /// The first sentence with a sentence's words: itself, if it is no copy.
    pub fn first(&self, sentence: usize) -> usize {
        self.first.get(sentence).copied().unwrap_or(sentence)
    }

    /// The document that a document is a copy of, if it is one.
    pub fn copy_of(&self, document: usize) -> Option<usize> {
        self.documents.get(document).copied().flatten()
    }

    /// Whether two claims of different documents are words of one speaker from one origin: what
    /// a source says in one place and its copy in another is no quarrel between two sources.
    pub fn are_one_voice(&self, a: &Claim, b: &Claim) -> bool {
        a.document != b.document
            && a.speaker == b.speaker
            && self.of(a) == self.of(b)
            && self.first[a.sentence] != self.first[b.sentence]
    }
}

/// What of a sentence is compared.
struct Print {
    /// Hashes of its shingles, in order.
    shingles: Vec<u64>,
    /// Hash of its numbers and denials.
    facts: u64,
    /// One key a band: a hash of its minimum hashes and of the facts.
    bands: [u64; BANDS],
}

impl Print {
    /// None for a short sentence.
    fn of(text: &str) -> Option<Print> {
        let words = words_of(text);
        if words.len() < WORDS {
            return None;
        }
        let facts: Vec<&String> = words.iter().filter(|word| is_fact(word)).collect();
        let mut shingles: Vec<u64> = words.windows(SHINGLE).map(hash).collect();
        shingles.sort_unstable();
        shingles.dedup();
        let facts = hash(&facts);
        Some(Print {
            bands: bands(&shingles, facts),
            shingles,
            facts,
        })
    }

    fn is_copy(&self, other: &Print) -> bool {
        let is_shared = |shingle: &&u64| other.shingles.binary_search(shingle).is_ok();
        let both = self.shingles.iter().filter(is_shared).count();
        let all = self.shingles.len() + other.shingles.len() - both;
        self.facts == other.facts && both as f64 >= COPIES * all as f64
    }
}

fn bands(shingles: &[u64], facts: u64) -> [u64; BANDS] {
    std::array::from_fn(|band| {
        let minimum = |row: usize| {
            let seed = (band * ROWS + row) as u64;
            let mixed = shingles.iter().map(|shingle| mix(shingle ^ mix(seed)));
            mixed.min().unwrap_or(0)
        };
        let minima: [u64; ROWS] = std::array::from_fn(minimum);
        hash((minima, facts))
    })
}

/// The words of a text in lower case.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    words
        .filter(|word| !word.is_empty())
        .map(str::to_string)
        .collect()
}

/// Whether a word decides what is stated, however alike the rest: a number, a denial.
fn is_fact(word: &str) -> bool {
    const DENIALS: [&str; 9] = [
        "no", "not", "never", "none", "nobody", "nothing", "without", "neither", "nor",
    ];
    word.contains(|c: char| c.is_numeric())
        || DENIALS.contains(&word)
        || word.ends_with("n't")
        || word.ends_with("n’t")
        || plain_number(word).is_some()
}

/// A hash that is the same in every run.
pub(super) fn hash(value: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The finalizer of splitmix64 (Steele, Lea & Flood 2014): spreads nearby numbers apart.
fn mix(mut bits: u64) -> u64 {
    bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::sections;
    use crate::sentences::split;

    const WIRE: &str = "A tanker ran aground off Sarn on Tuesday and spilled 40 tonnes of oil, the \
        harbour office said. Its crew of eleven was taken off by the lifeboat from Kelmar. The \
        beaches between Kelmar and Port Varel were closed for three days.";

    /// Documents by the day of June 2031 on which they were published, and their texts.
    fn run(texts: &[(i8, &str)]) -> (Vec<Document>, Vec<Sentence>) {
        let mut documents = Vec::new();
        let mut all = Vec::new();
        for (number, (day, text)) in texts.iter().enumerate() {
            let mut document = Document::default();
            document.published = (*day > 0).then(|| jiff::civil::date(2031, 6, *day));
            document.set_text((*text).to_string());
            sections::find(&mut document);
            all.extend(split(&document, number));
            documents.push(document);
        }
        (documents, all)
    }

    /// The document that each sentence comes from.
    fn origins(texts: &[(i8, &str)]) -> (Origins, Vec<usize>) {
        let (documents, sentences) = run(texts);
        let origins = Origins::new(&documents, &sentences);
        let of = origins.sentences.clone();
        (origins, of)
    }

    #[test]
    fn copied_words_belong_to_whoever_published_first() {
        let (origins, of) = origins(&[(4, WIRE), (0, WIRE), (2, WIRE)]);
        assert_eq!(of, [2; 9]);
        let copies: Vec<_> = (0..3).map(|d| origins.copy_of(d)).collect();
        assert_eq!(copies, [Some(2), Some(2), None]);
    }

    #[test]
    fn a_word_changed_in_passing_leaves_a_copy() {
        let edited = WIRE
            .replace("on Tuesday", "late Tuesday")
            .replace("taken off", "brought off");
        let (_, of) = origins(&[(1, WIRE), (2, &edited)]);
        assert_eq!(of[3..], [0; 3]);
    }

    #[test]
    fn another_number_or_a_denial_is_no_copy() {
        let other = WIRE
            .replace("40 tonnes", "400 tonnes")
            .replace("eleven", "twelve")
            .replace("were closed", "were not closed");
        let (origins, of) = origins(&[(1, WIRE), (2, &other)]);
        assert_eq!(of, [0, 0, 0, 1, 1, 1]);
        assert_eq!(origins.copy_of(1), None);
    }

    #[test]
    fn an_account_in_its_own_words_is_no_copy() {
        let own = "Forty tonnes of oil leaked when the ship struck rocks near Sarn, according to \
            the harbour office. A lifeboat rescued everybody on board within two hours that night. \
            People were kept off the sand for most of the week by order of the council.";
        let (origins, of) = origins(&[(1, WIRE), (1, own)]);
        assert_eq!(of, [0, 0, 0, 1, 1, 1]);
        assert_eq!(origins.copy_of(1), None);
    }

    #[test]
    fn one_copied_paragraph_makes_no_copied_document() {
        let mixed = format!(
            "{WIRE} The mayor of Kelmar asked the owners to pay for the cleaning of the shore. \
             Fishermen from Varel said that they had lost the best weeks of the whole season."
        );
        let (origins, of) = origins(&[(1, WIRE), (2, &mixed)]);
        assert_eq!(of[3..], [0, 0, 0, 1, 1]);
        assert_eq!(origins.copy_of(1), None);
    }
}
