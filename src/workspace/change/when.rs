//! `ties snooze` and `ties follow-up`: the day when somebody is due.

use super::edits::Edits;
use super::error::EditError;
use super::user::User;
use crate::edit::{Change, Field, NewValue};
use crate::model::PartialDate;
use crate::note::Key;
use crate::workspace::Workspace;

impl Workspace {
    /// Moves every earlier due date of the people to a day; the day is the last of the words.
    ///
    /// # Errors
    /// When nobody or several are meant, or the day is none.
    pub fn snooze(&self, words: &[String], user: &dyn User) -> Result<Edits<'_>, EditError> {
        self.due_on("snooze", Key::Snooze, words, user)
    }

    /// Plans a follow-up with the people; the day is the last of the words.
    ///
    /// # Errors
    /// When nobody or several are meant, or the day is none.
    pub fn follow_up(&self, words: &[String], user: &dyn User) -> Result<Edits<'_>, EditError> {
        self.due_on("follow-up", Key::FollowUp, words, user)
    }

    fn due_on(
        &self,
        command: &'static str,
        key: Key,
        words: &[String],
        user: &dyn User,
    ) -> Result<Edits<'_>, EditError> {
        let (words, day) = self.when(words)?;
        let people = self.chosen_people(words, user)?;
        let field = Field::Known(key);
        let change = match day {
            Some(day) => Change::Set(field, NewValue::from(PartialDate::Day(day))),
            None => Change::Clear(field),
        };
        let is_past = day.is_some_and(|day| day < self.today());
        let edits = Edits::new(self, command, people, move |_| vec![change.clone()]);
        Ok(edits.remarking(is_past.then_some("that day is past")))
    }
}
