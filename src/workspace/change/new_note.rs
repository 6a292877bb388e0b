//! What a new note says, and where it goes.
//!
//! Owns what a template has no place for, and the choice of the folder. Must not know templates' syntax or other notes'
//! texts.

use std::collections::BTreeMap;

use super::unclear::Unclear;
use crate::edit::template::NewNote;
use crate::edit::{Change, Field, NewValue};
use crate::model::{Day, ListField, Note, NoteId, NoteType, PartialDate, Person, TextField};
use crate::note::{Key, Reading, named};
use crate::text::{Splice, lines, spliced};
use crate::vault::{names_a_note, path_of};

/// What no template knows.
pub(super) struct Extra<'a> {
    /// Services with addresses or handles.
    pub(super) links: &'a [(Field, String)],
    pub(super) cadence: &'a Option<String>,
    pub(super) next: Option<Day>,
}

/// A path below the vault, with the ending of a note.
pub(super) fn file(typed: &str) -> Result<NoteId, Unclear> {
    let path = typed.trim_start_matches("./");
    let has_ending = [".md", ".markdown"].iter().any(|ending| path.to_lowercase().ends_with(ending));
    let id = NoteId::new(if has_ending { path.to_owned() } else { format!("{path}.md") });
    match path_of(&id) {
        Ok(_) if is_hidden(path) || names_a_note(id.as_str()) => Ok(id),
        Ok(_) => Err(Unclear::NoNote(id)),
        Err(_) => Err(Unclear::OutOfVault(typed.to_owned())),
    }
}

/// What is hidden is refused where it would be written.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.'))
}

/// The text with what is to be remembered, below its title where the template has no place for it.
pub(super) fn with_remark(text: String, remark: Option<&str>, read: impl Fn(&str) -> Reading) -> String {
    let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(remark) = remark.map(str::trim).filter(|remark| !spaced(&text).contains(&spaced(remark))) else {
        return text;
    };
    let nl = lines::newline(&text);
    match read(&text).layout.headings.iter().find(|heading| heading.level == 1) {
        Some(title) => spliced(&text, &[Splice::insert(title.text.end, format!("{nl}{nl}{remark}"))]),
        None => format!("{}{nl}{nl}{remark}{nl}", text.trim_end()),
    }
}

/// The folder in which most people's notes lie.
pub(super) fn usual_folder(people: &[Note]) -> Option<String> {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    people.iter().for_each(|note| *folders.entry(note.id.folder()).or_default() += 1);
    let most = folders.into_iter().rev().max_by_key(|(folder, count)| (*count, std::cmp::Reverse(folder.len())))?;
    Some(most.0.to_owned())
}

/// The folder of the first glob of people's notes: `people` for `people/**`.
pub(super) fn first_folder(globs: &[String]) -> String {
    let plain = |part: &&str| !part.contains(['*', '?', '[', '{', '!']) && !part.ends_with(".md");
    globs.first().map_or_else(
        || "people".to_owned(),
        |glob| glob.split('/').take_while(plain).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/"),
    )
}

/// What the template had no place for.
pub(super) fn missing(note: &Note, facts: &NewNote, extra: &Extra<'_>) -> Vec<Change> {
    let person = &note.person;
    let mut changes = Vec::new();
    if note.note_type != NoteType::Person {
        changes.push(text(Key::Type, "person"));
    }
    if person.name != facts.name {
        changes.push(text(Key::Name, &facts.name));
    }
    changes.extend(missing_scalars(facts, extra, person));
    let lists = [
        (Key::List(ListField::Emails), &facts.email, &person.emails),
        (Key::List(ListField::Phones), &facts.phone, &person.phones),
        (Key::List(ListField::Groups), &facts.groups, &person.groups),
        (Key::List(ListField::Tags), &facts.tags, &person.tags),
    ];
    for (key, wanted, known) in lists {
        let absent = wanted.iter().filter(|value| !known.iter().any(|known| known == *value));
        changes.extend(absent.map(|value| Change::Add(Field::Known(key), NewValue::Text(value.clone()))));
    }
    let links = extra.links.iter().map(|(field, link)| Change::Set(field.clone(), NewValue::Text(link.clone())));
    changes.extend(links);
    changes
}

fn missing_scalars(facts: &NewNote, extra: &Extra<'_>, person: &Person) -> Vec<Change> {
    let met = person.met.clone().unwrap_or_default();
    let date = met.date.as_ref().map(|date| date.value.to_string());
    let company = person.companies.first().cloned();
    let pairs = [
        (Key::List(ListField::Companies), &facts.company, company),
        (Key::Text(TextField::Role), &facts.role, person.texts[TextField::Role].clone()),
        (Key::Text(TextField::City), &facts.city, person.texts[TextField::City].clone()),
        (Key::MetAt, &facts.at, met.at),
        (Key::MetDate, &facts.date, date),
        (Key::MetBy, &facts.by, met.by),
        (Key::MetHow, &facts.how, met.how),
        (Key::Cadence, extra.cadence, None),
    ];
    let differs = |wanted: &str, known: &Option<String>| known.as_deref() != Some(named(wanted).trim());
    let mut changes: Vec<Change> = Vec::new();
    for (key, wanted, known) in pairs {
        let Some(wanted) = wanted.as_ref().filter(|wanted| differs(wanted, &known)) else { continue };
        let value = if key.is_date() { NewValue::Date(wanted.clone()) } else { NewValue::Text(wanted.clone()) };
        changes.push(Change::Set(Field::Known(key), value));
    }
    let next = extra.next.map(|day| Change::Set(Field::Known(Key::FollowUp), PartialDate::Day(day).into()));
    changes.extend(next);
    changes
}

fn text(key: Key, value: &str) -> Change {
    Change::Set(Field::Known(key), NewValue::Text(value.to_owned()))
}
