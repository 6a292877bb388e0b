//! The same change for one person or several.
//!
//! Owns what all such changes have in common. Must not know single changes.

use super::error::EditError;
use crate::edit::Change;
use crate::model::{Note, NoteId};
use crate::note::Reading;
use crate::workspace::Workspace;
use crate::workspace::proposal::{NoteChange, Proposal};

/// What is changed in a note, as it is now.
type Make<'w> = Box<dyn Fn(&Reading) -> Vec<Change> + 'w>;

/// What is to be done, and for whom: a request that was understood.
pub struct Edits<'w> {
    workspace: &'w Workspace,
    command: &'static str,
    people: Vec<Note>,
    make: Make<'w>,
    /// Why nothing is changed in some note, in words.
    nothing: &'static str,
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
        Edits::of_text(workspace, command, people, move |parsed| make(&parsed.note))
    }

    /// The same where the note's text counts.
    pub(super) fn of_text(
        workspace: &'w Workspace,
        command: &'static str,
        people: Vec<Note>,
        make: impl Fn(&Reading) -> Vec<Change> + 'w,
    ) -> Edits<'w> {
        Edits { workspace, command, people, make: Box::new(make), nothing: "", remarks: Vec::new() }
    }

    /// The same with words for a note in which there is nothing to change.
    #[must_use]
    pub(super) fn or_else(self, nothing: &'static str) -> Edits<'w> {
        Edits { nothing, ..self }
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
        let notes = ids.into_iter().map(|id| self.change(id)).collect::<Result<_, EditError>>()?;
        Ok(Proposal::new(self.command, notes))
    }

    fn change(&self, id: &NoteId) -> Result<NoteChange, EditError> {
        let planned = self.workspace.plan(id, |parsed| (self.make)(parsed))?;
        let is_nothing = planned.changes.is_empty();
        let change = planned.into_change(self.workspace.settings());
        Ok(if is_nothing { NoteChange { already: self.nothing.to_owned(), ..change } } else { change })
    }
}
