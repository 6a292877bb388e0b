//! Somebody to write to: how late, why, and where that comes from.

use std::borrow::Cow;

use serde::Serialize;

use super::list::place;
use super::{Cell, Column, Listed, PersonRow, Role, Table, explained};
use crate::model::{Day, FollowUp, NoteId, PersonView, Why};

const fn columns(due: &'static str) -> [Column; 5] {
    [Column::name(), Column::whole(due), Column::cut("WHY"), Column::whole("LAST CONTACT"), Column::cut("MET AT")]
}

/// Those who are late.
pub static OVERDUE: Table = Table { columns: &columns("OVERDUE"), noun: ("person", "people") };
/// Where others are among them.
pub static DUE: Table = Table { columns: &columns("DUE"), noun: ("person", "people") };

/// Somebody to write to, as it will be shown: there may be very many.
#[derive(Clone, Debug)]
pub struct Due {
    id: NoteId,
    cells: Vec<Cell>,
    explain: Vec<String>,
    /// Only where its fields are read.
    row: Option<Box<PersonRow>>,
}

/// What `overdue` and `due` add to a row.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DueRow {
    #[serde(flatten)]
    pub person: PersonRow,
    /// Where every date comes from, when that was asked.
    pub explain: Vec<String>,
}

impl Due {
    /// `fields`: whether the row will be read.
    pub fn new(view: PersonView, explain: bool, fields: bool) -> Due {
        let explain = if explain { explained(&view) } else { Vec::new() };
        let row = fields.then(|| Box::new(PersonRow::new(&view)));
        Due { cells: cells(&view), explain, row, id: view.note.id }
    }

    pub fn note(&self) -> &NoteId {
        &self.id
    }
}

fn cells(view: &PersonView) -> Vec<Cell> {
    let (standing, today) = (&view.standing, view.today);
    let late = if standing.is_overdue(today) { Role::Late } else { Role::Plain };
    let last = standing.last_contact.as_ref().map_or("never".to_owned(), |last| last.date.to_string());
    vec![
        Cell::new(Role::Name, &view.note.person.name),
        Cell::new(late, standing.first().map_or(String::new(), |first| distance(first.due, today))),
        Cell::plain(standing.first().map_or(String::new(), why)),
        Cell::plain(last),
        Cell::new(Role::Dim, place(view.met().as_ref())),
    ]
}

impl Listed for Due {
    type Row = DueRow;

    fn id(&self) -> Option<&NoteId> {
        Some(&self.id)
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        Cow::Borrowed(&self.cells)
    }

    fn row(&self) -> DueRow {
        let person = self.row.as_deref().cloned().expect("rows are made where their fields are looked at");
        DueRow { person, explain: self.explain.clone() }
    }

    fn details(&self) -> Vec<String> {
        self.explain.clone()
    }
}

/// How far a due day is from today.
pub(super) fn distance(due: Option<Day>, today: Day) -> String {
    let Some(due) = due else { return "now".to_owned() };
    match today.days_since(due) {
        0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        -1 => "tomorrow".to_owned(),
        days if days > 0 => format!("{days} days"),
        days => format!("in {} days", -days),
    }
}

/// The reason in a few words: a promise with its text.
pub(super) fn why(follow_up: &FollowUp) -> String {
    match follow_up.why {
        Why::Promise => format!("promise: {}", follow_up.text),
        why => why.as_str().to_owned(),
    }
}
