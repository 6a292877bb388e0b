//! The clock, read once; by a watch, once a round.
//!
//! Owns the reading of the local day and of the time. Everything else is given them.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::model::Day;
use crate::workspace::Clock;

/// The time at which the command was started.
pub(super) fn read() -> Clock {
    let date = jiff::Zoned::now().date();
    let day = Day::new(date.year(), date.month(), date.day()).unwrap_or(Day::MIN);
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Clock { day, now_ns: i64::try_from(since.as_nanos()).unwrap_or(i64::MAX) }
}

/// A time in nanoseconds since 1970 as people read it, in the local time zone.
pub(super) fn local_time(ns: i64) -> String {
    let time = jiff::Timestamp::from_nanosecond(ns.into()).unwrap_or_default();
    time.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}
