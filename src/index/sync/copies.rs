//! Notes that may be copies of a note beside them, which comes and goes without their files changing.
//!
//! Owns the term that keeps whether that note was there, and the comparison with what is there now. Must not know what a
//! copy is called or how it is read.

use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::{Searcher, TantivyDocument};

use super::changes::{Changes, ToRead};
use super::known::known_at;
use crate::index::document::analyzer::TermList;
use crate::index::document::schema::{fields, flag};
use crate::index::search::note_at;
use crate::model::NoteId;
use crate::model::sync_copy::maybe_copy;
use crate::vault::Vault;

const STATES: [(bool, &str); 2] = [(true, flag::BESIDE_ORIGINAL), (false, flag::WITHOUT_ORIGINAL)];

/// Keeps of a note that may be a copy whether the other one was there when it was read.
pub(in crate::index) fn mark(document: &mut TantivyDocument, id: &NoteId, has_original: bool) {
    let states = STATES.iter().filter(|(state, _)| *state == has_original && maybe_copy(id).is_some());
    for (_, word) in states {
        let mut terms = TermList::default();
        terms.add(&[word]);
        terms.into_text().into_iter().for_each(|text| document.add_text(fields().flag, text));
    }
}

/// Adds the notes of which that is no longer so. There are few in any vault, and none in most.
pub(in crate::index) fn add(searcher: &Searcher, vault: &Vault, changes: &mut Changes) -> tantivy::Result<()> {
    for (had_original, word) in STATES {
        let term = Term::from_field_text(fields().flag, word);
        for at in searcher.search(&TermQuery::new(term, IndexRecordOption::Basic), &DocSetCollector)? {
            let id = note_at(searcher, at)?.id;
            if vault.has_original(&id) != had_original && !is_settled(changes, &id) {
                let known_hash = Some(known_at(searcher, at)?.hash);
                changes.unchanged = changes.unchanged.saturating_sub(1);
                changes.to_read.push(ToRead { id, known_hash });
            }
        }
    }
    Ok(())
}

/// Whether the note is read anyhow, is gone, or cannot be seen.
fn is_settled(changes: &Changes, id: &NoteId) -> bool {
    let is_read = || changes.to_read.iter().any(|note| note.id == *id);
    is_read() || changes.vanished.iter().any(|gone| gone.id == *id) || changes.kept.contains(id)
}
