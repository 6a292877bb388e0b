//! Ticking a promise.
//!
//! Owns the box, and the date in front of a task, which from then on says when it was done. Must not know which promise was
//! meant by what was typed.

use crate::model::{PartialDate, Promise};
use crate::text::Splice;

use super::draft::Draft;
use super::error::Stop;
use super::lines;
use super::log::spelling;

/// Ticks the box of a promise. A task that begins with its date becomes an entry of that day: one of a later day gets the
/// day on which it was done.
pub(super) fn tick(draft: &Draft<'_>, promise: &Promise, today: PartialDate) -> Result<Vec<Splice>, Stop> {
    let same = |known: &Promise| known.due == promise.due && known.text == promise.text;
    let (promises, tasks) = (&draft.reading.note.promises, &draft.reading.layout.promises);
    let exact = promises.iter().position(|known| known == promise);
    let found = exact.or_else(|| promises.iter().position(same));
    let task = found.and_then(|at| tasks.get(at)).ok_or_else(|| {
        Stop::new(0, format!("`{}` is no open promise of this note", promise.text), "look at it: ties show")
    })?;
    let mut splices = vec![Splice::new(task.at + 1..task.at + 2, "x")];
    splices.extend(moved_date(draft, task.at, promise.due, today));
    Ok(splices)
}

fn moved_date(draft: &Draft<'_>, at: usize, due: PartialDate, today: PartialDate) -> Option<Splice> {
    if due.first_day() <= today.first_day() {
        return None;
    }
    let text = draft.text();
    let line = &text[at + 3..lines::end(text, at)];
    let start = at + 3 + line.len() - line.trim_start().len();
    let len = crate::note::date_len(&text[start..lines::end(text, at)], draft.settings)?;
    let written = &text[start..start + len];
    Some(Splice::new(start..start + len, spelling::like(written, due, today)))
}
