//! Cues: the words of a sentence that pass somebody's words on, with who speaks and what is said.

use super::Stance;
use super::content::{Said, around, content, first_word};
use super::nouns::{adjective, noun, phrase};
use super::words::{self, Force};
use crate::claims::clauses::Tree;
use crate::claims::naming;
use crate::english::{Dep, Pos, Tag};

/// A cue in a sentence; numbers are token indices.
#[derive(Clone, Debug)]
pub struct Cue {
    /// The verb or noun that reports, or the first word of a phrase ("according").
    pub head: usize,
    /// The words of the cue as they stand: first and one past the last.
    pub words: (usize, usize),
    /// The noun that names the source.
    pub source: Option<usize>,
    /// What the cue makes of its content.
    pub force: Force,
    /// How the one who passes the words on stands to them.
    pub stance: Stance,
    /// Whether the source denies the content.
    pub denies: bool,
    /// The tokens of what is said, sorted; empty if only a quotation can give it.
    pub content: Vec<usize>,
    /// Whether the content is a whole clause or sentence, so that the cue's own clause says nothing
    /// but that somebody speaks.
    pub clausal: bool,
    /// Who is asked to speak ("asked X to comment").
    pub addressee: Option<usize>,
}

/// The cues of a sentence, in order.
pub fn find(tree: &Tree) -> Vec<Cue> {
    let mut found = Vec::new();
    for token in 0..tree.parsed.tokens.len() {
        let cue = according(tree, token)
            .or_else(|| phrase(tree, token))
            .or_else(|| noun(tree, token))
            .or_else(|| adjective(tree, token))
            .or_else(|| verb(tree, token));
        found.extend(cue);
    }
    found.extend(colon(tree));
    found
}

/// "I think", "we need": whose words these are does not change.
pub fn is_own_thought(tree: &Tree, cue: &Cue) -> bool {
    let own = |s: usize| matches!(tree.word(s).to_lowercase().as_str(), "i" | "we" | "you");
    cue.force != Force::Speech && cue.source.is_some_and(own)
}

/// "According to X", wherever it stands.
fn according(tree: &Tree, token: usize) -> Option<Cue> {
    if !tree.word(token).eq_ignore_ascii_case("according") {
        return None;
    }
    let to = tree.child(token, &[Dep::Prep])?;
    let source = tree.child(to, &[Dep::Pobj])?;
    Some(aside(tree, token, to, source))
}

/// A phrase from one token to another that only names the source of what stands around it.
pub(super) fn aside(tree: &Tree, first: usize, last: usize, source: usize) -> Cue {
    Cue {
        head: first,
        words: (first, last + 1),
        source: Some(source),
        force: Force::Speech,
        stance: Stance::Neutral,
        denies: false,
        content: around(tree, first),
        clausal: true,
        addressee: None,
    }
}

/// A verb that reports.
fn verb(tree: &Tree, verb: usize) -> Option<Cue> {
    let token = &tree.parsed.tokens[verb];
    if token.pos != Pos::Verb {
        return None;
    }
    let lemma = tree.lemma(verb);
    let force =
        words::verb(&lemma).or_else(|| naming::complement(tree, verb).map(|_| Force::Speech))?;
    if is_imagined(tree, verb) {
        return None;
    }
    // "losses, thought to be heavy", "seen it suggested that": a participle alone is a passive.
    let participle =
        token.tag == Tag::Vbn && token.dep != Dep::Conj && tree.child(verb, &[Dep::Aux]).is_none();
    let passive = participle || tree.child(verb, &[Dep::Nsubjpass, Dep::Auxpass]).is_some();
    let naming = naming::complement(tree, verb);
    let said = match naming {
        Some((what, _)) => named(tree, verb, what),
        None => content(tree, verb, &lemma, force, passive),
    };
    let source = if passive {
        passive_source(tree, verb, &lemma)
    } else {
        subject(tree, verb)
    };
    // Without a speaker, only a clause makes it somebody's words ("it was agreed that").
    let clause = tree.child(verb, &[Dep::Ccomp]).is_some_and(|c| c > verb);
    if source.is_none() && !clause {
        return None;
    }
    let infinitive = said.infinitive && force == Force::Speech && !words::commits(&lemma);
    let thing = words::shows(&lemma) && source.is_some_and(|s| is_thing(tree, s));
    let force = if naming.is_some() && force != Force::Thought {
        Force::Speech
    } else if infinitive {
        Force::Wish
    } else if thing {
        Force::Knowledge
    } else {
        force
    };
    let addressee = matches!(
        lemma.as_str(),
        "ask" | "invite" | "interview" | "question" | "press"
    )
    .then(|| {
        tree.child(verb, &[Dep::Dobj, Dep::Dative]).or_else(|| {
            let to = tree.child(verb, &[Dep::Ccomp]).filter(|c| *c > verb)?;
            tree.child(to, &[Dep::Nsubj])
        })
    })
    .flatten();
    Some(Cue {
        head: verb,
        words: verb_words(tree, verb),
        source: source.filter(|s| !said.tokens.contains(s)),
        force,
        stance: stance(tree, verb),
        // "dismissed it as false": that it is false is what is said.
        denies: naming.is_none() && words::denies(&lemma),
        clausal: said.clause && force.vouches(),
        content: said.tokens,
        addressee,
    })
}

/// What is said by calling something something: both.
fn named(tree: &Tree, verb: usize, what: usize) -> Said {
    let object = tree.child(verb, &[Dep::Dobj]).filter(|o| *o > verb);
    let mut tokens = tree.subtree(what, &|_| true);
    tokens.extend(
        object
            .map(|o| tree.subtree(o, &|_| true))
            .unwrap_or_default(),
    );
    tokens.sort_unstable();
    tokens.dedup();
    Said {
        tokens,
        // Where it is not stated ("did not call it"), the saying itself is told.
        clause: false,
        infinitive: false,
    }
}

/// Whether a source can say nothing: neither a person, a body, a document nor a pronoun.
fn is_thing(tree: &Tree, source: usize) -> bool {
    let token = &tree.parsed.tokens[source];
    token.pos == Pos::Noun
        && !words::is_document(&tree.lemma(source))
        && !words::is_person_noun(&tree.lemma(source))
        && !["er", "or", "ist", "ian", "ant", "man", "ee"]
            .iter()
            .any(|end| tree.lemma(source).ends_with(end))
        && !tree
            .parsed
            .entities
            .iter()
            .any(|e| (e.start..e.end).contains(&source))
}

/// The verb with its auxiliaries, negation and particle.
fn verb_words(tree: &Tree, verb: usize) -> (usize, usize) {
    let mut first = verb;
    while first > 0
        && tree.head(first - 1) == Some(verb)
        && matches!(
            tree.dep(first - 1),
            Dep::Aux | Dep::Auxpass | Dep::Neg | Dep::Advmod
        )
    {
        first -= 1;
    }
    (first, verb + 1)
}

/// "Many will chant that …", "few doubted that …": nobody has said it.
fn is_imagined(tree: &Tree, verb: usize) -> bool {
    let future = tree.children(verb).iter().any(|c| {
        tree.dep(*c) == Dep::Aux
            && matches!(
                tree.word(*c).to_lowercase().as_str(),
                "will" | "would" | "can" | "could" | "might" | "may" | "'ll" | "’ll" | "should"
            )
    });
    let anybody = tree.child(verb, &[Dep::Nsubj]).is_some_and(|s| {
        matches!(
            tree.lemma(s).as_str(),
            "one"
                | "you"
                | "some"
                | "many"
                | "people"
                | "anyone"
                | "anybody"
                | "everyone"
                | "someone"
                | "somebody"
                | "critic"
                | "expert"
                | "skeptic"
                | "sceptic"
                | "other"
        )
    });
    let nobody = tree
        .child(verb, &[Dep::Nsubj])
        .is_some_and(|s| matches!(tree.lemma(s).as_str(), "few" | "nobody" | "none" | "no-one"));
    future && anybody || nobody
}

/// Who is the subject of a verb; a second verb shares the first's.
pub(super) fn subject(tree: &Tree, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..5 {
        if let Some(subject) = tree.child(at, &[Dep::Nsubj, Dep::Nsubjpass]) {
            if at != verb
                && tree.dep(subject) == Dep::Nsubjpass
                && !matches!(
                    tree.dep(verb),
                    Dep::Conj | Dep::Xcomp | Dep::Pcomp | Dep::Advcl
                )
            {
                return None;
            }
            let relative = matches!(tree.parsed.tokens[subject].tag, Tag::Wdt | Tag::Wp);
            let antecedent = || tree.head(at).filter(|_| tree.dep(at) == Dep::Relcl);
            return if relative {
                antecedent()
            } else {
                Some(subject)
            };
        }
        match tree.dep(at) {
            // "asked X to comment": X comments.
            Dep::Xcomp | Dep::Ccomp
                if let Some(object) = tree
                    .head(at)
                    .filter(|h| {
                        words::addresses(&tree.lemma(*h))
                            || words::verb(&tree.lemma(*h)) == Some(Force::Wish)
                    })
                    .and_then(|h| tree.child(h, &[Dep::Dobj, Dep::Dative])) =>
            {
                return Some(object);
            }
            Dep::Conj | Dep::Advcl | Dep::Xcomp => at = tree.head(at)?,
            Dep::Acl => return tree.head(at),
            // "was quoted as saying", "by saying"
            Dep::Pcomp => {
                at = tree.head(at)?;
                at = tree.head(at)?;
            }
            _ => return None,
        }
    }
    None
}

/// Who speaks where the verb is a passive: "it was said by X"; whom "X was told" is told to does
/// not speak.
fn passive_source(tree: &Tree, verb: usize, lemma: &str) -> Option<usize> {
    let by = tree.child(verb, &[Dep::Agent]);
    let agent = by.and_then(|by| tree.child(by, &[Dep::Pobj]));
    let quoted = matches!(lemma, "quote" | "cite");
    agent.or_else(|| {
        quoted
            .then(|| tree.child(verb, &[Dep::Nsubjpass]))
            .flatten()
    })
}

/// "X: …" at the head of a sentence, where X is a name; "X gave his reason: …".
fn colon(tree: &Tree) -> Option<Cue> {
    let count = tree.parsed.tokens.len();
    let at = (1..count).find(|t| tree.word(*t) == ":")?;
    if at + 3 >= count {
        return None;
    }
    let (source, head) = named_turn(tree, at).or_else(|| announcing(tree, at))?;
    Some(Cue {
        head,
        words: (head, head + 1),
        source: Some(source),
        force: Force::Speech,
        stance: Stance::Neutral,
        denies: false,
        content: (at + 1..count).collect(),
        clausal: true,
        addressee: None,
    })
}

/// A name alone before a colon, with what marks the colon as the cue.
fn named_turn(tree: &Tree, at: usize) -> Option<(usize, usize)> {
    let start = first_word(tree);
    let name = start..at;
    let alone = !name.is_empty()
        && name.len() <= 4
        && name
            .clone()
            .all(|t| tree.parsed.tokens[t].pos == Pos::Propn);
    alone.then_some((at - 1, at))
}

/// A noun of saying that somebody gives before a colon: "Finn gave her reason: the gate was open".
fn announcing(tree: &Tree, at: usize) -> Option<(usize, usize)> {
    let noun = (0..at).rev().find(|t| {
        tree.parsed.tokens[*t].pos == Pos::Noun
            && matches!(
                tree.lemma(*t).as_str(),
                "rationale"
                    | "reason"
                    | "argument"
                    | "explanation"
                    | "view"
                    | "position"
                    | "answer"
                    | "reply"
                    | "message"
                    | "warning"
                    | "statement"
                    | "claim"
                    | "comment"
                    | "verdict"
                    | "assessment"
                    | "conclusion"
                    | "point"
                    | "theory"
                    | "prediction"
            )
            && tree.dep(*t) == Dep::Dobj
    })?;
    let verb = tree.head(noun)?;
    let clause = (at + 1..tree.parsed.tokens.len()).any(|t| tree.is_predicate(t));
    let source = subject(tree, verb)?;
    (clause && source < at).then_some((source, noun))
}

/// How the writer stands to the words, from what stands around the cue.
pub(super) fn stance(tree: &Tree, cue: usize) -> Stance {
    let lemma = tree.lemma(cue);
    for &child in tree.children(cue) {
        if !matches!(tree.dep(child), Dep::Advmod | Dep::Amod) {
            continue;
        }
        match tree.word(child).to_lowercase().as_str() {
            "falsely" | "wrongly" | "mistakenly" | "incorrectly" | "erroneously"
            | "untruthfully" | "baselessly" | "dishonestly" | "false" | "wrong" | "mistaken"
            | "incorrect" | "erroneous" | "untrue" | "bogus" | "baseless" | "debunked" => {
                return Stance::Denied;
            }
            "rightly" | "correctly" | "truthfully" | "accurately" | "justly" | "true"
            | "correct" | "accurate" => return Stance::Endorsed,
            _ => {}
        }
    }
    if tree.parsed.tokens[cue].pos == Pos::Verb && words::is_factive(&lemma) {
        Stance::Endorsed
    } else {
        Stance::Neutral
    }
}
