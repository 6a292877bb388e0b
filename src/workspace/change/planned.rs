//! A change of one note: planned on its bytes as they are now.
//!
//! Owns the reading for it, and which notes are planned. Must not know how a note is changed (`edit` does) or written.

use super::error::EditError;
use super::names::Names;
use super::words;
use crate::edit::{Change, Plan, Refusal, plan};
use crate::model::{Note, NoteId, Settings};
use crate::note::{NOTE_LIMIT, Reading, read as parse};
use crate::workspace::Workspace;
use crate::workspace::proposal::{Before, NoteChange};

/// A change of a note that can be written.
#[derive(Clone, Debug)]
pub(in crate::workspace) struct Planned {
    pub(in crate::workspace) plan: Plan,
    pub(in crate::workspace) changes: Vec<Change>,
    /// The note before.
    pub(in crate::workspace) note: Note,
    before: Before,
}

impl Planned {
    /// What is done, in the words for each change.
    pub(in crate::workspace) fn into_change(self, settings: &Settings) -> NoteChange {
        match self.plan.is_empty() {
            true => {
                let already = words::already(&self.changes);
                NoteChange { already, ..self.described(String::new()) }
            }
            false => {
                let done = words::of(&self.plan, &self.changes, settings);
                self.described(done)
            }
        }
    }

    pub(in crate::workspace) fn described(self, done: String) -> NoteChange {
        NoteChange::edit(self.before, self.plan.after).described(self.note.person.name, done)
    }
}

/// The notes to plan: each once, in this order.
pub(in crate::workspace) fn each_once<'n>(ids: impl IntoIterator<Item = &'n NoteId>) -> Vec<&'n NoteId> {
    let mut seen = std::collections::HashSet::new();
    ids.into_iter().filter(|id| seen.insert(*id)).collect()
}

impl Workspace {
    /// The same of files: one that has several names among them is planned once.
    pub(in crate::workspace) fn each_file_once<'n>(
        &self,
        ids: impl IntoIterator<Item = &'n NoteId>,
    ) -> Vec<&'n NoteId> {
        let mut ids = each_once(ids);
        let names = Names::of(self.vault(), ids.iter().copied());
        ids.retain(|id| names.chosen(id) == *id);
        ids
    }

    /// A note as it is now, to plan a change on: the text in an editor where it is open there.
    ///
    /// # Errors
    /// When there is no such note, or it cannot be read.
    pub fn before(&self, id: &NoteId) -> Result<Before, EditError> {
        let read = self.vault().read(id, NOTE_LIMIT)?;
        Ok(Before { id: id.clone(), read, version: self.vault().buffers().version(id) })
    }

    /// The same of a note that is read whole.
    pub(in crate::workspace) fn whole(&self, id: &NoteId) -> Result<Before, EditError> {
        let before = self.before(id)?;
        match before.read.size > before.read.bytes.len() as u64 {
            true => Err(EditError::TooLarge { id: id.clone() }),
            false => Ok(before),
        }
    }

    /// Plans what `make` wants of a note as it is now.
    ///
    /// # Errors
    /// When the note cannot be read, or the change cannot be made safely.
    pub(in crate::workspace) fn plan(
        &self,
        id: &NoteId,
        make: impl FnOnce(&Reading) -> Vec<Change>,
    ) -> Result<Planned, EditError> {
        self.plan_as(id, id, make)
    }

    /// The same for a note that will be called otherwise afterwards.
    pub(in crate::workspace) fn plan_as(
        &self,
        id: &NoteId,
        named: &NoteId,
        make: impl FnOnce(&Reading) -> Vec<Change>,
    ) -> Result<Planned, EditError> {
        let before = self.whole(id)?;
        let (settings, default) = (self.settings(), self.vault().placement(id));
        let parsed = parse(named, &before.read.bytes, before.read.size, settings, default);
        let changes = make(&parsed);
        let of_this = |refusal: Refusal| Refusal { id: id.clone(), ..refusal };
        let plan = plan(named, &before.read.bytes, &changes, settings, default).map_err(of_this)?;
        Ok(Planned { plan, changes, note: parsed.note, before })
    }
}
