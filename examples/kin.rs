//! Scratch.
use atodds::{
    claims,
    clusters::{self, similarity::Context},
    documents, english, sentences,
};
use rayon::prelude::*;
fn main() {
    for dir in std::env::args().skip(1) {
        let set = documents::Settings {
            sources: None,
            any_language: false,
            leave_out: vec![],
        };
        let reading = documents::read(&[dir.clone().into()], &set).unwrap();
        let docs = reading.documents;
        let sents: Vec<_> = docs
            .iter()
            .enumerate()
            .map(|(i, d)| sentences::split(d, i))
            .collect::<Vec<_>>()
            .concat();
        let parsed: Vec<_> = sents
            .par_iter()
            .map(|s| {
                s.kind
                    .makes_claims()
                    .then(|| english::read(&sentences::plain(&docs[s.document], s)))
                    .unwrap_or_default()
            })
            .collect();
        let all = claims::extract(&docs, &sents, &parsed);
        let origins = clusters::origins::Origins::new(&docs, &sents);
        let context = Context::new(&all, &sents, &docs, &origins);
        for a in 0..docs.len() {
            for b in a + 1..docs.len() {
                let k = context.stories.kin(a, b);
                println!(
                    "{dir}\t{}\t{}\t{:?}\t{:.4}\t{:.4}",
                    docs[a].file,
                    docs[b].file,
                    context.stories.fit(a, b),
                    k.0,
                    k.1
                );
            }
        }
    }
}
