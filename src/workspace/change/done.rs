//! `ties done`: a promise that was kept, or a follow-up that was planned.

use super::edits::Edits;
use super::error::EditError;
use super::unclear::Unclear;
use super::user::User;
use crate::edit::{Change, Field};
use crate::model::name::has_prefixes;
use crate::model::{Note, PartialDate, Promise};
use crate::note::Key;
use crate::workspace::Workspace;

impl Workspace {
    /// Ticks a promise. The first words name the person, the others are of the promise.
    ///
    /// # Errors
    /// When nobody or several are meant, or none or several of the promises.
    pub fn done(&self, words: &[String], user: &dyn User) -> Result<Edits<'_>, EditError> {
        let (note, taken) = self.first_meant(words, user)?;
        let today = PartialDate::Day(self.today());
        let change = match kept(&note, &words[taken..].join(" "), user)? {
            Some(promise) => Change::Tick(promise, today),
            None => Change::Drop(Field::Known(Key::FollowUp)),
        };
        Ok(Edits::new(self, "done", vec![note], move |_| vec![change.clone()]))
    }
}

/// The promise that is meant; `None` where there is none, but a follow-up is planned.
fn kept(note: &Note, typed: &str, user: &dyn User) -> Result<Option<Promise>, Unclear> {
    let mut promises = fitting(note, typed);
    match promises.len() {
        1 => Ok(promises.pop()),
        0 if typed.is_empty() && note.person.follow_up.is_some() => Ok(None),
        0 => Err(Unclear::NoPromise { note: Box::new(note.clone()), typed: typed.to_owned() }),
        _ => match user.which_promise(&promises) {
            Some(which) if which < promises.len() => Ok(Some(promises.swap_remove(which))),
            _ => Err(Unclear::SeveralPromises { note: Box::new(note.clone()), promises }),
        },
    }
}

/// The promises with all words typed, in any order and case; without words, all.
fn fitting(note: &Note, typed: &str) -> Vec<Promise> {
    let is_meant = |promise: &Promise| promise.due.to_string() == typed || has_prefixes(&promise.text, typed);
    let fits = |promise: &&Promise| typed.is_empty() || is_meant(promise);
    note.promises.iter().filter(fits).cloned().collect()
}
