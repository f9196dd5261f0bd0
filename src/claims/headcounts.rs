//! Headcounts: numbers that count one set however the accounts put it. Those who "marched", "walked
//! through the town" and were counted as "protesters" are one crowd; "900 jobs would go" and "900
//! people lose their jobs" are one number of jobs; what was "paid for" a firm and "a takeover" are one
//! price.

use super::clauses::{Clause, Tree};
use super::quantity::{Quantity, Unit};
use crate::english::{Dep, Tag};

/// Those who took to the street.
pub const MARCH: &str = "join march";
/// Those who waited outside.
pub const WAIT: &str = "wait outside";
/// Those who came to what was put on for them.
pub const ATTEND: &str = "be at it";
/// Those on one vehicle.
pub const BOARD: &str = "be on board";
/// Jobs that are lost.
pub const JOBS: &str = "lose job";
/// Those who have not left.
pub const STAY: &str = "be left";
/// Those who fought each other.
pub const FIGHT: &str = "fight it out";
/// What is paid for a firm or a thing.
pub const PRICE: &str = "price";

/// Fewer people are no crowd: "six people walked to the shop".
const CROWD: f64 = 20.0;

/// Whether a measure is one of these, so that no verb or noun need be shared.
pub fn is_one_set(measure: &str) -> bool {
    matches!(
        measure,
        MARCH | WAIT | ATTEND | BOARD | JOBS | STAY | FIGHT | PRICE
    )
}

/// Which of these a number gives, if any.
pub(super) fn of(tree: &Tree, clause: &Clause, quantity: &Quantity) -> Option<&'static str> {
    match quantity.unit {
        Unit::Count if is_job(&quantity.noun) => {
            let verb = verb_of(tree, clause, quantity)?;
            goes(tree, verb).then_some(JOBS)
        }
        Unit::Count if is_bare_sum(quantity) && is_price(tree, clause, quantity) => Some(PRICE),
        Unit::Count => of_people(tree, clause, quantity),
        Unit::Money(_) => is_price(tree, clause, quantity).then_some(PRICE),
        _ => None,
    }
}

/// Whether a number is put on a crowd: "put the march at 30,000 people", "puts the number of participants
/// at 900", "a crowd of 5,000".
fn is_put_on_a_crowd(tree: &Tree, quantity: &Quantity) -> bool {
    let counted = |noun: usize| {
        let lemma = tree.lemma(noun);
        let of_them = tree.children(noun).iter().any(|of| {
            let people = tree.child(*of, &[Dep::Pobj]);
            tree.is(*of, "of") && people.is_some_and(|p| crowd(&tree.lemma(p)).is_some())
        });
        matches!(
            lemma.as_str(),
            "march" | "crowd" | "procession" | "demonstration" | "protest" | "rally" | "turnout"
        ) || lemma == "number" && of_them
    };
    let Some(preposition) = tree
        .head(quantity.head)
        .filter(|_| tree.dep(quantity.head) == Dep::Pobj)
    else {
        return false;
    };
    let Some(above) = tree.head(preposition) else {
        return false;
    };
    match tree.word(preposition).to_lowercase().as_str() {
        "of" => counted(above),
        "at" => {
            matches!(tree.lemma(above).as_str(), "put" | "estimate" | "number")
                && tree
                    .child(above, &[Dep::Dobj, Dep::Nsubjpass])
                    .is_some_and(counted)
        }
        _ => false,
    }
}

fn of_people(tree: &Tree, clause: &Clause, quantity: &Quantity) -> Option<&'static str> {
    if quantity.value >= CROWD && is_put_on_a_crowd(tree, quantity) {
        return Some(MARCH);
    }
    let crowd = crowd(&quantity.noun)?;
    let verb = verb_of(tree, clause, quantity);
    // Whoever is taken on board was not there before.
    let taken = verb.is_some_and(|v| matches!(tree.lemma(v).as_str(), "take" | "pick" | "bring"));
    if is_aboard(tree, quantity) && !taken {
        return Some(BOARD);
    }
    let verb = verb?;
    let lemma = tree.lemma(verb);
    let tokens = &tree.parsed.tokens;
    // "between 40 and 60 came": the subject is the first of the two.
    let is_subject = |agent: usize| quantity.span.contains(tokens[agent].span);
    let acts = tree.dep(quantity.head) == Dep::Nsubj
        || tree.head(verb) == Some(quantity.head)
        || verb == clause.head && clause.agent.is_some_and(is_subject);
    let with = |word: &str| {
        tree.children(verb)
            .iter()
            .any(|c| tree.is(*c, word) && tree.dep(*c) != Dep::Nsubj)
    };
    if acts {
        if crowd != Crowd::Some
            && quantity.value >= CROWD
            && with("outside")
            && matches!(lemma.as_str(), "wait" | "stand" | "queue" | "gather")
        {
            return Some(WAIT);
        }
        let marches = match lemma.as_str() {
            "march" | "demonstrate" | "protest" | "rally" => true,
            "walk" => ["through", "to", "across", "down", "for", "against"]
                .iter()
                .any(|w| with(w)),
            "turn" => with("out"),
            "take" => {
                with("part")
                    || tree
                        .children(verb)
                        .iter()
                        .any(|c| tree.is(*c, "street") || tree.is(*c, "streets"))
                    || with("to")
            }
            _ => false,
        };
        let stays = match lemma.as_str() {
            // "remain missing", "remain in hospital"
            "remain" => tokens.get(verb + 1).is_none_or(|next| {
                let next = next.span.of(tree.text);
                matches!(next, "," | "." | ";" | "there" | "behind")
            }),
            "be" => with("still") && with("there"),
            _ => false,
        };
        let many = quantity.value >= CROWD;
        if stays && many && crowd == Crowd::Anybody {
            return Some(STAY);
        }
        if marches && many && matches!(crowd, Crowd::Anybody | Crowd::Marchers) {
            return Some(MARCH);
        }
        let attends = match lemma.as_str() {
            "attend" => true,
            "travel" | "sail" | "ride" => {
                return rides(tree, verb).then_some(BOARD);
            }
            "lose" => {
                let job = |c: &usize| tree.dep(*c) == Dep::Dobj && is_job(&tree.lemma(*c));
                return tree.children(verb).iter().any(job).then_some(JOBS);
            }
            "fight" | "brawl" => {
                let foe = |c: &usize| matches!(tree.dep(*c), Dep::Dobj | Dep::Prep);
                let any = tree
                    .children(verb)
                    .iter()
                    .any(|c| foe(c) && !is_where(tree, *c));
                return (!any).then_some(FIGHT);
            }
            _ => false,
        };
        return (attends && many && matches!(crowd, Crowd::Anybody | Crowd::Guests))
            .then_some(ATTEND);
    }
    let told = tree.dep(quantity.head) == Dep::Dobj || clause.passive;
    match (crowd, lemma.as_str()) {
        (Crowd::Marchers, "count" | "estimate" | "number" | "see" | "draw" | "bring") => {
            Some(MARCH)
        }
        (Crowd::Guests, "count" | "estimate" | "draw" | "attract" | "seat") => Some(ATTEND),
        (Crowd::Anybody, "carry") if told => Some(BOARD),
        (Crowd::Anybody, "dismiss" | "sack") if told => Some(JOBS),
        (Crowd::Anybody, "lay") if told && with("off") => Some(JOBS),
        _ => None,
    }
}

/// Whether a word brings in the place: "fighting in the street".
fn is_where(tree: &Tree, preposition: usize) -> bool {
    matches!(
        tree.lemma(preposition).as_str(),
        "in" | "on" | "at" | "outside" | "before" | "near"
    )
}

/// What a noun for people says of why they are there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Crowd {
    Anybody,
    /// A part of those who are there, but of a fight.
    Some,
    Marchers,
    Guests,
}

fn crowd(noun: &str) -> Option<Crowd> {
    Some(match noun {
        "" | "people" | "person" | "resident" | "citizen" | "villager" | "fan" | "admirer"
        | "supporter" | "passenger" | "employee" | "worker" => Crowd::Anybody,
        "youth" | "lad" | "youngster" | "man" | "boy" => Crowd::Some,
        "marcher" | "protester" | "protestor" | "demonstrator" | "participant" => Crowd::Marchers,
        "visitor" | "guest" | "spectator" | "mourner" | "attendee" => Crowd::Guests,
        _ => return None,
    })
}

fn is_job(noun: &str) -> bool {
    matches!(noun, "job" | "post" | "position")
}

/// Whether a verb with its particle says that jobs are lost.
fn goes(tree: &Tree, verb: usize) -> bool {
    match tree.lemma(verb).as_str() {
        "go" => tree
            .child(verb, &[Dep::Prep, Dep::Acomp, Dep::Dobj])
            .is_none_or(|c| {
                matches!(
                    tree.lemma(c).as_str(),
                    "over" | "by" | "in" | "within" | "at"
                )
            }),
        lemma => matches!(
            lemma,
            "lose"
                | "cut"
                | "axe"
                | "shed"
                | "slash"
                | "eliminate"
                | "scrap"
                | "disappear"
                | "vanish"
        ),
    }
}

/// Whether the things counted are said to be on board: "240 people on board", "60 passengers aboard".
fn is_aboard(tree: &Tree, quantity: &Quantity) -> bool {
    let on_board = |c: usize| {
        tree.is(c, "aboard")
            || tree.is(c, "onboard")
            || tree.is(c, "on")
                && tree
                    .child(c, &[Dep::Pobj])
                    .is_some_and(|noun| tree.is(noun, "board"))
    };
    let rides_in = |c: usize| {
        matches!(tree.dep(c), Dep::Relcl | Dep::Acl)
            && matches!(tree.lemma(c).as_str(), "travel" | "sail" | "ride")
            && rides(tree, c)
    };
    let below = tree.children(quantity.head).iter();
    let mut below = below.filter(|c| **c > quantity.head);
    let next = quantity.head + 1;
    below.any(|c| on_board(*c) || rides_in(*c)) || next < tree.parsed.tokens.len() && on_board(next)
}

/// Whether somebody goes in or on a vehicle.
fn rides(tree: &Tree, verb: usize) -> bool {
    tree.children(verb).iter().any(|c| {
        matches!(tree.lemma(*c).as_str(), "in" | "on" | "aboard")
            && tree.child(*c, &[Dep::Pobj]).is_some_and(|noun| {
                matches!(
                    tree.lemma(noun).as_str(),
                    "train"
                        | "bus"
                        | "coach"
                        | "ferry"
                        | "plane"
                        | "boat"
                        | "ship"
                        | "tram"
                        | "carriage"
                )
            })
    })
}

/// Whether a number may be a sum whose currency goes without saying: "paid 40 million for the firm".
fn is_bare_sum(quantity: &Quantity) -> bool {
    quantity.noun.is_empty() && quantity.value >= 1e6
}

/// Whether a sum is what is paid for something: by the verb, or by the noun that the sum describes.
fn is_price(tree: &Tree, clause: &Clause, quantity: &Quantity) -> bool {
    let is_deal = |token: usize| {
        matches!(
            tree.lemma(token).as_str(),
            "takeover" | "acquisition" | "purchase" | "buyout"
        )
    };
    if is_deal(quantity.head) || tree.head(quantity.token).is_some_and(is_deal) {
        return true;
    }
    // "for 40 million": the sum stands right behind the preposition.
    let behind_for = (quantity.token.saturating_sub(5)..quantity.token)
        .rev()
        .find(|t| matches!(tree.dep(*t), Dep::Prep | Dep::Dative))
        .is_some_and(|t| tree.is(t, "for"));
    let verb = verb_of(tree, clause, quantity).unwrap_or(clause.head);
    let for_what = (verb + 1..tree.parsed.tokens.len())
        .take_while(|t| !matches!(tree.word(*t), "," | ";"))
        .any(|t| tree.is(t, "for") && matches!(tree.dep(t), Dep::Prep | Dep::Dative));
    match tree.lemma(verb).as_str() {
        "pay" => for_what && !behind_for,
        "buy" | "acquire" | "purchase" => behind_for,
        "be" | "come" | "amount" => clause.agent.is_some_and(|a| tree.is(a, "price")),
        _ => false,
    }
}

/// The verb under which a number stands: of a relative clause that the noun counted opens, or of the
/// clause.
fn verb_of(tree: &Tree, clause: &Clause, quantity: &Quantity) -> Option<usize> {
    let below = tree.children(quantity.head).iter().copied();
    let mut below = below.filter(|c| matches!(tree.dep(*c), Dep::Relcl | Dep::Acl));
    let does = |c: usize| tree.dep(c) == Dep::Relcl || tree.parsed.tokens[c].tag == Tag::Vbg;
    let finite = below.find(|c| does(*c));
    let own = matches!(
        tree.dep(quantity.head),
        Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj
    );
    finite.or_else(|| {
        own.then(|| tree.head(quantity.head))
            .flatten()
            .or(Some(clause.head))
    })
}
