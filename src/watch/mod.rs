//! Floor 4: an index that is always true, at no cost to the one who asks.
//!
//! Owns the long-lived watch of one vault: hearing of changes, acting on them at the right moment, and proving to whoever
//! asks that nothing is missing. Must not know words or terminals, nor the clock: both are given.
//!
//! # How freshness is proved
//!
//! Whoever asks must not be told of the past. So the watch answers a question by making a new file, a *cookie*, in a folder
//! that the same watcher observes, and waits until the event of its making has come back (Watchman's way). All that
//! happened before the question stands before the cookie in the same queue, so it has been heard by then; it is brought
//! into the index, and only then the answer is "fresh". No cookie within a second, any doubt, or no answer at all: the one
//! who asked looks at the files, as without a watch.
//!
//! What the cookie proves depends on the system:
//!
//! - **Linux**: inotify has one queue an instance, into which the kernel puts an event before the call that caused it
//!   returns. The proof holds for all changes made through this kernel by a note's own name. What it does not tell of is
//!   looked at when somebody asks: notes with other names (hard links, the targets of symbolic links), the mount table, the
//!   settings, and whether another process wrote the index. Where an ignore file is a link, whoever asks looks himself.
//!   Three things remain unproved until everything is looked at again, which is done every ten minutes: writes through
//!   `mmap`, which editors of text do not use; writes through a hard link that was made in a place that is not watched while
//!   the watch ran; and writes behind a single file that is mounted over a note.
//! - **Network and shared folders** (NFS, SMB, FUSE, 9p, …): other machines change files without this kernel's knowing.
//!   Nothing is proved: such folders are polled, and looked at when somebody asks; where most are, the one who asks does it.
//! - **macOS**: FSEvents keeps no order between folders. **Windows**: every watched tree has a buffer of its own. Nothing is
//!   proved there either; the watch keeps the index warm, and every query looks at the files.

mod debounce;
mod git_lock;
mod happened;
mod hook;
mod inbox;
mod jar;
mod keeper;
mod known;
mod observer;
mod plan;
mod questions;
mod refresh;
mod server;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::index::{IndexError, Kind, Rebuilt};
use crate::model::NoteId;
use crate::vault::ConfigError;
use crate::workspace::{Checked, Clock, Host, WorkspaceError};

pub use crate::vouch::{HoldError, Holder, Status, holder, status};
pub use observer::Limit;

/// A reading of the clock.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    pub clock: Clock,
    /// Since any one moment; never goes back.
    pub elapsed: Duration,
}

/// What is to be watched, and how.
pub struct WatchRequest<'a> {
    pub host: Host,
    /// The vault's cache folder.
    pub cache: &'a Path,
    pub clock: &'a dyn Fn() -> Moment,
    pub pid: u32,
    /// Look at all folders from time to time instead of asking the system to tell of them.
    pub poll: bool,
    /// A command line for the system's shell, run after each batch of changes.
    pub on_change: Option<OsString>,
    /// Hears what happens, and must not hold up who tells it.
    pub tell: &'a mut dyn FnMut(News<'_>),
}

/// What became of one note.
#[derive(Clone, Debug)]
pub struct NoteChange {
    pub id: NoteId,
    pub kind: Kind,
    /// What is wrong in it and was not before, if anything.
    pub problems: Option<Checked>,
}

/// What a watch has to say.
#[derive(Debug)]
pub enum News<'a> {
    /// The index is true, and stays so.
    Started(&'a Status),
    /// A batch of changes is in the index.
    Changed(Vec<NoteChange>),
    /// All notes were read again.
    Rebuilt { why: &'a Rebuilt, notes: usize },
    /// So many of the folders are polled.
    Polling { why: &'a Limit, polled: usize, folders: usize },
    /// The vault's folder is gone.
    Lost(&'a Path),
    /// It is back, or another one stands in its place.
    Back(&'a Path),
    /// The settings cannot be used; nothing is done until they can.
    Settings(&'a ConfigError),
    /// The index could not be brought up to date; it will be tried again.
    Failed(&'a WorkspaceError),
    /// Something of the vault cannot be read.
    Unread(&'a crate::index::Unread),
    /// More happened at once than the system keeps; everything is looked at again.
    Overflow,
    /// The system does not tell what happens; it is asked anew.
    Deaf,
    /// The command that runs after changes failed.
    Hook(&'a str),
    /// The cache folder was taken away; it is made again.
    CacheGone,
}

/// A watch that cannot start or go on.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    #[error(transparent)]
    Held(#[from] HoldError),
    #[error("cannot {verb} {}", path.display())]
    File {
        verb: &'static str,
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error(transparent)]
    Index(#[from] IndexError),
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
}

impl WatchError {
    fn file(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WatchError {
        let path = path.to_owned();
        move |source| WatchError::File { verb, path, source }
    }
}

/// Ends a watch from another thread.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<inbox::Inbox>);

impl Stop {
    /// The watch ends as soon as it has finished what it is doing.
    pub fn now(&self) {
        self.0.stop();
    }
}

/// Watches until stopped.
///
/// # Errors
/// When another process watches this vault, or the cache folder cannot be used.
pub fn run(request: WatchRequest<'_>, stop: &Stop) -> Result<(), WatchError> {
    keeper::run(request, &stop.0)
}
