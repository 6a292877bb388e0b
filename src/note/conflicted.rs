//! Copies that a service made when two machines changed one note.
//!
//! Owns the names of such files. Must not know which other files there are.

use crate::model::name::name_key;
use crate::model::sync_copy::maybe_copy;
use crate::model::{Note, NoteId, Placement};

use super::naming::stem_name;

/// How Obsidian Sync, Dropbox and Nextcloud call them, in brackets after the name.
const IN_BRACKETS: &str = "conflicted copy";
/// How Syncthing does.
const SYNCTHING: &str = ".sync-conflict-";

/// The name of the note that this file is a copy of; `None` where it is none.
pub(in crate::note) fn original(id: &NoteId) -> Option<&str> {
    let stem = id.stem();
    let bracket = stem.rfind(" (").filter(|at| stem.ends_with(')') && names_copy(&stem[*at..]));
    let syncthing = || stem.contains('.').then(|| stem.to_ascii_lowercase().find(SYNCTHING)).flatten();
    bracket.or_else(syncthing).map(|at| &stem[..at]).filter(|name| !name.is_empty())
}

/// The name of the note beside it that this one is a copy of, once it has been read; `None` where it is none.
pub(in crate::note) fn original_beside<'a>(id: &'a NoteId, note: &Note, placement: Placement) -> Option<&'a str> {
    let copy = maybe_copy(id).filter(|_| placement.has_original)?;
    let key = name_key(&note.person.name);
    let names = [stem_name(id), stem_name(&NoteId::new(copy.original))];
    let is_same = || names.iter().any(|name| name_key(name) == key);
    (!copy.needs_same_name || is_same()).then_some(copy.original)
}

fn names_copy(brackets: &str) -> bool {
    brackets.to_lowercase().contains(IN_BRACKETS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Settings;
    use crate::note::Code;

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

    #[test]
    fn a_copy_that_only_its_original_shows_needs_it_beside_it() {
        let copied = |path: &str, name: &str, has_original| {
            let text = format!("---\nname: {name}\n---\n");
            let placement = Placement { has_original, ..Placement::ANYWHERE };
            let read = crate::note::read(&NoteId::new(path), text.as_bytes(), 0, &Settings::default(), placement);
            read.diagnostics.iter().any(|one| one.code == Code::ConflictedCopy)
        };
        for (path, name, expected) in [
            ("people/Ada Lund-DESKTOP-ABC123.md", "Ada Lund", true),
            ("people/ada-lund-desktop-abc123.md", "Somebody", true),
            ("people/Ada Lund 2.md", "Ada Lund", true),
            ("people/ada-lund 2.md", "Ada Lund", true),
            ("people/Ada Lund 2.md", "", true),
            ("people/Ada 2.md", "Ada Falk", false),
            ("people/Ada-DESKTOP-.md", "Ada", false),
            ("people/Ada Lund.md", "Ada Lund", false),
        ] {
            assert_eq!(copied(path, name, true), expected, "{path}: {name}");
            assert!(!copied(path, name, false), "{path}: {name}, alone");
        }
    }
}
