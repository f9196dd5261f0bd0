//! Where the time of a run goes, stage by stage.
//!
//! ```text
//! cargo bench --bench stages -- DOCS
//! cargo bench --bench stages -- DOCS CACHE     with a cache (`--cache`)
//! ```
//!
//! Prints for each stage the seconds that pass and, on Linux, the seconds of processor time, which
//! other work on the machine changes less.

use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Instant;

use atodds::pipeline::{self, Config, Progress, Stage};

fn main() {
    let arguments = std::env::args().skip(1).filter(|a| a != "--bench");
    let paths: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    assert!(!paths.is_empty(), "give a folder of documents");
    let config = Config {
        paths: paths[..1].to_vec(),
        cache: paths.get(1).cloned(),
        min_score: 0.3,
        ..Config::default()
    };
    let clock = Clock(Mutex::new((Stage::Documents, Instant::now(), processor())));
    let (start, before) = (Instant::now(), processor());
    let findings = pipeline::run(&config, &clock).expect("a run");
    println!(
        "{:24}{:8.2} s {:8.2} s of processor; {} documents, {} claims",
        "all",
        start.elapsed().as_secs_f64(),
        processor() - before,
        findings.documents.len(),
        findings.claims.len(),
    );
}

struct Clock(Mutex<(Stage, Instant, f64)>);

impl Progress for Clock {
    fn start(&self, stage: Stage, _steps: usize) {
        *self.0.lock().expect("no panic") = (stage, Instant::now(), processor());
    }

    fn finish(&self) {
        let (stage, start, before) = *self.0.lock().expect("no panic");
        println!(
            "{:24}{:8.2} s {:8.2} s of processor",
            stage.doing(),
            start.elapsed().as_secs_f64(),
            processor() - before,
        );
    }
}

/// The seconds of processor time of this process; 0 where the system does not tell.
fn processor() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<f64> = after_name
        .split_whitespace()
        .map(|field| field.parse().unwrap_or(0.0))
        .collect();
    // User and system time, in hundredths.
    fields
        .get(11..13)
        .map_or(0.0, |times| times.iter().sum::<f64>() / 100.0)
}
