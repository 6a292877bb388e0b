//! A note and its layout, from the parts that were read.
//!
//! Owns how front matter and body complete each other. Must not know how either is read.

use super::body::Body;
use super::body::roles::LogRole;
use super::fields::{self, Facts};
use super::layout::{Front, Layout, LinkSite};
use super::naming::{Called, name_person};
use crate::model::interaction::{MET, MILESTONE};
use crate::model::{Interaction, Link, Note, NoteId, NoteType, Person, TextField};

/// Puts the parts together.
pub(super) fn assemble(
    id: &NoteId,
    facts: Facts<'_, '_>,
    body: Body,
    mut links: Vec<Link>,
    mut link_sites: Vec<LinkSite>,
) -> (Note, Layout) {
    let Facts { mut person, names, mentions, mentioned_at, mut values, note_type, .. } = facts;
    let called = name_person(&mut person, names, body.title.as_deref(), id, note_type);
    let name = match called {
        Called::Title => body.title_at,
        Called::Field(key) => values.iter().rev().find(|value| value.key == key).map(|value| value.span.clone()),
        Called::File => None,
    };
    person.tags.extend(body.tags.iter().map(|tag| tag.text.clone()));
    values.extend(body.tags);
    fields::each_once(&mut person);
    links.extend(body.links);
    link_sites.extend(body.link_sites);
    let event = note_type == NoteType::Event;
    if event {
        place_event(&mut person);
    }
    let mut interactions: Vec<Interaction> = meeting(&person).into_iter().collect();
    let mut log = Vec::with_capacity(body.interactions.len());
    for logged in body.interactions {
        log.push(logged.site);
        if !(event && logged.is_title) {
            interactions.extend(in_role(logged.interaction, logged.role, note_type));
        }
    }
    let (promises, tasks) = body.promises.into_iter().map(|promised| (promised.promise, promised.task)).unzip();
    let note = Note { person, interactions, promises, links, mentions, ..Note::empty(id.clone(), note_type, "") };
    let layout = Layout {
        front: Front::default(),
        labels: body.labels,
        log,
        promises: tasks,
        headings: body.headings,
        links: link_sites,
        mentions: mentioned_at,
        values,
        name,
    };
    (note, layout)
}

/// Where an event was: its group, its place or its town.
pub(super) fn place_of_event(person: &Person) -> Option<String> {
    let at = || person.met.as_ref().and_then(|met| met.at.clone());
    person.groups.first().cloned().or_else(at).or_else(|| person.texts[TextField::City].clone())
}

/// An entry as the heading above it has it: in a person's note it may be a fact, or text.
fn in_role(interaction: Interaction, role: LogRole, note_type: NoteType) -> Option<Interaction> {
    match role {
        LogRole::Milestones if note_type == NoteType::Person => {
            Some(Interaction { kind: MILESTONE.into(), ..interaction })
        }
        LogRole::Outside if note_type == NoteType::Person => None,
        _ => Some(interaction),
    }
}

/// Where an event was, when only a town or a group says so: what `met` records of a person's meeting.
fn place_event(person: &mut Person) {
    let place = person.texts[TextField::City].clone().or_else(|| person.groups.first().cloned());
    if let Some(place) = place {
        person.met.get_or_insert_default().at.get_or_insert(place);
    }
}

/// The first interaction, where the meeting has a date.
fn meeting(person: &Person) -> Option<Interaction> {
    let met = person.met.as_ref()?;
    let date = met.date.as_ref()?;
    let (kind, place) = (MET.into(), met.at.clone());
    Some(Interaction { date: date.value, kind, place, line: date.line, text: 0..0, recorded_in: None })
}
