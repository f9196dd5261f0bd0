//! Files of cases: sections of blocks of `key: value` lines.
//!
//! ```text
//! == caught ==                  a section
//!
//! # a comment
//! case: what the block shows    a block, ended by a blank line
//! key: value
//! ```

use std::fs;
use std::path::Path;

/// A block of lines.
pub struct Block {
    /// File and line of its first line, for messages.
    pub place: String,
    /// The section it stands in.
    pub section: String,
    /// Its lines.
    pub lines: Vec<(String, String)>,
}

impl Block {
    /// The one value of a key; none where the key is absent.
    pub fn find(&self, key: &str) -> Option<&str> {
        let mut values = self.lines.iter().filter(|(k, _)| k == key);
        let first = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "{}: two lines {key:?}", self.place);
        first
    }

    /// The one value of a key that must be there.
    pub fn get(&self, key: &str) -> &str {
        self.find(key)
            .unwrap_or_else(|| panic!("{}: no line {key:?}", self.place))
    }

    /// Fails on a key that is not known.
    pub fn allow(&self, known: &[&str]) {
        for (key, _) in &self.lines {
            assert!(
                known.contains(&key.as_str()),
                "{}: unknown line {key:?}; known are {known:?}",
                self.place
            );
        }
    }
}

/// Reads a file of cases; a malformed block fails the test that asks.
pub fn read(path: &Path, sections: &[&str]) -> Vec<Block> {
    let text = fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()));
    let blocks = parse(&text, &path.display().to_string(), sections);
    assert!(!blocks.is_empty(), "{}: no cases", path.display());
    blocks
}

/// Reads cases from a text; `name` is for messages.
pub fn parse(text: &str, name: &str, sections: &[&str]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut section: Option<&str> = None;
    let mut open = false;
    for (at, line) in text.lines().enumerate() {
        let place = format!("{name}:{}", at + 1);
        if line.starts_with('#') {
            continue;
        }
        if line.is_empty() {
            open = false;
            continue;
        }
        if let Some(heading) = line.strip_prefix("== ") {
            let heading = heading.strip_suffix(" ==").unwrap_or_default();
            assert!(
                sections.contains(&heading),
                "{place}: no section {line:?}; there are {sections:?}"
            );
            assert!(!open, "{place}: a blank line is missing before the section");
            section = Some(heading);
            continue;
        }
        let Some((key, value)) = line.split_once(": ") else {
            panic!("{place}: neither a section, a comment nor `key: value`: {line}");
        };
        if open {
            assert!(
                key != "case",
                "{place}: a blank line is missing before this case"
            );
        } else {
            let Some(section) = section else {
                panic!("{place}: a case before the first section");
            };
            assert!(
                key == "case",
                "{place}: a block begins with `case: `, not {line:?}"
            );
            open = true;
            blocks.push(Block {
                place,
                section: section.to_owned(),
                lines: Vec::new(),
            });
        }
        if let Some(block) = blocks.last_mut() {
            block.lines.push((key.to_owned(), value.trim().to_owned()));
        }
    }
    let mut titles: Vec<&str> = blocks.iter().map(|block| block.get("case")).collect();
    titles.sort_unstable();
    for pair in titles.windows(2) {
        assert_ne!(pair[0], pair[1], "{name}: two cases of one title");
    }
    blocks
}
