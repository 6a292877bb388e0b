//! Telling what happened, once.
//!
//! Owns who gets a report, and what was reported before: failures, faults of notes, how much is polled. Must not know how
//! the index is made true, or when.

use std::path::PathBuf;

use super::error::WatchError;
use super::faults::Faults;
use super::hook::Runner;
use super::notice::{NoteChange, Notice};
use super::outcome::{RefreshFailure, Refreshed};
use super::refresh::Coverage;
use crate::index::{Changed, Kind, Report};
use crate::model::NoteId;
use crate::vault::path_of;
use crate::workspace::Workspace;

pub(super) struct Reporter<'a> {
    root: PathBuf,
    report: &'a mut dyn FnMut(Notice<'_>),
    /// Waits for its last run when it is dropped.
    hook: Option<Runner>,
    /// What was last reported, so that it is reported once.
    reported: Vec<String>,
    faults: Faults,
    /// How many polled folders were last reported.
    polled: Option<usize>,
}

impl<'a> Reporter<'a> {
    pub(super) fn new(root: PathBuf, report: &'a mut dyn FnMut(Notice<'_>), hook: Option<Runner>) -> Reporter<'a> {
        Reporter { root, report, hook, reported: Vec::new(), faults: Faults::default(), polled: None }
    }

    pub(super) fn report(&mut self, notice: Notice<'_>) {
        (self.report)(notice);
    }

    /// What is wrong before the watch begins is no news.
    pub(super) fn learn_faults(&mut self, workspace: &Workspace) -> Result<(), WatchError> {
        self.faults = Faults::new(&workspace.problems(None)?);
        Ok(())
    }

    /// Says what went wrong, once until it changes.
    pub(super) fn report_failure(&mut self, failure: &RefreshFailure) {
        let text = match failure {
            RefreshFailure::Lost => "lost".to_owned(),
            RefreshFailure::Settings(error) => error.to_string(),
            RefreshFailure::Workspace(error) => error.to_string(),
        };
        if self.reported == [text.as_str()] {
            return;
        }
        self.reported = vec![text];
        (self.report)(match failure {
            RefreshFailure::Lost => Notice::Lost(&self.root),
            RefreshFailure::Settings(error) => Notice::Settings(error),
            RefreshFailure::Workspace(error) => Notice::Failed(error),
        });
    }

    /// Says what a refresh brought.
    pub(super) fn report_refresh(&mut self, refreshed: &Refreshed) {
        let workspace = &refreshed.workspace;
        if !self.reported.is_empty() && refreshed.complete {
            self.reported.clear();
            (self.report)(Notice::Back(&self.root));
        }
        self.report_unread(workspace.report());
        match &workspace.report().rebuilt {
            Some(why) => {
                self.faults = workspace.problems(None).map(|all| Faults::new(&all)).unwrap_or_default();
                self.report(Notice::Rebuilt { why, notes: workspace.report().notes });
            }
            None if workspace.report().changed.is_empty() => {}
            None => {
                let changes = self.changes(workspace);
                self.run_hook(&changes);
                self.report(Notice::Changed(changes));
            }
        }
    }

    pub(super) fn report_polling(&mut self, coverage: &Coverage<'_>) {
        let Coverage { folders, polled, limit: Some(why), .. } = *coverage else { return };
        if self.polled != Some(polled) {
            self.polled = Some(polled);
            self.report(Notice::Polling { why, polled, folders });
        }
    }

    pub(super) fn report_hook_failures(&mut self) {
        let failures = self.hook.as_ref().map(Runner::failures).unwrap_or_default();
        failures.iter().for_each(|failure| self.report(Notice::Hook(failure)));
    }

    fn report_unread(&mut self, report: &Report) {
        let unread_texts: Vec<String> =
            report.unread.iter().map(|unread| format!("{} {}", unread.path, unread.why)).collect();
        for (unread, text) in report.unread.iter().zip(&unread_texts) {
            if !self.reported.contains(text) {
                self.report(Notice::Unread(unread));
            }
        }
        if !unread_texts.is_empty() {
            self.reported = unread_texts;
        }
    }

    fn changes(&mut self, workspace: &Workspace) -> Vec<NoteChange> {
        let changed = &workspace.report().changed;
        let there: Vec<NoteId> =
            changed.iter().filter(|changed| changed.kind != Kind::Removed).map(|changed| changed.id.clone()).collect();
        // Faults are a service; that they cannot be read now is no reason to be silent on the changes.
        let mut found = workspace.problems(Some(&there)).unwrap_or_default().into_iter().peekable();
        let change = |changed: &Changed| {
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
        let Some(hook) = &self.hook else { return };
        let from = |change: &NoteChange| match &change.kind {
            Kind::Moved { from } => Some(from.clone()),
            _ => None,
        };
        let ids = changes.iter().flat_map(|change| std::iter::once(change.id.clone()).chain(from(change)));
        hook.add(ids.filter_map(|id| path_of(&id).ok()));
    }
}
