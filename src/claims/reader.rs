//! The reading of one document from top to bottom.

use ecow::{EcoString, EcoVec};

use super::clauses::{self, Tree};
use super::names::{self, Mention, Names};
use super::places::directions::{self, Direction};
use super::quantity::{self, Quantity};
use super::references::{self, Here, Memory};
use super::speaker::{self, Attribution, Stance, Voices};
use super::time::{self, When};
use super::{Argument, Claim, Modality, arguments, build, distinct, implied, one_line, stable_id};
use crate::Span;
use crate::documents::{Document, Section};
use crate::english::{Dep, EntityKind, Parsed, Pos, Tag};
use crate::sentences::{self, Sentence};

/// What is known while one document is read from top to bottom.
pub(super) struct Reader<'r> {
    pub(super) document: &'r Document,
    pub(super) index: usize,
    pub(super) sentences: &'r [Sentence],
    pub(super) parsed: &'r [Parsed],
    pub(super) mentions: &'r [Vec<Mention>],
    pub(super) names: &'r Names,
    /// Index of the sentence being read.
    pub(super) reading: usize,
    /// What pronouns and descriptions can mean.
    pub(super) memory: Memory,
    /// What stands in quotation marks, in order, in bytes of the document.
    pub(super) quoted: Vec<Span>,
    pub(super) claims: Vec<Claim>,
}

impl<'r> Reader<'r> {
    pub(super) fn new(
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
            quoted: Vec::new(),
            claims: Vec::new(),
        }
    }

    pub(super) fn read(&mut self, range: std::ops::Range<usize>) {
        let mut voices = Voices::find(
            self.document,
            self.sentences,
            self.parsed,
            self.mentions,
            self.names,
            range.clone(),
        );
        self.quoted = std::mem::take(&mut voices.quoted);
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
                // "Nine had left by noon, said Kessler"
                let behind = tree.parsed.tokens[verb].span.start > when.span.start
                    && tree.parsed.tokens[..verb]
                        .iter()
                        .any(|t| t.pos == Pos::Verb && t.span.end <= when.span.start);
                !between && !behind && voices.of_cue(index, verb).is_some()
            })
        };
        let (said_times, times) = times.into_iter().partition(of_saying);
        let lower = text.to_lowercase();
        let whole = Whole {
            directions: directions::find(text, tree.parsed, &quantities, self.mentions()),
            said_times,
            looks_back: LOOKS_BACK.iter().find_map(|words| {
                let at = lower.find(words)?;
                Some(Span::new(at, at + words.len()))
            }),
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
            self.name_who_speaks(&mut claim);
            claim.published = written;
            // "denied that A, when B": only A is denied; "did not deny that A" affirms A.
            let direct = says
                .is_some_and(|a| a.sentence == index && complements(&tree, clause.head, a.head));
            let undenied =
                says.is_some_and(|a| direct && tree.child(a.head, &[Dep::Neg]).is_some());
            let dismissed = super::modality::is_of_what_is_dismissed(&tree, clause.head);
            if says.is_some_and(|a| a.denies) && direct && !undenied && !dismissed {
                claim.polarity = claim.polarity.flipped();
            }
            if says.is_some_and(Attribution::hedges) && claim.modality == Modality::Fact {
                claim.modality = Modality::Hedged;
            }
            if says.is_some_and(|a| a.stance == Stance::Denied) {
                let mut denied = claim.clone();
                denied.speaker = (&section.speaker).into();
                denied.told_by = EcoString::new();
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
        memory.note(&self.here(&tree), &voices.spoke(self.document, index));
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
            claim.speaker = speaker.into();
            let teller = names.find(|name| *name != speaker);
            claim.told_by = teller.unwrap_or(&section.speaker).into();
        } else {
            // A requote of the author's own words names the author.
            let requoted = section.speaker.is_empty() && !section.told_by.is_empty();
            let speaker = if requoted {
                &self.document.author
            } else {
                &section.speaker
            };
            claim.speaker = speaker.into();
            claim.told_by = (&section.told_by).into();
        }
    }

    /// Gives "I" and "me" the name of who speaks: "I did not resign," says Kessler of Kessler.
    fn name_who_speaks(&self, claim: &mut Claim) {
        let speaker = if claim.speaker.is_empty() {
            &self.document.author
        } else {
            claim.speaker.as_str()
        };
        if !speaker.starts_with(char::is_uppercase) {
            return;
        }
        let obliques = claim.obliques.iter_mut().map(|(_, x)| x);
        let parts = claim.subject.iter_mut().chain(claim.object.iter_mut());
        for part in parts.chain(obliques) {
            if matches!(part.text.as_str(), "I" | "me" | "Me" | "myself") {
                part.key = self.names.resolve(speaker).into();
                part.names = [part.key.clone()].into();
                part.own_names = part.names.clone();
            }
        }
    }

    /// The mentions of names in the sentence being read.
    pub(super) fn mentions(&self) -> &'r [Mention] {
        &self.mentions[self.reading]
    }

    /// The name that a token of the sentence being read belongs to.
    pub(super) fn name_at(&self, token: usize) -> Option<String> {
        let mention = names::mention_at(self.mentions(), token)?;
        Some(self.names.resolve(&mention.text))
    }

    /// The sentence being read, for [`Memory`].
    pub(super) fn here<'h>(&'h self, tree: &'h Tree<'h>) -> Here<'h> {
        Here {
            tree,
            mentions: self.mentions(),
            names: self.names,
            quoted: &self.quoted,
            base: self.sentences[self.reading].span.start,
        }
    }

    pub(super) fn argument(&self, tree: &Tree, token: usize) -> Argument {
        let mut argument = arguments::read(tree, token, self.mentions(), self.names);
        let here = self.here(tree);
        let own = names::mention_at(self.mentions(), token);
        if let Some(mention) = own
            && let Some(country) = references::government(tree, token, mention, self.names)
        {
            // "Nairobi rejected the offer": a government, no town.
            let town = argument.key.clone();
            let country = EcoString::from(country);
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
                argument.key = name.into();
                argument.names = [argument.key.clone()].into();
                argument.own_names = argument.names.clone();
            } else if let Some(meant) = self.antecedent(tree, token) {
                return meant;
            }
        }
        argument
    }

    /// The thing without a name that "it" or "they" means: the only subject that fits in number before
    /// it in its sentence, else in the sentence before.
    fn antecedent(&self, tree: &Tree, token: usize) -> Option<Argument> {
        let several = match tree.word(token).to_lowercase().as_str() {
            "it" => false,
            "they" => true,
            _ => return None,
        };
        if !several && references::is_empty(tree, token) {
            return None;
        }
        let here = things(tree, token, several, self.mentions());
        let said_of = |tree: &Tree, things: &[usize], mentions| match things {
            [only] if names::mention_at(mentions, *only).is_none() => {
                Some(arguments::read(tree, *only, mentions, self.names))
            }
            _ => None,
        };
        if !here.is_empty() {
            return said_of(tree, &here, self.mentions());
        }
        let before = self.reading.checked_sub(1)?;
        let (last, this) = (&self.sentences[before], &self.sentences[self.reading]);
        if (last.document, last.section) != (this.document, this.section) {
            return None;
        }
        let text: &str = &sentences::plain(self.document, last);
        let above = Tree::new(text, &self.parsed[before]);
        let mentions = &self.mentions[before];
        let there = things(&above, self.parsed[before].tokens.len(), several, mentions);
        said_of(&above, &there, mentions)
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
            claim.shrink();
            claim.id = stable_id('c', &[&key, &nth.to_string()]).into();
        }
    }
}

/// What the whole of a sentence says, for each of its clauses.
pub(super) struct Whole {
    /// When what it tells was.
    pub(super) times: Vec<When>,
    /// When it was said.
    pub(super) said_times: Vec<When>,
    pub(super) quantities: Vec<Quantity>,
    /// Where things lie, told from places.
    pub(super) directions: Vec<Direction>,
    /// The names in it, resolved.
    pub(super) around: EcoVec<EcoString>,
    /// Where it looks back at an earlier time, in bytes of the sentence.
    pub(super) looks_back: Option<Span>,
}

/// The subjects before a token that "it", or "they" where several, could mean.
fn things(tree: &Tree, before: usize, several: bool, mentions: &[Mention]) -> Vec<usize> {
    let fits = |t: &usize| {
        let person =
            names::mention_at(mentions, *t).is_some_and(|m| m.kind == Some(EntityKind::Person));
        let token = &tree.parsed.tokens[*t];
        let plural = matches!(token.tag, Tag::Nns | Tag::Nnps);
        !person
            && matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass)
            && matches!(token.pos, Pos::Noun | Pos::Propn)
            && plural == several
            && (several || !references::is_human(&token.lemma))
    };
    (0..before).filter(fits).collect()
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
pub(super) fn is_narrowed(tree: &Tree, head: usize) -> bool {
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
