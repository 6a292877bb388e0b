//! Labels that are written where none is read.
//!
//! Owns which of them were meant as fields. Must not know headings.

use crate::model::people_fields::describes;
use crate::model::{Cadence, Key, ListField, Settings};

use crate::note::dates;
use crate::note::fields::keys;
use crate::note::fields::values;
use crate::note::front_matter::entry::Entry;

/// Whether a label has the key of a person's field and a value that fits it.
pub(in crate::note) fn is_intended(label: &Entry, settings: &Settings) -> bool {
    let Some(key) = keys::of(&label.key, settings).filter(|key| describes(*key)) else { return false };
    let mut fits = false;
    label.value.scalars(&mut |scalar| fits |= !values::is_blank(&scalar.text) && is_value(key, &scalar.text, settings));
    fits
}

fn is_value(key: Key, text: &str, settings: &Settings) -> bool {
    match key {
        Key::List(ListField::Emails) => text.contains('@'),
        Key::List(ListField::Phones) => text.bytes().filter(u8::is_ascii_digit).count() > 4,
        Key::Birthday => dates::birthday(text, settings.date_order).is_ok(),
        Key::LastContact | Key::FollowUp | Key::Snooze | Key::MetDate => dates::read(text, settings.date_order).is_ok(),
        Key::Cadence => settings.tier(text).is_some() || Cadence::parse(text).is_some(),
        Key::List(ListField::Companies) | Key::Link("linkedin") => true,
        _ => false,
    }
}
