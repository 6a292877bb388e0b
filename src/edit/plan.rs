//! An edit of one note as a value: what it was, and what it would be.
//!
//! Owns the way from changes to new bytes: one change after the other, each proven by reading the note again. Must not
//! write anything.

use crate::model::{NoteId, Placement, Settings};
use crate::note::Code;
use crate::text::splice::encode;
use crate::text::{Encoding, LineIndex, Splice, spliced};

use super::change::Change;
use super::draft::Draft;
use super::error::{Refusal, Stop};
use super::{field, lines, log, proof, rename, respell, tick};

/// What an edit of one note would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub id: NoteId,
    /// The file's bytes as they were read.
    pub before: Vec<u8>,
    /// What they would be.
    pub after: Vec<u8>,
}

impl Plan {
    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.before == self.after
    }
}

/// Plans changes of a note, in their order.
///
/// # Errors
/// When any of them cannot be made without doing more than was meant: nothing is changed then.
pub fn plan(
    id: &NoteId,
    bytes: &[u8],
    changes: &[Change],
    settings: &Settings,
    placement: Placement,
) -> Result<Plan, Refusal> {
    let mut draft = Draft::new(id, bytes.to_vec(), settings, placement);
    let refused = |draft: &Draft<'_>, stop: Stop| {
        let line = LineIndex::new(draft.text()).line(stop.at);
        Refusal { id: id.clone(), line, why: stop.why, remedy: stop.remedy }
    };
    whole(&draft).map_err(|stop| refused(&draft, stop))?;
    let known = proof::problems(&draft);
    for change in changes {
        let change = &kept_as(&draft, change);
        draft = step(&draft, change).map_err(|stop| refused(&draft, stop))?;
    }
    if let Some((at, problem)) = proof::new_problem(&known, &draft) {
        let why = format!("the note would get a new problem: {problem}");
        return Err(refused(&draft, Stop::new(at, why, "make the change by hand")));
    }
    Ok(Plan { id: id.clone(), before: bytes.to_vec(), after: draft.bytes })
}

/// What keeps a note from being changed at all.
fn whole(draft: &Draft<'_>) -> Result<(), Stop> {
    let first = |code| draft.reading.diagnostics.iter().find(|found| found.code == code);
    if matches!(draft.reading.encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
        return Err(Stop::new(0, "the note is encoded as UTF-16", "save it as UTF-8"));
    }
    if let Some(found) = first(Code::ConflictMarkers) {
        let why = "a git merge was not finished in this note";
        return Err(Stop::new(found.span.start, why, "keep one side of each hunk and delete the marker lines"));
    }
    match first(Code::Binary).or_else(|| first(Code::Unreadable)) {
        Some(_) => Err(Stop::new(0, "this is not a text file", "change it with the program that made it")),
        None => Ok(()),
    }
}

/// The note after one change.
fn step<'s>(draft: &Draft<'s>, change: &Change) -> Result<Draft<'s>, Stop> {
    if holds_already(draft, change) {
        return Ok(draft.with(draft.bytes.clone()));
    }
    let mut refused = None;
    for splices in ways(draft, change)? {
        match proven(draft, change, &splices) {
            Ok(after) => return Ok(after),
            Err(stop) => refused = refused.or(Some(stop)),
        }
    }
    Err(refused.expect("there is one way at least"))
}

/// The change of the field under which the note keeps what is meant.
fn kept_as(draft: &Draft<'_>, change: &Change) -> Change {
    match change {
        Change::Set(field, new_value) => Change::Set(draft.kept_as(field), new_value.clone()),
        Change::Clear(field) => Change::Clear(draft.kept_as(field)),
        Change::Drop(_) | Change::Add(..) | Change::Remove(..) => change.clone(),
        Change::Log(_) | Change::Tick(..) | Change::Respell { .. } | Change::Rename { .. } => change.clone(),
    }
}

/// Whether a list holds already what it should, or holds no more what it should not.
fn holds_already(draft: &Draft<'_>, change: &Change) -> bool {
    match change {
        Change::Add(field, new_value) => proof::says(draft, field, new_value.as_str()),
        Change::Remove(field, text) => !proof::says(draft, field, text) && !field::is_written(draft, field, text),
        Change::Set(..) | Change::Clear(_) | Change::Drop(_) => false,
        Change::Log(_) | Change::Tick(..) | Change::Respell { .. } | Change::Rename { .. } => false,
    }
}

/// The note after one change, if it says what was meant and all else as before.
fn proven<'s>(draft: &Draft<'s>, change: &Change, splices: &[Splice]) -> Result<Draft<'s>, Stop> {
    let mut after = spliced_draft(draft, splices)?;
    if let Change::Clear(field) = change {
        while !after.slots(field).is_empty() {
            after = spliced_draft(&after, &field::clear(&after, field)?)?;
        }
    }
    if after.bytes == draft.bytes {
        return Ok(after);
    }
    proof::holds(draft, &after, change).map_err(|what| {
        let at = splices.iter().map(|splice| splice.span.start).min().unwrap_or(0);
        Stop::new(at, format!("the edit would change more than intended: {what}"), "make the change by hand")
    })?;
    Ok(after)
}

/// The ways in which a change can be written, the best first.
fn ways(draft: &Draft<'_>, change: &Change) -> Result<Vec<Vec<Splice>>, Stop> {
    let only = match change {
        Change::Respell { span, with } => return Ok(respell::ways(draft, span, with)),
        Change::Set(field, new_value) => field::set(draft, field, new_value),
        Change::Clear(field) | Change::Drop(field) => field::clear(draft, field),
        Change::Add(field, new_value) => field::add(draft, field, new_value),
        Change::Remove(field, text) => field::remove(draft, field, text),
        Change::Log(entry) => log::add(draft, entry),
        Change::Tick(promise, today) => tick::tick(draft, promise, *today),
        Change::Rename { from, to } => rename::name(draft, from, to),
    };
    Ok(vec![only?])
}

/// A new line below one that ends otherwise than the first: that one keeps its end.
fn behind_line_end(draft: &Draft<'_>, splice: &Splice) -> Splice {
    let (text, at) = (draft.text(), splice.span.end);
    let end = &text[at..lines::next(text, at)];
    match splice.with.strip_prefix(draft.newline) {
        Some(rest) if splice.span.is_empty() && end.trim_matches(['\r', '\n']).is_empty() && !end.is_empty() => {
            Splice::insert(at + end.len(), format!("{rest}{}", draft.newline))
        }
        _ => splice.clone(),
    }
}

/// The note with parts replaced, in the encoding that it has.
fn spliced_draft<'s>(draft: &Draft<'s>, splices: &[Splice]) -> Result<Draft<'s>, Stop> {
    let splices: Vec<Splice> = splices.iter().map(|splice| behind_line_end(draft, splice)).collect();
    let text = spliced(draft.text(), &splices);
    let bytes = encode(&text, draft.reading.encoding).ok_or_else(|| {
        let at = splices.first().map_or(0, |splice| splice.span.start);
        let why = "the note is not encoded as UTF-8, and its encoding lacks a character that would be written";
        Stop::new(at, why, "save the note as UTF-8 first")
    })?;
    Ok(draft.with(bytes))
}
