//! How the state of the index is told to people, and what they probably meant.
//!
//! Owns these words. Must not know when they are said.

use std::path::Path;

use crate::index::{InMemory, IndexError, Kind, Rebuilt, Unread};
use crate::watch::{Limit, News};
use crate::workspace::WorkspaceError;

/// What was probably meant.
pub(super) fn did_you_mean(near: &[impl AsRef<str>]) -> String {
    format!("did you mean {}?", near.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "))
}

/// The same behind a remark; empty where nothing is near.
pub(super) fn perhaps(near: &[impl AsRef<str>]) -> String {
    if near.is_empty() { String::new() } else { format!("; {}", did_you_mean(near)) }
}

/// Why an answer was made in memory.
pub(super) fn in_memory(why: &InMemory) -> String {
    match why {
        InMemory::NoCache => "this system has no folder for caches; answering from memory".to_owned(),
        InMemory::Failed(error @ IndexError::Vanished { .. }) => {
            format!("{error}; answering from memory; `ties index --rebuild` if they are to be gone")
        }
        InMemory::Failed(error) => format!("{}; answering from memory", super::failure::chain(error)),
    }
}

/// What is wrong with a watch.
pub(super) fn watch_trouble(news: &News<'_>) -> String {
    match news {
        News::Lost(root) => format!("the vault {} is gone; waiting for it to come back", root.display()),
        News::Settings(error) => {
            format!("{}; the index stays as it is until the file is mended", super::failure::chain(error))
        }
        News::Failed(error) => format!("{}; trying again{}", super::failure::chain(error), accept_hint(error)),
        News::Unread(what) => unread(what),
        News::Deaf => "the system does not tell of changes in time; starting to listen anew".to_owned(),
        News::Hook(failure) => format!("the command after changes failed: {failure}"),
        News::CacheGone => "the cache folder was taken away; making it again".to_owned(),
        News::Polling { why, polled, folders } => polling(why, *polled, *folders),
        News::Started(_) | News::Changed(_) | News::Rebuilt { .. } | News::Back(_) | News::Overflow => String::new(),
    }
}

/// What to do when it is right that most notes are gone.
fn accept_hint(error: &WorkspaceError) -> &'static str {
    match error {
        WorkspaceError::Index(IndexError::Vanished { .. }) => "; `ties index --rebuild` if they are to be gone",
        WorkspaceError::Index(_) => "",
    }
}

fn polling(why: &Limit, polled: usize, folders: usize) -> String {
    let which = format!("{polled} of {folders} folders are looked at every few seconds instead");
    match why {
        Limit::Watches => format!(
            "the system gives no more watches; {which}; raise fs.inotify.max_user_watches: sudo sysctl fs.inotify.max_user_watches=1048576"
        ),
        Limit::Watchers => format!(
            "the system gives no more watchers; {which}; raise fs.inotify.max_user_instances: sudo sysctl fs.inotify.max_user_instances=1024"
        ),
        Limit::Medium => format!("their file system does not tell of all changes; {which}"),
        Limit::Asked => format!("as asked with --poll, {polled} folders are looked at every few seconds"),
        Limit::Other(error) => format!("the system cannot tell of changes: {error}; {which}"),
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
