//! Modality: how sure a claim is, and whether a clause states anything at all.
//!
//! A clause takes its colour from its own words ("may", "allegedly"), from the words that govern
//! it ("refused to", "is expected to", "pretended that"; [`embedding`]) and from what the sentence
//! does with it: asks it, wishes it, makes it a condition.

pub mod doubt;
pub mod embedding;

use super::clauses::Tree;
use super::polarity::{self, Negation, Polarity, affixes};
use super::predicates;
use crate::english::{Dep, Tag};
use doubt::Open;
use embedding::{Commitment, Link, Sense, Use};

/// How sure the speaker is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Modality {
    /// Stated as a fact.
    #[default]
    Fact,
    /// "may", "perhaps", "it seems".
    Hedged,
    /// "allegedly", "is accused of".
    Alleged,
    /// "will".
    Predicted,
    /// "must", "wants to", "called on".
    Demanded,
    /// Only under a condition ("would have burned", "if the dam breaks, the bells will ring"):
    /// never set against another claim.
    Conditional,
    /// Not known, or doubted ("it is unclear whether it burned"): set only against a claim that
    /// says what is not known.
    Doubted(Open),
}

impl Modality {
    /// The word that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Modality::Fact => "fact",
            Modality::Hedged => "hedged",
            Modality::Alleged => "alleged",
            Modality::Predicted => "predicted",
            Modality::Demanded => "demanded",
            Modality::Conditional => "conditional",
            Modality::Doubted(_) => "doubted",
        }
    }
}

/// Yes or no and how sure, for the clause of a predicate with these arguments; none for a clause
/// that states nothing: a question, a wish, a condition, what somebody did not say. A question that
/// the sentence calls open is [`Modality::Doubted`].
///
/// 1. The clause's own negations and its own words of doubt.
/// 2. The words that govern it, collected from the clause outward.
/// 3. From the outermost inward, each hands on a yes or a no to what it governs (Nairn,
///    Condoravdi and Karttunen 2006).
pub fn colour(
    tree: &Tree,
    negations: &[Negation],
    head: usize,
    arguments: &[usize],
) -> Option<(Polarity, Modality)> {
    let own = polarity::denying(negations, head, arguments);
    if let Some(open) = doubt::open(tree, head) {
        let polarity = if own.len() % 2 == 1 {
            Polarity::Negative
        } else {
            Polarity::Positive
        };
        return Some((polarity, Modality::Doubted(open)));
    }
    if is_unstated(tree, head) {
        return None;
    }
    let above = Above::collect(tree, negations, head, own.clone());
    let negative = above.is_so()? == ((own.len() + above.shared) % 2 == 1);
    let polarity = if negative {
        Polarity::Negative
    } else {
        Polarity::Positive
    };
    let modality = if depends(tree, head) {
        Modality::Conditional
    } else {
        above.doubt()
    };
    Some((polarity, modality))
}

/// Whether the writer is committed to the truth of a clause by the word that governs it; none
/// where nothing does.
pub fn commitment(tree: &Tree, negations: &[Negation], clause: usize) -> Option<Commitment> {
    let (verb, link) = embedding::governor(tree, clause)?;
    let (sense, affix) = read(tree, verb, link, clause);
    let word = adjective(tree, verb).unwrap_or(verb);
    let mut own = polarity::denying(negations, verb, &[]);
    own.extend(polarity::denying(negations, word, &[]));
    own.sort_unstable();
    own.dedup();
    let above = Above::collect(tree, negations, verb, own.clone());
    let is_so = above.is_so().unwrap_or(true);
    let mut used = usage(tree, verb);
    used.denied = is_so == ((own.len() + above.shared + usize::from(affix)) % 2 == 1);
    used.modal = above.doubt() != Modality::Fact;
    used.asked = is_asked(tree, verb);
    used.conditional = is_condition(tree, verb);
    Some(sense.map_or(Commitment::Open, |sense| sense.commits(used)))
}

/// Whether what a token heads is a question, a condition, or part of one.
pub fn is_unstated(tree: &Tree, head: usize) -> bool {
    is_asked(tree, head) || is_condition(tree, head)
}

/// What stands above a clause, and its own words of doubt.
struct Above {
    /// The words that govern it, from the nearest outward.
    governors: Vec<Governor>,
    /// What it, they and their auxiliaries say of how sure it is, from the nearest outward.
    modality: Vec<Modality>,
    /// How many negations of a clause before it hold for it as well.
    shared: usize,
}

/// A word that governs a clause.
struct Governor {
    /// None for one that says nothing of the clause's truth ("began to").
    sense: Option<Sense>,
    used: Use,
}

impl Above {
    /// Climbs from a clause; `counted` are the negations that are its own.
    fn collect(tree: &Tree, negations: &[Negation], head: usize, mut counted: Vec<usize>) -> Above {
        let mut found = Above {
            governors: Vec::new(),
            modality: vec![own_modality(tree, head)],
            shared: 0,
        };
        let mut at = head;
        for _ in 0..8 {
            if let Some((verb, link)) = embedding::governor(tree, at) {
                let (sense, mut denied) = read(tree, verb, link, at);
                // A verb that says nothing of its clause hands it no denial either, and what is
                // denied by "deny" is the business of who speaks.
                if sense.is_none() && (link == Link::Finite || denies(tree, verb)) {
                    break;
                }
                for token in [adjective(tree, verb).unwrap_or(verb), verb] {
                    for negation in polarity::denying(negations, token, &[]) {
                        if !counted.contains(&negation) {
                            counted.push(negation);
                            denied = !denied;
                        }
                    }
                }
                let used = Use {
                    denied,
                    ..usage(tree, verb)
                };
                found.governors.push(Governor { sense, used });
                found.modality.push(doubt(sense));
                if link == Link::Finite {
                    break;
                }
                found.modality.push(own_modality(tree, verb));
                at = verb;
                continue;
            }
            let Some(above) = tree.head(at) else { break };
            match tree.dep(at) {
                // "was not able to cross": what is said of the adjective stands with its verb.
                Dep::Acomp => {
                    let new = |n: &usize| !counted.contains(n);
                    let own = polarity::denying(negations, above, &[])
                        .into_iter()
                        .filter(new);
                    let own: Vec<usize> = own.collect();
                    let used = Use {
                        denied: own.len() % 2 == 1,
                        ..Use::default()
                    };
                    counted.extend(own);
                    found.governors.push(Governor { sense: None, used });
                    found.modality.push(own_modality(tree, above));
                }
                // "he will leave and take": the auxiliary counts for both; "did not eat or drink":
                // so does the denial.
                Dep::Conj if tree.is_predicate(above) => {
                    if tree
                        .child(at, &[Dep::Nsubj, Dep::Nsubjpass, Dep::Aux])
                        .is_none()
                    {
                        found.modality.push(own_modality(tree, above));
                        let joins = |c: &&usize| tree.dep(**c) == Dep::Cc && !tree.is(**c, "but");
                        let or = tree
                            .children(above)
                            .iter()
                            .find(joins)
                            .is_some_and(|c| tree.is(*c, "or") || tree.is(*c, "nor"));
                        for negation in polarity::denying(negations, above, &[]) {
                            if !counted.contains(&negation) {
                                counted.push(negation);
                                found.shared += usize::from(or);
                            }
                        }
                    }
                }
                _ => break,
            }
            at = above;
        }
        found
    }

    /// Whether what governs the clause makes it so, before its own negations; none where nobody
    /// states it.
    fn is_so(&self) -> Option<bool> {
        self.governors.iter().rev().try_fold(true, |so, governor| {
            let denied = so == governor.used.denied;
            let Some(sense) = governor.sense else {
                return Some(!denied);
            };
            let used = Use {
                denied,
                ..governor.used
            };
            match (sense, sense.commits(used)) {
                // "wishes that", "was not forced to", "did not say that": nobody states it.
                (Sense::Wishes, _) => None,
                (Sense::Forces | Sense::Says, _) if denied => None,
                (_, Commitment::Holds) => Some(true),
                (_, Commitment::Fails) => Some(false),
                // "did not refuse to": not the opposite of what was denied.
                (Sense::Prevents, Commitment::Open) => Some(true),
                (_, Commitment::Open) => Some(!denied),
            }
        })
    }

    /// How sure the clause is: what the nearest word of doubt says.
    fn doubt(&self) -> Modality {
        let doubts = |m: &&Modality| **m != Modality::Fact;
        self.modality
            .iter()
            .find(doubts)
            .copied()
            .unwrap_or_default()
    }
}

/// Whose mind and what time a governing verb tells of.
fn usage(tree: &Tree, verb: usize) -> Use {
    let children = tree.children(verb);
    let first_person = |c: &usize| {
        tree.dep(*c) == Dep::Nsubj && matches!(tree.word(*c).to_lowercase().as_str(), "i" | "we")
    };
    let past = |t: usize| tree.parsed.tokens[t].tag == Tag::Vbd;
    Use {
        own_mind: children.iter().any(first_person),
        present: !past(verb)
            && !children
                .iter()
                .any(|c| tree.dep(*c) == Dep::Aux && past(*c)),
        ..Use::default()
    }
}

/// What a governor makes of a clause, and whether an affix denies that: "unable" is "able",
/// denied.
fn read(tree: &Tree, verb: usize, link: Link, clause: usize) -> (Option<Sense>, bool) {
    let word = adjective(tree, verb).unwrap_or(verb);
    let lemma = tree.lemma(word);
    // "stopped to rest" rests; "stopped resting" does not.
    if lemma == "stop" && tree.parsed.tokens[clause].tag != Tag::Vbg {
        return (None, false);
    }
    // "could not believe that" is said of what is so; its denial denies nothing.
    if lemma == "believe" && is_incredulous(tree, verb) {
        return (Some(Sense::Factive), true);
    }
    // "did not deny reports that"
    let undenied = |verb: usize| is_denied(tree, verb);
    if is_dismissed(tree, word) {
        return (Some(known(tree.head(word).is_some_and(undenied))), false);
    }
    if disbelieves(tree, word) {
        return (Some(known(false)), false);
    }
    if let Some(is_so) = verdict(tree, word) {
        return (Some(known(is_so)), false);
    }
    if let Some(sense) = embedding::sense(&lemma, link) {
        return (Some(sense), false);
    }
    if let Some(affix) = affixes::find(&lemma) {
        let rest = format!("{}{}", &lemma[..affix.start], &lemma[affix.end..]);
        if let Some(sense) = embedding::sense(&rest, link) {
            return (Some(sense), true);
        }
    }
    let says = link == Link::Finite && predicates::is_saying(&lemma) && !denies(tree, word);
    (says.then_some(Sense::Says), false)
}

/// "cannot believe", "could not believe".
fn is_incredulous(tree: &Tree, verb: usize) -> bool {
    let can = |c: &usize| {
        matches!(
            tree.word(*c).to_lowercase().as_str(),
            "can" | "ca" | "could"
        )
    };
    let children = tree.children(verb);
    let not =
        |c: &usize| tree.dep(*c) == Dep::Neg || tree.is(*c, "hardly") || tree.is(*c, "scarcely");
    children.iter().any(can) && children.iter().any(not)
}

/// Whether the word itself denies what it governs.
fn denies(tree: &Tree, word: usize) -> bool {
    matches!(tree.lemma(word).as_str(), "deny" | "dispute" | "doubt")
}

/// The sense of a word under which its clause is known to be so, or not, whatever denies the word itself.
fn known(is_so: bool) -> Sense {
    if is_so {
        Sense::Factive
    } else {
        Sense::Pretends
    }
}

/// Whether a word says that what it governs is not so: "I doubt that".
fn disbelieves(tree: &Tree, word: usize) -> bool {
    let own = |subject: usize| matches!(tree.word(subject), "I" | "we" | "We");
    tree.is(word, "doubt") && tree.child(word, &[Dep::Nsubj]).is_some_and(own)
}

/// Whether a noun is what somebody tells, true or not: "a rumour that".
fn is_told(tree: &Tree, noun: usize) -> bool {
    matches!(
        tree.lemma(noun).as_str(),
        "rumor"
            | "rumour"
            | "claim"
            | "report"
            | "allegation"
            | "accusation"
            | "assertion"
            | "suggestion"
            | "story"
            | "tale"
            | "notion"
    )
}

fn is_denied(tree: &Tree, verb: usize) -> bool {
    tree.child(verb, &[Dep::Neg]).is_some()
}

/// Whether what a noun tells is denied or dismissed by somebody: "dismissed rumours that", "did not deny
/// reports that". What comes of the clause is said here; whoever dismisses it flips it no more.
pub(super) fn is_dismissed(tree: &Tree, noun: usize) -> bool {
    let dismisses = |verb: usize| {
        matches!(
            tree.lemma(verb).as_str(),
            "deny" | "dispute" | "dismiss" | "reject" | "discount" | "refute" | "rebut"
        )
    };
    is_told(tree, noun) && tree.dep(noun) == Dep::Dobj && tree.head(noun).is_some_and(dismisses)
}

/// What a sentence says of the truth of what a noun tells, if anything: "the rumour that he left is false",
/// "reports that he left proved accurate", "no truth in the report that he left".
pub(super) fn verdict(tree: &Tree, noun: usize) -> Option<bool> {
    if !is_told(tree, noun) {
        return None;
    }
    let above = tree.head(noun)?;
    match tree.dep(noun) {
        Dep::Nsubj | Dep::Nsubjpass => {
            let complement = tree.child(above, &[Dep::Acomp, Dep::Attr, Dep::Oprd]);
            let word = match tree.lemma(above).as_str() {
                "be" | "prove" | "remain" => complement?,
                "turn" => {
                    let out = tree.child(above, &[Dep::Xcomp])?;
                    tree.child(out, &[Dep::Acomp, Dep::Attr, Dep::Oprd])?
                }
                _ if tree.dep(noun) == Dep::Nsubjpass => above,
                _ => return None,
            };
            let is_so = match tree.lemma(word).as_str() {
                "false" | "untrue" | "wrong" | "incorrect" | "inaccurate" | "unfounded"
                | "baseless" | "groundless" | "lie" | "nonsense" | "invention" | "fabrication"
                | "hoax" | "myth" | "invent" | "fabricate" | "disprove" | "refute" | "debunk" => {
                    false
                }
                "true" | "correct" | "accurate" => true,
                _ => return None,
            };
            Some(is_so != is_denied(tree, above))
        }
        // "no truth in the report"
        Dep::Pobj if tree.is(above, "in") || tree.is(above, "to") => {
            let truth = tree.head(above)?;
            let none = tree
                .child(truth, &[Dep::Det])
                .filter(|det| tree.is(*det, "no"));
            (tree.is(truth, "truth") && none.is_some()).then_some(false)
        }
        _ => None,
    }
}

/// Whether what governs a clause is a noun that somebody dismisses.
pub fn is_of_what_is_dismissed(tree: &Tree, clause: usize) -> bool {
    embedding::governor(tree, clause).is_some_and(|(noun, _)| is_dismissed(tree, noun))
}

/// Whether the sentence itself says if what a noun tells is so.
pub fn is_judged(tree: &Tree, noun: usize) -> bool {
    verdict(tree, noun).is_some()
}

/// The adjective of "it is true that", which governs the clause in the place of "is".
fn adjective(tree: &Tree, verb: usize) -> Option<usize> {
    tree.child(verb, &[Dep::Acomp])
        .filter(|_| tree.is(verb, "be"))
}

/// How sure a clause is under a governor.
fn doubt(sense: Option<Sense>) -> Modality {
    match sense {
        Some(Sense::Predicts) => Modality::Predicted,
        Some(Sense::Wants) => Modality::Demanded,
        Some(Sense::Thinks | Sense::Seems) => Modality::Hedged,
        Some(Sense::Alleges) => Modality::Alleged,
        _ => Modality::Fact,
    }
}

/// How sure a clause is by its own auxiliaries and adverbs.
fn own_modality(tree: &Tree, head: usize) -> Modality {
    for &child in tree.children(head) {
        let word = tree.word(child).to_lowercase();
        match tree.dep(child) {
            Dep::Aux if tree.parsed.tokens[child].tag == Tag::Md => match word.as_str() {
                "may" | "might" | "could" | "can" => return Modality::Hedged,
                "will" | "wo" | "'ll" | "’ll" | "would" | "shall" | "'d" | "’d" => {
                    return Modality::Predicted;
                }
                "should" | "must" | "ought" => return Modality::Demanded,
                _ => {}
            },
            Dep::Advmod | Dep::Acomp | Dep::Npadvmod => match word.as_str() {
                "perhaps" | "possibly" | "probably" | "apparently" | "maybe" | "likely"
                | "presumably" | "potentially" | "seemingly" | "unlikely" => {
                    return Modality::Hedged;
                }
                "allegedly" | "reportedly" | "supposedly" | "purportedly" => {
                    return Modality::Alleged;
                }
                _ => {}
            },
            _ => {}
        }
    }
    if is_command(tree, head) {
        return Modality::Demanded;
    }
    Modality::Fact
}

/// "Leave the town", "Do not cross": a base form that begins its sentence and has no subject.
fn is_command(tree: &Tree, head: usize) -> bool {
    let token = &tree.parsed.tokens[head];
    let helped = |c: &usize| {
        matches!(tree.dep(*c), Dep::Aux | Dep::Auxpass) && !tree.is(*c, "do")
            || matches!(
                tree.dep(*c),
                Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj | Dep::Expl
            )
    };
    token.tag == Tag::Vb && token.dep == Dep::Root && !tree.children(head).iter().any(helped)
}

/// Whether a clause holds only under a condition: "would have burned", "will ring if …". A past
/// event with an "if" beside it happened all the same ("if he was tired, he did not show it").
fn depends(tree: &Tree, head: usize) -> bool {
    let mut at = head;
    for _ in 0..8 {
        let would = |c: &usize| tree.is(*c, "would") || tree.is(*c, "'d") || tree.is(*c, "’d");
        let has = |c: &usize| tree.is(*c, "have") && tree.dep(*c) == Dep::Aux;
        let children = tree.children(at);
        if tree.parsed.tokens[at].tag == Tag::Vbn
            && children.iter().any(would)
            && children.iter().any(has)
        {
            return true;
        }
        let under_if = children.iter().any(|c| {
            // "faces ten years if convicted" states the law.
            let elliptic = tree.parsed.tokens[*c].tag == Tag::Vbn
                && tree
                    .child(*c, &[Dep::Nsubjpass, Dep::Aux, Dep::Auxpass])
                    .is_none();
            tree.dep(*c) == Dep::Advcl
                && !elliptic
                && tree.children(*c).iter().any(|m| {
                    let word = tree.word(*m).to_lowercase();
                    let before = if *m > 0 {
                        tree.word(m - 1).to_lowercase()
                    } else {
                        String::new()
                    };
                    tree.dep(*m) == Dep::Mark
                        && matches!(word.as_str(), "if" | "unless")
                        && !matches!(before.as_str(), "even" | "as")
                })
        });
        let past = tree.parsed.tokens[at].tag == Tag::Vbd
            || children
                .iter()
                .any(|c| tree.dep(*c) != Dep::Nsubj && tree.parsed.tokens[*c].tag == Tag::Vbd);
        if under_if && !past {
            return true;
        }
        match (tree.dep(at), tree.head(at)) {
            (Dep::Conj | Dep::Xcomp | Dep::Acomp, Some(above)) => at = above,
            _ => return false,
        }
    }
    false
}

/// Whether the clause is a condition or what is asked in another clause, or part of one.
fn is_condition(tree: &Tree, head: usize) -> bool {
    let mut at = head;
    for _ in 0..32 {
        let embedded = matches!(tree.dep(at), Dep::Ccomp | Dep::Pcomp);
        for &child in tree.children(at) {
            let t = &tree.parsed.tokens[child];
            let word = tree.word(child).to_lowercase();
            let is_condition =
                t.dep == Dep::Mark && matches!(word.as_str(), "if" | "unless" | "whether" | "lest");
            let asks_how = t.dep == Dep::Advmod
                && matches!(word.as_str(), "if" | "how" | "why" | "when" | "where")
                && t.tag == Tag::Wrb
                && embedded;
            // "what to do", "who did it" as the object of a verb asks, it does not state.
            let asks_what = matches!(t.tag, Tag::Wp | Tag::Wdt)
                && embedded
                && matches!(word.as_str(), "who" | "what" | "which");
            if is_condition || asks_how || asks_what {
                return true;
            }
        }
        match tree.head(at) {
            Some(above) => at = above,
            None => break,
        }
    }
    false
}

/// Whether a question mark ends what the clause stands in: the sentence, or the quotation.
fn is_asked(tree: &Tree, head: usize) -> bool {
    let tokens = &tree.parsed.tokens;
    let word = |t: &crate::english::Token| t.span.of(tree.text);
    let last = tokens
        .iter()
        .rev()
        .find(|t| !matches!(t.tag, Tag::CloseQuote | Tag::CloseBracket));
    if last.is_some_and(|t| word(t).contains('?')) {
        return true;
    }
    // “Did he leave?” she asked.
    tokens[head..]
        .iter()
        .find(|t| word(t).contains(['?', '!', '"', '”', '»']) || word(t) == ".")
        .is_some_and(|t| word(t).contains('?'))
}
