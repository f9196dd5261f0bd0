//! Finds where several accounts of the same events disagree.
//!
//! ```text
//! documents → sentences → claims → clusters → conflicts → reports
//! ```
//!
//! Each stage is a module named for what it makes. [`english`] (tokens, tags, parse, names)
//! stands between sentences and claims: it is the part that another language would replace.
//! No stage imports a later one. The library never prints and never exits.

pub mod error;
pub mod groups;
pub mod span;
pub mod weights;

pub mod documents;

pub mod sentences;

pub mod english;

pub mod cache;

pub mod claims;

pub mod clusters;

pub mod conflicts;

pub mod review;

pub mod reports;

pub mod pipeline;

pub mod compare;

pub mod explain;

pub use error::Error;
pub use span::Span;
