//! *Clusters*: one row per side of a question, with who says it and in which words.

use std::io;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::look::{self, Look, Rows, Width};
use super::put_row;
use crate::reports::index::Index;
use crate::reports::table::{Cell, Table};

/// What the rows of one cluster share.
const SHARED: [&str; 3] = ["cluster_id", "question", "relation"];

/// The columns of the sheet.
const COLUMNS: [&str; 7] = [
    "question",
    "relation",
    "side",
    "answer",
    "sources",
    "who",
    "cluster_id",
];

/// How many claims of one side are quoted.
const QUOTED: usize = 12;

/// How much of a claim is quoted, in characters.
const QUOTE: usize = 300;

/// Writes the sides of all clusters.
pub fn write(
    sheet: &mut Worksheet,
    index: &Index,
    table: &Table,
    look: &Look,
) -> Result<(), XlsxError> {
    let columns: Vec<(&str, Width)> = COLUMNS
        .iter()
        .map(|name| (*name, look::width(name)))
        .collect();
    look.header(sheet, &columns)?;
    let mut rows = Rows::below_header(columns.len());
    let mut clusters = index.findings.clusters.iter();
    table.each(&mut |cells| {
        let [id, question, relation] = SHARED.map(|column| table.text(cells, column));
        let sides = clusters.next().map_or(&[][..], |cluster| &cluster.sides);
        for (side, nth) in sides.iter().zip(1..) {
            if rows.is_full() {
                return Ok(());
            }
            let sources = index.documents(&side.claims).len();
            let cells = [
                Cell::from(question),
                relation.into(),
                Cell::Number(nth),
                (&side.answer).into(),
                sources.into(),
                who(index, &side.claims).into(),
                id.into(),
            ];
            put_row(sheet, &mut rows, &cells, &columns, look).map_err(io::Error::other)?;
        }
        Ok(())
    })?;
    rows.end(sheet)
}

/// "Mayor Ruiz (a.txt): “47 drowned”", a line a claim.
fn who(index: &Index, claims: &[usize]) -> String {
    let mut lines: Vec<String> = claims
        .iter()
        .take(QUOTED)
        .map(|&claim| {
            let claim = index.claim(claim);
            let document = index.document(claim);
            let words = index.place(document, claim.span).quote;
            let words: Vec<&str> = words.split_whitespace().collect();
            let words = words.join(" ");
            let short: String = words.chars().take(QUOTE).collect();
            let more = if short.len() < words.len() { "…" } else { "" };
            match claim.speaker.as_str() {
                "" => format!("{}: “{short}{more}”", document.source),
                speaker => format!("{speaker} ({}): “{short}{more}”", document.source),
            }
        })
        .collect();
    if claims.len() > QUOTED {
        lines.push(format!("… and {} more", claims.len() - QUOTED));
    }
    lines.join("\n")
}
