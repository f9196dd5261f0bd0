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

/// Whether the file can be read in bounded memory.
pub(super) fn check(bytes: &[u8]) -> Result<(), Limit> {
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
        let size = unpacked(body, packed.max(1), most + 1);
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

/// What a stream unpacks to, in bytes, counted up to `most`.
fn unpacked(body: &[u8], times: usize, most: u64) -> u64 {
    let mut stream: Box<dyn Read + '_> = Box::new(body);
    for _ in 0..times {
        stream = Box::new(ZlibDecoder::new(stream));
    }
    let mut counted = Counted(0);
    // What is damaged is counted as far as it goes.
    let _ = io::copy(&mut stream.take(most), &mut counted);
    counted.0
}

struct Counted(u64);

impl io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
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
}
