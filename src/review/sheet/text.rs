//! CSV in the ways in which spreadsheets save it.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Below, COLUMNS, Header, Row, Visit, damaged, unreadable};
use crate::Error;
use crate::review::marks::without_mark;

/// How much of a file is looked at to find out how it was saved, in bytes.
const LOOK: u64 = 1 << 16;

/// Separators and quotation marks between which spreadsheets let people choose.
const DIALECTS: [(u8, u8); 6] = [
    (b',', b'"'),
    (b';', b'"'),
    (b'\t', b'"'),
    (b',', b'\''),
    (b';', b'\''),
    (b'\t', b'\''),
];

/// The line with which Excel says what separates the cells.
const HINT: &[u8] = b"sep=";

/// Reads the rows of a file.
///
/// 1. The encoding is UTF-16 where a byte order mark or a zero in every second byte says so, else
///    UTF-8; cells that are no UTF-8 are taken for windows-1252, in which older spreadsheets save.
/// 2. The separator and the quotation mark are those with which a row has the column `key`.
pub fn read(
    path: &Path,
    file: File,
    mut below: Below,
    visit: &mut Visit,
) -> Result<Arc<Header>, Error> {
    let mut input = decoded(file).map_err(unreadable(path))?;
    let mut start = Vec::new();
    let looked = Read::by_ref(&mut input).take(LOOK).read_to_end(&mut start);
    looked.map_err(unreadable(path))?;
    let hinted = start.len() > HINT.len() && start[..HINT.len()].eq_ignore_ascii_case(HINT);
    if hinted {
        let end = start.iter().position(|&byte| byte == b'\n');
        start.drain(..end.map_or(start.len(), |end| end + 1));
    }

    let dialect = DIALECTS.into_iter().find(|&dialect| {
        let mut below = below.clone();
        let mut nobody = |_: Row| {};
        for (number, record) in reader(dialect, start.as_slice()).byte_records().enumerate() {
            let Ok(record) = record else { break };
            if below.header.is_some() || !below.take(number, cells(&record), &mut nobody) {
                break;
            }
        }
        below.header.is_some()
    });
    if dialect.is_none() && start.contains(&0) {
        return Err(damaged(path, &"it is neither CSV nor an XLSX workbook"));
    }
    let dialect = dialect.unwrap_or_else(|| likely(&start));

    let above = 1 + usize::from(hinted);
    let mut reader = reader(dialect, Cursor::new(start).chain(input));
    for (number, record) in reader.byte_records().enumerate() {
        let record = record.map_err(|problem| damaged(path, &problem))?;
        if record.len() > COLUMNS {
            let row = number + above;
            return Err(damaged(
                path,
                &format_args!("row {row} has more than {COLUMNS} cells; save the sheet again"),
            ));
        }
        if !below.take(number + above, cells(&record), visit) {
            break;
        }
    }
    below.header.take().ok_or_else(|| below.missing(path))
}

fn reader<R: Read>((separator, quote): (u8, u8), input: R) -> csv::Reader<R> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .quote(quote)
        .has_headers(false)
        .flexible(true)
        .from_reader(input)
}

/// The separator that the first line has most of.
fn likely(start: &[u8]) -> (u8, u8) {
    let line = start.split(|&byte| byte == b'\n').next();
    let count = |mark: u8| {
        let bytes = line.unwrap_or_default().iter();
        bytes.filter(|&&byte| byte == mark).count()
    };
    let most = [b'\t', b';', b','].into_iter().max_by_key(|&m| count(m));
    (most.unwrap_or(b','), b'"')
}

fn cells(record: &csv::ByteRecord) -> Vec<String> {
    let text = |cell: &[u8]| {
        let text = match std::str::from_utf8(cell) {
            Ok(text) => text.into(),
            Err(_) => WINDOWS_1252.decode_without_bom_handling(cell).0,
        };
        without_mark(&text).to_owned()
    };
    record.iter().map(text).collect()
}

/// The bytes of a file as UTF-8 without a byte order mark, except where it is neither UTF-8 nor
/// UTF-16.
fn decoded(file: File) -> io::Result<Box<dyn Read>> {
    let mut file = BufReader::new(file);
    let mut start = Vec::new();
    Read::by_ref(&mut file).take(64).read_to_end(&mut start)?;
    let utf16 = match Encoding::for_bom(&start) {
        Some((encoding, length)) => {
            start.drain(..length);
            Some(encoding).filter(|encoding| *encoding != encoding_rs::UTF_8)
        }
        None => unmarked(&start),
    };
    let whole = Cursor::new(start).chain(file);
    Ok(match utf16 {
        Some(encoding) => Box::new(Decoded::new(encoding, whole)),
        None => Box::new(whole),
    })
}

/// UTF-16 without a mark: the header of a table is in ASCII.
fn unmarked(start: &[u8]) -> Option<&'static Encoding> {
    let zeros = |first: usize| {
        let mut bytes = start.iter().skip(first).step_by(2);
        start.len() > 8 && bytes.all(|&byte| byte == 0)
    };
    match (zeros(0), zeros(1)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// Text of another encoding, read as UTF-8.
struct Decoded<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// What is decoded and not yet given.
    ready: Cursor<Vec<u8>>,
    ended: bool,
}

impl<R: Read> Decoded<R> {
    fn new(encoding: &'static Encoding, input: R) -> Self {
        Decoded {
            input,
            decoder: encoding.new_decoder_without_bom_handling(),
            raw: vec![0; 1 << 13],
            ready: Cursor::default(),
            ended: false,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        let read = self.input.read(&mut self.raw)?;
        self.ended = read == 0;
        let mut bytes = &self.raw[..read];
        let mut out = String::with_capacity(4 * self.raw.len());
        loop {
            let (result, taken, _) = self.decoder.decode_to_string(bytes, &mut out, self.ended);
            bytes = &bytes[taken..];
            match result {
                CoderResult::InputEmpty => break,
                CoderResult::OutputFull => out.reserve(self.raw.len()),
            }
        }
        self.ready = Cursor::new(out.into_bytes());
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        loop {
            let given = self.ready.read(to)?;
            if given > 0 || self.ended || to.is_empty() {
                return Ok(given);
            }
            self.fill()?;
        }
    }
}
