//! XLSX workbooks, as spreadsheets and we ourselves save them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use calamine::{DataRef, Reader, Xlsx, XlsxError, XlsxFormulaMetadata as Formula};
use zip::ZipArchive;

use super::{Below, COLUMNS, Header, Visit, damaged};
use crate::Error;
use crate::review::marks::without_mark;

/// In bytes: what the parts of a workbook that the reader holds whole may unpack to, all together.
const WHOLE: u64 = 256 << 20;

/// In bytes: what its sheets may unpack to, all together; they are read row by row. The reports of
/// a million conflicts take half of it.
const SHEETS: u64 = 2 << 30;

/// In bytes: what a row may unpack to. With as much text in thirty columns as cells hold it has six
/// million.
const ROW: usize = 32 << 20;

/// In bytes: the shortest word in the list of words that cells share, `<si/>`.
const SHARED_WORD: usize = 5;

/// Reads the rows of every sheet that has the column `key`.
pub fn read(
    path: &Path,
    mut file: File,
    below: &Below,
    visit: &mut Visit,
) -> Result<Arc<Header>, Error> {
    check(&file).map_err(|problem| damaged(path, &problem))?;
    file.rewind().map_err(super::unreadable(path))?;
    let mut workbook: Xlsx<BufReader<File>> =
        guarded(|| Xlsx::new(BufReader::new(file))).map_err(|problem| unusable(path, &problem))?;
    let mut missing = None;
    let mut found = None;
    for name in workbook.sheet_names() {
        let below = match sheet(&mut workbook, &name, below.clone(), visit) {
            // A sheet of charts has no cells.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            below => below.map_err(|problem| unusable(path, &problem))?,
        };
        missing.get_or_insert_with(|| below.missing(path));
        found = found.or(below.header);
    }
    let none = || missing.unwrap_or_else(|| damaged(path, &"the workbook has no sheets"));
    found.ok_or_else(none)
}

/// Whether the workbook can be read in bounded memory: the reader holds its parts whole, of the
/// sheets each row, and makes room for as many shared words as the file says that there are.
fn check(file: &File) -> Result<(), &'static str> {
    let Ok(mut archive) = ZipArchive::new(BufReader::new(file)) else {
        return Ok(()); // the reader says what is wrong with it
    };
    let (mut whole, mut sheets) = (WHOLE, SHEETS);
    for part in 0..archive.len() {
        let Ok(part) = archive.by_index(part) else {
            continue;
        };
        let name = part.name().unwrap_or_default().to_lowercase();
        let shares = name.ends_with("sharedstrings.xml");
        let is_sheet = name.starts_with("xl/worksheets/") && !shares;
        let left = if is_sheet { &mut sheets } else { &mut whole };
        let mut part = part.take(*left + 1);
        let (mut bytes, mut rows) = (Vec::new(), LongestRow::default());
        // What is damaged is counted as far as it goes.
        let _ = match (shares, is_sheet) {
            (true, _) => part.read_to_end(&mut bytes).map(|_| ()),
            (_, true) => io::copy(&mut part, &mut rows).map(|_| ()),
            (_, false) => io::copy(&mut part, &mut io::sink()).map(|_| ()),
        };
        let read = *left + 1 - part.limit();
        *left = left.checked_sub(read).ok_or(match is_sheet {
            true => "its sheets unpack to more than 2 GiB: save the one with the verdicts as CSV and give that",
            false => "it unpacks to more than 256 MiB: save the sheet with the verdicts as CSV and give that",
        })?;
        if rows.longest > ROW {
            return Err(
                "it has a row of more than 32 MiB: save the sheet with the verdicts as CSV and give that",
            );
        }
        if words_promised(&bytes) > bytes.len() / SHARED_WORD {
            return Err(
                "it holds fewer words than it says: open it in a spreadsheet and save it again",
            );
        }
    }
    Ok(())
}

/// Finds the longest row of a sheet that is written to it, in bytes.
#[derive(Default)]
struct LongestRow {
    here: usize,
    longest: usize,
}

impl io::Write for LongestRow {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut from = 0;
        // A beginning that falls between two writes makes two rows one, which matters to none.
        for at in memchr::memmem::find_iter(bytes, b"<row") {
            self.longest = self.longest.max(self.here + at - from);
            (self.here, from) = (0, at);
        }
        self.here += bytes.len() - from;
        self.longest = self.longest.max(self.here);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The largest number of shared words that the list of them says it has.
fn words_promised(list: &[u8]) -> usize {
    const COUNT: &[u8] = b"uniqueCount";
    let numbers = memchr::memmem::find_iter(list, COUNT).map(|at| {
        let value = list[at + COUNT.len()..].iter();
        let digits = value
            .skip_while(|byte| !byte.is_ascii_digit())
            .take_while(|byte| byte.is_ascii_digit());
        digits.fold(0usize, |number, digit| {
            number
                .saturating_mul(10)
                .saturating_add(usize::from(digit - b'0'))
        })
    });
    numbers.max().unwrap_or_default()
}

/// Reads one sheet cell by cell: a range of cells would hold every empty one of a sheet that has
/// a single cell far out.
fn sheet<'k>(
    workbook: &mut Xlsx<BufReader<File>>,
    name: &str,
    mut below: Below<'k>,
    visit: &mut Visit,
) -> Result<Below<'k>, XlsxError> {
    let mut reader = guarded(|| workbook.worksheet_cells_reader(name))?;
    let (mut number, mut cells) = (0, Vec::new());
    let mut shared = Shared::default();
    while let Some(cell) = guarded(|| reader.next_cell_with_formula_metadata())? {
        let (row, column) = (cell.pos.0 as usize, cell.pos.1 as usize);
        if row != number {
            if !below.take(number + 1, std::mem::take(&mut cells), visit) {
                return Ok(below);
            }
            number = row;
        }
        let formula = cell.formula.and_then(|formula| shared.text(formula));
        let text = match (&cell.value, formula) {
            // A note that began with "=" by mistake: the spreadsheet could not compute it.
            (DataRef::Empty | DataRef::Error(_), Some(formula)) => format!("={formula}"),
            (value, _) => text(value),
        };
        // A cell that says it lies further out is damage.
        if text.is_empty() || column >= COLUMNS {
            continue;
        }
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
    }
    below.take(number + 1, cells, visit);
    Ok(below)
}

/// The library stumbles over some damaged workbooks. One bad file must not end a run with a panic.
fn guarded<T>(work: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, XlsxError> {
    let damaged = XlsxError::Unexpected("damaged cells");
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(damaged))
}

/// The formulas that cells below or beside each other share, by their numbers: only the first of
/// the cells has the words. The library would hold them in a list as long as the greatest number,
/// which may be any.
#[derive(Default)]
struct Shared(BTreeMap<usize, String>);

impl Shared {
    /// More formulas, or longer ones in bytes, belong to no note.
    const MOST: usize = 10_000;

    /// The words of a cell's formula.
    fn text(&mut self, formula: Formula) -> Option<String> {
        match formula {
            Formula::Normal { formula } => Some(formula),
            Formula::Shared {
                shared_index,
                formula,
                ..
            } => {
                if self.0.len() < Self::MOST && formula.len() < Self::MOST {
                    self.0.insert(shared_index, formula.clone());
                }
                Some(formula)
            }
            Formula::SharedDerived { shared_index } => self.0.get(&shared_index).cloned(),
            // The library may come to know more kinds.
            _ => None,
        }
    }
}

/// What a cell shows, as our CSV would say it.
fn text(value: &DataRef) -> String {
    match value {
        DataRef::String(text) => without_mark(text).to_owned(),
        DataRef::SharedString(text) => without_mark(text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(), // without a point where it is whole
        DataRef::Bool(true) => "TRUE".into(),
        DataRef::Bool(false) => "FALSE".into(),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            match (hour, minute, second) {
                (0, 0, 0) => date,
                _ => format!("{date} {hour:02}:{minute:02}:{second:02}"),
            }
        }
        DataRef::DateTime(length) => length.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn unusable(path: &Path, problem: &XlsxError) -> Error {
    damaged(
        path,
        &format_args!(
            "it is no workbook that can be read ({problem}); open it in a spreadsheet and save it as .xlsx or CSV"
        ),
    )
}

/// What to say of a file of the older kind in which spreadsheets also lock up workbooks with a
/// password. Only the name of the part that holds one is looked for: libraries stumble over
/// damaged files of this kind.
pub fn closed(path: &Path, file: File) -> Error {
    let mut bytes = Vec::new();
    if let Err(problem) = file.take(WHOLE).read_to_end(&mut bytes) {
        return super::unreadable(path)(problem);
    }
    let locked: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
    let problem = if memchr::memmem::find(&bytes, &locked).is_some() {
        "it is protected by a password; save it without one, or as CSV"
    } else {
        "it is a workbook of an old kind, or damaged; open it in a spreadsheet and save it as .xlsx or CSV"
    };
    damaged(path, &problem)
}
