//! A cluster is a set of claims that answer the same question about the same event.

/// Claims that answer the same question, whoever makes them.
#[derive(Clone, Debug, Default)]
pub struct Cluster {
    /// Stable identifier.
    pub id: String,
    /// The question in words.
    pub question: String,
    /// The groups of claims that give the same answer.
    pub sides: Vec<Side>,
}

/// The claims of a cluster that give one answer.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// The answer in words.
    pub answer: String,
    /// Indices of the claims in the run, in order.
    pub claims: Vec<usize>,
}
