//! Kin: how well two documents sit among the same others.
//!
//! One account of a fire may share few words with another, and as many with the account of a
//! second fire. But those of one fire are like the same accounts, so what is compared is whom the
//! two documents are like: the correlation of their cosines with all documents, and of those
//! correlations again ([`ROUNDS`] times), which draws kin together and strangers apart (CONCOR;
//! Breiger, Boorman & Arabie 1975). A run on one event has no strangers: so that it is not drawn
//! apart as well, [`UNSEEN`] documents that are like none stand in every run.

use std::collections::{BTreeMap, BTreeSet};

use ecow::EcoString;
use rayon::prelude::*;

use super::dense::Dense;

/// Documents like none of the run that are counted with it.
pub const UNSEEN: usize = 10;

/// From this mean kinship of their members on, two stories are one.
const ONE_STORY: f64 = 0.9;

/// Fewer names than these say nothing of which story a document tells.
const FEW: usize = 3;

/// How many names two accounts of one event share at least, on the mean.
const SHARED: f64 = 0.5;

/// Of how many documents of a story the names are looked at.
const ASKED: usize = 16;

/// How often correlations are taken of what the round before gave.
const ROUNDS: usize = 3;

/// How many of those most like it a document is described by.
const MOST: usize = 64;

/// How many documents at least one thread takes at once.
const AT_ONCE: usize = 64;

/// A document's values for others and itself, by document.
type Row = Vec<(usize, f64)>;

/// How the documents of a run stand to each other.
#[derive(Debug)]
pub struct Kin {
    /// Per document: those near it with both measures, in order.
    near: Vec<Vec<(usize, (f64, f64))>>,
}

impl Kin {
    /// Finds kin by each document's cosines with later documents; what is absent is 0.
    pub fn new(later: &[Vec<(usize, f64)>]) -> Kin {
        let cosines = rows(later);
        let size = cosines.len() + UNSEEN;
        let mut alike = correlations(&cosines, size);
        for _ in 1..ROUNDS {
            alike = correlations(&alike, size);
        }
        let among = |(of_a, of_b): &mut (Dense, Dense), a: usize| {
            let others = alike[a].iter().filter(|(b, _)| *b != a);
            of_a.with(&cosines[a], |of_a| {
                let both = others.map(|&(b, alike_by)| {
                    let beside_b = beside(of_a, a, (&cosines[b], &alike[b]), b);
                    let beside_a = of_b.with(&cosines[b], |of_b| {
                        beside(of_b, b, (&cosines[a], &alike[a]), a)
                    });
                    let beside = beside_b + beside_a;
                    (b, ((1.0 + alike_by) / 2.0, beside / 2.0))
                });
                both.collect()
            })
        };
        let size = cosines.len();
        let near = (0..size)
            .into_par_iter()
            .with_min_len(AT_ONCE)
            .map_init(|| (Dense::new(size), Dense::new(size)), among)
            .collect();
        Kin { near }
    }

    /// Whether two documents are like the same others, and how well each sits beside those of the
    /// other's kin, in comparison with the other: both 0 to 1, and 1 of a document with itself.
    pub fn of(&self, a: usize, b: usize) -> (f64, f64) {
        if a == b {
            return (1.0, 1.0);
        }
        let near = &self.near[a];
        let found = near.binary_search_by_key(&b, |(other, _)| *other);
        found.map_or((0.0, 0.0), |at| near[at].1)
    }

    /// Joins stories with each other and with documents that have none, where their members are like
    /// the same others and share names: in each round every two whose mean kinship is the best of both.
    /// A story's number is its first document's. `names` holds those in each document.
    pub fn join(
        &self,
        mut story: Vec<Option<usize>>,
        names: &[BTreeSet<EcoString>],
    ) -> Vec<Option<usize>> {
        loop {
            let joined = self.mutual_best(&story, names);
            if joined.is_empty() {
                return story;
            }
            for (document, story) in story.iter_mut().enumerate() {
                let own = story.unwrap_or(document);
                if let Some(&into) = joined.get(&own) {
                    *story = Some(into);
                }
            }
        }
    }

    /// The pairs of stories each of which is the best for the other: both under their numbers,
    /// with the number of the first.
    fn mutual_best(
        &self,
        story: &[Option<usize>],
        names: &[BTreeSet<EcoString>],
    ) -> BTreeMap<usize, usize> {
        let of = |document: usize| story[document].unwrap_or(document);
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut kinship: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for (document, near) in self.near.iter().enumerate() {
            members.entry(of(document)).or_default().push(document);
            for &(other, (alike, _)) in near.iter().filter(|(other, _)| *other > document) {
                let (a, b) = (of(document), of(other));
                // Two documents alone may only share what stands at the foot of every page.
                let alone = story[document].is_none() && story[other].is_none();
                if a != b && !alone {
                    *kinship.entry((a.min(b), a.max(b))).or_default() += alike;
                }
            }
        }
        // Per story: the best other; of equals, the first.
        let mut best: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
        for ((a, b), sum) in kinship {
            let (of_a, of_b) = (&members[&a], &members[&b]);
            let mean = sum / (of_a.len() * of_b.len()) as f64;
            if mean >= ONE_STORY && share_names(of_a, of_b, names) {
                for (one, other) in [(a, b), (b, a)] {
                    let known = best.entry(one).or_insert((mean, other));
                    if mean > known.0 {
                        *known = (mean, other);
                    }
                }
            }
        }
        let mutual = best.iter().filter(|(a, (_, b))| best[b].1 == **a);
        mutual.map(|(a, (_, b))| (*a, *a.min(b))).collect()
    }
}

/// Whether the documents of two stories share as many names as accounts of one event do. One document
/// alone may be short, and need share one name only, and none if it has hardly any.
fn share_names(a: &[usize], b: &[usize], names: &[BTreeSet<EcoString>]) -> bool {
    let is_bare = |of: &[usize]| matches!(of, [alone] if names[*alone].len() < FEW);
    if is_bare(a) || is_bare(b) {
        return true;
    }
    let (a, b) = (&a[..a.len().min(ASKED)], &b[..b.len().min(ASKED)]);
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| (*x, *y)));
    let shared = pairs.map(|(x, y)| names[x].intersection(&names[y]).count());
    let shared: usize = shared.sum();
    match a.len() == 1 || b.len() == 1 {
        true => shared > 0,
        false => shared as f64 >= SHARED * (a.len() * b.len()) as f64,
    }
}

/// Each document's row: itself and the [`MOST`] most like it, of equals the first.
fn rows(later: &[Vec<(usize, f64)>]) -> Vec<Row> {
    let mut rows: Vec<Row> = (0..later.len()).map(|a| vec![(a, 1.0)]).collect();
    for (a, others) in later.iter().enumerate() {
        for &(b, cosine) in others {
            rows[a].push((b, cosine));
            rows[b].push((a, cosine));
        }
    }
    for row in &mut rows {
        row[1..].sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        row.truncate(1 + MOST);
        row.sort_by_key(|(other, _)| *other);
    }
    rows
}

/// The correlation of each row with those of the documents in it.
fn correlations(rows: &[Row], size: usize) -> Vec<Row> {
    let all = size as f64;
    let moments: Vec<(f64, f64)> = rows
        .iter()
        .map(|row| {
            let sum: f64 = row.iter().map(|(_, x)| x).sum();
            let squares: f64 = row.iter().map(|(_, x)| x * x).sum();
            (sum, (squares - sum * sum / all).max(0.0).sqrt())
        })
        .collect();
    let correlation = |own: &Dense, a: usize, b: usize| {
        let ((sum_a, spread_a), (sum_b, spread_b)) = (moments[a], moments[b]);
        let shared = own.dot(&rows[b]) - sum_a * sum_b / all;
        let most = spread_a * spread_b;
        if most > 0.0 { shared / most } else { 0.0 }
    };
    let row = |dense: &mut Dense, a: usize| {
        dense.with(&rows[a], |own| {
            let others = rows[a].iter().map(|(b, _)| *b);
            let value = |b| match a == b {
                true => 1.0,
                false => correlation(own, a, b),
            };
            others.map(|b| (b, value(b))).collect()
        })
    };
    (0..rows.len())
        .into_par_iter()
        .with_min_len(AT_ONCE)
        .map_init(|| Dense::new(rows.len()), row)
        .collect()
}

/// How near `a` is to the kin of `b`, as a share of how near `b` is to them: by the cosines of `a`,
/// and by those of `b` and how alike it is to the same others.
fn beside(of_a: &Dense, a: usize, (cosines, alike): (&Row, &Row), b: usize) -> f64 {
    let (mut near_a, mut weight_a, mut near_b, mut weight_b) = (0.0, 0.0, 0.0, 0.0);
    for (&(other, cosine), &(_, kinship)) in cosines.iter().zip(alike) {
        if kinship <= 0.0 || other == b {
            continue;
        }
        weight_b += kinship;
        near_b += kinship * cosine;
        if other != a {
            weight_a += kinship;
            near_a += kinship * of_a.at(other);
        }
    }
    if weight_a > 0.0 && near_b > 0.0 {
        (near_a / weight_a / (near_b / weight_b)).min(1.0)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cosines of documents that are `near` each other within groups of `group` and `far` across.
    fn grouped(size: usize, group: usize, near: f64, far: f64) -> Vec<Vec<(usize, f64)>> {
        let cosine = |a: usize, b: usize| if a / group == b / group { near } else { far };
        let later = |a| (a + 1..size).map(|b| (b, cosine(a, b))).collect();
        (0..size).map(later).collect()
    }

    #[test]
    fn kin_are_told_from_strangers_that_are_nearly_as_like() {
        let kin = Kin::new(&grouped(20, 10, 0.3, 0.05));
        let (alike, beside) = kin.of(0, 5);
        assert!(alike > 0.9 && beside > 0.9, "{alike} {beside}");
        let (alike, beside) = kin.of(0, 10);
        assert!(alike < 0.2 && beside < 0.6, "{alike} {beside}");
    }

    #[test]
    fn a_run_on_one_event_has_no_strangers() {
        for size in [3, 8, 30] {
            let kin = Kin::new(&grouped(size, size, 0.3, 0.0));
            let (alike, beside) = kin.of(0, 2);
            assert!(alike > 0.9 && beside > 0.9, "{size}: {alike} {beside}");
        }
    }

    /// One name in every document.
    fn names(size: usize) -> Vec<BTreeSet<EcoString>> {
        vec![BTreeSet::from(["Kelmar".into()]); size]
    }

    #[test]
    fn stories_that_share_no_name_are_not_joined() {
        let kin = Kin::new(&grouped(20, 10, 0.3, 0.05));
        let story: Vec<Option<usize>> = (0..20).map(|d| Some(d / 5 * 5)).collect();
        let own = |d: usize| BTreeSet::from([format!("Town {}", d / 5).into()]);
        let names: Vec<BTreeSet<EcoString>> = (0..20).map(own).collect();
        assert_eq!(kin.join(story.clone(), &names), story);
    }

    #[test]
    fn stories_of_kin_are_joined_and_others_kept_apart() {
        let kin = Kin::new(&grouped(20, 10, 0.3, 0.05));
        let mut story: Vec<Option<usize>> = (0..20).map(|d| Some(d / 5 * 5)).collect();
        story[7] = None;
        let joined: Vec<Option<usize>> = (0..20).map(|d| Some(d / 10 * 10)).collect();
        assert_eq!(kin.join(story, &names(20)), joined);
        let strangers = Kin::new(&[Vec::new(), Vec::new()]);
        assert_eq!(strangers.join(vec![None, None], &names(2)), [None, None]);
    }

    #[test]
    fn documents_that_share_nothing_are_no_kin() {
        let kin = Kin::new(&[Vec::new(), Vec::new()]);
        assert_eq!(kin.of(0, 1), (0.0, 0.0));
        assert_eq!(kin.of(1, 1), (1.0, 1.0));
        assert!(Kin::new(&[]).near.is_empty());
    }

    #[test]
    fn a_large_run_is_described_by_the_nearest() {
        let kin = Kin::new(&grouped(400, 200, 0.3, 0.1));
        assert!(kin.near.iter().all(|near| near.len() <= MOST));
    }
}
