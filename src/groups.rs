//! Groups: disjoint sets of numbered members, for what joins things pair by pair.

/// Disjoint sets whose leader is the smallest member, so that joins in any order end alike
/// (Tarjan 1975, with path halving).
#[derive(Debug)]
pub struct Groups(Vec<usize>);

impl Groups {
    /// `size` members, each alone.
    pub fn new(size: usize) -> Self {
        Groups((0..size).collect())
    }

    /// The leader of a member's group.
    pub fn find(&mut self, mut member: usize) -> usize {
        while self.0[member] != member {
            self.0[member] = self.0[self.0[member]];
            member = self.0[member];
        }
        member
    }

    /// Makes the groups of two members one.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b);
    }
}
