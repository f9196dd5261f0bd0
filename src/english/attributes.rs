//! Parts of speech from tags, and the few lemmas and features that a word and its tag settle.
//!
//! The model has a list of rules: where one to two tokens fit a pattern, one of them gets new
//! attributes. All patterns are tried on the tokens as the tagger and the parser left them, and
//! a later rule overrides an earlier one (spaCy 3.8 `pipeline/attributeruler.py`).

use serde::Deserialize;

use super::{Case, Degree, Dep, Form, Gender, Mood, Morph, Number, Person, Pos, Tag, Tense};

/// Number of tags.
const TAGS: usize = Tag::Space as usize + 1;

/// One rule.
struct Rule {
    pattern: Vec<Condition>,
    /// Which token of the pattern changes.
    index: usize,
    change: Change,
}

/// What must hold of a token. An absent part asks for nothing.
struct Condition {
    tag: Option<Vec<Tag>>,
    not_tag: Vec<Tag>,
    dep: Option<Vec<Dep>>,
    not_dep: Vec<Dep>,
    lower: Option<Vec<String>>,
    space: Option<bool>,
}

struct Change {
    pos: Option<Pos>,
    tag: Option<Tag>,
    dep: Option<Dep>,
    lemma: Option<String>,
    morph: Option<Morph>,
}

/// A token on its way to becoming a [`super::Token`].
pub(super) struct Draft<'m> {
    /// Its text in lower case.
    pub(super) lower: String,
    /// Whether it is white space.
    pub(super) space: bool,
    /// Its tag.
    pub(super) tag: Tag,
    /// How it depends on its head.
    pub(super) dep: Dep,
    /// Its part of speech.
    pub(super) pos: Pos,
    /// Its lemma, if a rule gave one.
    pub(super) lemma: Option<&'m str>,
    /// Its features.
    pub(super) morph: Morph,
}

/// A rule as `en.json` has it.
#[derive(Deserialize)]
pub(super) struct File {
    pattern: Vec<ConditionFile>,
    index: usize,
    set: ChangeFile,
}

#[derive(Deserialize)]
struct ConditionFile {
    tag: Option<Vec<String>>,
    not_tag: Option<Vec<String>>,
    dep: Option<Vec<String>>,
    not_dep: Option<Vec<String>>,
    lower: Option<Vec<String>>,
    space: Option<bool>,
}

#[derive(Deserialize)]
struct ChangeFile {
    pos: Option<String>,
    tag: Option<String>,
    dep: Option<String>,
    lemma: Option<String>,
    morph: Option<String>,
}

impl Rule {
    fn new(file: File) -> Result<Self, String> {
        let change = file.set;
        Ok(Rule {
            index: file.index,
            change: Change {
                pos: label(change.pos, Pos::from_name)?,
                tag: label(change.tag, Tag::from_name)?,
                dep: label(change.dep, Dep::from_name)?,
                lemma: change.lemma,
                morph: change.morph.as_deref().map(features),
            },
            pattern: file.pattern.into_iter().map(Condition::new).collect(),
        })
    }
}

fn label<T>(name: Option<String>, find: fn(&str) -> Option<T>) -> Result<Option<T>, String> {
    name.map(|name| find(&name).ok_or_else(|| format!("models/en.json: label {name}")))
        .transpose()
}

/// Features from their text, as in `Number=Sing|Person=3`; those that [`Morph`] lacks are left out.
fn features(text: &str) -> Morph {
    let value = |name: &str| {
        let mut parts = text.split('|').filter_map(|part| part.split_once('='));
        let (_, value) = parts.find(|(feature, _)| *feature == name)?;
        Some(value)
    };
    Morph {
        form: value("VerbForm").and_then(Form::from_name),
        tense: value("Tense").and_then(Tense::from_name),
        mood: value("Mood").and_then(Mood::from_name),
        number: value("Number").and_then(Number::from_name),
        person: value("Person").and_then(Person::from_name),
        gender: value("Gender").and_then(Gender::from_name),
        case: value("Case").and_then(Case::from_name),
        degree: value("Degree").and_then(Degree::from_name),
    }
}

impl Condition {
    fn new(file: ConditionFile) -> Self {
        // the rules name some tags that the tagger never gives; they can fit no token
        fn known<T>(names: Vec<String>, find: fn(&str) -> Option<T>) -> Vec<T> {
            names.iter().filter_map(|name| find(name)).collect()
        }
        Condition {
            tag: file.tag.map(|names| known(names, Tag::from_name)),
            not_tag: known(file.not_tag.unwrap_or_default(), Tag::from_name),
            dep: file.dep.map(|names| known(names, Dep::from_name)),
            not_dep: known(file.not_dep.unwrap_or_default(), Dep::from_name),
            lower: file.lower,
            space: file.space,
        }
    }

    fn fits(&self, token: &Draft<'_>) -> bool {
        self.tag
            .as_ref()
            .is_none_or(|tags| tags.contains(&token.tag))
            && !self.not_tag.contains(&token.tag)
            && self
                .dep
                .as_ref()
                .is_none_or(|deps| deps.contains(&token.dep))
            && !self.not_dep.contains(&token.dep)
            && self.space.is_none_or(|space| space == token.space)
            && self
                .lower
                .as_ref()
                .is_none_or(|words| words.contains(&token.lower))
    }
}

/// All rules, in order.
pub(super) struct Rules {
    rules: Vec<Rule>,
    /// By the tag of a token, the rules of which it may be the first.
    by_tag: Vec<Vec<usize>>,
}

impl Rules {
    pub(super) fn new(files: Vec<File>) -> Result<Self, String> {
        let rules: Vec<Rule> = files.into_iter().map(Rule::new).collect::<Result<_, _>>()?;
        let mut by_tag = vec![Vec::new(); TAGS];
        for (i, rule) in rules.iter().enumerate() {
            let first = &rule.pattern[0];
            for (tag, fitting) in by_tag.iter_mut().enumerate() {
                let fits = |tags: &Vec<Tag>| tags.iter().any(|t| *t as usize == tag);
                if first.tag.as_ref().is_none_or(fits) {
                    fitting.push(i);
                }
            }
        }
        Ok(Rules { rules, by_tag })
    }

    /// Applies the rules, in order.
    pub(super) fn apply<'m>(&'m self, tokens: &mut [Draft<'m>]) {
        let mut changes = Vec::new();
        for (start, token) in tokens.iter().enumerate() {
            for &number in &self.by_tag[token.tag as usize] {
                let rule = &self.rules[number];
                let window = tokens[start..].get(..rule.pattern.len());
                let fits = |window: &[Draft<'_>]| {
                    let mut pairs = rule.pattern.iter().zip(window);
                    pairs.all(|(want, token)| want.fits(token))
                };
                if window.is_some_and(fits) {
                    changes.push((number, start));
                }
            }
        }
        changes.sort_unstable();
        for (number, start) in changes {
            let rule = &self.rules[number];
            let (token, change) = (&mut tokens[start + rule.index], &rule.change);
            token.pos = change.pos.unwrap_or(token.pos);
            token.tag = change.tag.unwrap_or(token.tag);
            token.dep = change.dep.unwrap_or(token.dep);
            token.lemma = change.lemma.as_deref().or(token.lemma);
            token.morph = change.morph.unwrap_or(token.morph);
        }
    }
}
