//! Rules that take a boundary away.

use super::prose::Place;

/// Each says whether the sentence goes on over a boundary.
pub(super) const RULES: [fn(&Place) -> bool; 0] = [];
