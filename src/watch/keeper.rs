//! The keeper: one thread that hears, waits, looks and answers, in that order.
//!
//! Owns the life of a watch: its start, its rounds, its doubts and its end. Must not know how an index is made true
//! (`workspace`) or what events mean (`happened`).

use std::sync::Arc;
use std::time::Duration;

use super::debounce::Debounce;
use super::git_lock::lock_of;
use super::happened::Places;
use super::hook::{Hook, Runner};
use super::inbox::{Inbox, Post};
use super::jar::Jar;
use super::known::{Doubtful, Faults};
use super::observer::Observer;
use super::plan::{Pending, Times};
use super::questions::{COOKIE, Waiting};
use super::refresh::Looked;
use super::server::{self, Bulletin};
use super::{Moment, News, WatchError, WatchRequest};
use crate::index::private;
use crate::model::NoteId;
use crate::vault::{Ground, has_other_names, path_of};
use crate::vouch::protocol::{Answer, socket_in};
use crate::vouch::{Hold, Holder, Status, hold, socket};

/// How often it is seen to what no event tells of: whether the vault and the cache are where they were.
const TICK: Duration = Duration::from_secs(1);
/// How often it is looked whether git has finished.
const GIT_TICK: Duration = Duration::from_millis(20);
/// How often everything is looked at in any case.
const RESCAN: Duration = Duration::from_secs(600);
/// How often polled folders are looked at, at the most.
const POLL: Duration = Duration::from_secs(2);
/// How many times as long as the looking the polling waits, so that it takes a twentieth of a core.
const POLL_SHARE: u32 = 20;
/// How long to wait before trying again, at first and at the most.
const RETRY: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(60));

/// Why the rounds end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Stopped,
    CacheGone,
}

pub(super) struct Keeper<'k, 'r> {
    pub(super) request: &'k mut WatchRequest<'r>,
    pub(super) observer: Observer,
    pub(super) doubtful: Doubtful,
    pub(super) faults: Faults,
    pub(super) pending: Pending,
    /// `None` while the vault is gone.
    pub(super) ground: Option<Ground>,
    /// When everything was last looked at.
    pub(super) last_full: Duration,
    /// The notes in the index.
    pub(super) notes: usize,
    /// Why queries must look for themselves.
    pub(super) doubt: Option<String>,
    /// What was last complained about, so that it is said once.
    pub(super) complaints: Vec<String>,
    inbox: Arc<Inbox>,
    /// Waits for its last run before the lock is given back: fields are dropped in their order.
    pub(super) runner: Option<Runner>,
    hold: Hold,
    pub(super) jar: Jar,
    debounce: Debounce,
    pub(super) waiting: Vec<Waiting>,
    next_poll: Duration,
    next_tick: Duration,
    retry: Option<(Duration, Duration)>,
    bulletin: Bulletin,
    pub(super) vouched: usize,
    /// What the index was after the last look.
    pub(super) stamp: Option<String>,
    /// Whether ignore files can change without an event.
    pub(super) linked_rules: bool,
    /// How many polled folders were last told of.
    pub(super) told_polling: Option<usize>,
    since_ns: i64,
}

pub(super) fn run(mut request: WatchRequest<'_>, inbox: &Arc<Inbox>) -> Result<(), WatchError> {
    while Keeper::start(&mut request, inbox)?.keep() == End::CacheGone {
        (request.tell)(News::CacheGone);
    }
    Ok(())
}

impl<'k, 'r> Keeper<'k, 'r> {
    fn start(request: &'k mut WatchRequest<'r>, inbox: &Arc<Inbox>) -> Result<Keeper<'k, 'r>, WatchError> {
        let moment = (request.clock)();
        private::make_private(request.cache)?;
        let hold = hold(request.cache, Holder { pid: request.pid, since_ns: moment.clock.now_ns })?;
        let jar = Jar::in_cache(request.cache)?;
        let places = Places { root: request.host.vault().root.clone(), cookies: jar.folder().to_owned() };
        let hook = request.on_change.clone().map(|command| Hook { command, root: request.host.vault().root.clone() });
        let runner =
            hook.map(Runner::start).transpose().map_err(WatchError::file("start a thread in", request.cache))?;
        let mut keeper = Keeper {
            observer: Observer::new(places, Arc::clone(inbox), request.poll),
            doubtful: Doubtful::default(),
            faults: Faults::default(),
            pending: Pending { anything: true, ..Pending::default() },
            ground: None,
            last_full: moment.elapsed,
            notes: 0,
            doubt: Some("the watch is starting".to_owned()),
            complaints: Vec::new(),
            inbox: Arc::clone(inbox),
            hold,
            jar,
            debounce: Debounce::default(),
            waiting: Vec::new(),
            next_poll: moment.elapsed,
            next_tick: moment.elapsed,
            retry: None,
            runner,
            bulletin: Bulletin::default(),
            vouched: 0,
            stamp: None,
            linked_rules: false,
            told_polling: None,
            since_ns: moment.clock.now_ns,
            request,
        };
        keeper.open()?;
        Ok(keeper)
    }

    /// The first look, and then the socket: nobody can ask before there is an answer.
    fn open(&mut self) -> Result<(), WatchError> {
        let looked = self.look(true);
        if let Looked::Done(workspace) = &looked {
            self.learn_faults(workspace)?;
        }
        let status = self.status();
        self.tell(News::Started(&status));
        self.settle(looked);
        match self.listen() {
            // Taken away meanwhile, the cache folder is made again at the next tick.
            Err(_) if !self.hold.is_in_place() => Ok(()),
            listening => listening,
        }
    }

    #[cfg(unix)]
    fn listen(&mut self) -> Result<(), WatchError> {
        let path = socket_in(self.request.cache);
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
        for waiting in std::mem::take(&mut self.waiting) {
            waiting.asker.answer(&Answer::Look { why: "the watch ends".to_owned() });
        }
        if end == End::Stopped && self.hold.is_in_place() {
            // Whoever finds it there would wait for an answer in vain.
            let _ = private::remove(&socket_in(self.request.cache));
        }
        end
    }

    fn rounds(&mut self) -> End {
        loop {
            let mut post = self.inbox.wait(self.nap());
            if post.stop {
                return End::Stopped;
            }
            if self.now() >= self.next_tick && !self.hold.is_in_place() {
                return End::CacheGone;
            }
            self.hear(&mut post);
            if post.overflow {
                self.tell(News::Overflow);
            }
            self.greet(std::mem::take(&mut post.askers));
            self.serve(post.cookie);
            self.give_up_on_late_cookies();
            if self.is_due() {
                self.act();
            }
            self.tell_of_hook();
        }
    }

    pub(super) fn moment(&self) -> Moment {
        (self.request.clock)()
    }

    pub(super) fn due_for_rescan(&self, now: Duration) -> bool {
        now.saturating_sub(self.last_full) >= RESCAN
    }

    pub(super) fn now(&self) -> Duration {
        self.moment().elapsed
    }

    /// How long there is nothing to do unless something happens.
    fn nap(&self) -> Duration {
        let busy = self.git_is_busy();
        let git_tick = (busy && !self.pending.is_empty()).then_some(GIT_TICK);
        let now = self.now();
        let times = [Some(self.due(busy)), self.waiting.first().map(|waiting| waiting.since + COOKIE)];
        let naps = times.into_iter().flatten().map(|time| time.saturating_sub(now));
        naps.chain(git_tick).chain([TICK]).min().unwrap_or(TICK)
    }

    fn git_is_busy(&self) -> bool {
        !self.pending.is_empty() && lock_of(&self.request.host.vault().root).is_some_and(|lock| lock.exists())
    }

    /// When to act, if nobody asks before.
    fn due(&self, git_is_busy: bool) -> Duration {
        let times = Times {
            is_pending: !self.pending.is_empty(),
            quiet: self.debounce.due(git_is_busy),
            retry: self.retry.map(|(at, _)| at),
            poll: (!self.observer.polled().is_empty()).then_some(self.next_poll),
            rescan: self.last_full + RESCAN,
        };
        times.due()
    }

    fn is_due(&mut self) -> bool {
        let now = self.now();
        self.due(self.git_is_busy()) <= now || self.has_lost_its_ground(now)
    }

    /// Asked once a tick. Of a vault that is gone, and is known to be, there is no news until it is back.
    fn has_lost_its_ground(&mut self, now: Duration) -> bool {
        if now < self.next_tick {
            return false;
        }
        self.next_tick = now + TICK;
        Ground::under(&self.request.host.vault().root).ok() != self.ground
    }

    fn hear(&mut self, post: &mut Post) {
        let now = self.now();
        for (path, touch) in &post.touches {
            self.debounce.hit(path, touch.stroke, now);
        }
        if post.anything {
            self.debounce.hit_all(now);
        }
        if post.strangers.iter().any(|path| self.is_another_name(path)) {
            self.pending.everywhere = true;
            self.debounce.hit_all(now);
        }
        self.pending.add(post);
    }

    /// Whether a file that is no note has other names, of which one may be a note's.
    fn is_another_name(&self, path: &str) -> bool {
        let path = path_of(&NoteId::new(path)).map(|path| self.request.host.vault().root.join(path));
        path.is_ok_and(|path| has_other_names(&path))
    }

    /// Watches everything from the beginning. Cookies that were on their way are lost with the old queue.
    pub(super) fn listen_anew(&mut self) {
        self.observer.restart();
        if self.waiting.is_empty() {
            return;
        }
        let (now, cookie) = (self.now(), self.jar.make());
        for waiting in &mut self.waiting {
            self.jar.eat(waiting.cookie);
            // Without a new one it waits for the old one in vain, and is sent away.
            (waiting.cookie, waiting.since) = (*cookie.as_ref().unwrap_or(&u64::MAX), now);
        }
    }

    fn act(&mut self) {
        let looked = self.look(false);
        self.settle(looked);
    }

    /// Looks where something happened, and with `asked` also where nobody knows.
    pub(super) fn look(&mut self, asked: bool) -> Looked {
        self.debounce.reset();
        let before = self.now();
        let looked = self.look_as_planned(asked || self.next_poll <= before);
        let after = self.now();
        self.next_poll = after + POLL.max(after.saturating_sub(before) * POLL_SHARE);
        looked
    }

    /// Draws the conclusions from a look, and tells of it.
    pub(super) fn settle(&mut self, looked: Looked) {
        match looked {
            Looked::Nothing => {}
            Looked::Done(done) => {
                self.retry = None;
                self.tell_what_changed(*done);
                self.tell_of_polling();
            }
            Looked::Failed => self.retry_later(),
        }
        server::post(&self.bulletin, self.status());
    }

    pub(super) fn retry_later(&mut self) {
        self.pending.anything = true;
        let wait = self.retry.map_or(RETRY.0, |(_, wait)| (wait * 2).min(RETRY.1));
        self.retry = Some((self.now() + wait, wait));
    }

    fn tell_of_hook(&mut self) {
        let failures = self.runner.as_ref().map(Runner::failures).unwrap_or_default();
        failures.iter().for_each(|failure| self.tell(News::Hook(failure)));
    }

    pub(super) fn tell(&mut self, news: News<'_>) {
        (self.request.tell)(news);
    }

    fn status(&self) -> Status {
        Status {
            pid: self.request.pid,
            since_ns: self.since_ns,
            vault: self.request.host.vault().root.to_string_lossy().into_owned(),
            notes: self.notes,
            folders: self.observer.folders(),
            polled: self.observer.polled().len(),
            vouched: self.vouched,
            doubt: self.doubts(),
        }
    }
}
