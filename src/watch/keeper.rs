//! The keeper: one thread that hears, waits, refreshes and answers, in that order.
//!
//! Owns the life of a watch: its start, the order of its rounds, and its end. Must not know how an index is made true
//! (`refresh`), when it is time (`schedule`), what a cookie proves (`questions`) or what was reported before (`reporter`).

use std::sync::Arc;
use std::time::Duration;

use super::client::Client;
use super::cookies::Cookies;
use super::error::WatchError;
use super::file_event::Places;
use super::git_lock::is_git_busy;
use super::hook::{Hook, Runner};
use super::inbox::{Inbox, Post};
use super::notice::Notice;
use super::observer::Observer;
use super::outcome::Outcome;
use super::pending::Pending;
use super::questions::Questions;
use super::refresh::{Refresher, Task};
use super::reporter::Reporter;
use super::request::{Moment, WatchRequest};
use super::schedule::{Schedule, Waits};
use super::server::{self, Bulletin};
use super::stop::Stop;
use crate::index::private;
use crate::vouch::protocol::socket_in;
use crate::vouch::{Hold, Holder, Status, hold, socket};

/// Why the rounds end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Stopped,
    CacheGone,
}

/// The parts of a watch.
struct Keeper<'k> {
    cache: &'k std::path::Path,
    clock: &'k dyn Fn() -> Moment,
    refresher: Refresher<'k>,
    schedule: Schedule,
    questions: Questions,
    /// What happened and is not in the index.
    pending: Pending,
    /// Its hook ends before the lock is given back: fields are dropped in their order.
    reporter: Reporter<'k>,
    inbox: Arc<Inbox>,
    hold: Hold,
    holder: Holder,
    bulletin: Bulletin,
}

/// Watches until stopped.
///
/// # Errors
/// When another process watches this vault, or the cache folder cannot be used.
pub fn run(mut request: WatchRequest<'_>, stop: &Stop) -> Result<(), WatchError> {
    while Keeper::start(&mut request, stop.inbox())?.keep() == End::CacheGone {
        (request.report)(Notice::CacheGone);
    }
    Ok(())
}

impl<'k> Keeper<'k> {
    fn start<'r: 'k>(request: &'k mut WatchRequest<'r>, inbox: &Arc<Inbox>) -> Result<Keeper<'k>, WatchError> {
        let moment = (request.clock)();
        private::make_private(request.cache)?;
        let holder = Holder { pid: request.pid, since_ns: moment.clock.now_ns };
        let hold = hold(request.cache, holder)?;
        let cookies = Cookies::in_cache(request.cache)?;
        let root = request.host.vault().root.clone();
        let places = Places { root: root.clone(), cookies: cookies.folder().to_owned() };
        let hook = request.on_change.clone().map(|command| Hook { command, root: root.clone() });
        let hook = hook.map(Runner::start).transpose().map_err(WatchError::file("start a thread in", request.cache))?;
        let observer = Observer::new(places, Arc::clone(inbox), request.poll);
        let mut keeper = Keeper {
            cache: request.cache,
            clock: request.clock,
            refresher: Refresher::new(&mut request.host, request.cache, request.clock, observer),
            schedule: Schedule::starting(moment.elapsed),
            questions: Questions::new(cookies),
            pending: Pending { anything: true, ..Pending::default() },
            reporter: Reporter::new(root, request.report, hook),
            inbox: Arc::clone(inbox),
            hold,
            holder,
            bulletin: Bulletin::default(),
        };
        keeper.open()?;
        Ok(keeper)
    }

    /// The first refresh, and then the socket: nobody can ask before there is an answer.
    fn open(&mut self) -> Result<(), WatchError> {
        let outcome = self.refresh(true);
        if let Outcome::Done(refreshed) = &outcome {
            self.reporter.learn_faults(&refreshed.workspace)?;
        }
        let status = self.status();
        self.reporter.report(Notice::Started(&status));
        self.settle(outcome);
        match self.listen() {
            // Taken away meanwhile, the cache folder is made again at the next tick.
            Err(_) if !self.hold.is_in_place() => Ok(()),
            listening => listening,
        }
    }

    #[cfg(unix)]
    fn listen(&mut self) -> Result<(), WatchError> {
        let path = socket_in(self.cache);
        let listener = socket::listen(&path).map_err(WatchError::file("listen at", &path))?;
        server::serve(listener, Arc::clone(&self.inbox), Arc::clone(&self.bulletin))
            .map_err(WatchError::file("listen at", &path))
    }

    #[cfg(not(unix))]
    fn listen(&mut self) -> Result<(), WatchError> {
        Ok(())
    }

    fn keep(mut self) -> End {
        let end = self.rounds();
        self.questions.close("the watch ends");
        if end == End::Stopped && self.hold.is_in_place() {
            // Whoever finds it there would wait for an answer in vain.
            let _ = private::remove(&socket_in(self.cache));
        }
        end
    }

    fn rounds(&mut self) -> End {
        loop {
            let mut post = self.inbox.wait(self.nap());
            if post.stop {
                return End::Stopped;
            }
            if self.schedule.is_tick(self.now()) && !self.hold.is_in_place() {
                return End::CacheGone;
            }
            self.receive(&mut post);
            self.accept(std::mem::take(&mut post.clients));
            self.serve(post.cookie);
            self.give_up_on_late_cookies();
            if self.is_due() {
                let outcome = self.refresh(false);
                self.settle(outcome);
            }
            self.reporter.report_hook_failures();
        }
    }

    fn now(&self) -> Duration {
        (self.clock)().elapsed
    }

    fn nap(&self) -> Duration {
        let waits = self.waits();
        self.schedule.nap(waits, self.questions.deadline(), self.now())
    }

    fn waits(&self) -> Waits {
        let is_pending = !self.pending.is_empty();
        let git_is_busy = is_pending && is_git_busy(self.refresher.root());
        Waits { is_pending, git_is_busy, polls: self.refresher.polls() }
    }

    /// Of a vault that is gone, and is known to be, there is no news until it is back.
    fn is_due(&mut self) -> bool {
        let now = self.now();
        self.schedule.is_due(self.waits(), now) || (self.schedule.take_tick(now) && self.refresher.has_other_medium())
    }

    fn receive(&mut self, post: &mut Post) {
        let unheard = post.strangers.iter().any(|path| self.refresher.is_another_name(path));
        self.schedule.receive(post, unheard, self.now());
        self.pending.everywhere |= unheard;
        self.pending.add(post);
        if post.overflow {
            self.reporter.report(Notice::Overflow);
        }
    }

    /// Takes the questions, to be answered when their cookie comes back.
    fn accept(&mut self, clients: Vec<Client>) {
        if clients.is_empty() {
            return;
        }
        let (now, unproven) = (self.now(), self.refresher.unproven());
        if self.questions.accept(clients, unproven, now).is_err() {
            self.pending.anything = true;
        }
    }

    /// Answers those whose cookie came back, after everything before it is in the index.
    fn serve(&mut self, cookie: u64) {
        let ready = self.questions.take_ready(cookie);
        if ready.is_empty() {
            return;
        }
        let outcome = self.refresh(true);
        self.questions.answer(ready, self.refresher.proof());
        self.settle(outcome);
    }

    fn give_up_on_late_cookies(&mut self) {
        if self.questions.give_up_on_late_cookies(self.now()) {
            self.reporter.report(Notice::Deaf);
            self.pending.anything = true;
        }
    }

    /// Brings into the index what happened, and with `asked` also what no event reports.
    fn refresh(&mut self, asked: bool) -> Outcome {
        self.schedule.begin();
        let before = self.now();
        let task = Task {
            pending: std::mem::take(&mut self.pending),
            uncertain: asked || self.schedule.is_poll_due(before),
            whole: self.schedule.is_rescan_due(before),
        };
        let prepared = self.refresher.prepare(&task);
        if prepared.as_ref().is_ok_and(|prepared| prepared.is_new_queue) {
            self.questions.renew_cookies(self.now());
        }
        let outcome = self.refresher.finish(&task, prepared);
        let whole = self.take_over(&outcome);
        self.schedule.end(before, self.now(), whole);
        outcome
    }

    /// What is still to be done after a refresh. When it went over the whole vault, if it did.
    fn take_over(&mut self, outcome: &Outcome) -> Option<Duration> {
        match outcome {
            Outcome::Nothing => None,
            Outcome::Done(refreshed) => {
                self.pending.anything |= refreshed.missed_folders;
                refreshed.whole
            }
            Outcome::Failed(failure) => {
                self.pending.anything = true;
                self.reporter.report_failure(failure);
                None
            }
        }
    }

    /// Draws the conclusions from a refresh, and reports it.
    fn settle(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Nothing => {}
            Outcome::Done(refreshed) => {
                self.schedule.succeeded();
                self.reporter.report_refresh(&refreshed);
                self.reporter.report_polling(&self.refresher.coverage());
            }
            Outcome::Failed(_) => {
                self.pending.anything = true;
                self.schedule.retry_later(self.now());
            }
        }
        server::post(&self.bulletin, self.status());
    }

    fn status(&self) -> Status {
        let coverage = self.refresher.coverage();
        Status {
            pid: self.holder.pid,
            since_ns: self.holder.since_ns,
            vault: self.refresher.root().to_string_lossy().into_owned(),
            notes: coverage.notes,
            folders: coverage.folders,
            polled: coverage.polled,
            vouched: self.questions.vouched(),
            doubt: self.refresher.unproven(),
        }
    }
}
