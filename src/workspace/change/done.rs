//! `ties done`: a promise that was kept, or a follow-up that was planned.

use super::edits::Edits;
use super::error::EditError;
use super::unclear::Unclear;
use super::user::User;
use crate::edit::{Change, Field};
use crate::model::name::has_prefixes;
use crate::model::{Note, NoteId, PartialDate, Promise};
use crate::note::Key;
use crate::workspace::{Workspace, WorkspaceError};

impl Workspace {
    /// Ticks a promise, in whatever note it is written. The first words name the person, the others are of the promise.
    ///
    /// # Errors
    /// When nobody or several are meant, or none or several of the promises.
    pub fn done(&self, words: &[String], user: &dyn User) -> Result<Edits<'_>, EditError> {
        let (note, taken) = self.first_chosen(words, user)?;
        let today = PartialDate::Day(self.today());
        let promises = self.promises_to(&note)?;
        let (change, written) = match kept(&note, promises, &words[taken..].join(" "), user)? {
            Some((promise, other)) => (Change::Tick(promise, today), other),
            None => (Change::Drop(Field::Known(Key::FollowUp)), None),
        };
        let other = written.map(|id| self.snapshot.get(&id)).transpose().map_err(WorkspaceError::from)?.flatten();
        Ok(Edits::new(self, "done", vec![other.unwrap_or(note)], move |_| vec![change.clone()]))
    }

    /// The promises to a person, each with the note that it is written in where that is another one.
    fn promises_to(&self, note: &Note) -> Result<Vec<Written>, WorkspaceError> {
        let own = note.promises.iter().map(|promise| (promise.clone(), None));
        let elsewhere = self.elsewhere()?.of_note(note).promises.into_iter();
        Ok(own.chain(elsewhere.map(|one| (one.promise, Some(one.note)))).collect())
    }
}

/// A promise, and the note that it is written in where that is not the person's own.
type Written = (Promise, Option<NoteId>);

/// The promise that is meant; `None` where there is none, but a follow-up is planned.
fn kept(note: &Note, mut promises: Vec<Written>, typed: &str, user: &dyn User) -> Result<Option<Written>, Unclear> {
    promises.retain(|(promise, _)| is_named_by(promise, typed));
    match promises.len() {
        1 => Ok(promises.pop()),
        0 if typed.is_empty() && note.person.follow_up.is_some() => Ok(None),
        0 => Err(Unclear::NoPromise { note: Box::new(note.clone()), typed: typed.to_owned() }),
        _ => {
            let shown: Vec<Promise> = promises.iter().map(|(promise, _)| promise.clone()).collect();
            match user.which_promise(&shown) {
                Some(which) if which < promises.len() => Ok(Some(promises.swap_remove(which))),
                _ => Err(Unclear::SeveralPromises { note: Box::new(note.clone()), promises: shown }),
            }
        }
    }
}

/// Whether a promise has all words typed, in any order and case; without words, all have.
fn is_named_by(promise: &Promise, typed: &str) -> bool {
    typed.is_empty() || promise.due.to_string() == typed || has_prefixes(&promise.text, typed)
}
