//! Components: joins pairs into clusters.
//!
//! Pairs are taken strongest first. Two groups are joined only while the result stays within
//! [`LARGEST`] members and no more than half of the pairs of a member of the one and a member of the
//! other are known to be apart, so that a chain of middling pairs ("in Kelmar", without a place, "in
//! Varel") joins neither two events nor a run. The result does not depend on the order in which
//! pairs are given.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::groups::Groups;

/// No cluster grows beyond this many claims.
pub const LARGEST: usize = 60;

/// How many members of a group are asked whether they are apart from those of another: of larger
/// groups so many, evenly spread.
const ASKED: usize = 12;

/// Groups `size` members by `pairs` of (first, second, strength); groups of one are left out.
/// `apart` says of two members that they cannot be of one group. Members are in order inside a
/// group, groups in the order of their first member. The pairs are put in order where they lie: of a
/// large run they are too many for a second list.
pub fn join(
    size: usize,
    pairs: &mut [(usize, usize, f64)],
    apart: impl Fn(usize, usize) -> bool,
) -> Vec<Vec<usize>> {
    pairs.sort_unstable_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    let mut joined = Groups::new(size);
    let mut members: Vec<Vec<usize>> = (0..size).map(|member| vec![member]).collect();
    // Groups that stayed apart, at the sizes that they had.
    let mut refused: IndexSet<(usize, usize, usize), FxBuildHasher> = IndexSet::default();
    for &mut (a, b, _) in pairs {
        let (a, b) = (joined.find(a), joined.find(b));
        let (a, b) = (a.min(b), a.max(b));
        let together = members[a].len() + members[b].len();
        if a == b || together > LARGEST || refused.contains(&(a, b, together)) {
            continue;
        }
        if are_apart(&members[a], &members[b], &apart) {
            refused.insert((a, b, together));
            continue;
        }
        joined.join(a, b);
        let moved = std::mem::take(&mut members[b]);
        members[a].extend(moved);
    }
    members.retain(|group| group.len() > 1);
    members.iter_mut().for_each(|group| group.sort_unstable());
    members
}

/// Whether more than half of the pairs of two groups are apart.
fn are_apart(a: &[usize], b: &[usize], apart: impl Fn(usize, usize) -> bool) -> bool {
    let some = |group: &[usize]| -> Vec<usize> {
        let asked = group.len().min(ASKED);
        (0..asked)
            .map(|at| group[at * group.len() / asked])
            .collect()
    };
    let (a, b) = (some(a), some(b));
    let mut pairs = a.iter().flat_map(|x| b.iter().map(move |y| (*x, *y)));
    let most = a.len() * b.len();
    // Enough to know: more than half are, or half are not.
    let (mut found, mut others) = (0, 0);
    while found * 2 <= most && others * 2 < most {
        let Some((x, y)) = pairs.next() else { break };
        match apart(x, y) {
            true => found += 1,
            false => others += 1,
        }
    }
    found * 2 > most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clusters::random;

    /// Nothing is known to be apart.
    fn nothing(_: usize, _: usize) -> bool {
        false
    }

    #[test]
    fn two_events_are_not_joined_by_what_may_be_of_either() {
        // Three claims of one place, three of another, and one without a place between them.
        let mut pairs = vec![(0, 1, 0.9), (1, 2, 0.9), (4, 5, 0.9), (5, 6, 0.9)];
        pairs.extend([(2, 3, 0.8), (3, 4, 0.7)]);
        let place = |member: usize| match member {
            0..=2 => Some("Kelmar"),
            3 => None,
            _ => Some("Varel"),
        };
        let apart = |a, b| matches!((place(a), place(b)), (Some(x), Some(y)) if x != y);
        assert_eq!(
            join(7, &mut pairs.clone(), apart),
            [vec![0, 1, 2, 3], vec![4, 5, 6]]
        );
        assert_eq!(join(7, &mut pairs, nothing), [vec![0, 1, 2, 3, 4, 5, 6]]);
    }

    /// A second opinion: plain breadth-first search.
    fn searched(size: usize, pairs: &[(usize, usize, f64)]) -> Vec<Vec<usize>> {
        let mut seen = vec![false; size];
        let mut groups = Vec::new();
        for start in 0..size {
            if seen[start] {
                continue;
            }
            let mut group = vec![start];
            seen[start] = true;
            let mut at = 0;
            while at < group.len() {
                for &(a, b, _) in pairs {
                    for (from, to) in [(a, b), (b, a)] {
                        if from == group[at] && !seen[to] {
                            seen[to] = true;
                            group.push(to);
                        }
                    }
                }
                at += 1;
            }
            group.sort_unstable();
            if group.len() > 1 {
                groups.push(group);
            }
        }
        groups
    }

    #[test]
    fn random_graphs_join_as_a_breadth_first_search_says() {
        let mut random = random(7);
        for _ in 0..200 {
            let size = 2 + random(50);
            let mut pairs: Vec<(usize, usize, f64)> = (0..random(60))
                .map(|_| (random(size), random(size), random(100) as f64))
                .collect();
            let expected = searched(size, &pairs);
            assert_eq!(join(size, &mut pairs.clone(), nothing), expected);
            pairs.reverse();
            assert_eq!(
                join(size, &mut pairs, nothing),
                expected,
                "the order must not matter"
            );
        }
    }

    /// A second opinion where groups reach their greatest size: sets that are merged, strongest pair
    /// first, of equals the first.
    fn merged(size: usize, pairs: &[(usize, usize, f64)]) -> Vec<Vec<usize>> {
        let mut left = pairs.to_vec();
        let mut groups: Vec<Vec<usize>> = (0..size).map(|member| vec![member]).collect();
        while !left.is_empty() {
            let mut best = 0;
            for at in 1..left.len() {
                let (x, y) = (left[at], left[best]);
                if x.2 > y.2 || x.2 == y.2 && (x.0, x.1) < (y.0, y.1) {
                    best = at;
                }
            }
            let (a, b, _) = left.swap_remove(best);
            let of = |member| groups.iter().position(|g: &Vec<usize>| g.contains(&member));
            let (Some(a), Some(b)) = (of(a), of(b)) else {
                continue;
            };
            if a != b && groups[a].len() + groups[b].len() <= LARGEST {
                let moved = std::mem::take(&mut groups[b]);
                groups[a].extend(moved);
            }
        }
        groups.iter_mut().for_each(|group| group.sort_unstable());
        groups.retain(|group| group.len() > 1);
        groups.sort();
        groups
    }

    #[test]
    fn random_graphs_that_chain_join_as_merging_sets_says() {
        let mut random = random(23);
        for _ in 0..30 {
            let size = LARGEST + random(3 * LARGEST);
            let mut pairs: Vec<(usize, usize, f64)> = (0..3 * size)
                .map(|_| (random(size), random(size), random(20) as f64))
                .collect();
            let expected = merged(size, &pairs);
            assert!(expected.iter().all(|group| group.len() <= LARGEST));
            assert_eq!(join(size, &mut pairs.clone(), nothing), expected);
            for at in (1..pairs.len()).rev() {
                pairs.swap(at, random(at + 1));
            }
            assert_eq!(
                join(size, &mut pairs, nothing),
                expected,
                "the order must not matter"
            );
        }
    }

    #[test]
    fn a_chain_stops_growing() {
        let mut pairs: Vec<(usize, usize, f64)> = (0..500).map(|i| (i, i + 1, 1.0)).collect();
        assert!(
            join(501, &mut pairs, nothing)
                .iter()
                .all(|g| g.len() <= LARGEST)
        );
    }
}
