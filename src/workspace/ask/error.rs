//! Why a question was not answered.

use crate::model::Note;
use crate::query::QueryError;
use crate::query::dates::DateError;
use crate::vault::ConfigError;
use crate::workspace::WorkspaceError;

/// What was typed and not understood, or what the index could not do.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    #[error(transparent)]
    Query(#[from] QueryError),
    #[error(transparent)]
    Date(#[from] DateError),
    /// The named queries could not be read.
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error("`{typed}` is not a length of time")]
    NotAPeriod { typed: String },
    #[error("`{typed}` has no word to look for")]
    NoWord { typed: String },
    #[error("nobody is called `{typed}`")]
    Nobody { typed: String, nearest: Vec<String> },
    /// Several people fit equally well, by path.
    #[error("`{typed}` may mean {} people", people.len())]
    SeveralPeople { typed: String, people: Vec<Note> },
    /// Nobody is called so, but these are spelt nearly so; by path. A face may show the only one, if it says so.
    #[error("nobody is called `{typed}`")]
    ClosePeople { typed: String, people: Vec<Note> },
    #[error("no group or place is called `{typed}`")]
    NoGroup { typed: String, nearest: Vec<String> },
    #[error("`{typed}` may mean {} groups", groups.len())]
    SeveralGroups { typed: String, groups: Vec<String> },
}
