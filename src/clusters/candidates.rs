//! Candidates: the pairs of claims worth comparing.
//!
//! Every claim is filed under a few keys (its class of act with each name and noun it is about,
//! what it counts, whose age it gives); only claims that share a key are compared. A claim is paired
//! with the next [`NEIGHBOURS`] under a key only, and under a key of very many claims with those of
//! its own story and a few others, so that the work per claim does not grow with the run.
//!
//! Keys are kept as hashes in sorted lists, and the pairs of a claim are made when they are asked
//! for: all pairs of a large run would not fit into memory.

use ecow::EcoString;
use rayon::prelude::*;

use super::counts::proper;
use super::origins::hash;
use super::similarity::Context;
use crate::claims::quantity::Unit;
use crate::claims::{Argument, Claim, Modality, headcounts, lexicon, predicates};

/// How many later claims of one key a claim is paired with at most.
pub const NEIGHBOURS: usize = 120;

/// A key of more claims than this is common: it says little of who tells of one event.
const COMMON: usize = 4 * NEIGHBOURS;

/// How many later claims of a common key a claim is paired with, besides those of its story.
const STRANGERS: usize = 12;

/// From this rarity on (natural logarithm) a name is known to few claims: one in twenty.
const RARE: f64 = 3.0;

/// From this rarity on a word or name is not common: one claim in four and a half has it.
const UNCOMMON: f64 = 1.5;

/// The pairs of indices (smaller first) of claims that share a key, in order, each once.
pub fn pairs(context: &Context) -> Vec<(usize, usize)> {
    let candidates = Candidates::new(context);
    (0..context.claims.len())
        .into_par_iter()
        .flat_map_iter(|a| candidates.later(a).into_iter().map(move |b| (a, b)))
        .collect()
}

/// The claims of a run by what they share.
pub struct Candidates<'c> {
    claims: &'c [Claim],
    /// By key.
    keys: Filed,
    /// By common key and story.
    in_stories: Filed,
    /// By story, and word or name that is not common, act, slot or thing counted.
    words: Filed,
}

impl<'c> Candidates<'c> {
    /// Files the claims of a run.
    pub fn new(context: &'c Context) -> Candidates<'c> {
        let claims = context.claims;
        let story = |index: usize| context.stories.of(claims[index].document);
        let keys = Filed::new(claims, |index| {
            let mut keys: Vec<u64> = keys(&claims[index]).iter().map(hash).collect();
            keys.sort_unstable();
            keys.dedup();
            keys.into_iter().map(|key| (key, 1)).collect()
        });
        let in_stories = Filed::new(claims, |index| {
            let Some(story) = story(index) else {
                return Vec::new();
            };
            let common = keys.of(index).filter(|at| keys.is_common(*at));
            common.map(|at| (hash((keys.key(at), story)), 1)).collect()
        });
        let words = Filed::new(claims, |index| {
            let claim = &claims[index];
            let Some(story) = story(index) else {
                return Vec::new();
            };
            // A rare name is enough alone, and so is an act, who acts, what is acted on or a thing
            // counted; of the others two are.
            let weight = |word: &EcoString, rarity: f64| {
                1 + u8::from(rarity >= RARE && claim.entities.contains(word))
            };
            let words = claim.words.iter().chain(&claim.entities);
            let words = words
                .map(|word| (word, context.rarity(word)))
                .filter(|(_, rarity)| *rarity >= UNCOMMON)
                .map(|(word, rarity)| (hash((story, word)), weight(word, rarity)));
            let act = (!predicates::is_light(&claim.class))
                .then(|| (hash((story, "act", &claim.class)), 2));
            let subject = last_word(&claim.subject).map(|x| (hash((story, "subject", x)), 2));
            let object = last_word(&claim.object).map(|x| (hash((story, "object", x)), 2));
            let mut counted: Vec<(u64, u8)> = claim
                .quantities
                .iter()
                .map(|counted| &counted.quantity.noun)
                .filter(|noun| !noun.is_empty())
                .map(|noun| (hash((story, "counted", noun)), 2))
                .collect();
            counted.sort_unstable();
            counted.dedup();
            let slots = act.into_iter().chain(subject).chain(object);
            words.chain(slots).chain(counted).collect()
        });
        Candidates {
            claims,
            keys,
            in_stories,
            words,
        }
    }

    /// The later claims that a claim is worth comparing with, in order.
    pub fn later(&self, a: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for at in self.keys.of(a) {
            let reach = if self.keys.is_common(at) {
                STRANGERS
            } else {
                NEIGHBOURS
            };
            found.extend(self.keys.next(at, reach));
        }
        for at in self.in_stories.of(a) {
            found.extend(self.in_stories.next(at, NEIGHBOURS));
        }
        self.alike_in_story(a, &mut found);
        found.sort_unstable();
        found.dedup();
        found.retain(|b| worth_comparing(&self.claims[a], &self.claims[*b]));
        found
    }

    /// Adds the later claims of one story that share a rare name, or two words or names that are
    /// not common, or an act, a subject or an object, or count things by one noun: so that claims
    /// meet whose verbs differ ("stole", "made off with"), or whose nouns do ("an officer", "a cop").
    fn alike_in_story(&self, a: usize, found: &mut Vec<usize>) {
        let mut shared: Vec<(usize, u8)> = Vec::new();
        for at in self.words.of(a) {
            let weight = self.words.weight(at);
            shared.extend(self.words.next(at, NEIGHBOURS).map(|b| (b, weight)));
        }
        shared.sort_unstable();
        for same in shared.chunk_by(|x, y| x.0 == y.0) {
            if same.len() > 1 || same[0].1 > 1 {
                found.push(same[0].0);
            }
        }
    }
}

/// Claims filed under hashed keys. Two keys with one hash only make a pair more to compare.
struct Filed {
    /// By key, then claim: the claim and what the key weighs for it.
    entries: Vec<(u64, u32, u8)>,
    /// Where a claim's entries stand, by claim.
    places: Vec<u32>,
    /// Where in `places` those of each claim begin, and one place past the last.
    starts: Vec<usize>,
}

impl Filed {
    fn new(claims: &[Claim], keys: impl Fn(usize) -> Vec<(u64, u8)> + Sync) -> Filed {
        let mut entries: Vec<(u64, u32, u8)> = (0..claims.len())
            .into_par_iter()
            .flat_map_iter(|index| {
                let own = keys(index).into_iter();
                own.map(move |(key, weight)| (key, index as u32, weight))
            })
            .collect();
        entries.par_sort_unstable();
        let mut starts = vec![0; claims.len() + 1];
        for (_, claim, _) in &entries {
            starts[*claim as usize + 1] += 1;
        }
        for claim in 0..claims.len() {
            starts[claim + 1] += starts[claim];
        }
        let mut next = starts.clone();
        let mut places = vec![0; entries.len()];
        for (at, (_, claim, _)) in entries.iter().enumerate() {
            let next = &mut next[*claim as usize];
            places[*next] = at as u32;
            *next += 1;
        }
        Filed {
            entries,
            places,
            starts,
        }
    }

    /// Where the entries of a claim stand.
    fn of(&self, claim: usize) -> impl Iterator<Item = usize> {
        let places = &self.places[self.starts[claim]..self.starts[claim + 1]];
        places.iter().map(|at| *at as usize)
    }

    fn key(&self, at: usize) -> u64 {
        self.entries[at].0
    }

    fn weight(&self, at: usize) -> u8 {
        self.entries[at].2
    }

    /// Whether the key of an entry has more claims than [`COMMON`].
    fn is_common(&self, at: usize) -> bool {
        let key = self.key(at);
        // Where the key begins and ends is found only for a key that is long enough.
        let near = |at: usize| self.entries.get(at).is_some_and(|entry| entry.0 == key);
        let half = COMMON / 2;
        if !(near(at + half) || at >= half && near(at - half)) {
            return false;
        }
        let first = self.entries.partition_point(|entry| entry.0 < key);
        near(first + COMMON)
    }

    /// The claims of the next entries under the key of one, at most `reach`.
    fn next(&self, at: usize, reach: usize) -> impl Iterator<Item = usize> {
        let key = self.key(at);
        let later = self.entries[at + 1..].iter().take(reach);
        later
            .take_while(move |entry| entry.0 == key)
            .map(|entry| entry.1 as usize)
    }
}

/// Claims of one sentence, and of one speaker in one document, are not set against each other;
/// nor is what holds only under a condition, or is not known, set against anything.
pub fn worth_comparing(a: &Claim, b: &Claim) -> bool {
    let states =
        |claim: &Claim| !matches!(claim.modality, Modality::Conditional | Modality::Doubted(_));
    a.sentence != b.sentence
        && (a.document != b.document || a.speaker != b.speaker)
        && states(a)
        && states(b)
}

/// The last word of who or what fills a slot: of "Orla Venn" and of "Venn" the same.
fn last_word(argument: &Option<Argument>) -> Option<&str> {
    let known = |x: &&Argument| !x.is_unresolved();
    argument.as_ref().filter(known)?.key.rsplit(' ').next()
}

fn keys(claim: &Claim) -> Vec<String> {
    let mut found = Vec::new();
    for counted in &claim.quantities {
        let q = &counted.quantity;
        let key = match &q.unit {
            Unit::Age => format!("age {}", counted.owner),
            Unit::Count if predicates::is_cumulative(&counted.measure) => {
                format!("count {}", counted.measure)
            }
            Unit::Count if !headcounts::is_one_set(&counted.measure) => {
                format!("count {} {}", counted.measure, q.kind())
            }
            _ if headcounts::is_one_set(&counted.measure) => format!("set {}", counted.measure),
            unit => format!("{unit:?} {}", counted.measure),
        };
        found.push(key);
        if counted.is_attribute() {
            found.push(format!("{} {}", counted.measure, proper(&counted.owner)));
        }
        if q.unit == Unit::Magnitude {
            found.push("magnitude".to_string());
        }
        if !q.noun.is_empty() {
            found.extend(
                claim
                    .entities
                    .iter()
                    .map(|name| format!("noun {} {name}", q.noun)),
            );
        }
    }
    // "is safe", "is dangerous": filed together, under the pair.
    if let (Some(subject), Some(object)) = (&claim.subject, &claim.object) {
        for opposite in lexicon::opposites_of_state(&object.head) {
            let (x, y) = (
                object.head.as_str().min(opposite),
                object.head.as_str().max(opposite),
            );
            found.push(format!("{x}/{y} {}", subject.key));
        }
    }
    let arguments: Vec<&Argument> = claim
        .subject
        .iter()
        .chain(&claim.object)
        .chain(claim.obliques.iter().map(|(_, a)| a))
        .filter(|a| !a.is_unresolved())
        .collect();
    for argument in &arguments {
        for name in argument.names.iter().chain([&argument.key]) {
            found.push(format!("{} {name}", claim.class));
            // Opposites are filed together, under the name of their pair.
            for opposite in predicates::opposites_of(&claim.class) {
                let (x, y) = (
                    claim.class.as_str().min(opposite),
                    claim.class.as_str().max(opposite),
                );
                found.push(format!("{x}/{y} {name}"));
            }
        }
    }
    // "X is Y": what it is said of and what is said.
    if predicates::is_light(&claim.class) {
        if let (Some(subject), Some(object)) = (&claim.subject, &claim.object) {
            found.push(format!("is {} {}", subject.key, object.key));
        }
        // Of such a class only the names tell claims apart.
        let named = |key: &str| {
            arguments
                .iter()
                .any(|a| a.is_named && key.ends_with(a.key.as_str()))
        };
        let of_the_act = format!("{} ", claim.class);
        found.retain(|key| !key.starts_with(&of_the_act) || named(key));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use ecow::EcoVec;

    use crate::clusters::origins::Origins;
    use crate::documents::Document;

    /// `size` claims of one act by one person, each in a document of its own.
    fn alike(size: usize) -> Vec<Claim> {
        let claim = |number| Claim {
            document: number,
            sentence: number,
            class: "arrest".into(),
            object: Some(Argument {
                key: "Orla Venn".into(),
                names: ["Orla Venn".into()].into(),
                is_named: true,
                ..Argument::default()
            }),
            ..Claim::default()
        };
        (0..size).map(claim).collect()
    }

    #[test]
    fn the_pairs_per_claim_do_not_grow_with_the_run() {
        for size in [2, 50, 1_000, 4_000] {
            let claims = alike(size);
            let documents = vec![Document::default(); size];
            let origins = Origins::default();
            let found = pairs(&Context::new(&claims, &[], &documents, &origins));
            assert!(!found.is_empty());
            let mut of = vec![0; size];
            for (a, _) in found {
                of[a] += 1;
            }
            assert!(of.iter().all(|later| *later <= NEIGHBOURS), "{size} claims");
        }
    }

    /// A second opinion: every pair, by the keys, words and names that the two share. Runs are so
    /// small that no key has more claims than a claim has neighbours.
    fn compared_with_all(context: &Context) -> Vec<(usize, usize)> {
        let claims = context.claims;
        let share_key = |a: usize, b: usize| {
            let of_b = keys(&claims[b]);
            keys(&claims[a]).iter().any(|key| of_b.contains(key))
        };
        let are_alike = |a: usize, b: usize| {
            let (x, y) = (&claims[a], &claims[b]);
            let story = context.stories.of(x.document);
            let of_x = x.words.iter().chain(&x.entities);
            let mut points = 0;
            for word in of_x.filter(|word| context.rarity(word) >= UNCOMMON) {
                let is_name = x.entities.contains(word) && context.rarity(word) >= RARE;
                let times = y.words.iter().chain(&y.entities);
                points += times.filter(|other| *other == word).count() * (1 + usize::from(is_name));
            }
            let act = x.class == y.class && !predicates::is_light(&x.class);
            let object = last_word(&x.object) == last_word(&y.object);
            let one_story = story.is_some() && story == context.stories.of(y.document);
            one_story && (act || object || points >= 2)
        };
        (0..claims.len())
            .flat_map(|a| (a + 1..claims.len()).map(move |b| (a, b)))
            .filter(|&(a, b)| worth_comparing(&claims[a], &claims[b]))
            .filter(|&(a, b)| share_key(a, b) || are_alike(a, b))
            .collect()
    }

    #[test]
    fn small_random_runs_give_the_pairs_of_a_comparison_of_all() {
        const ACTS: [&str; 6] = ["arrest", "say", "be", "flood", "win", "open"];
        let mut random = crate::clusters::random(31);
        let mut in_stories = 0;
        for _ in 0..40 {
            let size = 2 + random(NEIGHBOURS - 2);
            let name = |number: usize| EcoString::from(format!("Kelmar {number}"));
            let claims: Vec<Claim> = (0..size)
                .map(|number| {
                    let names: EcoVec<_> = (0..random(3)).map(|_| name(random(9))).collect();
                    let words = (0..random(4)).map(|_| format!("word{}", random(12)).into());
                    let mut words: Vec<EcoString> = words.collect();
                    words.sort_unstable();
                    words.dedup();
                    Claim {
                        document: number / 4,
                        sentence: number / 2,
                        class: ACTS[random(ACTS.len())].into(),
                        object: Some(Argument {
                            key: name(random(9)),
                            is_named: random(2) == 0,
                            ..Argument::default()
                        }),
                        around: names.clone(),
                        entities: names,
                        words: words.into(),
                        ..Claim::default()
                    }
                })
                .collect();
            let documents = vec![Document::default(); size / 4 + 1];
            let origins = Origins::default();
            let context = Context::new(&claims, &[], &documents, &origins);
            let shared = (0..documents.len()).filter(|d| context.stories.of(*d).is_some());
            in_stories += shared.count();
            assert_eq!(pairs(&context), compared_with_all(&context));
        }
        assert!(in_stories > 0, "some documents must share a story");
    }

    #[test]
    fn under_a_common_key_claims_of_one_story_meet_and_few_others() {
        // Two reports of each event stand far apart in a run of many arrests of one name.
        let size = 4 * COMMON;
        let mut claims = alike(size);
        for (number, claim) in claims.iter_mut().enumerate() {
            let event = number % (size / 2);
            let names = [format!("Kelmar {event}"), format!("Varel {event}")];
            claim.around = names.map(EcoString::from).into();
            claim.words = [format!("harbour {event}").into()].into();
        }
        let documents = vec![Document::default(); size];
        let origins = Origins::default();
        let context = Context::new(&claims, &[], &documents, &origins);
        let candidates = Candidates::new(&context);
        for a in 0..size / 2 {
            let later = candidates.later(a);
            assert!(later.contains(&(a + size / 2)), "claim {a}");
            assert!(later.len() <= 2 * STRANGERS, "claim {a}: {}", later.len());
        }
    }
}
