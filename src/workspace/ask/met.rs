//! Who did I meet, where, when, through whom?
//!
//! Owns the question of `ties met`. Must not know how groups are spelt (`query::groups`) or rows are shown.

use rayon::prelude::*;

use super::reading::words_of_place;
use super::{Answer, AskError, Question, Who};
use crate::index::{self, Parts, Select};
use crate::model::{Day, Interaction, Met as Meeting, Note, NoteType, PartialDate};
use crate::query::dates::DayRange;
use crate::query::groups::Fit;
use crate::query::{Groups, Query};
use crate::wire::{self, MetItem};
use crate::workspace::named::mentioned;
use crate::workspace::references::means;
use crate::workspace::{PersonView, Workspace, WorkspaceError};

/// Asks for the people who were met so.
#[derive(Clone, Debug, Default)]
pub struct Met {
    /// What the people must answer to.
    pub query: Vec<String>,
    /// First met at this user group or place.
    pub at: Option<String>,
    pub on: Option<String>,
    pub since: Option<String>,
    pub until: Option<String>,
    /// Introduced by this person.
    pub by: Option<Who>,
    /// Only those never written to since.
    pub unfollowed: bool,
    /// Also those seen there later.
    pub seen: bool,
}

impl Question for Met {
    type Answer = Answer<MetItem>;

    /// The exact group first, then the latest, then by path.
    fn answer(&self, workspace: &Workspace) -> Result<Answer<MetItem>, AskError> {
        let filter = self.filter(workspace)?;
        let met = workspace.listing(&self.query, |query| workspace.met(query, &filter))?;
        let mut answer = met.listed(if self.seen { wire::SEEN } else { wire::MET });
        if answer.items.is_empty() {
            answer.remark = workspace.remark_on_group(self.at.as_ref())?;
        }
        Ok(answer.map(|MetRow { view, met, seen, .. }| MetItem { view, met, seen, with_seen: self.seen }))
    }
}

impl Met {
    fn filter(&self, workspace: &Workspace) -> Result<MetFilter, AskError> {
        self.at.as_deref().map(words_of_place).transpose()?;
        Ok(MetFilter {
            on: workspace.date(self.on.as_ref())?,
            since: workspace.date(self.since.as_ref())?.map(|range| range.first),
            until: workspace.date(self.until.as_ref())?.map(|range| range.last),
            by: workspace.whoever(self.by.as_ref())?,
            at: self.at.clone(),
            unfollowed: self.unfollowed,
            seen: self.seen,
        })
    }
}

/// What is asked of a meeting; everything set must hold.
#[derive(Clone, Debug, Default)]
pub(in crate::workspace) struct MetFilter {
    /// A user group or other place, as typed.
    pub at: Option<String>,
    pub on: Option<DayRange>,
    pub since: Option<Day>,
    pub until: Option<Day>,
    /// Who introduced them.
    pub by: Option<Note>,
    /// Only those never written to since.
    pub unfollowed: bool,
    /// Also those seen there later.
    pub seen: bool,
}

/// Somebody met, and where it was decided that they belong in the list.
#[derive(Clone, Debug)]
pub(in crate::workspace) struct MetRow {
    pub view: PersonView,
    pub met: Meeting,
    /// When they were last seen at the place asked for, up to today; only where that was asked.
    pub seen: Option<String>,
    fit: Option<Fit>,
    day: Option<Day>,
}

impl Workspace {
    /// People met as the filter says: the exact group first, then the latest, then by path.
    pub(in crate::workspace) fn met(&self, query: &Query, filter: &MetFilter) -> Result<Vec<MetRow>, WorkspaceError> {
        let groups = self.groups()?;
        let select = Select::And(vec![Select::Type(NoteType::Person), self.candidates(filter, groups)?]);
        let mut rows = match &filter.by {
            None => self.judged(query, select, Parts::WithoutLinks, |view| row(view, filter, groups))?,
            Some(by) => self.introduced_by(by, query, select, |view| row(view, filter, groups))?,
        };
        let order = |a: &MetRow, b: &MetRow| a.fit.cmp(&b.fit).then(b.day.cmp(&a.day));
        rows.par_sort_unstable_by(|a, b| order(a, b).then_with(|| a.view.note.id.cmp(&b.view.note.id)));
        Ok(rows)
    }

    fn introduced_by<T: Send>(
        &self,
        by: &Note,
        query: &Query,
        select: Select,
        take: impl Fn(PersonView) -> Option<T> + Sync,
    ) -> Result<Vec<T>, WorkspaceError> {
        let references = self.references(by)?;
        let links = references.links();
        let fits = |view: &PersonView| means(mentioned(&view.note), &view.note.id, &by.id, &links);
        self.judged(query, select, Parts::All, |view| take(Some(view).filter(fits)?))
    }

    /// The people for whom some note shows such a place.
    fn candidates(&self, filter: &MetFilter, groups: &Groups) -> Result<Select, WorkspaceError> {
        let Some(at) = &filter.at else { return Ok(Select::All) };
        let table = self.elsewhere()?.table();
        Ok(if filter.seen { index::seen_at(groups, table, at) } else { index::met_at(groups, table, at) })
    }
}

/// A time at which somebody was met or seen where the question is.
struct Visit {
    fit: Fit,
    /// The days it may mean; `None` for a meeting of which no date is known.
    days: Option<DayRange>,
    /// As it is written.
    date: Option<PartialDate>,
}

fn row(view: PersonView, filter: &MetFilter, groups: &Groups) -> Option<MetRow> {
    let met = view.met();
    let meeting = met.as_ref().and_then(|met| meeting(met, filter, groups)).filter(|visit| !visit.is_after(view.today));
    let seen = seen(&view, filter, groups);
    let last_seen = seen.first().and_then(|visit| visit.date).map(|date| date.to_string());
    let fitting: Vec<Visit> = meeting.into_iter().chain(seen).filter(|visit| in_time(visit, filter)).collect();
    let day = fitting.first()?.days.map(|days| days.first);
    let fit = fitting.iter().map(|visit| visit.fit).min();
    let met = met.unwrap_or_default();
    let wanted = !filter.unfollowed || is_unfollowed(&view, &met);
    wanted.then_some(MetRow { view, met, seen: last_seen, fit, day })
}

impl Visit {
    fn is_after(&self, today: Day) -> bool {
        self.days.is_some_and(|days| days.first > today)
    }
}

/// The first meeting, if it was where the question is.
fn meeting(met: &Meeting, filter: &MetFilter, groups: &Groups) -> Option<Visit> {
    let days = met.date.as_ref().map(|date| DayRange { first: date.value.first_day(), last: date.value.last_day() });
    let fit = match &filter.at {
        Some(at) => met.places().filter_map(|name| groups.fit(name, at)).min()?,
        None => Fit::Exact,
    };
    Some(Visit { fit, days, date: None })
}

/// The times that the person was seen there up to today, latest first; none unless that was asked.
fn seen(view: &PersonView, filter: &MetFilter, groups: &Groups) -> Vec<Visit> {
    let Some(at) = filter.at.as_ref().filter(|_| filter.seen) else { return Vec::new() };
    let until_today = view.interactions().into_iter().filter(|interaction| interaction.day() <= view.today);
    let visit = |interaction: &Interaction| {
        let fit = groups.fit(interaction.place.as_deref()?, at)?;
        let days = DayRange { first: interaction.day(), last: interaction.date.last_day() };
        Some(Visit { fit, days: Some(days), date: Some(interaction.date) })
    };
    until_today.filter_map(visit).collect()
}

/// Whether the visit lies in the days asked for; a month or a year does when any of its days does.
fn in_time(visit: &Visit, filter: &MetFilter) -> bool {
    let Some(days) = visit.days else {
        return filter.on.is_none() && filter.since.is_none() && filter.until.is_none();
    };
    filter.on.is_none_or(|on| days.first <= on.last && on.first <= days.last)
        && filter.since.is_none_or(|since| days.last >= since)
        && filter.until.is_none_or(|until| days.first <= until)
}

/// Never written to since the meeting, or ever where the meeting has no date.
fn is_unfollowed(view: &PersonView, met: &Meeting) -> bool {
    view.standing.unfollowed || (met.date.is_none() && view.standing.last_contact.is_none())
}
