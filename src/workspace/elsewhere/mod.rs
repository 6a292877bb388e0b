//! What other notes record of people (vault-format section 6): contact and promises.
//!
//! Owns the table of it: the one that was kept, or a new one from an old one and what changed. Nothing of it is stored
//! with the people, so that it is never out of date. Must not know how notes are read or rows are stored.

mod join;
mod update;

use std::sync::{Arc, OnceLock};

use super::WorkspaceError;
use crate::index::{Snapshot, Table};
use crate::model::{Day, Elsewhere, Note, Settings};

/// What other notes record, by person.
pub(super) struct ElsewhereTable {
    table: Table,
    people: Arc<Vec<u64>>,
}

impl ElsewhereTable {
    /// The table of a snapshot: as it was kept, else made and kept.
    pub(super) fn of(
        snapshot: &Snapshot,
        settings: &Settings,
        rules: u64,
        day: Day,
    ) -> Result<ElsewhereTable, WorkspaceError> {
        let table = match snapshot.kept_table(rules) {
            Some(table) => table,
            None => update::made(snapshot, settings, rules, day)?,
        };
        Ok(ElsewhereTable { people: Arc::new(table.people()), table })
    }

    /// The keys of the paths of everybody about whom other notes record something.
    pub(super) fn people(&self) -> &Arc<Vec<u64>> {
        &self.people
    }

    pub(super) fn table(&self) -> &Table {
        &self.table
    }

    /// What other notes record of the person of this note.
    pub(super) fn of_note(&self, note: &Note) -> Elsewhere {
        let row = self.table.row(&note.id);
        row.map_or(Elsewhere::default(), |row| Elsewhere::of(note, row.interactions, row.promises))
    }
}

/// The table of a workspace, made when it is first needed.
pub(super) type LazyTable = OnceLock<ElsewhereTable>;
