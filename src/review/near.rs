//! Whether two quotes are the same words but for a slight change.
//!
//! A verdict must never move to another quarrel, and reports on one matter are full of sentences
//! that differ in a single word: "At least 12 died in Kelmar", "At least 14 died in Kelmar". So
//! two quotes are near only where few words differ, and none of those is a number, a denial, or a
//! name that is not the same name spelled a little differently.

/// How many words may be new in a quote, and how many may be gone from it.
pub const CHANGED_WORDS: usize = 3;

/// From this similarity on (1 less the edits per character), the letters are near enough.
const ALIKE: f64 = 0.85;

/// From this similarity on, two words are two spellings of one name.
const SPELLED_ALIKE: f64 = 0.8;

/// Names shorter than this are not taken for each other's misspelling.
const SPELLED_LENGTH: usize = 4;

/// Above this many characters only words are compared: edits take the square of the length.
const LONG: usize = 2000;

/// Only this much of a quote is compared, in characters: a cell of a workbook holds no more than
/// 32,767, so what stands behind may have been cut.
const COMPARED: usize = 32_000;

/// Words that deny.
const DENIALS: [&str; 16] = [
    "no", "not", "never", "nobody", "none", "nothing", "nowhere", "neither", "nor", "without",
    "cannot", "deny", "denies", "denied", "false", "falsely",
];

/// Numbers in words, without those that are mostly something else ("one", "second").
const NUMBERS: [&str; 31] = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
    "dozens",
];

/// A quote made ready for comparison: its words without case and punctuation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quote {
    /// The words in the order of the text, with a space between.
    text: String,
    /// Where they stand in it, sorted by the words themselves.
    sorted: Vec<Place>,
}

/// Where a word stands in the text of its quote, in bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    start: u32,
    end: u32,
    weight: Weight,
}

/// A word of a quote.
#[derive(Clone, Copy, Debug)]
struct Word<'q> {
    text: &'q str,
    weight: Weight,
}

/// What a change of the word would mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    Plain,
    /// It begins with a capital inside the quote.
    Name,
    /// A number or a denial.
    Fact,
}

impl Quote {
    /// The words of a text.
    pub fn new(text: &str) -> Self {
        let cut: String = text.chars().take(COMPARED).collect();
        let mut quote = Quote::default();
        let words = cut.split(|c: char| !(c.is_alphanumeric() || is_inside(c)));
        for word in words.map(|word| word.trim_matches(is_inside)) {
            if word.is_empty() {
                continue;
            }
            let folded = folded(word);
            let weight = weight(word, &folded, quote.is_empty());
            if !quote.text.is_empty() {
                quote.text.push(' ');
            }
            let start = quote.text.len() as u32; // at most four bytes for each of 32,000 characters
            quote.text.push_str(&folded);
            let end = quote.text.len() as u32;
            quote.sorted.push(Place { start, end, weight });
        }
        let text = &quote.text;
        quote.sorted.sort_by_key(|place| place.of(text));
        quote
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// The words, sorted.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.weighed().map(|word| word.text)
    }

    /// The words in the order of the text, without case and punctuation.
    pub fn folded(&self) -> &str {
        &self.text
    }

    fn weighed(&self) -> impl Iterator<Item = Word<'_>> {
        self.sorted.iter().map(|place| Word {
            text: place.of(&self.text),
            weight: place.weight,
        })
    }

    fn len(&self) -> usize {
        self.sorted.len()
    }

    /// How alike two quotes are, from 0.85 to 1, or `None` where they are not near.
    pub fn near(&self, other: &Quote) -> Option<f64> {
        if self.is_same(other) {
            return Some(1.0);
        }
        if self.len().abs_diff(other.len()) > CHANGED_WORDS {
            return None;
        }
        let (gone, new) = self.changes(other);
        if gone.len() > CHANGED_WORDS || new.len() > CHANGED_WORDS {
            return None;
        }
        if !has_respelling(&gone, &new) || !has_respelling(&new, &gone) {
            return None;
        }
        let (a, b) = (&self.text, &other.text);
        let alike = if a.len().max(b.len()) > LONG {
            let changed = gone.len().max(new.len());
            1.0 - changed as f64 / self.len().max(other.len()) as f64
        } else {
            strsim::normalized_levenshtein(a, b)
        };
        (alike >= ALIKE).then_some(alike)
    }

    /// Whether two quotes are the same but for case, punctuation and white space.
    pub fn is_same(&self, other: &Quote) -> bool {
        self.text == other.text
    }

    /// Whether one quote may be an edited form of the other, if the same claim is known to stand
    /// in both: most words of the shorter are in the longer, and no number, denial or name stands
    /// where another stood.
    pub fn is_related(&self, other: &Quote) -> bool {
        let (gone, new) = self.changes(other);
        let common = self.len() - gone.len();
        let shorter = self.len().min(other.len());
        let replaced = |weight| {
            let of = |words: &[Word]| words.iter().any(|word| word.weight == weight);
            of(&gone) && of(&new)
        };
        2 * common >= shorter
            && !replaced(Weight::Fact)
            && (!replaced(Weight::Name) || has_respelling(&gone, &new))
    }

    /// The words that only this quote has, and those that only the other has.
    fn changes<'q>(&'q self, other: &'q Quote) -> (Vec<Word<'q>>, Vec<Word<'q>>) {
        let (mut gone, mut new) = (Vec::new(), Vec::new());
        let (mut left, mut right) = (self.weighed().peekable(), other.weighed().peekable());
        loop {
            match (left.peek(), right.peek()) {
                (Some(a), Some(b)) if a.text == b.text => {
                    left.next();
                    right.next();
                }
                (Some(a), b) if b.is_none_or(|b| a.text < b.text) => gone.extend(left.next()),
                (None, None) => return (gone, new),
                _ => new.extend(right.next()),
            }
        }
    }
}

impl Place {
    fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }
}

/// A word without what does not count: "1,200" and "1200" are one number; "4.5" and "45" are two.
fn folded(word: &str) -> String {
    let word: String = word.chars().filter(|c| *c != ',').collect();
    word.replace('’', "'").to_lowercase()
}

fn weight(word: &str, folded: &str, first: bool) -> Weight {
    let denies = DENIALS.contains(&folded) || folded.ends_with("n't");
    let counts = folded.contains(char::is_numeric) || NUMBERS.contains(&folded);
    if denies || counts {
        Weight::Fact
    } else if !first && word.starts_with(char::is_uppercase) {
        Weight::Name
    } else {
        Weight::Plain
    }
}

/// Marks that belong to a word or a number where they stand inside it.
fn is_inside(c: char) -> bool {
    matches!(c, '\'' | '’' | ',' | '.' | ':')
}

/// Whether each of `words` that weighs something is a name with another spelling among `others`.
fn has_respelling(words: &[Word], others: &[Word]) -> bool {
    words.iter().all(|word| match word.weight {
        Weight::Plain => true,
        Weight::Fact => false,
        Weight::Name => others.iter().any(|other| {
            other.weight != Weight::Fact
                && word.text.chars().count() >= SPELLED_LENGTH
                && strsim::normalized_damerau_levenshtein(word.text, other.text) >= SPELLED_ALIKE
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "At least 1,200 people left Kelmar after the mayor, Anna Kessler, had ordered it on Monday.";

    /// Changes that a verdict outlives, and changes that make another quarrel.
    #[test]
    fn slight_changes_are_near_and_changes_of_matter_are_not() {
        let near = [
            OLD,
            "at least 1200 people left Kelmar, after the mayor (Anna Kessler) had ordered it on Monday",
            "At least 1,200 people left Kelmar after the mayor, Anna Kesler, had ordered it on Monday.",
            "At least 1,200 people left Kelmar after the mayor, Anna Kessler, had ordered so on Monday.",
            "Already at least 1,200 people left Kelmar after the mayor, Anna Kessler, had ordered it on Monday.",
            "At least 1,200 people left Kelmar\r\nafter  the mayor, Anna Kessler, had ordered it on\u{a0}Monday.",
        ];
        let apart = [
            "",
            "At least 1,300 people left Kelmar after the mayor, Anna Kessler, had ordered it on Monday.",
            "At least two people left Kelmar after the mayor, Anna Kessler, had ordered it on Monday.",
            "At least 1,200 people left Varel after the mayor, Anna Kessler, had ordered it on Monday.",
            "At least 1,200 people left Kelmar after the mayor, Anna Kessler, had not ordered it on Monday.",
            "At least 1,200 people left Kelmar after the mayor, Anna Kessler, had ordered it on Tuesday.",
            "People left Kelmar after the mayor, Anna Kessler, had ordered it on Monday.",
            "At least 1,200 soldiers entered Kelmar although a mayor, Anna Kessler, had forbidden it on Monday.",
        ];
        let old = Quote::new(OLD);
        for text in near {
            let new = Quote::new(text);
            assert!(old.near(&new).is_some(), "{text:?} is near");
            assert_eq!(old.near(&new), new.near(&old), "{text:?}");
        }
        for text in apart {
            let new = Quote::new(text);
            assert_eq!(old.near(&new), None, "{text:?} is another matter");
            assert_eq!(new.near(&old), None, "{text:?} is another matter");
        }
    }

    /// Where the same clause is known to stand in both.
    #[test]
    fn a_sentence_around_a_claim_may_grow_but_not_change_its_names() {
        let old = Quote::new("In Kelmar the bridge was closed.");
        let cases = [
            (
                "In Kelmar the bridge was closed, the mayor told reporters on Monday evening.",
                true,
            ),
            ("The bridge was closed.", true),
            ("In Varel the bridge was closed.", false),
            ("Nobody knows why the school in Sarn burned.", false),
        ];
        for (text, wanted) in cases {
            assert_eq!(old.is_related(&Quote::new(text)), wanted, "{text:?}");
        }
    }
}
