//! `--cache`: the same bytes as without, whatever the cache holds, and what it holds is used.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use common::{ROOT, atodds, files};

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// From a whole entry to what is found in its place.
type Damage<'d> = &'d dyn Fn(&[u8]) -> Vec<u8>;

/// A copy of a fixture beside its caches and reports.
struct Case(tempfile::TempDir);

impl Case {
    fn of(fixture: &str) -> Self {
        let case = Case(tempfile::tempdir().expect("a folder"));
        for (name, bytes) in files(&Path::new(ROOT).join("fixtures").join(fixture)) {
            let file = case.path("docs").join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("created");
            fs::write(file, bytes).expect("written");
        }
        case
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, out: &str, arguments: &[&str]) -> assert_cmd::Command {
        let mut command = atodds();
        command.current_dir(self.0.path());
        command.args(["analyze", "docs", "--out", out]);
        command.args(arguments);
        command
    }

    /// The reports of a run.
    fn reports(&self, arguments: &[&str]) -> Files {
        self.command("out", arguments).assert().code(0);
        let reports = files(&self.path("out"));
        fs::remove_dir_all(self.path("out")).expect("removed");
        reports
    }

    /// When each entry of the cache was written. One that is used is not written anew.
    fn written(&self) -> BTreeMap<PathBuf, SystemTime> {
        let entries = files(&self.path("cache")).into_keys();
        let written = entries.map(|entry| {
            let file = fs::metadata(self.path("cache").join(&entry)).expect("an entry");
            (entry, file.modified().expect("a time"))
        });
        written.collect()
    }
}

const CACHE: [&str; 2] = ["--cache", "cache"];

#[test]
fn cold_and_warm_give_the_bytes_of_a_run_without() {
    let case = Case::of("flood");
    let wanted = case.reports(&[]);
    assert_eq!(case.reports(&CACHE), wanted, "cold");
    let written = case.written();
    assert_eq!(
        written.len(),
        files(&case.path("docs")).len(),
        "an entry a document"
    );
    assert_eq!(case.reports(&CACHE), wanted, "warm");
    assert_eq!(case.written(), written, "every entry was used");
    let one = [&CACHE[..], &["--threads", "1"]].concat();
    assert_eq!(case.reports(&one), wanted, "one thread");
}

#[test]
fn only_what_changed_is_read_again() {
    let case = Case::of("flood");
    case.reports(&CACHE);
    let before = case.written();

    let names: Vec<PathBuf> = files(&case.path("docs")).into_keys().collect();
    let changed = case.path("docs").join(&names[0]);
    let text = fs::read_to_string(&changed).expect("a document");
    fs::write(
        &changed,
        format!("{text}\nNobody was hurt in Varel, Kessler said.\n"),
    )
    .expect("written");
    fs::rename(
        case.path("docs").join(&names[1]),
        case.path("docs/renamed.txt"),
    )
    .expect("renamed");
    fs::remove_file(case.path("docs").join(&names[2])).expect("removed");
    let wanted = case.reports(&[]);
    assert_eq!(case.reports(&CACHE), wanted);
    let mut after = case.written();
    after.retain(|entry, _| !before.contains_key(entry));
    assert_eq!(after.len(), 1, "the document that changed");

    // Settings ask other questions of the same reading.
    let now = case.written();
    for settings in [
        &["--any-language"][..],
        &["--min-score", "0.6"],
        &["--sources", "list.csv"],
    ] {
        fs::write(
            case.path("list.csv"),
            "file,source,author,published\nrenamed.txt,The Halm Post,,2019-03-13\n",
        )
        .expect("written");
        let wanted = case.reports(settings);
        assert_eq!(
            case.reports(&[&CACHE[..], settings].concat()),
            wanted,
            "{settings:?}"
        );
    }
    assert_eq!(case.written(), now, "every entry was used");
}

/// What can happen to the files of a cache.
#[test]
fn a_damaged_cache_is_noticed_and_made_whole() {
    let case = Case::of("aleppo");
    let wanted = case.reports(&CACHE);
    let whole = files(&case.path("cache"));
    let names: Vec<&PathBuf> = whole.keys().collect();
    let damages: [(&str, Damage); 7] = [
        ("empty", &|_| Vec::new()),
        ("cut off", &|bytes| bytes[..bytes.len() / 2].to_vec()),
        ("its last byte gone", &|bytes| {
            bytes[..bytes.len() - 1].to_vec()
        }),
        ("a byte changed", &|bytes| {
            let mut bytes = bytes.to_vec();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            bytes
        }),
        ("longer", &|bytes| [bytes, b"\n"].concat()),
        ("another entry", &|_| whole[names[1]].clone()),
        ("something else", &|_| b"Dear reader,\n".repeat(100_000)),
    ];
    for (what, damage) in damages {
        let victim = case.path("cache").join(names[0]);
        fs::write(&victim, damage(&whole[names[0]])).expect("written");
        assert_eq!(case.reports(&CACHE), wanted, "{what}");
        assert_eq!(files(&case.path("cache")), whole, "{what}: made whole");
    }
    // Also where a file that a killed run left, or somebody's own, lies there.
    fs::write(case.path("cache/.new-x1"), &whole[names[0]][..50]).expect("written");
    fs::write(case.path("cache/notes.txt"), "Six people left Kelmar.").expect("written");
    assert_eq!(case.reports(&CACHE), wanted);
}

#[test]
fn two_runs_at_once_do_no_harm() {
    let case = Case::of("flood");
    let wanted = case.reports(&[]);
    std::thread::scope(|scope| {
        for out in ["one", "two", "three"] {
            let case = &case;
            scope.spawn(move || case.command(out, &CACHE).assert().code(0));
        }
    });
    for out in ["one", "two", "three"] {
        assert_eq!(files(&case.path(out)), wanted, "{out}");
    }
    let written = case.written();
    assert_eq!(case.reports(&CACHE), wanted, "warm");
    assert_eq!(case.written(), written, "every entry was whole");
}

/// A cache among the documents is no document; one that cannot be used is named.
#[test]
fn where_the_cache_lies() {
    let case = Case::of("flood");
    let wanted = case.reports(&[]);
    for _ in 0..2 {
        assert_eq!(case.reports(&["--cache", "docs/cache"]), wanted);
    }
    fs::write(case.path("file"), "").expect("written");
    let mut command = case.command("out", &["--cache", "file"]);
    let output = command.output().expect("it ran");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("cannot use the cache in file"), "{said}");
    assert!(!case.path("out").exists());
}
