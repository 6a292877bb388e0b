//! What `check --fix` fixes in the vault.
//!
//! Owns the choice of notes, and what only the whole vault shows: which groups are called otherwise. Must not know how a
//! note is fixed.

use super::error::EditError;
use super::names::Names;
use super::planned::Planned;
use crate::edit::{Wanted, fixes};
use crate::index::Select;
use crate::model::{Note, NoteId};
use crate::vault::Writer;
use crate::workspace::Workspace;
use crate::workspace::ask::check::misspelt;
use crate::workspace::proposal::Proposal;

/// What can be fixed, and what is to be done by hand.
#[derive(Debug)]
pub struct Fixes {
    /// By path.
    pub proposal: Proposal,
    /// What keeps other notes from being fixed: no note waits for another.
    pub refused: Vec<EditError>,
}

impl Workspace {
    /// Plans the fixes of the notes of which `wanted` is true, a file that has several names once; with `dates`, also of
    /// dates in odd forms. Notes that cannot be fixed safely, or that `writer` may not write, are left out.
    ///
    /// # Errors
    /// When the notes cannot be found.
    pub fn propose_fixes(
        &self,
        wanted: &dyn Fn(&NoteId) -> bool,
        dates: bool,
        writer: Option<&Writer>,
    ) -> Result<Fixes, EditError> {
        let notes = self.notes(&Select::All)?;
        let groups = misspelt(&notes, self.groups()?);
        let is_doubtful = |note: &&Note| dates || note.errors + note.warnings > 0 || groups.contains_key(&note.id);
        let mut found: Vec<(&NoteId, Result<Planned, EditError>)> = Vec::new();
        for note in notes.iter().filter(|note| wanted(&note.id)).filter(is_doubtful) {
            let groups = groups.get(&note.id).map(Vec::as_slice).unwrap_or_default();
            match self.planned_fixes(&note.id, &Wanted { dates, groups }, writer) {
                Ok(planned) if planned.changes.is_empty() => {}
                Err(error @ EditError::Workspace(_)) => return Err(error),
                result => found.push((&note.id, result)),
            }
        }
        Ok(self.fixes(found))
    }

    /// Each file under one of its names.
    fn fixes(&self, found: Vec<(&NoteId, Result<Planned, EditError>)>) -> Fixes {
        let names = Names::of(self.vault(), found.iter().map(|(id, _)| *id));
        let mut fixes = Fixes { proposal: Proposal::new("check", Vec::new()), refused: Vec::new() };
        for (_, result) in found.into_iter().filter(|(id, _)| names.chosen(id) == *id) {
            match result {
                Ok(planned) => fixes.proposal.notes.push(planned.into_change(self.settings())),
                Err(error) => fixes.refused.push(error),
            }
        }
        fixes
    }

    /// The fixes of one note, if it may be written.
    fn planned_fixes(&self, id: &NoteId, wanted: &Wanted<'_>, writer: Option<&Writer>) -> Result<Planned, EditError> {
        let planned = self.plan(id, |reading| fixes(reading, self.settings(), wanted))?;
        if let Some(writer) = writer.filter(|_| !planned.plan.is_empty()) {
            writer.check_replace(id)?;
        }
        Ok(planned)
    }
}
