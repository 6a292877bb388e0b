//! What the system's events say about the vault, in the words of this room.
//!
//! Owns the reading of `notify`'s events: which paths, whether a folder's own entry changed, what is of no interest. Pure:
//! events are hints, and nobody believes more of them than where to look.

use std::path::{Path, PathBuf};

use notify::event::{AccessKind, AccessMode, CreateKind, Event, EventKind, ModifyKind, RemoveKind};

use super::debounce::FileChange;
use crate::vault::{concerns_notes, id_of};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FileEvent {
    /// A cookie came back.
    Cookie(u64),
    /// Something happened to this path, which is written as ids are.
    Touch {
        path: String,
        change: FileChange,
        /// Its folder's entry changed: it came, went, or is another file now.
        entry: bool,
    },
    /// A file that is no note came to this path; it may be another name of one.
    Stranger(String),
    /// Anything may have happened.
    Anything,
    /// So much happened that the system did not keep all of it.
    Overflow,
}

/// Where events come from.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// The vault, as it is watched.
    pub(super) root: PathBuf,
    /// The folder of the cookies.
    pub(super) cookies: PathBuf,
}

/// The name of a cookie's file.
pub(super) fn cookie_name(number: u64) -> String {
    format!("cookie-{number}")
}

impl Places {
    /// What an event says.
    pub(super) fn read(&self, event: &Event) -> Vec<FileEvent> {
        if event.need_rescan() {
            return vec![FileEvent::Overflow];
        }
        event.paths.iter().filter_map(|path| self.read_path(path, event.kind)).collect()
    }

    fn read_path(&self, path: &Path, kind: EventKind) -> Option<FileEvent> {
        if let Ok(name) = path.strip_prefix(&self.cookies) {
            let number = name.to_str()?.strip_prefix("cookie-")?.parse().ok()?;
            return matches!(kind, EventKind::Create(_)).then_some(FileEvent::Cookie(number));
        }
        let below = path.strip_prefix(&self.root).ok()?;
        let (change, entry) = meaning(kind)?;
        if below.as_os_str().is_empty() {
            return Some(FileEvent::Anything);
        }
        let id = || id_of(below).as_str().to_owned();
        let concerns = !is_hidden(below) && (may_be_folder(kind) || concerns_notes(name_of(below)));
        match concerns {
            true => Some(FileEvent::Touch { path: id(), change, entry }),
            false if entry && !matches!(kind, EventKind::Remove(_)) => Some(FileEvent::Stranger(id())),
            false => None,
        }
    }
}

/// What a kind of event says; `None` for one that changes nothing. Reading a note is such an event.
fn meaning(kind: EventKind) -> Option<(FileChange, bool)> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some((FileChange::Finished, false)),
        EventKind::Access(_) => None,
        EventKind::Modify(ModifyKind::Data(_)) => Some((FileChange::Wrote, false)),
        EventKind::Modify(ModifyKind::Metadata(_)) => Some((FileChange::Finished, false)),
        // A new file is empty at first; one that is moved or linked here is not, and is closed.
        EventKind::Create(CreateKind::File) => Some((FileChange::Wrote, true)),
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(_) | EventKind::Any | EventKind::Other => {
            Some((FileChange::Finished, true))
        }
    }
}

/// Whether the event may be about a folder, whose name says nothing.
fn may_be_folder(kind: EventKind) -> bool {
    !matches!(
        kind,
        EventKind::Create(CreateKind::File)
            | EventKind::Remove(RemoveKind::File)
            | EventKind::Modify(ModifyKind::Data(_))
            | EventKind::Access(_)
    )
}

fn name_of(path: &Path) -> &[u8] {
    path.file_name().map_or(&[], |name| name.as_encoded_bytes())
}

/// Whether the path is in a hidden folder, or is hidden itself and no ignore file.
fn is_hidden(below: &Path) -> bool {
    let hidden = |name: &[u8]| name.starts_with(b".");
    let mut folders = below.parent().into_iter().flat_map(Path::iter);
    folders.any(|name| hidden(name.as_encoded_bytes())) || (hidden(name_of(below)) && !concerns_notes(name_of(below)))
}

#[cfg(test)]
mod tests {
    use notify::event::{DataChange, Flag, MetadataKind, RenameMode};

    use super::*;

    const CREATED: EventKind = EventKind::Create(CreateKind::File);
    const FOLDER: EventKind = EventKind::Create(CreateKind::Folder);
    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CLOSED: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));
    const OPENED: EventKind = EventKind::Access(AccessKind::Open(AccessMode::Any));
    const READ: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Read));
    const CHMOD: EventKind = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
    const REMOVED: EventKind = EventKind::Remove(RemoveKind::File);
    const FROM: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::From));
    const TO: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::To));

    fn events_read(kind: EventKind, paths: &[&str]) -> String {
        let places = Places { root: "/v".into(), cookies: "/c/watch".into() };
        let event = paths.iter().fold(Event::new(kind), |event, path| event.add_path(path.into()));
        let word = |happened| match happened {
            FileEvent::Cookie(number) => format!("cookie {number}"),
            FileEvent::Stranger(path) => format!("{path}?"),
            FileEvent::Anything | FileEvent::Overflow => "anything".to_owned(),
            FileEvent::Touch { path, change: FileChange::Wrote, entry } => format!("{path} open{}", sign(entry)),
            FileEvent::Touch { path, change: FileChange::Finished, entry } => format!("{path}{}", sign(entry)),
        };
        places.read(&event).into_iter().map(word).collect::<Vec<_>>().join(", ")
    }

    fn sign(entry: bool) -> &'static str {
        if entry { "!" } else { "" }
    }

    #[test]
    fn an_event_is_read_as_where_to_look() {
        for (kind, paths, expected) in [
            (CREATED, &["/v/a.md"][..], "a.md open!"),
            (WRITTEN, &["/v/a.md"], "a.md open"),
            (CLOSED, &["/v/p/a.md"], "p/a.md"),
            (CHMOD, &["/v/a.md"], "a.md"),
            (REMOVED, &["/v/a.md"], "a.md!"),
            (FROM, &["/v/a.md"], "a.md!"),
            (EventKind::Modify(ModifyKind::Name(RenameMode::Both)), &["/v/a.md", "/v/b.md"], "a.md!, b.md!"),
            // Reading a note is no news, or the index would wake itself for ever.
            (OPENED, &["/v/a.md"], ""),
            (READ, &["/v/a.md"], ""),
            // Editors' files beside the note.
            (CREATED, &["/v/4913"], "4913?"),
            (CLOSED, &["/v/a.md~"], ""),
            (CREATED, &["/v/.a.md.swp"], ".a.md.swp?"),
            (CREATED, &["/v/.#a.md"], ".#a.md?"),
            (CREATED, &["/v/#a.md#"], "#a.md#?"),
            (TO, &["/v/a.md~"], "a.md~!"),
            // Folders.
            (FOLDER, &["/v/new"], "new!"),
            (TO, &["/v/new"], "new!"),
            (EventKind::Remove(RemoveKind::Folder), &["/v/old"], "old!"),
            (FOLDER, &["/v/.git"], ".git?"),
            (CREATED, &["/v/.git/x.md"], ".git/x.md?"),
            (CLOSED, &["/v/.obsidian/x.md"], ""),
            // What decides over notes.
            (CLOSED, &["/v/p/.gitignore"], "p/.gitignore"),
            (CLOSED, &["/v/.tiesignore"], ".tiesignore"),
            (CLOSED, &["/v/ties.toml"], "ties.toml"),
            // The vault itself, and other places.
            (EventKind::Remove(RemoveKind::Folder), &["/v"], "anything"),
            (CREATED, &["/elsewhere/a.md"], ""),
            (CREATED, &["/c/watch/cookie-7"], "cookie 7"),
            (REMOVED, &["/c/watch/cookie-7"], ""),
            (CREATED, &["/c/watch/other"], ""),
        ] {
            assert_eq!(events_read(kind, paths), expected, "{kind:?} {paths:?}");
        }
    }

    #[test]
    fn an_overflow_means_that_anything_may_have_happened() {
        let places = Places { root: "/v".into(), cookies: "/c/watch".into() };
        let event = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(places.read(&event), [FileEvent::Overflow]);
    }
}
