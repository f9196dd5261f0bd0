//! Grammatical heads, by an arc-eager transition parser with pseudo-projective labels.
//!
//! The parser reads left to right with a stack and a buffer. The best-scored move that is allowed
//! is taken until both are empty. `move` names on `Venn met Halm`:
//!
//! ```text
//! S          Venn goes on the stack
//! L-nsubj    met governs Venn, which leaves the stack
//! S          met goes on the stack
//! R-dobj     met governs Halm, which goes on the stack
//! D, D       both leave the stack
//! ```
//!
//! Sources: Nivre, "Algorithms for deterministic incremental dependency parsing" (2008); Honnibal
//! and Johnson, "An improved non-monotonic transition system" (2015), whose unshift move spaCy
//! has; spaCy 3.8 `arc_eager.pyx`, `_state.pxd`, `nonproj.pyx`.

use std::collections::{BTreeSet, VecDeque};

use super::Dep;
use super::model::arc_label;
use super::states::Scores;

/// A label and, for an arc that was lifted to make the tree projective, the label of the word
/// that it was lifted from.
type Label = (Dep, Option<Dep>);

/// What the parser can do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Move {
    /// The next word goes on the stack.
    Shift,
    /// The top of the stack leaves it.
    Reduce,
    /// The next word governs the top of the stack.
    Left(Label),
    /// The top of the stack governs the next word.
    Right(Label),
    /// A sentence starts after the next word.
    Break,
}

impl Move {
    /// The move that the model calls `name`.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        match name.split_once('-') {
            None => match name {
                "S" => Some(Move::Shift),
                "D" => Some(Move::Reduce),
                _ => None,
            },
            Some(("L", label)) => arc_label(label).map(Move::Left),
            Some(("R", label)) => arc_label(label).map(Move::Right),
            Some(("B", "ROOT")) => Some(Move::Break),
            Some(_) => None,
        }
    }
}

/// A tree, or several where the parser sees several sentences.
#[derive(Debug, PartialEq)]
pub(super) struct Tree {
    /// The head of each token; a root's is itself.
    pub(super) heads: Vec<usize>,
    /// How each token depends on its head.
    pub(super) deps: Vec<Dep>,
    /// Whether a sentence starts at this token: the leftmost token under each root.
    pub(super) starts: Vec<bool>,
}

/// Parses the sentence that `scores` was prepared for; `blank` says which of its tokens are white
/// space.
pub(super) fn parse(scores: &mut Scores<'_>, moves: &[Move], blank: &[bool]) -> Tree {
    let mut state = State::new(blank.len());
    while !state.is_final() {
        let allowed = state.allowed();
        let points = scores.of(&state.seen());
        let mut best: Option<(f32, Move)> = None;
        for (point, step) in points.iter().zip(moves) {
            if allowed.has(*step) && best.is_none_or(|(most, _)| *point > most) {
                best = Some((*point, *step));
            }
        }
        match best {
            Some((_, step)) => state.take(step),
            None => break,
        }
    }
    tree(&state, blank)
}

/// The tree of a state: words without a head are roots.
fn tree(state: &State, blank: &[bool]) -> Tree {
    let mut heads: Vec<usize> = (0..state.length).collect();
    let mut labels = vec![(Dep::Root, None); state.length];
    for (child, arc) in state.arcs.iter().enumerate() {
        if let Some((head, label)) = arc {
            heads[child] = *head;
            labels[child] = *label;
        }
    }
    lower_lifted_arcs(&mut heads, &mut labels, blank);
    Tree {
        starts: sentence_starts(&heads),
        deps: labels.into_iter().map(|(dep, _)| dep).collect(),
        heads,
    }
}

struct State {
    stack: Vec<usize>,
    /// Words put back in front of the buffer.
    returned: Vec<usize>,
    /// The first word of the buffer proper.
    next: usize,
    length: usize,
    /// The head and the label of each word that has them.
    arcs: Vec<Option<(usize, Label)>>,
    /// Last child on the left and on the right of each word.
    left: Vec<Option<usize>>,
    right: Vec<Option<usize>>,
    /// The child that was last before this one, on the same side of the same head.
    older: Vec<Option<usize>>,
    /// Words that may not be shifted again, lest the parser run in circles.
    unshiftable: Vec<bool>,
    starts: Vec<bool>,
}

/// The kinds of move that a state allows. Labels make no difference.
struct Allowed {
    shift: bool,
    reduce: bool,
    arc: bool,
    break_: bool,
}

impl Allowed {
    fn has(&self, step: Move) -> bool {
        match step {
            Move::Shift => self.shift,
            Move::Reduce => self.reduce,
            Move::Left(_) | Move::Right(_) => self.arc,
            Move::Break => self.break_,
        }
    }
}

impl State {
    fn new(length: usize) -> Self {
        State {
            stack: Vec::new(),
            returned: Vec::new(),
            next: 0,
            length,
            arcs: vec![None; length],
            left: vec![None; length],
            right: vec![None; length],
            older: vec![None; length],
            unshiftable: vec![false; length],
            starts: vec![false; length],
        }
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffered() == 0
    }

    fn buffered(&self) -> usize {
        self.length - self.next + self.returned.len()
    }

    /// The word at `depth` in the stack, from the top.
    fn stacked(&self, depth: usize) -> Option<usize> {
        self.stack.iter().rev().nth(depth).copied()
    }

    /// The word at `place` in the buffer, from the front.
    fn ahead(&self, place: usize) -> Option<usize> {
        match self.returned.iter().rev().nth(place) {
            Some(word) => Some(*word),
            None => {
                let word = self.next + place - self.returned.len();
                (word < self.length).then_some(word)
            }
        }
    }

    /// The words through which the model sees this state.
    fn seen(&self) -> [Option<usize>; 8] {
        let (front, top) = (self.ahead(0), self.stacked(0));
        [
            front,
            self.ahead(1),
            top,
            self.stacked(1),
            self.stacked(2),
            front.and_then(|word| self.left[word]),
            top.and_then(|word| self.left[word]),
            top.and_then(|word| self.right[word]),
        ]
    }

    fn allowed(&self) -> Allowed {
        let starts = |word: Option<usize>| word.is_some_and(|word| self.starts[word]);
        let (front, second) = (self.ahead(0), self.ahead(1));
        let empty = self.stack.is_empty();
        Allowed {
            shift: empty
                || self.buffered() >= 2
                    && !starts(front)
                    && !front.is_some_and(|word| self.unshiftable[word]),
            reduce: !empty,
            arc: !empty && front.is_some() && !starts(front),
            break_: second.is_some() && second == front.map(|word| word + 1) && !starts(second),
        }
    }

    fn take(&mut self, step: Move) {
        match (step, self.stacked(0), self.ahead(0)) {
            (Move::Shift, _, Some(_)) => self.push(),
            (Move::Reduce, Some(top), _) => {
                self.stack.pop();
                if self.arcs[top].is_none() && !self.stack.is_empty() {
                    self.unshiftable[top] = true;
                    self.returned.push(top);
                }
            }
            (Move::Left(label), Some(top), Some(front)) => {
                self.attach(front, top, label);
                self.unshiftable[front] = false;
                self.stack.pop();
            }
            (Move::Right(label), Some(top), Some(front)) => {
                self.attach(top, front, label);
                self.push();
            }
            (Move::Break, _, _) => {
                if let Some(second) = self.ahead(1) {
                    self.starts[second] = true;
                }
            }
            // `allowed` lets none of these through; emptying both ends the parse
            _ => {
                self.stack.clear();
                self.returned.clear();
                self.next = self.length;
            }
        }
    }

    fn push(&mut self) {
        let word = match self.returned.pop() {
            Some(word) => word,
            None => {
                self.next += 1;
                self.next - 1
            }
        };
        self.stack.push(word);
    }

    fn attach(&mut self, head: usize, child: usize, label: Label) {
        if let Some((old, _)) = self.arcs[child] {
            // a child that can still be taken away is always its head's last
            let last = if child < old {
                &mut self.left[old]
            } else {
                &mut self.right[old]
            };
            if *last == Some(child) {
                *last = self.older[child];
            }
        }
        let last = if child < head {
            &mut self.left[head]
        } else {
            &mut self.right[head]
        };
        self.older[child] = last.replace(child);
        self.arcs[child] = Some((head, label));
    }
}

/// Puts arcs that training lifted (`pobj||prep`) back under the first word below their head that
/// has the label after the bars, searching breadth first, left to right (Nivre and Nilsson,
/// "Pseudo-projective dependency parsing", 2005, scheme *head*).
fn lower_lifted_arcs(heads: &mut [usize], labels: &mut [Label], blank: &[bool]) {
    if labels.iter().all(|(_, lifted)| lifted.is_none()) {
        return;
    }
    // head and child, so that the children of one head follow one another
    let arcs = heads.iter().copied().zip(0..);
    let mut arcs: BTreeSet<(usize, usize)> = arcs.filter(|(h, c)| h != c).collect();
    for word in 0..heads.len() {
        let (own, Some(wanted)) = labels[word] else {
            continue;
        };
        let mut queue = VecDeque::from([heads[word]]);
        let found = 'search: loop {
            let Some(parent) = queue.pop_front() else {
                break None;
            };
            for &(_, child) in arcs.range((parent, 0)..=(parent, usize::MAX)) {
                if blank[child] || child == word {
                    continue;
                }
                if labels[child] == (wanted, None) {
                    break 'search Some(child);
                }
                queue.push_back(child);
            }
        };
        if let Some(head) = found {
            arcs.remove(&(heads[word], word));
            arcs.insert((head, word));
            heads[word] = head;
        }
        labels[word] = (own, None);
    }
}

/// Where sentences start: the leftmost token under each root.
fn sentence_starts(heads: &[usize]) -> Vec<bool> {
    let mut starts = vec![false; heads.len()];
    let mut passed = vec![false; heads.len()];
    for (word, start) in starts.iter_mut().enumerate() {
        // up to the root, or to what a word further left has passed already
        let mut above = word;
        while !passed[above] {
            passed[above] = true;
            *start = heads[above] == above;
            above = heads[above];
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    const DOBJ: Label = (Dep::Dobj, None);
    const NSUBJ: Label = (Dep::Nsubj, None);

    #[test]
    fn moves_build_the_tree_that_the_module_shows() {
        let mut state = State::new(3);
        for step in [
            Move::Shift,
            Move::Left(NSUBJ),
            Move::Shift,
            Move::Right(DOBJ),
        ] {
            assert!(state.allowed().has(step), "{step:?}");
            state.take(step);
        }
        assert!(!state.allowed().has(Move::Shift) || state.buffered() > 0);
        state.take(Move::Reduce);
        state.take(Move::Reduce);
        assert!(state.is_final());
        assert_eq!(state.arcs, [Some((1, NSUBJ)), None, Some((1, DOBJ))]);
    }

    #[test]
    fn a_word_without_head_goes_back_and_is_not_shifted_again() {
        let mut state = State::new(3);
        state.take(Move::Shift);
        state.take(Move::Shift);
        state.take(Move::Reduce);
        assert_eq!((state.ahead(0), state.stacked(0)), (Some(1), Some(0)));
        assert!(!state.allowed().has(Move::Shift));
        assert!(state.allowed().has(Move::Right(DOBJ)));
    }

    #[test]
    fn a_lifted_arc_comes_down_to_the_label_it_names_and_others_stay() {
        // 0 ← 1 → 2, and 3 lifted from the object 2 to the root 1
        let mut heads = [1, 1, 1, 1];
        let mut labels = [
            NSUBJ,
            (Dep::Root, None),
            DOBJ,
            (Dep::Relcl, Some(Dep::Dobj)),
        ];
        lower_lifted_arcs(&mut heads, &mut labels, &[false; 4]);
        assert_eq!(heads, [1, 1, 1, 2]);
        assert_eq!(labels[3], (Dep::Relcl, None));

        let mut heads = [1, 1, 1];
        let mut labels = [NSUBJ, (Dep::Root, None), (Dep::Prep, Some(Dep::Pobj))];
        lower_lifted_arcs(&mut heads, &mut labels, &[false; 3]);
        assert_eq!(heads, [1, 1, 1], "no word with that label: the head stays");
    }

    #[test]
    fn sentences_start_at_the_leftmost_word_under_each_root() {
        assert_eq!(sentence_starts(&[1, 1, 1]), [true, false, false]);
        assert_eq!(sentence_starts(&[1, 1, 3, 3]), [true, false, true, false]);
    }

    proptest! {
        /// Whatever the model scores highest, moves are at most seven times the words: a word is
        /// put back at most once, and once more for each word that leaves for good by a left arc;
        /// so at most three words are pushed and popped for each, and one move ends a sentence.
        #[test]
        fn any_moves_end_soon_and_make_trees(
            length in 0..40_usize,
            choices in vec(any::<usize>(), 1..80),
        ) {
            let moves = [
                Move::Shift,
                Move::Reduce,
                Move::Left(NSUBJ),
                Move::Left((Dep::Amod, Some(Dep::Nsubj))),
                Move::Right(DOBJ),
                Move::Right((Dep::Relcl, Some(Dep::Dobj))),
                Move::Break,
            ];
            let mut state = State::new(length);
            let mut taken = 0;
            for choice in choices.iter().cycle() {
                if state.is_final() {
                    break;
                }
                let allowed = state.allowed();
                let open: Vec<_> = moves.iter().filter(|step| allowed.has(**step)).collect();
                state.take(*open[choice % open.len()]);
                taken += 1;
                prop_assert!(taken <= 7 * length);
            }
            let tree = tree(&state, &vec![false; length]);
            for word in 0..length {
                let mut above = word;
                for _ in 0..length {
                    above = tree.heads[above];
                }
                prop_assert_eq!(above, tree.heads[above], "no root in {:?}", tree.heads);
            }
            let roots = (0..length).filter(|word| tree.heads[*word] == *word).count();
            prop_assert_eq!(tree.starts.iter().filter(|start| **start).count(), roots);
        }
    }
}
