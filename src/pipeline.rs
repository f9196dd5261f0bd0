//! The whole run: documents → sentences → claims → clusters → conflicts.

use crate::claims::Claim;
use crate::clusters::Cluster;
use crate::conflicts::Conflict;
use crate::documents::{Document, Skipped};
use crate::sentences::Sentence;

/// Everything one run found, for the reports.
#[derive(Debug, Default)]
pub struct Findings {
    /// The sources that were read, ordered by name.
    pub documents: Vec<Document>,
    /// The sources that were not, ordered by name.
    pub skipped: Vec<Skipped>,
    /// All sentences, by document and place.
    pub sentences: Vec<Sentence>,
    /// All claims, by document and place.
    pub claims: Vec<Claim>,
    /// The clusters of two or more claims.
    pub clusters: Vec<Cluster>,
    /// The opposed sides, strongest first.
    pub conflicts: Vec<Conflict>,
}
