//! The same input gives the same bytes: at any number of threads, in any order of arguments, and
//! wherever, in whatever language and time zone the program is run.

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use common::{ROOT, atodds, cases, files, sources};

type Reports = BTreeMap<PathBuf, Vec<u8>>;

/// Where and how a run is made; nothing of it may show.
struct Surroundings {
    threads: &'static str,
    /// What the system says of language and time.
    says: &'static [(&'static str, &'static str)],
    /// Whether the documents lie in a copy of the folder, somewhere else.
    elsewhere: bool,
}

const SURROUNDINGS: [Surroundings; 4] = [
    Surroundings {
        threads: "1",
        says: &[],
        elsewhere: false,
    },
    Surroundings {
        threads: "1",
        says: &[
            ("LC_ALL", "tr_TR.UTF-8"),
            ("LANG", "tr_TR.UTF-8"),
            ("TZ", "Pacific/Kiritimati"),
        ],
        elsewhere: true,
    },
    Surroundings {
        threads: "2",
        says: &[
            ("LC_ALL", "C"),
            ("TZ", "America/St_Johns"),
            ("COLUMNS", "40"),
        ],
        elsewhere: false,
    },
    Surroundings {
        threads: "8",
        says: &[
            ("LC_ALL", "de_DE.ISO-8859-1"),
            ("TZ", "no/zone"),
            ("HOME", "/nowhere"),
        ],
        elsewhere: true,
    },
];

#[test]
fn threads_order_and_surroundings_change_nothing() {
    let cases = cases();
    assert!(!cases.is_empty(), "there are fixtures");
    for case in cases {
        let folder = PathBuf::from(format!("fixtures/{case}"));
        let documents: Vec<PathBuf> = files(&Path::new(ROOT).join(&folder))
            .into_keys()
            .map(|path| folder.join(path))
            .collect();
        same_everywhere(
            &case,
            Path::new(ROOT),
            documents,
            &sources(&case),
            &SURROUNDINGS,
        );
    }
}

/// Every corpus at hand: folders with documents, the deepest that hold files.
#[test]
fn nothing_changes_over_whole_corpora_either() {
    let shared = std::env::var_os("ATODDS_SHARED")
        .map_or_else(|| Path::new(ROOT).join("../shared"), PathBuf::from);
    let root = shared.join("corpora");
    let mut corpora: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    if root.is_dir() {
        for path in files(&root).into_keys() {
            let is_text = path.extension().is_some_and(|e| e == "txt" || e == "html");
            if is_text && !path.components().any(|part| part.as_os_str() == "gold") {
                let corpus = path.parent().unwrap_or(Path::new("")).to_owned();
                corpora.entry(corpus).or_default().push(path);
            }
        }
    }
    if corpora.is_empty() {
        println!(
            "skipped: no corpora in {}; set ATODDS_SHARED",
            root.display()
        );
    }
    // Without optimization they take too long to be read four times each.
    let surroundings = if cfg!(debug_assertions) {
        &SURROUNDINGS[2..]
    } else {
        &SURROUNDINGS[..]
    };
    for (corpus, documents) in corpora {
        let bytes: u64 = documents
            .iter()
            .map(|path| root.join(path).metadata().map_or(0, |about| about.len()))
            .sum();
        if cfg!(debug_assertions) && bytes > 100_000 {
            println!("skipped: {}, but for --release", corpus.display());
            continue;
        }
        println!("{}: {} documents", corpus.display(), documents.len());
        same_everywhere(
            &corpus.to_string_lossy(),
            &root,
            documents,
            &[],
            surroundings,
        );
    }
}

fn same_everywhere(
    case: &str,
    root: &Path,
    mut documents: Vec<PathBuf>,
    more: &[String],
    surroundings: &[Surroundings],
) {
    let wanted = reports(root, &documents, more, &SURROUNDINGS[0]);
    assert!(
        wanted.contains_key(Path::new("conflicts.csv")),
        "{case} was reported"
    );
    let copy = tempfile::tempdir().expect("a folder");
    for path in documents
        .iter()
        .chain(more.last().map(PathBuf::from).as_ref())
    {
        let to = copy.path().join(path);
        std::fs::create_dir_all(to.parent().expect("a parent")).expect("created");
        std::fs::copy(root.join(path), to).expect("copied");
    }
    for around in surroundings {
        documents.rotate_left(1);
        documents.reverse();
        let root = if around.elsewhere { copy.path() } else { root };
        let found = reports(root, &documents, more, around);
        let told = format!("with {} threads, {:?}", around.threads, around.says);
        assert!(found.keys().eq(wanted.keys()), "{case}: other files {told}");
        for (file, bytes) in &found {
            assert!(
                *bytes == wanted[file],
                "{case}: {} differs {told} and {documents:?}",
                file.display()
            );
        }
    }
}

fn reports(root: &Path, documents: &[PathBuf], more: &[String], around: &Surroundings) -> Reports {
    let out = tempfile::tempdir().expect("a folder");
    let mut command = atodds();
    command
        .current_dir(root)
        .envs(around.says.iter().copied())
        .arg("analyze")
        .args(documents)
        .args(more)
        .args([
            "--threads",
            around.threads,
            "--format",
            "csv,json,xlsx,html",
        ])
        .arg("--out")
        .arg(out.path());
    // 2: some document of a corpus is skipped, in every run alike.
    let code = command.output().expect("it ran").status.code();
    assert!(
        matches!(code, Some(0 | 2)),
        "{code:?} in {}",
        root.display()
    );
    files(out.path())
}
