//! What a number measures: units of length, weight, money and so on, with what one of them is in
//! the base unit of its kind.

use super::Unit;

/// A unit by one of its names.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// What it measures.
    pub unit: Unit,
    /// One of it in the base unit.
    pub factor: f64,
    /// What is added before (degrees Fahrenheit begin elsewhere).
    pub offset: f64,
}

impl Measure {
    /// A value in this unit, in the base unit.
    pub fn base(&self, value: f64) -> f64 {
        (value + self.offset) * self.factor
    }
}

/// The unit of a name in lower case: "km", "miles", "square metres", "australian dollars".
pub fn named(name: &str) -> Option<Measure> {
    let known = |name: &str| measured(name).or_else(|| money(name));
    known(name)
        .or_else(|| {
            // "has" is no plural of hectare.
            let one = name.strip_suffix('s')?;
            let short = matches!(one, "km" | "kg" | "lb" | "hr" | "yr" | "gb" | "mb");
            known(Some(one).filter(|one| one.len() > 2 || short)?)
        })
        .or_else(|| {
            // "miles an hour"
            let (first, rest) = name.split_once(' ')?;
            known(&format!("{} {rest}", first.strip_suffix('s')?))
        })
}

fn measured(name: &str) -> Option<Measure> {
    use Unit::{
        Angle, Area, Data, Distance, Duration, Percent, Power, Speed, Temperature, Volume, Weight,
    };
    let (unit, factor) = match name {
        "second" | "sec" => (Duration, 1.0),
        "minute" | "min" => (Duration, 60.0),
        "hour" | "hr" => (Duration, 3_600.0),
        "day" => (Duration, 86_400.0),
        "week" => (Duration, 604_800.0),
        "fortnight" => (Duration, 1_209_600.0),
        "month" => (Duration, 2_629_746.0),
        "year" | "yr" => (Duration, 31_556_952.0),
        "decade" => (Duration, 315_569_520.0),
        "century" | "centuries" => (Duration, 3_155_695_200.0),
        "picometer" | "picometre" | "pm" => (Distance, 1e-12),
        "nanometer" | "nanometre" | "nm" => (Distance, 1e-9),
        "micrometer" | "micrometre" | "micron" => (Distance, 1e-6),
        "millimeter" | "millimetre" | "mm" => (Distance, 0.001),
        "centimeter" | "centimetre" | "cm" => (Distance, 0.01),
        "decimeter" | "decimetre" | "dm" => (Distance, 0.1),
        "metre" | "meter" | "m" => (Distance, 1.0),
        "km" | "kilometre" | "kilometer" => (Distance, 1_000.0),
        "mile" | "mi" => (Distance, 1_609.344),
        "nautical mile" => (Distance, 1_852.0),
        "yard" | "yd" => (Distance, 0.9144),
        "foot" | "feet" | "ft" => (Distance, 0.3048),
        "inch" | "inches" => (Distance, 0.0254),
        "light year" => (Distance, 9.460_730_5e15),
        "acre" => (Area, 4_046.856_422),
        "hectare" | "ha" => (Area, 10_000.0),
        "square kilometer" | "square kilometre" | "sq km" | "km2" | "km²" => (Area, 1e6),
        "square meter" | "square metre" | "sq m" | "m2" | "m²" => (Area, 1.0),
        "square mile" | "sq mile" => (Area, 2_589_988.11),
        "square foot" | "square feet" | "sq ft" | "ft2" | "ft²" => (Area, 0.092_903_04),
        "square yard" => (Area, 0.836_127_36),
        "square inch" | "square inches" => (Area, 0.000_645_16),
        "microgram" | "microgramme" | "mcg" | "μg" | "µg" => (Weight, 1e-6),
        "milligram" | "milligramme" | "mg" => (Weight, 0.001),
        "gram" | "gramme" | "g" => (Weight, 1.0),
        "kg" | "kilo" | "kilogram" | "kilogramme" => (Weight, 1_000.0),
        // A ton may be short, long or metric; reports round more than these differ.
        "ton" | "tonne" | "metric ton" | "metric tonne" | "t" => (Weight, 1_000_000.0),
        "kiloton" | "kilotonne" => (Weight, 1e9),
        "short ton" => (Weight, 907_184.74),
        "long ton" => (Weight, 1_016_046.9),
        "lb" => (Weight, 453.592_37),
        "ounce" | "oz" => (Weight, 28.349_523),
        "milliliter" | "millilitre" | "ml" => (Volume, 0.001),
        "centiliter" | "centilitre" | "cl" => (Volume, 0.01),
        "liter" | "litre" | "l" => (Volume, 1.0),
        "gallon" => (Volume, 3.785_411_8),
        "pint" => (Volume, 0.473_176),
        "quart" => (Volume, 0.946_353),
        "barrel" => (Volume, 158.987_29),
        "cubic meter" | "cubic metre" | "m3" | "m³" => (Volume, 1_000.0),
        "cubic foot" | "cubic feet" => (Volume, 28.316_847),
        "cubic centimeter" | "cubic centimetre" => (Volume, 0.001),
        "cup" => (Volume, 0.236_588),
        "tablespoon" | "tbsp" => (Volume, 0.014_786_8),
        "teaspoon" | "tsp" => (Volume, 0.004_928_9),
        "mph" | "mile per hour" | "mile an hour" => (Speed, 0.447_04),
        "kph" | "kmph" | "kmh" | "km/h" | "km/hr" | "kilometer per hour" | "kilometre per hour"
        | "kilometer an hour" | "kilometre an hour" | "km per hour" | "km an hour" => {
            (Speed, 1.0 / 3.6)
        }
        "m/s" | "meter per second" | "metre per second" | "meter a second" => (Speed, 1.0),
        "knot" => (Speed, 0.514_444),
        "watt" | "w" => (Power, 1.0),
        "kilowatt" | "kw" => (Power, 1e3),
        "megawatt" | "mw" => (Power, 1e6),
        "gigawatt" | "gw" => (Power, 1e9),
        "bit" => (Data, 0.125),
        "byte" => (Data, 1.0),
        "kilobyte" | "kb" => (Data, 1e3),
        "megabyte" | "mb" => (Data, 1e6),
        "megabit" | "mbit" => (Data, 125e3),
        "gigabyte" | "gb" => (Data, 1e9),
        "gigabit" | "gbit" => (Data, 125e6),
        "terabyte" | "tb" => (Data, 1e12),
        "°" | "degree" | "deg" => (Angle, 1.0),
        "radian" | "rad" => (Angle, 57.295_779_5),
        "%" | "percent" | "per cent" | "percentage" => (Percent, 1.0),
        _ if is_fahrenheit(name) => {
            return Some(Measure {
                unit: Temperature,
                factor: 5.0 / 9.0,
                offset: -32.0,
            });
        }
        _ if is_celsius(name) => (Temperature, 1.0),
        _ => return None,
    };
    Some(Measure {
        unit,
        factor,
        offset: 0.0,
    })
}

/// The scale of a temperature without its degrees.
fn bare_scale(name: &str) -> (&str, bool) {
    for degrees in ["degrees ", "degree ", "degs ", "deg ", "° ", "°"] {
        if let Some(scale) = name.strip_prefix(degrees) {
            return (scale, true);
        }
    }
    (name, false)
}

fn is_fahrenheit(name: &str) -> bool {
    match bare_scale(name) {
        ("fahrenheit" | "farenheit", _) => true,
        (scale, degrees) => degrees && scale == "f",
    }
}

fn is_celsius(name: &str) -> bool {
    match bare_scale(name) {
        ("celsius" | "celcius" | "centigrade", _) => true,
        (scale, degrees) => degrees && scale == "c",
    }
}

/// The sum of money that one of a currency or of its hundredths is; the currency by its ISO 4217
/// code.
fn money(name: &str) -> Option<Measure> {
    // A hundredth of what is not said: those of the language's greatest country.
    let (code, factor) = match name {
        "cent" => ("USD", 0.01),
        "pence" | "penny" | "pennies" => ("GBP", 0.01),
        _ => (currency(name)?, 1.0),
    };
    Some(Measure {
        unit: Unit::Money(code.to_string()),
        factor,
        offset: 0.0,
    })
}

fn currency(name: &str) -> Option<&'static str> {
    // A dollar, a pound, a peso without a country is that of the greatest user; "franc" and
    // "crown" have no such user.
    Some(match name {
        "dollar"
        | "us dollar"
        | "united states dollar"
        | "american dollar"
        | "buck"
        | "usd"
        | "$"
        | "us$" => "USD",
        "canadian dollar" | "cad" => "CAD",
        "australian dollar" | "aud" => "AUD",
        "new zealand dollar" | "nzd" => "NZD",
        "hong kong dollar" | "hkd" => "HKD",
        "singapore dollar" | "sgd" => "SGD",
        "taiwan dollar" | "twd" => "TWD",
        "euro" | "eur" | "€" => "EUR",
        "pound" | "british pound" | "pound sterling" | "pounds sterling" | "quid" | "gbp" | "£" => {
            "GBP"
        }
        "egyptian pound" | "egp" => "EGP",
        "yen" | "japanese yen" | "jpy" | "¥" => "JPY",
        "yuan" | "chinese yuan" | "renminbi" | "rmb" | "cny" | "元" => "CNY",
        "swiss franc" | "chf" => "CHF",
        "franc" | "french franc" => "FRF",
        "rouble" | "ruble" | "russian rouble" | "russian ruble" | "rub" | "₽" => "RUB",
        "rupee" | "indian rupee" | "inr" | "₹" => "INR",
        "pakistani rupee" | "pkr" => "PKR",
        "sri lankan rupee" | "lkr" => "LKR",
        "won" | "south korean won" | "krw" | "₩" => "KRW",
        "turkish lira" | "lira" | "try" | "₺" => "TRY",
        "hryvnia" | "hryvnya" | "uah" | "₴" => "UAH",
        "shekel" | "israeli shekel" | "ils" | "₪" => "ILS",
        "mexican peso" | "peso" | "mxn" => "MXN",
        "philippine peso" | "php" => "PHP",
        "argentine peso" | "ars" => "ARS",
        "brazilian real" | "brl" => "BRL",
        "rand" | "south african rand" | "zar" => "ZAR",
        "naira" | "ngn" | "₦" => "NGN",
        "swedish krona" | "swedish kronor" | "sek" => "SEK",
        "norwegian krone" | "norwegian kroner" | "nok" => "NOK",
        "danish krone" | "danish kroner" | "dkk" => "DKK",
        "zloty" | "polish zloty" | "pln" => "PLN",
        "baht" | "thai baht" | "thb" | "฿" => "THB",
        "rupiah" | "indonesian rupiah" | "idr" => "IDR",
        "ringgit" | "malaysian ringgit" | "myr" => "MYR",
        "dong" | "vietnamese dong" | "vnd" | "₫" => "VND",
        "dirham" | "uae dirham" | "aed" => "AED",
        "riyal" | "saudi riyal" | "sar" => "SAR",
        "iranian rial" | "rial" | "irr" => "IRR",
        "iraqi dinar" | "iqd" => "IQD",
        "syrian pound" | "syp" => "SYP",
        "lebanese pound" | "lbp" => "LBP",
        "georgian lari" | "lari" | "gel" | "₾" => "GEL",
        "colon" | "costa rican colón" | "colón" | "crc" | "₡" => "CRC",
        "kip" | "lao kip" | "lak" | "₭" => "LAK",
        "finnish markka" | "markka" | "markkaa" => "FIM",
        "german mark" | "deutsche mark" | "deutschmark" => "DEM",
        "italian lira" | "italian lire" | "lire" => "ITL",
        "peseta" | "spanish peseta" => "ESP",
        "guilder" | "dutch guilder" | "netherlands guilder" => "NLG",
        "bitcoin" | "btc" | "₿" => "BTC",
        _ => return None,
    })
}

/// The currency whose sign or code may stand before a number ("$", "EUR", "A$" in two words).
pub(super) fn currency_before(word: &str) -> Option<&'static str> {
    let sign = word.chars().next().is_some_and(|c| !c.is_alphabetic());
    let code = word.len() == 3 && word.is_ascii();
    match word {
        "rs" => Some("INR"),
        // Words of English.
        "all" | "try" | "won" => None,
        _ => currency(word).filter(|_| sign || code),
    }
}

/// The currency of a "$" after letters: "US", "A", "HK".
pub(super) fn dollar_of(letters: &str) -> Option<&'static str> {
    Some(match letters {
        "us" | "usd" => "USD",
        "a" | "au" | "aud" => "AUD",
        "c" | "ca" | "cad" | "can" => "CAD",
        "nz" | "nzd" => "NZD",
        "hk" | "hkd" => "HKD",
        "s" | "sg" | "sgd" => "SGD",
        "nt" => "TWD",
        "mex" => "MXN",
        _ => return currency(letters).filter(|_| letters.len() == 3),
    })
}
