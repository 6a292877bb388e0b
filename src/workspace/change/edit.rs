//! `ties edit`: a note as somebody left it in an editor.

use std::path::PathBuf;

use crate::model::{Note, NoteId};
use crate::vault::path_of;
use crate::workspace::Workspace;
use crate::workspace::proposal::{Before, NoteChange, Proposal};

/// What was edited by hand: shown like every other change.
pub fn edited(note: &Note, before: Before, after: Vec<u8>) -> Proposal {
    let done = if before.read.bytes == after { "" } else { "edited" };
    let change = NoteChange::edit(before, after).described(note.person.name.as_str(), done);
    Proposal::new("edit", vec![change])
}

impl Workspace {
    /// The file of a note, for an editor.
    pub fn path_of(&self, id: &NoteId) -> PathBuf {
        let root = &self.vault().root;
        path_of(id).map_or_else(|_| root.clone(), |below| root.join(below))
    }
}
