//! Why an edit was not made.
//!
//! Owns the refusals: what cannot be changed safely is left for the user's own hands, with the line. Must not know words
//! of the command line.

use crate::model::NoteId;

/// An edit that would not be safe. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot edit {id}:{line}: {why}")]
pub struct Refusal {
    pub id: NoteId,
    /// 1-based.
    pub line: u32,
    pub why: String,
    /// What to do by hand.
    pub remedy: String,
}

/// A refusal before it is known which note it is about: the offset, why, and what to do by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stop {
    pub at: usize,
    pub why: String,
    pub remedy: String,
}

impl Stop {
    pub(super) fn new(at: usize, why: impl Into<String>, remedy: impl Into<String>) -> Stop {
        Stop { at, why: why.into(), remedy: remedy.into() }
    }
}
