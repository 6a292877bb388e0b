//! Why notes were not changed.
//!
//! Owns the kinds. Must not know what to do about them: faces do.

use super::unclear::Unclear;
use crate::edit::Refusal;
use crate::model::NoteId;
use crate::vault::{ReadError, WriteError};
use crate::workspace::WorkspaceError;
use crate::workspace::proposal::ApplyError;

/// A change that could not be planned, or not be written.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// What was typed.
    #[error(transparent)]
    Unclear(#[from] Unclear),
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Apply(ApplyError),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error("cannot edit {id}: it is larger than what is read of a note")]
    TooLarge { id: NoteId },
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    /// Neither at the old path nor at the new one is a note of the person who was being renamed.
    #[error("the note of {name}, which was being renamed, is gone")]
    PersonGone { name: String, from: NoteId, file: &'static str },
    /// Somebody is called so already.
    #[error("{name} is already in {id}")]
    Duplicate { name: String, id: NoteId, why: &'static str },
    /// A new note would not say what it should.
    #[error("the template does not produce a note for {name}: {why}")]
    Template { name: String, why: String, line: Option<usize> },
}

/// A note that cannot be read or written is the same fault wherever it is found.
impl From<ApplyError> for EditError {
    fn from(error: ApplyError) -> EditError {
        match error {
            ApplyError::Read(error) => error.into(),
            ApplyError::Write(error) => error.into(),
            error => EditError::Apply(error),
        }
    }
}
