//! A note with a day that links people, and is read as no contact with anybody.
//!
//! Owns the wording, once a note. Must not know why it is not read (`note` does).

use super::finding::{Finding, Findings, Place};
use crate::model::{Mention, Note, NoteType};
use crate::note::Code;
use crate::query::{Links, Target};

pub(super) fn add(notes: &[Note], links: &Links<'_>, findings: &mut Findings) {
    notes.iter().for_each(|note| add_note(note, links, findings));
}

fn add_note(note: &Note, links: &Links<'_>, findings: &mut Findings) {
    let is_person = |mention: &&Mention| match links.resolve(&mention.target, mention.link, &note.id) {
        Target::One(found) => found.note_type == NoteType::Person,
        Target::Several(_) | Target::Nothing => false,
    };
    if let Some(first) = note.unread_links.iter().find(is_person) {
        findings.entry(note.id.clone()).or_default().push(unread(first));
    }
}

fn unread(mention: &Mention) -> Finding {
    let message = "the note has a date and links people, but is neither an event nor a daily note: it is not counted \
                   as contact";
    let hint = "write `type: meeting` into its front matter if it was one, or begin a list item with the date";
    Finding {
        code: Code::DatedLinksUnread,
        place: Place::Attendee(mention.clone()),
        message: message.to_owned(),
        hint: Some(hint.to_owned()),
    }
}
