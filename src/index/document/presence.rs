//! What a note has, as words that the index can be asked for.
//!
//! Owns these words. Must not know what is asked with them.

use crate::model::{ListField, Met, Note, Person};
use crate::query::ast::Field;

pub(in crate::index) const BY: &str = "introducedby";
pub(in crate::index) const HOW: &str = "howwemet";
pub(in crate::index) const LINKS: &str = "links";
pub(in crate::index) const BIRTHDAY: &str = "birthday";
/// A first meeting.
pub(in crate::index) const MET: &str = "met";
/// A dated entry, or a last contact.
pub(in crate::index) const CONTACT: &str = "lastcontact";
pub(in crate::index) const FOLLOW_UP: &str = "followup";
pub(in crate::index) const SNOOZE: &str = "snooze";
pub(in crate::index) const PROMISE: &str = "promise";

/// The word for having a field.
pub(in crate::index) fn of_field(field: &Field) -> &str {
    match field {
        Field::Text(field) => field.canonical(),
        Field::List(field) => field.canonical(),
        Field::By => BY,
        Field::How => HOW,
        Field::Link => LINKS,
        Field::Key(key) => key,
        Field::Name | Field::Path | Field::MetAt | Field::MetEvent | Field::Cadence => "",
    }
}

/// The words for everything that a note has: fields, services, and keys of the user's own. These patterns name every field, so
/// that a new one cannot be forgotten.
pub(in crate::index) fn of_note(note: &Note) -> impl Iterator<Item = &str> {
    let Note {
        person,
        interactions,
        promises,
        keys,
        id: _,
        note_type: _,
        type_rule: _,
        encounters: _,
        promises_to: _,
        unread_links: _,
        links: _,
        mentions: _,
        event_date: _,
        errors: _,
        warnings: _,
    } = note;
    let happened = present([
        (MET, note.first_meeting().is_some()),
        (CONTACT, !interactions.is_empty() || person.last_contact.is_some()),
        (PROMISE, !promises.is_empty()),
    ]);
    of_person(person).chain(happened).chain(keys.iter().map(|(key, _)| key.as_str()))
}

fn of_person(person: &Person) -> impl Iterator<Item = &str> {
    // Everybody has a name; a cadence is also inherited; lists are gone through one by one.
    let Person {
        texts,
        met,
        follow_up,
        snooze,
        birthday,
        links,
        name: _,
        cadence: _,
        last_contact: _,
        aliases: _,
        companies: _,
        emails: _,
        phones: _,
        tags: _,
        groups: _,
    } = person;
    let lists = ListField::ALL.iter().filter(|field| !field.of(person).is_empty()).map(|field| field.canonical());
    let rest = present([
        (LINKS, !links.is_empty()),
        (BIRTHDAY, birthday.is_some()),
        (FOLLOW_UP, follow_up.is_some()),
        (SNOOZE, snooze.is_some()),
    ]);
    let services = links.iter().map(|(service, _)| service.as_str());
    lists
        .chain(texts.iter().map(|(field, _)| field.canonical()))
        .chain(met.iter().flat_map(of_meeting))
        .chain(rest)
        .chain(services)
}

/// When and where is no fact of its own: that is having met.
fn of_meeting(met: &Met) -> impl Iterator<Item = &str> {
    let Met { at: _, date: _, event: _, by, how } = met;
    present([(BY, by.is_some()), (HOW, how.is_some())])
}

fn present<const N: usize>(words: [(&str, bool); N]) -> impl Iterator<Item = &str> {
    words.into_iter().filter(|(_, is_there)| *is_there).map(|(word, _)| word)
}
