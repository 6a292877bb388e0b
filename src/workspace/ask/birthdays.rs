//! Whose birthday is next.
//!
//! Owns who is asked about: not those who are gone.

use super::reading::period;
use super::{Answer, AskError, Question};
use crate::index::{Parts, Select};
use crate::model::{Day, NoteType, State};
use crate::query::Query;
use crate::wire::{BIRTHDAYS, Celebration};
use crate::workspace::{PersonView, Workspace, WorkspaceError};

/// Asks for the next birthdays.
#[derive(Clone, Debug, Default)]
pub struct Birthdays {
    /// What the people must answer to.
    pub query: Vec<String>,
    /// How far ahead; `None`: today's.
    pub within: Option<String>,
}

impl Question for Birthdays {
    type Answer = Answer<Celebration>;

    /// The next first, then by path.
    fn answer(&self, workspace: &Workspace) -> Result<Answer<Celebration>, AskError> {
        let today = workspace.today();
        let until = period(self.within.as_ref())?.map_or(today, |within| today.plus(within));
        Ok(workspace.listing(&self.query, |query| workspace.birthdays(query, until))?.listed(BIRTHDAYS))
    }
}

impl Workspace {
    /// The birthdays of the people who answer from today to `until`, the next first, then by path.
    pub(in crate::workspace) fn birthdays(
        &self,
        query: &Query,
        until: Day,
    ) -> Result<Vec<Celebration>, WorkspaceError> {
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
