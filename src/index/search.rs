//! Asking the index.
//!
//! Owns the snapshot: one commit, in which every question of a command is answered. Notes come out of it decoded, so that
//! whoever asks need not know the engine.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tantivy::{DocAddress, Searcher, SegmentReader};

use super::bits::Bits;
use super::error::IndexError;
use super::rank;
use super::record;
use super::seal;
use super::select::{Select, matching};
use crate::model::{Note, NoteId};

/// How many records one thread decodes before it takes the next lot.
const LOT: usize = 1024;

/// How much of each note is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    All,
    /// `links` and `mentions` stay empty: what a listing of people does not show need not be decoded.
    WithoutLinks,
}

/// The index as one commit left it; later ones do not change it.
#[derive(Clone)]
pub struct Snapshot {
    searcher: Searcher,
    /// `None` in memory.
    folder: Option<PathBuf>,
}

impl Snapshot {
    pub(super) fn new(searcher: Searcher, folder: Option<PathBuf>) -> Snapshot {
        Snapshot { searcher, folder }
    }

    /// How many notes there are.
    pub fn len(&self) -> usize {
        self.searcher.num_docs() as usize
    }

    /// Whether there is no note at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The selected notes, sorted by path.
    ///
    /// # Errors
    /// When the index turns out to be damaged; it is then built anew by the next sync.
    pub fn notes(&self, select: &Select) -> Result<Vec<Note>, IndexError> {
        let mut notes = self.collect(select, Parts::All, Some)?;
        notes.par_sort_unstable_by(|a, b| a.id.cmp(&b.id));
        Ok(notes)
    }

    /// What `take` makes of the selected notes, on all cores and in no order: the quick way when most notes are only
    /// looked at.
    ///
    /// # Errors
    /// As [`notes`](Snapshot::notes).
    pub fn collect<T: Send>(
        &self,
        select: &Select,
        parts: Parts,
        take: impl Fn(Note) -> Option<T> + Sync,
    ) -> Result<Vec<T>, IndexError> {
        self.guarded(|| {
            let lots = self.lots(select)?;
            let taken = lots.par_iter().map(|(segment, docs)| decode_lot(segment, docs, parts, &take));
            let taken: Vec<Vec<T>> = taken.collect::<tantivy::Result<_>>()?;
            Ok(taken.into_iter().flatten().collect())
        })
    }

    /// How many notes are selected.
    ///
    /// # Errors
    /// As [`notes`](Snapshot::notes).
    pub fn count(&self, select: &Select) -> Result<usize, IndexError> {
        self.guarded(|| {
            let counts =
                self.searcher.segment_readers().par_iter().map(|segment| Ok(matching(segment, select)?.count()));
            counts.sum::<tantivy::Result<usize>>()
        })
    }

    /// The note with this path.
    ///
    /// # Errors
    /// As [`notes`](Snapshot::notes).
    pub fn get(&self, id: &NoteId) -> Result<Option<Note>, IndexError> {
        let found = self.notes(&Select::Ids(vec![id.clone()]))?;
        Ok(found.into_iter().find(|note| note.id == *id))
    }

    /// The notes in which all words stand, the best first, those equally good by path; each with its score and without
    /// what it links to.
    ///
    /// # Errors
    /// As [`notes`](Snapshot::notes).
    pub fn ranked(&self, words: &[Vec<String>], limit: Option<usize>) -> Result<Vec<(Note, f32)>, IndexError> {
        self.guarded(|| {
            let mut best = rank::best(&self.searcher, words, limit)?;
            // In the order of the store, where neighbours share a block.
            best.sort_unstable_by_key(|(_, at)| *at);
            let lots = best.par_chunks(LOT / 8).map(|lot| decode_scored(&self.searcher, lot));
            let mut notes: Vec<(Note, f32)> =
                lots.collect::<tantivy::Result<Vec<_>>>()?.into_iter().flatten().collect();
            notes.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.id.cmp(&b.0.id)));
            notes.truncate(limit.unwrap_or(usize::MAX));
            Ok(notes)
        })
    }

    /// The path, the name and the aliases of the selected notes, sorted by path.
    ///
    /// # Errors
    /// As [`notes`](Snapshot::notes).
    pub fn names(&self, select: &Select) -> Result<Vec<(NoteId, String, Vec<String>)>, IndexError> {
        let mut names =
            self.collect(select, Parts::WithoutLinks, |note| Some((note.id, note.person.name, note.person.aliases)))?;
        names.par_sort_unstable();
        Ok(names)
    }

    fn lots(&self, select: &Select) -> tantivy::Result<Vec<(&SegmentReader, Vec<u32>)>> {
        let segments = self.searcher.segment_readers().par_iter();
        let found = segments.map(|segment| Ok((segment, matching(segment, select)?)));
        let found: Vec<(&SegmentReader, Bits)> = found.collect::<tantivy::Result<_>>()?;
        Ok(found.into_iter().flat_map(|(segment, bits)| cut(segment, &bits)).collect())
    }

    /// Whatever the engine does over damaged files becomes an error, and the files lose their seal.
    fn guarded<T>(&self, ask: impl FnOnce() -> tantivy::Result<T>) -> Result<T, IndexError> {
        let path = self.folder.as_deref().unwrap_or(Path::new("memory"));
        let answer = match catch_unwind(AssertUnwindSafe(ask)) {
            Ok(answer) => answer.map_err(IndexError::engine("read", path)),
            Err(_) => Err(IndexError::damaged(path, "it cannot be read")),
        };
        if let (Err(_), Some(folder)) = (&answer, &self.folder) {
            // Without a seal the next sync builds it anew; if that cannot be said, it will find out as this one did.
            let _ = seal::take_away(folder);
        }
        answer
    }
}

fn cut<'a>(segment: &'a SegmentReader, bits: &Bits) -> Vec<(&'a SegmentReader, Vec<u32>)> {
    let docs: Vec<u32> = bits.iter().collect();
    docs.chunks(LOT).map(|lot| (segment, lot.to_vec())).collect()
}

fn decode_lot<T>(
    segment: &SegmentReader,
    docs: &[u32],
    parts: Parts,
    take: &(impl Fn(Note) -> Option<T> + Sync),
) -> tantivy::Result<Vec<T>> {
    let store = segment.get_store_reader(1)?;
    let mut taken = Vec::with_capacity(docs.len());
    for doc in docs {
        taken.extend(take(decode(&store.get_document_bytes(*doc)?, parts)?));
    }
    Ok(taken)
}

/// The notes of some documents in the order of the store, with their scores.
fn decode_scored(searcher: &Searcher, lot: &[(f32, DocAddress)]) -> tantivy::Result<Vec<(Note, f32)>> {
    let mut notes = Vec::with_capacity(lot.len());
    for same_segment in lot.chunk_by(|a, b| a.1.segment_ord == b.1.segment_ord) {
        let store = searcher.segment_reader(same_segment[0].1.segment_ord).get_store_reader(1)?;
        for (score, at) in same_segment {
            notes.push((decode(&store.get_document_bytes(at.doc_id)?, Parts::WithoutLinks)?, *score));
        }
    }
    Ok(notes)
}

/// The note of one document.
pub(super) fn note_at(searcher: &Searcher, at: DocAddress) -> tantivy::Result<Note> {
    let store = searcher.segment_reader(at.segment_ord).get_store_reader(1)?;
    decode(&store.get_document_bytes(at.doc_id)?, Parts::All)
}

fn decode(bytes: &[u8], parts: Parts) -> tantivy::Result<Note> {
    let note = match parts {
        Parts::All => record::decode(bytes),
        Parts::WithoutLinks => record::decode_without_links(bytes),
    };
    note.ok_or_else(|| tantivy::TantivyError::InternalError("a record is damaged".to_owned()))
}
