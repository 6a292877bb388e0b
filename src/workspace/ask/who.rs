//! Which person is meant.
//!
//! Owns the ways in which a face names somebody, and which notes are checked for what was typed. Must not know which of
//! them it fits (`query::resolve`).

use std::path::Path;

use super::AskError;
use crate::index::Select;
use crate::model::word::{is_unspaced, name_words};
use crate::model::{Note, NoteId, NoteType};
use crate::query::links::keys;
use crate::query::resolve::{Resolution, resolve, resolve_begun, resolve_exact};
use crate::vault::id_of;
use crate::workspace::{Workspace, WorkspaceError};

/// Who was meant by what was typed.
#[derive(Clone, Debug)]
pub enum Person {
    One(Box<Note>),
    /// Several fit equally well, by path.
    Several(Vec<Note>),
    /// Nobody is called so, but these are spelt nearly so; by path. Only a question may be answered by such a guess.
    Close(Vec<Note>),
    Nobody {
        nearest: Vec<String>,
    },
}

/// Somebody, as a face names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// As typed: a path, a name, the beginnings of its words, initials, an address, a handle.
    Typed(String),
    /// By their note, as it is chosen among several.
    Note(NoteId),
}

impl Workspace {
    /// The person that the words mean.
    pub fn person(&self, typed: &str) -> Result<Person, WorkspaceError> {
        match self.named(typed)? {
            Some(person) => Ok(person),
            None => Ok(resolve(typed, &self.notes(&Select::Type(NoteType::Person))?).into()),
        }
    }

    /// The person that the words call by a path, a name, or the beginnings of its words; `None` where initials, addresses
    /// and close spellings are still to be tried, for which all people must be checked.
    pub fn named(&self, typed: &str) -> Result<Option<Person>, WorkspaceError> {
        let typed_keys = keys(typed, None, &NoteId::new(""));
        let keyed = Select::And(vec![Select::Type(NoteType::Person), Select::PersonKey(typed_keys)]);
        if let Some(resolution) = resolve_exact(typed, &self.notes(&keyed)?) {
            return Ok(Some(resolution.into()));
        }
        let words = name_words(typed);
        let select = match words.is_empty() || words.iter().any(|word| word.contains(is_unspaced)) {
            // Within unspaced scripts a name may also contain what was typed.
            true => Select::Type(NoteType::Person),
            false => Select::And(vec![Select::Type(NoteType::Person), Select::NameWord(words)]),
        };
        Ok(resolve_begun(typed, &self.notes(&select)?).map(Into::into))
    }

    /// The note of whoever is meant; a file's path counts as seen from the working folder too.
    ///
    /// # Errors
    /// When that is nobody, only close to somebody's name, or may be several.
    pub fn who(&self, who: &Who) -> Result<Note, AskError> {
        let typed = match who {
            Who::Typed(typed) => typed,
            Who::Note(id) => match self.snapshot.get(id).map_err(WorkspaceError::from)? {
                Some(note) => return Ok(note),
                None => id.as_str(),
            },
        };
        let path = self.path_below(Path::new(typed)).filter(|id| !id.as_str().is_empty());
        match self.person(path.as_ref().map_or(typed, |id| id.as_str()))? {
            Person::One(note) => Ok(*note),
            Person::Several(people) => Err(AskError::SeveralPeople { typed: typed.to_owned(), people }),
            Person::Close(people) => Err(AskError::ClosePeople { typed: typed.to_owned(), people }),
            Person::Nobody { nearest } => Err(AskError::Nobody { typed: typed.to_owned(), nearest }),
        }
    }

    /// The same of somebody who need not be named.
    pub(super) fn whoever(&self, who: Option<&Who>) -> Result<Option<Note>, AskError> {
        who.map(|who| self.who(who)).transpose()
    }

    /// A path as typed, as a path below the vault; relative ones are tried from the working folder and from the vault.
    pub fn path_below(&self, typed: &Path) -> Option<NoteId> {
        let root = &self.vault.root;
        let here = self.caller.working_folder.as_ref().filter(|_| !typed.as_os_str().is_empty());
        let candidates = [here.map(|here| here.join(typed)), Some(root.join(typed))];
        candidates.into_iter().flatten().find_map(|path| {
            let path = path.canonicalize().ok()?;
            path.strip_prefix(root).ok().map(id_of)
        })
    }
}

impl From<Resolution<'_>> for Person {
    fn from(resolution: Resolution<'_>) -> Person {
        match resolution {
            Resolution::One(note) => Person::One(Box::new(note.clone())),
            Resolution::Several(notes) => Person::Several(notes.into_iter().cloned().collect()),
            Resolution::Close(notes) => Person::Close(notes.into_iter().cloned().collect()),
            Resolution::Nobody { nearest } => {
                Person::Nobody { nearest: nearest.into_iter().map(str::to_owned).collect() }
            }
        }
    }
}
