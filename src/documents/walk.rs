//! From the paths of the command line to the files they stand for, each once, each with a name
//! of its own, in an order that depends on neither the arguments' order nor the file system.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

/// One file to read, or one path that cannot be.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Input {
    /// Its name in reports, unique in the run.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Why it cannot be read, where that is already known.
    pub problem: Option<String>,
}

/// The files that `paths` (files and folders) stand for, ordered by name.
///
/// Folders are read with all folders below them; files and folders whose name starts with `.`
/// are passed over there, and so is everything in `leave_out`. Links are followed, and every real
/// file is listed once however many paths lead to it. `formats` names the supported formats in
/// words, and `supported` says whether a path has one.
pub(super) fn inputs(
    paths: &[PathBuf],
    leave_out: &[PathBuf],
    formats: &str,
    supported: fn(&Path) -> bool,
) -> Vec<Input> {
    let leave_out: BTreeSet<PathBuf> = leave_out.iter().map(|path| real(path)).collect();
    let walk = Walk {
        leave_out,
        formats,
        supported,
    };
    let mut found: Vec<Found> = paths.iter().flat_map(|path| walk.argument(path)).collect();
    // A shell's `docs/*` names them one by one.
    found.retain(|file| !walk.leave_out.contains(&file.real));
    // The best way to a file comes first: a real path before a link, the longest name (which says
    // most), then by spelling, so that the arguments' order has no say.
    found.sort_by(|a, b| {
        (&a.real, a.linked, b.depth, &a.path).cmp(&(&b.real, b.linked, a.depth, &b.path))
    });
    found.dedup_by(|a, b| a.real == b.real);
    named(found)
}

/// A way to a file.
struct Found {
    path: PathBuf,
    /// The file's one true path.
    real: PathBuf,
    /// The argument's true path, and below it the names on the way, links unresolved.
    shown: PathBuf,
    /// How many names at the end of `shown` make the name in reports.
    depth: usize,
    /// Whether a link was followed below the argument.
    linked: bool,
    problem: Option<String>,
}

struct Walk<'a> {
    leave_out: BTreeSet<PathBuf>,
    formats: &'a str,
    supported: fn(&Path) -> bool,
}

impl Walk<'_> {
    fn argument(&self, path: &Path) -> Vec<Found> {
        match fs::metadata(path) {
            Ok(about) if about.is_dir() => self.folder(path),
            Ok(about) => vec![self.file(path, path, 1, about.is_file())],
            Err(error) => {
                let mut found = self.file(path, path, 1, true);
                found.problem = Some(why_not(&error));
                vec![found]
            }
        }
    }

    /// Walks without following links, then takes the links one by one, so that real names win
    /// and no real folder is entered twice, whatever circles the links make.
    fn folder(&self, root: &Path) -> Vec<Found> {
        let mut found = Vec::new();
        let mut entered = BTreeSet::new();
        let mut links = std::collections::VecDeque::new();
        self.walk(root, root, &mut entered, &mut links, &mut found);
        while let Some(link) = links.pop_front() {
            match fs::metadata(&link) {
                Ok(about) if about.is_dir() => {
                    self.walk(root, &link, &mut entered, &mut links, &mut found);
                }
                about => {
                    let is_file = about.as_ref().is_ok_and(fs::Metadata::is_file);
                    let mut file = self.below(root, &link, is_file);
                    if let Err(error) = about {
                        file.problem = Some(match error.kind() {
                            std::io::ErrorKind::NotFound => {
                                "a link that leads nowhere: remove it or restore its target".into()
                            }
                            _ => why_not(&error),
                        });
                    }
                    found.push(file);
                }
            }
        }
        found.retain(|file| !self.leave_out.contains(&file.real));
        if !found.iter().any(|file| (self.supported)(&file.path)) {
            let mut folder = self.file(root, root, 1, true);
            folder.problem = Some(format!("no documents in this folder ({})", self.formats));
            found.push(folder);
        }
        found
    }

    fn walk(
        &self,
        root: &Path,
        from: &Path,
        entered: &mut BTreeSet<PathBuf>,
        links: &mut std::collections::VecDeque<PathBuf>,
        found: &mut Vec<Found>,
    ) {
        let mut entries = WalkDir::new(from)
            .follow_links(false)
            .sort_by_file_name()
            .into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(from).to_path_buf();
                    let mut file = self.below(root, &path, true);
                    file.problem = Some(match error.io_error() {
                        Some(error) => why_not(error),
                        None => "cannot be listed".to_string(),
                    });
                    found.push(file);
                    continue;
                }
            };
            let (kind, at_start) = (entry.file_type(), entry.depth() == 0);
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            if hidden && !at_start {
                if kind.is_dir() {
                    entries.skip_current_dir();
                }
            } else if kind.is_dir() || (at_start && kind.is_symlink()) {
                let folder = real(entry.path());
                if self.leave_out.contains(&folder) || !entered.insert(folder) {
                    entries.skip_current_dir();
                }
            } else if kind.is_symlink() {
                links.push_back(entry.into_path());
            } else {
                found.push(self.below(root, entry.path(), kind.is_file()));
            }
        }
    }

    /// A file below a folder argument.
    fn below(&self, root: &Path, path: &Path, is_file: bool) -> Found {
        let depth = path
            .strip_prefix(root)
            .map_or(1, |below| below.components().count());
        self.file(root, path, depth.max(1), is_file)
    }

    /// `path` at or below the argument `root`.
    fn file(&self, root: &Path, path: &Path, depth: usize, is_file: bool) -> Found {
        let shown = match path.strip_prefix(root) {
            Ok(below) if below.as_os_str().is_empty() => shown(root),
            Ok(below) => real(root).join(below),
            Err(_) => shown(path),
        };
        let real = real(path);
        let problem = if !is_file {
            Some("not a regular file: give a file with text".to_string())
        } else if !(self.supported)(path) {
            Some(format!("not a supported format ({})", self.formats))
        } else {
            None
        };
        Found {
            path: path.to_path_buf(),
            linked: shown != real,
            real,
            shown,
            depth,
            problem,
        }
    }
}

/// The true path, without links; the path made absolute where there is no such file.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path)
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_path_buf())
}

/// The true path of the folder, and the file's own name in it, even if that is a link.
fn shown(path: &Path) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) if parent.as_os_str().is_empty() => {
            real(Path::new(".")).join(name)
        }
        (Some(parent), Some(name)) => real(parent).join(name),
        _ => real(path),
    }
}

/// What the system said, and what to do.
pub(super) fn why_not(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            "no such file or folder: check the spelling of the path".to_string()
        }
        std::io::ErrorKind::PermissionDenied => {
            "no permission to read it: change its permissions or run as its owner".to_string()
        }
        _ => format!("cannot be read ({error}): check the disk and try again"),
    }
}

/// A path with `/` between folders on every system, without a leading `./`.
pub(super) fn with_slashes(path: &Path) -> String {
    let mut text = String::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::RootDir => text.push('/'),
            part => {
                if !text.is_empty() && !text.ends_with('/') {
                    text.push('/');
                }
                text.push_str(&part.as_os_str().to_string_lossy());
            }
        }
    }
    if text.is_empty() {
        text.push('.');
    }
    text
}

/// Gives every file its name: the path below the argument, with as many more parent folders as
/// it takes to tell it from all others.
fn named(mut found: Vec<Found>) -> Vec<Input> {
    loop {
        let mut same: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, file) in found.iter().enumerate() {
            same.entry(name(file)).or_default().push(index);
        }
        let mut changed = false;
        for index in same.values().filter(|files| files.len() > 1).flatten() {
            let file = &mut found[*index];
            if file.depth < names(&file.shown).count() {
                file.depth += 1;
                changed = true;
            }
        }
        if !changed {
            return numbered(found, &same);
        }
    }
}

/// Names that are still the same (which takes file names that are no Unicode) get a number, in
/// the order of the true paths.
fn numbered(found: Vec<Found>, same: &BTreeMap<String, Vec<usize>>) -> Vec<Input> {
    let mut inputs = Vec::with_capacity(found.len());
    for (name, files) in same {
        for (place, &index) in files.iter().enumerate() {
            let file = &found[index];
            inputs.push(Input {
                name: match place {
                    0 => name.clone(),
                    _ => format!("{name} ({})", place + 1),
                },
                path: file.path.clone(),
                problem: file.problem.clone(),
            });
        }
    }
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    inputs
}

fn name(file: &Found) -> String {
    let all: Vec<_> = names(&file.shown).collect();
    all[all.len().saturating_sub(file.depth)..].join("/")
}

fn names(path: &Path) -> impl Iterator<Item = String> {
    path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    })
}
