//! Entries to the facts of a note.
//!
//! Owns which entry sets which fact, and what happens when several do. Must not know markdown, fences or formats: front
//! matter and body labels arrive here as the same entries.

pub(super) mod keys;
pub(super) mod kinds;
pub(super) mod labelled_keys;
pub(super) mod met;
pub(super) mod met_words;
pub(super) mod read_values;
pub(super) mod type_words;
pub(super) mod types;
pub(super) mod values;

#[cfg(test)]
mod type_tests;

use std::collections::HashSet;
use std::ops::Range;

use crate::model::{ListField, Mention, NoteType, PartialDate, Person, Settings, Sourced, TextField};

use super::diagnostic::Report;
use super::front_matter::entry::{Entry, Value};
use super::layout::ValueSite;
use super::wording;
use keys::Key;
use read_values::{Piece, Split};

/// Where an entry was written. Both count alike, but what cannot be read is text in a label and a fault in front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    FrontMatter,
    Label,
}

/// What a field was set to, in words only where it must be reported.
#[derive(Debug)]
pub(super) enum Shown {
    Text(String),
    Date(PartialDate),
}

impl Shown {
    fn words(&self) -> String {
        match self {
            Shown::Text(text) => text.clone(),
            Shown::Date(date) => date.to_string(),
        }
    }
}

/// The names that a note gives to the one it is about, before it is decided which counts.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub full: Option<String>,
    pub first: Option<String>,
    pub last: Option<String>,
    pub title: Option<String>,
    /// What an event's note calls its event.
    pub event: Option<String>,
}

/// The facts of a note while its entries are read.
pub(super) struct Facts<'a, 'r> {
    pub settings: &'a Settings,
    pub report: &'r mut Report<'a>,
    pub note_type: NoteType,
    pub origin: Origin,
    pub person: Person,
    pub names: Names,
    pub mentions: Vec<Mention>,
    /// Where the mentions are, in their order.
    pub mentioned_at: Vec<Range<usize>>,
    /// Where the values of fields are.
    pub values: Vec<ValueSite>,
    pub event_date: Option<Sourced<PartialDate>>,
    /// Whether a key that is only true or false set the status.
    pub flagged: bool,
    /// Which fields were set, with the value as it was shown.
    taken: Vec<(Key, Shown)>,
}

impl<'a, 'r> Facts<'a, 'r> {
    pub(super) fn new(note_type: NoteType, settings: &'a Settings, report: &'r mut Report<'a>) -> Facts<'a, 'r> {
        Facts {
            settings,
            report,
            note_type,
            origin: Origin::FrontMatter,
            person: Person::default(),
            names: Names::default(),
            mentions: Vec::new(),
            mentioned_at: Vec::new(),
            values: Vec::new(),
            event_date: None,
            flagged: false,
            taken: Vec::new(),
        }
    }

    /// Reads entries of one origin, each with the field that its key means, in the order of the file.
    pub(super) fn read<'e>(&mut self, entries: impl Iterator<Item = (&'e Entry, Option<Key>)>, origin: Origin) {
        self.origin = origin;
        for (entry, key) in entries {
            if let Some(key) = key {
                self.entry(key, entry);
            }
        }
    }

    fn entry(&mut self, key: Key, entry: &Entry) {
        match key {
            Key::Name => self.full_name(entry),
            Key::FirstName => self.name(key, entry, |names| &mut names.first),
            Key::LastName => self.name(key, entry, |names| &mut names.last),
            Key::Title => self.name(key, entry, |names| &mut names.title),
            Key::Text(field) => self.text(field, entry),
            Key::List(field) => self.list(field, entry),
            Key::Met => self.met(entry),
            Key::MetAt => self.met_at(entry),
            Key::MetDate => self.met_date(entry),
            Key::MetEvent => self.met_event(entry),
            Key::MetBy => self.met_by(entry),
            Key::MetHow => self.met_how(entry),
            Key::LastContact => self.last_contact(entry),
            Key::FollowUp => self.planned(key, entry, |person| &mut person.follow_up),
            Key::Snooze => self.planned(key, entry, |person| &mut person.snooze),
            Key::Cadence | Key::Tier => self.cadence(key, entry),
            Key::Birthday => self.birthday(entry),
            Key::Silenced => self.silence(entry, true),
            Key::Active => self.silence(entry, false),
            Key::Links => self.links(entry),
            Key::Link(service) => self.link(service, entry),
            Key::EventDate if self.note_type == NoteType::Journal => self.event_date(entry),
            Key::People | Key::EventDate | Key::EventPlace if self.note_type != NoteType::Event => {}
            Key::People => self.mention_all(entry),
            Key::EventDate => self.event_date(entry),
            Key::EventPlace => self.met_at(entry),
            // Read before all others: what a note is decides what its keys mean.
            Key::Type | Key::Categories => {}
        }
    }

    /// Whether an entry may set this field. A second key that says something else is a diagnostic.
    pub(super) fn claim(&mut self, key: Key, entry: &Entry, shown: &str) -> bool {
        self.claim_as(key, entry, || Shown::Text(shown.to_owned()))
    }

    /// The same for a date.
    pub(super) fn claim_date(&mut self, key: Key, entry: &Entry, date: PartialDate) -> bool {
        self.claim_as(key, entry, || Shown::Date(date))
    }

    fn claim_as(&mut self, key: Key, entry: &Entry, shown: impl Fn() -> Shown) -> bool {
        let Some((_, first)) = self.taken.iter().find(|(taken, _)| *taken == key) else {
            self.taken.push((key, shown()));
            return true;
        };
        let (first, second) = (first.words(), shown().words());
        if first.trim().to_lowercase() != second.trim().to_lowercase() {
            let span = entry.value.span().unwrap_or(entry.key_span.clone());
            wording::conflict(self.report, &entry.key, &second, span, &first);
        }
        false
    }

    fn full_name(&mut self, entry: &Entry) {
        match &entry.value {
            Value::Map(parts, _) => self.name_parts(parts),
            Value::Absent | Value::Scalar(_) | Value::List(..) => self.name(Key::Name, entry, |names| &mut names.full),
        }
    }

    fn name(&mut self, key: Key, entry: &Entry, slot: fn(&mut Names) -> &mut Option<String>) {
        let Some(piece) = self.first_piece(entry) else { return };
        if self.claim(key, entry, &piece.text) {
            self.keep(key, &piece);
            *slot(&mut self.names) = Some(piece.text);
        }
    }

    /// `name: {first, last}`.
    fn name_parts(&mut self, parts: &[Entry]) {
        for part in parts {
            let Some(piece) = self.first_piece(part) else { continue };
            let (key, slot) = match keys::normalised(&part.key).as_str() {
                "first" | "given" | "firstname" | "givenname" => (Key::FirstName, &mut self.names.first),
                "last" | "family" | "lastname" | "familyname" => (Key::LastName, &mut self.names.last),
                "full" | "display" | "fullname" | "displayname" => (Key::Name, &mut self.names.full),
                _ => continue,
            };
            *slot = Some(piece.text.clone());
            self.keep(key, &piece);
        }
    }

    fn text(&mut self, field: TextField, entry: &Entry) {
        let piece = self.joined(entry);
        if field == TextField::Status && self.rewords(&piece.text) {
            self.keep(Key::Text(field), &piece);
            self.person.texts[field] = Some(piece.text);
            self.flagged = false;
            return;
        }
        if !piece.text.is_empty() && self.claim(Key::Text(field), entry, &piece.text) {
            self.keep(Key::Text(field), &piece);
            self.person.texts[field] = Some(piece.text);
        }
    }

    fn list(&mut self, field: ListField, entry: &Entry) {
        let split = match field {
            ListField::Aliases => Split::Comma,
            ListField::Emails => Split::Address,
            ListField::Tags => Split::Tag,
            ListField::Companies | ListField::Phones | ListField::Groups => Split::Never,
        };
        let pieces = self.pieces(entry, split);
        pieces.iter().for_each(|piece| self.keep(Key::List(field), piece));
        field.of_mut(&mut self.person).extend(pieces.into_iter().map(|piece| piece.text));
    }

    fn event_date(&mut self, entry: &Entry) {
        let date = self.dates_of(entry).into_iter().next();
        self.event_date = self.event_date.take().or(date);
    }

    /// The first text of an entry, where one is meant.
    pub(super) fn first_piece(&mut self, entry: &Entry) -> Option<Piece> {
        self.pieces(entry, Split::Never).into_iter().next()
    }
}

/// Makes every list hold each spelling once.
pub(super) fn each_once(person: &mut Person) {
    for field in ListField::ALL {
        let list = field.of_mut(person);
        if list.len() > 1 {
            let mut seen = HashSet::with_capacity(list.len());
            let first: Vec<bool> = list.iter().map(|text| seen.insert(text.as_str())).collect();
            let mut first = first.into_iter();
            list.retain(|_| first.next() == Some(true));
        }
    }
}
