//! The command line: arguments, what each command does, exit codes. Only this part prints.

mod compare;
mod explain;
mod progress;
mod review;
mod summary;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use atodds::conflicts::Relation;
use atodds::pipeline::{self, Config, Findings, Progress, Stage};
use atodds::reports::{Plan, Settings};
use atodds::{Error, reports};
use progress::Bars;

/// Everything was read and reported.
const DONE: u8 = 0;
/// Conflicts were found, and the caller asked to be told so.
const CONFLICTS: u8 = 1;

/// Of the judged rows that score less, about one in nine was a conflict (`training/conflict.py`).
const MIN_SCORE: f64 = 0.25;
/// The run failed, or a source was skipped.
const FAILED: u8 = 2;
/// Stopped with Ctrl-C: the code that shells use for it.
const STOPPED: i32 = 130;

/// Finds where several accounts of the same events disagree.
///
/// Give it files or folders with documents: plain text, Markdown, web pages, PDF, Word (.docx),
/// mails (.eml, .mbox), feeds (RSS, Atom), tables of articles (.csv, .jsonl), subtitles (.srt,
/// .vtt), web archives (.warc), and .zip or .gz of any of these. It reads what each source claims,
/// groups the claims that answer the same question, and writes the answers that cannot all be
/// true into a table for a reviewer. It works offline and changes nothing but the folder of its
/// reports.
#[derive(Debug, Parser)]
#[command(name = "atodds", version = env!("ATODDS_VERSION"), arg_required_else_help = true, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  atodds analyze docs/                      write the reports into reports/
  atodds analyze a.txt b.html --out case1   compare two files
  atodds analyze docs/ --review done.xlsx --out case2
                                            carry verdicts into new reports
  atodds show claims docs/ > claims.csv     see what was read out of the sources
  atodds explain x84b8dc1dae06              why two quotes are a row of the reports
  atodds compare \"Nine died.\" \"Ten died.\"  do two texts conflict?
  atodds completions bash                   print completions for a shell

Exit codes:
  0  done
  1  done, and conflicts were found (only with analyze --fail-on-conflict)
  2  the run failed, or a source was skipped (sources.csv says why)";

#[derive(Debug, Subcommand)]
enum Command {
    /// Compare the sources and write the reports
    #[command(after_help = ANALYZE_EXAMPLES)]
    Analyze(Analyze),
    /// Print what one stage of the run makes, as CSV or JSON
    #[command(after_help = SHOW_EXAMPLES)]
    Show(Show),
    Compare(compare::Compare),
    Explain(explain::Explain),
    Review(review::Review),
    /// Print completions for a shell
    #[command(
        after_help = "Example:\n  atodds completions bash > ~/.local/share/bash-completion/completions/atodds"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example:\n  atodds man > atodds.1 && man ./atodds.1")]
    Man,
}

const ANALYZE_EXAMPLES: &str = "\
Examples:
  atodds analyze docs/
  atodds analyze docs/ --sources sources.csv --out case1
  atodds analyze docs/ --format csv,html    also write a page to look at, report.html
  atodds analyze monday/ tuesday/ statement.txt --threads 2
  atodds analyze docs/ --fail-on-conflict --quiet || echo 'look into reports/'
  atodds analyze docs/ --format csv,xlsx --out second --review first/report.xlsx --baseline first

Open conflicts.csv in the folder of the reports first: one row per pair of opposed answers,
strongest first, with an empty column for your verdict.";

const SHOW_EXAMPLES: &str = "\
Examples:
  atodds show sentences docs/ > sentences.csv
  atodds show claims article.txt | head
  atodds show claims article.txt --format json | jq .reasons
  atodds show text report.pdf               the text in which start and end count characters";

#[derive(Debug, Args)]
struct Analyze {
    /// Folder for the reports; it is created, and reports of an earlier run in it are replaced
    #[arg(long, value_name = "DIR", default_value = "reports")]
    out: PathBuf,
    /// Formats of the reports, with commas between them; the CSV files are always written
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "csv",
        value_name = "FORMATS"
    )]
    format: Vec<Format>,
    /// A reviewed report, CSV or XLSX: its verdicts, notes and added columns are carried over;
    /// may be given several times
    #[arg(long, value_name = "FILE")]
    review: Vec<PathBuf>,
    /// Folder of an earlier run: rows are marked new, changed or same, and gone.csv lists what is
    /// gone
    #[arg(long, value_name = "DIR")]
    baseline: Option<PathBuf>,
    /// Rows less likely than P, a probability of 0 to 1, go to unlikely.csv
    #[arg(long, value_name = "P", default_value_t = MIN_SCORE)]
    min_score: f64,
    /// Exit with 1 when there are conflicts
    #[arg(long)]
    fail_on_conflict: bool,
    #[command(flatten)]
    input: Input,
}

#[derive(Debug, Args)]
struct Show {
    /// What to print
    #[arg(value_enum)]
    what: What,
    /// Format of the output
    #[arg(long, value_enum, default_value_t = Output::Csv)]
    format: Output,
    #[command(flatten)]
    input: Input,
}

/// What both commands read.
#[derive(Debug, Args)]
struct Input {
    /// Files or folders to read; - for standard input, whose format is told from its first bytes
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// What the documents do not say themselves: a CSV file with the columns
    /// file,source,author,published, any of which may be empty
    #[arg(long, value_name = "FILE")]
    sources: Option<PathBuf>,
    /// Folder that keeps what was read of each document, so that the next run need not read it
    /// again; the reports are the same with and without. It can be deleted at any time
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// Number of threads; the reports are the same with any number [default: one per processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// Read documents that are not English all the same
    #[arg(long)]
    any_language: bool,
    /// Print nothing but errors: no progress, no warnings, no summary
    #[arg(long, short)]
    quiet: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Comma-separated values, for any spreadsheet
    Csv,
    /// One workbook, report.xlsx, to review in
    Xlsx,
    /// One page for a browser, report.html
    Html,
    /// JSON Lines, for programs; docs/JSON.md says what they hold
    Json,
}

impl From<Format> for reports::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Csv => reports::Format::Csv,
            Format::Xlsx => reports::Format::Xlsx,
            Format::Html => reports::Format::Html,
            Format::Json => reports::Format::Json,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Output {
    /// Comma-separated values, for any spreadsheet
    Csv,
    /// JSON Lines: one object per line with the columns as keys; in claims, predicate, subject,
    /// object, arguments (with preposition and role) and reasons are nested objects
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// The text of the sources, in which the columns start and end count characters; of several
    /// sources each under a line with its name
    Text,
    /// How the sources were cut
    Sentences,
    /// What was read out of them
    Claims,
    /// Which claims were compared, and how alike they are
    Pairs,
    /// Which claims answer the same question
    Clusters,
}

/// Reads the arguments, does what they say and returns the exit code.
pub fn main() -> ExitCode {
    // Where a shell has Ctrl-C ignored (a job in the background), it stays ignored.
    let _ = ctrlc::try_set_handler(stop);
    let result = match Arguments::parse().command {
        Command::Analyze(arguments) => analyze(&arguments),
        Command::Show(arguments) => show(&arguments),
        Command::Compare(arguments) => compare(&arguments),
        Command::Explain(arguments) => explain(&arguments),
        Command::Review(arguments) => review(&arguments.command),
        Command::Completions { shell } => completions(shell),
        Command::Man => man(),
    };
    ExitCode::from(result.unwrap_or_else(|failure| {
        let _ = writeln!(io::stderr(), "atodds: {failure}");
        FAILED
    }))
}

/// Ends the program on Ctrl-C, though not while reports are being put in place of earlier ones.
fn stop() {
    let _still = reports::hold();
    let _ = writeln!(
        io::stderr(),
        "\natodds: stopped; reports are replaced together or not at all"
    );
    std::process::exit(STOPPED);
}

/// What ends a command.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Run(#[from] Error),
    #[error("cannot write to standard output: {0}")]
    Print(#[from] io::Error),
}

fn analyze(arguments: &Analyze) -> Result<u8, Failure> {
    let plan = Plan::read(&arguments.out, settings(arguments))?;
    if !arguments.input.quiet {
        for warning in plan.warnings() {
            let _ = writeln!(io::stderr(), "warning: {warning}");
        }
    }
    let mut written_before = reports::written_before(&arguments.out);
    if let Some(baseline) = &arguments.baseline {
        written_before.extend(reports::written_before(baseline));
    }
    let findings = run(
        &arguments.input,
        written_before,
        Stage::Conflicts,
        arguments.min_score,
    )?;
    let written = reports::write_planned(&findings, &arguments.out, &plan)?;
    if !arguments.input.quiet {
        print(|out| out.write_all(summary::of(&findings, &written, &arguments.out).as_bytes()))?;
    }
    let conflicting = findings
        .conflicts
        .iter()
        .any(|row| row.relation == Relation::Conflict);
    Ok(match done_or_skipped(&findings) {
        DONE if conflicting && arguments.fail_on_conflict => CONFLICTS,
        code => code,
    })
}

/// What the arguments say of the reports.
fn settings(arguments: &Analyze) -> Settings {
    let shown = |paths: &[PathBuf]| {
        let mut paths: Vec<String> = paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        paths.sort(); // their order changes nothing else either
        paths.join("\n")
    };
    let input = &arguments.input;
    let about = [
        ("documents", shown(&input.paths)),
        ("list of sources", shown(input.sources.as_slice())),
        (
            "any language",
            if input.any_language { "yes" } else { "" }.to_owned(),
        ),
        ("reviewed files", shown(&arguments.review)),
        ("earlier run", shown(arguments.baseline.as_slice())),
    ];
    let given = about.into_iter().filter(|(_, value)| !value.is_empty());
    Settings {
        formats: arguments
            .format
            .iter()
            .map(|&format| format.into())
            .collect(),
        review: arguments.review.clone(),
        baseline: arguments.baseline.clone(),
        about: given
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    }
}

fn compare(arguments: &compare::Compare) -> Result<u8, Failure> {
    let mut text = Vec::new();
    compare::run(arguments, &mut text)??;
    print(|out| out.write_all(&text))?;
    Ok(DONE)
}

fn explain(arguments: &explain::Explain) -> Result<u8, Failure> {
    let text = explain::run(arguments)?;
    print(|out| out.write_all(text.as_bytes()))?;
    Ok(DONE)
}

fn review(command: &review::Command) -> Result<u8, Failure> {
    let mut text = Vec::new();
    review::run(command, &mut text)??;
    print(|out| out.write_all(&text))?;
    Ok(DONE)
}

fn show(arguments: &Show) -> Result<u8, Failure> {
    let (report, last) = match arguments.what {
        What::Text => return show_text(arguments),
        What::Sentences => (reports::SENTENCES, Stage::Sentences),
        What::Claims => (reports::CLAIMS, Stage::Claims),
        What::Pairs => (reports::PAIRS, Stage::Pairs),
        // To the end: the report says of each cluster whether its answers conflict.
        What::Clusters => (reports::CLUSTERS, Stage::Conflicts),
    };
    let findings = run(&arguments.input, Vec::new(), last, 0.0)?;
    print(|out| match arguments.format {
        Output::Csv => reports::print(report, &findings, out),
        Output::Json => reports::print_json(report, &findings, out),
    })?;
    Ok(tell_skipped(&arguments.input, &findings))
}

/// Of one source nothing but its text, so that places in what is printed are those in reports.
fn show_text(arguments: &Show) -> Result<u8, Failure> {
    let findings = run(&arguments.input, Vec::new(), Stage::Documents, 0.0)?;
    let documents = &findings.documents;
    print(|out| {
        for (at, document) in documents.iter().enumerate() {
            if let Output::Json = arguments.format {
                let line = serde_json::json!({ "source": document.source, "text": document.text });
                writeln!(out, "{line}")?;
                continue;
            }
            if documents.len() > 1 {
                let gap = if at == 0 { "" } else { "\n" };
                writeln!(out, "{gap}==> {} <==", document.source)?;
            }
            out.write_all(document.text.as_bytes())?;
        }
        Ok(())
    })?;
    Ok(tell_skipped(&arguments.input, &findings))
}

/// Names the sources that were not read, and gives the exit code.
fn tell_skipped(input: &Input, findings: &Findings) -> u8 {
    if !input.quiet {
        for skipped in &findings.skipped {
            let _ = writeln!(
                io::stderr(),
                "skipped: {}: {}",
                skipped.place(),
                skipped.reason
            );
        }
    }
    done_or_skipped(findings)
}

fn run(
    input: &Input,
    leave_out: Vec<PathBuf>,
    last: Stage,
    min_score: f64,
) -> Result<Findings, Error> {
    let config = Config {
        paths: input.paths.clone(),
        sources: input.sources.clone(),
        any_language: input.any_language,
        leave_out,
        cache: input.cache.clone(),
        threads: input.threads.map(usize::from),
        min_score,
        last,
    };
    let bars = Bars::default();
    let progress: &dyn Progress = if input.quiet { &() } else { &bars };
    let findings = pipeline::run(&config, progress)?;
    if !input.quiet {
        for warning in &findings.warnings {
            let _ = writeln!(io::stderr(), "warning: {warning}");
        }
    }
    Ok(findings)
}

fn completions(shell: clap_complete::Shell) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "atodds", &mut script);
    print(|out| out.write_all(&script))?;
    Ok(DONE)
}

/// The manual page of the command, followed by the options of its subcommands: one page is
/// easier to install than six.
fn man() -> Result<u8, Failure> {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    let own = |command: &clap::Command| -> Vec<clap::Command> {
        let all = command.get_subcommands().cloned();
        all.filter(|command| command.get_name() != "help").collect()
    };
    for subcommand in own(&command) {
        for command in [vec![subcommand.clone()], own(&subcommand)].concat() {
            let name = command.get_bin_name().unwrap_or(command.get_name());
            let name = name.trim_start_matches("atodds ");
            writeln!(page, ".SH {}", name.to_uppercase())?;
            let command = clap_mangen::Man::new(command.clone());
            command.render_synopsis_section(&mut page)?;
            command.render_options_section(&mut page)?;
            command.render_extra_section(&mut page)?;
        }
    }
    print(|out| out.write_all(&page))?;
    Ok(DONE)
}

/// The exit code that the sources decide.
fn done_or_skipped(findings: &Findings) -> u8 {
    if findings.skipped.is_empty() {
        DONE
    } else {
        FAILED
    }
}

/// Writes to standard output. A reader who has seen enough (`| head`) closes the pipe early; that
/// is no failure.
fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match write(&mut out).and_then(|()| out.flush()) {
        Err(problem) if problem.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Arguments::command().debug_assert();
    }
}
