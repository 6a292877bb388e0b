//! Files and daily notes that are called as a day.
//!
//! Owns what in a file's name is a day, a week, or a title beside a day. Must not know folders or extensions.

use crate::model::PartialDate;
use crate::model::settings::DateOrder;

use super::plain::{DateProblem, plain_date};
use super::suffix;

/// How far from the end of a name a day may start, in bytes.
const WINDOW: usize = 40;

/// What a name says about a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::note) enum DayName {
    /// It is this day and nothing else.
    Day(PartialDate),
    /// It is a week.
    Week,
    /// It begins or ends with this day, and has a title.
    Titled(PartialDate),
}

impl DayName {
    pub(in crate::note) fn day(self) -> Option<PartialDate> {
        match self {
            DayName::Day(day) | DayName::Titled(day) => Some(day),
            DayName::Week => None,
        }
    }
}

/// What a file's stem says about a day.
pub(in crate::note) fn of(stem: &str, order: Option<DateOrder>) -> Option<DayName> {
    let stem = stem.trim();
    if !stem.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if is_week(stem) {
        return Some(DayName::Week);
    }
    match whole(stem, order) {
        Some(date) => day_of(date).map(DayName::Day),
        None => at_start(stem, order).or_else(|| at_end(stem, order)).map(DayName::Titled),
    }
}

/// A name that is a date, alone or with its weekday.
pub(super) fn whole(name: &str, order: Option<DateOrder>) -> Option<Result<PartialDate, DateProblem>> {
    let (date, len) = plain_date(name, order)?;
    let weekday = match date {
        Ok(PartialDate::Day(_)) => suffix::len_of_name(&name[len..]),
        _ => 0,
    };
    (len + weekday == name.len()).then_some(date)
}

/// `2026-W46`, `2026_W46`, `2026W46`.
fn is_week(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    let Some((year, rest)) = bytes.split_at_checked(4) else { return false };
    let rest = rest.strip_prefix(b"-").or_else(|| rest.strip_prefix(b"_")).or_else(|| rest.strip_prefix(b" "));
    let rest = rest.unwrap_or(&bytes[4..]);
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    digits(year) && matches!(rest, [b'W' | b'w', week @ ..] if matches!(week.len(), 1..=2) && digits(week))
}

fn at_start(stem: &str, order: Option<DateOrder>) -> Option<PartialDate> {
    let (date, len) = plain_date(stem, order)?;
    day_of(date).filter(|_| is_title(&stem[len..]))
}

fn at_end(stem: &str, order: Option<DateOrder>) -> Option<PartialDate> {
    let window = stem.ceil_char_boundary(stem.len().saturating_sub(WINDOW));
    let starts = stem[window..].char_indices().map(|(at, _)| window + at).filter(|at| begins_word(stem, *at));
    starts.into_iter().find_map(|at| {
        let (date, len) = plain_date(&stem[at..], order)?;
        let rest = &stem[at + len..];
        let rest = &rest[suffix::len_of_name(rest)..];
        let ends = rest.trim_matches([')', ']', ' ']).is_empty();
        day_of(date).filter(|_| ends && is_title(&stem[..at]))
    })
}

fn begins_word(text: &str, at: usize) -> bool {
    let alone = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    alone(text[..at].chars().next_back()) && !alone(text[at..].chars().next())
}

fn is_title(rest: &str) -> bool {
    rest.contains(char::is_alphanumeric)
}

/// The date, if it is a whole day.
fn day_of(date: Result<PartialDate, DateProblem>) -> Option<PartialDate> {
    date.ok().filter(|date| matches!(date, PartialDate::Day(_)))
}

#[cfg(test)]
mod tests {
    use crate::note::dates::day_name::*;

    #[test]
    fn a_name_is_a_day_a_week_or_a_title_beside_a_day() {
        let shown = |stem: &str| match of(stem, None) {
            Some(DayName::Day(day)) => format!("day {day}"),
            Some(DayName::Week) => "week".to_owned(),
            Some(DayName::Titled(day)) => format!("titled {day}"),
            None => "-".to_owned(),
        };
        for (stem, expected) in [
            ("2026-11-10", "day 2026-11-10"),
            ("2026-11-10 Thu", "day 2026-11-10"),
            ("2026-11-10-Tuesday", "day 2026-11-10"),
            ("Tue 2026-11-10", "day 2026-11-10"),
            ("2026_11_10", "day 2026-11-10"),
            ("20261110", "day 2026-11-10"),
            ("Nov 10th, 2026", "day 2026-11-10"),
            ("2026-W46", "week"),
            ("2026W46", "week"),
            ("2026-11-10 Platform sync", "titled 2026-11-10"),
            ("2026-11-12 - 2", "titled 2026-11-12"),
            ("2026-11-10_sync", "titled 2026-11-10"),
            ("Platform sync 2026-11-10", "titled 2026-11-10"),
            ("Platform sync (2026-11-10 Tue)", "titled 2026-11-10"),
            ("sync-20261110", "titled 2026-11-10"),
            ("2026-11", "-"),
            ("2026", "-"),
            ("2026-11 plans", "-"),
            ("2026-W46 plans", "-"),
            ("07-08-2026", "-"),
            ("2026-02-30", "-"),
            ("ada-lund", "-"),
            ("R2D2", "-"),
            ("Ada 20261110 Lund", "-"),
            ("", "-"),
        ] {
            assert_eq!(shown(stem), expected, "{stem}");
        }
    }
}
