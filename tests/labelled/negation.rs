//! Negation on Sherlock Holmes stories (CD-SCO of the *SEM 2012 shared task, Morante and Blanco).

use std::collections::BTreeSet;

use atodds::Span;
use atodds::claims::clauses::Tree;
use atodds::claims::polarity::{self, Kind};
use atodds::english;
use serde_json::Value;

/// A cue, affixes included, is right if it is exactly the annotated one. Scope tokens are counted
/// for our own cues: those of a cue that is wrong or missing are wrong or missing, too. "Hardly"
/// and its like are not annotated as cues and not counted.
#[test]
fn cues_and_scopes_of_negations() {
    for (file, of_cues, of_scopes) in [
        ("negation_cdsco/train.jsonl.gz", 0.96, 0.88),
        ("negation_cdsco/dev.jsonl", 0.93, 0.845),
    ] {
        let Some(rows) = crate::rows(file) else {
            return;
        };
        let (mut cues, mut scopes) = (Counts::default(), Counts::default());
        for row in &rows {
            let (text, tokens) = joined(&row["tok"]);
            let wanted = annotated(row, &tokens);
            let found = read(&text, &tokens);
            for (cue, scope) in &wanted {
                let ours = found.iter().find(|(own, _)| own == cue);
                cues.add(1, usize::from(ours.is_some()), 0);
                let right = ours.map_or(0, |(_, own)| own.intersection(scope).count());
                let extra = ours.map_or(0, |(_, own)| own.len() - right);
                scopes.add(scope.len(), right, extra);
            }
            for (_, scope) in found
                .iter()
                .filter(|(c, _)| wanted.iter().all(|w| w.0 != *c))
            {
                cues.add(0, 0, 1);
                scopes.add(0, 0, scope.len());
            }
        }
        println!(
            "{file}: {} sentences, {} negations: cues F1 {:.3} (P {:.3}, R {:.3}); {} scope tokens \
             with our own cues F1 {:.3} (P {:.3}, R {:.3})",
            rows.len(),
            cues.wanted,
            cues.f1(),
            cues.precision(),
            cues.recall(),
            scopes.wanted,
            scopes.f1(),
            scopes.precision(),
            scopes.recall(),
        );
        assert!(cues.f1() >= of_cues && scopes.f1() >= of_scopes);
    }
}

/// How many were wanted, how many of these found, and how many found that were not wanted.
#[derive(Default)]
struct Counts {
    wanted: usize,
    right: usize,
    extra: usize,
}

impl Counts {
    fn add(&mut self, wanted: usize, right: usize, extra: usize) {
        self.wanted += wanted;
        self.right += right;
        self.extra += extra;
    }

    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.extra) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / self.wanted as f64
    }

    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.right + self.extra + self.wanted) as f64
    }
}

/// A cue (places in bytes) and the indices of the set's tokens in its scope.
type Marked = (Vec<Span>, BTreeSet<usize>);

fn read(text: &str, tokens: &[Span]) -> Vec<Marked> {
    let parsed = english::read(text);
    let tree = Tree::new(text, &parsed);
    let overlap = |a: Span, b: Span| a.start < b.end && b.start < a.end;
    polarity::negations(&tree)
        .into_iter()
        .filter(|negation| negation.kind != Kind::Near)
        .map(|negation| {
            let in_scope = |token: &Span| {
                let mut ours = negation.scope.iter().map(|t| parsed.tokens[*t].span);
                ours.any(|own| overlap(own, *token))
            };
            let scope = (0..tokens.len()).filter(|i| in_scope(&tokens[*i]));
            (negation.cue.clone(), scope.collect())
        })
        .collect()
}

fn annotated(row: &Value, tokens: &[Span]) -> Vec<Marked> {
    let pairs = |value: &Value| -> Vec<(usize, String)> {
        let list = value.as_array().expect("a list").iter();
        list.map(|pair| {
            let index = pair[0].as_u64().expect("an index") as usize;
            (index, pair[1].as_str().expect("a word").to_owned())
        })
        .collect()
    };
    let negations = row["negations"].as_array().expect("a list").iter();
    negations
        .map(|negation| {
            let place = |(index, part): &(usize, String)| {
                let word = row["tok"][index].as_str().expect("a word");
                let token = tokens[*index];
                // Of "un-able" only the "un"; of "hope-less" only the "less".
                let start = match (word == part, word.starts_with(part.as_str())) {
                    (false, false) => token.start + word.rfind(part.as_str()).unwrap_or(0),
                    _ => token.start,
                };
                Span::new(start, start + part.len().min(token.len()))
            };
            let cue = pairs(&negation["cue"]).iter().map(place).collect();
            let scope = pairs(&negation["scope"])
                .iter()
                .map(|pair| pair.0)
                .collect();
            (cue, scope)
        })
        .collect()
}

/// Tokens as a text that reads as one, and the place of each in it.
fn joined(tokens: &Value) -> (String, Vec<Span>) {
    const NO_SPACE_BEFORE: [&str; 16] = [
        "n't", "'s", "'re", "'ve", "'ll", "'d", "'m", ",", ".", ";", ":", "?", "!", "''", ")", "'",
    ];
    let mut text = String::new();
    let mut places = Vec::new();
    let mut opens = true;
    for token in tokens.as_array().expect("a list") {
        let token = token.as_str().expect("a word");
        let word = match token {
            "``" | "''" => "\"",
            "`" => "'",
            _ => token,
        };
        if !opens && !NO_SPACE_BEFORE.contains(&token) {
            text.push(' ');
        }
        places.push(Span::new(text.len(), text.len() + word.len()));
        text.push_str(word);
        opens = matches!(token, "``" | "(" | "`");
    }
    (text, places)
}
