//! How many people were met, where and when, and how soon they were written to.
//!
//! Owns what is counted. Must not know bars.

use std::collections::BTreeMap;

use super::{AskError, Asked, Question};
use crate::index::{Parts, Select};
use crate::model::{Day, NoteType, Settings};
use crate::query::Query;
use crate::wire::Stats as Numbers;
use crate::workspace::{PersonView, Workspace, WorkspaceError};

/// Asks for the numbers of a vault up to today.
#[derive(Clone, Debug, Default)]
pub struct Stats {
    /// What the people must answer to.
    pub query: Vec<String>,
}

impl Question for Stats {
    type Answer = Asked<Numbers>;

    fn answer(&self, workspace: &Workspace) -> Result<Asked<Numbers>, AskError> {
        workspace.asking(&self.query, |query| workspace.stats(query), Numbers::is_empty)
    }
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
    pub(in crate::workspace) fn stats(&self, query: &Query) -> Result<Numbers, WorkspaceError> {
        let groups = self.groups()?;
        let person = Select::Type(NoteType::Person);
        let meetings = self.judged(query, person, Parts::WithoutLinks, |view| meeting(&view, self.settings()))?;
        let mut places: BTreeMap<String, (String, usize)> = BTreeMap::new();
        let mut months: BTreeMap<String, usize> = BTreeMap::new();
        let mut stats = Numbers::default();
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
            meeting.written.into_iter().for_each(|written| count(&mut stats, written));
        }
        stats.months = months.into_iter().collect();
        stats.groups = places.into_values().collect();
        stats.groups.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(stats)
    }
}

/// Counts somebody in who was first written to so many days after the meeting.
fn count(stats: &mut Numbers, written: Option<i64>) {
    stats.met += 1;
    stats.within_a_day += usize::from(written.is_some_and(|days| days <= 1));
    stats.within_a_week += usize::from(written.is_some_and(|days| days <= WEEK));
    stats.ever += usize::from(written.is_some());
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
    let contacts = view
        .interactions()
        .into_iter()
        .filter(|interaction| settings.is_contact(&interaction.kind))
        .map(|interaction| interaction.day());
    let last = view.note.person.last_contact.as_ref().map(|last| last.value.first_day());
    let after = contacts.chain(last).filter(|day| *day > met && *day <= view.today);
    after.min().map(|day| day.days_since(met))
}
