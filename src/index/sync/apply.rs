//! Reading what changed and handing it to the writer.
//!
//! Owns the way of one note from its file into the index, on all cores, and the account of what became of each. Must not
//! know where the index lies.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;
use tantivy::TantivyDocument;

use super::changed::{Changed, Kind, Unread};
use super::changes::{Changes, ToRead, Vanished};
use super::copies;
use super::request::SyncRequest;
use crate::index::document::{Columns, document, path_key};
use crate::index::error::IndexError;
use crate::index::store::writer::Writer;
use crate::model::{NoteId, Placement};
use crate::note::{self, NOTE_LIMIT, Reading};
use crate::vault::{ReadErrorKind, ReadNote};

/// How many notes are read between two words about progress.
const PROGRESS_STEP: usize = 256;

/// What became of the changes.
#[derive(Debug, Default)]
pub(in crate::index) struct Applied {
    pub(in crate::index) changed: Vec<Changed>,
    pub(in crate::index) unread: Vec<Unread>,
    /// Notes whose files changed and whose content did not.
    pub(in crate::index) touched: usize,
}

/// What became of one note.
enum Outcome {
    Indexed { hash: u64 },
    Gone,
    Failed(String),
}

/// Reads, parses and writes every note that changed, and deletes what vanished.
pub(in crate::index) fn apply(
    request: &SyncRequest,
    writer: &Writer,
    changes: &Changes,
) -> Result<Applied, IndexError> {
    changes.vanished.iter().for_each(|vanished| writer.delete(path_key(vanished.id.as_str())));
    request.progress.begin(changes.to_read.len());
    let steps = changes.to_read.par_chunks(PROGRESS_STEP).map(|notes| {
        let outcomes: Result<Vec<Outcome>, IndexError> =
            notes.iter().map(|note| index_note(request, writer, note)).collect();
        request.progress.advance(notes.len());
        outcomes
    });
    let outcomes: Vec<Vec<Outcome>> = steps.collect::<Result<_, _>>()?;
    Ok(account(changes, outcomes.into_iter().flatten()))
}

fn index_note(request: &SyncRequest, writer: &Writer, note: &ToRead) -> Result<Outcome, IndexError> {
    let key = path_key(note.id.as_str());
    match request.vault.read(&note.id, NOTE_LIMIT) {
        Ok(read) => {
            let Some((document, bytes)) = document_of(request, &note.id, &read) else {
                return Ok(Outcome::Failed(BROKEN.to_owned()));
            };
            if note.known_hash.is_some() {
                writer.delete(key);
            }
            writer.add(document, bytes)?;
            Ok(Outcome::Indexed { hash: read.hash })
        }
        Err(error) if matches!(error.kind, ReadErrorKind::NotFound) => {
            writer.delete(key);
            Ok(Outcome::Gone)
        }
        Err(error) => Ok(Outcome::Failed(error.kind.to_string())),
    }
}

/// Why a note is not indexed of which no document can be made.
const BROKEN: &str = "splitting it into words failed; please report it with the note";

/// The document of a note, and about how many bytes it takes: the words, the record and the terms are about thrice the
/// text. `None` when a fault of this program breaks the making of its words; that may cost no other note.
fn document_of(request: &SyncRequest, id: &NoteId, read: &ReadNote) -> Option<(TantivyDocument, usize)> {
    let placement = request.vault.placement(id);
    let (parsed, columns) = parse(request, id, read, placement);
    let made = catch_unwind(AssertUnwindSafe(|| {
        let mut document = document(&parsed, &read.state, read.hash, columns);
        copies::mark(&mut document, id, placement.has_original);
        document
    }));
    made.ok().map(|document| (document, 3 * parsed.text.len()))
}

/// The note in these bytes and what is kept of it in columns. Should the rule break on one note, that note is checked
/// whenever somebody asks, and all others are indexed; the reader catches its own faults.
fn parse(request: &SyncRequest, id: &NoteId, read: &ReadNote, placement: Placement) -> (Reading, Columns) {
    let settings = &request.vault.settings;
    let parsed = note::read(id, &read.bytes, read.size, settings, placement);
    let columns = catch_unwind(AssertUnwindSafe(|| (request.columns)(&parsed.note)));
    (parsed, columns.unwrap_or(Columns::UNKNOWN))
}

fn account(changes: &Changes, outcomes: impl Iterator<Item = Outcome>) -> Applied {
    let mut applied = Applied::default();
    let mut added = Vec::new();
    let mut removed = changes.vanished.clone();
    for (note, outcome) in changes.to_read.iter().zip(outcomes) {
        match (outcome, note.known_hash) {
            (Outcome::Indexed { hash }, None) => added.push((note.id.clone(), hash)),
            (Outcome::Indexed { hash }, Some(known)) if hash == known => applied.touched += 1,
            (Outcome::Indexed { .. }, Some(_)) => applied.record(note.id.clone(), Kind::Modified),
            (Outcome::Gone, Some(hash)) => removed.push(Vanished { id: note.id.clone(), hash }),
            (Outcome::Gone, None) => {}
            (Outcome::Failed(why), known) => applied.fail(&note.id, why, known.is_some()),
        }
    }
    applied.pair(added, removed);
    applied.changed.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    applied
}

impl Applied {
    /// Whether every note that was to be read failed, so that there is nothing to commit.
    pub(in crate::index) fn wrote_nothing(&self, changes: &Changes) -> bool {
        changes.vanished.is_empty() && self.changed.is_empty() && self.touched == 0
    }

    fn record(&mut self, id: NoteId, kind: Kind) {
        self.changed.push(Changed { id, kind });
    }

    fn fail(&mut self, id: &NoteId, why: String, kept: bool) {
        self.unread.push(Unread { path: id.as_str().to_owned(), is_folder: false, why, kept });
    }

    /// A note that is gone and one with the same content that came are one that moved.
    fn pair(&mut self, added: Vec<(NoteId, u64)>, removed: Vec<Vanished>) {
        let mut left: HashMap<u64, Vec<NoteId>> = HashMap::new();
        for vanished in removed.into_iter().rev() {
            left.entry(vanished.hash).or_default().push(vanished.id);
        }
        for (id, hash) in added {
            match left.get_mut(&hash).and_then(Vec::pop) {
                Some(from) => self.record(id, Kind::Moved { from }),
                None => self.record(id, Kind::Added),
            }
        }
        left.into_values().flatten().for_each(|id| self.record(id, Kind::Removed));
    }
}
