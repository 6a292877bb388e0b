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
    Failed(RefreshFailure),
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
pub(super) enum RefreshFailure {
    /// The vault's folder is gone.
    Lost,
    Settings(ConfigError),
    Workspace(WorkspaceError),
}

impl RefreshFailure {
    /// Why nothing can be proved while it lasts.
    pub(super) fn unproven(&self) -> &'static str {
        match self {
            RefreshFailure::Lost => "the vault is gone",
            RefreshFailure::Settings(_) => "ties.toml cannot be used",
            RefreshFailure::Workspace(_) => "the index cannot be brought up to date",
        }
    }
}

impl From<WalkError> for RefreshFailure {
    fn from(error: WalkError) -> RefreshFailure {
        RefreshFailure::Workspace(IndexError::from(error).into())
    }
}

impl From<WorkspaceError> for RefreshFailure {
    fn from(error: WorkspaceError) -> RefreshFailure {
        RefreshFailure::Workspace(error)
    }
}
