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
    objects: None,
};

/// What is said of a cluster whose sources all took their words from one: a wire report. It is no
/// agreement.
const COPIED: &str = "copy";

/// What is said of a cluster of lines that stand in many sources whatever these tell. It is no
/// agreement either.
const BOILERPLATE: &str = "boilerplate";

/// A cluster with what its claims add up to.
struct Row<'f> {
    cluster: &'f Cluster,
    claims: usize,
    sources: usize,
    origins: usize,
    relation: &'static str,
}

fn table(index: &Index) -> Table {
    let clusters = index.findings.clusters.iter().zip(index.relations());
    let rows = clusters.map(|(cluster, relation)| {
        let claims: Vec<usize> = cluster
            .sides
            .iter()
            .flat_map(|side| side.claims.iter().copied())
            .collect();
        let (sources, origins) = (index.documents(&claims).len(), index.origins(&claims).len());
        Row {
            cluster,
            claims: claims.len(),
            sources,
            origins,
            relation: match relation {
                Relation::Agree if is_boilerplate(index, &claims) => BOILERPLATE,
                Relation::Agree if sources > 1 && origins == 1 => COPIED,
                _ => relation.name(),
            },
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
            ("origins", |row| row.origins.into()),
            ("relation", |row| row.relation.into()),
            ("answers", |row| answers(row.cluster).into()),
        ],
    )
}

/// Whether nothing is left to agree on without the boilerplate.
fn is_boilerplate(index: &Index, claims: &[usize]) -> bool {
    let own = index.without_boilerplate(claims);
    own.len() < claims.len() && index.documents(&own).len() < 2
}

fn answers(cluster: &Cluster) -> String {
    let answers: Vec<&str> = cluster
        .sides
        .iter()
        .map(|side| side.answer.as_str())
        .collect();
    answers.join(" | ")
}
