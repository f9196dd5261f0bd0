//! The same input gives the same bytes, at any number of threads and in any order of arguments.

mod common;

use std::path::{Path, PathBuf};

use common::{ROOT, atodds, cases, files, sources};

#[test]
fn threads_and_the_order_of_arguments_change_nothing() {
    let cases = cases();
    assert!(!cases.is_empty(), "there are fixtures");
    for case in cases {
        let folder = PathBuf::from(format!("fixtures/{case}"));
        let mut documents: Vec<PathBuf> = files(&Path::new(ROOT).join(&folder))
            .into_keys()
            .map(|path| folder.join(path))
            .collect();
        let wanted = reports(&case, &documents, "1");
        assert!(
            wanted.contains_key(Path::new("conflicts.csv")),
            "{case} was reported"
        );
        for threads in ["1", "2", "8"] {
            documents.rotate_left(1);
            documents.reverse();
            let found = reports(&case, &documents, threads);
            assert!(
                found.keys().eq(wanted.keys()),
                "{case}: other files with {threads} threads"
            );
            for (file, bytes) in &found {
                assert!(
                    *bytes == wanted[file],
                    "{case}: {} differs with {threads} threads and {documents:?}",
                    file.display()
                );
            }
        }
    }
}

fn reports(
    case: &str,
    documents: &[PathBuf],
    threads: &str,
) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let out = tempfile::tempdir().expect("a folder");
    let mut command = atodds();
    command
        .arg("analyze")
        .args(documents)
        .args(sources(case))
        .args(["--threads", threads]);
    command.arg("--out").arg(out.path()).assert().code(0);
    files(out.path())
}
