//! Bringing the index up to date with the files.
//!
//! Owns the order of things: walk, compare, lock, write, seal; and what is done when one of them fails. The rule behind
//! it: an answer is right or there is none, and only the vault itself can be a reason for none.

pub(super) mod answer;
pub(super) mod apply;
pub(super) mod changed;
pub(super) mod changes;
pub(super) mod copies;
pub(super) mod known;
pub(super) mod listings;
pub(super) mod open_texts;
pub(super) mod part;
pub(super) mod report;
pub(super) mod request;
pub(super) mod vanished;
pub(super) mod walk;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use tantivy::Index;

use super::error::IndexError;
use answer::{answer, finish};
use apply::{Applied, apply};
use changes::{Changes, compare, everything};
use known::{KnownNotes, known_notes};

use walk::{Opened, open, walk, walk_unknown, whole};

use super::document::schema::FORMAT;
use super::search::Snapshot;
use super::store::seal;
use super::store::writer::{Load, Writer};
use super::store::{self, NotReady, Payload, Ready, Store, create_in_memory};
use crate::vault::{RACY_NS, RootFacts, Scan};
use report::{InMemory, Rebuilt, Report};
use request::{Refresh, SyncRequest};
use vanished::refuse_to_forget;

/// Brings the index up to date and opens it.
///
/// # Errors
/// When the vault cannot be walked, or not even an index in memory can be made.
pub fn sync(request: &SyncRequest, refresh: Refresh) -> Result<(Snapshot, Report), IndexError> {
    match refresh {
        Refresh::Everywhere(scan) => sync_all(request, scan),
        Refresh::At { touched, uncertain, scan } => match part::sync_part(request, &touched, &uncertain, scan) {
            Some(answer) => Ok(answer),
            None => sync_all(request, None),
        },
        Refresh::Unchanged { stamp } => match vouched(request, &stamp) {
            Some(answer) => Ok(answer),
            None => sync_all(request, None),
        },
    }
}

/// The index in a cache folder without a refresh, however old; `None` when there is none that can be trusted.
pub fn unrefreshed(cache: &Path, fingerprint: &str) -> Option<Snapshot> {
    let ready = Store::existing(cache).open(fingerprint).ok()?;
    Some(answer(&ready, Report::default()).0)
}

/// The index as it is, if it can be trusted and is the one that was vouched for: another process may have written it
/// since, from a walk over the vault that is older than the question.
fn vouched(request: &SyncRequest, stamp: &str) -> Option<(Snapshot, Report)> {
    let store = Store::existing(request.cache.filter(|_| !request.rebuild)?);
    let ready = store.open(request.fingerprint).ok()?;
    ready.seal.as_ref().and_then(|seal| seal.stamp()).filter(|found| found == stamp)?;
    Some(answer(&ready, Report::default()))
}

fn sync_all(request: &SyncRequest, scan: Option<Scan>) -> Result<(Snapshot, Report), IndexError> {
    // The index is read beside the walk. Should another process write it meanwhile, the comparison finds differences, and
    // those are checked again with the lock held.
    let known = OnceLock::new();
    let found = || scan.map_or_else(|| walk_unknown(request, &known), |scan| whole(request, scan));
    let (scan, opened) = rayon::join(found, || open(request, &known));
    let mut scan = scan?;
    let Some(cache) = request.cache else {
        return in_memory(request, None, scan, InMemory::NoCache);
    };
    let listings = scan.listings.take();
    let answer = match opened.and_then(|opened| on_disk(request, opened, known.get(), scan)) {
        Err(error) if !request.or_memory || matches!(error, IndexError::Walk(_)) => return Err(error),
        Err(error) => in_memory(request, Some(cache), walk(request)?, InMemory::Failed(error)),
        answer => answer,
    };
    listings::keep(request, listings);
    answer
}

fn on_disk(
    request: &SyncRequest,
    opened: Opened,
    known: Option<&KnownNotes>,
    scan: Scan,
) -> Result<(Snapshot, Report), IndexError> {
    let Opened { store, trusted } = opened;
    let Some((ready, known)) = trusted.zip(known) else { return locked(request, &store, scan, None) };
    match ready.compare_with(known, request, &scan) {
        Ok(changes) if changes.is_empty() => {
            renew(request, &store, &ready, &changes);
            Ok(answer(&ready, Report::new(scan, &changes, Applied::default())))
        }
        Ok(changes) => locked(request, &store, scan, Some((ready, changes))),
        Err(_) => locked(request, &store, scan, None),
    }
}

/// What must be done by one process at a time. What was planned without the lock holds if nobody committed meanwhile.
fn locked(
    request: &SyncRequest,
    store: &Store,
    scan: Scan,
    planned: Option<(Ready, Changes)>,
) -> Result<(Snapshot, Report), IndexError> {
    let _lock = store.lock(request.lock_wait)?;
    let ready = match request.rebuild {
        true => return rebuild(request, store, scan, Rebuilt::Asked),
        false => store.open_checked(request.fingerprint),
    };
    let ready = match ready {
        Ok(ready) => ready,
        Err(why) => {
            let scan = whole(request, scan)?;
            refuse_to_forget(request, &why, &scan)?;
            return rebuild(request, store, scan, reason(why));
        }
    };
    match planned {
        Some((before, changes)) if before.seal == ready.seal => {
            update(request, store, ready, scan, &changes, SECOND_TRIES)
        }
        _ => compare_and_update(request, store, ready, SECOND_TRIES),
    }
}

/// How often an update that failed is tried again before a new index is built.
const SECOND_TRIES: u8 = 1;

fn compare_and_update(
    request: &SyncRequest,
    store: &Store,
    ready: Ready,
    tries: u8,
) -> Result<(Snapshot, Report), IndexError> {
    let scan = walk(request)?;
    match ready.compare(request, &scan) {
        Ok(changes) => update(request, store, ready, scan, &changes, tries),
        Err(error) => rebuild(request, store, scan, Rebuilt::Damaged(error.to_string())),
    }
}

/// Writes the changes into the index as it is. A second try cures what a killed process left; after that only a new index
/// does. It opens and compares again: what failed may have been committed all the same, and must not be added twice.
fn update(
    request: &SyncRequest,
    store: &Store,
    ready: Ready,
    scan: Scan,
    changes: &Changes,
    tries: u8,
) -> Result<(Snapshot, Report), IndexError> {
    ready.refuse_if_vanished(request, changes, &scan)?;
    match ready.write(request, changes, &scan) {
        Ok(applied) => Ok(answer(&ready, Report::new(scan, changes, applied))),
        Err(error) if tries == 0 => rebuild(request, store, scan, Rebuilt::Stuck(error.to_string())),
        Err(_) => match store.open_checked(request.fingerprint) {
            Ok(ready) => compare_and_update(request, store, ready, tries - 1),
            Err(why) => rebuild(request, store, scan, reason(why)),
        },
    }
}

fn rebuild(request: &SyncRequest, store: &Store, scan: Scan, why: Rebuilt) -> Result<(Snapshot, Report), IndexError> {
    let mut scan = whole(request, scan)?;
    let changes = everything(&mut scan);
    let applied = build(request, store, &changes, scan.root).inspect_err(|_| store.discard())?;
    store.exchange()?;
    let ready = store
        .open(request.fingerprint)
        .map_err(|why| IndexError::damaged(&store.index_folder(), format!("{why:?}, just after it was built")))?;
    let mut report = Report::new(scan, &changes, applied);
    report.rebuilt = Some(why);
    Ok(answer(&ready, report))
}

/// A new index beside the one in use.
fn build(request: &SyncRequest, store: &Store, changes: &Changes, root: RootFacts) -> Result<Applied, IndexError> {
    let (index, folder) = store.create()?;
    let applied = write(request, &index, &folder, changes, request.now_ns)?;
    seal_index(&index, &folder, request.now_ns, root)?;
    Ok(applied)
}

/// The same in memory, from what the cache has if it can be read.
fn in_memory(
    request: &SyncRequest,
    cache: Option<&Path>,
    mut scan: Scan,
    why: InMemory,
) -> Result<(Snapshot, Report), IndexError> {
    let copy = cache.filter(|_| !request.rebuild).and_then(|cache| Store::existing(cache).copy(request.fingerprint));
    let known = copy
        .and_then(|ready| ready.compare(request, &scan).ok().map(|changes| ((ready.index, ready.directory), changes)));
    let ((index, directory), changes) = match known {
        Some(known) => known,
        None => (create_in_memory()?, everything(&mut scan)),
    };
    let applied = write(request, &index, Path::new("memory"), &changes, request.now_ns)?;
    let reader = store::reader(&index).map_err(IndexError::engine("open", Path::new("memory")))?;
    let mut report = Report::new(scan, &changes, applied);
    report.in_memory = Some(why);
    Ok(finish(Snapshot::new(reader.searcher(), directory, None), report))
}

/// One commit: reads what changed and writes it.
fn write(
    request: &SyncRequest,
    index: &Index,
    path: &Path,
    changes: &Changes,
    verified_at_ns: i64,
) -> Result<Applied, IndexError> {
    let known = index.load_metas().is_ok_and(|metas| metas.payload.is_some());
    let writer = Writer::open(index, Load::of(changes.to_read.len()), path)?;
    let fingerprint = request.fingerprint.to_owned();
    let payload = Payload { format: FORMAT, fingerprint, verified_at_ns, complete: true };
    let written = apply(request, &writer, changes).and_then(|applied| match known && applied.wrote_nothing(changes) {
        true => Ok(applied),
        false => writer.commit(&payload).map(|()| applied),
    });
    written.map_err(|error| error.or_full(path))
}

impl Ready {
    /// Writes the changes of a part, of which nothing follows for the rest.
    pub(super) fn write_part(
        &self,
        request: &SyncRequest,
        changes: &Changes,
        scan: &Scan,
    ) -> Result<Applied, IndexError> {
        self.write_as_of(request, changes, scan.root, self.verified_at_ns())
    }

    fn compare(&self, request: &SyncRequest, scan: &Scan) -> Result<Changes, IndexError> {
        self.compare_with(&self.known()?, request, scan)
    }

    /// What the index holds.
    pub(super) fn known(&self) -> Result<KnownNotes, IndexError> {
        let searcher = self.reader.searcher();
        self.guarded(|| known_notes(&searcher, self.verified_at_ns()))
    }

    fn compare_with(&self, known: &KnownNotes, request: &SyncRequest, scan: &Scan) -> Result<Changes, IndexError> {
        let searcher = self.reader.searcher();
        self.guarded(|| {
            let mut changes = compare(&searcher, known, request.vault, scan)?;
            copies::add(&searcher, request.vault, &mut changes)?;
            Ok(changes)
        })
    }

    /// The engine may panic over damage that the seal does not know of.
    pub(super) fn guarded<T>(&self, read: impl FnOnce() -> tantivy::Result<T>) -> Result<T, IndexError> {
        let path = self.path();
        match catch_unwind(AssertUnwindSafe(read)) {
            Ok(read) => read.map_err(IndexError::engine("read", &path)),
            Err(_) => Err(IndexError::damaged(&path, "its columns cannot be read")),
        }
    }

    fn write(&self, request: &SyncRequest, changes: &Changes, scan: &Scan) -> Result<Applied, IndexError> {
        // What could not be checked was not verified either.
        let blind = !changes.kept.is_empty() || !scan.unreadable.is_empty();
        let verified_at_ns = if blind { self.verified_at_ns() } else { request.now_ns };
        self.write_as_of(request, changes, scan.root, verified_at_ns)
    }

    fn write_as_of(
        &self,
        request: &SyncRequest,
        changes: &Changes,
        root: RootFacts,
        verified_at_ns: i64,
    ) -> Result<Applied, IndexError> {
        let folder = self.path();
        seal::begin_update(&folder).map_err(IndexError::file("write in", &folder))?;
        let applied = match changes.is_empty() {
            true => Applied::default(),
            false => write(request, &self.index, &folder, changes, self.verified_at_ns())?,
        };
        // Nor was what could not be read.
        let verified_at_ns = if applied.unread.is_empty() { verified_at_ns } else { self.verified_at_ns() };
        seal_index(&self.index, &folder, verified_at_ns, root)?;
        self.reader.reload().map_err(IndexError::engine("open", &folder))?;
        Ok(applied)
    }

    fn path(&self) -> PathBuf {
        self.folder.clone().unwrap_or_else(|| PathBuf::from("memory"))
    }
}

fn seal_index(index: &Index, folder: &Path, verified_at_ns: i64, root: RootFacts) -> Result<(), IndexError> {
    let metas = index.load_metas().map_err(IndexError::engine("read", folder))?;
    let files = store::segment_files(&metas, folder);
    seal::set(folder, &files, verified_at_ns, root).map_err(IndexError::file("seal", folder))
}

/// When files were read again only because the last verification was too near to their last change, a later verification
/// saves the next command the same. Not worth waiting for.
fn renew(request: &SyncRequest, store: &Store, ready: &Ready, changes: &Changes) {
    let settled = request.now_ns.saturating_sub(changes.newest_ctime_ns) >= RACY_NS;
    if changes.reread == 0 || !changes.kept.is_empty() || !settled {
        return;
    }
    let Ok(_lock) = store.lock(Duration::ZERO) else { return };
    let folder = store.index_folder();
    if let (seal::Verdict::Sealed(now), Some(before)) = (seal::verdict(&folder), &ready.seal)
        && now == *before
    {
        // Best effort: the next command tries again.
        let _ = seal::renew(&folder, &now, request.now_ns);
    }
}

fn reason(why: NotReady) -> Rebuilt {
    match why {
        NotReady::Absent => Rebuilt::First,
        NotReady::OtherFingerprint { .. } => Rebuilt::Settings,
        NotReady::Suspect(what) => Rebuilt::Damaged(what),
    }
}
