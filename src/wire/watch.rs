//! What a watch reports: what changed, and how it is doing.

use serde::Serialize;

use super::DiagnosticRow;
/// A note that changed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChangeRow {
    pub change: &'static str,
    pub path: String,
    pub from: Option<String>,
    /// What is wrong in it and was not before.
    pub diagnostics: Vec<DiagnosticRow>,
}

/// A watch that runs, or does not answer.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WatchRow {
    pub vault: String,
    pub pid: Option<u32>,
    pub since: Option<String>,
    /// Whether it answers.
    pub answers: bool,
    pub notes: Option<usize>,
    pub folders: Option<usize>,
    pub polled: Option<usize>,
    /// How many queries were answered without a check of the files.
    pub vouched: Option<usize>,
    /// Why queries check the files; `null` while they need not.
    pub doubt: Option<String>,
}
