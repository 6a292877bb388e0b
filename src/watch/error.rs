//! Why a watch cannot start or go on.

use std::io;
use std::path::{Path, PathBuf};

use crate::index::IndexError;
use crate::vouch::HoldError;
use crate::workspace::WorkspaceError;

/// A watch that cannot start or go on.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    #[error(transparent)]
    Held(#[from] HoldError),
    #[error("cannot {verb} {}", path.display())]
    File {
        verb: &'static str,
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error(transparent)]
    Index(#[from] IndexError),
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
}

impl WatchError {
    pub(super) fn file(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WatchError {
        let path = path.to_owned();
        move |source| WatchError::File { verb, path, source }
    }
}
