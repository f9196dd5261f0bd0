//! Rules that take a boundary away.

use super::prose::{Place, is_closing, is_opening, is_stop};
use crate::documents::{dates, kinds};

/// Each says whether the sentence goes on over a boundary.
pub(super) const RULES: [fn(&Place) -> bool; 9] = [
    no_space,
    punctuation_next,
    small_letter,
    speaker_after_quotation,
    time_of_day,
    title_before_name,
    lead_in,
    before_numeral,
    reference_in_brackets,
];

/// No white space follows the stop, so that it stands inside a word: `Y!J`, `ver.2`, `said..."`.
/// [`super::cut::is_missing_space`] knows the exception, a typing error.
fn no_space(place: &Place) -> bool {
    let rest = &place.text[place.end..];
    !rest.starts_with(char::is_whitespace) && !super::cut::is_missing_space(place.text, place.end)
}

/// A comma, a closing bracket or another mark that no sentence opens with comes next.
fn punctuation_next(place: &Place) -> bool {
    place
        .after()
        .starts_with([',', ';', ':', ')', ']', '%', '!', '?'])
}

/// A small letter comes next, and something else shows that the sentence goes on: the stop is `?`
/// or `!` or stands inside closing marks (`"Why?" she asked`), a number stands before it (`item
/// 2. above`), a dash or a conjunction follows.
///
/// A small letter alone does not: in hasty writing sentences open with one.
fn small_letter(place: &Place) -> bool {
    let after = place.after();
    let opened =
        after.trim_start_matches(|c: char| is_opening(c) || matches!(c, '-' | '–' | '—' | ' '));
    if !opened.starts_with(|c: char| c.is_lowercase())
        || after.starts_with(['(', '['])
        || kinds::is_address(opened.split_whitespace().next().unwrap_or(""))
    {
        return false;
    }
    let word = opened
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    let conjunction = matches!(
        word,
        "and" | "or" | "but" | "nor" | "that" | "which" | "who" | "whose" | "whom" | "than"
    );
    let closing = place.closing();
    // who writes in small letters throughout opens the paragraph with one
    let careful = place.text.starts_with(|c: char| !c.is_lowercase());
    let emphatic = closing.contains(['?', '!']) && careful;
    let enclosed = closing.contains(['"', '”', '’', '\'', '»', ')', ']']);
    let dashed = after.starts_with(['-', '–', '—']);
    let word = last_word(place.before()).trim_end_matches('.');
    let number = is_numeral(word);
    conjunction || emphatic || enclosed || dashed || number
}

/// The speaker of the words just quoted comes next: `"Who was it?" Deputy Clerk Ann Lee asked.`
/// Only after `?` and `!`, because a quoted statement before its speaker ends with a comma.
fn speaker_after_quotation(place: &Place) -> bool {
    let closing = place.closing();
    if !closing.contains(['?', '!']) || !closing.contains(['"', '”', '’', '\'', '»']) {
        return false;
    }
    for (at, word) in place.after().split_whitespace().take(8).enumerate() {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if at > 0 && is_speech_verb(bare) {
            return true;
        }
        let name = word.starts_with(|c: char| c.is_uppercase())
            && (word.len() == bare.len() || word.ends_with('.'));
        let pronoun = matches!(bare, "He" | "She" | "They" | "I" | "We" | "It" | "You");
        if !name || pronoun {
            return false;
        }
    }
    false
}

/// `a.m.` or `p.m.` before a weekday, a month or a time zone: `8:30 p.m. Thursday`, `9 a.m. ET`.
fn time_of_day(place: &Place) -> bool {
    const ZONES: [&str; 18] = [
        "ET", "EST", "EDT", "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT", "GMT",
        "UTC", "BST", "CET", "CEST", "IST",
    ];
    let clock = last_word(place.before()).trim_start_matches(|c: char| !c.is_alphabetic());
    if !["a.m.", "p.m.", "am.", "pm."].contains(&clock.to_lowercase().as_str()) {
        return false;
    }
    let after = place.after().trim_start_matches(is_opening);
    let word = after
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("");
    ZONES.contains(&word)
        || matches!(
            word,
            "Eastern" | "Central" | "Pacific" | "Mountain" | "Greenwich" | "Local"
        )
        || is_day_name(word)
        || (word.len() > 2 && dates::month(&word.to_lowercase()).is_some())
}

/// A title or an office, shortened, before a name: `Dep. Lee`, `Dist. Atty. Lee`, `Ms. Lee`.
fn title_before_name(place: &Place) -> bool {
    place.closing() == "."
        && is_title(bare_last_word(place.before()))
        && place
            .after()
            .trim_start_matches(is_opening)
            .starts_with(|c: char| c.is_uppercase())
}

/// Abbreviations that always introduce something: `e.g. The Times`, `vs. Norway`.
fn lead_in(place: &Place) -> bool {
    let word = last_word(place.before())
        .trim_start_matches(is_opening)
        .to_lowercase();
    matches!(
        word.as_str(),
        "e.g." | "i.e." | "cf." | "viz." | "vs." | "approx." | "esp." | "incl." | "ca." | "aka."
    )
}

/// A reference in brackets that the stop after it closes: `"… the stairs" (Lee 55).`
fn reference_in_brackets(place: &Place) -> bool {
    let after = place.after();
    if !after.starts_with('(') || !place.closing().contains(is_closing) {
        return false;
    }
    let Some(end) = after
        .char_indices()
        .take(80)
        .find(|(_, c)| *c == ')')
        .map(|(at, _)| at)
    else {
        return false;
    };
    let inside = &after[1..end];
    !inside.ends_with(is_stop) && after[end + 1..].starts_with(['.', ',', ';'])
}

/// `Vol.`, `chap.` or `p.` before a number: `Vol. IX`, `p. 43`.
fn before_numeral(place: &Place) -> bool {
    let word = bare_last_word(place.before()).to_lowercase();
    let after = place.after().trim_start_matches(is_opening);
    let numeral = after
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .is_some_and(is_numeral);
    numeral
        && matches!(
            word.as_str(),
            "vol"
                | "vols"
                | "chap"
                | "ch"
                | "cap"
                | "p"
                | "pp"
                | "fig"
                | "figs"
                | "no"
                | "nos"
                | "sect"
                | "pt"
                | "bk"
                | "fol"
        )
}

/// A number in figures or in capital Roman numerals.
fn is_numeral(word: &str) -> bool {
    !word.is_empty()
        && (word.bytes().all(|b| b.is_ascii_digit())
            || word.bytes().all(|b| b"IVXLCDM".contains(&b)))
}

/// The last word of a text with the marks that touch it; of a very long one only its end.
pub(super) fn last_word(text: &str) -> &str {
    const LONGEST: usize = 200;
    let window = &text[text.floor_char_boundary(text.len().saturating_sub(LONGEST))..];
    window.rsplit(char::is_whitespace).next().unwrap_or(window)
}

/// The last word of a text without marks, also after a dash or a slash: `relief--Dr.` → `Dr`.
fn bare_last_word(text: &str) -> &str {
    last_word(text)
        .trim_end_matches(|c: char| !c.is_alphanumeric())
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("")
}

/// Titles and offices that stand, shortened, before a name.
pub(super) fn is_title(word: &str) -> bool {
    const TITLES: [&str; 47] = [
        "mr", "mrs", "ms", "mx", "dr", "prof", "gen", "lt", "col", "sgt", "capt", "cpl", "pvt",
        "maj", "cmdr", "comdr", "adm", "brig", "rev", "fr", "hon", "gov", "sen", "rep", "pres",
        "atty", "dep", "supt", "insp", "messrs", "mme", "mlle", "cllr", "ald", "amb", "asst",
        "assoc", "dist", "st", "mt", "sr", "msgr", "det", "supt", "ofc", "cst", "pc",
    ];
    let lower = word.to_lowercase();
    TITLES.contains(&lower.as_str()) && word.starts_with(|c: char| c.is_uppercase())
}

fn is_day_name(word: &str) -> bool {
    matches!(
        word,
        "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "Mon"
            | "Tue"
            | "Tues"
            | "Wed"
            | "Thu"
            | "Thurs"
            | "Fri"
            | "Sat"
            | "Sun"
    )
}

/// Verbs that name the speaker of a quotation, in the forms that follow one.
fn is_speech_verb(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "asked"
            | "asks"
            | "told"
            | "tells"
            | "wrote"
            | "writes"
            | "added"
            | "adds"
            | "shouted"
            | "shouts"
            | "yelled"
            | "yells"
            | "cried"
            | "cries"
            | "replied"
            | "replies"
            | "answered"
            | "wondered"
            | "wonders"
            | "recalled"
            | "recalls"
            | "exclaimed"
            | "declared"
            | "demanded"
            | "screamed"
            | "thought"
            | "testified"
            | "tweeted"
            | "continued"
            | "responded"
            | "responds"
            | "remarked"
            | "joked"
            | "inquired"
            | "pleaded"
    )
}
