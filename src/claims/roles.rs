//! Roles: what part a prepositional argument plays in the act.
//!
//! The preposition alone does not tell: "killed with a knife" names a tool, "met with the mayor"
//! somebody who took part. The verb and the noun decide as far as they do; what stays open gets
//! the preposition's most frequent role. The inventory is a short form of the roles of VerbNet and
//! PropBank.

use super::clauses::Tree;
use super::lists::is_one_of;
use super::names::{Mention, mention_at};
use super::predicates;
use crate::english::{Dep, EntityKind, Pos, Tag};

/// The part that an argument plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// The subject, the object, or a part that no rule names.
    #[default]
    Other,
    /// Who does it ("by the army").
    Agent,
    /// Who gets it or is told it ("to the mayor").
    Recipient,
    /// With what ("with a knife").
    Instrument,
    /// Who takes part ("with the mayor").
    Companion,
    /// Who it is directed at ("against the army").
    Opponent,
    /// From where, from whom ("from Lorn").
    Source,
    /// Where to ("into the valley").
    Goal,
    /// Where ("in Lorn").
    Place,
    /// When, how long ("in May", "for two days").
    Time,
    /// What for ("for protection").
    Purpose,
    /// Why ("because of the rain", "arrested over a theft").
    Cause,
    /// How, as what ("without a word", "as a gesture").
    Manner,
    /// About what ("on the plan", "about the plan").
    Topic,
    /// It belongs to another argument, not to the verb ("the mayor *of Lorn*").
    Within,
}

impl Role {
    /// The word that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Role::Other => "other",
            Role::Agent => "agent",
            Role::Recipient => "recipient",
            Role::Instrument => "instrument",
            Role::Companion => "companion",
            Role::Opponent => "opponent",
            Role::Source => "source",
            Role::Goal => "goal",
            Role::Place => "place",
            Role::Time => "time",
            Role::Purpose => "purpose",
            Role::Cause => "cause",
            Role::Manner => "manner",
            Role::Topic => "topic",
            Role::Within => "within",
        }
    }
}

/// The role of the noun that a preposition brings in. `verb` is what the preposition hangs on, a
/// verb or the noun that states the act.
pub fn role(
    tree: &Tree,
    verb: usize,
    preposition: usize,
    noun: usize,
    mentions: &[Mention],
) -> Role {
    if preposition == noun {
        return Role::Recipient; // "gave him a letter"
    }
    let word = tree.word(preposition).to_lowercase();
    let kind = mention_at(mentions, noun).and_then(|m| m.kind);
    if is_cause(tree, verb, preposition, noun) {
        return Role::Cause;
    }
    if is_time(tree, noun, kind) {
        return Role::Time;
    }
    let lemma = tree.lemma(verb);
    let lemma = lemma.as_str();
    let is_place = matches!(
        kind,
        Some(EntityKind::Gpe | EntityKind::Loc | EntityKind::Fac)
    );
    let is_somebody = matches!(
        kind,
        Some(EntityKind::Person | EntityKind::Org | EntityKind::Norp)
    ) || tree.parsed.tokens[noun].pos == Pos::Pron && !tree.is(noun, "it")
        || is_person_noun(&tree.lemma(noun));
    match word.as_str() {
        "by" if tree.dep(preposition) == Dep::Agent => Role::Agent,
        "by" if is_place => Role::Place,
        "by" | "via" | "through" if is_way(&tree.lemma(noun)) => Role::Manner,
        "by" => Role::Agent,
        "to" | "unto" if tree.dep(preposition) == Dep::Dative => Role::Recipient,
        "to" if is_giving(lemma) && !is_place => Role::Recipient,
        "to" if is_speaking(lemma) => Role::Recipient,
        "to" | "into" | "onto" | "toward" | "towards" => Role::Goal,
        "from" | "off" => Role::Source,
        "with" if matches!(lemma, "charge" | "accuse") => Role::Topic,
        "with" if is_tool(&tree.lemma(noun)) => Role::Instrument,
        "with" if is_somebody => Role::Companion,
        "with" if is_doing_to(lemma) => Role::Instrument,
        "with" if is_abstract(&tree.lemma(noun)) => Role::Manner,
        "with" | "alongside" => Role::Companion,
        "at" if matches!(
            lemma,
            "shoot" | "fire" | "aim" | "throw" | "hurl" | "point" | "spray"
        ) =>
        {
            Role::Goal
        }
        "in" if tree.is(noun, "addition") => Role::Other,
        "using" => Role::Instrument,
        "against" | "versus" => Role::Opponent,
        "about" | "regarding" | "concerning" => Role::Topic,
        "on" if is_way(&tree.lemma(noun)) => Role::Manner,
        "on" | "over" | "of" if is_speaking(lemma) || is_thinking_about(lemma) => Role::Topic,
        "for" if is_somebody && is_giving(lemma) => Role::Recipient,
        "for" => Role::Purpose,
        "as" | "like" | "without" | "unlike" | "despite" => Role::Manner,
        "during" | "until" | "till" | "since" | "following" => Role::Time,
        "after" | "before" if !is_place => Role::Time,
        "in" if is_way(&tree.lemma(noun)) => Role::Manner,
        "in" | "at" | "on" | "near" | "outside" | "inside" | "around" | "between" | "beside"
        | "behind" | "under" | "along" | "across" | "throughout" | "within" | "above" | "below"
        | "beneath" | "over" | "past" | "beyond" | "opposite" | "among" | "amongst" | "amid" => {
            Role::Place
        }
        _ => Role::Other,
    }
}

/// Whether the words give a cause: "because of", "due to", "thanks to", "as a result of", or a
/// preposition that does so with this verb ("arrested for", "died of", "resigned over").
pub fn is_cause(tree: &Tree, verb: usize, preposition: usize, noun: usize) -> bool {
    let word = tree.word(preposition).to_lowercase();
    let before = |n: usize| {
        preposition
            .checked_sub(n)
            .map(|t| tree.word(t).to_lowercase())
            .unwrap_or_default()
    };
    match word.as_str() {
        "because" => return true,
        "of" if before(1) == "because" => return true,
        "to" if matches!(before(1).as_str(), "due" | "owing" | "thanks") => return true,
        "due" | "owing" | "thanks" => return true,
        _ => {}
    }
    // "as a result of", "in response to", "in retaliation for": the noun that names the tie.
    if matches!(word.as_str(), "as" | "in" | "on")
        && is_one_of(
            tree.lemma(noun).as_str(),
            "result consequence response retaliation revenge reprisal reaction account protest",
        )
        && tree
            .children(noun)
            .iter()
            .any(|c| matches!(tree.word(*c), "of" | "to" | "for" | "at" | "against"))
    {
        return true;
    }
    if tree.head(preposition) != Some(verb) {
        return false;
    }
    let lemma = tree.lemma(verb);
    let lemma = lemma.as_str();
    match word.as_str() {
        "of" | "from" => matches!(
            lemma,
            "die" | "suffer" | "perish" | "result" | "stem" | "arise"
        ),
        "for" => {
            is_one_of(
                lemma,
                "arrest detain jail imprison fine punish blame thank praise criticise criticize \
             condemn apologise apologize execute sue sack fire honour honor convict prosecute \
             rebuke denounce famous know",
            ) && !is_time(tree, noun, None)
        }
        "over" => is_one_of(
            lemma,
            "resign quit arrest jail sack sue fine protest strike criticise criticize condemn \
             detain charge sanction anger clash suspend question prosecute",
        ),
        "at" => matches!(lemma, "anger" | "surprise" | "shock" | "laugh" | "rejoice"),
        _ => false,
    }
}

/// Whether a noun is part of a date or a time.
pub fn is_day(tree: &Tree, noun: usize) -> bool {
    is_time(tree, noun, None)
}

fn is_time(tree: &Tree, noun: usize, kind: Option<EntityKind>) -> bool {
    if matches!(kind, Some(EntityKind::Date | EntityKind::Time)) {
        return true;
    }
    let entity = tree
        .parsed
        .entities
        .iter()
        .find(|e| (e.start..e.end).contains(&noun));
    entity.is_some_and(|e| matches!(e.kind, EntityKind::Date | EntityKind::Time))
        || is_one_of(
            tree.lemma(noun).as_str(),
            "second minute hour day night week weekend month year decade century morning \
             afternoon evening midnight noon dawn dusk moment time while today yesterday tomorrow \
             spring autumn winter summer",
        )
}

/// Verbs that give, send or owe something to somebody.
fn is_giving(lemma: &str) -> bool {
    is_one_of(
        lemma,
        "give hand sell send pay lend offer award grant donate deliver show present provide \
             supply owe leave pass return assign transfer buy bring bequeath allocate surrender \
             cede entrust serve teach lease rent issue",
    )
}

/// Verbs of saying something to somebody.
fn is_speaking(lemma: &str) -> bool {
    predicates::is_saying(lemma)
        || is_one_of(
            lemma,
            "speak talk write explain lie apologize apologise appeal complain read announce \
             confess address comment brief lecture preach tweet advise",
        )
}

/// Verbs whose "on", "over" and "of" name a topic.
fn is_thinking_about(lemma: &str) -> bool {
    is_one_of(
        lemma,
        "agree decide vote focus concentrate argue quarrel debate negotiate disagree reflect \
             think dream hear learn accuse suspect convict inform warn remind approve rule \
             consult",
    )
}

/// Verbs that act on things, so that "with" names the tool.
fn is_doing_to(lemma: &str) -> bool {
    is_one_of(
        predicates::class(lemma),
        "die injure attack bomb hit cut destroy damage shoot build close repair",
    ) || is_one_of(
        lemma,
        "fill cover open tie write stab beat strike arm threaten smash ram load equip furnish \
             decorate replace clean wash kick burn break dig pelt",
    )
}

fn is_tool(noun: &str) -> bool {
    is_one_of(
        noun,
        "knife gun pistol rifle handgun weapon bomb axe hammer sword rocket missile grenade \
             stick stone rope shotgun bullet machete tool gas shell mortar fist car truck \
             artillery tank drone bat brick scissors key cash",
    )
}

fn is_way(noun: &str) -> bool {
    is_one_of(
        noun,
        "way manner style fashion mistake accident force hand car train bus boat ship plane \
             air road rail sea phone telephone mail post email foot helicopter cash silence \
             secret detail full part person public means",
    )
}

/// A quality or an act, by its ending: nothing that could come along.
fn is_abstract(noun: &str) -> bool {
    [
        "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ship",
    ]
    .iter()
    .any(|ending| noun.ends_with(ending))
}

fn is_person_noun(noun: &str) -> bool {
    is_one_of(
        noun,
        "man woman people person child boy girl minister president mayor police officer \
             official soldier friend brother sister father mother son daughter wife husband \
             leader reporter journalist lawyer doctor neighbour neighbor teacher judge partner \
             colleague ally rebel group family victim resident worker army government",
    )
}

/// Whether a verb stands in the infinitive with "to" and without a subject of its own.
pub fn is_bare_infinitive(tree: &Tree, verb: usize) -> bool {
    let to = |c: &usize| tree.dep(*c) == Dep::Aux && tree.parsed.tokens[*c].tag == Tag::To;
    tree.children(verb).iter().any(to) && tree.child(verb, &[Dep::Nsubj, Dep::Nsubjpass]).is_none()
}
