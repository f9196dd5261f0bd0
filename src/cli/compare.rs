//! `atodds compare`: pairs of texts that the user has.

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use atodds::compare::pairs::{self, Pairs};
use atodds::compare::{Side, Verdict, compare};
use atodds::{Error, pipeline};

const EXAMPLES: &str = "\
Examples:
  atodds compare \"The bridge was closed on Monday.\" \"The bridge stayed open all week.\"
  atodds compare \"Nine died.\" \"Eleven died.\" --date-a 2016-09-01 --date-b 2016-09-03
  atodds compare --pairs pairs.csv --out judged.csv
  atodds compare --pairs pairs.jsonl --format json > judged.jsonl

A file of pairs is CSV or JSON Lines with the columns a and b, if wanted date_a and date_b; all other
columns are kept. Added are: relation (conflict, update, agree, unrelated), score (the probability of a
conflict, 0 to 1), type (what differs) and why.";

/// Say of two texts, or of a file of pairs, whether they conflict
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Compare {
    /// The first text
    #[arg(required_unless_present = "pairs", requires = "b", value_name = "TEXT")]
    a: Option<String>,
    /// The second text, on the same matter
    #[arg(value_name = "TEXT")]
    b: Option<String>,
    /// The day the first text was written: 2016-09-01
    #[arg(long, value_name = "DATE", value_parser = date, requires = "a")]
    date_a: Option<Date>,
    /// The day the second text was written
    #[arg(long, value_name = "DATE", value_parser = date, requires = "a")]
    date_b: Option<Date>,
    /// A file of pairs; - for standard input
    #[arg(long, value_name = "FILE", conflicts_with = "a")]
    pairs: Option<PathBuf>,
    /// Where the rows are written [default: standard output]
    #[arg(long, value_name = "FILE", requires = "pairs")]
    out: Option<PathBuf>,
    /// Format of what is written
    #[arg(long, value_enum, default_value_t = Format::Csv, requires = "pairs")]
    format: Format,
    /// Number of threads; the output is the same with any number [default: one per processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Comma-separated values
    Csv,
    /// JSON Lines, with the numbers that were weighed
    Json,
}

fn date(text: &str) -> Result<Date, String> {
    pairs::day(text).ok_or_else(|| "not a date; write it as 2016-09-01".to_owned())
}

/// What the command prints, or why it cannot.
pub fn run(arguments: &Compare, out: &mut dyn io::Write) -> Result<io::Result<()>, Error> {
    let Some(file) = &arguments.pairs else {
        let [a, b] = [&arguments.a, &arguments.b].map(|text| text.as_deref().unwrap_or_default());
        let side = |text, date| Side { text, date };
        let verdict = compare(side(a, arguments.date_a), side(b, arguments.date_b));
        return Ok(out.write_all(text(&verdict).as_bytes()));
    };
    let pairs = Pairs::read(file)?;
    let verdicts = pipeline::with_threads(arguments.threads.map(usize::from), || pairs.compare())?;
    let format = match arguments.format {
        Format::Csv => pairs::Format::Csv,
        Format::Json => pairs::Format::Json,
    };
    let written = pairs.write(&verdicts, format);
    match &arguments.out {
        None => Ok(out.write_all(&written)),
        Some(path) => std::fs::write(path, written)
            .map(Ok)
            .map_err(|problem| Error::Output {
                path: path.clone(),
                problem,
            }),
    }
}

fn text(verdict: &Verdict) -> String {
    let kind = match verdict.kind {
        "" => String::new(),
        kind => format!(" ({kind})"),
    };
    format!(
        "{}{kind}\nprobability of a conflict: {:.2}\n{}\n",
        verdict.relation.name(),
        verdict.score,
        verdict.why
    )
}
