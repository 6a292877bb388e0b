//! What people have in common: groups, tags, companies, counted.
//!
//! Owns which spellings count as one, and the dates between which something was seen. Must not know columns.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Answer, AskError, Question};
use crate::index::{Parts, Select};
use crate::model::word::fold;
use crate::model::{Met, Note, NoteType, PartialDate};
use crate::query::ast::Text;
use crate::query::{Groups, Query};
use crate::wire::{self, Tally as Counted};
use crate::workspace::{PersonView, Workspace, WorkspaceError};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    Groups,
    Tags,
    Companies,
}

/// Asks what people have in common.
#[derive(Clone, Debug)]
pub struct Tally {
    pub shared: Shared,
    /// What the people must answer to.
    pub query: Vec<String>,
    /// Name the spellings that count as one.
    pub spellings: bool,
}

impl Question for Tally {
    type Answer = Answer<Counted>;

    /// With the most people first, then by name.
    fn answer(&self, workspace: &Workspace) -> Result<Answer<Counted>, AskError> {
        let table = match self.shared {
            Shared::Groups => wire::GROUPS,
            Shared::Tags => wire::TAGS,
            Shared::Companies => wire::COMPANIES,
        };
        let counted = workspace.listing(&self.query, |query| workspace.tallies(self.shared, query))?;
        Ok(counted.listed(table).map(|tally| Counted { names_spellings: self.spellings, ..tally }))
    }
}

/// One person's part in it.
struct Share {
    key: String,
    spellings: BTreeSet<String>,
    first: Option<PartialDate>,
    last: Option<PartialDate>,
}

impl Workspace {
    /// What the people who answer have in common, with the most people first, then by name. Groups and companies that have a
    /// note are there also without people.
    pub(in crate::workspace) fn tallies(&self, shared: Shared, query: &Query) -> Result<Vec<Counted>, WorkspaceError> {
        self.tallies_among(Select::All, shared, query)
    }

    /// The same of no more than the selected people.
    pub(super) fn tallies_among(
        &self,
        people: Select,
        shared: Shared,
        query: &Query,
    ) -> Result<Vec<Counted>, WorkspaceError> {
        let names = self.names_of(shared)?;
        let person = Select::And(vec![Select::Type(NoteType::Person), people]);
        let shares =
            self.judged(query, person, Parts::WithoutLinks, |view| Some(shares(&view, shared, &names.groups)))?;
        let mut sums: HashMap<String, Sum> = HashMap::new();
        for note in names.notes.iter().filter(|_| query.is_empty()) {
            sums.entry(names.groups.key(&note.person.name)).or_default().note = Some(note);
        }
        shares.into_iter().flatten().for_each(|share| sums.entry(share.key.clone()).or_default().add(share));
        for note in &names.notes {
            if let Some(sum) = sums.get_mut(&names.groups.key(&note.person.name)) {
                sum.note = Some(note);
            }
        }
        let mut tallies: Vec<Counted> = sums.into_values().map(|sum| sum.tally(&names.groups)).collect();
        tallies.sort_by(|a, b| b.people.cmp(&a.people).then_with(|| by_name(a).cmp(&by_name(b))));
        Ok(tallies)
    }

    /// The names of groups, tags or companies of which a word begins as typed, as people write them; for completions.
    pub fn shared_names(&self, shared: Shared, typed: &str) -> Result<Vec<String>, WorkspaceError> {
        let words = Text::new(typed, true).words;
        let select = match (shared, words.is_empty()) {
            (_, true) => Select::All,
            (Shared::Groups, false) => Select::Place(typed.to_owned()),
            (_, false) => Select::Text { words, prefix: true },
        };
        let select = Select::And(vec![Select::Type(NoteType::Person), select]);
        let names = self.snapshot.collect(&select, Parts::WithoutLinks, |note| Some(names(note, shared)))?;
        let names: BTreeSet<String> = names.into_iter().flatten().collect();
        Ok(names.into_iter().collect())
    }

    fn names_of(&self, shared: Shared) -> Result<Names, WorkspaceError> {
        let note_type = match shared {
            Shared::Groups => NoteType::Group,
            Shared::Companies => NoteType::Company,
            Shared::Tags => return Ok(Names { groups: Groups::default(), notes: Vec::new() }),
        };
        let notes = self.notes(&Select::Type(note_type))?;
        let groups = match shared {
            Shared::Groups => self.groups()?.clone(),
            _ => Groups::of_companies(&notes),
        };
        Ok(Names { groups, notes })
    }
}

/// Which names are the same, and the notes that say so.
struct Names {
    groups: Groups,
    notes: Vec<Note>,
}

fn names(note: Note, shared: Shared) -> Vec<String> {
    match shared {
        Shared::Tags => note.person.tags,
        Shared::Companies => note.person.companies,
        Shared::Groups => note.places().map(str::to_owned).collect(),
    }
}

fn by_name(tally: &Counted) -> (String, &str) {
    (fold(&tally.name).into_owned(), &tally.name)
}

/// What one person has of it, each once.
fn shares(view: &PersonView, shared: Shared, names: &Groups) -> Vec<Share> {
    match shared {
        Shared::Groups => groups(view, names),
        Shared::Tags => each(view, &view.note.person.tags, |tag| fold(tag).into_owned()),
        Shared::Companies => each(view, &view.note.person.companies, |name| names.key(name)),
    }
}

/// From the first meeting to the last contact.
fn each(view: &PersonView, names: &[String], key: impl Fn(&str) -> String) -> Vec<Share> {
    let first = view.met().and_then(|met| met.date).map(|date| date.value);
    let first = first.filter(|date| date.first_day() <= view.today);
    let last = view.standing.last_contact.as_ref().map(|last| last.date);
    let mut shares: BTreeMap<String, Share> = BTreeMap::new();
    for name in names {
        let share = Share { key: key(name), spellings: BTreeSet::new(), first, last };
        shares.entry(share.key.clone()).or_insert(share).spellings.insert(name.clone());
    }
    shares.into_values().collect()
}

/// The [places](crate::model::places) of one person, with the dates on which they were seen there, up to today.
pub(in crate::workspace) fn visits(view: &PersonView) -> impl Iterator<Item = (String, Option<PartialDate>)> {
    let person = &view.note.person;
    let met = view.met();
    let met_on = met.as_ref().and_then(|met| met.date.as_ref()).map(|date| date.value);
    let met_at: Vec<_> = met.iter().flat_map(Met::places).map(|at| (at.to_owned(), met_on)).collect();
    let seen = view.interactions().into_iter();
    let seen: Vec<_> =
        seen.filter_map(|interaction| Some((interaction.place.clone()?, Some(interaction.date)))).collect();
    let named: Vec<_> = person.groups.iter().map(|group| (group.clone(), None)).collect();
    let today = view.today;
    named
        .into_iter()
        .chain(met_at)
        .chain(seen)
        .filter(move |(_, date)| date.is_none_or(|date| date.first_day() <= today))
}

fn groups(view: &PersonView, names: &Groups) -> Vec<Share> {
    let mut shares: BTreeMap<String, Share> = BTreeMap::new();
    for (spelling, date) in visits(view) {
        let key = names.key(&spelling);
        let share = Share { key, spellings: BTreeSet::new(), first: None, last: None };
        let share = shares.entry(share.key.clone()).or_insert(share);
        share.spellings.insert(spelling);
        share.first = earliest(share.first, date);
        share.last = latest(share.last, date);
    }
    shares.into_values().collect()
}

/// The one that begins first; a day before the month that it is in.
fn earliest(a: Option<PartialDate>, b: Option<PartialDate>) -> Option<PartialDate> {
    a.into_iter().chain(b).min_by_key(|date| (date.first_day(), date.last_day()))
}

pub(in crate::workspace) fn latest(a: Option<PartialDate>, b: Option<PartialDate>) -> Option<PartialDate> {
    a.into_iter().chain(b).max_by_key(|date| (date.first_day(), std::cmp::Reverse(date.last_day())))
}

/// A tally while people are added.
#[derive(Default)]
struct Sum<'n> {
    people: usize,
    first: Option<PartialDate>,
    last: Option<PartialDate>,
    spellings: BTreeMap<String, usize>,
    note: Option<&'n Note>,
}

impl Sum<'_> {
    fn add(&mut self, share: Share) {
        self.people += 1;
        self.first = earliest(self.first, share.first);
        self.last = latest(self.last, share.last);
        for spelling in share.spellings {
            *self.spellings.entry(spelling).or_default() += 1;
        }
    }

    /// Called as its note or the settings call it, else as most people write it.
    fn tally(self, names: &Groups) -> Counted {
        let mut spellings: Vec<(String, usize)> = self.spellings.into_iter().collect();
        spellings.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let spellings: Vec<String> = spellings.into_iter().map(|(spelling, _)| spelling).collect();
        let written = spellings.first().map(String::as_str).or(self.note.map(|note| note.person.name.as_str()));
        let name = written.map_or(String::new(), |written| names.name(written).to_owned());
        let note = self.note.map(|note| note.id.clone());
        let (people, first, last) = (self.people, self.first, self.last);
        Counted { name, people, first, last, spellings, note, names_spellings: false }
    }
}
