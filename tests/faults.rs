//! What goes wrong around a run: it is killed, stopped, left without disk, its sources change while
//! they are read, its reader goes away. Reports are of one run, each whole, or are not there.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use atodds::documents::{self, Settings};
use atodds::reports;
use common::{ROOT, files};

const MORNING: [(&str, &str); 3] = [
    (
        "a.txt",
        "HALM, May 5 - The dam at Halm broke on Tuesday and killed 47 people, Ida Kessler said.\n",
    ),
    (
        "b.html",
        "<html><head><title>The dam</title></head><body><article><p>The dam at Halm broke on \
         Tuesday and killed 11 people, the mayor of Lorn said. Nobody in Sarn was hurt when the \
         water came down the valley.</p></article></body></html>",
    ),
    (
        "c.txt",
        "The dam at Halm did not break on Tuesday, the water board of Varel said in the evening.\n",
    ),
];
const EVENING: [(&str, &str); 3] = [
    (
        "a.txt",
        "HALM, May 6 - The dam at Halm broke on Tuesday and killed 52 people, Ida Kessler said.\n",
    ),
    (
        "c.html",
        "<html><head><title>The board</title></head><body><article><p>The dam at Halm did not \
         break, the water board of Varel said on Wednesday. Rain had fallen there for four days \
         and the river stood at two metres.</p></article></body></html>",
    ),
    MORNING[2],
];

/// The formats that a run writes here: as many files as there can be.
const FORMATS: [&str; 2] = ["--format", "csv,html,xlsx,json"];
/// What the names of temporary folders in the folder of reports begin with.
const TEMPORARY: &str = ".atodds-new-";

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Two sets of documents in a folder, and the reports of each as an undisturbed run writes them.
struct Ground {
    folder: tempfile::TempDir,
    reports: [Files; 2],
}

const SETS: [&str; 2] = ["morning", "evening"];

impl Ground {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (set, documents) in SETS.iter().zip([MORNING, EVENING]) {
            fs::create_dir(folder.path().join(set)).expect("created");
            for (name, text) in documents {
                fs::write(folder.path().join(set).join(name), text).expect("written");
            }
        }
        let mut ground = Ground {
            folder,
            reports: Default::default(),
        };
        for (number, set) in SETS.iter().enumerate() {
            let out = format!("undisturbed-{set}");
            let ran = ground.command(set, &out).output().expect("it ran");
            assert_eq!(ran.status.code(), Some(0), "{ran:?}");
            ground.reports[number] = files(&ground.path(&out));
        }
        let [morning, evening] = &ground.reports;
        assert!(morning.len() > 10 && morning.keys().ne(evening.keys()));
        assert_ne!(
            morning[Path::new("conflicts.csv")],
            evening[Path::new("conflicts.csv")]
        );
        ground
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// `atodds analyze SET --out OUT` in the folder.
    fn command(&self, set: &str, out: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_atodds"));
        command
            .args(["analyze", set, "--out", out, "--threads", "1"])
            .args(FORMATS)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Writes the reports of a set into a folder, as an earlier run would have.
    fn put(&self, number: usize, out: &str) {
        for (path, bytes) in &self.reports[number] {
            let path = self.path(out).join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("created");
            fs::write(path, bytes).expect("written");
        }
    }

    /// Which set the reports in a folder are of; fails for anything else.
    fn whose(&self, found: &Files) -> usize {
        let set = self.reports.iter().position(|reports| reports == found);
        set.unwrap_or_else(|| {
            panic!(
                "neither old nor new reports, but {:?}",
                found.keys().collect::<Vec<_>>()
            )
        })
    }
}

/// A series of numbers that look drawn by chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % end
    }
}

fn is_temporary(path: &Path) -> bool {
    path.to_string_lossy().starts_with(TEMPORARY)
}

/// Thirty kills at any moment of a run, and twenty in the short time in which files are written
/// and change places, each over the reports of the other set.
#[test]
fn killed_at_fifty_moments_the_reports_are_the_old_or_the_new() {
    let ground = Ground::new();
    let out = ground.path("out");
    ground.put(0, "out");
    let start = Instant::now();
    ground.command(SETS[0], "unused").output().expect("it ran");
    let whole = start.elapsed().as_micros() as u64;

    let mut chance = Chance(8);
    let (mut stands, mut old, mut cut_short, mut killed) = (0, 0, 0, 0);
    for kill in 0..50 {
        let mut child = ground
            .command(SETS[1 - stands], "out")
            .spawn()
            .expect("it starts");
        if kill < 30 {
            std::thread::sleep(Duration::from_micros(chance.below(whole)));
        } else {
            wait_for_temporary(&out, &mut child);
            std::thread::sleep(Duration::from_micros(chance.below(20_000)));
        }
        let _ = child.kill(); // it may have ended
        killed += usize::from(child.wait().expect("it ended").code().is_none());

        let mut found = files(&out);
        found.retain(|path, _| !is_temporary(path));
        let of_one = |reports: &Files| {
            let mut files = found.iter();
            files.all(|(path, bytes)| reports.get(path) == Some(bytes))
        };
        assert!(
            ground.reports.iter().any(of_one),
            "kill {kill}: files of two runs beside each other"
        );
        cut_short += usize::from(!ground.reports.contains(&found));

        reports::recover(&out).expect("the next run tidies up");
        let stood = std::mem::replace(&mut stands, ground.whose(&files(&out)));
        old += usize::from(stood == stands);
    }
    assert!(killed > 0 && old > 0, "{killed} killed, {old} left the old");
    println!(
        "{killed} of 50 runs were killed before their end: {old} left the old reports, {} the new; \
         {cut_short} left some files missing until the next run",
        50 - old
    );
}

fn wait_for_temporary(out: &Path, child: &mut Child) {
    while child.try_wait().expect("a child").is_none() {
        let entries = fs::read_dir(out).expect("a folder").flatten();
        if entries
            .into_iter()
            .any(|entry| is_temporary(Path::new(&entry.file_name())))
        {
            return;
        }
        std::thread::sleep(Duration::from_micros(50));
    }
}

#[test]
fn runs_at_the_same_time_leave_the_reports_of_one() {
    let ground = Ground::new();
    let run = |set| ground.command(set, "out").spawn().expect("it starts");
    let running: Vec<Child> = [0, 1, 0, 1].map(|set| run(SETS[set])).into();
    for child in running {
        let ran = child.wait_with_output().expect("it ends");
        assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    }
    ground.whose(&files(&ground.path("out")));
}

/// `kill -INT`, while the program waits for standard input and while it works on a long text.
#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_stops_with_a_word_and_leaves_the_old_reports() {
    let status = fs::read_to_string("/proc/self/status").expect("a status");
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    if ignored.unwrap_or_default() & 2 != 0 {
        println!("skipped: whoever runs the tests has Ctrl-C ignored");
        return;
    }
    let ground = Ground::new();
    // More than a pipe holds: once it is written, the program is at work.
    let text: String = (0..4000)
        .map(|n| format!("Column {n} of the army left Lorn for Sarn on Tuesday, Kessler said.\n"))
        .collect();
    for waits in [true, false] {
        ground.put(0, "out");
        let mut command = ground.command("morning", "out");
        let mut child = command
            .arg("-")
            .stdin(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut input = child.stdin.take().expect("a pipe");
        input.write_all(text.as_bytes()).expect("written");
        let _open = waits.then_some(input);
        let signal = Command::new("sh")
            .args(["-c", "kill -INT $1", "sh", &child.id().to_string()])
            .status();
        assert!(signal.expect("kill ran").success());
        let ran = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert_eq!(ran.status.code(), Some(130), "{said}");
        assert!(said.contains("atodds: stopped"), "{said}");
        assert!(ran.stdout.is_empty());
        assert_eq!(ground.whose(&files(&ground.path("out"))), 0);
    }
}

// ---- The disk. ----

/// Runs the script with file systems of its own, that go when it ends; `$1` is the binary. `None`,
/// with a printed word, where the system does not allow it.
#[cfg(target_os = "linux")]
fn with_mounts(ground: &Ground, script: &str) -> Option<Output> {
    let run = |script: &str| {
        Command::new("unshare")
            .args(["--map-root-user", "--mount", "sh", "-c", script, "sh"])
            .arg(env!("CARGO_BIN_EXE_atodds"))
            .current_dir(ground.folder.path())
            .output()
    };
    fs::create_dir_all(ground.path("mounted")).expect("created");
    let allowed = run("mount -t tmpfs none mounted");
    if !allowed.is_ok_and(|ran| ran.status.success()) {
        println!("skipped: this system lets no test mount a file system");
        return None;
    }
    Some(run(script).expect("it ran"))
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_reports() {
    let ground = Ground::new();
    ground.put(0, "old");
    let pages: usize = ground.reports[0]
        .values()
        .map(|bytes| bytes.len().div_ceil(4096))
        .sum();
    let (mut full, mut enough) = (0, 0);
    for free in [0, 1, 3, 8, 15, 200] {
        let script = format!(
            "mount -t tmpfs -o size={}k none mounted && cp -R old/. mounted/ && \
             \"$1\" analyze evening --out mounted --format csv,html,xlsx,json; code=$?; \
             rm -rf after; cp -R mounted after; exit $code",
            4 * (pages + free)
        );
        let Some(ran) = with_mounts(&ground, &script) else {
            return;
        };
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        let set = ground.whose(&files(&ground.path("after")));
        if ran.status.code() == Some(0) {
            assert_eq!(set, 1);
            enough += 1;
        } else {
            assert_eq!((ran.status.code(), set), (Some(2), 0), "{said}");
            assert!(said.contains("cannot write mounted"), "{said}");
            assert!(said.contains("choose another folder with --out"), "{said}");
            full += 1;
        }
    }
    assert!(full > 2 && enough > 0, "{full} full, {enough} enough");
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_keeps_the_old_reports() {
    let ground = Ground::new();
    ground.put(0, "old");
    let script = "mount -t tmpfs none mounted && cp -R old/. mounted/ && \
                  mount -o remount,ro none mounted && \
                  \"$1\" analyze evening --out mounted --format csv,html,xlsx,json; code=$?; \
                  cp -R mounted after; exit $code";
    let Some(ran) = with_mounts(&ground, script) else {
        return;
    };
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(ran.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot write mounted"), "{said}");
    assert_eq!(ground.whose(&files(&ground.path("after"))), 0);
}

/// A limit on the size of files kills the program; a full standard output does not.
#[cfg(target_os = "linux")]
#[test]
fn files_that_may_not_grow() {
    let ground = Ground::new();
    ground.put(0, "out");
    let sh = |script: &str| {
        let mut command = Command::new("sh");
        command.args(["-c", script, "sh", env!("CARGO_BIN_EXE_atodds")]);
        command
            .current_dir(ground.folder.path())
            .output()
            .expect("it ran")
    };
    let ran = sh("ulimit -c 0; ulimit -f 1; exec \"$1\" analyze evening --out out");
    assert_ne!(ran.status.code(), Some(0));
    reports::recover(&ground.path("out")).expect("the next run tidies up");
    assert_eq!(ground.whose(&files(&ground.path("out"))), 0);

    let ran = sh("exec \"$1\" show claims evening > /dev/full");
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(ran.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot write to standard output"), "{said}");
}

// ---- Sources and readers. ----

/// While the folder is listed and read again and again, another hand removes, empties, lengthens
/// and replaces its files.
#[test]
fn sources_that_vanish_and_change_are_read_or_have_a_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |n: usize| folder.path().join(format!("{n}.txt"));
    let text = |n: usize| format!("Column {n} of the army left Lorn for Sarn on Tuesday.\n");
    for n in 0..20 {
        fs::write(path(n), text(n)).expect("written");
    }
    let ended = AtomicBool::new(false);
    let (read, reasons) = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut chance = Chance(3);
            while !ended.load(Ordering::Relaxed) {
                let n = chance.below(20) as usize;
                // What is already gone cannot be removed; that is no matter here.
                let _ = match chance.below(4) {
                    0 => fs::remove_file(path(n)),
                    1 => fs::write(path(n), ""),
                    2 => fs::write(path(n), text(n).repeat(500)),
                    _ => fs::write(folder.path().join(".new"), text(n))
                        .and_then(|()| fs::rename(folder.path().join(".new"), path(n))),
                };
            }
        });
        let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
        let mut read = 0;
        for _ in 0..100 {
            let paths = [folder.path().to_path_buf()];
            let reading = documents::read(&paths, &Settings::default()).expect("no list");
            for document in &reading.documents {
                let text = document.text.as_str();
                assert!(text.starts_with("Column"), "{}: {text:?}", document.source);
                read += 1;
            }
            for skipped in reading.skipped {
                assert!(!skipped.reason.is_empty(), "{}", skipped.source);
                *reasons.entry(skipped.reason).or_default() += 1;
            }
        }
        ended.store(true, Ordering::Relaxed);
        (read, reasons)
    });
    assert!(read > 0 && !reasons.is_empty(), "{read} read, {reasons:?}");
    println!("in 100 readings {read} were read, the others not: {reasons:#?}");
}

/// `atodds … | true`: whoever reads has gone before the first word.
#[test]
fn a_reader_who_is_gone_is_no_failure() {
    let reports = format!("{ROOT}/reports/aleppo");
    let conflicts = format!("{reports}/conflicts.csv");
    let cases: [&[&str]; 11] = [
        &["show", "text", "morning"],
        &["show", "claims", "morning"],
        &["show", "claims", "morning", "--format", "json"],
        &["show", "pairs", "morning"],
        &["show", "clusters", "morning"],
        &["analyze", "morning", "--out", "out"],
        &["review", "stats", &conflicts],
        &["review", "sample", "5", "--reports", &reports],
        &["completions", "bash"],
        &["man"],
        &["--help"],
    ];
    let ground = Ground::new();
    for arguments in cases {
        let mut child = Command::new(env!("CARGO_BIN_EXE_atodds"))
            .args(arguments)
            .current_dir(ground.folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        drop(child.stdout.take());
        let ran = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert_eq!(
            (ran.status.code(), said.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}
