//! Dates as typed on the command line: `yesterday`, `monday`, `"3 weeks ago"`, `-3w`, `2014-07`.
//!
//! Owns the relative forms. Must not read the clock: today is given.

use super::yearless::{self, Typed, Yearless};
use crate::model::{Day, PartialDate, Period, Settings};
use crate::note::dates::{self as written_dates, DateProblem};

/// The days that a typed date means: one, or all of a week, month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRange {
    pub first: Day,
    pub last: Day,
}

impl DayRange {
    pub fn contains(&self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    fn day(day: Day) -> DayRange {
        DayRange { first: day, last: day }
    }
}

/// What was typed is no date.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{typed}` {}", if *ambiguous { "can be read in two ways" } else { "is not a date" })]
pub struct DateError {
    pub typed: String,
    /// Two readers could take it differently.
    pub ambiguous: bool,
    /// What they would take it for, where that is known: as it can be typed instead.
    pub readings: Vec<String>,
}

impl DateError {
    fn none(typed: &str) -> DateError {
        DateError { typed: typed.to_owned(), ambiguous: false, readings: Vec::new() }
    }
}

/// Reads a date as typed.
pub fn parse(typed: &str, today: Day, settings: &Settings) -> Result<DayRange, DateError> {
    let text = typed.trim().to_lowercase();
    let known = named(&text, today).or_else(|| calendar(&text, today)).or_else(|| relative(&text, today));
    known.map_or_else(|| without_year(typed, settings, |day| day.last(today)), Ok)
}

/// A day whose year is left to whoever asks; else a date as notes have it.
fn without_year(
    typed: &str,
    settings: &Settings,
    choose: impl Fn(Yearless) -> Option<Day>,
) -> Result<DayRange, DateError> {
    match yearless::read(&typed.trim().to_lowercase(), settings) {
        Some(Typed::Day(day)) => choose(day).map(DayRange::day).ok_or_else(|| DateError::none(typed)),
        Some(Typed::Several(readings)) => {
            Err(DateError { typed: typed.to_owned(), ambiguous: true, readings: readings.into() })
        }
        None => written(typed, settings),
    }
}

/// Reads when something is to be: a day to come where a day of the week or a length of time is typed, else a date as it is,
/// of a month or year the first day.
pub fn parse_ahead(typed: &str, today: Day, settings: &Settings) -> Result<Day, DateError> {
    let text = typed.trim().to_lowercase();
    let trimmed = text.strip_prefix("next ").unwrap_or(&text);
    if let Some(last) = weekday(trimmed, today).filter(|_| !text.starts_with("last ")) {
        return Ok(last.plus_days(if last.plus_days(7) > today { 7 } else { 14 }));
    }
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = is_number && text.len() > 3;
    let counted = text.starts_with(|c: char| c.is_ascii_digit()) || text.starts_with("a ") || text.starts_with("an ");
    let trimmed = text.strip_prefix("a ").or_else(|| text.strip_prefix("an ")).unwrap_or(&text);
    match Period::parse(trimmed).filter(|_| counted && !is_date).map(|period| today.plus(period)) {
        // What the calendar does not hold ends at its last day.
        Some(Day::MAX) => Err(DateError::none(typed)),
        Some(day) => Ok(day),
        None => match yearless::read(&text, settings) {
            Some(_) => without_year(typed, settings, |day| day.next(today)).map(|range| range.first),
            None => {
                parse(typed, today, settings).map(|range| range.first.max(begun(&text, today).unwrap_or(range.first)))
            }
        },
    }
}

/// Today, for what has begun already and is not over: `this month`.
fn begun(text: &str, today: Day) -> Option<Day> {
    calendar(text, today).filter(|range| range.contains(today)).map(|_| today)
}

fn named(text: &str, today: Day) -> Option<DayRange> {
    let offset = match text {
        "today" | "now" | "tonight" | "this evening" => 0,
        "yesterday" => -1,
        "tomorrow" => 1,
        _ => return weekday(text, today).map(DayRange::day),
    };
    Some(DayRange::day(today.plus_days(offset)))
}

/// The last such day, today not counted: on a Monday, `monday` was a week ago.
fn weekday(text: &str, today: Day) -> Option<Day> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let text = text.strip_prefix("last ").unwrap_or(text);
    let wanted = NAMES.iter().position(|name| *name == text || (text.len() == 3 && name.starts_with(text)))?;
    let back = (i64::from(today.weekday()) - wanted as i64 + 6) % 7 + 1;
    Some(today.plus_days(-back))
}

/// `this week`, `last month`, `next year`, `end of month`, `weekend`.
fn calendar(text: &str, today: Day) -> Option<DayRange> {
    if let Some(whole) = text.strip_prefix("end of ") {
        let whole = whole.trim().trim_start_matches("the ");
        let whole = if whole.contains(' ') { whole.to_owned() } else { format!("this {whole}") };
        return calendar(&whole, today).map(|range| DayRange::day(range.last));
    }
    let (which, unit) = if text == "weekend" { ("this", text) } else { text.split_once(' ')? };
    let step = match which {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    match unit.trim() {
        "week" => {
            let first = today.plus_days(step * 7 - i64::from(today.weekday()));
            Some(DayRange { first, last: first.plus_days(6) })
        }
        "weekend" => {
            let first = today.plus_days(step * 7 + 5 - i64::from(today.weekday()));
            Some(DayRange { first, last: first.plus_days(1) })
        }
        "month" => {
            let months = i64::from(today.year()) * 12 + i64::from(today.month()) - 1 + step;
            let month = PartialDate::month((months / 12) as i16, (months % 12 + 1) as i8)?;
            Some(range(month))
        }
        "year" => PartialDate::year(today.year() + step as i16).map(range),
        _ => None,
    }
}

/// `-3w`, `+10d`, `3 weeks ago`, `in 2 months`.
fn relative(text: &str, today: Day) -> Option<DayRange> {
    let (period, back) = match (text.strip_prefix('-'), text.strip_suffix(" ago")) {
        (Some(period), _) | (_, Some(period)) => (period, true),
        _ => (text.strip_prefix('+').or_else(|| text.strip_prefix("in "))?, false),
    };
    let period = period.trim();
    let period = Period::parse(period.strip_prefix("a ").or_else(|| period.strip_prefix("an ")).unwrap_or(period))?;
    Some(DayRange::day(if back { today.minus(period) } else { today.plus(period) }))
}

fn written(typed: &str, settings: &Settings) -> Result<DayRange, DateError> {
    written_dates::whole(typed.trim(), settings.date_order).map(range).map_err(|problem| {
        let ambiguous = matches!(problem, DateProblem::Ambiguous);
        DateError { typed: typed.to_owned(), ambiguous, readings: Vec::new() }
    })
}

fn range(date: PartialDate) -> DayRange {
    DayRange { first: date.first_day(), last: date.last_day() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_query_language_is_read() {
        let today = Day::parse_iso("2014-09-15").expect("a Monday");
        for (typed, first, last) in [
            ("today", "2014-09-15", "2014-09-15"),
            ("yesterday", "2014-09-14", "2014-09-14"),
            ("Tomorrow", "2014-09-16", "2014-09-16"),
            ("monday", "2014-09-08", "2014-09-08"),
            ("sunday", "2014-09-14", "2014-09-14"),
            ("tue", "2014-09-09", "2014-09-09"),
            ("last friday", "2014-09-12", "2014-09-12"),
            ("this week", "2014-09-15", "2014-09-21"),
            ("last week", "2014-09-08", "2014-09-14"),
            ("last month", "2014-08-01", "2014-08-31"),
            ("next month", "2014-10-01", "2014-10-31"),
            ("last year", "2013-01-01", "2013-12-31"),
            ("3 weeks ago", "2014-08-25", "2014-08-25"),
            ("a month ago", "2014-08-15", "2014-08-15"),
            ("-3w", "2014-08-25", "2014-08-25"),
            ("-6mo", "2014-03-15", "2014-03-15"),
            ("+10d", "2014-09-25", "2014-09-25"),
            ("in 2 days", "2014-09-17", "2014-09-17"),
            ("tonight", "2014-09-15", "2014-09-15"),
            ("end of month", "2014-09-30", "2014-09-30"),
            ("end of last month", "2014-08-31", "2014-08-31"),
            ("weekend", "2014-09-20", "2014-09-21"),
            ("last weekend", "2014-09-13", "2014-09-14"),
            ("march 20", "2014-03-20", "2014-03-20"),
            ("20 oct", "2013-10-20", "2013-10-20"),
            ("2014", "2014-01-01", "2014-12-31"),
            ("2014-07", "2014-07-01", "2014-07-31"),
            ("2014-07-23", "2014-07-23", "2014-07-23"),
            ("23 July 2014", "2014-07-23", "2014-07-23"),
        ] {
            let range = parse(typed, today, &Settings::default()).map(|r| (r.first.to_string(), r.last.to_string()));
            assert_eq!(range, Ok((first.to_owned(), last.to_owned())), "{typed}");
        }
    }

    #[test]
    fn when_something_is_to_be_is_a_day_to_come() {
        let today = Day::parse_iso("2014-09-15").expect("a Monday");
        for (typed, day) in [
            ("2w", "2014-09-29"),
            ("3 weeks", "2014-10-06"),
            ("a month", "2014-10-15"),
            ("10", "2014-09-25"),
            ("monday", "2014-09-22"),
            ("next tue", "2014-09-16"),
            ("sunday", "2014-09-21"),
            ("tomorrow", "2014-09-16"),
            ("+10d", "2014-09-25"),
            ("in 2 days", "2014-09-17"),
            ("next week", "2014-09-22"),
            ("next month", "2014-10-01"),
            ("in a week", "2014-09-22"),
            ("tonight", "2014-09-15"),
            ("weekend", "2014-09-20"),
            ("next weekend", "2014-09-27"),
            ("end of week", "2014-09-21"),
            ("end of the month", "2014-09-30"),
            ("end of next month", "2014-10-31"),
            ("this week", "2014-09-15"),
            ("this month", "2014-09-15"),
            ("march 20", "2015-03-20"),
            ("20 september", "2014-09-20"),
            ("10-01", "2014-10-01"),
            ("2015", "2015-01-01"),
            ("2014-12", "2014-12-01"),
            ("2014-12-24", "2014-12-24"),
            ("20141001", "2014-10-01"),
            ("-3d", "2014-09-12"),
        ] {
            let found = parse_ahead(typed, today, &Settings::default()).map(|day| day.to_string());
            assert_eq!(found.as_deref(), Ok(day), "{typed}");
        }
        for typed in ["soon", "weekly", "ada", "", "99999999w", "2014-10-01 bob", "2014-10-01 2w"] {
            assert!(parse_ahead(typed, today, &Settings::default()).is_err(), "{typed}");
        }
    }

    #[test]
    fn what_is_no_date_is_an_error() {
        let today = Day::parse_iso("2014-09-15").expect("a day");
        for (typed, ambiguous) in
            [("soon", false), ("2014-02-30", false), ("", false), ("-", false), ("07/08/2014", true)]
        {
            let error = parse(typed, today, &Settings::default());
            assert_eq!(error, Err(DateError { typed: typed.into(), ambiguous, readings: Vec::new() }), "{typed}");
        }
        for (typed, readings) in [("3/4", ["04-03", "03-04"]), ("15/3", ["03-15", "2015-03"])] {
            let readings = readings.map(str::to_owned).to_vec();
            let expected = Err(DateError { typed: typed.into(), ambiguous: true, readings });
            assert_eq!(parse(typed, today, &Settings::default()), expected);
            assert_eq!(parse_ahead(typed, today, &Settings::default()), expected.map(|range| range.first));
        }
    }
}
