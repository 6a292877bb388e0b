//! A row of the morning's screen.

use std::borrow::Cow;

use serde::Serialize;

use super::due::{distance, why};
use super::list::place;
use super::{Celebration, Cell, Listed, PersonRow, Role, Table};
use crate::model::{Day, FollowUp, NoteId, PersonView};

pub static MORNING: Table = Table { columns: &[], noun: ("row", "rows") };

/// Why somebody is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Overdue,
    Due,
    Promises,
    Birthdays,
    Met,
}

impl Section {
    /// In the order of the screen.
    pub const ALL: [Section; 5] = [Section::Overdue, Section::Due, Section::Promises, Section::Birthdays, Section::Met];

    pub fn name(self) -> &'static str {
        match self {
            Section::Overdue => "overdue",
            Section::Due => "due",
            Section::Promises => "promises",
            Section::Birthdays => "birthdays",
            Section::Met => "met",
        }
    }
}

/// A row of the screen.
#[derive(Clone, Debug)]
pub struct MorningItem {
    pub section: Section,
    pub view: PersonView,
    pub when: String,
    pub what: String,
}

/// A person's row with the section it is in.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MorningRow {
    pub section: &'static str,
    #[serde(flatten)]
    pub person: PersonRow,
    pub when: String,
    pub what: String,
}

impl MorningItem {
    /// Somebody who is overdue, or due today.
    pub fn due(section: Section, view: &PersonView) -> MorningItem {
        let first = view.standing.first();
        let when = distance(first.and_then(|first| first.due), view.today);
        MorningItem { section, view: view.clone(), when, what: first.map_or(String::new(), why) }
    }

    pub fn promise(view: &PersonView, promise: &FollowUp) -> MorningItem {
        let when = promise.due.map_or(String::new(), |due| due.to_string());
        MorningItem { section: Section::Promises, view: view.clone(), when, what: promise.text.clone() }
    }

    /// With how old somebody will be, where the year is known.
    pub fn birthday(view: &PersonView, day: Day) -> MorningItem {
        let age = Celebration { view: view.clone(), day }.age();
        let what = age.map_or(String::new(), |age| format!("{age} years"));
        MorningItem { section: Section::Birthdays, view: view.clone(), when: day.to_string(), what }
    }

    /// Somebody met on that day.
    pub fn met(view: &PersonView, day: Day) -> MorningItem {
        let what = place(view.met().as_ref());
        MorningItem { section: Section::Met, view: view.clone(), when: day.to_string(), what }
    }
}

impl Listed for MorningItem {
    type Row = MorningRow;

    fn id(&self) -> Option<&NoteId> {
        Some(&self.view.note.id)
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        vec![
            Cell::plain(self.section.name()),
            Cell::new(Role::Name, &self.view.note.person.name),
            Cell::plain(&self.when),
            Cell::plain(&self.what),
        ]
        .into()
    }

    fn row(&self) -> MorningRow {
        let (when, what) = (self.when.clone(), self.what.clone());
        MorningRow { section: self.section.name(), person: PersonRow::new(&self.view), when, what }
    }
}
