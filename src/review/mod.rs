//! A review is what a person decided on the rows of an earlier report: verdicts, notes, and
//! columns of their own.
//!
//! [`read`] reads reviewed files, [`carry`] finds for each decided row the row of the new report
//! about the same matter. Nothing that somebody decided is lost: what finds no row is handed back
//! whole. [`changes`] compares two reports in the same way, [`stats`] counts verdicts.

mod carry;
pub mod changes;
mod decided;
pub mod marks;
pub mod matching;
pub mod near;
pub mod sample;
pub mod sheet;
pub mod stats;

pub use carry::{Carried, Decision, Homeless, Settled, carry};
pub use decided::{Decided, Reviewed, VERDICTS, decisions, read};
