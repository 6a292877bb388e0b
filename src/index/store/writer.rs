//! Changing the index: documents in, one commit out.
//!
//! Owns the engine's writer: its memory, its merging, the repair of what a killed update left behind. Must not know notes
//! or what a change is.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tantivy::indexer::{LogMergePolicy, MergeCandidate, MergePolicy, NoMergePolicy};
use tantivy::schema::Term;
use tantivy::schema::document::Document;
use tantivy::{Index, IndexWriter, SegmentMeta, TantivyDocument};

use super::Payload;
use crate::index::document::schema::fields;
use crate::index::error::IndexError;

/// How many bytes of notes may wait between reading and indexing.
const WAITING_BYTES: usize = 8_000_000;
/// Longer than any note takes to index. When nothing moves for so long the writer is dead, and says so at the next note.
const STALL: Duration = Duration::from_secs(2);

/// How much is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) enum Load {
    /// Some notes: little memory, quick to start; small segments are merged.
    Few,
    /// Thousands: a thread for each core, nothing merged.
    Many,
}

impl Load {
    pub(in crate::index) fn of(notes: usize) -> Load {
        if notes > 3000 { Load::Many } else { Load::Few }
    }

    fn threads(self) -> usize {
        match self {
            Load::Few => 1,
            Load::Many => std::thread::available_parallelism().map_or(1, |cores| cores.get().min(4)),
        }
    }

    fn memory(self) -> usize {
        match self {
            Load::Few => 15_000_000,
            Load::Many => self.threads() * 50_000_000,
        }
    }
}

/// A writer of one commit.
pub(in crate::index) struct Writer<'a> {
    engine: IndexWriter<Waiting>,
    gate: Arc<Gate>,
    path: &'a Path,
}

impl<'a> Writer<'a> {
    /// `path` is what errors name.
    pub(in crate::index) fn open(index: &Index, load: Load, path: &'a Path) -> Result<Writer<'a>, IndexError> {
        let engine = index.writer_with_num_threads(load.threads(), load.memory());
        let engine: IndexWriter<Waiting> = engine.map_err(IndexError::engine("open a writer for", path))?;
        match load {
            Load::Few => engine.set_merge_policy(Box::new(SmallFirst::new())),
            Load::Many => engine.set_merge_policy(Box::new(NoMergePolicy)),
        }
        // A killed update leaves files under the names that the same update chooses again.
        engine.garbage_collect_files().wait().map_err(IndexError::engine("clean", path))?;
        Ok(Writer { engine, gate: Arc::default(), path })
    }

    /// Adds a document; to replace one, call [`delete`](Writer::delete) first, which searches
    /// every segment. Waits while too much waits already.
    pub(in crate::index) fn add(&self, document: TantivyDocument, bytes: usize) -> Result<(), IndexError> {
        let waiting = Waiting { document, _pass: Gate::enter(&self.gate, bytes) };
        self.engine.add_document(waiting).map_err(IndexError::engine("write", self.path))?;
        Ok(())
    }

    pub(in crate::index) fn delete(&self, key: u64) {
        self.engine.delete_term(Term::from_field_u64(fields().path_key, key));
    }

    /// Makes all changes true at once, and waits until nothing is being written any more.
    pub(in crate::index) fn commit(mut self, payload: &Payload) -> Result<(), IndexError> {
        let failed = || IndexError::engine("commit", self.path);
        let payload =
            serde_json::to_string(payload).map_err(|error| IndexError::damaged(self.path, error.to_string()))?;
        let mut prepared = self.engine.prepare_commit().map_err(failed())?;
        prepared.set_payload(&payload);
        prepared.commit().map_err(failed())?;
        self.engine.wait_merging_threads().map_err(failed())
    }
}

/// Merges what updates leave behind, a few notes each. The large segments of a build stay, or a small update would now
/// and then take seconds; but one of which a fifth was deleted is rewritten, so that deleted notes' words go.
#[derive(Debug)]
struct SmallFirst(LogMergePolicy);

impl SmallFirst {
    const LARGE: u32 = 5_000;

    fn new() -> SmallFirst {
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(8);
        policy.set_min_layer_size(200);
        policy.set_max_docs_before_merge(Self::LARGE as usize);
        policy.set_del_docs_ratio_before_merge(0.2);
        SmallFirst(policy)
    }
}

impl MergePolicy for SmallFirst {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let worn = |segment: &&SegmentMeta| segment.num_deleted_docs() > segment.max_doc() / 5;
        let large = segments.iter().filter(|segment| segment.num_docs() > Self::LARGE);
        let mut candidates = self.0.compute_merge_candidates(segments);
        candidates.extend(large.filter(worn).map(|segment| MergeCandidate(vec![segment.id()])));
        candidates
    }
}

/// A document on its way into the engine, which would else queue ten thousand of any size.
struct Waiting {
    document: TantivyDocument,
    _pass: Pass,
}

impl Document for Waiting {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }
}

/// Counts the bytes that wait.
#[derive(Default)]
struct Gate {
    waiting: Mutex<usize>,
    left: Condvar,
}

/// Gives its bytes back when dropped, be it because the document was indexed or because the writer died.
struct Pass {
    gate: Arc<Gate>,
    bytes: usize,
}

impl Gate {
    fn enter(gate: &Arc<Gate>, bytes: usize) -> Pass {
        let waiting = gate.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |waiting: &mut usize| *waiting > 0 && *waiting + bytes > WAITING_BYTES;
        let entered = gate.left.wait_timeout_while(waiting, STALL, full).unwrap_or_else(PoisonError::into_inner);
        let (mut waiting, _) = entered;
        *waiting += bytes;
        Pass { gate: Arc::clone(gate), bytes }
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        let mut waiting = self.gate.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        *waiting = waiting.saturating_sub(self.bytes);
        self.gate.left.notify_all();
    }
}
