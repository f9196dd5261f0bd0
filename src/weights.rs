//! Weights: a logistic regression that a script in `training/` fitted, as its file holds it.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use serde::Deserialize;

/// What to add up for a probability: a bias, and a weight for each number by its name.
#[derive(Debug, Deserialize)]
pub struct Weights {
    bias: f64,
    weights: IndexMap<String, f64, FxBuildHasher>,
}

impl Weights {
    /// Reads a file of weights; none where one of these numbers has none.
    pub fn read(text: &str, names: &[&str]) -> Option<Weights> {
        let weights: Weights = serde_json::from_str(text).ok()?;
        weights.names(names).then_some(weights)
    }

    /// The probability that these numbers speak for: 0 to 1. Each must have a weight
    /// ([`Weights::names`]).
    pub fn probability(&self, numbers: impl IntoIterator<Item = (&'static str, f64)>) -> f64 {
        let weighed = numbers.into_iter().map(|(name, x)| x * self.weights[name]);
        1.0 / (1.0 + (-(self.bias + weighed.sum::<f64>())).exp())
    }

    /// The weights of these numbers, in order; each must have one.
    pub fn in_order<const N: usize>(&self, names: [&str; N]) -> [f64; N] {
        names.map(|name| self.weights[name])
    }

    /// What is added up before any number.
    pub fn bias(&self) -> f64 {
        self.bias
    }

    /// The weight of a number, which must have one.
    pub fn of(&self, name: &str) -> f64 {
        self.weights[name]
    }

    /// The numbers with their weights, each of which must have one.
    pub fn terms(&self, numbers: impl IntoIterator<Item = (&'static str, f64)>) -> Vec<Term> {
        let term = |(name, number): (&'static str, f64)| Term {
            name,
            number,
            weight: self.weights[name],
        };
        numbers.into_iter().map(term).collect()
    }

    /// Whether each of these has a weight.
    pub fn names(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.weights.contains_key(*name))
    }
}

/// A number with its weight.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// Its name.
    pub name: &'static str,
    /// The number.
    pub number: f64,
    /// Its weight.
    pub weight: f64,
}

impl Term {
    /// What it adds to the sum that makes the probability (its log odds).
    pub fn adds(&self) -> f64 {
        self.number * self.weight
    }
}
