//! Dates as people write them, in a field or in front of a log entry.
//!
//! Owns every spelling of vault-format section 3, "Dates". Must not know where in a note the text is, nor the clock.

pub(super) mod day_name;
pub(super) mod months;
pub(super) mod plain;
pub(super) mod suffix;
pub(super) mod when;

use crate::model::settings::DateOrder;
use crate::model::{Birthday, PartialDate};

pub use plain::DateProblem;
use plain::{Found, day_and_month, day_then_month, digits, month_then_day, plain_date, small, two};

/// Years that address books write when they do not know the year.
const NO_YEAR: [i16; 2] = [1604, 1900];

/// Longest target of a link to a daily note, in bytes.
const LINK: usize = 256;

/// A date at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Prefix {
    pub date: Result<PartialDate, DateProblem>,
    /// The bytes that it takes, with emphasis, brackets and a time.
    pub len: usize,
}

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
        let (date, len) = plain_date(text, order)?;
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
        false => plain_date(&text[opened..], order)?,
    };
    let len = whole_len(text, date, opened + inner);
    let len = len + usize::from(spaced && text[len..].starts_with([' ']) && text[len + 1..].starts_with([']', ')']));
    let len = if opened == 0 { len } else { len + closers(&text[len..]) };
    Some(Prefix { date, len: whole_len(text, date, len) })
}

/// Where a date ends of which so many bytes were read: with the end of a range, a weekday and a time.
fn whole_len(text: &str, date: Result<PartialDate, DateProblem>, len: usize) -> usize {
    let len = len + suffix::len(&text[len..], date);
    len + time(&text[len..])
}

/// How many bytes the date takes with which a text begins, emphasis, brackets and time included.
pub fn date_len(text: &str, settings: &crate::model::Settings) -> Option<usize> {
    prefix(text, settings.date_order).map(|prefix| prefix.len)
}

/// A daily note's link after its `[[`: the date is the last part of the path.
fn linked(text: &str, order: Option<DateOrder>) -> Option<Found> {
    let window = &text[..text.floor_char_boundary(LINK)];
    let inner = &window[..window.find("]]")?];
    let target = inner.split(['|', '#']).next()?;
    let name = target.rsplit('/').next()?.trim();
    day_name::whole(name, order).map(|date| (date, inner.len()))
}

/// What closes emphasis, brackets or a markdown link.
fn closers(text: &str) -> usize {
    let closed = text.len() - text.trim_start_matches(['*', '_', ']', ')']).len();
    let target = text[closed..].strip_prefix('(').filter(|_| text[..closed].ends_with(']'));
    let window = target.map(|rest| &rest[..rest.floor_char_boundary(LINK)]);
    match window.and_then(|rest| rest.find([')', '\n']).filter(|end| rest[*end..].starts_with(')'))) {
        Some(end) => {
            let after = closed + 1 + end + 1;
            after + text[after..].len() - text[after..].trim_start_matches(['*', '_']).len()
        }
        None => closed,
    }
}

/// The bytes of a time after a date: `T18:30:00Z`, ` 18:30`, `, 6:30 pm`, ` at 18h30`.
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
