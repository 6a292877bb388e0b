//! Interactions of many people in one order.
//!
//! Owns which interactions belong in a timeline, and their texts, which only the files hold. Must not know rows.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::atomic::{AtomicI32, AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::show::{Told, text_of};
use crate::index::{Parts, Select};
use crate::model::{Day, Interaction, Note, NoteId, NoteType};
use crate::query::Query;
use crate::workspace::{PersonView, Workspace, WorkspaceError};

/// An interaction with somebody.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The person's note.
    pub person: NoteId,
    pub name: String,
    pub interaction: Interaction,
    /// On one line; empty until [`Workspace::with_texts`] read it.
    pub text: String,
}

impl Moment {
    pub(in crate::workspace) fn new(view: &PersonView, interaction: &Interaction) -> Moment {
        let (person, name) = (view.note.id.clone(), view.note.person.name.clone());
        Moment { person, name, interaction: interaction.clone(), text: String::new() }
    }

    /// The note that tells of it.
    pub fn told_in(&self) -> &NoteId {
        self.interaction.told_by.as_ref().unwrap_or(&self.person)
    }
}

impl Workspace {
    /// The interactions of the people who answer, latest first; those of one person where that is asked. What the query asks
    /// of interactions chooses them too. Without their texts; at most `limit` of them, and how many there are in all.
    pub fn timeline(
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
    pub fn with_texts(&self, mut moments: Vec<Moment>) -> Result<Vec<Moment>, WorkspaceError> {
        let mut own: HashMap<NoteId, Vec<&mut Moment>> = HashMap::new();
        for moment in &mut moments {
            match moment.interaction.told_by.clone() {
                Some(event) => {
                    moment.text = self.snapshot.get(&event)?.map_or(String::new(), |event| event.person.name)
                }
                None => own.entry(moment.person.clone()).or_default().push(moment),
            }
        }
        own.into_par_iter().for_each(|(id, moments)| {
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
