//! Questions: who waits for a cookie, and what is answered when it comes back.
//!
//! Owns the order of the proof: an answer is given only after a cookie that was made after the question has come back.
//! Must not know how the index is made true, nor what makes it doubtful.

use std::io;
use std::time::Duration;

use super::client::Client;
use super::cookies::Cookies;
use crate::vouch::protocol::Answer;

/// How long a cookie may take. Longer, and nobody knows what else is late.
const LONGEST: Duration = Duration::from_secs(1);

/// Somebody who waits for a cookie.
pub(super) struct Waiting {
    client: Client,
    cookie: u64,
    since: Duration,
}

/// All who wait.
pub(super) struct Questions {
    cookies: Cookies,
    waiting: Vec<Waiting>,
    vouched: usize,
}

impl Questions {
    pub(super) fn new(cookies: Cookies) -> Questions {
        Questions { cookies, waiting: Vec::new(), vouched: 0 }
    }

    /// How many were answered with the proof.
    pub(super) fn vouched(&self) -> usize {
        self.vouched
    }

    /// When whoever waits longest is sent away.
    pub(super) fn deadline(&self) -> Option<Duration> {
        self.waiting.first().map(|waiting| waiting.since + LONGEST)
    }

    /// Promises everyone who asks an answer after the next cookie, or sends them away because of a doubt.
    ///
    /// # Errors
    /// When no cookie can be made: somebody took the folder away, and with it the watch on it.
    pub(super) fn accept(&mut self, clients: Vec<Client>, reason: Option<String>, now: Duration) -> io::Result<()> {
        if let Some(reason) = reason {
            dismiss(clients, &reason);
            return Ok(());
        }
        match self.cookies.make() {
            Ok(cookie) => {
                self.waiting.extend(clients.into_iter().map(|client| Waiting { client, cookie, since: now }));
                Ok(())
            }
            Err(error) => {
                self.cookies.restore();
                dismiss(clients, &format!("no probe file can be created: {error}"));
                Err(error)
            }
        }
    }

    /// Those whose cookie came back with this one or before it.
    pub(super) fn take_ready(&mut self, cookie: u64) -> Vec<Waiting> {
        let (ready, waiting) =
            std::mem::take(&mut self.waiting).into_iter().partition(|w: &Waiting| w.cookie <= cookie);
        self.waiting = waiting;
        ready
    }

    /// Answers those whose cookie came back, now that everything before it is in the index: with its stamp, or with why
    /// nothing is proved.
    pub(super) fn answer(&mut self, ready: Vec<Waiting>, proof: Result<String, String>) {
        let answer = match proof {
            Ok(stamp) => {
                self.vouched += ready.len();
                Answer::Fresh { stamp }
            }
            Err(why) => Answer::Unproven { why },
        };
        self.end(ready, &answer);
    }

    /// Makes a new cookie for those whose old one is lost.
    pub(super) fn renew_cookies(&mut self, now: Duration) {
        if self.waiting.is_empty() {
            return;
        }
        let cookie = self.cookies.make();
        for waiting in &mut self.waiting {
            self.cookies.eat(waiting.cookie);
            // Without a new one it waits for the old one in vain, and is sent away.
            (waiting.cookie, waiting.since) = (*cookie.as_ref().unwrap_or(&u64::MAX), now);
        }
    }

    /// Sends everyone away if a cookie is late. Whether it was.
    pub(super) fn give_up_on_late_cookies(&mut self, now: Duration) -> bool {
        let late = self.deadline().is_some_and(|deadline| now >= deadline);
        if late {
            let all = std::mem::take(&mut self.waiting);
            self.end(all, &Answer::Unproven { why: "events are late".to_owned() });
        }
        late
    }

    /// Sends everyone away.
    pub(super) fn close(&mut self, why: &str) {
        dismiss(std::mem::take(&mut self.waiting).into_iter().map(|waiting| waiting.client), why);
    }

    fn end(&self, all: Vec<Waiting>, answer: &Answer) {
        for Waiting { client, cookie, .. } in all {
            client.answer(answer);
            self.cookies.eat(cookie);
        }
    }
}

fn dismiss(clients: impl IntoIterator<Item = Client>, why: &str) {
    let answer = Answer::Unproven { why: why.to_owned() };
    clients.into_iter().for_each(|client| client.answer(&answer));
}
