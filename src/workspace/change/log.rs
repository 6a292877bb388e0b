//! What follows from an interaction that is logged: a follow-up that it satisfies, a date of last contact that moves on.
//!
//! Owns these consequences. Must not know how they are written.

use crate::edit::{Change, Field, LogEntry, Said};
use crate::model::name::has_prefixes;
use crate::model::{Day, Note, PartialDate, Promise, Settings};
use crate::note::{Key, head_of_entry};

/// The changes that log an entry. `next` is the day of the next follow-up, where one is wanted.
pub fn changes(note: &Note, entry: &LogEntry, next: Option<Day>, settings: &Settings, today: Day) -> Vec<Change> {
    let day = entry.date.first_day();
    let is_contact = day <= today && settings.is_contact(&kind_of(entry, settings));
    let mut changes = vec![Change::Log(entry.clone())];
    let planned = note.person.follow_up.as_ref().map(|planned| planned.value.first_day());
    match next {
        Some(next) => changes.push(set(Key::FollowUp, next)),
        None if is_contact && planned.is_some_and(|planned| planned <= day) => {
            changes.push(Change::Drop(Field::Known(Key::FollowUp)));
        }
        None => {}
    }
    let known = note.person.last_contact.as_ref().map(|known| known.value.first_day());
    if is_contact && known.is_some_and(|known| known < day) {
        changes.push(set(Key::LastContact, day));
    }
    changes
}

fn set(key: Key, day: Day) -> Change {
    Change::Set(Field::Known(key), Said::from(PartialDate::Day(day)))
}

fn kind_of(entry: &LogEntry, settings: &Settings) -> String {
    entry.kind.clone().unwrap_or_else(|| head_of_entry(&entry.text, settings).kind.into_owned())
}

/// What `done` means for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    Tick(Promise),
    /// There is no promise, but a planned follow-up.
    FollowUp(PartialDate),
    /// Several promises fit what was typed.
    Several(Vec<Promise>),
    Nothing,
}

/// Which promise is meant by what was typed of it: all words, in any order and case; without words, the only one.
pub fn done(note: &Note, typed: &str) -> Done {
    let is_meant = |promise: &Promise| promise.due.to_string() == typed || has_prefixes(&promise.text, typed);
    let fits = |promise: &&Promise| typed.is_empty() || is_meant(promise);
    let mut found: Vec<Promise> = note.promises.iter().filter(fits).cloned().collect();
    match (found.len(), &note.person.follow_up) {
        (1, _) => Done::Tick(found.remove(0)),
        (0, Some(planned)) if typed.is_empty() => Done::FollowUp(planned.value),
        (0, _) => Done::Nothing,
        _ => Done::Several(found),
    }
}
