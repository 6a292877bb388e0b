//! What waits for the watch: what happened, who asks, and whether to stop.
//!
//! Owns the meeting place of the threads, and its bounds: a storm of events takes no more room here than a few thousand
//! paths. Must not know what is done about anything.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::client::Client;
use super::debounce::FileChange;
use super::file_event::FileEvent;

/// How many paths are told apart before it is simpler to walk over everything.
pub(super) const MOST_PATHS: usize = 4096;

/// How long one thing that happened waits for others: in a storm they come by the thousand.
const LINGER: Duration = Duration::from_millis(5);

/// What happened to one path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Touch {
    /// The last thing that happened.
    pub(super) change: FileChange,
    /// Whether its folder's entry changed at any time.
    pub(super) entry: bool,
}

/// What came since it was last taken out.
#[derive(Debug, Default)]
pub(super) struct Post {
    pub(super) touches: BTreeMap<String, Touch>,
    /// Files that are no notes and came.
    pub(super) strangers: BTreeSet<String>,
    /// Anything may have happened.
    pub(super) anything: bool,
    /// The system did not keep all that happened.
    pub(super) overflow: bool,
    /// The highest cookie that came back.
    pub(super) cookie: u64,
    pub(super) clients: Vec<Client>,
    pub(super) stop: bool,
}

impl Post {
    fn is_empty(&self) -> bool {
        self.touches.is_empty()
            && self.strangers.is_empty()
            && !self.anything
            && self.cookie == 0
            && self.clients.is_empty()
            && !self.stop
    }

    fn is_urgent(&self) -> bool {
        self.stop || self.cookie > 0 || !self.clients.is_empty()
    }

    fn add(&mut self, happened: FileEvent) {
        match happened {
            FileEvent::Cookie(number) => self.cookie = self.cookie.max(number),
            FileEvent::Touch { path, change, entry } if !self.anything => {
                let touch = self.touches.entry(path).or_insert(Touch { change, entry });
                *touch = Touch { change, entry: touch.entry || entry };
            }
            FileEvent::Stranger(path) => drop(self.strangers.insert(path)),
            FileEvent::Touch { .. } | FileEvent::Anything => self.anything = true,
            FileEvent::Overflow => (self.anything, self.overflow) = (true, true),
        }
        if self.anything || self.touches.len() + self.strangers.len() > MOST_PATHS {
            self.anything = true;
            self.touches.clear();
            self.strangers.clear();
        }
    }
}

/// The meeting place.
#[derive(Debug, Default)]
pub(super) struct Inbox {
    post: Mutex<Post>,
    arrived: Condvar,
}

impl Inbox {
    pub(super) fn happened(&self, all: Vec<FileEvent>) {
        if !all.is_empty() {
            let mut post = self.lock();
            all.into_iter().for_each(|happened| post.add(happened));
            self.arrived.notify_all();
        }
    }

    pub(super) fn ask(&self, client: Client) {
        self.lock().clients.push(client);
        self.arrived.notify_all();
    }

    pub(super) fn stop(&self) {
        self.lock().stop = true;
        self.arrived.notify_all();
    }

    /// What came, as soon as anything does, with what comes right after it unless somebody waits; nothing after that time.
    /// That somebody wants to stop is remembered.
    pub(super) fn wait(&self, longest: Duration) -> Post {
        let wait = self.arrived.wait_timeout_while(self.lock(), longest, |post| post.is_empty());
        let (post, _) = wait.unwrap_or_else(PoisonError::into_inner);
        let more = if post.is_empty() { Duration::ZERO } else { LINGER };
        let wait = self.arrived.wait_timeout_while(post, more, |post| !post.is_urgent());
        let (mut post, _) = wait.unwrap_or_else(PoisonError::into_inner);
        let stop = post.stop;
        std::mem::replace(&mut *post, Post { stop, ..Post::default() })
    }

    /// A poisoned lock holds a whole post all the same.
    fn lock(&self) -> MutexGuard<'_, Post> {
        self.post.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn touch(path: &str, change: FileChange, entry: bool) -> FileEvent {
        FileEvent::Touch { path: path.to_owned(), change, entry }
    }

    #[test]
    fn what_happens_to_one_path_is_one_touch() {
        let inbox = Inbox::default();
        inbox.happened(vec![touch("a", FileChange::Wrote, true), touch("a", FileChange::Finished, false)]);
        let post = inbox.wait(Duration::ZERO);
        assert_eq!(post.touches["a"], Touch { change: FileChange::Finished, entry: true });
        assert!(inbox.wait(Duration::ZERO).is_empty(), "taken");
    }

    #[test]
    fn a_storm_takes_no_more_room_than_a_few_thousand_paths() {
        let inbox = Inbox::default();
        (0..100_000)
            .for_each(|i| inbox.happened(vec![touch(&i.to_string(), FileChange::Wrote, true), FileEvent::Cookie(i)]));
        let post = inbox.wait(Duration::ZERO);
        assert_eq!((post.anything, post.touches.len(), post.cookie), (true, 0, 99_999));
    }

    #[test]
    fn who_wants_to_stop_is_heard_until_it_is_done() {
        let inbox = Inbox::default();
        inbox.stop();
        assert!(inbox.wait(Duration::from_secs(60)).stop && inbox.wait(Duration::from_secs(60)).stop);
    }
}
