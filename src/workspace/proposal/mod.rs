//! Every change of notes as one value: creations, edits, other names, removals, of one note or of ten thousand.
//!
//! Owns what a change of a note is, from which bytes to which, and how it is shown. Must not know why notes are changed, nor
//! words of the command line. `apply` writes it, `journal` keeps it while that is done.

mod again;
mod apply;
mod diff;
mod error;
mod journal;
mod remains;
mod unfinished;

use crate::model::NoteId;
use crate::text::{Splice, decode, splice};
use crate::vault::ReadNote;
use crate::wire::EditRow;

pub use again::{Again, Renamed, Respelling};
pub use diff::{DiffLine, Mark};
pub use error::ApplyError;
pub(super) use journal::{Journal, refuse_unfinished};
pub use unfinished::Unfinished;

/// The commands that may change several notes. Each has `--continue`, which continues any change that was interrupted.
const COMMANDS: [&str; 9] = ["rename", "log", "snooze", "follow-up", "set", "tag", "archive", "check", "init"];

/// A change of notes that can be shown, written, and continued when that is interrupted.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// The command that makes it.
    pub command: &'static str,
    /// The person that it is about, where it is about one.
    pub about: Option<String>,
    /// In the order in which people read of them; also those in which nothing is to be done.
    pub notes: Vec<NoteChange>,
    /// What who asked should know, a line each.
    pub remarks: Vec<String>,
    /// It is the rest of one that was interrupted, and whose journal lies there.
    pub(super) continues: bool,
}

/// What happens to one note. Without `from` it is new, without `to` it goes; with two ids it gets another name.
#[derive(Clone, Debug, Default)]
pub struct NoteChange {
    /// Of the person, or what else the note is about.
    pub name: String,
    /// What is done, in words; empty when there is nothing to do.
    pub done: String,
    /// Why there is nothing to do, in words.
    pub already: String,
    pub from: Option<Before>,
    pub to: Option<After>,
    /// Symbolic links that lead to the file by its name, and are turned to the new one before it gets that.
    pub turned: Vec<NoteId>,
    /// How to plan it again, should the note be another one when an interrupted change is continued.
    pub(super) again: Option<Again>,
}

/// A note as the change was planned on it.
#[derive(Clone, Debug)]
pub struct Before {
    pub id: NoteId,
    pub read: ReadNote,
    /// Of the text in an editor, where it was planned on that.
    pub version: Option<i32>,
}

/// A note as it will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct After {
    pub id: NoteId,
    pub bytes: Vec<u8>,
}

impl Proposal {
    pub fn new(command: &'static str, notes: Vec<NoteChange>) -> Proposal {
        Proposal { command, notes, ..Proposal::default() }
    }

    /// Whether nothing would be written.
    pub fn is_empty(&self) -> bool {
        !self.notes.iter().any(NoteChange::is_change)
    }

    /// The notes as rows, with what is done in words and as a unified diff.
    pub fn rows(&self) -> Vec<EditRow> {
        self.notes.iter().map(NoteChange::row).collect()
    }

    /// What `patch` and `git apply` take; each note's lines in its own encoding, or they would not be found in it.
    pub fn patch(&self) -> Vec<u8> {
        self.notes.iter().filter(|note| note.is_change()).flat_map(NoteChange::patch).collect()
    }

    /// What is to be written, in that order: nothing of a note is removed before all else is there.
    fn steps(&self) -> Vec<&NoteChange> {
        let mut steps: Vec<&NoteChange> = self.notes.iter().filter(|note| note.is_change()).collect();
        steps.sort_by_key(|note| note.rank());
        steps
    }
}

impl NoteChange {
    /// A new note.
    pub fn create(id: NoteId, bytes: Vec<u8>) -> NoteChange {
        NoteChange { to: Some(After { id, bytes }), ..NoteChange::default() }
    }

    /// Other bytes for a note.
    pub fn edit(from: Before, bytes: Vec<u8>) -> NoteChange {
        let id = from.id.clone();
        NoteChange { from: Some(from), to: Some(After { id, bytes }), ..NoteChange::default() }
    }

    /// A note that goes.
    pub fn remove(from: Before) -> NoteChange {
        NoteChange { from: Some(from), ..NoteChange::default() }
    }

    /// The same where the note gets another path.
    #[must_use]
    pub fn moved(mut self, to: NoteId) -> NoteChange {
        if let Some(after) = &mut self.to {
            after.id = to;
        }
        self
    }

    /// The same with the note's name, and what is done in words.
    #[must_use]
    pub fn described(self, name: impl Into<String>, done: impl Into<String>) -> NoteChange {
        NoteChange { name: name.into(), done: done.into(), ..self }
    }

    /// Where the note is afterwards; of one that goes, where it was.
    pub fn id(&self) -> &NoteId {
        let to = self.to.as_ref().map(|to| &to.id);
        to.or(self.from.as_ref().map(|from| &from.id)).expect("a change is of a note before it, after it, or both")
    }

    pub fn is_change(&self) -> bool {
        self.moves() || self.rewrites()
    }

    /// Whether the note gets another path.
    pub fn moves(&self) -> bool {
        matches!((&self.from, &self.to), (Some(from), Some(to)) if from.id != to.id)
    }

    /// Whether its bytes differ afterwards; a note that comes or goes is another one.
    fn rewrites(&self) -> bool {
        match (&self.from, &self.to) {
            (Some(from), Some(to)) => from.read.bytes != to.bytes,
            _ => true,
        }
    }

    /// The one place where the text differs, as an editor wants it; `None` where it does not.
    pub fn splice(&self) -> Option<Splice> {
        splice::difference(&self.text_before(), &self.text_after())
    }

    fn text_before(&self) -> String {
        self.from.as_ref().map_or(String::new(), |from| decode(&from.read.bytes).text)
    }

    fn text_after(&self) -> String {
        self.to.as_ref().map_or(String::new(), |to| decode(&to.bytes).text)
    }

    fn row(&self) -> EditRow {
        let changed = self.is_change();
        let diff = changed.then(|| self.diff_text());
        EditRow { path: self.id().to_string(), name: self.name.clone(), changed, done: self.done.clone(), diff }
    }

    /// How many changes of the disk it takes.
    fn writes(&self) -> usize {
        usize::from(self.moves()) + usize::from(self.rewrites()) + self.turned.len()
    }

    fn rank(&self) -> u8 {
        match self.to {
            None => 2,
            Some(_) => u8::from(self.moves()),
        }
    }
}

#[cfg(test)]
mod tests;
