//! Scratch.
use atodds::claims;
use atodds::clusters::{self, ASKED, Pair, answers_both, candidates, similarity::Context};
use atodds::conflicts::{Case, DETECTORS, evidence};
use atodds::documents;
use atodds::english;
use atodds::sentences;
use rayon::prelude::*;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let set = documents::Settings {
        sources: (args[2] != "-").then(|| args[2].clone().into()),
        any_language: false,
        leave_out: vec![],
    };
    let reading = documents::read(&[args[1].clone().into()], &set).unwrap();
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
    let mut cl = vec![vec![]; all.len()];
    for (i, c) in clusters::group(&context, &sents).iter().enumerate() {
        for s in &c.sides {
            for m in &s.claims {
                cl[*m].push((c.asked, i));
            }
        }
    }
    let lines = std::fs::read_to_string(&args[3]).unwrap();
    for line in lines.lines() {
        let f: Vec<&str> = line.split('\t').collect();
        if f[0] == "H" {
            println!("{}", f[1..].join("\t"));
            continue;
        }
        let of = |doc: &str, text: &str| -> Vec<usize> {
            (0..all.len())
                .filter(|c| {
                    let d = &docs[all[*c].document];
                    let s = &sents[all[*c].sentence];
                    let stem = std::path::Path::new(&d.file)
                        .file_stem()
                        .unwrap()
                        .to_string_lossy()
                        .to_string();
                    let st = claims_one(s.span.of(&d.text));
                    let want = claims_one(text);
                    (stem == doc) && (st.contains(&want) || want.contains(&st))
                })
                .collect()
        };
        let (xs, ys) = (of(f[1], f[2]), of(f[3], f[4]));
        println!(
            "  SENT {} | {}\n       {} | {} [[{}]]",
            f[1],
            f[2],
            f[3],
            f[4],
            xs.first()
                .zip(ys.first())
                .map_or("-".to_string(), |(x, y)| format!(
                    "{:?} {:?}",
                    context.stories.fit(all[*x].document, all[*y].document),
                    context.stories.kin(all[*x].document, all[*y].document)
                ))
        );
        for &x in &xs {
            for &y in &ys {
                let (x, y) = (x.min(y), x.max(y));
                if x == y {
                    continue;
                }
                let (a, b) = (&all[x], &all[y]);
                let d = |c: &claims::Claim| {
                    format!(
                        "{}({}) s={} o={} q={:?} t={} p={} {}{:?}",
                        c.class,
                        c.predicate,
                        c.subject.as_ref().map_or("", |s| s.text.as_str()),
                        c.object.as_ref().map_or("", |s| s.text.as_str()),
                        c.quantities
                            .iter()
                            .map(|q| format!(
                                "{}/{}/{}/{}",
                                q.measure, q.owner, q.quantity.value, q.quantity.noun
                            ))
                            .collect::<Vec<_>>(),
                        c.times.len(),
                        c.places.len(),
                        c.polarity.name(),
                        c.modality
                    )
                };
                let fit = context.fit(a, b);
                let wc = candidates::worth_comparing(a, b);
                let Some(fit) = fit else {
                    println!("    -- two events: {} || {}", d(a), d(b));
                    continue;
                };
                let asked: Vec<String> = ASKED
                    .iter()
                    .filter(|k| {
                        answers_both(
                            **k,
                            &context,
                            &Pair {
                                a: x,
                                b: y,
                                fit: fit.clone(),
                            },
                        )
                    })
                    .map(|k| format!("{k:?}"))
                    .collect();
                let cnt: Vec<_> = clusters::counts::all_comparable(a, b, &context)
                    .map(|(p, q, _)| Some((&a.quantities[p], &b.quantities[q])))
                    .chain([None])
                    .collect();
                let mut det: Vec<String> = vec![];
                for c in cnt {
                    for (k, d) in DETECTORS.iter() {
                        if c.is_some() != (*k == clusters::Asked::HowMany) {
                            continue;
                        }
                        let case = Case {
                            a,
                            b,
                            counted: c,
                            fit: &fit,
                            context: &context,
                            sentences: &sents,
                        };
                        if let Some(f) = d(&case) {
                            let e = evidence::of(&case, &f);
                            det.push(format!(
                                "{k:?}:{:?} w{:.2} p{:.2}",
                                f.relation,
                                f.weight,
                                evidence::probability(&e)
                            ));
                        }
                    }
                }
                let same: Vec<_> = cl[x].iter().filter(|k| cl[y].contains(k)).collect();
                if fit.score < 0.15 && det.is_empty() {
                    continue;
                }
                println!(
                    "    {:.2} s{:?} o{:?} sh{:.1} {:?} asked{:?} det{:?} wc{} voice{} clus{:?}\n        A {}\n        B {}",
                    fit.score,
                    fit.subject,
                    fit.object,
                    fit.shared,
                    fit.story,
                    asked,
                    det,
                    wc,
                    context.origins.are_one_voice(a, b),
                    same,
                    d(a),
                    d(b)
                );
            }
        }
    }
}
fn claims_one(t: &str) -> String {
    t.split_whitespace().collect::<Vec<_>>().join(" ")
}
