//! A new entry in a note's log: where it goes.
//!
//! Owns the order of the choices: an empty section for its month, the entries beside which it belongs, else a section of
//! its own. Must not know how sections are told apart, nor how an entry is written.

mod first;
mod heading;
mod item;
mod place;
mod row;
mod section;
pub(super) mod spelling;

use crate::note::Shape;
use crate::text::Splice;

use super::draft::Draft;
use super::entry::{LogEntry, Words};
use super::error::Stop;

/// The splices that write an entry into the log.
pub(super) fn add(draft: &Draft<'_>, entry: &LogEntry) -> Result<Vec<Splice>, Stop> {
    let words = Words::of(entry, draft.settings);
    let day = entry.date.first_day();
    if let Some(heading) = section::empty(draft, day) {
        return Ok(vec![first::under(draft, heading, entry, &words)]);
    }
    let Some(group) = section::group(draft, day) else {
        return Ok(vec![first::entry(draft, entry, &words)]);
    };
    let place = group.place(day);
    Ok(match place.neighbour().shape {
        Shape::Item => vec![item::beside(draft, &group.sites, &place, entry, &words)],
        Shape::Heading => vec![heading::beside(draft, &group.sites, &place, entry, &words)],
        Shape::Row => vec![row::beside(draft, &group.sites, &place, entry, &words)],
    })
}
