//! Cues: the words of a sentence that pass somebody's words on, with who speaks and what is said.

use super::Stance;
use super::words::{self, Force};
use crate::claims::clauses::Tree;
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
    Some(Cue {
        head: token,
        words: (token, to + 1),
        source: Some(source),
        force: Force::Speech,
        stance: Stance::Neutral,
        denies: false,
        content: around(tree, token),
        clausal: true,
        addressee: None,
    })
}

/// What a phrase beside a clause ("according to X", "in X's view") comments on: the clause it
/// hangs on, or the whole sentence where the phrase opens or ends it.
fn around(tree: &Tree, phrase: usize) -> Vec<usize> {
    let own = tree.subtree(phrase, &|_| true);
    let last = last_word(tree);
    let at_edge = own[0] <= first_word(tree) || own.last().is_some_and(|t| *t >= last);
    let mut clause = phrase;
    while let Some(above) = tree.head(clause) {
        clause = above;
        if tree.is_predicate(clause) && !at_edge {
            break;
        }
    }
    let all = if at_edge {
        (0..tree.parsed.tokens.len()).collect()
    } else {
        tree.subtree(clause, &|_| true)
    };
    without(all, &own)
}

/// Phrases whose noun reports: "in X's view", "in the words of X", "under the pretext of Y".
fn phrase(tree: &Tree, token: usize) -> Option<Cue> {
    let preposition = tree.word(token).to_lowercase();
    if tree.dep(token) != Dep::Prep {
        return None;
    }
    let noun = tree.child(token, &[Dep::Pobj])?;
    let lemma = tree.lemma(noun);
    let of = tree
        .children(noun)
        .iter()
        .copied()
        .find(|c| tree.is(*c, "of"));
    match (preposition.as_str(), lemma.as_str()) {
        ("in", "view" | "opinion" | "word" | "estimation" | "eye" | "judgment" | "telling") => {
            let of = of.and_then(|of| tree.child(of, &[Dep::Pobj]));
            let source = tree.child(noun, &[Dep::Poss]).or(of)?;
            Some(Cue {
                head: token,
                words: (token, noun + 1),
                source: Some(source),
                force: Force::Speech,
                stance: Stance::Neutral,
                denies: false,
                content: around(tree, token),
                clausal: true,
                addressee: None,
            })
        }
        // What an act is said to be for, which the writer does not believe.
        (
            "under" | "on" | "behind",
            "banner" | "guise" | "pretext" | "pretense" | "pretence" | "cloak",
        ) => {
            let of = of?;
            let content = tree.child(of, &[Dep::Pcomp, Dep::Pobj])?;
            Some(Cue {
                head: token,
                words: (token, of + 1),
                source: clause_subject(tree, token),
                force: Force::Speech,
                stance: Stance::Denied,
                denies: false,
                content: tree.subtree(content, &|c| tree.dep(c) != Dep::Relcl),
                clausal: true,
                addressee: None,
            })
        }
        _ => None,
    }
}

/// The subject of the clause that a phrase belongs to.
fn clause_subject(tree: &Tree, token: usize) -> Option<usize> {
    let mut at = token;
    while let Some(above) = tree.head(at) {
        at = above;
        if let Some(subject) = tree.child(at, &[Dep::Nsubj, Dep::Nsubjpass]) {
            return Some(subject);
        }
    }
    None
}

/// "The claim that …", "X's view is that …", "reports of …".
fn noun(tree: &Tree, token: usize) -> Option<Cue> {
    if tree.parsed.tokens[token].pos != Pos::Noun {
        return None;
    }
    let lemma = tree.lemma(token);
    let force = words::noun(&lemma)?;
    let that = |c: usize| {
        tree.is_predicate(c)
            && tree.children(c).iter().any(|m| {
                matches!(tree.dep(*m), Dep::Mark | Dep::Det | Dep::Dobj | Dep::Nsubj)
                    && tree.word(*m).eq_ignore_ascii_case("that")
                    && *m == first(tree, c)
            })
    };
    // The parser takes many a "claim that X must go" for a relative clause ("the claim that X made").
    let relative = |c: usize| {
        tree.dep(c) == Dep::Relcl
            && tree
                .child(c, &[Dep::Nsubj, Dep::Nsubjpass])
                .is_some_and(|s| !tree.is(s, "that"))
            && words::verb(&tree.lemma(c)).is_none()
            && !matches!(
                tree.lemma(c).as_str(),
                "make" | "issue" | "release" | "publish" | "give" | "deliver" | "hold" | "raise"
            )
    };
    let clause = tree.children(token).iter().copied().find(|c| {
        (matches!(tree.dep(*c), Dep::Acl | Dep::Ccomp) || relative(*c))
            && *c > token
            && (that(*c)
                || tree.dep(*c) == Dep::Acl
                    && (force == Force::Wish
                        || matches!(lemma.as_str(), "pledge" | "promise" | "vow" | "threat")))
    });
    // "X's view is that …"
    let copula = tree
        .head(token)
        .filter(|be| tree.is(*be, "be") && matches!(tree.dep(token), Dep::Nsubj | Dep::Attr));
    let said = copula.and_then(|be| {
        tree.children(be)
            .iter()
            .copied()
            .find(|c| tree.dep(*c) == Dep::Ccomp && *c > token && that(*c))
    });
    let of = tree
        .children(token)
        .iter()
        .copied()
        .find(|c| {
            tree.is(*c, "of")
                && matches!(
                    lemma.as_str(),
                    "report" | "rumor" | "rumour" | "news" | "accusation" | "allegation"
                )
        })
        .and_then(|of| tree.child(of, &[Dep::Pcomp, Dep::Pobj]));
    let content = clause.or(said).or(of)?;
    let (source, denies) = holder(tree, token);
    // "The impression that …": anybody's, or the writer's own.
    let opinion = matches!(
        lemma.as_str(),
        "theory" | "view" | "belief" | "speculation" | "rumor" | "rumour"
    );
    if source.is_none() && force != Force::Speech && !opinion {
        return None;
    }
    let end = if said.is_some() {
        copula.map_or(token, |be| be.max(token))
    } else {
        token
    };
    Some(Cue {
        head: token,
        words: (token, end + 1),
        source: Some(source.unwrap_or(token)),
        force,
        stance: stance(tree, token),
        denies,
        content: tree.subtree(content, &|_| true),
        clausal: said.is_some(),
        addressee: None,
    })
}

/// Whose the words are that a noun names, and whether he denies them: "X's claim", "the claim by
/// X", "X made the claim", "X rejects the claim".
fn holder(tree: &Tree, noun: usize) -> (Option<usize>, bool) {
    let by = tree
        .children(noun)
        .iter()
        .copied()
        .filter(|c| tree.is(*c, "by") || tree.is(*c, "from"))
        .find_map(|by| tree.child(by, &[Dep::Pobj]));
    if let Some(own) = tree.child(noun, &[Dep::Poss]).or(by) {
        return (Some(own), false);
    }
    let (governor, object) = match (tree.dep(noun), tree.head(noun)) {
        (Dep::Dobj, Some(verb)) => (Some(verb), true),
        (Dep::Pobj, Some(preposition)) => (tree.head(preposition), false),
        _ => (None, false),
    };
    let Some(verb) = governor.filter(|v| tree.is_predicate(*v)) else {
        return (None, false);
    };
    let lemma = tree.lemma(verb);
    let denies = words::denies(&lemma) || lemma == "dismiss" || lemma == "refute";
    let light = object
        && matches!(
            lemma.as_str(),
            "make"
                | "issue"
                | "have"
                | "repeat"
                | "express"
                | "voice"
                | "give"
                | "hold"
                | "share"
                | "take"
                | "raise"
                | "deliver"
                | "offer"
        );
    if denies || light || !object && lemma == "agree" {
        (subject(tree, verb), denies)
    } else {
        (None, false)
    }
}

/// "X was clear that …", "X made it clear that …".
fn adjective(tree: &Tree, token: usize) -> Option<Cue> {
    let force = words::adjective(&tree.lemma(token))?;
    let verb = tree.head(token)?;
    let predicative = matches!(tree.dep(token), Dep::Acomp | Dep::Ccomp | Dep::Oprd)
        && (tree.is(verb, "be") || tree.is(verb, "make") || tree.is(verb, "remain"));
    let below = |t: usize| {
        tree.children(t)
            .iter()
            .copied()
            .find(|c| tree.dep(*c) == Dep::Ccomp && *c > token && tree.is_predicate(*c))
    };
    let clause = below(token)
        .or_else(|| below(verb))
        .filter(|_| predicative)?;
    let source = subject(tree, verb)
        .filter(|s| !matches!(tree.lemma(*s).as_str(), "it" | "this" | "that" | "there"))?;
    let content = tree.subtree(clause, &|_| true);
    Some(Cue {
        head: token,
        words: (verb.min(token), token + 1),
        source: Some(source),
        force,
        stance: Stance::Neutral,
        denies: false,
        content,
        clausal: true,
        addressee: None,
    })
}

/// A verb that reports.
fn verb(tree: &Tree, verb: usize) -> Option<Cue> {
    let token = &tree.parsed.tokens[verb];
    if token.pos != Pos::Verb {
        return None;
    }
    let lemma = tree.lemma(verb);
    let force = words::verb(&lemma)?;
    if is_imagined(tree, verb) {
        return None;
    }
    // "losses, thought to be heavy", "seen it suggested that": a participle alone is a passive.
    let participle =
        token.tag == Tag::Vbn && token.dep != Dep::Conj && tree.child(verb, &[Dep::Aux]).is_none();
    let passive = participle || tree.child(verb, &[Dep::Nsubjpass, Dep::Auxpass]).is_some();
    let said = content(tree, verb, &lemma, force, passive);
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
    let force = if infinitive {
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
        denies: words::denies(&lemma),
        clausal: said.clause && force.vouches(),
        content: said.tokens,
        addressee,
    })
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
fn subject(tree: &Tree, verb: usize) -> Option<usize> {
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

/// What a verb reports by the grammar.
#[derive(Default)]
struct Said {
    tokens: Vec<usize>,
    /// Whether it is a clause or a sentence.
    clause: bool,
    /// Whether it is only an infinitive ("agreed to leave").
    infinitive: bool,
}

fn content(tree: &Tree, verb: usize, lemma: &str, force: Force, passive: bool) -> Said {
    let children = tree.children(verb);
    let after = |deps: &[Dep]| {
        children
            .iter()
            .copied()
            .find(|c| *c > verb && deps.contains(&tree.dep(*c)))
    };
    let mut clauses: Vec<usize> = children
        .iter()
        .filter(|c| **c > verb && tree.dep(**c) == Dep::Ccomp && !is_spliced(tree, verb, **c))
        .flat_map(|c| complement(tree, verb, *c))
        .collect();
    if !clauses.is_empty() {
        // "finds them polite" states something itself.
        let verbal = children
            .iter()
            .any(|c| tree.dep(*c) == Dep::Ccomp && tree.is_predicate(*c));
        clauses.sort_unstable();
        clauses.dedup();
        return Said {
            tokens: clauses,
            clause: verbal || !words::needs_clause(lemma),
            infinitive: false,
        };
    }
    // "…, she said", "…, she said, …"
    if words::inverts(lemma)
        && !passive
        && let Some(tokens) = beside(tree, verb)
    {
        return Said {
            tokens,
            clause: true,
            infinitive: false,
        };
    }
    let mut tokens = Vec::new();
    let mut take = |token: Option<usize>| {
        if let Some(token) = token {
            tokens.extend(tree.subtree(token, &|_| true));
        }
    };
    let clause_only = words::needs_clause(lemma);
    let verbal = after(&[Dep::Xcomp, Dep::Oprd]).filter(|_| !clause_only || force == Force::Wish);
    take(verbal);
    if !passive && !clause_only && words::takes_object(lemma) {
        for object in children {
            let named = *object > verb && tree.dep(*object) == Dep::Dobj && !tree.is(*object, "it");
            take(Some(*object).filter(|_| named));
        }
    }
    for preposition in children {
        if *preposition > verb
            && tree.dep(*preposition) == Dep::Prep
            && governs(lemma, &tree.lemma(*preposition))
        {
            take(tree.child(*preposition, &[Dep::Pobj, Dep::Pcomp]));
        }
    }
    tokens.sort_unstable();
    tokens.dedup();
    Said {
        tokens,
        clause: false,
        infinitive: verbal.is_some_and(|v| tree.dep(v) == Dep::Xcomp && tree.is_predicate(v)),
    }
}

/// A clause after a comma without "that" is no complement but a sentence of its own, unless a
/// quotation opens: "He did his best, the bridge fell."
fn is_spliced(tree: &Tree, verb: usize, clause: usize) -> bool {
    let start = first(tree, clause);
    start > verb + 1
        && tree.word(start - 1) == ","
        && !matches!(tree.word(start), "“" | "\"" | "''" | "``" | "«" | "‘")
        && !tree.word(start).eq_ignore_ascii_case("that")
        // "said, in a phone call, the gate was open"
        && tree.word(verb + 1) != ","
}

/// A complement clause with what belongs to it, and without what the parser has joined to it
/// though it goes with the cue: "said it would stay, but left on Monday".
fn complement(tree: &Tree, verb: usize, clause: usize) -> Vec<usize> {
    let tag = tree.parsed.tokens[verb].tag;
    let modal = tree
        .children(clause)
        .iter()
        .any(|c| tree.parsed.tokens[*c].tag == Tag::Md);
    let joined = tree.children(clause).iter().copied().find(|c| {
        let own = tree
            .child(*c, &[Dep::Nsubj, Dep::Nsubjpass, Dep::Aux])
            .is_some();
        modal
            && tree.dep(*c) == Dep::Conj
            && !own
            && tree.parsed.tokens[*c].tag == tag
            && matches!(tag, Tag::Vbd | Tag::Vbz)
    });
    let mut found = tree.subtree(clause, &|c| Some(c) != joined);
    // "that A and that B": the second may hang anywhere.
    let last = found[found.len() - 1];
    let word = |t: usize| {
        tree.parsed
            .tokens
            .get(t)
            .map(|t| t.span.of(tree.text).to_lowercase())
            .unwrap_or_default()
    };
    let mut next = last + 1;
    if word(next) == "," {
        next += 1;
    }
    if matches!(word(next).as_str(), "and" | "but" | "or")
        && word(next + 1) == "that"
        && joined.is_none()
    {
        found.extend(last + 1..tree.parsed.tokens.len());
    }
    found
}

/// The preposition that brings in what is said: "warned of", "accused X of".
fn governs(verb: &str, preposition: &str) -> bool {
    let verbs = match preposition {
        "of" => "warn speak accuse complain boast remind inform assure tell approve think",
        "for" => "call blame criticize criticise praise push plead appeal condemn press",
        "about" => "complain talk warn speak ask worry brag joke think",
        "as" => {
            "describe characterize characterise portray dismiss depict label brand view regard see denounce condemn praise"
        }
        "to" => "point object refer allude liken compare agree swear confess admit",
        "on" => "call comment insist urge",
        "against" => "warn argue advise caution",
        _ => return false,
    };
    verbs.split(' ').any(|v| v == verb)
}

/// What stands before (and after) a cue that comes after the first of its content: a
/// parenthesis hangs below what it comments on; else all before the cue's own words.
fn beside(tree: &Tree, verb: usize) -> Option<Vec<usize>> {
    let unsaid = tree
        .children(verb)
        .iter()
        .any(|c| tree.dep(*c) == Dep::Neg || tree.parsed.tokens[*c].tag == Tag::Md);
    if unsaid || tree.child(verb, &[Dep::Xcomp]).is_some_and(|c| c > verb) {
        return None;
    }
    let own = own_words(tree, verb);
    let first = own[0];
    let comma = first > 0 && (is_break(tree.word(first - 1)));
    // "As X put it, …"
    let as_said = tree.children(verb).iter().any(|c| {
        *c == first && matches!(tree.dep(*c), Dep::Mark | Dep::Advmod) && tree.is(*c, "as")
    });
    if as_said {
        let above = tree.head(verb)?;
        let all = tree.subtree(above, &|_| true);
        return Some(without(all, &own));
    }
    if tree
        .child(verb, &[Dep::Dobj])
        .is_some_and(|o| o > verb && !words::addresses(&tree.lemma(verb)))
    {
        return None;
    }
    let before = tree.child(verb, &[Dep::Ccomp]).filter(|c| *c < verb);
    if let Some(clause) = before {
        // All that stands before, and what the parser puts below the clause on the other side.
        let mut all: Vec<usize> = (clause_start(tree, first)..first).collect();
        all.extend(tree.subtree(clause, &|_| true));
        all.sort_unstable();
        all.dedup();
        let all = without(all, &own);
        return Some(all);
    }
    let parenthesis = matches!(
        tree.dep(verb),
        Dep::Parataxis | Dep::Ccomp | Dep::Dep | Dep::Advcl
    ) && tree.head(verb).is_some()
        && comma
        && tree.child(verb, &[Dep::Mark]).is_none();
    if parenthesis {
        let above = tree.head(verb)?;
        let all = tree.subtree(above, &|c| c != verb);
        let enough = all[0] < first;
        return enough.then(|| without(all, &own));
    }
    // "…, she said." at the end, whatever the grammar made of it.
    let last = last_word(tree);
    let ends = own.last().is_some_and(|t| *t >= last);
    let opened = tree.dep(verb) == Dep::Root || tree.dep(verb) == Dep::Conj;
    (comma && ends && opened && first > 1).then(|| (clause_start(tree, first)..first).collect())
}

/// Where the content before a cue may begin: after a semicolon, or after a colon that a quotation
/// follows.
fn clause_start(tree: &Tree, first: usize) -> usize {
    let opens = |t: usize| matches!(tree.word(t), "“" | "\"" | "''" | "``" | "«" | "‘");
    (1..first.saturating_sub(1))
        .rev()
        .find(|t| tree.word(*t) == ";" || tree.word(*t) == ":" && opens(t + 1))
        .map_or(0, |t| t + 1)
}

/// The words of a cue's own clause without what it says: the verb, its subject, adverbs, times,
/// addressees; sorted.
fn own_words(tree: &Tree, verb: usize) -> Vec<usize> {
    let mut own = vec![verb];
    for &child in tree.children(verb) {
        let below = match tree.dep(child) {
            Dep::Ccomp | Dep::Parataxis | Dep::Conj | Dep::Cc | Dep::Punct => continue,
            Dep::Advcl if child < verb => continue,
            _ => tree.subtree(child, &|_| true),
        };
        own.extend(below);
    }
    own.sort_unstable();
    // Only what stands together with the verb.
    let at = own.iter().position(|t| *t == verb).unwrap_or(0);
    let mut from = at;
    while from > 0 && (own[from] - own[from - 1] == 1) {
        from -= 1;
    }
    own[from..].to_vec()
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
fn stance(tree: &Tree, cue: usize) -> Stance {
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

fn is_break(word: &str) -> bool {
    matches!(
        word,
        "," | "”" | "\"" | "»" | "’" | "'" | "''" | "—" | "–" | "--" | "-" | ";"
    )
}

fn first(tree: &Tree, token: usize) -> usize {
    tree.subtree(token, &|_| true)[0]
}

/// The first token that is no mark.
fn first_word(tree: &Tree) -> usize {
    let word = |t: &usize| tree.word(*t).chars().any(char::is_alphanumeric);
    (0..tree.parsed.tokens.len()).find(word).unwrap_or(0)
}

/// The last token that is no mark.
fn last_word(tree: &Tree) -> usize {
    let word = |t: &usize| tree.word(*t).chars().any(char::is_alphanumeric);
    (0..tree.parsed.tokens.len()).rfind(word).unwrap_or(0)
}

/// Sorted tokens without some others.
fn without(mut tokens: Vec<usize>, others: &[usize]) -> Vec<usize> {
    tokens.retain(|t| !others.contains(t));
    tokens
}
