//! Linking: which folded forms of the names of a run name one thing.
//!
//! Two forms are joined where one of these holds, and they were not used for different kinds of
//! thing:
//! 1. a country under its adjective, its people or its short form, or a well-known body under
//!    another of its names;
//! 2. a sentence says that they are one ([`super::stated`]);
//! 3. one has the initials of the other, and no third has them;
//! 4. they differ in a noun that says what the thing is ("Kelmar City") or in a form of it
//!    ("East", "Eastern");
//! 5. they are two transliterations of one name ([`super::transliteration`]);
//! 6. one is the last name of the other ("Kessler", "al-Tawil"), or its first name in documents
//!    that give the whole.
//!
//! Forms meet through an index for each rule, so that the work grows with the number of forms and
//! not with its square.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::bodies;
use super::evidence::{Evidence, is_acronym};
use super::first_names;
use super::mentions::Mention;
use super::{Gender, Sort, fold, strip, transliteration};
use crate::claims::{countries, places};
use crate::english::EntityKind;
use crate::groups::Groups;

/// How a folded form occurs in a run.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) count: usize,
    /// As written, in small letters where it is so anywhere.
    pub(super) text: String,
    /// How often it was read or used as a place.
    pub(super) places: usize,
    pub(super) evidence: Evidence,
    /// The documents it occurs in.
    documents: BTreeSet<usize>,
    /// Whether it was ever used as a place ("in X").
    located: bool,
    /// Folded forms that a sentence says are its other names.
    also: BTreeSet<String>,
    title: Gender,
}

impl Seen {
    /// Whom the person so called may be: by title, else by first name.
    pub(super) fn gender(&self, folded: &str) -> Gender {
        if self.title != Gender::Unknown {
            return self.title;
        }
        let first = folded.split(' ').next().unwrap_or("");
        first_names::gender(first).unwrap_or_default()
    }
}

type Forms = IndexMap<String, Seen>;

/// The forms of a run, sorted, so that nothing depends on which document came first.
pub(super) fn gather<'m>(mentions: impl Iterator<Item = (usize, &'m Mention)>) -> Forms {
    let mut forms = Forms::new();
    for (document, mention) in mentions {
        let text = strip(&mention.text);
        let seen = forms.entry(fold(&mention.text)).or_default();
        // A heading in capitals is not how a name is written.
        if seen.text.is_empty() || is_shouted(&seen.text) && !is_shouted(text) {
            seen.text = text.to_string();
        }
        seen.count += 1;
        seen.evidence.add(mention.evidence);
        seen.documents.insert(document);
        seen.located |= mention.located;
        if seen.title == Gender::Unknown {
            seen.title = mention.evidence.gender;
        }
        let place = mention.located
            || matches!(
                mention.kind,
                Some(EntityKind::Gpe | EntityKind::Loc | EntityKind::Fac)
            );
        seen.places += usize::from(place);
        seen.also
            .extend(mention.also.iter().map(|other| fold(other)));
    }
    forms.sort_unstable_keys();
    forms
}

fn is_shouted(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 4 && !text.chars().any(char::is_lowercase)
}

/// What [`join`] finds out.
pub(super) struct Links {
    pub(super) groups: Groups,
    /// Last name → the only full name of the run that ends in it.
    pub(super) by_last: IndexMap<String, Option<usize>>,
    /// Forms that are a person's whatever else speaks for them: a full name, where its last or
    /// first name stands alone elsewhere.
    pub(super) people: Vec<usize>,
}

/// Joins the forms.
pub(super) fn join(forms: &Forms) -> Links {
    let mut linker = Linker {
        forms,
        groups: Groups::new(forms.len()),
        people: Vec::new(),
    };
    linker.join_known();
    linker.join_stated();
    linker.join_acronyms();
    linker.join_variants();
    linker.join_transliterations();
    let by_last = linker.join_last_names();
    linker.join_first_names();
    Links {
        groups: linker.groups,
        by_last,
        people: linker.people,
    }
}

struct Linker<'f> {
    forms: &'f Forms,
    groups: Groups,
    people: Vec<usize>,
}

impl<'f> Linker<'f> {
    fn form(&self, index: usize) -> (&'f str, &'f Seen) {
        let (folded, seen) = self.forms.get_index(index).expect("an index of a form");
        (folded, seen)
    }

    fn sort(&self, index: usize) -> Option<Sort> {
        self.form(index).1.evidence.sort()
    }

    /// Whether two forms may name one kind of thing.
    fn fit(&self, a: usize, b: usize) -> bool {
        match (self.sort(a), self.sort(b)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    }

    fn join_known(&mut self) {
        let mut first: IndexMap<&str, usize> = IndexMap::new();
        for (index, (folded, seen)) in self.forms.iter().enumerate() {
            let known =
                countries::country(folded).or_else(|| bodies::body(folded, is_acronym(&seen.text)));
            if let Some(known) = known {
                let leader = *first.entry(known).or_insert(index);
                self.groups.join(leader, index);
            }
        }
    }

    fn join_stated(&mut self) {
        for (index, seen) in self.forms.values().enumerate() {
            for other in &seen.also {
                if let Some(other) = self.forms.get_index_of(other) {
                    self.groups.join(index, other);
                }
            }
        }
    }

    /// Joins "NRU" to "Northern Relief Union" where only one name of the run has those initials.
    fn join_acronyms(&mut self) {
        let mut by_initials: IndexMap<String, Vec<usize>> = IndexMap::new();
        for (index, folded) in self.forms.keys().enumerate() {
            let words: Vec<&str> = folded.split(' ').collect();
            if words.len() >= 2 {
                let small = ["of", "the", "and", "for", "in", "on", "al"];
                let long: String = words
                    .iter()
                    .filter(|w| !small.contains(w))
                    .filter_map(|w| w.chars().next())
                    .collect();
                let all: String = words.iter().filter_map(|w| w.chars().next()).collect();
                by_initials.entry(long.clone()).or_default().push(index);
                if all != long {
                    by_initials.entry(all).or_default().push(index);
                }
            }
        }
        for (index, (folded, seen)) in self.forms.iter().enumerate() {
            if is_acronym(&seen.text)
                && seen.also.is_empty()
                && countries::country(folded).is_none()
                && bodies::body(folded, true).is_none()
                && let Some([only]) = by_initials.get(folded).map(Vec::as_slice)
                && self.sort(*only) != Some(Sort::Person)
            {
                self.groups.join(*only, index);
            }
        }
    }

    /// Joins forms that differ only in a noun that says what the thing is, or in a form of it.
    fn join_variants(&mut self) {
        let mut by_core: IndexMap<(String, &str), usize> = IndexMap::new();
        for (index, (folded, _)) in self.forms.iter().enumerate() {
            let (core, kind) = core(folded);
            let core = core.as_str();
            let key = transliteration::key(core);
            let solid = key.chars().filter(|c| *c != ' ').count() >= 3;
            let core_key = if solid && kind == "airbase" {
                key
            } else {
                core.to_string()
            };
            let other = *by_core.entry((core_key, kind)).or_insert(index);
            let alike = other == index || {
                let (other_core, _) = self::core(self.form(other).0);
                other_core == core || transliteration::agree(&other_core, core)
            };
            if other != index && alike && (!kind.is_empty() || self.fit(index, other)) {
                self.groups.join(other, index);
            }
            if matches!(kind, "town" | "company" | "airbase")
                && let Some(bare) = self.forms.get_index_of(core)
                && self.stands_alone_for(bare, kind)
            {
                self.groups.join(bare, index);
            }
        }
    }

    /// Whether a bare name may stand for the thing of a kind that has it ("Kelmar" for "Kelmar
    /// City").
    fn stands_alone_for(&self, bare: usize, kind: &str) -> bool {
        let (folded, seen) = self.form(bare);
        let sort = self.sort(bare);
        if countries::country(folded).is_some() {
            return false;
        }
        match kind {
            "town" => sort == Some(Sort::Place),
            "company" => !matches!(sort, Some(Sort::Place | Sort::Person)),
            // A base is called after a town; the town is named beside it only if it is one.
            _ => sort != Some(Sort::Person) && !seen.located && !places::is_listed(folded),
        }
    }

    fn join_transliterations(&mut self) {
        let mut by_key: IndexMap<String, Vec<usize>> = IndexMap::new();
        for (index, (folded, seen)) in self.forms.iter().enumerate() {
            if folded.chars().all(|c| c.is_alphabetic() || c == ' ')
                && !is_acronym(&seen.text)
                && countries::country(folded).is_none()
                && countries::governed_from(folded).is_none()
                && first_names::gender(folded).is_none()
            {
                let key = transliteration::key(folded);
                if key.chars().filter(|c| *c != ' ').count() >= 3 {
                    by_key.entry(key).or_default().push(index);
                }
            }
        }
        for same in by_key.values() {
            // A few names share a key; more than that is noise, of which neighbours are enough.
            let reach = if same.len() <= 12 { same.len() } else { 2 };
            for (at, &a) in same.iter().enumerate() {
                for &b in same[at + 1..].iter().take(reach) {
                    if self.one_name(a, b) {
                        self.groups.join(a, b);
                    }
                }
            }
        }
    }

    /// Whether two forms with the same consonants are spellings of one name. A document that
    /// uses both again and again tells two things apart.
    fn one_name(&self, a: usize, b: usize) -> bool {
        let ((x, seen_x), (y, seen_y)) = (self.form(a), self.form(b));
        let told_apart = seen_x.count >= 3
            && seen_y.count >= 3
            && !seen_x.documents.is_disjoint(&seen_y.documents);
        let long = x.len().min(y.len()) >= 5;
        long && !told_apart && self.fit(a, b) && transliteration::agree(x, y)
    }

    /// Joins a last name to the only full name of the run that ends in it.
    fn join_last_names(&mut self) -> IndexMap<String, Option<usize>> {
        let mut by_last: IndexMap<String, Option<usize>> = IndexMap::new();
        for (index, folded) in self.forms.keys().enumerate() {
            let Some(last) = self.last_name(index) else {
                continue;
            };
            let leader = self.groups.find(index);
            let known = by_last.entry(last.to_string()).or_insert(Some(leader));
            let same = known.is_some_and(|other| {
                self.groups.find(other) == leader || first_names_agree(self.form(other).0, folded)
            });
            if !same {
                *known = None;
            }
        }
        for (index, folded) in self.forms.keys().enumerate() {
            let last = folded.rsplit(' ').next().unwrap_or(folded);
            let Some(&Some(full)) = by_last.get(last) else {
                continue;
            };
            let full_name = self.form(full).0;
            let bare = !folded.contains(' ') && !self.is_surely_place(index);
            let ending = full_name.ends_with(&format!(" {folded}"));
            if full != index
                && (bare || ending || first_names_agree(full_name, folded) && folded.contains(' '))
                && (bare || self.fit(full, index))
            {
                self.groups.join(full, index);
                if self.sort(full) == Some(Sort::Person) {
                    self.people.push(full);
                }
            }
        }
        for known in by_last.values_mut().flatten() {
            *known = self.groups.find(*known);
        }
        by_last
    }

    /// Whether a form is a place whatever else may have the name: it is used as one, or is a
    /// country or a large town.
    fn is_surely_place(&self, index: usize) -> bool {
        let (folded, seen) = self.form(index);
        let known = countries::country(folded).is_some() || places::is_large(folded);
        seen.located || known && self.sort(index) == Some(Sort::Place)
    }

    /// The last name of a full name: of a person's, and of a body's if it has an Arabic article
    /// ("Jund al-Halm" is "al-Halm").
    fn last_name(&self, index: usize) -> Option<&'f str> {
        let (folded, _) = self.form(index);
        let words: Vec<&str> = folded.split(' ').collect();
        let [.., before, last] = words.as_slice() else {
            return None;
        };
        let of = matches!(*before, "bin" | "ibn" | "bint" | "of" | "and");
        let bare = self.forms.get_index_of(*last);
        let bare_person = bare.is_some_and(|b| self.sort(b) == Some(Sort::Person));
        let counts = match self.sort(index) {
            Some(Sort::Person) => true,
            Some(Sort::Body) | None => {
                *before == "al"
                    || bare_person && words.len() == 2 && first_names::gender(words[0]).is_some()
            }
            Some(Sort::Place | Sort::Other) => false,
        };
        (counts && !of).then_some(*last)
    }

    /// Joins a first name that stands alone to the only full name that has it, in documents that
    /// give the full name too.
    fn join_first_names(&mut self) {
        let mut by_first: IndexMap<&str, Option<usize>> = IndexMap::new();
        for (index, folded) in self.forms.keys().enumerate() {
            let Some((first, _)) = folded.split_once(' ') else {
                continue;
            };
            if self.sort(index) != Some(Sort::Person) {
                continue;
            }
            let known = by_first.entry(first).or_insert(Some(index));
            if known.is_some_and(|other| self.groups.find(other) != self.groups.find(index)) {
                *known = None;
            }
        }
        for (first, full) in by_first {
            let (Some(full), Some(bare)) = (full, self.forms.get_index_of(first)) else {
                continue;
            };
            let (seen, full_seen) = (self.form(bare).1, self.form(full).1);
            if (self.sort(bare) == Some(Sort::Person)
                || !self.is_surely_place(bare) && first_names::gender(first).is_some())
                && !seen.evidence.titled
                && seen.documents.is_subset(&full_seen.documents)
            {
                self.groups.join(full, bare);
            }
        }
    }
}

/// A name without the noun at its end that says what it is, the direction at its beginning in its
/// short form, and the kind of that noun: `town`, `province`, `airbase`, `company`, or nothing.
fn core(folded: &str) -> (String, &'static str) {
    let mut core = folded;
    let mut kind = "";
    for (candidate, endings) in ENDINGS {
        let cut = |ending: &&str| folded.strip_suffix(ending)?.strip_suffix(' ');
        if let Some(shorter) = endings.iter().find_map(cut) {
            (core, kind) = (shorter, candidate);
            break;
        }
    }
    let directed = ["north", "south", "east", "west"].iter().find_map(|side| {
        let rest = core.strip_prefix(side)?.strip_prefix("ern ")?;
        Some(format!("{side} {rest}"))
    });
    (directed.unwrap_or_else(|| core.to_string()), kind)
}

/// Nouns at the end of a name, longest first, by what they make of it.
const ENDINGS: [(&str, &[&str]); 4] = [
    ("town", &["city", "town", "village"]),
    ("province", &["province", "governorate"]),
    (
        "airbase",
        &[
            "military air base",
            "military airbase",
            "military airport",
            "military airfield",
            "air force base",
            "air base",
            "airbase",
            "airfield",
        ],
    ),
    (
        "company",
        &[
            "corporation",
            "corp",
            "inc",
            "llc",
            "ltd",
            "limited",
            "plc",
            "gmbh",
        ],
    ),
];

/// Whether two full names that share their last name can be one person's: the first names are
/// equal, or one is the other's initial or beginning.
fn first_names_agree(a: &str, b: &str) -> bool {
    let (a, b) = (
        a.split(' ').next().unwrap_or(""),
        b.split(' ').next().unwrap_or(""),
    );
    a == b || a.starts_with(b) && b.len() <= 1 || b.starts_with(a) && a.len() <= 1
}
