//! What to know before going to a group tonight.
//!
//! Owns who is likely there and what is worth remembering of them. Must not know the page.

use std::cmp::Reverse;

use super::tally::{Shared, latest, visits};
use super::{Answer, AskError, Asked, Question};
use crate::index::{self, Parts, Select};
use crate::model::nearest::nearest;
use crate::model::{Day, Met, NoteType, PartialDate, State};
use crate::query::groups::Fit;
use crate::query::{Groups, Query};
use crate::wire::{Moment, REGULARS, Regular};
use crate::workspace::{PersonView, Workspace, WorkspaceError};

/// Which group was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Group {
    One(String),
    Several(Vec<String>),
    Nothing { nearest: Vec<String> },
}

/// Asks who is likely at a group.
#[derive(Clone, Debug)]
pub struct Brief {
    pub group: String,
}

/// What to know of a group.
#[derive(Clone, Debug)]
pub struct Briefed {
    /// As it is called.
    pub group: String,
    pub regulars: Answer<Regular>,
}

impl Question for Brief {
    type Answer = Briefed;

    fn answer(&self, workspace: &Workspace) -> Result<Briefed, AskError> {
        let typed = self.group.clone();
        let group = match workspace.group(&typed)? {
            Group::One(name) => name,
            Group::Several(groups) => return Err(AskError::SeveralGroups { typed, groups }),
            Group::Nothing { nearest } => return Err(AskError::NoGroup { typed, nearest }),
        };
        let regulars = Asked { answer: workspace.brief(&group)?, instead: None }.listed(REGULARS);
        Ok(Briefed { group, regulars })
    }
}

impl Workspace {
    /// The group that typed words mean.
    pub fn group(&self, typed: &str) -> Result<Group, WorkspaceError> {
        let groups = self.groups()?;
        // Whoever was at a group that fits is among these, so that their counts are whole.
        let near = self.names_of_groups(index::seen_at(groups, self.elsewhere()?.table(), typed))?;
        let mut found = fitting(groups, typed, near);
        Ok(match found.len() {
            0 => {
                let names = self.names_of_groups(Select::All)?;
                Group::Nothing { nearest: nearest(typed, names.iter().map(String::as_str)) }
            }
            1 => Group::One(found.remove(0)),
            _ => Group::Several(found),
        })
    }

    /// What groups are called, as these people and the groups' own notes call them.
    fn names_of_groups(&self, people: Select) -> Result<Vec<String>, WorkspaceError> {
        let tallies = self.tallies_among(people, Shared::Groups, &Query::default())?;
        Ok(tallies.into_iter().map(|tally| tally.name).collect())
    }

    /// Who is likely at a group: the most often seen there first, then the most lately, then by path.
    pub(in crate::workspace) fn brief(&self, group: &str) -> Result<Vec<Regular>, WorkspaceError> {
        let groups = self.groups()?;
        let key = groups.key(group);
        let there = index::seen_at(groups, self.elsewhere()?.table(), group);
        let person = Select::And(vec![Select::Type(NoteType::Person), there]);
        let mut regulars = self.judged(&Query::default(), person, Parts::WithoutLinks, |view| {
            regular(view, (group, &key), groups).filter(|regular| comes(&regular.view))
        })?;
        let order = |a: &Regular| (Reverse(a.times), Reverse(a.last_seen.map(PartialDate::first_day)));
        regulars.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.view.note.id.cmp(&b.view.note.id)));
        self.with_talks(regulars)
    }

    fn with_talks(&self, mut regulars: Vec<Regular>) -> Result<Vec<Regular>, WorkspaceError> {
        let talks: Vec<Moment> = regulars.iter().flat_map(|regular| candidates(&regular.view)).collect();
        let talks = self.with_texts(talks)?;
        for regular in &mut regulars {
            let own = |talk: &&Moment| talk.person == regular.view.note.id && !talk.text.is_empty();
            regular.talk = talks.iter().find(own).cloned();
        }
        Ok(regulars)
    }
}

/// The groups that the typed words name exactly; where there is none, those whose names have all the words.
fn fitting(groups: &Groups, typed: &str, names: Vec<String>) -> Vec<String> {
    let fitting = |fit| names.iter().filter(move |name| groups.fit(name, typed) == Some(fit)).cloned();
    let exact: Vec<String> = fitting(Fit::Exact).collect();
    if exact.is_empty() { fitting(Fit::Wider).collect() } else { exact }
}

/// Neither archived nor dead.
pub(in crate::workspace) fn comes(view: &PersonView) -> bool {
    !matches!(view.note.person.state(), State::Archived | State::Deceased)
}

/// The last interactions that may say something, latest first.
fn candidates(view: &PersonView) -> Vec<Moment> {
    const MOST_CHECKED: usize = 3;
    let until_today = view.interactions().into_iter().filter(|interaction| interaction.day() <= view.today);
    let own = until_today.filter(|interaction| interaction.recorded_in.is_none() && !interaction.text.is_empty());
    own.take(MOST_CHECKED).map(|interaction| Moment::new(view, interaction)).collect()
}

fn regular(view: PersonView, (group, key): (&str, &str), groups: &Groups) -> Option<Regular> {
    let there: Vec<Option<PartialDate>> =
        visits(&view).filter(|(place, _)| groups.key(place) == key).map(|(_, date)| date).collect();
    if there.is_empty() {
        return None;
    }
    let last_seen = there.iter().fold(None, |last, date| latest(last, *date));
    let mut days: Vec<Day> = there.into_iter().flatten().map(PartialDate::first_day).collect();
    days.sort_unstable();
    // The meeting is in `met` and may be in the log too.
    days.dedup();
    let met = view.met();
    let met_there = met.iter().flat_map(Met::places).any(|at| groups.key(at) == key);
    let times = days.len();
    Some(Regular { view, group: group.to_owned(), times, last_seen, met_there, talk: None })
}
