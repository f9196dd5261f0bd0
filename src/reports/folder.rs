//! The folder of a run: files take their places in it together or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::Error;

/// A file to be written.
pub struct File<'f> {
    /// Where it goes, inside the folder.
    pub path: PathBuf,
    write: Box<Write<'f>>,
}

/// Writes what a file holds. What it needs on the way may lie in the folder, which goes when all
/// files are in their places.
pub type Write<'f> = dyn Fn(&mut To, &Path) -> io::Result<()> + 'f;

/// A file that is being written.
pub type To = io::BufWriter<fs::File>;

impl<'f> File<'f> {
    /// A file of the given name.
    pub fn new(
        path: impl Into<PathBuf>,
        write: impl Fn(&mut To, &Path) -> io::Result<()> + 'f,
    ) -> Self {
        File {
            path: path.into(),
            write: Box::new(write),
        }
    }
}

/// Puts `files` into the folder `out`, in place of `earlier`: the files that an earlier run left
/// there, asked for when no other run can put any there.
///
/// 1. Create the folder, and in it a temporary one.
/// 2. Write every file into the temporary folder. Whatever goes wrong up to here changes nothing.
/// 3. Move the old files away, into the temporary folder. Each step is the renaming of one whole
///    file inside one file system.
/// 4. Leave a mark there: what is to stand in the folder is now the new files.
/// 5. Move the new files to their places. If a step from 3 on fails, undo those before it.
/// 6. Remove the temporary folder.
///
/// So files of two runs never stand beside each other. A run that is killed between 3 and 5 leaves
/// some files missing, none lost: [`recover`] puts them back.
///
/// # Errors
///
/// [`Error::Output`] names the first path that could not be written.
pub fn replace(out: &Path, files: &[File], earlier: &Earlier) -> Result<(), Error> {
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

/// What the names of temporary folders begin with.
const TEMPORARY: &str = ".atodds-new-";
/// The new files, inside the temporary folder.
const NEW: &str = "new";
/// The old files, once they have been moved away.
const OLD: &str = "old";
/// The mark between the moving away and the moving in.
const MARK: &str = "old-files-are-away";
/// The old files, once nobody needs them.
const GONE: &str = "gone";

/// Says which files of an earlier run stand in the folder.
type Earlier<'e> = dyn Fn() -> Result<Vec<PathBuf>, Error> + 'e;

fn replace_inside(out: &Path, files: &[File], earlier: &Earlier) -> Result<(), Error> {
    let _alone = alone(out);
    let earlier = &earlier()?;
    let temporary = tempfile::Builder::new()
        .prefix(TEMPORARY)
        .tempdir_in(out)
        .map_err(at(out))?;
    for file in files {
        let path = temporary.path().join(NEW).join(&file.path);
        let written = write(&path, |to| (file.write)(to, temporary.path()));
        written.map_err(at(&out.join(&file.path)))?;
    }
    let mut switch = Switch::new(out, temporary.path());
    let result = switch.run(files, earlier);
    match result {
        Ok(()) => remove_empty_folders(out, earlier),
        Err(_) => {
            if switch.undo().is_err() {
                // The old reports are in there; the next run tries again.
                let _ = temporary.keep();
            }
            let paths: Vec<PathBuf> = files.iter().map(|file| file.path.clone()).collect();
            remove_empty_folders(out, &paths);
        }
    }
    result
}

/// Ends what a run that was killed has begun in the folder `out`, which need not exist.
///
/// 1. Where the old files were not all away yet, move them back.
/// 2. Where they were, move the rest of the new files to their places.
/// 3. Remove the temporary folder.
///
/// Nothing is ever moved over a file: one that stands in the way came there since.
///
/// # Errors
///
/// [`Error::Output`] names a place that is taken, or a file that could not be moved.
pub fn recover(out: &Path) -> Result<(), Error> {
    if left_over(out).is_empty() {
        return Ok(()); // nearly always; and without waiting for anybody
    }
    let _alone = alone(out);
    let _still = hold();
    // A run that was at work a moment ago has tidied up by now.
    for temporary in left_over(out) {
        let rest = if temporary.join(MARK).exists() {
            NEW
        } else {
            OLD
        };
        let rest = temporary.join(rest);
        for path in files_below(&rest) {
            let place = out.join(&path);
            if place.symlink_metadata().is_ok() {
                let problem = io::Error::other(format!(
                    "an earlier run was stopped before it could put its file here, which is {}; \
                     move one of the two to another folder, then run again",
                    rest.join(&path).display()
                ));
                return Err(at(&place)(problem));
            }
            create_parent(&place).map_err(at(&place))?;
            fs::rename(rest.join(&path), &place).map_err(at(&place))?;
        }
        let old = files_below(&temporary.join(OLD));
        forget_old(&temporary).map_err(at(&temporary))?;
        let _ = fs::remove_dir_all(&temporary);
        remove_empty_folders(out, &old);
    }
    Ok(())
}

/// The temporary folders in `out`.
fn left_over(out: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(out).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(TEMPORARY))
        .map(|entry| entry.path())
        .collect();
    folders.sort();
    folders
}

/// The paths of all files below a folder, inside it.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    let files = entries
        .into_iter()
        .flatten()
        .filter(|entry| !entry.file_type().is_dir());
    let inside = files.map(|entry| entry.path().strip_prefix(folder).map(Path::to_owned));
    inside.flatten().collect()
}

/// Keeps other runs from working in the folder until it is dropped; they wait. Where the system
/// has no locks on folders, there is none.
fn alone(out: &Path) -> Option<fs::File> {
    let folder = fs::File::open(out).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

/// Held while files change their places.
static MOVING: Mutex<()> = Mutex::new(());

/// Waits until no files are being moved in this process, and keeps them from it until the guard is
/// dropped: for a program that wants to end at a moment when the reports are whole.
pub fn hold() -> impl Drop {
    MOVING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The moving of files, which can be undone.
struct Switch<'p> {
    out: &'p Path,
    temporary: &'p Path,
    away: Moves,
    placed: Moves,
}

impl<'p> Switch<'p> {
    fn new(out: &'p Path, temporary: &'p Path) -> Self {
        Switch {
            out,
            temporary,
            away: Moves::default(),
            placed: Moves::default(),
        }
    }

    fn run(&mut self, files: &[File], earlier: &[PathBuf]) -> Result<(), Error> {
        let _still = hold();
        let (new, old) = (self.temporary.join(NEW), self.temporary.join(OLD));
        for path in files.iter().map(|file| &file.path).chain(earlier) {
            let place = self.out.join(path);
            if place.symlink_metadata().is_ok_and(|there| !there.is_dir()) {
                let moved = self.away.rename(&place, &old.join(path));
                moved.map_err(at(&place))?;
            }
        }
        fs::write(self.temporary.join(MARK), "").map_err(at(self.out))?;
        for file in files {
            let place = self.out.join(&file.path);
            let moved = self.placed.rename(&new.join(&file.path), &place);
            moved.map_err(at(&place))?;
        }
        forget_old(self.temporary).map_err(at(self.out))
    }

    fn undo(&mut self) -> io::Result<()> {
        let _still = hold();
        self.placed.undo()?;
        remove_if_there(&self.temporary.join(MARK))?;
        self.away.undo()
    }
}

/// From here on the old files are never moved back, whatever is removed first.
fn forget_old(temporary: &Path) -> io::Result<()> {
    match fs::rename(temporary.join(OLD), temporary.join(GONE)) {
        Err(problem) if problem.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(problem) if problem.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

/// Writes a file through to the disk: the old one is given up for it.
fn write(path: &Path, what: impl Fn(&mut To) -> io::Result<()>) -> io::Result<()> {
    create_parent(path)?;
    let mut to = To::new(fs::File::create(path)?);
    what(&mut to)?;
    to.into_inner()?.sync_data()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder by its files; temporary ones are left out.
    fn holds(out: &Path) -> Vec<String> {
        let files = files_below(out).into_iter();
        let mut shown: Vec<String> = files
            .filter(|path| !path.starts_with(TEMPORARY))
            .map(|path| {
                let bytes = fs::read(out.join(&path)).expect("readable");
                format!("{}={}", path.display(), String::from_utf8_lossy(&bytes))
            })
            .collect();
        shown.sort();
        shown
    }

    fn put(path: &Path, holds: &str) {
        create_parent(path).expect("a folder");
        fs::write(path, holds).expect("written");
    }

    /// The steps of a switch-over, one at a time: whichever is the last, what stands in the folder
    /// is of one run, and the next run finds the old files or the new.
    #[test]
    fn a_run_killed_between_any_two_steps_leaves_files_of_one_run() {
        let old = [
            "a.csv=old a",
            "b.csv=old b",
            "mine.txt=mine",
            "text/x.txt=old x",
        ];
        let new = [
            "a.csv=new a",
            "c.csv=new c",
            "mine.txt=mine",
            "text/y.txt=new y",
        ];
        let mut seen = [0, 0];
        for steps in 0..20 {
            let folder = tempfile::tempdir().expect("a folder");
            let out = folder.path();
            let temporary = out.join(TEMPORARY);
            let put = |line: &str, below: &Path| {
                let (path, holds) = line.split_once('=').expect("a file");
                put(&below.join(path), holds);
            };
            old.iter().for_each(|line| put(line, out));
            let changed = new.iter().filter(|line| !old.contains(line));
            changed.for_each(|line| put(line, &temporary.join(NEW)));

            let moves = [
                ("a.csv", OLD),
                ("b.csv", OLD),
                ("text/x.txt", OLD),
                ("", MARK),
            ];
            let moves =
                moves
                    .into_iter()
                    .chain([("a.csv", NEW), ("c.csv", NEW), ("text/y.txt", NEW)]);
            for (path, part) in moves.chain([("", GONE)]).take(steps) {
                let (place, kept) = (out.join(path), temporary.join(part).join(path));
                let mut moved = Moves::default();
                match part {
                    OLD => moved.rename(&place, &kept).expect("moved away"),
                    NEW => moved.rename(&kept, &place).expect("moved in"),
                    MARK => fs::write(temporary.join(MARK), "").expect("marked"),
                    _ => forget_old(&temporary).expect("given up"),
                }
            }

            let between = holds(out);
            let of_one = |run: &[&str]| between.iter().all(|file| run.contains(&file.as_str()));
            assert!(of_one(&old) || of_one(&new), "{steps} steps: {between:?}");
            for _ in 0..2 {
                recover(out).expect("recovered");
                let found = holds(out);
                let which = [old, new].iter().position(|run| found == run);
                seen[which.unwrap_or_else(|| panic!("{steps} steps: {found:?}"))] += 1;
            }
            assert_eq!(left_over(out).len(), 0, "{steps} steps");
        }
        assert!(seen[0] > 0 && seen[1] > 0, "{seen:?}");
    }

    #[test]
    fn what_came_there_since_is_not_moved_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path();
        put(&out.join(TEMPORARY).join(OLD).join("a.csv"), "old");
        put(&out.join("a.csv"), "mine");
        let problem = recover(out).expect_err("taken").to_string();
        assert!(
            problem.contains("a.csv") && problem.contains("move one"),
            "{problem}"
        );
        assert_eq!(holds(out), ["a.csv=mine"]);
        fs::remove_file(out.join("a.csv")).expect("removed");
        recover(out).expect("recovered");
        assert_eq!(holds(out), ["a.csv=old"]);
    }
}
