//! `clusters.csv`: one row per cluster of two or more claims.

use super::Report;
use super::index::Index;
use super::table::Table;
use crate::clusters::Cluster;
use crate::conflicts::Relation;

/// The questions that several claims answer.
pub const REPORT: Report = Report {
    name: "clusters",
    table,
};

/// A cluster with what its claims add up to.
struct Row<'f> {
    cluster: &'f Cluster,
    claims: usize,
    sources: usize,
    relation: Relation,
}

fn table(index: &Index) -> Table {
    let clusters = index.findings.clusters.iter().zip(index.relations());
    let rows = clusters.map(|(cluster, relation)| {
        let claims: Vec<usize> = cluster
            .sides
            .iter()
            .flat_map(|side| side.claims.iter().copied())
            .collect();
        Row {
            cluster,
            claims: claims.len(),
            sources: index.documents(&claims).len(),
            relation,
        }
    });
    Table::new(
        rows,
        &[
            ("cluster_id", |row| (&row.cluster.id).into()),
            ("question", |row| (&row.cluster.question).into()),
            ("sides", |row| row.cluster.sides.len().into()),
            ("claims", |row| row.claims.into()),
            ("sources", |row| row.sources.into()),
            // Every source counts as an origin of its own until copies of one text are known.
            ("origins", |row| row.sources.into()),
            ("relation", |row| row.relation.name().into()),
            ("answers", |row| answers(row.cluster).into()),
        ],
    )
}

fn answers(cluster: &Cluster) -> String {
    let answers: Vec<&str> = cluster
        .sides
        .iter()
        .map(|side| side.answer.as_str())
        .collect();
    answers.join(" | ")
}
