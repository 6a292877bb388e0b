//! What a caller asks of a sync.
//!
//! Owns the request as a value: what, where, how to find out what changed, who hears how far it is. Must not know how it is
//! done.

use std::path::Path;
use std::time::Duration;

use crate::index::document::Columns;
use crate::model::Note;
use crate::vault::{Scan, Vault};

/// Hears how far a sync is; called from several threads.
pub trait Progress: Sync {
    /// So many notes will be read.
    fn begin(&self, total: usize);
    /// So many more were.
    fn advance(&self, notes: usize);
}

/// Nobody listens.
impl Progress for () {
    fn begin(&self, _: usize) {}
    fn advance(&self, _: usize) {}
}

/// Where the vault is compared with the index.
#[derive(Debug)]
pub enum Refresh {
    /// By walking the vault, or by a walk that the caller has made just now.
    Everywhere(Option<Scan>),
    /// Only these paths may have changed, according to a caller who saw every event; they are written as ids are. With what
    /// a walk over them found. A note that was touched is read again whatever its state, others only if their state is
    /// another.
    At {
        /// Something happened to these.
        touched: Vec<String>,
        /// Whether anything happened to these nobody knows.
        uncertain: Vec<String>,
        scan: Scan,
    },
    /// Nothing changed since the index had this [`stamp`](crate::index::stamp), according to a watch that the caller asked.
    Unchanged { stamp: String },
}

/// What is to be made true, and where.
pub struct SyncRequest<'a> {
    pub vault: &'a Vault,
    /// The folder of this vault's index; `None` keeps it in memory.
    pub cache: Option<&'a Path>,
    /// Everything besides the notes that the index depends on; when it changes, all notes are read again.
    pub fingerprint: &'a str,
    /// What is kept of a note for [`Select::DueOrStale`](crate::index::Select::DueOrStale).
    pub columns: &'a (dyn Fn(&Note) -> Columns + Sync),
    /// The moment at which the command started, in nanoseconds since 1970.
    pub now_ns: i64,
    /// Rebuild whatever there is.
    pub rebuild: bool,
    /// Tell which files were left out, and why.
    pub reasons: bool,
    pub progress: &'a dyn Progress,
    /// How long to wait for another process that writes the index.
    pub lock_wait: Duration,
    /// Whether to answer from memory where the cache cannot be used.
    pub or_memory: bool,
}
