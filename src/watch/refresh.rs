//! One look: from what happened to an index that holds it, and the account of what changed.
//!
//! Owns the steps of a look. A look that fails changes nothing but the doubt: what happened stays to be acted on.

use std::collections::BTreeSet;
use std::io;

use super::keeper::Keeper;
use super::known::Faults;
use super::plan::{Pending, outermost};
use super::{News, NoteChange, WatchError};
use crate::index::{Kind, Refresh, Report};
use crate::model::NoteId;
use crate::vault::{Ground, Options, Scan, WalkError, path_of};
use crate::workspace::{Workspace, WorkspaceError};

/// How often folders that are new are listed again before it is given up: somebody makes them faster than they can be
/// watched, and the next look goes on.
const MOST_ROUNDS: usize = 20;

/// What came of a look.
pub(super) enum Looked {
    /// There was nothing to look at.
    Nothing,
    Done(Box<Workspace>),
    Failed,
}

/// Why a look failed.
enum Trouble {
    Lost,
    Settings(crate::vault::ConfigError),
    Workspace(WorkspaceError),
}

impl From<WalkError> for Trouble {
    fn from(error: WalkError) -> Trouble {
        Trouble::Workspace(crate::index::IndexError::from(error).into())
    }
}

impl From<WorkspaceError> for Trouble {
    fn from(error: WorkspaceError) -> Trouble {
        Trouble::Workspace(error)
    }
}

/// Where one look goes.
struct Where {
    everywhere: bool,
    touched: Vec<String>,
    doubtful: Vec<String>,
    parts: Vec<String>,
}

impl Keeper<'_, '_> {
    pub(super) fn look_as_planned(&mut self, at_doubtful: bool) -> Looked {
        let pending = std::mem::take(&mut self.pending);
        match self.try_to_look(&pending, at_doubtful) {
            Ok(None) => Looked::Nothing,
            Ok(Some(workspace)) => Looked::Done(Box::new(workspace)),
            Err(trouble) => {
                self.pending.anything = true;
                self.complain(trouble);
                Looked::Failed
            }
        }
    }

    fn try_to_look(&mut self, pending: &Pending, at_doubtful: bool) -> Result<Option<Workspace>, Trouble> {
        let is_other_ground = self.stand_on_ground()?;
        if pending.anything || is_other_ground || self.is_rescan_due() {
            // What folders came and went nobody knows, so nobody knows which are watched.
            self.listen_anew();
        }
        let has_other_settings = self.read_settings()?;
        let mut place = self.place(pending, at_doubtful);
        place.everywhere |= is_other_ground || has_other_settings;
        if !place.everywhere && place.parts.is_empty() {
            return Ok(None);
        }
        let mut scan = self.scan(&place)?;
        if !place.everywhere && self.doubtful.is_news(&scan) {
            place.everywhere = true;
            scan = self.scan(&place)?;
        }
        self.learn_from(&place, &scan);
        self.bring_up_to_date(place, scan).map(Some)
    }

    fn learn_from(&mut self, place: &Where, scan: &Scan) {
        let paths = (!place.everywhere).then(|| place.touched.iter().chain(&place.doubtful));
        self.doubtful.learn(scan, paths, self.observer.polled());
        self.linked_rules = scan.linked_rules || (self.linked_rules && !place.everywhere);
    }

    /// Whether the settings are others than at the last look. They may be a link, so that no event tells of them.
    fn read_settings(&mut self) -> Result<bool, Trouble> {
        self.request.host.read_settings().map_err(Trouble::Settings)
    }

    /// Whether another folder, or mount, is under the vault's path than before.
    fn stand_on_ground(&mut self) -> Result<bool, Trouble> {
        let before = self.ground.take();
        let root = &self.request.host.vault().root;
        let ground = Ground::under(root).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Trouble::Lost,
            _ => WalkError::Root { path: root.clone(), source: error }.into(),
        })?;
        let is_other = before.as_ref() != Some(&ground);
        self.ground = Some(ground);
        Ok(is_other)
    }

    fn place(&mut self, pending: &Pending, at_doubtful: bool) -> Where {
        let mut everywhere = pending.is_everywhere() || self.is_rescan_due();
        // Somebody else wrote the index, perhaps from a look that is older than what was heard.
        everywhere |= self.stamp.is_some() && self.stamp != crate::index::stamp(self.request.cache);
        for path in pending.entries() {
            // A folder that went took its notes along, and one that stands in its place is not watched yet.
            everywhere |= self.observer.forget(path);
        }
        let polled = if at_doubtful { self.observer.polled().clone() } else { BTreeSet::new() };
        everywhere |= polled.len() * 2 > self.observer.folders();
        let touched: Vec<String> = pending.touches.keys().cloned().collect();
        let mut doubtful: Vec<String> = if at_doubtful { self.doubtful.all().cloned().collect() } else { Vec::new() };
        doubtful.extend(self.doubtful.unread().cloned());
        let parts: BTreeSet<String> = touched.iter().chain(&doubtful).chain(&polled).cloned().collect();
        Where { everywhere, parts: outermost(parts), touched, doubtful }
    }

    fn is_rescan_due(&self) -> bool {
        self.due_for_rescan(self.moment().elapsed)
    }

    /// Walks until no folder is new: what was made in one before it was watched is found by listing it again.
    fn scan(&mut self, place: &Where) -> Result<Scan, Trouble> {
        let options = Options { folders: true, ..Options::default() };
        for _ in 0..MOST_ROUNDS {
            let vault = self.request.host.vault();
            let scan = if place.everywhere { vault.walk(options)? } else { vault.walk_parts(&place.parts, options)? };
            if !self.observer.cover(&scan.folders, place.everywhere) {
                return Ok(scan);
            }
        }
        self.pending.anything = true;
        Ok(self.request.host.vault().walk(options)?)
    }

    fn bring_up_to_date(&mut self, place: Where, scan: Scan) -> Result<Workspace, Trouble> {
        let moment = self.moment();
        let look = match place.everywhere {
            true => Refresh::Everywhere(Some(scan)),
            false => Refresh::At { touched: place.touched, uncertain: place.doubtful, scan },
        };
        self.request.host.set_clock(moment.clock);
        let workspace = self.request.host.refresh(look)?;
        if place.everywhere {
            self.last_full = moment.elapsed;
        }
        self.learn(workspace.report());
        Ok(workspace)
    }

    fn learn(&mut self, report: &Report) {
        self.notes = report.notes;
        self.stamp = crate::index::stamp(self.request.cache);
        self.doubtful.learn_unread(report.unread.iter().map(|unread| unread.path.as_str()));
        let unread = report.unread.first();
        self.doubt = unread.map(|unread| format!("{} cannot be read", unread.path));
        if self.pending.anything {
            self.doubt.get_or_insert_with(|| "folders come faster than they can be watched".to_owned());
        }
    }

    /// Says what went wrong, once until it changes.
    fn complain(&mut self, trouble: Trouble) {
        let (complaint, doubt) = match &trouble {
            Trouble::Lost => ("lost".to_owned(), "the vault is gone".to_owned()),
            Trouble::Settings(error) => (error.to_string(), "ties.toml cannot be used".to_owned()),
            Trouble::Workspace(error) => (error.to_string(), "the index cannot be brought up to date".to_owned()),
        };
        self.doubt = Some(doubt);
        if self.complaints == [complaint.as_str()] {
            return;
        }
        self.complaints = vec![complaint];
        let root = self.request.host.vault().root.clone();
        match &trouble {
            Trouble::Lost => self.tell(News::Lost(&root)),
            Trouble::Settings(error) => self.tell(News::Settings(error)),
            Trouble::Workspace(error) => self.tell(News::Failed(error)),
        }
    }

    /// What is wrong before the watch begins is no news.
    pub(super) fn learn_faults(&mut self, workspace: &Workspace) -> Result<(), WatchError> {
        self.faults = Faults::new(&workspace.problems(None)?);
        Ok(())
    }

    pub(super) fn tell_what_changed(&mut self, workspace: Workspace) {
        if !self.complaints.is_empty() && self.doubt.is_none() {
            let root = self.request.host.vault().root.clone();
            self.complaints.clear();
            self.tell(News::Back(&root));
        }
        self.tell_of_unread(workspace.report());
        match &workspace.report().rebuilt {
            Some(why) => {
                self.faults = workspace.problems(None).map(|all| Faults::new(&all)).unwrap_or_default();
                self.tell(News::Rebuilt { why, notes: workspace.report().notes });
            }
            None if workspace.report().changed.is_empty() => {}
            None => {
                let changes = self.changes(&workspace);
                self.run_hook(&changes);
                self.tell(News::Changed(changes));
            }
        }
    }

    fn tell_of_unread(&mut self, report: &Report) {
        let said: Vec<String> = report.unread.iter().map(|unread| format!("{} {}", unread.path, unread.why)).collect();
        for (unread, text) in report.unread.iter().zip(&said) {
            if !self.complaints.contains(text) {
                self.tell(News::Unread(unread));
            }
        }
        if !said.is_empty() {
            self.complaints = said;
        }
    }

    fn changes(&mut self, workspace: &Workspace) -> Vec<NoteChange> {
        let changed = &workspace.report().changed;
        let there: Vec<NoteId> =
            changed.iter().filter(|changed| changed.kind != Kind::Removed).map(|changed| changed.id.clone()).collect();
        // Faults are a service; that they cannot be read now is no reason to be silent on the changes.
        let mut found = workspace.problems(Some(&there)).unwrap_or_default().into_iter().peekable();
        let change = |changed: &crate::index::Changed| {
            if let Kind::Moved { from } = &changed.kind {
                self.faults.rename(from, &changed.id);
            }
            let checked = found.next_if(|checked| checked.id == changed.id);
            let problems = match checked {
                Some(checked) => self.faults.learn(checked),
                None => {
                    self.faults.forget(&changed.id);
                    None
                }
            };
            NoteChange { id: changed.id.clone(), kind: changed.kind.clone(), problems }
        };
        changed.iter().map(change).collect()
    }

    fn run_hook(&self, changes: &[NoteChange]) {
        let Some(runner) = &self.runner else { return };
        let from = |change: &NoteChange| match &change.kind {
            Kind::Moved { from } => Some(from.clone()),
            _ => None,
        };
        let ids = changes.iter().flat_map(|change| std::iter::once(change.id.clone()).chain(from(change)));
        runner.add(ids.filter_map(|id| path_of(&id).ok()));
    }

    pub(super) fn tell_of_polling(&mut self) {
        let (polled, folders) = (self.observer.polled().len(), self.observer.folders());
        let Some(why) = self.observer.limit().cloned() else { return };
        if self.told_polling != Some(polled) {
            self.told_polling = Some(polled);
            self.tell(News::Polling { why: &why, polled, folders });
        }
    }
}
