//! Which faults of notes were reported already.
//!
//! Owns that knowledge from one batch of changes to the next. Must not know how faults are found.

use std::collections::HashMap;

use rapidhash::v3::rapidhash_v3;

use crate::model::NoteId;
use crate::note::Diagnostic;
use crate::workspace::Checked;

/// The faults that notes are known to have, each as a hash of what it is and says; where it is does not count.
#[derive(Debug, Default)]
pub(super) struct Faults(HashMap<NoteId, Vec<u64>>);

impl Faults {
    pub(super) fn new(all: &[Checked]) -> Faults {
        Faults(all.iter().map(|checked| (checked.id.clone(), hashes(&checked.diagnostics))).collect())
    }

    pub(super) fn forget(&mut self, id: &NoteId) {
        self.0.remove(id);
    }

    /// The note has another path now.
    pub(super) fn rename(&mut self, from: &NoteId, to: &NoteId) {
        if let Some(known) = self.0.remove(from) {
            self.0.insert(to.clone(), known);
        }
    }

    /// Learns what a note has now, and leaves what it did not have before.
    pub(super) fn learn(&mut self, mut checked: Checked) -> Option<Checked> {
        let mut known = self.0.insert(checked.id.clone(), hashes(&checked.diagnostics)).unwrap_or_default();
        checked.diagnostics.retain(|diagnostic| {
            let at = known.iter().position(|known| *known == hash(diagnostic));
            at.map(|at| known.swap_remove(at)).is_none()
        });
        (!checked.diagnostics.is_empty()).then_some(checked)
    }
}

fn hashes(diagnostics: &[Diagnostic]) -> Vec<u64> {
    diagnostics.iter().map(hash).collect()
}

fn hash(diagnostic: &Diagnostic) -> u64 {
    rapidhash_v3(diagnostic.message.as_bytes()) ^ rapidhash_v3(diagnostic.code.as_str().as_bytes())
}
