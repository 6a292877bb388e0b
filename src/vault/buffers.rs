//! Texts that are open in an editor: they take the place of the notes' files wherever a note is read.
//!
//! Owns which notes are open, and in which version. Must not know who opened them or what they mean.

use std::collections::BTreeMap;

use super::read::{ReadNote, content_hash};
use super::state::FileState;
use super::walk::reason::names_a_note;
use crate::model::NoteId;

/// The open texts of a vault, by note.
#[derive(Clone, Debug, Default)]
pub struct Buffers(BTreeMap<NoteId, Buffer>);

#[derive(Clone, Debug)]
struct Buffer {
    text: String,
    version: i32,
}

impl Buffers {
    /// Puts a text in the place of a note's file. `false` when no note can have this path, or when the editor has sent a
    /// later version already.
    pub fn set(&mut self, id: NoteId, text: String, version: i32) -> bool {
        let is_late = self.0.get(&id).is_some_and(|open| open.version > version);
        let taken = names_a_note(id.as_str()) && !is_late;
        if taken {
            self.0.insert(id, Buffer { text, version });
        }
        taken
    }

    /// The file counts again. `false` when the note was not open.
    pub fn remove(&mut self, id: &NoteId) -> bool {
        self.0.remove(id).is_some()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The open notes, by path.
    pub fn ids(&self) -> impl Iterator<Item = &NoteId> {
        self.0.keys()
    }

    /// The version that the editor gave to an open text; `None` when the note is not open.
    pub fn version(&self, id: &NoteId) -> Option<i32> {
        self.0.get(id).map(|open| open.version)
    }

    /// The open text as reading the file would give it, at most `limit` bytes of it.
    pub(super) fn read(&self, id: &NoteId, limit: usize) -> Option<ReadNote> {
        let text = self.0.get(id)?.text.as_bytes();
        let bytes = text[..text.len().min(limit)].to_vec();
        let size = text.len() as u64;
        // No file is in this state, so nothing that is written for an open text can replace a file by mistake.
        let state = FileState { size, mtime_ns: i64::MIN, ctime_ns: i64::MIN, inode: u64::MAX };
        Some(ReadNote { hash: content_hash(&bytes, size), bytes, size, state })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_version_of_an_open_text_counts_until_it_is_closed() {
        let (mut buffers, ada) = (Buffers::default(), NoteId::new("people/ada.md"));
        assert!(buffers.set(ada.clone(), "new".to_owned(), 2));
        assert!(!buffers.set(ada.clone(), "old".to_owned(), 1), "an editor's messages may be out of order");
        assert_eq!(buffers.read(&ada, 99).map(|read| read.bytes), Some(b"new".to_vec()));
        assert_eq!(buffers.version(&ada), Some(2));
        assert!(buffers.remove(&ada) && !buffers.remove(&ada));
        assert_eq!(buffers.read(&ada, 99), None);
    }

    #[test]
    fn only_what_can_be_a_note_is_opened() {
        let mut buffers = Buffers::default();
        for path in ["ada.txt", ".git/ada.md", "templates/person.md", "README.md"] {
            assert!(!buffers.set(NoteId::new(path), String::new(), 1), "{path}");
        }
        assert!(buffers.is_empty());
    }
}
