//! The languages of front matter.
//!
//! Owns their fences. Must not know how they are read.

use crate::note::diagnostic::Code;

/// The language of the block, told by its fence.
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
