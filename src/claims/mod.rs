//! A claim is one statement by one speaker.
//!
//! [`extract`] reads every parsed sentence of a run into claims: who vouches for it, about whom
//! and what, when, where, how many, yes or no, how sure.

mod arguments;
mod build;
pub mod clauses;
pub mod countries;
mod extent;
mod implied;
pub mod modality;
pub mod names;
pub mod places;
pub mod polarity;
pub mod predicates;
pub mod quantity;
pub mod reasons;
pub mod references;
pub mod roles;
pub mod speaker;
mod subjects;
pub mod time;
mod us_states;
mod verbs;
mod words;

use jiff::civil::Date;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::Span;
use crate::documents::{Document, Section};
use crate::english::{Dep, EntityKind, Parsed, Pos};
use crate::sentences::{self, Sentence};

pub use arguments::Argument;
use clauses::{Clause, Tree};
pub use modality::Modality;
use names::{Mention, Names};
pub use polarity::Polarity;
use quantity::Quantity;
pub use reasons::Reason;
use references::{Here, Memory};
pub use roles::Role;
use speaker::{Attribution, Stance, Voices};
use time::{Holds, Tense, When};

/// One statement by one speaker.
#[derive(Clone, Debug, Default)]
pub struct Claim {
    /// Stable identifier, made from the source's name and the words.
    pub id: String,
    /// Index of the document in the run.
    pub document: usize,
    /// Index of the sentence in the run.
    pub sentence: usize,
    /// The clause that states it, in bytes of the document's text.
    pub span: Span,
    /// The verb or noun that states it, in bytes of the document's text.
    pub head: Span,
    /// Who vouches for it, as written; empty for the author of the document.
    pub speaker: String,
    /// Who passes it on, as written; empty where nobody stands between, or only the author.
    pub told_by: String,
    /// The day the words were written, if known.
    pub published: Option<Date>,
    /// The class of the act or state stated ([`predicates::class`]).
    pub class: String,
    /// The verb with its particles and auxiliaries, as written.
    pub predicate: String,
    /// Lemma of the verb or noun that states it.
    pub lemma: String,
    /// The verb as written, alone.
    pub verb: String,
    /// Whether the verb is a passive, so that `verb` is its participle.
    pub passive: bool,
    /// Whether a noun states it ("the arrest of").
    pub nominal: bool,
    /// Who or what acts, or what the claim is about.
    pub subject: Option<Argument>,
    /// What is acted on, or what the subject is said to be.
    pub object: Option<Argument>,
    /// Prepositional arguments: the preposition in lower case and what it brings in, with its
    /// [`Role`]; an indirect object ("gave him") as `to`.
    pub obliques: Vec<(String, Argument)>,
    /// Why, and what for, where the clause says so.
    pub reasons: Vec<Reason>,
    /// How many of what, each with the class of act it is counted under.
    pub quantities: Vec<Counted>,
    /// When.
    pub times: Vec<When>,
    /// Every time that the whole sentence names, but for those of the saying: it dates the event
    /// even where another clause names it.
    pub sentence_times: Vec<When>,
    /// Where.
    pub places: Vec<Argument>,
    /// Yes or no.
    pub polarity: Polarity,
    /// How sure.
    pub modality: Modality,
    /// The names in the clause, resolved, in the order of the text.
    pub entities: Vec<String>,
    /// The names in the whole sentence, resolved.
    pub around: Vec<String>,
    /// When the words were said, where the sentence says so ("said on Monday"): no time of the
    /// event.
    pub said_times: Vec<When>,
    /// Whether the clause tells of what was, is or will be.
    pub tense: Tense,
    /// When the clause says that it held: "used to", "no longer", "now".
    pub holds: Holds,
    /// Whether the sentence looks back at an earlier time without a date ("earlier this year").
    pub looks_back: bool,
    /// Content lemmas of the clause, sorted.
    pub words: Vec<String>,
    /// Whether it holds only in part or for a time ("when …", "until Friday", "not further").
    pub narrowed: bool,
}

/// A quantity with what the clause says of the things counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// The class of act under which they are counted: "ten dead" and "killing ten" are both
    /// `die`.
    pub measure: String,
    /// The resolved name whose quantity it is (a person's age); empty if none.
    pub owner: String,
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
                "children of" | "population of" | "age of" | "weight of"
            )
    }
}

impl Claim {
    /// Whether a name stands in both clauses.
    pub fn shares_name(&self, other: &Claim) -> bool {
        self.shared_names(other).next().is_some()
    }

    /// The names that stand in both clauses.
    pub fn shared_names<'c>(&'c self, other: &'c Claim) -> impl Iterator<Item = &'c String> {
        self.entities
            .iter()
            .filter(|name| other.entities.contains(name))
    }

    /// The words of the time slot, for a report.
    pub fn time_text(&self, document: &Document, sentences: &[Sentence]) -> String {
        let base = sentences[self.sentence].span.start;
        let parts: Vec<String> = self
            .times
            .iter()
            .map(|when| {
                let words = one_line(when.span.shifted(base).of(&document.text));
                let resolved = when.resolved();
                if resolved.is_empty() {
                    words
                } else {
                    format!("{words} = {resolved}")
                }
            })
            .collect();
        parts.join("; ")
    }

    /// The words of the quantity slot, for a report.
    pub fn quantity_text(&self, document: &Document, sentences: &[Sentence]) -> String {
        let base = sentences[self.sentence].span.start;
        let parts: Vec<String> = self
            .quantities
            .iter()
            .map(|c| one_line(c.quantity.span.shifted(base).of(&document.text)))
            .collect();
        parts.join("; ")
    }

    /// The words of the place slot, for a report.
    pub fn place_text(&self) -> String {
        self.places
            .iter()
            .map(|p| p.text.as_str())
            .collect::<Vec<_>>()
            .join("; ")
    }
}

/// Text with every run of white space made one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The claims of a run, by document and place.
///
/// `parsed` has one entry a sentence, empty for those that make no claims.
pub fn extract(documents: &[Document], all: &[Sentence], parsed: &[Parsed]) -> Vec<Claim> {
    let (mentions, names) = names::read(documents, all, parsed);
    let mut ranges = vec![0..0; documents.len()];
    for (index, sentence) in all.iter().enumerate() {
        let range = &mut ranges[sentence.document];
        if range.start == range.end {
            *range = index..index;
        }
        range.end = index + 1;
    }
    ranges
        .par_iter()
        .enumerate()
        .flat_map_iter(|(index, range)| {
            let mut reader = Reader::new(&documents[index], index, all, parsed, &mentions, &names);
            reader.read(range.clone());
            reader.claims
        })
        .collect()
}

/// What is known while one document is read from top to bottom.
struct Reader<'r> {
    document: &'r Document,
    index: usize,
    sentences: &'r [Sentence],
    parsed: &'r [Parsed],
    mentions: &'r [Vec<Mention>],
    names: &'r Names,
    /// Index of the sentence being read.
    reading: usize,
    /// What pronouns and descriptions can mean.
    memory: Memory,
    /// What stands in quotation marks, in order, in bytes of the document.
    quoted: Vec<Span>,
    claims: Vec<Claim>,
}

impl<'r> Reader<'r> {
    fn new(
        document: &'r Document,
        index: usize,
        sentences: &'r [Sentence],
        parsed: &'r [Parsed],
        mentions: &'r [Vec<Mention>],
        names: &'r Names,
    ) -> Self {
        Reader {
            document,
            index,
            sentences,
            parsed,
            mentions,
            names,
            reading: 0,
            memory: Memory::default(),
            quoted: speaker::quoted(document),
            claims: Vec::new(),
        }
    }

    fn read(&mut self, range: std::ops::Range<usize>) {
        let voices = Voices::find(
            self.document,
            self.sentences,
            self.parsed,
            self.mentions,
            self.names,
            range.clone(),
        );
        for index in range {
            let sentence = self.sentences[index];
            if sentence.kind.makes_claims() && !self.parsed[index].tokens.is_empty() {
                self.read_one(index, &voices);
            }
        }
        self.number();
    }

    fn read_one(&mut self, index: usize, voices: &Voices) {
        self.reading = index;
        let sentence = self.sentences[index];
        let text: &str = &sentences::plain(self.document, &sentence);
        let tree = Tree::new(text, &self.parsed[index]);
        let base = sentence.span.start;
        let section = &self.document.sections[sentence.section];
        let written = section.published.or(self.document.published);
        let times = time::find(text, tree.parsed, written);
        // A number of a date counts nothing.
        let mut quantities = quantity::find(text, tree.parsed);
        quantities.retain(|q| {
            let number = tree.parsed.tokens[q.token].span;
            !times.iter().any(|when| when.span.contains(number))
        });
        // "said on Monday that …": when it was said is not when it was.
        let of_saying = |when: &When| {
            let verb = time::verb_of(when, tree.parsed);
            verb.is_some_and(|verb| {
                // "By noon ten had left, said Kessler": the time is of what stands between.
                let between = tree.parsed.tokens[..verb]
                    .iter()
                    .any(|t| t.pos == Pos::Verb && t.span.start > when.span.start);
                !between && voices.of_cue(index, verb).is_some()
            })
        };
        let (said_times, times) = times.into_iter().partition(of_saying);
        let lower = text.to_lowercase();
        let whole = Whole {
            said_times,
            looks_back: LOOKS_BACK.iter().any(|words| lower.contains(words)),
            around: distinct(self.mentions().iter().map(|m| self.names.resolve(&m.text))),
            times,
            quantities,
        };

        let mut clauses = clauses::find(&tree);
        if clauses.is_empty() {
            clauses.extend(implied::verbless(&tree, &whole.quantities));
        }
        let asides = voices.asides(index, &tree);
        for clause in clauses.iter_mut().filter(|c| !asides.contains(&c.head)) {
            clause.tokens.retain(|t| !asides.contains(t));
            clause.obliques.retain(|(p, _)| !asides.contains(p));
        }
        for clause in &clauses {
            let place = tree.parsed.tokens[clause.head].span.shifted(base);
            let around = voices.at(index, place);
            let says = around.first().copied();
            let cue = voices.of_cue(index, clause.head);
            if says.is_none() && cue.is_some_and(|cue| cue.clausal)
                || speaker::is_aside(&tree, clause.head)
            {
                continue; // "X said" itself states nothing that anybody would dispute.
            }
            let mut claim = self.claim(&tree, clause, &whole);
            // The saying itself may be what is told: "Kessler said nothing on Monday".
            if cue.is_some() {
                let own = std::mem::take(&mut claim.said_times);
                claim.times.extend(own.iter().cloned());
                claim.sentence_times.extend(own);
            }
            self.voice(&mut claim, &around, section);
            claim.published = written;
            // "denied that A, when B": only A is denied; "did not deny that A" affirms A.
            let direct = says
                .is_some_and(|a| a.sentence == index && complements(&tree, clause.head, a.head));
            let undenied =
                says.is_some_and(|a| direct && tree.child(a.head, &[Dep::Neg]).is_some());
            if says.is_some_and(|a| a.denies) && direct && !undenied {
                claim.polarity = claim.polarity.flipped();
            }
            if says.is_some_and(Attribution::hedges) && claim.modality == Modality::Fact {
                claim.modality = Modality::Hedged;
            }
            if says.is_some_and(|a| a.stance == Stance::Denied) {
                let mut denied = claim.clone();
                denied.speaker = section.speaker.clone();
                denied.told_by = String::new();
                denied.polarity = claim.polarity.flipped();
                self.claims.push(claim);
                self.claims.push(denied);
            } else {
                // "holds A and large parts of B": the same is claimed of each.
                let held = clause.patient.filter(|_| claim.class == "control");
                for also in held.into_iter().flat_map(|p| build::conjuncts(&tree, p)) {
                    let object = self.argument(&tree, also);
                    if !object.names.is_empty() {
                        self.claims.push(Claim {
                            object: Some(object),
                            ..claim.clone()
                        });
                    }
                }
                self.claims.push(claim);
            }
        }
        let mut memory = std::mem::take(&mut self.memory);
        memory.note(&self.here(&tree), &voices.spoke(index));
        self.memory = memory;
    }

    /// Writes down who says a claim and who passes it on: the innermost of the attributions around
    /// it, and the next one.
    fn voice(&self, claim: &mut Claim, around: &[&Attribution], section: &Section) {
        let mut names = around
            .iter()
            .map(|a| a.speaker.as_str())
            .filter(|name| !name.is_empty());
        if let Some(speaker) = names.next() {
            claim.speaker = speaker.to_string();
            let teller = names.find(|name| *name != speaker);
            claim.told_by = teller.unwrap_or(&section.speaker).to_string();
        } else {
            // A requote of the author's own words names the author.
            let requoted = section.speaker.is_empty() && !section.told_by.is_empty();
            let speaker = if requoted {
                &self.document.author
            } else {
                &section.speaker
            };
            claim.speaker.clone_from(speaker);
            claim.told_by.clone_from(&section.told_by);
        }
    }

    /// The mentions of names in the sentence being read.
    fn mentions(&self) -> &'r [Mention] {
        &self.mentions[self.reading]
    }

    /// The name that a token of the sentence being read belongs to.
    fn name_at(&self, token: usize) -> Option<String> {
        let mention = names::mention_at(self.mentions(), token)?;
        Some(self.names.resolve(&mention.text))
    }

    /// The sentence being read, for [`Memory`].
    fn here<'h>(&'h self, tree: &'h Tree<'h>) -> Here<'h> {
        Here {
            tree,
            mentions: self.mentions(),
            names: self.names,
            quoted: &self.quoted,
            base: self.sentences[self.reading].span.start,
        }
    }

    /// Whose quantity it is: the name that the number describes ("Anna Kessler, 34", "34-year-old
    /// Anna Kessler"), or empty.
    fn owner(&self, tree: &Tree, quantity: &Quantity) -> String {
        let mut at = quantity.head;
        for _ in 0..5 {
            if let Some(name) = self.name_at(at) {
                return name;
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
        let beside = self.mentions().iter().find(|m| {
            // "Anna Kessler, 34": only a comma or a bracket stands between.
            (m.end + 1 == quantity.token || m.end + 1 == quantity.head)
                && matches!(tree.word(m.end), "," | "(")
        });
        beside
            .map(|m| self.names.resolve(&m.text))
            .unwrap_or_default()
    }

    /// A lasting property that the quantity gives, and whose: an age, a number of children ("a
    /// mother of 12", "her 12 children"), a population ("home to 120,000 people"), a weight.
    fn attribute(
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
            named.map(|s| s.key.clone()).or(place)
        };
        match quantity.unit {
            quantity::Unit::Age if !owner.is_empty() => return Some(("age of", owner.to_string())),
            quantity::Unit::Weight => return of_subject().map(|who| ("weight of", who)),
            quantity::Unit::Count => {}
            _ => return None,
        }
        let before = tree
            .head(quantity.head)
            .filter(|h| tree.dep(quantity.head) == Dep::Pobj && *h < quantity.head);
        let governed = before.and_then(|p| tree.head(p));
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
                return Some(("children of", who.clone()));
            }
        }
        if matches!(quantity.noun.as_str(), "resident" | "inhabitant")
            && matches!(tree.lemma(clause.head).as_str(), "have" | "be" | "number")
        {
            return of_subject().map(|who| ("population of", who));
        }
        if matches!(quantity.noun.as_str(), "child" | "kid")
            && tree.is(clause.head, "have")
            && clause.patient == Some(quantity.head)
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
        below.or(above).or(after)
    }

    fn argument(&self, tree: &Tree, token: usize) -> Argument {
        let mut argument = arguments::read(tree, token, self.mentions(), self.names);
        let here = self.here(tree);
        let own = names::mention_at(self.mentions(), token);
        if let Some(mention) = own
            && let Some(country) = references::government(tree, token, mention, self.names)
        {
            // "Nairobi rejected the offer": a government, no town.
            let town = argument.key.clone();
            argument.names.retain(|n| *n != town && *n != country);
            argument.own_names.retain(|n| *n != town && *n != country);
            argument.names.insert(0, country.clone());
            argument.own_names.insert(0, country.clone());
            argument.key = country;
            argument.is_place = false;
        } else if own.is_none() && argument.names.is_empty() {
            let meant = self
                .memory
                .person(&here, token)
                .or_else(|| self.memory.thing(&here, token))
                .or_else(|| self.memory.described(&here, token));
            if let Some(name) = meant {
                argument.key = name.clone();
                argument.own_names = vec![name.clone()];
                argument.names = vec![name];
            }
        }
        argument
    }

    /// Gives every claim its identifier: the source's name, the words, and the how-manieth claim
    /// with the same words it is.
    fn number(&mut self) {
        let mut seen: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
        for claim in &mut self.claims {
            let words = one_line(claim.span.of(&self.document.text));
            let key = format!(
                "{}\u{1f}{}\u{1f}{}\u{1f}{}",
                self.document.source, words, claim.class, claim.speaker
            );
            let nth = seen.entry(key.clone()).and_modify(|n| *n += 1).or_insert(0);
            claim.id = stable_id('c', &[&key, &nth.to_string()]);
        }
    }
}

/// What the whole of a sentence says, for each of its clauses.
struct Whole {
    /// When what it tells was.
    times: Vec<When>,
    /// When it was said.
    said_times: Vec<When>,
    quantities: Vec<Quantity>,
    /// The names in it, resolved.
    around: Vec<String>,
    looks_back: bool,
}

/// A short identifier made from content alone: a letter and 12 hexadecimal digits of SHA-256.
pub(crate) fn stable_id(letter: char, parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join("\u{1e}").as_bytes());
    let mut id = String::from(letter);
    for byte in &digest[..6] {
        id.push_str(&format!("{byte:02x}"));
    }
    id
}

/// Whether a clause is what a verb governs, or is joined to it by "and".
fn complements(tree: &Tree, clause: usize, verb: usize) -> bool {
    let mut at = clause;
    while tree.dep(at) == Dep::Conj {
        match tree.head(at) {
            Some(above) => at = above,
            None => return false,
        }
    }
    matches!(
        tree.dep(at),
        Dep::Ccomp | Dep::Xcomp | Dep::Dobj | Dep::Pcomp | Dep::Acl
    ) && tree.head(at) == Some(verb)
}

fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// The class of act under which a quantity is counted: "ten dead" and "killing ten" both count
/// deaths.
fn measure(tree: &Tree, clause: &Clause, quantity: &Quantity, class: &str) -> String {
    let outcome = |token: usize| {
        let lemma = tree.lemma(token);
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
                            || tree.is(*t, "tally"))
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
        .unwrap_or_else(|| class.to_string())
}

/// Words that set a sentence in an earlier time than the report's.
const LOOKS_BACK: [&str; 10] = [
    "earlier this year",
    "last year",
    "last month",
    "years ago",
    "year ago",
    "months ago",
    "in the past",
    "years earlier",
    "months earlier",
    "in recent years",
];

/// Whether a clause holds only in part or for a time: a clause of time hangs on it or it is one, or
/// a word such as "further", "yet" or "until" limits it.
fn is_narrowed(tree: &Tree, head: usize) -> bool {
    let word = |t: usize| tree.word(t).to_lowercase();
    let time = |t: usize| {
        matches!(
            word(t).as_str(),
            "when" | "after" | "before" | "until" | "till" | "while" | "since"
        )
    };
    let marked = |clause: usize| tree.children(clause).iter().any(|m| time(*m));
    // "did not leave because of the rain" may well have left.
    let reason = |c: usize| {
        tree.word(c).eq_ignore_ascii_case("because")
            || tree
                .children(c)
                .iter()
                .any(|m| tree.word(*m).eq_ignore_ascii_case("because"))
    };
    let negated = tree.children(head).iter().any(|c| tree.dep(*c) == Dep::Neg);
    if negated && tree.children(head).iter().any(|c| reason(*c)) {
        return true;
    }
    let limited = tree.children(head).iter().any(|c| {
        matches!(
            word(*c).as_str(),
            "further"
                | "yet"
                | "until"
                | "till"
                | "completely"
                | "fully"
                | "entirely"
                | "immediately"
                | "alone"
                | "only"
                | "necessarily"
                | "more"
                | "enough"
        ) || tree.dep(*c) == Dep::Advcl && marked(*c)
    });
    limited || marked(head)
}
