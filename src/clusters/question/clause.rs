//! The clause of a question: what the claims of a cluster say in common, with the auxiliary put
//! before the subject ("did the bridge hold", "were the gates opened").

use super::acts::{self, Act, Chain, Time, happens_by_itself, is_length, is_passive};
use super::complements::{self, says_nothing};
use super::nouns::{self, Phrase, impersonal};
use super::obliques;
use super::said::{self, is_clause};
use super::slots::{self, Slot};
use super::verbs;
use crate::claims::{Claim, Role, predicates};

/// What several claims say in common.
pub(super) struct Clause<'c> {
    /// The claims, at least one.
    pub claims: Vec<&'c Claim>,
    /// What happens.
    pub act: Act,
    /// Who or what acts.
    pub subject: Slot,
    /// What is acted on, or what the subject is said to be.
    pub object: Slot,
    /// Past, present or a modal verb.
    pub time: Time,
}

/// What only somebody is said to be, before what he is to do.
const OF_PEOPLE: &str = "able unable willing unwilling ready asked told urged ordered required forced \
    allowed";

/// What is asked of the clause, so that it does not say it itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sought {
    Truth,
    /// A number, asked for by the words before the clause.
    Number,
    When,
    Where,
}

impl<'c> Clause<'c> {
    /// Reads what claims have in common.
    pub fn new(claims: &[&'c Claim]) -> Clause<'c> {
        let act = acts::act(claims);
        let stated: Vec<&Claim> = claims.iter().filter(|c| !c.nominal).copied().collect();
        let time = acts::time(if stated.is_empty() { claims } else { &stated });
        let subject = slots::slot(claims, |claim| claim.subject.as_ref());
        // "Struck seven km east of Sarn": a distance is nothing that is acted on.
        let object_of = |claim: &'c Claim| claim.object.as_ref().filter(|o| !is_length(&o.head));
        let mut object = slots::slot(claims, object_of);
        // What one claim makes its subject and another its object is named once.
        let name = |slot: &Slot| slot.phrase.as_ref().map(|p| p.text.to_lowercase());
        if name(&subject).is_some() && name(&subject) == name(&object) {
            object = Slot::default();
        }
        Clause {
            subject,
            object,
            claims: claims.to_vec(),
            act,
            time,
        }
    }

    /// The clause as a question has it: "did the bridge hold".
    pub fn inverted(&self, sought: Sought) -> String {
        self.with(&self.more(sought == Sought::Where), sought)
    }

    /// The clause without what stands behind a preposition.
    pub fn inverted_without(&self, preposition: &str) -> String {
        let more = self.more(false);
        let more = if more.contains(&format!(" {preposition} ")) {
            ""
        } else {
            &more
        };
        self.with(more, Sought::Number)
    }

    fn with(&self, more: &str, sought: Sought) -> String {
        match &self.act {
            Act::Be => self.being(more),
            Act::State(state) => match &self.object.phrase {
                Some(object) => self.be(&object.impersonal(), &format!(" {state}{more}")),
                None => self.being(more),
            },
            Act::Noun(noun) => {
                let article = if sought != Sought::Truth {
                    "the"
                } else if noun.starts_with(['a', 'e', 'i', 'o']) {
                    "there an"
                } else {
                    "there a"
                };
                format!("was {article} {noun}{more}")
            }
            Act::Verb { lemma, particle } => self.doing(lemma, particle, more, sought),
        }
    }

    /// The prepositional arguments that all claims have, but for those that the slots hold.
    pub fn more(&self, asks_where: bool) -> String {
        let said = [&self.subject.phrase, &self.object.phrase];
        let said: Vec<&str> = said
            .into_iter()
            .flatten()
            .map(|p| p.text.as_str())
            .collect();
        obliques::shared_obliques(&self.claims, &said, asks_where)
    }

    /// "did X V Y", or "was Y V-ed" where not all claims say who did it.
    fn doing(&self, lemma: &str, particle: &str, more: &str, sought: Sought) -> String {
        let object = self.object.phrase.as_ref();
        if sought == Sought::Truth {
            if let Some(asked) = self.what_was_said(lemma) {
                return asked;
            }
            if is_clause(object)
                && self.subject.shared().is_none()
                && (is_passive(lemma) || lemma == "mean")
            {
                let done = verbs::participle(lemma);
                return format!("what {}", self.be(&Phrase::default(), &format!(" {done}")));
            }
        }
        // "The way was made" is no English: a light verb keeps its subject.
        let is_light = predicates::is_light(lemma);
        let is_told =
            self.subject.agrees && (self.subject.is_full || is_light || self.is_mostly_told());
        let made_off = lemma == "make" && particle == " off";
        let was_passive = self.claims.iter().all(|c| c.passive || c.nominal);
        let is_awkward = complements::is_awkward_in_passive(lemma)
            && self.subject.phrase.is_some()
            && self.claims.iter().all(|c| !c.passive && !c.nominal);
        let is_passive_here =
            object.is_some() && (is_passive(lemma) && !is_awkward || was_passive) && !made_off;
        let asks_truth = sought == Sought::Truth;
        match (&self.subject.phrase, object) {
            (_, Some(object)) if lemma == "cause" && !is_told && asks_truth => {
                format!("what {} {}{more}", self.finite(lemma, false), object.text)
            }
            // "Did the bridge collapse?": of an act that nobody does to it.
            (subject, Some(object))
                if subject.is_none() && (made_off || happens_by_itself(lemma))
                    || asks_truth && acts::happens_to_things(lemma) && !is_told && !was_passive =>
            {
                self.r#do(&object.impersonal(), &format!(" {lemma}{particle}{more}"))
            }
            (Some(_), object) if !self.subject.agrees && asks_truth && !is_passive_here => {
                let object = object.map_or(String::new(), |o| format!(" {}", o.impersonal().text));
                // The answers are yes and no, whoever did it.
                let doer = if self.who() == "who" {
                    "anyone"
                } else {
                    "anything"
                };
                format!("did {doer} {lemma}{particle}{object}{}", lead(more))
            }
            (_, Some(object)) if is_passive_here && !is_told => {
                if let Some(Chain::State(state)) = self.chain() {
                    // "is asked to call the police": it is somebody who is asked.
                    if complements::is_one(OF_PEOPLE, &state) {
                        let anyone = Phrase {
                            text: "anyone".to_owned(),
                            is_plural: false,
                        };
                        let object = &object.impersonal().text;
                        let rest = format!(" {state} to {lemma}{particle} {object}{more}");
                        return self.be(&anyone, &rest);
                    }
                    let done = verbs::participle(lemma);
                    return self.be(
                        &object.impersonal(),
                        &format!(" {state} to be {done}{more}"),
                    );
                }
                let done = format!("{}{particle}", verbs::participle(lemma));
                let goes_on = self.goes_on();
                let being = if goes_on { "being " } else { "" };
                let best = more.is_empty() && complements::needs_more(lemma);
                let most = best.then(|| obliques::most_shared_oblique(&self.claims));
                self.be(
                    &object.impersonal(),
                    &format!(" {being}{done}{}", lead(most.as_deref().unwrap_or(more))),
                )
            }
            (subject, object) => {
                let subject = subject.clone().unwrap_or_else(|| self.pronoun());
                let is_named = self.claims.iter().all(|claim| {
                    let subject = claim.subject.as_ref();
                    subject.is_none_or(|s| s.is_named || s.is_pronoun)
                });
                let own = |text: &str| {
                    if is_named {
                        text.to_owned()
                    } else {
                        impersonal(text)
                    }
                };
                let that = if said::is_statement(object) {
                    " that"
                } else {
                    ""
                };
                let object = object.map_or(String::new(), |o| format!("{that} {}", own(&o.text)));
                let needs_more = object.is_empty() && more.is_empty() && says_nothing(lemma);
                if needs_more && sought == Sought::Truth && self.goes_somewhere() {
                    let rest = format!(" {lemma}{particle}");
                    return format!("where {}", self.r#do(&subject.impersonal(), &rest));
                }
                let wants_more = more.is_empty() && complements::needs_more(lemma);
                let more = if needs_more {
                    obliques::first_oblique(&self.claims)
                } else if wants_more {
                    obliques::most_shared_oblique(&self.claims)
                } else {
                    let space = if more.is_empty() { "" } else { " " };
                    format!("{space}{}", own(more.trim_start()))
                };
                let rest = format!("{particle}{object}{more}");
                if let Some(chain) = self.chain() {
                    chain.before(self, &subject.impersonal(), &format!("{lemma}{rest}"))
                } else if self.is_progressive() {
                    self.be(
                        &subject.impersonal(),
                        &format!(" {}{rest}", verbs::present_participle(lemma)),
                    )
                } else {
                    self.r#do(&subject.impersonal(), &format!(" {lemma}{rest}"))
                }
            }
        }
    }

    /// Whether the claims say of something only a number.
    pub fn is_a_number(&self) -> bool {
        let nothing_else = self.act == Act::Be
            && self.object.phrase.is_none()
            && obliques::first_oblique(&self.claims).is_empty();
        let is_length = |claim: &&Claim| claim.object.as_ref().is_some_and(|o| is_length(&o.head));
        (nothing_else || self.claims.iter().all(is_length))
            && self.claims.iter().all(|claim| !claim.quantities.is_empty())
    }

    /// The clause without the places that its slots hold, where it is asked for the place: "lift the
    /// siege on Varel" → "lift the siege".
    pub fn placeless(mut self) -> Clause<'c> {
        let places: Vec<&str> = self
            .claims
            .iter()
            .flat_map(|c| &c.places)
            .map(|p| p.key.as_str())
            .collect();
        for slot in [&mut self.subject, &mut self.object] {
            if let Some(phrase) = &mut slot.phrase {
                phrase.text = nouns::without_place(&phrase.text, &places);
            }
        }
        self
    }

    /// "did X do": what asks for an act.
    pub fn doing_something(&self, subject: &Phrase) -> String {
        match self.chain() {
            Some(chain) => chain.before(self, subject, "do"),
            None => self.r#do(subject, " do"),
        }
    }

    /// What stands before the act in every claim.
    pub fn chain(&self) -> Option<Chain> {
        let mut chains = self.claims.iter().map(|claim| acts::chain(claim));
        let first = chains.next()??;
        chains
            .all(|other| match (&first, other) {
                (Chain::Verb(a), Some(Chain::Verb(b))) => *a == b,
                (Chain::State(a), Some(Chain::State(b))) => *a == b,
                _ => false,
            })
            .then_some(first)
    }

    /// Whether several claims tell where to something goes, each another place.
    fn goes_somewhere(&self) -> bool {
        let tells = |claim: &&Claim| {
            let mut roles = claim.obliques.iter().map(|(_, a)| a.role);
            roles.any(|role| matches!(role, Role::Goal | Role::Place | Role::Other))
        };
        let is_motion =
            |claim: &&Claim| matches!(claim.lemma.as_str(), "go" | "move" | "run" | "turn");
        self.claims.len() > 1 && self.claims.iter().all(|c| tells(c) && is_motion(c))
    }

    /// Whether all claims tell of something that is being done.
    fn goes_on(&self) -> bool {
        let is_done = |claim: &Claim| claim.predicate.contains(" being ");
        let is_doing =
            |claim: &&Claim| claim.verb.ends_with("ing") && claim.predicate.split(' ').count() > 1;
        self.time == Time::Present && self.claims.iter().all(|c| is_done(c) || is_doing(c))
    }

    /// Whether all claims tell of something that goes on ("was still burning").
    fn is_progressive(&self) -> bool {
        let goes_on = |claim: &&Claim| {
            let first = claim.predicate.split(' ').next().unwrap_or_default();
            claim.verb.ends_with("ing") && matches!(first, "was" | "were" | "is" | "are")
        };
        self.claims.iter().all(|claim| claim.verb.ends_with("ing"))
            && self.claims.iter().any(goes_on)
    }

    /// "was X the mayor", "is X in charge", "were there seven people".
    fn being(&self, more: &str) -> String {
        let object = self.object.phrase.as_ref();
        let what = object.map_or(String::new(), |o| format!(" {}", o.text));
        let wants_more = what.is_empty() || complements::is_quality_of(&what);
        let what = if wants_more && more.is_empty() {
            format!("{what}{}", obliques::first_oblique(&self.claims))
        } else {
            format!("{what}{more}")
        };
        match (&self.subject.phrase, object) {
            (Some(subject), _) => self.be(&subject.impersonal(), &what),
            (None, Some(object)) if self.claims.iter().all(|c| c.subject.is_none()) => {
                let there = Phrase {
                    text: "there".to_owned(),
                    is_plural: object.is_plural,
                };
                self.be(&there, &what)
            }
            (None, _) => self.be(&self.pronoun(), &what),
        }
    }

    /// A form of "be" that agrees with a phrase, the phrase, and what follows.
    pub fn be(&self, of: &Phrase, rest: &str) -> String {
        let form = match (&self.time, of.is_plural) {
            (Time::Past, false) => "was",
            (Time::Past, true) => "were",
            (Time::Present, false) => "is",
            (Time::Present, true) => "are",
            (Time::Modal(modal), _) => return format!("{modal} {} be{rest}", of.text),
        };
        format!("{form} {}{rest}", of.text)
    }

    /// A form of "do" or a modal verb, the phrase, and what follows.
    pub fn r#do(&self, of: &Phrase, rest: &str) -> String {
        let form = match (&self.time, of.is_plural) {
            (Time::Past, _) => "did",
            (Time::Present, false) => "does",
            (Time::Present, true) => "do",
            (Time::Modal(modal), _) => modal,
        };
        format!("{form} {}{rest}", of.text)
    }

    /// The verb after a subject that is asked for: "fired", "controls", "will open".
    pub fn finite(&self, lemma: &str, is_plural: bool) -> String {
        match &self.time {
            Time::Past => verbs::past(lemma),
            Time::Present if is_plural => lemma.to_owned(),
            Time::Present => verbs::third(lemma),
            Time::Modal(modal) => format!("{modal} {lemma}"),
        }
    }
}

/// What follows a clause that names nobody, with a space before it.
fn lead(more: &str) -> String {
    match impersonal(more) {
        words if words.is_empty() => words,
        words => format!(" {words}"),
    }
}

impl Chain {
    fn before(&self, clause: &Clause, subject: &Phrase, act: &str) -> String {
        match self {
            Chain::Verb(lemma) => clause.r#do(subject, &format!(" {lemma} to {act}")),
            Chain::State(state) => {
                let now = clause.claims.iter().all(|claim| {
                    let first = claim.predicate.split(' ').next().unwrap_or_default();
                    matches!(first, "is" | "are" | "'s" | "'re")
                });
                let form = match (now, subject.is_plural) {
                    (true, false) => "is",
                    (true, true) => "are",
                    (false, false) => "was",
                    (false, true) => "were",
                };
                format!("{form} {} {state} to {act}", subject.text)
            }
        }
    }
}
