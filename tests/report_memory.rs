//! Reports of any length are written in bounded memory: twice the rows take no more of it.
//!
//! What is counted is what the program has asked for at once beyond the findings, which are there
//! anyway. One test alone, since all threads of a process share the count.

#[path = "common/made.rs"]
mod made;

use std::path::Path;

use atodds::pipeline::Findings;
use atodds::reports::{self, Format, Plan, Settings};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Two lengths of a report, in rows.
const ROWS: [usize; 2] = [4_000, 12_000];

/// In bytes: what one row more may add. A row of the report takes some 700 in the CSV, a number
/// for each of its two claims 16.
const A_ROW: usize = 48;

/// In bytes: what writing may take whatever the length, which is mostly what packs the workbook and
/// the look of its sheets.
const ALWAYS: usize = 2 << 20;

#[test]
fn writing_takes_no_more_memory_for_more_rows() {
    let runs = ROWS.map(made::run);
    let formats = [Format::Csv, Format::Json, Format::Html, Format::Xlsx];
    for format in formats {
        let [short, long] = runs.each_ref().map(|findings| {
            let out = tempfile::tempdir().expect("a folder");
            let settings = Settings {
                formats: vec![format],
                ..Settings::default()
            };
            let plan = Plan::read(out.path(), settings).expect("nothing to read");
            most(|| write(findings, out.path(), &plan))
        });
        println!("{format:?}: {short} and {long} bytes for {ROWS:?} rows");
        assert!(short < ALWAYS, "{format:?}: {short} bytes");
        let growth = long.saturating_sub(short) / (ROWS[1] - ROWS[0]);
        assert!(growth < A_ROW, "{format:?}: {growth} bytes for each row");
    }
}

fn write(findings: &Findings, out: &Path, plan: &Plan) {
    reports::write_planned(findings, out, plan).expect("written");
}

/// The most memory that is held at once while something is done, beyond what was held before.
fn most(done: impl FnOnce()) -> usize {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    done();
    MEMORY.peak_usage().saturating_sub(before)
}
