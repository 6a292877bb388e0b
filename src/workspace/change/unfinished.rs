//! The rest of a change that was interrupted.
//!
//! Owns which journal it is read from, and what is done about notes that are not as they were. Must not write.

use super::error::EditError;
use super::old_journal::OldJournal;
use crate::model::NoteId;
use crate::vault::Vault;
use crate::workspace::Workspace;
use crate::workspace::proposal::{Again, ApplyError, Journal, Proposal, Unfinished};

impl Workspace {
    /// What remains to be done of an interrupted change, whatever made it.
    ///
    /// # Errors
    /// When none was interrupted, or a note is neither what it was nor what it should become.
    pub fn propose_continuation(&self) -> Result<Proposal, EditError> {
        let left = self.vault().journal()?.ok_or(ApplyError::NothingToContinue)?;
        if let Some(journal) = Journal::read(&left.bytes) {
            let plan_again = |again: &Again, id: &NoteId| self.planned_again(again, id, left.file);
            return journal.rest(self.vault(), left.file, plan_again);
        }
        match OldJournal::read(&left.bytes) {
            Some(old) => self.rest_of_rename(&old, left.file),
            None => Err(ApplyError::BadJournal { file: left.file }.into()),
        }
    }

    /// The change that was interrupted and waits to be finished. What cannot be read is taken for the usual one.
    pub fn unfinished(&self) -> Option<Unfinished> {
        let left = self.vault().journal().ok()??;
        Some(Unfinished::read(&left.bytes).unwrap_or(Unfinished { command: "rename", about: None }))
    }
}

/// What an interrupted `ties init` has not made yet; of anything else that was interrupted nothing.
pub(super) fn rest_of_init(vault: &Vault) -> Result<Option<Proposal>, EditError> {
    let Some(left) = vault.journal()? else { return Ok(None) };
    let journal = Journal::read(&left.bytes).filter(|journal| journal.unfinished.command == "init");
    journal.map(|journal| journal.rest(vault, left.file, |_, _| Ok(None))).transpose()
}
