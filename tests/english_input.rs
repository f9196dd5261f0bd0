//! Any text can be read, language or not, and what comes out is sound.

use atodds::english::{self, Parsed};
use proptest::collection::vec;
use proptest::prelude::*;

/// What readers of text trip over, joined with words into texts.
const PARTS: [&str; 32] = [
    " ",
    "  ",
    "\n",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\0",
    ".",
    "...",
    "…",
    "?!",
    "\"",
    "”",
    "'s",
    "n't",
    "(",
    "[[",
    "--",
    "—",
    "$5",
    "20°C.",
    "a@b.c/?#",
    "http://",
    "🏳️‍🌈",
    "e\u{301}",
    "ß",
    "שלום",
    "\u{202e}",
    "漢字",
    "the",
    "Kessler said",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_no_language_has_a_sound_parse(parts in vec(prop::sample::select(&PARTS), 0..40)) {
        check(&parts.concat())?;
    }

    #[test]
    fn any_characters_have_a_sound_parse(text in any::<String>()) {
        check(&text)?;
    }
}

#[test]
fn long_texts_without_an_end_have_a_sound_parse() {
    for (part, bytes) in [
        ("a", 2_000_000),
        ("a@b.", 2_000_000),
        (" ", 2_000_000),
        ("(", 6_000),
        ("the town and ", 60_000),
    ] {
        let text = part.repeat(bytes / part.len());
        check(&text).unwrap_or_else(|e| panic!("{part}: {e}"));
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let parsed = english::read(text);
    prop_assert_eq!(&parsed, &english::read(text), "read again");
    let mut end = 0;
    for token in &parsed.tokens {
        let span = token.span;
        prop_assert!(end <= span.start && span.start < span.end);
        prop_assert!(text[end..span.start].chars().all(|c| c == ' '), "lost text");
        prop_assert!(!text[span.start..span.end].is_empty());
        end = span.end;
    }
    prop_assert!(text[end..].chars().all(|c| c == ' '), "lost text");
    check_trees(&parsed)?;

    let count = parsed.tokens.len();
    let entities = parsed.entities.iter().map(|e| (e.start, e.end));
    let chunks = parsed.noun_chunks();
    for ranges in [
        entities.collect::<Vec<_>>(),
        chunks.iter().map(|c| (c.start, c.end)).collect(),
    ] {
        let mut free = 0;
        for (start, end) in ranges {
            prop_assert!(free <= start && start < end && end <= count);
            free = end;
        }
    }
    Ok(())
}

/// Every token comes to a root, without a circle.
fn check_trees(parsed: &Parsed) -> Result<(), TestCaseError> {
    let heads: Vec<usize> = parsed.tokens.iter().map(|token| token.head).collect();
    // 0 for a token not seen, else one more than the token that it was seen from first
    let mut seen_from = vec![0; heads.len()];
    for token in 0..heads.len() {
        let mut above = token;
        while seen_from[above] == 0 {
            seen_from[above] = token + 1;
            prop_assert!(heads[above] < heads.len());
            if heads[above] == above {
                break;
            }
            above = heads[above];
            prop_assert!(seen_from[above] != token + 1, "a circle at {}", above);
        }
    }
    Ok(())
}
