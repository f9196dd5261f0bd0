//! Which row of a new report is about the matter of which row of an earlier one.
//!
//! 1. The row of the same identifier, unless its quotes have become others: an identifier counts
//!    which of several equal statements of a source it means, and the first may be gone.
//! 2. Else the one row of which both quotes are near those of the earlier row, with the same type,
//!    near answers, and the same two sources or renamed ones. It must not be a row that the
//!    earlier report had as well. Where two rows fit about equally well, none is taken.

use std::hash::{Hash, Hasher};

use indexmap::{IndexMap, IndexSet};
use rustc_hash::{FxBuildHasher, FxHasher};

use super::near::{CHANGED_WORDS, Quote};

/// A quote with fewer words could stand in any file ("It was closed."): it does not tell that a
/// file was renamed.
const TELLING_WORDS: usize = 6;

/// Of two rows that fit, one must be better than the other by this much.
const CLEARLY: f64 = 0.02;

/// What a row of a report on conflicts is about.
#[derive(Clone, Debug, Default)]
pub struct Matter {
    /// The row's identifier.
    pub id: String,
    /// The type of the conflict.
    pub kind: String,
    /// Who is opposed to whom.
    pub sides: [Side; 2],
}

/// One side of a row.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// The source.
    pub source: String,
    /// The words that are quoted from it.
    pub quote: Quote,
    /// Its answer.
    pub answer: Quote,
}

impl Matter {
    /// What a row is about, told what stands in each column.
    pub fn new<'r>(cell: impl Fn(&str) -> &'r str) -> Self {
        let side = |source, quote, answer| Side {
            source: cell(source).trim().to_owned(),
            quote: Quote::new(cell(quote)),
            answer: Quote::new(cell(answer)),
        };
        Matter {
            id: cell("conflict_id").trim().to_owned(),
            kind: cell("type").trim().to_owned(),
            sides: [
                side("source_a", "quote_a", "answer_a"),
                side("source_b", "quote_b", "answer_b"),
            ],
        }
    }

    /// A number for the words of both quotes and the type, whichever side they stand on.
    pub fn words(&self) -> u64 {
        let mut quotes = self.sides.each_ref().map(|side| side.quote.folded());
        quotes.sort_unstable();
        let mut hasher = FxHasher::default();
        (&self.kind, quotes).hash(&mut hasher);
        hasher.finish()
    }

    fn swapped(&self) -> [&Side; 2] {
        [&self.sides[1], &self.sides[0]]
    }

    fn straight(&self) -> [&Side; 2] {
        [&self.sides[0], &self.sides[1]]
    }
}

/// An earlier report, or as much of it as is left.
#[derive(Debug)]
pub struct Earlier<'m> {
    /// The rows to be found again.
    pub rows: Vec<&'m Matter>,
    /// The identifiers of all its rows.
    pub ids: &'m [String],
    /// How many of all its rows have the same [`Matter::words`].
    pub words: &'m Words,
    /// The names of its sources.
    pub sources: IndexSet<&'m str>,
}

/// How many rows have the same [`Matter::words`].
pub type Words = IndexMap<u64, usize, FxBuildHasher>;

/// The row that was found, and how it differs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// Its place in the new report.
    pub row: usize,
    /// Whether a quote has changed.
    pub text_changed: bool,
    /// Whether a source has another name.
    pub renamed: bool,
}

/// Why no row was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// There is none.
    Gone,
    /// Several fit about equally well.
    Several,
    /// There is one with the identifier, but it is about something else.
    OtherWords,
}

impl Missing {
    /// In words for a reader.
    pub fn reason(self) -> &'static str {
        match self {
            Missing::Gone => "no row has these quotes any more",
            Missing::Several => "several rows fit equally well",
            Missing::OtherWords => "the row with this conflict_id now quotes other words",
        }
    }
}

/// The new report, ready to be searched.
#[derive(Debug)]
pub struct Latest<'m> {
    rows: &'m [Matter],
    /// The names of the sources of the run, also of those without a row.
    sources: &'m IndexSet<String>,
    by_id: IndexMap<&'m str, usize, FxBuildHasher>,
    /// The rows in whose quotes a word stands.
    by_word: IndexMap<&'m str, Vec<usize>, FxBuildHasher>,
}

impl<'m> Latest<'m> {
    /// Goes through the rows once.
    pub fn new(rows: &'m [Matter], sources: &'m IndexSet<String>) -> Self {
        let mut by_word: IndexMap<&str, Vec<usize>, FxBuildHasher> = IndexMap::default();
        for (at, row) in rows.iter().enumerate() {
            for word in row.sides.iter().flat_map(|side| side.quote.words()) {
                let holds = by_word.entry(word).or_default();
                if holds.last() != Some(&at) {
                    holds.push(at);
                }
            }
        }
        Latest {
            rows,
            sources,
            by_id: rows
                .iter()
                .enumerate()
                .map(|(at, row)| (row.id.as_str(), at))
                .collect(),
            by_word,
        }
    }

    /// For each row of an earlier report, the new row about the same matter.
    pub fn find(&self, earlier: &Earlier) -> Vec<Result<Match, Missing>> {
        let mut found: Vec<Result<Match, Missing>> = earlier
            .rows
            .iter()
            .map(|row| match self.by_id.get(row.id.as_str()) {
                Some(&at) => by_id(row, at, &self.rows[at]),
                None => Err(Missing::Gone),
            })
            .collect();

        // A row that the earlier report had is another matter than its neighbours there, unless
        // its identifier has moved to other words.
        let mut taken = vec![false; self.rows.len()];
        for id in earlier.ids {
            if let Some(&at) = self.by_id.get(id.as_str()) {
                taken[at] = true;
            }
        }
        for (row, result) in earlier.rows.iter().zip(&found) {
            if *result == Err(Missing::OtherWords)
                && let Some(&at) = self.by_id.get(row.id.as_str())
            {
                taken[at] = false;
            }
        }
        for result in found.iter().flatten() {
            taken[result.row] = true;
        }

        // The best new row of each earlier one, then the best earlier row of each new one.
        let mut wanted: IndexMap<usize, Vec<(f64, usize)>, FxBuildHasher> = IndexMap::default();
        for (number, row) in earlier.rows.iter().enumerate() {
            if found[number].is_ok() {
                continue;
            }
            let fits = self.candidates(row).into_iter().filter(|&at| !taken[at]);
            let fits = fits.filter_map(|at| Some((self.fit(row, at, earlier)?, at)));
            match clear_best(fits) {
                Best::One(fit, at) => wanted.entry(at).or_default().push((fit, number)),
                Best::Several => found[number] = Err(Missing::Several),
                Best::None => {}
            }
        }
        for (at, claimants) in wanted {
            for &(_, number) in &claimants {
                found[number] = Err(Missing::Several);
            }
            // Rows of one identifier are one row, copied inside the sheet.
            let id = &earlier.rows[claimants[0].1].id;
            let one = claimants.iter().all(|(_, n)| earlier.rows[*n].id == *id);
            let best = match clear_best(claimants.iter().copied()) {
                _ if one => claimants.iter().map(|(_, number)| *number).collect(),
                Best::One(_, number) => vec![number],
                _ => Vec::new(),
            };
            for number in best {
                found[number] = Ok(changes(earlier.rows[number], at, &self.rows[at]));
            }
        }
        found
    }

    /// The rows that can be near: at most [`CHANGED_WORDS`] words of a quote may be gone, so of
    /// one more than that at least one is still there. The rarest are looked up.
    fn candidates(&self, row: &Matter) -> Vec<usize> {
        let Some(quote) = row
            .sides
            .iter()
            .map(|s| &s.quote)
            .max_by_key(|q| q.words().count())
        else {
            return Vec::new();
        };
        let mut words: Vec<&str> = quote.words().collect();
        words.dedup();
        words.sort_by_key(|word| (self.by_word.get(word).map_or(0, Vec::len), *word));
        let holding = words.into_iter().take(CHANGED_WORDS + 1);
        let mut rows: Vec<usize> = holding
            .filter_map(|word| self.by_word.get(word))
            .flatten()
            .copied()
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// How well a new row fits an earlier one: the nearness of the quote that changed most.
    fn fit(&self, old: &Matter, at: usize, earlier: &Earlier) -> Option<f64> {
        let new = &self.rows[at];
        if old.kind != new.kind {
            return None;
        }
        // Where two rows had the same words, only the sources told which is which.
        let tells = || {
            let mut quotes = old.sides.iter().map(|side| &side.quote);
            earlier
                .words
                .get(&old.words())
                .is_none_or(|&rows| rows == 1)
                && quotes.all(|quote| quote.words().count() >= TELLING_WORDS)
        };
        let one_way = |sides: [&Side; 2]| {
            let mut fit = 1.0_f64;
            for (a, b) in old.sides.iter().zip(sides) {
                let renamed = || {
                    !self.sources.contains(&a.source)
                        && !earlier.sources.contains(b.source.as_str())
                        && tells()
                };
                if a.quote.is_empty() || a.source != b.source && !renamed() {
                    return None;
                }
                if !a.answer.is_empty() && !b.answer.is_empty() {
                    a.answer.near(&b.answer)?;
                }
                fit = fit.min(a.quote.near(&b.quote)?);
            }
            Some(fit)
        };
        let (straight, swapped) = (one_way(new.straight()), one_way(new.swapped()));
        match (straight, swapped) {
            (Some(x), Some(y)) => Some(x.max(y)),
            (x, y) => x.or(y),
        }
    }
}

/// Judges the row with the identifier of an earlier one. What the earlier sheet no longer has
/// (somebody removed the quotes) is not compared.
fn by_id(old: &Matter, at: usize, new: &Matter) -> Result<Match, Missing> {
    let related = |sides: [&Side; 2]| {
        let mut pairs = old.sides.iter().zip(sides);
        pairs.all(|(a, b)| {
            let from_there = a.source.is_empty() || a.source == b.source;
            from_there && (a.quote.is_empty() || a.quote.is_related(&b.quote))
        })
    };
    if related(new.straight()) || related(new.swapped()) {
        Ok(changes(old, at, new))
    } else {
        Err(Missing::OtherWords)
    }
}

/// How a row differs from the earlier one that it goes on from.
fn changes(old: &Matter, at: usize, new: &Matter) -> Match {
    let differ = |sides: [&Side; 2], differ: fn(&Side, &Side) -> bool| {
        let mut pairs = old.sides.iter().zip(sides);
        pairs.any(|(a, b)| differ(a, b))
    };
    let both_ways = |test: fn(&Side, &Side) -> bool| {
        differ(new.straight(), test) && differ(new.swapped(), test)
    };
    Match {
        row: at,
        text_changed: both_ways(|a, b| !a.quote.is_empty() && !a.quote.is_same(&b.quote)),
        renamed: both_ways(|a, b| !a.source.is_empty() && a.source != b.source),
    }
}

enum Best {
    One(f64, usize),
    Several,
    None,
}

/// The best of some fits, if it is clearly better than the next.
fn clear_best(fits: impl Iterator<Item = (f64, usize)>) -> Best {
    let mut fits: Vec<(f64, usize)> = fits.collect();
    fits.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    match fits[..] {
        [] => Best::None,
        [(fit, at)] => Best::One(fit, at),
        [(fit, at), (next, _), ..] if fit - next >= CLEARLY => Best::One(fit, at),
        _ => Best::Several,
    }
}
