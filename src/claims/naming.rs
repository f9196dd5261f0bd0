//! What somebody calls something: "Kessler described the deal as a fraud", "Kessler called it a
//! fraud". That Kessler spoke is hardly ever in dispute; what is stated is that the deal is a
//! fraud, by Kessler.

use super::clauses::{self, Clause, Tree};
use super::lists::is_one_of;
use super::{Modality, Polarity};
use crate::english::{Dep, Pos};

/// Verbs that say by "as" what something is.
const BY_AS: &str = "describe characterize characterise portray depict paint hail dismiss denounce \
    condemn brand label praise deride decry ridicule slam blast reject regard view";

/// Verbs that say it by a second noun or an adjective.
const BARE: &str = "call dub brand label term deem consider";

/// What a verb says that its object is: the noun or adjective, and the object where the parser
/// hangs it below that.
pub fn complement(tree: &Tree, verb: usize) -> Option<(usize, Option<usize>)> {
    let lemma = tree.lemma(verb);
    if is_one_of(&lemma, BY_AS)
        && let Some(what) = after_as(tree, verb)
    {
        return Some((what, None));
    }
    if !is_one_of(&lemma, BARE) {
        return None;
    }
    // The parser may take X for whom Y is given to.
    let given = tree.child(verb, &[Dep::Dative]).filter(|x| *x > verb);
    if let (Some(given), Some(what)) = (given, tree.child(verb, &[Dep::Dobj]))
        && given < what
        && lemma != "call"
        && is_attribute(tree, what)
    {
        return Some((what, Some(given)));
    }
    let what = tree.children(verb).iter().copied().find(|c| {
        *c > verb && matches!(tree.dep(*c), Dep::Oprd | Dep::Ccomp) && is_attribute(tree, *c)
    })?;
    // "called Tom Ravel on Friday": nobody is called anything.
    let below = tree.child(what, &[Dep::Nsubj]);
    let beside = tree.child(verb, &[Dep::Dobj, Dep::Nsubjpass]);
    let above = matches!(tree.dep(verb), Dep::Relcl | Dep::Acl);
    (below.is_some() || beside.is_some() || above).then_some((what, below))
}

/// What "as" brings in behind a verb or its object.
fn after_as(tree: &Tree, verb: usize) -> Option<usize> {
    let object = tree.child(verb, &[Dep::Dobj]);
    [Some(verb), object]
        .into_iter()
        .flatten()
        .find_map(|above| {
            let mut below = tree.children(above).iter().copied();
            let preposition = below.find(|c| {
                *c > verb && tree.dep(*c) == Dep::Prep && tree.word(*c).eq_ignore_ascii_case("as")
            })?;
            tree.child(preposition, &[Dep::Pobj, Dep::Amod, Dep::Acomp])
                .filter(|what| is_attribute(tree, *what))
        })
}

fn is_attribute(tree: &Tree, token: usize) -> bool {
    matches!(
        tree.parsed.tokens[token].pos,
        Pos::Noun | Pos::Propn | Pos::Adj
    )
}

/// Turns the clause of a verb that names something into what it states: that X is Y. What nobody
/// is known to say, or what is not said, stays as it was.
pub fn stated(tree: &Tree, clause: Clause) -> Clause {
    let plain = clause.polarity == Polarity::Positive && clause.modality == Modality::Fact;
    let Some((what, below)) = complement(tree, clause.head).filter(|_| plain) else {
        return clause;
    };
    let named = below.or(clause.patient).filter(|named| *named != what);
    let (Some(named), Some(_)) = (named, clause.agent) else {
        return clause;
    };
    let own = |top: usize, without: usize| {
        tree.subtree(top, &|c| {
            c != without && !tree.is_predicate(c) && tree.dep(c) != Dep::Punct
        })
    };
    let tokens = own(what, named);
    let subject = own(named, what);
    let first = subject[0].min(tokens[0]);
    let last = *tokens.last().unwrap_or(&what).max(&named);
    let denied = tree.child(what, &[Dep::Neg]).is_some();
    Clause {
        head: what,
        agent: Some(named),
        patient: Some(what),
        obliques: clauses::obliques(tree, &tokens),
        polarity: if denied {
            Polarity::Negative
        } else {
            Polarity::Positive
        },
        passive: false,
        nominal: true,
        chain: vec![what],
        predicate: Vec::new(),
        act: None,
        extent: (first, last),
        tokens,
        ..clause
    }
}
