//! What is on for today: the morning's lists.
//!
//! Owns which people belong on the screen and in which section. Must not know its layout.

use std::sync::Arc;

use rayon::prelude::*;

use super::birthdays::next_birthday;
use super::{Answer, AskError, Asked, Question};
use crate::index::{self, Parts, Select, path_key};
use crate::model::{Day, FollowUp, NoteType, Why};
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
        let morning = workspace.morning()?;
        let remark = lapsed(workspace.count_lapsed(&morning)?);
        Ok(Answer { remark, ..Asked { answer: morning.items(), instead: None }.listed(MORNING) })
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
    /// The paths of those whose first follow-up lapsed, as far as they were looked at for another reason.
    lapsed: Vec<u64>,
}

impl Morning {
    fn is_empty(&self) -> bool {
        let Morning { overdue, due, promises, birthdays, met, lapsed } = self;
        let is_listed = !(overdue.is_empty() && due.is_empty() && promises.is_empty());
        !is_listed && birthdays.is_empty() && met.is_empty() && lapsed.is_empty()
    }

    fn add(&mut self, other: Morning) {
        self.overdue.extend(other.overdue);
        self.due.extend(other.due);
        self.promises.extend(other.promises);
        self.birthdays.extend(other.birthdays);
        self.met.extend(other.met);
        self.lapsed.extend(other.lapsed);
    }

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
        let people = Select::And(vec![Select::Type(NoteType::Person), self.on_the_screen()?]);
        let mut parts = self.judged(&Query::default(), people, Parts::WithoutLinks, |view| {
            let mut morning = Morning::default();
            let id = view.note.id.clone();
            self.sort_into(&mut morning, view);
            (!morning.is_empty()).then_some((id, morning))
        })?;
        parts.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let mut morning = Morning::default();
        parts.into_iter().for_each(|(_, part)| morning.add(part));
        morning.overdue.sort_by_key(|view| view.standing.first().and_then(|first| first.due));
        morning.promises.sort_by_key(|(_, promise)| promise.due);
        morning.birthdays.sort_by_key(|(_, day)| *day);
        morning.met.sort_by_key(|(_, day)| std::cmp::Reverse(*day));
        Ok(morning)
    }

    /// How many people were met and never written to, of whom no list reminds any more.
    pub(in crate::workspace) fn count_lapsed(&self, morning: &Morning) -> Result<usize, WorkspaceError> {
        let elsewhere = self.elsewhere()?;
        let known = index::lapsed(elsewhere.people(), elsewhere.table(), self.today());
        let known = Select::And(vec![Select::Type(NoteType::Person), known]);
        let mut judged = morning.lapsed.clone();
        judged.sort_unstable();
        let judged = Select::Paths(Arc::new(judged));
        Ok(self.snapshot.count(&Select::Or(vec![known, judged]))?)
    }

    /// At least the people of the morning's lists. Whoever was just met is due when the time for the first word has passed,
    /// unless that was snoozed.
    fn on_the_screen(&self) -> Result<Select, WorkspaceError> {
        let today = self.today();
        let last = self.settings().first_follow_up.map_or(today, |period| today.plus(period).max(today));
        let elsewhere = self.elsewhere()?;
        let due = index::due_or_stale(elsewhere.people(), elsewhere.table(), last.plus_days(1), today);
        let has = |key: &str| Select::Has(key.to_owned());
        Ok(Select::Or(vec![due, has("snooze"), has("birthday")]))
    }

    fn sort_into(&self, morning: &mut Morning, view: PersonView) {
        let today = self.today();
        if view.standing.lapsed {
            morning.lapsed.push(path_key(view.note.id.as_str()));
        }
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

fn lapsed(people: usize) -> Option<String> {
    match people {
        0 => None,
        1 => Some("1 person met earlier was never written to: ties met --unfollowed".to_owned()),
        _ => Some(format!("{people} people met earlier were never written to: ties met --unfollowed")),
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
