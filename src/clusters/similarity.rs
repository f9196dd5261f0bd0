//! Similarity: whether two claims answer the same question about the same event.
//!
//! Places, people and days that cannot be of one event rule a pair out. Of the rest a model learned
//! from pairs of known events says how sure the two are to tell of one, by the [`features`] of their
//! slots: the act (or its opposite, or one near in meaning), who and what it is about, where and
//! when, and whether the two documents tell one story.

use indexmap::{IndexMap, IndexSet};
use jiff::civil::Date;
use rustc_hash::FxBuildHasher;

use super::causes;
use super::counts::{Counts, comparable};
use super::features::{self, Features, OfClaims, OfSentences};
use super::instances::Instances;
use super::origins::Origins;
use super::passages::Passages;
use super::stories::{Stories, Story};
use super::vectors::Words;
use crate::claims::names::fold;
use crate::claims::quantity::Unit;
use crate::claims::{Argument, Claim, Counted, countries, lexicon, predicates};
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
    rarity: IndexMap<&'c str, f64, FxBuildHasher>,
    /// Pairs of places of which the text says that one lies in the other.
    within: IndexSet<(&'c str, &'c str), FxBuildHasher>,
    /// What the sentences are about.
    passages: Passages,
    /// What the words of the claims mean.
    words: Words,
    /// What the documents count.
    pub counts: Counts,
    /// Which acts the documents tell of more than once.
    pub instances: Instances,
    /// Whether it is known that all documents tell of one matter, so that nothing rules it out.
    one_matter: bool,
}

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
fn lies_elsewhere(place: &Argument, land: &Argument) -> bool {
    let mut around = place
        .around
        .iter()
        .filter_map(|name| countries::country(&fold(name)))
        .peekable();
    around.peek().is_some() && !around.any(|country| land.names.iter().any(|n| n == country))
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
        let rarity = spread
            .into_iter()
            .map(|(word, n)| (word, (all / n).ln().max(0.0)))
            .collect();
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
            rarity,
            within,
            passages: Passages::new(sentences, documents),
            words: Words::new(claims),
            counts: Counts::new(claims),
            instances: Instances::default(),
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

    /// How rare a word class or name is in the run.
    pub fn rarity(&self, word: &str) -> f64 {
        self.rarity.get(word).copied().unwrap_or(0.0)
    }

    /// The sentence that a claim stands in, as it stands.
    pub fn sentence(&self, claim: &Claim) -> &str {
        let span = self.sentences[claim.sentence].span;
        span.of(&self.documents[claim.document].text)
    }

    /// How near in meaning two words of the run's claims are: the cosine of their vectors, 0 where
    /// one is unknown.
    pub fn nearness(&self, a: &str, b: &str) -> f32 {
        self.words.cosine(a, b)
    }

    /// Whether a place of the one claim and a place of the other may be the same, or one may lie
    /// in the other, as far as the texts say.
    pub fn places_may_agree(&self, a: &Claim, b: &Claim) -> bool {
        a.places
            .iter()
            .any(|x| b.places.iter().any(|y| self.may_agree(x, y)))
    }

    fn may_agree(&self, a: &Argument, b: &Argument) -> bool {
        // "15 miles east of the capital", whichever that is.
        if a.names.is_empty() || b.names.is_empty() {
            return true;
        }
        // What lies in or off a country may lie in the sea before it.
        if is_water(a) != is_water(b) {
            return true;
        }
        let country = |p: &Argument| {
            p.own_names
                .iter()
                .any(|n| countries::country(&fold(n)).is_some())
        };
        match (country(a), country(b)) {
            (true, false) => return !lies_elsewhere(b, a),
            (false, true) => return !lies_elsewhere(a, b),
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

    /// Whether two claims can answer one question, however sure it is that they tell of one event:
    /// they count the same, or their acts are one, opposites, or may be near in meaning. It costs
    /// less to ask than [`Context::fit`].
    pub(super) fn may_answer_both(&self, a: &Claim, b: &Claim) -> bool {
        if a.class == b.class
            || predicates::opposite(&a.class, &b.class)
            || are_opposite_states(a, b)
            || causes::may_ask_one(a, b)
            || are_converse(a, b)
        {
            return true;
        }
        let may_be_near = || {
            let one_story = self.stories.fit(a.document, b.document) == Story::Same;
            let subject = self.slot(a.subject.as_ref(), b.subject.as_ref(), one_story);
            let object = self.slot(a.object.as_ref(), b.object.as_ref(), one_story);
            super::may_be_near(a, b, subject, object)
                || one_story && super::may_be_told_twice(a, b, subject, object)
        };
        comparable(a, b, self).is_some() || may_be_near()
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
        let story = self.stories.fit(a.document, b.document);
        let one_story = story == Story::Same;
        let subject = self.slot(a.subject.as_ref(), b.subject.as_ref(), one_story);
        let mut object = self.slot(a.object.as_ref(), b.object.as_ref(), one_story);
        // "is safe", "is dangerous": two answers to one question.
        let opposite_states = are_opposite_states(a, b);
        if opposite_states {
            object = Slot::Same;
        }
        let shared = self.shared_words(a, b) + self.shared_names(a, b);
        let features = self.features(a, b);
        let mut fit = Fit {
            score: features.same_event(),
            subject,
            object,
            opposite: opposite_states || predicates::opposite(&a.class, &b.class),
            shared,
            story,
            features,
        };
        if let Some((x, y)) = counted {
            let is_one = self.counts.is_one(a, b, x, y, self);
            fit.score = fit.score.max(same_count(a, b, x, is_one, &fit));
        }
        fit
    }

    /// How sure two sentences, by their index in the run, are to tell of one event: 0 to 1. Any two
    /// can be compared, whatever they claim.
    pub fn relatedness(&self, a: usize, b: usize) -> f64 {
        let claims = |sentence: usize| {
            let from = self.claims.partition_point(|c| c.sentence < sentence);
            let claims = self.claims[from..].iter();
            claims.take_while(move |c| c.sentence == sentence)
        };
        let pairs = claims(a).flat_map(|x| claims(b).map(move |y| self.features(x, y)));
        let best = pairs.map(|pair| pair.same_event()).reduce(f64::max);
        features::same_event(self.of_sentences(a, b), self.lead(a, b), best)
    }

    /// How near the beginning of their documents both of two sentences stand: 1 to 0.
    pub fn lead(&self, a: usize, b: usize) -> f64 {
        self.passages.lead(a, b)
    }

    /// What the learned model weighs of two claims.
    pub fn features(&self, a: &Claim, b: &Claim) -> Features {
        Features {
            sentences: self.of_texts((a.document, a.sentence), (b.document, b.sentence)),
            claims: self.of_claims(a, b),
        }
    }

    /// What the learned model weighs of two sentences, by their index in the run.
    pub fn of_sentences(&self, a: usize, b: usize) -> OfSentences {
        let of = |sentence: usize| (self.sentences[sentence].document, sentence);
        self.of_texts(of(a), of(b))
    }

    /// The same, by document and sentence.
    fn of_texts(&self, (x, a): (usize, usize), (y, b): (usize, usize)) -> OfSentences {
        let yes = |is: bool| f64::from(u8::from(is));
        let (alike, beside) = self.stories.kin(x, y);
        let text = self.passages.alike(a, b);
        [
            alike,
            beside,
            yes(self.stories.fit(x, y) == Story::Same),
            yes(x == y),
            text.words,
            text.overlap,
            text.shared,
            text.meaning,
            beside * text.words,
            beside * text.overlap,
        ]
    }

    fn of_claims(&self, a: &Claim, b: &Claim) -> OfClaims {
        let one_story = self.stories.fit(a.document, b.document) == Story::Same;
        let subject = self.slot(a.subject.as_ref(), b.subject.as_ref(), one_story);
        let mut object = self.slot(a.object.as_ref(), b.object.as_ref(), one_story);
        if are_opposite_states(a, b) {
            object = Slot::Same;
        }
        let yes = |is: bool| f64::from(u8::from(is));
        let near = |x: &str, y: &str| f64::from(self.words.cosine(x, y)).max(0.0);
        let heads = |x: &Option<Argument>, y: &Option<Argument>, slot: Slot| match (x, y) {
            (Some(x), Some(y)) if slot != Slot::Same => near(&x.head, &y.head),
            _ => 0.0,
        };
        let light = predicates::is_light(&a.class) || predicates::is_light(&b.class);
        let same_act = a.class == b.class || predicates::opposite(&a.class, &b.class);
        // "is" and "is" say nothing of one act, unless both are said to be the same.
        let both = subject == Slot::Same && object == Slot::Same;
        let light = light && !both;
        let act = match (same_act, light) {
            (true, false) => 1.0,
            (true, true) => 0.0,
            _ => near(&a.lemma, &b.lemma),
        };
        let words = self.shared_words(a, b);
        let own = |claim: &Claim| -> f64 {
            let words = claim.words.iter().filter(|word| **word != claim.class);
            words.map(|word| self.rarity(word)).sum()
        };
        let poorer = own(a).min(own(b));
        let meet =
            |a, b| matches!((era(a), era(b)), (Era::Days(x), Era::Days(y)) if gap(x, y) == 0);
        [
            yes(same_act && !light),
            if same_act {
                (self.rarity(&a.class) / 6.0).min(1.0)
            } else {
                0.0
            },
            if same_act { 0.0 } else { act },
            yes(subject == Slot::Same),
            heads(&a.subject, &b.subject, subject),
            yes(object == Slot::Same),
            yes(object == Slot::Different),
            heads(&a.object, &b.object, object),
            if object == Slot::Same { act } else { 0.0 },
            (self.shared_names(a, b) / 8.0).min(1.0),
            (words / 12.0).min(1.0),
            if poorer > 0.0 {
                (words / poorer).min(1.0)
            } else {
                0.0
            },
            yes(meet(a, b)),
            yes(self.places_may_agree(a, b)),
        ]
    }

    /// Summed rarity of the words of both clauses that are not their acts.
    fn shared_words(&self, a: &Claim, b: &Claim) -> f64 {
        a.words
            .iter()
            .filter(|w| **w != a.class && **w != b.class && b.words.binary_search(w).is_ok())
            .fold(0.0, |sum, word| sum + self.rarity(word))
    }

    /// Summed rarity of the names of both clauses.
    fn shared_names(&self, a: &Claim, b: &Claim) -> f64 {
        a.shared_names(b)
            .fold(0.0, |sum, name| sum + self.rarity(name))
    }

    /// Whether two claims are known to tell of different events. A lasting property is the same
    /// whatever event it is mentioned with.
    pub fn are_of_two_events(&self, a: &Claim, b: &Claim) -> bool {
        let story = self.stories.fit(a.document, b.document);
        !self.one_matter
            && self.is_other_event(a, b, story)
            && !comparable(a, b, self).is_some_and(|(x, _, _)| x.is_attribute())
    }

    /// Whether places, people or days show that the two speak of different events.
    fn is_other_event(&self, a: &Claim, b: &Claim, story: Story) -> bool {
        if story == Story::Other {
            // Two stories may share a background event, but only under its own name.
            if !a.shared_names(b).any(|n| self.rarity(n) >= 3.5) {
                return true;
            }
        }
        // Of an act that an account tells of several places, the place says which is meant.
        let named = !a.places.is_empty() && !b.places.is_empty();
        let several = || self.instances.are_several(a) || self.instances.are_several(b);
        if named && several() && !self.places_may_agree(a, b) && !self.are_one_life(a, b) {
            return true;
        }
        let strangers = |x: &Claim, y: &Claim| {
            let own: Vec<&String> = x.places.iter().flat_map(|p| &p.names).collect();
            !own.is_empty() && own.iter().all(|n| !self.stories.names(y.document, n))
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
        match (era(a), era(b)) {
            // Of what is still to come, two days far apart are two forecasts.
            (Era::Days(_), Era::Days(_)) if lies_ahead(a) && lies_ahead(b) => false,
            (Era::Days(x), Era::Days(y)) => gap(x, y) > 45,
            (Era::Vague, Era::Vague) | (Era::None, Era::None) => false,
            (Era::Days(x), Era::None) | (Era::None, Era::Days(x)) => {
                let other = if matches!(era(a), Era::None) { a } else { b };
                other.published.is_none_or(|day| gap(x, (day, day)) > 45) && is_old(a) != is_old(b)
            }
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
        once && a.class == b.class
            && matches!((whose(a), whose(b)), (Some(x), Some(y)) if known(x) && x.key == y.key)
    }

    fn slot(&self, a: Option<&Argument>, b: Option<&Argument>, one_story: bool) -> Slot {
        let (Some(a), Some(b)) = (a, b) else {
            return Slot::Unknown;
        };
        if a.is_pronoun && a.names.is_empty() || b.is_pronoun && b.names.is_empty() {
            return Slot::Unknown;
        }
        let common = a.names.iter().any(|n| b.names.contains(n));
        if a.is_named && b.is_named {
            // "Kessler, Ravel's deputy" is not Ravel.
            let own = a.own_names.iter().any(|n| b.own_names.contains(n));
            return if a.key == b.key || own || contains_word(&a.key, &b.key) {
                Slot::Same
            } else {
                Slot::Different
            };
        }
        if !a.is_named && !b.is_named {
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
            Slot::Same
        } else {
            Slot::Unknown
        }
    }
}

/// Whether a place is a sea, or a part of one.
fn is_water(place: &Argument) -> bool {
    let words = place
        .own_names
        .iter()
        .flat_map(|name| name.split_whitespace());
    words.chain([place.head.as_str()]).any(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "sea"
                | "gulf"
                | "ocean"
                | "bay"
                | "strait"
                | "channel"
                | "waters"
                | "water"
                | "mediterranean"
                | "atlantic"
                | "pacific"
        )
    })
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
    short.len() >= 3
        && long
            .split_whitespace()
            .collect::<Vec<_>>()
            .windows(short.split_whitespace().count().max(1))
            .any(|w| w.join(" ").eq_ignore_ascii_case(short))
}

/// When a claim's event was, as far as its sentence dates it.
#[derive(Clone, Copy)]
enum Era {
    /// Between two days.
    Days((Date, Date)),
    /// In a month of an unknown year.
    Vague,
    /// Not dated.
    None,
}

fn era(claim: &Claim) -> Era {
    let days = claim
        .sentence_times
        .iter()
        .filter_map(|w| w.days)
        .reduce(|x, y| (x.0.min(y.0), x.1.max(y.1)));
    match days {
        Some(days) => Era::Days(days),
        None if claim.looks_back => Era::Vague,
        None if claim.sentence_times.iter().any(|w| w.month.is_some()) => Era::Vague,
        None => Era::None,
    }
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
