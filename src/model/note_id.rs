//! Which note: its path, as text.
//!
//! Owns the identity of notes. Must not know the disk.

use std::fmt;

use super::word::fold;

/// A note's path below the vault, with `/` between folders on every system.
///
/// File names that are not UTF-8 are still told apart: `vault::path` maps each byte that does not fit to a private-use
/// character and back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(String);

impl NoteId {
    pub fn new(path: impl Into<String>) -> NoteId {
        NoteId(path.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file name without folders and extension.
    pub fn stem(&self) -> &str {
        let file = self.0.rsplit('/').next().unwrap_or(&self.0);
        file.rsplit_once('.').map_or(file, |(stem, _)| stem)
    }

    /// The folder, `""` at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The folder whose own note this is: `ada-lund/index.md`, `ada-lund/_index.md`, `ada-lund/README.md` and
    /// `Ada Lund/Ada Lund.md`.
    pub fn own_folder(&self) -> Option<&str> {
        let folder = self.folder();
        let name = folder.rsplit('/').next().filter(|name| !name.is_empty())?;
        (self.is_called_as_index() || fold(name) == fold(self.stem())).then_some(folder)
    }

    /// Whether its file has a name by which many programs know a folder's own note.
    pub fn is_called_as_index(&self) -> bool {
        ["index", "_index", "readme"].iter().any(|name| self.stem().eq_ignore_ascii_case(name))
    }

    /// The path without its extension, as wikilinks name notes.
    pub fn without_extension(&self) -> &str {
        &self.0[..self.0.len() - self.extension_len()]
    }

    fn extension_len(&self) -> usize {
        let file = self.0.rsplit('/').next().unwrap_or(&self.0);
        file.rsplit_once('.').map_or(0, |(_, extension)| extension.len() + 1)
    }
}

impl fmt::Display for NoteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
