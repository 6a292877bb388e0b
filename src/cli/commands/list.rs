//! `ties list`: people as a table, archived ones too; with `--type`, other notes.

use std::borrow::Cow;

use super::{place, warnings};
use crate::cli::args::ListArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Cell, Column, Listed, Listing, Role};
use crate::model::{NoteId, NoteType};
use crate::query::Query;
use crate::wire::PersonRow;
use crate::workspace::PersonView;

pub(in crate::cli) fn run(context: &Context, args: ListArgs) -> Result<u8, Failure> {
    let query = Query::parse(&args.query)?;
    let workspace = context.workspace()?;
    let note_type = args.note_type.map(NoteType::from);
    let items: Vec<Item> = workspace.list(&query, note_type)?.into_iter().map(Item).collect();
    let (today, warnings) = (workspace.today().to_string(), warnings(context, &workspace)?);
    let noun = match note_type {
        None | Some(NoteType::Person) => ("person", "people"),
        Some(NoteType::Group) => ("group", "groups"),
        Some(NoteType::Event) => ("event", "events"),
        Some(NoteType::Company) => ("company", "companies"),
        Some(NoteType::Other) => ("note", "notes"),
    };
    let columns = if noun.0 == "person" { PEOPLE } else { OTHERS };
    Listing { command: "list", today, columns, items, warnings, noun }.print(&context.output)?;
    Ok(0)
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
struct Item(PersonView);

impl Listed for Item {
    type Row = PersonRow;

    fn id(&self) -> &NoteId {
        &self.0.note.id
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        Cow::Owned(match self.0.note.note_type {
            NoteType::Person => person_cells(&self.0),
            _ => other_cells(&self.0),
        })
    }

    fn row(&self) -> PersonRow {
        PersonRow::new(&self.0)
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
        Cell::new(late, due.or_else(|| person.status.clone()).unwrap_or_default()),
    ]
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
