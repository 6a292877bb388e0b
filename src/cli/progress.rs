//! The progress of long work on a terminal.
//!
//! Owns the bar. Must not know what is being done, only how much of it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::workspace::Progress;

/// Work shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar that appears when there is more than half a second of work.
pub(super) struct Bar {
    started: Instant,
    wanted: bool,
    total: AtomicUsize,
    done: AtomicUsize,
    shown: OnceLock<ProgressBar>,
}

impl Bar {
    pub(super) fn new(wanted: bool) -> Bar {
        Bar { started: Instant::now(), wanted, total: 0.into(), done: 0.into(), shown: OnceLock::new() }
    }

    pub(super) fn finish(&self) {
        if let Some(bar) = self.shown.get() {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Bar {
    fn begin(&self, total: usize) {
        self.total.store(total, Ordering::Relaxed);
    }

    fn advance(&self, notes: usize) {
        let done = self.done.fetch_add(notes, Ordering::Relaxed) + notes;
        if self.wanted && self.started.elapsed() > PATIENCE {
            let bar = self.shown.get_or_init(|| new_bar(self.total.load(Ordering::Relaxed)));
            bar.set_position(done as u64);
        }
    }
}

fn new_bar(total: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("reading notes {bar:30} {pos}/{len}");
    let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
