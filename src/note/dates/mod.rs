//! Dates as people write them, in a field or in front of a log entry.
//!
//! Owns every spelling of vault-format section 3, "Dates". Must not know where in a note the text stands, nor the clock.

pub(super) mod behind;
pub(super) mod day_name;
pub(super) mod months;
pub(super) mod when;

use crate::model::settings::DateOrder;
use crate::model::{Birthday, Day, PartialDate};

use months::{is_weekday, month, word};

/// Years that address books write when they do not know the year.
const NO_YEAR: [i16; 2] = [1604, 1900];

/// Longest target of a link to a daily note, in bytes.
const LINK: usize = 256;

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

/// A date at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Prefix {
    pub date: Result<PartialDate, DateProblem>,
    /// The bytes that it takes, with emphasis, brackets and a time.
    pub len: usize,
}

/// What was read and how many bytes it takes.
type Found = (Result<PartialDate, DateProblem>, usize);

/// Reads a whole value as a date. What follows a day (a time, a remark) is passed over.
pub fn read(text: &str, order: Option<DateOrder>) -> Result<PartialDate, DateProblem> {
    let text = text.trim();
    if super::fields::values::is_placeholder(text) {
        return Err(DateProblem::Placeholder);
    }
    let Prefix { date, len } = prefix(text, order).ok_or(DateProblem::NotADate)?;
    let rest = text[len..].trim_start();
    let remark = match date? {
        PartialDate::Day(_) => true,
        _ => rest.starts_with('('),
    };
    if rest.is_empty() || remark { date } else { Err(DateProblem::NotADate) }
}

/// Reads a text that is a date and nothing else.
pub fn whole(text: &str, order: Option<DateOrder>) -> Result<PartialDate, DateProblem> {
    let text = text.trim();
    let date = read(text, order)?;
    let is_whole = prefix(text, order).is_some_and(|prefix| prefix.len == text.len());
    if is_whole { Ok(date) } else { Err(DateProblem::NotADate) }
}

/// Reads a birthday: a date, or a day of a year that is not known.
pub fn birthday(text: &str, order: Option<DateOrder>) -> Result<Birthday, DateProblem> {
    let text = text.trim();
    let yearless = ["--", "XXXX-", "xxxx-", "????-", "0000-"].iter().find_map(|unknown| text.strip_prefix(unknown));
    if let Some(rest) = yearless {
        return day_of_year(rest, order).unwrap_or(Err(DateProblem::NotADate));
    }
    match read(text, order) {
        Ok(PartialDate::Day(day)) if NO_YEAR.contains(&day.year()) => yearless_day(day.month(), day.day()),
        Ok(date) => Ok(Birthday::Dated(date)),
        Err(problem) => day_of_year(text, order).unwrap_or(Err(problem)),
    }
}

/// `04-17`, `0417`, `17/04`, `17 April`, `April 17`.
fn day_of_year(text: &str, order: Option<DateOrder>) -> Option<Result<Birthday, DateProblem>> {
    let text = text.trim();
    let bytes = text.as_bytes();
    match (digits(bytes, 0), bytes.len()) {
        (4, 4) => Some(yearless_day(two(bytes, 0), two(bytes, 2))),
        (1..=2, _) if digits(bytes, digits(bytes, 0) + 1) > 0 => numeric_day_of_year(text, order),
        _ => lettered_day_of_year(text),
    }
}

fn numeric_day_of_year(text: &str, order: Option<DateOrder>) -> Option<Result<Birthday, DateProblem>> {
    let bytes = text.trim_end_matches('.').as_bytes();
    let first = digits(bytes, 0);
    let second = digits(bytes, first + 1);
    if second > 2 || first + 1 + second != bytes.len() || !matches!(bytes[first], b'-' | b'/' | b'.') {
        return None;
    }
    let (a, b) = (small(bytes, 0, first), small(bytes, first + 1, second));
    if bytes[first] == b'-' {
        return Some(yearless_day(a, b));
    }
    Some(match day_and_month(a, b, order) {
        Some((day, month)) => yearless_day(month, day),
        None => Err(DateProblem::Ambiguous),
    })
}

fn lettered_day_of_year(text: &str) -> Option<Result<Birthday, DateProblem>> {
    let (month, day, len) = match digits(text.as_bytes(), 0) {
        0 => month_then_day(text)?,
        n => day_then_month(text, n)?,
    };
    text[len..].trim_matches(['.', ' ']).is_empty().then(|| yearless_day(month, day))
}

fn yearless_day(month: i8, day: i8) -> Result<Birthday, DateProblem> {
    Birthday::yearless(month, day).ok_or(DateProblem::Impossible)
}

/// Reads a date at the start of a text: plain, bold, linked or in brackets, with or without a time.
pub(super) fn prefix(text: &str, order: Option<DateOrder>) -> Option<Prefix> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        let (date, len) = bare(text, order)?;
        return Some(Prefix { date, len: whole_len(text, date, len) });
    }
    let opened = text.len() - text.trim_start_matches(['*', '_', '[', '(']).len();
    let spaced = opened > 0 && text[opened..].starts_with(' ') && text[..opened].ends_with(['[', '(']);
    let opened = opened + usize::from(spaced);
    if opened > 6 {
        return None;
    }
    let (date, inner) = match text[..opened].ends_with("[[") {
        true => linked(&text[opened..], order)?,
        false => bare(&text[opened..], order)?,
    };
    let len = whole_len(text, date, opened + inner);
    let len = len + usize::from(spaced && text[len..].starts_with([' ']) && text[len + 1..].starts_with([']', ')']));
    let len = if opened == 0 { len } else { len + closers(&text[len..]) };
    Some(Prefix { date, len: whole_len(text, date, len) })
}

/// Where a date ends of which so many bytes were read: with the end of a range, a weekday and a time.
fn whole_len(text: &str, date: Result<PartialDate, DateProblem>, len: usize) -> usize {
    let len = len + behind::len(&text[len..], date);
    len + time(&text[len..])
}

/// How many bytes the date takes with which a text begins, emphasis, brackets and time included.
pub fn date_len(text: &str, settings: &crate::model::Settings) -> Option<usize> {
    prefix(text, settings.date_order).map(|prefix| prefix.len)
}

/// A daily note's link behind its `[[`: the date is the last part of the path.
fn linked(text: &str, order: Option<DateOrder>) -> Option<Found> {
    let near = &text[..text.floor_char_boundary(LINK)];
    let inner = &near[..near.find("]]")?];
    let target = inner.split(['|', '#']).next()?;
    let name = target.rsplit('/').next()?.trim();
    day_name::whole(name, order).map(|date| (date, inner.len()))
}

/// What closes emphasis, brackets or a markdown link.
fn closers(text: &str) -> usize {
    let closed = text.len() - text.trim_start_matches(['*', '_', ']', ')']).len();
    let target = text[closed..].strip_prefix('(').filter(|_| text[..closed].ends_with(']'));
    let near = target.map(|rest| &rest[..rest.floor_char_boundary(LINK)]);
    match near.and_then(|rest| rest.find([')', '\n']).filter(|end| rest[*end..].starts_with(')'))) {
        Some(end) => {
            let after = closed + 1 + end + 1;
            after + text[after..].len() - text[after..].trim_start_matches(['*', '_']).len()
        }
        None => closed,
    }
}

/// A date without anything around it, which ends where a word ends.
fn bare(text: &str, order: Option<DateOrder>) -> Option<Found> {
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
fn year_first(bytes: &[u8]) -> Option<Found> {
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
fn day_and_month(a: i8, b: i8, order: Option<DateOrder>) -> Option<(i8, i8)> {
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
    if month(word(text)).is_some() { month_first(text) } else { bare(text, order) }
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
fn month_then_day(text: &str) -> Option<(i8, i8, usize)> {
    let (name, start) = month_name(text)?;
    let width = digits(text.as_bytes(), start);
    if !matches!(width, 1..=2) {
        return None;
    }
    let len = start + width;
    Some((name, small(text.as_bytes(), start, width), len + ordinal(&text[len..])))
}

/// `23rd of July`: month, day, length.
fn day_then_month(text: &str, width: usize) -> Option<(i8, i8, usize)> {
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

/// The four digits behind the month, and where they end.
fn year_after(text: &str, at: usize) -> Option<(i16, usize)> {
    let rest = text[at..].trim_start_matches(['.', ' ', '-', ',']);
    let start = text.len() - rest.len();
    let separated = start > at && digits(rest.as_bytes(), 0) == 4;
    separated.then(|| i16::try_from(number(text.as_bytes(), start, 4)).ok()).flatten().map(|year| (year, start + 4))
}

/// The bytes of a time behind a date: `T18:30:00Z`, ` 18:30`, `, 6:30 pm`, ` at 18h30`.
fn time(text: &str) -> usize {
    let rest = text.strip_prefix(['T', 't']).unwrap_or_else(|| text.trim_start_matches([',', ' ']));
    let rest = rest.strip_prefix("at ").or_else(|| rest.strip_prefix("à ")).unwrap_or(rest);
    if rest.len() == text.len() {
        return 0;
    }
    clock(rest.as_bytes()).map_or(0, |len| text.len() - rest.len() + len)
}

fn clock(bytes: &[u8]) -> Option<usize> {
    let hours = digits(bytes, 0);
    let separated = matches!(bytes.get(hours), Some(b':' | b'h' | b'H'));
    if !matches!(hours, 1..=2) || !separated || digits(bytes, hours + 1) != 2 {
        return None;
    }
    let mut len = hours + 3;
    while matches!(bytes.get(len), Some(b':' | b'.')) && digits(bytes, len + 1) > 0 {
        len += 1 + digits(bytes, len + 1);
    }
    Some(len + offset(&bytes[len..]))
}

/// What may follow a time: `Z`, `+02:00`, ` pm`.
fn offset(bytes: &[u8]) -> usize {
    let half_day = bytes.strip_prefix(b" ").unwrap_or(bytes);
    if half_day.len() >= 2 && matches!(half_day[0] | 32, b'a' | b'p') && half_day[1] | 32 == b'm' {
        let ends = half_day.get(2).is_none_or(|b| !b.is_ascii_alphanumeric());
        return if ends { bytes.len() - half_day.len() + 2 } else { 0 };
    }
    match bytes.first() {
        Some(b'Z') => 1,
        Some(b'+' | b'-') if digits(bytes, 1) == 4 => 5,
        Some(b'+' | b'-') if digits(bytes, 1) == 2 && bytes.get(3) == Some(&b':') => 4 + digits(bytes, 4),
        _ => 0,
    }
}

fn day(year: i16, month: i8, day: i8) -> Result<PartialDate, DateProblem> {
    Day::new(year, month, day).map(PartialDate::Day).ok_or(DateProblem::Impossible)
}

/// How many ASCII digits stand at an offset.
fn digits(bytes: &[u8], at: usize) -> usize {
    bytes.iter().skip(at).take_while(|b| b.is_ascii_digit()).count()
}

/// The value of `width` digits, few enough to fit.
fn number(bytes: &[u8], at: usize, width: usize) -> i32 {
    bytes[at..at + width].iter().fold(0, |value, b| value * 10 + i32::from(b - b'0'))
}

fn small(bytes: &[u8], at: usize, width: usize) -> i8 {
    number(bytes, at, width.min(2)) as i8
}

fn two(bytes: &[u8], at: usize) -> i8 {
    small(bytes, at, 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, order: Option<DateOrder>) -> String {
        match read(text, order) {
            Ok(date) => date.to_string(),
            Err(problem) => format!("{problem:?}"),
        }
    }

    #[test]
    fn every_form_of_a_date_is_read() {
        for (text, expected) in [
            ("2014-07-23", "2014-07-23"),
            ("2014-07-23T18:30", "2014-07-23"),
            ("2014-07-23T18:30:00.123+02:00", "2014-07-23"),
            ("2014-07-23 18:30", "2014-07-23"),
            ("2014-07-23 6:30 pm", "2014-07-23"),
            ("2014-07-23T23:59:59Z", "2014-07-23"),
            ("2014-07-23 (roughly)", "2014-07-23"),
            ("2014-07", "2014-07"),
            ("2014", "2014"),
            ("2014-7-3", "2014-07-03"),
            ("2014/07/23", "2014-07-23"),
            ("2014.07.23", "2014-07-23"),
            ("20140723", "2014-07-23"),
            ("2014_07_23", "2014-07-23"),
            ("2014-07-23 (Wed)", "2014-07-23"),
            ("(Wed) 2014-07-23", "2014-07-23"),
            ("2014-07-23–25", "2014-07-23"),
            ("[[2014-07-23]]", "2014-07-23"),
            ("[[2014-07-23 Wed]]", "2014-07-23"),
            ("[[Wednesday 2014-07-23]]", "2014-07-23"),
            ("[[2014_07_23]]", "2014-07-23"),
            ("[[Jul 23rd, 2014]]", "2014-07-23"),
            ("[[daily/2014/07-July/2014-07-23-Wednesday|Wed]]", "2014-07-23"),
            ("[[daily/2014-07-23]]", "2014-07-23"),
            ("[[daily/2014-07-23|that day]]", "2014-07-23"),
            ("[2014-07-23](daily/2014-07-23.md)", "2014-07-23"),
            ("**2014-07-23**", "2014-07-23"),
            ("23 July 2014", "2014-07-23"),
            ("23rd of July, 2014", "2014-07-23"),
            ("23-Jul-2014", "2014-07-23"),
            ("July 23, 2014", "2014-07-23"),
            ("July 23rd 2014", "2014-07-23"),
            ("Jul. 23 2014", "2014-07-23"),
            ("July 2014", "2014-07"),
            ("juillet 2014", "2014-07"),
            ("23 juil. 2014", "2014-07-23"),
            ("1er août 2014", "2014-08-01"),
            ("Wednesday, July 23, 2014", "2014-07-23"),
            ("mer. 23 juillet 2014", "2014-07-23"),
            ("mar. 22 juillet 2014", "2014-07-22"),
            ("mardi 1er mars 2016", "2016-03-01"),
            ("Wed 2014-07-23", "2014-07-23"),
            ("23/07/2014", "2014-07-23"),
            ("07/23/2014", "2014-07-23"),
            ("07/07/2014", "2014-07-07"),
            ("07/08/2014", "Ambiguous"),
            ("7.8.2014", "Ambiguous"),
            ("2014-02-30", "Impossible"),
            ("2014-13-01", "Impossible"),
            ("31/02/2014", "Impossible"),
            ("30 February 2014", "Impossible"),
            ("YYYY-MM-DD", "Placeholder"),
            ("{{date}}", "Placeholder"),
            ("07/08/14", "NotADate"),
            ("2014-W30", "NotADate"),
            ("99999999", "NotADate"),
            ("2014 555 1234", "NotADate"),
            ("last week", "NotADate"),
            ("May", "NotADate"),
            ("July 23", "NotADate"),
            ("", "NotADate"),
            ("true", "NotADate"),
        ] {
            assert_eq!(shown(text, None), expected, "{text}");
        }
    }

    #[test]
    fn the_order_decides_only_where_two_readings_exist() {
        use DateOrder::{DayMonthYear, MonthDayYear};
        for (text, order, expected) in [
            ("07/08/2014", DayMonthYear, "2014-08-07"),
            ("07/08/2014", MonthDayYear, "2014-07-08"),
            ("23/07/2014", MonthDayYear, "2014-07-23"),
            ("07/08/2014", DateOrder::YearMonthDay, "2014-08-07"),
        ] {
            assert_eq!(shown(text, Some(order)), expected, "{text}");
        }
    }

    #[test]
    fn a_prefix_takes_the_date_with_what_belongs_to_it() {
        for (text, len) in [
            ("2014-07-23 met", 10),
            ("2014-07-23: met", 10),
            ("2014-07-23 18:30 met", 16),
            ("**2014-07-23** — x", 14),
            ("**2014-07-23:** x", 12),
            ("[[2014-07-23]] x", 14),
            ("[[daily/2014-07-23|d]]: x", 22),
            ("[2014-07-23](2014-07-23.md) x", 27),
            ("(2014-07-23) x", 12),
            ("[ 2014-07-23 ] x", 14),
            ("23 juil. 2014, lunch", 13),
            ("2014-07: moved", 7),
            ("2014-07-23 Wed call", 14),
            ("2014-07-23 (Fri) — call", 16),
            ("2014-07-23 Fri: call", 14),
            ("2014-07-23, Wednesday 18:30 call", 27),
            ("[[2014-07-23]] Wed call", 18),
            ("2014-07-26 sat with her", 14),
            ("2014-07-23 sat with her", 10),
            ("2014-07-23 Sam: call", 10),
            ("2014-07-23–25 offsite", 15),
            ("2014-07-23/25 offsite", 13),
            ("2014-07-23 to 2014-07-25: offsite", 24),
            ("**2014-07-23–2014-08-01** offsite", 27),
            ("2014-07-23 – 25 people came", 10),
            ("2014-07-23-12 people", 10),
        ] {
            assert_eq!(prefix(text, None).map(|p| p.len), Some(len), "{text}");
        }
        for text in
            ["call her", "may we", "(see)", "12 eggs", "3rd time", "2014-07x", "~~2014-07-23~~", "`2014-07-23`", "é"]
        {
            assert_eq!(prefix(text, None), None, "{text}");
        }
    }

    #[test]
    fn birthdays_may_lack_their_year() {
        for (text, expected) in [
            ("1985-04-17", "1985-04-17"),
            ("04-17", "--04-17"),
            ("--04-17", "--04-17"),
            ("--0417", "--04-17"),
            ("XXXX-04-17", "--04-17"),
            ("1604-04-17", "--04-17"),
            ("1900-04-17", "--04-17"),
            ("17/04", "--04-17"),
            ("17 April", "--04-17"),
            ("April 17th", "--04-17"),
            ("17 avril", "--04-17"),
            ("1985", "1985"),
            ("02-29", "--02-29"),
        ] {
            assert_eq!(birthday(text, None).map(|b| b.to_string()).as_deref(), Ok(expected), "{text}");
        }
        for (text, problem) in
            [("02-30", DateProblem::Impossible), ("04/05", DateProblem::Ambiguous), ("spring", DateProblem::NotADate)]
        {
            assert_eq!(birthday(text, None), Err(problem), "{text}");
        }
    }
}
