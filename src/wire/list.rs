//! Notes in a list: people, or groups, events, companies and others.

use std::borrow::Cow;

use super::{Cell, Column, Listed, PersonRow, Role, Table};
use crate::model::person::State;
use crate::model::{Met, NoteId, NoteType, Person, PersonView, TextField};

static PEOPLE: &[Column] = &[
    Column::name(),
    Column::cut("COMPANY"),
    Column::cut("CITY"),
    Column::cut("TAGS"),
    Column::whole("LAST CONTACT"),
    Column::whole("DUE"),
];
static OTHERS: &[Column] = &[Column::name(), Column::whole("DATE"), Column::cut("PLACE"), Column::cut("TAGS")];

/// How notes of one type are listed.
pub fn notes_of(note_type: NoteType) -> Table {
    match note_type {
        NoteType::Person => Table { columns: PEOPLE, noun: ("person", "people") },
        NoteType::Group => Table { columns: OTHERS, noun: ("group", "groups") },
        NoteType::Event => Table { columns: OTHERS, noun: ("event", "events") },
        NoteType::Journal => Table { columns: OTHERS, noun: ("journal", "journals") },
        NoteType::Company => Table { columns: OTHERS, noun: ("company", "companies") },
        NoteType::Other => Table { columns: OTHERS, noun: ("note", "notes") },
    }
}

/// A note in a list.
#[derive(Clone, Debug)]
pub struct ListItem {
    pub view: PersonView,
    /// All in the list are people.
    pub among_people: bool,
}

impl Listed for ListItem {
    type Row = PersonRow;

    fn id(&self) -> Option<&NoteId> {
        Some(&self.view.note.id)
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        Cow::Owned(if self.among_people { person_cells(&self.view) } else { other_cells(&self.view) })
    }

    fn row(&self) -> PersonRow {
        PersonRow::new(&self.view)
    }
}

fn person_cells(view: &PersonView) -> Vec<Cell> {
    let (person, standing) = (&view.note.person, &view.standing);
    let late = if standing.is_overdue(view.today) { Role::Late } else { Role::Plain };
    let due = standing.first().map(|first| first.due.map_or("now".to_owned(), |due| due.to_string()));
    vec![
        Cell::new(Role::Name, &person.name),
        Cell::plain(person.companies.join(", ")),
        Cell::optional(person.text(TextField::City)),
        Cell::new(Role::Dim, person.tags.join(", ")),
        Cell::plain(standing.last_contact.as_ref().map_or(String::new(), |last| last.date.to_string())),
        Cell::new(late, due.or_else(|| silent(person)).unwrap_or_default()),
    ]
}

/// The status, where it is why nothing is due.
fn silent(person: &Person) -> Option<String> {
    person.texts[TextField::Status].clone().filter(|_| person.state() != State::Active)
}

fn other_cells(view: &PersonView) -> Vec<Cell> {
    let (note, person) = (&view.note, &view.note.person);
    let met = place(person.met.as_ref());
    vec![
        Cell::new(Role::Name, &person.name),
        Cell::plain(note.event_date.as_ref().map_or(String::new(), |date| date.value.to_string())),
        Cell::plain(if met.is_empty() { person.texts[TextField::City].clone().unwrap_or_default() } else { met }),
        Cell::new(Role::Dim, person.tags.join(", ")),
    ]
}

/// Where somebody was met, as a cell.
pub(super) fn place(met: Option<&Met>) -> String {
    met.and_then(Met::place).unwrap_or_default().to_owned()
}
