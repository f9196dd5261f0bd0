//! How long a report of 100,000 rows takes to write, and how much memory.
//!
//! ```text
//! cargo bench --bench reports                           seconds
//! cargo bench --bench reports -- memory 10000 100000    bytes, on Linux, at these numbers of rows
//! ```
//!
//! Memory is that of a process of its own for each format and size: what the findings take, and by
//! how much the peak is above that while their reports are written.

#[path = "../tests/common/made.rs"]
mod made;

use std::path::Path;
use std::process::Command;

use atodds::pipeline::Findings;
use atodds::reports::{self, Format, Plan, Settings};
use divan::Bencher;
use divan::counter::ItemsCount;

/// The rows of the report.
const ROWS: usize = 100_000;

/// The formats whose memory is measured.
const FORMATS: [&str; 4] = ["csv", "xlsx", "html", "json"];

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["memory", ref sizes @ ..] => memory(sizes),
        ["one", format, size] => println!("{}", one(format, number(size))),
        _ => divan::main(),
    }
}

fn number(word: &str) -> usize {
    word.parse().expect("a number of rows")
}

/// Prints a row a format and size.
fn memory(sizes: &[&str]) {
    println!("| format | rows | findings MiB | added by writing MiB | bytes a row |");
    println!("|---|---|---|---|---|");
    let program = std::env::current_exe().expect("this program");
    for format in FORMATS {
        for size in sizes {
            let ran = Command::new(&program).args(["one", format, size]).output();
            let ran = ran.expect("this program again");
            assert!(ran.status.success(), "{ran:?}");
            print!("{}", String::from_utf8_lossy(&ran.stdout));
        }
    }
}

/// Writes one run and says what it took.
fn one(format: &str, rows: usize) -> String {
    let findings = made::run(rows);
    // The system forgets the peak up to here.
    std::fs::write("/proc/self/clear_refs", "5").expect("Linux");
    let before = resident("VmRSS:");
    let out = tempfile::tempdir().expect("a folder");
    write(&findings, out.path(), format);
    let added = resident("VmHWM:").saturating_sub(before);
    let mib = |bytes: usize| bytes as f64 / f64::from(1 << 20);
    format!(
        "| {format} | {rows} | {:.0} | {:.1} | {} |",
        mib(before),
        mib(added),
        added / rows
    )
}

/// Memory of this process, in bytes.
fn resident(field: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let kib = line.and_then(|line| line.split_whitespace().next());
    1024 * number(kib.expect("a size"))
}

fn write(findings: &Findings, out: &Path, format: &str) {
    let settings = Settings {
        formats: vec![match format {
            "csv" => Format::Csv,
            "xlsx" => Format::Xlsx,
            "html" => Format::Html,
            _ => Format::Json,
        }],
        ..Settings::default()
    };
    let plan = Plan::read(out, settings).expect("nothing to read");
    reports::write_planned(findings, out, &plan).expect("written");
}

/// Writes all reports of a run: the conflicts, twice as many claims, as many clusters.
#[divan::bench(sample_count = 3, args = FORMATS)]
fn all_reports(bencher: Bencher<'_, '_>, format: &str) {
    let findings = made::run(ROWS);
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        let out = tempfile::tempdir().expect("a folder");
        write(&findings, out.path(), format);
    });
}

/// Writes the conflicts alone.
#[divan::bench(sample_count = 3)]
fn conflicts_as_csv(bencher: Bencher<'_, '_>) {
    let findings = made::run(ROWS);
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        let mut bytes = Vec::new();
        reports::print(reports::CONFLICTS, &findings, &mut bytes).expect("memory takes all");
        bytes.len()
    });
}

/// Carries 100,000 verdicts into a report of as many rows.
#[divan::bench(sample_count = 3)]
fn carry_verdicts(bencher: Bencher<'_, '_>) {
    let findings = made::run(ROWS);
    let out = tempfile::tempdir().expect("a folder");
    reports::write(&findings, out.path()).expect("written");
    let file = out.path().join("conflicts.csv");
    let reviewed = std::fs::read_to_string(&file).expect("written");
    let decided = reviewed.replace(",,,g", ",conflict,,g");
    assert_ne!(reviewed, decided);
    std::fs::write(&file, decided).expect("written");
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        let settings = Settings {
            review: vec![file.clone()],
            ..Settings::default()
        };
        let again = tempfile::tempdir().expect("a folder");
        let plan = Plan::read(again.path(), settings).expect("a review");
        let written = reports::write_planned(&findings, again.path(), &plan).expect("written");
        assert_eq!(written.carried, ROWS);
    });
}
