//! A promise that recurs: the task that comes after it.
//!
//! Owns when it is due, and how its line is written. Must not know how the one before is ticked.

use crate::model::{Day, PartialDate, Period, Promise, Settings};
use crate::note::{TaskDate, recurrence, task_dates};

use super::log::spelling;

/// The line of the next task behind its box, and the day on which it is due; `None` where the task does not recur.
pub(super) fn next(
    line: &str,
    promise: &Promise,
    today: PartialDate,
    settings: &Settings,
) -> Option<(String, PartialDate)> {
    let PartialDate::Day(due) = promise.due else { return None };
    let period = period_of(recurrence(line)?)?;
    let dates = task_dates(line, settings);
    dates.iter().find(|date| date.date == promise.due)?;
    let times = times_until(due, period, today.first_day());
    let moved = |date: PartialDate| match date {
        PartialDate::Day(day) => PartialDate::Day(day.plus(times)),
        other => other,
    };
    Some((rewritten(line, &dates, moved), moved(promise.due)))
}

/// `every month`, `every 2 weeks when done`, `every week on Monday`.
fn period_of(rule: &str) -> Option<Period> {
    let words = rule.split(" when done").next().unwrap_or(rule);
    let words = words.split(" on ").next().unwrap_or(words);
    Period::parse(words)
}

/// As many periods, counted from the day on which it was due, as it takes to get beyond today: a month's end stays one.
fn times_until(due: Day, period: Period, today: Day) -> Period {
    let behind = u64::try_from(today.days_since(due)).unwrap_or(0);
    // A period may be some days longer than it is counted here.
    let near = (behind / (period.rough_days() + 2).max(1)).saturating_sub(1);
    let first = u32::try_from(near).unwrap_or(u32::MAX).max(1);
    let times = |n: u32| Period::new(period.count.saturating_mul(n), period.unit);
    let later = |n: &u32| due.plus(times(*n)) > today;
    times((first..first.saturating_add(MOST)).find(later).unwrap_or(first))
}

/// More periods than a calendar's worth of days is off by.
const MOST: u32 = 4_000_000;

/// The line with other dates, and without what is only true of the task before it.
fn rewritten(line: &str, dates: &[TaskDate], moved: impl Fn(PartialDate) -> PartialDate) -> String {
    let mut next = String::with_capacity(line.len());
    let mut from = 0;
    for TaskDate { date, span } in dates.iter().filter(|date| date.span.start <= date.span.end) {
        if span.start >= from {
            next.push_str(&line[from..span.start]);
            next.push_str(&spelling::like(&line[span.clone()], *date, moved(*date)));
            from = span.end;
        }
    }
    next.push_str(&line[from..]);
    without_block_id(&next).to_owned()
}

/// A block has its name for itself.
fn without_block_id(line: &str) -> &str {
    let shown = line.trim_end();
    match shown.rsplit_once(" ^") {
        Some((before, id)) if !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => before,
        _ => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(line: &str, due: &str, today: &str) -> Option<String> {
        let day = |text: &str| PartialDate::parse_iso(text).expect("a day");
        let promise = Promise { due: day(due), text: String::new(), line: 1 };
        next(line, &promise, day(today), &Settings::default()).map(|(line, _)| line)
    }

    #[test]
    fn the_next_task_is_due_whole_periods_after_the_one_before() {
        for (line, due, today, expected) in [
            ("call 🔁 every month 📅 2026-11-06", "2026-11-06", "2026-11-23", "call 🔁 every month 📅 2026-12-06"),
            ("call 🔁 every month 📅 2026-01-31", "2026-01-31", "2026-02-01", "call 🔁 every month 📅 2026-02-28"),
            ("call 🔁 every month 📅 2026-01-31", "2026-01-31", "2026-03-01", "call 🔁 every month 📅 2026-03-31"),
            ("call 🔁 every day 📅 2016-01-01", "2016-01-01", "2026-11-23", "call 🔁 every day 📅 2026-11-24"),
            ("call 🔁 every week 📅 2026-12-01", "2026-12-01", "2026-11-23", "call 🔁 every week 📅 2026-12-08"),
            (
                "call [repeat:: every 2 weeks] @2026/11/20 ^x1",
                "2026-11-20",
                "2026-11-23",
                "call [repeat:: every 2 weeks] @2026/12/04",
            ),
            (
                "x 🔁 every month 🛫 2026-11-01 📅 2026-11-06",
                "2026-11-06",
                "2026-11-23",
                "x 🔁 every month 🛫 2026-12-01 📅 2026-12-06",
            ),
            ("**2026-11-20** x 🔁 every year", "2026-11-20", "2026-11-23", "**2027-11-20** x 🔁 every year"),
        ] {
            assert_eq!(after(line, due, today).as_deref(), Some(expected), "{line}");
        }
        for line in ["call 📅 2026-11-06", "call 🔁 now and then 📅 2026-11-06", "call 🔁 every month"] {
            assert_eq!(after(line, "2026-11-06", "2026-11-23"), None, "{line}");
        }
    }
}
