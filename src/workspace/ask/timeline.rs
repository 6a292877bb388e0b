//! Interactions of many people in one order.
//!
//! Owns which interactions belong in a timeline, and their texts, which only the files hold. Must not know rows.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::atomic::{AtomicI32, AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::reading::words_of_place;
use super::show::{Told, text_of};
use super::{Answer, AskError, Asked, Question, Who};
use crate::index::{Parts, Select};
use crate::model::{Day, Interaction, Note, NoteId, NoteType};
use crate::query::Query;
use crate::query::ast::Scope;
use crate::query::condition::Condition;
use crate::wire::{INTERACTIONS, Moment};
use crate::workspace::{Workspace, WorkspaceError};

/// Asks for interactions.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// What the people must answer to; at:, on: and kind: choose the interactions too.
    pub query: Vec<String>,
    /// Only with this person.
    pub with: Option<Who>,
    /// Only at this user group or place.
    pub at: Option<String>,
    pub on: Option<String>,
    pub kind: Option<String>,
    pub since: Option<String>,
    pub until: Option<String>,
    /// No more than the latest so many.
    pub limit: Option<usize>,
}

impl Question for Timeline {
    type Answer = Answer<Moment>;

    /// The latest first.
    fn answer(&self, workspace: &Workspace) -> Result<Answer<Moment>, AskError> {
        let with = workspace.whoever(self.with.as_ref())?;
        let scopes = self.scopes(workspace)?;
        let ask = |query: &Query| workspace.timeline(&query.clone().also(scopes.clone()), with.as_ref(), self.limit);
        let Asked { answer: (moments, total), instead } =
            workspace.asking(&self.query, ask, |(_, total)| *total == 0)?;
        let remark = if moments.is_empty() { workspace.remark_on_group(self.at.as_ref())? } else { None };
        let items = workspace.with_texts(moments)?;
        Ok(Answer { items, table: INTERACTIONS, of: Some(total), instead, remark })
    }
}

impl Timeline {
    /// What is asked of each interaction.
    fn scopes(&self, workspace: &Workspace) -> Result<Vec<Scope>, AskError> {
        let mut scopes = Vec::new();
        if let Some(at) = &self.at {
            scopes.push(Scope::At(words_of_place(at)?));
        }
        if let Some(kind) = &self.kind {
            let asked = workspace.query(&[format!("kind:\"{kind}\"")])?;
            scopes.extend(asked.scope().cloned());
        }
        if let Some(on) = workspace.date(self.on.as_ref())? {
            scopes.push(Scope::On(Condition { from: Some(on.first), to: Some(on.last) }));
        }
        let from = workspace.date(self.since.as_ref())?.map(|range| range.first);
        let to = workspace.date(self.until.as_ref())?.map(|range| range.last);
        if from.is_some() || to.is_some() {
            scopes.push(Scope::On(Condition { from, to }));
        }
        Ok(scopes)
    }
}

impl Workspace {
    /// The interactions of the people who answer, latest first; those of one person where that is asked. What the query asks
    /// of interactions chooses them too. Without their texts; at most `limit` of them, and how many there are in all.
    pub(in crate::workspace) fn timeline(
        &self,
        query: &Query,
        with: Option<&Note>,
        limit: Option<usize>,
    ) -> Result<(Vec<Moment>, usize), WorkspaceError> {
        let mut select = vec![Select::Type(NoteType::Person)];
        select.extend(with.map(|person| Select::Ids(vec![person.id.clone()])));
        let judge = self.judge()?;
        let latest = Latest::new(limit);
        let taken = self.judged(query, Select::And(select), Parts::WithoutLinks, |view| {
            let subject = judge.subject(&view);
            let twice = Told::of(&view.note);
            let wanted = |told: &&Interaction| {
                !twice.has(told) && query.scope().is_none_or(|scope| subject.is_in_scope(scope, told))
            };
            let told = view.interactions().into_iter().filter(wanted).filter(|told| latest.admits(told.day()));
            Some(told.map(|told| Moment::new(&view, told)).collect::<Vec<_>>())
        })?;
        let mut moments: Vec<Moment> = taken.into_iter().flatten().collect();
        fn key(moment: &Moment) -> (Reverse<Day>, &NoteId, u32, &NoteId) {
            let told = &moment.interaction;
            (Reverse(told.day()), moment.told_in(), told.line, &moment.person)
        }
        moments.par_sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        moments.truncate(limit.unwrap_or(usize::MAX));
        Ok((moments, latest.seen.into_inner()))
    }

    /// The same with what was said, from the files; each is read once.
    pub(in crate::workspace) fn with_texts(&self, mut moments: Vec<Moment>) -> Result<Vec<Moment>, WorkspaceError> {
        let mut written: HashMap<NoteId, Vec<&mut Moment>> = HashMap::new();
        for moment in &mut moments {
            match moment.interaction.told_by.clone() {
                Some(event) if moment.interaction.text.is_empty() => {
                    moment.text = self.snapshot.get(&event)?.map_or(String::new(), |event| event.person.name)
                }
                Some(other) => written.entry(other).or_default().push(moment),
                None => written.entry(moment.person.clone()).or_default().push(moment),
            }
        }
        written.into_par_iter().for_each(|(id, moments)| {
            let text = self.text(&id);
            moments.into_iter().for_each(|moment| moment.text = text_of(&moment.interaction, &text));
        });
        Ok(moments)
    }
}

/// Tells on all cores which days are among the latest so far: a vault has many more interactions than anybody reads.
struct Latest {
    limit: Option<usize>,
    seen: AtomicUsize,
    /// No day before this one is wanted any more.
    from: AtomicI32,
    days: Mutex<BinaryHeap<Reverse<i32>>>,
}

impl Latest {
    fn new(limit: Option<usize>) -> Latest {
        let from = AtomicI32::new(if limit == Some(0) { i32::MAX } else { i32::MIN });
        Latest { limit, seen: AtomicUsize::new(0), from, days: Mutex::default() }
    }

    /// Those of one day are all admitted: which of them come first is decided by their paths.
    fn admits(&self, day: Day) -> bool {
        self.seen.fetch_add(1, Relaxed);
        let Some(limit) = self.limit else { return true };
        if day.code() < self.from.load(Relaxed) {
            return false;
        }
        let mut days = self.days.lock().unwrap_or_else(PoisonError::into_inner);
        days.push(Reverse(day.code()));
        if days.len() > limit {
            days.pop();
        }
        if let Some(Reverse(first)) = days.peek().filter(|_| days.len() == limit) {
            self.from.store(*first, Relaxed);
        }
        true
    }
}
