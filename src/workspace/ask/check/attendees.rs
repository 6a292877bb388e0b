//! People whom a note records contact with, of whom the vault does not say who they are.
//!
//! Owns which of them are a fault: a link or an address in a list of attendees that means nobody, and whatever may be one of
//! several people. A plain name that nobody has is none, and neither is a link of a sentence that leads nowhere. Must not
//! know how lists are read (`note` does).

use std::collections::BTreeSet;

use super::finding::{Finding, Findings, Place};
use super::links::ambiguous;
use crate::model::{Mention, Note, NoteType};
use crate::note::Code;
use crate::query::links::is_address;
use crate::query::{Links, Target};

pub(super) fn add(notes: &[Note], links: &Links<'_>, findings: &mut Findings) {
    notes.iter().for_each(|note| add_note(note, links, findings));
}

fn add_note(note: &Note, links: &Links<'_>, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    let found = note.encountered().filter(|mention| seen.insert((mention.line, mention.column, &mention.target)));
    let found: Vec<Finding> = found.filter_map(|mention| finding(mention, note, links)).collect();
    if !found.is_empty() {
        findings.entry(note.id.clone()).or_default().extend(found);
    }
}

fn finding(mention: &Mention, note: &Note, links: &Links<'_>) -> Option<Finding> {
    let is_certain = mention.link.is_some() || (mention.is_listed && is_address(&mention.target));
    match links.resolve(&mention.target, mention.link, &note.id) {
        Target::Several(found) if is_doubtful(mention, &found) => {
            Some(ambiguous(mention, Place::Attendee(mention.clone()), &found))
        }
        Target::Nothing if mention.is_listed && is_certain => Some(unread(mention, None)),
        Target::One(found) if mention.is_listed && is_certain && is_nobody(found, note) => {
            Some(unread(mention, Some(found)))
        }
        _ => None,
    }
}

/// Whether somebody among several may be meant.
fn is_doubtful(mention: &Mention, found: &[&Note]) -> bool {
    let is_written = mention.link.is_some() || mention.is_listed;
    is_written && found.iter().any(|note| note.note_type == NoteType::Person)
}

/// Whether a note that is listed among people is neither a person's nor that of a group or company, which may well host or
/// speak.
fn is_nobody(found: &Note, from: &Note) -> bool {
    let may_attend = matches!(found.note_type, NoteType::Person | NoteType::Group | NoteType::Company);
    !may_attend && found.id != from.id
}

fn unread(mention: &Mention, found: Option<&Note>) -> Finding {
    let target = &mention.target;
    let (message, hint) = match (found, mention.link) {
        (Some(note), _) => (
            format!("`{target}` is not a person: {} is `{}`", note.id, note.note_type.as_str()),
            "write `type: person` there, or link to somebody",
        ),
        (None, Some(_)) => (
            format!("no note has the name `{target}`"),
            "create a note of that name, or write the name without brackets",
        ),
        (None, None) => {
            (format!("nobody has the address `{target}`"), "add the address to somebody's note, or write a name")
        }
    };
    Finding {
        code: Code::UnreadAttendee,
        place: Place::Attendee(mention.clone()),
        message,
        hint: Some(hint.to_owned()),
    }
}
