//! What remains to be done of an interrupted change.
//!
//! Owns the comparison of the journal with the notes as they are. Must not know how a note is planned again, nor write.

use super::journal::{Becomes, Entry, Was, hash};
use super::{Again, ApplyError, Before, Journal, NoteChange, Proposal, Unfinished};
use crate::model::NoteId;
use crate::note::NOTE_LIMIT;
use crate::vault::{ReadError, ReadErrorKind, ReadNote, Vault, read_note};

/// What remains of a change of one note.
#[derive(Debug)]
enum Remains {
    Nothing,
    Step(Box<NoteChange>),
    /// The note is neither what it was nor what it should become, but it is known what was meant.
    Again(Again),
    Stop(NoteId, Why),
}

fn to_do(note: NoteChange) -> Remains {
    Remains::Step(Box::new(note))
}

/// Why nothing can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// The note is neither what it was nor what it should become.
    Changed,
    Gone,
    /// The journal does not say what it was written to say.
    BadJournal,
}

impl Journal {
    /// What remains to be done. `plan_again` plans the change of a note that is not the one any more that it was planned on.
    ///
    /// # Errors
    /// When a note is neither what it was nor what it should become, and nothing else is known of it; when it cannot be
    /// read.
    pub(in crate::workspace) fn rest<E: From<ApplyError>>(
        &self,
        vault: &Vault,
        file: &'static str,
        plan_again: impl Fn(&Again, &NoteId) -> Result<Option<NoteChange>, E>,
    ) -> Result<Proposal, E> {
        let mut notes: Vec<NoteChange> = Vec::new();
        for entry in &self.notes {
            match remains(entry, vault).map_err(ApplyError::from)? {
                Remains::Nothing => {}
                Remains::Step(note) => notes.push(*note),
                Remains::Again(again) => notes.extend(plan_again(&again, &entry.path())?),
                Remains::Stop(id, why) => return Err(stopped(id, why, &self.unfinished, file).into()),
            }
        }
        let Unfinished { command, about } = self.unfinished.clone();
        Ok(Proposal { about, continues: true, ..Proposal::new(command, notes) })
    }
}

fn stopped(id: NoteId, why: Why, unfinished: &Unfinished, file: &'static str) -> ApplyError {
    let unfinished = unfinished.clone();
    match why {
        Why::Changed => ApplyError::Changed { id, unfinished, file },
        Why::Gone => ApplyError::Gone { id, unfinished, file },
        Why::BadJournal => ApplyError::BadJournal { file },
    }
}

/// Looks at the files themselves: a journal knows nothing of texts in editors.
fn remains(entry: &Entry, vault: &Vault) -> Result<Remains, ReadError> {
    let remains = match (&entry.from, &entry.to) {
        (None, Some(to)) => created(to, found(vault, &to.id)?),
        (Some(from), None) => removed(from, found(vault, &from.id)?),
        (Some(from), Some(to)) if from.id == to.id => edited(from, to, found(vault, &from.id)?),
        (Some(from), Some(to)) => moved(from, to, found(vault, &from.id)?, found(vault, &to.id)?),
        (None, None) => Remains::Nothing,
    };
    Ok(match (remains, &entry.again) {
        // A note that is gone names nobody any more.
        (Remains::Stop(_, Why::Gone), Some(Again::Respell(_))) => Remains::Nothing,
        (Remains::Stop(_, Why::Changed | Why::Gone), Some(again)) => Remains::Again(again.clone()),
        (Remains::Step(note), again) => {
            let turned = still_to_turn(entry, &note, vault);
            to_do(NoteChange { turned, again: again.clone(), ..note.described(&entry.name, &entry.done) })
        }
        (other, _) => other,
    })
}

/// The symbolic links that lead to the old name yet.
fn still_to_turn(entry: &Entry, note: &NoteChange, vault: &Vault) -> Vec<NoteId> {
    let Some(from) = note.from.as_ref().filter(|_| note.moves()) else { return Vec::new() };
    entry.turned.iter().map(NoteId::new).filter(|link| vault.is_link_to(link, &from.id)).collect()
}

fn created(to: &Becomes, now: Option<ReadNote>) -> Remains {
    match now {
        None => to.of(&[]).map_or_else(
            || stop(&to.id, Why::BadJournal),
            |bytes| to_do(NoteChange::create(NoteId::new(&to.id), bytes)),
        ),
        Some(now) if is(&now, to.hash) => Remains::Nothing,
        Some(_) => stop(&to.id, Why::Changed),
    }
}

fn removed(from: &Was, now: Option<ReadNote>) -> Remains {
    match now {
        None => Remains::Nothing,
        Some(now) if is(&now, from.hash) => to_do(NoteChange::remove(before(&from.id, now))),
        Some(_) => stop(&from.id, Why::Changed),
    }
}

fn edited(from: &Was, to: &Becomes, now: Option<ReadNote>) -> Remains {
    match now {
        None => stop(&from.id, Why::Gone),
        Some(now) if is(&now, to.hash) => Remains::Nothing,
        Some(now) => step(&from.id, from, to, now),
    }
}

/// The bytes are changed before the path is.
fn moved(from: &Was, to: &Becomes, here: Option<ReadNote>, there: Option<ReadNote>) -> Remains {
    match (here, there) {
        (Some(now), _) if is(&now, to.hash) => {
            let bytes = now.bytes.clone();
            to_do(NoteChange::edit(before(&from.id, now), bytes).moved(NoteId::new(&to.id)))
        }
        (Some(now), _) => step(&from.id, from, to, now),
        (None, Some(now)) if is(&now, to.hash) => Remains::Nothing,
        // Somebody else gave it its new path.
        (None, Some(now)) => step(&to.id, from, to, now),
        (None, None) => stop(&from.id, Why::Gone),
    }
}

/// The whole change of a note that is as it was.
fn step(id: &str, from: &Was, to: &Becomes, now: ReadNote) -> Remains {
    if !is(&now, from.hash) {
        return stop(id, Why::Changed);
    }
    match to.of(&now.bytes) {
        Some(bytes) => to_do(NoteChange::edit(before(id, now), bytes).moved(NoteId::new(&to.id))),
        None => stop(id, Why::BadJournal),
    }
}

fn stop(id: &str, why: Why) -> Remains {
    Remains::Stop(NoteId::new(id), why)
}

fn before(id: &str, read: ReadNote) -> Before {
    Before { id: NoteId::new(id), read, version: None }
}

fn is(now: &ReadNote, hash_then: u64) -> bool {
    now.size == now.bytes.len() as u64 && hash(&now.bytes) == hash_then
}

fn found(vault: &Vault, id: &str) -> Result<Option<ReadNote>, ReadError> {
    match read_note(&vault.root, &NoteId::new(id), NOTE_LIMIT) {
        Err(ReadError { kind: ReadErrorKind::NotFound, .. }) => Ok(None),
        read => read.map(Some),
    }
}
