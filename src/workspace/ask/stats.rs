//! How many people were met, where and when, and how soon they were written to.
//!
//! Owns what is counted. Must not know bars.

use std::collections::BTreeMap;

use crate::index::{Parts, Select};
use crate::model::{Day, NoteType, Settings};
use crate::query::Query;
use crate::workspace::{PersonView, Workspace, WorkspaceError};

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

/// One person's meeting.
struct Meeting {
    month: Option<String>,
    place: Option<String>,
    /// Days from the meeting to the first contact after it; `None` where the meeting has no date.
    written: Option<Option<i64>>,
}

const WEEK: i64 = 7;

impl Workspace {
    /// Counts the people who answer.
    pub fn stats(&self, query: &Query) -> Result<Stats, WorkspaceError> {
        let groups = self.groups()?;
        let person = Select::Type(NoteType::Person);
        let meetings = self.judged(query, person, Parts::WithoutLinks, |view| meeting(&view, self.settings()))?;
        let mut places: BTreeMap<String, (String, usize)> = BTreeMap::new();
        let mut months: BTreeMap<String, usize> = BTreeMap::new();
        let mut stats = Stats::default();
        for meeting in meetings {
            if let Some(place) = &meeting.place {
                let name = groups.name(place);
                let entry = places.entry(groups.key(place)).or_insert_with(|| (name.to_owned(), 0));
                // The same name whatever the order in which people are counted.
                if name < entry.0.as_str() {
                    entry.0 = name.to_owned();
                }
                entry.1 += 1;
            }
            meeting.month.into_iter().for_each(|month| *months.entry(month).or_default() += 1);
            meeting.written.into_iter().for_each(|written| stats.count(written));
        }
        stats.months = months.into_iter().collect();
        stats.groups = places.into_values().collect();
        stats.groups.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(stats)
    }
}

impl Stats {
    fn count(&mut self, written: Option<i64>) {
        self.met += 1;
        self.within_a_day += usize::from(written.is_some_and(|days| days <= 1));
        self.within_a_week += usize::from(written.is_some_and(|days| days <= WEEK));
        self.ever += usize::from(written.is_some());
    }
}

/// Somebody's meeting up to today.
fn meeting(view: &PersonView, settings: &Settings) -> Option<Meeting> {
    let met = view.met()?;
    let date = met.date.as_ref().map(|date| date.value);
    if date.is_some_and(|date| date.first_day() > view.today) {
        return None;
    }
    let month = date.map(|date| date.to_string().chars().take("2014-07".len()).collect());
    let written = date.map(|date| first_word(view, date.first_day(), settings));
    Some(Meeting { month, place: met.place().map(str::to_owned), written })
}

/// How many days after a meeting somebody was first in touch.
fn first_word(view: &PersonView, met: Day, settings: &Settings) -> Option<i64> {
    let contacts =
        view.interactions().into_iter().filter(|told| settings.is_contact(&told.kind)).map(|told| told.day());
    let last = view.note.person.last_contact.as_ref().map(|last| last.value.first_day());
    let after = contacts.chain(last).filter(|day| *day > met && *day <= view.today);
    after.min().map(|day| day.days_since(met))
}
