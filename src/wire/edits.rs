//! The rows of commands that write.

use serde::Serialize;

/// A note that was changed, or would be.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EditRow {
    /// Of the note as it was found; of a new one, where it is.
    pub path: String,
    pub name: String,
    pub changed: bool,
    /// What was done, in words; empty when there was nothing to do.
    pub done: String,
    /// A unified diff.
    pub diff: Option<String>,
}
