//! Words as vectors: an embedding of each word, then what its neighbours add to it.
//!
//! The network is spaCy's `HashEmbedCNN`: four hashed rows per feature, a maxout layer that mixes
//! the features (spacy.MultiHashEmbed.v2), then four residual layers that see one word to each
//! side (spacy.MaxoutWindowEncoder.v2), so that a vector knows four words to its left and right.
//! Sources: spaCy 3.8 `ml/models/tok2vec.py`; thinc 8.3 `layers/hashembed.py`, `maxout.py`,
//! `layernorm.py`, `with_array.py`.

use pulp::{Arch, Simd, WithSimd};

use super::matrix::Layer;
use super::words::Features;

/// Numbers per word.
pub(super) const WIDTH: usize = 96;
/// Alternatives of which a maxout layer keeps the greatest.
const PIECES: usize = 3;
/// The seed of the first table; the others count up from it.
const FIRST_SEED: u32 = 8;
/// Rows of zeros before the first word and after the last. The layers see them change, as one
/// layer's output is the next one's input; four layers reach four rows.
const PAD: usize = 4;

/// One table of embeddings.
pub(super) struct Table {
    pub(super) rows: Vec<f32>,
}

/// A maxout layer with normalisation.
pub(super) struct Mixer {
    pub(super) layer: Layer,
    pub(super) gain: Vec<f32>,
    pub(super) shift: Vec<f32>,
}

/// From features of words to their vectors.
pub(super) struct Encoder {
    pub(super) tables: Vec<Table>,
    pub(super) mixer: Mixer,
    pub(super) windows: Vec<Mixer>,
}

impl Encoder {
    /// The vectors of the words of one sentence, [`WIDTH`] numbers each.
    pub(super) fn encode(&self, arch: Arch, words: &[Features]) -> Vec<f32> {
        let deep = self.tables.len() * WIDTH;
        let mut embedded = vec![0.0; words.len() * deep];
        for (word, out) in words.iter().zip(embedded.chunks_exact_mut(deep)) {
            for (i, (table, out)) in self
                .tables
                .iter()
                .zip(out.chunks_exact_mut(WIDTH))
                .enumerate()
            {
                table.add_rows(word[i], FIRST_SEED + i as u32, out);
            }
        }
        let mut product = Vec::new();
        let mut rows = vec![0.0; (words.len() + 2 * PAD) * WIDTH];
        self.mixer
            .layer
            .apply(arch, &embedded, deep, words.len(), &mut product);
        self.mixer
            .activate(arch, &product, &mut rows[PAD * WIDTH..], false);
        // Each layer reads one row more on each side than it writes, so the first one writes all
        // rows but the outermost and the last one just the words.
        for (i, window) in self.windows.iter().enumerate() {
            let (from, count) = (i + 1, words.len() + 2 * (PAD - i - 1));
            let input = &rows[(from - 1) * WIDTH..];
            window.layer.apply(arch, input, WIDTH, count, &mut product);
            window.activate(arch, &product, &mut rows[from * WIDTH..], true);
        }
        rows.truncate((PAD + words.len()) * WIDTH);
        rows.drain(..PAD * WIDTH);
        rows
    }
}

impl Table {
    /// Adds to `out` the four rows that `id` hashes to.
    fn add_rows(&self, id: u64, seed: u32, out: &mut [f32]) {
        let count = (self.rows.len() / WIDTH) as u32;
        for key in hash(id, seed) {
            let at = (key % count) as usize * WIDTH;
            for (sum, x) in out.iter_mut().zip(&self.rows[at..at + WIDTH]) {
                *sum += x;
            }
        }
    }
}

impl Mixer {
    /// Keeps the greatest piece of every number, normalises the row and sets `out` to it, or adds
    /// it where the layer is `residual`.
    fn activate(&self, arch: Arch, product: &[f32], out: &mut [f32], residual: bool) {
        arch.dispatch(Activation {
            mixer: self,
            product,
            out,
            residual,
        });
    }
}

struct Activation<'a> {
    mixer: &'a Mixer,
    product: &'a [f32],
    out: &'a mut [f32],
    residual: bool,
}

impl WithSimd for Activation<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let rows = self.product.chunks_exact(PIECES * WIDTH);
        for (pieces, out) in rows.zip(self.out.chunks_exact_mut(WIDTH)) {
            let mut row = [0.0; WIDTH];
            let (a, rest) = pieces.split_at(WIDTH);
            let (b, c) = rest.split_at(WIDTH);
            for i in 0..WIDTH {
                row[i] = a[i].max(b[i]).max(c[i]);
            }
            let mean = sum(&row) / WIDTH as f32;
            let mut squares = [0.0; WIDTH];
            for i in 0..WIDTH {
                row[i] -= mean;
                squares[i] = row[i] * row[i];
            }
            let variance = sum(&squares) / WIDTH as f32 + 1e-8;
            let scale = 1.0 / variance.sqrt();
            let (gain, shift) = (&self.mixer.gain[..WIDTH], &self.mixer.shift[..WIDTH]);
            for i in 0..WIDTH {
                let x = row[i] * scale * gain[i] + shift[i];
                out[i] = if self.residual { out[i] + x } else { x };
            }
        }
    }
}

/// The sum in a fixed order that sixteen lanes can share.
#[inline(always)]
fn sum(row: &[f32; WIDTH]) -> f32 {
    let mut lanes = [0.0; 16];
    for part in row.chunks_exact(16) {
        for (lane, x) in lanes.iter_mut().zip(part) {
            *lane += x;
        }
    }
    let mut half = 8;
    while half > 0 {
        for i in 0..half {
            lanes[i] += lanes[i + half];
        }
        half /= 2;
    }
    lanes[0]
}

/// Four table keys of a feature: MurmurHash3 x64 128 of one 64-bit number, cut in four, as thinc's
/// `MurmurHash3_x86_128_uint64` computes it (`backends/numpy_ops.pyx`).
fn hash(id: u64, seed: u32) -> [u32; 4] {
    let mix = |mut h: u64| {
        h ^= h >> 33;
        h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
        h ^= h >> 33;
        h = h.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        h ^ (h >> 33)
    };
    let seed = u64::from(seed);
    let mut a = id.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31);
    a = a.wrapping_mul(0x4cf5_ad43_2745_937f) ^ seed ^ 8;
    let mut b = seed ^ 8;
    a = a.wrapping_add(b);
    b = b.wrapping_add(a);
    a = mix(a);
    b = mix(b);
    a = a.wrapping_add(b);
    b = b.wrapping_add(a);
    [a as u32, (a >> 32) as u32, b as u32, (b >> 32) as u32]
}
