//! What events' notes tell of people: an interaction with each person they name (vault-format section 3).
//!
//! Owns the join of events to persons. Nothing of it is stored with the persons, so that it is never out of date.

use std::collections::{BTreeSet, HashMap};

use super::error::WorkspaceError;
use super::named::named;
use crate::index::{Select, Snapshot};
use crate::model::{Interaction, Note, NoteId, NoteType, TextField};
use crate::query::{Links, Target};

/// Interactions by the person whom an event's note names.
pub(super) type ToldElsewhere = HashMap<NoteId, Vec<Interaction>>;

/// The kind of interaction that an event's note makes.
const EVENT: &str = "event";

/// Reads the events of the vault and the notes that they name.
pub(super) fn told_elsewhere(snapshot: &Snapshot) -> Result<ToldElsewhere, WorkspaceError> {
    let events = snapshot.notes(&Select::Type(NoteType::Event))?;
    let wanted: BTreeSet<String> =
        events.iter().flat_map(|event| named(event).flat_map(|named| named.keys(&event.id))).collect();
    if wanted.is_empty() {
        return Ok(ToldElsewhere::new());
    }
    let candidates = snapshot.notes(&Select::PersonKey(wanted.into_iter().collect()))?;
    Ok(join(&events, &Links::new(&candidates)))
}

/// The people of every dated event, each once an event.
fn join(events: &[Note], links: &Links<'_>) -> ToldElsewhere {
    let mut told = ToldElsewhere::new();
    for event in events {
        let Some(interaction) = interaction(event) else { continue };
        for person in people(event, links) {
            told.entry(person.clone()).or_default().push(interaction.clone());
        }
    }
    told
}

fn people<'a>(event: &Note, links: &Links<'a>) -> BTreeSet<&'a NoteId> {
    let named = named(event).filter_map(|named| match links.resolve(named.target, named.form, &event.id) {
        Target::One(note) => Some(note),
        Target::Several(_) | Target::Nothing => None,
    });
    named.filter(|note| note.note_type == NoteType::Person).map(|note| &note.id).collect()
}

fn interaction(event: &Note) -> Option<Interaction> {
    let date = event.event_date.as_ref()?;
    let met = event.person.met.as_ref();
    let place = met.and_then(|met| met.at.clone()).or_else(|| event.person.groups.first().cloned());
    Some(Interaction {
        date: date.value,
        kind: EVENT.into(),
        place: place.or_else(|| event.person.texts[TextField::City].clone()),
        line: date.line,
        text: 0..0,
        told_by: Some(event.id.clone()),
    })
}
