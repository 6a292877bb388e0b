//! What the index knows of the files: which it holds, and in which state each was read.
//!
//! Owns the reading of the state columns, for all notes in a few milliseconds. Must not know what is done about changes.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::atomic::{AtomicBool, Ordering};

use tantivy::{DocAddress, Searcher, SegmentReader};

use crate::index::document::path_key;
use crate::index::document::schema::column;
use crate::vault::{FileState, is_racy};

/// One note as it was indexed.
#[derive(Clone, Copy, Debug)]
pub(in crate::index) struct Known {
    pub(in crate::index) state: FileState,
    pub(in crate::index) hash: u64,
    pub(in crate::index) at: DocAddress,
}

/// All notes of an index.
pub(in crate::index) struct KnownNotes {
    /// By their path's key.
    notes: HashMap<u64, Entry, BuildHasherDefault<KeyHasher>>,
    /// What was read of them was read after this moment.
    verified_at_ns: i64,
}

struct Entry {
    known: Known,
    seen: AtomicBool,
}

impl KnownNotes {
    /// Whether the note of this id is as it was indexed, beyond doubt. Then it counts as seen.
    pub(in crate::index) fn are_true_of(&self, id: &str, state: &FileState) -> bool {
        let Some(entry) = self.notes.get(&path_key(id)) else { return false };
        let is_true = entry.known.state == *state && !is_racy(state, self.verified_at_ns);
        if is_true {
            entry.seen.store(true, Ordering::Relaxed);
        }
        is_true
    }

    pub(in crate::index) fn verified_at_ns(&self) -> i64 {
        self.verified_at_ns
    }

    /// What is known of the note of this id, which counts as seen.
    pub(in crate::index) fn see(&self, id: &str) -> Option<&Known> {
        let entry = self.notes.get(&path_key(id))?;
        entry.seen.store(true, Ordering::Relaxed);
        Some(&entry.known)
    }

    /// The notes that were not seen, in the order of the store.
    pub(in crate::index) fn unseen(&self) -> Vec<Known> {
        let unseen = self.notes.values().filter(|entry| !entry.seen.load(Ordering::Relaxed));
        let mut unseen: Vec<Known> = unseen.map(|entry| entry.known).collect();
        unseen.sort_unstable_by_key(|known| known.at);
        unseen
    }
}

/// The keys are hashes already.
#[derive(Default)]
pub(in crate::index) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// The notes that the index holds, verified at that moment.
pub(in crate::index) fn known_notes(searcher: &Searcher, verified_at_ns: i64) -> tantivy::Result<KnownNotes> {
    let notes = HashMap::with_capacity_and_hasher(searcher.num_docs() as usize, Default::default());
    let mut known = KnownNotes { notes, verified_at_ns };
    for (ord, segment) in searcher.segment_readers().iter().enumerate() {
        add_segment(segment, ord as u32, &mut known)?;
    }
    Ok(known)
}

fn add_segment(segment: &SegmentReader, ord: u32, all: &mut KnownNotes) -> tantivy::Result<()> {
    let keys = unsigned(segment, column::PATH_KEY)?;
    let (sizes, inodes) = (unsigned(segment, column::SIZE)?, unsigned(segment, column::INODE)?);
    let (mtimes, ctimes) = (signed(segment, column::MTIME)?, signed(segment, column::CTIME)?);
    let hashes = unsigned(segment, column::HASH)?;
    for doc in segment.doc_ids_alive() {
        let i = doc as usize;
        let state = FileState { size: sizes[i], mtime_ns: mtimes[i], ctime_ns: ctimes[i], inode: inodes[i] };
        let known = Known { state, hash: hashes[i], at: DocAddress::new(ord, doc) };
        if all.notes.insert(keys[i], Entry { known, seen: AtomicBool::new(false) }).is_some() {
            return Err(tantivy::TantivyError::InternalError("a note is in it twice".to_owned()));
        }
    }
    Ok(())
}

/// What one document says.
pub(in crate::index) fn known_at(searcher: &Searcher, at: DocAddress) -> tantivy::Result<Known> {
    let segment = searcher.segment_reader(at.segment_ord);
    let columns = segment.fast_fields();
    let number = |name| columns.u64(name).map(|column| column.first(at.doc_id).unwrap_or_default());
    let time = |name| columns.i64(name).map(|column| column.first(at.doc_id).unwrap_or_default());
    let state = FileState {
        size: number(column::SIZE)?,
        mtime_ns: time(column::MTIME)?,
        ctime_ns: time(column::CTIME)?,
        inode: number(column::INODE)?,
    };
    Ok(Known { state, hash: number(column::HASH)?, at })
}

/// A column of all documents of a segment, deleted ones among them.
pub(in crate::index) fn unsigned(segment: &SegmentReader, name: &str) -> tantivy::Result<Vec<u64>> {
    let column = segment.fast_fields().u64(name)?.first_or_default_col(0);
    let mut values = vec![0; segment.max_doc() as usize];
    column.get_range(0, &mut values);
    Ok(values)
}

/// The same for a column of signed numbers.
pub(in crate::index) fn signed(segment: &SegmentReader, name: &str) -> tantivy::Result<Vec<i64>> {
    let column = segment.fast_fields().i64(name)?.first_or_default_col(0);
    let mut values = vec![0; segment.max_doc() as usize];
    column.get_range(0, &mut values);
    Ok(values)
}
