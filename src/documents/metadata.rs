//! What a document says of itself: title, author, outlet and day of publication.
//!
//! In plain text these stand in the header, the lines before the first long paragraph, or in the
//! last line:
//!
//! ```text
//! Ferry service restored after storm        title: first short line without a final stop
//! By Anna Writer                            author
//! Source: http://news.example/2014/03/21/x  outlet (news.example), and a day as last choice
//! Published: 21 March 2014                  day of publication
//!
//! HARBOUR CITY, March 21 (Agency) — …       day, if a year is known
//! ```
//!
//! A line counts as a date line only if it holds nothing but a date ([`super::dates`]), or besides
//! it only names and bylines ([`super::credits`]), so that a sentence that mentions a day dates
//! nothing. Statements and letters name their writer in other places ([`super::statements`]). A
//! year that a line leaves out is that of another date of the head or of the file's name. Nothing
//! is guessed.

use jiff::civil::Date;

use super::dates::{self, Hint, Label, Stated};
use super::{credits, statements};

/// What a document says of itself, or what the sources file says of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct About {
    /// Its title; empty when none was found.
    pub title: String,
    /// Who wrote it; empty when unknown.
    pub author: String,
    /// Who published it; empty when unknown.
    pub outlet: String,
    /// The day it was published.
    pub published: Option<Date>,
    /// The dates that it states, where they leave the year open or fit no one day.
    pub open: Vec<Stated>,
}

impl About {
    /// Takes from `other` what is missing here.
    pub(super) fn or(mut self, other: About) -> About {
        for (own, other) in [
            (&mut self.title, other.title),
            (&mut self.author, other.author),
            (&mut self.outlet, other.outlet),
        ] {
            if own.is_empty() {
                *own = other;
            }
        }
        self.published = self.published.or(other.published);
        self.open.extend(other.open);
        self
    }

    /// Takes the day from the name of the file, where it states none, and the year, where it
    /// states a date without.
    pub(super) fn in_file(mut self, file_name: &str) -> About {
        let open = std::mem::take(&mut self.open);
        if self.published.is_none()
            && let Some(hint) = Hint::of_name(file_name)
        {
            self.published = match &open[..] {
                [] => hint.day(),
                open => open.iter().find_map(|date| date.day(Some(hint))),
            };
        }
        self
    }
}

/// Reads the header and the last line of a text. `clean` takes the markup off a line.
pub(super) fn of_text(text: &str, clean: fn(&str) -> String) -> About {
    let said = statements::of_lines(
        || lines(text).map(clean),
        || lines_backwards(text).map(clean),
    );
    // One day over a title is the day of the document, several are those of a chronicle.
    let dated_titles = lines(text)
        .filter(|line| credits::dated_title(line.trim()).is_some())
        .take(2)
        .count();
    let mut all = lines(text).map(clean);
    let mut header = Vec::new();
    let mut opening = String::new();
    while header.len() < HEADER_LINES && opening.is_empty() {
        let Some(block) = block(&mut all) else {
            break;
        };
        if is_wrapped(&block) {
            opening = block.join(" ");
            break;
        }
        for (index, line) in block.iter().enumerate() {
            if is_credit(line) {
                continue;
            }
            if !is_long(line) {
                header.push(line.clone());
            } else if !block[index + 1..].iter().any(|line| is_special(line)) {
                opening.clone_from(line);
                break;
            }
        }
    }
    let mut rest = all.skip_while(String::is_empty);
    let last = rest.next().and_then(|_| {
        lines_backwards(text)
            .map(clean)
            .find(|line| !line.is_empty())
    });
    if header.len() == 1 && opening.is_empty() && last.is_none() {
        // A text of one line is no title without a document.
        header.clear();
    }
    about(&header, &opening, last.as_deref(), dated_titles == 1).or(said)
}

/// Lines that end with LF, CR LF or CR.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('\r'))
}

fn lines_backwards(text: &str) -> impl Iterator<Item = &str> {
    text.rsplit(['\n', '\r'])
}

/// The next lines up to a blank one, but not more than a header can have.
fn block(lines: &mut impl Iterator<Item = String>) -> Option<Vec<String>> {
    let first = lines.find(|line| !line.is_empty())?;
    let mut block = vec![first];
    while block.len() <= HEADER_LINES {
        match lines.next() {
            Some(line) if !line.is_empty() => block.push(line),
            _ => break,
        }
    }
    Some(block)
}

/// A header is short: a title of several lines, its summary, byline, source and dates.
const HEADER_LINES: usize = 14;

/// Whether a line is prose rather than a line of the header.
fn is_long(line: &str) -> bool {
    (line.chars().count() >= 180 || line.split_whitespace().count() >= 30) && !is_special(line)
}

/// Whether a line can only belong to a header.
fn is_special(line: &str) -> bool {
    labelled(line).is_some() || is_address(line) || dates::in_line(line).is_some()
}

/// Whether lines next to each other are one paragraph, broken at the width of a page: a line goes
/// on in small letters and the last one ends a sentence, or there are many such lines.
fn is_wrapped(block: &[String]) -> bool {
    let small = |line: &String| line.starts_with(char::is_lowercase);
    let stop = block.last().is_some_and(|line| ends_sentence(line)) || block.len() > 4;
    stop && block.iter().skip(1).any(small) && !block.iter().any(|line| is_special(line))
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']'])
        .ends_with(['.', '!', '?'])
}

fn about(header: &[String], opening: &str, last: Option<&str>, dated_title: bool) -> About {
    let mut about = About::default();
    let mut title = Title::default();
    let mut stated: Vec<Stated> = Vec::new();
    let mut hint = None;
    for (index, line) in header.iter().enumerate() {
        let next = header.get(index + 1).map_or(opening, String::as_str);
        let first = index == 0 && !statements::is_salutation(next);
        if let Some((key, value)) = labelled(line) {
            match key {
                Key::Title => title = Title::finished(value),
                Key::Author => set(&mut about.author, person(value)),
                Key::Outlet => {
                    hint = hint.or_else(|| Hint::of_address(value));
                    set(&mut about.outlet, outlet(value));
                }
            }
            title.end();
        } else if let Some(dates) = dates::in_line(line) {
            stated.extend(dates);
            title.end();
        } else if let Some(credits) = credits::of_line(line, first) {
            set(
                &mut about.author,
                Some(credits.author).filter(|name| !name.is_empty()),
            );
            stated.extend(credits.dates);
            title.end();
        } else if let Some((author, dates)) = byline(line, index > 0) {
            set(&mut about.author, Some(author));
            stated.extend(dates);
            title.end();
        } else if let Some(dates) = (!first).then(|| dates::after_place(line)).flatten() {
            stated.extend(dates);
            title.end();
        } else if is_address(line) {
            hint = hint.or_else(|| Hint::of_address(line));
            set(&mut about.outlet, outlet(line));
            title.end();
        } else if dated_title && let Some((dates, at)) = credits::dated_title(line) {
            stated.extend(dates);
            title.add(&line[at..], index);
        } else if let Some(name) = columnist(line, next) {
            set(&mut about.author, Some(name));
            title.end();
        } else {
            title.add(line, index);
        }
    }
    if let Some(dates) = dates::after_place(opening) {
        stated.extend(dates);
    }
    if let Some(last) = last {
        match labelled(last) {
            Some((Key::Outlet, value)) => {
                hint = hint.or_else(|| Hint::of_address(value));
                set(&mut about.outlet, outlet(value));
            }
            _ => {
                // A bare date at the end may be a signature's; a labelled one is the document's.
                let dates = dates::in_line(last).unwrap_or_default();
                stated.extend(dates.into_iter().filter(|date| date.label != Label::None));
            }
        }
    }
    stated.sort_by_key(|date| date.label);
    let hint = hint.or_else(|| {
        let whole = stated.iter().find_map(|date| date.day(None))?;
        Some(Hint::of_day(whole))
    });
    about.published = match stated.iter().find_map(|date| date.day(hint)) {
        Some(day) => Some(day),
        // Where a line states a date that fits no day, the address is no better.
        None if stated.is_empty() => hint.and_then(Hint::day),
        None => None,
    };
    if about.published.is_none() {
        about.open = stated;
    }
    about.title = title.text.trim_end_matches([',', ';', ':']).to_string();
    about
}

fn set(field: &mut String, value: Option<String>) {
    if let (true, Some(value)) = (field.is_empty(), value) {
        *field = value;
    }
}

/// A title that grows while its lines break off in the middle of a phrase.
#[derive(Default)]
struct Title {
    text: String,
    ended: bool,
}

impl Title {
    fn finished(text: &str) -> Title {
        Title {
            text: text.to_string(),
            ended: true,
        }
    }

    fn end(&mut self) {
        self.ended |= !self.text.is_empty();
    }

    fn add(&mut self, line: &str, index: usize) {
        if self.ended {
            return;
        }
        if self.text.is_empty() {
            // Only the first line of the document, credits and labels aside.
            if !can_be_title(line) || index > 4 {
                self.ended = true;
                return;
            }
            self.text = line.to_string();
        } else if breaks_off(&self.text)
            || line.starts_with(char::is_lowercase)
            || line.split_whitespace().all(is_connective)
        {
            self.text.push(' ');
            self.text.push_str(line);
        } else {
            self.ended = true;
        }
    }
}

/// "… OF THE": no title ends so.
fn breaks_off(line: &str) -> bool {
    line.split_whitespace()
        .next_back()
        .is_some_and(is_connective)
}

fn is_connective(word: &str) -> bool {
    const CONNECTIVES: [&str; 12] = [
        "of",
        "the",
        "and",
        "or",
        "an",
        "from",
        "with",
        "for",
        "at",
        "to",
        "being",
        "containing",
    ];
    CONNECTIVES
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

/// A short line without a final stop; a line in capitals may have one.
fn can_be_title(line: &str) -> bool {
    let inner = line.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
    let stops = inner.ends_with(['.', ':', ';', ',', '…']);
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let small = line.chars().filter(|c| c.is_lowercase()).count();
    // Title pages print "the SHIP's BOAT".
    let in_capitals = small * 10 <= letters;
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_item = number.len() < line.len() && number.starts_with([')', '.']) && {
        // "5.9 earthquake" is no item.
        number[1..].starts_with(char::is_whitespace)
    };
    letters > 0 && !is_item && (!stops || in_capitals)
}

/// Lines that stand above the title of a digitized book, or beside it.
fn is_credit(line: &str) -> bool {
    const CREDITS: [&str; 10] = [
        "produced by",
        "e-text prepared by",
        "etext prepared by",
        "transcribed by",
        "transcriber",
        "translated by",
        "edited by",
        "digitized by",
        "[illustration",
        "copyright",
    ];
    let line = line.to_lowercase();
    CREDITS.iter().any(|credit| line.starts_with(credit))
}

/// What a labelled line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// `Title: …`
    Title,
    /// `Author: …`
    Author,
    /// `Source: …`, a name or an address.
    Outlet,
}

/// The words before the colon, in small letters.
const KEYS: &[(&str, Key)] = &[
    ("title", Key::Title),
    ("headline", Key::Title),
    ("subject", Key::Title),
    ("author", Key::Author),
    ("authors", Key::Author),
    ("by", Key::Author),
    ("byline", Key::Author),
    ("written by", Key::Author),
    ("reported by", Key::Author),
    ("source", Key::Outlet),
    ("outlet", Key::Outlet),
    ("publication", Key::Outlet),
    ("publisher", Key::Outlet),
    ("newspaper", Key::Outlet),
    ("url", Key::Outlet),
    ("link", Key::Outlet),
];

/// `Key: value`.
pub(super) fn labelled(line: &str) -> Option<(Key, &str)> {
    let (label, value) = line.split_once(':')?;
    let value = value.trim();
    let label = label.trim().to_lowercase();
    let (_, key) = KEYS.iter().find(|(known, _)| *known == label)?;
    (!value.is_empty()).then_some((*key, value))
}

/// The outlet that a source line names: the host of an address, or the words themselves.
pub(super) fn outlet(value: &str) -> Option<String> {
    match value.split_once("://") {
        Some((_, rest)) => {
            let host = rest.split(['/', '?', '#']).next()?;
            let host = host.rsplit('@').next()?;
            let host = host.split(':').next()?.to_lowercase();
            let host = host.strip_prefix("www.").unwrap_or(&host);
            (!host.is_empty()).then(|| host.to_string())
        }
        None if value.split_whitespace().count() <= 8 => Some(value.to_string()),
        None => None,
    }
}

fn is_address(line: &str) -> bool {
    (line.starts_with("http://") || line.starts_with("https://"))
        && !line.contains(char::is_whitespace)
}

/// "By Anna Writer", "By ANNA WRITER, Staff Reporter | March 3, 2014". `bare` allows a single
/// name, which in the first line is rather a title ("By Design").
fn byline(line: &str, bare: bool) -> Option<(String, Vec<Stated>)> {
    let line = line.trim_matches(['[', ']', '(', ')']);
    let lower = line.get(..12.min(line.len())).unwrap_or("").to_lowercase();
    let start = ["written by ", "reported by ", "by "]
        .iter()
        .find(|start| lower.starts_with(**start))?;
    let mut parts = line[start.len()..].split(['|', '·', '•', '–', '—']);
    let mut dates = Vec::new();
    let mut name = parts.next()?.trim();
    // "By Anna Writer, 3 March 2014", "By Anna Writer on March 3, 2014".
    for (at, gap) in name.match_indices([',', ' ']) {
        let tail = name[at + gap.len()..].trim();
        if let Some(found) = dates::in_line(tail) {
            dates.extend(found);
            name = &name[..at];
            break;
        }
    }
    let name = person(credits::before_place(name))?;
    if !bare && !name.contains(' ') {
        return None;
    }
    for part in parts {
        dates.extend(dates::in_line(part).unwrap_or_default());
    }
    Some((name, dates))
}

/// `Comment. Ann Lee` over a date line.
fn columnist(line: &str, next: &str) -> Option<String> {
    const KINDS: [&str; 7] = [
        "opinion",
        "comment",
        "commentary",
        "analysis",
        "column",
        "essay",
        "viewpoint",
    ];
    let (kind, name) = line.split_once(". ")?;
    let name = person(name)?;
    let dated = || dates::in_line(next).is_some() || credits::of_line(next, false).is_some();
    (KINDS.contains(&kind.to_lowercase().as_str())
        && (2..=3).contains(&name.split_whitespace().count())
        && dated())
    .then_some(name)
}

/// One or several names, without titles of office behind them; `None` for other words.
pub(super) fn person(text: &str) -> Option<String> {
    let text = match text.find(['<', '|']) {
        Some(at) => &text[..at],
        None => text,
    };
    let mut names: Vec<&str> = Vec::new();
    for part in text.split(',') {
        let part = part.trim().trim_end_matches(';');
        let is_role = !names.is_empty()
            && (part
                .split_whitespace()
                .any(|word| ROLES.contains(&word.to_lowercase().as_str()))
                || !part.contains(' '));
        if is_role || !is_name(part) {
            break;
        }
        names.push(part);
    }
    let name = names.join(", ");
    let sentence_stop = name.ends_with('.')
        && name
            .split_whitespace()
            .next_back()
            .is_some_and(|word| word.len() > 4);
    let name = if sentence_stop {
        name.trim_end_matches('.').to_string()
    } else {
        name
    };
    (!name.is_empty()).then_some(name)
}

/// Words that say what somebody is, not what they are called.
const ROLES: &[&str] = &[
    "author",
    "bureau",
    "columnist",
    "contributor",
    "correspondent",
    "editor",
    "freelance",
    "journalist",
    "news",
    "press",
    "producer",
    "reporter",
    "staff",
    "writer",
    "the",
];

/// Capitalised words and the small words of names, no digits, not too many.
fn is_name(text: &str) -> bool {
    const PARTICLES: [&str; 22] = [
        "de", "da", "di", "del", "della", "dos", "du", "der", "den", "van", "von", "la", "le",
        "al", "bin", "ibn", "el", "of", "ter", "y", "and", "&",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let named = words.iter().filter(|word| {
        word.trim_start_matches(['‘', '“', '"', '\''])
            .starts_with(char::is_uppercase)
    });
    let named = named.count();
    let particles = words.iter().filter(|word| PARTICLES.contains(word)).count();
    let calendar = words
        .iter()
        .any(|word| dates::month(word).is_some() && words.len() == 1);
    (1..=10).contains(&words.len())
        && named > 0
        && named + particles == words.len()
        && !calendar
        && !text.chars().any(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "Two ferries that were crossing the sound in heavy rain met at the mouth of \
        the harbour on Friday, and the smaller one sank within minutes, the harbour master told \
        reporters who had gathered on the quay, adding that all hands were safe by noon.";

    fn of(header: &str) -> About {
        of_text(&format!("{header}\n\n{LONG}\n\n{LONG}"), |line| {
            line.trim().to_string()
        })
    }

    fn fields(about: &About) -> [String; 4] {
        [
            about.title.clone(),
            about.author.clone(),
            about.outlet.clone(),
            about
                .published
                .map(|day| day.to_string())
                .unwrap_or_default(),
        ]
    }

    #[test]
    fn headers_are_read() {
        // header → title, author, outlet, day
        let table = [
            (
                "Ferries collide\nSource: http://www.news.example/2014/03/21/ferry\nBy Anna Writer",
                [
                    "Ferries collide",
                    "Anna Writer",
                    "news.example",
                    "2014-03-21",
                ],
            ),
            (
                "Ferries collide\nSmaller boat sinks in minutes\nMarch 22, 2014",
                ["Ferries collide", "", "", "2014-03-22"],
            ),
            (
                "Ferries collide\nUpdated: 23 March 2014\nPublished: 22 March 2014",
                ["Ferries collide", "", "", "2014-03-22"],
            ),
            (
                "Title: Ferries collide\nAuthor: Anna Writer\nSource: The Harbour Post\nDate: 2014-03-22",
                [
                    "Ferries collide",
                    "Anna Writer",
                    "The Harbour Post",
                    "2014-03-22",
                ],
            ),
            (
                "Ferries collide\nBY ANNA WRITER, STAFF REPORTER | MARCH 22, 2014",
                ["Ferries collide", "ANNA WRITER", "", "2014-03-22"],
            ),
            (
                "Who was at the helm?\nby Anna van Writer and B. Penn on March 22, 2014",
                [
                    "Who was at the helm?",
                    "Anna van Writer and B. Penn",
                    "",
                    "2014-03-22",
                ],
            ),
            (
                "THE LOSS OF THE\n\nFERRY ANNABEL\n\nBy CAPT. JOHN HELM, R.N.\n\nMillbridge, 2 May 1854",
                [
                    "THE LOSS OF THE FERRY ANNABEL",
                    "CAPT. JOHN HELM",
                    "",
                    "1854-05-02",
                ],
            ),
            (
                "Produced by Some Volunteers\n\nTHE LOSS\n\nOF THE\n\nANNABEL\n\n[By Sir John Helm]",
                ["THE LOSS OF THE ANNABEL", "Sir John Helm", "", ""],
            ),
            (
                "Source: https://harbour.example:8080/a\n1:15 PM, SAT 22 MAR 2014",
                ["", "", "harbour.example", "2014-03-22"],
            ),
            (
                "Ferries collide\nhttp://www.harbour.example/9/x.html\n3/22/2014",
                ["Ferries collide", "", "harbour.example", "2014-03-22"],
            ),
            (
                "Ferries collide\nSource: http://h.example/2014/03/21/x\n03/04/14",
                ["Ferries collide", "", "h.example", ""],
            ),
            (
                "Ferries collide in\nheavy rain\nSource: http://h.example/x\n1 May 2004",
                [
                    "Ferries collide in heavy rain",
                    "",
                    "h.example",
                    "2004-05-01",
                ],
            ),
            (
                &format!("Ferries collide\n{LONG}\nSource: http://h.example/x\n1 May 2004"),
                ["Ferries collide", "", "h.example", "2004-05-01"],
            ),
            (
                &format!(
                    "Ferries collide\nSource: http://h.example/2004/05/01/{}",
                    "slug-".repeat(50)
                ),
                ["Ferries collide", "", "h.example", "2004-05-01"],
            ),
            ("APPENDIX B.", ["APPENDIX B.", "", "", ""]),
            (
                "5.9 metres of water in the hold",
                ["5.9 metres of water in the hold", "", "", ""],
            ),
            (
                "A NARRATIVE OF THE LOSS OF H.M. SHIP ANNABEL,\n\nLONDON, 1854.",
                ["A NARRATIVE OF THE LOSS OF H.M. SHIP ANNABEL", "", "", ""],
            ),
        ];
        for (header, expected) in table {
            assert_eq!(fields(&of(header)), expected.map(String::from), "{header}");
        }
    }

    #[test]
    fn credits_are_read() {
        // header → title, author, day
        for (header, title, author, day) in [
            (
                "Ferries collide\nThe Courier, Tuesday 6 May 2014. By Anna Writer",
                "Ferries collide",
                "Anna Writer",
                "2014-05-06",
            ),
            (
                "Ferries collide\nBy Anna Writer, The Courier, 6 May 2014",
                "Ferries collide",
                "Anna Writer",
                "2014-05-06",
            ),
            (
                "Ferries collide\nBy Anna Writer in Varel",
                "Ferries collide",
                "Anna Writer",
                "",
            ),
            (
                "SALT AND ROPE\nLetters from the far quay, by Anna Writer\n\n\
                 Tuesday 6 May 2014: What we heard",
                "SALT AND ROPE",
                "Anna Writer",
                "2014-05-06",
            ),
            (
                "Ferries collide\nComment. Anna Writer\nThe Courier, Tuesday 6 May 2014",
                "Ferries collide",
                "Anna Writer",
                "2014-05-06",
            ),
            (
                "Ferries collide\nComment. Nobody Listens",
                "Ferries collide",
                "",
                "",
            ),
            (
                "Ferries collide\nKELMAR, 6 May (Agency) - Two met.\nUpdated: 7 May 2014",
                "Ferries collide",
                "",
                "2014-05-06",
            ),
            ("Kelmar, 6 May 2014\n\nDear Bo,", "", "", "2014-05-06"),
            (
                "Kelmar, 6 May 2014\n\nFerries collide",
                "Kelmar, 6 May 2014",
                "",
                "",
            ),
            (
                "Three days\n\n6 May 2014: two ferries met\n\n7 May 2014: one was raised",
                "Three days",
                "",
                "",
            ),
        ] {
            let [found_title, found_author, _, found_day] = fields(&of(header));
            assert_eq!(
                [found_title, found_author, found_day],
                [title, author, day].map(String::from),
                "{header}"
            );
        }
    }

    #[test]
    fn the_name_of_the_file_gives_what_the_text_leaves_open() {
        for (header, name, expected) in [
            ("Ferries collide", "post-2014-05-06.txt", "2014-05-06"),
            (
                "Ferries collide\nThe Courier, Monday 5 May",
                "post-2014-05-06.txt",
                "2014-05-05",
            ),
            ("Ferries collide\nThe Courier, Monday 5 May", "post.txt", ""),
            (
                "Ferries collide\nThe Courier, 5 March",
                "post-2014-05-06.txt",
                "",
            ),
            (
                "Ferries collide\n03/04/2014",
                "2014-04-03.txt",
                "2014-04-03",
            ),
            (
                "Ferries collide\n7 May 2013",
                "post-2014-05-06.txt",
                "2013-05-07",
            ),
        ] {
            let about = of(header).in_file(name);
            assert_eq!(fields(&about)[3], expected, "{header} in {name}");
        }
    }

    #[test]
    fn headers_that_say_nothing() {
        for header in [
            "The captain spoke on March 22, 2014.",
            "By the harbour wall they found a coat.",
            "1. Nobody was at the helm",
            "Two ferries that were crossing the sound in heavy rain met at the mouth\n\
             of the harbour on Friday, and the smaller one sank within minutes, the\n\
             Harbour master told reporters on\n2 May 1999 on the quay.",
            "In memory of those lost, March 22, 2014, we publish this list of all who sailed.",
            "4 May 2014 was a day of rain.",
        ] {
            let about = of(header);
            assert_eq!(about, About::default(), "{header}");
        }
    }

    #[test]
    fn a_place_and_date_open_a_paragraph() {
        let dated = format!("HARBOUR CITY, March 22, 2014 (Agency) — {LONG}");
        let no_year = format!("HARBOUR CITY, March 22 (Agency) — {LONG}");
        for (text, expected) in [
            (format!("Ferries collide\n\n{dated}"), "2014-03-22"),
            (format!("Ferries collide\n\n{no_year}"), ""),
            (
                format!("Ferries collide\nSource: http://h.example/2014/03/23/x\n\n{no_year}"),
                "2014-03-22",
            ),
            (format!("{LONG}\n\n{dated}"), ""),
        ] {
            let about = of_text(&text, |line| line.trim().to_string());
            assert_eq!(fields(&about)[3], expected, "{text}");
        }
    }

    #[test]
    fn the_last_line() {
        for (last, outlet, day) in [
            (
                "Source: http://h.example/2014/03/23/x",
                "h.example",
                "2014-03-23",
            ),
            ("Published: 22 March 2014", "", "2014-03-22"),
            ("Last updated 22 March 2014", "", "2014-03-22"),
            ("22 March 2014", "", ""),
            ("Posted by: pilot | 22 March 2014 at 10:11 AM", "", ""),
            ("It happened on 22 March 2014.", "", ""),
            ("© 2014 The Harbour Post", "", ""),
        ] {
            let text = format!("Ferries collide\n\n{LONG}\n\n{LONG}\n\n{last}\n");
            let about = of_text(&text, |line| line.trim().to_string());
            let found = fields(&about);
            assert_eq!([&found[2], &found[3]], [outlet, day], "{last}");
        }
    }

    #[test]
    fn names() {
        for (text, expected) in [
            ("Anna Writer", Some("Anna Writer")),
            ("ANNA WRITER, THE WELL KNOWN AUTHOR.", Some("ANNA WRITER")),
            (
                "Anna Writer, John Penn and Bo Ink",
                Some("Anna Writer, John Penn and Bo Ink"),
            ),
            ("Anna Writer <anna@h.example>", Some("Anna Writer")),
            ("John Penn Jr.", Some("John Penn Jr.")),
            ("José de la Pluma", Some("José de la Pluma")),
            ("Associated Harbours", Some("Associated Harbours")),
            ("the sea", None),
            ("2014", None),
            ("March", None),
            ("Design we mean a plan", None),
            ("", None),
        ] {
            assert_eq!(person(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_text_of_one_line_has_no_title() {
        let line = |line: &str| line.trim().to_string();
        assert_eq!(of_text("Ferries collide\n", line), About::default());
        assert_eq!(
            of_text("Ferries collide\n\nOne sank.", line).title,
            "Ferries collide"
        );
    }
}
