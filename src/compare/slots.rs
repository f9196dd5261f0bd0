//! What two texts say beside their words: numbers, times, names and denials, and where they differ.

use super::cues::{self, CUES};
use super::reading::Reading;
use super::words::{self, Both, Word};
use crate::claims::clauses::Tree;
use crate::claims::names::fold;
use crate::claims::polarity::{self, Kind};
use crate::claims::quantity::{self, Fit as Amount, Quantity, Unit};
use crate::claims::time::{self, Fit as Moment, When};
use crate::english::EntityKind;

/// Two texts taken apart.
pub struct Slots {
    /// What each says.
    pub said: [Said; 2],
    /// Their words beside each other.
    pub words: Both,
}

/// What one text says beside its words.
pub struct Said {
    /// Its numbers, each with its words.
    pub numbers: Vec<(Quantity, String)>,
    /// Its times, each with its words.
    pub times: Vec<(When, String)>,
    /// Its names.
    pub names: Vec<Name>,
    /// Lemmas of what it denies.
    pub denied: Vec<String>,
    /// Which of [`CUES`] it has.
    pub cues: Vec<f64>,
    /// How many words and marks it has.
    pub length: f64,
}

/// A name in a text.
pub struct Name {
    /// In small letters.
    pub key: String,
    /// As written.
    pub text: String,
    /// What it names.
    pub kind: EntityKind,
}

/// Kinds of names that can stand for each other.
#[derive(Clone, Copy)]
pub enum Names {
    /// Of persons.
    People,
    /// Of companies, states, peoples.
    Bodies,
    /// Of towns, countries, mountains.
    Places,
}

impl Names {
    fn holds(self, kind: EntityKind) -> bool {
        use EntityKind::{Fac, Gpe, Loc, Norp, Org, Person};
        match self {
            Names::People => kind == Person,
            Names::Bodies => matches!(kind, Org | Norp),
            Names::Places => matches!(kind, Gpe | Loc | Fac),
        }
    }
}

/// How the numbers of two texts stand to each other.
pub struct Numbers<'s> {
    /// Whether one of them is in both.
    pub agree: bool,
    /// Two for the same thing that differ, in their words.
    pub clash: Option<(&'s str, &'s str)>,
    /// Whether each text has one that the other has not.
    pub differ: bool,
}

impl Slots {
    /// Takes two texts apart.
    pub fn new(reading: &Reading) -> Slots {
        let words = |side| {
            let sentences = reading.of(side);
            sentences.flat_map(|(text, parsed)| words::of(text, parsed))
        };
        Slots {
            said: [0, 1].map(|side| said(reading, side)),
            words: Both::new([words(0).collect(), words(1).collect()]),
        }
    }

    /// Compares the numbers.
    pub fn numbers(&self) -> Numbers<'_> {
        let [a, b] = self.said.each_ref().map(|s| s.numbers.as_slice());
        let of_one = |x: &Quantity, y: &Quantity| {
            let noun = x.noun.is_empty() || y.noun.is_empty() || x.noun == y.noun;
            x.unit == y.unit && (x.unit != Unit::Count || noun)
        };
        let agrees =
            |x: &Quantity, y: &Quantity| x.unit == y.unit && x.fit_values(y) == Amount::Agree;
        let told =
            |x: &Quantity, others: &[(Quantity, String)]| others.iter().any(|(y, _)| agrees(x, y));
        let own = |x: &[(Quantity, String)], y: &[(Quantity, String)]| -> Vec<usize> {
            (0..x.len()).filter(|at| !told(&x[*at].0, y)).collect()
        };
        let (own_a, own_b) = (own(a, b), own(b, a));
        let pairs = own_a
            .iter()
            .flat_map(|x| own_b.iter().map(move |y| (&a[*x], &b[*y])));
        let clash = pairs.clone().find(|(x, y)| of_one(&x.0, &y.0));
        let both = |x: &Quantity| b.iter().any(|(y, _)| of_one(x, y) && agrees(x, y));
        Numbers {
            agree: a.iter().any(|(x, _)| both(x)),
            clash: clash.map(|(x, y)| (x.1.as_str(), y.1.as_str())),
            differ: !own_a.is_empty() && !own_b.is_empty(),
        }
    }

    /// Whether a time of the one can be one of the other, else two that cannot, in their words.
    pub fn times(&self) -> (bool, Option<(&str, &str)>) {
        let [a, b] = self.said.each_ref().map(|s| s.times.as_slice());
        let pairs = || a.iter().flat_map(|x| b.iter().map(move |y| (x, y)));
        if pairs().any(|(x, y)| x.0.fit(&y.0) == Moment::Agree) {
            return (true, None);
        }
        let clashes = |fit| matches!(fit, Moment::DayClash | Moment::ClockClash);
        let clash = pairs().find(|(x, y)| clashes(x.0.fit(&y.0)));
        (false, clash.map(|(x, y)| (x.1.as_str(), y.1.as_str())))
    }

    /// Names of one kind, of each text one that the other does not have.
    pub fn names(&self, kind: Names) -> Option<(&str, &str)> {
        let own = |side: usize| {
            let others = &self.said[1 - side].names;
            let mut names = self.said[side].names.iter();
            names.find(|n| kind.holds(n.kind) && !has(others, &n.key))
        };
        Some((own(0)?.text.as_str(), own(1)?.text.as_str()))
    }

    /// A word that one text denies and the one of the other that says it, with how near they are:
    /// that of the first text first.
    pub fn denied(&self) -> Option<(f64, &Word, &Word)> {
        let mut best: Option<(f64, &Word, &Word)> = None;
        for x in &self.words.words[0] {
            for y in &self.words.words[1] {
                let denied =
                    |side: usize, word: &Word| self.said[side].denied.contains(&word.lemma);
                let like = x.like(y);
                if denied(0, x) != denied(1, y) && best.is_none_or(|(most, _, _)| like > most) {
                    best = Some((like, x, y));
                }
            }
        }
        best
    }
}

/// Whether a name, or a part of it, is among others.
pub fn has(names: &[Name], key: &str) -> bool {
    let inside = |x: &str, y: &str| x.split_whitespace().any(|word| word == y);
    let mut names = names.iter().map(|name| name.key.as_str());
    names.any(|other| other == key || inside(other, key) || inside(key, other))
}

fn said(reading: &Reading, side: usize) -> Said {
    let mut said = Said {
        numbers: Vec::new(),
        times: Vec::new(),
        names: Vec::new(),
        denied: Vec::new(),
        cues: vec![0.0; CUES.len()],
        length: 0.0,
    };
    let written = reading.documents[side].published;
    for (text, parsed) in reading.of(side) {
        let numbers = quantity::find(text, parsed).into_iter();
        said.numbers.extend(
            numbers
                .map(|number| (number.span.of(text).to_owned(), number))
                .map(|(w, n)| (n, w)),
        );
        let times = time::find(text, parsed, written).into_iter();
        said.times.extend(
            times
                .map(|when| (when.span.of(text).to_owned(), when))
                .map(|(w, t)| (t, w)),
        );
        for entity in &parsed.entities {
            let (first, last) = (&parsed.tokens[entity.start], &parsed.tokens[entity.end - 1]);
            let name = &text[first.span.start..last.span.end];
            said.names.push(Name {
                key: fold(name),
                text: name.to_owned(),
                kind: entity.kind,
            });
        }
        let tree = Tree::new(text, parsed);
        for negation in polarity::negations(&tree) {
            if negation.kind != Kind::Affix {
                let denied = negation.denies.into_iter().chain(negation.phrase);
                said.denied.extend(denied.map(|token| tree.lemma(token)));
            }
        }
        for (most, more) in said.cues.iter_mut().zip(cues::of(&tree)) {
            *most = f64::max(*most, more);
        }
        said.length += parsed.tokens.len() as f64;
    }
    said
}
