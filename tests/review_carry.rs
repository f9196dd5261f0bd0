//! Verdicts find their rows again: what is carried, what is marked, what is kept apart.

use atodds::review::matching::{Matter, Side, Words};
use atodds::review::near::Quote;
use atodds::review::{Carried, Decided, Reviewed, Settled, carry};
use indexmap::IndexSet;

/// A row as `id | type | source: quote | source: quote`.
fn matter(row: &str) -> Matter {
    let parts: Vec<&str> = row.split(" | ").collect();
    let [id, kind, a, b] = parts[..] else {
        panic!("{row:?} has four parts");
    };
    let side = |side: &str| {
        let (source, quote) = side.split_once(": ").expect("a source and a quote");
        Side {
            source: source.into(),
            quote: Quote::new(quote),
            answer: Quote::default(),
        }
    };
    Matter {
        id: id.into(),
        kind: kind.into(),
        sides: [side(a), side(b)],
    }
}

/// A reviewed file: rows as above, each with its verdict and its note.
fn reviewed(name: &str, rows: &[(&str, &str, &str)]) -> Reviewed {
    let matters: Vec<Matter> = rows.iter().map(|(row, ..)| matter(row)).collect();
    let sides = matters.iter().flat_map(|matter| matter.sides.clone());
    let mut words = Words::default();
    for matter in &matters {
        *words.entry(matter.words()).or_default() += 1;
    }
    let decided = matters.iter().zip(rows).zip(2..);
    Reviewed {
        file: name.into(),
        ids: matters.iter().map(|matter| matter.id.clone()).collect(),
        words,
        sources: sides.map(|side| side.source).collect(),
        rows: decided
            .filter(|((_, (_, verdict, note)), _)| !verdict.is_empty() || !note.is_empty())
            .map(|((matter, (_, verdict, note)), number)| Decided {
                matter: matter.clone(),
                verdict: (*verdict).into(),
                note: (*note).into(),
                from: format!("{name}, row {number}"),
                ..Decided::default()
            })
            .collect(),
        ..Reviewed::default()
    }
}

/// The sources that the new rows name.
fn sources(rows: &[Matter]) -> IndexSet<String> {
    let sides = rows.iter().flat_map(|row| row.sides.clone());
    sides.map(|side| side.source).collect()
}

fn carried(files: &[Reviewed], rows: &[&str]) -> Carried {
    let rows: Vec<Matter> = rows.iter().map(|row| matter(row)).collect();
    carry(files, &rows, &sources(&rows))
}

/// What is on the rows, as `verdict; mark`, and what has none.
fn shown(carried: &Carried) -> (Vec<String>, Vec<&'static str>) {
    let row = |row: &Option<Settled>| {
        let row = row.clone().unwrap_or_default();
        format!("{}; {}", row.verdict, row.carried)
    };
    let homeless = carried.homeless.iter().map(|row| row.reason);
    (carried.rows.iter().map(row).collect(), homeless.collect())
}

const TOLL: &str = "x1 | quantity | a.txt: The flood killed 40 people in Kelmar, the mayor said. | b.txt: In Kelmar 11 people drowned in the night of the flood.";
const GATE: &str = "x2 | actor | a.txt: The army opened the gates of the dam on Monday. | b.txt: It was the guard who opened the gates of the dam.";
const CHANGED: &str = "carried over: text changed";
const GONE: &str = "no row has these quotes any more";
const SEVERAL: &str = "several rows fit equally well";
const OTHER: &str = "the row with this conflict_id now quotes other words";

/// What became of the first row, and where its verdict is then.
#[test]
fn one_verdict_after_one_change() {
    let edit = |from: &str, to: &str| TOLL.replace(from, to).replace("x1", "n1");
    let cases: Vec<(&str, String, &str, &[&str])> = vec![
        ("nothing changed", TOLL.into(), "conflict; ", &[]),
        ("spaces and marks changed", TOLL.replace("Kelmar, the", "Kelmar; the"), "conflict; ", &[]),
        ("the sentence around the claim grew", TOLL.replace("the mayor said", "the mayor of the town said on the radio in the evening"), "conflict; carried over: text changed", &[]),
        ("a word of a quote changed", edit("said", "stated"), "conflict; carried over: text changed", &[]),
        ("a word came in", edit("the mayor said", "the mayor himself said"), "conflict; carried over: text changed", &[]),
        ("a name was spelled better", edit("Kelmar", "Kellmar"), "conflict; carried over: text changed", &[]),
        ("a file was renamed", edit("a.txt", "z.txt"), "conflict; carried over: source renamed", &[]),
        (
            "a file was renamed so that the sides swapped",
            "n1 | quantity | b.txt: In Kelmar 11 people drowned in the night of the flood. | z.txt: The flood killed 40 people in Kelmar, the mayor said.".into(),
            "conflict; carried over: source renamed",
            &[],
        ),
        ("a number changed", edit("40", "41"), "; ", &[GONE]),
        ("a name changed", edit("Kelmar", "Varel"), "; ", &[GONE]),
        ("a denial came in", edit("killed", "never killed"), "; ", &[GONE]),
        ("the type changed", edit("quantity", "time"), "; ", &[GONE]),
        ("one quote became another", edit("In Kelmar 11 people drowned in the night of the flood.", "Eleven is what the fire brigade counted."), "; ", &[GONE]),
        ("the identifier moved to other words", TOLL.replace("Kelmar", "Varel"), "; ", &[OTHER]),
    ];
    let gate = GATE.replace("a.txt", "c.txt").replace("b.txt", "d.txt");
    for (name, row, wanted, homeless) in cases {
        let carried = carried(
            &[reviewed("ann.csv", &[(TOLL, "conflict", "")])],
            &[&row, &gate],
        );
        let (rows, reasons) = shown(&carried);
        assert_eq!(rows, [wanted, "; "], "{name}");
        assert_eq!(reasons, homeless, "{name}");
    }
}

#[test]
fn no_verdict_moves_to_a_row_that_was_there_before() {
    let twin = TOLL.replace("x1", "x3").replace("said", "told");
    let file = reviewed("ann.csv", &[(TOLL, "conflict", ""), (&twin, "", "")]);
    let (rows, reasons) = shown(&carried(&[file], &[&twin]));
    assert_eq!((rows, reasons), (vec!["; ".to_owned()], vec![GONE]));
}

#[test]
fn where_two_rows_fit_equally_well_none_is_taken() {
    let new = |id: &str| TOLL.replace("x1", id);
    let file = || reviewed("ann.csv", &[(TOLL, "conflict", "")]);
    let (rows, reasons) = shown(&carried(&[file()], &[&new("n1"), &new("n2")]));
    assert_eq!((rows, reasons), (vec!["; ".to_owned(); 2], vec![SEVERAL]));

    let two = reviewed(
        "ann.csv",
        &[(TOLL, "conflict", ""), (&new("x9"), "update", "")],
    );
    let (rows, reasons) = shown(&carried(&[two], &[&new("n1")]));
    assert_eq!((rows, reasons), (vec!["; ".to_owned()], vec![SEVERAL; 2]));

    let clear = new("n2").replace("said", "stated");
    let (rows, reasons) = shown(&carried(&[file()], &[&new("n1"), &clear]));
    assert_eq!((rows[0].as_str(), rows[1].as_str()), ("conflict; ", "; "));
    assert!(reasons.is_empty());
}

/// Of two equal statements the first was taken out, so that the second has its identifier now.
#[test]
fn a_verdict_follows_its_words_and_not_a_moved_identifier() {
    let kelmar = "x1 | polarity | a.txt: In Kelmar the old bridge was closed. | b.txt: Nobody closed the bridge.";
    let varel = "x2 | polarity | a.txt: In Varel the old bridge was closed. | b.txt: Nobody closed the bridge.";
    let file = reviewed(
        "ann.csv",
        &[(kelmar, "conflict", ""), (varel, "not a conflict", "")],
    );
    let (rows, reasons) = shown(&carried(&[file], &[&varel.replace("x2", "x1")]));
    assert_eq!(
        (rows, reasons),
        (vec!["not a conflict; ".to_owned()], vec![OTHER])
    );
}

#[test]
fn a_renamed_file_is_told_from_another_file_with_the_same_words() {
    let file = || reviewed("ann.csv", &[(TOLL, "conflict", ""), (GATE, "", "")]);
    let other = TOLL.replace("a.txt", "z.txt").replace("x1", "n1");
    // a.txt is still there, so z.txt is another file.
    let (rows, reasons) = shown(&carried(&[file()], &[&other, GATE]));
    assert_eq!((rows[0].as_str(), reasons), ("; ", vec![GONE]));
    // z.txt was there before, so it is not a.txt under another name.
    let known = GATE.replace("x2", "x5").replace("a.txt", "z.txt");
    let file = reviewed("ann.csv", &[(TOLL, "conflict", ""), (&known, "", "")]);
    let (rows, reasons) = shown(&carried(&[file], &[&other]));
    assert_eq!((rows[0].as_str(), reasons), ("; ", vec![GONE]));
}

#[test]
fn two_reviewers_who_disagree_are_both_kept() {
    let ann = reviewed(
        "ann.csv",
        &[(TOLL, "conflict", "clear"), (GATE, "update", "")],
    );
    let ben = reviewed(
        "ben.csv",
        &[(TOLL, "not a conflict", "two counts"), (GATE, "update", "")],
    );
    let carried = carried(&[ann, ben], &[TOLL, GATE]);
    let row = carried.rows[0].clone().expect("decided");
    assert_eq!(row.verdict, "");
    assert_eq!(
        row.carried,
        "reviewers disagree: conflict (ann.csv, row 2), not a conflict (ben.csv, row 2)"
    );
    assert_eq!(
        row.note,
        "clear (ann.csv, row 2) | two counts (ben.csv, row 2)"
    );
    let row = carried.rows[1].clone().expect("decided");
    assert_eq!((row.verdict.as_str(), row.carried.as_str()), ("update", ""));
}

#[test]
fn two_reviewers_may_have_worked_on_reports_of_different_runs() {
    let newer = TOLL.replace("x1", "n1").replace("said", "stated");
    let ann = reviewed("ann.csv", &[(TOLL, "conflict", "")]);
    let ben = reviewed("ben.csv", &[(&newer, "conflict", "")]);
    let (rows, reasons) = shown(&carried(&[ann, ben], &[&newer]));
    assert_eq!(rows, [format!("conflict; {CHANGED}")]);
    assert!(reasons.is_empty());
}

#[test]
fn what_was_joined_is_not_joined_again() {
    let ann = reviewed("ann.csv", &[(TOLL, "conflict", "clear")]);
    let ben = reviewed("ben.csv", &[(TOLL, "conflict", "two counts")]);
    let first = carried(&[ann, ben], &[TOLL]).rows[0]
        .clone()
        .expect("decided");
    let again = [
        reviewed("ann.csv", &[(TOLL, "conflict", "clear")]),
        reviewed("both.csv", &[(TOLL, "conflict", &first.note)]),
    ];
    assert_eq!(
        carried(&again, &[TOLL]).rows[0]
            .as_ref()
            .expect("decided")
            .note,
        first.note
    );
}

#[test]
fn a_decision_without_a_row_is_kept_once() {
    let file = || reviewed("ann.csv", &[(TOLL, "conflict", "")]);
    let carried = carried(&[file(), file()], &[GATE]);
    assert_eq!(carried.homeless.len(), 1);
}
