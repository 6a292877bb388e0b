//! The index with the texts that are open in an editor in the place of their files.
//!
//! Owns the commit in memory that puts them there, so that every question is answered as if the texts were on disk. The
//! index on disk stays as it is: it holds what the files hold. Must not know where the texts come from.

use std::path::Path;

use tantivy::Index;

use super::changes::{Changes, ToRead};
use super::copies;
use super::part::known_note;
use super::request::SyncRequest;
use super::write;
use crate::index::error::IndexError;
use crate::index::search::Snapshot;
use crate::index::store::overlay::Overlay;
use crate::index::store::{reader, with_tokenizers};
use crate::model::NoteId;

/// The snapshot with these notes as `request.vault` reads them now.
///
/// # Errors
/// When the files of the index vanish meanwhile, or memory cannot be had.
pub fn with_open_texts(request: &SyncRequest, snapshot: &Snapshot, ids: &[NoteId]) -> Result<Snapshot, IndexError> {
    let memory = Path::new("memory");
    let failed = || IndexError::engine("open", memory);
    let overlay = Overlay::over(snapshot.directory().box_clone());
    let index = with_tokenizers(Index::open(overlay.clone()).map_err(failed())?);
    let searcher = reader(&index).map_err(failed())?.searcher();
    let to_read = |id: &NoteId| Ok(ToRead { id: id.clone(), known_hash: known_note(&searcher, id)?.map(|k| k.hash) });
    let to_read = ids.iter().map(to_read).collect::<tantivy::Result<Vec<_>>>().map_err(failed())?;
    let mut changes = Changes { to_read, ..Changes::default() };
    copies::add(&searcher, request.vault, &mut changes).map_err(failed())?;
    write(request, &index, memory, &changes, request.now_ns)?;
    Ok(Snapshot::new(reader(&index).map_err(failed())?.searcher(), Box::new(overlay), None).over(snapshot))
}
