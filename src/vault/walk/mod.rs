//! The walk over a vault: every note with its state, sorted, and what was left out or could not be read.
//!
//! Owns the putting together. One thread lists folders (`walker`); `file_state` asks for the files' states on all cores meanwhile.
//! Must not open notes (but for the head of a `README.md`, which may be one), nor know what is in them.

pub(super) mod file_state;
pub(super) mod ignore_rules;
pub(super) mod listings;
pub(super) mod place;
pub(super) mod readme;
pub(super) mod reason;
pub(super) mod scan;
pub(super) mod walker;

use std::io;
use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;

use super::medium::dates_folders;
use file_state::{Batch, FileChecker};
use listings::Listings;
use place::Place;
use scan::{Memory, Options, RootFacts, Scan, WalkError};
use walker::Walker;

/// Finds every note below `root`, an absolute path.
///
/// # Errors
/// When the root itself is gone, replaced or unreadable: an empty scan means an empty vault and nothing else.
pub fn walk(root: &Path, options: Options) -> Result<Scan, WalkError> {
    walk_unknown(root, options, Memory::none())
}

/// Finds every note below `root`, and counts those that are known in their state. Folders that are known to be as they were
/// are not listed.
///
/// # Errors
/// As [`walk`].
pub fn walk_unknown(root: &Path, options: Options, memory: Memory) -> Result<Scan, WalkError> {
    walk_from(root, options, memory, |walker| walker.everything())
}

/// Finds the notes at and below some paths, written as ids are, each once; whatever is not there or not a note is passed over.
///
/// # Errors
/// As [`walk`].
pub fn walk_parts(root: &Path, parts: &[String], options: Options) -> Result<Scan, WalkError> {
    walk_from(root, options, Memory::none(), |walker| walker.parts(parts))
}

fn walk_from(
    root: &Path,
    options: Options,
    memory: Memory,
    run: impl FnOnce(Walker) -> io::Result<(Batch, Option<Listings>)> + Send,
) -> Result<Scan, WalkError> {
    let failed = |source| WalkError::Root { path: root.to_path_buf(), source };
    let place = Place::open(root).map_err(failed)?;
    let checker = FileChecker { place: &place, is_known: memory.notes, reasons: options.reasons };
    let listings = memory.folders.filter(|_| dates_folders(root));
    let done = Mutex::new(Vec::new());
    // The listing takes a place in the pool: as many threads as cores, or they would push each other aside.
    let (last, listings) = rayon::scope(|scope| {
        let spawn = |number: usize, candidates| {
            let (checker, done) = (&checker, &done);
            scope.spawn(move |_| keep(done, number, checker.check(candidates)));
        };
        run(Walker::new(&checker, options, listings, &spawn))
    })
    .map_err(failed)?;
    match place.is_still_there().map_err(failed)? {
        true => Ok(Scan { listings, ..assemble(done, last, place.facts()) }),
        false => Err(WalkError::Replaced { path: root.to_path_buf() }),
    }
}

fn keep(done: &Mutex<Vec<(usize, Batch)>>, number: usize, batch: Batch) {
    // A poisoned lock holds whole batches all the same: pushing is the only thing done under it.
    done.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push((number, batch));
}

/// Puts the batches together, sorted.
fn assemble(done: Mutex<Vec<(usize, Batch)>>, last: Batch, root: RootFacts) -> Scan {
    let mut batches = done.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    batches.push((usize::MAX, last));
    batches.sort_unstable_by_key(|(number, _)| *number);
    let count = batches.iter().map(|(_, batch)| batch.files.len()).sum();
    let mut scan = Scan {
        files: Vec::with_capacity(count),
        known: 0,
        newest_ctime_ns: i64::MIN,
        left_out: Vec::new(),
        links: Vec::new(),
        linked_rules: false,
        folders: Vec::new(),
        unreadable: Vec::new(),
        listings: None,
        root,
    };
    for (_, batch) in batches {
        scan.files.extend(batch.files);
        scan.known += batch.known;
        scan.newest_ctime_ns = scan.newest_ctime_ns.max(batch.newest_ctime_ns);
        scan.left_out.extend(batch.left_out);
        scan.folders.extend(batch.folders);
        scan.links.extend(batch.links);
        scan.linked_rules |= batch.linked_rules;
        scan.unreadable.extend(batch.unreadable);
    }
    scan.files.par_sort_unstable_by(|a, b| a.id.cmp(&b.id));
    scan.links.sort_unstable();
    scan.files.dedup_by(|a, b| a.id == b.id);
    scan.left_out.sort_by(|a, b| a.path.cmp(&b.path));
    scan.unreadable.sort_by(|a, b| a.path.cmp(&b.path));
    scan
}

#[cfg(test)]
mod tests;
