//! `clusters.csv`: one row per cluster of two or more claims.

use std::io;

use serde::Serialize;

use super::Report;
use super::index::Index;
use super::table::{self, Table};
use crate::clusters::Cluster;
use crate::conflicts::Relation;

/// The questions that several claims answer.
pub const REPORT: Report = Report {
    name: "clusters",
    table,
    objects: Some(objects),
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

fn rows<'f>(index: &'f Index<'f>) -> impl Iterator<Item = Row<'f>> {
    let clusters = index.findings.clusters.iter().zip(index.relations());
    clusters.map(|(cluster, relation)| {
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
    })
}

fn table<'i>(index: &'i Index<'i>) -> Table<'i> {
    Table::new::<Row, _, _>(
        || rows(index),
        [
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

/// The clusters as JSON Lines: the columns of the table, and the claims on each side.
fn objects(index: &Index, to: &mut dyn io::Write) -> io::Result<()> {
    rows(index).try_for_each(|row| {
        let object = Object {
            cluster_id: &row.cluster.id,
            question: &row.cluster.question,
            sides: row.cluster.sides.len(),
            claims: row.claims,
            sources: row.sources,
            origins: row.origins,
            relation: row.relation,
            answers: answers(row.cluster),
            side_list: row
                .cluster
                .sides
                .iter()
                .map(|side| Side {
                    answer: &side.answer,
                    claims: side
                        .claims
                        .iter()
                        .map(|&claim| index.claim(claim).id.as_str())
                        .collect(),
                })
                .collect(),
        };
        table::write_line(&object, to)
    })
}

/// A cluster as JSON.
#[derive(Serialize)]
struct Object<'f> {
    cluster_id: &'f str,
    question: &'f str,
    sides: usize,
    claims: usize,
    sources: usize,
    origins: usize,
    relation: &'f str,
    answers: String,
    side_list: Vec<Side<'f>>,
}

#[derive(Serialize)]
struct Side<'f> {
    answer: &'f str,
    /// The identifiers of the claims.
    claims: Vec<&'f str>,
}
