//! What is known of a note before its people are looked for, and what it tells of them.
//!
//! Owns these shapes, and what a note's path says of it. Must not know how a note is read.

use std::borrow::Cow;

use super::sections::{Placed, Section};
use crate::model::people_folder::is_people_folder;
use crate::model::{Encounter, Mention, NoteId, NoteType, PartialDate, PeoplePlace, PromiseTo, Settings, Sourced};
use crate::note::body::{Logged, Promised};
use crate::note::folders::is_persons_name;
use crate::note::front_matter::entry::Entry;

/// How a note tells of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::note) enum Role {
    Person,
    Event,
    Group,
    /// A daily note, or a dated one.
    Journal,
    Other,
}

impl Role {
    pub(in crate::note) fn of(note_type: NoteType) -> Role {
        match note_type {
            NoteType::Event => Role::Event,
            NoteType::Group => Role::Group,
            NoteType::Journal => Role::Journal,
            NoteType::Person => Role::Person,
            NoteType::Company | NoteType::Other => Role::Other,
        }
    }
}

/// What is known of a note before its people are looked for.
pub(in crate::note) struct About<'a> {
    pub id: &'a NoteId,
    pub people: PeoplePlace,
    pub role: Role,
    pub settings: &'a Settings,
    /// The day of an event or a journal.
    pub day: Option<Sourced<PartialDate>>,
    /// Whether it is a note of no type that says a day.
    pub is_dated_other: bool,
    /// What an event is called as a kind; of other notes a kind for what names none.
    pub kind: Cow<'static, str>,
    /// Where an event was, or the group of the page.
    pub place: Option<String>,
    /// Whether an event was one of a group.
    pub of_group: bool,
    pub entries: &'a [&'a Entry],
    pub logged: &'a [Logged],
    pub promised: &'a [Promised],
}

/// What a note tells of others.
#[derive(Debug, Default)]
pub(in crate::note) struct Gathered {
    pub encounters: Vec<Encounter>,
    pub promises_to: Vec<PromiseTo>,
    /// The links of a note of no type that has a day, where none of them is read.
    pub unread_links: Vec<Mention>,
    /// Whether it is an event with people and neither a day nor dated entries.
    pub lacks_day: bool,
}

/// The note's lines with where each belongs.
pub(super) struct Parts<'a> {
    pub placed: &'a [Placed],
    pub sections: &'a [Section],
}

/// The folders that a note is in of which each may be called as a person: those below one of people. Where globs say who is
/// one, or the vault is a folder of people itself, those that read as a name.
pub(super) fn folder_people(about: &About<'_>) -> Vec<Mention> {
    let folders = || about.id.folder().split('/').filter(|folder| !folder.is_empty());
    let is_anywhere = matches!(about.people, PeoplePlace::Matched | PeoplePlace::NoFolder);
    let found: Vec<&str> = match folders().position(is_people_folder) {
        Some(at) => folders().skip(at + 1).filter(|folder| !is_people_folder(folder)).collect(),
        None if is_anywhere => folders().filter(|folder| is_persons_name(folder)).collect(),
        None => Vec::new(),
    };
    found.into_iter().map(mention).collect()
}

fn mention(folder: &str) -> Mention {
    Mention { target: folder.to_owned(), link: None, line: 1, column: 1, is_listed: false }
}
