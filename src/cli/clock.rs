//! The clock, read once.
//!
//! Owns the reading of the local day and of the time. Everything else is given them.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::model::Day;

/// The time at which the command was started.
pub(super) struct Clock {
    /// The day in the local time zone.
    pub(super) day: Day,
    /// Nanoseconds since 1970.
    pub(super) now_ns: i64,
}

impl Clock {
    pub(super) fn read() -> Clock {
        let date = jiff::Zoned::now().date();
        let day = Day::new(date.year(), date.month(), date.day()).unwrap_or(Day::MIN);
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Clock { day, now_ns: i64::try_from(since.as_nanos()).unwrap_or(i64::MAX) }
    }
}
