//! Where the rows of a listing come from: all at once, or a lot at a time.
//!
//! Owns the two ways, and the order that is asked for. Must not know formats.

use super::Output;
use crate::cli::failure::Failure;
use crate::wire::Listed;
use crate::workspace::Workspace;
use crate::workspace::ask::Later;

/// The rows of a listing, in their order.
pub(in crate::cli) trait Source: Sized {
    type Item: Listed;

    fn count(&self) -> usize;

    /// The same in the order that is asked for.
    fn sorted(self, output: &Output) -> Result<Self, Failure>;

    /// Keeps the first so many.
    fn truncate(&mut self, limit: usize);

    fn for_each_batch(&self, show: impl FnMut(&[Self::Item]) -> Result<(), Failure>) -> Result<(), Failure>;
}

impl<T: Listed> Source for Vec<T> {
    type Item = T;

    fn count(&self) -> usize {
        self.len()
    }

    fn sorted(self, output: &Output) -> Result<Vec<T>, Failure> {
        output.sorted(self, Listed::row, path)
    }

    fn truncate(&mut self, limit: usize) {
        Vec::truncate(self, limit);
    }

    fn for_each_batch(&self, mut show: impl FnMut(&[T]) -> Result<(), Failure>) -> Result<(), Failure> {
        show(self)
    }
}

/// Rows that are made when they are shown.
pub(in crate::cli) struct Made<'w, L> {
    pub(in crate::cli) workspace: &'w Workspace,
    pub(in crate::cli) rows: Vec<L>,
}

impl<L: Later<Made: Listed>> Source for Made<'_, L> {
    type Item = L::Made;

    fn count(&self) -> usize {
        self.rows.len()
    }

    fn sorted(self, output: &Output) -> Result<Self, Failure> {
        let Some(sort) = &output.sort else { return Ok(self) };
        let mut keyed = Vec::with_capacity(self.rows.len());
        for batch in self.rows.chunks(L::BATCH_SIZE) {
            let made = L::made(batch, self.workspace)?;
            keyed.extend(sort.keys(&made, Listed::row, path)?.into_iter().zip(batch.iter().copied()));
        }
        Ok(Made { rows: sort.ordered(keyed), ..self })
    }

    fn truncate(&mut self, limit: usize) {
        self.rows.truncate(limit);
    }

    fn for_each_batch(&self, mut show: impl FnMut(&[L::Made]) -> Result<(), Failure>) -> Result<(), Failure> {
        self.rows.chunks(L::BATCH_SIZE).try_for_each(|batch| show(&L::made(batch, self.workspace)?))
    }
}

fn path(item: &impl Listed) -> Option<String> {
    item.id().map(ToString::to_string)
}
