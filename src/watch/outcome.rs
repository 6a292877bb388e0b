//! What came of a refresh, as values.
//!
//! Owns the kinds of outcome and what each of them makes doubtful. Must not know who gets the report.

use std::time::Duration;

use crate::index::IndexError;
use crate::vault::{ConfigError, WalkError};
use crate::workspace::{Workspace, WorkspaceError};

/// What came of a refresh.
pub(super) enum Outcome {
    /// There was nothing to do.
    Nothing,
    Done(Box<Refreshed>),
    Failed(Trouble),
}

/// An index that holds what happened.
pub(super) struct Refreshed {
    pub(super) workspace: Workspace,
    /// When it began, if it went over the whole vault.
    pub(super) whole: Option<Duration>,
    /// Folders came faster than they could be watched: what happened in them may not have been heard.
    pub(super) missed_folders: bool,
    /// Nothing was left out.
    pub(super) complete: bool,
}

/// Why a refresh failed.
pub(super) enum Trouble {
    /// The vault's folder is gone.
    Lost,
    Settings(ConfigError),
    Workspace(WorkspaceError),
}

impl Trouble {
    /// Why nothing can be proved while it lasts.
    pub(super) fn unproven(&self) -> &'static str {
        match self {
            Trouble::Lost => "the vault is gone",
            Trouble::Settings(_) => "ties.toml cannot be used",
            Trouble::Workspace(_) => "the index cannot be brought up to date",
        }
    }
}

impl From<WalkError> for Trouble {
    fn from(error: WalkError) -> Trouble {
        Trouble::Workspace(IndexError::from(error).into())
    }
}

impl From<WorkspaceError> for Trouble {
    fn from(error: WorkspaceError) -> Trouble {
        Trouble::Workspace(error)
    }
}
