//! Files packed with gzip: `a.txt.gz` is read as `a.txt` would be, under its own name. Of a name
//! such as `a.gz` the format is told from the first bytes of what is inside.
//!
//! **Offsets** are those of the format inside; where that is plain text, they count in the file
//! as it stands unpacked.

use flate2::read::MultiGzDecoder;

use super::limits::Room;
use super::metadata::About;
use super::open::{Held, Part};
use super::sniff;

/// Reads a `.gz` file.
pub(super) fn read(name: &str, bytes: &[u8], room: &mut Room) -> Result<Vec<Part>, String> {
    // News crawls pack every page on its own and set them in a row.
    let unpacked = room.unpack(MultiGzDecoder::new(bytes), bytes.len() as u64)?;
    let inner = name.rsplit_once('.').map_or(name, |(inner, _)| inner);
    let inner = if inner.contains('.') {
        inner.to_string()
    } else {
        sniff::file_name(&unpacked)
    };
    Ok(vec![Part {
        name: String::new(),
        about: About::default(),
        held: Ok(Held::File(inner, unpacked)),
    }])
}
