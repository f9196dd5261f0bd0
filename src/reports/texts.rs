//! `text/SOURCE.txt`: the text that offsets count in, where that is not the file itself.

use std::io::Write as _;
use std::path::{Component, Path, PathBuf};

use indexmap::IndexSet;

use super::folder::File;
use crate::pipeline::Findings;

/// The folder of the texts, inside the folder of a run.
pub const FOLDER: &str = "text";

/// The text of every document whose text was taken out of a file of another kind (HTML), in the
/// order of the documents.
pub fn texts(findings: &Findings) -> Vec<File<'_>> {
    let mut taken = IndexSet::new();
    let extracted = findings
        .documents
        .iter()
        .filter(|document| document.extracted);
    extracted
        .map(|document| {
            let mut path = path(&document.source);
            while !taken.insert(path.clone()) {
                path.set_extension("again.txt");
            }
            File::new(path, |to, _| to.write_all(document.text.as_bytes()))
        })
        .collect()
}

/// Where the text of a source goes, inside the folder of a run.
///
/// A source's name may come from a list that somebody else wrote, so no name may lead out of the
/// folder, and characters that some file systems refuse become `_`.
pub fn path(source: &str) -> PathBuf {
    let safe = source.replace(|c: char| c.is_control() || "\\:*?\"<>|".contains(c), "_");
    let mut path = PathBuf::from(FOLDER);
    for part in Path::new(&safe).components() {
        match part {
            Component::Normal(name) => path.push(name),
            Component::ParentDir => path.push("_"),
            Component::RootDir | Component::CurDir | Component::Prefix(_) => {}
        }
    }
    if path == Path::new(FOLDER) {
        path.push("_"); // a source without a name
    }
    path.as_mut_os_string().push(".txt");
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let cases = [
            ("a.html", "text/a.html.txt"),
            ("day one/a.html", "text/day one/a.html.txt"),
            ("../../etc/passwd", "text/_/_/etc/passwd.txt"),
            ("/etc/passwd", "text/etc/passwd.txt"),
            ("./a", "text/a.txt"),
            ("C:\\a", "text/C__a.txt"),
            ("what?\n", "text/what__.txt"),
            ("", "text/_.txt"),
        ];
        for (source, wanted) in cases {
            assert_eq!(path(source), Path::new(wanted), "{source:?}");
        }
    }
}
