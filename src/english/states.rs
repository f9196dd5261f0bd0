//! Scores of the next move in a state, for the parser and the entity recogniser alike.
//!
//! A state is seen through a few of its tokens. The lower layer is linear in them, so its product
//! with every token in every role is made once for the sentence, and a state costs a few
//! additions (spaCy 3.8 `ml/parser_model.pyx`, `ml/_precomputable_affine.py`).

use pulp::{Arch, Simd, WithSimd};

use super::encode::WIDTH;
use super::matrix::Layer;

/// Width of the hidden layer.
const HIDDEN: usize = 64;
/// Numbers that one token in one role adds: two alternatives of the hidden layer.
const ROLE: usize = 2 * HIDDEN;

/// Weights.
pub(super) struct Scorer {
    pub(super) narrow: Layer,
    pub(super) lower: Layer,
    pub(super) bias: Vec<f32>,
    /// What an absent token adds, in each role.
    pub(super) pad: Vec<f32>,
    pub(super) upper: Layer,
}

/// A [`Scorer`] with one sentence multiplied in.
pub(super) struct Scores<'m> {
    scorer: &'m Scorer,
    arch: Arch,
    products: Vec<f32>,
    out: Vec<f32>,
}

impl Scorer {
    /// Multiplies in the vectors of a sentence's words.
    pub(super) fn prepare(&self, arch: Arch, vectors: &[f32]) -> Scores<'_> {
        let words = vectors.len() / WIDTH;
        let (mut narrow, mut products) = (Vec::new(), Vec::new());
        self.narrow.apply(arch, vectors, WIDTH, words, &mut narrow);
        let step = self.narrow.stride();
        self.lower.apply(arch, &narrow, step, words, &mut products);
        Scores {
            scorer: self,
            arch,
            products,
            out: Vec::new(),
        }
    }
}

impl Scores<'_> {
    /// The score of each move in a state that shows the tokens `seen`, one for each role.
    pub(super) fn of(&mut self, seen: &[Option<usize>]) -> &[f32] {
        let mut sums = [0.0; ROLE];
        self.arch.dispatch(Sum {
            seen,
            scorer: self.scorer,
            products: &self.products,
            sums: &mut sums,
        });
        let upper = &self.scorer.upper;
        upper.apply(self.arch, &sums[..HIDDEN], HIDDEN, 1, &mut self.out);
        &self.out[..upper.width()]
    }
}

struct Sum<'a> {
    seen: &'a [Option<usize>],
    scorer: &'a Scorer,
    products: &'a [f32],
    sums: &'a mut [f32; ROLE],
}

impl WithSimd for Sum<'_> {
    type Output = ();

    /// Leaves the greater of each two alternatives in the first half of `sums`.
    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let sums = self.sums;
        let stride = self.scorer.lower.stride();
        for (role, token) in self.seen.iter().enumerate() {
            let (rows, at) = match token {
                Some(token) => (self.products, token * stride + role * ROLE),
                None => (&self.scorer.pad[..], role * ROLE),
            };
            for (sum, x) in sums.iter_mut().zip(&rows[at..at + ROLE]) {
                *sum += x;
            }
        }
        for (sum, x) in sums.iter_mut().zip(&self.scorer.bias) {
            *sum += x;
        }
        let (first, second) = sums.split_at_mut(HIDDEN);
        for (a, b) in first.iter_mut().zip(second) {
            *a = a.max(*b);
        }
    }
}
