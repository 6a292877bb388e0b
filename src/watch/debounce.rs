//! When to act on what happened: not in the middle of it, and not long after.
//!
//! Owns the waiting, as a state machine over strokes and times. Must not know the clock, files or events: times are given,
//! as durations since any one moment.

use std::collections::BTreeSet;
use std::time::Duration;

/// Nothing more happened for so long: an editor's save, with its probes, backups and renames, is over.
pub(super) const QUIET: Duration = Duration::from_millis(50);
/// The same while a file that was written to has not been closed.
pub(super) const QUIET_OPEN: Duration = Duration::from_millis(500);
/// Longer than this nobody waits for quiet.
pub(super) const LONGEST: Duration = Duration::from_secs(2);
/// The same while git holds its lock: a checkout writes thousands of notes, and they become one commit.
pub(super) const LONGEST_GIT: Duration = Duration::from_secs(10);

/// How many files that are being written are kept apart. More are a storm, which ends by itself.
const MOST_OPEN: usize = 1024;

/// What happened to a file, as far as waiting is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileChange {
    /// It was written to and is still open, perhaps empty or half.
    Wrote,
    /// It was closed after that, replaced, moved or removed: whoever did it has done with it.
    Finished,
}

/// What happened since the last time that somebody acted, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Debounce {
    first: Option<Duration>,
    last: Duration,
    open: BTreeSet<String>,
}

impl Debounce {
    /// Something happened at this time.
    pub(super) fn hit(&mut self, path: &str, change: FileChange, now: Duration) {
        self.hit_all(now);
        match change {
            FileChange::Wrote if self.open.len() < MOST_OPEN => drop(self.open.insert(path.to_owned())),
            FileChange::Wrote => {}
            FileChange::Finished => drop(self.open.remove(path)),
        }
    }

    /// So much happened that nobody knows to which files.
    pub(super) fn hit_all(&mut self, now: Duration) {
        self.first.get_or_insert(now);
        self.last = self.last.max(now);
    }

    /// When to act; `None` while there is nothing to act on.
    pub(super) fn due(&self, git_is_busy: bool) -> Option<Duration> {
        let first = self.first?;
        match git_is_busy {
            true => Some(first + LONGEST_GIT),
            false => Some((self.last + self.quiet()).min(first + LONGEST)),
        }
    }

    /// Somebody acts.
    pub(super) fn reset(&mut self) {
        *self = Debounce::default();
    }

    fn quiet(&self) -> Duration {
        if self.open.is_empty() { QUIET } else { QUIET_OPEN }
    }
}

#[cfg(test)]
mod tests {
    use super::FileChange::{Finished, Wrote};
    use super::*;

    /// When to act after these strokes (path, stroke, milliseconds), in milliseconds.
    fn due(changes: &[(&str, FileChange, u64)], git_is_busy: bool) -> Option<u128> {
        let mut debounce = Debounce::default();
        for (path, change, at) in changes {
            debounce.hit(path, *change, Duration::from_millis(*at));
        }
        debounce.due(git_is_busy).map(|due| due.as_millis())
    }

    #[test]
    fn one_acts_after_a_short_quiet_and_never_long_after_the_first_stroke() {
        let steady: Vec<(&str, FileChange, u64)> = (0..100).map(|i| ("a", Finished, 100 + i * 40)).collect();
        for (changes, git_is_busy, expected) in [
            (&[][..], false, None),
            (&[], true, None),
            (&[("a", Finished, 100)], false, Some(150)),
            (&[("a", Finished, 100), ("b", Finished, 140)], false, Some(190)),
            // A file that is being written: closed, replaced, or neither.
            (&[("a", Wrote, 100)], false, Some(600)),
            (&[("a", Wrote, 100), ("a", Wrote, 300)], false, Some(800)),
            (&[("a", Wrote, 100), ("a", Finished, 120)], false, Some(170)),
            (&[("a", Wrote, 100), ("b", Finished, 120)], false, Some(620)),
            (&[("a", Finished, 100), ("a", Wrote, 120)], false, Some(620)),
            // Somebody who never stops.
            (&steady, false, Some(2100)),
            (&[("a", Wrote, 100), ("a", Wrote, 1900)], false, Some(2100)),
            // git.
            (&[("a", Finished, 100)], true, Some(10_100)),
            (&steady, true, Some(10_100)),
        ] {
            assert_eq!(due(changes, git_is_busy), expected, "{changes:?}");
        }
    }

    #[test]
    fn after_acting_there_is_nothing_to_act_on() {
        let mut debounce = Debounce::default();
        debounce.hit("a", Wrote, Duration::from_secs(5));
        debounce.hit_all(Duration::from_secs(6));
        assert!(debounce.due(false).is_some());
        debounce.reset();
        assert_eq!(debounce, Debounce::default());
        debounce.hit("b", Finished, Duration::from_secs(9));
        assert_eq!(debounce.due(false), Some(Duration::from_secs(9) + QUIET), "what was open is forgotten");
    }

    #[test]
    fn a_storm_of_open_files_takes_no_more_memory_than_a_few() {
        let mut debounce = Debounce::default();
        (0..100_000).for_each(|i| debounce.hit(&i.to_string(), Wrote, Duration::ZERO));
        assert_eq!(debounce.open.len(), MOST_OPEN);
    }
}
