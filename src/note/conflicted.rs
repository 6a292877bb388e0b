//! Copies that a service made when two machines changed one note.
//!
//! Owns the names of such files. Must not know which other files there are.

use crate::model::NoteId;

/// How Obsidian Sync, Dropbox and Nextcloud call them, in brackets behind the name.
const IN_BRACKETS: &str = "conflicted copy";
/// How Syncthing does.
const SYNCTHING: &str = ".sync-conflict-";

/// The name of the note that this file is a copy of; `None` where it is none.
pub(in crate::note) fn original(id: &NoteId) -> Option<&str> {
    let stem = id.stem();
    let bracket = stem.rfind(" (").filter(|at| stem.ends_with(')') && names_copy(&stem[*at..]));
    let syncthing = || stem.to_ascii_lowercase().find(SYNCTHING);
    bracket.or_else(syncthing).map(|at| &stem[..at]).filter(|name| !name.is_empty())
}

fn names_copy(brackets: &str) -> bool {
    brackets.to_lowercase().contains(IN_BRACKETS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_known_by_its_name() {
        for (path, original_name) in [
            ("people/Ada Lund (Conflicted copy laptop 202611231200).md", Some("Ada Lund")),
            ("people/Ada Lund (Bo's conflicted copy 2026-11-23).md", Some("Ada Lund")),
            ("people/Ada Lund (conflicted copy 2026-11-23 120000).md", Some("Ada Lund")),
            ("ada-lund.sync-conflict-20261123-120000-ABCDEF7.md", Some("ada-lund")),
            ("people/Ada Lund (Oslo).md", None),
            ("people/conflicted copy.md", None),
            (" (conflicted copy).md", None),
        ] {
            assert_eq!(original(&NoteId::new(path)), original_name, "{path}");
        }
    }
}
