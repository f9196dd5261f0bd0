//! The subject of a verb, also where it stands with another verb or not at all.

use super::clauses::Tree;
use super::roles;
use crate::english::{Dep, Pos, Tag};

/// The subject of a verb, and whether it is acted on. `depth` bounds the walk.
pub fn subject(tree: &Tree, head: usize, depth: usize) -> (Option<usize>, bool) {
    // "there were no survivors": nobody acts.
    if depth > 6 || tree.child(head, &[Dep::Expl]).is_some_and(|c| c < head) {
        return (None, false);
    }
    let token = &tree.parsed.tokens[head];
    if let Some(own) = tree.child(head, &[Dep::Nsubj, Dep::Nsubjpass]) {
        // Headlines leave out "was": "Man held over fire".
        let bare = token.tag == Tag::Vbn
            && is_headline(tree)
            && token.dep == Dep::Root
            && tree
                .child(head, &[Dep::Aux, Dep::Auxpass, Dep::Dobj, Dep::Ccomp])
                .is_none();
        let passive = tree.dep(own) == Dep::Nsubjpass || bare;
        let relative = token.dep == Dep::Relcl
            && (matches!(tree.parsed.tokens[own].tag, Tag::Wdt | Tag::Wp)
                || tree.word(own).eq_ignore_ascii_case("that"));
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
                // "forced them to leave": they leave; "promised them to leave" and "used them to
                // leave": not they.
                Dep::Xcomp => tree.child(above, &[Dep::Dobj]).filter(|_| {
                    !matches!(
                        tree.lemma(above).as_str(),
                        "promise" | "use" | "take" | "spend" | "need" | "vow" | "threaten" | "have"
                    )
                }),
                _ => None,
            };
            // "is likely to leave": the subject stands with the verb of the adjective.
            let verb = match tree.head(above) {
                Some(verb) if tree.dep(above) == Dep::Acomp => verb,
                _ => above,
            };
            (
                controller.or_else(|| subject(tree, verb, depth + 1).0),
                passive,
            )
        }
        Dep::Acl if matches!(token.tag, Tag::Vbg) => (Some(above), false),
        Dep::Acl if matches!(token.tag, Tag::Vbn) => (Some(above), true),
        Dep::Acl | Dep::Relcl if roles::is_bare_infinitive(tree, head) => {
            (Some(above), tree.child(head, &[Dep::Auxpass]).is_some())
        }
        Dep::Pcomp => match tree.head(above) {
            Some(verb) if tree.is_predicate(verb) => {
                // "accused him of stealing", "jailed him for stealing": he stole.
                let by_object = matches!(tree.word(above), "of" | "from" | "into")
                    || roles::is_cause(tree, verb, above, head);
                let object = tree.child(verb, &[Dep::Dobj]).filter(|_| by_object);
                (object.or_else(|| subject(tree, verb, depth + 1).0), false)
            }
            _ => (None, false),
        },
        _ => (None, false),
    }
}

/// Whether a sentence ends without a stop, as headlines do.
fn is_headline(tree: &Tree) -> bool {
    let last = tree.parsed.tokens.last();
    last.is_some_and(|t| t.pos != Pos::Punct)
}
