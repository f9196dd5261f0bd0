//! Numbers and units on Microsoft's Recognizers-Text list of conformance, English.
//!
//! A row is an input, mostly a fragment, with the numbers wanted in it. It counts as right if the
//! reading finds exactly the values wanted, in order, with their units, and no more of that sort.
//! The list's units are looked up in our table, so a unit we do not know makes the row wrong.
//! Wanted units without a number ("convert to celsius") are passed over.
//!
//! Left out are the kinds whose matter is no quantity here: dates and times (their own measure),
//! telephone numbers, addresses, links, hashtags, yes and no.

use atodds::claims::quantity::{self, Kind, Measured, Unit, units};
use serde_json::Value;

/// The kinds that are read, and the least share of their rows that comes out right.
const KINDS: [(&str, &[&str], f64); 5] = [
    (
        "numbers with unit",
        &[
            "NumberWithUnit/AgeModel",
            "NumberWithUnit/CurrencyModel",
            "NumberWithUnit/DimensionModel",
            "NumberWithUnit/TemperatureModel",
        ],
        89.9,
    ),
    (
        "percentages",
        &["Number/PercentModel", "Number/PercentModelPercentMode"],
        76.0,
    ),
    (
        "bare numbers",
        &["Number/NumberModel", "Number/NumberModelPercentMode"],
        64.0,
    ),
    (
        "ordinals",
        &["Number/OrdinalModelSuppressExtendedTypes"],
        90.0,
    ),
    ("ranges", &["Number/NumberRangeModel"], 49.0),
];

#[test]
fn numbers_and_units() {
    let Some(rows) = super::rows("numbers_dates_recognizers/specs_en.jsonl.gz") else {
        return;
    };
    let mut used = 0;
    for (name, kinds, floor) in KINDS {
        let mut all = (0, 0);
        for row in &rows {
            let kind = row["kind"].as_str().expect("a kind");
            if !kinds.contains(&kind) {
                continue;
            }
            let right = is_right(kind, row);
            all.0 += usize::from(right);
            all.1 += 1;
            if !right && std::env::var_os("ATODDS_ERRORS").is_some() {
                let found = found(kind, row["input"].as_str().unwrap_or(""));
                println!(
                    "{kind}: {} => {} ; found {found:?}",
                    row["input"],
                    wanted_text(row)
                );
            }
        }
        let (right, of) = all;
        used += of;
        let share = 100.0 * right as f64 / of.max(1) as f64;
        println!("{name}: {right}/{of} rows right = {share:.1} %");
        assert!(share >= floor, "{name}: below {floor}");
    }
    println!("{used} of {} rows are of these kinds", rows.len());
}

fn wanted_text(row: &Value) -> String {
    row["results"].to_string()
}

/// What is found of a kind: unit and the ends of the interval.
fn found(kind: &str, input: &str) -> Vec<(Unit, f64, f64)> {
    let of_kind = |m: &Measured| match kind {
        "NumberWithUnit/AgeModel" => m.unit == Unit::Age,
        "NumberWithUnit/CurrencyModel" => matches!(m.unit, Unit::Money(_)),
        "NumberWithUnit/TemperatureModel" => matches!(m.unit, Unit::Temperature | Unit::Angle),
        "NumberWithUnit/DimensionModel" => matches!(
            m.unit,
            Unit::Distance
                | Unit::Area
                | Unit::Weight
                | Unit::Volume
                | Unit::Speed
                | Unit::Power
                | Unit::Data
                | Unit::Angle
        ),
        "Number/PercentModel" => m.unit == Unit::Percent && m.kind != Kind::Fraction,
        "Number/PercentModelPercentMode" => m.unit == Unit::Percent,
        "Number/OrdinalModelSuppressExtendedTypes" => m.kind == Kind::Ordinal,
        "Number/NumberRangeModel" => m.low < m.high,
        _ => true,
    };
    let read = quantity::measured(input);
    read.iter()
        .filter(|m| of_kind(m))
        .map(|m| match kind {
            "Number/NumberRangeModel" => (Unit::Count, m.low, m.high),
            // The value alone, whatever it counts.
            "Number/NumberModel" | "Number/NumberModelPercentMode" => {
                let number = &input[m.number.start..m.number.end];
                let alone = quantity::measured(number);
                let share = alone.first().is_some_and(|a| a.unit == Unit::Percent);
                let value = alone.first().map_or(m.value, |a| a.value);
                let value = if share { value / 100.0 } else { value };
                (Unit::Count, value, value)
            }
            _ => (m.unit.clone(), m.value, m.value),
        })
        .collect()
}

fn is_right(kind: &str, row: &Value) -> bool {
    let input = row["input"].as_str().expect("an input");
    let mut wanted = Vec::new();
    for result in row["results"].as_array().expect("results") {
        let resolution = &result["Resolution"];
        let Some(value) = resolution["value"].as_str() else {
            continue;
        };
        if value == "null" {
            continue; // "a small percent"
        }
        match interval(kind, value, resolution["unit"].as_str()) {
            Some(interval) => wanted.push(interval),
            None => return false,
        }
    }
    let found = found(kind, input);
    let near = |a: f64, b: f64| a == b || (a - b).abs() <= 1e-4 * a.abs().max(b.abs());
    wanted.len() == found.len()
        && wanted
            .iter()
            .zip(&found)
            .all(|(w, f)| w.0 == f.0 && near(w.1, f.1) && near(w.2, f.2))
}

/// The unit and interval that the list wants, in base units.
fn interval(kind: &str, value: &str, unit: Option<&str>) -> Option<(Unit, f64, f64)> {
    if kind == "Number/NumberRangeModel" {
        let (low, high) = value.trim_matches(['[', ']', '(', ')']).split_once(',')?;
        // What has no lower end begins at nothing with us.
        let low = if low.is_empty() {
            0.0
        } else {
            low.parse().ok()?
        };
        let high = if high.is_empty() {
            f64::INFINITY
        } else {
            high.parse().ok()?
        };
        return Some((Unit::Count, low, high));
    }
    let number: f64 = value.trim_end_matches('%').parse().ok()?;
    let (unit, value) = match (kind, unit) {
        ("NumberWithUnit/AgeModel", Some("Age")) => (Unit::Age, number),
        ("NumberWithUnit/AgeModel", Some(unit)) => {
            let years =
                units::named(&unit.to_lowercase())?.base(number) / units::named("year")?.base(1.0);
            (Unit::Age, years)
        }
        ("NumberWithUnit/TemperatureModel", Some(scale @ ("C" | "F"))) => {
            let measure = units::named(&format!("degrees {}", scale.to_lowercase()))?;
            (measure.unit.clone(), measure.base(number))
        }
        (_, Some(unit)) => {
            let measure = units::named(&unit.to_lowercase())?;
            (measure.unit.clone(), measure.base(number))
        }
        (_, None) if kind.contains("Percent") && kind != "Number/NumberModelPercentMode" => {
            (Unit::Percent, number)
        }
        _ => (Unit::Count, number),
    };
    Some((unit, value, value))
}
