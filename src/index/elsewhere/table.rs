//! The table: rows by person, with the day on which each person is due.
//!
//! Owns its form in memory and as bytes, and the making of a new one from an old one and what changed. Must not know files.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rapidhash::RapidHashMap;

use super::numbers::{bytes_of, take_word, take_words};
use super::places::Places;
use super::rows::Row;
use super::sources::Sources;
use crate::index::document::{Columns, path_key};
use crate::model::{Day, NoteId};

/// What other notes record of people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// By the keys of the people's paths.
    heads: Vec<Head>,
    /// The notes that record something, by number.
    notes: Vec<NoteId>,
    places: Places,
    data: Vec<u8>,
}

/// Where a row is, and when its person is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Head {
    key: u64,
    columns: Columns,
    start: usize,
    end: usize,
}

/// How many words a head takes as bytes.
const HEAD_WORDS: usize = 7;

impl Table {
    /// What is recorded of the person with this path; `None` when nothing is.
    pub fn row(&self, person: &NoteId) -> Option<Row> {
        self.row_of(path_key(person.as_str()))
    }

    fn row_of(&self, key: u64) -> Option<Row> {
        let head = self.heads[self.heads.binary_search_by_key(&key, |head| head.key).ok()?];
        Row::decode(self.data.get(head.start..head.end)?, |number| self.notes.get(number as usize).cloned())
    }

    /// The keys of the paths of everybody about whom something is recorded, sorted.
    pub fn people(&self) -> Vec<u64> {
        self.heads.iter().map(|head| head.key).collect()
    }

    /// Those of them who were seen at a place that is meant.
    pub fn seen_at(&self, is_meant: impl Fn(&str) -> bool) -> Vec<u64> {
        self.places.seen(is_meant)
    }

    /// Those of them who may have been met at a place that is meant, as far as other notes show; `None` is no place at all.
    pub fn met_at(&self, is_meant: impl Fn(Option<&str>) -> bool) -> Vec<u64> {
        self.places.met(is_meant)
    }

    /// Those of them who are due before that day, or for whom that is not known without reading the note.
    pub fn due_or_stale(&self, before: Day, today: Day) -> Vec<u64> {
        let (before, today) = (i64::from(before.code()), i64::from(today.code()));
        self.keys_of(|columns| columns.due < before || today < columns.valid_from || columns.valid_until < today)
    }

    /// Those of them whose first follow-up is known to have lapsed.
    pub fn lapsed(&self, today: Day) -> Vec<u64> {
        let today = i64::from(today.code());
        self.keys_of(|columns| columns.lapsed && columns.valid_from <= today && today <= columns.valid_until)
    }

    fn keys_of(&self, is_wanted: impl Fn(&Columns) -> bool) -> Vec<u64> {
        self.heads.iter().filter(|head| is_wanted(&head.columns)).map(|head| head.key).collect()
    }

    /// The notes that record something, and some that did before.
    pub fn notes(&self) -> &[NoteId] {
        &self.notes
    }

    /// How many notes have a number, whether or not they still record something.
    pub fn numbered(&self) -> usize {
        self.notes.len()
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut words: Vec<u64> = vec![self.heads.len() as u64, self.notes.len() as u64];
        for Head { key, columns: Columns { due, valid_from, valid_until, lapsed }, start, end } in &self.heads {
            let columns = [*due as u64, *valid_from as u64, *valid_until as u64, u64::from(*lapsed)];
            words.push(*key);
            words.extend(columns);
            words.extend([*start as u64, *end as u64]);
        }
        words.extend(self.notes.iter().map(|note| note.as_str().len() as u64));
        let mut bytes = bytes_of(&words);
        self.notes.iter().for_each(|note| bytes.extend_from_slice(note.as_str().as_bytes()));
        bytes.extend(self.places.to_bytes());
        bytes.extend_from_slice(&self.data);
        bytes
    }

    /// `None` when the bytes are damaged.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Table> {
        let (heads, rest) = take_word(bytes)?;
        let (notes, rest) = take_word(rest)?;
        let (heads, rest) = take_words(rest, usize::try_from(heads).ok()?.checked_mul(HEAD_WORDS)?)?;
        let (lengths, mut rest) = take_words(rest, usize::try_from(notes).ok()?)?;
        let mut table = Table { heads: heads.chunks_exact(HEAD_WORDS).map(head).collect(), ..Table::default() };
        table.notes.reserve(lengths.len());
        for length in lengths {
            let (text, after) = rest.split_at_checked(usize::try_from(length).ok()?)?;
            table.notes.push(NoteId::new(std::str::from_utf8(text).ok()?));
            rest = after;
        }
        let (places, rest) = Places::take(rest)?;
        (table.places, table.data) = (places, rest.to_vec());
        Some(table)
    }
}

fn head(words: &[u64]) -> Head {
    let [due, valid_from, valid_until] = [words[1] as i64, words[2] as i64, words[3] as i64];
    let columns = Columns { due, valid_from, valid_until, lapsed: words[4] > 0 };
    Head { key: words[0], columns, start: words[5] as usize, end: words[6] as usize }
}

/// A new table from an old one: rows are checked only where something changed.
pub struct TableBuilder {
    old: Table,
    /// The rows that may change, by person.
    rows: BTreeMap<u64, Row>,
    sources: Sources,
}

impl TableBuilder {
    /// Begins with what the notes that stay as they were record: the others' records are dropped.
    pub fn without(old: Table, mut sources: Sources, dropped: &BTreeSet<u64>) -> TableBuilder {
        let people: BTreeSet<u64> = dropped.iter().flat_map(|note| sources.remove(*note)).collect();
        let mut builder = TableBuilder { old, rows: BTreeMap::new(), sources };
        for person in people {
            let row = builder.open(person);
            row.drop_notes(|note| dropped.contains(&path_key(note.as_str())));
        }
        builder
    }

    /// The row of a person, which may now change; its columns must be given when the table is finished.
    pub fn open(&mut self, person: u64) -> &mut Row {
        let old = &self.old;
        self.rows.entry(person).or_insert_with(|| old.row_of(person).unwrap_or_default())
    }

    /// Whether something is recorded of a person.
    pub fn knows(&self, person: u64) -> bool {
        match self.rows.get(&person) {
            Some(row) => !row.is_empty(),
            None => self.old.heads.binary_search_by_key(&person, |head| head.key).is_ok(),
        }
    }

    /// Adds what a note records of a person.
    pub fn add(&mut self, person: &NoteId, note: &NoteId, entry: super::RowEntry) {
        let person = path_key(person.as_str());
        self.sources.add(path_key(note.as_str()), person);
        self.open(person).push(entry);
    }

    /// The people whose rows may have changed and hold something.
    pub fn touched(&self) -> Vec<u64> {
        self.rows.iter().filter(|(_, row)| !row.is_empty()).map(|(person, _)| *person).collect()
    }

    /// The row of a person as it is now.
    pub fn row(&self, person: &NoteId) -> Option<&Row> {
        self.rows.get(&path_key(person.as_str()))
    }

    /// The new table, and what it was made from. People without columns are checked whenever somebody asks.
    pub fn finish(mut self, columns: &HashMap<u64, Columns>) -> (Table, Sources) {
        self.rows.values_mut().for_each(Row::sort);
        let mut numbers = Numbers::new(std::mem::take(&mut self.old.notes));
        let mut heads = Vec::with_capacity(self.old.heads.len() + self.rows.len());
        let mut data = Vec::with_capacity(self.old.data.len());
        let unchanged = self.old.heads.iter().filter(|head| !self.rows.contains_key(&head.key));
        for head in unchanged {
            let start = data.len();
            data.extend_from_slice(&self.old.data[head.start..head.end]);
            heads.push(Head { start, end: data.len(), ..*head });
        }
        for (key, row) in self.rows.iter().filter(|(_, row)| !row.is_empty()) {
            let start = data.len();
            data.extend(row.encode(|note| numbers.of(note)));
            let columns = columns.get(key).copied().unwrap_or(Columns::UNKNOWN);
            heads.push(Head { key: *key, columns, start, end: data.len() });
        }
        heads.sort_unstable_by_key(|head| head.key);
        let places = self.old.places.with(&self.rows);
        (Table { heads, notes: numbers.notes, places, data }, self.sources)
    }
}

/// The numbers of notes.
struct Numbers {
    notes: Vec<NoteId>,
    /// By the keys of their paths.
    known: RapidHashMap<u64, u32>,
}

impl Numbers {
    fn new(notes: Vec<NoteId>) -> Numbers {
        let known = notes.iter().map(|note| path_key(note.as_str())).zip(0..).collect();
        Numbers { notes, known }
    }

    fn of(&mut self, note: &NoteId) -> u32 {
        *self.known.entry(path_key(note.as_str())).or_insert_with(|| {
            self.notes.push(note.clone());
            self.notes.len() as u32 - 1
        })
    }
}
