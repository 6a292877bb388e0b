//! What a note tells of other people: contact with them, and promises to them (vault-format section 6).
//!
//! Owns which note tells what: an event who was there, a journal who was in contact, any note what its dated entries say, a
//! person's own note with whom the person was. Pure, and one pass over the lines that `body` saw. Must not know which notes
//! exist: people are mentions here.

mod attendees;
mod contact;
mod day;
mod events;
mod journals;
mod kinds;
mod label;
mod lists;
mod places;
mod promises;
mod script;
mod sections;
#[cfg(test)]
mod tests;
mod tokens;
mod words;

use std::borrow::Cow;

use crate::model::people_folder::is_people_folder;
use crate::model::{Encounter, Mention, NoteId, NoteType, PartialDate, PromiseTo, Settings, Sourced};
use crate::note::body::{Body, Logged, Promised};
use crate::note::diagnostic::Report;
use crate::note::front_matter::entry::Entry;

pub(super) use day::{Days, in_text as day_in, of_stem};
use script::Script;
use sections::{Placed, Section};

/// The kind of contact at an event that names no other.
pub(super) const EVENT: &str = "event";

/// How a note tells of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Person,
    Event,
    Group,
    /// A daily note, or a dated one.
    Journal,
    Other,
}

impl Role {
    pub(super) fn of(note_type: NoteType) -> Role {
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
pub(super) struct About<'a> {
    pub id: &'a NoteId,
    pub role: Role,
    pub settings: &'a Settings,
    /// The day of an event or a journal.
    pub day: Option<Sourced<PartialDate>>,
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
pub(super) struct Told {
    pub encounters: Vec<Encounter>,
    pub promises_to: Vec<PromiseTo>,
    /// Whether it is an event with people and neither a day nor dated entries.
    pub lacks_day: bool,
}

/// The note's lines with where each belongs.
struct Parts<'a> {
    placed: &'a [Placed],
    sections: &'a [Section],
}

/// Reads what a note tells of others.
pub(super) fn of(about: &About<'_>, src: &str, base: usize, body: &Body, report: &Report<'_>) -> Told {
    let script = Script { src, base, outline: &body.outline, links: &body.links, report };
    let is_person = about.role == Role::Person;
    if is_person && (about.logged.is_empty() || body.outline.spans.is_empty()) {
        return Told::default();
    }
    let (placed, sections) = sections::place(src, base, &body.outline.lines, about.logged);
    let parts = Parts { placed: &placed, sections: &sections };
    let mut told = match about.role {
        Role::Event | Role::Group => events::read(about, &script, &parts),
        Role::Person | Role::Journal | Role::Other => journals::read(about, &script, &parts),
    };
    if !is_person {
        told.promises_to = promises::to(about.promised, &script);
    }
    told
}

/// The complaint of an event with people and no day.
pub(super) fn complain(told: &Told, report: &mut Report<'_>) {
    if told.lacks_day {
        day::missing(report);
    }
}

/// The first kind that the name of a note's file tells of.
pub(super) fn stem_kind(id: &NoteId, settings: &Settings) -> Option<Cow<'static, str>> {
    kinds::in_text(id.stem(), settings)
}

/// The folders below one of people that a note is in: each may be called as a person.
fn folder_people(id: &NoteId) -> Vec<Mention> {
    let below = id.folder().split('/').skip_while(|folder| !is_people_folder(folder)).skip(1);
    let mention = |folder: &str| Mention { target: folder.to_owned(), link: None, line: 1, column: 1 };
    below.filter(|folder| !folder.is_empty() && !is_people_folder(folder)).map(mention).collect()
}
