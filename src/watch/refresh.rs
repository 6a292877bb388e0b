//! A refresh: from what happened to an index that holds it.
//!
//! Owns the host and what is known of its folders: which are watched, which notes change without an event, whether the
//! vault is the one it was. A refresh that fails changes nothing but the reason why nothing can be proved. Must not know
//! when it is time for one, who asks, or who gets the report.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use super::observer::{Limit, Observer};
use super::outcome::{Outcome, RefreshFailure, Refreshed};
use super::pending::{Pending, outermost};
use super::request::Moment;
use super::uncertain::{MOST_UNCERTAIN, Uncertain};
use crate::index::{self, Refresh, Report};
use crate::model::NoteId;
use crate::vault::{Medium, Options, Scan, WalkError, has_other_names, path_of};
use crate::workspace::Host;

/// How often folders that are new are listed again before it is given up: somebody makes them faster than they can be
/// watched, and the next refresh goes on.
const MOST_ROUNDS: usize = 20;

/// What a refresh has to do.
pub(super) struct Task {
    pub(super) pending: Pending,
    /// Also where no event reports changes.
    pub(super) uncertain: bool,
    /// The whole vault, whatever happened.
    pub(super) whole: bool,
}

/// A refresh that knows which medium is under the vault.
pub(super) struct Prepared {
    is_other_medium: bool,
    /// The folders are watched again: what was on its way through the old queue is lost, cookies too.
    pub(super) is_new_queue: bool,
}

/// Where one refresh goes.
struct Scope {
    everywhere: bool,
    touched: Vec<String>,
    uncertain: Vec<String>,
    parts: Vec<String>,
}

/// What a walk found.
struct Walked {
    scan: Scan,
    missed_folders: bool,
}

/// How much is watched, and how well.
pub(super) struct Coverage<'a> {
    pub(super) notes: usize,
    pub(super) folders: usize,
    pub(super) polled: usize,
    /// Why folders are polled, while any are.
    pub(super) limit: Option<&'a Limit>,
}

pub(super) struct Refresher<'a> {
    host: &'a mut Host,
    cache: &'a Path,
    clock: &'a dyn Fn() -> Moment,
    observer: Observer,
    uncertain: Uncertain,
    /// `None` while the vault is gone.
    medium: Option<Medium>,
    /// Whether ignore files can change without an event.
    linked_rules: bool,
    /// What the index was after the last refresh.
    stamp: Option<String>,
    /// The notes in the index.
    notes: usize,
    /// What the last refresh left doubtful.
    unproven: Option<String>,
}

impl<'a> Refresher<'a> {
    pub(super) fn new(
        host: &'a mut Host,
        cache: &'a Path,
        clock: &'a dyn Fn() -> Moment,
        observer: Observer,
    ) -> Refresher<'a> {
        Refresher {
            host,
            cache,
            clock,
            observer,
            uncertain: Uncertain::default(),
            medium: None,
            linked_rules: false,
            stamp: None,
            notes: 0,
            unproven: Some("the watch is starting".to_owned()),
        }
    }

    pub(super) fn root(&self) -> &Path {
        &self.host.vault().root
    }

    pub(super) fn coverage(&self) -> Coverage<'_> {
        let observer = &self.observer;
        let (folders, polled) = (observer.folders(), observer.polled().len());
        Coverage { notes: self.notes, folders, polled, limit: observer.limit() }
    }

    pub(super) fn polls(&self) -> bool {
        !self.observer.polled().is_empty()
    }

    /// Whether a file that is no note has other names, of which one may be a note's.
    pub(super) fn is_another_name(&self, path: &str) -> bool {
        let path = path_of(&NoteId::new(path)).map(|path| self.root().join(path));
        path.is_ok_and(|path| has_other_names(&path))
    }

    /// Whether something else is under the vault's path than at the last refresh, or nothing any more.
    pub(super) fn has_other_medium(&self) -> bool {
        Medium::of(self.root()).ok() != self.medium
    }

    /// The stamp of an index that holds all that was heard before the last refresh; else why nothing can be proved.
    pub(super) fn proof(&self) -> Result<String, String> {
        match self.unproven() {
            None => self.stamp.clone().ok_or_else(|| "the index is being written".to_owned()),
            Some(unproven) => Err(unproven),
        }
    }

    /// Why nothing can be proved at present.
    pub(super) fn unproven(&self) -> Option<String> {
        let (polled, folders) = (self.observer.polled().len(), self.observer.folders());
        let unproven = match &self.unproven {
            Some(unproven) => unproven,
            None if !self.observer.keeps_order() => "this system does not report changes in order",
            None if polled * 2 > folders => "most folders are polled",
            None if self.linked_rules => "an ignore file is a symbolic link",
            None if self.uncertain.all().count() > MOST_UNCERTAIN => "many notes have several names",
            None => return None,
        };
        Some(unproven.to_owned())
    }

    /// The first half: watches everything from the beginning where it is not known which folders came and went, and so not
    /// which are watched.
    pub(super) fn prepare(&mut self, task: &Task) -> Result<Prepared, RefreshFailure> {
        let is_other_medium = self.update_medium()?;
        let is_new_queue = task.pending.anything || is_other_medium || task.whole;
        if is_new_queue {
            self.observer.restart();
        }
        Ok(Prepared { is_other_medium, is_new_queue })
    }

    /// The second half: brings what happened into the index.
    pub(super) fn finish(&mut self, task: &Task, prepared: Result<Prepared, RefreshFailure>) -> Outcome {
        match prepared.and_then(|prepared| self.try_to_finish(task, &prepared)) {
            Ok(None) => Outcome::Nothing,
            Ok(Some(refreshed)) => Outcome::Done(Box::new(refreshed)),
            Err(failure) => {
                self.unproven = Some(failure.unproven().to_owned());
                Outcome::Failed(failure)
            }
        }
    }

    /// Whether another folder, or mount, is under the vault's path than before.
    fn update_medium(&mut self) -> Result<bool, RefreshFailure> {
        let before = self.medium.take();
        let root = &self.host.vault().root;
        let medium = Medium::of(root).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => RefreshFailure::Lost,
            _ => WalkError::Root { path: root.clone(), source: error }.into(),
        })?;
        let is_other = before.as_ref() != Some(&medium);
        self.medium = Some(medium);
        Ok(is_other)
    }

    fn try_to_finish(&mut self, task: &Task, prepared: &Prepared) -> Result<Option<Refreshed>, RefreshFailure> {
        let has_other_settings = self.read_settings()?;
        let mut scope = self.scope(task);
        scope.everywhere |= prepared.is_other_medium || has_other_settings;
        if !scope.everywhere && scope.parts.is_empty() {
            return Ok(None);
        }
        let mut walked = self.walk(&scope)?;
        if !scope.everywhere && self.uncertain.finds_new_name(&walked.scan) {
            scope.everywhere = true;
            let again = self.walk(&scope)?;
            walked = Walked { missed_folders: walked.missed_folders || again.missed_folders, ..again };
        }
        self.learn_from(&scope, &walked.scan);
        self.bring_up_to_date(scope, walked).map(Some)
    }

    /// Whether the settings are others than at the last refresh. They may be a link, so that no event reports them.
    fn read_settings(&mut self) -> Result<bool, RefreshFailure> {
        self.host.read_settings().map_err(RefreshFailure::Settings)
    }

    fn scope(&mut self, task: &Task) -> Scope {
        let pending = &task.pending;
        let mut everywhere = pending.is_everywhere() || task.whole;
        // Somebody else wrote the index, perhaps from a walk that is older than what was heard.
        everywhere |= self.stamp.is_some() && self.stamp != index::stamp(self.cache);
        for path in pending.entries() {
            // A folder that went took its notes along, and one that is in its place is not watched yet.
            everywhere |= self.observer.forget(path);
        }
        let polled = if task.uncertain { self.observer.polled().clone() } else { BTreeSet::new() };
        everywhere |= polled.len() * 2 > self.observer.folders();
        let touched: Vec<String> = pending.touches.keys().cloned().collect();
        let mut uncertain: Vec<String> =
            if task.uncertain { self.uncertain.all().cloned().collect() } else { Vec::new() };
        uncertain.extend(self.uncertain.unread().cloned());
        let parts: BTreeSet<String> = touched.iter().chain(&uncertain).chain(&polled).cloned().collect();
        Scope { everywhere, parts: outermost(parts), touched, uncertain }
    }

    /// Walks until no folder is new: what was made in one before it was watched is found by listing it again.
    fn walk(&mut self, scope: &Scope) -> Result<Walked, RefreshFailure> {
        let options = Options { folders: true, ..Options::default() };
        for _ in 0..MOST_ROUNDS {
            let vault = self.host.vault();
            let scan = if scope.everywhere { vault.walk(options)? } else { vault.walk_parts(&scope.parts, options)? };
            if !self.observer.cover(&scan.folders, scope.everywhere) {
                return Ok(Walked { scan, missed_folders: false });
            }
        }
        Ok(Walked { scan: self.host.vault().walk(options)?, missed_folders: true })
    }

    fn learn_from(&mut self, scope: &Scope, scan: &Scan) {
        let paths = (!scope.everywhere).then(|| scope.touched.iter().chain(&scope.uncertain));
        self.uncertain.learn(scan, paths, self.observer.polled());
        self.linked_rules = scan.linked_rules || (self.linked_rules && !scope.everywhere);
    }

    fn bring_up_to_date(&mut self, scope: Scope, walked: Walked) -> Result<Refreshed, RefreshFailure> {
        let moment = (self.clock)();
        let Walked { scan, missed_folders } = walked;
        let refresh = match scope.everywhere {
            true => Refresh::Everywhere(Some(scan)),
            false => Refresh::At { touched: scope.touched, uncertain: scope.uncertain, scan },
        };
        self.host.set_clock(moment.clock);
        let workspace = self.host.refresh(refresh)?;
        // The next question need not gather what other notes record.
        workspace.prepare()?;
        self.learn(workspace.report(), missed_folders);
        let (whole, complete) = (scope.everywhere.then_some(moment.elapsed), self.unproven.is_none());
        Ok(Refreshed { workspace, whole, missed_folders, complete })
    }

    fn learn(&mut self, report: &Report, missed_folders: bool) {
        self.notes = report.notes;
        self.stamp = index::stamp(self.cache);
        self.uncertain.learn_unread(report.unread.iter().map(|unread| unread.path.as_str()));
        let unread = report.unread.first().map(|unread| format!("{} cannot be read", unread.path));
        let missed = missed_folders.then(|| "folders appear faster than they can be watched".to_owned());
        self.unproven = unread.or(missed);
    }
}
