//! What takes people out of everything that is due.
//!
//! Owns the changes that archive somebody, whatever the note says of them so far. Must not know how they are written.

use crate::edit::{Change, Field, Said};
use crate::model::{Note, State};
use crate::note::Key;

/// The changes that archive somebody: none for whoever is archived already, in any words, and for the deceased, of whom more
/// is known than that.
pub fn changes(note: &Note) -> Vec<Change> {
    if matches!(note.person.state(), State::Archived | State::Deceased) {
        return Vec::new();
    }
    let archived = Change::Set(Field::Known(Key::Status), Said::Text("archived".to_owned()));
    // Another key must not say the contrary.
    let active = Key::Active.canonical();
    let says_active = note.keys.iter().any(|(key, _)| key == active) && !note.person.state().is_silent();
    says_active.then_some(Change::Clear(Field::Known(Key::Active))).into_iter().chain([archived]).collect()
}
