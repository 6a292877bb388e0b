//! Questions: who waits for a cookie, and what is answered when it comes back.
//!
//! Owns the proof: an answer is "fresh" only after a cookie that was made after the question has come back, and everything
//! heard before it is in the index. Must not know how the index is made true.

use std::time::Duration;

use super::News;
use super::keeper::Keeper;
use super::known::MOST_DOUBTFUL;
use super::server::Asker;
use crate::vouch::protocol::Answer;

/// How long a cookie may take. Longer, and nobody knows what else is late.
pub(super) const COOKIE: Duration = Duration::from_secs(1);

/// Somebody who waits for a cookie.
pub(super) struct Waiting {
    pub(super) asker: Asker,
    pub(super) cookie: u64,
    pub(super) since: Duration,
}

impl Keeper<'_, '_> {
    /// Promises everyone who asks an answer after the next cookie, or sends them away.
    pub(super) fn greet(&mut self, askers: Vec<Asker>) {
        if askers.is_empty() {
            return;
        }
        let (now, cookie) = (self.now(), self.cookie());
        for asker in askers {
            match &cookie {
                Ok(cookie) => self.waiting.push(Waiting { asker, cookie: *cookie, since: now }),
                Err(why) => asker.answer(&Answer::Look { why: why.clone() }),
            }
        }
    }

    fn cookie(&mut self) -> Result<u64, String> {
        match self.doubts() {
            Some(doubt) => Err(doubt),
            None => self.jar.make().map_err(|error| {
                // Somebody took the folder away, and with it the watch on it.
                self.jar.restore();
                self.pending.anything = true;
                format!("no cookie can be made: {error}")
            }),
        }
    }

    /// Why nothing can be proved at present.
    pub(super) fn doubts(&self) -> Option<String> {
        let (polled, folders) = (self.observer.polled().len(), self.observer.folders());
        match &self.doubt {
            Some(doubt) => Some(doubt.clone()),
            None if !self.observer.keeps_order() => {
                Some("this system does not tell of changes in their order".to_owned())
            }
            None if polled * 2 > folders => Some("most folders are polled".to_owned()),
            None if self.linked_rules => Some("an ignore file is a symbolic link".to_owned()),
            None if self.doubtful.all().count() > MOST_DOUBTFUL => Some("many notes have several names".to_owned()),
            None => None,
        }
    }

    /// Answers those whose cookie came back, after everything before it is in the index.
    pub(super) fn serve(&mut self, cookie: u64) {
        if self.waiting.iter().all(|waiting| waiting.cookie > cookie) {
            return;
        }
        let (ready, waiting) =
            std::mem::take(&mut self.waiting).into_iter().partition(|w: &Waiting| w.cookie <= cookie);
        self.waiting = waiting;
        let looked = self.look(true);
        let answer = match (self.doubts(), self.stamp.clone()) {
            (None, Some(stamp)) => {
                self.vouched += ready.len();
                Answer::Fresh { stamp }
            }
            (why, _) => Answer::Look { why: why.unwrap_or_else(|| "the index is being written".to_owned()) },
        };
        for Waiting { asker, cookie, .. } in ready {
            asker.answer(&answer);
            self.jar.eat(cookie);
        }
        self.settle(looked);
    }

    pub(super) fn give_up_on_late_cookies(&mut self) {
        let now = self.now();
        let late = self.waiting.first().is_some_and(|waiting| now.saturating_sub(waiting.since) >= COOKIE);
        if !late {
            return;
        }
        for Waiting { asker, cookie, .. } in std::mem::take(&mut self.waiting) {
            asker.answer(&Answer::Look { why: "events are late".to_owned() });
            self.jar.eat(cookie);
        }
        self.tell(News::Deaf);
        self.pending.anything = true;
    }
}
