//! A look at the packed streams of a PDF before it is read: what they unpack to is counted
//! without being kept, for the reader unpacks each of them whole.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;

use crate::documents::limits::{self, Limit};

/// In bytes: what a stream may unpack to that is no picture. A page has a hundredth.
const STREAM: u64 = limits::ONE;

/// In bytes: pictures are packed in the same way and may be larger, but are never unpacked unless
/// the file lies.
const PICTURE: u64 = 512 << 20;

/// In bytes: all streams together, and all pictures.
const ALL: u64 = 2 << 30;
const PICTURES: u64 = 8 << 30;

/// How much an old way of packing can grow at the most.
const LZW: u64 = 1400;

/// Ways of packing used one inside the other.
const DEEPEST: usize = 3;

/// The widest row of a stream whose rows are packed as differences: the reader makes room for one
/// row whatever the stream holds. The widest pictures have a tenth.
const COLUMNS: u64 = 1_000_000;

/// In bytes: a name in which every letter is written as its number, and the number behind it.
const ROW_WIDTH: usize = 64;

/// Whether the file can be read in bounded memory.
pub(super) fn check(bytes: &[u8]) -> Result<(), Limit> {
    if has_wide_rows(bytes, bytes.len()) {
        return Err(Limit::Ratio);
    }
    let (mut all, mut pictures, mut searched) = (0, 0, 0);
    for (at, _) in find(bytes, b"stream") {
        // `endstream` ends one.
        if bytes[..at].ends_with(b"end") {
            continue;
        }
        let dictionary = dictionary(&bytes[..at]);
        let body = &bytes[at + b"stream".len()..];
        let body = body
            .strip_prefix(b"\r\n")
            .or(body.strip_prefix(b"\n"))
            .unwrap_or(body);
        let count = |word: &[u8]| find(dictionary, word).count();
        let is_picture = count(b"/Image") > 0;
        let most = if is_picture { PICTURE } else { STREAM };
        let packed = count(b"FlateDecode") + count(b"/Fl ") + count(b"/Fl]");
        if packed > DEEPEST {
            return Err(Limit::Ratio);
        }
        if count(b"LZW") > 0 {
            let end = find(body, b"endstream").next();
            let length = end.map_or(body.len(), |(end, _)| end) as u64;
            // Words inside a stream that look like the start of one make no end of work.
            searched += length;
            if length * LZW > ALL || searched > ALL {
                return Err(Limit::Ratio);
            }
        }
        if body.first() != Some(&0x78) && packed == 0 {
            continue;
        }
        let Unpacked { size, wide, .. } = unpacked(body, packed.max(1), most + 1);
        if wide {
            return Err(Limit::Ratio);
        }
        if is_picture {
            pictures += size;
        } else {
            all += size;
        }
        if size > most || all > ALL || pictures > PICTURES {
            return Err(Limit::Unpacked);
        }
    }
    Ok(())
}

/// Whether anything that begins before `until` says that a row has more columns than any: a number
/// that is larger, or one that stands elsewhere, where it could be any.
fn has_wide_rows(bytes: &[u8], until: usize) -> bool {
    memchr::memchr_iter(b'/', &bytes[..until]).any(|at| {
        let Some(rest) = after_name(&bytes[at + 1..], b"Columns") else {
            return false;
        };
        let rest = &rest[..rest.len().min(ROW_WIDTH)];
        let mut words = rest.split(is_blank).filter(|word| !word.is_empty());
        let number = words.next().unwrap_or_default();
        let digits = number.iter().take_while(|byte| byte.is_ascii_digit());
        let value = digits.clone().fold(0u64, |value, digit| {
            value
                .saturating_mul(10)
                .saturating_add(u64::from(digit - b'0'))
        });
        let is_place = words.nth(1).is_some_and(|word| word.starts_with(b"R"));
        value > COLUMNS || digits.count() == 0 || is_place
    })
}

fn is_blank(byte: &u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

/// What follows a name, in which any letter may be written as `#` and its number; nothing where
/// another name stands there.
fn after_name<'b>(mut bytes: &'b [u8], name: &[u8]) -> Option<&'b [u8]> {
    for letter in name {
        bytes = match bytes {
            [b'#', high, low, rest @ ..] => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                let value = digit(high)? * 16 + digit(low)?;
                (value == u32::from(*letter)).then_some(rest)?
            }
            [first, rest @ ..] => (first == letter).then_some(rest)?,
            [] => return None,
        };
    }
    let ends = |byte: &u8| is_blank(byte) || b"()<>[]{}/%".contains(byte);
    bytes.first().is_none_or(ends).then_some(bytes)
}

/// What a stream unpacks to, counted up to `most` bytes.
fn unpacked(body: &[u8], times: usize, most: u64) -> Unpacked {
    let mut stream: Box<dyn Read + '_> = Box::new(body);
    for _ in 0..times {
        stream = Box::new(ZlibDecoder::new(stream));
    }
    let mut counted = Unpacked::default();
    // What is damaged is counted as far as it goes.
    let _ = io::copy(&mut stream.take(most), &mut counted);
    counted.wide |= has_wide_rows(&counted.last, counted.last.len());
    counted
}

/// What was unpacked of a stream.
#[derive(Default)]
struct Unpacked {
    /// In bytes.
    size: u64,
    /// Whether it has the dictionary of a stream with rows that are too wide.
    wide: bool,
    /// Its last bytes, which are looked at when more have come.
    last: Vec<u8>,
}

impl io::Write for Unpacked {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.size += bytes.len() as u64;
        self.last.extend_from_slice(bytes);
        let old = self.last.len().saturating_sub(ROW_WIDTH);
        self.wide |= has_wide_rows(&self.last, old);
        self.last.drain(..old);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The dictionary before a stream: from the last `obj`, if that is near.
fn dictionary(before: &[u8]) -> &[u8] {
    let near = &before[before.len().saturating_sub(2048)..];
    let start = find(near, b"obj").last().map_or(0, |(at, _)| at);
    &near[start..]
}

/// The places of `word`, each with what follows.
fn find<'b>(bytes: &'b [u8], word: &'b [u8]) -> impl Iterator<Item = (usize, &'b [u8])> {
    memchr::memmem::find_iter(bytes, word).map(|at| (at, &bytes[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(bytes).expect("written");
        packer.finish().expect("packed")
    }

    fn file(dictionary: &str, body: &[u8]) -> Vec<u8> {
        let mut file = format!("%PDF-1.4\n1 0 obj\n<<{dictionary}>>\nstream\r\n").into_bytes();
        file.extend_from_slice(body);
        file.extend_from_slice(b"\nendstream\nendobj\n");
        file
    }

    #[test]
    fn streams_that_grow_without_measure() {
        let zeros = vec![0; usize::try_from(STREAM).expect("a size") + 1];
        let bomb = packed(&zeros);
        let page = packed(&b"BT (Two ferries met.) Tj ET ".repeat(1000));
        for (dictionary, body, expected) in [
            ("/Filter /FlateDecode", &page, Ok(())),
            ("/Filter /FlateDecode", &bomb, Err(Limit::Unpacked)),
            (
                "/Filter [/FlateDecode /FlateDecode]",
                &packed(&bomb),
                Err(Limit::Unpacked),
            ),
            ("/Subtype /Image /Filter /FlateDecode", &bomb, Ok(())),
            ("/Filter /LZWDecode", &page, Ok(())),
            ("/Filter /LZWDecode", &zeros, Err(Limit::Ratio)),
            ("/Filter /FlateDecode", &page[..20].to_vec(), Ok(())),
        ] {
            assert_eq!(check(&file(dictionary, body)), expected, "{dictionary}");
        }
        assert_eq!(check(b"stream"), Ok(()));
    }

    #[test]
    fn rows_that_are_wider_than_any() {
        for (said, is_wide) in [
            ("/Columns 1728 /Rows 2200", false),
            ("/Columns 5>>", false),
            ("/ColumnsOfText 99999999", false),
            ("/Columns\n1000000", false),
            ("/Columns 1000001", true),
            ("/Columns\t 99999999999999999999999", true),
            ("/C#6flumn#73 1000000000", true),
            ("/Columns 7 0 R", true),
            ("/Columns%\n1000000000", true),
        ] {
            let expected = if is_wide { Err(Limit::Ratio) } else { Ok(()) };
            assert_eq!(check(&file(said, b"")), expected, "{said}");
            let filter = "/Type /ObjStm /Filter /FlateDecode";
            let held = [&" ".repeat(8200 - said.len() / 2), said].concat();
            let held = file(filter, &packed(held.as_bytes()));
            assert_eq!(check(&held), expected, "{said}, packed");
        }
    }
}
