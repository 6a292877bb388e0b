//! Why a template makes no note.

/// Why a template makes no note.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TemplateError {
    /// 1-based, in the template.
    pub line: Option<usize>,
    pub message: String,
}
