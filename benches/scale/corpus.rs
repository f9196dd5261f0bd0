//! Corpora of any size with known truth.
//!
//! An event has a kind, a place, a day, people, firms and numbers; sources tell it in the words of
//! [`Mould`]s, leave out some facts, deny others, and disagree on numbers, days and people. Places,
//! people and firms come from stocks that grow with the corpus, so that every event has others
//! beside it that look like it.

use atodds::claims::Claim;
use atodds::documents::{Document, sections};
use atodds::sentences::Sentence;
use ecow::{EcoString, EcoVec};
use jiff::civil::{Date, date};
use rayon::prelude::*;

use super::moulds::{KINDS, MOULDS, Mould, SLOTS};
use super::random::Random;

/// How many claims an event has, about: from it the stocks of names are sized.
const CLAIMS_OF_AN_EVENT: usize = 85;

/// The day of the event and of publication in a mould.
pub const MOULD_DAY: Date = date(2031, 3, 14);
pub const MOULD_PUBLISHED: Date = date(2031, 3, 16);

/// What a sentence states: the event and the fact; a boilerplate line has none.
pub type Truth = Option<(usize, usize)>;

/// A run with its truth.
#[derive(Default)]
pub struct Corpus {
    pub documents: Vec<Document>,
    pub sentences: Vec<Sentence>,
    pub claims: Vec<Claim>,
    /// By sentence.
    pub truth: Vec<Truth>,
    pub events: usize,
}

/// One source's account of an event: which mould, filled with what.
struct Account {
    event: usize,
    mould: usize,
    /// What each of [`SLOTS`] is filled with, of the same length.
    names: Vec<String>,
    day: Date,
    published: Date,
}

/// A corpus of about `size` claims, as the claims of the moulds with other names, numbers and days.
pub fn of_claims(size: usize, moulds: &[Mould]) -> Corpus {
    let (accounts, events) = accounts(size, moulds);
    let mut corpus = Corpus {
        events,
        ..Corpus::default()
    };
    let filled: Vec<(Document, Vec<Claim>)> = accounts
        .par_iter()
        .enumerate()
        .map(|(number, account)| {
            let mould = &moulds[account.mould];
            let filling = Filling::new(account);
            let claims = mould.claims.iter().map(|claim| filling.claim(claim));
            (document(number, account, mould), claims.collect())
        })
        .collect();
    for (number, (account, (document, claims))) in accounts.iter().zip(filled).enumerate() {
        let mould = &moulds[account.mould];
        let first = corpus.sentences.len();
        for (sentence, fact) in mould.sentences.iter().zip(&mould.facts) {
            let mut sentence = *sentence;
            sentence.document = number;
            corpus.sentences.push(sentence);
            corpus.truth.push(fact.map(|fact| (account.event, fact)));
        }
        corpus.documents.push(document);
        for mut claim in claims {
            claim.id = format!("c{:012x}", corpus.claims.len()).into();
            claim.document = number;
            claim.sentence += first;
            corpus.claims.push(claim);
        }
    }
    corpus
}

/// The same documents as texts: what reads them has to find sentences and claims. The truth is by
/// the sentences of the moulds, which are where a reader should find them.
pub fn of_texts(size: usize, moulds: &[Mould]) -> (Vec<Document>, Vec<Vec<(usize, Truth)>>) {
    let (accounts, _) = accounts(size, moulds);
    let truths = accounts.iter().map(|account| {
        let mould = &moulds[account.mould];
        let starts = mould.sentences.iter().map(|s| s.span.start);
        let truth = |fact: &Option<usize>| fact.map(|fact| (account.event, fact));
        starts.zip(mould.facts.iter().map(truth)).collect()
    });
    let documents = accounts.iter().enumerate();
    let documents = documents.map(|(n, a)| document(n, a, &moulds[a.mould]));
    (documents.collect(), truths.collect())
}

fn document(number: usize, account: &Account, mould: &Mould) -> Document {
    let mut document = Document::default();
    document.source = format!("event-{:06}/{number:07}.txt", account.event);
    document.published = Some(account.published);
    document.language = "eng".to_string();
    let mut text = mould.text.clone();
    Filling::new(account).text(&mut text);
    document.set_text(text);
    sections::find(&mut document);
    document
}

/// The accounts of as many events as have about `size` claims.
fn accounts(size: usize, moulds: &[Mould]) -> (Vec<Account>, usize) {
    let about = size / CLAIMS_OF_AN_EVENT + 1;
    let (mut all, mut claims, mut event) = (Vec::new(), 0, 0);
    while claims < size {
        let mut random = Random::new(event as u64 + 1);
        let of_event = Event::new(about, &mut random);
        let sources = match event % 200 {
            199 => 40,
            _ => 3 + random.below(9),
        };
        let mut first: Option<(usize, Vec<String>, Date)> = None;
        for _ in 0..sources {
            let own = of_event.told(&mut random);
            let mould = of_event.kind * MOULDS + random.below(MOULDS);
            // One source in twenty reprints the first.
            let (mould, names, day) = match &first {
                Some(first) if random.below(20) == 0 => first.clone(),
                _ => (mould, own.0, own.1),
            };
            first.get_or_insert((mould, names.clone(), day));
            claims += moulds[mould].claims.len();
            all.push(Account {
                event,
                mould,
                names,
                day,
                published: of_event
                    .day
                    .saturating_add(jiff::Span::new().days(1 + random.below(6) as i64)),
            });
        }
        event += 1;
    }
    (all, event)
}

/// What happened.
struct Event {
    kind: usize,
    /// By [`SLOTS`]: the truth.
    names: Vec<String>,
    day: Date,
    /// Whom some sources name instead of the chief.
    other: String,
}

impl Event {
    fn new(about: usize, random: &mut Random) -> Event {
        let kind = random.below(KINDS);
        let day = some_day(2001 + random.below(40) as i16, random);
        let names = SLOTS.iter().map(|(slot, mould)| match *slot {
            "place" => name(1, random.below(about + 4), mould.len()),
            "region" => name(2, random.below(about / 50 + 40), mould.len()),
            "firm" => name(3, random.below(about / 2 + 4), mould.len()),
            "river" => name(4, random.below(about / 2 + 4), mould.len()),
            "victim" => person(5, random.below(2 * about + 4)),
            "chief" => person(6, random.below(about / 4 + 4)),
            "toll" | "hurt" => (10 + random.below(89)).to_string(),
            "homes" => (100 + random.below(899)).to_string(),
            "digit" => format!("6.{}", random.below(10)),
            _ => written(day),
        });
        Event {
            kind,
            names: names.collect(),
            day,
            other: person(6, random.below(about / 4 + 4)),
        }
    }

    /// What a source makes of it: three in ten have another number, one in ten another day, one in
    /// twenty another man at the head.
    fn told(&self, random: &mut Random) -> (Vec<String>, Date) {
        let mut day = self.day;
        if random.below(10) == 0 {
            day = some_day(day.year(), random);
        }
        let told = SLOTS
            .iter()
            .zip(&self.names)
            .map(|((slot, _), name)| match *slot {
                "toll" | "hurt" if random.below(10) < 3 => (10 + random.below(89)).to_string(),
                "homes" if random.below(10) < 3 => (100 + random.below(899)).to_string(),
                "digit" if random.below(10) < 3 => format!("6.{}", random.below(10)),
                "chief" if random.below(20) == 0 => self.other.clone(),
                "day" => written(day),
                _ => name.clone(),
            });
        (told.collect(), day)
    }
}

/// A day that is written with as many letters as that of the moulds.
fn some_day(year: i16, random: &mut Random) -> Date {
    let (month, day) = (3 + random.below(2) as i8, 10 + random.below(19) as i8);
    Date::new(year, month, day).unwrap_or(MOULD_DAY)
}

fn written(day: Date) -> String {
    let month = if day.month() == 3 { "March" } else { "April" };
    format!("{} {month}", day.day())
}

fn person(stock: u64, number: usize) -> String {
    const FIRST: [&str; 20] = [
        "Anton", "Clara", "David", "Edith", "Felix", "Grace", "Helen", "Irene", "James", "Karin",
        "Laura", "Marco", "Nadia", "Oscar", "Paula", "Ralph", "Simon", "Tessa", "Viola", "Wanda",
    ];
    let first = FIRST[Random::new(stock << 32 | number as u64).below(FIRST.len())];
    format!("{first} {}", name(stock, number, 7))
}

/// The name with a number in a stock of invented names.
fn name(stock: u64, number: usize, letters: usize) -> String {
    let mut random = Random::new(stock << 40 | number as u64);
    let mut of = |letters: &str| char::from(letters.as_bytes()[random.below(letters.len())]);
    let shape = ["CVDCVDCV", "CVDCVCVD"][stock as usize % 2];
    let name: String = shape[..letters]
        .chars()
        .enumerate()
        .map(|(at, kind)| match (at, kind) {
            (0, _) => of("BDFGHJKLMNPRSTVZ"),
            (_, 'V') => of("aeiou"),
            (_, 'D') => of("lmnrs"),
            _ => of("bdfgkmnprtvz"),
        })
        .collect();
    name
}

/// Puts the names of an account in the place of those of the mould.
struct Filling<'a> {
    names: Vec<(String, String)>,
    account: &'a Account,
}

impl Filling<'_> {
    fn new(account: &Account) -> Filling<'_> {
        let mut names = Vec::new();
        for ((slot, mould), name) in SLOTS.iter().zip(&account.names) {
            assert_eq!(mould.len(), name.len(), "{slot} {name}");
            // The parts of a person's name are used alone.
            for (mould, name) in mould.split(' ').zip(name.split(' ')) {
                // "March" is no name to replace wherever it stands: but it stands in days only.
                names.push((mould.to_string(), name.to_string()));
                let (mould, name) = (mould.to_lowercase(), name.to_lowercase());
                if names.last().is_some_and(|last| last.0 != mould) {
                    names.push((mould, name));
                }
            }
        }
        Filling { names, account }
    }

    fn text(&self, text: &mut String) {
        let mut found: Vec<(usize, &str)> = Vec::new();
        for (mould, name) in &self.names {
            found.extend(
                text.match_indices(mould.as_str())
                    .map(|(at, _)| (at, name.as_str())),
            );
        }
        for (at, name) in found {
            text.replace_range(at..at + name.len(), name);
        }
    }

    /// Words of a claim's own, that share no memory with those of the mould.
    fn word(&self, word: &mut EcoString) {
        let mut text = word.to_string();
        self.text(&mut text);
        *word = text.into();
    }

    fn all(&self, words: &mut EcoVec<EcoString>) {
        words.make_mut().iter_mut().for_each(|word| self.word(word));
    }

    fn argument(&self, argument: &mut atodds::claims::Argument) {
        for word in [&mut argument.text, &mut argument.head, &mut argument.key] {
            self.word(word);
        }
        self.all(&mut argument.names);
        self.all(&mut argument.own_names);
        self.all(&mut argument.words);
        self.all(&mut argument.others);
        self.all(&mut argument.around);
        argument.words.make_mut().sort_unstable();
    }

    fn claim(&self, mould: &Claim) -> Claim {
        let mut claim = mould.clone();
        for word in [
            &mut claim.speaker,
            &mut claim.told_by,
            &mut claim.predicate,
            &mut claim.lemma,
            &mut claim.class,
        ] {
            self.word(word);
        }
        let arguments = claim.subject.iter_mut().chain(&mut claim.object);
        let arguments = arguments.chain(claim.obliques.iter_mut().map(|(_, a)| a));
        for argument in arguments.chain(&mut claim.places) {
            self.argument(argument);
        }
        for counted in &mut claim.quantities {
            self.word(&mut counted.owner);
            self.number(&mut counted.quantity);
        }
        let times = claim.times.iter_mut().chain(&mut claim.sentence_times);
        for when in times.chain(&mut claim.said_times) {
            let moved = self.account.day - MOULD_DAY;
            when.days = when
                .days
                .map(|(a, b)| (a.saturating_add(moved), b.saturating_add(moved)));
        }
        self.all(&mut claim.entities);
        self.all(&mut claim.around);
        self.all(&mut claim.words);
        claim.words.make_mut().sort_unstable();
        claim.published = Some(self.account.published);
        claim
    }

    /// The number that the mould's number became, with the bounds that the words give.
    fn number(&self, quantity: &mut atodds::claims::quantity::Quantity) {
        let mut value = quantity.value.to_string();
        // "263 million": what stands is the first of it.
        let million = if quantity.value >= 1e6 { 1e6 } else { 1.0 };
        if million > 1.0 {
            value = (quantity.value / million).to_string();
        }
        self.text(&mut value);
        let value = value.parse().map_or(quantity.value, |v: f64| v * million);
        let moved = value / quantity.value;
        quantity.low *= moved;
        quantity.high *= moved;
        quantity.value = value;
    }
}
