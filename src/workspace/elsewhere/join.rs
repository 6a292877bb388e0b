//! Who is meant by what notes record.
//!
//! Owns the resolution of the people of encounters and promises. Must not know how the result is kept.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::super::WorkspaceError;
use crate::index::{Parts, RowEntry, Select, Snapshot, TableBuilder};
use crate::model::{
    Encounter, Interaction, Mention, Note, NoteId, NoteType, Person, PromiseElsewhere, PromiseTo, Recorded,
};
use crate::query::links::{Named, keys};
use crate::query::{Links, Target};

/// What one note records of others.
pub(super) struct Records {
    pub(super) id: NoteId,
    encounters: Vec<Encounter>,
    promises_to: Vec<PromiseTo>,
}

impl Records {
    pub(super) fn of(note: Note) -> Records {
        Records { id: note.id, encounters: note.encounters, promises_to: note.promises_to }
    }

    fn mentions(&self) -> impl Iterator<Item = &Mention> {
        let there = self.encounters.iter().flat_map(|one| &one.people);
        there.chain(self.promises_to.iter().flat_map(|one| &one.people))
    }
}

/// Adds to the table what some notes record.
pub(super) fn join(snapshot: &Snapshot, records: &[Records], builder: &mut TableBuilder) -> Result<(), WorkspaceError> {
    let candidates = candidates(snapshot, records)?;
    let links = Links::new(&candidates);
    let entries: Vec<Entries<'_>> = records.par_iter().map(|note| entries(note, &links)).collect();
    for (note, entries) in records.iter().zip(entries) {
        entries.into_iter().for_each(|(person, entry)| builder.add(person, &note.id, entry));
    }
    Ok(())
}

/// The notes that may be meant, as far as that decides who is.
fn candidates(snapshot: &Snapshot, records: &[Records]) -> Result<Vec<Called>, WorkspaceError> {
    let mut wanted: Vec<String> = records
        .par_iter()
        .flat_map_iter(|note| note.mentions().flat_map(|one| keys(&one.target, one.link, &note.id)))
        .filter(|key| !key.is_empty())
        .collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    wanted.par_sort_unstable();
    wanted.dedup();
    let select = Select::PersonKey(wanted);
    Ok(snapshot.collect(&select, Parts::WithoutLinks, |note| Some(Called::of(note)))?)
}

/// What a note can be called by, and no more of it: nearly every person of a vault may be meant.
struct Called {
    id: NoteId,
    note_type: NoteType,
    name: String,
    aliases: Vec<String>,
    emails: Vec<String>,
}

impl Called {
    fn of(note: Note) -> Called {
        let Person { name, aliases, emails, .. } = note.person;
        Called { id: note.id, note_type: note.note_type, name, aliases, emails }
    }
}

impl Named for Called {
    fn id(&self) -> &NoteId {
        &self.id
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn aliases(&self) -> &[String] {
        &self.aliases
    }

    fn emails(&self) -> &[String] {
        &self.emails
    }
}

/// What is recorded, each with the person of whom it is.
type Entries<'a> = Vec<(&'a NoteId, RowEntry)>;

fn entries<'a>(note: &Records, links: &Links<'a, Called>) -> Entries<'a> {
    let mut entries = Vec::new();
    for encounter in &note.encounters {
        let recorded = recorded(encounter, &note.id);
        let people = resolved(&encounter.people, &note.id, links).into_iter();
        entries.extend(people.map(|person| (person, RowEntry::Interaction(recorded.clone()))));
    }
    for PromiseTo { promise, people } in &note.promises_to {
        let promise = || PromiseElsewhere { note: note.id.clone(), promise: promise.clone() };
        let people = resolved(people, &note.id, links).into_iter();
        entries.extend(people.map(|person| (person, RowEntry::Promise(promise()))));
    }
    entries
}

/// The people who are meant, each once; whose own note it is, is not among them.
fn resolved<'a>(people: &[Mention], from: &NoteId, links: &Links<'a, Called>) -> BTreeSet<&'a NoteId> {
    let found = people.iter().filter_map(|mention| match links.resolve(&mention.target, mention.link, from) {
        Target::One(note) => Some(note),
        Target::Several(_) | Target::Nothing => None,
    });
    found.filter(|note| note.note_type == NoteType::Person && note.id != *from).map(|note| &note.id).collect()
}

fn recorded(encounter: &Encounter, from: &NoteId) -> Recorded {
    let Encounter { date, kind, place, line, text, people: _, of_group } = encounter;
    let interaction = Interaction {
        date: *date,
        kind: kind.clone(),
        place: place.clone(),
        line: *line,
        text: text.clone(),
        recorded_in: Some(from.clone()),
    };
    Recorded { interaction, of_group: *of_group }
}
