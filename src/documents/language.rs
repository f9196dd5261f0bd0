//! Which language a text is in, so far as a text of its length can tell.

use whatlang::{Lang, Script};

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Language {
    /// ISO 639-3: `eng`, or `und` when the text is too short or too mixed to tell.
    pub code: &'static str,
    /// The name in English; empty with `und`.
    pub name: &'static str,
}

impl Language {
    /// Whether the text is surely in another language than English.
    pub(super) fn is_foreign(self) -> bool {
        !matches!(self.code, "eng" | "und")
    }
}

/// The name of the language of a sentence that is surely not English; a sentence is too short for
/// [`of`], so none of the common words of English may stand in it.
pub(crate) fn of_sentence(text: &str) -> Option<&'static str> {
    let words = || {
        text.split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
    };
    let is_english = |word: &str| COMMON.iter().any(|c| word.eq_ignore_ascii_case(c));
    if words().any(is_english) {
        return None;
    }
    let found = whatlang::detect(text)?;
    let letters = words().map(|word| word.chars().count()).sum::<usize>();
    let other_script = found.script() != Script::Latin && letters >= FEW_LETTERS;
    let sure = other_script || found.is_reliable() && words().count() >= FEW_WORDS;
    (found.lang() != Lang::Eng && sure).then(|| found.lang().eng_name())
}

/// Fewer words than these may be names alone.
const FEW_WORDS: usize = 6;

/// Fewer letters of another script than these may be a name.
const FEW_LETTERS: usize = 12;

const UNDETERMINED: Language = Language {
    code: "und",
    name: "",
};

/// Detects the language of a text, from its beginning and its middle.
///
/// English is taken from its most common words first, for the detector compares letters and is
/// misled by many names or capitals. Another language is named only when the detector calls
/// itself reliable and the text has twenty words, or when the letters are of another script.
pub(super) fn of(text: &str) -> Language {
    let sample = sample(text);
    let words: Vec<&str> = sample
        .split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .collect();
    let english = words
        .iter()
        .filter(|word| {
            COMMON
                .iter()
                .any(|common| word.eq_ignore_ascii_case(common))
        })
        .count();
    if words.len() >= ENOUGH_WORDS && english * COMMON_ONE_IN >= words.len() {
        return language(Lang::Eng);
    }
    let Some(found) = whatlang::detect(&sample) else {
        return UNDETERMINED;
    };
    // Another script is no English, and some of them have no spaces between words.
    let other_script = found.script() != Script::Latin;
    let letters = words.iter().map(|word| word.chars().count()).sum::<usize>();
    let sure = (found.is_reliable() && words.len() >= ENOUGH_WORDS)
        || (other_script && letters >= ENOUGH_LETTERS);
    if found.lang() == Lang::Eng || sure {
        language(found.lang())
    } else {
        UNDETERMINED
    }
}

fn language(lang: Lang) -> Language {
    Language {
        code: lang.code(),
        name: lang.eng_name(),
    }
}

const ENOUGH_WORDS: usize = 20;

/// Twenty words of another script at the least.
const ENOUGH_LETTERS: usize = 100;

/// In English prose about one word in four is on the list.
const COMMON_ONE_IN: usize = 8;

/// Frequent words of English that are rare in its neighbours.
const COMMON: &[&str] = &[
    "the", "of", "and", "to", "that", "was", "were", "is", "are", "with", "for", "by", "from",
    "his", "had", "which", "has", "have", "this", "they", "been", "their", "said", "would",
];

/// Enough for a sure answer, and no more work on a book than on a page.
const SAMPLE: usize = 16 * 1024;

fn sample(text: &str) -> String {
    if text.len() <= 2 * SAMPLE {
        return text.to_string();
    }
    let middle = text.floor_char_boundary(text.len() / 2);
    let part = |start: usize| &text[start..text.floor_char_boundary(start + SAMPLE)];
    format!("{}\n{}", part(0), part(middle))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        for (expected, text) in [
            (
                "eng",
                "Two ferries that were crossing the sound in heavy rain met at the mouth of the harbour, and the smaller one sank within minutes.",
            ),
            (
                "eng",
                "MINISTER OF WAR AND HIS STAFF WERE ON BOARD OF THE FERRY ANNABEL WHICH SANK WITH ALL HANDS NEAR THE CAPE, PAPERS SAY",
            ),
            (
                "eng",
                "Sánchez, Müller, Łukasz and Dvořák were on the list of those who had been aboard the ferry Zürich, which sank off Göteborg with Åsa Björk.",
            ),
            (
                "deu",
                "Zwei Fähren, die bei starkem Regen den Sund überquerten, stießen an der Hafeneinfahrt zusammen, und die kleinere sank innerhalb weniger Minuten.",
            ),
            (
                "spa",
                "Dos transbordadores que cruzaban el estrecho bajo una fuerte lluvia chocaron en la entrada del puerto, y el más pequeño se hundió en pocos minutos.",
            ),
            (
                "rus",
                "Два парома, пересекавшие пролив под сильным дождём, столкнулись у входа в гавань, и меньший из них затонул за несколько минут, сообщил капитан порта. Спасатели вытащили из воды всех, кто был на борту; это был первый рейс после ремонта. Мы ещё ничего не знаем о причинах, сказал он.",
            ),
            (
                "jpn",
                "激しい雨の中、海峡を渡っていた二隻のフェリーが港の入り口で衝突し、小さいほうの船が数分で沈没したと港長が語った。乗っていた人は全員が無事に救助され、けが人はいなかったという。船会社は原因を調べている。この海域では去年も同じような事故が起きていたことが分かっており、住民からは不安の声が上がっている。港の当局は霧の日の運航を見直すことを決めた。来週にも新しい規則が発表される見通しだ。漁業者の団体はこれを歓迎している。",
            ),
        ] {
            assert_eq!(of(text).code, expected, "{text}");
            assert_eq!(of(text).is_foreign(), expected != "eng");
        }
    }

    #[test]
    fn short_texts_are_never_foreign() {
        for text in [
            "",
            "Yes.",
            "Zwei Fähren stießen zusammen.",
            "12 345 678",
            "Dos muertos en el puerto",
        ] {
            assert!(!of(text).is_foreign(), "{text}");
        }
    }

    #[test]
    fn an_english_text_with_foreign_quotations_is_english() {
        let text = "The captain said: “Dos transbordadores que cruzaban el estrecho bajo una fuerte \
            lluvia chocaron en la entrada del puerto.” That was the first word from the ship, and \
            it was not until noon that the owners of the line had a list of those who were aboard.";
        assert_eq!(of(text).code, "eng");
    }
}
