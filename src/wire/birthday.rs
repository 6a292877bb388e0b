//! Somebody's next birthday.

use std::borrow::Cow;

use serde::Serialize;

use super::{Cell, Column, Listed, PersonRow, Role, Table};
use crate::model::{Birthday, Day, NoteId, PartialDate, PersonView};

pub static BIRTHDAYS: Table = Table {
    columns: &[
        Column::name(),
        Column::whole("BIRTHDAY"),
        Column::whole("IN"),
        Column::whole("AGE"),
        Column::cut("E-MAIL"),
    ],
    noun: ("birthday", "birthdays"),
};

/// Somebody's next birthday.
#[derive(Clone, Debug)]
pub struct Celebration {
    pub view: PersonView,
    pub day: Day,
}

impl Celebration {
    /// How old somebody becomes, where the year of birth is known.
    pub fn age(&self) -> Option<i16> {
        match self.view.note.person.birthday {
            Some(Birthday::Dated(PartialDate::Day(born))) => Some(self.day.year() - born.year()),
            _ => None,
        }
    }
}

/// What `birthdays` adds to a row.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BirthdayRow {
    #[serde(flatten)]
    pub person: PersonRow,
    pub next_birthday: String,
    pub age: Option<i16>,
}

impl Listed for Celebration {
    type Row = BirthdayRow;

    fn id(&self) -> Option<&NoteId> {
        Some(&self.view.note.id)
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        let person = &self.view.note.person;
        let away = match self.day.days_since(self.view.today) {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            days => format!("{days} days"),
        };
        vec![
            Cell::new(Role::Name, &person.name),
            Cell::plain(self.day.to_string()),
            Cell::plain(away),
            Cell::plain(self.age().map_or(String::new(), |age| age.to_string())),
            Cell::optional(person.emails.first().map(String::as_str)),
        ]
        .into()
    }

    fn row(&self) -> BirthdayRow {
        BirthdayRow { person: PersonRow::new(&self.view), next_birthday: self.day.to_string(), age: self.age() }
    }
}
