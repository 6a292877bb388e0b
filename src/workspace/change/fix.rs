//! What `check --fix` mends in the vault.
//!
//! Owns the choice of notes, and what only the whole vault shows: which groups are called otherwise. Must not know how a
//! note is mended.

use super::editor::{EditError, Editor, Planned};
use super::names::Names;
use crate::edit::{Wanted, mend};
use crate::index::Select;
use crate::model::{Note, NoteId};
use crate::workspace::ask::check::misspelt;

/// What can be mended, and what is to be done by hand.
#[derive(Debug, Default)]
pub struct Mended {
    /// By path.
    pub planned: Vec<Planned>,
    /// What keeps other notes from being mended: no note waits for another.
    pub refused: Vec<EditError>,
}

impl Editor<'_> {
    /// Plans the mending of the notes of which `wanted` is true, a file that has several names once.
    ///
    /// # Errors
    /// When the notes cannot be found.
    pub fn plan_mending(&self, wanted: &dyn Fn(&NoteId) -> bool, dates: bool) -> Result<Mended, EditError> {
        let workspace = self.workspace;
        let notes = workspace.notes(&Select::All)?;
        let groups = misspelt(&notes, workspace.groups()?);
        let is_doubtful = |note: &&Note| dates || note.errors + note.warnings > 0 || groups.contains_key(&note.id);
        let mut found: Vec<(&NoteId, Result<Planned, EditError>)> = Vec::new();
        for note in notes.iter().filter(|note| wanted(&note.id)).filter(is_doubtful) {
            let groups = groups.get(&note.id).map(Vec::as_slice).unwrap_or_default();
            match self.mended(&note.id, &Wanted { dates, groups }) {
                Ok(planned) if planned.changes.is_empty() => {}
                Err(error @ EditError::Workspace(_)) => return Err(error),
                result => found.push((&note.id, result)),
            }
        }
        let names = Names::of(workspace.vault(), found.iter().map(|(id, _)| *id));
        let mut mended = Mended::default();
        for (_, result) in found.into_iter().filter(|(id, _)| names.chosen(id) == *id) {
            match result {
                Ok(planned) => mended.planned.push(planned),
                Err(error) => mended.refused.push(error),
            }
        }
        Ok(mended)
    }

    /// The mending of one note, if it may be written.
    fn mended(&self, id: &NoteId, wanted: &Wanted<'_>) -> Result<Planned, EditError> {
        let settings = self.workspace.settings();
        let planned = self.plan(id, |reading| mend(reading, settings, wanted))?;
        self.check([&planned])?;
        Ok(planned)
    }
}
