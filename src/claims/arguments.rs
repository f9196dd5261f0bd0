//! Arguments: the noun phrases of a clause.

use ecow::{EcoString, EcoVec};

use super::clauses::Tree;
use super::names::{Mention, Names, fold, mention_at};
use super::places::Scale;
use super::places::directions::Offset;
use super::{Role, countries, one_line, predicates};
use crate::english::{Dep, EntityKind, Pos};

/// Who or what fills a slot of a claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Argument {
    /// The words as they stand, on one line.
    pub text: EcoString,
    /// Lemma of the head noun, lower case.
    pub head: EcoString,
    /// What it is compared by: the resolved name of the head, else the class of its lemma.
    pub key: EcoString,
    /// The resolved names anywhere in the phrase; a country also for its government and army.
    pub names: EcoVec<EcoString>,
    /// Those of the names that the head carries itself or before it ("the Syrian government"), not
    /// in what follows ("patience with Syria"), and no person to whom it belongs.
    pub own_names: EcoVec<EcoString>,
    /// Classes of the content words, head included, sorted.
    pub words: EcoVec<EcoString>,
    /// Whether the head is itself a name.
    pub is_named: bool,
    /// Whether the head names a place.
    pub is_place: bool,
    /// Whether the head is a pronoun.
    pub is_pronoun: bool,
    /// The other members of a list that the phrase begins ("houses *and shops*"), as they stand.
    pub others: EcoVec<EcoString>,
    /// The part it plays, for a prepositional argument.
    pub role: Role,
    /// What the place that the head names is known to lie in.
    pub around: EcoVec<EcoString>,
    /// How large the place is that the head names, if that is known.
    pub scale: Option<Scale>,
    /// How it lies to the places named, where it is told from them ("15 miles east of Kelmar").
    pub offset: Option<Box<Offset>>,
}

impl Argument {
    /// Whether it is a pronoun of which it is not known whom it means.
    pub fn is_unresolved(&self) -> bool {
        self.is_pronoun && self.names.is_empty()
    }

    /// Whether it may be any of several: "a barge", "forty barges", "barges".
    pub fn is_any(&self) -> bool {
        let first = self.text.split_whitespace().next().unwrap_or_default();
        let several = self.text.ends_with('s') && !self.head.ends_with('s');
        !self.is_known()
            && !self.is_pronoun
            && (several || matches!(first, "a" | "an" | "A" | "An"))
    }

    /// Whether it speaks of a known one, by a name or an article: "the barge", "Ravel's barge", and
    /// not "a barge".
    pub fn is_known(&self) -> bool {
        let first = self.text.split_whitespace().next().unwrap_or_default();
        self.is_named
            || !self.own_names.is_empty()
            || matches!(
                first.to_lowercase().as_str(),
                "the" | "no" | "his" | "her" | "its" | "their" | "our" | "my" | "this" | "both"
            )
    }
}

/// Reads the noun phrase headed by a token.
pub fn read(tree: &Tree, token: usize, mentions: &[Mention], names: &Names) -> Argument {
    let tokens = phrase_tokens(tree, token);
    let token = contents(tree, token);
    let head = tree.lemma(token);
    let own = mention_at(mentions, token);
    let mut inside: Vec<EcoString> = Vec::new();
    let mut own_names: Vec<EcoString> = Vec::new();
    for mention in mentions
        .iter()
        .filter(|m| tokens.iter().any(|t| (m.start..m.end).contains(t)))
    {
        let name = EcoString::from(names.resolve(&mention.text));
        // "Tom Ravel's running mate" is not Tom Ravel, "Marland's army" acts for Marland.
        let owns = mention.kind == Some(EntityKind::Person)
            && (mention.start..mention.end).any(|t| tree.dep(t) == Dep::Poss);
        if mention.start <= token && !owns && !own_names.contains(&name) {
            own_names.push(name.clone());
        }
        if !inside.contains(&name) {
            inside.push(name.clone());
        }
        // "Syrian Arab Army" acts for Syria.
        for word in mention
            .text
            .split_whitespace()
            .chain(name.split_whitespace())
        {
            if let Some(country) = countries::country(&fold(word)) {
                if mention.start <= token && !own_names.iter().any(|n| n == country) {
                    own_names.push(country.into());
                }
                if !inside.iter().any(|n| n == country) {
                    inside.push(country.into());
                }
            }
        }
    }
    let key = match own {
        Some(mention) => names.resolve(&mention.text),
        None => predicates::class(&head).to_string(),
    };
    let mut words: Vec<EcoString> = tokens
        .iter()
        .filter(|t| {
            matches!(
                tree.parsed.tokens[**t].pos,
                Pos::Noun | Pos::Propn | Pos::Adj | Pos::Verb | Pos::Num
            )
        })
        .map(|t| predicates::class(&tree.lemma(*t)).into())
        .collect();
    words.sort_unstable();
    words.dedup();
    let place_kind = matches!(
        own.and_then(|m| m.kind),
        Some(EntityKind::Gpe | EntityKind::Loc | EntityKind::Fac)
    );
    let (around, scale) = match own {
        Some(mention) if place_kind || names.is_place(&mention.text) => (
            names.whereabouts.around(&key),
            names.whereabouts.scale(&key),
        ),
        _ => (Vec::new(), None),
    };
    Argument {
        around: around.into_iter().map(EcoString::from).collect(),
        scale,
        text: text_of(tree, &tokens).into(),
        is_pronoun: tree.parsed.tokens[token].pos == Pos::Pron,
        head: head.into(),
        key: key.into(),
        names: inside.into(),
        own_names: own_names.into(),
        words: words.into(),
        is_named: own.is_some(),
        is_place: place_kind,
        others: others(tree, token),
        role: Role::Other,
        offset: None,
    }
}

/// The other members of a list of nouns.
fn others(tree: &Tree, noun: usize) -> EcoVec<EcoString> {
    let mut found = Vec::new();
    let mut at = noun;
    while let Some(next) = tree
        .child(at, &[Dep::Conj])
        .filter(|c| !tree.is_predicate(*c))
    {
        found.push(EcoString::from(phrase(tree, next)));
        at = next;
    }
    found.into()
}

/// What a phrase is about when its head only measures it: "two barrels of chlorine", "most of the
/// town", "a number of houses".
fn contents(tree: &Tree, token: usize) -> usize {
    const MEASURES: [&str; 26] = [
        "barrel", "ton", "tonne", "kilo", "number", "part", "majority", "most", "all", "half",
        "third", "group", "series", "piece", "lot", "share", "handful", "couple", "dozen",
        "hundred", "thousand", "amount", "kind", "sort", "portion", "section",
    ];
    if !MEASURES.contains(&tree.lemma(token).as_str()) {
        return token;
    }
    let of = tree.children(token).iter().find(|c| tree.is(**c, "of"));
    of.and_then(|of| tree.child(*of, &[Dep::Pobj]))
        .unwrap_or(token)
}

/// A noun phrase as it stands, without what only comments on it.
pub fn phrase(tree: &Tree, token: usize) -> String {
    text_of(tree, &phrase_tokens(tree, token))
}

/// The tokens of a phrase that stand together: no relative clauses, no appositions, no second
/// conjunct, and nothing beyond the first gap these leave.
fn phrase_tokens(tree: &Tree, token: usize) -> Vec<usize> {
    let all = tree.subtree(token, &|c| match tree.dep(c) {
        // "The minister Tom Ravel": an office and its holder are one phrase.
        Dep::Appos => {
            let beside = tree.subtree(c, &|t| tree.dep(t) == Dep::Compound)[0];
            let holder = tree.parsed.tokens[c].pos == Pos::Propn;
            holder && tree.head(c).is_some_and(|h| h + 1 == beside)
        }
        Dep::Relcl | Dep::Acl | Dep::Advcl | Dep::Ccomp | Dep::Parataxis => false,
        // "the house of Holt and Dorr" is one phrase, "the house and the mill" are two.
        Dep::Conj | Dep::Cc => tree.head(c) != Some(token) && !tree.is_predicate(c),
        Dep::Mark => false,
        // "in Lorn, not in Varel": a denial behind a noun begins something else.
        Dep::Neg => c < token || tree.head(c) != Some(token) || tree.is_predicate(token),
        Dep::Punct => c > 0 && tree.word(c) == "-",
        Dep::Prep => !tree.is(c, "accord"),
        _ => true,
    });
    // A clause as an argument ("that he left") is kept whole by its caller; a phrase is what
    // stands around its head without a gap of more than quotation marks and commas.
    let mut kept = vec![token];
    let at = all.iter().position(|t| *t == token).unwrap_or(0);
    let closes = |a: usize, b: usize| {
        (a + 1..b).all(|t| matches!(tree.word(t), "\"" | "“" | "”" | "-" | "," | "'" | "’"))
    };
    for i in (0..at).rev() {
        let next = *kept.first().unwrap_or(&token);
        if !closes(all[i], next) {
            break;
        }
        kept.insert(0, all[i]);
    }
    for &next in &all[at + 1..] {
        let last = *kept.last().unwrap_or(&token);
        if !closes(last, next) {
            break;
        }
        kept.push(next);
    }
    kept
}

fn text_of(tree: &Tree, tokens: &[usize]) -> String {
    let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else {
        return String::new();
    };
    let words = &tree.text[tree.parsed.tokens[first].span.start..tree.parsed.tokens[last].span.end];
    let words = words.trim_matches(|c: char| "\"“”,".contains(c));
    let words = words.trim_end_matches(|c: char| "-–—".contains(c) || c.is_whitespace());
    one_line(
        words
            .strip_suffix("'s")
            .or(words.strip_suffix("’s"))
            .unwrap_or(words),
    )
}
