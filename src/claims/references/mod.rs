//! References: what a pronoun or a description means that is not a name.
//!
//! A simple form of salience (Lappin and Leass 1994): every name mentioned weighs by its role in
//! its sentence, subjects most, and loses half of that with each sentence. A pronoun means the
//! weightiest name that fits it in kind and gender and can stand there (not the subject of the
//! same verb; not who speaks, from inside the quotation). Where two fit about equally well in one
//! sentence, it means nobody: a wrong name does more harm than none.
//!
//! "The minister", "the group", "the city" mean what was called so before, or the only name of
//! that kind lately mentioned.

mod descriptions;
mod governments;
mod pronouns;
mod salience;

use std::collections::BTreeMap;

use super::clauses::Tree;
use super::names::{Gender, Mention, Names, Sort, fold, mention_at};
use super::{countries, places, predicates};
use crate::Span;
use crate::english::{Dep, EntityKind, Pos};
use descriptions::{described_place, offices, unnamed_subject};
pub use descriptions::{is_human, is_town, is_vague_place};
pub use governments::government;
pub(super) use pronouns::is_empty;
use pronouns::{is_many, is_voice, topic};
use salience::{
    FORGOTTEN, MEMORY, NEARER, OTHER, Referent, SUBJECT, VOICE, cannot_mean, clearest,
    is_named_after, referent, role,
};

/// What has been mentioned so far in a document.
#[derive(Debug, Default)]
pub struct Memory {
    referents: Vec<Referent>,
    /// Noun → whom it was said of, `None` where of several: "minister" → "Tom Ravel" after
    /// "Minister Tom Ravel".
    called: BTreeMap<String, Option<String>>,
    /// The place last named that is no country.
    place: String,
    /// What the last sentence was about, if that was a name.
    topic: Option<String>,
    /// Who spoke last.
    voice: String,
    /// Who said the last sentence, if named behind what it says of another person ("Ravel was hurt,
    /// said Anna Kessler").
    said_by: Option<String>,
    /// Whether the last sentence was about somebody without a name ("the victim").
    about_somebody: bool,
    /// Sentences read so far.
    sentence: usize,
}

/// The sentence being read.
pub struct Here<'h> {
    /// Its grammar.
    pub tree: &'h Tree<'h>,
    /// Its names, in order.
    pub mentions: &'h [Mention],
    /// Those of the run.
    pub names: &'h Names,
    /// What stands in quotation marks, in bytes of the document.
    pub quoted: &'h [Span],
    /// Where the sentence begins, in bytes of the document.
    pub base: usize,
}

impl Here<'_> {
    /// The quotation that a token stands in.
    fn quotation(&self, token: usize) -> Option<Span> {
        let at = self.tree.parsed.tokens[token].span.shifted(self.base);
        let before = self.quoted.partition_point(|q| q.start <= at.start);
        let last = self.quoted[..before].last().copied();
        last.filter(|q| q.contains(at))
    }
}

impl Memory {
    /// Whom "he", "she" and their forms mean at a token of the sentence being read.
    pub fn person(&self, here: &Here, token: usize) -> Option<String> {
        let wanted = match here.tree.word(token).to_lowercase().as_str() {
            "he" | "him" | "his" | "himself" => Gender::Man,
            "she" | "her" | "hers" | "herself" => Gender::Woman,
            _ => return None,
        };
        let fits = |r: &Referent| {
            r.sort == Some(Sort::Person) && (r.gender == wanted || r.gender == Gender::Unknown)
        };
        let mut found = self.candidates(here, token, &fits);
        if here.quotation(token).is_some() {
            // Who speaks says "I".
            found.retain(|r| self.voice.is_empty() || !is_voice(&self.voice, &r.name));
        }
        if self.about_somebody {
            found.retain(|r| r.sentence > self.sentence);
        }
        // "Ravel was hurt, said Anna Kessler. She was taken to hospital": hardly who spoke; but
        // "she added".
        let tree = here.tree;
        let acts = matches!(tree.dep(token), Dep::Nsubj | Dep::Nsubjpass)
            && tree
                .head(token)
                .is_some_and(|verb| !predicates::is_saying(&tree.lemma(verb)));
        if acts && here.quotation(token).is_none() {
            for referent in &mut found {
                if self.said_by.as_ref() == Some(&referent.name) {
                    referent.weight = referent.weight.min(OTHER / 2.0);
                }
            }
        }
        // A name known to be a woman's is surer for "she" than one that could be anybody's.
        for referent in &mut found {
            if referent.gender == wanted {
                referent.weight *= 1.3;
            }
        }
        clearest(found)
    }

    /// The only person named in the sentence being read or in the last one: whom "the 34-year-old"
    /// means.
    pub fn only_person(&self, here: &Here, token: usize) -> Option<String> {
        let fits = |r: &Referent| r.sort == Some(Sort::Person);
        let mut lately = self.candidates(here, token, &fits);
        lately.retain(|r| r.sentence >= self.sentence);
        match lately.as_slice() {
            [only] => Some(only.name.clone()),
            _ => None,
        }
    }

    /// Which body or country "it" and "they" mean at a token of the sentence being read: the
    /// subject that governs the clause ("Kelmar says it …"), else what the last sentence was
    /// about.
    pub fn thing(&self, here: &Here, token: usize) -> Option<String> {
        let tree = here.tree;
        let word = tree.word(token).to_lowercase();
        let several = match word.as_str() {
            "it" => false,
            "they" => true,
            _ => return None,
        };
        if !several && is_empty(tree, token) {
            return None;
        }
        let verb = tree.head(token)?;
        let mut above = verb;
        for _ in 0..4 {
            let governed = matches!(tree.dep(above), Dep::Ccomp | Dep::Advcl | Dep::Conj);
            let Some(head) = tree.head(above).filter(|_| governed) else {
                break;
            };
            above = head;
            if let Some(subject) = tree.child(above, &[Dep::Nsubj, Dep::Nsubjpass])
                && subject < token
            {
                return self.acting(here, subject, several);
            }
        }
        let first = tree.dep(verb) == Dep::Root
            && !here
                .mentions
                .iter()
                .any(|m| m.end <= token && m.start + 1 < token);
        let topic = self.topic.as_ref().filter(|_| first)?;
        let known = self.referents.iter().find(|r| &r.name == topic)?;
        let fits = known.sort == Some(Sort::Body) || known.country;
        (fits && (!several || is_many(topic))).then(|| topic.clone())
    }

    /// The body or country that a subject names itself.
    fn acting(&self, here: &Here, subject: usize, several: bool) -> Option<String> {
        let mention = mention_at(here.mentions, subject)?;
        let name = here.names.resolve(&mention.text);
        let country = countries::country(&fold(&mention.text)).is_some();
        let body = here.names.sort(&mention.text) == Some(Sort::Body);
        let people = mention.kind == Some(EntityKind::Norp);
        let many = people || is_many(&mention.text);
        ((body || country) && (!several || many) && (several || !people)).then_some(name)
    }

    /// What a description means ("the minister", "the group", "this town"), if it has an article
    /// and nothing else that would tell it from others.
    pub fn described(&self, here: &Here, token: usize) -> Option<String> {
        let tree = here.tree;
        let mut children = tree.children(token).iter();
        let definite = |t: usize| {
            matches!(
                tree.word(t).to_lowercase().as_str(),
                "the" | "this" | "that"
            ) && tree.dep(t) == Dep::Det
        };
        let plain = children
            .all(|c| definite(*c) || matches!(tree.dep(*c), Dep::Case | Dep::Punct | Dep::Relcl))
            && tree.children(token).iter().any(|c| definite(*c));
        let is_noun = tree.parsed.tokens[token].pos == Pos::Noun;
        if !plain || !is_noun || mention_at(here.mentions, token).is_some() {
            return None;
        }
        let noun = tree.lemma(token);
        if is_vague_place(&noun) {
            return self.only_place(here, token, &noun);
        }
        match self.called.get(&noun) {
            Some(Some(name)) => return Some(name.clone()),
            Some(None) => return None,
            None => {}
        }
        let fits = |r: &Referent| match noun.as_str() {
            "country" | "nation" | "kingdom" | "republic" => r.country,
            "group" | "organization" | "organisation" | "company" | "firm" | "agency"
            | "movement" | "militia" => r.sort == Some(Sort::Body),
            _ => false,
        };
        let mut lately = self.candidates(here, token, &fits);
        lately.retain(|r| r.sentence + 2 >= self.sentence);
        match lately.as_slice() {
            [only] => Some(only.name.clone()),
            _ => None,
        }
    }

    /// The place that a noun can mean because the document called it so, or named no other place
    /// that is smaller than a country.
    fn only_place(&self, here: &Here, token: usize, noun: &str) -> Option<String> {
        if let Some(known) = self.called.get(noun) {
            return known.clone();
        }
        let fits = |r: &Referent| r.sort == Some(Sort::Place) && !r.country;
        let scale = places::scale_of(noun);
        let mut found = self.candidates(here, token, &fits);
        found.retain(|r| {
            let known = here.names.whereabouts.scale(&r.name);
            known.is_none() || scale.is_none() || known == scale
        });
        match found.as_slice() {
            [only] => Some(only.name.clone()),
            _ => None,
        }
    }

    /// The place, no country, that was named last before a token: what "the city" and "it" mean.
    /// A noun that the document has joined to a place ("Sarn island") means that place.
    pub fn place(&self, here: &Here, token: usize, noun: &str) -> String {
        if let Some(Some(place)) = self.called.get(noun) {
            return place.clone();
        }
        here.mentions
            .iter()
            .rfind(|m| m.end <= token && is_town(m, here.names))
            .map_or_else(|| self.place.clone(), |m| here.names.resolve(&m.text))
    }

    /// Takes in the sentence that has been read, and who spoke in it (empty if nobody).
    pub fn note(&mut self, here: &Here, voice: &str) {
        let meant: Vec<(usize, String)> = (0..here.tree.parsed.tokens.len())
            .filter(|t| here.tree.parsed.tokens[*t].pos == Pos::Pron)
            .filter_map(|t| Some((t, self.person(here, t).or_else(|| self.thing(here, t))?)))
            .collect();
        let somebody = unnamed_subject(here);
        self.said_by = None;
        self.sentence += 1;
        // Nobody goes back further; a long document would else grow slow.
        self.referents
            .retain(|r| r.sentence + MEMORY >= self.sentence);
        for referent in &mut self.referents {
            referent.weight /= 2.0;
        }
        for mention in here.mentions {
            let mut referent = referent(here, mention);
            let speaks = referent.sort == Some(Sort::Person) && voice.contains(&mention.text);
            referent.weight += if speaks { VOICE } else { 0.0 };
            if speaks && is_named_after(here, mention) {
                self.said_by = Some(referent.name.clone());
            }
            self.remember(referent);
            self.learn_noun(here, mention);
        }
        for (token, name) in &meant {
            let weight = role(here.tree, *token);
            if let Some(known) = self.referents.iter_mut().find(|r| r.name == *name) {
                known.weight = known.weight.max(weight);
                known.sentence = self.sentence;
            }
        }
        self.topic = topic(here, &meant);
        self.voice = voice.to_string();
        self.about_somebody = somebody.is_some_and(|token| match self.described(here, token) {
            Some(name) => {
                if let Some(known) = self.referents.iter_mut().find(|r| r.name == name) {
                    known.weight = known.weight.max(SUBJECT);
                    known.sentence = self.sentence;
                }
                false
            }
            None => true,
        });
    }

    fn remember(&mut self, mut new: Referent) {
        new.sentence = self.sentence;
        match self.referents.iter_mut().find(|r| r.name == new.name) {
            Some(known) => {
                known.weight = known.weight.max(new.weight);
                known.sentence = self.sentence;
            }
            None => self.referents.push(new),
        }
    }

    /// Learns what a mention is called: "Minister Tom Ravel", "Tom Ravel, the mayor", "Sarn
    /// island".
    fn learn_noun(&mut self, here: &Here, mention: &Mention) {
        let name = here.names.resolve(&mention.text);
        if is_town(mention, here.names) {
            self.place.clone_from(&name);
            if let Some(noun) = described_place(here.tree, mention) {
                self.called.entry(noun).or_insert(Some(name));
            }
        } else if here.names.sort(&mention.text) == Some(Sort::Person) {
            for noun in offices(here.tree, mention) {
                let known = self.called.entry(noun).or_insert(Some(name.clone()));
                if known.as_ref() != Some(&name) {
                    *known = None;
                }
            }
        } else if here.names.sort(&mention.text) == Some(Sort::Body)
            && let Some((_, last)) = fold(&mention.text).rsplit_once(' ')
        {
            // "the Harbour Guard … the guard"
            let known = self
                .called
                .entry(last.to_string())
                .or_insert(Some(name.clone()));
            if known.as_ref() != Some(&name) {
                *known = None;
            }
        }
    }

    /// The names mentioned before a token that fit, each with its weight.
    fn candidates(
        &self,
        here: &Here,
        token: usize,
        fits: &dyn Fn(&Referent) -> bool,
    ) -> Vec<Referent> {
        let mut found: Vec<Referent> = self.referents.iter().filter(|r| fits(r)).cloned().collect();
        let barred: Vec<String> = here
            .mentions
            .iter()
            .filter(|m| cannot_mean(here, token, m))
            .map(|m| here.names.resolve(&m.text))
            .collect();
        for mention in here.mentions.iter().filter(|m| m.end <= token) {
            let mut new = referent(here, mention);
            if !fits(&new) {
                continue;
            }
            new.weight = new.weight * 2.0 + NEARER; // not yet halved by the end of its sentence
            new.sentence = self.sentence + 1;
            match found.iter_mut().find(|r| r.name == new.name) {
                Some(known) => {
                    known.weight = known.weight.max(new.weight);
                    known.sentence = new.sentence;
                }
                None => found.push(new),
            }
        }
        found.retain(|r| !barred.contains(&r.name));
        let alone = found.len() == 1;
        found.retain(|r| alone || r.weight >= FORGOTTEN);
        found
    }
}
