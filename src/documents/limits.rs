//! How much a file may hold, and what is said of one that holds more.
//!
//! What is unpacked is counted while it is unpacked, whatever sizes the file states.

use std::io::Read;

/// Why a file, or a part of one, is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Limit {
    /// More bytes than its format may have.
    #[error("larger than {} MiB: split it into parts", .0 >> 20)]
    Size(u64),
    /// More bytes unpacked than fit in memory beside other files.
    #[error("unpacks to more than {} MiB: unpack it yourself and give the parts", UNPACKED >> 20)]
    Unpacked,
    /// Far more bytes unpacked than packed.
    #[error(
        "unpacks to more than {RATIO} times its size, as files made to fill a disk do: \
         if you trust it, unpack it yourself and give the folder"
    )]
    Ratio,
    /// Archives in archives.
    #[error("an archive more than {DEPTH} archives deep: unpack it yourself and give the folder")]
    Depth,
    /// More sources in one file than a run can name.
    #[error("holds more than {SOURCES} sources: split it into parts")]
    Sources,
    /// A path such as `../../a.txt`.
    #[error("its path leads out of the archive: give it another name in the archive")]
    Path,
    /// Elements in elements.
    #[error("elements are nested more than {ELEMENTS} deep: save it as plain text")]
    Elements,
}

impl From<Limit> for String {
    fn from(limit: Limit) -> String {
        limit.to_string()
    }
}

/// In bytes, of a file that is one source; the longest books have five million characters.
pub(super) const ONE: u64 = 64 << 20;

/// In bytes, of a file that holds many sources.
pub(super) const MANY: u64 = 256 << 20;

/// In bytes, of a web archive, which is read page by page.
pub(super) const ARCHIVE: u64 = 4 << 30;

/// In bytes, of all that is unpacked out of one file; of a web archive, of the texts in it.
pub(super) const UNPACKED: u64 = 256 << 20;

/// Prose is packed to a third or a quarter; a table of zeros to a thousandth.
const RATIO: u64 = 200;

/// In bytes: below this no ratio does harm.
const SMALL: u64 = 1 << 20;

/// An archive in an archive in an archive is the last that is opened.
pub(super) const DEPTH: usize = 3;

/// Sources of one file.
pub(super) const SOURCES: usize = 1_000_000;

/// Elements open at once in a document of XML.
pub(super) const ELEMENTS: usize = 1000;

/// How many bytes so many packed ones may unpack to.
pub(super) fn most_unpacked(packed: u64) -> u64 {
    packed.saturating_mul(RATIO).max(SMALL)
}

/// What may still be unpacked out of one file.
#[derive(Debug)]
pub(super) struct Room {
    left: u64,
}

impl Default for Room {
    fn default() -> Room {
        Room { left: UNPACKED }
    }
}

impl Room {
    /// Unpacks the whole of `from`, which takes `packed` bytes.
    pub(super) fn unpack(&mut self, from: impl Read, packed: u64) -> Result<Vec<u8>, Unpack> {
        let most = most_unpacked(packed);
        let mut bytes = Vec::new();
        let read = from
            .take(self.left.min(most) + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| Unpack::Damaged)?;
        let read = read as u64;
        if read > most {
            return Err(Unpack::Over(Limit::Ratio));
        }
        if read > self.left {
            return Err(Unpack::Over(Limit::Unpacked));
        }
        self.left -= read;
        Ok(bytes)
    }
}

/// Why something was not unpacked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unpack {
    /// The packed bytes are not what they should be.
    Damaged,
    /// There is too much.
    Over(Limit),
}

impl From<Unpack> for String {
    fn from(problem: Unpack) -> String {
        match problem {
            Unpack::Damaged => DAMAGED.to_string(),
            Unpack::Over(limit) => limit.into(),
        }
    }
}

/// Of packed bytes that cannot be unpacked.
pub(super) const DAMAGED: &str = "damaged: download or copy it again";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unpacked_is_counted() {
        let zeros = |bytes: u64| std::io::repeat(0).take(bytes);
        let over = |limit| Err(Unpack::Over(limit));
        for (packed, unpacked, expected) in [
            (1, SMALL, Ok(SMALL)),
            (1, SMALL + 1, over(Limit::Ratio)),
            (1 << 20, 3 << 20, Ok(3 << 20)),
            (1 << 20, RATIO << 20, Ok(RATIO << 20)),
            (1 << 20, (RATIO << 20) + 1, over(Limit::Ratio)),
            (UNPACKED, UNPACKED + 1, over(Limit::Unpacked)),
        ] {
            let found = Room::default().unpack(zeros(unpacked), packed);
            let found = found.map(|bytes| bytes.len() as u64);
            assert_eq!(found, expected, "{packed} to {unpacked}");
        }
        let mut room = Room::default();
        assert!(room.unpack(zeros(UNPACKED - 5), UNPACKED).is_ok());
        assert!(room.unpack(zeros(5), 5).is_ok());
        assert_eq!(room.unpack(zeros(1), 1), Err(Unpack::Over(Limit::Unpacked)));
    }
}
