//! Lengths of time that people write: `weekly`, `3 months`, `every 6 weeks`, `90d`, `never`.
//!
//! Owns the spelling and the meaning of periods and cadences. Must not know tiers (`settings` maps those) or dates.

use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// A positive number of days, weeks, months or years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    pub count: u32,
    pub unit: Unit,
}

/// How often somebody wants to be in touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cadence {
    Every(Period),
    Never,
}

/// Words that are a whole cadence by themselves.
const NAMED: &[(&str, u32, Unit)] = &[
    ("daily", 1, Unit::Day),
    ("weekly", 1, Unit::Week),
    ("biweekly", 2, Unit::Week),
    ("fortnightly", 2, Unit::Week),
    ("monthly", 1, Unit::Month),
    ("quarterly", 3, Unit::Month),
    ("semiannually", 6, Unit::Month),
    ("halfyearly", 6, Unit::Month),
    ("yearly", 1, Unit::Year),
    ("annually", 1, Unit::Year),
    ("annual", 1, Unit::Year),
];

/// Names of units, long and short; a plural `s` is dropped before the lookup.
const UNITS: &[(&str, u32, Unit)] = &[
    ("d", 1, Unit::Day),
    ("day", 1, Unit::Day),
    ("w", 1, Unit::Week),
    ("wk", 1, Unit::Week),
    ("week", 1, Unit::Week),
    ("fortnight", 2, Unit::Week),
    ("m", 1, Unit::Month),
    ("mo", 1, Unit::Month),
    ("month", 1, Unit::Month),
    ("quarter", 3, Unit::Month),
    ("y", 1, Unit::Year),
    ("yr", 1, Unit::Year),
    ("year", 1, Unit::Year),
];

impl Period {
    pub const fn new(count: u32, unit: Unit) -> Period {
        Period { count, unit }
    }

    /// Reads a period in any of the forms of vault-format section 4; `None` for anything else and for nothing (`0d`).
    pub fn parse(text: &str) -> Option<Period> {
        let text = text.trim().to_lowercase();
        let text = ["every ", "each ", "once a ", "once every "]
            .iter()
            .fold(text.as_str(), |t, p| t.strip_prefix(p).unwrap_or(t))
            .trim();
        named(text).or_else(|| counted(text)).filter(|period| period.count > 0)
    }

    /// Days, roughly: only for telling which of two periods is shorter.
    pub fn rough_days(self) -> u64 {
        let days = match self.unit {
            Unit::Day => 1,
            Unit::Week => 7,
            Unit::Month => 30,
            Unit::Year => 365,
        };
        u64::from(self.count) * days
    }
}

fn named(text: &str) -> Option<Period> {
    let plain: String = text.chars().filter(|c| !matches!(c, '-' | ' ' | '_')).collect();
    NAMED.iter().find(|(name, ..)| *name == plain).map(|(_, count, unit)| Period::new(*count, *unit))
}

fn counted(text: &str) -> Option<Period> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (count, unit) = text.split_at(digits);
    let (count, unit): (u32, &str) = match (count, unit.trim()) {
        ("", unit) => match unit.strip_prefix("other ") {
            Some(unit) => (2, unit),
            None => (1, unit),
        },
        (count, unit) => (count.parse().ok()?, unit),
    };
    let (times, unit) = unit_named(unit, digits > 0)?;
    Some(Period::new(count.checked_mul(times)?, unit))
}

/// The unit of that name. A bare number counts days; a bare short name (`m`) is no period.
fn unit_named(text: &str, counted: bool) -> Option<(u32, Unit)> {
    if text.is_empty() {
        return counted.then_some((1, Unit::Day));
    }
    let singular = text.strip_suffix('s').filter(|s| !s.is_empty()).unwrap_or(text);
    let found = UNITS.iter().find(|(name, ..)| *name == singular)?;
    (counted || found.0.len() > 2).then_some((found.1, found.2))
}

impl Cadence {
    /// Reads `never` or a period.
    pub fn parse(text: &str) -> Option<Cadence> {
        match text.trim() {
            never if never.eq_ignore_ascii_case("never") => Some(Cadence::Never),
            text => Period::parse(text).map(Cadence::Every),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        };
        write!(f, "{} {unit}{}", self.count, if self.count == 1 { "" } else { "s" })
    }
}

impl fmt::Display for Cadence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cadence::Every(period) => period.fmt(f),
            Cadence::Never => f.write_str("never"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_cadence_is_read() {
        for (text, expected) in [
            ("weekly", "1 week"),
            ("Biweekly", "2 weeks"),
            ("bi-weekly", "2 weeks"),
            ("monthly", "1 month"),
            ("quarterly", "3 months"),
            ("yearly", "1 year"),
            ("annually", "1 year"),
            ("never", "never"),
            ("Never", "never"),
            ("3 months", "3 months"),
            ("every 6 weeks", "6 weeks"),
            ("every week", "1 week"),
            ("every other month", "2 months"),
            ("once a year", "1 year"),
            ("90d", "90 days"),
            ("90 days", "90 days"),
            ("2w", "2 weeks"),
            ("6mo", "6 months"),
            ("1y", "1 year"),
            ("2 quarters", "6 months"),
            ("30", "30 days"),
            (" 14 ", "14 days"),
        ] {
            assert_eq!(Cadence::parse(text).map(|c| c.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_period_is_none() {
        for text in
            ["", "A", "often", "0d", "0", "-3 days", "m", "3 parsecs", "every", "1.5 months", "99999999999 days", "s"]
        {
            assert_eq!(Cadence::parse(text), None, "{text}");
        }
    }
}
