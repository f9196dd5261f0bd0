//! A real browser, where there is one.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::ROOT;

/// The path of Chromium, if it is there and Python can drive it; else says that the test is
/// skipped.
pub fn find() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let browser = std::env::split_paths(&folders)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|path| path.is_file());
    let driver = Command::new("python3")
        .args(["-c", "import playwright.sync_api"])
        .output();
    let is_driven = driver.is_ok_and(|driver| driver.status.success());
    let found = browser.filter(|_| is_driven);
    if found.is_none() {
        println!("skipped: needs Chromium and, for python3, the package playwright");
    }
    found
}

/// Runs a script of `tests/browser/`, which must succeed, and returns what it said.
pub fn drive(script: &str, arguments: &[&Path]) -> String {
    let output = Command::new("python3")
        .arg(Path::new(ROOT).join("tests/browser").join(script))
        .args(arguments)
        .output()
        .expect("python3 runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{complaint}");
    said
}
