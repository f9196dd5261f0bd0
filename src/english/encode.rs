//! Words as vectors: an embedding of each word, then what its neighbours add to it.
//!
//! The network is spaCy's `HashEmbedCNN`: four hashed rows per feature, a maxout layer that mixes
//! the features (spacy.MultiHashEmbed.v2), then four residual layers that see one word to each
//! side (spacy.MaxoutWindowEncoder.v2), so that a vector knows four words to its left and right.
//! Sources: spaCy 3.8 `ml/models/tok2vec.py`; thinc 8.3 `layers/hashembed.py`, `maxout.py`,
//! `layernorm.py`, `with_array.py`.

use std::sync::{Arc, PoisonError, RwLock};

use pulp::{Arch, Simd, WithSimd};

use super::matrix::Layer;
use super::model::Map;
use super::words::Features;

/// Numbers per word.
pub(super) const WIDTH: usize = 96;
/// Alternatives of which a maxout layer keeps the greatest.
const PIECES: usize = 3;
/// Numbers per word before the greatest of each three is kept.
const MAXOUT: usize = PIECES * WIDTH;
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
    pub(super) norm: Norm,
}

/// Gain and shift after a maxout layer.
pub(super) struct Norm {
    pub(super) gain: Vec<f32>,
    pub(super) shift: Vec<f32>,
}

/// From features of words to their vectors.
///
/// Nearly half of the work depends on one word alone: its embedding, and what it adds to the
/// first window of its left neighbour, of itself and of its right neighbour. As few words make
/// up most of any text, that half is kept for the words met first.
pub(super) struct Encoder {
    pub(super) tables: Vec<Table>,
    pub(super) mixer: Mixer,
    /// The first window layer, its three blocks of weights side by side.
    pub(super) roles: Layer,
    pub(super) first_bias: Vec<f32>,
    pub(super) first_norm: Norm,
    /// The other window layers.
    pub(super) windows: Vec<Mixer>,
    pub(super) memo: Memo,
}

/// What has been computed of words met before. A word has the same numbers computed or kept, so
/// results do not depend on what was read earlier, or on another thread.
#[derive(Default)]
pub(super) struct Memo {
    known: RwLock<Map<Features, Arc<Alone>>>,
}

/// Words that a [`Memo`] keeps, in 32 MB. They cover some nine tenths of the words of common text.
const KEPT: usize = 8192;

/// What depends on one word alone.
struct Alone {
    vector: Vec<f32>,
    /// What it adds to the window of the word on its right, its own, and that on its left.
    roles: Vec<f32>,
}

impl Encoder {
    /// The vectors of the words of one sentence, [`WIDTH`] numbers each.
    pub(super) fn encode(&self, arch: Arch, words: &[Features]) -> Vec<f32> {
        let mut rows = vec![0.0; (words.len() + 2 * PAD) * WIDTH];
        // Each layer reads one row more on each side than it writes, so the first one writes all
        // rows but the outermost and the last one just the words.
        let mut product = self.first_bias.repeat(words.len() + 2 * (PAD - 1));
        arch.dispatch(Assembly {
            words: &self.alone(arch, words),
            rows: &mut rows,
            product: &mut product,
        });
        self.first_norm
            .activate(arch, &product, &mut rows[WIDTH..], true);
        for (i, window) in self.windows.iter().enumerate() {
            let (from, count) = (i + 2, words.len() + 2 * (PAD - i - 2));
            let input = &rows[(from - 1) * WIDTH..];
            window.layer.apply(arch, input, WIDTH, count, &mut product);
            window
                .norm
                .activate(arch, &product, &mut rows[from * WIDTH..], true);
        }
        rows.truncate((PAD + words.len()) * WIDTH);
        rows.drain(..PAD * WIDTH);
        rows
    }

    /// What depends on each word alone, kept or computed.
    fn alone(&self, arch: Arch, words: &[Features]) -> Vec<Arc<Alone>> {
        let keys: Vec<Features> = words.iter().map(|word| self.key(word)).collect();
        let mut found: Vec<Option<Arc<Alone>>> = {
            let known = self
                .memo
                .known
                .read()
                .unwrap_or_else(PoisonError::into_inner);
            keys.iter().map(|key| known.get(key).cloned()).collect()
        };
        let missing = |(found, key): (&Option<_>, &Features)| found.is_none().then_some(*key);
        let new: Vec<Features> = found.iter().zip(&keys).filter_map(missing).collect();
        if !new.is_empty() {
            let made = self.compute(arch, &new);
            let mut known = self
                .memo
                .known
                .write()
                .unwrap_or_else(PoisonError::into_inner);
            for (key, alone) in new.iter().zip(&made) {
                if known.len() < KEPT {
                    known.insert(*key, alone.clone());
                }
            }
            let mut made = made.into_iter();
            for slot in found.iter_mut().filter(|slot| slot.is_none()) {
                *slot = made.next();
            }
        }
        found.into_iter().flatten().collect()
    }

    /// The features that this encoder has tables for.
    fn key(&self, word: &Features) -> Features {
        let mut key = *word;
        key[self.tables.len()..].fill(0);
        key
    }

    fn compute(&self, arch: Arch, words: &[Features]) -> Vec<Arc<Alone>> {
        let deep = self.tables.len() * WIDTH;
        let mut embedded = vec![0.0; words.len() * deep];
        for (word, out) in words.iter().zip(embedded.chunks_exact_mut(deep)) {
            let parts = out.chunks_exact_mut(WIDTH);
            for (i, (table, part)) in self.tables.iter().zip(parts).enumerate() {
                table.add_rows(word[i], FIRST_SEED + i as u32, part);
            }
        }
        let (mut product, mut roles) = (Vec::new(), Vec::new());
        let mut vectors = vec![0.0; words.len() * WIDTH];
        self.mixer
            .layer
            .apply(arch, &embedded, deep, words.len(), &mut product);
        self.mixer
            .norm
            .activate(arch, &product, &mut vectors, false);
        self.roles
            .apply(arch, &vectors, WIDTH, words.len(), &mut roles);
        let vectors = vectors.chunks_exact(WIDTH);
        let one = |(vector, roles): (&[f32], &[f32])| {
            Arc::new(Alone {
                vector: vector.to_vec(),
                roles: roles.to_vec(),
            })
        };
        vectors
            .zip(roles.chunks_exact(3 * MAXOUT))
            .map(one)
            .collect()
    }
}

/// Puts together what depends on each word alone: the rows that the first window layer reads, and
/// its product.
struct Assembly<'a> {
    words: &'a [Arc<Alone>],
    rows: &'a mut [f32],
    product: &'a mut [f32],
}

impl WithSimd for Assembly<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        for (i, word) in self.words.iter().enumerate() {
            let row = PAD + i;
            self.rows[row * WIDTH..(row + 1) * WIDTH].copy_from_slice(&word.vector);
            for (role, part) in word.roles.chunks_exact(MAXOUT).enumerate() {
                // the product begins with row 1, and the first role is that of a left neighbour
                let at = (row - role) * MAXOUT;
                for (sum, x) in self.product[at..at + MAXOUT].iter_mut().zip(part) {
                    *sum += x;
                }
            }
        }
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

impl Norm {
    /// Keeps the greatest piece of every number, normalises the row and sets `out` to it, or adds
    /// it where the layer is `residual`.
    fn activate(&self, arch: Arch, product: &[f32], out: &mut [f32], residual: bool) {
        arch.dispatch(Activation {
            norm: self,
            product,
            out,
            residual,
        });
    }
}

struct Activation<'a> {
    norm: &'a Norm,
    product: &'a [f32],
    out: &'a mut [f32],
    residual: bool,
}

impl WithSimd for Activation<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let rows = self.product.chunks_exact(MAXOUT);
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
            let (gain, shift) = (&self.norm.gain[..WIDTH], &self.norm.shift[..WIDTH]);
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
