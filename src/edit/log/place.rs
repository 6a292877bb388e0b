//! The place of a new entry among others.
//!
//! Owns the order of entries in a log. Must not know how one is written.

use crate::model::Day;
use crate::note::layout::Site;

/// Entries that belong together, in the order of the text; never empty.
pub(super) struct Group<'d> {
    pub(super) sites: Vec<&'d Site>,
}

/// Where a new entry goes among others.
pub(super) enum Place<'d> {
    Before(&'d Site),
    After(&'d Site),
}

impl<'d> Place<'d> {
    pub(super) fn neighbour(&self) -> &'d Site {
        match self {
            Place::Before(site) | Place::After(site) => site,
        }
    }
}

impl<'d> Group<'d> {
    /// Where an entry of this day goes: newest last, unless those that are there begin with the newest.
    pub(super) fn place(&self, day: Day) -> Place<'d> {
        let (first, last) = (self.sites[0], self.sites[self.sites.len() - 1]);
        let not_later = |site: &&&Site| site.date.first_day() <= day;
        match first.date.first_day() > last.date.first_day() {
            true => self.sites.iter().find(not_later).map_or(Place::After(last), |site| Place::Before(site)),
            false => self.sites.iter().rev().find(not_later).map_or(Place::Before(first), |site| Place::After(site)),
        }
    }
}
