//! Calendar days as people write them: a day, a month, a year, a birthday without a year.
//!
//! Owns the civil calendar and is the only file that names the date crate's types. Must not know the clock, time
//! zones or how dates are spelled in notes (`note::dates` reads the spellings).

use std::fmt::{self, Write as _};

use jiff::civil::Date;
use jiff::{Span, ToSpan, Unit};

use super::period::{self, Period};

/// More than the calendar holds, and few enough for the date crate's spans.
const CALENDAR_DAYS: i64 = 4_000_000;
const CALENDAR_MONTHS: i64 = 120_000;

/// A calendar day, year 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The last day that can be written.
    pub const MAX: Day = Day(Date::constant(9999, 12, 31));
    /// The first day that can be written.
    pub const MIN: Day = Day(Date::constant(1, 1, 1));

    /// The day, if it exists: `new(2014, 2, 30)` is `None`.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        let date = Date::new(year, month, day).ok()?;
        (year >= 1).then_some(Day(date))
    }

    /// Reads `YYYY-MM-DD` and nothing else.
    pub fn parse_iso(text: &str) -> Option<Day> {
        let (year, rest) = text.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        Day::new(digits(year, 4)?, digits(month, 2)? as i8, digits(day, 2)? as i8)
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    pub fn month(self) -> i8 {
        self.0.month()
    }

    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// `20140723`: a number that sorts as the days do, for columns that hold integers only.
    pub fn code(self) -> i32 {
        i32::from(self.year()) * 10_000 + i32::from(self.month()) * 100 + i32::from(self.day())
    }

    /// The day of a [`code`](Day::code).
    pub fn from_code(code: i32) -> Option<Day> {
        let year = i16::try_from(code / 10_000).ok()?;
        Day::new(year, (code / 100 % 100) as i8, (code % 100) as i8)
    }

    /// This many days later (earlier when negative), held inside the calendar.
    pub fn plus_days(self, days: i64) -> Day {
        self.shift(days.clamp(-CALENDAR_DAYS, CALENDAR_DAYS).days())
    }

    /// One period later. Months and years clamp to the month's end: 31 January + 1 month is the last of February.
    pub fn plus(self, period: Period) -> Day {
        self.shift_by(i64::from(period.count), period.unit)
    }

    /// One period earlier, clamped to the month's end.
    pub fn minus(self, period: Period) -> Day {
        self.shift_by(-i64::from(period.count), period.unit)
    }

    fn shift_by(self, count: i64, unit: period::Unit) -> Day {
        match unit {
            period::Unit::Day => self.plus_days(count),
            period::Unit::Week => self.plus_days(count * 7),
            period::Unit::Month => self.plus_months(count),
            period::Unit::Year => self.plus_months(count * 12),
        }
    }

    fn plus_months(self, months: i64) -> Day {
        self.shift(months.clamp(-CALENDAR_MONTHS, CALENDAR_MONTHS).months())
    }

    fn shift(self, span: Span) -> Day {
        let later = self.0.saturating_add(span);
        Day(later).clamp(Day::MIN, Day::MAX)
    }

    /// Days from `earlier` to this day; negative when it is not earlier.
    pub fn days_since(self, earlier: Day) -> i64 {
        let span = earlier.0.until((Unit::Day, self.0));
        span.map_or(0, |span| i64::from(span.get_days()))
    }

    /// 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_zero_offset()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Digit by digit: long lists are full of days, and the general way takes ten times as long.
        let code = self.code().unsigned_abs();
        let digit = |place: u32| char::from(b'0' + (code / place % 10) as u8);
        [10_000_000, 1_000_000, 100_000, 10_000].iter().try_for_each(|place| f.write_char(digit(*place)))?;
        f.write_char('-')?;
        [1000, 100].iter().try_for_each(|place| f.write_char(digit(*place)))?;
        f.write_char('-')?;
        [10, 1].iter().try_for_each(|place| f.write_char(digit(*place)))
    }
}

/// Exactly `width` ASCII digits as a number.
fn digits(text: &str, width: usize) -> Option<i16> {
    (text.len() == width && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A date as precisely as it was written: `2014`, `2014-07` or `2014-07-23`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartialDate {
    Year(i16),
    Month(i16, i8),
    Day(Day),
}

impl PartialDate {
    /// The month, if it exists.
    pub fn month(year: i16, month: i8) -> Option<PartialDate> {
        Day::new(year, month, 1).map(|_| PartialDate::Month(year, month))
    }

    /// The year, if it can be written: 1 to 9999.
    pub fn year(year: i16) -> Option<PartialDate> {
        Day::new(year, 1, 1).map(|_| PartialDate::Year(year))
    }

    /// The lower bound of what the date may mean: vault-format's reading of a month or a year where a day is needed.
    pub fn first_day(self) -> Day {
        let day = match self {
            PartialDate::Year(year) => Day::new(year, 1, 1),
            PartialDate::Month(year, month) => Day::new(year, month, 1),
            PartialDate::Day(day) => Some(day),
        };
        day.expect("years and months are checked when the value is made")
    }

    /// The last day that the date may mean.
    pub fn last_day(self) -> Day {
        let first = self.first_day();
        match self {
            PartialDate::Year(_) => first.plus_months(12).plus_days(-1),
            PartialDate::Month(..) => first.plus_months(1).plus_days(-1),
            PartialDate::Day(day) => day,
        }
    }

    /// Reads `YYYY`, `YYYY-MM` and `YYYY-MM-DD`, the forms that [`Display`](fmt::Display) writes.
    pub fn parse_iso(text: &str) -> Option<PartialDate> {
        match text.len() {
            4 => PartialDate::year(digits(text, 4)?),
            7 => {
                let (year, month) = text.split_once('-')?;
                PartialDate::month(digits(year, 4)?, digits(month, 2)? as i8)
            }
            _ => Day::parse_iso(text).map(PartialDate::Day),
        }
    }
}

impl From<Day> for PartialDate {
    fn from(day: Day) -> PartialDate {
        PartialDate::Day(day)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartialDate::Year(year) => write!(f, "{year:04}"),
            PartialDate::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            PartialDate::Day(day) => day.fmt(f),
        }
    }
}

/// A birthday: a date, or a month and a day of an unknown year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Birthday {
    Dated(PartialDate),
    Yearless { month: i8, day: i8 },
}

impl Birthday {
    /// A birthday without year, if the day exists in a leap year.
    pub fn yearless(month: i8, day: i8) -> Option<Birthday> {
        Day::new(2000, month, day).map(|_| Birthday::Yearless { month, day })
    }

    /// The next day on or after `today` on which it is celebrated; `None` when only a year or a month is known.
    /// 29 February is celebrated on the 28th in years that have no 29th.
    pub fn next(self, today: Day) -> Option<Day> {
        let (month, day) = match self {
            Birthday::Dated(PartialDate::Day(day)) => (day.month(), day.day()),
            Birthday::Dated(_) => return None,
            Birthday::Yearless { month, day } => (month, day),
        };
        let in_year = |year| Day::new(year, month, day).or_else(|| Day::new(year, month, day - 1));
        in_year(today.year()).filter(|next| *next >= today).or_else(|| in_year(today.year() + 1))
    }
}

impl fmt::Display for Birthday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Birthday::Dated(date) => date.fmt(f),
            Birthday::Yearless { month, day } => write!(f, "--{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).expect("a test date")
    }

    #[test]
    fn adding_months_clamps_to_the_end_of_the_month() {
        for (from, period, to) in [
            ("2014-01-31", "1 month", "2014-02-28"),
            ("2012-01-31", "1 month", "2012-02-29"),
            ("2014-08-31", "3 months", "2014-11-30"),
            ("2012-02-29", "1 year", "2013-02-28"),
            ("2014-12-31", "1 day", "2015-01-01"),
            ("9999-12-30", "1 year", "9999-12-31"),
        ] {
            let period = Period::parse(period).expect("a test period");
            assert_eq!(day(from).plus(period), day(to), "{from}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_none() {
        for text in ["2014-02-30", "2014-13-01", "0000-01-01", "2014-2-3", "14-02-03", "2014-02-", "+014-02-03"] {
            assert_eq!(Day::parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn a_code_sorts_as_the_day_and_comes_back() {
        for text in ["0001-01-01", "2014-07-23", "9999-12-31"] {
            assert_eq!(Day::from_code(day(text).code()), Some(day(text)));
        }
        assert!(day("2014-07-31").code() < day("2014-08-01").code());
    }

    #[test]
    fn a_partial_date_keeps_its_precision_and_spans_its_days() {
        for (text, first, last) in [
            ("2014", "2014-01-01", "2014-12-31"),
            ("2014-02", "2014-02-01", "2014-02-28"),
            ("2014-07-23", "2014-07-23", "2014-07-23"),
        ] {
            let date = PartialDate::parse_iso(text).expect("a test date");
            assert_eq!((date.to_string().as_str(), date.first_day(), date.last_day()), (text, day(first), day(last)));
        }
    }

    #[test]
    fn a_birthday_on_29_february_is_celebrated_on_the_28th_in_short_years() {
        let leap = Birthday::yearless(2, 29).expect("exists in leap years");
        assert_eq!(leap.next(day("2014-03-01")), Some(day("2015-02-28")));
        assert_eq!(leap.next(day("2016-01-01")), Some(day("2016-02-29")));
        assert_eq!(leap.to_string(), "--02-29");
    }

    #[test]
    fn days_since_counts_over_leap_days_and_backwards() {
        assert_eq!(day("2012-03-01").days_since(day("2012-02-28")), 2);
        assert_eq!(day("2014-01-01").days_since(day("2014-01-03")), -2);
        assert_eq!(Day::MAX.days_since(Day::MIN), 3_652_058);
    }
}
