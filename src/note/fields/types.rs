//! What a note is about.
//!
//! Owns the words for types and where they may stand. Must not know fields.

use crate::model::{ListField, NoteType};

use super::keys;
use super::keys::Key;
use crate::note::front_matter::entry::Entry;
use crate::note::layout::ValueSite;
use crate::note::links;

/// The type that the entries (each with the field that its key means) and tags say, else the one that the vault's settings give the note.
pub(in crate::note) fn of(
    entries: &[&Entry],
    known: &[Option<Key>],
    tags: &[ValueSite],
    default: NoteType,
) -> NoteType {
    let said = Said::of(entries, known);
    let body = || tags.iter().any(|tag| is_person_tag(&tag.text)).then_some(NoteType::Person);
    match said.types.iter().find_map(|word| type_of_word(word)) {
        Some(known) => known,
        None if !said.types.is_empty() => NoteType::Other,
        None => {
            said.categories.iter().find_map(|word| type_of_word(word)).or(said.tagged).or_else(body).unwrap_or(default)
        }
    }
}

/// What the entries say about the note's type.
#[derive(Default)]
struct Said<'e> {
    types: Vec<&'e str>,
    categories: Vec<&'e str>,
    tagged: Option<NoteType>,
}

impl<'e> Said<'e> {
    fn of(entries: &[&'e Entry], known: &[Option<Key>]) -> Said<'e> {
        let mut said = Said::default();
        for (entry, key) in entries.iter().zip(known) {
            match key {
                Some(Key::Type) => words(entry, &mut |word| said.types.push(word)),
                Some(Key::Categories) => words(entry, &mut |word| said.categories.push(word)),
                Some(Key::List(ListField::Tags)) => words(entry, &mut |word| {
                    if is_person_tag(word) {
                        said.tagged = Some(NoteType::Person);
                    }
                }),
                _ => {}
            }
        }
        said
    }
}

/// Calls `visit` with every word of an entry's value.
fn words<'e>(entry: &'e Entry, visit: &mut dyn FnMut(&'e str)) {
    entry.value.scalars(&mut |scalar| {
        scalar.text.split(',').map(str::trim).filter(|word| !word.is_empty()).for_each(&mut *visit);
    });
}

fn is_person_tag(tag: &str) -> bool {
    let tag = tag.trim_start_matches('#');
    ["person", "people", "contact"].iter().any(|word| tag.eq_ignore_ascii_case(word))
}

/// The type that a word means: `meetup` is a group.
pub fn type_of_word(word: &str) -> Option<NoteType> {
    let word = links::named(word);
    Some(match keys::normalised(word.trim().trim_start_matches('#')).as_str() {
        "person" | "people" | "persons" | "contact" | "contacts" => NoteType::Person,
        "group" | "groups" | "usergroup" | "meetup" | "meetups" | "community" | "communities" => NoteType::Group,
        "event" | "events" | "meeting" | "meetings" => NoteType::Event,
        "company" | "companies" | "organisation" | "organisations" | "organization" | "organizations" => {
            NoteType::Company
        }
        _ => return None,
    })
}
