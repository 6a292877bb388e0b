//! What a table was made from: the notes of the index, and about whom each records something.
//!
//! Owns these lists and their bytes. Only who makes a new table needs them.

use std::collections::BTreeMap;

use super::census::{Census, Counted};
use super::numbers::{bytes_of, take_array, take_word, take_words};

/// What a table was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    pub census: Census,
    /// The people about whom a note records something: keys of paths.
    people: BTreeMap<u64, Vec<u64>>,
}

impl Sources {
    /// About whom the note recorded something; it is forgotten.
    pub(super) fn remove(&mut self, note: u64) -> Vec<u64> {
        self.people.remove(&note).unwrap_or_default()
    }

    pub(super) fn add(&mut self, note: u64, person: u64) {
        let people = self.people.entry(note).or_default();
        // Somebody is named again and again in one note, and then mostly right after.
        if people.last() != Some(&person) {
            people.push(person);
        }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut words = vec![self.people.len() as u64, self.census.notes.len() as u64];
        for (note, people) in &self.people {
            words.extend([*note, people.len() as u64]);
            words.extend(people);
        }
        for Counted { key, hash, is_person, names } in &self.census.notes {
            words.extend([*key, *hash, (names.len() as u64) << 1 | u64::from(*is_person)]);
            words.extend(names);
        }
        bytes_of(&words)
    }

    /// `None` when the bytes are damaged.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Sources> {
        let (people, rest) = take_word(bytes)?;
        let (notes, mut rest) = take_word(rest)?;
        let mut lists = Vec::new();
        for _ in 0..people {
            let ([note, length], after) = take_array(rest)?;
            let (list, after) = take_words(after, usize::try_from(length).ok()?)?;
            lists.push((note, list));
            rest = after;
        }
        let mut census = Census::default();
        for _ in 0..notes {
            let ([key, hash, kind], after) = take_array(rest)?;
            let (names, after) = take_words(after, usize::try_from(kind >> 1).ok()?)?;
            census.notes.push(Counted { key, hash, is_person: kind & 1 == 1, names });
            rest = after;
        }
        // They come in their order, in which a map of them is made at once.
        rest.is_empty().then(|| Sources { census, people: lists.into_iter().collect() })
    }
}
