//! Why a question could not be answered.

use crate::index::IndexError;

/// Why a question could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    #[error(transparent)]
    Index(#[from] IndexError),
}
