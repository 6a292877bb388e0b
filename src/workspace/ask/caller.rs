//! Whoever asks.
//!
//! Owns what a face knows of them and their environment. Must not know what is asked.

use std::path::PathBuf;

/// What a face knows of whoever asks through it.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// The folder from which relative paths are meant, besides the vault's.
    pub working_folder: Option<PathBuf>,
    /// The user's own config, which may name queries.
    pub user_config: Option<PathBuf>,
    /// Whether the fields of rows will be read, the user's own keys too; that costs time.
    pub reads_fields: bool,
    /// Whether the rows will only be counted: then they may come in any order.
    pub counts: bool,
    /// Whether they will hear what was asked in place of what they typed: else nothing else is asked.
    pub hears: bool,
}
