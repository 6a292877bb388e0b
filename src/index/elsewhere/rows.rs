//! One row of the table: what other notes record of one person, as bytes.
//!
//! Owns the encoding of a row. Must not know where rows are kept.

use crate::index::document::stored::{Input, Record, Stored};
use crate::model::{Interaction, NoteId, Promise, PromiseElsewhere, Recorded};

/// One thing that a note records of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowEntry {
    Interaction(Recorded),
    Promise(PromiseElsewhere),
}

/// Everything that other notes record of one person, by note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub interactions: Vec<Recorded>,
    pub promises: Vec<PromiseElsewhere>,
}

impl Row {
    pub fn push(&mut self, entry: RowEntry) {
        match entry {
            RowEntry::Interaction(recorded) => self.interactions.push(recorded),
            RowEntry::Promise(promise) => self.promises.push(promise),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.interactions.is_empty() && self.promises.is_empty()
    }

    /// Keeps what other notes record than those for which `is_dropped` is true.
    pub fn drop_notes(&mut self, is_dropped: impl Fn(&NoteId) -> bool) {
        self.interactions.retain(|one| !one.interaction.recorded_in.as_ref().is_some_and(&is_dropped));
        self.promises.retain(|one| !is_dropped(&one.note));
    }

    /// By day, then by note and line: a table does not depend on the order in which notes were read.
    pub fn sort(&mut self) {
        let key = |one: &Recorded| (one.interaction.day(), one.interaction.recorded_in.clone(), one.interaction.line);
        self.interactions.sort_by_cached_key(key);
        self.promises.sort_by_cached_key(|one| (one.promise.due.first_day(), one.note.clone(), one.promise.line));
    }

    /// The bytes of the row; `number` gives the note that records something its number.
    pub(super) fn encode(&self, mut number: impl FnMut(&NoteId) -> u32) -> Vec<u8> {
        let mut record = Record { numbers: Vec::new(), texts: String::new() };
        (self.interactions.len() as u32).put(&mut record);
        for Recorded { interaction, of_group } in &self.interactions {
            let note = interaction.recorded_in.as_ref().map_or(u32::MAX, &mut number);
            (note, Interaction { recorded_in: None, ..interaction.clone() }).put(&mut record);
            of_group.put(&mut record);
        }
        (self.promises.len() as u32).put(&mut record);
        for PromiseElsewhere { note, promise } in &self.promises {
            (number(note), promise.clone()).put(&mut record);
        }
        finish(record)
    }

    /// The row in these bytes; `None` when they are damaged.
    pub(super) fn decode(bytes: &[u8], note: impl Fn(u32) -> Option<NoteId>) -> Option<Row> {
        let mut input = Input::at_the_end_of(bytes)?;
        let mut row = Row::default();
        for _ in 0..u32::take(&mut input)? {
            let (number, interaction) = <(u32, Interaction)>::take(&mut input)?;
            let interaction = Interaction { recorded_in: Some(note(number)?), ..interaction };
            row.interactions.push(Recorded { interaction, of_group: bool::take(&mut input)? });
        }
        for _ in 0..u32::take(&mut input)? {
            let (number, promise) = <(u32, Promise)>::take(&mut input)?;
            row.promises.push(PromiseElsewhere { note: note(number)?, promise });
        }
        Some(row)
    }
}

fn finish(record: Record) -> Vec<u8> {
    let mut bytes = record.numbers;
    let numbers = bytes.len() as u32;
    bytes.extend_from_slice(record.texts.as_bytes());
    bytes.extend_from_slice(&numbers.to_le_bytes());
    bytes.extend_from_slice(&(record.texts.len() as u32).to_le_bytes());
    bytes
}
