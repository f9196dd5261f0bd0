//! The candidates lose few of the pairs that a comparison of everything with everything would
//! accept.

mod common;

use std::path::{Path, PathBuf};

use atodds::clusters::candidates::worth_comparing;
use atodds::clusters::similarity::Context;
use atodds::clusters::{ASKED, Pair, SAME_QUESTION, answers_both, candidates};
use atodds::pipeline::{Config, Stage, run};

/// How many pairs of a folder's claims would be put into one cluster, and how many of those are
/// candidates.
fn accepted(folder: &Path) -> (usize, usize) {
    let config = Config {
        paths: vec![folder.to_owned()],
        last: Stage::Clusters,
        ..Config::default()
    };
    let findings = run(&config, &()).expect("a run");
    let claims = &findings.claims;
    let (sentences, documents) = (&findings.sentences, &findings.documents);
    let context = Context::new(claims, sentences, documents, &findings.origins);
    let found = candidates::pairs(&context);
    let (mut all, mut kept) = (0, 0);
    for a in 0..claims.len() {
        for b in a + 1..claims.len() {
            let accepts = worth_comparing(&claims[a], &claims[b])
                && context.fit(&claims[a], &claims[b]).is_some_and(|fit| {
                    let pair = Pair { a, b, fit };
                    pair.fit.score >= SAME_QUESTION
                        && ASKED
                            .iter()
                            .any(|asked| answers_both(*asked, &context, &pair))
                });
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
    let folders = common::cases().into_iter().map(|case| own.join(case));
    let (all, kept) = measure(folders.collect());
    println!("fixtures: candidates hold {kept} of {all} pairs that would be joined");
    assert!(
        all > 0 && kept as f64 >= 0.97 * all as f64,
        "{kept} of {all}"
    );

    // Larger sets, where they are there.
    if let Some(shared) = std::env::var_os("ATODDS_SHARED") {
        let news = Path::new(&shared).join("corpora/news");
        let topics = std::fs::read_dir(news).into_iter().flatten().flatten();
        let folders = topics.map(|topic| topic.path().join("docs"));
        let (all, kept) = measure(folders.filter(|folder| folder.is_dir()).collect());
        println!("news: candidates hold {kept} of {all} pairs that would be joined");
        assert!(kept as f64 >= 0.97 * all as f64, "{kept} of {all}");
    }
}

fn measure(folders: Vec<PathBuf>) -> (usize, usize) {
    let found = folders.iter().map(|folder| accepted(folder));
    found.fold((0, 0), |sum, found| (sum.0 + found.0, sum.1 + found.1))
}
