//! People as they are on the day that is asked for.
//!
//! Owns the lists of people: all, overdue, due. The index only proposes; the rule decides.

use rayon::prelude::*;

use crate::index::{self, Known, Lowered, Parts, Select};
use crate::model::follow_up::{Facts, standing};
use crate::model::{Day, Elsewhere, Note, NoteId, NoteType, PersonView, Settings, Standing};
use crate::query::matches::matches;
use crate::query::{Groups, Query, Subject};
use crate::workspace::elsewhere::ElsewhereTable;
use crate::workspace::{Workspace, WorkspaceError};

impl Workspace {
    /// What `take` makes of the people who are due on `by` at the latest, longest overdue first: since always, then by day,
    /// then by path, which `id` gives of each. Half a vault may be: what is not kept of a note costs no memory.
    pub(in crate::workspace) fn due_by<T: Send>(
        &self,
        query: &Query,
        by: Day,
        take: impl Fn(PersonView) -> T + Sync,
        id: impl Fn(&T) -> &NoteId + Sync,
    ) -> Result<Vec<T>, WorkspaceError> {
        let elsewhere = self.elsewhere()?;
        let candidates = index::due_or_stale(elsewhere.people(), elsewhere.table(), by.plus_days(1), self.today);
        let people = Select::And(vec![Select::Type(NoteType::Person), candidates]);
        let mut taken = self.judged(query, people, Parts::WithoutLinks, |view| {
            let due = view.standing.first().filter(|_| view.standing.is_due_by(by))?.due;
            Some((due, take(view)))
        })?;
        taken.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| id(&a.1).cmp(id(&b.1))));
        Ok(taken.into_iter().map(|(_, taken)| taken).collect())
    }

    /// What `take` makes of the selected notes that answer the query, in no order: on all cores, so that what is not wanted
    /// is dropped where it was checked.
    pub(in crate::workspace) fn judged<T: Send>(
        &self,
        query: &Query,
        select: Select,
        parts: Parts,
        take: impl Fn(PersonView) -> Option<T> + Sync,
    ) -> Result<Vec<T>, WorkspaceError> {
        let (judge, lowered) = (self.judge()?, self.lower(query)?);
        let parts = if lowered.needs_keys || self.caller.reads_fields { Parts::All } else { parts };
        Ok(self.snapshot.answering(&lowered, select, parts, |note, occurs| {
            let view = judge.view(note);
            let answers = lowered.is_exact || matches(query, judge.subject(&view), occurs);
            if answers { take(view) } else { None }
        })?)
    }

    /// What the index can answer of a query.
    pub(in crate::workspace) fn lower(&self, query: &Query) -> Result<Lowered, WorkspaceError> {
        let elsewhere = self.elsewhere()?;
        let known = Known {
            groups: self.groups()?,
            elsewhere: elsewhere.people(),
            table: elsewhere.table(),
            today: self.today,
        };
        Ok(index::lower(query, &known))
    }

    /// What turns notes into views.
    pub(in crate::workspace) fn judge(&self) -> Result<Judge<'_>, WorkspaceError> {
        let (elsewhere, groups) = (self.elsewhere()?, self.groups()?);
        Ok(Judge { elsewhere, groups, settings: self.settings(), today: self.today })
    }
}

/// Everything besides the note that the rule looks at.
pub(in crate::workspace) struct Judge<'a> {
    elsewhere: &'a ElsewhereTable,
    groups: &'a Groups,
    settings: &'a Settings,
    today: Day,
}

impl Judge<'_> {
    pub(in crate::workspace) fn view(&self, note: Note) -> PersonView {
        let mut note = Box::new(note);
        name_groups(&mut note, self.groups);
        let elsewhere = match note.note_type {
            NoteType::Person => self.elsewhere.of_note(&note),
            _ => Elsewhere::default(),
        };
        let facts = Facts { note: &note, elsewhere: &elsewhere, settings: self.settings, groups: self.groups };
        let standing = match note.note_type {
            NoteType::Person => standing(&facts, self.today),
            _ => Standing::default(),
        };
        PersonView { standing, elsewhere, today: self.today, note }
    }

    /// What a query is asked of.
    pub(in crate::workspace) fn subject<'v>(&'v self, view: &'v PersonView) -> Subject<'v> {
        Subject {
            note: &view.note,
            elsewhere: &view.elsewhere,
            standing: &view.standing,
            groups: self.groups,
            settings: self.settings,
            today: self.today,
        }
    }
}

/// Puts the groups' names where links call them by their notes' files.
fn name_groups(note: &mut Note, groups: &Groups) {
    for name in note.places_mut() {
        let own = groups.name_of_link(name);
        if own != name {
            *name = own.to_owned();
        }
    }
}
