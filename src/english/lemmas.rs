//! Dictionary forms, by WordNet's rules of detachment with lists of exceptions and known words.
//!
//! Source: spaCy 3.8 `pipeline/lemmatizer.py` (`rule_lemmatize`), `lang/en/lemmatizer.py`.

use serde::Deserialize;

use super::model::{Class, Map};
use super::{Degree, Form, Morph, Number, Pos, Tense};

/// The lists, by the part of speech in lower case.
pub(super) struct Lemmas {
    lists: Vec<(Pos, List)>,
}

struct List {
    rules: Vec<(String, String)>,
    exceptions: Map<String, Vec<String>>,
    /// Known words, sorted.
    known: Vec<&'static str>,
}

/// The lists of one part of speech as `en.json` has them.
#[derive(Deserialize)]
pub(super) struct File {
    #[serde(default)]
    rules: Vec<(String, String)>,
    #[serde(default)]
    exc: Map<String, Vec<String>>,
    /// Sorted, one a line.
    #[serde(default)]
    index: String,
}

impl Lemmas {
    pub(super) fn new(files: Map<String, File>) -> Self {
        let list = |(pos, file): (String, File)| {
            let index: &'static str = Box::leak(file.index.into_boxed_str());
            let list = List {
                rules: file.rules,
                exceptions: file.exc,
                known: index.lines().collect(),
            };
            Some((Pos::from_name(&pos.to_uppercase())?, list))
        };
        Lemmas {
            lists: files.into_iter().filter_map(list).collect(),
        }
    }

    /// The lemma of `word`, which is `lower` in lower case. `letters` says what letters are.
    pub(super) fn lemma(
        &self,
        word: &str,
        lower: &str,
        pos: Pos,
        morph: Morph,
        letters: &Class,
    ) -> String {
        if pos == Pos::Space || is_base_form(pos, morph) {
            return lower.to_owned();
        }
        let Some((_, list)) = self.lists.iter().find(|(of, _)| *of == pos) else {
            let kept = if pos == Pos::Propn { word } else { lower };
            return kept.to_owned();
        };
        list.lemma(word, lower, letters)
    }

    /// Whether `lower` is itself a known word of a part of speech.
    pub(super) fn lists_word(&self, lower: &str, pos: Pos) -> bool {
        let list = self.lists.iter().find(|(of, _)| *of == pos);
        list.is_some_and(|(_, list)| list.known.binary_search(&lower).is_ok())
    }

    /// Whether `lower` is a form of a known word of a part of speech.
    pub(super) fn knows(&self, lower: &str, pos: Pos) -> bool {
        let list = self.lists.iter().find(|(of, _)| *of == pos);
        list.is_some_and(|(_, list)| list.knows(lower))
    }
}

impl List {
    fn knows(&self, lower: &str) -> bool {
        let known = |form: &str| self.known.binary_search(&form).is_ok();
        let stem = |(old, new): &(String, String)| {
            let stem = lower.strip_suffix(old.as_str())?;
            Some(format!("{stem}{new}"))
        };
        known(lower)
            || self.exceptions.contains_key(lower)
            || self.rules.iter().filter_map(stem).any(|form| known(&form))
    }

    fn lemma(&self, word: &str, lower: &str, letters: &Class) -> String {
        let mut forms: Vec<String> = Vec::new();
        let mut unknown = None;
        for (old, new) in &self.rules {
            let Some(stem) = lower.strip_suffix(old.as_str()) else {
                continue;
            };
            let form = format!("{stem}{new}");
            if form.is_empty() {
                continue;
            }
            if self.known.binary_search(&form.as_str()).is_ok() {
                forms.insert(0, form);
            } else if !form.chars().all(|c| letters.has(c)) {
                forms.push(form);
            } else if unknown.is_none() {
                unknown = Some(form);
            }
        }
        for form in self.exceptions.get(lower).into_iter().flatten() {
            if !forms.contains(form) {
                forms.insert(0, form.clone());
            }
        }
        let first = forms.into_iter().next();
        first.or(unknown).unwrap_or_else(|| word.to_owned())
    }
}

/// Whether the features say that the word is its own lemma.
fn is_base_form(pos: Pos, morph: Morph) -> bool {
    let present = morph.form == Some(Form::Finite) && morph.tense == Some(Tense::Present);
    match pos {
        Pos::Noun if morph.number == Some(Number::Singular) => true,
        Pos::Verb if present && morph.number.is_none() => true,
        _ => morph.form == Some(Form::Infinitive) || morph.degree == Some(Degree::Positive),
    }
}

#[cfg(test)]
mod tests {
    use super::super::model;
    use super::*;

    fn lemma(word: &str, pos: Pos, morph: Morph) -> String {
        let model = model::get();
        let letters = &model.words.classes.letter;
        model
            .lemmas
            .lemma(word, &word.to_lowercase(), pos, morph, letters)
    }

    #[test]
    fn inflected_words_lose_their_endings() {
        for (word, pos, wanted) in [
            ("attacked", Pos::Verb, "attack"),
            ("Dying", Pos::Verb, "die"),
            ("fled", Pos::Verb, "flee"),
            ("armies", Pos::Noun, "army"),
            ("Children", Pos::Noun, "child"),
            ("fewer", Pos::Adj, "few"),
        ] {
            assert_eq!(lemma(word, pos, Morph::default()), wanted);
        }
    }

    #[test]
    fn base_forms_names_and_other_words_stay() {
        let numbered = |number| Morph {
            number: Some(number),
            ..Morph::default()
        };
        let infinitive = Morph {
            form: Some(Form::Infinitive),
            ..Morph::default()
        };
        for (word, pos, morph, wanted) in [
            ("news", Pos::Noun, numbered(Number::Singular), "news"),
            ("Bring", Pos::Verb, infinitive, "bring"),
            ("United", Pos::Propn, numbered(Number::Singular), "United"),
            ("Hastings", Pos::Propn, numbered(Number::Plural), "Hastings"),
            ("Under", Pos::Adp, Morph::default(), "under"),
        ] {
            assert_eq!(lemma(word, pos, morph), wanted);
        }
    }
}
