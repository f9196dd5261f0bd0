//! `claims.csv`: one row per claim, by source and place.

use super::Report;
use super::index::{Index, Place};
use super::table::Table;
use crate::claims::{Argument, Claim};
use crate::documents::Document;
use crate::sentences::Sentence;

/// What was read out of the sources.
pub const REPORT: Report = Report {
    name: "claims",
    table,
};

/// A claim, with the clause that states it as the quote.
struct Row<'f> {
    claim: &'f Claim,
    document: &'f Document,
    sentences: &'f [Sentence],
    place: Place<'f>,
    cluster_id: &'f str,
}

fn table(index: &Index) -> Table {
    let rows = index
        .findings
        .claims
        .iter()
        .enumerate()
        .map(|(number, claim)| {
            let document = index.document(claim);
            Row {
                claim,
                document,
                sentences: &index.findings.sentences,
                place: index.place(document, claim.span),
                cluster_id: index.cluster_id(number),
            }
        });
    Table::new(
        rows,
        &[
            ("claim_id", |row| (&row.claim.id).into()),
            ("source", |row| (&row.document.source).into()),
            ("speaker", |row| (&row.claim.speaker).into()),
            ("told_by", |row| (&row.claim.told_by).into()),
            ("published", |row| row.claim.published.into()),
            ("line", |row| row.place.line.into()),
            ("start", |row| row.place.start.into()),
            ("end", |row| row.place.end.into()),
            ("quote", |row| row.place.quote.into()),
            ("subject", |row| words(&row.claim.subject).into()),
            ("predicate", |row| (&row.claim.predicate).into()),
            ("object", |row| words(&row.claim.object).into()),
            ("time", |row| {
                row.claim.time_text(row.document, row.sentences).into()
            }),
            ("place", |row| row.claim.place_text().into()),
            ("quantity", |row| {
                row.claim.quantity_text(row.document, row.sentences).into()
            }),
            ("polarity", |row| row.claim.polarity.name().into()),
            ("modality", |row| row.claim.modality.name().into()),
            ("entities", |row| row.claim.entities.join(" | ").into()),
            ("cluster_id", |row| row.cluster_id.into()),
        ],
    )
}

/// The words of an argument; empty where the claim has none.
fn words(argument: &Option<Argument>) -> &str {
    argument.as_ref().map_or("", |argument| &argument.text)
}
