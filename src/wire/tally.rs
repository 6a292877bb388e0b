//! What people have in common, counted: groups, tags, companies.

use std::borrow::Cow;

use serde::Serialize;

use super::{Cell, Column, Listed, Role, Table};
use crate::model::{NoteId, PartialDate};

static COLUMNS: &[Column] = &[Column::name(), Column::whole("PEOPLE"), Column::whole("FIRST"), Column::whole("LAST")];

pub static GROUPS: Table = Table { columns: COLUMNS, noun: ("group", "groups") };
pub static TAGS: Table = Table { columns: COLUMNS, noun: ("tag", "tags") };
pub static COMPANIES: Table = Table { columns: COLUMNS, noun: ("company", "companies") };

/// A group, tag or company, and how many people it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    pub name: String,
    pub people: usize,
    /// When anybody was first and last seen there; of a tag or company: first met, and last in touch.
    pub first: Option<PartialDate>,
    pub last: Option<PartialDate>,
    /// Every way in which it is written, the most frequent first.
    pub spellings: Vec<String>,
    /// Its own note.
    pub note: Option<NoteId>,
    /// The other spellings are below it.
    pub names_spellings: bool,
}

/// A group, tag or company.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TallyRow {
    pub name: String,
    pub people: usize,
    pub first: Option<String>,
    pub last: Option<String>,
    pub spellings: Vec<String>,
    /// Its own note.
    pub path: Option<String>,
}

impl Listed for Tally {
    type Row = TallyRow;

    fn id(&self) -> Option<&NoteId> {
        self.note.as_ref()
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        let day = |day: Option<PartialDate>| Cell::plain(day.map_or(String::new(), |day| day.to_string()));
        let Tally { name, people, first, last, .. } = self;
        vec![Cell::new(Role::Name, name), Cell::plain(people.to_string()), day(*first), day(*last)].into()
    }

    fn row(&self) -> TallyRow {
        TallyRow {
            name: self.name.clone(),
            people: self.people,
            first: self.first.map(|day| day.to_string()),
            last: self.last.map(|day| day.to_string()),
            spellings: self.spellings.clone(),
            path: self.note.as_ref().map(ToString::to_string),
        }
    }

    fn details(&self) -> Vec<String> {
        let others = self.spellings.iter().filter(|spelling| self.names_spellings && **spelling != self.name);
        others.map(|spelling| format!("also {spelling}")).collect()
    }
}
