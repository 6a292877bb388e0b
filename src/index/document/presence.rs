//! What a note has, as words that the index can be asked for.
//!
//! Owns these words. Must not know what is asked with them.

use crate::model::Note;
use crate::query::ast::Field;

pub(in crate::index) const ALIASES: &str = "aliases";
pub(in crate::index) const COMPANY: &str = "company";
pub(in crate::index) const ROLE: &str = "role";
pub(in crate::index) const TAGS: &str = "tags";
pub(in crate::index) const GROUPS: &str = "groups";
pub(in crate::index) const CITY: &str = "city";
pub(in crate::index) const COUNTRY: &str = "country";
pub(in crate::index) const EMAILS: &str = "emails";
pub(in crate::index) const PHONES: &str = "phones";
pub(in crate::index) const BY: &str = "introducedby";
pub(in crate::index) const HOW: &str = "howwemet";
pub(in crate::index) const STATUS: &str = "status";
pub(in crate::index) const CARD: &str = "card";
pub(in crate::index) const RELATIONSHIP: &str = "relationship";
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
        Field::Alias => ALIASES,
        Field::Company => COMPANY,
        Field::Role => ROLE,
        Field::Tag => TAGS,
        Field::Group => GROUPS,
        Field::City => CITY,
        Field::Country => COUNTRY,
        Field::Email => EMAILS,
        Field::Phone => PHONES,
        Field::By => BY,
        Field::How => HOW,
        Field::Status => STATUS,
        Field::Card => CARD,
        Field::Relationship => RELATIONSHIP,
        Field::Link => LINKS,
        Field::Key(key) => key,
        Field::Name | Field::Path | Field::MetAt | Field::MetEvent | Field::Cadence => "",
    }
}

/// The words for everything that a note has: fields, services, and keys of the user's own.
pub(in crate::index) fn of_note(note: &Note) -> impl Iterator<Item = &str> {
    let person = &note.person;
    let met = person.met.as_ref();
    let has = [
        (ALIASES, !person.aliases.is_empty()),
        (COMPANY, !person.companies.is_empty()),
        (ROLE, person.role.is_some()),
        (TAGS, !person.tags.is_empty()),
        (GROUPS, !person.groups.is_empty()),
        (CITY, person.city.is_some()),
        (COUNTRY, person.country.is_some()),
        (EMAILS, !person.emails.is_empty()),
        (PHONES, !person.phones.is_empty()),
        (BY, met.is_some_and(|met| met.by.is_some())),
        (HOW, met.is_some_and(|met| met.how.is_some())),
        (STATUS, person.status.is_some()),
        (CARD, person.card.is_some()),
        (RELATIONSHIP, person.relationship.is_some()),
        (LINKS, !person.links.is_empty()),
        (BIRTHDAY, person.birthday.is_some()),
        (MET, note.first_meeting().is_some()),
        (CONTACT, !note.interactions.is_empty() || person.last_contact.is_some()),
        (FOLLOW_UP, person.follow_up.is_some()),
        (SNOOZE, person.snooze.is_some()),
        (PROMISE, !note.promises.is_empty()),
    ];
    let known = has.into_iter().filter(|(_, has)| *has).map(|(key, _)| key);
    let services = person.links.iter().map(|(service, _)| service.as_str());
    known.chain(services).chain(note.keys.iter().map(|(key, _)| key.as_str()))
}
