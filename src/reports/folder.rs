//! The folder of a run: files take their places in it together or not at all.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::Error;

/// A file to be written.
#[derive(Debug)]
pub struct File<'f> {
    /// Where it goes, inside the folder.
    pub path: PathBuf,
    /// What it holds.
    pub bytes: Cow<'f, [u8]>,
}

impl File<'_> {
    /// A file of the given name.
    pub fn new(path: impl Into<PathBuf>, bytes: Vec<u8>) -> Self {
        File {
            path: path.into(),
            bytes: bytes.into(),
        }
    }
}

/// Puts `files` into the folder `out`, in place of `earlier`: the files that an earlier run left
/// there.
///
/// 1. Create the folder, and in it a temporary one.
/// 2. Write every file into the temporary folder. Whatever goes wrong up to here changes nothing.
/// 3. Move the old files into the temporary folder and the new ones to their places. Each step is
///    the renaming of one whole file inside one file system. If one fails, undo those before it.
/// 4. Remove the temporary folder.
///
/// # Errors
///
/// [`Error::Output`] names the first path that could not be written.
pub fn replace(out: &Path, files: &[File], earlier: &[PathBuf]) -> Result<(), Error> {
    let created = create(out)?;
    let result = replace_inside(out, files, earlier);
    if result.is_err() {
        for folder in created {
            let _ = fs::remove_dir(folder); // only if empty; it was not there before
        }
    }
    result
}

/// Creates a folder and those above it; returns the created ones, innermost first.
fn create(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let missing = folder
        .ancestors()
        .take_while(|path| !path.as_os_str().is_empty() && !path.exists());
    let missing = missing.map(Path::to_owned).collect();
    fs::create_dir_all(folder).map_err(at(folder))?;
    Ok(missing)
}

fn replace_inside(out: &Path, files: &[File], earlier: &[PathBuf]) -> Result<(), Error> {
    let temporary = tempfile::Builder::new()
        .prefix(".atodds-")
        .tempdir_in(out)
        .map_err(at(out))?;
    let (new, old) = (temporary.path().join("new"), temporary.path().join("old"));
    for file in files {
        write(&new.join(&file.path), &file.bytes).map_err(at(&out.join(&file.path)))?;
    }

    let mut moves = Moves::default();
    let result = (|| {
        for path in files.iter().map(|file| &file.path).chain(earlier) {
            let place = out.join(path);
            if place.symlink_metadata().is_ok_and(|there| !there.is_dir()) {
                moves.rename(&place, &old.join(path)).map_err(at(&place))?;
            }
        }
        for file in files {
            let place = out.join(&file.path);
            moves
                .rename(&new.join(&file.path), &place)
                .map_err(at(&place))?;
        }
        Ok(())
    })();
    match result {
        Ok(()) => remove_empty_folders(out, earlier),
        Err(_) => {
            if moves.undo().is_err() {
                // The old reports are in there; better a folder too many than reports lost.
                let _ = temporary.keep();
            }
            let paths: Vec<PathBuf> = files.iter().map(|file| file.path.clone()).collect();
            remove_empty_folders(out, &paths);
        }
    }
    result
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_parent(path)?;
    fs::write(path, bytes)
}

fn create_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// The renamings done so far.
#[derive(Default)]
struct Moves(Vec<(PathBuf, PathBuf)>);

impl Moves {
    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        create_parent(to)?;
        fs::rename(from, to)?;
        self.0.push((from.to_owned(), to.to_owned()));
        Ok(())
    }

    fn undo(&mut self) -> io::Result<()> {
        while let Some((from, to)) = self.0.pop() {
            fs::rename(to, from)?;
        }
        Ok(())
    }
}

/// Removes the folders that the given files stood in, inside `out`, where nothing is left in them.
fn remove_empty_folders(out: &Path, files: &[PathBuf]) {
    for file in files {
        for folder in file
            .ancestors()
            .skip(1)
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            let _ = fs::remove_dir(out.join(folder)); // refuses a folder that holds something
        }
    }
}

/// Names the path of a problem.
fn at(path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |problem| Error::Output { path, problem }
}
