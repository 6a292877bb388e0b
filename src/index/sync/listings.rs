//! What the walk keeps of the vault's folders between two commands.
//!
//! Owns the file that it is kept in, beside the index. It is a mere saving of time: whoever finds it missing, old or damaged
//! lists the folders. Must not know what is in it.

use std::fs;
use std::time::Duration;

use super::request::SyncRequest;
use crate::index::store::Store;
use crate::index::store::folder;
use crate::index::store::seal::boot;
use crate::vault::Listings;

const FILE: &str = "folders";

/// What was kept, if it is to be believed: not by who wants all checked again, and not across a start of the system, which
/// may have lost changes with the power.
pub(in crate::index) fn kept(request: &SyncRequest) -> Option<Listings> {
    let store = Store::existing(request.cache?);
    let believed = fs::read(store.index_folder().join(FILE)).ok().filter(|_| !request.rebuild);
    Some(Listings::from_bytes(believed.unwrap_or_default(), boot(), request.now_ns))
}

/// Keeps what is worth it. Best effort: the next command lists the folders again. Not worth waiting for.
pub(in crate::index) fn keep(request: &SyncRequest, listings: Option<Listings>) {
    let Some((cache, bytes)) = request.cache.zip(listings.and_then(|listings| listings.to_keep(boot()))) else {
        return;
    };
    let store = Store::existing(cache);
    if let Ok(_lock) = store.lock(Duration::ZERO) {
        let _ = folder::replace(&store.index_folder().join(FILE), &bytes);
    }
}
