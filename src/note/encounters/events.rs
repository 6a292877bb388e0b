//! Who was there: events, and the dated entries of events' and groups' notes.
//!
//! Owns whether lists or links count, and what is said of the note as a whole. Must not know how lists are written.

use std::borrow::Cow;

use super::about::{About, Gathered, Parts, Role, folder_people};
use super::attendees::{remark_behind, says_absent};
use super::lists::Attendance;
use super::script::{Places, Script};
use super::words::Presence;
use super::{day, kinds, label};
use crate::model::interaction::NOTE;
use crate::model::{Encounter, Mention};
use crate::note::body::Logged;

/// Those whom a note or an entry names.
#[derive(Default)]
struct Named {
    lists: Attendance,
    linked: Vec<Mention>,
}

impl Named {
    /// Those in the lists, or everybody linked where there are none.
    fn people(self) -> Vec<Mention> {
        let Named { mut lists, linked } = self;
        let listed = std::mem::take(&mut lists.there);
        lists.without_absent(if listed.is_empty() { linked } else { listed })
    }
}

/// Reads an event's or a group's note.
pub(super) fn read(about: &About<'_>, script: &Script<'_, '_>, parts: &Parts<'_>) -> Gathered {
    let mut own = Named::default();
    own.lists.read_front(about.entries, script.report);
    let mut entries: Vec<Option<Named>> = Vec::new();
    entries.resize_with(about.logged.len(), || None);
    let mut places = Places::default();
    for (line, placed) in script.outline.lines.iter().zip(parts.placed) {
        let named = match placed.entry {
            None => &mut own,
            Some(entry) => entries[entry].get_or_insert_default(),
        };
        if !placed.is_undone {
            read_line(script, &line.range, placed, named, &mut places);
        }
    }
    let mut gathered = Gathered::default();
    if about.role == Role::Event {
        whole(about, own, &mut gathered);
    }
    let named = about.logged.iter().zip(entries);
    gathered.encounters.extend(named.filter_map(|(logged, named)| entry(about, logged, named?.people())));
    gathered.lacks_day &= gathered.encounters.is_empty();
    gathered
}

fn read_line(
    script: &Script<'_, '_>,
    line: &std::ops::Range<usize>,
    placed: &super::sections::Placed,
    named: &mut Named,
    places: &mut Places,
) {
    if let Some((presence, _)) = placed.list {
        return named.lists.read_body(script, &placed.people, presence, places);
    }
    let text = &script.src[line.clone()];
    if text.contains("::") {
        for field in label::fields(text) {
            let part = line.start + field.people.start..line.start + field.people.end;
            named.lists.read_body(script, &part, field.presence, places);
        }
    }
    for (range, link) in script.links(line) {
        let mention = script.mention(link, range.start, places);
        if says_absent(remark_behind(&script.src[range.end..line.end])) {
            named.lists.add(mention, Presence::Absent);
        } else {
            named.linked.push(mention);
        }
    }
}

/// What an event is as a whole.
fn whole(about: &About<'_>, named: Named, gathered: &mut Gathered) {
    let mut people = named.people();
    people.extend(folder_people(about));
    if people.is_empty() {
        return;
    }
    let Some(date) = &about.day else {
        gathered.lacks_day = true;
        return;
    };
    gathered.encounters.push(Encounter {
        date: date.value,
        kind: about.kind.clone(),
        place: about.place.clone(),
        line: date.line,
        text: 0..0,
        people,
        of_group: about.of_group,
    });
}

fn entry(about: &About<'_>, logged: &Logged, people: Vec<Mention>) -> Option<Encounter> {
    let own = &logged.interaction;
    day::whole(own.date).filter(|_| !people.is_empty())?;
    let kind: Cow<str> = if own.kind == NOTE { about.kind.clone() } else { kinds::as_contact(own.kind.clone()) };
    let is_group = about.role == Role::Group || about.of_group;
    let place = if is_group { about.place.clone() } else { own.place.clone().or_else(|| about.place.clone()) };
    Some(Encounter { date: own.date, kind, place, line: own.line, text: own.text.clone(), people, of_group: is_group })
}
