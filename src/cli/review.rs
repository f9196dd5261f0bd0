//! `atodds review`: what verdicts say of a report, and rows to give verdicts on.

use std::fmt::Write;
use std::io;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use atodds::review::stats::{self, Share, Stats};
use atodds::{Error, reports};

const EXAMPLES: &str = "\
Examples:
  atodds review stats conflicts-ann.xlsx
  atodds review stats ann.csv ben.csv
  atodds review sample 50 --reports reports/ > blind.csv
  atodds review stats blind.csv --reports reports/
  atodds analyze docs/ --review conflicts-ann.xlsx --out second/";

/// Count verdicts, or draw rows for an honest measure
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Review {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print how many rows are decided, how many of them are right (by type and by score), and
    /// how far reviewers agree
    #[command(
        after_help = "Example:\n  atodds review stats blind-ann.csv blind-ben.csv --reports reports/"
    )]
    Stats {
        /// Reviewed files, CSV or XLSX
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Folder of the reports that a blind sample was drawn from: it has the scores
        #[arg(long, value_name = "DIR")]
        reports: Option<PathBuf>,
    },
    /// Print rows drawn by chance as CSV, without score or rank and in an order that tells nothing
    #[command(
        after_help = "Example:\n  atodds review sample 50 --reports reports/ --seed 7 > blind.csv"
    )]
    Sample {
        /// How many rows
        #[arg(value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        size: u32,
        /// Folder of the reports to draw from
        #[arg(long, value_name = "DIR")]
        reports: PathBuf,
        /// The same seed draws the same rows
        #[arg(long, value_name = "S", default_value_t = 0)]
        seed: u64,
    },
}

/// What the command prints, or why it cannot.
pub fn run(command: &Command, out: &mut dyn io::Write) -> Result<io::Result<()>, Error> {
    match command {
        Command::Stats { files, reports } => {
            let folder = reports.as_deref();
            let report = folder.map(reports::conflicts_in).transpose()?;
            let stats = stats::of(files, report.as_deref())?;
            Ok(out.write_all(text(&stats).as_bytes()))
        }
        Command::Sample {
            size,
            reports,
            seed,
        } => reports::print_sample(reports, *size as usize, *seed, out),
    }
}

/// The figures as lines and small tables.
fn text(stats: &Stats) -> String {
    let mut text = String::new();
    let mut line = |words: std::fmt::Arguments| {
        let _ = writeln!(text, "{words}"); // a String takes all
    };
    line(format_args!(
        "{} decided, {} unsure, {} open.",
        stats.decided, stats.unsure, stats.open
    ));
    let (mut all, mut relations) = (Vec::new(), Vec::new());
    for (relation, kind, share) in &stats.by_type {
        if !relations.contains(relation) {
            relations.push(relation.clone());
        }
        all.push((relation, kind, *share));
    }
    for relation in &relations {
        let own: Vec<_> = all.iter().filter(|(of, ..)| *of == relation).collect();
        let with = own.iter().map(|(.., share)| share.with).sum();
        let of = own.iter().map(|(.., share)| share.of).sum();
        if relation.is_empty() {
            line(format_args!(
                "\n{of} decided rows do not say what they were reported as; give --reports DIR to count how many are right."
            ));
            continue;
        }
        line(format_args!("\nReported as {relation}, and so decided:"));
        line(format_args!(
            "  {:<12} {}",
            "all",
            shown(Share { with, of })
        ));
        for (_, kind, share) in own {
            line(format_args!("  {kind:<12} {}", shown(*share)));
        }
    }
    if !stats.by_score.is_empty() {
        line(format_args!("\nCalled a conflict, by score:"));
        for (low, high, mean, share) in &stats.by_score {
            line(format_args!(
                "  {low:.1} to {high:.1}   score {mean:.2}   {}",
                shown(*share)
            ));
        }
    }
    for pair in &stats.agreement {
        let [a, b] = &pair.files;
        line(format_args!("\n{} and {}:", a.display(), b.display()));
        line(format_args!("  the same verdict {}", shown(pair.same)));
        match pair.kappa {
            Some(kappa) => line(format_args!("  Cohen's kappa    {kappa:.2}")),
            None => line(format_args!("  Cohen's kappa    none: nothing varies")),
        }
    }
    text
}

/// "9 of 10 = 0.90 (0.60 to 0.98)", the last being where the true share lies at 95 %.
fn shown(share: Share) -> String {
    let Share { with, of } = share;
    match (share.value(), share.interval()) {
        (Some(value), Some((low, high))) => {
            format!("{with} of {of} = {value:.2} ({low:.2} to {high:.2})")
        }
        _ => format!("{with} of {of}"),
    }
}
