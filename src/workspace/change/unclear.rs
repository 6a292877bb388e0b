//! Why a request was not understood.
//!
//! Owns the kinds, with what was typed and what may have been meant. Must not know what to type instead: faces do.

use crate::model::{Day, Note, NoteId, Promise};
use crate::query::dates::DateError;

/// What was typed makes no change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unclear {
    #[error("`{0}` cannot be a name")]
    NoName(String),
    #[error("name a person")]
    NoPerson,
    #[error("nobody is called `{typed}`")]
    Nobody { typed: String, nearest: Vec<String> },
    /// These people are spelt nearly as typed: that is a guess.
    #[error("nobody is called `{typed}`")]
    Close { typed: String, people: Vec<Note> },
    /// Whoever introduced somebody is spelt nearly as these people, and may be somebody else.
    #[error("nobody is called `{typed}`")]
    Introducer { typed: String, people: Vec<Note> },
    /// The first as one person, or the others each by a word.
    #[error("`{typed}` may mean one person or several")]
    OneOrSeveral { typed: String, people: Vec<Note> },
    /// Other words have named the same person.
    #[error("`{typed}` means {}, who is named already", note.person.name)]
    NamedAlready { typed: String, note: Box<Note> },
    #[error("`{typed}` may mean {} people", people.len())]
    Several { typed: String, people: Vec<Note> },
    #[error("`{0}` is not a length of time")]
    NotAPeriod(String),
    #[error(transparent)]
    Date(#[from] DateError),
    /// A day to come is meant.
    #[error("{0}")]
    When(DateError),
    /// The words of a name are those of a day too.
    #[error("`{day}` may be a day, and `{name}` a name")]
    NameOrDay { name: String, day: String },
    #[error("{first} to {last} is not a day, a month or a year")]
    OddRange { first: Day, last: Day },
    #[error("the text is empty: nothing was logged")]
    NoText,
    #[error("`{0}` is more than one day")]
    SeveralDays(String),
    #[error("there is no kind of interaction `{typed}`")]
    NoKind { typed: String, nearest: Vec<String> },
    /// The people of an entry, whose text may have been taken for one.
    #[error(transparent)]
    InLog(Box<Unclear>),
    #[error("`{0}` would not be a note")]
    NoNote(NoteId),
    #[error("`{0}` is not a path inside the vault")]
    OutOfVault(String),
    #[error("KEY=VALUE is missing")]
    NoAssignment,
    #[error("`{0}` is not KEY=VALUE")]
    NotAnAssignment(String),
    #[error("`{0}` cannot be a key")]
    NoKey(String),
    /// No note has it, and it is spelt nearly as these.
    #[error("no note has a key `{key}`")]
    NewKey { key: String, nearest: Vec<String> },
    #[error("`{0}` has one value, not a list")]
    NotAList(String),
    #[error("`{value}` would count as no value")]
    NoValue { value: String, field: String },
    #[error("a tag is missing")]
    NoTag,
    #[error("`{word}` begins with a dash that is not a plain hyphen")]
    Dash { word: String, tag: String },
    #[error("`{0}` names no tag")]
    NamesNoTag(String),
    #[error("`{0}` has a sign in the middle")]
    SignInside(String),
    #[error("{} has {} promises like that", note.person.name, promises.len())]
    SeveralPromises { note: Box<Note>, promises: Vec<Promise> },
    #[error("{} has no promise like that", note.person.name)]
    NoPromise { note: Box<Note>, typed: String },
}
