//! `agreement.csv`: one row per pair of sources that say something on the same question.

use std::collections::BTreeMap;

use super::Report;
use super::index::Index;
use super::table::Table;
use crate::conflicts::Relation;

/// Which sources tend to agree and which do not.
pub const REPORT: Report = Report {
    name: "agreement",
    table,
    objects: None,
};

/// How often two sources meet.
#[derive(Debug, Default)]
pub struct Tally {
    /// Clusters in which both make a claim, not with boilerplate.
    pub shared: usize,
    /// Sides on which both stand, not with copied words.
    pub agreements: usize,
    /// Conflicts in which they stand on opposed sides.
    pub conflicts: usize,
    /// Updates in which they stand on opposed sides.
    pub updates: usize,
}

/// Two sources, the one that comes first by name first.
struct Row<'f> {
    a: &'f str,
    b: &'f str,
    tally: Tally,
}

fn table<'i>(index: &'i Index<'i>) -> Table<'i> {
    let documents = &index.findings.documents;
    let row = |((a, b), tally): ((usize, usize), Tally)| Row {
        a: &documents[a].source,
        b: &documents[b].source,
        tally,
    };
    Table::new::<Row, _, _>(
        move || tallies(index).into_iter().map(row),
        [
            ("source_a", |row| row.a.into()),
            ("source_b", |row| row.b.into()),
            ("clusters_shared", |row| row.tally.shared.into()),
            ("agreements", |row| row.tally.agreements.into()),
            ("conflicts", |row| row.tally.conflicts.into()),
            ("updates", |row| row.tally.updates.into()),
        ],
    )
}

/// Counts by pair of documents, the smaller index first. Documents are ordered by name, so the
/// pairs are too.
pub fn tallies(index: &Index) -> BTreeMap<(usize, usize), Tally> {
    let mut tallies: BTreeMap<(usize, usize), Tally> = BTreeMap::new();
    for cluster in &index.findings.clusters {
        let claims: Vec<usize> = cluster
            .sides
            .iter()
            .flat_map(|side| side.claims.iter().copied())
            .collect();
        for pair in pairs(&index.without_boilerplate(&claims), index) {
            tallies.entry(pair).or_default().shared += 1;
        }
        for side in &cluster.sides {
            for pair in index.agreeing(&side.claims) {
                tallies.entry(pair).or_default().agreements += 1;
            }
        }
    }
    for conflict in &index.findings.conflicts {
        let [left, right] = index.opposed(conflict);
        let mut opposed: Vec<(usize, usize)> = left
            .iter()
            .flat_map(|&a| right.iter().map(move |&b| (a.min(b), a.max(b))))
            .filter(|(a, b)| a != b)
            .collect();
        // Two sources that each stand on both sides still have one conflict.
        opposed.sort_unstable();
        opposed.dedup();
        for pair in opposed {
            let tally = tallies.entry(pair).or_default();
            match conflict.relation {
                Relation::Conflict => tally.conflicts += 1,
                Relation::Update => tally.updates += 1,
                Relation::Agree => {}
            }
        }
    }
    tallies
}

/// Every pair of different documents among some claims.
fn pairs(claims: &[usize], index: &Index) -> Vec<(usize, usize)> {
    let documents: Vec<usize> = index.documents(claims).into_iter().collect();
    let later = |at: usize| documents[at + 1..].iter().copied();
    (0..documents.len())
        .flat_map(|at| later(at).map(move |b| (at, b)))
        .map(|(at, b)| (documents[at], b))
        .collect()
}
