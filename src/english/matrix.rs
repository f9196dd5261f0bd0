//! Products of small dense matrices, the whole cost of reading.
//!
//! A sentence gives matrices of 10 to 60 rows against weights that never change, so the weights
//! are laid out once, when they are loaded, in the order in which the product walks them. General
//! matrix crates lay them out anew for every product, which at this size costs as much as the
//! product. `pulp` picks the widest instructions of the machine at run time.
//!
//! Every element is summed in the order of the weights' rows, by fused multiply-add where the
//! machine has it, so the result is the same bit for bit at any vector width.

use pulp::{Arch, Simd, WithSimd};

/// Columns of one panel: two vectors of the widest machine.
const PANEL: usize = 32;

/// A matrix of weights and a row of biases, ready to multiply with.
pub(super) struct Layer {
    depth: usize,
    width: usize,
    /// Panels of [`PANEL`] columns, each row by row; the last one is filled up with zeros.
    panels: Vec<f32>,
    /// One per column, filled up with zeros to whole panels.
    bias: Vec<f32>,
}

impl Layer {
    /// Lays out `weights` (`depth` rows of as many columns as `bias` has, row by row).
    pub(super) fn new(weights: &[f32], bias: &[f32]) -> Self {
        let width = bias.len();
        let depth = weights.len() / width.max(1);
        let count = width.div_ceil(PANEL);
        let mut panels = vec![0.0; count * depth * PANEL];
        for (row, line) in weights.chunks_exact(width).enumerate() {
            for (panel, columns) in line.chunks(PANEL).enumerate() {
                let at = (panel * depth + row) * PANEL;
                panels[at..at + columns.len()].copy_from_slice(columns);
            }
        }
        let mut filled = bias.to_vec();
        filled.resize(count * PANEL, 0.0);
        Layer {
            depth,
            width,
            panels,
            bias: filled,
        }
    }

    /// Number of columns of a result, without the fill.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Number of columns that a result takes in memory.
    pub(super) fn stride(&self) -> usize {
        self.bias.len()
    }

    /// Sets `out` to the product of `rows` rows of `input` with this layer, plus its bias.
    ///
    /// Row `i` of the input begins at `i * step` and is as long as this layer is deep: with a
    /// step shorter than a row, rows overlap, which is how a window over words costs no copying.
    /// Rows of the result are [`Layer::stride`] apart.
    pub(super) fn apply(
        &self,
        arch: Arch,
        input: &[f32],
        step: usize,
        rows: usize,
        out: &mut Vec<f32>,
    ) {
        out.resize(rows * self.stride(), 0.0); // every number of it is set below
        if rows == 0 {
            return;
        }
        arch.dispatch(Product {
            layer: self,
            input,
            step,
            rows,
            out,
        });
    }
}

struct Product<'a> {
    layer: &'a Layer,
    input: &'a [f32],
    step: usize,
    rows: usize,
    out: &'a mut [f32],
}

impl WithSimd for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, simd: S) {
        for panel in 0..self.layer.stride() / PANEL {
            let mut row = 0;
            // as many rows at once as the registers hold: 32 of them in the widest machines
            if S::F32_LANES >= 16 {
                while row + 12 <= self.rows {
                    self.tile::<S, 12>(simd, panel, row);
                    row += 12;
                }
            }
            while row + 6 <= self.rows {
                self.tile::<S, 6>(simd, panel, row);
                row += 6;
            }
            match self.rows - row {
                5 => self.tile::<S, 5>(simd, panel, row),
                4 => self.tile::<S, 4>(simd, panel, row),
                3 => self.tile::<S, 3>(simd, panel, row),
                2 => self.tile::<S, 2>(simd, panel, row),
                1 => self.tile::<S, 1>(simd, panel, row),
                _ => {}
            }
        }
    }
}

impl Product<'_> {
    /// `R` rows against one panel, two vectors of columns at a time.
    #[inline(always)]
    fn tile<S: Simd, const R: usize>(&mut self, simd: S, panel: usize, row: usize) {
        let depth = self.layer.depth;
        let stride = self.layer.stride();
        let weights = &self.layer.panels[panel * depth * PANEL..(panel + 1) * depth * PANEL];
        let (weights, _) = S::as_simd_f32s(weights);
        let vectors = PANEL / S::F32_LANES;
        let input: [&[f32]; R] = std::array::from_fn(|r| {
            let at = (row + r) * self.step;
            &self.input[at..at + depth]
        });
        for pair in (0..vectors).step_by(2) {
            let first = panel * PANEL + pair * S::F32_LANES;
            let (bias, _) = S::as_simd_f32s(&self.layer.bias[first..first + 2 * S::F32_LANES]);
            let mut sums = [[bias[0], bias[1]]; R];
            for (k, line) in weights.chunks_exact(vectors).enumerate() {
                let (left, right) = (line[pair], line[pair + 1]);
                for r in 0..R {
                    let x = simd.splat_f32s(input[r][k]);
                    sums[r][0] = simd.mul_add_e_f32s(x, left, sums[r][0]);
                    sums[r][1] = simd.mul_add_e_f32s(x, right, sums[r][1]);
                }
            }
            for (r, sum) in sums.into_iter().enumerate() {
                let at = (row + r) * stride + first;
                let (out, _) = S::as_mut_simd_f32s(&mut self.out[at..at + 2 * S::F32_LANES]);
                out.copy_from_slice(&sum);
            }
        }
    }
}

/// The place of the highest of `scores`, the first of equals; 0 for none.
pub(super) fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (i, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = i;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_the_sum_of_products_at_any_number_of_rows() {
        let (depth, width) = (7, 50);
        let value = |i: usize| ((i * 37 % 23) as f32 - 11.0) / 8.0;
        let weights: Vec<f32> = (0..depth * width).map(value).collect();
        let bias: Vec<f32> = (0..width).map(|i| value(i + 5)).collect();
        let layer = Layer::new(&weights, &bias);
        for rows in [1, 2, 5, 6, 11, 12, 13, 25] {
            let step = 3; // rows overlap
            let input: Vec<f32> = (0..rows * step + depth).map(|i| value(i * 3)).collect();
            let mut out = Vec::new();
            layer.apply(Arch::new(), &input, step, rows, &mut out);
            for row in 0..rows {
                for column in 0..width {
                    let want = (0..depth).fold(bias[column], |sum, k| {
                        sum + input[row * step + k] * weights[k * width + column]
                    });
                    assert_eq!(out[row * layer.stride() + column], want);
                }
            }
        }
    }

    #[test]
    fn of_equal_scores_the_first_wins() {
        assert_eq!(best(&[1.0, 3.0, 3.0, 2.0]), 1);
        assert_eq!(best(&[]), 0);
    }
}
