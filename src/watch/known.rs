//! What the watch remembers of notes from one look to the next.
//!
//! Owns which notes no event tells of, and which faults were told already. Must not know how it is looked.

use std::collections::{BTreeSet, HashMap};

use rapidhash::v3::rapidhash_v3;

use crate::model::NoteId;
use crate::note::Diagnostic;
use crate::vault::Scan;
use crate::workspace::Checked;

/// With more notes of which no event tells, whoever asks had better look for himself.
pub(super) const MOST_DOUBTFUL: usize = 1000;

/// Notes that can change without an event.
#[derive(Debug, Default)]
pub(super) struct Doubtful {
    /// Those with another name too, and links that may become notes.
    aliased: BTreeSet<String>,
    /// Those in folders that are polled.
    polled: BTreeSet<String>,
    /// What could not be read, notes and folders.
    unread: BTreeSet<String>,
}

impl Doubtful {
    /// Whether a walk over a part of the vault came upon a name more: the other name may be known as a plain note.
    pub(super) fn is_news(&self, scan: &Scan) -> bool {
        scan.files.iter().any(|found| found.aliased && !self.aliased.contains(found.id.as_str()))
    }

    /// Learns from a walk over these paths; over everything where none are given.
    pub(super) fn learn<'p>(
        &mut self,
        scan: &Scan,
        paths: Option<impl Iterator<Item = &'p String>>,
        polled: &BTreeSet<String>,
    ) {
        match paths {
            None => (self.aliased, self.polled) = Default::default(),
            Some(paths) => paths.for_each(|path| self.forget(path)),
        }
        for found in &scan.files {
            put(&mut self.aliased, found.id.as_str(), found.aliased);
            put(&mut self.polled, found.id.as_str(), polled.contains(found.id.folder()));
        }
        self.aliased.extend(scan.links.iter().cloned());
    }

    fn forget(&mut self, path: &str) {
        self.aliased.remove(path);
        self.polled.remove(path);
    }

    /// What could not be read at the last look. It is looked at again whatever else is.
    pub(super) fn learn_unread<'p>(&mut self, paths: impl Iterator<Item = &'p str>) {
        self.unread = paths.map(str::to_owned).collect();
    }

    pub(super) fn unread(&self) -> impl Iterator<Item = &String> {
        self.unread.iter()
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &String> {
        self.aliased.union(&self.polled)
    }
}

fn put(set: &mut BTreeSet<String>, id: &str, is_in: bool) {
    match is_in {
        true if !set.contains(id) => drop(set.insert(id.to_owned())),
        true => {}
        false => drop(set.remove(id)),
    }
}

/// The faults that notes are known to have, each as a hash of what it is and says; where it stands does not count.
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
