//! Clauses: the statements of one parsed sentence, as a predicate with its arguments.
//!
//! A clause is headed by a verb (or by "be" with what it is said to be) or by a noun that names
//! an act ("the arrest of X"). Arguments are brought to the same roles whatever the
//! construction: the actor of a passive stands behind "by", a relative clause takes its
//! antecedent, a participle and an infinitive take the subject of the verb they hang on.

use super::modality::embedding::{self, Link};
use super::modality::{self, Modality};
use super::polarity::{self, Negation, Polarity};
use super::predicates;
use crate::english::{Dep, Parsed, Pos, Tag};

/// One statement of a sentence; numbers are token indices.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The token that states it.
    pub head: usize,
    /// Every token that belongs to the clause and to no clause inside it, in order.
    pub tokens: Vec<usize>,
    /// Who or what acts; the subject of "be".
    pub agent: Option<usize>,
    /// What is acted on; what the subject of "be" is said to be.
    pub patient: Option<usize>,
    /// Prepositional arguments: preposition and noun.
    pub obliques: Vec<(usize, usize)>,
    /// Yes or no, from the clause's own words and the verbs that govern it.
    pub polarity: Polarity,
    /// How sure, likewise.
    pub modality: Modality,
    /// Whether the grammatical subject is what is acted on.
    pub passive: bool,
    /// Whether the clause is headed by a noun.
    pub nominal: bool,
}

/// A sentence with its children by head, for walking the tree.
pub struct Tree<'p> {
    /// The parse.
    pub parsed: &'p Parsed,
    /// The sentence.
    pub text: &'p str,
    children: Vec<Vec<usize>>,
}

impl<'p> Tree<'p> {
    /// Indexes a parse.
    pub fn new(text: &'p str, parsed: &'p Parsed) -> Self {
        let mut children = vec![Vec::new(); parsed.tokens.len()];
        for (index, token) in parsed.tokens.iter().enumerate() {
            if token.head != index {
                children[token.head].push(index);
            }
        }
        Tree {
            parsed,
            text,
            children,
        }
    }

    /// The tokens that hang on one.
    pub fn children(&self, token: usize) -> &[usize] {
        &self.children[token]
    }

    /// The first child with one of these labels.
    pub fn child(&self, token: usize, deps: &[Dep]) -> Option<usize> {
        self.children[token]
            .iter()
            .copied()
            .find(|c| deps.contains(&self.parsed.tokens[*c].dep))
    }

    /// The word as it stands.
    pub fn word(&self, token: usize) -> &'p str {
        self.parsed.tokens[token].span.of(self.text)
    }

    /// The lemma in lower case.
    pub fn lemma(&self, token: usize) -> String {
        self.parsed.tokens[token].lemma.to_lowercase()
    }

    /// Whether the lemma is this word.
    pub fn is(&self, token: usize, lemma: &str) -> bool {
        self.parsed.tokens[token].lemma.eq_ignore_ascii_case(lemma)
    }

    /// A token's governor; none for a root.
    pub fn head(&self, token: usize) -> Option<usize> {
        let head = self.parsed.tokens[token].head;
        (head != token).then_some(head)
    }

    /// How a token depends on its head.
    pub fn dep(&self, token: usize) -> Dep {
        self.parsed.tokens[token].dep
    }

    /// A token and all below it that `keep` lets through, in the order of the text.
    pub fn subtree(&self, token: usize, keep: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let mut found = vec![token];
        let mut at = 0;
        while at < found.len() {
            let next = found[at];
            found.extend(self.children[next].iter().copied().filter(|c| keep(*c)));
            at += 1;
        }
        found.sort_unstable();
        found
    }

    /// Whether the token heads a clause of its own.
    pub fn is_predicate(&self, token: usize) -> bool {
        let t = &self.parsed.tokens[token];
        if !matches!(t.pos, Pos::Verb | Pos::Aux) || matches!(t.tag, Tag::Md) {
            return false;
        }
        match t.dep {
            Dep::Root
            | Dep::Ccomp
            | Dep::Relcl
            | Dep::Advcl
            | Dep::Acl
            | Dep::Parataxis
            | Dep::Pcomp
            | Dep::Csubj
            | Dep::Xcomp
            | Dep::Csubjpass => true,
            Dep::Conj => self
                .head(token)
                .is_some_and(|h| self.is_predicate(h) || self.parsed.tokens[h].pos == Pos::Adj),
            _ => false,
        }
    }
}

/// Prepositions in the shape of a participle: no clause of their own.
const PARTICIPLE_PREPOSITIONS: [&str; 8] = [
    "accord", "include", "follow", "compare", "regard", "concern", "base", "give",
];

/// The statements of a sentence, in the order of their heads.
///
/// Nothing is stated by a question, a condition or a wish; such clauses are left out.
pub fn find(tree: &Tree) -> Vec<Clause> {
    let negations = polarity::negations(tree);
    let mut found = Vec::new();
    for token in 0..tree.parsed.tokens.len() {
        if tree.is_predicate(token) {
            if let Some(clause) = verbal(tree, token, &negations) {
                found.push(clause);
            }
        } else if tree.parsed.tokens[token].pos == Pos::Noun
            && predicates::is_event_noun(&tree.lemma(token))
            && let Some(clause) = nominal(tree, token)
        {
            found.push(clause);
        }
    }
    found
}

fn verbal(tree: &Tree, head: usize, negations: &[Negation]) -> Option<Clause> {
    let lemma = tree.lemma(head);
    let token = &tree.parsed.tokens[head];
    if token.dep != Dep::Root
        && PARTICIPLE_PREPOSITIONS.contains(&lemma.as_str())
        && token.tag == Tag::Vbg
    {
        return None;
    }
    // "began to burn", "refused to leave": the statement is the governed verb's.
    let governs = tree
        .children(head)
        .iter()
        .any(|c| tree.dep(*c) == Dep::Xcomp && tree.is_predicate(*c));
    if governs {
        return None;
    }
    let (subject, passive) = subject(tree, head, 0);
    let mut object = tree.child(head, &[Dep::Dobj, Dep::Attr, Dep::Acomp, Dep::Oprd]);
    if token.dep == Dep::Relcl {
        let relative = |c: usize| matches!(tree.parsed.tokens[c].tag, Tag::Wdt | Tag::Wp);
        if object.is_some_and(relative)
            || (object.is_none()
                && !passive
                && subject != tree.head(head)
                && is_transitive(tree, head))
        {
            object = tree.head(head);
        }
    }
    let (mut agent, mut patient) = (subject, object);
    if passive {
        patient = subject;
        agent = tree
            .child(head, &[Dep::Agent])
            .and_then(|by| tree.child(by, &[Dep::Pobj]));
    }
    if agent == patient {
        agent = None;
    }
    let arguments: Vec<usize> = agent.into_iter().chain(patient).collect();
    let (polarity, modality) = modality::colour(tree, negations, head, &arguments)?;
    let tokens = own_tokens(tree, head);
    let obliques = obliques(tree, &tokens);
    Some(Clause {
        head,
        tokens,
        agent,
        patient,
        obliques,
        polarity,
        modality,
        passive,
        nominal: false,
    })
}

fn nominal(tree: &Tree, head: usize) -> Option<Clause> {
    if modality::is_unstated(tree, head) {
        return None;
    }
    let pobj_of = |prepositions: &[&str]| {
        tree.children(head)
            .iter()
            .filter(|c| {
                matches!(tree.dep(**c), Dep::Prep | Dep::Agent)
                    && prepositions.iter().any(|p| tree.is(**c, p))
            })
            .find_map(|c| tree.child(*c, &[Dep::Pobj]))
    };
    let patient = pobj_of(&["of", "over", "on", "against"]);
    let agent = tree.child(head, &[Dep::Poss]).or_else(|| pobj_of(&["by"]));
    // "X is, X finds itself, … the custodian of Y": X.
    let agent = agent.or_else(|| {
        let mut at = head;
        while tree.is(head, "custodian") {
            at = tree.head(at)?;
            if tree.is_predicate(at) {
                return subject(tree, at, 0).0;
            }
        }
        None
    });
    // "X's death": the possessor is whom it befell.
    let class = predicates::class(&tree.lemma(head)).to_string();
    let (agent, patient) = match (patient, class.as_str()) {
        (None, "die" | "arrest" | "release" | "withdraw" | "arrive" | "collapse") => (None, agent),
        _ => (agent, patient),
    };
    patient?;
    if agent.is_none() && class != "die" && class != "control" {
        return None;
    }
    let tokens = tree.subtree(head, &|c| !tree.is_predicate(c));
    let obliques = obliques(tree, &tokens);
    let negative = tree
        .children(head)
        .iter()
        .any(|c| tree.dep(*c) == Dep::Det && tree.is(*c, "no"));
    let polarity = if negative {
        Polarity::Negative
    } else {
        Polarity::Positive
    };
    Some(Clause {
        head,
        tokens,
        agent,
        patient,
        obliques,
        polarity,
        modality: Modality::Fact,
        passive: false,
        nominal: true,
    })
}

fn is_transitive(tree: &Tree, head: usize) -> bool {
    !tree.is(head, "be")
        && tree
            .child(head, &[Dep::Ccomp, Dep::Acomp, Dep::Attr])
            .is_none()
}

/// The subject of a verb, and whether it is acted on. `depth` bounds the walk.
fn subject(tree: &Tree, head: usize, depth: usize) -> (Option<usize>, bool) {
    if depth > 6 {
        return (None, false);
    }
    let token = &tree.parsed.tokens[head];
    if let Some(own) = tree.child(head, &[Dep::Nsubj, Dep::Nsubjpass]) {
        let passive = tree.dep(own) == Dep::Nsubjpass;
        let relative =
            matches!(tree.parsed.tokens[own].tag, Tag::Wdt | Tag::Wp) && token.dep == Dep::Relcl;
        return (if relative { tree.head(head) } else { Some(own) }, passive);
    }
    let Some(above) = tree.head(head) else {
        return (None, false);
    };
    let is_passive_form =
        token.tag == Tag::Vbn && tree.child(head, &[Dep::Aux, Dep::Auxpass]).is_none();
    match token.dep {
        Dep::Conj => {
            let (subject, passive) = subject(tree, above, depth + 1);
            let own_passive = tree.child(head, &[Dep::Auxpass]).is_some()
                || (passive && is_passive_form && tree.child(head, &[Dep::Dobj]).is_none());
            (
                subject.or_else(|| {
                    (tree.dep(above) == Dep::Acl)
                        .then(|| tree.head(above))
                        .flatten()
                }),
                own_passive,
            )
        }
        Dep::Xcomp | Dep::Advcl => {
            let passive = token.tag == Tag::Vbn && tree.child(head, &[Dep::Aux]).is_none()
                || tree.child(head, &[Dep::Auxpass]).is_some();
            let controller = match token.dep {
                Dep::Xcomp => tree
                    .child(above, &[Dep::Dobj])
                    .filter(|_| embedding::sense(&tree.lemma(above), Link::Bare).is_some()),
                _ => None,
            };
            (
                controller.or_else(|| subject(tree, above, depth + 1).0),
                passive,
            )
        }
        Dep::Acl if matches!(token.tag, Tag::Vbg) => (Some(above), false),
        Dep::Acl if matches!(token.tag, Tag::Vbn) => (Some(above), true),
        Dep::Pcomp => match tree.head(above) {
            Some(verb) if tree.is_predicate(verb) => (subject(tree, verb, depth + 1).0, false),
            _ => (None, false),
        },
        _ => (None, false),
    }
}

/// The tokens of a clause without those of the clauses inside it.
fn own_tokens(tree: &Tree, head: usize) -> Vec<usize> {
    tree.subtree(head, &|c| {
        let other_clause = tree.is_predicate(c) && tree.dep(c) != Dep::Xcomp;
        let joins_another = tree.dep(c) == Dep::Cc && tree.head(c) == Some(head);
        !other_clause && !joins_another && tree.dep(c) != Dep::Punct
    })
}

fn obliques(tree: &Tree, tokens: &[usize]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for &preposition in tokens {
        if tree.dep(preposition) != Dep::Prep {
            continue;
        }
        let mut noun = tree.child(preposition, &[Dep::Pobj]);
        while let Some(n) = noun {
            found.push((preposition, n));
            noun = tree.child(n, &[Dep::Conj]);
        }
    }
    found
}
