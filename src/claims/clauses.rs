//! Clauses: the statements of one parsed sentence, as a predicate with its arguments.
//!
//! A clause is headed by a verb (or by "be" with what it is said to be) or by a noun that names
//! an act ("the arrest of X"). Arguments are brought to the same roles whatever the
//! construction: the actor of a passive stands behind "by", a relative clause takes its
//! antecedent, a participle and an infinitive take the subject of the verb they hang on.

use super::extent::extent;
use super::implied;
use super::modality::embedding::{self, Link, Sense};
use super::modality::{self, Modality};
use super::naming;
use super::polarity::{self, Negation, Polarity};
use super::predicates;
use super::subjects::subject;
use super::verbs::{
    adverb_complement, carries, chain, is_governor, is_only_meant, is_open, predicate, target,
};
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
    /// The verbs that make one predicate, the head first: "leave" and "forced" of "was forced to
    /// leave".
    pub chain: Vec<usize>,
    /// The words of the predicate, in order; none where only the place of a phrase states it
    /// ("Holt, a former minister").
    pub predicate: Vec<usize>,
    /// The noun that names the act, where the verb only carries it ("launched an *attack*").
    pub act: Option<usize>,
    /// The first and the last token of the statement: no conjunction in front of it, no other
    /// statement behind it.
    pub extent: (usize, usize),
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
        self.parsed.tokens[token].lemma.as_str().to_lowercase()
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
                found.push(naming::stated(tree, clause));
            }
        } else if tree.parsed.tokens[token].pos == Pos::Noun
            && predicates::is_event_noun(&tree.lemma(token))
            && let Some(clause) = nominal(tree, token, &negations)
        {
            found.push(clause);
        }
        found.extend(implied::find(tree, token));
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
    if is_only_meant(tree, head) || is_governor(tree, head) {
        return None;
    }
    let chain = chain(tree, head);
    let top = chain[chain.len() - 1];
    let (subject, passive) = subject(tree, head, 0);
    let mut object = tree
        .child(head, &[Dep::Dobj, Dep::Attr, Dep::Acomp, Dep::Oprd])
        .or_else(|| adverb_complement(tree, head));
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
    let mut predicate = predicate(tree, &chain);
    let act = patient.filter(|noun| carries(tree, head, *noun));
    if let Some(noun) = act {
        predicate.extend(
            tree.children(noun).iter().copied().filter(|c| {
                *c < noun && matches!(tree.dep(*c), Dep::Det | Dep::Amod | Dep::Compound)
            }),
        );
        predicate.push(noun);
        if let Some((preposition, target)) = target(tree, head, noun) {
            predicate.push(preposition);
            patient = Some(target);
        }
        predicate.sort_unstable();
    }
    let tokens = own_tokens(tree, top);
    let mut obliques = obliques(tree, &tokens);
    // "showed that it rained": what is shown is a statement.
    let stated = tree
        .child(head, &[Dep::Ccomp])
        .filter(|c| *c > head && !passive && lemma != "be" && tree.is_predicate(*c));
    if let Some(stated) = stated {
        match patient {
            None => patient = Some(stated),
            // "told him that it rained": he is told it.
            Some(told) if predicates::is_saying(&lemma) || predicates::is_telling(&lemma) => {
                if tree.dep(told) == Dep::Dobj {
                    obliques.insert(0, (told, told));
                    patient = Some(stated);
                }
            }
            Some(_) => {}
        }
    }
    Some(Clause {
        head,
        agent,
        patient,
        obliques,
        polarity,
        modality,
        passive,
        nominal: false,
        chain,
        predicate,
        act,
        extent: extent(tree, top, &tokens),
        tokens,
    })
}

fn nominal(tree: &Tree, head: usize, negations: &[Negation]) -> Option<Clause> {
    if modality::is_unstated(tree, head) {
        return None;
    }
    // "launched an attack": the verb's clause says it.
    let above = tree.head(head);
    if above.is_some_and(|verb| tree.is_predicate(verb) && carries(tree, verb, head)) {
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
    let befell = pobj_of(&["of"]).is_some()
        && predicates::befalls(&tree.lemma(head))
        && is_told_as_fact(tree, head, negations);
    if agent.is_none() && class != "die" && class != "control" && !befell {
        return None;
    }
    let tokens = tree.subtree(head, &|c| !tree.is_predicate(c));
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
        agent,
        patient,
        polarity,
        ..stating(tree, head, tokens)
    })
}

/// A positive statement of fact by a noun, its slots still empty.
pub(super) fn stating(tree: &Tree, head: usize, tokens: Vec<usize>) -> Clause {
    Clause {
        head,
        agent: None,
        patient: None,
        obliques: obliques(tree, &tokens),
        polarity: Polarity::Positive,
        modality: Modality::Fact,
        passive: false,
        nominal: true,
        chain: vec![head],
        predicate: vec![head],
        act: None,
        extent: extent(tree, head, &tokens),
        tokens,
    }
}

/// Whether the act that a noun names is told as something that happened: it has an article or a
/// possessor, and no verb above wants, plans, denies or charges it.
fn is_told_as_fact(tree: &Tree, noun: usize, negations: &[Negation]) -> bool {
    let is_definite = tree
        .children(noun)
        .iter()
        .any(|c| tree.is(*c, "the") || tree.dep(*c) == Dep::Poss);
    let mut at = noun;
    for _ in 0..8 {
        let Some(above) = tree.head(at) else { break };
        at = above;
        if matches!(tree.parsed.tokens[at].pos, Pos::Verb | Pos::Aux) {
            let lemma = tree.lemma(at);
            let is_open = embedding::sense(&lemma, Link::Bare)
                .is_some_and(|sense| !matches!(sense, Sense::Factive | Sense::Implies));
            let plain = Some((Polarity::Positive, Modality::Fact));
            return is_definite && !is_open && modality::colour(tree, negations, at, &[]) == plain;
        }
    }
    is_definite
}

fn is_transitive(tree: &Tree, head: usize) -> bool {
    !tree.is(head, "be")
        && tree
            .child(head, &[Dep::Ccomp, Dep::Acomp, Dep::Attr])
            .is_none()
}

/// The tokens of a clause without those of the clauses inside it.
fn own_tokens(tree: &Tree, head: usize) -> Vec<usize> {
    tree.subtree(head, &|c| {
        let other_clause = tree.is_predicate(c) && !is_open(tree, c);
        let joins_another = tree.dep(c) == Dep::Cc && tree.head(c) == Some(head);
        let aims = is_in_order(tree, c);
        !other_clause && !joins_another && !aims && tree.dep(c) != Dep::Punct
    })
}

/// Whether a preposition begins "in order to …".
pub fn is_in_order(tree: &Tree, preposition: usize) -> bool {
    tree.word(preposition).eq_ignore_ascii_case("in")
        && tree
            .child(preposition, &[Dep::Pobj])
            .is_some_and(|noun| tree.is(noun, "order") && tree.child(noun, &[Dep::Acl]).is_some())
}

/// The prepositions among some tokens with what they bring in. An indirect object without a
/// preposition ("gave *him* a letter") stands for both.
pub fn obliques(tree: &Tree, tokens: &[usize]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for &preposition in tokens {
        if tree.dep(preposition) == Dep::Dative && tree.parsed.tokens[preposition].pos != Pos::Adp {
            found.push((preposition, preposition));
        }
        if !matches!(tree.dep(preposition), Dep::Prep | Dep::Dative) {
            continue;
        }
        let mut noun = tree.child(preposition, &[Dep::Pobj]);
        // "the town in which they fought": the town.
        if let Some(n) = noun
            && matches!(tree.parsed.tokens[n].tag, Tag::Wdt | Tag::Wp)
            && let Some(clause) = tree.head(preposition)
            && tree.dep(clause) == Dep::Relcl
            && let Some(antecedent) = tree.head(clause)
        {
            found.push((preposition, antecedent));
            continue;
        }
        while let Some(n) = noun {
            found.push((preposition, n));
            noun = tree.child(n, &[Dep::Conj]);
        }
    }
    found
}
