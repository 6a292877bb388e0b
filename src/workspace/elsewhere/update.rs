//! A new table: from an old one, only what changed is read again; without one, everything.
//!
//! Owns which notes must be read again: those that changed, and those that call somebody by a name that means another
//! person now. Must not know who is meant (`join`).

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::super::WorkspaceError;
use super::super::columns::columns;
use super::join::{Records, join};
use crate::index::{Census, Columns, Parts, Select, Snapshot, Sources, Table, TableBuilder, path_key};
use crate::model::{Day, Elsewhere, Note, Settings};

/// The table of a snapshot, which is kept for the next command.
pub(super) fn made(snapshot: &Snapshot, settings: &Settings, rules: u64, day: Day) -> Result<Table, WorkspaceError> {
    let (census, old) = rayon::join(|| snapshot.census(), || snapshot.outdated_table(rules));
    let census = census?;
    let old = old.filter(|(table, _)| table.numbered() <= 2 * census.notes.len() + 8);
    let (select, builder) = match old {
        Some((table, sources)) => changed(table, sources, &census, snapshot)?,
        None => (Select::Records, TableBuilder::without(Table::default(), Sources::default(), &BTreeSet::new())),
    };
    let (table, mut sources) = filled(builder, select, snapshot, settings, day)?;
    sources.census = census;
    snapshot.keep_table(rules, &table, &sources);
    Ok(table)
}

/// Which notes must be read again, and the table without them.
fn changed(
    table: Table,
    sources: Sources,
    census: &Census,
    snapshot: &Snapshot,
) -> Result<(Select, TableBuilder), WorkspaceError> {
    let found = sources.census.compare(census);
    let touched = Select::Paths(Arc::new(found.changed.clone()));
    let renamed = Select::LinkNumbers(Arc::new(found.names));
    let select = Select::And(vec![Select::Records, Select::Or(vec![touched, renamed])]);
    let mut dropped: BTreeSet<u64> = found.changed.iter().copied().collect();
    let again = snapshot.collect(&select, Parts::WithoutLinks, |note| Some(path_key(note.id.as_str())))?;
    dropped.extend(again);
    let mut builder = TableBuilder::without(table, sources, &dropped);
    // What a person's own note says about due dates may be new.
    for person in found.changed {
        if builder.knows(person) {
            builder.open(person);
        }
    }
    Ok((select, builder))
}

fn filled(
    mut builder: TableBuilder,
    select: Select,
    snapshot: &Snapshot,
    settings: &Settings,
    day: Day,
) -> Result<(Table, Sources), WorkspaceError> {
    let records = snapshot.collect(&select, Parts::All, |note| Some(Records::of(note)))?;
    join(snapshot, &records, &mut builder)?;
    let people = Select::Paths(Arc::new(builder.touched()));
    let due = snapshot.collect(&people, Parts::WithoutLinks, |note| {
        Some((path_key(note.id.as_str()), due(&builder, &note, settings, day)))
    })?;
    let due: HashMap<u64, Columns> = due.into_iter().collect();
    Ok(builder.finish(&due))
}

/// What the rule gives for a person, given what other notes record.
fn due(builder: &TableBuilder, note: &Note, settings: &Settings, day: Day) -> Columns {
    let row = builder.row(&note.id).cloned().unwrap_or_default();
    columns(note, &Elsewhere::of(note, row.interactions, row.promises), settings, day)
}
