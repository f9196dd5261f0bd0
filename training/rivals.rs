//! Prints the pairs of numbers of each folder that a run would weigh, as JSON Lines: the two sentences,
//! the two numbers in their words, and what the model weighs, for `rivals.py`.
//!
//! ```text
//! cargo run --release --example rivals -- FOLDER...
//! ```

use std::error::Error;

use atodds::claims::Claim;
use atodds::clusters::rivals::{self, NAMES};
use atodds::clusters::similarity::Context;
use atodds::conflicts::{Case, figure};
use atodds::pipeline::{Config, Stage, run};
use serde_json::{Map, Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    for folder in std::env::args().skip(1) {
        let config = Config {
            paths: vec![folder.into()],
            last: Stage::Claims,
            ..Config::default()
        };
        let findings = run(&config, &())?;
        let (claims, sentences) = (&findings.claims, &findings.sentences);
        let context = Context::new(claims, sentences, &findings.documents, &findings.origins);
        for rival in rivals::pairs(&context) {
            let (a, b) = (&claims[rival.a.0], &claims[rival.b.0]);
            let counted = (&a.quantities[rival.a.1], &b.quantities[rival.b.1]);
            let case = Case {
                a,
                b,
                counted: Some(counted),
                fit: &context.fit_of(a, b, Some(counted)),
                context: &context,
                sentences,
                asks: false,
            };
            if !figure::may_clash(&case) {
                continue;
            }
            let words = |claim: &Claim, at: usize| {
                let span = claim.quantities[at].quantity.span;
                span.of(context.sentence(claim)).to_owned()
            };
            let numbers = NAMES.into_iter().zip(rival.numbers);
            let numbers = numbers.map(|(name, number)| (name.to_owned(), number.into()));
            let line = json!({
                "quote_a": context.sentence(a),
                "number_a": words(a, rival.a.1),
                "quote_b": context.sentence(b),
                "number_b": words(b, rival.b.1),
                "numbers": Value::Object(numbers.collect::<Map<_, _>>()),
            });
            println!("{line}");
        }
    }
    Ok(())
}
