//! Why a change was not written, or not continued.
//!
//! Owns the kinds. Must not know what to do about them.

use super::Unfinished;
use crate::model::NoteId;
use crate::vault::{ReadError, WriteError};

/// A change that was not written, or only in part.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Write(#[from] WriteError),
    /// What is in the editor would be lost, or what is in the file.
    #[error("{id} is open in an editor with text that is not saved")]
    Unsaved { id: NoteId },
    /// Two changes of one proposal would be of one note.
    #[error("{id} would be changed twice")]
    Twice { id: NoteId },
    /// Another change of several notes was interrupted.
    #[error("{0} was interrupted")]
    Unfinished(Unfinished),
    #[error("no change was interrupted")]
    NothingToContinue,
    /// There is a journal, and it is none of ours, or of a later version.
    #[error("the journal of an interrupted change cannot be read")]
    BadJournal { file: &'static str },
    /// A note is neither what it was nor what it should become.
    #[error("{id} has changed since {unfinished} was interrupted")]
    Changed { id: NoteId, unfinished: Unfinished, file: &'static str },
    /// It failed after so many steps of several.
    #[error("{error}")]
    Stopped { error: Box<ApplyError>, unfinished: Unfinished, written: usize },
    #[error("{id} is gone since {unfinished} was interrupted")]
    Gone { id: NoteId, unfinished: Unfinished, file: &'static str },
}
