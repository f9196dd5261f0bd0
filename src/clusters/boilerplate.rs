//! Boilerplate: lines that stand word for word in many sources, whatever these tell ("All rights
//! reserved by …", "Subscribe to our newsletter …"). That they are said often is no agreement.
//!
//! A line of at least [`SOURCES`] sources is boilerplate where the sources are of different stories
//! (no story has more than half of them), or where nearly all sources of the run have it and it is
//! no short sentence of their text: "Nobody was hurt." may be what all of them found out. A source
//! that is a copy of another as a whole does not count: a wire report printed nine times is one
//! text, not nine with a line in common.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::origins::{WORDS, words_of};
use super::similarity::Context;
use crate::claims::Claim;
use crate::sentences::Sentence;

/// So many sources make a line boilerplate.
pub const SOURCES: usize = 5;

/// Which sentences of a run are boilerplate.
#[derive(Clone, Debug, Default)]
pub struct Boilerplate(Vec<bool>);

impl Boilerplate {
    /// Looks at the sentences that make claims.
    pub fn new(context: &Context, sentences: &[Sentence]) -> Boilerplate {
        let origins = context.origins;
        let mut lines: IndexMap<u64, Vec<usize>, FxBuildHasher> = IndexMap::default();
        let mut last = usize::MAX;
        for claim in context.claims {
            if claim.sentence != last {
                last = claim.sentence;
                let sentence = &sentences[origins.first(last)];
                let text = sentence.span.of(&context.documents[sentence.document].text);
                let line = super::origins::hash(words_of(text));
                lines.entry(line).or_default().push(last);
            }
        }
        let mut found = vec![false; sentences.len()];
        let own = |document: &usize| origins.copy_of(*document).is_none();
        let all = (0..context.documents.len()).filter(own).count();
        for line in lines.values().filter(|line| line.len() >= SOURCES) {
            let mut documents: Vec<usize> = line.iter().map(|s| sentences[*s].document).collect();
            documents.sort_unstable();
            documents.dedup();
            documents.retain(own);
            let is_everywhere = documents.len() * 5 >= all * 4
                && line
                    .iter()
                    .all(|s| is_long_or_apart(&sentences[*s], context));
            if documents.len() >= SOURCES && (is_everywhere || are_unrelated(&documents, context)) {
                line.iter().for_each(|sentence| found[*sentence] = true);
            }
        }
        Boilerplate(found)
    }

    /// Whether a claim stands in such a line.
    pub fn holds(&self, claim: &Claim) -> bool {
        self.0.get(claim.sentence).copied().unwrap_or(false)
    }
}

/// Whether no story has more than half of some documents, by their names and nouns: a line that all
/// of them have makes them alike. A document without a story of its own stands for itself.
fn are_unrelated(documents: &[usize], context: &Context) -> bool {
    let mut stories: BTreeMap<usize, usize> = BTreeMap::new();
    for story in documents
        .iter()
        .filter_map(|d| context.stories.of_names(*d))
    {
        *stories.entry(story).or_default() += 1;
    }
    stories.values().all(|size| size * 2 <= documents.len())
}

/// Whether a sentence is too long to be written twice by chance, or is all of its paragraph.
fn is_long_or_apart(sentence: &Sentence, context: &Context) -> bool {
    let document = &context.documents[sentence.document];
    words_of(sentence.span.of(&document.text)).len() >= WORDS
        || document
            .blocks
            .iter()
            .any(|block| block.span == sentence.span)
}
