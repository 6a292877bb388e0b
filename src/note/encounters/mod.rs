//! What a note tells of other people: contact with them, and promises to them (vault-format section 6).
//!
//! Owns which note tells what: an event who was there, a journal who was in contact, any note what its dated entries say, a
//! person's own note with whom the person was. Pure, and one pass over the lines that `body` saw. Must not know which notes
//! exist: people are mentions here.

mod about;
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
mod unread;
mod words;

use std::borrow::Cow;

use crate::model::{NoteId, Settings};
use crate::note::body::Body;
use crate::note::diagnostic::Report;

use about::Parts;
pub(super) use about::{About, Gathered, Role};
pub(super) use day::{Days, in_text as day_in, of_stem};
use script::Script;

/// The kind of contact at an event that names no other.
pub(super) const EVENT: &str = "event";

/// Reads what a note tells of others.
pub(super) fn of(about: &About<'_>, src: &str, base: usize, body: &Body, report: &Report<'_>) -> Gathered {
    let script = Script { src, base, outline: &body.outline, links: &body.links, report };
    let is_person = about.role == Role::Person;
    if is_person && !script.links_in(about.logged) {
        return Gathered::default();
    }
    let (placed, sections) = sections::place(src, base, &body.outline.lines, about.logged);
    let parts = Parts { placed: &placed, sections: &sections };
    let mut gathered = match about.role {
        Role::Event | Role::Group => events::read(about, &script, &parts),
        Role::Person | Role::Journal | Role::Other => journals::read(about, &script, &parts),
    };
    if about.is_dated_other && gathered.encounters.is_empty() {
        gathered.unread_links = unread::links(&script, &placed);
    }
    if !is_person {
        gathered.promises_to = promises::to(about.promised, &script);
    }
    gathered
}

/// The warning about an event with people and no day.
pub(super) fn report_diagnostics(gathered: &Gathered, report: &mut Report<'_>) {
    if gathered.lacks_day {
        day::missing(report);
    }
}

/// The first kind that the name of a note's file tells of.
pub(super) fn stem_kind(id: &NoteId, settings: &Settings) -> Option<Cow<'static, str>> {
    kinds::in_text(id.stem(), settings)
}
