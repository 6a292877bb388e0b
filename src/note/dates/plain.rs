//! Dates without anything around them.
//!
//! Owns the forms in which a day, a month or a year is written. Must not know brackets, links or times.

use crate::model::settings::DateOrder;
use crate::model::{Day, PartialDate};

use super::months::{is_weekday, month, word};

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// Two readers could take it differently, and the settings do not say which is right.
    Ambiguous,
    /// A day that does not exist.
    Impossible,
    /// No form of a date.
    NotADate,
    /// What a template left to be filled in.
    Placeholder,
}

/// What was read and how many bytes it takes.
pub(super) type Found = (Result<PartialDate, DateProblem>, usize);

/// A date without anything around it, which ends where a word ends.
pub(super) fn plain_date(text: &str, order: Option<DateOrder>) -> Option<Found> {
    let bytes = text.as_bytes();
    let (date, len) = match digits(bytes, 0) {
        0 => lettered(text, order)?,
        4 => year_first(bytes)?,
        8 => compact(bytes)?,
        n @ 1..=2 => numeric(bytes, n, order).or_else(|| day_month_year(text, n))?,
        _ => return None,
    };
    ends_there(&text[len..], date).then_some((date, len))
}

/// `2014-07` is no date in `2014-07x`, and `2014` none in `2014-W30`.
fn ends_there(rest: &str, date: Result<PartialDate, DateProblem>) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some('T' | 't') => chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some('-' | '/' | '.') => {
            matches!(date, Ok(PartialDate::Day(_)) | Err(_)) || !chars.next().is_some_and(char::is_alphanumeric)
        }
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}

/// `2014-07-23`, `2014/7/23`, `2014.07`, `2014`.
pub(super) fn year_first(bytes: &[u8]) -> Option<Found> {
    let year = i16::try_from(number(bytes, 0, 4)).ok()?;
    let separator = bytes.get(4).copied().filter(|b| matches!(b, b'-' | b'/' | b'.' | b'_'));
    let width = separator.map_or(0, |_| digits(bytes, 5));
    if !matches!(width, 1..=2) {
        return (year >= 1000).then(|| PartialDate::year(year)).flatten().map(|date| (Ok(date), 4));
    }
    let (month, next) = (small(bytes, 5, width), 5 + width);
    let days = if bytes.get(next).copied() == separator { digits(bytes, next + 1) } else { 0 };
    if matches!(days, 1..=2) {
        return Some((day(year, month, small(bytes, next + 1, days)), next + 1 + days));
    }
    (width == 2).then(|| PartialDate::month(year, month)).flatten().map(|date| (Ok(date), next))
}

/// `20140723`, if it can be a day of our time: other runs of digits are numbers.
fn compact(bytes: &[u8]) -> Option<Found> {
    let year = i16::try_from(number(bytes, 0, 4)).ok().filter(|year| (1800..2200).contains(year))?;
    day(year, two(bytes, 4), two(bytes, 6)).ok().map(|date| (Ok(date), 8))
}

/// `23/07/2014` and its kind: the year last.
fn numeric(bytes: &[u8], first: usize, order: Option<DateOrder>) -> Option<Found> {
    let separator = bytes.get(first).copied().filter(|b| matches!(b, b'-' | b'/' | b'.'))?;
    let second = digits(bytes, first + 1);
    let at = first + 1 + second;
    if !matches!(second, 1..=2) || bytes.get(at).copied() != Some(separator) || digits(bytes, at + 1) != 4 {
        return None;
    }
    let year = i16::try_from(number(bytes, at + 1, 4)).ok()?;
    let (a, b) = (small(bytes, 0, first), small(bytes, first + 1, second));
    let date = match day_and_month(a, b, order) {
        Some((d, m)) => day(year, m, d),
        None => Err(DateProblem::Ambiguous),
    };
    Some((date, at + 5))
}

/// Which of two numbers is the day; `None` when both may be and nothing says which.
pub(super) fn day_and_month(a: i8, b: i8, order: Option<DateOrder>) -> Option<(i8, i8)> {
    match order {
        _ if a > 12 || a == b => Some((a, b)),
        _ if b > 12 => Some((b, a)),
        // Where the year comes first, one that comes last turns the whole order around.
        Some(DateOrder::DayMonthYear | DateOrder::YearMonthDay) => Some((a, b)),
        Some(DateOrder::MonthDayYear) => Some((b, a)),
        None => None,
    }
}

/// `July 23, 2014`, `July 2014`, or a weekday in front of any other form.
fn lettered(text: &str, order: Option<DateOrder>) -> Option<Found> {
    month_first(text).or_else(|| {
        let name = word(text);
        let rest = text[name.len()..].trim_start_matches('.').trim_start_matches([',', ')', ']', ' ']);
        let plain = rest.starts_with(|c: char| c.is_ascii_digit()) || month(word(rest)).is_some();
        let (date, len) = (plain && is_weekday(name)).then(|| weekdayless(rest, order)).flatten()?;
        Some((date, text.len() - rest.len() + len))
    })
}

fn weekdayless(text: &str, order: Option<DateOrder>) -> Option<Found> {
    if month(word(text)).is_some() { month_first(text) } else { plain_date(text, order) }
}

fn month_first(text: &str) -> Option<Found> {
    let (name, start) = month_name(text)?;
    if digits(&text.as_bytes()[start..], 0) == 4 {
        let year = i16::try_from(number(text.as_bytes(), start, 4)).ok()?;
        return Some((Ok(PartialDate::month(year, name)?), start + 4));
    }
    let (name, d, len) = month_then_day(text)?;
    let (year, len) = year_after(text, len)?;
    Some((day(year, name, d), len))
}

fn day_month_year(text: &str, width: usize) -> Option<Found> {
    let (name, d, len) = day_then_month(text, width)?;
    let (year, len) = year_after(text, len)?;
    Some((day(year, name, d), len))
}

/// The month named at the start, and where what follows it starts.
fn month_name(text: &str) -> Option<(i8, usize)> {
    let name = word(text);
    let number = month(name)?;
    Some((number, text.len() - text[name.len()..].trim_start_matches(['.', ' ', '-', ',']).len()))
}

/// `July 23rd`: month, day, length.
pub(super) fn month_then_day(text: &str) -> Option<(i8, i8, usize)> {
    let (name, start) = month_name(text)?;
    let width = digits(text.as_bytes(), start);
    if !matches!(width, 1..=2) {
        return None;
    }
    let len = start + width;
    Some((name, small(text.as_bytes(), start, width), len + ordinal(&text[len..])))
}

/// `23rd of July`: month, day, length.
pub(super) fn day_then_month(text: &str, width: usize) -> Option<(i8, i8, usize)> {
    let after = width + ordinal(&text[width..]);
    let rest = text[after..].trim_start_matches(['.', ' ', '-']);
    let rest = rest.strip_prefix("of ").unwrap_or(rest);
    let name = word(rest);
    let number = month(name).filter(|_| width <= 2)?;
    Some((number, small(text.as_bytes(), 0, width), text.len() - rest.len() + name.len()))
}

fn ordinal(text: &str) -> usize {
    let suffix = word(text);
    let known = ["st", "nd", "rd", "th", "er", "ère", "e"].iter().any(|known| suffix.eq_ignore_ascii_case(known));
    if known { suffix.len() } else { 0 }
}

/// The four digits after the month, and where they end.
fn year_after(text: &str, at: usize) -> Option<(i16, usize)> {
    let rest = text[at..].trim_start_matches(['.', ' ', '-', ',']);
    let start = text.len() - rest.len();
    let separated = start > at && digits(rest.as_bytes(), 0) == 4;
    separated.then(|| i16::try_from(number(text.as_bytes(), start, 4)).ok()).flatten().map(|year| (year, start + 4))
}

fn day(year: i16, month: i8, day: i8) -> Result<PartialDate, DateProblem> {
    Day::new(year, month, day).map(PartialDate::Day).ok_or(DateProblem::Impossible)
}

/// How many ASCII digits are at an offset.
pub(super) fn digits(bytes: &[u8], at: usize) -> usize {
    bytes.iter().skip(at).take_while(|b| b.is_ascii_digit()).count()
}

/// The value of `width` digits, few enough to fit.
fn number(bytes: &[u8], at: usize, width: usize) -> i32 {
    bytes[at..at + width].iter().fold(0, |value, b| value * 10 + i32::from(b - b'0'))
}

pub(super) fn small(bytes: &[u8], at: usize, width: usize) -> i8 {
    number(bytes, at, width.min(2)) as i8
}

pub(super) fn two(bytes: &[u8], at: usize) -> i8 {
    small(bytes, at, 2)
}
