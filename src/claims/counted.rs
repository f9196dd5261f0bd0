//! What is counted: under which act, and whose quantity it is.

use ecow::EcoString;

use super::clauses::{Clause, Tree};
use super::quantity::{self, Quantity};
use super::reader::Reader;
use super::{Argument, ages, headcounts, names, predicates, references};
use crate::english::{Dep, EntityKind, Pos, Tag};

/// A quantity with what the clause says of the things counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// The class of act under which they are counted: "ten dead" and "killing ten" are both
    /// `die`.
    pub measure: EcoString,
    /// The resolved name whose quantity it is (a person's age); empty if none.
    pub owner: EcoString,
    /// How many of what.
    pub quantity: Quantity,
}

impl Counted {
    /// Whether it is a lasting property of its owner (age, number of children, population), so
    /// that the act of the clause does not matter.
    pub fn is_attribute(&self) -> bool {
        !self.owner.is_empty()
            && matches!(
                self.measure.as_str(),
                "children of" | "population of" | "age of" | "weight of" | "height of"
            )
    }
}

impl Reader<'_> {
    /// Whose quantity it is: the name that the number describes ("Anna Kessler, 34", "34-year-old
    /// Anna Kessler"), or empty.
    pub(super) fn owner(&self, tree: &Tree, quantity: &Quantity) -> String {
        let mut at = quantity.head;
        for _ in 0..5 {
            let mention = names::mention_at(self.mentions(), at);
            // "the 41-year-old Samarian" is nobody known.
            let people = |m: &names::Mention| m.kind == Some(EntityKind::Norp);
            if let Some(mention) = mention.filter(|m| !people(m)) {
                return self.names.resolve(&mention.text);
            }
            // "a 34-year-old nurse, Anna Kessler, …"
            let apposed = tree
                .children(at)
                .iter()
                .filter(|c| quantity.unit == quantity::Unit::Age && tree.dep(**c) == Dep::Appos);
            let mut apposed = apposed.filter_map(|c| names::mention_at(self.mentions(), *c));
            if let Some(mention) = apposed.find(|m| m.kind == Some(EntityKind::Person)) {
                return self.names.resolve(&mention.text);
            }
            match tree.dep(at) {
                Dep::Amod
                | Dep::Compound
                | Dep::Nmod
                | Dep::Npadvmod
                | Dep::Nummod
                | Dep::Appos
                | Dep::Advmod
                | Dep::Poss => match tree.head(at) {
                    Some(above) => at = above,
                    None => break,
                },
                _ => break,
            }
        }
        let of_age = quantity.unit == quantity::Unit::Age;
        let described = of_age.then(|| ages::before(tree, quantity));
        let beside = self.mentions().iter().find(|m| {
            // "Anna Kessler, 34": only a comma or a bracket stands between.
            (m.end + 1 == quantity.token || m.end + 1 == quantity.head)
                && matches!(tree.word(m.end), "," | "(")
                || described == Some(m.end) && tree.word(m.end) == ","
        });
        beside
            .map(|m| self.names.resolve(&m.text))
            .unwrap_or_default()
    }

    /// The place or thing that a share is given for, of several in a row: "80 percent in Varel, 65
    /// in Lorn", "in Varel by 80 percent, in Lorn by 65"; or empty.
    pub(super) fn share_holder(
        &self,
        tree: &Tree,
        quantity: &Quantity,
        all: &[Quantity],
    ) -> String {
        let shares = || {
            let shares = all.iter().filter(|q| q.unit == quantity::Unit::Percent);
            shares.map(|q| q.token)
        };
        let at = quantity.token;
        let next = shares().filter(|t| *t > at).min();
        let last = shares().filter(|t| *t < at).max();
        let names = |from: usize, to: usize| {
            self.mentions().iter().filter(move |m| {
                m.start >= from
                    && m.end <= to
                    && m.kind != Some(EntityKind::Norp)
                    && m.start > 0
                    && tree.parsed.tokens[m.start - 1].dep == Dep::Prep
            })
        };
        let to = next.unwrap_or(tree.parsed.tokens.len());
        let after = names(at, to).next();
        let before = names(last.unwrap_or(0), at).next_back();
        let named = match last {
            // Of a row, each stands as the first does.
            Some(_) if before.is_some() && after.is_none() => before,
            None if before.is_some_and(|m| m.end + 3 >= at) => before,
            _ => after.or(before),
        };
        named.map_or_else(String::new, |m| self.names.resolve(&m.text))
    }

    /// A lasting property that the quantity gives, and whose: an age, a number of children ("a
    /// mother of 12", "her 12 children"), a population ("home to 120,000 people"), a weight.
    pub(super) fn attribute(
        &self,
        tree: &Tree,
        clause: &Clause,
        quantity: &Quantity,
        owner: &str,
        subject: Option<&Argument>,
    ) -> Option<(&'static str, String)> {
        let of_subject = || {
            let named = subject.filter(|s| s.is_named || !s.names.is_empty() && s.is_pronoun);
            // "The island has 5,000 residents": the place last named.
            let place = subject
                .filter(|s| references::is_vague_place(&s.head) && !s.text.starts_with(['a', 'A']))
                .map(|s| self.memory.place(&self.here(tree), clause.head, &s.head))
                .filter(|place| !place.is_empty());
            // "Sarn island"
            let island = subject.filter(|s| super::places::scale_of(&s.head).is_some());
            let island = island.and_then(|s| s.own_names.first().map(String::from));
            named.map(|s| String::from(&s.key)).or(island).or(place)
        };
        match quantity.unit {
            quantity::Unit::Age if !owner.is_empty() => return Some(("age of", owner.to_string())),
            quantity::Unit::Age if ages::tells_again(tree, clause, quantity) => {
                let who = self.memory.only_person(&self.here(tree), quantity.token)?;
                return Some(("age of", who));
            }
            quantity::Unit::Count if ages::is_said(tree, clause, quantity) => {
                let is_somebody = |s: &Argument| {
                    let pronoun = matches!(s.text.to_lowercase().as_str(), "he" | "she");
                    pronoun || s.is_named && self.names.sort(&s.key) == Some(names::Sort::Person)
                };
                let who = subject
                    .filter(|s| is_somebody(s))
                    .and_then(|_| of_subject())?;
                return Some(("age of", who));
            }
            quantity::Unit::Weight => return of_subject().map(|who| ("weight of", who)),
            // "is 6-foot-1", "stands 1.80 m tall"
            quantity::Unit::Distance
                if (0.4..2.6).contains(&quantity.value)
                    && matches!(tree.lemma(clause.head).as_str(), "be" | "stand") =>
            {
                return of_subject().map(|who| ("height of", who));
            }
            quantity::Unit::Count => {}
            _ => return None,
        }
        let before = tree
            .head(quantity.head)
            .filter(|h| tree.dep(quantity.head) == Dep::Pobj && *h < quantity.head);
        let governed = before.and_then(|p| {
            // "struck Sarn island, home to 5,000 people": "to" is taken to belong to the verb.
            let home = p.checked_sub(1).filter(|home| tree.is(*home, "home"));
            home.or_else(|| tree.head(p))
        });
        if let Some(noun) = governed {
            let lemma = tree.lemma(noun);
            let parent = matches!(
                lemma.as_str(),
                "mother" | "father" | "mom" | "mum" | "dad" | "parent"
            );
            // "mother of 13 Zoe Hall": the number stands before the mother's name.
            let before_name = tree.parsed.tokens[quantity.head].pos == Pos::Propn;
            let children = before_name || matches!(quantity.noun.as_str(), "" | "child" | "kid");
            let whose = || {
                // "Zoe Hall, a mother of 12", "mother of 12 Zoe Hall", "Hall was a mother of 12".
                let near = self.near_name(tree, noun);
                near.or_else(|| {
                    clause
                        .patient
                        .filter(|p| *p == noun)
                        .and_then(|_| of_subject())
                })
            };
            if parent && children {
                let named = before_name
                    .then(|| owner.to_string())
                    .filter(|o| !o.is_empty());
                return Some(("children of", named.or_else(whose).unwrap_or_default()));
            }
            let of_people = matches!(quantity.noun.as_str(), "people" | "resident" | "inhabitant");
            let settlement = matches!(
                lemma.as_str(),
                "home" | "city" | "town" | "village" | "island" | "country" | "community"
            );
            if lemma == "population" || settlement && of_people {
                let who = whose().or_else(of_subject).unwrap_or_default();
                return Some(("population of", who));
            }
        }
        if matches!(quantity.noun.as_str(), "child" | "kid")
            && let Some(poss) = tree.child(quantity.head, &[Dep::Poss])
        {
            let whose = self.argument(tree, poss);
            if let Some(who) = whose.names.first() {
                return Some(("children of", who.into()));
            }
        }
        if matches!(quantity.noun.as_str(), "resident" | "inhabitant")
            && matches!(tree.lemma(clause.head).as_str(), "have" | "be" | "number")
        {
            return of_subject().map(|who| ("population of", who));
        }
        // "with whom he had three children": those of the two of them.
        let with_one = clause
            .obliques
            .iter()
            .any(|(p, _)| tree.is(*p, "with") || tree.is(*p, "by"));
        if matches!(quantity.noun.as_str(), "child" | "kid")
            && tree.is(clause.head, "have")
            && clause.patient == Some(quantity.head)
            && !with_one
        {
            return of_subject().map(|who| ("children of", who));
        }
        None
    }

    /// The name that a noun describes or is described by: in apposition, beside it, or above it.
    fn near_name(&self, tree: &Tree, noun: usize) -> Option<String> {
        let name_of = |token: usize| {
            let mention = names::mention_at(self.mentions(), token)?;
            let named = mention.kind != Some(EntityKind::Norp);
            named.then(|| self.names.resolve(&mention.text))
        };
        let below = tree
            .children(noun)
            .iter()
            .filter(|c| tree.dep(**c) == Dep::Appos)
            .find_map(|c| name_of(*c));
        let above = matches!(
            tree.dep(noun),
            Dep::Appos | Dep::Compound | Dep::Nmod | Dep::Acomp | Dep::Amod
        )
        .then(|| tree.head(noun))
        .flatten()
        .and_then(|head| {
            // "Sarn island, home to …": the name may stand before the noun it belongs to.
            let before = tree.children(head).iter();
            let mut before = before.filter(|c| tree.dep(**c) == Dep::Compound);
            name_of(head).or_else(|| before.find_map(|c| name_of(*c)))
        });
        let after = self
            .mentions()
            .iter()
            .find(|m| m.start > noun && m.start <= noun + 3 && m.kind == Some(EntityKind::Person))
            .map(|m| self.names.resolve(&m.text));
        // "Sarn island, home to …" where the parser ties the two otherwise.
        let apposed = || {
            let comma = noun.checked_sub(1).filter(|c| tree.word(*c) == ",")?;
            let ends = |m: &&names::Mention| m.end == comma || m.end + 1 == comma;
            let mention = self.mentions().iter().find(ends)?;
            Some(self.names.resolve(&mention.text))
        };
        below.or(above).or(after).or_else(apposed)
    }
}

/// The class of act under which a quantity is counted: "ten dead" and "killing ten" both count
/// deaths.
pub(super) fn measure(tree: &Tree, clause: &Clause, quantity: &Quantity, class: &str) -> String {
    if let Some(set) = headcounts::of(tree, clause, quantity) {
        return set.to_owned();
    }
    let outcome = |token: usize| {
        let lemma = tree.lemma(token);
        if takes_lives(tree, token) {
            return Some("die".to_owned());
        }
        let class = predicates::class(&lemma);
        predicates::is_cumulative(class).then(|| class.to_string())
    };
    let near = |token: usize| {
        outcome(token).or_else(|| {
            tree.children(token)
                .iter()
                .filter(|c| {
                    matches!(
                        tree.dep(**c),
                        Dep::Amod | Dep::Acl | Dep::Acomp | Dep::Oprd | Dep::Relcl
                    )
                })
                .find_map(|c| outcome(*c))
        })
    };
    // "nineteen killed and forty wounded": the word right behind the number.
    let behind = quantity.token + 1;
    let named = behind < tree.parsed.tokens.len()
        && matches!(
            tree.word(behind),
            "killed" | "wounded" | "injured" | "dead" | "missing"
        );
    if named && let Some(class) = outcome(behind) {
        return class;
    }
    // The noun or its description; "the death toll rose to 12"; the verb.
    near(quantity.head)
        .or_else(|| {
            // "the number of dead rose to 17", "brought the toll to 11"
            let toll = [clause.agent, clause.patient]
                .into_iter()
                .flatten()
                .find(|t| {
                    *t != quantity.head
                        && (tree.is(*t, "toll")
                            || tree.is(*t, "number")
                            || tree.is(*t, "count")
                            || tree.is(*t, "tally")
                            // "puts the dead at 61"
                            || quantity.noun.is_empty()
                                && matches!(tree.lemma(*t).as_str(), "dead" | "injured" | "missing"))
                })?;
            let of = tree.children(toll).iter().find(|c| tree.is(**c, "of"));
            let counted = of.and_then(|of| tree.child(*of, &[Dep::Pobj]));
            counted
                .and_then(near)
                .or_else(|| near(toll))
                .or_else(|| tree.is(toll, "toll").then(|| "die".to_string()))
        })
        .or_else(|| {
            let after = quantity.token + 1;
            (after < tree.parsed.tokens.len() && tree.parsed.tokens[after].head == quantity.token)
                .then(|| outcome(after))
                .flatten()
        })
        .or_else(|| takes_lives(tree, clause.head).then(|| "die".to_owned()))
        .or_else(|| of_a_participle(tree, quantity))
        .or_else(|| is_fronted(tree, quantity).then(|| "be".to_owned()))
        .unwrap_or_else(|| {
            // Whoever missed three games is not missing.
            let passed_over = class == "miss" && clause.patient == Some(quantity.head);
            if passed_over && !clause.passive {
                "skip"
            } else {
                class
            }
            .to_string()
        })
}

/// Whether a verb with its object says that somebody died: "lost their lives", "cost ten lives".
fn takes_lives(tree: &Tree, verb: usize) -> bool {
    matches!(
        tree.lemma(verb).as_str(),
        "lose" | "cost" | "claim" | "take"
    ) && tree
        .child(verb, &[Dep::Dobj])
        .is_some_and(|object| tree.word(object) == "lives")
}

/// What those who are counted are doing, where a participle behind their noun says it: the fight of
/// "saw nine youths fighting".
fn of_a_participle(tree: &Tree, quantity: &Quantity) -> Option<String> {
    let participle = tree.child(quantity.head, &[Dep::Acl])?;
    let class = predicates::class(&tree.lemma(participle)).to_owned();
    let does = tree.parsed.tokens[participle].tag == Tag::Vbg;
    (does && !predicates::is_light(&class)).then_some(class)
}

/// Whether the things counted are a whole of which the clause tells a part: "Of the 200 guests, nine
/// were injured".
fn is_fronted(tree: &Tree, quantity: &Quantity) -> bool {
    let of = tree.head(quantity.head).filter(|of| tree.is(*of, "of"));
    tree.dep(quantity.head) == Dep::Pobj && of == Some(0)
}
