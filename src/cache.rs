//! A cache keeps what reading the sentences of a document as English gave, from one run to the next.
//!
//! That reading depends on the sentences of the one document alone, and is the dearest of the stages
//! that do. The stages after it see the whole run, and those before it take next to no time.
//!
//! An entry is a file, named by the hash of the sentences and of the reader that read them: another
//! text, another version of the reader or another kind of processor is another name, and no setting
//! of a run matters. An entry holds its name and the hash of its content, so that one that is damaged,
//! cut off or foreign is known, and read anew.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::Error;
use crate::english::{self, Parsed};

/// What every entry begins with; the number is that of the format.
const BEGINNING: &[u8] = b"atodds english 1\n";

/// An entry takes less than this many times the bytes of its sentences, whatever they hold.
const TIMES_TEXT: usize = 64;

type Hash = [u8; 32];

/// A folder of entries.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// Why an entry could not be written.
    problem: OnceLock<io::Error>,
}

impl Cache {
    /// The cache in a folder, which is created.
    ///
    /// # Errors
    ///
    /// [`Error::Cache`] where that is not possible.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        fs::create_dir_all(folder).map_err(|problem| Error::Cache {
            folder: folder.to_owned(),
            problem,
        })?;
        Ok(Cache {
            folder: folder.to_owned(),
            problem: OnceLock::new(),
        })
    }

    /// What reading these sentences gave, if a whole entry says so.
    pub fn get(&self, sentences: &[&str]) -> Option<Vec<Parsed>> {
        let key = key(sentences);
        let texts: usize = sentences.iter().map(|text| text.len()).sum();
        let most = BEGINNING.len() + 64 + (texts + sentences.len() + 1) * TIMES_TEXT;
        let mut entry = Vec::new();
        let file = File::open(self.path(&key)).ok()?;
        // One byte more than allowed tells what is no entry of ours.
        let mut file = file.take(most as u64 + 1);
        file.read_to_end(&mut entry).ok()?;
        if entry.len() > most {
            return None;
        }
        let content = entry.strip_prefix(BEGINNING)?.strip_prefix(&key)?;
        let (sum, content) = content.split_at_checked(32)?;
        if Sha256::digest(content)[..] != *sum {
            return None;
        }
        let parsed: Vec<Parsed> = postcard::from_bytes(content).ok()?;
        let mut pairs = parsed.iter().zip(sentences);
        let fit = parsed.len() == sentences.len() && pairs.all(|(one, text)| one.fits(text));
        fit.then_some(parsed)
    }

    /// Keeps what reading these sentences gave. The entry takes its place whole: it is written
    /// under another name first.
    pub fn put(&self, sentences: &[&str], parsed: &[&Parsed]) {
        let written = self.write(&key(sentences), parsed);
        if let Err(problem) = written {
            let _ = self.problem.set(problem); // the first says enough
        }
    }

    fn write(&self, key: &Hash, parsed: &[&Parsed]) -> io::Result<()> {
        let content = postcard::to_stdvec(parsed).map_err(io::Error::other)?;
        let mut file = tempfile::Builder::new()
            .prefix(".new-")
            .tempfile_in(&self.folder)?;
        let sum: Hash = Sha256::digest(&content).into();
        for part in [BEGINNING, key, &sum, &content] {
            file.write_all(part)?;
        }
        let path = self.path(key);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        file.persist(path)?;
        Ok(())
    }

    /// What the user should know: that entries could not be written.
    pub fn warning(&self) -> Option<String> {
        let problem = self.problem.get()?;
        Some(format!(
            "the cache in {} could not be written: {problem}; the next run will read what is missing there again",
            self.folder.display()
        ))
    }

    fn path(&self, key: &Hash) -> PathBuf {
        let name: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        // A folder with very many files is slow on some systems.
        let (first, rest) = name.split_at(2);
        self.folder.join(first).join(rest)
    }
}

/// The name of an entry.
fn key(sentences: &[&str]) -> Hash {
    let mut hash = Sha256::new();
    let reader = english::identity();
    for part in [&*reader].iter().chain(sentences) {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCES: [&str; 2] = ["Six people left Kelmar.", "“Été”, said Kessler."];

    fn entry(cache: &Cache) -> PathBuf {
        cache.path(&key(&SENTENCES))
    }

    fn filled() -> (tempfile::TempDir, Cache, Vec<Parsed>) {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::open(&folder.path().join("a/b")).expect("created");
        let read: Vec<Parsed> = SENTENCES.map(english::read).into();
        cache.put(&SENTENCES, &read.iter().collect::<Vec<_>>());
        (folder, cache, read)
    }

    #[test]
    fn what_was_put_in_comes_out_and_nothing_else() {
        let (_folder, cache, read) = filled();
        assert_eq!(cache.get(&SENTENCES).as_ref(), Some(&read));
        for other in [
            &SENTENCES[..1],
            &["Six people left Kelmar", ". “Été”, said Kessler."],
            &[SENTENCES[1], SENTENCES[0]],
            &[],
        ] {
            assert_eq!(cache.get(other), None, "{other:?}");
        }
        assert_eq!(cache.warning(), None);
    }

    /// One byte changed, at every place; cut off, at every place; longer; another entry.
    #[test]
    fn no_damage_is_trusted() {
        let (_folder, cache, read) = filled();
        let path = entry(&cache);
        let whole = fs::read(&path).expect("an entry");
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1 << (at % 8);
            fs::write(&path, damaged).expect("written");
            assert_eq!(cache.get(&SENTENCES), None, "byte {at} changed");
            fs::write(&path, &whole[..at]).expect("written");
            assert_eq!(cache.get(&SENTENCES), None, "cut off at {at}");
        }
        fs::write(&path, [&whole[..], b"x"].concat()).expect("written");
        assert_eq!(cache.get(&SENTENCES), None, "longer");

        let other = ["Nine people left Varel.", "“Été”, said Kessler."];
        let own: Vec<Parsed> = other.map(english::read).into();
        cache.put(&other, &own.iter().collect::<Vec<_>>());
        fs::copy(cache.path(&key(&other)), &path).expect("copied");
        assert_eq!(cache.get(&SENTENCES), None, "the entry of another text");

        fs::write(&path, &whole).expect("written");
        assert_eq!(cache.get(&SENTENCES), Some(read), "and whole again");
    }

    /// An entry with the right sums whose places lie outside the sentences: made by hand, or by a
    /// program with a fault.
    #[test]
    fn what_does_not_fit_the_sentences_is_not_trusted() {
        let (_folder, cache, read) = filled();
        let changes: [fn(&mut Vec<Parsed>); 6] = [
            |all| drop(all.pop()),
            |all| all[0].tokens[0].head = 99,
            |all| all[0].tokens[0].span.end = 99,
            |all| all[1].tokens[0].span.end = 1, // inside a character
            |all| all[0].tokens[1].span.start = 99,
            |all| {
                all[0].entities.push(english::Entity {
                    start: 3,
                    end: 2,
                    kind: english::EntityKind::Gpe,
                });
            },
        ];
        for (number, change) in changes.iter().enumerate() {
            let mut bad = read.clone();
            change(&mut bad);
            cache.put(&SENTENCES, &bad.iter().collect::<Vec<_>>());
            assert_eq!(cache.get(&SENTENCES), None, "change {number}");
        }
    }

    #[test]
    fn a_folder_that_cannot_be_used_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, "").expect("written");
        let error = Cache::open(&file).expect_err("a file is there");
        let said = error.to_string();
        assert!(said.contains("file") && said.contains("--cache"), "{said}");

        // What stands in the way of one entry is told, and ends nothing.
        let cache = Cache::open(&folder.path().join("cache")).expect("created");
        fs::create_dir_all(entry(&cache)).expect("created");
        let read: Vec<Parsed> = SENTENCES.map(english::read).into();
        cache.put(&SENTENCES, &read.iter().collect::<Vec<_>>());
        assert!(cache.warning().expect("a warning").contains("cache"));
        assert_eq!(cache.get(&SENTENCES), None);
    }
}
