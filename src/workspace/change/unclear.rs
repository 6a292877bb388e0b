//! Why a request was not understood.
//!
//! Owns the kinds, with what was typed and what may have been meant. Must not know what to type instead: faces do.

use crate::model::{Day, Note, NoteId, Promise};
use crate::query::dates::DateError;

/// What was typed makes no change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unclear {
    #[error("`{0}` is no name")]
    NoName(String),
    #[error("no PERSON is named")]
    NoPerson,
    #[error("nobody is called `{typed}`")]
    Nobody { typed: String, nearest: Vec<String> },
    #[error("`{typed}` may mean {} people", people.len())]
    Several { typed: String, people: Vec<Note> },
    #[error("`{0}` is not a length of time")]
    NotAPeriod(String),
    #[error(transparent)]
    Date(#[from] DateError),
    /// A day to come is meant.
    #[error("{0}")]
    When(DateError),
    #[error("{first} to {last} is neither a day nor a month nor a year")]
    OddRange { first: Day, last: Day },
    #[error("`{0}` is more than one day")]
    SeveralDays(String),
    #[error("`{typed}` is no kind of interaction")]
    NoKind { typed: String, nearest: Vec<String> },
    /// The people of an entry, whose text may have been taken for one.
    #[error(transparent)]
    InLog(Box<Unclear>),
    #[error("`{0}` would be no note")]
    NoNote(NoteId),
    #[error("`{0}` is not a path below the vault")]
    OutOfVault(String),
    #[error("no KEY=VALUE is given")]
    NoAssignment,
    #[error("`{0}` is no KEY=VALUE")]
    NotAnAssignment(String),
    #[error("`{0}` is no key")]
    NoKey(String),
    #[error("`{0}` holds one value, not a list")]
    NotAList(String),
    #[error("`{value}` would be read as no value")]
    NoValue { value: String, field: String },
    #[error("no tag is given")]
    NoTag,
    #[error("`{word}` begins with a dash that is no minus")]
    Dash { word: String, tag: String },
    #[error("`{0}` names no tag")]
    NamesNoTag(String),
    #[error("`{0}` has a sign in its middle")]
    SignInside(String),
    #[error("{} has {} such promises", note.person.name, promises.len())]
    SeveralPromises { note: Box<Note>, promises: Vec<Promise> },
    #[error("{} has no such promise", note.person.name)]
    NoPromise { note: Box<Note>, typed: String },
}
