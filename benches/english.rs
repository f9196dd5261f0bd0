//! How fast English is read, and how fast this machine can multiply.
//!
//! ```text
//! cargo bench --bench english
//! ```
//!
//! The text is our own: the sentences of `tests/data/english` and of the two fixtures. `read` is
//! one thread; its unit is the sentence. `multiply_adds` is the most that one core can do, with
//! nothing read from memory; its unit is one multiply-add of two numbers of 32 bits.
//!
//! `benches/peers/english.py` compares with the original pipeline.
//!
//! # Where the time goes
//!
//! A token of a sentence of n tokens costs, in thousands of multiply-adds:
//!
//! | work | thousands |
//! |---|---|
//! | three window layers of each of two encoders, 288 × 288, with 6 / n more rows for the edges | 498 + 995 / n |
//! | lower layer of the parser, 64 × 1,024, and of the names, 64 × 384 | 90 |
//! | narrowing of both, 96 × 64 each, and the tags, 96 × 64 | 18 |
//! | scores of about two moves, 64 × 128, and of one name move, 64 × 96 | 23 |
//! | embedding and first window of a word not met before (576 + 384) × 288 + 2 × 96 × 864 | 442 |
//!
//! The last is done once for each word that the memo keeps. Measured on an AMD EPYC (Zen 4), whose
//! core does 59 thousand million multiply-adds a second at most: products of a whole sentence
//! reach 53 to 58, those of a single row (the scores of a move), which have to fetch each weight
//! for one use, 17 to 25. The products take about 70 % of all time; the rest goes, each with less
//! than 5 %, to what is kept of a word being fetched and added, to norms, moves, rules, lemmas
//! and to memory being given out.

use std::fs;
use std::hint::black_box;

use atodds::documents::{Document, sections};
use atodds::{english, sentences};
use divan::Bencher;
use divan::counter::ItemsCount;
use pulp::{Arch, Simd, WithSimd};

fn main() {
    english::read("The model is loaded before time is taken.");
    divan::main();
}

#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher
        .counter(ItemsCount::new(text.len()))
        .bench_local(|| {
            for sentence in &text {
                black_box(english::read(sentence));
            }
        });
}

#[divan::bench]
fn noun_chunks(bencher: Bencher<'_, '_>) {
    let text = text();
    let parsed: Vec<_> = text
        .iter()
        .map(|sentence| english::read(sentence))
        .collect();
    bencher
        .counter(ItemsCount::new(text.len()))
        .bench_local(|| {
            for parsed in &parsed {
                black_box(parsed.noun_chunks());
            }
        });
}

#[divan::bench]
fn multiply_adds(bencher: Bencher<'_, '_>) {
    let arch = Arch::new();
    let done = arch.dispatch(MultiplyAdds);
    let counter = ItemsCount::new(done);
    bencher
        .counter(counter)
        .bench_local(|| arch.dispatch(MultiplyAdds));
}

/// Chains of multiply-adds, enough of them that none waits for another.
struct MultiplyAdds;

impl WithSimd for MultiplyAdds {
    type Output = usize;

    /// How many were done.
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> usize {
        const STEPS: usize = 10_000;
        let mut sums = [simd.splat_f32s(0.0); 12];
        let (a, b) = (
            simd.splat_f32s(black_box(0.5)),
            simd.splat_f32s(black_box(0.25)),
        );
        for _ in 0..STEPS {
            for sum in &mut sums {
                *sum = simd.mul_add_e_f32s(a, b, *sum);
            }
        }
        for sum in sums {
            black_box(simd.reduce_sum_f32s(sum));
        }
        STEPS * sums.len() * S::F32_LANES
    }
}

/// Sentences of our own.
fn text() -> Vec<String> {
    let lines = include_str!("../tests/data/english/sentences.txt").lines();
    let mut text: Vec<String> = lines.map(str::to_owned).collect();
    for folder in ["fixtures/aleppo", "fixtures/flood"] {
        let mut files: Vec<_> = fs::read_dir(folder)
            .expect("the folder")
            .map(|entry| entry.expect("a file").path())
            .filter(|path| path.extension().is_some_and(|end| end != "html"))
            .collect();
        files.sort();
        for file in files {
            let mut document = Document::default();
            document.set_text(fs::read_to_string(file).expect("a text"));
            sections::find(&mut document);
            for sentence in sentences::split(&document, 0) {
                text.push(sentences::plain(&document, &sentence).into_owned());
            }
        }
    }
    text
}
