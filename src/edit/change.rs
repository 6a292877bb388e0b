//! What may be changed in a note, as values.
//!
//! Owns the words in which an edit is asked for: fields, values, changes. Must not know how any of it is
//! written into a note.

use std::ops::Range;

use super::entry::LogEntry;
use crate::model::{PartialDate, Promise, Settings};
use crate::note::{Key, key_of, lookup_met, normalised};

/// A field of a note, as it is named on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    Known(Key),
    /// A key of the user's own, as typed.
    Own(String),
}

impl Field {
    /// The field of a typed key: `follow_up`, `met.at`, `links.github`, or any key of one's own.
    pub fn named(typed: &str, settings: &Settings) -> Field {
        let inner = typed.split_once('.').and_then(|(outer, inner)| match normalised(outer).as_str() {
            "met" => lookup_met(&normalised(inner)),
            "links" | "socials" => key_of(inner, settings).filter(|key| matches!(key, Key::Link(_))),
            _ => None,
        });
        inner.or_else(|| key_of(typed, settings)).map_or_else(|| Field::Own(typed.to_owned()), Field::Known)
    }

    /// Whether a key of a note, as it is written there, means this field.
    pub fn is(&self, written: &str, settings: &Settings) -> bool {
        match self {
            Field::Known(key) => key_of(written, settings) == Some(*key),
            Field::Own(own) => key_of(written, settings).is_none() && normalised(written) == normalised(own),
        }
    }

    /// Whether it may hold several values.
    pub fn is_list(&self) -> bool {
        matches!(self, Field::Known(key) if key.is_list())
    }

    pub fn known(&self) -> Option<Key> {
        match self {
            Field::Known(key) => Some(*key),
            Field::Own(_) => None,
        }
    }

    /// How it is called in messages, and written where a note has no name of its own for it.
    pub fn name(&self) -> &str {
        match self {
            Field::Known(key) => key.spelling(),
            Field::Own(own) => own,
        }
    }
}

/// A value that is to be written, and what it must come back as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewValue {
    /// Text, for every reader of the note.
    Text(String),
    /// A date, which people write without quotes.
    Date(String),
    /// A value of a key of the user's own: numbers, dates and true stay what they look like.
    Own(String),
}

impl NewValue {
    pub fn as_str(&self) -> &str {
        match self {
            NewValue::Text(text) | NewValue::Date(text) | NewValue::Own(text) => text,
        }
    }
}

impl From<PartialDate> for NewValue {
    fn from(date: PartialDate) -> NewValue {
        NewValue::Date(date.to_string())
    }
}

/// One change of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The field has this value and no other.
    Set(Field, NewValue),
    /// The field has no value.
    Clear(Field),
    /// The value of the field that counts goes; where the note has another one below, that counts from then on.
    Drop(Field),
    /// The list holds this too.
    Add(Field, NewValue),
    /// The list does not hold this.
    Remove(Field, String),
    /// The log has this entry.
    Log(LogEntry),
    /// The promise is kept; the day is today, from which on a ticked entry counts.
    Tick(Promise, PartialDate),
    /// A part of the text, as it stands there, is written so; what it says changes in nothing else.
    Respell { span: Range<usize>, with: String },
    /// The one that the note is about is called so.
    Rename { from: String, to: String },
}
