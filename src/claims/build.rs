//! The building of a claim from a clause.

use ecow::EcoString;

use super::arguments::Argument;
use super::clauses::{Clause, Tree};
use super::counted::measure;
use super::names::{self, Sort};
use super::predicates;
use super::quantity::Unit;
use super::reader::{Reader, Whole, is_narrowed};
use super::reasons::{self, Reason};
use super::roles::{self, Role};
use super::time;
use super::{Claim, Counted, Modality, distinct, headcounts, one_line, references};
use crate::Span;
use crate::english::{Dep, Pos};

impl Reader<'_> {
    /// A clause as a claim: its arguments in their slots, its class, its words. Who says it is
    /// filled in by the caller.
    pub(super) fn claim(&self, tree: &Tree, clause: &Clause, whole: &Whole) -> Claim {
        let sentence = self.sentences[self.reading];
        let base = sentence.span.start;
        let arg = |token: usize| self.argument(tree, token);
        let (first, last) = clause.extent;
        let local = Span::new(
            tree.parsed.tokens[first].span.start,
            tree.parsed.tokens[last].span.end,
        );
        // An apposition says what somebody is.
        let is_implied = clause.predicate.is_empty();
        let lemma = if is_implied {
            "be".to_owned()
        } else {
            tree.lemma(clause.head)
        };
        let mut predicate = clause.predicate.clone();
        let mut class = match clause
            .act
            .and_then(|noun| predicates::act(&tree.lemma(noun)))
        {
            Some(act) => predicates::class(act).to_string(),
            // "the fatal shooting of a guard" tells of his death.
            None if clause.nominal && is_deadly(tree, clause.head) => "die".to_owned(),
            None => predicates::class(&lemma).to_string(),
        };
        // "gave way", "pulled out": the verb and its companion are one act.
        for &child in tree.children(clause.head) {
            if matches!(
                tree.dep(child),
                Dep::Prt
                    | Dep::Dobj
                    | Dep::Advmod
                    | Dep::Prep
                    | Dep::Oprd
                    | Dep::Acomp
                    | Dep::Ccomp
            ) && let Some(phrasal) = predicates::phrasal(&lemma, &tree.lemma(child))
            {
                class = phrasal.to_string();
            }
        }
        let mut subject = clause.agent.map(arg);
        // "By nightfall nine people had left" may be read as a nightfall that they left.
        let leaves_a_time = |noun: &usize| {
            tree.dep(clause.head) == Dep::Relcl
                && *noun < clause.head
                && is_part_of_a_day(&tree.lemma(*noun))
        };
        let mut object = clause.patient.filter(|p| !leaves_a_time(p)).map(arg);
        // "in Atarib, not in Kafr Hamra": what is denied is no argument.
        let is_denied = |preposition: usize| {
            let neg = |c: &usize| tree.dep(*c) == Dep::Neg;
            tree.children(preposition).iter().any(neg)
                || preposition > 0 && tree.word(preposition - 1).eq_ignore_ascii_case("not")
        };
        let stated = clause.obliques.iter().filter(|(p, _)| !is_denied(*p));
        let mut obliques: Vec<(EcoString, Argument)> = stated
            .map(|(preposition, noun)| {
                let role = self.role(tree, clause, *preposition, *noun);
                // An indirect object stands without a preposition.
                let is_bare = preposition == noun;
                let word = if is_bare {
                    "to"
                } else {
                    tree.word(*preposition)
                };
                (word.to_lowercase().into(), Argument { role, ..arg(*noun) })
            })
            .collect();
        // "fired at the guard"
        if class == "fire"
            && object.is_none()
            && obliques.iter().any(|(p, _)| p == "at" || p == "on")
        {
            class = "shoot".to_string();
        }
        // "X is dead": what the subject is said to be is the act.
        if lemma == "be"
            && !is_implied
            && let Some(attribute) = clause.patient
        {
            let attribute_lemma = tree.lemma(attribute);
            let attribute_class = predicates::class(&attribute_lemma).to_string();
            let says_an_act =
                attribute_class != attribute_lemma || predicates::is_cumulative(&attribute_class);
            if matches!(tree.parsed.tokens[attribute].pos, Pos::Adj | Pos::Verb) && says_an_act {
                class = attribute_class;
                object = subject.take();
                predicate.push(attribute);
            }
        }
        let mut polarity = clause.polarity;
        // "undamaged", "unhurt": the denial stands inside the word.
        if let Some(attribute) = clause.patient.filter(|_| lemma == "be")
            && let Some(denied) = predicates::denied_by(&tree.lemma(attribute))
        {
            class = denied.to_string();
            object = subject.take();
            polarity = polarity.flipped();
        }
        // "charged X with Y", "X is accused of Y": it is said that X committed Y; "X denied Y": that
        // X did not.
        let mut modality = clause.modality;
        let mut is_of_a_charge = false;
        let crime = obliques
            .iter()
            .find(|(p, a)| matches!(p.as_str(), "with" | "of") && !a.is_pronoun)
            .map(|(_, a)| a.clone());
        match (class.as_str(), crime) {
            ("charge", Some(crime)) if object.is_some() => {
                if modality == Modality::Fact {
                    modality = Modality::Alleged;
                }
                subject = object.take();
                object = Some(crime);
                class = "commit".to_string();
                is_of_a_charge = true;
            }
            // "denied shooting at the guard"
            ("deny", _)
                if object.as_ref().is_some_and(|o| {
                    let first = o.text.split_whitespace().next().unwrap_or_default();
                    first.ends_with("ing") && predicates::class(&o.head) != first && !o.is_named
                }) =>
            {
                if let Some(act) = object.take() {
                    class = predicates::class(&act.head).to_string();
                }
                polarity = polarity.flipped();
            }
            ("deny", _)
                if object
                    .as_ref()
                    .is_some_and(|o| !o.is_named && !o.is_pronoun) =>
            {
                class = "commit".to_string();
                polarity = polarity.flipped();
            }
            _ => {}
        }
        // "Y is under the control of X", "Y is in the hands of X": X controls Y.
        if let Some(controller) = self.controller(tree, clause) {
            let patient = if lemma == "be" || clause.agent.is_some() && clause.patient.is_none() {
                clause.agent
            } else {
                clause.patient
            };
            if let Some(held) = patient {
                class = "control".to_string();
                object = Some(arg(held));
                subject = Some(arg(controller));
            }
        }
        if class == "control"
            && let Some(held) = object.as_mut()
        {
            let vague =
                !held.is_named && (held.head == "it" || references::is_vague_place(&held.head));
            if vague {
                let place = self.memory.place(&self.here(tree), clause.head, &held.head);
                if !place.is_empty() {
                    held.key = place.into();
                    held.names = [held.key.clone()].into();
                    held.is_pronoun = false;
                    held.own_names = held.names.clone();
                }
            }
        }
        let inside = |span: Span| {
            local.contains(span) && {
                clause
                    .tokens
                    .iter()
                    .any(|t| span.contains(tree.parsed.tokens[*t].span))
            }
        };
        let entities = distinct(
            self.mentions()
                .iter()
                .filter(|m| clause.tokens.iter().any(|t| (m.start..m.end).contains(t)))
                .map(|m| self.names.resolve(&m.text)),
        );
        let mut places: Vec<Argument> = obliques
            .iter()
            // "closed the road between A and B" is not done there.
            .filter(|(p, a)| p != "between" || a.role != Role::Within)
            .filter(|(p, a)| {
                is_place_preposition(p) && (a.is_place || !a.names.is_empty() && a.is_named)
            })
            .map(|(_, a)| a.clone())
            .collect();
        self.direct(tree, &clause.tokens, whole, &mut places);
        let quantities: Vec<Counted> = whole
            .quantities
            .iter()
            // What an apposition counts is counted in the clause around it.
            .filter(|_| !is_implied)
            .filter(|q| clause.tokens.contains(&q.token) || clause.tokens.contains(&q.head))
            .map(|q| {
                let owner = self.owner(tree, q);
                let attribute = self.attribute(tree, clause, q, &owner, subject.as_ref());
                let (measure, owner) = match attribute {
                    Some((attribute, owner)) => (attribute.to_string(), owner),
                    None if q.unit == Unit::Percent => {
                        let holder = self.share_holder(tree, q, &whole.quantities);
                        (measure(tree, clause, q, &class), holder)
                    }
                    None => (measure(tree, clause, q, &class), owner),
                };
                let mut quantity = q.clone();
                // "paid 40 million for the firm"
                if measure == headcounts::PRICE && quantity.unit == Unit::Count {
                    quantity.unit = Unit::Money(String::new());
                }
                // "She is thirty-four."
                if measure == "age of" {
                    quantity.unit = Unit::Age;
                }
                Counted {
                    measure: measure.into(),
                    owner: owner.into(),
                    quantity,
                }
            })
            .collect();
        obliques.retain(|(_, a)| !a.text.is_empty());
        let mut words: Vec<EcoString> = clause
            .tokens
            .iter()
            .filter(|t| is_content(tree, **t))
            .map(|t| predicates::class(&tree.lemma(*t)).into())
            .collect();
        // The antecedent of "buses that left" stands outside the clause and belongs to it.
        let is_clause = clause.patient.is_some_and(|p| tree.is_predicate(p));
        let noun = object.iter().filter(|_| !is_clause);
        for argument in subject.iter().chain(noun) {
            words.extend(argument.words.iter().cloned());
        }
        words.sort_unstable();
        words.dedup();
        Claim {
            id: EcoString::new(),
            document: self.index,
            sentence: self.reading,
            span: local.shifted(base),
            head: tree.parsed.tokens[clause.head].span.shifted(base),
            speaker: EcoString::new(),
            told_by: EcoString::new(),
            published: None,
            class: class.into(),
            predicate: predicate_text(tree, &predicate).into(),
            verb: if is_implied {
                "is".into()
            } else {
                tree.word(clause.head).into()
            },
            passive: clause.passive,
            nominal: clause.nominal,
            lemma: lemma.into(),
            subject,
            object,
            obliques,
            reasons: reasons::find(tree, &clause.chain)
                .into_iter()
                .map(|r| Reason {
                    span: r.span.shifted(base),
                    ..r
                })
                .collect(),
            quantities,
            sentence_times: whole
                .times
                .iter()
                .filter(|w| inside(w.span) || !is_of_a_later_clause(tree, w.span, clause.head))
                .cloned()
                .collect(),
            said_times: whole.said_times.clone(),
            tense: time::of_clause(tree.text, tree.parsed, clause.head),
            holds: time::holds(tree.text, tree.parsed, clause.head),
            times: whole
                .times
                .iter()
                .filter(|w| inside(w.span) && !describes_another(tree, w.span, clause.head))
                // The day of a charge is not that of the deed.
                .filter(|_| !is_of_a_charge)
                .cloned()
                .collect(),
            places,
            polarity,
            modality,
            entities,
            around: whole.around.clone(),
            words: words.into(),
            looks_back: whole
                .looks_back
                .is_some_and(|w| inside(w) || !is_of_a_later_clause(tree, w, clause.head)),
            narrowed: is_narrowed(tree, clause.head),
            singled_out: is_singled_out(tree, clause),
        }
    }

    /// Adds to the places of a clause those that it tells from others ("15 miles east of Kelmar").
    fn direct(&self, tree: &Tree, tokens: &[usize], whole: &Whole, places: &mut Vec<Argument>) {
        let inside = whole.directions.iter().filter(|d| {
            // "5 metres from Kessler": that is no place.
            let somebody = |token: &usize| {
                let mention = names::mention_at(self.mentions(), *token);
                mention.is_some_and(|m| self.names.sort(&m.text) == Some(Sort::Person))
            };
            let reach = d.offset.distance.map(|(_, high)| high);
            let near = reach.is_some_and(|high| high < 200.0) && d.from.iter().any(somebody);
            !near && d.from.iter().any(|token| tokens.contains(token))
        });
        for direction in inside {
            let mut told = self.argument(tree, direction.from[0]);
            for &token in &direction.from[1..] {
                let more = self.argument(tree, token);
                told.names.extend(more.names);
                told.own_names.extend(more.own_names);
            }
            told.text = phrase(tree, direction.start, direction.end).into();
            told.offset = Some(Box::new(direction.offset));
            told.role = Role::Place;
            let described = direction.describes.and_then(|token| {
                let name = self.name_at(token)?;
                places.iter_mut().find(|p| p.key == name)
            });
            if let Some(place) = described {
                place.names.extend(told.names);
                place.text = format!("{}, {}", place.text, told.text).into();
                continue;
            }
            // "30 km off Sarn" has been read as "off Sarn".
            places.retain(|p| !told.names.contains(&p.key));
            places.push(told);
        }
    }

    /// The part that a prepositional argument of a clause plays.
    fn role(&self, tree: &Tree, clause: &Clause, preposition: usize, noun: usize) -> Role {
        // "the arrest of Holt", "Holt, leader of the group": it fills another slot.
        let fills = clause.nominal && [clause.agent, clause.patient].contains(&Some(noun));
        if fills || clause.predicate.is_empty() {
            return Role::Within;
        }
        // "out of the town", "because of the rain": two words bring it in.
        let mut at = preposition;
        while let Some(above) = tree.head(at) {
            if clause.chain.contains(&above) {
                return roles::role(tree, above, preposition, noun, self.mentions());
            }
            let is_double = matches!(
                tree.parsed.tokens[above].pos,
                Pos::Adp | Pos::Sconj | Pos::Adv
            ) && tree.child(above, &[Dep::Pobj]).is_none();
            if !is_double {
                break;
            }
            at = above;
        }
        Role::Within
    }

    /// X in "under the control of X", "in the hands of X".
    fn controller(&self, tree: &Tree, clause: &Clause) -> Option<usize> {
        clause.obliques.iter().find_map(|(preposition, noun)| {
            let holds = (tree.is(*noun, "control") && tree.is(*preposition, "under"))
                || (tree.is(*noun, "hand") && tree.is(*preposition, "in"));
            let of = tree.children(*noun).iter().find(|c| tree.is(**c, "of"))?;
            holds.then(|| tree.child(*of, &[Dep::Pobj])).flatten()
        })
    }
}

/// The other members of a list that a noun begins, "of" phrases seen through.
pub(super) fn conjuncts(tree: &Tree, noun: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = vec![noun];
    while let Some(next) = at.pop() {
        for &child in tree.children(next) {
            match tree.dep(child) {
                Dep::Conj => {
                    found.push(child);
                    at.push(child);
                }
                Dep::Prep if tree.is(child, "of") => at.extend(tree.child(child, &[Dep::Pobj])),
                _ => {}
            }
        }
    }
    found.sort_unstable();
    found
}

/// The words between two tokens, on one line.
fn phrase(tree: &Tree, start: usize, end: usize) -> String {
    let tokens = &tree.parsed.tokens;
    one_line(&tree.text[tokens[start].span.start..tokens[end - 1].span.end])
}

fn is_place_preposition(preposition: &str) -> bool {
    matches!(
        preposition,
        "in" | "at"
            | "near"
            | "on"
            | "off"
            | "outside"
            | "inside"
            | "around"
            | "between"
            | "beside"
            | "behind"
            | "under"
            | "along"
            | "across"
            | "throughout"
            | "within"
    )
}

fn is_content(tree: &Tree, token: usize) -> bool {
    let t = &tree.parsed.tokens[token];
    matches!(
        t.pos,
        Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Num | Pos::Adv
    ) && tree.word(token).chars().any(char::is_alphanumeric)
}

/// The words of a predicate as they stand; `[is]` where only the place of a phrase says it.
fn predicate_text(tree: &Tree, predicate: &[usize]) -> String {
    if predicate.is_empty() {
        return "[is]".to_owned();
    }
    let words: Vec<&str> = predicate.iter().map(|t| tree.word(*t)).collect();
    words
        .join(" ")
        .replace(" n't", "n't")
        .replace(" n’t", "n’t")
}

/// Whether a time belongs to a clause with a subject of its own that "and" joins to this one: "the wall
/// was rotten, and I told them so a year ago" does not date the wall.
fn is_of_a_later_clause(tree: &Tree, time: Span, stated: usize) -> bool {
    let tokens = &tree.parsed.tokens;
    let first = tokens.partition_point(|t| t.span.end <= time.start);
    // "the takeover is agreed; the rest is expected in June"
    if (stated..first).any(|t| tree.word(t) == ";") {
        return true;
    }
    let mut at = first.min(tokens.len().saturating_sub(1));
    while let Some(above) = tree.head(at) {
        let own_subject = tree.child(at, &[Dep::Nsubj, Dep::Nsubjpass]).is_some();
        if tree.dep(at) == Dep::Conj && own_subject && at > stated {
            let mut top = above;
            while top != stated {
                match tree.head(top) {
                    Some(next) if tree.dep(top) == Dep::Conj => top = next,
                    _ => return false,
                }
            }
            return true;
        }
        at = above;
    }
    false
}

/// Whether a time describes a noun that is not what the clause states: "sentenced for the March 11
/// killings" does not say when.
fn describes_another(tree: &Tree, time: Span, stated: usize) -> bool {
    let tokens = &tree.parsed.tokens;
    let first = tokens.partition_point(|t| t.span.end <= time.start);
    let inside = |at: usize| tokens[at].span.start < time.end;
    let top = (first..tokens.len())
        .take_while(|at| inside(*at))
        .find(|at| tokens[*at].head < first || !inside(tokens[*at].head));
    // "charged after a shooting in Varel on Friday": the parser ties the day to either.
    let follows = |t: &usize| {
        matches!(
            tree.lemma(*t).as_str(),
            "after" | "before" | "following" | "since"
        )
    };
    // but "since the middle of August" is the time itself.
    let own = |t: &usize| tree.child(*t, &[Dep::Pobj]).is_some_and(inside);
    let later = (stated + 1..first).find(|t| follows(t) && !own(t));
    if later.is_some_and(|t| {
        first > t + 1
            && (t..first).all(|t| {
                // "on Friday, 1 March": the comma belongs to the day.
                let day = t > 0 && tree.parsed.tokens[t - 1].pos == Pos::Propn;
                tree.word(t) != "," || day
            })
    }) {
        return true;
    }
    top.is_some_and(|at| {
        let noun = tokens[at].head;
        matches!(
            tokens[at].dep,
            Dep::Compound | Dep::Nmod | Dep::Amod | Dep::Nummod | Dep::Poss
        ) && noun != stated
            && matches!(tokens[noun].pos, Pos::Noun | Pos::Propn)
    })
}

/// Whether a noun's act is called deadly.
fn is_deadly(tree: &Tree, noun: usize) -> bool {
    let called = |c: &usize| {
        tree.dep(*c) == Dep::Amod && matches!(tree.word(*c), "fatal" | "Fatal" | "deadly")
    };
    tree.children(noun).iter().any(called) && predicates::befalls(&tree.lemma(noun))
}

/// Whether the one who acts is singled out: "it was Kessler who opened the gate".
fn is_singled_out(tree: &Tree, clause: &Clause) -> bool {
    let Some(doer) = clause.agent else {
        return false;
    };
    let be = tree.head(doer).filter(|be| tree.is(*be, "be"));
    let it = be.and_then(|be| tree.child(be, &[Dep::Nsubj, Dep::Expl]));
    tree.dep(clause.head) == Dep::Relcl
        && tree.head(clause.head) == Some(doer)
        && tree.dep(doer) == Dep::Attr
        && it.is_some_and(|it| tree.word(it).eq_ignore_ascii_case("it"))
}

/// Whether a noun names a part of the day, which is when something happens and not to whom.
fn is_part_of_a_day(noun: &str) -> bool {
    matches!(
        noun,
        "nightfall" | "dawn" | "dusk" | "noon" | "midnight" | "sunset" | "sunrise" | "daybreak"
    )
}
