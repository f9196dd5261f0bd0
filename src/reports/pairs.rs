//! `show pairs`: one row per pair of claims that was compared, in the order of the claims.

use std::io;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use serde_json::json;

use super::Report;
use super::index::{Index, Place};
use super::table::{Table, write_line};
use crate::claims::Claim;
use crate::clusters::Pair;
use crate::documents::Document;

/// What the clusters were made from.
pub const REPORT: Report = Report {
    name: "pairs",
    table,
    objects: Some(objects),
};

/// The pairs with what their similarity was made from.
fn objects(index: &Index, to: &mut dyn io::Write) -> io::Result<()> {
    let side = |claim| {
        let claim = index.claim(claim);
        let document = index.document(claim);
        let place = |span| {
            let (start, end) = document.characters(span);
            json!({"start": start, "end": end})
        };
        json!({
            "claim": claim.id,
            "source": document.source,
            "clause": place(claim.span),
            "head": place(claim.head),
            "quote": index.place(document, claim.span).quote,
        })
    };
    let mut pairs = index.findings.pairs.iter();
    pairs.try_for_each(|pair| {
        let features: IndexMap<_, _, FxBuildHasher> = pair.fit.features.named().collect();
        let object = json!({
            "similarity": pair.fit.score,
            "a": side(pair.a),
            "b": side(pair.b),
            "features": features,
        });
        write_line(&object, to)
    })
}

/// Two claims.
struct Row<'f> {
    similarity: f64,
    a: Side<'f>,
    b: Side<'f>,
}

/// One of them, with the clause that states it as the quote.
struct Side<'f> {
    claim: &'f Claim,
    document: &'f Document,
    place: Place<'f>,
}

fn table<'i>(index: &'i Index<'i>) -> Table<'i> {
    let side = move |claim| {
        let claim = index.claim(claim);
        let document = index.document(claim);
        Side {
            claim,
            document,
            place: index.place(document, claim.span),
        }
    };
    let row = move |pair: &'i Pair| Row {
        similarity: pair.fit.score,
        a: side(pair.a),
        b: side(pair.b),
    };
    Table::new::<Row, _, _>(
        move || index.findings.pairs.iter().map(row),
        [
            ("claim_a", |row| (&row.a.claim.id).into()),
            ("claim_b", |row| (&row.b.claim.id).into()),
            ("similarity", |row| Some(row.similarity).into()),
            ("source_a", |row| (&row.a.document.source).into()),
            ("line_a", |row| row.a.place.line.into()),
            ("quote_a", |row| row.a.place.quote.into()),
            ("source_b", |row| (&row.b.document.source).into()),
            ("line_b", |row| row.b.place.line.into()),
            ("quote_b", |row| row.b.place.quote.into()),
        ],
    )
}
