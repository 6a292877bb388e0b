//! What may follow a date and still belong to it: the end of a range, and the day of the week.
//!
//! Owns when a word or number after a day is no text yet. Must not know times, nor what is around a date.

use crate::model::{Day, PartialDate};

use super::months::{Weekday, weekday, word};
use super::plain::{DateProblem, digits, small, year_first};

/// The bytes after a date that belong to it; none after a month or a year.
pub(super) fn len(rest: &str, date: Result<PartialDate, DateProblem>) -> usize {
    let Ok(PartialDate::Day(day)) = date else { return 0 };
    let range = range_len(rest, day);
    range + weekday_len(&rest[range..], |name, after| is_of(name, day, after))
}

/// The same where nothing but a date is searched for, so that any day of the week is one.
pub(super) fn len_of_name(rest: &str) -> usize {
    weekday_len(rest, |_, _| true)
}

/// ` Wed`, `, Wednesday`, `-Wednesday`, ` (Wed)`; whether the word counts is asked with what is after it.
fn weekday_len(rest: &str, counts: impl FnOnce(Named<'_>, &str) -> bool) -> usize {
    let trimmed = rest.trim_start_matches([' ', ',', '-', '_']);
    let inner = trimmed.strip_prefix(['(', '[']).filter(|inner| !inner.starts_with('['));
    let text = inner.unwrap_or(trimmed);
    let name = word(text);
    let Some(day) = weekday(name) else { return 0 };
    let after = text[name.len()..].strip_prefix('.').unwrap_or(&text[name.len()..]);
    let closed = after.strip_prefix([')', ']']).filter(|_| inner.is_some());
    if trimmed.len() == rest.len() && inner.is_none() || inner.is_some() && closed.is_none() {
        return 0;
    }
    let after = closed.unwrap_or(after);
    let named = Named { name, day, bracketed: closed.is_some() };
    if counts(named, after) { rest.len() - after.len() } else { 0 }
}

/// A word that may name a day of the week.
struct Named<'t> {
    name: &'t str,
    day: Weekday,
    bracketed: bool,
}

/// Whether a word after a day is its weekday rather than text: `Sat` and `Sam` are words and names too.
fn is_of(named: Named<'_>, day: Day, after: &str) -> bool {
    let Weekday { number, is_french, is_short } = named.day;
    let is_name = is_french && named.name.starts_with(char::is_uppercase);
    let fits = number == day.weekday() || (!is_french && ends(after));
    named.bracketed || !is_short || (!is_name && fits)
}

/// Whether nothing but a separator follows.
fn ends(after: &str) -> bool {
    let shown = after.trim_start();
    shown.is_empty()
        || after.starts_with([':', '*', '_', ']', ')'])
        || shown.starts_with(['–', '—', '|', '@'])
        || after.starts_with(" - ")
}

/// `–25`, `/25`, `–2014-07-25`, ` to 2014-07-25`: how far a range goes that begins with this day.
fn range_len(rest: &str, first: Day) -> usize {
    let Some(last) = after_dash(rest) else { return 0 };
    let start = rest.len() - last.len();
    let width = digits(last.as_bytes(), 0);
    if width == 4 {
        let day = year_first(last.as_bytes()).filter(|(date, _)| matches!(date, Ok(PartialDate::Day(_))));
        return day.map_or(0, |(_, len)| start + len);
    }
    let spaced = rest[..start].contains(' ');
    let ends = !last[width..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, ':' | '-' | '/' | '.'));
    let later = matches!(width, 1..=2) && (first.day() + 1..=31).contains(&small(last.as_bytes(), 0, width));
    if !spaced && later && ends { start + width } else { 0 }
}

fn after_dash(rest: &str) -> Option<&str> {
    let trimmed = rest.trim_start_matches(' ');
    let dash = ["–", "—", "-", "/", "to ", "until "].iter().find_map(|dash| trimmed.strip_prefix(dash))?;
    Some(dash.trim_start_matches(' ')).filter(|last| last.starts_with(|c: char| c.is_ascii_digit()))
}
