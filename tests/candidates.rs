//! The candidates lose few of the pairs that a comparison of everything with everything would
//! accept.

mod common;

use std::path::{Path, PathBuf};

use atodds::clusters::candidates::worth_comparing;
use atodds::clusters::similarity::Context;
use atodds::clusters::{SAME_QUESTION, candidates};
use atodds::pipeline::{Config, Stage, run};

/// How many pairs of a folder's claims the similarity accepts, and how many of those are
/// candidates.
fn accepted(folder: &Path) -> (usize, usize) {
    let config = Config {
        paths: vec![folder.to_owned()],
        last: Stage::Clusters,
        ..Config::default()
    };
    let findings = run(&config, &()).expect("a run");
    let claims = &findings.claims;
    let context = Context::new(claims, &findings.documents, &findings.origins);
    let found = candidates::pairs(&context);
    let (mut all, mut kept) = (0, 0);
    for a in 0..claims.len() {
        for b in a + 1..claims.len() {
            let accepts = worth_comparing(&claims[a], &claims[b])
                && context
                    .fit(&claims[a], &claims[b])
                    .is_some_and(|fit| fit.score >= SAME_QUESTION);
            if accepts {
                all += 1;
                kept += usize::from(found.binary_search(&(a, b)).is_ok());
            }
        }
    }
    (all, kept)
}

#[test]
fn nearly_all_pairs_worth_accepting_are_candidates() {
    let own = Path::new(common::ROOT).join("fixtures");
    let mut folders: Vec<PathBuf> = common::cases().iter().map(|case| own.join(case)).collect();
    if let Some(shared) = std::env::var_os("ATODDS_SHARED") {
        let news = Path::new(&shared).join("corpora/news");
        let topics = std::fs::read_dir(news).into_iter().flatten().flatten();
        folders.extend(topics.map(|topic| topic.path().join("docs")));
        folders.retain(|folder| folder.is_dir());
    }
    let (mut all, mut kept) = (0, 0);
    for folder in folders {
        let (of_all, of_kept) = accepted(&folder);
        println!("{}: {of_kept} of {of_all} accepted pairs", folder.display());
        (all, kept) = (all + of_all, kept + of_kept);
    }
    println!("candidates hold {kept} of {all} pairs that the similarity accepts");
    assert!(
        all > 0 && kept as f64 >= 0.97 * all as f64,
        "{kept} of {all}"
    );
}
