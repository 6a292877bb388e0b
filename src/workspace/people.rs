//! People as they stand on the day that is asked for.
//!
//! Owns the lists of people: all, overdue, due. The index only proposes; the rule decides.

use rayon::prelude::*;

use super::events::ToldElsewhere;
use super::{Workspace, WorkspaceError};
use crate::index::{Parts, Select};
use crate::model::follow_up::{Facts, standing};
use crate::model::interaction::MET;
use crate::model::name::group_key;
use crate::model::{Day, Interaction, Met, Note, NoteId, NoteType, Settings, Sourced, Standing};
use crate::query::{Groups, Query};

/// A note and what the rule says of it today. In a listing, the note comes without what it links to.
#[derive(Clone, Debug)]
pub struct PersonView {
    pub note: Box<Note>,
    pub standing: Standing,
    /// What events' notes tell of the person.
    pub told_elsewhere: Vec<Interaction>,
    pub today: Day,
}

impl PersonView {
    /// The first meeting: as `met` says, completed by the earliest entry of that kind in the log.
    pub fn met(&self) -> Option<Met> {
        let told = self.note.person.met.clone();
        let logged = self.logged_meeting(told.as_ref());
        let mut met = told.or_else(|| logged.map(|_| Met::default()))?;
        if let Some(logged) = logged {
            met.date.get_or_insert_with(|| Sourced::new(logged.date, logged.line));
            if met.at.is_none() && met.event.is_none() {
                met.at = logged.place.clone();
            }
        }
        Some(met)
    }

    /// The entry of the log that tells of the first meeting: the earliest of that kind, and where `met` has a date, one
    /// of the days it may mean; at the place that `met` names, if both name one. An entry that names the place comes before
    /// one that does not.
    fn logged_meeting(&self, told: Option<&Met>) -> Option<&Interaction> {
        let date = told.and_then(|met| met.date.as_ref()).map(|date| date.value);
        let meant = |day: Day| date.is_none_or(|date| date.first_day() <= day && day <= date.last_day());
        let at = told.and_then(|met| met.at.as_deref());
        let there = |place: Option<&String>| match (at, place) {
            (Some(at), Some(place)) => at == place || group_key(at) == group_key(place),
            _ => true,
        };
        let meetings =
            self.note.interactions.iter().filter(|i| i.kind == MET && meant(i.day()) && there(i.place.as_ref()));
        let bare = |meeting: &Interaction| meeting.place.is_none();
        meetings.min_by_key(|meeting| (date.is_some() && bare(meeting), meeting.day(), bare(meeting)))
    }

    /// Own and told by events, latest first.
    pub fn interactions(&self) -> Vec<&Interaction> {
        let mut all: Vec<&Interaction> = self.note.interactions.iter().chain(&self.told_elsewhere).collect();
        all.sort_by(|a, b| b.day().cmp(&a.day()).then_with(|| a.told_by.cmp(&b.told_by)).then(a.line.cmp(&b.line)));
        all
    }
}

impl Workspace {
    /// Notes of one type (people when `None`) that answer the query, by path.
    pub fn list(&self, query: &Query, note_type: Option<NoteType>) -> Result<Vec<PersonView>, WorkspaceError> {
        let note_type = Select::Type(note_type.unwrap_or(NoteType::Person));
        self.views(&Select::And(vec![note_type, words(query)]))
    }

    /// What `take` makes of the people who are due on `by` at the latest, longest overdue first: since always, then by day,
    /// then by path. Half a vault may be: what is not kept of each costs no memory.
    pub fn due_by<T: Send>(
        &self,
        query: &Query,
        by: Day,
        take: impl Fn(PersonView) -> T + Sync,
    ) -> Result<Vec<T>, WorkspaceError> {
        let told: Vec<NoteId> = self.told_elsewhere()?.keys().cloned().collect();
        let stored = Select::DueOrStale { before: by.plus_days(1), today: self.today };
        let candidates = Select::Or(vec![stored, Select::Ids(told)]);
        let people = Select::And(vec![Select::Type(NoteType::Person), candidates, words(query)]);
        let mut taken = self.judged(&people, Parts::WithoutLinks, |view| {
            let due = view.standing.first().filter(|_| view.standing.is_due_by(by))?.due;
            Some((due, view.note.id.clone(), take(view)))
        })?;
        taken.par_sort_unstable_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        Ok(taken.into_iter().map(|(.., taken)| taken).collect())
    }

    /// The notes of a selection with what the rule says of each, by path.
    pub(super) fn views(&self, select: &Select) -> Result<Vec<PersonView>, WorkspaceError> {
        let mut views = self.judged(select, Parts::WithoutLinks, Some)?;
        views.par_sort_unstable_by(|a, b| a.note.id.cmp(&b.note.id));
        Ok(views)
    }

    /// What `take` makes of them, in no order: on all cores, so that what is not wanted is dropped where it was looked at.
    pub(super) fn judged<T: Send>(
        &self,
        select: &Select,
        parts: Parts,
        take: impl Fn(PersonView) -> Option<T> + Sync,
    ) -> Result<Vec<T>, WorkspaceError> {
        let judge = self.judge()?;
        Ok(self.snapshot.collect(select, parts, |note| take(judge.view(note)))?)
    }

    /// What turns notes into views.
    pub(super) fn judge(&self) -> Result<Judge<'_>, WorkspaceError> {
        let (told, groups) = (self.told_elsewhere()?, self.groups()?);
        Ok(Judge { told, groups, settings: self.settings(), today: self.today })
    }
}

/// Everything besides the note that the rule looks at.
pub(super) struct Judge<'a> {
    told: &'a ToldElsewhere,
    groups: &'a Groups,
    settings: &'a Settings,
    today: Day,
}

impl Judge<'_> {
    pub(super) fn view(&self, note: Note) -> PersonView {
        let mut note = Box::new(note);
        name_groups(&mut note, self.groups);
        let told_elsewhere = self.told.get(&note.id).cloned().unwrap_or_default();
        let facts =
            Facts { note: &note, told_elsewhere: &told_elsewhere, settings: self.settings, groups: self.groups };
        let standing = match note.note_type {
            NoteType::Person => standing(&facts, self.today),
            _ => Standing::default(),
        };
        PersonView { standing, told_elsewhere, today: self.today, note }
    }
}

/// Puts the groups' names where links call them by their notes' files.
fn name_groups(note: &mut Note, groups: &Groups) {
    let met = note.person.met.iter_mut().filter_map(|met| met.at.as_mut());
    let places = note.interactions.iter_mut().filter_map(|interaction| interaction.place.as_mut());
    for name in note.person.groups.iter_mut().chain(met).chain(places) {
        let own = groups.name_of_link(name);
        if own != name {
            *name = own.to_owned();
        }
    }
}

/// The notes that hold the words of a query.
pub(super) fn words(query: &Query) -> Select {
    match query.is_empty() {
        true => Select::All,
        false => Select::Words(query.words()),
    }
}
