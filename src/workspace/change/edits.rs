//! The same change for one person or several.
//!
//! Owns what all such changes have in common. Must not know single changes.

use super::error::EditError;
use crate::edit::Change;
use crate::model::Note;
use crate::workspace::Workspace;
use crate::workspace::proposal::Proposal;

/// What is changed in a note, as it is now.
type Make<'w> = Box<dyn Fn(&Note) -> Vec<Change> + 'w>;

/// What is to be done, and for whom: a request that was understood.
pub struct Edits<'w> {
    workspace: &'w Workspace,
    command: &'static str,
    people: Vec<Note>,
    make: Make<'w>,
    /// What who asked should know, a line each.
    pub remarks: Vec<String>,
}

impl<'w> Edits<'w> {
    pub(super) fn new(
        workspace: &'w Workspace,
        command: &'static str,
        people: Vec<Note>,
        make: impl Fn(&Note) -> Vec<Change> + 'w,
    ) -> Edits<'w> {
        Edits { workspace, command, people, make: Box::new(make), remarks: Vec::new() }
    }

    /// The same with remarks.
    #[must_use]
    pub(super) fn remarking<R: Into<String>>(mut self, remarks: impl IntoIterator<Item = R>) -> Edits<'w> {
        self.remarks.extend(remarks.into_iter().map(Into::into));
        self
    }

    /// Plans it on the notes as they are now; what is refused for one is done for nobody.
    ///
    /// # Errors
    /// When a note cannot be read, or the change cannot be made safely.
    pub fn propose(&self) -> Result<Proposal, EditError> {
        let ids = self.workspace.each_file_once(self.people.iter().map(|note| &note.id));
        let plan = |id| self.workspace.plan(id, |parsed| (self.make)(&parsed.note));
        let notes = ids
            .into_iter()
            .map(|id| Ok(plan(id)?.into_change(self.workspace.settings())))
            .collect::<Result<_, EditError>>()?;
        Ok(Proposal::new(self.command, notes))
    }
}
