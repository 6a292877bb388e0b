//! The names of fields in queries: those of the language, and those that notes are written with.
//!
//! Owns which word asks for what. Must not know values.

use super::ast::{DateField, Field, Presence};
use crate::model::Settings;
use crate::note::canonical_key;

/// What a word before a colon asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Text(Field),
    /// Anywhere in the note.
    Anywhere,
    Date(DateField),
    Birthday,
    At,
    On,
    Kind,
    Type,
    Has,
    Is,
    Cadence,
    Promise,
}

/// The words of the language, for suggestions and completions.
pub const NAMES: &[&str] = &[
    "name",
    "company",
    "role",
    "tag",
    "group",
    "city",
    "country",
    "email",
    "phone",
    "at",
    "by",
    "kind",
    "text",
    "path",
    "type",
    "met",
    "last",
    "due",
    "birthday",
    "on",
    "has",
    "is",
    "alias",
    "how",
    "status",
    "card",
    "relationship",
    "link",
    "follow_up",
    "snooze",
    "cadence",
    "promise",
    "met_at",
];

/// Words of the language that come before what the same word means in a note.
const OURS: &[(&str, Asked)] = &[
    ("at", Asked::At),
    ("place", Asked::At),
    ("on", Asked::On),
    ("kind", Asked::Kind),
    ("type", Asked::Type),
    ("has", Asked::Has),
    ("is", Asked::Is),
    ("text", Asked::Anywhere),
    ("path", Asked::Text(Field::Path)),
    ("by", Asked::Text(Field::By)),
    ("how", Asked::Text(Field::How)),
    ("link", Asked::Text(Field::Link)),
    ("met", Asked::Date(DateField::Met)),
    ("met_on", Asked::Date(DateField::MetOn)),
    ("met.date", Asked::Date(DateField::MetOn)),
    ("met.at", Asked::Text(Field::MetAt)),
    ("met.event", Asked::Text(Field::MetEvent)),
    ("met.by", Asked::Text(Field::By)),
    ("met.how", Asked::Text(Field::How)),
    ("last", Asked::Date(DateField::Last)),
    ("due", Asked::Date(DateField::Due)),
    ("log", Asked::On),
    ("interaction", Asked::On),
    ("interactions", Asked::On),
    ("promise", Asked::Promise),
    ("promises", Asked::Promise),
];

/// What a word before a colon asks for: the language's own, else what it means as a key of a note, else that very key.
pub(super) fn asked(typed: &str, settings: &Settings) -> Asked {
    let lower = typed.to_lowercase();
    match OURS.iter().find(|(name, _)| *name == lower) {
        Some((_, asked)) => asked.clone(),
        None => of_key(canonical_key(typed, settings)),
    }
}

fn of_key(key: String) -> Asked {
    Asked::Text(match key.as_str() {
        "name" | "firstname" | "lastname" => Field::Name,
        "aliases" => Field::Alias,
        "company" => Field::Company,
        "role" => Field::Role,
        "tags" => Field::Tag,
        "groups" => Field::Group,
        "city" => Field::City,
        "country" => Field::Country,
        "emails" => Field::Email,
        "phones" => Field::Phone,
        "introducedby" => Field::By,
        "howwemet" => Field::How,
        "status" => Field::Status,
        "card" => Field::Card,
        "relationship" => Field::Relationship,
        "links" => Field::Link,
        "metat" => Field::MetAt,
        "event" => Field::MetEvent,
        "meton" => return Asked::Date(DateField::MetOn),
        "lastcontact" => return Asked::Date(DateField::Last),
        "followup" => return Asked::Date(DateField::FollowUp),
        "snooze" => return Asked::Date(DateField::Snooze),
        "date" => return Asked::Date(DateField::Event),
        "birthday" => return Asked::Birthday,
        "cadence" => return Asked::Cadence,
        _ => Field::Key(key),
    })
}

impl Asked {
    /// What `has:` asks for with this word; `None` where having it means nothing.
    pub(super) fn presence(self) -> Option<Presence> {
        Some(match self {
            Asked::Text(field) => Presence::Field(field),
            Asked::Date(date) => Presence::Date(date),
            Asked::Birthday => Presence::Birthday,
            Asked::At => Presence::Place,
            Asked::On | Asked::Kind => Presence::Interaction,
            Asked::Cadence => Presence::Cadence,
            Asked::Promise => Presence::Promise,
            Asked::Anywhere | Asked::Type | Asked::Has | Asked::Is => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_the_language_is_one_of_ours() {
        for name in NAMES {
            let asked = asked(name, &Settings::default());
            assert!(!matches!(asked, Asked::Text(Field::Key(_))), "{name}");
        }
    }
}
