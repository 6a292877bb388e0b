//! What a sync hands back: a snapshot, and the account of how it came to be.

use super::report::Report;
use crate::index::search::Snapshot;
use crate::index::store::Ready;

/// The index as it is on disk now.
pub(in crate::index) fn answer(ready: &Ready, report: Report) -> (Snapshot, Report) {
    finish(Snapshot::new(ready.reader.searcher(), ready.directory.clone(), ready.folder.clone()), report)
}

pub(super) fn finish(snapshot: Snapshot, mut report: Report) -> (Snapshot, Report) {
    report.notes = snapshot.len();
    (snapshot, report)
}
