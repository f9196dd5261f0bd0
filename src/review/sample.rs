//! A blind sample: rows drawn by chance, for an honest measure of how many are right.

use std::path::Path;

use super::decided::ID;
use super::sheet;
use crate::Error;

/// What a blind reviewer sees: neither score nor rank nor relation nor reasons, and no verdict
/// that somebody else has given.
pub const COLUMNS: [&str; 14] = [
    ID,
    "type",
    "question",
    "answer_a",
    "answer_b",
    "source_a",
    "speaker_a",
    "published_a",
    "quote_a",
    "source_b",
    "speaker_b",
    "published_b",
    "quote_b",
    "cluster_id",
];

/// Draws `size` rows of a report on conflicts, or all if it has no more, in an order that tells
/// nothing. The same rows and seed give the same sample, however the report is sorted.
///
/// # Errors
///
/// [`Error::Table`] where the report cannot be read, [`Error::Column`] where it has no
/// `conflict_id`.
pub fn draw(report: &Path, size: usize, seed: u64) -> Result<Vec<Vec<String>>, Error> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    sheet::read(report, ID, &mut |row| {
        rows.push(COLUMNS.map(|column| row.get(column).to_owned()).to_vec());
    })?;
    rows.sort();
    rows.dedup_by(|a, b| a[0] == b[0]);
    let mut random = random(seed);
    let size = size.min(rows.len());
    // The first steps of a shuffle (Fisher and Yates, after Durstenfeld 1964).
    for at in 0..size {
        let other = at + random(rows.len() - at);
        rows.swap(at, other);
    }
    rows.truncate(size);
    Ok(rows)
}

/// Numbers below the one asked for, the same for the same seed (SplitMix64, Steele et al. 2014).
fn random(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |below| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        // The upper half of a product of 128 bits: no bias that a sample could show.
        ((u128::from(mixed) * below as u128) >> 64) as usize
    }
}
