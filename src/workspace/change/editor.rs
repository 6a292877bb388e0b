//! Changes of notes: planned on their bytes as they are now, then written whole.
//!
//! Owns the order of it: the right to write first, then reading, planning, and writing only what was planned. Must not
//! know how a note is changed (`edit` does) or how a file is written (`vault` does).

use super::names::Names;
use crate::edit::{Change, Plan, Refusal, plan};
use crate::model::{Note, NoteId};
use crate::note::{NOTE_LIMIT, Reading, read as parse};
use crate::vault::{ReadError, ReadNote, WriteError, Writer};
use crate::workspace::{Workspace, WorkspaceError};

/// Why notes were not changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error("cannot edit {id}: it is larger than what is read of a note")]
    TooLarge { id: NoteId },
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    /// Another change of several notes was interrupted.
    #[error("a rename of {from} was interrupted")]
    Unfinished { from: String },
    /// There is no interrupted change.
    #[error("no rename was interrupted")]
    NothingToContinue,
    #[error("the plan of an interrupted rename cannot be read")]
    BadJournal,
    /// Neither at the old path nor at the new one is a note of the person who was being renamed.
    #[error("the note of {name}, which was being renamed, is gone")]
    PersonGone { name: String, from: NoteId },
    /// Somebody is called so already.
    #[error("{name} is already in {id}")]
    Duplicate { name: String, id: NoteId, why: &'static str },
    /// A new note would not say what it should.
    #[error("the template makes no note of {name}: {why}")]
    Template { name: String, why: String, line: Option<usize> },
}

/// A change of a note that can be written.
#[derive(Clone, Debug)]
pub struct Planned {
    pub plan: Plan,
    pub changes: Vec<Change>,
    /// The note before.
    pub note: Note,
    read: ReadNote,
}

/// Changes notes of a vault; without the right to write it only plans.
pub struct Editor<'w> {
    pub(in crate::workspace) workspace: &'w Workspace,
    pub(in crate::workspace) writer: Option<Writer>,
}

impl Workspace {
    /// What changes notes. For a dry run, nobody is waited for and nothing can be written.
    ///
    /// # Errors
    /// When another process goes on writing to the vault.
    pub fn editor(&self, dry_run: bool) -> Result<Editor<'_>, EditError> {
        let writer = if dry_run { None } else { Some(self.vault().writer(self.record.as_deref())?) };
        Ok(self.editor_with(writer))
    }

    /// The same with a right to write that was there before the workspace was opened: what other commands wrote until then
    /// is known to it.
    pub fn editor_with(&self, writer: Option<Writer>) -> Editor<'_> {
        Editor { workspace: self, writer }
    }
}

impl Editor<'_> {
    /// Plans what `make` wants of a note as it is now.
    ///
    /// # Errors
    /// When the note cannot be read, or the change cannot be made safely.
    pub fn plan(&self, id: &NoteId, make: impl FnOnce(&Reading) -> Vec<Change>) -> Result<Planned, EditError> {
        self.plan_as(id, id, make)
    }

    /// Plans what `make` wants of each of some notes. A file that has several names among them is changed once.
    ///
    /// # Errors
    /// As [`plan`](Editor::plan).
    pub fn plan_each<'i>(
        &self,
        ids: impl IntoIterator<Item = &'i NoteId> + Clone,
        make: impl Fn(&Reading) -> Vec<Change>,
    ) -> Result<Vec<Planned>, EditError> {
        let names = Names::of(self.workspace.vault(), ids.clone());
        let once = ids.into_iter().filter(|id| names.chosen(id) == *id);
        once.map(|id| self.plan(id, &make)).collect()
    }

    /// The same for a note that will be called otherwise afterwards.
    pub(in crate::workspace) fn plan_as(
        &self,
        id: &NoteId,
        named: &NoteId,
        make: impl FnOnce(&Reading) -> Vec<Change>,
    ) -> Result<Planned, EditError> {
        let vault = self.workspace.vault();
        let read = vault.read(id, NOTE_LIMIT)?;
        if read.size > read.bytes.len() as u64 {
            return Err(EditError::TooLarge { id: id.clone() });
        }
        let (settings, default) = (self.workspace.settings(), vault.default_type(id));
        let parsed = parse(named, &read.bytes, read.size, settings, default);
        let changes = make(&parsed);
        let of_this = |refusal: Refusal| Refusal { id: id.clone(), ..refusal };
        let mut plan = plan(named, &read.bytes, &changes, settings, default).map_err(of_this)?;
        plan.id = id.clone();
        Ok(Planned { plan, changes, note: parsed.note, read })
    }

    /// Whether what was planned may be written, as far as can be said before: of several notes, all or none.
    ///
    /// # Errors
    /// When a note may not be written.
    pub fn check<'p>(&self, planned: impl IntoIterator<Item = &'p Planned>) -> Result<(), EditError> {
        let Some(writer) = &self.writer else { return Ok(()) };
        let mut changed = planned.into_iter().filter(|planned| !planned.plan.is_empty());
        Ok(changed.try_for_each(|planned| writer.check_replace(&planned.plan.id))?)
    }

    /// Writes what was planned; nothing for a dry run, or where nothing would change.
    ///
    /// # Errors
    /// When the note was changed since, or cannot be written; its bytes are as they were then.
    pub fn apply(&self, planned: &Planned) -> Result<(), EditError> {
        match &self.writer {
            Some(writer) if !planned.plan.is_empty() => {
                Ok(writer.replace(&planned.plan.id, &planned.read, &planned.plan.after)?)
            }
            _ => Ok(()),
        }
    }
}
