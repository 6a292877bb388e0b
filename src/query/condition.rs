//! What is asked of a date: `2014-07`, `<-6mo`, `2014-07..2014-09`.
//!
//! Owns comparisons and ranges, and what they mean for dates that are known only to the month or year. Must not know
//! which date of a note is asked for.

use super::dates::{self, DateError, DayRange};
use crate::model::{Birthday, Day, PartialDate, Settings};

/// From one day to another, both counted in; `None`: without end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    pub from: Option<Day>,
    pub to: Option<Day>,
}

/// What is asked of a birthday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BirthdayTest {
    /// The day of birth.
    Born(Condition),
    /// A day on which it is celebrated.
    Celebrated(DayRange),
    /// That day of any year.
    On { month: i8, day: i8 },
}

/// A value that is no condition on dates.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConditionError {
    #[error(transparent)]
    Date(#[from] DateError),
    #[error("`{typed}` ends before it begins")]
    Backwards { typed: String },
}

impl Condition {
    /// Reads a value: a date, one with `<`, `<=`, `>`, `>=` or `=` before it, or two with `..` between them, of which one
    /// may be left out. A week, month or year is the whole of it.
    ///
    /// # Errors
    /// When a date is none, or the range ends before it begins.
    pub fn parse(typed: &str, today: Day, settings: &Settings) -> Result<Condition, ConditionError> {
        let date = |text: &str| dates::parse(text.trim(), today, settings);
        let condition = match (operator(typed), typed.split_once("..")) {
            (Some((operator, rest)), _) => operator.applied(date(rest)?),
            (None, Some((first, last))) if !(first.is_empty() && last.is_empty()) => {
                let bound = |text: &str| (!text.trim().is_empty()).then(|| date(text)).transpose();
                Condition { from: bound(first)?.map(|range| range.first), to: bound(last)?.map(|range| range.last) }
            }
            _ => Operator::Same.applied(date(typed)?),
        };
        match (condition.from, condition.to) {
            (Some(from), Some(to)) if to < from => Err(ConditionError::Backwards { typed: typed.to_owned() }),
            _ => Ok(condition),
        }
    }

    /// Whether any of the days that a date may mean is one of these.
    pub fn holds(&self, date: PartialDate) -> bool {
        self.overlaps(date.first_day(), date.last_day())
    }

    /// Whether any day from `first` to `last` is one of these.
    pub fn overlaps(&self, first: Day, last: Day) -> bool {
        self.from.is_none_or(|from| last >= from) && self.to.is_none_or(|to| first <= to)
    }

    /// Whether "since always" is one of these: what comes before every day.
    pub fn holds_always(&self) -> bool {
        self.from.is_none() && self.to.is_some()
    }
}

/// What is asked of the value of a key of the user's own: it may hold dates or numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KeyTest {
    pub days: Option<Condition>,
    pub numbers: Option<Numbers>,
}

/// From one number to another; which of them count in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numbers {
    from: Option<f64>,
    to: Option<f64>,
    /// The ends count.
    closed: bool,
}

impl KeyTest {
    /// Reads a comparison or a range.
    ///
    /// # Errors
    /// When it is one of neither dates nor numbers.
    pub fn parse(typed: &str, today: Day, settings: &Settings) -> Result<KeyTest, ConditionError> {
        let numbers = Numbers::parse(typed);
        match Condition::parse(typed, today, settings) {
            Ok(days) => Ok(KeyTest { days: Some(days), numbers }),
            Err(_) if numbers.is_some() => Ok(KeyTest { days: None, numbers }),
            Err(error) => Err(error),
        }
    }
}

impl Numbers {
    fn parse(typed: &str) -> Option<Numbers> {
        let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        if let Some((operator, rest)) = operator(typed) {
            let number = number(rest)?;
            let (from, to, closed) = match operator {
                Operator::Before => (None, Some(number), false),
                Operator::Until => (None, Some(number), true),
                Operator::After => (Some(number), None, false),
                Operator::From => (Some(number), None, true),
                Operator::Same => (Some(number), Some(number), true),
            };
            return Some(Numbers { from, to, closed });
        }
        let (from, to) = typed.split_once("..")?;
        let bound = |text: &str| if text.trim().is_empty() { Some(None) } else { number(text).map(Some) };
        Some(Numbers { from: bound(from)?, to: bound(to)?, closed: true })
    }

    pub fn hold(&self, number: f64) -> bool {
        let from = |from: f64| number > from || (self.closed && number == from);
        let to = |to: f64| number < to || (self.closed && number == to);
        self.from.is_none_or(from) && self.to.is_none_or(to)
    }
}

/// Whether a value compares or is a range, so that it can only mean dates and numbers.
pub fn is_comparison(typed: &str) -> bool {
    operator(typed).is_some() || typed.contains("..")
}

#[derive(Clone, Copy)]
enum Operator {
    Before,
    Until,
    After,
    From,
    Same,
}

fn operator(typed: &str) -> Option<(Operator, &str)> {
    const OPERATORS: [(&str, Operator); 5] = [
        ("<=", Operator::Until),
        (">=", Operator::From),
        ("<", Operator::Before),
        (">", Operator::After),
        ("=", Operator::Same),
    ];
    OPERATORS.iter().find_map(|(sign, operator)| Some((*operator, typed.trim_start().strip_prefix(sign)?)))
}

impl Operator {
    fn applied(self, range: DayRange) -> Condition {
        let (from, to) = match self {
            Operator::Before => (None, Some(range.first.plus_days(-1))),
            Operator::Until => (None, Some(range.last)),
            Operator::After => (Some(range.last.plus_days(1)), None),
            Operator::From => (Some(range.first), None),
            Operator::Same => (Some(range.first), Some(range.last)),
        };
        Condition { from, to }
    }
}

/// The longest time of which people ask whose birthdays are in it.
const CELEBRATED_WITHIN: i64 = 100;
/// For this long people ask about the birthdays that were, and not about births.
const RECENT: i64 = 300;

impl BirthdayTest {
    /// Reads a value: `04-17` is that day of any year. Some days or weeks, of late or to come, ask whose birthday falls into
    /// them; everything else asks for the day of birth.
    ///
    /// # Errors
    /// As [`Condition::parse`].
    pub fn parse(typed: &str, today: Day, settings: &Settings) -> Result<BirthdayTest, ConditionError> {
        if let Some((month, day)) = yearless(typed) {
            return Ok(BirthdayTest::On { month, day });
        }
        let condition = Condition::parse(typed, today, settings)?;
        Ok(match (condition.from, condition.to) {
            (Some(first), Some(last))
                if last.days_since(first) < CELEBRATED_WITHIN && today.days_since(last) < RECENT =>
            {
                BirthdayTest::Celebrated(DayRange { first, last })
            }
            _ => BirthdayTest::Born(condition),
        })
    }

    pub fn holds(&self, birthday: Birthday) -> bool {
        match (self, birthday) {
            (BirthdayTest::Born(condition), Birthday::Dated(date)) => condition.holds(date),
            (BirthdayTest::Born(_), Birthday::Yearless { .. }) => false,
            (BirthdayTest::Celebrated(range), birthday) => {
                birthday.next(range.first).is_some_and(|next| next <= range.last)
            }
            (BirthdayTest::On { month, day }, Birthday::Yearless { month: own, day: of }) => {
                (*month, *day) == (own, of)
            }
            (BirthdayTest::On { month, day }, Birthday::Dated(PartialDate::Day(born))) => {
                (*month, *day) == (born.month(), born.day())
            }
            (BirthdayTest::On { .. }, Birthday::Dated(_)) => false,
        }
    }
}

/// `04-17` and `--04-17`.
fn yearless(typed: &str) -> Option<(i8, i8)> {
    let (month, day) = typed.trim_start_matches("--").split_once('-')?;
    let number = |text: &str| (text.len() == 2).then(|| text.parse::<i8>().ok())?;
    let (month, day) = (number(month)?, number(day)?);
    Birthday::yearless(month, day).map(|_| (month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).expect("a test date")
    }

    #[test]
    fn comparisons_and_ranges_are_days_from_and_to() {
        let today = day("2014-09-15");
        for (typed, from, to) in [
            ("2014-07", "2014-07-01", "2014-07-31"),
            ("=2014", "2014-01-01", "2014-12-31"),
            ("<2014-07", "", "2014-06-30"),
            ("<=2014-07", "", "2014-07-31"),
            (">2014-07", "2014-08-01", ""),
            (">=2014-07", "2014-07-01", ""),
            ("<-6mo", "", "2014-03-14"),
            ("<= today", "", "2014-09-15"),
            ("<3 weeks ago", "", "2014-08-24"),
            (">last month", "2014-09-01", ""),
            ("+10d", "2014-09-25", "2014-09-25"),
            ("2014-07..2014-09", "2014-07-01", "2014-09-30"),
            ("2014-07..", "2014-07-01", ""),
            ("..yesterday", "", "2014-09-14"),
            ("-2w..today", "2014-09-01", "2014-09-15"),
        ] {
            let read = Condition::parse(typed, today, &Settings::default()).map(|c| {
                let text = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
                (text(c.from), text(c.to))
            });
            assert_eq!(read, Ok((from.to_owned(), to.to_owned())), "{typed}");
        }
        for typed in ["", "<", "..", "soon", "2014-09..2014-07", "<2014-02-30", "a..b"] {
            assert!(Condition::parse(typed, today, &Settings::default()).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_key_of_ones_own_may_hold_dates_or_numbers() {
        let test = |typed: &str| KeyTest::parse(typed, day("2014-09-15"), &Settings::default());
        let holds = |typed: &str, number: f64| test(typed).ok().and_then(|t| t.numbers).map(|n| n.hold(number));
        for (typed, number, expected) in [
            (">2000", 15000.0, Some(true)),
            (">2000", 2000.0, Some(false)),
            (">=2000", 2000.0, Some(true)),
            ("<5", 4.5, Some(true)),
            ("1..5", 5.0, Some(true)),
            ("..5", -1.0, Some(true)),
            ("=5", 5.0, Some(true)),
            ("<2014-10", 5.0, None),
        ] {
            assert_eq!(holds(typed, number), expected, "{typed}");
        }
        assert!(test("<soon").is_err() && test(">=next month").is_ok_and(|test| test.days.is_some()));
    }

    #[test]
    fn a_month_satisfies_when_any_of_its_days_does() {
        let month = PartialDate::parse_iso("2014-07").expect("a month");
        let ask =
            |typed: &str| Condition::parse(typed, day("2014-09-15"), &Settings::default()).map(|c| c.holds(month));
        for (typed, expected) in [
            ("2014-07-23", true),
            ("<2014-07-02", true),
            ("<2014-07-01", false),
            (">2014-07-31", false),
            ("2014", true),
        ] {
            assert_eq!(ask(typed), Ok(expected), "{typed}");
        }
    }

    #[test]
    fn birthdays_are_asked_for_by_day_by_time_and_by_birth() {
        let today = day("2014-09-15");
        let dated = Birthday::Dated(PartialDate::Day(day("1979-09-20")));
        let yearless = Birthday::yearless(9, 20).expect("a day");
        for (typed, of_dated, of_yearless) in [
            ("09-20", true, true),
            ("--09-20", true, true),
            ("1979-09-20", true, false),
            ("1979", true, false),
            ("2014", false, false),
            ("<1980", true, false),
            ("this week", true, true),
            ("today..+10d", true, true),
            ("next month", false, false),
            ("2014-09", true, true),
        ] {
            let test = BirthdayTest::parse(typed, today, &Settings::default()).expect("a condition");
            assert_eq!((test.holds(dated), test.holds(yearless)), (of_dated, of_yearless), "{typed}");
        }
    }
}
