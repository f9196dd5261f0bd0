//! Plain text: the file as it stands.

use super::{Content, decode, metadata};

/// Reads a `.txt` file.
pub(super) fn read(bytes: &[u8]) -> Result<Content, String> {
    let text = decode::decode(bytes, None)?;
    let about = metadata::of_text(&text, clean);
    Ok(Content {
        text,
        extracted: false,
        about,
        ..Content::default()
    })
}

fn clean(line: &str) -> String {
    line.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}')
        .to_string()
}
