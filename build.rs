//! Checks the two files of the language model before they are put into the program, so that a
//! damaged one stops the build with a word of advice and not the first run with a puzzle.
//!
//! `models/checksums.txt`, written by `models/convert.py`, has one line for each file: its name,
//! its size in bytes and its checksum (FNV-1a over 64-bit little-endian words).
//!
//! And says of which commit a release is, for `--version`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, exit};

fn main() {
    println!("cargo::rustc-env=ATODDS_VERSION={}", version());
    println!("cargo::rustc-env=ATODDS_READER={:016x}", reader());
    println!("cargo::rerun-if-changed=models");
    let folder = Path::new("models");
    let list = fs::read_to_string(folder.join("checksums.txt"))
        .unwrap_or_else(|e| stop(&format!("models/checksums.txt: {e}")));
    for line in list.lines() {
        let fields: Vec<&str> = line.split(' ').collect();
        let [name, size, sum] = fields[..] else {
            stop(&format!(
                "models/checksums.txt: not `name bytes checksum`: {line}"
            ));
        };
        let data =
            fs::read(folder.join(name)).unwrap_or_else(|e| stop(&format!("models/{name}: {e}")));
        if data.len().to_string() != size {
            stop(&format!(
                "models/{name} has {} bytes, not {size}",
                data.len()
            ));
        }
        if format!("{:016x}", checksum(&data)) != sum {
            stop(&format!(
                "models/{name} is damaged: its checksum is not {sum}"
            ));
        }
    }
}

/// A number for all that the reading of English depends on: its code, its weights and the crates it
/// uses. What a cache keeps is of no use to another.
fn reader() -> u64 {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    let mut folders = vec![PathBuf::from("src/english"), PathBuf::from("models")];
    while let Some(folder) = folders.pop() {
        println!("cargo::rerun-if-changed={}", folder.display());
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            let list = if path.is_dir() {
                &mut folders
            } else {
                &mut files
            };
            list.push(path);
        }
    }
    println!("cargo::rerun-if-changed=Cargo.lock");
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let data = fs::read(&file).unwrap_or_default();
        all.extend(checksum(file.to_string_lossy().as_bytes()).to_le_bytes());
        all.extend(checksum(&data).to_le_bytes());
    }
    checksum(&all)
}

fn checksum(data: &[u8]) -> u64 {
    data.chunks(8).fold(0xcbf2_9ce4_8422_2325, |sum, bytes| {
        let mut word = [0; 8];
        word[..bytes.len()].copy_from_slice(bytes);
        (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The version, in a release built from a clone with the commit and its day: never the time of the
/// build, so that the same commit gives the same program. What developers build while they work
/// would be built anew with every commit.
fn version() -> String {
    let version = env!("CARGO_PKG_VERSION");
    if std::env::var("PROFILE").is_ok_and(|profile| profile != "release") {
        return version.to_owned();
    }
    commit().map_or_else(
        || version.to_owned(),
        |commit| format!("{version} ({commit})"),
    )
}

/// The commit of the clone that this folder is the root of, if it is one.
fn commit() -> Option<String> {
    let root = fs::canonicalize(git(&["rev-parse", "--show-toplevel"])?).ok()?;
    // A copy of the sources may lie in the repository of something else.
    if root != fs::canonicalize(env!("CARGO_MANIFEST_DIR")).ok()? {
        return None;
    }
    // It gets a line with each commit and each change of branch.
    let log = git(&["rev-parse", "--git-path", "logs/HEAD"])?;
    if Path::new(&log).exists() {
        println!("cargo::rerun-if-changed={log}");
    }
    git(&["log", "-1", "--format=%h %cs", "--abbrev=10"])
}

fn git(arguments: &[&str]) -> Option<String> {
    let ran = Command::new("git").args(arguments).output().ok()?;
    let said = String::from_utf8(ran.stdout).ok()?;
    (ran.status.success() && !said.trim().is_empty()).then(|| said.trim().to_owned())
}

fn stop(problem: &str) -> ! {
    println!(
        "cargo::error={problem}; fetch the files of models/ again (git checkout models/), or make \
         them anew with models/convert.py"
    );
    exit(1)
}
