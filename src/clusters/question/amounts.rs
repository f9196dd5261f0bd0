//! Questions for a number: how many, how much, how old, how far, by the unit and by the part that
//! the thing counted plays in the clause.

use ecow::EcoString;

use super::acts::{self, Act};
use super::clause::{Clause, Sought};
use super::complements;
use super::nouns::{self, Phrase};
use super::plurals::{self, plural};
use super::verbs;
use crate::claims::quantity::Unit;
use crate::claims::{Argument, Claim, Counted, headcounts};

/// The question for the first number of each claim.
pub(super) fn of_first(clause: &Clause) -> String {
    let counted: Vec<(&Claim, &Counted)> = clause
        .claims
        .iter()
        .filter_map(|claim| Some((*claim, claim.quantities.first()?)))
        .collect();
    of(clause, &counted)
}

/// The question for these numbers, one a claim.
pub(super) fn of(clause: &Clause, counted: &[(&Claim, &Counted)]) -> String {
    let Some((_, first)) = counted.first() else {
        return clause.inverted(Sought::Number);
    };
    let owner = counted.iter().find(|(_, c)| !c.owner.is_empty());
    let owner = owner.map_or("", |(_, c)| c.owner.as_str());
    match first.measure.as_str() {
        "children of" if owner.is_empty() => return "how many children were there".to_owned(),
        "children of" => return format!("how many children did {owner} have"),
        "population of" => return format!("how many people live in {owner}"),
        "weight of" => return format!("how heavy was {owner}"),
        _ => {}
    }
    let asked = Amounts { clause, counted };
    if let Some(of_a_set) = of_a_set(first.measure.as_str()) {
        return format!("{of_a_set}{}", asked.place());
    }
    match &first.quantity.unit {
        Unit::Count => asked.how_many(),
        Unit::Age if owner.is_empty() => match asked.described() {
            Some(who) => format!("how old {}", clause.be(&who, "")),
            None => "how old was the person".to_owned(),
        },
        Unit::Age => format!("how old is {owner}"),
        Unit::Magnitude => format!("how strong was the earthquake{}", asked.place()),
        Unit::Money(_) => asked.how_much_money(),
        Unit::Percent => asked.what_share(),
        Unit::Duration => asked.how_long(),
        Unit::Distance => asked.how_far(),
        Unit::Area => asked.how("how large", "how large an area"),
        Unit::Weight => asked.how("how heavy", "how much"),
        Unit::Speed => asked.how("how fast", "how fast"),
        Unit::Score => format!("what was the score{}", asked.place()),
        Unit::Temperature | Unit::Angle => "how many degrees was it".to_owned(),
        Unit::Volume | Unit::Power | Unit::Data => asked.how("how much", "how much"),
    }
}

/// The question for a number that counts one set whatever the words.
fn of_a_set(measure: &str) -> Option<&'static str> {
    Some(match measure {
        headcounts::MARCH => "how many people marched",
        headcounts::WAIT => "how many people waited outside",
        headcounts::ATTEND => "how many people came",
        headcounts::BOARD => "how many people were on board",
        headcounts::JOBS => "how many jobs are lost",
        headcounts::STAY => "how many people are left",
        headcounts::FIGHT => "how many people fought",
        headcounts::PRICE => "how much was paid",
        _ => return None,
    })
}

/// What is asked for a number.
pub(super) struct Amounts<'a, 'c> {
    pub clause: &'a Clause<'c>,
    pub counted: &'a [(&'a Claim, &'a Counted)],
}

/// What the things counted are in their clause.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Subject,
    Object,
    /// Behind this preposition.
    Oblique(String),
    Elsewhere,
}

impl Amounts<'_, '_> {
    fn how_many(&self) -> String {
        let nouns = self.nouns();
        let measure = self.measure();
        // "50 arrests were made"
        let of_acts = self.counted.iter().any(|(_, c)| c.quantity.noun == measure);
        if of_acts && measure == "arrest" {
            return format!("how many {} were made{}", plural(measure), self.place());
        }
        if let Some(done) = outcome(measure) {
            return format!("how many {nouns} were {done}{}", self.place());
        }
        if let Some(asked) = self.of_a_kind() {
            return asked;
        }
        let more = || self.clause.more(false);
        match (&self.clause.act, self.part()) {
            (Act::Be, Part::Object | Part::Elsewhere) => {
                format!("how many {nouns} were there{}", more())
            }
            (Act::Be, Part::Subject) => {
                let object = self.clause.object.shared();
                let what = object.map_or(" there".to_owned(), |o| format!(" {}", o.text));
                format!("how many {nouns} were{what}")
            }
            (Act::Verb { lemma, particle }, Part::Subject)
                if self.says_what_they_did(lemma, particle) =>
            {
                let verb = self.clause.finite(lemma, true);
                let object = self.clause.object.shared();
                let object = object
                    .filter(|_| !self.all_passive())
                    .map_or(String::new(), |o| format!(" {}", o.text));
                format!("how many {nouns} {verb}{particle}{object}{}", more())
            }
            (Act::Verb { lemma, .. }, Part::Object)
                if !acts::is_passive(lemma) && !self.clause.subject.is_full =>
            {
                format!("how many {nouns} were there{}", more())
            }
            (Act::Verb { lemma, particle }, Part::Object) => match self.clause.subject.shared() {
                Some(subject) if self.clause.subject.is_full => format!(
                    "how many {nouns} {}",
                    self.clause
                        .r#do(subject, &format!(" {lemma}{particle}{}", more()))
                ),
                _ => format!(
                    "how many {nouns} were {}{particle}{}",
                    verbs::participle(lemma),
                    more()
                ),
            },
            (Act::Verb { .. }, Part::Oblique(preposition)) => {
                let clause = self.clause.inverted_without(&preposition);
                format!("{preposition} how many {nouns} {clause}")
            }
            _ if measure == "die" => format!("how many {nouns} were killed"),
            _ => format!("how many {nouns} were involved{}", self.place()),
        }
    }

    /// Whether a question with the verb alone, or with what the claims share, says something: not "how
    /// many robbers stole", where each says another thing that they stole.
    fn says_what_they_did(&self, lemma: &str, particle: &str) -> bool {
        let object = &self.clause.object;
        let has_more = !particle.is_empty() || !self.clause.more(false).is_empty();
        let lacks_object = object.phrase.is_some() && !object.agrees;
        object.shared().is_some() || has_more || !complements::is_empty(lemma) && !lacks_object
    }

    /// What was done to those who are counted, by most of the claims.
    fn measure(&self) -> &str {
        let all = || self.counted.iter().map(|(_, c)| c.measure.as_str());
        let often =
            |measure: &&str| 2 * all().filter(|m| m == measure).count() > self.counted.len();
        let most = all().find(|m| outcome(m).is_some() && often(m));
        most.unwrap_or(self.counted[0].1.measure.as_str())
    }

    /// Of relatives and of charges it is asked whose they are, whatever the verb.
    fn of_a_kind(&self) -> Option<String> {
        let noun = self.counted[0].1.quantity.noun.as_str();
        let verb = match noun {
            "son" | "daughter" | "brother" | "sister" | "grandchild" | "sibling" => "have",
            "count" | "charge" => "face",
            _ => return None,
        };
        let slots = [&self.clause.subject, &self.clause.object];
        let whose = slots
            .into_iter()
            .find(|slot| slot.agrees && !slot.phrase.as_ref().is_none_or(|p| p.text.contains(noun)))
            .and_then(|slot| slot.phrase.as_ref());
        let Some(whose) = whose else {
            return (verb == "have").then(|| format!("how many {} were there", plural(noun)));
        };
        Some(format!(
            "how many {} did {} {verb}",
            plural(noun),
            whose.impersonal().text
        ))
    }

    /// "houses", "people", "more bodies".
    fn nouns(&self) -> String {
        let is_anybody = |noun: &str| {
            matches!(
                noun,
                "" | "people"
                    | "person"
                    | "other"
                    | "dead"
                    | "casualty"
                    | "victim"
                    | "life"
                    | "individual"
                    | "human"
                    | "they"
                    | "we"
                    | "soul"
                    | "fatality"
                    | "hurt"
                    | "wounded"
                    | "injured"
            )
        };
        let all = || self.counted.iter().map(|(_, c)| &c.quantity);
        // What most of them count, where they call it by different words.
        let given = || all().filter(|q| !is_anybody(&q.noun));
        let times = |noun: &str| given().filter(|q| q.noun == noun).count();
        let most = given().map(|q| times(&q.noun)).max().unwrap_or(0);
        let named = given()
            .find(|q| times(&q.noun) == most)
            .filter(|_| 2 * given().count() >= self.counted.len());
        let is_rest = all().all(|q| q.counts_a_rest());
        let noun = match named {
            Some(quantity) => plural(&quantity.noun),
            None if is_rest => return "others".to_owned(),
            None => self.unnamed(),
        };
        // "badly hit villages": what all of them say of the things counted.
        let modifiers: Vec<&str> = named
            .map(|q| q.modifiers.iter())
            .into_iter()
            .flatten()
            .map(EcoString::as_str)
            .filter(|m| all().all(|q| q.modifiers.iter().any(|other| other == m)))
            .filter(|m| {
                !matches!(
                    *m,
                    "other" | "more" | "further" | "additional" | "another" | "extra"
                )
            })
            .filter(|m| {
                nouns::number(m).is_none() && !matches!(*m, "next" | "last" | "past" | "first")
            })
            .collect();
        let more = if is_rest { "more " } else { "" };
        let modifiers: String = modifiers
            .iter()
            .map(|m| format!("{} ", plurals::with_capital(m)))
            .collect();
        format!("{more}{modifiers}{}", plurals::with_capital(&noun))
    }

    /// What a bare number counts: people, but where things are destroyed, what is destroyed.
    fn unnamed(&self) -> String {
        let (claim, counted) = self.counted[0];
        let is_of_things = matches!(counted.measure.as_str(), "destroy" | "damage");
        let object = claim.object.as_ref();
        match object.filter(|o| !o.is_pronoun && !o.is_named && nouns::number(&o.head).is_none()) {
            Some(object) if is_of_things && claim.class == counted.measure => plural(&object.head),
            _ if is_of_things => "buildings".to_owned(),
            // "Several shops were closed."
            Some(object) if opens_with_many(&object.text) => plural(&object.head),
            _ => "people".to_owned(),
        }
    }

    /// The part that the things counted play in most of the clauses with the verb of the question;
    /// elsewhere if less than half of the claims have that verb.
    pub(super) fn part(&self) -> Part {
        let lemma = match &self.clause.act {
            Act::Verb { lemma, .. } => lemma.as_str(),
            _ => "be",
        };
        let same: Vec<&(&Claim, &Counted)> = self
            .counted
            .iter()
            .filter(|(claim, _)| claim.lemma == lemma)
            .collect();
        if 2 * same.len() < self.counted.len() || same.is_empty() {
            return Part::Elsewhere;
        }
        let parts = same.iter().map(|(claim, c)| part_of(claim, c));
        // What stands in a list or a phrase ("including four guns") plays the part of the others.
        let parts: Vec<Part> = parts.filter(|part| *part != Part::Elsewhere).collect();
        let often = |part: &Part| 2 * parts.iter().filter(|p| *p == part).count() > parts.len();
        let part = parts.iter().find(|part| often(part));
        part.cloned().unwrap_or(Part::Elsewhere)
    }

    pub(super) fn all_passive(&self) -> bool {
        self.clause.claims.iter().all(|c| c.passive)
    }

    /// What the number describes, as the subject of "be".
    pub(super) fn described(&self) -> Option<Phrase> {
        let slot = if self.all_passive() {
            &self.clause.object
        } else {
            &self.clause.subject
        };
        slot.shared().cloned()
    }

    /// The place that all the claims name: " in Lorn".
    pub(super) fn place(&self) -> String {
        let claims: Vec<&Claim> = self.counted.iter().map(|(claim, _)| *claim).collect();
        let names = |claim: &Claim, key: &str| {
            claim
                .places
                .iter()
                .any(|p| p.names.iter().any(|n| n == key))
                || claim.entities.iter().any(|n| n == key)
        };
        let place = claims.iter().find_map(|claim| {
            claim
                .places
                .iter()
                .find(|p| p.is_place && claims.iter().all(|other| names(other, &p.key)))
        });
        let place = place.or_else(|| {
            // "in the old city of Lorn"
            claims.iter().find_map(|claim| {
                let mut obliques = claim.obliques.iter().map(|(_, a)| a);
                let lies = |key: &str| {
                    let mut where_to = claim.obliques.iter();
                    where_to.any(|(p, a)| p == "in" && a.names.iter().any(|n| n == key))
                };
                obliques.find(|a| {
                    a.is_place
                        && a.is_named
                        && lies(&a.key)
                        && claims.iter().all(|other| names(other, &a.key))
                })
            })
        });
        place.map_or(String::new(), |p| format!(" in {}", p.key))
    }
}

/// What the things counted are in the clause of a claim.
fn part_of(claim: &Claim, counted: &Counted) -> Part {
    let noun = counted.quantity.noun.as_str();
    let is_share = |head: &str| {
        counted.quantity.unit == Unit::Percent
            && matches!(
                head,
                "percent" | "%" | "cent" | "percentage" | "half" | "third" | "quarter"
            )
    };
    let is_it = |head: &str| {
        head == noun || noun.is_empty() && nouns::number(head).is_some() || is_share(head)
    };
    if claim.nominal {
        return Part::Elsewhere;
    }
    let is = |a: &Option<Argument>| {
        a.as_ref()
            .is_some_and(|a| is_it(&a.head) || holds(&a.text, &a.head, noun))
    };
    if is(&claim.object) {
        return Part::Object;
    }
    if is(&claim.subject) {
        return Part::Subject;
    }
    let oblique = claim.obliques.iter().find(|(_, a)| is_it(&a.head));
    match oblique {
        Some((preposition, a)) if a.role != crate::claims::Role::Within => {
            Part::Oblique(preposition.to_string())
        }
        _ => Part::Elsewhere,
    }
}

/// Whether a phrase counts this noun, as a member of a list ("a gun and four knives") or behind a
/// number ("two of the boats").
fn holds(text: &str, head: &str, noun: &str) -> bool {
    let counts = |text: &str| {
        let mut words = text.split([' ', ',']);
        words.any(|word| !noun.is_empty() && (word == noun || word == plural(noun)))
    };
    let listed = || text.split(" and ").skip(1).any(counts);
    nouns::number(head).is_some() && counts(text) || listed()
}

/// Whether a phrase opens by saying that there are many.
fn opens_with_many(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default().to_lowercase();
    matches!(
        first.as_str(),
        "several" | "many" | "few" | "dozens" | "numerous" | "some"
    )
}

/// What happened to those who are counted under a class of acts.
fn outcome(class: &str) -> Option<&'static str> {
    Some(match class {
        "die" => "killed",
        "injure" => "injured",
        "destroy" => "destroyed",
        "damage" => "damaged",
        "arrest" => "arrested",
        "miss" => "missing",
        "displace" => "displaced",
        "rescue" => "rescued",
        "affect" => "affected",
        _ => return None,
    })
}
