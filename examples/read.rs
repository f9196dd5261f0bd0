//! Reads a file of sentences, one a line, and says how fast.
//!
//! ```text
//! cargo run --release --example read -- FILE [THREADS [TIMES]]
//! ```
//!
//! The file is read through so many times, each of which prints sentences a second. The first
//! line printed is the time from the start of the process to the end of the first sentence.
//! `benches/peers/english.py` runs this.

use std::time::Instant;

use atodds::english;
use rayon::prelude::*;

fn main() {
    let start = Instant::now();
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().expect("a file of sentences");
    let mut number = || arguments.next().map_or(1, |n| n.parse().expect("a number"));
    let (threads, times) = (number(), number());
    let text = std::fs::read_to_string(file).expect("a file of UTF-8");
    let sentences: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    english::read(sentences.first().expect("a sentence"));
    println!("first {:.1} ms", start.elapsed().as_secs_f64() * 1e3);

    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    let pool = pool.build().expect("a pool of threads");
    for _ in 0..times {
        let start = Instant::now();
        let tokens: usize = pool.install(|| {
            let read = sentences.par_iter().map(|sentence| english::read(sentence));
            read.map(|parsed| parsed.tokens.len()).sum()
        });
        let speed = sentences.len() as f64 / start.elapsed().as_secs_f64();
        println!("{speed:.0} sentences a second ({tokens} tokens, {threads} threads)");
    }
}
