//! `atodds explain`: why a row is one, or two quotes are none.

use std::path::PathBuf;

use clap::Args;

use atodds::Error;
use atodds::explain::{Asked, explain};

const EXAMPLES: &str = "\
Examples:
  atodds explain x84b8dc1dae06
  atodds explain x84b8dc1dae06 --reports case1 --sources sources.csv
  atodds explain \"Four people died.\" \"Nobody was hurt.\" --reports case1
  atodds explain c4d7d5160e934 cb6eb9f670506

The reports do not hold what was weighed: the sources that sources.csv names are read again, so run it
in the folder in which analyze was run.";

/// Say why a row was flagged, or why two quotes are no row
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Explain {
    /// The conflict_id of a row of conflicts.csv or unlikely.csv; or two quotes (or claim_ids)
    #[arg(required = true, num_args = 1..=2, value_names = ["ID", "QUOTE"])]
    what: Vec<String>,
    /// Folder of the reports
    #[arg(long, value_name = "DIR", default_value = "reports")]
    reports: PathBuf,
    /// The list of sources that analyze was given
    #[arg(long, value_name = "FILE")]
    sources: Option<PathBuf>,
    /// Number of threads [default: one per processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

/// What the command prints, or why it cannot.
pub fn run(arguments: &Explain) -> Result<String, Error> {
    let asked = match arguments.what.as_slice() {
        [a, b] => Asked::Quotes(a, b),
        what => Asked::Row(what.first().map_or("", |id| id)),
    };
    let threads = arguments.threads.map(usize::from);
    explain(
        asked,
        &arguments.reports,
        arguments.sources.clone(),
        threads,
    )
}
