//! Words that leave a number open: "at least", "up to", "about", "or more".

use crate::claims::words::Word;

/// How a number is left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    AtLeast,
    AtMost,
    About,
    /// A little less than it.
    Nearly,
    /// A little more than it.
    JustOver,
}

/// Before a number: it is the least.
const AT_LEAST: [&str; 22] = [
    "more than or equal to",
    "greater than or equal to",
    "equal to or more than",
    "at least",
    "more than",
    "greater than",
    "larger than",
    "higher than",
    "no fewer than",
    "no less than",
    "not less than",
    "not fewer than",
    "well over",
    "upwards of",
    "in excess of",
    "a minimum of",
    "over",
    "minimum",
    "exceeding",
    "above",
    "surpassing",
    ">",
];

/// Before a number: it is the greatest.
const AT_MOST: [&str; 17] = [
    "less than or equal to",
    "equal to or less than",
    "up to",
    "as many as",
    "as much as",
    "at most",
    "fewer than",
    "less than",
    "lower than",
    "smaller than",
    "no more than",
    "not more than",
    "a maximum of",
    "under",
    "below",
    "within",
    "<",
];

/// Before a number: it is not exact.
const ABOUT: [&str; 14] = [
    "about",
    "around",
    "some",
    "roughly",
    "approximately",
    "circa",
    "estimated",
    "perhaps",
    "maybe",
    "approx",
    "approx.",
    "~",
    "something like",
    "in the region of",
];

/// Before a number: it is a little less.
const NEARLY: [&str; 8] = [
    "nearly",
    "almost",
    "close to",
    "just under",
    "just below",
    "a little under",
    "just short of",
    "not quite",
];

/// Before a number: it is a little more.
const JUST_OVER: [&str; 4] = [
    "just over",
    "just above",
    "a little over",
    "slightly more than",
];

/// How the words before `start` and from `end` on leave a number open.
pub(super) fn around(words: &[Word], start: usize, end: usize) -> Option<Bound> {
    let lower = |at: usize| words.get(at).map_or("", |w| w.lower.as_str());
    let phrase = |length: usize| {
        let from = start.checked_sub(length)?;
        let parts: Vec<&str> = (from..start).map(lower).collect();
        Some(parts.join(" "))
    };
    // The longest first: "no more than" holds "more than".
    for length in (1..=5).rev() {
        let Some(words) = phrase(length) else {
            continue;
        };
        for (list, bound) in [
            (&NEARLY[..], Bound::Nearly),
            (&JUST_OVER[..], Bound::JustOver),
            (&AT_MOST[..], Bound::AtMost),
            (&AT_LEAST[..], Bound::AtLeast),
            (&ABOUT[..], Bound::About),
        ] {
            if list.contains(&words.as_str()) {
                return Some(bound);
            }
        }
    }
    let after = format!("{} {}", lower(end), lower(end + 1));
    match after.as_str() {
        "or more" | "and more" | "or greater" | "or over" => Some(Bound::AtLeast),
        "or less" | "or fewer" => Some(Bound::AtMost),
        "or so" => Some(Bound::About),
        // "500+", "50-plus"
        _ if lower(end) == "+" || lower(end) == "-" && lower(end + 1) == "plus" => {
            Some(Bound::AtLeast)
        }
        _ => None,
    }
}
