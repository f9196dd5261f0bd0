//! How long a report of 100,000 rows takes to write.
//!
//! ```text
//! cargo bench --bench reports
//! ```

#[path = "../tests/common/made.rs"]
mod made;

use atodds::reports::{self, Format, Plan, Settings};
use divan::Bencher;
use divan::counter::ItemsCount;

/// The rows of the report.
const ROWS: usize = 100_000;

fn main() {
    divan::main();
}

/// Writes all reports of a run: the conflicts, twice as many claims, as many clusters.
#[divan::bench(sample_count = 3, args = ["csv", "xlsx", "json"])]
fn all_reports(bencher: Bencher<'_, '_>, format: &str) {
    let findings = made::run(ROWS);
    let format = match format {
        "csv" => Format::Csv,
        "xlsx" => Format::Xlsx,
        _ => Format::Json,
    };
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        let out = tempfile::tempdir().expect("a folder");
        let settings = Settings {
            formats: vec![format],
            ..Settings::default()
        };
        let plan = Plan::read(out.path(), settings).expect("nothing to read");
        reports::write_planned(&findings, out.path(), &plan).expect("written");
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
