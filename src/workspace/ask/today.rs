//! What is on for today: the morning's lists.
//!
//! Owns which people belong on the screen and in which section. Must not know its layout.

use super::birthdays::next_birthday;
use super::{Answer, AskError, Asked, Question};
use crate::model::{Day, FollowUp, Why};
use crate::query::Query;
use crate::wire::{MORNING, MorningItem, Section};
use crate::workspace::{PersonView, Workspace, WorkspaceError};

/// How far ahead birthdays are announced, and how far back new acquaintances are remembered, in days.
const WEEK: i64 = 7;

/// Asks what is on for today.
#[derive(Clone, Copy, Debug, Default)]
pub struct Today;

impl Question for Today {
    type Answer = Answer<MorningItem>;

    /// By section, each in its own order.
    fn answer(&self, workspace: &Workspace) -> Result<Answer<MorningItem>, AskError> {
        Ok(Asked { answer: workspace.morning()?.items(), instead: None }.listed(MORNING))
    }
}

/// The morning's lists, each in its own order.
#[derive(Clone, Debug, Default)]
pub(in crate::workspace) struct Morning {
    /// Longest overdue first.
    pub overdue: Vec<PersonView>,
    /// Due today, by path.
    pub due: Vec<PersonView>,
    /// Promises for today and earlier, oldest first.
    pub promises: Vec<(PersonView, FollowUp)>,
    /// Birthdays of the next seven days, today's first.
    pub birthdays: Vec<(PersonView, Day)>,
    /// Met in the last seven days and not written to yet, latest first.
    pub met: Vec<(PersonView, Day)>,
}

impl Morning {
    fn items(&self) -> Vec<MorningItem> {
        let overdue = self.overdue.iter().map(|view| MorningItem::due(Section::Overdue, view));
        let due = self.due.iter().map(|view| MorningItem::due(Section::Due, view));
        let promises = self.promises.iter().map(|(view, promise)| MorningItem::promise(view, promise));
        let birthdays = self.birthdays.iter().map(|(view, day)| MorningItem::birthday(view, *day));
        let met = self.met.iter().map(|(view, day)| MorningItem::met(view, *day));
        overdue.chain(due).chain(promises).chain(birthdays).chain(met).collect()
    }
}

impl Workspace {
    /// What is on for today.
    pub(in crate::workspace) fn morning(&self) -> Result<Morning, WorkspaceError> {
        let people = self.list(&Query::default(), None)?;
        let mut morning = Morning::default();
        for view in people {
            self.sort_into(&mut morning, view);
        }
        morning.overdue.sort_by_key(|view| view.standing.first().and_then(|first| first.due));
        morning.promises.sort_by_key(|(_, promise)| promise.due);
        morning.birthdays.sort_by_key(|(_, day)| *day);
        morning.met.sort_by_key(|(_, day)| std::cmp::Reverse(*day));
        Ok(morning)
    }

    fn sort_into(&self, morning: &mut Morning, view: PersonView) {
        let today = self.today();
        let promised = view.standing.follow_ups.iter().filter(|follow_up| follow_up.why == Why::Promise);
        let promised = promised.filter(|promise| promise.due.is_some_and(|due| due <= today));
        morning.promises.extend(promised.map(|promise| (view.clone(), promise.clone())));
        if let Some(day) = birthday(&view, today) {
            morning.birthdays.push((view.clone(), day));
        }
        if let Some(day) = just_met(&view, today) {
            morning.met.push((view.clone(), day));
        }
        if view.standing.is_overdue(today) {
            morning.overdue.push(view);
        } else if view.standing.is_due_by(today) {
            morning.due.push(view);
        }
    }
}

/// The birthday of somebody who is not gone, in the next seven days.
fn birthday(view: &PersonView, today: Day) -> Option<Day> {
    next_birthday(view).filter(|next| next.days_since(today) < WEEK)
}

/// The day of a meeting that still asks for the first word, of the last seven days.
fn just_met(view: &PersonView, today: Day) -> Option<Day> {
    let first = view.standing.follow_ups.iter().find(|follow_up| follow_up.why == Why::First)?;
    let met = first.from.as_ref()?.day();
    (today.days_since(met) < WEEK).then_some(met)
}
