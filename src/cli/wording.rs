//! How the state of the index is reported to people, and what they probably meant.
//!
//! Owns these words. Must not know when they are printed.

use std::path::Path;

pub(super) use crate::workspace::ask::rebuilt;
use crate::workspace::{InMemory, IndexError, Kind, Unread};

/// What was probably meant.
pub(super) fn did_you_mean(suggestions: &[impl AsRef<str>]) -> String {
    format!("did you mean {}?", suggestions.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "))
}

/// Why an answer was made in memory.
pub(super) fn in_memory(why: &InMemory) -> String {
    match why {
        InMemory::NoCache => "this system has no cache folder; answering from memory".to_owned(),
        InMemory::Failed(error @ IndexError::Vanished { .. }) => {
            format!("{error}; answering from memory; if they are meant to be gone, run `ties index --rebuild`")
        }
        InMemory::Failed(error) => format!("{}; answering from memory", super::failure::chain(error)),
    }
}

/// The index lies where git and file sync copy it while it is written.
pub(super) fn cache_inside(cache: &Path) -> String {
    format!("the index is inside the vault, at {}; set XDG_CACHE_HOME to a folder outside of it", cache.display())
}

/// What could not be read, and what was answered instead.
pub(super) fn unread(unread: &Unread) -> String {
    let what = if unread.is_folder { "folder " } else { "" };
    let kept = if unread.kept { "; answering with its last known content" } else { "" };
    format!("cannot read {what}{}: {}{kept}", unread.path, unread.why)
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
