//! How many people were met, and how soon they were written to.

use std::borrow::Cow;

use serde::Serialize;

use super::{Cell, Listed, Table};
use crate::model::NoteId;

pub static NUMBERS: Table = Table { columns: &[], noun: ("number", "numbers") };

/// The numbers of a vault up to today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// `2014-07` and how many were met then, in order; `2014` where no month is known.
    pub months: Vec<(String, usize)>,
    /// Where, the most people first, then by name.
    pub groups: Vec<(String, usize)>,
    /// People met on a known date.
    pub met: usize,
    /// How many of them were written to within a day of the meeting, within a week, ever.
    pub within_a_day: usize,
    pub within_a_week: usize,
    pub ever: usize,
}

/// A number of `stats`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StatRow {
    /// `month`, `group` or `follow_up`.
    pub section: &'static str,
    pub label: String,
    pub people: usize,
}

impl Stats {
    pub fn is_empty(&self) -> bool {
        self.met == 0 && self.groups.is_empty()
    }

    /// How soon people were first written to; each counts those before it in.
    pub fn first_words(&self) -> Vec<(String, usize)> {
        [
            ("within a day", self.within_a_day),
            ("within a week", self.within_a_week),
            ("ever", self.ever),
            ("never", self.met - self.ever),
        ]
        .map(|(label, people)| (label.to_owned(), people))
        .into()
    }

    /// Every number by itself.
    pub fn rows(&self) -> Vec<StatRow> {
        let row = |section: &'static str| {
            move |(label, people): &(String, usize)| StatRow { section, label: label.clone(), people: *people }
        };
        let months = self.months.iter().map(row("month"));
        let groups = self.groups.iter().map(row("group"));
        let words = self.first_words();
        months.chain(groups).chain(words.iter().map(row("follow_up"))).collect()
    }
}

impl Listed for StatRow {
    type Row = StatRow;

    fn id(&self) -> Option<&NoteId> {
        None
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        vec![Cell::plain(self.section), Cell::plain(&self.label), Cell::plain(self.people.to_string())].into()
    }

    fn row(&self) -> StatRow {
        self.clone()
    }
}
