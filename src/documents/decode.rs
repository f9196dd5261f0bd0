//! From bytes to Unicode, whatever the encoding, without losing or adding a character.
//!
//! One rule holds for all encodings: nothing is taken away. Carriage returns stay, and a byte
//! order mark stays as the first character U+FEFF, so that for a UTF-8 file
//! `open(file, encoding="utf-8", newline="").read()[start:end]` in Python is the quote.
//!
//! The encoding is found in this order:
//!
//! 1. a byte order mark (UTF-8, UTF-16);
//! 2. UTF-16 without a mark, known by a zero in every second byte;
//! 3. UTF-8, if all of it is valid;
//! 4. UTF-8 with damage, if broken places are rare among good ones (a file cut in the middle of
//!    a character): each becomes U+FFFD, as with `errors="replace"` in Python;
//! 5. what the file declares (a web page's `charset`);
//! 6. windows-1252 where the only bytes outside ASCII are its quotation marks and dashes;
//! 7. what [`chardetng`] guesses from the bytes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file, or why there is none, in words for the reader of `sources.csv`.
///
/// `declared` is the encoding that the file names itself, if its format has a place for that.
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<String, String> {
    if let Some((_, what, advice)) = SIGNATURES.iter().find(|(mark, ..)| bytes.starts_with(mark)) {
        return Err(format!("the file is {what}, not text: {advice}"));
    }
    let encoding = encoding(bytes, declared)?;
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let (mut characters, mut control, mut broken) = (0_usize, 0_usize, 0_usize);
    for c in text.chars() {
        characters += 1;
        control += usize::from(c.is_control() && !c.is_whitespace());
        broken += usize::from(c == char::REPLACEMENT_CHARACTER);
    }
    if control * CONTROL_ONE_IN > characters {
        return Err(BINARY.to_string());
    }
    if broken * CONTROL_ONE_IN > characters {
        return Err(format!(
            "the bytes are no valid {}: save the file as UTF-8",
            encoding.name()
        ));
    }
    Ok(text.into_owned())
}

/// First bytes of formats that people rename to `.txt` or that cannot be read as text, and what
/// to do.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF", "let its name end with .pdf"),
    (b"{\\rtf", "an RTF document", SAVE),
    (
        b"PK\x03\x04",
        "a zip archive or office document",
        "let its name end with .zip or .docx, or save it as plain text",
    ),
    (b"\xD0\xCF\x11\xE0", "an old office document", SAVE),
    (b"\xFF\xFE\x00\x00", "in UTF-32", SAVE),
    (b"\x00\x00\xFE\xFF", "in UTF-32", SAVE),
];

const SAVE: &str = "save it as plain text and give that file";

const BINARY: &str = "binary data, not text: give the text of this file instead";

/// Prose holds no control characters but white space; one in a hundred leaves room for a file
/// with a few scars.
const CONTROL_ONE_IN: usize = 100;

fn encoding(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
) -> Result<&'static Encoding, String> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return Ok(encoding);
    }
    // No other encoding has zero bytes in its text.
    if bytes.contains(&0) {
        return Err(BINARY.to_string());
    }
    if std::str::from_utf8(bytes).is_ok() || mostly_utf8(bytes) {
        return Ok(UTF_8);
    }
    if let Some(encoding) = declared {
        return Ok(encoding);
    }
    if bytes
        .iter()
        .all(|byte| byte.is_ascii() || WESTERN_PUNCTUATION.contains(byte))
    {
        return Ok(WINDOWS_1252);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Ok(detector.guess(None, Utf8Detection::Deny))
}

/// `€ … ‘ ’ “ ” • – —`, no-break space, `£ ©` in windows-1252. English prose often has no other
/// bytes outside ASCII, too few for a guess by frequencies.
const WESTERN_PUNCTUATION: &[u8] = &[
    0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xA0, 0xA3, 0xA9,
];

/// UTF-16 without a byte order mark: Western text has a zero in nearly every second byte and
/// none in the others.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |first: usize| {
        bytes[first..]
            .iter()
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let (even, odd, pairs) = (zeros(0), zeros(1), bytes.len() / 2);
    if even == 0 && odd * 10 > pairs * 7 {
        Some(UTF_16LE)
    } else if odd == 0 && even * 10 > pairs * 7 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether good sequences outside ASCII outnumber broken ones by ten to one. In an encoding of
/// one byte per letter nearly every such sequence would be broken.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > 10 * broken
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{SHIFT_JIS, WINDOWS_1251};

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    fn latin(text: &str) -> Vec<u8> {
        WINDOWS_1252.encode(text).0.into_owned()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let prose =
            "The café owner paid £40 – “no more”, he said – to the Müller brothers.\r\nNext.";
        let marked = format!("\u{FEFF}{prose}");
        let table: Vec<(&str, Vec<u8>, &str)> = vec![
            ("UTF-8", prose.as_bytes().to_vec(), prose),
            ("UTF-8 with a mark", marked.as_bytes().to_vec(), &marked),
            (
                "UTF-16 LE with a mark",
                utf16(&marked, u16::to_le_bytes),
                &marked,
            ),
            (
                "UTF-16 BE with a mark",
                utf16(&marked, u16::to_be_bytes),
                &marked,
            ),
            ("UTF-16 LE", utf16(prose, u16::to_le_bytes), prose),
            ("UTF-16 BE", utf16(prose, u16::to_be_bytes), prose),
            ("windows-1252", latin(prose), prose),
        ];
        for (name, bytes, expected) in table {
            assert_eq!(decode(&bytes, None).as_deref(), Ok(expected), "{name}");
        }
    }

    #[test]
    fn short_western_texts_are_not_taken_for_another_alphabet() {
        for text in [
            "It’s over",
            "The toll – 40 – rose",
            "a £5 note",
            "“Yes”…",
            "the café",
            "Señor García",
            "Zoë’s naïve façade",
            "Björn and Åsa",
        ] {
            assert_eq!(decode(&latin(text), None).as_deref(), Ok(text));
        }
    }

    #[test]
    fn other_alphabets_are_read() {
        let russian =
            "Пожарные прибыли на место через десять минут после вызова. Никто не пострадал.";
        let japanese = "火災は朝六時ごろに発生し、消防隊が駆けつけた。けが人はいなかったという。";
        for (encoding, text) in [(WINDOWS_1251, russian), (SHIFT_JIS, japanese)] {
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(decode(&bytes, None).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_declared_encoding_is_used_unless_the_bytes_are_utf8() {
        let bytes = [b'a', 0xF3, b'b'];
        assert_eq!(decode(&bytes, Some(WINDOWS_1251)).as_deref(), Ok("aуb"));
        assert_eq!(
            decode("aó".as_bytes(), Some(WINDOWS_1251)).as_deref(),
            Ok("aó")
        );
    }

    #[test]
    fn a_cut_character_spoils_only_itself() {
        let mut bytes = "“Stay”, they said — “all of you” — “here”, “now” — yes “"
            .repeat(9)
            .into_bytes();
        bytes.pop();
        let text = decode(&bytes, None).unwrap_or_default();
        assert!(text.ends_with("yes \u{FFFD}"), "{text}");
        assert_eq!(text.matches('\u{FFFD}').count(), 1);
    }

    #[test]
    fn what_is_not_text_is_refused_with_advice() {
        let table: [(&[u8], &str); 6] = [
            (b"%PDF-1.4 etc", "a PDF"),
            (b"{\\rtf1\\ansi Hello}", "an RTF document"),
            (b"PK\x03\x04rest", "a zip archive or office document"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary data"),
            (b"ab\x01\x02\x03cd", "binary data"),
            (b"\xFF\xFE\x00\x00a\0\0\0", "UTF-32"),
        ];
        for (bytes, reason) in table {
            let found = decode(bytes, None).unwrap_err();
            assert!(found.contains(reason), "{found}");
            assert!(found.contains(": "), "advice follows: {found}");
        }
    }

    #[test]
    fn plain_control_characters_of_text_are_no_binary() {
        for text in ["a\tb\r\nc\u{c}d", "page one\u{c}page two", ""] {
            assert_eq!(decode(text.as_bytes(), None).as_deref(), Ok(text));
        }
    }
}
