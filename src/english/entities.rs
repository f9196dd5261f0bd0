//! Named entities, by moves over the tokens: an entity begins (B), goes on (I) and ends (L), is
//! one token long (U), or there is none (O).
//!
//! Source: spaCy 3.8 `pipeline/_parser_internals/ner.pyx`.

use super::model::entity_kind;
use super::states::Scores;
use super::{Entity, EntityKind};

/// What happens at a token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Move {
    /// An entity begins.
    Begin(EntityKind),
    /// It goes on.
    In(EntityKind),
    /// It ends with this token.
    Last(EntityKind),
    /// The token is an entity by itself.
    Unit(EntityKind),
    /// No entity.
    Out,
    /// A move of the model that is of use in training only.
    Never,
}

impl Move {
    /// The move that the model calls `name`.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        match name.split_once('-') {
            None => (name == "O").then_some(Move::Out),
            Some(("U", "")) => Some(Move::Never),
            Some(("B", label)) => entity_kind(label).map(Move::Begin),
            Some(("I", label)) => entity_kind(label).map(Move::In),
            Some(("L", label)) => entity_kind(label).map(Move::Last),
            Some(("U", label)) => entity_kind(label).map(Move::Unit),
            Some(_) => None,
        }
    }
}

/// The entities of the sentence that `scores` was prepared for. `blank` says which tokens are
/// white space, on which no entity begins; `starts` where sentences start, which none crosses.
pub(super) fn find(
    scores: &mut Scores<'_>,
    moves: &[Move],
    blank: &[bool],
    starts: &[bool],
) -> Vec<Entity> {
    let mut entities = Vec::new();
    let mut open: Option<(usize, EntityKind)> = None;
    for (token, &is_blank) in blank.iter().enumerate() {
        let start = open.map(|(start, _)| start);
        let seen = [Some(token), start, start.map(|_| token - 1)];
        // whether the entity could go on with the next token
        let more = starts.get(token + 1).is_some_and(|start| !start);
        let allowed = |step: Move| match (step, open) {
            (Move::Begin(_), None) => more && !is_blank,
            (Move::Unit(_), None) => !is_blank,
            (Move::Out, None) => true,
            (Move::In(kind), Some((_, of))) => more && kind == of,
            (Move::Last(kind), Some((_, of))) => kind == of,
            _ => false,
        };
        let mut best: Option<(f32, Move)> = None;
        for (point, step) in scores.of(&seen).iter().zip(moves) {
            if allowed(*step) && best.is_none_or(|(most, _)| *point > most) {
                best = Some((*point, *step));
            }
        }
        let entity = |start, kind| Entity {
            start,
            end: token + 1,
            kind,
        };
        match best {
            Some((_, Move::Begin(kind))) => open = Some((token, kind)),
            Some((_, Move::Unit(kind))) => entities.push(entity(token, kind)),
            Some((_, Move::Last(kind))) => {
                if let Some((start, _)) = open.take() {
                    entities.push(entity(start, kind));
                }
            }
            _ => {}
        }
    }
    entities
}
