//! What `check --fix` mends in the vault.
//!
//! Owns the choice of notes, and what only the whole vault shows: which groups are called otherwise. Must not know how a
//! note is mended.

use super::editor::{EditError, Editor, Planned};
use crate::edit::{Refusal, Wanted, mend};
use crate::index::Select;
use crate::model::NoteId;
use crate::workspace::ask::check::misspelt;

/// What can be mended, and what is to be done by hand.
#[derive(Debug, Default)]
pub struct Mended {
    /// By path.
    pub planned: Vec<Planned>,
    pub refused: Vec<Refusal>,
}

impl Editor<'_> {
    /// Plans the mending of the notes of which `wanted` is true.
    ///
    /// # Errors
    /// When the notes cannot be found or read.
    pub fn plan_mending(&self, wanted: &dyn Fn(&NoteId) -> bool, dates: bool) -> Result<Mended, EditError> {
        let workspace = self.workspace;
        let notes = workspace.notes(&Select::All)?;
        let mut groups = misspelt(&notes, workspace.groups()?);
        let mut mended = Mended::default();
        for note in notes.iter().filter(|note| wanted(&note.id)) {
            let names = groups.remove(&note.id).unwrap_or_default();
            if !dates && names.is_empty() && note.errors + note.warnings == 0 {
                continue;
            }
            let wanted = Wanted { dates, groups: &names };
            let plan = self.plan(&note.id, |reading| mend(reading, workspace.settings(), &wanted));
            match plan {
                Ok(planned) if planned.changes.is_empty() => {}
                Ok(planned) => mended.planned.push(planned),
                Err(EditError::Refused(refusal)) => mended.refused.push(refusal),
                Err(error) => return Err(error),
            }
        }
        Ok(mended)
    }
}
