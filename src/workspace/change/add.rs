//! A new note for a person: whether there is one already, where it goes, and that it says what it should.
//!
//! Owns the search for duplicates and the choice of the folder. Must not know templates' syntax or how files are written.

use std::collections::BTreeMap;

use super::editor::{EditError, Editor};
use crate::edit::file_name::slug;
use crate::edit::template::{BUILT_IN, NewNote, render};
use crate::edit::{Change, Field, Said, plan};
use crate::index::Select;
use crate::model::likeness::{Known, likeness, marks, same_file};
use crate::model::{Day, Note, NoteId, NoteType, PartialDate, Person};
use crate::note::{Key, Reading, named, read as parse};
use crate::text::{Splice, decode, lines, spliced};
use crate::vault::{ReadError, ReadErrorKind};

/// Where a vault keeps the template for people.
pub const TEMPLATE: &str = "templates/person.md";

/// How much of a template is read, in bytes.
const TEMPLATE_LIMIT: usize = 256 * 1024;

/// What is known of somebody new.
#[derive(Clone, Debug, Default)]
pub struct NewPerson {
    pub facts: NewNote,
    /// Services with addresses or handles.
    pub links: Vec<(Field, String)>,
    pub cadence: Option<String>,
    pub next: Option<Day>,
    /// Where the note goes; `None` lets the vault decide.
    pub file: Option<NoteId>,
}

/// A note that can be made.
#[derive(Clone, Debug)]
pub struct Added {
    pub id: NoteId,
    pub bytes: Vec<u8>,
}

impl Editor<'_> {
    /// Plans a note for somebody new.
    ///
    /// # Errors
    /// When there is a note of that name, address or handle, unless that is meant to be; when the template makes no note
    /// that says what is known.
    pub fn plan_add(&self, new: &NewPerson, force: bool) -> Result<Added, EditError> {
        let people = self.workspace.notes(&Select::Type(NoteType::Person))?;
        if !force {
            check_duplicates(new, &people)?;
        }
        let id = new.file.clone().unwrap_or_else(|| self.place(&new.facts.name, &people));
        let bytes = self.text(&id, new).map_err(|error| blame_template(error, &new.facts.name))?;
        Ok(Added { id, bytes })
    }

    /// Makes the note; nothing for a dry run.
    ///
    /// # Errors
    /// When there is such a file already, or it cannot be written.
    pub fn apply_add(&self, added: &Added) -> Result<(), EditError> {
        match &self.writer {
            Some(writer) => Ok(writer.create(&added.id, &added.bytes)?),
            None => Ok(()),
        }
    }

    /// A file that is not there yet, where most people's notes lie, with a name that no link to somebody else may mean.
    fn place(&self, name: &str, people: &[Note]) -> NoteId {
        let folder = usual_folder(people).unwrap_or_else(|| first_folder(&self.workspace.settings().people));
        let folder = if folder.is_empty() { folder } else { format!("{folder}/") };
        let slug = slug(name);
        let candidates = (1..1000).map(|n| if n == 1 { slug.clone() } else { format!("{slug}-{n}") });
        let ids = candidates.map(|stem| NoteId::new(format!("{folder}{stem}.md")));
        let free = |id: &NoteId| {
            self.workspace.vault().read(id, 0).is_err() && !people.iter().any(|note| same_file(&note.id, id))
        };
        ids.into_iter().find(free).unwrap_or_else(|| NoteId::new(format!("{folder}{slug}.md")))
    }

    /// The note's text: from the template, completed by what the template has no place for.
    fn text(&self, id: &NoteId, new: &NewPerson) -> Result<Vec<u8>, EditError> {
        let template = self.template()?;
        let failed = |why: String, line| EditError::Template { name: new.facts.name.clone(), why, line };
        let text = render(&template, &new.facts).map_err(|error| failed(error.message, error.line))?;
        let (vault, settings) = (self.workspace.vault(), self.workspace.settings());
        let default = vault.default_type(id);
        let text = with_remark(text, new.facts.note.as_deref(), |text| {
            parse(id, text.as_bytes(), text.len() as u64, settings, default)
        });
        let parsed = parse(id, text.as_bytes(), text.len() as u64, settings, default);
        let plan = plan(id, text.as_bytes(), &missing(&parsed, new), settings, default)?;
        let after = parse(id, &plan.after, plan.after.len() as u64, settings, default).note;
        match after.person.name == new.facts.name && after.note_type == NoteType::Person {
            true => Ok(plan.after),
            false => Err(failed(format!("it would be called `{}`", after.person.name), None)),
        }
    }

    fn template(&self) -> Result<String, EditError> {
        match self.workspace.vault().read(&NoteId::new(TEMPLATE), TEMPLATE_LIMIT) {
            Ok(read) => Ok(decode(&read.bytes).text),
            Err(ReadError { kind: ReadErrorKind::NotFound, .. }) => Ok(BUILT_IN.to_owned()),
            Err(error) => Err(error.into()),
        }
    }
}

/// The text with what is to be remembered, below its title where the template has no place for it.
fn with_remark(text: String, remark: Option<&str>, read: impl Fn(&str) -> Reading) -> String {
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

/// A note that is not there yet cannot be edited by hand: what does not fit is the template.
fn blame_template(error: EditError, name: &str) -> EditError {
    match error {
        EditError::Refused(refusal) => {
            EditError::Template { name: name.to_owned(), why: refusal.why, line: Some(refusal.line as usize) }
        }
        error => error,
    }
}

/// Somebody who may be the same.
fn check_duplicates(new: &NewPerson, people: &[Note]) -> Result<(), EditError> {
    let marks = marks(&as_note(new));
    for note in people {
        if let Some((own, theirs)) = likeness(&marks, note) {
            let is_called = matches!(theirs.known, Known::Name | Known::Alias);
            let name = if is_called { own.written } else { theirs.written };
            return Err(EditError::Duplicate { name, id: note.id.clone(), why: theirs.known.as_str() });
        }
        if new.file.as_ref().is_some_and(|file| *file != note.id && same_file(file, &note.id)) {
            let (name, id) = (note.id.stem().to_owned(), note.id.clone());
            return Err(EditError::Duplicate { name, id, why: Known::File.as_str() });
        }
    }
    Ok(())
}

/// What is known of somebody new, as their note will say it.
fn as_note(new: &NewPerson) -> Note {
    let id = new.file.clone().unwrap_or_else(|| NoteId::new(""));
    let mut note = Note::bare(id, NoteType::Person, &new.facts.name);
    note.person.emails.extend(new.facts.email.iter().cloned());
    note.person.links.extend(new.links.iter().map(|(field, link)| (field.name().to_owned(), link.clone())));
    note
}

/// The folder in which most people's notes lie.
fn usual_folder(people: &[Note]) -> Option<String> {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    people.iter().for_each(|note| *folders.entry(note.id.folder()).or_default() += 1);
    let most = folders.into_iter().rev().max_by_key(|(folder, count)| (*count, std::cmp::Reverse(folder.len())))?;
    Some(most.0.to_owned())
}

/// The folder of the first glob of people's notes: `people` for `people/**`.
fn first_folder(globs: &[String]) -> String {
    let plain = |part: &&str| !part.contains(['*', '?', '[', '{', '!']) && !part.ends_with(".md");
    globs.first().map_or_else(
        || "people".to_owned(),
        |glob| glob.split('/').take_while(plain).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/"),
    )
}

/// What the template had no place for.
fn missing(parsed: &Reading, new: &NewPerson) -> Vec<Change> {
    let (facts, person) = (&new.facts, &parsed.note.person);
    let mut changes = Vec::new();
    if parsed.note.note_type != NoteType::Person {
        changes.push(text(Key::Type, "person"));
    }
    if person.name != facts.name {
        changes.push(text(Key::Name, &facts.name));
    }
    changes.extend(missing_scalars(new, person));
    let lists = [
        (Key::Emails, &facts.email, &person.emails),
        (Key::Phones, &facts.phone, &person.phones),
        (Key::Groups, &facts.groups, &person.groups),
        (Key::Tags, &facts.tags, &person.tags),
    ];
    for (key, wanted, known) in lists {
        let absent = wanted.iter().filter(|value| !known.iter().any(|known| known == *value));
        changes.extend(absent.map(|value| Change::Add(Field::Known(key), Said::Text(value.clone()))));
    }
    let links = new.links.iter().map(|(field, link)| Change::Set(field.clone(), Said::Text(link.clone())));
    changes.extend(links);
    changes
}

fn missing_scalars(new: &NewPerson, person: &Person) -> Vec<Change> {
    let facts = &new.facts;
    let met = person.met.clone().unwrap_or_default();
    let date = met.date.as_ref().map(|date| date.value.to_string());
    let company = person.companies.first().cloned();
    let pairs = [
        (Key::Companies, &facts.company, company),
        (Key::Role, &facts.role, person.role.clone()),
        (Key::City, &facts.city, person.city.clone()),
        (Key::MetAt, &facts.at, met.at),
        (Key::MetDate, &facts.date, date),
        (Key::MetBy, &facts.by, met.by),
        (Key::MetHow, &facts.how, met.how),
        (Key::Cadence, &new.cadence, None),
    ];
    let differs = |wanted: &str, known: &Option<String>| known.as_deref() != Some(named(wanted).trim());
    let mut changes: Vec<Change> = Vec::new();
    for (key, wanted, known) in pairs {
        let Some(wanted) = wanted.as_ref().filter(|wanted| differs(wanted, &known)) else { continue };
        let said = if key.is_date() { Said::Date(wanted.clone()) } else { Said::Text(wanted.clone()) };
        changes.push(Change::Set(Field::Known(key), said));
    }
    let next = new.next.map(|day| Change::Set(Field::Known(Key::FollowUp), PartialDate::Day(day).into()));
    changes.extend(next);
    changes
}

fn text(key: Key, value: &str) -> Change {
    Change::Set(Field::Known(key), Said::Text(value.to_owned()))
}
