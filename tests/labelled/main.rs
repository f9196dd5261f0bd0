//! Single steps against labelled sets, where those are at hand: each prints its figure and holds
//! a floor a little below it, so that a rule that costs more than it gains is seen.
//!
//! ```text
//! cargo test --release --test labelled -- --nocapture
//! ```
//!
//! The sets are not part of the repository: they stand in `../shared`, or where `ATODDS_SHARED`
//! says. One that is absent is skipped with a printed word.

mod attribution;
mod commitment;
mod dates;
mod entities;
mod negation;
mod openie;
mod quantities;
mod reading;
mod same_event;
mod segmentation;

use std::io::Read;
use std::path::PathBuf;

/// The lines of a set's file (`polnear/dev.jsonl.gz`), each a JSON object; `None`, with a printed
/// word, if it is not at hand.
fn rows(file: &str) -> Option<Vec<serde_json::Value>> {
    let bytes = shared("data", file)?;
    let mut text = String::new();
    if file.ends_with(".gz") {
        flate2::read::GzDecoder::new(bytes.as_slice())
            .read_to_string(&mut text)
            .expect("a gzip file of UTF-8");
    } else {
        text = String::from_utf8(bytes).expect("UTF-8");
    }
    let row = |line: &str| serde_json::from_str(line).expect("a JSON object");
    Some(text.lines().map(row).collect())
}

/// A JSON file of a corpus (`aleppo/gold/entities.json`); `None`, with a printed word, if it is
/// not at hand.
fn corpus(file: &str) -> Option<serde_json::Value> {
    let bytes = shared("corpora", file)?;
    Some(serde_json::from_slice(&bytes).expect("JSON"))
}

/// What stands in a file of the sets; `None`, with a printed word, if it is not at hand.
fn shared(folder: &str, file: &str) -> Option<Vec<u8>> {
    let path = sets().join(folder).join(file);
    let bytes = std::fs::read(&path);
    if bytes.is_err() {
        println!(
            "skipped: {} is not there; set ATODDS_SHARED",
            path.display()
        );
    }
    bytes.ok()
}

/// Where the sets stand.
fn sets() -> PathBuf {
    std::env::var_os("ATODDS_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from)
}
