//! A new note for a person: whether there is one already, where it goes, and that it says what it should.
//!
//! Owns the search for duplicates and the choice of the folder. Must not know templates' syntax or how files are written.

use super::error::EditError;
use super::name::a_name;
use super::new_note::{Extra, file, first_folder, missing, usual_folder, with_remark};
use super::tag::listed;
use super::unclear::Unclear;
use super::user::User;
use crate::edit::file_name::slug;
use crate::edit::template::{BUILT_IN, NewNote, render};
use crate::edit::{Field, plan};
use crate::index::Select;
use crate::model::likeness::{Known, likeness, marks, same_file};
use crate::model::{Day, Note, NoteId, NoteType, PartialDate, Settings};
use crate::note::{Key, read as parse, service_of};
use crate::query::dates::DayRange;
use crate::query::links::names;
use crate::text::decode;
use crate::vault::{Options, ReadError, ReadErrorKind};
use crate::workspace::proposal::{NoteChange, Proposal};
use crate::workspace::{Person, Workspace};

/// Where a vault keeps the template for people.
pub const TEMPLATE: &str = "templates/person.md";

/// How much of a template is read, in bytes.
const TEMPLATE_LIMIT: usize = 256 * 1024;

/// Somebody new, as typed.
#[derive(Clone, Debug, Default)]
pub struct Add<'a> {
    pub name: &'a [String],
    /// Where and when you met, and who introduced them.
    pub at: Option<&'a str>,
    pub on: Option<&'a str>,
    pub by: Option<&'a str>,
    pub how: Option<&'a str>,
    pub company: Option<&'a str>,
    pub role: Option<&'a str>,
    pub city: Option<&'a str>,
    pub email: &'a [String],
    pub phone: &'a [String],
    pub tag: &'a [String],
    pub group: &'a [String],
    pub link: &'a [String],
    pub cadence: Option<&'a str>,
    pub next: Option<&'a str>,
    pub note: Option<&'a str>,
    pub file: Option<&'a str>,
    /// Also where somebody of that name, address or handle is there already.
    pub force: bool,
}

/// What is known of somebody new.
#[derive(Clone, Debug, Default)]
struct NewPerson {
    facts: NewNote,
    /// Services with addresses or handles.
    links: Vec<(Field, String)>,
    cadence: Option<String>,
    next: Option<Day>,
    /// Where the note goes; `None` lets the vault decide.
    file: Option<NoteId>,
}

impl Workspace {
    /// Plans a note for somebody new.
    ///
    /// # Errors
    /// When what was typed is not understood; when there is a note of that name, address or handle, unless that is meant
    /// to be; when the template makes no note that says what is known.
    pub fn propose_add(&self, typed: &Add<'_>, user: &dyn User) -> Result<Proposal, EditError> {
        let (new, remarks) = self.new_person(typed, user)?;
        let people = self.notes(&Select::Type(NoteType::Person))?;
        if !typed.force {
            check_duplicates(&new, &people)?;
        }
        let name = new.facts.name.as_str();
        let id = new.file.clone().unwrap_or_else(|| self.place(name, &people));
        let bytes = self.new_text(&id, &new).map_err(|error| blame_template(error, name))?;
        let note = NoteChange::create(id, bytes).described(name, format!("added {name}"));
        Ok(Proposal { remarks, ..Proposal::new("add", vec![note]) })
    }

    /// Whether git or a rule of the vault leaves a note out, wherever it lies.
    pub fn leaves_out(&self, id: &NoteId) -> bool {
        let scan = self.vault().walk_parts(&[id.to_string()], Options::default());
        scan.is_ok_and(|scan| scan.files.is_empty())
    }

    /// What is known of somebody, and what to know about what was typed.
    fn new_person(&self, typed: &Add<'_>, user: &dyn User) -> Result<(NewPerson, Vec<String>), EditError> {
        let name = a_name(&typed.name.join(" "))?;
        let met = typed.at.is_some() || typed.by.is_some();
        let date = self.days(typed.on)?.map(partial).transpose()?;
        let date = date.or(met.then_some(PartialDate::Day(self.today())));
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let (at, mut remarks) = self.chosen_groups(typed.at)?;
        let (groups, new) = self.chosen_groups(typed.group.iter().map(String::as_str))?;
        remarks.extend(new);
        let by = typed.by.map(|by| self.introducer_link(by, typed.force, user)).transpose()?;
        let plain = by.iter().filter(|by| !by.starts_with("[["));
        remarks.extend(plain.map(|by| format!("`{by}` has no note: the name is written as text")));
        let facts = NewNote {
            name,
            date: date.map(|date| date.to_string()),
            at: at.into_iter().next(),
            by,
            how: owned(typed.how),
            company: owned(typed.company),
            role: owned(typed.role),
            city: owned(typed.city),
            email: typed.email.to_vec(),
            phone: typed.phone.to_vec(),
            tags: typed.tag.iter().flat_map(|tags| listed(tags)).collect(),
            groups,
            note: owned(typed.note),
            today: self.today().to_string(),
        };
        let links = typed.link.iter().map(|link| linked(link, self.settings())).collect();
        let cadence = owned(typed.cadence.map(|cadence| self.cadence(cadence)).transpose()?);
        let (next, file) = (self.ahead(typed.next)?, typed.file.map(file).transpose()?);
        remarks.dedup();
        Ok((NewPerson { facts, links, cadence, next, file }, remarks))
    }

    /// A link to whoever introduced them, or the name as typed where there is no note.
    fn introducer_link(&self, typed: &str, force: bool, user: &dyn User) -> Result<String, EditError> {
        let note = match self.person(typed)? {
            Person::Nobody { .. } => return Ok(typed.trim().to_owned()),
            Person::Close(_) if force => return Ok(typed.trim().to_owned()),
            Person::Close(people) => match self.chosen(typed, user) {
                Ok(note) => note,
                Err(EditError::Unclear(_)) => {
                    return Err(Unclear::Introducer { typed: typed.to_owned(), people }.into());
                }
                Err(error) => return Err(error),
            },
            Person::One(_) | Person::Several(_) => self.chosen(typed, user)?,
        };
        let name = &note.person.name;
        let alone = matches!(self.person(name)?, Person::One(other) if other.id == note.id);
        let plain = !name.contains(['|', '[', ']', '#']) && names(&note).len() > 1;
        let target = if alone && plain { name.as_str() } else { note.id.without_extension() };
        Ok(format!("[[{target}]]"))
    }

    /// A file that is not there yet, where most people's notes lie, with a name that no link to somebody else may mean.
    fn place(&self, name: &str, people: &[Note]) -> NoteId {
        let folder = usual_folder(people).unwrap_or_else(|| first_folder(&self.settings().people));
        let folder = if folder.is_empty() { folder } else { format!("{folder}/") };
        let slug = slug(name);
        let candidates = (1..1000).map(|n| if n == 1 { slug.clone() } else { format!("{slug}-{n}") });
        let ids = candidates.map(|stem| NoteId::new(format!("{folder}{stem}.md")));
        let free =
            |id: &NoteId| self.vault().read(id, 0).is_err() && !people.iter().any(|note| same_file(&note.id, id));
        ids.into_iter().find(free).unwrap_or_else(|| NoteId::new(format!("{folder}{slug}.md")))
    }

    /// The note's text: from the template, completed by what the template has no place for.
    fn new_text(&self, id: &NoteId, new: &NewPerson) -> Result<Vec<u8>, EditError> {
        let template = self.template()?;
        let failed = |why: String, line| EditError::Template { name: new.facts.name.clone(), why, line };
        let text = render(&template, &new.facts).map_err(|error| failed(error.message, error.line))?;
        let (vault, settings) = (self.vault(), self.settings());
        let default = vault.placement(id);
        let text = with_remark(text, new.facts.note.as_deref(), |text| {
            parse(id, text.as_bytes(), text.len() as u64, settings, default)
        });
        let parsed = parse(id, text.as_bytes(), text.len() as u64, settings, default);
        let extra = Extra { links: &new.links, cadence: &new.cadence, next: new.next };
        let plan = plan(id, text.as_bytes(), &missing(&parsed.note, &new.facts, &extra), settings, default)?;
        let after = parse(id, &plan.after, plan.after.len() as u64, settings, default).note;
        match after.person.name == new.facts.name && after.note_type == NoteType::Person {
            true => Ok(plan.after),
            false => Err(failed(format!("its name would be `{}`", after.person.name), None)),
        }
    }

    fn template(&self) -> Result<String, EditError> {
        match self.vault().read(&NoteId::new(TEMPLATE), TEMPLATE_LIMIT) {
            Ok(read) => Ok(decode(&read.bytes).text),
            Err(ReadError { kind: ReadErrorKind::NotFound, .. }) => Ok(BUILT_IN.to_owned()),
            Err(error) => Err(error.into()),
        }
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
    let mut note = Note::empty(id, NoteType::Person, &new.facts.name);
    note.person.emails.extend(new.facts.email.iter().cloned());
    note.person.links.extend(new.links.iter().map(|(field, link)| (field.name().to_owned(), link.clone())));
    note
}

/// A day, a month or a year.
fn partial(range: DayRange) -> Result<PartialDate, Unclear> {
    let DayRange { first, last } = range;
    let whole = [PartialDate::Day(first)].into_iter();
    let whole = whole.chain(PartialDate::month(first.year(), first.month())).chain(PartialDate::year(first.year()));
    let exact = |date: &PartialDate| date.first_day() == first && date.last_day() == last;
    whole.into_iter().find(exact).ok_or(Unclear::OddRange { first, last })
}

/// The service of an address or handle.
fn linked(typed: &str, settings: &Settings) -> (Field, String) {
    let named = typed.split_once('=').filter(|(service, _)| !service.contains([':', '/', '.']));
    match named {
        Some((service, link)) => (Field::named(service, settings), link.to_owned()),
        None => (Field::Known(Key::Link(service_of(typed))), typed.to_owned()),
    }
}
