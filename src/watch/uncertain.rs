//! Which notes can change without an event.
//!
//! Owns that knowledge from one refresh to the next. Must not know who asks for it.

use std::collections::BTreeSet;

use crate::vault::Scan;

/// With more notes that can change without an event, whoever asks had better walk over the vault.
pub(super) const MOST_UNCERTAIN: usize = 1000;

/// Notes that can change without an event.
#[derive(Debug, Default)]
pub(super) struct Uncertain {
    /// Those with another name too, and links that may become notes.
    aliased: BTreeSet<String>,
    /// Those in folders that are polled.
    polled: BTreeSet<String>,
    /// What could not be read, notes and folders.
    unread: BTreeSet<String>,
}

impl Uncertain {
    /// Whether a walk over a part of the vault came upon a name more: the other name may be known as a plain note.
    pub(super) fn finds_new_name(&self, scan: &Scan) -> bool {
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

    /// What could not be read at the last refresh. The next one tries again, whatever else it does.
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
