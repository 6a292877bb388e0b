//! When there is something to do.
//!
//! Owns all waiting of a watch: for quiet, for the next poll, tick, second try and walk over everything. Must not know the
//! clock: times are given, as durations since any one moment. Must not know what is done.

use std::time::Duration;

use super::debounce::Debounce;
use super::inbox::Post;

/// How often to check what no event reports: whether the vault and the cache are where they were.
const TICK: Duration = Duration::from_secs(1);
/// How often it is seen whether git has finished.
const GIT_TICK: Duration = Duration::from_millis(20);
/// How often everything is walked over in any case.
const RESCAN: Duration = Duration::from_secs(600);
/// How often polled folders are walked over, at the most.
const POLL: Duration = Duration::from_secs(2);
/// How many times as long as the refresh the polling waits, so that it takes a twentieth of a core.
const POLL_SHARE: u32 = 20;
/// How long to wait before trying again, at first and at the most.
const RETRY: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(60));

/// What there is to wait for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waits {
    /// Something happened that is not in the index.
    pub(super) is_pending: bool,
    pub(super) git_is_busy: bool,
    /// Some folders are polled.
    pub(super) polls: bool,
}

/// When what is to be done.
#[derive(Debug)]
pub(super) struct Schedule {
    debounce: Debounce,
    next_poll: Duration,
    next_tick: Duration,
    /// When to try again, and how long it was waited for that.
    retry: Option<(Duration, Duration)>,
    /// When everything was last walked over.
    last_whole: Duration,
}

impl Schedule {
    pub(super) fn starting(now: Duration) -> Schedule {
        Schedule { debounce: Debounce::default(), next_poll: now, next_tick: now, retry: None, last_whole: now }
    }

    /// Something happened; perhaps also to notes that no event reports.
    pub(super) fn receive(&mut self, post: &Post, unheard: bool, now: Duration) {
        for (path, touch) in &post.touches {
            self.debounce.hit(path, touch.change, now);
        }
        if post.anything || unheard {
            self.debounce.hit_all(now);
        }
    }

    /// How long there is nothing to do unless something happens, or this deadline comes.
    pub(super) fn nap(&self, waits: Waits, deadline: Option<Duration>, now: Duration) -> Duration {
        let git_tick = waits.git_is_busy.then_some(GIT_TICK);
        let naps = [Some(self.due(waits)), deadline].into_iter().flatten().map(|time| time.saturating_sub(now));
        naps.chain(git_tick).chain([TICK]).min().unwrap_or(TICK)
    }

    pub(super) fn is_due(&self, waits: Waits, now: Duration) -> bool {
        self.due(waits) <= now
    }

    pub(super) fn is_tick(&self, now: Duration) -> bool {
        now >= self.next_tick
    }

    /// Whether it is time for a tick; if so, it is over.
    pub(super) fn take_tick(&mut self, now: Duration) -> bool {
        let is_tick = self.is_tick(now);
        if is_tick {
            self.next_tick = now + TICK;
        }
        is_tick
    }

    pub(super) fn is_poll_due(&self, now: Duration) -> bool {
        self.next_poll <= now
    }

    pub(super) fn is_rescan_due(&self, now: Duration) -> bool {
        now.saturating_sub(self.last_whole) >= RESCAN
    }

    /// What happened until now is acted on.
    pub(super) fn begin(&mut self) {
        self.debounce.reset();
    }

    /// It was acted on; `whole` is when everything was walked over, if it was.
    pub(super) fn end(&mut self, before: Duration, after: Duration, whole: Option<Duration>) {
        self.next_poll = after + POLL.max(after.saturating_sub(before) * POLL_SHARE);
        self.last_whole = whole.unwrap_or(self.last_whole);
    }

    pub(super) fn succeeded(&mut self) {
        self.retry = None;
    }

    pub(super) fn retry_later(&mut self, now: Duration) {
        let wait = self.retry.map_or(RETRY.0, |(_, wait)| (wait * 2).min(RETRY.1));
        self.retry = Some((now + wait, wait));
    }

    /// When to act, if nobody asks before.
    fn due(&self, waits: Waits) -> Duration {
        let times = Times {
            is_pending: waits.is_pending,
            quiet: self.debounce.due(waits.git_is_busy),
            retry: self.retry.map(|(at, _)| at),
            poll: waits.polls.then_some(self.next_poll),
            rescan: self.last_whole + RESCAN,
        };
        times.due()
    }
}

/// When there is something to do.
#[derive(Clone, Copy, Debug)]
struct Times {
    /// Whether something is to be acted on.
    is_pending: bool,
    /// When what happened is over; `None` when nothing happened since the last refresh.
    quiet: Option<Duration>,
    /// When to try again what failed, if it did.
    retry: Option<Duration>,
    poll: Option<Duration>,
    rescan: Duration,
}

impl Times {
    /// When to act, if nobody asks before. After a failure, not before its time unless something happens; what is pending
    /// else without having happened is left from a refresh that did not get to its end.
    fn due(&self) -> Duration {
        match (self.retry, self.is_pending) {
            (Some(retry), _) => self.quiet.map_or(retry, |quiet| quiet.min(retry)),
            (None, true) => self.quiet.unwrap_or_default(),
            (None, false) => self.poll.map_or(self.rescan, |poll| poll.min(self.rescan)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_waits_for_its_time_and_what_is_left_over_does_not() {
        let seconds = |at: Option<u64>| at.map(Duration::from_secs);
        for (is_pending, quiet, retry, poll, expected) in [
            (false, None, None, None, 600),
            (false, None, None, Some(9), 9),
            (true, Some(5), None, None, 5),
            (true, Some(5), None, Some(3), 5),
            // A refresh that did not get to its end goes on at once.
            (true, None, None, None, 0),
            // One that failed is tried again at its time, and not for ever.
            (true, None, Some(30), None, 30),
            (true, None, Some(30), Some(3), 30),
            (true, Some(5), Some(30), None, 5),
            (true, Some(50), Some(30), None, 30),
        ] {
            let (quiet, retry, poll) = (seconds(quiet), seconds(retry), seconds(poll));
            let times = Times { is_pending, quiet, retry, poll, rescan: Duration::from_secs(600) };
            assert_eq!(times.due(), Duration::from_secs(expected), "{times:?}");
        }
    }

    #[test]
    fn each_failure_in_a_row_is_waited_for_twice_as_long_up_to_a_minute() {
        let mut schedule = Schedule::starting(Duration::ZERO);
        let idle = Waits { is_pending: true, git_is_busy: false, polls: false };
        let waits: Vec<u64> = (0..8)
            .map(|_| {
                schedule.retry_later(Duration::ZERO);
                schedule.due(idle).as_secs()
            })
            .collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
        schedule.succeeded();
        schedule.retry_later(Duration::ZERO);
        assert_eq!(schedule.due(idle).as_secs(), 1);
    }

    #[test]
    fn polling_waits_twenty_times_as_long_as_it_took() {
        let seconds = Duration::from_secs;
        for (took, next) in [(0, 2), (1, 21), (5, 105)] {
            let mut schedule = Schedule::starting(Duration::ZERO);
            schedule.end(Duration::ZERO, seconds(took), None);
            assert!(!schedule.is_poll_due(seconds(next) - Duration::from_nanos(1)), "{took}");
            assert!(schedule.is_poll_due(seconds(next)), "{took}");
        }
    }
}
