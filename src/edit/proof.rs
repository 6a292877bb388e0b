//! The proof of an edit: the note is read again, and must say exactly what was meant, and all else as before.
//!
//! Owns what each change may move in what a note says. Must not know how changes are written.

use std::collections::BTreeMap;

use crate::model::people_fields::is_of_people;
use crate::model::{ListField, NoteId, PartialDate, Placement, Settings};
use crate::note::{Code, Key, normalised, note_target, read as parse};

use super::change::{Change, Field};
use super::draft::Draft;
use super::entry::{LogEntry, Words};
use super::facts::{Difference, Fact, Of, difference, encounter_fact, facts, log_fact};
use super::tick;

/// How often a note has each kind of fault.
pub(super) fn problems(draft: &Draft<'_>) -> BTreeMap<Code, usize> {
    let mut count = BTreeMap::new();
    draft.reading.diagnostics.iter().for_each(|found| *count.entry(found.code).or_default() += 1);
    count
}

/// The first fault of a kind that the note had less often before: where, and what.
pub(super) fn new_problem(before: &BTreeMap<Code, usize>, after: &Draft<'_>) -> Option<(usize, String)> {
    let count = problems(after);
    // Two keys that mean the same person may call them otherwise, a name and a file's name: doubtful, and no fault.
    let is_new = |code: &Code| *code != Code::ConflictingKeys && count.get(code) > before.get(code);
    let found = after.reading.diagnostics.iter().find(|found| is_new(&found.code))?;
    Some((found.span.start, found.message.clone()))
}

/// Whether the note says this in a field, so that nothing is to be added, or to be taken away.
pub(super) fn says(draft: &Draft<'_>, field: &Field, value: &str) -> bool {
    values_of(draft, field).iter().any(|known| known == value)
}

/// Whether the edit did what it should and nothing else; the first fact that tells otherwise.
pub(super) fn holds(before: &Draft<'_>, after: &Draft<'_>, change: &Change) -> Result<(), String> {
    let found = difference(&facts(&before.reading), &facts(&after.reading));
    let odd = match change {
        Change::Log(entry) => odd_after_log(&found, entry, before.settings),
        Change::Tick(promise, day) => {
            let again = tick::due_again(before, promise, *day).map(|due| format!("{due}: {}", promise.text));
            odd_after_tick(&found, &format!("{}: {}", promise.due, promise.text), again.as_deref(), *day)
        }
        Change::Respell { with, span } => odd_after_respelling(&found, &before.text()[span.clone()], with),
        Change::Rename { .. } => odd_after_rename(&found),
        Change::Set(field, _)
        | Change::Clear(field)
        | Change::Drop(field)
        | Change::Add(field, _)
        | Change::Remove(field, _) => odd_after_field(&found, field, before.settings),
    };
    match odd {
        Some(fact) => Err(format!("{} {}", fact.name, fact.value).trim().to_owned()),
        None => is_done(after, change),
    }
}

/// A fact that has nothing to do with the field.
fn odd_after_field(found: &Difference, field: &Field, settings: &Settings) -> Option<Fact> {
    let moves = |fact: &&Fact| !concerns(fact, field, settings);
    let gone = found.gone.iter().filter(|fact| fact.of != Of::Problem);
    // What was wrong before may be told in other words.
    let known = |fact: &Fact| found.gone.iter().any(|gone| gone.of == Of::Problem && gone.name == fact.name);
    let new = found.new.iter().filter(|fact| fact.of != Of::Problem || !known(fact));
    gone.chain(new).find(moves).cloned()
}

fn concerns(fact: &Fact, field: &Field, settings: &Settings) -> bool {
    let own = |name: &str| {
        let last = name.rsplit('.').next().unwrap_or(name);
        let outer = name.split('.').next().unwrap_or(name);
        match field {
            Field::Known(key) if key.part_of_meeting().is_some() => is_of_meeting(name, *key, settings),
            Field::Known(Key::Link(_)) => field.is(last, settings),
            _ => field.is(outer, settings),
        }
    };
    match (fact.of, field.known()) {
        (Of::Front | Of::Label, _) => own(&fact.name),
        (Of::Person, Some(key)) => is_field(&fact.name, key),
        (Of::Key, Some(key)) => fact.name == normalised(key.spelling()) || own(&fact.name),
        (Of::Key, None) => own(&fact.name),
        (Of::Log, Some(key)) => {
            (key == Key::Met || key.part_of_meeting().is_some()) && fact.name == "met" && fact.value.ends_with(": ")
        }
        (Of::Mention, Some(key)) => matches!(key, Key::MetBy | Key::People),
        // Who was there follows from many fields of an event.
        (Of::Link | Of::Encounter, _) => true,
        (Of::Type, Some(key)) => {
            matches!(
                key,
                Key::Type | Key::List(ListField::Tags) | Key::Categories | Key::Tier | Key::People | Key::EventDate
            ) || is_of_people(key, key.canonical())
        }
        (Of::Event, Some(key)) => key == Key::EventDate,
        (Of::Person | Of::Log | Of::Mention | Of::Type | Of::Event, None) => false,
        (Of::Promise | Of::Problem, _) => false,
    }
}

fn is_of_meeting(name: &str, key: Key, settings: &Settings) -> bool {
    match name.split_once('.') {
        Some((outer, part)) => Field::Known(Key::Met).is(outer, settings) && crate::note::lookup_met(part) == Some(key),
        None => Field::Known(key).is(name, settings) || Field::Known(Key::Met).is(name, settings),
    }
}

/// The name of a field among the facts of a person.
fn is_field(name: &str, key: Key) -> bool {
    match key {
        Key::Met => matches!(name, "metat" | "metdate"),
        Key::MetAt => name == "metat",
        Key::MetDate => name == "metdate",
        Key::MetEvent => name == "metevent",
        Key::MetBy => name == "metby",
        Key::MetHow => name == "methow",
        Key::Link(service) => name.starts_with(service),
        Key::FirstName | Key::LastName => name == "name",
        Key::Title => matches!(name, "name" | "role"),
        Key::Silenced | Key::Active => name == "status",
        Key::Tier => name == "cadence",
        Key::Name | Key::Text(_) | Key::List(_) | Key::Birthday | Key::Cadence => name == key.canonical(),
        Key::LastContact | Key::FollowUp | Key::Snooze | Key::Links => name == key.canonical(),
        // No facts of a person.
        Key::Type | Key::Categories | Key::People | Key::EventDate | Key::EventPlace => false,
    }
}

/// The new entry, with whom it was, and the tags, links and promises of its text.
fn odd_after_log(found: &Difference, entry: &LogEntry, settings: &Settings) -> Option<Fact> {
    let words = Words::of(entry, settings);
    let whole = std::iter::once(words.line()).chain(words.more.iter().cloned()).collect::<Vec<_>>();
    let alone = format!("- {} {}\n", entry.date, whole.join("\n  "));
    let alone = parse(&NoteId::new("x.md"), alone.as_bytes(), alone.len() as u64, settings, Placement::ANYWHERE);
    if alone.note.interactions.is_empty() {
        return Some(no_entry());
    }
    let mut expected: Vec<Fact> = alone.note.interactions.iter().map(|one| log_fact(one, &alone.text)).collect();
    let with: Vec<Fact> = alone.note.encounters.iter().map(encounter_fact).collect();
    for fact in &found.new {
        let at = expected.iter().position(|other| other == fact || (fact.of == Of::Log && is_alike(fact, other)));
        match (fact.of, at) {
            (_, Some(at)) => drop(expected.remove(at)),
            (Of::Encounter, _) if with.iter().any(|other| is_alike(fact, other)) => {}
            (Of::Link, _) if fact.value.contains(&entry.date.to_string()) => {}
            (Of::Link, _) if alone.note.links.iter().any(|link| link.target == fact.value) => {}
            (Of::Promise, _) if !alone.note.promises.is_empty() => {}
            (Of::Person, _) if fact.name == "tags" && alone.note.person.tags.contains(&fact.value) => {}
            (Of::Problem, _) if alone.diagnostics.iter().any(|d| d.code.as_str() == fact.name) => {}
            _ => return Some(fact.clone()),
        }
    }
    // What nobody read may be no matter any more.
    expected.into_iter().next().or_else(|| found.gone.iter().find(|fact| fact.of != Of::Problem).cloned())
}

fn no_entry() -> Fact {
    Fact { of: Of::Log, name: String::new(), value: "the text would not be a log entry".to_owned() }
}

/// Equal but for the signs that a table or a heading needs.
fn is_alike(fact: &Fact, other: &Fact) -> bool {
    let letters = |fact: &Fact| fact.value.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    fact.name == other.name && letters(fact) == letters(other)
}

/// The promise goes; where its date stands in front, it becomes an entry of the log. One that recurs comes again, with its
/// links.
fn odd_after_tick(found: &Difference, promise: &str, again: Option<&str>, day: PartialDate) -> Option<Fact> {
    let is_kept = |fact: &Fact| fact.of == Of::Promise && fact.value == promise;
    let gone = |fact: &&Fact| !(matches!(fact.of, Of::Problem | Of::Encounter) || is_kept(fact));
    let dated = |fact: &&Fact| {
        let date = fact.value.split(' ').next().and_then(PartialDate::parse_iso);
        let logged = fact.of == Of::Log && date.is_some_and(|date| date.first_day() <= day.first_day());
        !(logged || fact.of == Of::Encounter)
    };
    let comes = |fact: &&Fact| match fact.of {
        Of::Promise => again == Some(fact.value.as_str()),
        Of::Link => again.is_some(),
        _ => false,
    };
    found.gone.iter().find(gone).or_else(|| found.new.iter().filter(|fact| !comes(fact)).find(dated)).cloned()
}

/// Every fact that went came back with the new words in place of the old ones, and no other came.
fn odd_after_respelling(found: &Difference, old: &str, new: &str) -> Option<Fact> {
    let pairs = spellings(old, new);
    // Who was there follows from links, names and places, each of which is a fact of its own.
    let counts = |fact: &&Fact| !matches!(fact.of, Of::Problem | Of::Encounter) && !is_owed(fact);
    let mut came: Vec<&Fact> = found.new.iter().filter(counts).collect();
    for gone in found.gone.iter().filter(counts) {
        let is_it = |fact: &&Fact| {
            let same = fact.of == gone.of && fact.name == gone.name;
            same && pairs.iter().any(|(old, new)| is_replaced(&gone.value, &fact.value, old, new))
        };
        match came.iter().position(is_it) {
            Some(at) => drop(came.remove(at)),
            // A value that is taken away leaves nothing, or an empty one.
            None if new.is_empty() && (gone.value.is_empty() || old.contains(gone.value.as_str())) => {}
            None => return Some(gone.clone()),
        }
    }
    // Between two of several such changes keys may disagree: that is compared when all are made.
    let may_come = |fact: &Fact| fact.name == Code::ConflictingKeys.as_str();
    let problem = found.new.iter().find(|fact| fact.of == Of::Problem && !may_come(fact));
    came.into_iter().find(|fact| !(new.is_empty() && fact.value.is_empty())).or(problem).cloned()
}

/// Whether it is a promise to somebody that a note links, beside the promise itself.
fn is_owed(fact: &Fact) -> bool {
    fact.of == Of::Promise && !fact.name.is_empty()
}

/// Old and new words as they are written, and as links and values are read.
fn spellings(old: &str, new: &str) -> Vec<(String, String)> {
    let bare = |text: &str| text.trim().trim_matches(['"', '\'']).to_owned();
    let decoded = |text: &str| note_target(text).unwrap_or_else(|| text.to_owned());
    let last = |text: &str| crate::note::last_part(text).to_owned();
    let mut pairs = vec![(old.to_owned(), new.to_owned()), (bare(old), bare(new)), (decoded(old), decoded(new))];
    pairs.push((last(&decoded(old)), last(&decoded(new))));
    let note = |text: &str| text.split('#').next().unwrap_or(text).to_owned();
    pairs.push((note(old), note(new)));
    pairs.retain(|(old, _)| !old.is_empty());
    pairs
}

/// Whether one text is the other with some words in place of others, once or wherever they stand.
fn is_replaced(before: &str, after: &str, old: &str, new: &str) -> bool {
    let at = |(at, _): (usize, &str)| format!("{}{new}{}", &before[..at], &before[at + old.len()..]) == after;
    before != after && (before.replace(old, new) == after || before.match_indices(old).any(at))
}

/// Names move, and nothing else does.
fn odd_after_rename(found: &Difference) -> Option<Fact> {
    let is_name = |fact: &&Fact| {
        let name = fact.name.as_str();
        let named = ["name", "title", "firstname", "lastname", "fullname", "displayname", "fn", "role"];
        let part = name.rsplit('.').next().unwrap_or(name);
        match fact.of {
            Of::Front | Of::Label => named.iter().any(|own| part.ends_with(own) || part == "first" || part == "last"),
            Of::Person => matches!(name, "name" | "role"),
            Of::Key => matches!(name, "title" | "firstname" | "lastname"),
            Of::Problem | Of::Link | Of::Encounter => true,
            Of::Type | Of::Log | Of::Promise | Of::Mention | Of::Event => false,
        }
    };
    found.gone.iter().chain(&found.new).find(|fact| !is_name(fact)).cloned()
}

/// Whether the note now says what was meant.
fn is_done(after: &Draft<'_>, change: &Change) -> Result<(), String> {
    let values = |field: &Field| values_of(after, field);
    let done = match change {
        Change::Set(field, new_value) => values(field).iter().any(|value| is_same(value, new_value.as_str())),
        Change::Add(field, new_value) => values(field).iter().any(|value| is_same(value, new_value.as_str())),
        Change::Remove(field, text) => !values(field).contains(text),
        Change::Clear(_) | Change::Drop(_) => true,
        Change::Rename { to, .. } => after.reading.note.person.name == *to,
        Change::Log(_) | Change::Tick(..) | Change::Respell { .. } => true,
    };
    if done { Ok(()) } else { Err("the note would not say that afterwards".to_owned()) }
}

fn is_same(value: &str, new_value: &str) -> bool {
    let bare = |text: &str| crate::note::named(text).trim().trim_start_matches('#').to_owned();
    value == new_value || bare(value) == bare(new_value)
}

/// What the note says in a field: as it counts, and as it is written.
fn values_of(draft: &Draft<'_>, field: &Field) -> Vec<String> {
    let all = facts(&draft.reading);
    let concerned = all.into_iter().filter(|fact| match (fact.of, field) {
        (Of::Person, Field::Known(key)) => is_field(&fact.name, *key),
        (Of::Front | Of::Label | Of::Key, Field::Known(key)) if !is_held(*key) => concerns(fact, field, draft.settings),
        (Of::Key, Field::Own(_)) => concerns(fact, field, draft.settings),
        _ => false,
    });
    concerned.map(|fact| fact.value).collect()
}

/// Whether a person has the field as a value.
fn is_held(key: Key) -> bool {
    match key {
        Key::Name | Key::Text(_) | Key::List(_) | Key::Link(_) | Key::Links => true,
        Key::Met | Key::MetAt | Key::MetDate | Key::MetEvent | Key::MetBy | Key::MetHow => true,
        Key::LastContact | Key::FollowUp | Key::Snooze => true,
        Key::Type | Key::Categories | Key::People | Key::EventDate | Key::EventPlace => false,
        Key::Silenced | Key::Active | Key::Title | Key::FirstName | Key::LastName => false,
        Key::Tier | Key::Cadence | Key::Birthday => false,
    }
}
