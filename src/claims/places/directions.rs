//! Directions: where something lies, told from a place: "15 miles east of Kelmar", "30 km off
//! Sarn", "the outskirts of Kelmar", "on the road between Kelmar and Varel".

use super::scale_of;
use crate::Span;
use crate::claims::names::Mention;
use crate::claims::quantity::{Quantity, Unit};
use crate::english::Parsed;

/// How something lies to the place that it is told from; near it, where nothing more is said.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Offset {
    /// Least and greatest distance in metres.
    pub distance: Option<(f64, f64)>,
    /// Bearing from the place, in degrees clockwise from north.
    pub bearing: Option<u16>,
}

impl Offset {
    /// Whether two directions from one place may lead to one spot: no opposite bearings, no
    /// distances that differ by more than a third.
    pub fn may_agree(&self, other: &Offset) -> bool {
        let opposite = match (self.bearing, other.bearing) {
            (Some(x), Some(y)) => {
                let turn = x.abs_diff(y);
                turn.min(360 - turn) >= 135
            }
            _ => false,
        };
        let far = match (self.distance, other.distance) {
            (Some(x), Some(y)) => {
                let (near, far) = if x.0 <= y.0 { (x, y) } else { (y, x) };
                far.0 - near.1 > far.0 / 3.0
            }
            _ => false,
        };
        !opposite && !far
    }

    /// Whether it leads away from the place, perhaps to another one.
    pub fn leads_away(&self) -> bool {
        self.distance.is_some() || self.bearing.is_some()
    }
}

/// A direction in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Direction {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// The last tokens of the places that it is told from.
    pub from: Vec<usize>,
    /// How it lies to them.
    pub offset: Offset,
    /// The token before, if that is the name of a place that the direction only describes
    /// ("Kelmar, 15 miles east of Varel").
    pub describes: Option<usize>,
}

/// The directions of a sentence, in order. `places` are its names, in order: what something lies
/// east of is a place, whatever it was read as.
pub fn find(
    text: &str,
    parsed: &Parsed,
    quantities: &[Quantity],
    places: &[Mention],
) -> Vec<Direction> {
    let words: Vec<String> = parsed
        .tokens
        .iter()
        .map(|token| token.span.of(text).to_lowercase())
        .collect();
    let line = Line {
        words: &words,
        parsed,
        quantities,
    };
    let mut anchors: Vec<(usize, usize)> = places.iter().map(|m| (m.start, m.end)).collect();
    // "the capital", "the town"
    anchors.extend((1..words.len()).filter_map(|at| {
        let noun = scale_of(&words[at]).is_some() || words[at] == "border";
        let free = !places.iter().any(|m| (m.start..m.end).contains(&at));
        // "the town of Kelmar", "the capital, Kelmar": the name is the place.
        let named = |m: &Mention| m.start > at && line.lead(m.start) < at;
        let named = places.iter().any(named);
        (noun && free && !named && words[at - 1] == "the").then_some((at, at + 1))
    }));
    anchors.sort_unstable();
    let mut found: Vec<Direction> = Vec::new();
    for (at, &(start, end)) in anchors.iter().enumerate() {
        let Some((first, offset)) = line.towards(line.lead(start), end) else {
            continue;
        };
        // The second place of "the road between A and B".
        let second = anchors.get(at + 1).filter(|(next, _)| {
            line.is_road(line.lead(start))
                && line.lead(*next) == end + 1
                && matches!(line.word(end), "and" | "to" | "with")
        });
        let mut from = vec![end - 1];
        from.extend(second.map(|(_, last)| last - 1));
        let comma = usize::from(matches!(line.word(first.wrapping_sub(1)), "," | "("));
        let describes = places
            .iter()
            .find(|m| m.end + comma == first)
            .map(|m| m.end - 1);
        found.push(Direction {
            start: first,
            end: from.last().map_or(end, |last| last + 1),
            from,
            offset,
            describes,
        });
    }
    found
}

/// A sentence that directions are looked for in.
struct Line<'l> {
    words: &'l [String],
    parsed: &'l Parsed,
    quantities: &'l [Quantity],
}

impl Line<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    /// Where the phrase around a name begins: "the port town of [Kelmar]", "the capital,
    /// [Kelmar]".
    fn lead(&self, at: usize) -> usize {
        let noun = match (self.before(at, 1), self.before(at, 2)) {
            // The capital of a country is not the country.
            ("of", noun) if scale_of(noun).is_some() && noun != "capital" => at - 2,
            (",", noun) if scale_of(noun).is_some() => at - 2,
            (noun, _) if scale_of(noun).is_some() => at - 1,
            ("the", _) => return at - 1,
            _ => return at,
        };
        let article = (1..=4).find(|back| self.before(noun, *back) == "the");
        article.map_or(at, |back| noun - back)
    }

    /// What leads to a place whose phrase begins at a token and ends before `end`: the first word
    /// of the direction.
    fn towards(&self, at: usize, end: usize) -> Option<(usize, Offset)> {
        if self.is_road(at) {
            return self.road(at).map(|start| (start, Offset::default()));
        }
        let link = at.checked_sub(1)?;
        match self.word(link) {
            "of" => self
                .by_side(link)
                .or_else(|| self.by_edge(link))
                .or_else(|| self.within(link)),
            // "walked 5 km from Kelmar to Varel" is a way.
            "from" if matches!(self.word(end), "to" | "toward" | "towards" | "into") => None,
            "from" => {
                let away = usize::from(self.before(link, 1) == "away");
                self.by_distance(link - away)
            }
            "off" | "outside" => self.by_distance(link),
            _ => None,
        }
    }

    /// "[15 miles to the north - east] of"
    fn by_side(&self, of: usize) -> Option<(usize, Offset)> {
        let mut start = of;
        let mut side = String::new();
        while start > 0 && start + 3 > of {
            let word = self.word(start - 1);
            if word != "-" && bearing(&format!("{word}{side}")).is_none() {
                break;
            }
            if word != "-" {
                side.insert_str(0, word);
            }
            start -= 1;
        }
        let bearing = bearing(&side)?;
        if self.before(start, 1) == "the" {
            // "in the north of Lorn" is in Lorn.
            if self.before(start, 2) != "to" {
                return None;
            }
            start -= 2;
        }
        let close = |word: &str| {
            matches!(
                word,
                "just" | "due" | "directly" | "immediately" | "slightly" | "further" | "farther"
            )
        };
        while close(self.before(start, 1)) {
            start -= 1;
        }
        let measured = self.by_distance(start);
        let distance = measured.and_then(|(_, offset)| offset.distance);
        Some((
            measured.map_or(start, |(first, _)| first),
            Offset {
                distance,
                bearing: Some(bearing),
            },
        ))
    }

    /// "on [the outskirts] of", "off [the coast] of"
    fn by_edge(&self, of: usize) -> Option<(usize, Offset)> {
        let noun = self.before(of, 1);
        let article = (2..=4).find(|back| self.before(of, *back) == "the")?;
        let leads = match self.before(of, article + 1) {
            "on" | "in" | "at" | "near" | "around" => matches!(
                noun,
                "outskirts" | "edge" | "edges" | "suburbs" | "vicinity" | "outside"
            ),
            "off" => matches!(noun, "coast" | "shore"),
            _ => false,
        };
        if !leads {
            return None;
        }
        let start = of - article;
        // "30 km off the coast of Sarn"
        let measured = Some(start - 1).filter(|off| self.word(*off) == "off");
        let measured = measured.and_then(|off| self.by_distance(off));
        Some(measured.unwrap_or((start, Offset::default())))
    }

    /// "within [5 km] of"
    fn within(&self, of: usize) -> Option<(usize, Offset)> {
        let (start, mut offset) = self.by_distance(of)?;
        let at = (start.saturating_sub(1)..=start).find(|at| self.word(*at) == "within")?;
        offset.distance = offset.distance.map(|(_, high)| (0.0, high));
        Some((at, offset))
    }

    /// A length that ends before a token: its first word, with what says how exact it is. A
    /// second one in brackets is the same in another unit.
    fn by_distance(&self, end: usize) -> Option<(usize, Offset)> {
        let mut end = end;
        if self.before(end, 1) == ")" {
            end = (0..end).rev().find(|at| self.word(*at) == "(")?;
        }
        let last = self.parsed.tokens.get(end.checked_sub(1)?)?.span.end;
        let quantity = self
            .quantities
            .iter()
            .find(|q| q.unit == Unit::Distance && q.span.end == last)?;
        let begins = |span: Span| span.start >= quantity.span.start;
        let mut start = self.parsed.tokens.iter().position(|t| begins(t.span))?;
        while matches!(
            self.before(start, 1),
            "about" | "some" | "around" | "roughly" | "approximately" | "nearly" | "almost"
        ) {
            start -= 1;
        }
        let distance = Some((quantity.low, quantity.high));
        Some((
            start,
            Offset {
                distance,
                bearing: None,
            },
        ))
    }

    /// Whether a road leads to what begins at a token: "the road between", "the highway to".
    fn is_road(&self, at: usize) -> bool {
        matches!(
            self.before(at, 1),
            "between" | "from" | "to" | "linking" | "connecting"
        ) && matches!(
            self.before(at, 2),
            "road" | "highway" | "motorway" | "track" | "railway" | "route"
        )
    }

    /// The first word of a road that something happened on: "on [the main road between]".
    fn road(&self, at: usize) -> Option<usize> {
        let article = (3..=6).find(|back| matches!(self.before(at, *back), "the" | "a"))?;
        let on = matches!(
            self.before(at, article + 1),
            "on" | "along" | "at" | "near" | "off" | "by" | "beside"
        );
        on.then(|| at - article)
    }
}

/// The bearing of a word in degrees: "east", "northwest".
fn bearing(word: &str) -> Option<u16> {
    Some(match word {
        "north" => 0,
        "northeast" => 45,
        "east" => 90,
        "southeast" => 135,
        "south" => 180,
        "southwest" => 225,
        "west" => 270,
        "northwest" => 315,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_from_one_place_agree_or_not() {
        let at = |distance: Option<f64>, bearing| Offset {
            distance: distance.map(|d| (d, d)),
            bearing,
        };
        for (a, b, agree) in [
            (at(None, Some(90)), at(None, Some(270)), false),
            (at(None, Some(0)), at(None, Some(225)), false),
            (at(Some(5e3), None), at(Some(30e3), None), false),
            (at(None, Some(90)), at(None, Some(135)), true),
            (at(None, Some(0)), at(None, Some(315)), true),
            (at(Some(24e3), Some(90)), at(Some(20e3), None), true),
            (at(Some(5e3), None), at(None, Some(90)), true),
            (at(None, None), at(Some(5e3), Some(90)), true),
        ] {
            assert_eq!(a.may_agree(&b), agree, "{a:?} {b:?}");
            assert_eq!(b.may_agree(&a), agree, "{b:?} {a:?}");
        }
    }
}
