//! Which keys mean which field.
//!
//! Owns how keys are compared, and what reading and searching do with a field's values. Must not know values; the names are
//! the table's (`model::field`).

use std::sync::LazyLock;

use rapidhash::RapidHashMap;

use super::labelled_keys;
use crate::model::field::joined;
use crate::model::{ListField, Settings};

pub use crate::model::field::Key;

/// Whether all that several keys say counts, rather than the first of them: lists, and dates of contact.
pub(in crate::note) fn joins(key: Key) -> bool {
    match key {
        Key::List(_) | Key::LastContact | Key::People | Key::Links => true,
        Key::Text(_) | Key::Link(_) | Key::Name | Key::FirstName | Key::LastName | Key::Title => false,
        Key::Met | Key::MetAt | Key::MetDate | Key::MetEvent | Key::MetBy | Key::MetHow => false,
        Key::FollowUp | Key::Cadence | Key::Tier | Key::Snooze | Key::Silenced | Key::Active | Key::Birthday => false,
        Key::Type | Key::Categories | Key::EventDate | Key::EventPlace => false,
    }
}

/// Whether a note's values hold all texts of this field, so that they need not be kept under its key.
pub(in crate::note) fn is_held(key: Key) -> bool {
    match key {
        Key::Text(_) | Key::List(_) | Key::Link(_) | Key::Links | Key::Birthday => true,
        Key::Name | Key::FirstName | Key::LastName => true,
        Key::Met | Key::MetAt | Key::MetDate | Key::MetEvent | Key::MetBy | Key::MetHow => true,
        Key::Title | Key::LastContact | Key::FollowUp | Key::Cadence | Key::Tier | Key::Snooze => false,
        Key::Silenced | Key::Active | Key::Type | Key::Categories => false,
        Key::People | Key::EventDate | Key::EventPlace => false,
    }
}

/// Whether it says something of events only: in other notes it is a key like any other.
pub(in crate::note) fn is_of_events(key: Key) -> bool {
    matches!(key, Key::People | Key::EventDate | Key::EventPlace)
}

static KEYS: LazyLock<RapidHashMap<String, Key>> =
    LazyLock::new(|| Key::all().flat_map(|key| key.names().iter().map(move |name| (joined(name), key))).collect());

/// Longest key that is normalised without allocation; a longer one is none of ours.
const SHORT: usize = 48;

/// A key as keys are compared: without case, `-`, `_`, spaces, and the emphasis of a label.
pub fn normalised(key: &str) -> String {
    if is_normal(key) {
        return key.to_owned();
    }
    if let Some(normal) = short(key, &mut [0; SHORT]) {
        return normal.to_owned();
    }
    let dropped = |c: &char| matches!(c, '-' | '_' | ' ' | '*' | '\u{A0}');
    key.chars().filter(|c| !dropped(c)).flat_map(char::to_lowercase).collect()
}

/// The field that a key means, as it is written.
pub fn of(key: &str, settings: &Settings) -> Option<Key> {
    if is_normal(key) {
        return lookup(key, settings);
    }
    let mut buffer = [0; SHORT];
    match short(key, &mut buffer) {
        Some(normal) => lookup(normal, settings),
        None => lookup(&normalised(key), settings),
    }
}

/// Whether a key is its own normal form, as most are.
fn is_normal(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The normal form of a key of ASCII letters that fits.
fn short<'b>(key: &str, buffer: &'b mut [u8; SHORT]) -> Option<&'b str> {
    if key.len() > SHORT || !key.is_ascii() {
        return None;
    }
    let mut len = 0;
    for byte in key.bytes().filter(|byte| !matches!(byte, b'-' | b'_' | b' ' | b'*')) {
        buffer[len] = byte.to_ascii_lowercase();
        len += 1;
    }
    std::str::from_utf8(&buffer[..len]).ok()
}

/// The field that a normalised key means: the user's own keys first, then ours, then ours after a prefix, then lists of
/// ours with a number or a label.
pub(in crate::note) fn lookup(normal: &str, settings: &Settings) -> Option<Key> {
    own(normal, settings)
        .or_else(|| KEYS.get(normal).copied())
        .or_else(|| prefixed(normal))
        .or_else(|| labelled(normal))
}

/// Only addresses and phones have labels; every list may be numbered.
fn labelled(normal: &str) -> Option<Key> {
    let is_numbered = |name: &str| normal.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    labelled_keys::names(normal).find_map(|name| match KEYS.get(name).copied()? {
        key @ Key::List(ListField::Emails | ListField::Phones) => Some(key),
        key @ Key::List(_) if is_numbered(name) => Some(key),
        _ => None,
    })
}

/// Whether a normalised key inside a value of this field holds what is meant.
pub(in crate::note) fn is_of_emails_or_phones(normal: &str) -> bool {
    matches!(KEYS.get(normal), Some(Key::List(ListField::Emails | ListField::Phones)))
}

/// `person_email` is `email`. A type is not searched for after a prefix: `contact_type: friend` says something else.
fn prefixed(normal: &str) -> Option<Key> {
    let rest = ["person", "contact", "prm"].iter().find_map(|prefix| normal.strip_prefix(prefix))?;
    let ours = |key: &Key| !matches!(key, Key::Type | Key::Categories | Key::EventDate | Key::EventPlace | Key::People);
    KEYS.get(rest).copied().filter(ours)
}

fn own(normal: &str, settings: &Settings) -> Option<Key> {
    let means = |names: &Vec<String>| names.iter().any(|name| normalised(name) == normal);
    let (field, _) = settings.fields.iter().find(|(_, names)| means(names))?;
    KEYS.get(normalised(field).replace('.', "").as_str()).copied()
}

/// One name of each field of ours, as keys are compared: made once, for rows ask for each key of each note.
static CANONICAL: LazyLock<Vec<&str>> = LazyLock::new(|| Key::all().map(Key::canonical).collect());

/// One name of each field of ours, as keys are compared.
pub fn canonical_keys() -> impl Iterator<Item = &'static str> {
    CANONICAL.iter().copied()
}

/// Whether a normalised key means something to us, so that it may be asked for where no note has it.
pub fn is_known_key(normal: &str, settings: &Settings) -> bool {
    lookup(normal, settings).is_some()
}

/// The part of the meeting that a normalised key inside `met` means.
pub fn lookup_met(normal: &str) -> Option<Key> {
    Key::in_meeting(normal)
}

#[cfg(test)]
mod tests {
    use crate::note::fields::keys::*;

    fn key(text: &str) -> Option<Key> {
        lookup(&normalised(text), &Settings::default())
    }

    #[test]
    fn keys_are_compared_without_case_and_separators() {
        for spelling in
            ["last_contact", "Last Contact", "lastContact", "last-contact", "**Last contact**", "LAST_CONTACTED"]
        {
            assert_eq!(key(spelling), Some(Key::LastContact), "{spelling}");
        }
    }

    #[test]
    fn prefixes_are_dropped_where_the_whole_key_means_nothing() {
        for (text, expected) in [
            ("person_email", Some(Key::List(ListField::Emails))),
            ("prm_cadence", Some(Key::Cadence)),
            ("contact_frequency", Some(Key::Cadence)),
            ("person_tags", Some(Key::List(ListField::Tags))),
            ("email_2", Some(Key::List(ListField::Emails))),
            ("phone 1", Some(Key::List(ListField::Phones))),
            ("EMAIL[WORK]", Some(Key::List(ListField::Emails))),
            ("TEL;TYPE=cell", Some(Key::List(ListField::Phones))),
            ("home_email", Some(Key::List(ListField::Emails))),
            ("Phone (work)", Some(Key::List(ListField::Phones))),
            ("email-private-2", Some(Key::List(ListField::Emails))),
            ("mobile_phone", Some(Key::List(ListField::Phones))),
            ("company 2", Some(Key::List(ListField::Companies))),
            ("home_company", None),
            ("works at [company", None),
            ("city_2", None),
            ("2", None),
            ("work", None),
            ("homework", None),
            ("contact_type", None),
            ("contacts", None),
            ("unheard of", None),
        ] {
            assert_eq!(key(text), expected, "{text}");
        }
    }

    #[test]
    fn no_two_names_of_the_table_are_compared_as_one() {
        assert_eq!(KEYS.len(), Key::all().map(|key| key.names().len()).sum::<usize>());
        assert!(KEYS.keys().all(|name| normalised(name) == *name));
    }

    #[test]
    fn the_users_own_keys_come_first() {
        let fields = vec![("last_contact".to_owned(), vec!["Zuletzt".to_owned(), "date".to_owned()])];
        let settings = Settings { fields, ..Settings::default() };
        assert_eq!(lookup("zuletzt", &settings), Some(Key::LastContact));
        assert_eq!(lookup("date", &settings), Some(Key::LastContact));
    }
}
