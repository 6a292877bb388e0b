//! A proposal as it is kept while it is written, so that an interruption can be made good.
//!
//! Owns its form in the file: of each note the state before it, and what makes the state after it. Must not know files, nor
//! how a note is planned again.

use serde::{Deserialize, Serialize};

use super::{Again, ApplyError, Before, COMMANDS, NoteChange, Proposal, Unfinished};
use crate::model::NoteId;
use crate::vault::{Vault, content_hash};

const VERSION: u32 = 2;

/// What is to be done, in the order in which it is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::workspace) struct Journal {
    pub(in crate::workspace) unfinished: Unfinished,
    pub(super) notes: Vec<Entry>,
}

/// What happens to one note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) done: String,
    pub(super) from: Option<Was>,
    pub(super) to: Option<Becomes>,
    /// Symbolic links.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) turned: Vec<String>,
    pub(super) again: Option<Again>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Was {
    pub(super) id: String,
    pub(super) hash: u64,
}

/// The note after it: of its bytes before, those from `at` on, `cut` of them, are replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Becomes {
    pub(super) id: String,
    pub(super) hash: u64,
    at: usize,
    cut: usize,
    with: Bytes,
}

/// As text wherever it is one, so that people can read the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Bytes {
    Text(String),
    Other(Vec<u8>),
}

#[derive(Serialize, Deserialize)]
struct Written {
    version: u32,
    command: String,
    about: Option<String>,
    notes: Vec<Entry>,
}

/// What every version of the file says, the first one of a rename without naming the command.
#[derive(Deserialize)]
struct Named {
    version: u32,
    command: Option<String>,
    about: Option<String>,
    old_name: Option<String>,
}

impl Journal {
    pub(super) fn of(proposal: &Proposal) -> Journal {
        let unfinished = proposal.unfinished();
        let notes = proposal.notes.iter().filter(|note| note.is_change()).map(Entry::of).collect();
        Journal { unfinished, notes }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let Unfinished { command, about } = self.unfinished.clone();
        let written = Written { version: VERSION, command: command.to_owned(), about, notes: self.notes.clone() };
        serde_json::to_vec_pretty(&written).expect("strings and numbers can be written as JSON")
    }

    pub(in crate::workspace) fn read(bytes: &[u8]) -> Option<Journal> {
        let written: Written = serde_json::from_slice(bytes).ok()?;
        let unfinished = Unfinished { command: known(&written.command)?, about: written.about };
        (written.version == VERSION).then_some(Journal { unfinished, notes: written.notes })
    }
}

impl Unfinished {
    /// What an interrupted change of any version was; `None` where that is not known.
    pub(in crate::workspace) fn read(bytes: &[u8]) -> Option<Unfinished> {
        let named: Named = serde_json::from_slice(bytes).ok()?;
        match named.version {
            1 => Some(Unfinished { command: "rename", about: Some(named.old_name?) }),
            VERSION => Some(Unfinished { command: known(&named.command?)?, about: named.about }),
            _ => None,
        }
    }
}

impl Entry {
    /// Where the note is or was before the change; of a new one, where it will be.
    pub(super) fn path(&self) -> NoteId {
        let id = self.from.as_ref().map(|from| &from.id).or(self.to.as_ref().map(|to| &to.id));
        NoteId::new(id.map_or("", String::as_str))
    }

    fn of(note: &NoteChange) -> Entry {
        let before = note.from.as_ref().map_or(&[][..], |from| &from.read.bytes);
        let was = |from: &Before| Was { id: from.id.to_string(), hash: hash(&from.read.bytes) };
        let to = note.to.as_ref().map(|to| Becomes::new(&to.id, before, &to.bytes));
        let (name, done, again) = (note.name.clone(), note.done.clone(), note.again.clone());
        let turned = note.turned.iter().map(NoteId::to_string).collect();
        Entry { name, done, from: note.from.as_ref().map(was), to, turned, again }
    }
}

impl Becomes {
    fn new(id: &NoteId, before: &[u8], after: &[u8]) -> Becomes {
        let at = before.iter().zip(after).take_while(|(a, b)| a == b).count();
        let (before_rest, after_rest) = (&before[at..], &after[at..]);
        let same = before_rest.iter().rev().zip(after_rest.iter().rev()).take_while(|(a, b)| a == b).count();
        let with = after_rest[..after_rest.len() - same].to_vec();
        let with = String::from_utf8(with).map_or_else(|error| Bytes::Other(error.into_bytes()), Bytes::Text);
        Becomes { id: id.to_string(), hash: hash(after), at, cut: before_rest.len() - same, with }
    }

    /// The bytes after the change of these; `None` when the file does not say what it was written to say.
    pub(super) fn of(&self, before: &[u8]) -> Option<Vec<u8>> {
        let with = match &self.with {
            Bytes::Text(text) => text.as_bytes(),
            Bytes::Other(bytes) => bytes,
        };
        let rest = before.get(self.at.checked_add(self.cut)?..)?;
        let after = [before.get(..self.at)?, with, rest].concat();
        (hash(&after) == self.hash).then_some(after)
    }
}

pub(super) fn hash(bytes: &[u8]) -> u64 {
    content_hash(bytes, bytes.len() as u64)
}

/// The name of a command that is one of ours: what a file says may be anything.
fn known(command: &str) -> Option<&'static str> {
    COMMANDS.into_iter().find(|known| *known == command)
}

/// While a change of several notes is interrupted, no other one begins.
pub(in crate::workspace) fn refuse_unfinished(vault: &Vault) -> Result<(), ApplyError> {
    match vault.journal()? {
        None => Ok(()),
        Some(left) => {
            Err(Unfinished::read(&left.bytes)
                .map_or(ApplyError::BadJournal { file: left.file }, ApplyError::Unfinished))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use super::*;

    fn note(from: &[u8], to: &[u8]) -> NoteChange {
        let read = ReadNote {
            bytes: from.to_vec(),
            size: from.len() as u64,
            state: crate::vault::FileState::default(),
            hash: hash(from),
        };
        NoteChange::edit(Before { id: NoteId::new("a.md"), read, version: None }, to.to_vec())
    }

    #[test]
    fn a_journal_comes_back_as_it_was_written_and_anything_else_is_none() {
        let pair = Respelling { old: "Ada".to_owned(), new: "Bob".to_owned(), wiki: true, plain: false };
        let mut edit = note(b"caf\xE9", b"caf\xE9 \xFF").described("Ada", "edited");
        edit.again = Some(Again::Respell(vec![pair]));
        let create = NoteChange::create(NoteId::new("b.md"), b"text".to_vec());
        let journal = Journal::of(&Proposal::new("tag", vec![edit, create]));
        assert_eq!(Journal::read(&journal.to_bytes()).as_ref(), Some(&journal));
        assert_eq!(Unfinished::read(&journal.to_bytes()).as_ref(), Some(&journal.unfinished));
        for other in [&b"{}"[..], b"\xff", b"", br#"{"version": 3, "command": "tag", "notes": []}"#] {
            assert_eq!((Journal::read(other), Unfinished::read(other)), (None, None));
        }
        let unknown = String::from_utf8(journal.to_bytes()).expect("JSON").replace("\"tag\"", "\"rm -rf\"");
        assert_eq!(Journal::read(unknown.as_bytes()), None);
    }

    #[test]
    fn the_bytes_after_a_change_are_made_of_those_before_and_of_no_others() {
        let texts: [&[u8]; 8] = [b"", b"a", b"aa", b"aba", b"caf\xE9", b"\xFF\xFE", "éé".as_bytes(), b"a\r\nb"];
        for (before, after) in texts.iter().flat_map(|before| texts.map(|after| (*before, after))) {
            let becomes = Becomes::new(&NoteId::new("a.md"), before, after);
            assert_eq!(becomes.of(before).as_deref(), Some(after), "{before:?} {after:?}");
            let wrong = Becomes { hash: becomes.hash ^ 1, ..becomes.clone() };
            assert_eq!(wrong.of(before), None);
            let beyond = Becomes { at: usize::MAX, ..becomes };
            assert_eq!(beyond.of(before), None);
        }
    }
}
