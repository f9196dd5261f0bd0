//! Components: joins pairs into clusters.
//!
//! Pairs are taken strongest first; two groups are joined only while the result stays within
//! [`LARGEST`] members, so that a chain of middling pairs cannot swallow a run. The result does
//! not depend on the order in which pairs are given.

use crate::groups::Groups;

/// No cluster grows beyond this many claims.
pub const LARGEST: usize = 60;

/// Groups `size` members by `pairs` of (first, second, strength); groups of one are left out.
/// Members are in order inside a group, groups in the order of their first member.
pub fn join(size: usize, mut pairs: Vec<(usize, usize, f64)>) -> Vec<Vec<usize>> {
    pairs.sort_unstable_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    let mut joined = Groups::new(size);
    let mut members: Vec<usize> = vec![1; size];
    for (a, b, _) in pairs {
        let (a, b) = (joined.find(a), joined.find(b));
        if a != b && members[a] + members[b] <= LARGEST {
            joined.join(a, b);
            members[a.min(b)] += members[a.max(b)];
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); size];
    for member in 0..size {
        groups[joined.find(member)].push(member);
    }
    groups.retain(|g| g.len() > 1);
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clusters::random;

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
            assert_eq!(join(size, pairs.clone()), expected);
            pairs.reverse();
            assert_eq!(join(size, pairs), expected, "the order must not matter");
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
            assert_eq!(join(size, pairs.clone()), expected);
            for at in (1..pairs.len()).rev() {
                pairs.swap(at, random(at + 1));
            }
            assert_eq!(join(size, pairs), expected, "the order must not matter");
        }
    }

    #[test]
    fn a_chain_stops_growing() {
        let pairs: Vec<(usize, usize, f64)> = (0..500).map(|i| (i, i + 1, 1.0)).collect();
        assert!(join(501, pairs).iter().all(|g| g.len() <= LARGEST));
    }
}
