//! Notes as a list: people, archived ones too; or notes of another type.

use super::{Answer, AskError, Question};
use crate::model::{NoteType, PersonView};
use crate::wire::{ListItem, notes_of};
use crate::workspace::Workspace;

/// Asks for notes.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// What the notes must answer to.
    pub query: Vec<String>,
    /// When `None`, people, unless the query asks for types itself.
    pub note_type: Option<NoteType>,
}

impl Question for List {
    type Answer = Answer<ListItem>;

    /// By path.
    fn answer(&self, workspace: &Workspace) -> Result<Answer<ListItem>, AskError> {
        let found = workspace.listing(&self.query, |query| workspace.list(query, self.note_type))?;
        let note_type = self.note_type.or_else(|| only_type(&found.answer)).unwrap_or(NoteType::Person);
        let among_people = note_type == NoteType::Person;
        Ok(found.listed(notes_of(note_type)).map(|view| ListItem { view, among_people }))
    }
}

/// The type of all the notes, where the query chose them and they are of one; else they are shown as notes are.
fn only_type(views: &[PersonView]) -> Option<NoteType> {
    let first = views.first()?.note.note_type;
    Some(if views.iter().all(|view| view.note.note_type == first) { first } else { NoteType::Other })
}
