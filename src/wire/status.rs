//! What the index is and holds, and what bringing it up to date did.

use std::collections::BTreeMap;

use serde::Serialize;

/// The JSON of `ties index`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StatusRow {
    pub vault: String,
    pub cache: String,
    pub notes: usize,
    pub people: usize,
    /// How many notes are about what.
    pub types: BTreeMap<&'static str, usize>,
    /// How many types each rule decided.
    pub rules: BTreeMap<&'static str, usize>,
    /// Notes with values that could not be read.
    pub notes_with_errors: usize,
    /// Of the index's files.
    pub bytes: u64,
    pub added: usize,
    pub modified: usize,
    pub moved: usize,
    pub removed: usize,
    pub rebuilt: Option<String>,
    pub left_out: Vec<LeftOutRow>,
}

/// A file or folder that is not a note, and why.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LeftOutRow {
    pub path: String,
    pub reason: String,
}
