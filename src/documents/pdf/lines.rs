//! From letters with places to lines in reading order.
//!
//! 1. Letters that follow each other at the same height are joined to pieces; a gap is a space
//!    ([`pieces`]). Then pieces beside each other, which a program drew at different times
//!    ([`joined`]).
//! 2. A gutter is a strip from the top to the foot of the page that hardly any piece crosses, with
//!    text of some width on both sides. What crosses it (a headline) divides the page; between two
//!    such lines the left column is read before the right one, and each may have gutters of its
//!    own ([`ordered`]).
//! 3. Where there is no gutter, pieces at the same height are one line: a row of a table.
//!
//! Heights grow downwards. All lengths are in points.

/// A letter, or what one sign stands for (`ﬁ` may be two letters).
pub(super) struct Letter {
    pub text: String,
    pub start: f64,
    pub end: f64,
    /// The height of the line it stands on.
    pub base: f64,
    /// The size of its font.
    pub size: f64,
}

/// A line, or a piece of one.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub text: String,
    pub start: f64,
    pub end: f64,
    pub base: f64,
    pub size: f64,
    /// Lines of one column of a page, and only they, have the same number.
    pub column: usize,
    /// It is a row of a table: there are wide gaps between its pieces.
    pub row: bool,
}

/// A page.
#[derive(Default)]
pub(super) struct Page {
    /// In reading order.
    pub lines: Vec<Line>,
    pub height: f64,
    /// Letters whose fonts do not say what they are.
    pub unknown: usize,
    pub pictures: usize,
}

/// The lines of a page of this width.
pub(super) fn of_letters(letters: Vec<Letter>, width: f64) -> Vec<Line> {
    let mut lines = joined(pieces(letters), BESIDE);
    lines.retain(|line| !super::is_blank(line));
    ordered(lines, width, 0, &mut 0)
}

/// As parts of a font's size: a gap that is a space, one that is no longer inside a line, and one
/// between pieces of a line; and one between cells of a table.
const SPACE: f64 = 0.18;
const APART: f64 = 1.5;
const BESIDE: f64 = 1.0;
const CELL: f64 = 2.0;

/// How much two heights may differ on one line, as a part of a font's size.
const LEVEL: f64 = 0.3;

fn pieces(letters: Vec<Letter>) -> Vec<Line> {
    let mut pieces: Vec<Line> = Vec::new();
    let mut last: Option<(String, f64, f64)> = None;
    for letter in letters {
        // Programs without a bold font draw letters twice, a little apart.
        let again = last.as_ref().is_some_and(|(text, start, base)| {
            *text == letter.text
                && (letter.start - start).abs() < 0.1 * letter.size
                && (letter.base - base).abs() < 0.1 * letter.size
        });
        if again {
            continue;
        }
        last = Some((letter.text.clone(), letter.start, letter.base));
        let blank = letter
            .text
            .chars()
            .all(|c| c.is_whitespace() || c.is_control());
        let piece = pieces.last_mut().filter(|piece| goes_on(piece, &letter));
        match piece {
            Some(piece) => {
                let gap = letter.start - piece.end;
                let spaced = piece.text.ends_with(' ');
                if (blank || gap > SPACE * piece.size) && !spaced {
                    piece.text.push(' ');
                }
                if !blank {
                    let raised = piece.base - letter.base > 0.2 * piece.size;
                    let small = letter.size < 0.8 * piece.size;
                    match superscript(&letter.text).filter(|_| raised && small) {
                        Some(mark) => piece.text.push(mark),
                        None => piece.text.push_str(&letter.text),
                    }
                }
                piece.end = piece.end.max(letter.end);
            }
            None if blank => {}
            None => pieces.push(Line {
                text: letter.text,
                start: letter.start,
                end: letter.end,
                base: letter.base,
                size: letter.size.max(1.0),
                column: 0,
                row: false,
            }),
        }
    }
    pieces
}

/// Whether a letter stands behind a piece.
fn goes_on(piece: &Line, letter: &Letter) -> bool {
    let gap = letter.start - piece.end;
    let higher = piece.base - letter.base;
    let level = higher.abs() < LEVEL * piece.size
        || (letter.size < 0.8 * piece.size && (0.0..0.6 * piece.size).contains(&higher));
    level && gap > -0.5 * piece.size && gap < APART * piece.size
}

/// The mark of a note and the exponent of a unit, so that `5 km²` does not become `5 km2`.
fn superscript(text: &str) -> Option<char> {
    let marks = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = text.parse::<usize>().ok()?;
    marks.get(digit).copied()
}

/// Joins pieces at the same height with at most `gap` times their size between them.
fn joined(mut pieces: Vec<Line>, gap: f64) -> Vec<Line> {
    by_place(&mut pieces);
    let mut lines: Vec<Line> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if let Some(line) = lines.last_mut()
            && (piece.base - line.base).abs() < LEVEL * line.size
            && piece.start - line.end < gap * line.size.max(piece.size)
            && piece.start - line.end > -0.5 * line.size
        {
            let spaced = line.text.ends_with(' ') || piece.text.starts_with(' ');
            if piece.start - line.end > CELL * line.size {
                line.row = true;
                line.text.truncate(line.text.trim_end().len());
                line.text.push('\t');
            } else if piece.start - line.end > SPACE * line.size && !spaced {
                line.text.push(' ');
            }
            line.row |= piece.row;
            line.text.push_str(&piece.text);
            line.end = line.end.max(piece.end);
        } else {
            lines.push(piece);
        }
    }
    lines
}

/// From top to foot, and from left to right at the same height.
fn by_place(lines: &mut [Line]) {
    lines.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.start.total_cmp(&b.start)));
    // Heights that differ by a hair are the same; rows are made of those near the first of them.
    let mut start = 0;
    while start < lines.len() {
        let (base, size) = (lines[start].base, lines[start].size);
        let count = lines[start..]
            .iter()
            .take_while(|line| line.base - base < LEVEL * size)
            .count();
        lines[start..start + count.max(1)].sort_by(|a, b| a.start.total_cmp(&b.start));
        start += count.max(1);
    }
}

/// Columns in columns: no page has more.
const DEEPEST: usize = 4;

/// `column` is the number of the last column; it is raised for each new one.
fn ordered(mut lines: Vec<Line>, width: f64, depth: usize, column: &mut usize) -> Vec<Line> {
    by_place(&mut lines);
    let gutter = (depth < DEEPEST).then(|| gutter(&lines, width)).flatten();
    let Some(gutter) = gutter else {
        *column += 1;
        let mut lines = joined(lines, f64::INFINITY);
        for line in &mut lines {
            line.column = *column;
        }
        return lines;
    };
    let mut done = Vec::with_capacity(lines.len());
    let [mut left, mut right, mut across] = [Vec::new(), Vec::new(), Vec::new()];
    for line in lines {
        let side = if line.end <= gutter {
            &mut left
        } else if line.start >= gutter {
            &mut right
        } else {
            for side in [&mut left, &mut right] {
                if !side.is_empty() {
                    done.extend(ordered(std::mem::take(side), width, depth + 1, column));
                }
            }
            across.push(line);
            continue;
        };
        if !across.is_empty() {
            done.extend(ordered(std::mem::take(&mut across), width, DEEPEST, column));
        }
        side.push(line);
    }
    for rest in [across, left, right] {
        if !rest.is_empty() {
            done.extend(ordered(rest, width, depth + 1, column));
        }
    }
    done
}

/// In points: how finely gutters are looked for.
const BIN: f64 = 2.0;

/// The middle of the gutter that the fewest lines cross, if there is one.
fn gutter(lines: &[Line], width: f64) -> Option<f64> {
    let few = (lines.len() / 7).max(3);
    if lines.len() < 2 * few || !(width > 0.0 && width < 1e5) {
        return None;
    }
    let bin = |place: f64| (place.clamp(0.0, width) / BIN) as usize;
    let mut crossing = vec![0_usize; bin(width) + 2];
    // Ends of lines first, summed up afterwards.
    let mut steps = vec![0_i64; crossing.len() + 1];
    for line in lines {
        steps[bin(line.start)] += 1;
        steps[bin(line.end) + 1] -= 1;
    }
    let mut open = 0;
    for (count, step) in crossing.iter_mut().zip(&steps) {
        open += step;
        *count = usize::try_from(open).unwrap_or(0);
    }
    let mut sizes: Vec<f64> = lines.iter().map(|line| line.size).collect();
    let size = median(&mut sizes);
    let mut best: Option<(usize, f64, f64)> = None;
    let mut at = 0;
    while at < crossing.len() {
        let count = crossing[at];
        let same = crossing[at..]
            .iter()
            .take_while(|&&other| other == count)
            .count();
        let (start, end) = (at as f64 * BIN, (at + same) as f64 * BIN);
        at += same;
        let (wide, middle) = (end - start, f64::midpoint(start, end));
        let better = best
            .is_none_or(|(least, widest, _)| count < least || (count == least && wide > widest));
        if count * 7 <= lines.len()
            && wide >= 0.8 * size
            && better
            && divides(lines, middle, few, size)
        {
            best = Some((count, wide, middle));
        }
    }
    best.map(|(_, _, middle)| middle)
}

/// In sizes of the font: columns of tables are narrower, columns of prose wider.
const COLUMN: f64 = 8.0;

/// Whether prose stands on both sides of a place.
fn divides(lines: &[Line], middle: f64, few: usize, size: f64) -> bool {
    let is_column = |side: &dyn Fn(&&Line) -> bool| {
        let mut widths: Vec<f64> = lines
            .iter()
            .filter(side)
            .map(|line| line.end - line.start)
            .collect();
        widths.len() >= few && median(&mut widths) >= COLUMN * size
    };
    is_column(&|line| line.end <= middle) && is_column(&|line| line.start >= middle)
}

/// The middle one of some numbers; 0 of none.
pub(super) fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of ten points, half as wide, of a text that begins at a place.
    fn letters(text: &str, start: f64, base: f64) -> Vec<Letter> {
        text.chars()
            .enumerate()
            .map(|(at, c)| Letter {
                text: c.to_string(),
                start: start + 5.0 * at as f64,
                end: start + 5.0 * (at + 1) as f64,
                base,
                size: 10.0,
            })
            .collect()
    }

    fn texts(letters: Vec<Letter>) -> Vec<String> {
        let lines = of_letters(letters, 600.0);
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn words_and_lines() {
        let mut page = letters("second line", 50.0, 120.0);
        page.extend(letters("first", 50.0, 100.0));
        // A gap without a space, and a word drawn later.
        page.extend(letters("half", 78.0, 100.2));
        page.extend(letters("word", 101.0, 100.0));
        assert_eq!(texts(page), ["first half word", "second line"]);
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut page = letters(
            "A headline that runs over both of the columns of the page",
            50.0,
            50.0,
        );
        for row in 0..6 {
            let base = 80.0 + 12.0 * f64::from(row);
            page.extend(letters(&format!("left column line {row} ends"), 50.0, base));
            page.extend(letters(
                &format!("right column line {row} end"),
                220.0,
                base,
            ));
        }
        let found = texts(page);
        assert_eq!(found.len(), 13);
        assert!(found[0].starts_with("A headline"));
        assert!(
            found[1..7].iter().all(|line| line.starts_with("left")),
            "{found:?}"
        );
        assert!(
            found[7..].iter().all(|line| line.starts_with("right")),
            "{found:?}"
        );
    }

    #[test]
    fn rows_of_tables_stay_together() {
        let mut page = Vec::new();
        for row in 0..8 {
            let base = 80.0 + 12.0 * f64::from(row);
            page.extend(letters("Lorn district", 50.0, base));
            page.extend(letters(&format!("{row}0"), 300.0, base));
        }
        assert_eq!(texts(page)[0], "Lorn district\t00");
    }

    #[test]
    fn letters_drawn_twice_and_raised_digits() {
        let mut page = letters("a", 50.0, 100.0);
        page.extend(letters("a", 50.3, 100.0));
        page.extend(letters("ll km", 55.0, 100.0));
        page.push(Letter {
            text: "2".into(),
            start: 80.0,
            end: 83.0,
            base: 96.0,
            size: 6.0,
        });
        assert_eq!(texts(page), ["all km²"]);
    }
}
