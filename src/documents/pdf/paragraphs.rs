//! From lines to paragraphs: what recurs on pages goes, lines that belong together are joined,
//! words broken at the end of a line are made whole.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::lines::{Line, Page, median};
use crate::documents::html::one_line;
use crate::documents::kinds::{ends_sentence, list_mark};

/// The heading of the first page (empty if nothing stands out) and the text of all pages.
pub(super) fn text(pages: &[Page]) -> (String, String) {
    let size = usual_size(pages);
    let recurring = recurring(pages);
    let lines: Vec<Vec<&Line>> = pages
        .iter()
        .map(|page| own_lines(page, &recurring, size))
        .collect();
    let heading = lines
        .first()
        .map_or(String::new(), |lines| heading(lines, size));
    let blocks: Vec<Block> = lines.iter().flat_map(|lines| blocks(lines)).collect();
    let leading = leading(&blocks);
    let mut paragraphs: Vec<Vec<&Line>> = Vec::new();
    let mut last: Option<(&Block, &Line)> = None;
    for block in &blocks {
        for (at, line) in block.lines.iter().enumerate() {
            let goes_on = last.is_some_and(|(before, previous)| {
                if at > 0 {
                    follows(block, previous, line, leading)
                } else {
                    crosses(before, previous, line)
                }
            });
            match paragraphs.last_mut() {
                Some(paragraph) if goes_on => paragraph.push(line),
                _ => paragraphs.push(vec![line]),
            }
            last = Some((block, line));
        }
    }
    let words = words(&lines);
    let mut text = String::new();
    for paragraph in &paragraphs {
        let paragraph = joined(paragraph, &words);
        if !paragraph.is_empty() {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&paragraph);
            text.push('\n');
        }
    }
    (heading, text)
}

/// The size of the font that most of the text has.
fn usual_size(pages: &[Page]) -> f64 {
    let lines = pages.iter().flat_map(|page| &page.lines);
    let mut sizes: BTreeMap<u64, usize> = BTreeMap::new();
    for line in lines {
        // To a quarter of a point.
        *sizes.entry((line.size * 4.0).round() as u64).or_default() += line.text.len();
    }
    let most = sizes.iter().max_by_key(|(_, count)| **count);
    most.map_or(10.0, |(size, _)| *size as f64 / 4.0)
}

/// As a part of the height of a page: where its header and footer stand, on small pages too.
const MARGIN: f64 = 0.2;

/// How many lines a header or a footer has at the most.
const HEADER: usize = 3;

/// The lines that may be headers and footers of a page, from the outside in; whether each is at
/// the very edge.
fn margins(page: &Page) -> Vec<(usize, bool)> {
    let mut order: Vec<usize> = (0..page.lines.len()).collect();
    order.sort_by(|&a, &b| page.lines[a].base.total_cmp(&page.lines[b].base));
    let top = order.iter().take(HEADER).enumerate();
    let top = top.filter(|(_, at)| page.lines[**at].base < MARGIN * page.height);
    let foot = order.iter().rev().take(HEADER).enumerate();
    let foot = foot.filter(|(_, at)| page.lines[**at].base > (1.0 - MARGIN) * page.height);
    top.chain(foot)
        .map(|(place, &at)| (at, place == 0))
        .collect()
}

/// A line with its numbers blotted out, for those differ from page to page.
fn blotted(text: &str) -> String {
    let mut blotted = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if !c.is_numeric() {
            blotted.extend(c.to_lowercase());
        } else if !blotted.ends_with('#') {
            blotted.push('#');
        }
    }
    blotted
}

/// The lines that stand at the edge of several pages, numbers aside.
fn recurring(pages: &[Page]) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages {
        let lines: BTreeSet<String> = margins(page)
            .into_iter()
            .map(|(at, _)| blotted(&page.lines[at].text))
            .collect();
        for line in lines {
            *counts.entry(line).or_default() += 1;
        }
    }
    let enough = if pages.len() <= 3 { 2 } else { 3 };
    let often = counts.into_iter().filter(|(_, count)| *count >= enough);
    often.map(|(line, _)| line).collect()
}

/// The lines of a page without headers, footers and its number.
fn own_lines<'p>(page: &'p Page, recurring: &BTreeSet<String>, size: f64) -> Vec<&'p Line> {
    let gone: BTreeSet<usize> = margins(page)
        .into_iter()
        .filter(|&(at, outermost)| {
            let line = &page.lines[at];
            // A title may stand over every page, but it is large only once.
            let is_title = line.size > 1.2 * size;
            (!is_title && recurring.contains(&blotted(&line.text)))
                || (outermost && is_page_number(&line.text))
        })
        .map(|(at, _)| at)
        .collect();
    let lines = page.lines.iter().enumerate();
    lines
        .filter(|(at, _)| !gone.contains(at))
        .map(|(_, line)| line)
        .collect()
}

/// `7`, `- 7 -`, `Page 7 of 12`, `vii`.
fn is_page_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: &str| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    let roman = |word: &str| word.bytes().all(|b| b"ivxl".contains(&b));
    match words[..] {
        [word] | ["page" | "p", word] => number(word) || roman(word),
        [first, second] | [first, "of", second] | ["page", first, "of", second] => {
            number(first) && number(second)
        }
        _ => false,
    }
}

/// The lines in the largest font of the first page, if it is much larger than the usual one.
fn heading(lines: &[&Line], size: f64) -> String {
    let largest = lines.iter().map(|line| line.size).fold(0.0, f64::max);
    if largest < 1.25 * size {
        return String::new();
    }
    let is_large = |line: &&&Line| line.size > 0.95 * largest;
    let first = lines.iter().position(|line| is_large(&line)).unwrap_or(0);
    let parts: Vec<&str> = lines[first..]
        .iter()
        .take_while(is_large)
        .map(|line| line.text.as_str())
        .collect();
    let heading = one_line(&parts.join(" "));
    if heading.chars().count() > LONGEST_HEADING {
        return String::new();
    }
    heading
}

/// In characters; longer ones are posters.
const LONGEST_HEADING: usize = 250;

/// Lines of a column one below the other, all of one size.
struct Block<'p> {
    lines: Vec<&'p Line>,
    left: f64,
    right: f64,
}

fn blocks<'p>(lines: &[&'p Line]) -> Vec<Block<'p>> {
    let mut blocks: Vec<Block> = Vec::new();
    for &line in lines {
        if let Some(block) = blocks.last_mut()
            && let Some(last) = block.lines.last()
            && line.column == last.column
            && line.base > last.base
            && same_size(line, last)
            && line.base - last.base < 4.0 * line.size
        {
            block.left = block.left.min(line.start);
            block.right = block.right.max(line.end);
            block.lines.push(line);
        } else {
            blocks.push(Block {
                lines: vec![line],
                left: line.start,
                right: line.end,
            });
        }
    }
    blocks
}

/// The usual distance of two lines, in sizes of their font.
fn leading(blocks: &[Block]) -> f64 {
    let mut gaps: Vec<f64> = blocks
        .iter()
        .flat_map(|block| block.lines.windows(2))
        .map(|pair| (pair[1].base - pair[0].base) / pair[1].size)
        .filter(|gap| *gap > 0.5)
        .collect();
    match median(&mut gaps) {
        0.0 => 1.2,
        usual => usual,
    }
}

fn same_size(a: &Line, b: &Line) -> bool {
    (a.size - b.size).abs() < 0.1 * a.size.max(b.size)
}

fn starts_small(line: &Line) -> bool {
    line.text.trim_start().starts_with(char::is_lowercase)
}

fn is_broken(line: &Line) -> bool {
    line.text.trim_end().ends_with(HYPHENS)
}

const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{AD}'];

/// Whether a line goes on with the paragraph of the one above it.
fn follows(block: &Block, above: &Line, line: &Line, leading: f64) -> bool {
    if list_mark(line.text.trim_start()) > 0 || line.row || above.row {
        return false;
    }
    let gap = (line.base - above.base) / line.size;
    if gap > 1.3 * leading + 0.1 {
        return false;
    }
    if starts_small(line) || is_broken(above) {
        return true;
    }
    let indented =
        line.start - block.left > 0.8 * line.size && line.start - above.start > 0.5 * line.size;
    if indented {
        return false;
    }
    // The first word would have had room above: the paragraph ended there.
    let letters = line.text.chars().count().max(1) as f64;
    let first = line.text.split_whitespace().next().unwrap_or("");
    let first = (first.chars().count() + 1) as f64 * (line.end - line.start) / letters;
    above.end + first + line.size > block.right
}

/// Whether a line goes on with the paragraph that the column or page before ended in.
fn crosses(before: &Block, last: &Line, line: &Line) -> bool {
    // A heading at the foot of a column is shorter than the column, or stands alone.
    let full = before.lines.len() > 1 && before.right - last.end < 1.5 * last.size;
    same_size(last, line)
        && !line.row
        && !last.row
        && list_mark(line.text.trim_start()) == 0
        && !ends_sentence(last.text.trim_end())
        && (starts_small(line) || is_broken(last) || full)
}

/// The words of the text, in small letters, without those that a line may have broken.
fn words(lines: &[Vec<&Line>]) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for line in lines.iter().flatten() {
        let mut all: Vec<&str> = line.text.split_whitespace().collect();
        if is_broken(line) {
            all.pop();
        }
        words.extend(all.into_iter().map(plain).filter(|word| !word.is_empty()));
    }
    words
}

fn plain(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.replace('\u{2010}', "-").to_lowercase()
}

fn joined(lines: &[&Line], words: &BTreeSet<String>) -> String {
    let mut text = String::new();
    for line in lines {
        let line: String = line.text.chars().flat_map(unligatured).collect();
        let cells: Vec<String> = line.split('\t').map(one_line).collect();
        let line = cells.join("\t").replace('\u{AD}', "\u{2010}");
        let broken = text.ends_with(['-', '\u{2010}']) && line.starts_with(char::is_lowercase);
        if broken {
            let head = text.rsplit(' ').next().unwrap_or("").to_string();
            let tail = line.split(' ').next().unwrap_or("");
            if !keeps_hyphen(&head, tail, words) {
                text.pop();
            }
        } else if !text.is_empty() && !text.ends_with(['\u{2010}', '/']) {
            text.push(' ');
        }
        text.push_str(&line);
    }
    text.replace('\u{2010}', "-")
}

/// Whether the hyphen belongs to the word: `well-|known` but not `har-|bour`. First the text
/// itself is asked how it writes the word elsewhere.
fn keeps_hyphen(head: &str, tail: &str, words: &BTreeSet<String>) -> bool {
    const FIRST: [&str; 22] = [
        "self", "well", "ill", "non", "ex", "so", "long", "short", "high", "low", "half", "multi",
        "anti", "mid", "cross", "semi", "part", "full", "vice", "two", "three", "four",
    ];
    let first = head.trim_end_matches(['-', '\u{2010}']);
    let whole = plain(&format!("{first}{tail}"));
    let hyphened = plain(&format!("{first}-{tail}"));
    if words.contains(&hyphened) {
        return true;
    }
    if words.contains(&whole) {
        return false;
    }
    first.contains(|c: char| c.is_numeric() || c == '-')
        || tail.contains('-')
        || FIRST.contains(&plain(first).as_str())
}

/// `ﬁ` → `fi`.
fn unligatured(c: char) -> Vec<char> {
    match c {
        '\u{FB00}'..='\u{FB06}' => std::iter::once(c).nfkc().collect(),
        c => vec![c],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of lines, each with its start, end and height; ten points.
    fn page(lines: &[(&str, f64, f64, f64)]) -> Page {
        let line = |&(text, start, end, base): &(&str, f64, f64, f64)| Line {
            text: text.to_string(),
            start,
            end,
            base,
            size: 10.0,
            column: 1,
            row: false,
        };
        Page {
            lines: lines.iter().map(line).collect(),
            height: 800.0,
            ..Page::default()
        }
    }

    #[test]
    fn lines_are_joined_to_paragraphs() {
        let page = page(&[
            (
                "Two ferries that were crossing the sound met at the har-",
                60.0,
                400.0,
                200.0,
            ),
            ("bour, and a well-", 50.0, 400.0, 212.0),
            ("known one sank. It was", 50.0, 400.0, 224.0),
            ("Friday.", 50.0, 90.0, 236.0),
            (
                "Nobody on board the ferry was hurt, the harbour master",
                50.0,
                400.0,
                248.0,
            ),
            ("Kessler said.", 50.0, 110.0, 260.0),
            ("A new paragraph stands below a gap.", 50.0, 300.0, 290.0),
        ]);
        assert_eq!(
            text(&[page]).1,
            "Two ferries that were crossing the sound met at the harbour, and a well-known one sank. It was Friday.\n\n\
             Nobody on board the ferry was hurt, the harbour master Kessler said.\n\n\
             A new paragraph stands below a gap.\n"
        );
    }

    #[test]
    fn headers_footers_and_numbers_go() {
        let pages: Vec<Page> = (1..=4)
            .map(|number| {
                let header = format!("The Kelmar Report {}", 2010 + number);
                let body = format!("Body {number} of the text that goes");
                let foot = format!("Page {number} of 4");
                page(&[
                    (&header, 50.0, 200.0, 40.0),
                    (&body, 50.0, 400.0, 300.0),
                    ("2014", 50.0, 90.0, 312.0),
                    (&foot, 50.0, 100.0, 780.0),
                ])
            })
            .collect();
        let text = text(&pages).1;
        assert!(!text.contains("Kelmar") && !text.contains("of 4"), "{text}");
        assert_eq!(text.matches("2014").count(), 4, "{text}");
    }

    #[test]
    fn a_paragraph_runs_on_over_pages() {
        let first = page(&[("The ferry that sank in the", 50.0, 400.0, 600.0)]);
        let second = page(&[("sound was old.", 50.0, 140.0, 60.0)]);
        assert_eq!(
            text(&[first, second]).1,
            "The ferry that sank in the sound was old.\n"
        );
        let first = page(&[("The ferry sank.", 50.0, 400.0, 600.0)]);
        let second = page(&[("It was old.", 50.0, 140.0, 60.0)]);
        assert_eq!(text(&[first, second]).1, "The ferry sank.\n\nIt was old.\n");
    }

    #[test]
    fn page_numbers() {
        for (line, expected) in [
            ("7", true),
            ("- 12 -", true),
            ("Page 3 of 9", true),
            ("3/9", true),
            ("xiv", true),
            ("17 March 2014", false),
            ("In 2014", false),
            ("20145", false),
            ("", false),
        ] {
            assert_eq!(is_page_number(line), expected, "{line}");
        }
    }

    #[test]
    fn hyphens() {
        let words: BTreeSet<String> = ["harbour", "far-off"].map(String::from).into();
        for (head, tail, expected) in [
            ("har-", "bour,", false),
            ("far-", "off", true),
            ("25-", "year-old", true),
            ("self-", "made", true),
            ("com-", "pany", false),
        ] {
            assert_eq!(keeps_hyphen(head, tail, &words), expected, "{head}{tail}");
        }
    }
}
