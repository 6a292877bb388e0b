//! How the state of the index is told to people.
//!
//! Owns these words. Must not know when they are said.

use std::path::Path;

use crate::index::{InMemory, Kind, Rebuilt, Unread};

/// Why an answer was made in memory.
pub(super) fn in_memory(why: &InMemory) -> String {
    match why {
        InMemory::NoCache => "this system has no folder for caches; answering from memory".to_owned(),
        InMemory::Failed(error) => format!("{}; answering from memory", super::failure::chain(error)),
    }
}

/// The index lies where git and file sync copy it while it is written.
pub(super) fn cache_inside(cache: &Path) -> String {
    format!("the index lies in the vault, at {}; let XDG_CACHE_HOME name a folder outside of it", cache.display())
}

/// What could not be read, and what was answered instead.
pub(super) fn unread(unread: &Unread) -> String {
    let what = if unread.is_folder { "folder " } else { "" };
    let kept = if unread.kept { "; answering with what was last seen of it" } else { "" };
    format!("cannot read {what}{}: {}{kept}", unread.path, unread.why)
}

/// Why an index was built anew.
pub(super) fn rebuilt(why: &Rebuilt) -> String {
    match why {
        Rebuilt::First => "built for the first time".to_owned(),
        Rebuilt::Asked => "rebuilt".to_owned(),
        Rebuilt::Settings => "rebuilt, because ties.toml or ties itself changed".to_owned(),
        Rebuilt::Damaged(what) => format!("rebuilt, because it was damaged: {what}"),
        Rebuilt::Stuck(what) => format!("rebuilt, because it could not be updated: {what}"),
    }
}

/// What became of a note, as a sign and its path.
pub(super) fn change(kind: &Kind) -> &'static str {
    match kind {
        Kind::Added => "+",
        Kind::Modified => "~",
        Kind::Moved { .. } => ">",
        Kind::Removed => "-",
    }
}
