//! Whoever asked, for questions that come up while a request is read.
//!
//! Owns the questions. Must not know how they are put: each face has its way.

use crate::model::{Note, NoteId, Promise};

/// Answers for the one who asked; a program that cannot be asked answers nothing.
pub trait User {
    /// The note at a path as typed. Faces know the working directory.
    fn path(&self, _typed: &str) -> Option<NoteId> {
        None
    }

    /// Which of the people is meant.
    fn which_person(&self, _typed: &str, _people: &[Note]) -> Option<usize> {
        None
    }

    /// Whether the only person whose name is spelt nearly as typed is meant; `None` where nobody can be asked.
    fn is_meant(&self, _typed: &str, _person: &Note) -> Option<bool> {
        None
    }

    /// Whether a key that no note has is meant, which is spelt nearly as these; `None` where nobody can be asked.
    fn is_new_key(&self, _key: &str, _nearest: &[String]) -> Option<bool> {
        None
    }

    /// Which of the promises is kept.
    fn which_promise(&self, _promises: &[Promise]) -> Option<usize> {
        None
    }
}

/// Nobody can be asked.
impl User for () {}
