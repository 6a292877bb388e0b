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
use super::recur;

/// Ticks the box of a promise. A task that begins with its date becomes an entry of that day: one of a later day gets the
/// day on which it was done.
pub(super) fn tick(draft: &Draft<'_>, promise: &Promise, today: PartialDate) -> Result<Vec<Splice>, Stop> {
    let same = |known: &Promise| known.due == promise.due && known.text == promise.text;
    let (promises, tasks) = (&draft.reading.note.promises, &draft.reading.layout.promises);
    let exact = promises.iter().position(|known| known == promise);
    let found = exact.or_else(|| promises.iter().position(same));
    let task = found.and_then(|at| tasks.get(at)).ok_or_else(|| {
        Stop::new(0, format!("`{}` is not an open promise of this note", promise.text), "see it: ties show")
    })?;
    let ticked = Splice::new(task.at + 1..task.at + 2, "x");
    if let Some(mut splices) = recurring(draft, task.at, promise, today) {
        splices.insert(1, ticked);
        return Ok(splices);
    }
    let mut splices = vec![ticked];
    splices.extend(moved_date(draft, task.at, promise.due, today));
    Ok(splices)
}

/// The next task above one that recurs, and the day on which this one was done.
fn recurring(draft: &Draft<'_>, at: usize, promise: &Promise, today: PartialDate) -> Option<Vec<Splice>> {
    let text = draft.text();
    let (start, end) = (lines::start(text, at), lines::end(text, at));
    let (next, _) = next_of(draft, at, promise, today)?;
    let above = format!("{}[ ] {next}{}", &text[start..at], draft.newline);
    let shown = start + text[start..end].trim_end().len();
    let mut splices = vec![Splice::insert(start, above)];
    splices.extend(moved_date(draft, at, promise.due, today));
    splices.push(Splice::insert(shown, format!(" ✅ {today}")));
    Some(splices)
}

/// The task that comes after this one, if it recurs.
fn next_of(draft: &Draft<'_>, at: usize, promise: &Promise, today: PartialDate) -> Option<(String, PartialDate)> {
    let text = draft.text();
    let line = text[at + 3..lines::end(text, at)].trim();
    recur::next(line, promise, today, draft.settings)
}

/// When the next one is due, once a promise that recurs is kept.
pub(super) fn due_again(draft: &Draft<'_>, promise: &Promise, today: PartialDate) -> Option<PartialDate> {
    let promises = draft.reading.note.promises.iter().zip(&draft.reading.layout.promises);
    let mut tasks = promises.filter(|(known, _)| known.due == promise.due && known.text == promise.text);
    tasks.find_map(|(_, task)| next_of(draft, task.at, promise, today)).map(|(_, due)| due)
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
