//! The code, the training scripts and the learned files know no name of the shared documents: a rule
//! that knows them would be worth nothing on others. Skipped, with a word, where `../shared` is absent.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Lists of countries, states and first names hold what they hold. Names that stand in documents of
/// more than one folder are everybody's too.
const LISTS: [&str; 3] = [
    "src/claims/countries.rs",
    "src/claims/us_states.rs",
    "src/claims/names/first_names.rs",
];

/// Words that stand in documents of one folder only, always with a capital, and are nobody's: units,
/// methods by their authors, offices, words that begin a line. The last is the only id of a word with
/// such letters that was computed by the original of the reader.
const WORDS: [&str; 13] = [
    "Celsius",
    "Fahrenheit",
    "Richter",
    "Cohen",
    "Wilson",
    "Clerk",
    "Mayor",
    "Copyright",
    "Infinity",
    "Translated",
    "Twenty",
    "Universal",
    "Yıldırım",
];

fn texts(folder: &Path, endings: &[&str]) -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter();
    files
        .filter_map(Result::ok)
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy();
            endings.iter().any(|ending| name.ends_with(ending))
        })
        .map(|entry| {
            let text = fs::read(entry.path()).unwrap_or_default();
            let path = entry.path().to_string_lossy().into_owned();
            (path, String::from_utf8_lossy(&text).into_owned())
        })
        .collect()
}

/// The words that begin with a capital and go on in small letters.
fn capitalised(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| {
        let mut letters = word.chars();
        word.len() > 4
            && letters.next().is_some_and(char::is_uppercase)
            && letters.all(char::is_lowercase)
    })
}

#[test]
fn the_code_knows_no_name_of_the_shared_documents() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpora = root.join("../shared/corpora");
    if !corpora.is_dir() {
        println!("skipped: ../shared/corpora is absent");
        return;
    }
    let mut folders = vec![corpora.join("aleppo/docs")];
    let sets = fs::read_dir(corpora.join("news")).expect("the news sets can be listed");
    folders.extend(sets.map(|set| set.expect("a set").path().join("docs")));
    folders.sort();
    // By name: in which folders it stands, and whether somewhere it is written small: then it is a word.
    let mut standing: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut small = BTreeSet::new();
    for (at, folder) in folders.iter().enumerate() {
        for (_, text) in texts(folder, &["txt", "md", "html"]) {
            for name in capitalised(&text) {
                standing.entry(name.to_owned()).or_default().insert(at);
            }
            let words = text.split(|c: char| !c.is_alphabetic());
            small.extend(
                words
                    .filter(|w| w.len() > 4 && w.chars().all(char::is_lowercase))
                    .map(str::to_owned),
            );
        }
    }
    let general: String = LISTS
        .iter()
        .map(|list| fs::read_to_string(root.join(list)).expect("a list"))
        .collect();
    let general = general.to_lowercase();
    let rare: BTreeSet<&str> = standing
        .iter()
        .filter(|(name, folders)| {
            let plain = name.to_lowercase();
            folders.len() == 1
                && !WORDS.contains(&name.as_str())
                && !small.contains(&plain)
                && !general.contains(&plain)
        })
        .map(|(name, _)| name.as_str())
        .collect();
    assert!(
        rare.len() > 300,
        "too few names to be a check: {}",
        rare.len()
    );
    let mut ours = texts(&root.join("src"), &[".rs"]);
    ours.extend(texts(&root.join("training"), &[".py", ".rs", ".csv"]));
    ours.extend(texts(&root.join("models"), &[".json"]));
    let mut found = BTreeSet::new();
    for (path, text) in &ours {
        found.extend(
            capitalised(text)
                .filter(|w| rare.contains(w))
                .map(|w| format!("{w} in {path}")),
        );
    }
    assert!(found.is_empty(), "{found:#?}");
}
