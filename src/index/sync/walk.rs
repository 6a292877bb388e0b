//! The walk over the vault and the reading of the index, side by side.
//!
//! Owns what is asked of the walk, and what the index reports meanwhile. Must not know what is done about differences.

use std::path::Path;
use std::sync::OnceLock;

use super::known::KnownNotes;
use super::listings;
use super::request::SyncRequest;
use crate::index::error::IndexError;
use crate::index::store::{Ready, Store};
use crate::vault::{FileState, Memory, Options, Scan, WalkError};

pub(in crate::index) fn walk(request: &SyncRequest) -> Result<Scan, IndexError> {
    Ok(request.vault.walk(Options { reasons: request.reasons, ..Options::default() })?)
}

/// Walks the vault; what is known by the time at which it is checked, and has not changed, is only counted.
pub(in crate::index) fn walk_unknown(request: &SyncRequest, known: &OnceLock<KnownNotes>) -> Result<Scan, IndexError> {
    let options = Options { reasons: request.reasons, ..Options::default() };
    let is_known = |id: &str, state: &FileState| known.get().is_some_and(|known| known.are_true_of(id, state));
    Ok(request.vault.walk_unknown(options, Memory { notes: &is_known, folders: listings::kept(request) })?)
}

/// All that there is, where it was only counted before: in the same folder, because what was decided of the one does not
/// hold for another.
pub(in crate::index) fn whole(request: &SyncRequest, scan: Scan) -> Result<Scan, IndexError> {
    if scan.known == 0 {
        return Ok(scan);
    }
    let all = walk(request)?;
    match all.root == scan.root {
        true => Ok(all),
        false => Err(IndexError::Walk(WalkError::Replaced { path: request.vault.root.clone() })),
    }
}

/// The store, and its index where that can be trusted without the lock.
pub(in crate::index) struct Opened {
    pub(in crate::index) store: Store,
    pub(in crate::index) trusted: Option<Ready>,
}

/// Tells what the index holds as soon as that is known. Without a cache folder there is nothing to open, and nobody asks
/// what.
pub(in crate::index) fn open(request: &SyncRequest, known: &OnceLock<KnownNotes>) -> Result<Opened, IndexError> {
    let store = Store::at(request.cache.unwrap_or(Path::new("")))?;
    let ready = if request.rebuild { None } else { store.open(request.fingerprint).ok() };
    let trusted = ready.filter(|ready| ready.known().is_ok_and(|notes| known.set(notes).is_ok()));
    Ok(Opened { store, trusted })
}
