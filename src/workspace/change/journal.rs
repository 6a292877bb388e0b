//! The plan of a rename as it is kept while it is written, so that an interruption can be made good.
//!
//! Owns its form in the file. Must not know files.

use serde::{Deserialize, Serialize};

use crate::model::{Note, NoteId};

const VERSION: u32 = 1;

/// What is renamed, and what that changes in other notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    pub from: NoteId,
    pub to: NoteId,
    pub old_name: String,
    pub new_name: String,
    /// By note, what in it is spelt otherwise afterwards.
    pub notes: Vec<(NoteId, Vec<Respelling>)>,
}

/// A link's target or a name, as it is written before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Respelling {
    pub old: String,
    pub new: String,
    /// The target of a wikilink; else of a markdown link, unless it is plain.
    pub wiki: bool,
    /// A name without brackets.
    pub plain: bool,
}

#[derive(Serialize, Deserialize)]
struct Written {
    version: u32,
    from: String,
    to: String,
    old_name: String,
    new_name: String,
    notes: Vec<(String, Vec<Respelling>)>,
}

impl Journal {
    pub(in crate::workspace) fn new(note: &Note, to: &NoteId, new_name: &str) -> Journal {
        Journal {
            from: note.id.clone(),
            to: to.clone(),
            old_name: note.person.name.clone(),
            new_name: new_name.to_owned(),
            notes: Vec::new(),
        }
    }

    pub(in crate::workspace) fn to_bytes(&self) -> Vec<u8> {
        let notes = self.notes.iter().map(|(id, pairs)| (id.to_string(), pairs.clone())).collect();
        let (from, to) = (self.from.to_string(), self.to.to_string());
        let (old_name, new_name) = (self.old_name.clone(), self.new_name.clone());
        let written = Written { version: VERSION, from, to, old_name, new_name, notes };
        serde_json::to_vec_pretty(&written).expect("strings and numbers can be written as JSON")
    }

    pub(in crate::workspace) fn read(bytes: &[u8]) -> Option<Journal> {
        let written: Written =
            serde_json::from_slice(bytes).ok().filter(|written: &Written| written.version == VERSION)?;
        let notes = written.notes.into_iter().map(|(id, pairs)| (NoteId::new(id), pairs)).collect();
        let (from, to) = (NoteId::new(written.from), NoteId::new(written.to));
        Some(Journal { from, to, old_name: written.old_name, new_name: written.new_name, notes })
    }
}

#[cfg(test)]
mod tests {
    use crate::workspace::change::journal::*;

    #[test]
    fn a_journal_comes_back_as_it_was_written_and_anything_else_is_none() {
        let note = Note::bare(NoteId::new("a.md"), crate::model::NoteType::Person, "Ada");
        let mut journal = Journal::new(&note, &NoteId::new("b.md"), "Bob");
        let pair = Respelling { old: "Ada".to_owned(), new: "Bob".to_owned(), wiki: true, plain: false };
        journal.notes.push((NoteId::new("x.md"), vec![pair]));
        assert_eq!(Journal::read(&journal.to_bytes()), Some(journal));
        assert_eq!(Journal::read(b"{}"), None);
        assert_eq!(Journal::read(b"\xff"), None);
    }
}
