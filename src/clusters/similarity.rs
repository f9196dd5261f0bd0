//! Similarity: whether two claims answer the same question about the same event.
//!
//! Places, people and days that cannot be of one event rule a pair out. Of the rest a model learned
//! from pairs of known events says how sure the two are to tell of one, by the [`features`] of their
//! slots: the act (or its opposite, or one near in meaning), who and what it is about, where and
//! when, and whether the two documents tell one story.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use indexmap::{IndexMap, IndexSet};
use jiff::civil::Date;
use rustc_hash::FxBuildHasher;

use super::causes;
use super::counts::{Counts, comparable};
use super::features::{self, Features, OfClaims, OfSentences};
use super::instances::Instances;
use super::marks::{Mark, Place, Rarity, marks};
use super::origins::Origins;
use super::passages::Passages;
use super::rivals::Rivals;
use super::stories::{Stories, Story};
use super::vectors::Words;
use crate::claims::names::is_full_name;
use crate::claims::quantity::Unit;
use crate::claims::{Argument, Claim, Counted, lexicon, predicates};
use crate::documents::Document;
use crate::sentences::Sentence;

/// What the comparison of two claims needs to know of the run.
pub struct Context<'c> {
    /// The claims.
    pub claims: &'c [Claim],
    /// The sentences.
    pub sentences: &'c [Sentence],
    /// The documents.
    pub documents: &'c [Document],
    /// Who copied whose words.
    pub origins: &'c Origins,
    /// Which documents tell one story.
    pub stories: Stories,
    /// How rare each word class and name is in the run: natural logarithm, at least 0.
    rarity: Rarity<'c>,
    /// What is asked of each claim alone.
    marks: Vec<Mark>,
    /// Pairs of places of which the text says that one lies in the other.
    within: IndexSet<(&'c str, &'c str), FxBuildHasher>,
    /// What the sentences are about.
    passages: Passages,
    /// What the words of the claims mean.
    words: Words,
    /// What the documents count.
    pub counts: Counts,
    /// The ages that the run gives of each person.
    ages: BTreeMap<&'c str, Vec<u32>>,
    /// The days that each document tells of, by document.
    told_days: Vec<Vec<(Date, Date)>>,
    /// Which acts the documents tell of more than once.
    pub instances: Instances,
    /// Which numbers may be of one thing though no act ties them.
    rivals: OnceLock<Rivals>,
    /// Whether it is known that all documents tell of one matter, so that nothing rules it out.
    one_matter: bool,
}

/// By how much a sum may be wrong because numbers were added in another order.
const ROUNDING: f64 = 1e-9;

/// Claims in a run from which on it can say how rare a word is.
const SMALL_RUN: usize = 400;

/// How two claims fit together.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// How sure it is that they answer the same question: 0 to 1.
    pub score: f64,
    /// How the subjects stand to each other.
    pub subject: Slot,
    /// How the objects do.
    pub object: Slot,
    /// Whether the acts are opposites.
    pub opposite: bool,
    /// Summed rarity of what the clauses share besides the act.
    pub shared: f64,
    /// Whether the documents tell one story.
    pub story: Story,
    /// What the score was made from.
    pub features: Features,
}

/// How two fillers of one slot stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The same person, place or thing.
    Same,
    /// Two different ones.
    Different,
    /// Nothing is known: a slot is empty, a pronoun, or only described.
    Unknown,
}

/// Whether a place is known to lie in another country than the one named.
fn lies_elsewhere(place: &Place, land: &Argument) -> bool {
    let mut around = place.lies_in.iter();
    !place.lies_in.is_empty() && !around.any(|country| land.names.iter().any(|n| n == country))
}

/// The name of somebody by which a phrase ends ("Rovers captain Tom Venn"), else what it goes by.
fn person(argument: &Argument) -> &str {
    let last = last_two_words(argument).filter(|name| is_full_name(name));
    last.unwrap_or(&argument.key)
}

/// The last two words of a noun phrase.
fn last_two_words(argument: &Argument) -> Option<&str> {
    let text = argument.text.as_str();
    let (before, _) = text.rsplit_once(' ')?;
    Some(before.rfind(' ').map_or(text, |at| &text[at + 1..]))
}

/// Whether two names are two people's: first and last ones, of which none is the same.
fn are_two_people(a: &str, b: &str) -> bool {
    let mut words = a.split(' ');
    a.contains(' ')
        && b.contains(' ')
        && (is_full_name(a) || is_full_name(b))
        && !words.any(|word| b.split(' ').any(|other| other == word))
}

/// The ages that claims give of each person, by name.
fn ages(claims: &[Claim]) -> BTreeMap<&str, Vec<u32>> {
    let mut found: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for counted in claims.iter().flat_map(|claim| &claim.quantities) {
        if counted.measure == "age of" && !counted.owner.is_empty() {
            let ages = found.entry(&counted.owner).or_default();
            let age = counted.quantity.value as u32;
            if !ages.contains(&age) {
                ages.push(age);
            }
        }
    }
    found
}

/// The age by which somebody without a name is known: "the 36-year-old climber".
fn age_of(argument: &Argument) -> Option<u32> {
    let mut words = argument.text.split_whitespace();
    words.find_map(|word| word.strip_suffix("-year-old")?.parse().ok())
}

/// The days that each document tells of, by document.
fn told_days(claims: &[Claim], documents: usize) -> Vec<Vec<(Date, Date)>> {
    let mut told = vec![Vec::new(); documents];
    for claim in claims {
        told[claim.document].extend(claim.sentence_times.iter().filter_map(|when| when.days));
    }
    for days in &mut told {
        days.sort_unstable();
        days.dedup();
    }
    told
}

impl<'c> Context<'c> {
    /// Reads what the claims of a run tell about each other.
    pub fn new(
        claims: &'c [Claim],
        sentences: &'c [Sentence],
        documents: &'c [Document],
        origins: &'c Origins,
    ) -> Self {
        let mut spread: IndexMap<&str, f64, FxBuildHasher> = IndexMap::default();
        for claim in claims {
            for word in claim.words.iter().chain(&claim.entities) {
                *spread.entry(word).or_default() += 1.0;
            }
        }
        // A run of two short documents cannot say what is rare: it counts as one of this size.
        let all = claims.len().max(SMALL_RUN) as f64;
        spread.sort_unstable_keys();
        let rarity: Rarity = spread
            .into_iter()
            .map(|(word, n)| (word, (all / n).ln().max(0.0)))
            .collect();
        let words = Words::new(claims);
        let mut within = IndexSet::default();
        for claim in claims {
            for argument in claim
                .places
                .iter()
                .chain(&claim.object)
                .chain(&claim.subject)
            {
                // "Kelmar, Northshire", "the village of X in Y": names of one phrase.
                for pair in argument.names.windows(2) {
                    within.insert((pair[0].as_str(), pair[1].as_str()));
                    within.insert((pair[1].as_str(), pair[0].as_str()));
                }
            }
            for pair in claim.places.windows(2) {
                for a in &pair[0].names {
                    for b in &pair[1].names {
                        within.insert((a.as_str(), b.as_str()));
                        within.insert((b.as_str(), a.as_str()));
                    }
                }
            }
        }
        let mut context = Context {
            claims,
            sentences,
            documents,
            origins,
            stories: Stories::new(claims, sentences, documents),
            marks: marks(claims, &rarity, &words),
            rarity,
            within,
            passages: Passages::new(sentences, documents),
            words,
            counts: Counts::new(claims),
            ages: ages(claims),
            told_days: told_days(claims, documents.len()),
            instances: Instances::default(),
            rivals: OnceLock::new(),
            one_matter: false,
        };
        context.instances = Instances::new(&context);
        context
    }

    /// The same, where somebody vouches for it that all documents tell of one matter.
    pub fn of_one_matter(
        claims: &'c [Claim],
        sentences: &'c [Sentence],
        documents: &'c [Document],
        origins: &'c Origins,
    ) -> Self {
        Context {
            stories: Stories::of_one(claims, sentences, documents),
            one_matter: true,
            ..Context::new(claims, sentences, documents, origins)
        }
    }

    /// Which numbers may be of one thing though no act ties them. They are found when first asked for: to
    /// compare single pairs, or claims for their own sake, needs none.
    pub fn rivals(&self) -> &Rivals {
        self.rivals.get_or_init(|| Rivals::new(self))
    }

    /// How rare a word class or name is in the run.
    pub fn rarity(&self, word: &str) -> f64 {
        self.rarity.get(word).copied().unwrap_or(0.0)
    }

    /// The sentence that a claim stands in, as it stands.
    pub fn sentence(&self, claim: &Claim) -> &str {
        let span = self.sentences[claim.sentence].span;
        span.of(&self.documents[claim.document].text)
    }

    /// The claims of a sentence.
    pub fn claims_of(&self, sentence: usize) -> &[Claim] {
        let from = self.claims.partition_point(|c| c.sentence < sentence);
        let to = self.claims.partition_point(|c| c.sentence <= sentence);
        &self.claims[from..to]
    }

    /// How near in meaning two words of the run's claims are: the cosine of their vectors, 0 where
    /// one is unknown.
    pub fn nearness(&self, a: &str, b: &str) -> f32 {
        self.words.cosine(a, b)
    }

    /// Whether a place of the one claim and a place of the other may be the same, or one may lie
    /// in the other, as far as the texts say.
    pub fn places_may_agree(&self, a: &Claim, b: &Claim) -> bool {
        if a.places.is_empty() || b.places.is_empty() {
            return false;
        }
        let (of_a, of_b) = (&self.mark(a).places, &self.mark(b).places);
        let mut places = a.places.iter().zip(of_a);
        places.any(|x| b.places.iter().zip(of_b).any(|y| self.may_agree(x, y)))
    }

    fn may_agree(&self, (a, x): (&Argument, &Place), (b, y): (&Argument, &Place)) -> bool {
        // "15 miles east of the capital", whichever that is.
        if a.names.is_empty() || b.names.is_empty() {
            return true;
        }
        // What lies in or off a country may lie in the sea before it.
        if x.is_water != y.is_water {
            return true;
        }
        match (x.is_country, y.is_country) {
            (true, false) => return !lies_elsewhere(y, a),
            (false, true) => return !lies_elsewhere(x, b),
            _ => {}
        }
        let shared = a.names.iter().any(|name| b.names.contains(name));
        match (&a.offset, &b.offset) {
            (Some(x), Some(y)) if shared => return x.may_agree(y),
            // What lies 5 km from one place may be in another.
            (Some(x), _) | (_, Some(x)) if !shared && x.leads_away() => return true,
            _ => {}
        }
        let lies_in = |x: &Argument, y: &Argument| x.around.iter().any(|n| y.names.contains(n));
        if lies_in(a, b) || lies_in(b, a) {
            return true;
        }
        // A town and a province of which nothing is known.
        if a.scale.is_some() && b.scale.is_some() && a.scale != b.scale {
            return true;
        }
        a.names.iter().any(|x| {
            b.names.iter().any(|y| {
                x == y || self.within.contains(&(x.as_str(), y.as_str())) || contains_word(x, y)
            })
        })
    }

    /// Whether two claims can answer one question, by what `fit` says of their slots and however sure
    /// it is that they tell of one event: their acts are one, opposites, or may be near in meaning.
    fn may_answer_both(&self, a: &Claim, b: &Claim, fit: &Fit) -> bool {
        let (subject, object) = (fit.subject, fit.object);
        a.class == b.class
            || fit.opposite
            || super::may_be_near(a, b, subject, object)
            || fit.story == Story::Same && super::may_be_told_twice(a, b, subject, object)
            || causes::may_ask_one(a, b)
            || are_converse(a, b)
    }

    /// Compares two claims; none where they cannot answer one question, cannot be about the same, or
    /// are less than so sure to be. What costs least is asked first: of the pairs of a large run few
    /// are left.
    pub(super) fn fit_from(&self, a: &Claim, b: &Claim, least: f64) -> Option<Fit> {
        let both_count = || !a.quantities.is_empty() && !b.quantities.is_empty();
        if self.are_of_two_stories(self.mark(a), self.mark(b)) && !self.one_matter && !both_count()
        {
            return None;
        }
        let counted = both_count().then(|| comparable(a, b, self)).flatten();
        let fit = match counted {
            Some((x, y, _)) => self.fit_of(a, b, Some((x, y))),
            None => self.told(a, b, least),
        };
        let fits = fit.score >= least && !self.are_of_two_events(a, b);
        fits.then_some(fit)
    }

    /// Compares two claims; none where they cannot be about the same.
    pub fn fit(&self, a: &Claim, b: &Claim) -> Option<Fit> {
        if self.are_of_two_events(a, b) {
            return None;
        }
        let counted = comparable(a, b, self).map(|(x, y, _)| (x, y));
        Some(self.fit_of(a, b, counted))
    }

    /// Compares two claims of one event by two numbers of theirs that count the same, if given.
    pub fn fit_of(&self, a: &Claim, b: &Claim, counted: Option<(&Counted, &Counted)>) -> Fit {
        let mut fit = self.told(a, b, 0.0);
        if let Some((x, y)) = counted {
            let is_one = self.counts.is_one(a, b, x, y, self);
            fit.score = fit.score.max(same_count(a, b, x, is_one, &fit));
        }
        fit
    }

    /// How sure two sentences, by their index in the run, are to tell of one event: 0 to 1. Any two
    /// can be compared, whatever they claim.
    pub fn relatedness(&self, a: usize, b: usize) -> f64 {
        let (of_a, of_b) = (self.claims_of(a), self.claims_of(b));
        let pairs = of_a
            .iter()
            .flat_map(|x| of_b.iter().map(move |y| self.features(x, y)));
        let best = pairs.map(|pair| pair.same_event()).reduce(f64::max);
        features::same_event(self.of_sentences(a, b), self.lead(a, b), best)
    }

    /// How near the beginning of their documents both of two sentences stand: 1 to 0.
    pub fn lead(&self, a: usize, b: usize) -> f64 {
        self.passages.lead(a, b)
    }

    /// What the learned model weighs of two claims.
    pub fn features(&self, a: &Claim, b: &Claim) -> Features {
        self.told(a, b, 0.0).features
    }

    /// What the learned model weighs of two sentences, by their index in the run.
    pub fn of_sentences(&self, a: usize, b: usize) -> OfSentences {
        let (x, y) = (self.sentences[a].document, self.sentences[b].document);
        let (story, kin) = self.stories.both(x, y);
        let mut features = OfSentences::default();
        know_documents(&mut features, story, kin, x == y);
        self.know_words_of_texts(&mut features, a, b);
        self.know_meanings(&mut features, a, b);
        features
    }

    /// How two claims fit together, their numbers apart. As soon as they are known to answer no one
    /// question, or to be less than so sure to tell of one event, the rest is left out, and the score
    /// is 0.
    fn told(&self, a: &Claim, b: &Claim, least: f64) -> Fit {
        let (x, y) = (self.mark(a), self.mark(b));
        let opposite_acts =
            x.has_opposite && y.has_opposite && predicates::opposite(&a.class, &b.class);
        let same_act = a.class == b.class || opposite_acts;
        let (story, kin) = self.stories.both(a.document, b.document);
        let mut fit = Fit {
            score: 0.0,
            subject: Slot::Unknown,
            object: Slot::Unknown,
            opposite: opposite_acts,
            shared: 0.0,
            story,
            features: Features::most(),
        };
        let odds = (least / (1.0 - least)).ln() - ROUNDING;
        let is_less = |fit: &Fit| fit.features.odds() < odds;

        let one_document = a.document == b.document;
        know_documents(&mut fit.features.sentences, story, kin, one_document);
        know_acts(&mut fit.features.claims, same_act, x.rarity);
        if is_less(&fit) {
            return fit;
        }
        let one_story = fit.story == Story::Same;
        fit.subject = self.slot(a.subject.as_ref(), b.subject.as_ref(), one_story);
        fit.object = self.slot(a.object.as_ref(), b.object.as_ref(), one_story);
        // "is safe", "is dangerous": two answers to one question.
        if are_opposite_states(a, b) {
            fit.object = Slot::Same;
            fit.opposite = true;
        }
        // "is" and "is" say nothing of one act, unless both are said to be the same.
        let both = fit.subject == Slot::Same && fit.object == Slot::Same;
        let light = (x.is_light || y.is_light) && !both;
        if least > 0.0 && !self.may_answer_both(a, b, &fit) {
            return fit;
        }
        know_slots(&mut fit.features.claims, (fit.subject, fit.object), light);
        if is_less(&fit) {
            return fit;
        }
        let (words, names) = (self.shared_words(x, y), self.shared_names(x, y));
        fit.shared = words + names;
        know_words(&mut fit.features.claims, words, names, x.own.min(y.own));
        if is_less(&fit) {
            return fit;
        }
        let act = match (same_act, light) {
            (true, false) => 1.0,
            (true, true) => 0.0,
            _ => self.near(x.lemma, y.lemma),
        };
        know_nearness(&mut fit.features.claims, same_act, act, fit.object);
        if is_less(&fit) {
            return fit;
        }
        self.know_words_of_texts(&mut fit.features.sentences, a.sentence, b.sentence);
        if is_less(&fit) {
            return fit;
        }
        self.know_meanings(&mut fit.features.sentences, a.sentence, b.sentence);
        if is_less(&fit) {
            return fit;
        }
        self.know_rest(&mut fit, (a, x), (b, y));
        fit.score = fit.features.same_event();
        fit
    }

    /// What is looked up of a claim once; it must be one of the run's.
    fn mark(&self, claim: &Claim) -> &Mark {
        let place = self.claims.element_offset(claim);
        &self.marks[place.expect("a claim of the run")]
    }

    /// How near in meaning two words are that have a vector: 0 to 1.
    fn near(&self, x: Option<usize>, y: Option<usize>) -> f64 {
        let cosine = x.zip(y).map_or(0.0, |(x, y)| self.words.cosine_of(x, y));
        f64::from(cosine).max(0.0)
    }

    /// Fills in how many words of the texts are the same.
    fn know_words_of_texts(&self, features: &mut OfSentences, a: usize, b: usize) {
        let [
            _,
            kin_beside,
            _,
            _,
            text_words,
            text_overlap,
            text_shared,
            _,
            kin_words,
            kin_overlap,
        ] = features;
        let text = self.passages.alike(a, b);
        *text_words = text.words;
        *text_overlap = text.overlap;
        *text_shared = text.shared;
        *kin_words = *kin_beside * text.words;
        *kin_overlap = *kin_beside * text.overlap;
    }

    /// Fills in how near the texts are in meaning.
    fn know_meanings(&self, features: &mut OfSentences, a: usize, b: usize) {
        let [.., text_meaning, _, _] = features;
        *text_meaning = self.passages.meaning(a, b);
    }

    /// Fills in what takes longest: how near the nouns are, the days and the places.
    fn know_rest(&self, fit: &mut Fit, (a, x): (&Claim, &Mark), (b, y): (&Claim, &Mark)) {
        let [
            _,
            _,
            _,
            _,
            subject_near,
            _,
            _,
            object_near,
            ..,
            days_meet,
            place_same,
        ] = &mut fit.features.claims;
        let near = |slot: Slot, x, y| match slot {
            Slot::Same => 0.0,
            _ => self.near(x, y),
        };
        *subject_near = near(fit.subject, x.subject, y.subject);
        *object_near = near(fit.object, x.object, y.object);
        *days_meet = yes(matches!((x.era, y.era), (Era::Days(x), Era::Days(y)) if gap(x, y) == 0));
        *place_same = yes(self.places_may_agree(a, b));
    }

    /// Summed rarity of the words of both clauses that are not their acts.
    fn shared_words(&self, a: &Mark, b: &Mark) -> f64 {
        let mut rest = &*b.words;
        let mut sum = 0.0;
        for word in &a.words {
            let before = rest.iter().take_while(|other| *other < word).count();
            rest = &rest[before..];
            if rest.first() == Some(word) {
                sum += self.rarity[*word as usize];
            }
        }
        sum
    }

    /// Summed rarity of the names of both clauses.
    fn shared_names(&self, a: &Mark, b: &Mark) -> f64 {
        let shared = a.names.iter().filter(|name| b.names.contains(name));
        shared.fold(0.0, |sum, name| sum + self.rarity[*name as usize])
    }

    /// Whether two claims are known to tell of different events. A lasting property is the same
    /// whatever event it is mentioned with.
    pub fn are_of_two_events(&self, a: &Claim, b: &Claim) -> bool {
        let story = self.stories.fit(a.document, b.document);
        !self.one_matter
            && self.is_other_event(a, b, story)
            && !comparable(a, b, self).is_some_and(|(x, _, _)| x.is_attribute())
    }

    /// Whether the documents tell two stories. These may share a background event, but only under its
    /// own name.
    fn are_of_two_stories(&self, a: &Mark, b: &Mark) -> bool {
        let rare = |name: &u32| self.rarity[*name as usize] >= 3.5 && b.names.contains(name);
        self.stories.are_two(a.document, b.document) && !a.names.iter().any(rare)
    }

    /// Whether places, people or days show that the two speak of different events.
    fn is_other_event(&self, a: &Claim, b: &Claim, story: Story) -> bool {
        if self.are_of_two_stories(self.mark(a), self.mark(b)) {
            return true;
        }
        // Of an act that an account tells of several places, the place says which is meant.
        let named = !a.places.is_empty() && !b.places.is_empty();
        let several = || self.instances.are_several(a) || self.instances.are_several(b);
        if named && several() && !self.places_may_agree(a, b) && !self.are_one_life(a, b) {
            return true;
        }
        let strangers = |x: &Claim, y: &Claim| {
            let mut own = x.places.iter().flat_map(|p| &p.names).peekable();
            own.peek().is_some() && own.all(|n| !self.stories.names(y.document, n))
        };
        if a.document != b.document
            && (strangers(a, b) && !b.places.is_empty() || strangers(b, a) && !a.places.is_empty())
        {
            let one_life = self.are_one_life(a, b);
            let one_fate = story == Story::Same && self.befell_one(a, b);
            if !one_fate || one_life {
                return !self.places_may_agree(a, b) && !one_life;
            }
        }
        // Days far apart are two events; a background date against none is another event too.
        match (self.mark(a).era, self.mark(b).era) {
            // Of what is still to come, two days far apart are two forecasts.
            (Era::Days(_), Era::Days(_)) if lies_ahead(a) && lies_ahead(b) => false,
            (Era::Days(x), Era::Days(y)) => gap(x, y) > 45,
            (Era::Before, Era::Before) | (Era::None, Era::None) => false,
            (Era::Days(x), Era::None) | (Era::None, Era::Days(x)) => {
                let other = if matches!(self.mark(a).era, Era::None) {
                    a
                } else {
                    b
                };
                // An account written years later may tell of those days all along.
                let told = || {
                    let days = &self.told_days[other.document];
                    let near = days.iter().filter(|y| gap(x, **y) <= 45).count();
                    story == Story::Same && near * 2 > days.len()
                };
                other.published.is_none_or(|day| gap(x, (day, day)) > 45)
                    && is_old(a) != is_old(b)
                    && !told()
            }
            // "on 4 January", of an unknown year
            (Era::Month(x), Era::Month(y)) => x != y,
            (Era::Month(month), Era::Days(days)) | (Era::Days(days), Era::Month(month)) => {
                story != Story::Same || !holds_month(days, month)
            }
            // "in September", in an account of what was lately
            (Era::Month(_), Era::None) => story != Story::Same || !says_day(a),
            (Era::None, Era::Month(_)) => story != Story::Same || !says_day(b),
            _ => true,
        }
    }

    /// Whether both tell that one thing met one fate ("the levee gave way"): another place is then
    /// another account of it, not another event.
    fn befell_one(&self, a: &Claim, b: &Claim) -> bool {
        // Somebody by a full name, or the one thing of its kind; who acts may act again.
        fn whose(claim: &Claim) -> Option<&Argument> {
            let definite = |x: &Argument| x.text.to_lowercase().starts_with("the ");
            if claim.passive || claim.subject.is_none() {
                let of = claim.object.as_ref();
                of.filter(|x| x.is_named && x.key.contains(' ') || definite(x))
            } else {
                let alone = claim.object.is_none() || claim.class != claim.lemma;
                let of = claim.subject.as_ref().filter(|_| alone);
                of.filter(|x| !x.is_named && definite(x))
            }
        }
        a.class == b.class
            && !predicates::is_light(&a.class)
            && self.slot(whose(a), whose(b), true) == Slot::Same
    }

    /// Whether both tell of the birth or the death of one person, by a full name: nobody is born or
    /// dies twice, so another place makes no other event.
    fn are_one_life(&self, a: &Claim, b: &Claim) -> bool {
        fn whose(claim: &Claim) -> Option<&Argument> {
            claim.object.as_ref().or(claim.subject.as_ref())
        }
        let once = a.class == "die" || a.lemma == "bear" && a.passive && b.passive;
        let known = |x: &Argument| x.is_named && x.key.contains(' ');
        let (x, y) = match (whose(a), whose(b)) {
            (Some(x), Some(y)) if once && a.class == b.class => (x, y),
            _ => return false,
        };
        // "Duncan Rell", "the 36-year-old"
        let by_age = || age_of(x).or(age_of(y)).is_some() && (known(x) || known(y));
        known(x) && x.key == y.key || by_age() && self.slot(Some(x), Some(y), true) == Slot::Same
    }

    fn slot(&self, a: Option<&Argument>, b: Option<&Argument>, one_story: bool) -> Slot {
        let (Some(a), Some(b)) = (a, b) else {
            return Slot::Unknown;
        };
        if a.is_unresolved() || b.is_unresolved() {
            return Slot::Unknown;
        }
        let common = a.names.iter().any(|n| b.names.contains(n));
        if a.is_named && b.is_named {
            // "Kessler, Ravel's deputy" is not Ravel.
            let own = a.own_names.iter().any(|n| b.own_names.contains(n));
            let same = a.key == b.key || own || contains_word(&a.key, &b.key);
            // "Rovers captain Tom Venn", "Karl Dorn of the Rovers": two people.
            return if same && !are_two_people(person(a), person(b)) {
                Slot::Same
            } else {
                Slot::Different
            };
        }
        if !a.is_named && !b.is_named {
            let ages = one_story.then(|| (age_of(a), age_of(b)));
            if matches!(ages, Some((Some(x), Some(y))) if x.abs_diff(y) > 1) {
                return Slot::Different;
            }
            let may_be_one = a.names.is_empty() || b.names.is_empty() || common;
            if a.key == b.key {
                return if may_be_one {
                    Slot::Same
                } else {
                    Slot::Different
                };
            }
            let one_thing = one_story && lexicon::one_thing(&a.head, &b.head);
            return if one_thing && may_be_one {
                Slot::Same
            } else {
                Slot::Unknown
            };
        }
        if a.own_names.iter().any(|n| b.own_names.contains(n)) {
            return Slot::Same;
        }
        let (named, described) = if a.is_named { (a, b) } else { (b, a) };
        // "rookie Karl Dorn", whose name was not read as one, is not Tom Venn.
        let called = last_two_words(described);
        if called.is_some_and(|name| is_full_name(name) && are_two_people(name, &named.key)) {
            return Slot::Different;
        }
        // "The 36-year-old" is whom the story says to be 36.
        if one_story && let Some(age) = age_of(described) {
            let ages = self
                .ages
                .get(named.key.as_str())
                .map_or(&[][..], Vec::as_slice);
            if ages.contains(&age) {
                return Slot::Same;
            }
            if !ages.is_empty() && ages.iter().all(|other| other.abs_diff(age) > 1) {
                return Slot::Different;
            }
        }
        if is_called_a_body(a) || is_called_a_body(b) {
            Slot::Different
        } else {
            Slot::Unknown
        }
    }
}

/// Whether a noun phrase is a body with its name before it ("the Lorn Rovers team").
fn is_called_a_body(x: &Argument) -> bool {
    !x.is_named
        && !x.own_names.is_empty()
        && matches!(
            x.head.as_str(),
            "team" | "club" | "side" | "squad" | "company" | "firm" | "airline" | "bank"
        )
}

fn yes(is: bool) -> f64 {
    f64::from(u8::from(is))
}

/// Fills in what is known of the documents; of what is unknown no more is left than can be.
fn know_documents(features: &mut OfSentences, story: Story, kin: (f64, f64), one: bool) {
    let [
        kin_alike,
        kin_beside,
        story_same,
        document_same,
        ..,
        kin_words,
        kin_overlap,
    ] = features;
    (*kin_alike, *kin_beside) = kin;
    *story_same = yes(story == Story::Same);
    *document_same = yes(one);
    *kin_words *= *kin_beside;
    *kin_overlap *= *kin_beside;
}

/// Fills in whether the acts are one, and of those how rare.
fn know_acts(features: &mut OfClaims, same: bool, rarity: f64) {
    let [act_same, act_rare, act_near, ..] = features;
    if same {
        *act_rare = (rarity / 6.0).min(1.0);
        *act_near = 0.0;
    } else {
        (*act_same, *act_rare) = (0.0, 0.0);
    }
}

/// Fills in whether those are the same who act and what is acted on; acts that are light say nothing.
fn know_slots(features: &mut OfClaims, (subject, object): (Slot, Slot), light: bool) {
    let [
        act_same,
        _,
        _,
        subject_same,
        subject_near,
        object_same,
        object_different,
        object_near,
        act_with_object,
        ..,
    ] = features;
    *act_same = if light { 0.0 } else { *act_same };
    *subject_same = yes(subject == Slot::Same);
    *object_same = yes(object == Slot::Same);
    *object_different = yes(object == Slot::Different);
    if subject == Slot::Same {
        *subject_near = 0.0;
    }
    if object == Slot::Same {
        *object_near = 0.0;
    } else {
        *act_with_object = 0.0;
    }
}

/// Fills in what both clauses share; `poorer` is the rarity of all words of the poorer.
fn know_words(features: &mut OfClaims, words: f64, names: f64, poorer: f64) {
    let [.., names_shared, words_shared, words_overlap, _, _] = features;
    *names_shared = (names / 8.0).min(1.0);
    *words_shared = (words / 12.0).min(1.0);
    *words_overlap = if poorer > 0.0 {
        (words / poorer).min(1.0)
    } else {
        0.0
    };
}

/// Fills in how near the acts are, by that.
fn know_nearness(features: &mut OfClaims, same_act: bool, act: f64, object: Slot) {
    let [act_same, _, act_near, _, _, _, _, _, act_with_object, ..] = features;
    *act_same = yes(same_act && act == 1.0);
    *act_near = if same_act { 0.0 } else { act };
    *act_with_object = if object == Slot::Same { act } else { 0.0 };
}

/// Whether one tells that something was given and the other that it was got: "sent the town a
/// warning", "the town received a warning".
pub fn are_converse(a: &Claim, b: &Claim) -> bool {
    let gives = |claim: &Claim| {
        matches!(
            claim.lemma.as_str(),
            "send" | "give" | "hand" | "deliver" | "issue" | "supply"
        )
    };
    let gets = |claim: &Claim| matches!(claim.lemma.as_str(), "receive" | "get");
    let (giving, getting) = match (gives(a) && gets(b), gives(b) && gets(a)) {
        (true, _) => (a, b),
        (_, true) => (b, a),
        _ => return false,
    };
    let Some(taker) = &getting.subject else {
        return false;
    };
    giving.obliques.iter().any(|(preposition, to)| {
        preposition == "to"
            && (to.key == taker.key || to.names.iter().any(|n| taker.names.contains(n)))
    })
}

/// Whether the two say of something that it is one thing and that it is the opposite.
pub(super) fn are_opposite_states(a: &Claim, b: &Claim) -> bool {
    let state = |claim: &Claim| matches!(claim.lemma.as_str(), "be" | "remain" | "stay");
    state(a)
        && state(b)
        && matches!((&a.object, &b.object), (Some(x), Some(y)) if lexicon::opposite_states(&x.head, &y.head))
}

/// How sure it is that two claims that count the same kind of thing ask one "how many": 0 to 1.
/// No corpus says so of pairs; these weights are set by hand.
fn same_count(a: &Claim, b: &Claim, counted: &Counted, is_one: bool, fit: &Fit) -> f64 {
    let light = predicates::is_light(&a.class) || predicates::is_light(&b.class);
    let slots = [fit.subject, fit.object];
    let of = |kind: Slot| slots.iter().filter(|slot| **slot == kind).count() as f64;
    let act = match (a.class == b.class || fit.opposite, light) {
        (true, false) => 1.2,
        (true, true) => 0.3,
        (false, _) => 0.4,
    };
    let story = match fit.story {
        Story::Same => 0.6,
        Story::Unknown => -0.2,
        Story::Other => -0.8,
    };
    // A toll or a magnitude in one story is one question however it is worded.
    let is_known = counted.quantity.unit == Unit::Magnitude
        || predicates::is_cumulative(&counted.measure)
        || counted.is_attribute();
    let count = match (is_known, is_one) {
        (true, _) => 1.5,
        (false, true) => 1.2,
        (false, false) => 0.5,
    };
    let points = act + story + count + 1.1 * of(Slot::Same) - 0.5 * of(Slot::Different)
        + (fit.shared / 6.0).min(1.5);
    1.0 / (1.0 + (-(points - 2.2) * 1.6).exp())
}

/// Whether one name holds the other as whole words: "Sarn", "Sarn island".
fn contains_word(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (short, long) = (short.as_bytes(), long.as_bytes());
    let ends = |at: usize| long.get(at).is_none_or(u8::is_ascii_whitespace);
    short.len() >= 3
        && long.windows(short.len()).enumerate().any(|(at, words)| {
            words.eq_ignore_ascii_case(short) && (at == 0 || ends(at - 1)) && ends(at + short.len())
        })
}

/// When a claim's event was, as far as its sentence dates it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Era {
    /// Between two days.
    Days((Date, Date)),
    /// In a month of an unknown year.
    Month(i8),
    /// At an earlier time ("in the past").
    Before,
    /// Not dated.
    None,
}

/// When a claim's event was, by its sentence.
pub(super) fn era(claim: &Claim) -> Era {
    let days = claim
        .sentence_times
        .iter()
        .filter_map(|w| w.days)
        .reduce(|x, y| (x.0.min(y.0), x.1.max(y.1)));
    match days {
        Some(days) => Era::Days(days),
        None if claim.looks_back => Era::Before,
        None => {
            let month = claim.sentence_times.iter().find_map(|w| w.month);
            month.map_or(Era::None, Era::Month)
        }
    }
}

/// Whether a claim's sentence names a day of a month.
fn says_day(claim: &Claim) -> bool {
    claim.sentence_times.iter().any(|w| w.month_day.is_some())
}

/// Whether a month lies in a stretch of days, or touches it.
fn holds_month((first, last): (Date, Date), month: i8) -> bool {
    let months = (i32::from(last.year()) - i32::from(first.year())) * 12
        + i32::from(last.month() - first.month());
    (i32::from(month) - i32::from(first.month())).rem_euclid(12) <= months
}

/// Whether a claim tells what its speaker cannot know yet.
fn lies_ahead(claim: &Claim) -> bool {
    let dated = |written: Date| {
        let days = claim.times.iter().find_map(|w| w.days);
        days.is_some_and(|(_, last)| last > written)
    };
    claim.published.is_some_and(dated)
}

/// Days between two stretches of days; 0 where they meet.
fn gap((a0, a1): (Date, Date), (b0, b1): (Date, Date)) -> i32 {
    if a0 <= b1 && b0 <= a1 {
        return 0;
    }
    let (early, late) = if a1 < b0 { (a1, b0) } else { (b1, a0) };
    late.since(early).map(|s| s.get_days()).unwrap_or(i32::MAX)
}

/// Whether the sentence tells of something well before its own day of writing, or of a month or a
/// year where no day of writing is known.
fn is_old(claim: &Claim) -> bool {
    claim
        .sentence_times
        .iter()
        .any(|when| match (when.days, claim.published) {
            (Some((_, last)), Some(written)) => {
                written > last && gap((last, last), (written, written)) > 45
            }
            (Some((first, last)), None) => first != last,
            (None, _) => when.month.is_some(),
        })
}
