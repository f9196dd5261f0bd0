//! What several reports look up: the cluster of a claim, the place of a quote, the sources of a
//! side.

use std::collections::{BTreeMap, BTreeSet};

use crate::Span;
use crate::claims::Claim;
use crate::conflicts::{Conflict, Relation};
use crate::documents::Document;
use crate::pipeline::Findings;

/// The findings of a run with the ways back from each part to the whole.
#[derive(Debug)]
pub struct Index<'f> {
    /// Everything the run found.
    pub findings: &'f Findings,
    /// The cluster of each claim, by claim.
    clusters: Vec<Option<usize>>,
}

/// Where words stand, as a report says it.
#[derive(Debug)]
pub struct Place<'f> {
    /// The words, exactly as in the source.
    pub quote: &'f str,
    /// Line, from 1.
    pub line: usize,
    /// First character, from 0.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

impl<'f> Index<'f> {
    /// Goes through the findings once.
    pub fn new(findings: &'f Findings) -> Self {
        let mut clusters = vec![None; findings.claims.len()];
        for (number, cluster) in findings.clusters.iter().enumerate() {
            for &claim in cluster.sides.iter().flat_map(|side| &side.claims) {
                clusters[claim].get_or_insert(number);
            }
        }
        Index { findings, clusters }
    }

    /// A claim of the run.
    pub fn claim(&self, claim: usize) -> &'f Claim {
        &self.findings.claims[claim]
    }

    /// The document that a claim stands in.
    pub fn document(&self, claim: &Claim) -> &'f Document {
        &self.findings.documents[claim.document]
    }

    /// The identifier of a claim's cluster; empty where it stands alone.
    pub fn cluster_id(&self, claim: usize) -> &'f str {
        self.clusters[claim].map_or("", |cluster| &self.findings.clusters[cluster].id)
    }

    /// The place of a span.
    pub fn place(&self, document: &'f Document, span: Span) -> Place<'f> {
        let (start, end) = document.characters(span);
        Place {
            quote: span.of(&document.text),
            line: document.line(span.start),
            start,
            end,
        }
    }

    /// The place of the sentence that a claim was read from.
    pub fn sentence(&self, claim: &Claim) -> Place<'f> {
        self.place(
            self.document(claim),
            self.findings.sentences[claim.sentence].span,
        )
    }

    /// The documents of some claims, in order and each once.
    pub fn documents(&self, claims: &[usize]) -> BTreeSet<usize> {
        claims
            .iter()
            .map(|&claim| self.claim(claim).document)
            .collect()
    }

    /// The documents that the words of some claims come from, in order and each once.
    pub fn origins(&self, claims: &[usize]) -> BTreeSet<usize> {
        let origins = &self.findings.origins;
        let of = claims.iter().map(|&claim| origins.of(self.claim(claim)));
        of.collect()
    }

    /// The claims among some that are no boilerplate.
    pub fn without_boilerplate(&self, claims: &[usize]) -> Vec<usize> {
        let is_own = |claim: &usize| !self.findings.boilerplate.holds(self.claim(*claim));
        claims.iter().copied().filter(is_own).collect()
    }

    /// The pairs of documents among some claims that say the same with words of their own, the
    /// smaller index first. A copy agrees with nobody but its original's critics, a line that
    /// stands in every source with nobody at all.
    pub fn agreeing(&self, claims: &[usize]) -> BTreeSet<(usize, usize)> {
        let mut words: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for claim in self.without_boilerplate(claims) {
            let claim = self.claim(claim);
            let origin = self.findings.origins.of(claim);
            words.entry(claim.document).or_default().insert(origin);
        }
        let own = |a: &BTreeSet<usize>, b: &BTreeSet<usize>| a.len() > 1 || a != b;
        words
            .iter()
            .flat_map(|(&a, of_a)| {
                let later = words.range(a + 1..);
                later
                    .filter(move |(_, of_b)| own(of_a, of_b))
                    .map(move |(&b, _)| (a, b))
            })
            .collect()
    }

    /// The documents on the two sides of a conflict. A claim that its cluster does not list
    /// stands for itself.
    pub fn opposed(&self, conflict: &Conflict) -> [BTreeSet<usize>; 2] {
        let sides = self
            .findings
            .clusters
            .get(conflict.cluster)
            .map_or(&[][..], |cluster| &cluster.sides);
        [conflict.claim_a, conflict.claim_b].map(|claim| {
            let side = sides.iter().find(|side| side.claims.contains(&claim));
            self.documents(side.map_or(&[claim], |side| &side.claims))
        })
    }

    /// How the sides of each cluster stand to each other, by cluster: a conflict where two of
    /// them conflict, else an update where one updates another, else agreement.
    pub fn relations(&self) -> Vec<Relation> {
        let mut relations = vec![Relation::Agree; self.findings.clusters.len()];
        for conflict in &self.findings.conflicts {
            if let Some(relation) = relations.get_mut(conflict.cluster)
                && *relation != Relation::Conflict
            {
                *relation = conflict.relation;
            }
        }
        relations
    }
}
