//! A note while it is changed: its text with the places of everything in it.
//!
//! Owns the finding of the place where a field is written. Must not know how it is written there.

use crate::model::{NoteId, Placement, Settings};
use crate::note::{Code, Entry, Key, Reading, Value, date_len, lookup_met, normalised, read};

use super::change::Field;
use super::error::Stop;
use super::lines;

/// A note's bytes, what they say, and where.
pub(super) struct Draft<'s> {
    pub id: &'s NoteId,
    pub settings: &'s Settings,
    pub placement: Placement,
    pub bytes: Vec<u8>,
    pub reading: Reading,
    /// What ends its lines.
    pub newline: &'static str,
}

/// Where a field's value is written.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub entry: Entry,
    pub home: Home,
}

#[derive(Clone, Debug)]
pub(super) enum Home {
    /// At the top of the front matter.
    Top,
    /// In a map of the front matter.
    Map(Box<Entry>),
    /// In the body.
    Label,
}

impl<'s> Draft<'s> {
    pub(super) fn new(id: &'s NoteId, bytes: Vec<u8>, settings: &'s Settings, placement: Placement) -> Draft<'s> {
        let reading = read(id, &bytes, bytes.len() as u64, settings, placement);
        let newline = lines::newline(&reading.text);
        Draft { id, settings, placement, reading, bytes, newline }
    }

    /// The same note with other bytes.
    pub(super) fn with(&self, bytes: Vec<u8>) -> Draft<'s> {
        Draft::new(self.id, bytes, self.settings, self.placement)
    }

    pub(super) fn text(&self) -> &str {
        &self.reading.text
    }

    /// The field under which the note keeps what is asked for: a tier may be what says how often to be in touch, and a bare
    /// `met` where or when somebody was met.
    pub(super) fn kept_as(&self, field: &Field) -> Field {
        let kept = match field.known().filter(|_| self.slots(field).is_empty()) {
            Some(Key::Cadence) if self.reading.note.person.cadence.is_some() => Some(Key::Tier),
            Some(key @ (Key::MetAt | Key::MetDate)) => {
                self.bare_meeting().filter(|bare| *bare == key).map(|_| Key::Met)
            }
            _ => None,
        };
        let kept = kept.map(Field::Known).filter(|kept| !self.slots(kept).is_empty());
        kept.unwrap_or_else(|| field.clone())
    }

    /// What a bare `met` says: where, or when.
    fn bare_meeting(&self) -> Option<Key> {
        let Value::Scalar(scalar) = &self.entry(Key::Met)?.value else { return None };
        let len = date_len(scalar.text.trim(), self.settings);
        match len {
            None => Some(Key::MetAt),
            Some(len) if len == scalar.text.trim().len() => Some(Key::MetDate),
            Some(_) => None,
        }
    }

    /// Everywhere that the field is written: front matter first, then labels.
    pub(super) fn slots(&self, field: &Field) -> Vec<Slot> {
        let entries = &self.reading.layout.front.entries;
        let mut slots: Vec<Slot> = entries.iter().flat_map(|entry| self.slots_of(entry, field)).collect();
        let labels = self.reading.layout.labels.iter().filter(|label| field.is(&label.key, self.settings));
        slots.extend(labels.map(|label| Slot { entry: label.clone(), home: Home::Label }));
        slots
    }

    /// An entry of the front matter, or those in its map.
    fn slots_of(&self, entry: &Entry, field: &Field) -> Vec<Slot> {
        if field.is(&entry.key, self.settings) {
            return vec![Slot { entry: entry.clone(), home: Home::Top }];
        }
        let Value::Map(parts, _) = &entry.value else { return Vec::new() };
        let holder = crate::note::key_of(&entry.key, self.settings);
        let is_it = |part: &&Entry| match (holder, field) {
            (Some(Key::Met), Field::Known(key)) => lookup_met(&normalised(&part.key)) == Some(*key),
            (Some(Key::Links), Field::Known(Key::Link(_))) => field.is(&part.key, self.settings),
            _ => false,
        };
        let slot = |part: &Entry| Slot { entry: part.clone(), home: Home::Map(Box::new(entry.clone())) };
        parts.iter().filter(is_it).map(slot).collect()
    }

    /// The entry of a key at the top of the front matter.
    pub(super) fn entry(&self, key: Key) -> Option<&Entry> {
        let field = Field::Known(key);
        self.reading.layout.front.entries.iter().find(|entry| field.is(&entry.key, self.settings))
    }

    /// Whether a field of the meeting is written under a key of its own, outside of `met`.
    pub(super) fn has_flat_meeting(&self) -> bool {
        let flat = |entry: &Entry| {
            crate::note::key_of(&entry.key, self.settings).is_some_and(|key| key.part_of_meeting().is_some())
        };
        self.reading.layout.front.entries.iter().any(flat)
    }

    /// What keeps the front matter from being changed at all.
    pub(super) fn check_front(&self) -> Result<(), Stop> {
        let front = &self.reading.layout.front;
        let start = front.block.as_ref().map_or(0, |(_, block)| block.start);
        match front.is_sound {
            true => Ok(()),
            false => Err(Stop::new(
                self.fault_at().unwrap_or(start),
                "the front matter cannot be read as a whole",
                "fix it first: ties check shows what is wrong",
            )),
        }
    }

    /// Where the first fault of the front matter stands.
    fn fault_at(&self) -> Option<usize> {
        let codes = [Code::InvalidYaml, Code::InvalidToml, Code::UnclosedFrontMatter, Code::FrontMatterTooLarge];
        self.reading.diagnostics.iter().find(|found| codes.contains(&found.code)).map(|found| found.span.start)
    }
}
