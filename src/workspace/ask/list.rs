//! Notes as a list: people, archived ones too; or notes of another type.

use rayon::prelude::*;

use super::later::Later;
use super::{Answer, AskError, Question};
use crate::index::{Address, Parts, Select};
use crate::model::{NoteId, NoteType};
use crate::query::Query;
use crate::wire::{ListItem, notes_of};
use crate::workspace::{Workspace, WorkspaceError};

/// Asks for notes.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// What the notes must answer to.
    pub query: Vec<String>,
    /// When `None`, people, unless the query asks for types itself.
    pub note_type: Option<NoteType>,
}

/// A note of a list, to be made.
#[derive(Clone, Copy, Debug)]
pub struct NoteAt {
    at: Address,
    among_people: bool,
}

impl Question for List {
    type Answer = Answer<NoteAt>;

    /// By path; in no order where the rows are only counted.
    fn answer(&self, workspace: &Workspace) -> Result<Answer<NoteAt>, AskError> {
        let found = workspace.listing(&self.query, |query| workspace.headings(query, self.note_type))?;
        let note_type = self.note_type.or_else(|| only_type(&found.answer)).unwrap_or(NoteType::Person);
        let among_people = note_type == NoteType::Person;
        Ok(found.listed(notes_of(note_type)).map(|heading| heading.row(among_people)))
    }
}

impl Later for NoteAt {
    type Made = ListItem;

    const BATCH_SIZE: usize = 2048;

    fn made(batch: &[NoteAt], workspace: &Workspace) -> Result<Vec<ListItem>, AskError> {
        let judge = workspace.judge()?;
        let parts = if workspace.caller.reads_fields { Parts::All } else { Parts::WithoutLinks };
        let addresses: Vec<Address> = batch.iter().map(|listed| listed.at).collect();
        let item = |at: usize, note| ListItem { view: judge.view(note), among_people: batch[at].among_people };
        Ok(workspace.snapshot.at(&addresses, parts, item).map_err(WorkspaceError::from)?)
    }
}

/// A note that answers, and what orders it.
pub(in crate::workspace) struct Heading {
    at: Address,
    note_type: NoteType,
}

impl Heading {
    pub(in crate::workspace) fn row(&self, among_people: bool) -> NoteAt {
        NoteAt { at: self.at, among_people }
    }
}

impl Workspace {
    /// The notes of one type that answer the query, by path. When `None`, people, unless the query asks for types itself.
    pub(in crate::workspace) fn headings(
        &self,
        query: &Query,
        note_type: Option<NoteType>,
    ) -> Result<Vec<Heading>, WorkspaceError> {
        let only = note_type.unwrap_or(NoteType::Person);
        let select = if note_type.is_none() && query.asks_for_type() { Select::All } else { Select::Type(only) };
        let lowered = self.lower(query)?;
        if lowered.is_exact && self.caller.counts {
            let addresses = self.snapshot.addresses(&lowered, select)?;
            return Ok(addresses.into_iter().map(|at| Heading { at, note_type: only }).collect());
        }
        let mut found: Vec<(Address, (NoteId, NoteType))> = match lowered.is_exact {
            true => self.snapshot.answering_at(&lowered, select, Parts::Heading, |n, _| Some((n.id, n.note_type)))?,
            false => self.judged_at(query, select, Parts::WithoutLinks, |v| Some((v.note.id, v.note.note_type)))?,
        };
        found.par_sort_unstable_by(|(_, (a, _)), (_, (b, _))| a.cmp(b));
        Ok(found.into_iter().map(|(at, (_, note_type))| Heading { at, note_type }).collect())
    }
}

/// The type of all the notes, where the query chose them and they are of one; else they are shown as notes are.
fn only_type(found: &[Heading]) -> Option<NoteType> {
    let first = found.first()?.note_type;
    Some(if found.iter().all(|heading| heading.note_type == first) { first } else { NoteType::Other })
}
