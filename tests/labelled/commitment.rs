//! The writer's commitment to embedded clauses on CommitmentBank (de Marneffe, Simons and
//! Tonhauser 2019): is "he left" true, false or open in "I do not think that he left"?

use std::collections::BTreeMap;

use atodds::claims::clauses::Tree;
use atodds::claims::modality::commitment;
use atodds::claims::modality::embedding::{Commitment, governor};
use atodds::claims::polarity;
use atodds::english;
use serde_json::Value;

/// The rules were written with the items of even number in view; those of odd number were kept
/// aside. The set's labels cut the mean of its annotators' answers, from -3 to 3, at -1 and 1.
#[test]
fn commitment_to_embedded_clauses() {
    let Some(rows) = crate::rows("commitmentbank/items.jsonl") else {
        return;
    };
    let field = |row: &Value, name: &str| row[name].as_str().expect("a string").to_owned();
    let mut right = [0; 2];
    let mut items = [0; 2];
    let mut labels: BTreeMap<String, usize> = BTreeMap::new();
    for row in &rows {
        let id = field(row, "id");
        let number = id.rsplit('-').next().and_then(|n| n.parse::<usize>().ok());
        let half = number.expect("an id that ends in a number") % 2;
        let label = field(row, "label3");
        let target = field(row, "target");
        let target = target.split_whitespace().collect::<Vec<_>>().join(" ");
        let found = read(&target, &field(row, "verb"), &field(row, "prompt"));
        items[half] += 1;
        right[half] += usize::from(found == label);
        *labels.entry(label).or_default() += 1;
    }
    let share = |n: usize, of: usize| 100.0 * n as f64 / of as f64;
    let most = labels.values().max().copied().unwrap_or(0);
    println!(
        "commitmentbank: {} embedded clauses, true, false or open: {:.1} % right; even ids (rules \
         written on them) {:.1} % of {}, odd ids (kept aside) {:.1} % of {}; always the most \
         frequent label: {:.1} %",
        rows.len(),
        share(right[0] + right[1], rows.len()),
        share(right[0], items[0]),
        items[0],
        share(right[1], items[1]),
        items[1],
        share(most, rows.len()),
    );
    assert!(share(right[0], items[0]) >= 71.0 && share(right[1], items[1]) >= 69.5);
}

/// The label for the clause under `verb` whose words are most like those of `prompt`, in which
/// pronouns are replaced by names.
fn read(text: &str, verb: &str, prompt: &str) -> &'static str {
    let parsed = english::read(text);
    let tree = Tree::new(text, &parsed);
    let wanted = words(prompt);
    let candidates = (0..parsed.tokens.len()).filter_map(|clause| {
        let (above, _) = governor(&tree, clause)?;
        let whole = tree.subtree(clause, &|_| true);
        let own: Vec<String> = whole.iter().flat_map(|t| words(tree.word(*t))).collect();
        let common = own.iter().filter(|word| wanted.contains(word)).count();
        let alike = 2000 * common / (own.len() + wanted.len());
        Some((tree.lemma(above) == verb, alike, std::cmp::Reverse(clause)))
    });
    let negations = polarity::negations(&tree);
    match candidates
        .max()
        .and_then(|(_, _, clause)| commitment(&tree, &negations, clause.0))
    {
        Some(Commitment::Holds) => "true",
        Some(Commitment::Fails) => "false",
        Some(Commitment::Open) | None => "uncertain",
    }
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    let words = parts.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
