//! The whole run: documents → sentences → claims → clusters → conflicts.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::Error;
use crate::cache::Cache;
use crate::claims::{self, Claim};
use crate::clusters::boilerplate::Boilerplate;
use crate::clusters::origins::Origins;
use crate::clusters::similarity::Context;
use crate::clusters::{self, Cluster, Pair};
use crate::conflicts::{self, Conflict};
use crate::documents::{self, Document, Skipped};
use crate::english::{self, Parsed};
use crate::sentences::{self, Sentence};

/// What a run reads, and how far it goes.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The files and folders to read.
    pub paths: Vec<PathBuf>,
    /// The list of what the documents do not say themselves (`--sources`).
    pub sources: Option<PathBuf>,
    /// Whether documents are read that are not English.
    pub any_language: bool,
    /// Files among them that are none of the sources, such as the reports of an earlier run.
    pub leave_out: Vec<PathBuf>,
    /// The folder of the cache, if one is to be used; it changes nothing but the time.
    pub cache: Option<PathBuf>,
    /// How many threads to use; `None` for as many as there are processors.
    pub threads: Option<usize>,
    /// Pairs of sides less surely opposed than this, a probability of 0 to 1, are kept apart.
    pub min_score: f64,
    /// The last stage to run. What later stages would find stays empty.
    pub last: Stage,
}

/// A step of the run that takes time of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Reading files.
    Documents,
    /// Cutting them.
    Sentences,
    /// Reading the sentences as English.
    English,
    /// Reading claims out of them.
    Claims,
    /// Comparing claims, for their own sake: a run that goes on compares them while it groups.
    Pairs,
    /// Grouping claims by the question they answer.
    Clusters,
    /// Comparing the answers.
    #[default]
    Conflicts,
}

impl Stage {
    /// What the stage does, for somebody who waits.
    pub fn doing(self) -> &'static str {
        match self {
            Stage::Documents => "reading documents",
            Stage::Sentences => "splitting sentences",
            Stage::English => "reading English",
            Stage::Claims => "extracting claims",
            Stage::Pairs => "comparing claims",
            Stage::Clusters => "grouping claims",
            Stage::Conflicts => "finding conflicts",
        }
    }
}

/// Somebody who waits for a run. All methods do nothing unless overridden; `()` is nobody.
pub trait Progress: Sync {
    /// A stage begins that will advance `steps` times, or an unknown number of times where
    /// `steps` is 0.
    fn start(&self, _stage: Stage, _steps: usize) {}
    /// One step of the stage is done. Called from several threads.
    fn advance(&self) {}
    /// The stage is done.
    fn finish(&self) {}
}

impl Progress for () {}

/// Everything one run found, for the reports.
#[derive(Debug, Default)]
pub struct Findings {
    /// The sources that were read, ordered by name.
    pub documents: Vec<Document>,
    /// The sources that were not, ordered by name.
    pub skipped: Vec<Skipped>,
    /// What a reader should know about the sources that were read, in sentences.
    pub warnings: Vec<String>,
    /// All sentences, by document and place.
    pub sentences: Vec<Sentence>,
    /// All claims, by document and place.
    pub claims: Vec<Claim>,
    /// Who copied whose words.
    pub origins: Origins,
    /// The pairs of claims that were compared, by claim; only after [`Stage::Pairs`].
    pub pairs: Vec<Pair>,
    /// Which sentences are lines that stand in every source, whatever it tells.
    pub boilerplate: Boilerplate,
    /// The clusters of two or more claims.
    pub clusters: Vec<Cluster>,
    /// The opposed sides, strongest first.
    pub conflicts: Vec<Conflict>,
    /// Those that score less than [`Config::min_score`], strongest first.
    pub unlikely: Vec<Conflict>,
}

/// Runs the stages one after the other, up to [`Config::last`].
///
/// 1. Read the documents, in the order of their names whatever the order of the paths.
/// 2. Split each into sentences.
/// 3. Read each sentence that can make a claim as English.
/// 4. Extract the claims.
/// 5. Group the claims that answer the same question.
/// 6. Compare the answers inside each group.
///
/// Each stage runs in parallel and gives its results in the order of its input, so that the
/// number of threads changes nothing but the time.
///
/// # Errors
///
/// An [`Error`] ends the run before the first document is read. A document that cannot be read
/// is no error but one of [`Findings::skipped`].
pub fn run(config: &Config, progress: &dyn Progress) -> Result<Findings, Error> {
    with_threads(config.threads, || stages(config, progress))?
}

/// Does something in so many threads; `None` for as many as there are processors.
///
/// # Errors
///
/// [`Error::Threads`] where they cannot be started.
pub fn with_threads<R: Send>(
    threads: Option<usize>,
    work: impl FnOnce() -> R + Send,
) -> Result<R, Error> {
    let threads = threads.unwrap_or(0); // 0: one per processor
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|problem| Error::Threads {
        threads,
        problem: problem.to_string(),
    })?;
    Ok(pool.install(work))
}

fn stages(config: &Config, progress: &dyn Progress) -> Result<Findings, Error> {
    let mut findings = Findings::default();
    let cache = config.cache.as_deref().map(Cache::open).transpose()?;

    progress.start(Stage::Documents, 0);
    let reading = documents::read(
        &config.paths,
        &documents::Settings {
            sources: config.sources.clone(),
            any_language: config.any_language,
            leave_out: config
                .leave_out
                .iter()
                .chain(&config.cache)
                .cloned()
                .collect(),
        },
    )?;
    findings.documents = reading.documents;
    findings.skipped = reading.skipped;
    findings.warnings = reading.warnings;
    progress.finish();
    if config.last == Stage::Documents {
        return Ok(findings);
    }

    progress.start(Stage::Sentences, findings.documents.len());
    let split = |(number, document): (usize, &Document)| {
        let sentences = sentences::split(document, number);
        progress.advance();
        sentences
    };
    let split: Vec<Vec<Sentence>> = findings
        .documents
        .par_iter()
        .enumerate()
        .map(split)
        .collect();
    findings.sentences = split.concat();
    progress.finish();
    if config.last == Stage::Sentences {
        return Ok(findings);
    }

    progress.start(Stage::English, findings.sentences.len());
    let (documents, all) = (&findings.documents, &findings.sentences);
    let parsed = read_english(documents, all, cache.as_ref(), progress);
    findings
        .warnings
        .extend(cache.as_ref().and_then(Cache::warning));
    progress.finish();
    if config.last == Stage::English {
        return Ok(findings);
    }

    progress.start(Stage::Claims, 0);
    findings.claims = claims::extract(&findings.documents, &findings.sentences, parsed);
    progress.finish();
    if config.last == Stage::Claims {
        return Ok(findings);
    }

    findings.origins = Origins::new(&findings.documents, &findings.sentences);
    let (claims, sentences) = (&findings.claims, &findings.sentences);
    let context = Context::new(claims, sentences, &findings.documents, &findings.origins);
    if config.last == Stage::Pairs {
        progress.start(Stage::Pairs, 0);
        findings.pairs = clusters::pairs(&context);
        progress.finish();
        return Ok(findings);
    }

    progress.start(Stage::Clusters, 0);
    findings.boilerplate = Boilerplate::new(&context, &findings.sentences);
    findings.clusters = clusters::group(&context, &findings.sentences);
    progress.finish();
    if config.last == Stage::Clusters {
        return Ok(findings);
    }

    progress.start(Stage::Conflicts, 0);
    let mut found = conflicts::find(&findings.clusters, &context, &findings.sentences);
    drop_loose(&mut findings.clusters, &mut found);
    let is_likely = |c: &Conflict| c.strength >= config.min_score;
    (findings.conflicts, findings.unlikely) = found.into_iter().partition(is_likely);
    progress.finish();
    Ok(findings)
}

/// Drops the loose clusters that brought no conflict.
fn drop_loose(clusters: &mut Vec<Cluster>, found: &mut [Conflict]) {
    let mut stays: Vec<bool> = clusters.iter().map(|cluster| !cluster.loose).collect();
    for conflict in found.iter() {
        stays[conflict.cluster] = true;
    }
    let places: Vec<usize> = stays
        .iter()
        .scan(0, |next, stays| {
            let place = *next;
            *next += usize::from(*stays);
            Some(place)
        })
        .collect();
    for conflict in found {
        conflict.cluster = places[conflict.cluster];
    }
    let mut stays = stays.into_iter();
    clusters.retain(|_| stays.next().unwrap_or(true));
}

/// Reads every sentence that can make a claim; the others are empty. What the cache holds of a
/// document is not read again.
fn read_english(
    documents: &[Document],
    all: &[Sentence],
    cache: Option<&Cache>,
    progress: &dyn Progress,
) -> Vec<Parsed> {
    let read = |sentence: &Sentence| {
        let document = &documents[sentence.document];
        let parsed = sentence
            .kind
            .makes_claims()
            .then(|| english::read(&sentences::plain(document, sentence)));
        progress.advance();
        parsed.unwrap_or_default()
    };
    let Some(cache) = cache else {
        return all.par_iter().map(read).collect();
    };

    let of_documents: Vec<&[Sentence]> = all.chunk_by(|a, b| a.document == b.document).collect();
    let of_document = |sentences: &&[Sentence]| {
        let makes_claims = |sentence: &&Sentence| sentence.kind.makes_claims();
        let texts = sentences.iter().filter(makes_claims);
        let texts = texts.map(|sentence| sentences::plain(&documents[sentence.document], sentence));
        let texts: Vec<_> = texts.collect();
        let texts: Vec<&str> = texts.iter().map(|text| &**text).collect();
        if let Some(kept) = cache.get(&texts) {
            sentences.iter().for_each(|_| progress.advance());
            let mut kept = kept.into_iter();
            let parsed = sentences.iter().map(|sentence| {
                let parsed = sentence.kind.makes_claims().then(|| kept.next());
                parsed.flatten().unwrap_or_default()
            });
            return parsed.collect();
        }
        let parsed: Vec<Parsed> = sentences.par_iter().map(read).collect();
        let pairs = sentences.iter().zip(&parsed);
        let made: Vec<&Parsed> = pairs
            .filter(|(sentence, _)| sentence.kind.makes_claims())
            .map(|(_, parsed)| parsed)
            .collect();
        cache.put(&texts, &made);
        parsed
    };
    of_documents.par_iter().flat_map_iter(of_document).collect()
}
