//! PDF files: the text of the pages in reading order.
//!
//! **Offsets** count characters of the text as extracted: paragraphs with a blank line between
//! two, in the order of the pages and, on a page, of its columns. Words that are broken at the end
//! of a line are joined. Left out: lines that recur at the top or foot of pages, and the numbers
//! of pages. Pages without text, such as pictures of pages, give none.
//!
//! ```text
//! file → letters     with their places on each page     (this file)
//!      → lines       letters that stand together, columns one after the other   (pdf/lines.rs)
//!      → paragraphs  lines that belong together, hyphens undone                 (pdf/paragraphs.rs)
//! ```
//!
//! The file is parsed and its pages interpreted by [`hayro_interpret`], which draws them on a
//! device; ours notes the letters and throws the pictures away.

mod guard;
mod lines;
mod paragraphs;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::metadata::Metadata;
use hayro_interpret::hayro_syntax::page::Page as Sheet;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, RenderContent, SoftMask, TransformExt, interpret_page,
};

use super::Content;
use super::html::one_line;
use super::limits::DAMAGED;
use super::metadata::{self, About};
use lines::{Letter, Line, Page};

/// Reads a `.pdf` file.
pub(super) fn read(bytes: &[u8]) -> Result<Content, String> {
    guard::check(bytes)?;
    // The library means never to panic, but it interprets fonts and programs that anybody wrote.
    // One bad file must not end a run.
    let found = catch_unwind(AssertUnwindSafe(|| pages(bytes)));
    let (pages, about) = match found {
        Ok(found) => found?,
        Err(problem) if problem.is::<TooMuch>() => return Err(TOO_MUCH.to_string()),
        Err(_) => return Err(DAMAGED.to_string()),
    };
    if pages.iter().all(|page| page.lines.is_empty()) {
        return Err(textless(&pages).to_string());
    }
    let (heading, text) = paragraphs::text(&pages);
    let title = About {
        title: heading,
        ..About::default()
    };
    let about = about.or(title);
    Ok(Content::taken_out(text, about))
}

/// Why a file has no text.
fn textless(pages: &[Page]) -> &'static str {
    if pages.iter().any(|page| page.unknown > 0) {
        "its fonts do not say which letters they draw: run OCR first"
    } else if pages.iter().any(|page| page.pictures > 0) {
        "scanned, no text: run OCR first"
    } else {
        "no text in it: check that it was saved or downloaded whole"
    }
}

/// The lines of all pages, and what the file says of itself.
fn pages(bytes: &[u8]) -> Result<(Vec<Page>, About), String> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|problem| match problem {
        LoadPdfError::Decryption(_) => {
            "it needs a password: save a copy without one and give that".to_string()
        }
        LoadPdfError::Invalid => DAMAGED.to_string(),
    })?;
    let settings = InterpreterSettings {
        // Remarks of readers are not the text.
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    let cache = InterpreterCache::new();
    let mut work = 0;
    let mut pages = Vec::new();
    for sheet in pdf.pages().iter() {
        let mut context = Context::new(
            sheet.initial_transform(true).to_kurbo(),
            Rect::new(0.0, 0.0, 1.0, 1.0),
            &cache,
            pdf.xref(),
            settings.clone(),
        );
        let mut notes = Notes {
            work,
            ..Notes::default()
        };
        interpret_page(sheet, &mut context, &mut notes);
        work = notes.work;
        pages.push(page(sheet, notes));
    }
    Ok((pages, about(pdf.metadata())))
}

fn page(sheet: &Sheet, notes: Notes) -> Page {
    let (width, height) = sheet.render_dimensions();
    Page {
        lines: lines::of_letters(notes.letters, f64::from(width)),
        height: f64::from(height),
        unknown: notes.unknown,
        pictures: notes.pictures,
    }
}

/// What the file says of itself. Its day is that of the file, not of a publication.
fn about(metadata: &Metadata) -> About {
    let field = |field: &Option<Box<[u8]>>| {
        let text = field.as_deref().map(words).unwrap_or_default();
        one_line(&text)
    };
    let title = field(&metadata.title);
    // Programs put the name of the file they made it of there.
    let lower = title.to_lowercase();
    let is_file = lower.starts_with("microsoft word")
        || lower.starts_with("untitled")
        || lower.rsplit_once('.').is_some_and(|(_, end)| {
            (2..=5).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphanumeric())
        });
    About {
        title: if is_file { String::new() } else { title },
        author: metadata::person(&field(&metadata.author)).unwrap_or_default(),
        ..About::default()
    }
}

/// A string of a PDF: UTF-16 or UTF-8 with a mark, else nearly Latin 1.
fn words(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode_with_bom_removal(bytes).0.into_owned(),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_string(),
            Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
        },
    }
    .replace('\0', "")
}

/// A device that notes letters.
#[derive(Default)]
struct Notes {
    letters: Vec<Letter>,
    /// Letters whose fonts do not say what they are.
    unknown: usize,
    pictures: usize,
    /// What all pages so far have drawn.
    work: usize,
}

/// Thrown out of a page that draws without end: a small file can ask for a drawing that holds ten
/// drawings, each of which holds ten.
struct TooMuch;

/// The largest books have a few million letters.
const MOST_WORK: usize = 20_000_000;

const TOO_MUCH: &str = "its pages draw more than any book: print it into a new PDF";

impl Notes {
    fn count(&mut self) {
        self.work += 1;
        if self.work > MOST_WORK {
            resume_unwind(Box::new(TooMuch));
        }
    }

    fn letter(&mut self, glyph: &Glyph, place: Affine) {
        self.count();
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => {
                self.unknown += 1;
                return;
            }
        };
        let advance = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        let advance = f64::from(advance.unwrap_or(500.0));
        let [at, end, up] = [(0.0, 0.0), (advance, 0.0), (0.0, EM)].map(|p| place * Point::from(p));
        // Letters that stand on their heads or climb are drawings, marks on the page's side.
        let level = (end.y - at.y).abs() <= (end.x - at.x).abs() && end.x >= at.x;
        let size = (up - at).hypot();
        if level && size.is_finite() && at.x.is_finite() && at.y.is_finite() && end.x.is_finite() {
            self.letters.push(Letter {
                text,
                start: at.x,
                end: end.x,
                base: at.y,
                size,
            });
        }
    }
}

/// Units of the size of a font.
const EM: f64 = 1000.0;

impl<'a> Device<'a> for Notes {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.count();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        // Letters with an outline are drawn twice, once filled and once not.
        let again = matches!(mode, DrawMode::Stroke(_)) && self.just_drawn(run, &props);
        if !again {
            for glyph in run.glyphs() {
                self.letter(glyph, props.transform * glyph.transform());
            }
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.count();
        self.pictures += 1;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

impl Notes {
    /// Whether the last letter noted is the last of this run.
    fn just_drawn(&self, run: &GlyphRun, props: &DrawProps) -> bool {
        let last = run.glyphs().last().map(|glyph| {
            let at = props.transform * glyph.transform() * Point::ZERO;
            (at.x, at.y)
        });
        let noted = self
            .letters
            .last()
            .map(|letter| (letter.start, letter.base));
        last.is_some() && last == noted
    }
}

/// The text of a line, for the modules below.
fn is_blank(line: &Line) -> bool {
    line.text.trim().is_empty()
}
