//! `ties archive`: people who are never due again.
//!
//! Owns the changes that archive somebody, whatever the note says about them so far.

use super::edits::Edits;
use super::error::EditError;
use super::user::User;
use crate::edit::{Change, Field, NewValue};
use crate::model::{Note, State, TextField};
use crate::note::Key;
use crate::workspace::Workspace;

impl Workspace {
    /// Takes people out of everything that is due.
    ///
    /// # Errors
    /// When nobody or several are meant.
    pub fn archive(&self, words: &[String], user: &dyn User) -> Result<Edits<'_>, EditError> {
        let people = self.chosen_people(words, user)?;
        let deceased = people.iter().filter(|note| note.person.state() == State::Deceased);
        let stays = |name: &str| format!("{name} is deceased, and stays so; to archive them instead, set the status");
        let remarks: Vec<String> = deceased.map(|note| stays(&note.person.name)).collect();
        Ok(Edits::new(self, "archive", people, changes).remarking(remarks))
    }
}

/// The changes that archive somebody: none for whoever is archived already, in any words, and for the deceased, about whom
/// more is known than that.
fn changes(note: &Note) -> Vec<Change> {
    if matches!(note.person.state(), State::Archived | State::Deceased) {
        return Vec::new();
    }
    let archived = Change::Set(Field::Known(Key::Text(TextField::Status)), NewValue::Text("archived".to_owned()));
    // Another key must not say the opposite.
    let active = Key::Active.canonical();
    let says_active = note.keys.iter().any(|(key, _)| key == active) && !note.person.state().is_silent();
    says_active.then_some(Change::Clear(Field::Known(Key::Active))).into_iter().chain([archived]).collect()
}
