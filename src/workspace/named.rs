//! What a note names: by links, and by names where a person is meant.
//!
//! Owns which places of a note name another. Must not know which notes are meant.

use crate::model::{LinkForm, Note, NoteId};
use crate::query::links::keys;

/// A name or a link in a note.
pub(super) struct Named<'a> {
    pub(super) target: &'a str,
    /// `None` for a plain name.
    pub(super) form: Option<LinkForm>,
}

impl Named<'_> {
    /// The keys under which the notes that it may mean are found.
    pub(super) fn keys(&self, from: &NoteId) -> Vec<String> {
        keys(self.target, self.form, from)
    }
}

/// Everything in a note that names another.
pub(super) fn named(note: &Note) -> impl Iterator<Item = Named<'_>> {
    let mentions = mentioned(note);
    mentions.chain(note.links.iter().map(|link| Named { target: &link.target, form: Some(link.form) }))
}

/// The names where a person is meant; in a person's note, who introduced them.
pub(super) fn mentioned(note: &Note) -> impl Iterator<Item = Named<'_>> {
    note.mentions.iter().map(|mention| Named { target: &mention.target, form: mention.link })
}

/// Those with whom the note records contact, those to whom it records promises, and those whom it links beside a day to no
/// effect.
pub(super) fn encountered(note: &Note) -> impl Iterator<Item = Named<'_>> {
    note.encountered().chain(&note.unread_links).map(|mention| Named { target: &mention.target, form: mention.link })
}
