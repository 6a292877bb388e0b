//! Days that are typed without their year: `march 20`, `20 march`, `03-20`; and `3/4`, which is read in two ways.
//!
//! Owns these forms. Must not know which year is meant: whoever asks looks back or ahead.

use crate::model::settings::DateOrder;
use crate::model::{Birthday, Day, Settings};
use crate::note::dates;

/// A day of some year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Yearless {
    month: i8,
    day: i8,
}

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    Day(Yearless),
    /// The ways in which it can be read, as they are typed otherwise.
    Several([String; 2]),
}

/// The 29th of February is at most eight years away.
const YEARS: i16 = 8;

impl Yearless {
    fn new(month: i8, day: i8) -> Option<Yearless> {
        // A leap year has all days.
        Day::new(2000, month, day).map(|_| Yearless { month, day })
    }

    fn in_year(self, year: i16) -> Option<Day> {
        Day::new(year, self.month, self.day)
    }

    /// The last such day; today is one.
    pub(super) fn last(self, today: Day) -> Option<Day> {
        let years = (0..=YEARS).map(|back| today.year() - back);
        years.filter_map(|year| self.in_year(year)).find(|day| *day <= today)
    }

    /// The next such day; today is one.
    pub(super) fn next(self, today: Day) -> Option<Day> {
        let years = (0..=YEARS).map(|ahead| today.year() + ahead);
        years.filter_map(|year| self.in_year(year)).find(|day| *day >= today)
    }
}

/// Reads a text in lower case.
pub(super) fn read(text: &str, settings: &Settings) -> Option<Typed> {
    plain(text).map(Typed::Day).or_else(|| with_slash(text, settings))
}

/// `march 20`, `20 march`, `20th of march`, and `03-20` as the end of a date.
fn plain(text: &str) -> Option<Yearless> {
    let numbers = |(month, day): (&str, &str)| month.len() == 2 && day.len() == 2;
    let is_plain = text.contains(char::is_alphabetic) || text.split_once('-').is_some_and(numbers);
    let words: Vec<&str> = text.split_whitespace().filter(|word| !matches!(*word, "of" | "the" | "on")).collect();
    match dates::birthday(&words.join(" "), None).ok().filter(|_| is_plain)? {
        Birthday::Yearless { month, day } => Yearless::new(month, day),
        Birthday::Dated(_) => None,
    }
}

/// `3/4`: what `date_order` says, else one of two days, or a month of a year.
fn with_slash(text: &str, settings: &Settings) -> Option<Typed> {
    let (a, b) = text.split_once('/')?;
    let (a, b): (i8, i8) = (a.parse().ok()?, b.parse().ok()?);
    let (day_first, month_first) = (Yearless::new(b, a), Yearless::new(a, b));
    match (settings.date_order, day_first, month_first) {
        (Some(DateOrder::DayMonthYear), Some(day), _) => Some(Typed::Day(day)),
        (Some(DateOrder::MonthDayYear | DateOrder::YearMonthDay), _, Some(day)) => Some(Typed::Day(day)),
        (_, Some(one), Some(other)) if one != other => Some(Typed::Several([spelled(one), spelled(other)])),
        (_, Some(one), Some(_)) => Some(Typed::Day(one)),
        (_, Some(one), None) => Some(Typed::Several([spelled(one), format!("20{a:02}-{b:02}")])),
        (_, None, Some(one)) => Some(Typed::Several([spelled(one), format!("20{b:02}-{a:02}")])),
        (_, None, None) => None,
    }
}

fn spelled(day: Yearless) -> String {
    format!("{:02}-{:02}", day.month, day.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_its_year_is_the_last_or_the_next() {
        let today = Day::parse_iso("2014-09-15").expect("a day");
        for (typed, last, next) in [
            ("march 20", "2014-03-20", "2015-03-20"),
            ("20 march", "2014-03-20", "2015-03-20"),
            ("20th of march", "2014-03-20", "2015-03-20"),
            ("mar. 20th", "2014-03-20", "2015-03-20"),
            ("1er octobre", "2013-10-01", "2014-10-01"),
            ("03-20", "2014-03-20", "2015-03-20"),
            ("09-15", "2014-09-15", "2014-09-15"),
            ("feb 29", "2012-02-29", "2016-02-29"),
        ] {
            let Some(Typed::Day(day)) = read(typed, &Settings::default()) else { panic!("{typed}") };
            let found = (day.last(today).map(|day| day.to_string()), day.next(today).map(|day| day.to_string()));
            assert_eq!(found, (Some(last.to_owned()), Some(next.to_owned())), "{typed}");
        }
        for typed in
            ["march", "20", "march 32", "feb 30", "3-20", "003-20", "march 20 2014", "ada 20", "13-01", "", "/", "-"]
        {
            assert_eq!(read(typed, &Settings::default()), None, "{typed}");
        }
    }

    #[test]
    fn a_day_with_a_slash_is_read_as_the_order_of_dates_says_and_never_guessed() {
        let several = |a: &str, b: &str| Some(Typed::Several([a.to_owned(), b.to_owned()]));
        let day = |month, day| Yearless::new(month, day).map(Typed::Day);
        for (typed, unset, day_first, month_first) in [
            ("3/4", several("04-03", "03-04"), day(4, 3), day(3, 4)),
            ("15/3", several("03-15", "2015-03"), day(3, 15), several("03-15", "2015-03")),
            ("3/15", several("03-15", "2015-03"), several("03-15", "2015-03"), day(3, 15)),
            ("5/5", day(5, 5), day(5, 5), day(5, 5)),
            ("40/50", None, None, None),
        ] {
            let with = |date_order| read(typed, &Settings { date_order, ..Settings::default() });
            let found = [None, Some(DateOrder::DayMonthYear), Some(DateOrder::MonthDayYear)].map(with);
            assert_eq!(found, [unset, day_first, month_first], "{typed}");
        }
    }
}
