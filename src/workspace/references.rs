//! Which notes speak of a person: by links, and by names where a person is meant.
//!
//! Owns the finding of references and their resolution among all notes that they may mean. Must not know what a reference
//! says about the person.

use std::collections::BTreeSet;

use super::named::{Named, named};
use super::{Workspace, WorkspaceError};
use crate::index::Select;
use crate::model::{Note, NoteId};
use crate::query::links::names;
use crate::query::{Links, Target};

/// The notes that may speak of one, and all notes that they may mean.
pub(super) struct References {
    /// By path, without the note itself.
    pub(super) from: Vec<Note>,
    candidates: Vec<Note>,
}

impl Workspace {
    pub(super) fn references(&self, to: &Note) -> Result<References, WorkspaceError> {
        let own = names(to);
        let mut from = self.notes(&Select::LinkKey(own.clone()))?;
        from.retain(|note| note.id != to.id);
        // A reference that shares a key with the note may mean another one by its other keys.
        let shared = |keys: &Vec<String>| keys.iter().any(|key| own.contains(key));
        let asked = from.iter().flat_map(|note| named(note).map(|named| named.keys(&note.id))).filter(shared);
        let keys: BTreeSet<String> = asked.flatten().chain(own.clone()).collect();
        let candidates = self.notes(&Select::PersonKey(keys.into_iter().collect()))?;
        Ok(References { from, candidates })
    }
}

impl References {
    pub(super) fn links(&self) -> Links<'_> {
        Links::new(&self.candidates)
    }
}

/// Whether any of the names means that note and no other.
pub(super) fn means<'a>(
    mut named: impl Iterator<Item = Named<'a>>,
    from: &NoteId,
    to: &NoteId,
    links: &Links<'_>,
) -> bool {
    named.any(|named| matches!(links.resolve(named.target, named.form, from), Target::One(note) if note.id == *to))
}
