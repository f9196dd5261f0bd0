//! The mark in front of a cell that a spreadsheet could take for a formula.

/// Whether a spreadsheet could take the cell for a formula, and would then compute or call it
/// instead of showing it.
///
/// That is so where the first character is one of `= + - @`, a tab or a carriage return, or one
/// of the full-width forms that some spreadsheets fold to ASCII. White space, line feeds and
/// invisible characters before it are looked through, because some spreadsheets trim cells when
/// they load a file. Apostrophes are looked through as well: so the mark can be taken off again
/// without doubt, which a text that had `'=` from the start would not allow.
///
/// The rule follows the list in OWASP's "CSV Injection", <https://owasp.org/www-community/attacks/CSV_Injection>.
pub fn formula_like(cell: &str) -> bool {
    let invisible = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    cell.starts_with(['\t', '\r'])
        || cell
            .trim_start_matches(|c: char| c == '\'' || invisible(c))
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// The text of a cell as it was before it was marked as text.
pub fn without_mark(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if formula_like(text) => text,
        _ => cell,
    }
}
