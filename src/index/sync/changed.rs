//! What became of notes and files since the last sync.
//!
//! Owns these values. Must not know how it was found out.

use crate::model::NoteId;

/// What became of one note since the last sync.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Added,
    Modified,
    /// The same content under another path.
    Moved {
        from: NoteId,
    },
    Removed,
}

/// A note that is not as it was at the last sync.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub id: NoteId,
    pub kind: Kind,
}

/// A file or folder that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Relative to the vault; empty for the vault itself.
    pub path: String,
    pub is_folder: bool,
    pub why: String,
    /// The answer holds what was last seen of it.
    pub kept: bool,
}
