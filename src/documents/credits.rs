//! Lines of a head that say in one breath where, when and by whom something was written:
//!
//! ```text
//! Kelmar Courier, Tuesday 6 May 2014. By Ann Lee
//! By Ann Lee, Kelmar Courier, 6 May 2014
//! Kelmar Quarterly, Spring 2011. By Ann Lee in Varel      author, and no exact day
//! Ann Lee, Senior Fellow. 3 July 2010
//! ```
//!
//! Such a line is cut at its stops and commas. It counts only if every part is a date, a season,
//! a byline, a name or the part of a newspaper, so that no sentence is taken for one.

mod parts;

use super::dates::{self, Stated};
use super::metadata::person;
pub(super) use parts::before_place;
use parts::{Part, is_pair, names_outlet, parts, read, several_words, starts_with};

/// What such a line says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Credits {
    /// Who wrote it; empty where the line does not say.
    pub author: String,
    /// The days it states.
    pub dates: Vec<Stated>,
}

/// In bytes. Longer lines are prose.
const LONGEST: usize = 160;

/// Reads a line of a head. `first` is whether it opens the document, where a place and a day are
/// rather a title.
pub(super) fn of_line(line: &str, first: bool) -> Option<Credits> {
    if line.len() > LONGEST {
        return None;
    }
    let line = dates::without_brackets(line);
    let parts = parts(&line);
    if parts.len() < 2 {
        return None;
    }
    let read = read(&line, &parts);
    let authors = read.iter().filter(|part| matches!(part, Part::Author(_)));
    let others = read.iter().any(|part| matches!(part, Part::Other));
    if authors.count() > 1 || (others && (first || !is_subtitle(&line, &read))) {
        return None;
    }
    let dated = read
        .iter()
        .any(|part| matches!(part, Part::Dates(_) | Part::Season));
    let author = author(&read, dated);
    let dates: Vec<Stated> = read
        .iter()
        .filter_map(|part| match part {
            Part::Dates(dates) => Some(dates.clone()),
            _ => None,
        })
        .flatten()
        .collect();
    // `Battle of Kelmar, 2 April 1998` is a title, `Review of Ports, 2 April 1998. By Ann Lee` none
    let outlets = !read
        .iter()
        .any(|part| matches!(part, Part::Label(label) if !names_outlet(label)));
    let said = if author.is_empty() {
        !first && !dates.is_empty() && outlets
    } else {
        dated || !first
    };
    said.then_some(Credits { author, dates })
}

/// `Letters from the quay, by Ann Lee`.
fn is_subtitle(line: &str, read: &[Part]) -> bool {
    matches!(read, [Part::Other, Part::Author(_)]) && line.contains(", by ") && !line.ends_with('.')
}

/// Who writes, by a byline or by a role behind the first name; empty where neither is there.
fn author(read: &[Part], dated: bool) -> String {
    let byline = read.iter().enumerate().find_map(|(at, part)| match part {
        Part::Author(name) => Some((at, name.as_str())),
        _ => None,
    });
    match (byline, read) {
        (Some((at, name)), _) => {
            let labels: Vec<&str> = read[at + 1..]
                .iter()
                .map_while(|part| match part {
                    Part::Label(label) => Some(*label),
                    _ => None,
                })
                .collect();
            // `By Ann Lee, Bo Kessler and Cal Orr`
            let others = labels.iter().rposition(|label| is_pair(label));
            let others = &labels[..others.map_or(0, |last| last + 1)];
            let names: Vec<&str> = [name].into_iter().chain(others.iter().copied()).collect();
            names.join(", ")
        }
        (None, [Part::Label(name), Part::Role, ..]) if dated && !starts_with(name, "the ") => {
            person(name).and_then(several_words).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// `Monday 9 May 2016: what we heard`: a day over what was written on it, and the bytes of it.
pub(super) fn dated_title(line: &str) -> Option<(Vec<Stated>, usize)> {
    let (day, title) = line.split_once(": ")?;
    (day.len() < 40 && title.contains(char::is_alphabetic)).then_some(())?;
    let dates = dates::in_line(day)?;
    Some((dates, line.len() - title.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str, first: bool) -> Option<[String; 2]> {
        let credits = of_line(line, first)?;
        let day = credits.dates.iter().find_map(|date| date.day(None));
        let day = match (day, credits.dates.is_empty()) {
            (Some(day), _) => day.to_string(),
            (None, true) => String::new(),
            (None, false) => String::from("no year"),
        };
        Some([credits.author, day])
    }

    #[test]
    fn lines_that_say_who_and_when() {
        for (line, author, day) in [
            (
                "Kelmar Courier, Tuesday 6 May 2014. By Ann Lee",
                "Ann Lee",
                "2014-05-06",
            ),
            (
                "The Blue Lamp, posted by Ann Lee, Friday 6 June 2014",
                "Ann Lee",
                "2014-06-06",
            ),
            (
                "Salt and Rope, by Ann Lee, Sunday 8 June 2014",
                "Ann Lee",
                "2014-06-08",
            ),
            (
                "By Ann Lee, Salt & Rope, 4 August 2007",
                "Ann Lee",
                "2007-08-04",
            ),
            (
                "By Ann Lee and Bo Kessler | The Courier | 4 August 2007",
                "Ann Lee and Bo Kessler",
                "2007-08-04",
            ),
            (
                "By J. R. Lee, Review of Ports (Varel edition), 9 May 2009",
                "J. R. Lee",
                "2009-05-09",
            ),
            (
                "By Ann Lee, Bo Kessler and Cal Orr, The Courier, 9 May 2009",
                "Ann Lee, Bo Kessler and Cal Orr",
                "2009-05-09",
            ),
            ("Kelmar, Varel Reporter, 9 May 2009", "", "2009-05-09"),
            ("Port Kelmar, Varel Reporter, 9 May 2009", "", "2009-05-09"),
            ("The Courier, By Ann Lee in Kelmar", "Ann Lee", ""),
            (
                "The Gazette of Varel, No. 214, Monday 4 May 1846",
                "",
                "1846-05-04",
            ),
            (
                "From our own correspondent in Kelmar, 4 May 1846",
                "",
                "1846-05-04",
            ),
            (
                "Letter from the Quay of Varel, 4 May 1846",
                "",
                "1846-05-04",
            ),
            (
                "By our reporters in Kelmar, The Courier, 9 May 2009",
                "",
                "2009-05-09",
            ),
            ("By Ann Lee, night reporter", "Ann Lee", ""),
            (
                "Ann Lee, Senior Fellow. 3 July 2010",
                "Ann Lee",
                "2010-07-03",
            ),
            (
                "Ann Lee, Bruun Venn Solicitors, Kelmar. For immediate release, 7 July 2014",
                "Ann Lee",
                "2014-07-07",
            ),
            ("Kelmar Quarterly, Spring 2011. By Ann Lee", "Ann Lee", ""),
            (
                "The Courier, Varel. Thursday 8 May 2014. By Ann Lee in Kelmar Bay",
                "Ann Lee",
                "2014-05-08",
            ),
            (
                "The Courier, Wednesday 7 May 2014. By Ann Lee, harbour correspondent",
                "Ann Lee",
                "2014-05-07",
            ),
            (
                "The Courier, Saturday 10 May 2014. Interview: Ann Lee",
                "Ann Lee",
                "2014-05-10",
            ),
            (
                "Kelmar Echo, Saturday 17 May 2014. Ann Lee reports from Varel",
                "Ann Lee",
                "2014-05-17",
            ),
            (
                "The Courier, sport in brief, Monday 5 October 2015",
                "",
                "2015-10-05",
            ),
            ("Letters from the far quay, by Ann Lee", "Ann Lee", ""),
            (
                "Sunday, 4 May 1958. At the Halm Hospital.",
                "",
                "1958-05-04",
            ),
            ("Kelmar, Tuesday evening, 4 May", "", "no year"),
            ("The Kelmar Sheet, Wednesday, 5 May", "", "no year"),
        ] {
            let expected = Some([author.to_string(), day.to_string()]);
            assert_eq!(read(line, false), expected, "{line}");
        }
    }

    #[test]
    fn other_lines() {
        for line in [
            "",
            "By Ann Lee",
            "6 May 2014",
            "Battle of Kelmar, 2 April 1998",
            "From our house, 2 April 1998",
            "Letter bomb in Kelmar, 2 April 1998",
            "Ferry service restored, Tuesday 6 May 2014",
            "Ann Lee, killed in Kelmar, 3 May 2014",
            "Born in Kelmar, 3 May 1914. By the sea she stayed",
            "By night, by boat, they left Kelmar",
            "Shots were fired in Varel. By Tuesday 6 May 2014 it was quiet",
            "Kelmar, Varel, Lorn",
            "Kelmar Courier, Spring 2011",
            "A ferry, a storm, by our reporters",
            "The mayor spoke on 6 May 2014. By Ann Lee",
        ] {
            assert_eq!(read(line, false), None, "{line}");
        }
        for line in [
            "Kelmar, 6 May 2014",
            "The Sea, by Ann Lee",
            "Salt and Rope, by Ann Lee",
        ] {
            assert_eq!(read(line, true), None, "{line}");
        }
        let line = "Kelmar Courier, 6 May 2014. By Ann Lee";
        assert!(read(line, true).is_some());
    }

    #[test]
    fn days_over_a_title() {
        for (line, rest) in [
            ("Monday 9 May 2016: What we heard", Some("What we heard")),
            ("9 May 2016: Two ferries met", Some("Two ferries met")),
            ("May: what we heard", None),
            ("Ferries collide: 9 May 2016", None),
            ("In 2016: what we heard", None),
        ] {
            let found = dated_title(line).map(|(_, at)| &line[at..]);
            assert_eq!(found, rest, "{line}");
        }
    }
}
