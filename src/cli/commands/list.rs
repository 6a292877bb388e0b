//! `ties list`: people as a table, archived ones too; with `--type`, other notes.

use std::borrow::Cow;

use super::asking::{Asked, listing};
use super::{head, place};
use crate::cli::args::ListArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Cell, Column, Listed, Listing, Role};
use crate::model::person::State;
use crate::model::{NoteId, NoteType, Person};
use crate::wire::PersonRow;
use crate::workspace::PersonView;

pub(in crate::cli) fn run(context: &Context, args: ListArgs) -> Result<u8, Failure> {
    context.output.check_fields::<PersonRow>()?;
    let workspace = context.workspace()?;
    let note_type = args.note_type.map(NoteType::from);
    let Asked { answer, remark } =
        listing(context, &workspace, &args.query, |query| Ok(workspace.list(query, note_type)?))?;
    let head = head(context, &workspace, "list", remark)?;
    let note_type = note_type.or_else(|| only_type(&answer));
    let noun = match note_type {
        None | Some(NoteType::Person) => ("person", "people"),
        Some(NoteType::Group) => ("group", "groups"),
        Some(NoteType::Event) => ("event", "events"),
        Some(NoteType::Company) => ("company", "companies"),
        Some(NoteType::Other) => ("note", "notes"),
    };
    let people = noun.0 == "person";
    let items = answer.into_iter().map(|view| Item { view, is_person: people }).collect();
    let columns = if people { PEOPLE } else { OTHERS };
    Listing { head, columns, items, of: None, noun }.print(&context.output)?;
    Ok(0)
}

/// The type of all the notes, where the query chose them and they are of one; else they are shown as notes are.
fn only_type(views: &[PersonView]) -> Option<NoteType> {
    let first = views.first()?.note.note_type;
    Some(if views.iter().all(|view| view.note.note_type == first) { first } else { NoteType::Other })
}

static PEOPLE: &[Column] = &[
    Column::name(),
    Column::cut("COMPANY"),
    Column::cut("CITY"),
    Column::cut("TAGS"),
    Column::whole("LAST CONTACT"),
    Column::whole("DUE"),
];
static OTHERS: &[Column] = &[Column::name(), Column::whole("DATE"), Column::cut("PLACE"), Column::cut("TAGS")];

/// A note in a list.
struct Item {
    view: PersonView,
    /// All in the list are people.
    is_person: bool,
}

impl Listed for Item {
    type Row = PersonRow;

    fn id(&self) -> Option<&NoteId> {
        Some(&self.view.note.id)
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        Cow::Owned(if self.is_person { person_cells(&self.view) } else { other_cells(&self.view) })
    }

    fn row(&self) -> PersonRow {
        PersonRow::new(&self.view)
    }
}

fn person_cells(view: &PersonView) -> Vec<Cell> {
    let (person, standing) = (&view.note.person, &view.standing);
    let late = if standing.is_overdue(view.today) { Role::Late } else { Role::Plain };
    let due = standing.first().map(|first| first.due.map_or("always".to_owned(), |due| due.to_string()));
    vec![
        Cell::new(Role::Name, &person.name),
        Cell::plain(person.companies.join(", ")),
        Cell::optional(person.city.as_deref()),
        Cell::new(Role::Dim, person.tags.join(", ")),
        Cell::plain(standing.last_contact.as_ref().map_or(String::new(), |last| last.date.to_string())),
        Cell::new(late, due.or_else(|| silent(person)).unwrap_or_default()),
    ]
}

/// The status, where it is why nothing is due.
fn silent(person: &Person) -> Option<String> {
    person.status.clone().filter(|_| person.state() != State::Active)
}

fn other_cells(view: &PersonView) -> Vec<Cell> {
    let (note, person) = (&view.note, &view.note.person);
    let met = place(person.met.as_ref());
    vec![
        Cell::new(Role::Name, &person.name),
        Cell::plain(note.event_date.as_ref().map_or(String::new(), |date| date.value.to_string())),
        Cell::plain(if met.is_empty() { person.city.clone().unwrap_or_default() } else { met }),
        Cell::new(Role::Dim, person.tags.join(", ")),
    ]
}
