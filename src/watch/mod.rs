//! Floor 4: an index that is always true, at no cost to the one who asks.
//!
//! Owns the long-lived watch of one vault: hearing of changes, acting on them at the right moment, and proving to whoever
//! asks that nothing is missing. Must not know words or terminals, nor the clock: both are given.
//!
//! `observer` hears what happens, `happened` reads it, `inbox` keeps it. The `keeper` takes it out, round by round:
//! `schedule` decides when to act, `refresh` makes the index hold what happened, `questions` proves it to those who ask, and
//! `reporter` reports what changed.
//!
//! # How freshness is proved
//!
//! Whoever asks must not get an answer from the past. So the watch answers a question by making a new file, a *cookie*, in a
//! folder that the same watcher observes, and waits until the event of its making has come back (Watchman's way). All that
//! happened before the question comes before the cookie in the same queue, so it has been heard by then; it is brought
//! into the index, and only then the answer is "fresh". No cookie within a second, any doubt, or no answer at all: the one
//! who asked checks the files, as without a watch.
//!
//! What the cookie proves depends on the system:
//!
//! - **Linux**: inotify has one queue an instance, into which the kernel puts an event before the call that caused it
//!   returns. The proof holds for all changes made through this kernel by a note's own name. What it does not report is
//!   checked when somebody asks: notes with other names (hard links, the targets of symbolic links), the mount table, the
//!   settings, and whether another process wrote the index. Where an ignore file is a link, whoever asks checks the files.
//!   Three things remain unproved until everything is checked again, which is done every ten minutes: writes through
//!   `mmap`, which editors of text do not use; writes through a hard link that was made in a place that is not watched while
//!   the watch ran; and writes behind a single file that is mounted over a note.
//! - **Network and shared folders** (NFS, SMB, FUSE, 9p, …): other machines change files without this kernel's knowing.
//!   Nothing is proved: such folders are polled, and checked when somebody asks; where most are, the one who asks does it.
//! - **macOS**: FSEvents keeps no order between folders. **Windows**: every watched tree has a buffer of its own. Nothing is
//!   proved there either; the watch keeps the index warm, and every query checks the files.

mod client;
mod cookies;
mod debounce;
mod error;
mod faults;
mod file_event;
mod git_lock;
mod hook;
mod inbox;
mod keeper;
mod notice;
mod observer;
mod outcome;
mod pending;
mod questions;
mod refresh;
mod reporter;
mod request;
mod schedule;
mod server;
mod stop;
mod uncertain;

pub use crate::vouch::{HoldError, Holder, Status, holder, status};
pub use error::WatchError;
pub use keeper::run;
pub use notice::{NoteChange, Notice};
pub use observer::Limit;
pub use request::{Moment, WatchRequest};
pub use stop::Stop;
