//! Fields that only people have.
//!
//! Owns which keys make a note one of a person (vault-format section 2, rule 4). Must not know values.

use super::field::{Key, ListField, TextField};

/// Names of such fields that other notes have as well, as keys are compared.
const OF_ANYTHING: [&str; 9] =
    ["every", "frequency", "interval", "event", "via", "reminder", "nextdue", "nextactiondate", "remindon"];

/// Whether only a person has this field under this key, as keys are compared.
pub fn is_of_people(key: Key, normal: &str) -> bool {
    let of_people = matches!(
        key,
        Key::List(ListField::Emails | ListField::Phones)
            | Key::Birthday
            | Key::Cadence
            | Key::LastContact
            | Key::FollowUp
            | Key::Link("linkedin")
            | Key::Met
            | Key::MetAt
            | Key::MetDate
            | Key::MetEvent
            | Key::MetBy
            | Key::MetHow
            | Key::Text(TextField::Card | TextField::Relationship)
    );
    of_people && !OF_ANYTHING.contains(&normal)
}

/// Whether a key says something about the one that the note is about, and not merely about the note.
pub fn describes(key: Key) -> bool {
    !matches!(
        key,
        Key::List(ListField::Tags) | Key::Title | Key::Categories | Key::People | Key::EventDate | Key::EventPlace
    )
}
