//! Interactions of many people in one order.
//!
//! Owns which interactions belong in a timeline, and their texts, which only the files hold. Must not know rows.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{BinaryHeap, HashMap};
use std::sync::atomic::{AtomicI32, AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::later::Later;
use super::reading::words_of_place;
use super::show::{LoggedMeetings, text_of};
use super::{Answer, AskError, Asked, Question, Who};
use crate::index::{Address, Parts, Select};
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

/// An interaction of a timeline, to be made.
#[derive(Clone, Copy, Debug)]
pub struct InteractionAt {
    at: Address,
    /// Which of the person's interactions it is.
    number: u32,
}

impl Question for Timeline {
    type Answer = Answer<InteractionAt>;

    /// The latest first.
    fn answer(&self, workspace: &Workspace) -> Result<Answer<InteractionAt>, AskError> {
        let with = workspace.whoever(self.with.as_ref())?;
        let scopes = self.scopes(workspace)?;
        let ask = |query: &Query| workspace.timeline(&query.clone().also(scopes.clone()), with.as_ref(), self.limit);
        let Asked { answer: (items, total), instead } = workspace.asking(&self.query, ask, |(_, total)| *total == 0)?;
        let remark = if items.is_empty() { workspace.remark_on_group(self.at.as_ref())? } else { None };
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

impl Later for InteractionAt {
    type Made = Moment;

    /// Every lot reads the notes that it is about, which may be all of them: a few large lots are quicker than many small ones.
    const BATCH_SIZE: usize = 100_000;

    fn made(batch: &[InteractionAt], workspace: &Workspace) -> Result<Vec<Moment>, AskError> {
        let judge = workspace.judge()?;
        let mut by_note: Vec<(usize, &InteractionAt)> = batch.iter().enumerate().collect();
        by_note.par_sort_unstable_by_key(|(place, timed)| (timed.at, *place));
        let notes: Vec<&[(usize, &InteractionAt)]> = by_note.chunk_by(|(_, a), (_, b)| a.at == b.at).collect();
        let addresses: Vec<Address> = notes.iter().map(|same| same[0].1.at).collect();
        let moments = |at: usize, note| {
            let view = judge.view(note);
            let interactions = view.interactions();
            let moment = |(place, timed): &(usize, &InteractionAt)| {
                Some((*place, Moment::new(&view, interactions.get(timed.number as usize)?)))
            };
            notes[at].iter().filter_map(moment).collect::<Vec<_>>()
        };
        let made = workspace.snapshot.at(&addresses, Parts::WithoutLinks, moments).map_err(WorkspaceError::from)?;
        let mut made: Vec<(usize, Moment)> = made.into_iter().flatten().collect();
        made.par_sort_unstable_by_key(|(place, _)| *place);
        Ok(workspace.with_texts(made.into_iter().map(|(_, moment)| moment).collect())?)
    }
}

/// What a person's note gives to a timeline.
struct PersonTimeline {
    person: NoteId,
    briefs: Vec<Brief>,
}

/// An interaction by what orders it among others.
struct Brief {
    day: Day,
    line: u32,
    /// Which of the events records it; `None` where the person's note does.
    event: Option<u32>,
    number: u32,
}

impl Workspace {
    /// The interactions of the people who answer, latest first; those of one person where that is asked. What the query asks
    /// of interactions chooses them too. At most `limit` of them, and how many there are in all.
    pub(in crate::workspace) fn timeline(
        &self,
        query: &Query,
        with: Option<&Note>,
        limit: Option<usize>,
    ) -> Result<(Vec<InteractionAt>, usize), WorkspaceError> {
        let mut select = vec![Select::Type(NoteType::Person)];
        select.extend(with.map(|person| Select::Ids(vec![person.id.clone()])));
        let judge = self.judge()?;
        let latest = Latest::new(limit);
        let events = self.events()?;
        let timelines = self.judged_at(query, Select::And(select), Parts::WithoutLinks, |view| {
            let subject = judge.subject(&view);
            let logged = LoggedMeetings::of(&view.note);
            let wanted = |(_, interaction): &(u32, &Interaction)| {
                !logged.has(interaction) && query.scope().is_none_or(|scope| subject.is_in_scope(scope, interaction))
            };
            let chosen = (0..).zip(view.interactions()).filter(wanted).filter(|(_, one)| latest.admits(one.day()));
            let briefs: Vec<Brief> = chosen.map(|(number, one)| Brief::new(number, one, &events)).collect();
            (!briefs.is_empty()).then(|| PersonTimeline { person: view.note.id.clone(), briefs })
        })?;
        let mut timed = in_order(timelines, &events);
        timed.truncate(limit.unwrap_or(usize::MAX));
        Ok((timed, latest.seen.into_inner()))
    }

    /// The notes that record something of anybody else, by path.
    fn events(&self) -> Result<Vec<&NoteId>, WorkspaceError> {
        let mut events: Vec<&NoteId> = self.elsewhere()?.table().notes().iter().collect();
        events.sort_unstable();
        events.dedup();
        Ok(events)
    }

    /// The same with their texts, from the files; each is read once.
    pub(in crate::workspace) fn with_texts(&self, mut moments: Vec<Moment>) -> Result<Vec<Moment>, WorkspaceError> {
        let mut written: HashMap<NoteId, Vec<&mut Moment>> = HashMap::new();
        let mut events: HashMap<NoteId, String> = HashMap::new();
        for moment in &mut moments {
            match moment.interaction.recorded_in.clone() {
                Some(event) if moment.interaction.text.is_empty() => {
                    let name = match events.entry(event) {
                        Entry::Occupied(known) => known.into_mut(),
                        Entry::Vacant(new) => {
                            let event = self.snapshot.get(new.key())?;
                            new.insert(event.map_or(String::new(), |event| event.person.name))
                        }
                    };
                    moment.text = name.clone();
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

impl Brief {
    fn new(number: u32, interaction: &Interaction, events: &[&NoteId]) -> Brief {
        let event = interaction.recorded_in.as_ref().and_then(|event| events.binary_search(&event).ok());
        Brief { day: interaction.day(), line: interaction.line, event: event.map(|event| event as u32), number }
    }
}

/// The latest first, then by the path of the note that records it, its line, and the person's path. A vault has millions of
/// interactions: paths are compared once, and then by their places.
fn in_order(timelines: Vec<(Address, PersonTimeline)>, events: &[&NoteId]) -> Vec<InteractionAt> {
    let people: Vec<NoteId> = timelines.iter().map(|(_, timeline)| timeline.person.clone()).collect();
    let mut paths: Vec<&NoteId> = people.iter().chain(events.iter().copied()).collect();
    paths.par_sort_unstable();
    paths.dedup();
    let place = |id: &NoteId| paths.binary_search(&id).unwrap_or_default() as u32;
    let events: Vec<u32> = events.iter().map(|event| place(event)).collect();
    let mut keyed: Vec<(Reverse<Day>, u32, u32, u32, InteractionAt)> = Vec::new();
    for (at, PersonTimeline { person, briefs }) in timelines {
        let person = place(&person);
        keyed.extend(briefs.into_iter().map(|brief| {
            let source = brief.event.map_or(person, |event| events[event as usize]);
            (Reverse(brief.day), source, brief.line, person, InteractionAt { at, number: brief.number })
        }));
    }
    keyed.par_sort_unstable_by_key(|(day, source, line, person, timed)| (*day, *source, *line, *person, timed.number));
    keyed.into_iter().map(|(.., timed)| timed).collect()
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
