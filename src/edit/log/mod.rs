//! A new entry in a note's log: where it goes.
//!
//! Owns the order of the choices: an empty section for its month, the entries beside which it belongs and the place among
//! them, else a section of its own. Must not know how sections are told apart, nor how an entry is written.

mod first;
mod form;
mod heading;
mod item;
mod row;
mod section;
pub(super) mod spelling;

use crate::model::Day;
use crate::note::Shape;
use crate::note::layout::Site;
use crate::text::Splice;

use super::change::LogEntry;
use super::draft::Draft;
use super::error::Stop;

pub(super) use form::Words;

/// Entries that belong together, in the order of the text; never empty.
struct Group<'d> {
    sites: Vec<&'d Site>,
}

/// Where a new entry goes among others.
enum Place<'d> {
    Before(&'d Site),
    After(&'d Site),
}

impl<'d> Place<'d> {
    fn neighbour(&self) -> &'d Site {
        match self {
            Place::Before(site) | Place::After(site) => site,
        }
    }
}

/// The splices that write an entry into the log.
pub(super) fn add(draft: &Draft<'_>, entry: &LogEntry) -> Result<Vec<Splice>, Stop> {
    let said = Words::of(entry, draft.settings);
    let day = entry.date.first_day();
    if let Some(heading) = section::empty(draft, day) {
        return Ok(vec![first::under(draft, heading, entry, &said)]);
    }
    let Some(group) = section::group(draft, day) else {
        return Ok(vec![first::entry(draft, entry, &said)]);
    };
    let place = group.place(day);
    Ok(match place.neighbour().shape {
        Shape::Item => vec![item::beside(draft, &group.sites, &place, entry, &said)],
        Shape::Heading => vec![heading::beside(draft, &group.sites, &place, entry, &said)],
        Shape::Row => vec![row::beside(draft, &group.sites, &place, entry, &said)],
    })
}

impl<'d> Group<'d> {
    /// Where an entry of this day goes: newest last, unless those that are there begin with the newest.
    fn place(&self, day: Day) -> Place<'d> {
        let (first, last) = (self.sites[0], self.sites[self.sites.len() - 1]);
        let not_later = |site: &&&Site| site.date.first_day() <= day;
        match first.date.first_day() > last.date.first_day() {
            true => self.sites.iter().find(not_later).map_or(Place::After(last), |site| Place::Before(site)),
            false => self.sites.iter().rev().find(not_later).map_or(Place::Before(first), |site| Place::After(site)),
        }
    }
}
