//! Rows that are made when they are shown, a lot at a time: a listing of a whole vault needs no more memory than a short one.
//!
//! Owns the form of such rows, and the first pass over the notes, which keeps of each where it is and what orders it. Must
//! not know what the rows are.

use super::AskError;
use crate::index::{Address, Parts, Select};
use crate::query::Query;
use crate::query::matches::matches;
use crate::workspace::{PersonView, Workspace, WorkspaceError};

/// What is kept of a row until it is made.
pub trait Later: Copy + Send + Sync {
    type Made: Send;

    /// How many are made at once.
    const BATCH_SIZE: usize;

    /// The rows of a lot, in their order.
    ///
    /// # Errors
    /// When the index turns out to be damaged.
    fn made(batch: &[Self], workspace: &Workspace) -> Result<Vec<Self::Made>, AskError>;
}

impl Workspace {
    /// All these rows, made.
    ///
    /// # Errors
    /// When the index turns out to be damaged.
    pub fn made<L: Later>(&self, rows: &[L]) -> Result<Vec<L::Made>, AskError> {
        let mut made = Vec::with_capacity(rows.len());
        for batch in rows.chunks(L::BATCH_SIZE) {
            made.extend(L::made(batch, self)?);
        }
        Ok(made)
    }

    /// What `take` makes of the selected notes that answer the query, in no order, each with its address; as
    /// [`judged`](Workspace::judged).
    pub(super) fn judged_at<T: Send>(
        &self,
        query: &Query,
        select: Select,
        parts: Parts,
        take: impl Fn(PersonView) -> Option<T> + Sync,
    ) -> Result<Vec<(Address, T)>, WorkspaceError> {
        let (judge, lowered) = (self.judge()?, self.lower(query)?);
        let parts = if lowered.needs_keys { Parts::All } else { parts };
        Ok(self.snapshot.answering_at(&lowered, select, parts, |note, occurs| {
            let view = judge.view(note);
            let answers = lowered.is_exact || matches(query, judge.subject(&view), occurs);
            if answers { take(view) } else { None }
        })?)
    }
}
