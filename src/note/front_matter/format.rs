//! The languages of front matter.
//!
//! Owns their fences. Must not know how they are read.

use super::salvage;
use crate::note::diagnostic::Code;

/// The language of the block, recognised by its fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Yaml,
    Toml,
}

impl Format {
    /// The line in front of the block.
    pub(in crate::note) fn fence(self) -> &'static str {
        match self {
            Format::Yaml => "---",
            Format::Toml => "+++",
        }
    }

    /// The language whose blocks a line opens.
    pub(super) fn opened_by(line: &str) -> Option<Format> {
        [Format::Yaml, Format::Toml].into_iter().find(|format| format.fence() == line)
    }

    /// Whether a block has keys, and nothing that is neither a key nor a part of a value.
    pub(super) fn is_of_keys(self, block: &str) -> bool {
        let is_key = |line: &str| match self {
            Format::Yaml => salvage::has_key(line),
            Format::Toml => line.contains('='),
        };
        let is_more = |line: &str| line.trim().is_empty() || line.starts_with([' ', '\t', '-', '#', '[', ']']);
        block.lines().any(is_key) && block.lines().all(|line| is_key(line) || is_more(line))
    }

    pub(super) fn closes(self, line: &str) -> bool {
        let line = line.trim_end();
        line == self.fence() || (self == Format::Yaml && line == "...")
    }

    pub(super) fn code(self) -> Code {
        match self {
            Format::Yaml => Code::InvalidYaml,
            Format::Toml => Code::InvalidToml,
        }
    }
}
