//! Making a part of the index true, when a caller knows that nothing else changed.
//!
//! Owns the comparison of a few paths with what the index holds of them. Must not know who says so: it looks at the paths
//! that it is given, and gives up where that is not enough.

use std::collections::{BTreeSet, HashSet};

use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::{DocAddress, Searcher};

use super::answer::answer;
use super::apply::Applied;
use super::changes::{Changes, ToRead, Vanished, hides};
use super::copies;
use super::known::{Known, known_at};
use super::report::Report;
use super::request::SyncRequest;
use crate::index::document::path_key;
use crate::index::document::schema::fields;
use crate::index::search::Snapshot;
use crate::index::store::{Ready, Store};
use crate::model::NoteId;
use crate::vault::{Found, Scan, is_racy};

/// Checks some paths, and returns what became of them. `None` when the index must be checked as a whole.
pub(in crate::index) fn sync_part(
    request: &SyncRequest,
    touched: &[String],
    uncertain: &[String],
    scan: Scan,
) -> Option<(Snapshot, Report)> {
    let store = Store::existing(request.cache.filter(|_| !request.rebuild)?);
    let _lock = store.lock(request.lock_wait).ok()?;
    let ready = store.open_checked(request.fingerprint).ok()?;
    // Another folder is checked as a whole, and most of its notes may be gone.
    let root = (scan.root.device, scan.root.inode);
    ready.seal.as_ref().filter(|seal| seal.root == root)?;
    let changes = ready.compare_part(request, touched, uncertain, &scan)?;
    let applied = match changes.is_empty() {
        true => Applied::default(),
        false => ready.write_part(request, &changes, &scan).ok()?,
    };
    Some(answer(&ready, Report::new(scan, &changes, applied)))
}

impl Ready {
    fn compare_part(
        &self,
        request: &SyncRequest,
        touched: &[String],
        uncertain: &[String],
        scan: &Scan,
    ) -> Option<Changes> {
        let searcher = self.reader.searcher();
        let touched: HashSet<&str> = touched.iter().map(String::as_str).collect();
        let part = Part { searcher: &searcher, verified_at_ns: self.verified_at_ns(), touched };
        self.guarded(|| {
            let mut changes = part.compare(uncertain, scan)?;
            copies::add(&searcher, request.vault, &mut changes)?;
            Ok(changes)
        })
        .ok()
    }
}

/// What is compared.
struct Part<'a> {
    searcher: &'a Searcher,
    verified_at_ns: i64,
    touched: HashSet<&'a str>,
}

impl Part<'_> {
    fn compare(&self, uncertain: &[String], scan: &Scan) -> tantivy::Result<Changes> {
        let mut changes = Changes::default();
        for found in &scan.files {
            self.found(found, &mut changes)?;
        }
        let named: BTreeSet<&str> = self.touched.iter().copied().chain(uncertain.iter().map(String::as_str)).collect();
        for id in named.into_iter().map(NoteId::new) {
            if scan.files.binary_search_by(|found| found.id.cmp(&id)).is_err() {
                self.missing(id, scan, &mut changes)?;
            }
        }
        Ok(changes)
    }

    fn found(&self, found: &Found, changes: &mut Changes) -> tantivy::Result<()> {
        let known = self.known(&found.id)?;
        let same = |known: &Known| known.state == found.state && !is_racy(&known.state, self.verified_at_ns);
        match !self.touched.contains(found.id.as_str()) && known.as_ref().is_some_and(same) {
            true => changes.unchanged += 1,
            false => {
                changes.to_read.push(ToRead { id: found.id.clone(), known_hash: known.map(|known| known.hash) });
            }
        }
        Ok(())
    }

    fn missing(&self, id: NoteId, scan: &Scan, changes: &mut Changes) -> tantivy::Result<()> {
        let Some(known) = self.known(&id)? else { return Ok(()) };
        match scan.unreadable.iter().any(|unreadable| hides(unreadable, &id)) {
            true => changes.kept.push(id),
            false => changes.vanished.push(Vanished { id, hash: known.hash }),
        }
        Ok(())
    }

    fn known(&self, id: &NoteId) -> tantivy::Result<Option<Known>> {
        known_note(self.searcher, id)
    }
}

/// What the index knows of one note.
pub(in crate::index) fn known_note(searcher: &Searcher, id: &NoteId) -> tantivy::Result<Option<Known>> {
    let term = Term::from_field_u64(fields().path_key, path_key(id.as_str()));
    let found = searcher.search(&TermQuery::new(term, IndexRecordOption::Basic), &DocSetCollector)?;
    let one: Option<DocAddress> = found.into_iter().next();
    one.map(|at| known_at(searcher, at)).transpose()
}
