//! A vault that is not there is not an empty one.
//!
//! Owns the decision when notes are missing from a folder in a way that somebody should be asked about. Must not know how
//! the index is written.
//!
//! A folder that is not the one that was indexed, and from which most notes are gone, is rather a disk that is not mounted
//! than a vault from which somebody removed them. Nothing is lost by asking first.

use super::changes::Changes;
use super::request::SyncRequest;
use crate::index::error::IndexError;
use crate::index::store::{NotReady, Ready};
use crate::vault::Scan;

/// So few notes are gone from another folder without anybody being asked.
const FEW: usize = 10;

impl Ready {
    /// Asks before most of the notes go.
    pub(in crate::index) fn refuse_if_vanished(
        &self,
        request: &SyncRequest,
        changes: &Changes,
        scan: &Scan,
    ) -> Result<(), IndexError> {
        let known = self.reader.searcher().num_docs() as usize;
        let root = self.seal.as_ref().map(|seal| seal.root);
        refuse_if_most_are_gone(request, root, scan, changes.vanished.len(), known)
    }
}

/// The same when the settings went with the notes.
pub(in crate::index) fn refuse_to_forget(request: &SyncRequest, why: &NotReady, scan: &Scan) -> Result<(), IndexError> {
    match why {
        NotReady::OtherFingerprint { notes, root } => {
            refuse_if_most_are_gone(request, *root, scan, notes.saturating_sub(scan.notes()), *notes)
        }
        NotReady::Absent | NotReady::Suspect(_) => Ok(()),
    }
}

fn refuse_if_most_are_gone(
    request: &SyncRequest,
    root: Option<(u64, u64)>,
    scan: &Scan,
    gone: usize,
    known: usize,
) -> Result<(), IndexError> {
    let same_folder = root.is_none_or(|root| root == (scan.root.device, scan.root.inode));
    match same_folder || gone < FEW || gone * 2 <= known {
        true => Ok(()),
        false => Err(IndexError::Vanished { path: request.vault.root.clone(), gone, known }),
    }
}
