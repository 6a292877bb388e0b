//! The clock of a watch.
//!
//! Owns what has passed since it began. Must not know what happens at its moments.

use std::time::Instant;

use crate::cli::clock;
use crate::watch::Moment;

/// The clock of a command that goes on for days: read at each of its moments.
pub(super) struct Stopwatch(Instant);

impl Stopwatch {
    pub(super) fn start() -> Stopwatch {
        Stopwatch(Instant::now())
    }

    pub(super) fn moment(&self) -> Moment {
        Moment { clock: clock::read(), elapsed: self.0.elapsed() }
    }
}
