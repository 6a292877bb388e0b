//! The index: a disposable cache that answers in milliseconds what the notes say. The search engine lives here and nowhere
//! else.
//!
//! Owns the folder that the caller gives it, and nothing that cannot be made again from the notes. It stores each note as a
//! value, the state in which its file was read, and the terms by which it is found, in one commit: all of it is true or
//! none. Must not know the clock, the query language, or what makes somebody due.
//!
//! [`sync`] brings it up to date with the files, whatever happened to either; a [`Snapshot`] answers [`Select`]s. Faults of
//! the index are not the caller's: a damaged one is rebuilt, one that cannot be written is done in memory.

mod document;
mod elsewhere;
mod error;
mod search;
mod store;
mod sync;
#[cfg(test)]
mod tests;

pub use document::{Columns, path_key};
pub use elsewhere::{Census, Row, RowEntry, Sources, Table, TableBuilder};
pub use error::IndexError;
pub use store::folder::size_on_disk;

/// Files and folders that only this user can reach, for what else lies in a cache folder.
pub mod private {
    pub use super::store::folder::{create_private, make_private, open_private, remove, remove_all, restrict_file};
}
pub use search::Snapshot;
pub use search::addresses::Address;
pub use search::lower::{Known, Lowered, due_or_stale, lapsed, lower, met_at, seen_at};
pub use search::parts::Parts;
pub use search::select::Select;
pub use store::{fingerprint_of, stamp};
pub use sync::changed::{Changed, Kind, Unread};
pub use sync::open_texts::with_open_texts;
pub use sync::report::{InMemory, Rebuilt, Report};
pub use sync::request::{Progress, Refresh, SyncRequest};
pub use sync::{sync, unrefreshed};
