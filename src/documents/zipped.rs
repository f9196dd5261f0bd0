//! ZIP archives: every file in one is read as it would be in a folder, under its path below the
//! name of the archive. As in a folder, files and folders whose name begins with `.` are passed
//! over.
//!
//! **Offsets** are those of the format inside.
//!
//! Nothing is written to disk under a name from an archive, so a path such as `../../a.txt` could
//! do no harm; it is refused all the same, for an honest archive has none.

use std::io::Cursor;

use zip::ZipArchive;

use super::limits::{DAMAGED, Limit, Room, Unpack};
use super::metadata::About;
use super::open::{Held, Part};
use super::reader;

/// Reads a `.zip` file.
pub(super) fn read(_: &str, bytes: &[u8], room: &mut Room) -> Result<Vec<Part>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let Some(member) = member(&archive, index) else {
            parts.push(part(
                &format!("member {}", index + 1),
                Err(DAMAGED.to_string()),
            ));
            continue;
        };
        if member.folder || member.is_hidden() {
            continue;
        }
        let held = member.held(&mut archive, index, room)?;
        parts.push(part(&member.name, held));
    }
    let known =
        |part: &Part| matches!(&part.held, Ok(Held::File(name, _)) if reader(name).is_some());
    if !parts.iter().any(known) && parts.iter().all(|part| part.held.is_ok()) {
        return Err("no documents in this archive".to_string());
    }
    // The order in which a program happened to pack them has no say.
    parts.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(parts)
}

fn part(name: &str, held: Result<Held, String>) -> Part {
    Part {
        name: format!("/{}", name.trim_start_matches('/')),
        about: About::default(),
        held,
    }
}

/// What an archive says of a file in it.
struct Member {
    name: String,
    /// Whether its path stays in the archive.
    safe: bool,
    packed: u64,
    encrypted: bool,
    link: bool,
    folder: bool,
}

fn member(archive: &ZipArchive<Cursor<&[u8]>>, index: usize) -> Option<Member> {
    let entry = archive.by_index_data(index).ok()?;
    let name = entry.name().ok()?.into_owned();
    Some(Member {
        safe: entry.enclosed_name().is_some() && !name.starts_with('/') && !name.contains('\\'),
        name,
        packed: entry.compressed_size(),
        encrypted: entry.encrypted(),
        link: entry.is_symlink(),
        folder: entry.is_dir(),
    })
}

impl Member {
    fn is_hidden(&self) -> bool {
        let mut names = self.name.split('/');
        names.any(|name| {
            name == "__MACOSX" || (name.starts_with('.') && !name.trim_matches('.').is_empty())
        })
    }

    /// The file, or why there is none; an error where the whole archive is refused.
    fn held(
        &self,
        archive: &mut ZipArchive<Cursor<&[u8]>>,
        index: usize,
        room: &mut Room,
    ) -> Result<Result<Held, String>, Limit> {
        if !self.safe {
            return Ok(Err(Limit::Path.into()));
        }
        if self.link {
            return Ok(Err("a link, not a file: pack the file itself".to_string()));
        }
        if self.encrypted {
            let reason = "packed with a password: unpack it yourself and give the folder";
            return Ok(Err(reason.to_string()));
        }
        let name = self
            .name
            .rsplit('/')
            .next()
            .unwrap_or(&self.name)
            .to_string();
        if reader(&name).is_none() {
            // Its bytes would not be read, so they need not be unpacked.
            return Ok(Ok(Held::File(name, Vec::new())));
        }
        let Ok(file) = archive.by_index(index) else {
            return Ok(Err(PACKING.to_string()));
        };
        match room.unpack(file, self.packed) {
            Ok(bytes) => Ok(Ok(Held::File(name, bytes))),
            Err(Unpack::Damaged) => Ok(Err(DAMAGED.to_string())),
            Err(Unpack::Over(limit)) => Err(limit),
        }
    }
}

const PACKING: &str =
    "damaged, or packed in a way that is not known: unpack it yourself and give the folder";
