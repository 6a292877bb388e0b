//! Whose birthday is next.
//!
//! Owns who is asked about: not those who are gone. Must not know how far ahead people look.

use crate::index::{Parts, Select};
use crate::model::{Birthday, Day, NoteType, PartialDate, State};
use crate::query::Query;
use crate::workspace::{PersonView, Workspace, WorkspaceError};

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

impl Workspace {
    /// The birthdays of the people who answer from today to `until`, the next first, then by path.
    pub fn birthdays(&self, query: &Query, until: Day) -> Result<Vec<Celebration>, WorkspaceError> {
        let born = Select::And(vec![Select::Type(NoteType::Person), Select::Has("birthday".to_owned())]);
        let mut found = self.judged(query, born, Parts::WithoutLinks, |view| {
            let day = next_birthday(&view).filter(|day| *day <= until)?;
            Some(Celebration { view, day })
        })?;
        found.sort_by(|a, b| a.day.cmp(&b.day).then_with(|| a.view.note.id.cmp(&b.view.note.id)));
        Ok(found)
    }
}

/// The next birthday of somebody who is not gone.
pub(in crate::workspace) fn next_birthday(view: &PersonView) -> Option<Day> {
    let person = &view.note.person;
    person.birthday.filter(|_| person.state() != State::Deceased)?.next(view.today)
}
