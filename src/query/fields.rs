//! The names of fields in queries: those of the language, and those that notes are written with.
//!
//! Owns which word asks for what. Must not know values.

use std::sync::LazyLock;

use super::ast::{DateField, Field, Presence};
use crate::model::{Key, Settings, TextField};
use crate::note::{key_of, normalised};

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
pub static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let texts = TextField::ALL.iter().map(|field| field.spelling());
    FIXED.iter().copied().chain(texts).collect()
});

/// Those that are no text field's name.
const FIXED: &[&str] = &[
    "name",
    "company",
    "tag",
    "group",
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
        None => key_of(typed, settings).map_or_else(|| of_own(typed), |key| of_key(key, typed)),
    }
}

fn of_own(typed: &str) -> Asked {
    Asked::Text(Field::Key(normalised(typed)))
}

fn of_key(key: Key, typed: &str) -> Asked {
    Asked::Text(match key {
        Key::Name | Key::FirstName | Key::LastName => Field::Name,
        Key::Text(field) => Field::Text(field),
        Key::List(field) => Field::List(field),
        Key::MetAt => Field::MetAt,
        Key::MetEvent => Field::MetEvent,
        Key::MetBy => Field::By,
        Key::MetHow => Field::How,
        Key::Links => Field::Link,
        Key::Met => return Asked::Date(DateField::Met),
        Key::MetDate => return Asked::Date(DateField::MetOn),
        Key::LastContact => return Asked::Date(DateField::Last),
        Key::FollowUp => return Asked::Date(DateField::FollowUp),
        Key::Snooze => return Asked::Date(DateField::Snooze),
        Key::Birthday => return Asked::Birthday,
        Key::Cadence => return Asked::Cadence,
        Key::EventDate if normalised(typed) == key.canonical() => return Asked::Date(DateField::Event),
        // In most notes these are keys like any other.
        Key::People | Key::EventDate | Key::EventPlace => return of_own(typed),
        Key::Title | Key::Tier | Key::Silenced | Key::Active | Key::Type | Key::Categories | Key::Link(_) => {
            Field::Key(key.canonical().to_owned())
        }
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
        for name in NAMES.iter() {
            let asked = asked(name, &Settings::default());
            assert!(!matches!(asked, Asked::Text(Field::Key(_))), "{name}");
        }
    }

    #[test]
    fn every_field_that_is_asked_for_as_itself_has_a_name_that_is_suggested() {
        let settings = Settings::default();
        let suggested: Vec<Asked> = NAMES.iter().map(|name| asked(name, &settings)).collect();
        for key in Key::all() {
            let asked = of_key(key, key.spelling());
            // `met:` asks for its date, `at:` for its event, and `date:` is asked of events alone.
            let is_part = matches!(key, Key::MetDate | Key::MetEvent | Key::EventDate);
            let is_own = matches!(asked, Asked::Text(Field::Key(_)));
            assert!(is_part || is_own || suggested.contains(&asked), "{key:?}");
        }
    }
}
