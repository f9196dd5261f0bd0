//! Questions for what is measured: money, a share, a time, a distance.

use super::acts::{Act, act_of, is_length};
use super::amounts::{Amounts, Part};
use super::articles::is_person;
use super::clause::Sought;
use super::complements::is_one;
use super::nouns::{self, Phrase};
use super::obliques;
use super::plurals::plural;
use super::verbs;
use crate::claims::{Argument, Claim, Counted, Role};

impl Amounts<'_, '_> {
    /// "how much was stolen", "how much did X pay", "how much was X worth".
    pub(super) fn how_much_money(&self) -> String {
        let place = self.place();
        // "a 2 million necklace": it is worth so much.
        let priced = |(claim, c): &(&Claim, &Counted)| {
            let noun = c.quantity.noun.as_str();
            let is_it = |a: &Option<Argument>| a.as_ref().is_some_and(|a| a.head == noun);
            !matches!(
                noun,
                "" | "worth" | "money" | "cash" | "haul" | "loot" | "booty" | "damage"
            ) && (is_it(&claim.object) || is_it(&claim.subject))
        };
        let in_its_price = |claim: &Claim| {
            let object = claim.object.as_ref()?;
            let ends = object.text.contains(['$', '€', '£', '¥'])
                && object.text.ends_with(object.head.as_str())
                && !matches!(object.head.as_str(), "million" | "worth" | "m" | "billion");
            ends.then(|| object.head.to_string())
        };
        let heads: Vec<Option<String>> = self
            .counted
            .iter()
            .map(|(claim, _)| in_its_price(claim))
            .collect();
        if let Some(Some(head)) = heads.first()
            && heads.iter().all(|other| other.as_ref() == Some(head))
        {
            return format!("how much was the {head} worth");
        }
        let noun = &self.counted[0].1.quantity.noun;
        if self.counted.iter().all(priced)
            && self.counted.iter().all(|(_, c)| c.quantity.noun == *noun)
        {
            return format!("how much was the {noun} worth");
        }
        if self.counted.iter().any(|(claim, _)| claim.class == "steal") {
            return format!("how much was stolen{place}");
        }
        match &self.clause.act {
            Act::Verb { lemma, .. } if matches!(lemma.as_str(), "value" | "estimate") => {
                let what = self.clause.object.shared().or(self.clause.subject.shared());
                let what = what.map_or("it".to_owned(), |w| w.impersonal().text);
                let form = if self
                    .clause
                    .object
                    .phrase
                    .as_ref()
                    .is_some_and(|o| o.is_plural)
                {
                    "were"
                } else {
                    "was"
                };
                format!("how much {form} {what} worth")
            }
            Act::Verb { lemma, .. } if !moves_money(lemma) => {
                format!("how much money was involved{place}")
            }
            Act::Be => match self.clause.subject.shared() {
                Some(subject) => format!("how much {}", self.clause.be(subject, " worth")),
                None => format!("how much money was it{place}"),
            },
            Act::Verb { lemma, particle } => {
                let costs = matches!(
                    lemma.as_str(),
                    "cost" | "rise" | "fall" | "grow" | "value" | "charge" | "own" | "owe"
                );
                match self.clause.subject.shared() {
                    Some(subject) if self.clause.subject.is_full || costs => format!(
                        "how much {}",
                        self.clause
                            .r#do(subject, &format!(" {lemma}{particle}{place}"))
                    ),
                    _ => {
                        let class = &self.clause.claims[0].class;
                        let verb = if self.clause.claims.iter().all(|c| c.lemma == *lemma) {
                            format!("{}{particle}", verbs::participle(lemma))
                        } else {
                            verbs::participle(act_of(class))
                        };
                        format!("how much was {verb}{place}")
                    }
                }
            }
            Act::State(state) => format!("how much was {state}{place}"),
            Act::Noun(noun) => format!("how much was the {noun}{place}"),
        }
    }

    /// "what share of the houses was destroyed"
    pub(super) fn what_share(&self) -> String {
        let noun = self.counted[0].1.quantity.noun.as_str();
        let all_same = self.counted.iter().all(|(_, c)| c.quantity.noun == noun);
        let part = self.part();
        // "Traffic was down by 40 percent."
        if let (Act::Be, true, Some(subject)) = (
            &self.clause.act,
            noun.is_empty(),
            self.clause.subject.phrase.as_ref(),
        ) {
            let is_it = |claim: &&Claim| {
                let object = claim.object.as_ref();
                object.is_some_and(|o| o.text.contains('%') || o.text.contains("percent"))
            };
            let subject = subject.impersonal();
            if self.clause.claims.iter().all(is_it) {
                return format!("what {}", self.clause.be(&subject, " in percent"));
            }
            let what = obliques::first_state(&self.clause.claims);
            let of = Phrase {
                text: format!("what percentage of {}", subject.text),
                ..subject
            };
            let be = self.clause.be(
                &Phrase {
                    text: String::new(),
                    ..of.clone()
                },
                "",
            );
            return format!("{} {}{what}", of.text, be.trim_end());
        }
        if noun.is_empty() || !all_same {
            let by = matches!(&self.clause.act, Act::Verb { lemma, .. }
                if is_one(CHANGES, lemma));
            return if by {
                format!(
                    "by what percentage {}",
                    self.clause.inverted(Sought::Number)
                )
            } else {
                format!("what percentage {}", self.clause.inverted(Sought::Number))
            };
        }
        let slot = match part {
            Part::Subject => self.clause.subject.shared(),
            Part::Object => self.clause.object.shared(),
            _ => None,
        };
        let is_plural = slot.is_some_and(|s| s.text.contains(&plural(noun)));
        let noun = if is_plural {
            plural(noun)
        } else {
            noun.to_owned()
        };
        match (&self.clause.act, part) {
            (Act::Verb { lemma, particle }, Part::Subject) if !self.all_passive() => format!(
                "what share of the {noun} {}{particle}",
                self.clause.finite(lemma, is_plural)
            ),
            (Act::Verb { lemma, particle }, Part::Object | Part::Subject) => {
                let be = if is_plural { "were" } else { "was" };
                format!(
                    "what share of the {noun} {be} {}{particle}",
                    verbs::participle(lemma)
                )
            }
            (Act::Be, Part::Subject) => {
                let be = if is_plural { "were" } else { "was" };
                let what = self.clause.object.phrase.as_ref();
                let what = what.map_or("affected", |o| o.text.as_str());
                format!("what share of the {noun} {be} {what}")
            }
            _ => format!("what share of the {noun} was it"),
        }
    }

    /// "how long did X last", "how long was X closed"
    pub(super) fn how_long(&self) -> String {
        let class = self.counted[0].1.measure.as_str();
        if class == "sentence" || class == "convict" {
            let who = self.clause.object.shared().or(self.clause.subject.shared());
            return match who {
                Some(who) => format!("how long a sentence did {} get", who.text),
                None => "how long was the sentence".to_owned(),
            };
        }
        // "five days of rioting"
        if let Some(what) = self.counted.iter().find_map(|(claim, c)| lasting(claim, c)) {
            return format!("how long did {what} last");
        }
        // "a seven-year deal"
        let noun = &self.counted[0].1.quantity.noun;
        let of_it = !noun.is_empty() && !is_time(noun) && !is_person(noun) && noun != "century";
        if of_it && self.counted.iter().all(|(_, c)| c.quantity.noun == *noun) {
            return format!("how long was the {noun}");
        }
        if let (Act::Be, Some(subject)) = (&self.clause.act, self.clause.subject.shared()) {
            return format!("how long {}", self.clause.be(&subject.impersonal(), ""));
        }
        // "served five months": the months may be read as an object of one clause and not of another.
        let mut objects = self.counted.iter().filter_map(|(claim, c)| {
            let object = claim.object.as_ref()?;
            Some(object.head == c.quantity.noun || is_time(&object.head))
        });
        let is_length = objects
            .next()
            .is_some_and(|first| first && objects.all(|is| is));
        if let (true, Act::Verb { lemma, particle }) = (is_length, &self.clause.act) {
            let it = Phrase {
                text: "it".to_owned(),
                is_plural: false,
            };
            let subject = self.clause.subject.shared().unwrap_or(&it).impersonal();
            let noun = self.counted[0].1.quantity.noun.as_str();
            let lasts = matches!(lemma.as_str(), "take" | "last" | "spend" | "wait");
            let how = if lasts || !is_time(noun) {
                "how long".to_owned()
            } else {
                format!("how many {}", plural(noun))
            };
            let did = self.clause.r#do(&subject, &format!(" {lemma}{particle}"));
            return format!("{how} {did}");
        }
        format!("how long {}", self.clause.inverted(Sought::Number))
    }

    /// "how deep was the earthquake", "how far did X run"
    pub(super) fn how_far(&self) -> String {
        const DIMENSIONS: [(&str, &str); 10] = [
            ("depth", "deep"),
            ("deep", "deep"),
            ("height", "high"),
            ("high", "high"),
            ("tall", "tall"),
            ("length", "long"),
            ("long", "long"),
            ("width", "wide"),
            ("wide", "wide"),
            ("thick", "thick"),
        ];
        let has = |word: &str| {
            let says = |(claim, _): &(&Claim, &Counted)| claim.words.iter().any(|w| w == word);
            self.counted.iter().any(says)
        };
        let dimension = DIMENSIONS.iter().find(|(word, _)| has(word));
        match (dimension, self.described()) {
            (Some((_, how)), Some(what)) => format!("how {how} {}", self.clause.be(&what, "")),
            _ => {
                let place = self.clause.claims.iter().find_map(|claim| {
                    let away = claim.places.iter().find(|p| p.offset.is_some())?;
                    away.own_names.first()
                });
                let from = place.map_or(String::new(), |name| format!(" from {name}"));
                let stands = matches!(&self.clause.act, Act::Verb { lemma, .. }
                    if matches!(lemma.as_str(), "stand" | "rise" | "crest" | "climb"));
                let how = if stands { "how high" } else { "how far" };
                format!("{how}{from} {}", self.without_distance())
            }
        }
    }

    /// The clause without an object that is itself the distance ("ran 5 km").
    fn without_distance(&self) -> String {
        let measures = self
            .clause
            .claims
            .iter()
            .any(|c| !c.passive && c.object.as_ref().is_some_and(|o| is_length(&o.head)));
        match (&self.clause.act, self.clause.subject.phrase.as_ref()) {
            (Act::Verb { lemma, particle }, Some(subject)) if measures => {
                self.clause.r#do(subject, &format!(" {lemma}{particle}"))
            }
            (Act::Be, Some(subject)) => self.clause.be(&subject.impersonal(), ""),
            _ => self.clause.inverted(Sought::Number),
        }
    }

    /// "how heavy was X", or the other question where no clause says what X is.
    pub(super) fn how(&self, of_it: &str, else_ask: &str) -> String {
        match (&self.clause.act, self.described()) {
            (Act::Be | Act::State(_), Some(what)) => {
                format!("{of_it} {}", self.clause.be(&what, ""))
            }
            _ => format!("{else_ask} {}", self.clause.inverted(Sought::Number)),
        }
    }
}

/// "the rioting", of which a claim says that there were days.
fn lasting(claim: &Claim, counted: &Counted) -> Option<String> {
    let noun = counted.quantity.noun.as_str();
    let obliques = claim.obliques.iter().map(|(_, a)| a);
    let obliques = obliques.filter(|a| a.role != Role::Within);
    let mut arguments = claim.object.iter().chain(&claim.subject).chain(obliques);
    let phrase = arguments.find(|a| a.head == noun && is_time(noun))?;
    let segments = nouns::segments(&phrase.text);
    let what = segments.get(1)?.strip_prefix("of ")?;
    let first = what.split(' ').next()?;
    let is_whole = nouns::is_determiner(first) || first.starts_with(char::is_uppercase);
    let says_it = first.chars().any(char::is_alphabetic) && nouns::number(first).is_none();
    says_it.then(|| {
        if is_whole {
            what.to_owned()
        } else {
            format!("the {what}")
        }
    })
}

/// Verbs of what becomes more or less.
const CHANGES: &str = "rise fall increase drop grow decline cut reduce plunge climb jump slide gain \
    rally tumble slump soar shrink expand raise lower slash sink decrease surge";

/// Whether money is what such an act gives, takes or costs.
fn moves_money(lemma: &str) -> bool {
    const VERBS: &str = "pay cost raise spend steal lose donate earn invest give offer receive demand \
        owe save sell buy fine award take borrow lend lend collect grant pledge contribute charge \
        rise fall grow need seize recover send transfer allocate provide rob";
    VERBS.split_whitespace().any(|verb| verb == lemma)
}

/// Whether a noun measures time.
fn is_time(noun: &str) -> bool {
    matches!(
        noun,
        "second" | "minute" | "hour" | "day" | "night" | "week" | "month" | "year" | "decade"
    )
}
