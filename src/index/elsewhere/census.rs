//! Which notes an index holds, in which version, and what each can be called: what a table is made from.
//!
//! Owns the reading of the columns that list them, and the comparison of two such lists. Must not know what notes record.

use rayon::prelude::*;
use tantivy::{Searcher, SegmentReader};

use crate::index::document::schema::column;
use crate::index::search::select::{Select, matching};
use crate::index::sync::known::unsigned;
use crate::model::NoteType;

/// One note, as far as it matters to who other notes mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Of its path.
    pub key: u64,
    /// Of its content, and of whether the note that it may be a copy of was beside it.
    pub hash: u64,
    pub is_person: bool,
    /// What it can be called, as numbers.
    pub names: Vec<u64>,
}

/// All notes of an index, by the keys of their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    pub notes: Vec<Counted>,
}

/// How two lists of notes differ.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Added, gone, or with another content: keys of paths, sorted.
    pub changed: Vec<u64>,
    /// What notes can be called now and could not before, or the other way round: sorted.
    pub names: Vec<u64>,
}

impl Census {
    /// The notes that differ between this list and a later one.
    pub fn compare(&self, later: &Census) -> Differences {
        let mut found = Differences::default();
        let (mut old, mut new) = (self.notes.iter().peekable(), later.notes.iter().peekable());
        loop {
            let (before, after) = match (old.peek(), new.peek()) {
                (None, None) => break,
                (Some(a), Some(b)) if a.key == b.key => (old.next(), new.next()),
                (Some(a), Some(b)) if a.key < b.key => (old.next(), None),
                (Some(_), None) => (old.next(), None),
                _ => (None, new.next()),
            };
            found.add(before, after);
        }
        found.names.sort_unstable();
        found.names.dedup();
        found
    }
}

impl Differences {
    fn add(&mut self, before: Option<&Counted>, after: Option<&Counted>) {
        if before == after {
            return;
        }
        self.changed.extend(before.or(after).map(|note| note.key));
        let same_names = before.zip(after).is_some_and(|(a, b)| a.is_person == b.is_person && a.names == b.names);
        if !same_names {
            self.names.extend(before.iter().chain(&after).flat_map(|note| &note.names));
        }
    }
}

/// The notes of an index.
pub(in crate::index) fn census(searcher: &Searcher) -> tantivy::Result<Census> {
    let segments: Vec<Vec<Counted>> = searcher.segment_readers().par_iter().map(count).collect::<Result<_, _>>()?;
    let mut notes: Vec<Counted> = segments.into_iter().flatten().collect();
    notes.par_sort_unstable_by_key(|note| note.key);
    Ok(Census { notes })
}

fn count(segment: &SegmentReader) -> tantivy::Result<Vec<Counted>> {
    let mut notes = Vec::with_capacity(segment.num_docs() as usize);
    let (keys, hashes) = (unsigned(segment, column::PATH_KEY)?, unsigned(segment, column::HASH)?);
    let people = matching(segment, &Select::Type(NoteType::Person))?;
    let beside = matching(segment, &Select::BesideOriginal)?;
    let names = segment.fast_fields().column_opt::<u64>(column::PERSON_KEY)?;
    for doc in segment.doc_ids_alive() {
        let mut called: Vec<u64> = names.iter().flat_map(|names| names.values_for_doc(doc)).collect();
        called.sort_unstable();
        let (key, hash) = (keys[doc as usize], hashes[doc as usize] ^ u64::from(beside.contains(doc)));
        notes.push(Counted { key, hash, is_person: people.contains(doc), names: called });
    }
    Ok(notes)
}

/// What distinguishes this commit from every other: its segments, and how many documents of each are deleted.
pub(in crate::index) fn identity(searcher: &Searcher) -> u64 {
    let segments = searcher.segment_readers().iter();
    let mut parts: Vec<String> =
        segments.map(|one| format!("{} {}", one.segment_id().uuid_string(), one.num_deleted_docs())).collect();
    parts.sort_unstable();
    rapidhash::v3::rapidhash_v3(parts.join(",").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(key: u64, hash: u64, names: &[u64]) -> Counted {
        Counted { key, hash, is_person: true, names: names.to_vec() }
    }

    fn differences(old: &[Counted], new: &[Counted]) -> (Vec<u64>, Vec<u64>) {
        let census = |notes: &[Counted]| Census { notes: notes.to_vec() };
        let found = census(old).compare(&census(new));
        (found.changed, found.names)
    }

    #[test]
    fn a_changed_text_is_no_change_of_names() {
        assert_eq!(differences(&[note(1, 1, &[7])], &[note(1, 2, &[7])]), (vec![1], vec![]));
    }

    #[test]
    fn who_comes_goes_or_is_called_otherwise_changes_names() {
        let (ada, bob) = (note(1, 1, &[7, 8]), note(2, 1, &[9]));
        assert_eq!(differences(&[], std::slice::from_ref(&ada)), (vec![1], vec![7, 8]));
        assert_eq!(differences(&[ada.clone(), bob.clone()], std::slice::from_ref(&bob)), (vec![1], vec![7, 8]));
        assert_eq!(differences(std::slice::from_ref(&bob), &[note(2, 2, &[9, 10])]), (vec![2], vec![9, 10]));
        let group = Counted { is_person: false, ..bob.clone() };
        assert_eq!(differences(std::slice::from_ref(&bob), &[group]), (vec![2], vec![9]));
        assert_eq!(differences(&[ada.clone(), bob.clone()], &[ada, bob]), (vec![], vec![]));
    }
}
