//! A vault read by another way: every note from its file, everybody by going through all of them, nothing kept.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::follow_up::{Facts, standing};
use crate::model::{
    Elsewhere, Encounter, Interaction, Mention, Note, NoteId, NoteType, PersonView, PromiseElsewhere, Recorded,
    Standing,
};
use crate::note::{NOTE_LIMIT, Reading, read};
use crate::query::{Groups, Links, Target};
use crate::vault::{Options, Vault};
use crate::workspace::Workspace;

/// All notes of a vault, by path.
pub(super) struct Brute {
    pub(super) readings: Vec<Reading>,
}

impl Brute {
    pub(super) fn of(vault: &Vault) -> Brute {
        let scan = vault.walk(Options::default()).expect("a vault");
        let reading = |id: &NoteId| {
            let file = vault.read(id, NOTE_LIMIT).expect("a note");
            read(id, &file.bytes, file.size, &vault.settings, vault.placement(id))
        };
        Brute { readings: scan.files.iter().map(|found| reading(&found.id)).collect() }
    }

    fn notes(&self) -> impl Iterator<Item = &Note> {
        self.readings.iter().map(|reading| &reading.note)
    }

    /// What the other notes record of everybody about whom they record something.
    pub(super) fn elsewhere(&self) -> BTreeMap<NoteId, Elsewhere> {
        let links = Links::new(self.notes());
        let mut all = BTreeMap::new();
        for person in self.notes().filter(|note| note.note_type == NoteType::Person) {
            let elsewhere = self.elsewhere_of(person, &links);
            if !elsewhere.is_empty() {
                all.insert(person.id.clone(), elsewhere);
            }
        }
        all
    }

    fn elsewhere_of(&self, person: &Note, links: &Links<'_>) -> Elsewhere {
        let (mut recorded, mut promises) = (Vec::new(), Vec::new());
        for note in self.notes().filter(|note| note.id != person.id) {
            let names = |people: &[Mention]| people.iter().any(|one| refers_to(one, note, person, links));
            recorded.extend(note.encounters.iter().filter(|one| names(&one.people)).map(|one| recorded_in(note, one)));
            let to = note.promises_to.iter().filter(|one| names(&one.people));
            promises.extend(to.map(|one| PromiseElsewhere { note: note.id.clone(), promise: one.promise.clone() }));
        }
        recorded.sort_by_key(|one: &Recorded| {
            (one.interaction.day(), one.interaction.recorded_in.clone(), one.interaction.line)
        });
        promises.sort_by_key(|one| (one.promise.due.first_day(), one.note.clone(), one.promise.line));
        Elsewhere::of(person, recorded, promises)
    }

    /// A note as it is seen on the workspace's day.
    pub(super) fn view(
        &self,
        note: &Note,
        elsewhere: &Elsewhere,
        groups: &Groups,
        workspace: &Workspace,
    ) -> PersonView {
        let facts = Facts { note, elsewhere, settings: workspace.settings(), groups };
        let standing = match note.note_type {
            NoteType::Person => standing(&facts, workspace.today()),
            _ => Standing::default(),
        };
        PersonView { note: Box::new(note.clone()), standing, elsewhere: elsewhere.clone(), today: workspace.today() }
    }

    /// How many people have something recorded elsewhere, how many things these are, and how many kinds of them.
    pub(super) fn floors(&self) -> (usize, usize, BTreeSet<String>) {
        let all = self.elsewhere();
        let kinds = all.values().flat_map(|one| &one.interactions).map(|one| one.kind.to_string()).collect();
        let things = all.values().map(|one| one.interactions.len() + one.promises.len()).sum();
        (all.len(), things, kinds)
    }
}

fn refers_to(mention: &Mention, from: &Note, person: &Note, links: &Links<'_>) -> bool {
    matches!(links.resolve(&mention.target, mention.link, &from.id), Target::One(found) if found.id == person.id)
}

fn recorded_in(note: &Note, encounter: &Encounter) -> Recorded {
    let Encounter { date, kind, place, line, text, of_group, people: _ } = encounter.clone();
    Recorded {
        interaction: Interaction { date, kind, place, line, text, recorded_in: Some(note.id.clone()) },
        of_group,
    }
}
